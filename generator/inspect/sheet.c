#include "inspect/sheet.h"

#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "input/listing.h"

struct reading {
    struct sheet *sheet;
    struct sheet_file *file;
    bool is_first; /* file of the sheet: it fixes the columns */
    bool fits;
};

void sheet_init(struct sheet *sheet, struct arena *arena)
{
    *sheet = (struct sheet){.arena = arena};
}

static void column_add(struct sheet *sheet, struct slice heading)
{
    struct sheet_column column = {
        .heading = arena_copy(sheet->arena, slice_trim(heading)),
        .position = (uint32_t)sheet->columns.count + 1};

    map_init(&column.index, sheet->arena);
    ARENA_PUSH(sheet->arena, &sheet->columns, column);
}

static struct slice unquoted(struct slice text, char quote)
{
    text = slice_trim(text);
    if (text.len >= 2 && text.ptr[0] == quote &&
        text.ptr[text.len - 1] == quote)
        text = slice_trim(slice_cut(text, 1, text.len - 1));
    return text;
}

/* Headings that a comment names: there is no header to read them from. */
static void commented_headings(struct sheet *sheet, const struct sniff *sniff)
{
    struct slice rest = sniff->commented_header;

    for (size_t i = 0; i < sheet->columns.count && rest.len > 0; i++)
        sheet->columns.items[i].heading = arena_copy(
            sheet->arena, unquoted(slice_next(&rest, sniff->dialect.delimiter),
                                   sniff->dialect.quote));
}

static void names_check(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->columns.count; i++) {
        struct sheet_column *column = &sheet->columns.items[i];

        column->is_named = column->heading.len > 0;
        for (size_t j = 0; j < sheet->columns.count; j++)
            if (j != i &&
                slice_equal(sheet->columns.items[j].heading, column->heading))
                column->is_named = false;
    }
}

static bool take_header(void *context, const struct table_header *header)
{
    struct reading *reading = context;
    struct sheet *sheet = reading->sheet;
    bool named = header->names != NULL;

    if (reading->is_first) {
        for (size_t i = 0; i < header->count; i++)
            column_add(sheet, named ? header->names[i] : SLICE(""));
        if (!named)
            commented_headings(sheet, &reading->file->sniff);
        names_check(sheet);
        return true;
    }
    reading->fits = header->count == sheet->columns.count;
    for (size_t i = 0; i < header->count && reading->fits && named; i++)
        reading->fits = slice_equal(slice_trim(header->names[i]),
                                    sheet->columns.items[i].heading);
    return reading->fits;
}

static void cell_add(struct sheet *sheet, struct sheet_column *column,
                     struct slice raw)
{
    struct slice text = slice_trim(raw);
    struct sheet_value *value = map_get(&column->index, text);

    if (value == NULL) {
        value = ARENA_NEW(sheet->arena, struct sheet_value);
        value->text = arena_copy(sheet->arena, text);
        value->number = (uint32_t)column->values.count;
        ARENA_PUSH(sheet->arena, &column->values, value);
        (void)map_put(&column->index, value->text, value);
    }
    value->count++;
    ARENA_PUSH(sheet->arena, &column->rows, value->number);
}

static bool take_batch(void *context, const struct record_batch *batch)
{
    struct reading *reading = context;
    struct sheet *sheet = reading->sheet;

    for (size_t i = 0; i < batch->record_count; i++) {
        if (reading->file->row_count == SHEET_RECORDS) {
            reading->file->is_cut = true;
            return false;
        }
        for (size_t j = 0; j < batch->column_count; j++)
            cell_add(sheet, &sheet->columns.items[j],
                     batch->cells[i * batch->column_count + j]);
        ARENA_PUSH(sheet->arena, &sheet->row_files,
                   (uint32_t)sheet->files.count);
        reading->file->row_count++;
    }
    return true;
}

static struct slice sentence_of(struct arena *arena,
                                const struct finding *finding)
{
    struct buf text = BUF_INIT;

    finding_write(&text, finding, slice_of(diag_info(finding->id)->sentence));
    return arena_take(arena, &text);
}

/* Forgets the rows of a file that is read once more. */
static void rows_forget(struct sheet *sheet, size_t row_count)
{
    for (size_t i = 0; i < sheet->columns.count; i++) {
        struct sheet_column *column = &sheet->columns.items[i];

        for (size_t row = row_count; row < column->rows.count; row++)
            sheet_cell(column, row)->count--;
        column->rows.count = row_count;
    }
    sheet->row_files.count = row_count;
}

