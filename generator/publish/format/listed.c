/* The formats of a dataset as the descriptor lists them. */
#include "emit/workbook.h"
#include "model/formats.h"
#include "publish/internal.h"

#define XLSX_TYPE                                                              \
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

static void integer_member(struct json_writer *w, const char *key,
                           uint64_t value)
{
    json_key(w, key);
    json_integer(w, (int64_t)value);
}

static void safe_write(struct json_writer *w, const struct dataset *dataset)
{
    if (dataset->safe.path.len == 0)
        return;
    json_open_object(w);
    file_members(w, &dataset->safe, "csv", "text/csv");
    text_member(w, "variant", SLICE("spreadsheet-safe"));
    json_close(w);
}

static void workbook_write(struct json_writer *w, const struct dataset *dataset)
{
    bool omitted = table_exceeds_sheet(dataset->table) &&
                   dataset->portal->formats[EXTRA_XLSX];

    if (dataset->workbook.path.len == 0 && !omitted)
        return;
    json_open_object(w);
    if (omitted) {
        text_member(w, "format", SLICE("xlsx"));
        text_member(w, "omitted",
                    SLICE("more rows or columns than a sheet has"));
        integer_member(w, "limit", WORKBOOK_ROWS_MAX - 1);
    } else {
        file_members(w, &dataset->workbook, "xlsx", XLSX_TYPE);
        integer_member(w, "numbers_as_text", dataset->numbers_as_text);
        integer_member(w, "texts_cut", dataset->texts_cut);
    }
    json_close(w);
}

void formats_write(struct json_writer *w, const struct dataset *dataset)
{
    integer_member(w, "rendir:formula_cells", dataset->formulas);
    json_key(w, "rendir:formats");
    json_open_array(w);
    safe_write(w, dataset);
    workbook_write(w, dataset);
    json_close(w);
}

void package_formats_write(struct json_writer *w,
                           const struct published_file *database)
{
    if (database == NULL || database->path.len == 0)
        return;
    json_key(w, "rendir:formats");
    json_open_array(w);
    json_open_object(w);
    file_members(w, database, "sqlite", "application/vnd.sqlite3");
    json_close(w);
    json_close(w);
}
