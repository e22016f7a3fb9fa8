/*
 * A dataset as an XLSX workbook: its rows as typed cells, and a sheet that says
 * what they are. Amounts are numbers only where a spreadsheet keeps all their
 * digits; codes are text, so that "011" stays what it is.
 */
#include "emit/workbook.h"

#include "publish/format/extras.h"
#include "publish/staging.h"

/* Columns are as wide as what is in them, within reason. */
#define WIDTH_MIN 8
#define WIDTH_MAX 48

struct filling {
    struct workbook *book;
    struct dataset *dataset;
    size_t *widths; /* by column */
};

static void width_grow(size_t *width, struct slice text)
{
    size_t characters = 0;

    if (text.len <= *width)
        return;
    for (size_t i = 0; i < text.len; i++)
        characters += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    if (characters > *width)
        *width = characters;
}

/* What cannot be read as what it should be stays the text it is. */
static void present_cell(struct filling *filling,
                         const struct published_column *column,
                         struct slice text)
{
    struct dataset *dataset = filling->dataset;
    enum shape shape = column_shape(column);
    struct amount amount;
    struct date date;

    if (shape == SHAPE_AMOUNT && column_amount(text, &amount))
        dataset->numbers_as_text += !workbook_number(
            filling->book, (struct workbook_number){
                               amount, column->scale,
                               column->kind == PUBLISHED_CELL &&
                                   column->column->type == COLUMN_AMOUNT});
    else if (shape == SHAPE_DATE && date_parse(text, &date))
        workbook_date(filling->book, date);
    else
        dataset->texts_cut += !workbook_text(filling->book, text);
}

static void row_put(struct filling *filling, const struct reread *rows,
                    bool is_head)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct published_column *column = &filling->dataset->columns[i];
        struct slice text = rows->cells[i];

        width_grow(&filling->widths[i], text);
        if (is_head)
            workbook_bold(filling->book, text);
        else if (text.len == 0)
            workbook_blank(filling->book);
        else if (column_state(column, text) != CELL_PRESENT)
            (void)workbook_text(filling->book, text);
        else
            present_cell(filling, column, text);
    }
    workbook_row(filling->book);
}

/* Marks of thousands, and the arrow of the filter. */
static unsigned width_of(const struct filling *filling, size_t i)
{
    size_t width = filling->widths[i] + 3;

    if (column_shape(&filling->dataset->columns[i]) == SHAPE_AMOUNT)
        width += width / 3;
    if (width < WIDTH_MIN)
        return WIDTH_MIN;
    return width > WIDTH_MAX ? WIDTH_MAX : (unsigned)width;
}

static bool rows_put(struct filling *filling, struct reread *rows)
{
    unsigned columns = (unsigned)filling->dataset->column_count;
    bool is_head = true;

    workbook_sheet(filling->book, filling->dataset->table->name);
    workbook_head(filling->book, columns, filling->dataset->rows);
    while (reread_row(rows)) {
        row_put(filling, rows, is_head);
        is_head = false;
    }
    for (unsigned i = 0; i < columns; i++)
        workbook_width(filling->book, i, width_of(filling, i));
    return !rows->failed;
}

static bool workbook_fill(const struct release_formats *formats,
                          struct filling *filling)
{
    struct dataset *dataset = filling->dataset;
    struct reread rows;
    bool done = reread_open(&rows, formats->root, dataset->csv.path,
                            dataset->column_count) &&
                rows_put(filling, &rows);

    reread_close(&rows);
    workbook_about(filling->book, formats, dataset);
    return done;
}

static bool workbook_write(const struct release_formats *formats,
                           struct dataset *dataset, struct scratch *scratch)
{
    const struct portal *portal = formats->portal;
    struct filling filling = {.dataset = dataset};
    bool filled, written;

    filling.book =
        workbook_begin(scratch->path.ptr, formats->root->staging,
                       words_in(&dataset->table->title, &portal->languages[0]),
                       portal->cut_off);
    if (filling.book == NULL)
        return scratch_failed(scratch);
    filling.widths = calloc(dataset->column_count + 1, sizeof(size_t));
    if (filling.widths == NULL)
        out_of_memory();
    filled = workbook_fill(formats, &filling);
    free(filling.widths);
    written = workbook_finish(filling.book);
    return (written || scratch_failed(scratch)) && filled;
}

bool workbook_publish(const struct release_formats *formats,
                      struct dataset *dataset)
{
    struct scratch scratch;
    bool done = scratch_open(&scratch, formats->root) &&
                workbook_write(formats, dataset, &scratch) &&
                scratch_publish(&scratch, &dataset->workbook);

    scratch_close(&scratch);
    return done;
}