/* What the reader found; the offset where the encoding was wrong, or empty. */
static struct slice findings_look(struct sheet *sheet,
                                  const struct diagnostics *diagnostics,
                                  struct sheet_file *file, struct slice *fault)
{
    struct slice offset = {NULL, 0};

    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct finding *finding = &diagnostics->items[i];

        if (finding->id == DIAG_BYTE_ORDER_MARK)
            continue;
        if (file->fault.len == 0)
            file->fault = sentence_of(sheet->arena, finding);
        *fault = sentence_of(sheet->arena, finding);
        if (finding->id == DIAG_ENCODING_INVALID)
            offset = arena_copy(sheet->arena, finding->args[0]);
    }
    return offset;
}

static bool json_rows_read(struct sheet_file *file, struct sources *sources,
                           struct diagnostics *diagnostics,
                           const struct table_reader *reader)
{
    struct listing listing = {.format = LISTING_JSON,
                              .records = file->list.path};
    uint16_t source;

    return listing_read(sources, diagnostics, file->path, slice_of(file->path),
                        &listing, reader, &file->count, &source);
}

/* False when the file could not be read; `*offset`: where it is not UTF-8. */
static bool rows_read(struct reading *reading, struct slice *offset,
                      struct slice *fault)
{
    struct sheet *sheet = reading->sheet;
    struct sheet_file *file = reading->file;
    struct table_reader reader = {reading, take_header, take_batch};
    struct diagnostics diagnostics;
    struct sources sources;
    uint16_t source;
    bool done;

    diagnostics_init(&diagnostics);
    sources_init(&sources, sheet->arena);
    done = file->is_json
               ? json_rows_read(file, &sources, &diagnostics, &reader)
               : table_read(&sources, &diagnostics, file->path,
                            slice_of(file->path), &file->sniff.dialect, &reader,
                            &file->count, &source);
    *offset = findings_look(sheet, &diagnostics, file, fault);
    diagnostics_release(&diagnostics);
    return done;
}

static struct slice base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slice_of(slash != NULL ? slash + 1 : path);
}

static bool file_read_rows(struct sheet *sheet, struct sheet_file *file,
                           bool *fits, struct slice *fault)
{
    struct reading reading = {sheet, file, sheet->files.count == 0, true};
    size_t rows_before = sheet->row_files.count;
    struct slice offset;
    bool done = rows_read(&reading, &offset, fault);

    if (offset.len > 0 && file->sniff.dialect.encoding.len == 0) {
        rows_forget(sheet, rows_before);
        reading.is_first &= sheet->columns.count == 0;
        file->row_count = 0;
        file->fault = (struct slice){NULL, 0};
        sniff_fall_back(sheet->arena, offset, &file->sniff);
        done = rows_read(&reading, &offset, fault);
    }
    *fits = reading.fits;
    /* Rows that were read are worth a look, whatever came after them. */
    if (!reading.fits || done || file->row_count > 0)
        return true;
    *fault = arena_format(sheet->arena, "%s: " SLICE_FORMAT, file->path,
                          SLICE_ARGS(*fault));
    return false;
}

/* JSON is no matter of guessing but for where its records are. */
static bool json_look(struct sheet *sheet, struct sheet_file *file,
                      struct slice *fault)
{
    struct diagnostics diagnostics;
    struct sources sources;
    const struct node *root;
    bool found;

    diagnostics_init(&diagnostics);
    sources_init(&sources, sheet->arena);
    root = json_read(sheet->arena, &sources, &diagnostics, file->path,
                     slice_of(file->path));
    found = root != NULL && json_list_find(sheet->arena, root, &file->list);
    if (diagnostics.count > 0)
        *fault = arena_format(
            sheet->arena, "%s: " SLICE_FORMAT, file->path,
            SLICE_ARGS(sentence_of(sheet->arena, &diagnostics.items[0])));
    else if (!found)
        *fault = arena_format(sheet->arena,
                              "%s has no list of objects; records are the "
                              "objects of a list",
                              file->path);
    diagnostics_release(&diagnostics);
    file->sniff = (struct sniff){
        .dialect = DIALECT_DEFAULT, .is_whole = true, .header_is_sure = true};
    return found;
}

/* How it is written. */
static bool file_look(struct sheet *sheet, struct sheet_file *file,
                      struct slice *fault)
{
    file->is_json = json_is_likely(file->path);
    if (file->is_json)
        return json_look(sheet, file, fault);
    if (sniff_file(sheet->arena, file->path, &file->sniff, fault) != SNIFF_DONE)
        return false;
    /* A comment may name the columns; the header is then no row of its own. */
    if (file->sniff.commented_header.len > 0)
        file->sniff.dialect.has_header = false;
    return true;
}

/* Without headings only like names say that two files belong together. */
static bool may_fit(const struct sheet *sheet, const struct sheet_file *file)
{
    const struct sheet_file *first = &sheet->files.items[0];

    return first->is_json == file->is_json &&
           slice_equal(first->list.path, file->list.path) &&
           first->sniff.dialect.has_header == file->sniff.dialect.has_header &&
           (file->sniff.dialect.has_header ||
            (file->base.len > 4 &&
             slice_starts_with(first->base, slice_cut(file->base, 0, 4))));
}

bool sheet_read(struct sheet *sheet, const char *path, bool *fits,
                struct slice *fault)
{
    struct sheet_file file = {.path = path,
                              .base = base_name(path),
                              .first_row = sheet->row_files.count};

    *fits = true;
    if (!file_look(sheet, &file, fault))
        return false;
    if (sheet->files.count > 0 && !may_fit(sheet, &file)) {
        *fits = false;
        return true;
    }
    if (!file_read_rows(sheet, &file, fits, fault))
        return false;
    if (*fits)
        ARENA_PUSH(sheet->arena, &sheet->files, file);
    return true;
}

struct slice column_label(struct arena *arena,
                          const struct sheet_column *column)
{
    if (column->is_named)
        return column->heading;
    if (column->heading.len > 0)
        return arena_format(arena, SLICE_FORMAT " (column %u)",
                            SLICE_ARGS(column->heading), column->position);
    return arena_format(arena, "column %u", column->position);
}

bool column_is_money(const struct sheet_column *column)
{
    return column->cells.type == CELLS_NUMBER &&
           (column->name.kind == NAME_STAGE ||
            column->name.kind == NAME_AMOUNT);
}

static bool has_stage(const struct sheet *sheet, const char *stage)
{
    for (size_t i = 0; i < sheet->columns.count; i++)
        if (sheet->columns.items[i].name.kind == NAME_STAGE &&
            slice_equal_text(sheet->columns.items[i].name.what, stage))
            return true;
    return false;
}

/*
 * Names that mean another thing beside others: "modificado" is the budget in
 * force where nothing else is; "compromiso" beside stages of money is one.
 */
static void name_in_context(const struct sheet *sheet,
                            struct sheet_column *column)
{
    struct name_guess *name = &column->name;

    if (name->kind == NAME_STAGE &&
        folded_has(name->bare, SLICE("modificado")) &&
        slice_equal_text(name->what, "modifications") &&
        !has_stage(sheet, "current"))
        name->what = SLICE("current");
    if (name->kind == NAME_FIELD &&
        slice_equal_text(name->what, "commitment") &&
        slice_equal(name->bare, name->entry) && has_stage(sheet, "current")) {
        name->kind = NAME_STAGE;
        name->what = SLICE("committed");
    }
}

/* "GPO_FUNCIONAL" beside "DESC_GPO_FUNCIONAL" is a code. */
static bool has_label_by_name(const struct sheet *sheet,
                              const struct sheet_column *column)
{
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *other = &sheet->columns.items[i];

        if (other != column && other->name.is_label && !other->name.is_code &&
            column->name.bare.len > 0 && !column->name.is_label &&
            slice_equal(other->name.bare, column->name.bare))
            return column->name.kind == NAME_NONE ||
                   column->name.kind == NAME_DIMENSION;
    }
    return false;
}

/* A note below the table says nothing of the column it stands in. */
static void notes_forget(struct sheet *sheet)
{
    if (sheet->columns.count < 3)
        return;
    for (size_t row = 0; row < sheet->row_files.count; row++) {
        struct sheet_value *only = NULL;
        size_t texts = 0;

        for (size_t i = 0; i < sheet->columns.count && texts < 2; i++) {
            struct sheet_value *value =
                sheet_cell(&sheet->columns.items[i], row);

            if (value->text.len == 0)
                continue;
            texts++;
            only = value;
        }
        if (texts == 1)
            only->count--;
    }
}

void sheet_understand(struct sheet *sheet)
{
    notes_forget(sheet);
    for (size_t i = 0; i < sheet->columns.count; i++)
        sheet->columns.items[i].name =
            name_find(sheet->arena, sheet->columns.items[i].heading);
    for (size_t i = 0; i < sheet->columns.count; i++) {
        struct sheet_column *column = &sheet->columns.items[i];

        name_in_context(sheet, column);
        column->name.is_code |= has_label_by_name(sheet, column);
        cells_understand(sheet->arena, column);
    }
}
