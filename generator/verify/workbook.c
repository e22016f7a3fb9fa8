/*
 * A workbook against the CSV beside it: its first sheet has the same rows, cell
 * by cell, as what they are. No sheet has formulas.
 */
#include "verify/grid.h"
#include "verify/internal.h"

/* More digits do not come back from a spreadsheet (IEEE 754, binary64). */
#define DIGITS_MAX 15
/* Of a cell, in UTF-16 units; one that XML cannot hold takes seven. */
#define TEXT_MAX 32767
#define TEXT_UNITS_MAX 7

/* --- numbers, by their digits --- */

#define DIGITS_KEPT 64

struct digits {
    bool is_negative;
    unsigned char items[DIGITS_KEPT]; /* without zeros around them */
    size_t count;                     /* 0 = zero */
    long point;                       /* behind so many of them */
};

static bool exponent_read(struct slice text, long *out)
{
    bool is_negative = false;

    *out = 0;
    if (text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+')) {
        is_negative = text.ptr[0] == '-';
        text = slice_cut(text, 1, text.len);
    }
    if (text.len == 0 || text.len > 4)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *out = *out * 10 + (text.ptr[i] - '0');
    }
    *out = is_negative ? -*out : *out;
    return true;
}

static bool mantissa_read(struct slice text, struct digits *out)
{
    bool has_point = false;
    bool has_digit = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        has_digit = true;
        if (out->count == 0 && c == '0') {
            out->point -= has_point;
            continue;
        }
        if (out->count == DIGITS_KEPT)
            return false;
        out->items[out->count++] = (unsigned char)(c - '0');
        out->point += !has_point;
    }
    return has_digit;
}

static void zeros_drop(struct digits *digits)
{
    while (digits->count > 0 && digits->items[digits->count - 1] == 0)
        digits->count--;
    if (digits->count == 0)
        *digits = (struct digits){.is_negative = false};
}

/* "-12.50", "1.25E+17" */
static bool digits_read(struct slice text, struct digits *out)
{
    size_t e = slice_find(text, 'E');
    long exponent = 0;

    *out = (struct digits){.count = 0};
    if (e == text.len)
        e = slice_find(text, 'e');
    if (e < text.len &&
        !exponent_read(slice_cut(text, e + 1, text.len), &exponent))
        return false;
    text = slice_cut(text, 0, e);
    if (slice_starts_with(text, SLICE("-"))) {
        out->is_negative = true;
        text = slice_cut(text, 1, text.len);
    }
    if (!mantissa_read(text, out))
        return false;
    out->point += exponent;
    zeros_drop(out);
    return true;
}

/* To what a spreadsheet shows of it. */
static void digits_round(struct digits *digits)
{
    bool up;

    if (digits->count <= DIGITS_MAX)
        return;
    up = digits->items[DIGITS_MAX] >= 5;
    digits->count = DIGITS_MAX;
    while (up && digits->count > 0 && digits->items[digits->count - 1] == 9)
        digits->count--;
    if (up && digits->count > 0) {
        digits->items[digits->count - 1]++;
    } else if (up) {
        digits->items[digits->count++] = 1;
        digits->point++;
    }
    zeros_drop(digits);
}

static bool digits_equal(const struct digits *a, const struct digits *b)
{
    if (a->is_negative != b->is_negative || a->count != b->count ||
        a->point != b->point)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i] != b->items[i])
            return false;
    return true;
}

/* A number of the CSV in any form that tables may have. */
static bool csv_digits(struct slice text, struct digits *out)
{
    struct buf canonical = BUF_INIT;
    struct amount amount;
    bool done = digits_read(text, out);

    if (!done && amount_parse(text, (struct amount_format){'.', 0}, &amount) ==
                     AMOUNT_OK) {
        amount_write(&canonical, amount);
        done = digits_read(buf_slice(&canonical), out);
    }
    buf_release(&canonical);
    return done;
}

/* --- cells --- */

struct comparison {
    struct root *root;
    const struct table *table;
    struct slice path;
    bool has_head;
    size_t rows;            /* compared */
    size_t numbers_as_text; /* found, as the descriptor counts them */
    size_t texts_cut;
};

static bool has_type(const struct column *column, const char *type)
{
    return slice_equal_text(verify_json_text(column->field, "type"), type);
}

static bool is_numeric(const struct column *column)
{
    return has_type(column, "number") || has_type(column, "integer");
}

/* Days since the one before 1900-01-01, of which one never was. */
static bool date_agrees(struct slice cell, struct slice csv)
{
    static const struct date origin = {1899, 12, 30};
    struct buf days = BUF_INIT;
    struct date date;
    bool agrees;

    if (!date_parse(csv, &date))
        return false;
    buf_add_integer(&days, date_days_between(origin, date));
    agrees = slice_equal(buf_slice(&days), cell);
    buf_release(&days);
    return agrees;
}

static bool number_agrees(const struct column *column, struct slice cell,
                          struct slice csv)
{
    struct digits found, wanted;

    if (has_type(column, "date"))
        return date_agrees(cell, csv);
    if (!is_numeric(column) || !digits_read(cell, &found) ||
        !csv_digits(csv, &wanted))
        return false;
    digits_round(&found);
    return digits_equal(&found, &wanted);
}

/* Whether `cell` is as much of the text as a cell has room for. */
static bool is_cut(struct slice cell, struct slice csv)
{
    size_t units = 0;

    if (cell.len >= csv.len || !slice_starts_with(csv, cell))
        return false;
    for (size_t i = 0; i < cell.len; i++) {
        unsigned char c = (unsigned char)cell.ptr[i];

        if ((c & 0xC0) != 0x80)
            units += c < ' ' || c == '_' ? TEXT_UNITS_MAX : c >= 0xF0 ? 2 : 1;
    }
    return units > TEXT_MAX - TEXT_UNITS_MAX;
}

static bool text_agrees(struct comparison *comparison,
                        const struct column *column, struct slice cell,
                        const struct value *value)
{
    struct digits found, wanted;
    bool is_number = is_numeric(column) && value->kind == CELL_PRESENT &&
                     csv_digits(value->text, &wanted);

    comparison->numbers_as_text += is_number;
    if (slice_equal(cell, value->text))
        return true;
    if (is_number)
        return digits_read(cell, &found) && digits_equal(&found, &wanted);
    if (!is_cut(cell, value->text))
        return false;
    comparison->texts_cut++;
    return true;
}

static bool cell_agrees(struct comparison *comparison,
                        const struct column *column,
                        const struct grid_cell *cell, const struct value *value)
{
    switch (cell->kind) {
    case GRID_NUMBER:
        return number_agrees(column, cell->text, value->text);
    case GRID_TEXT:
        return text_agrees(comparison, column, cell->text, value);
    case GRID_OTHER:
        break;
    }
    return false;
}

/* "AB12" */
static struct slice place(struct root *root, size_t column, size_t row)
{
    char letters[16];
    size_t at = sizeof(letters);

    for (column++; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    return arena_format(root->arena, "%.*s%zu", (int)(sizeof(letters) - at),
                        letters + at, row);
}

static void cell_fault(const struct comparison *comparison,
                       const struct grid *grid, size_t column,
                       struct slice found, struct slice wanted)
{
    struct slice cell = place(comparison->root, column, grid->row);

    verify_fault(comparison->root, comparison->path, VERIFY_WHOLE,
                 "has \"" SLICE_FORMAT "\" in " SLICE_FORMAT
                 ", the CSV has \"" SLICE_FORMAT "\"",
                 SLICE_ARGS(slice_cut(found, 0, 80)), SLICE_ARGS(cell),
                 SLICE_ARGS(slice_cut(wanted, 0, 80)));
}

static bool formula_found(struct root *root, struct slice path,
                          const struct grid *grid)
{
    for (size_t i = 0; i < grid->cells.count; i++) {
        const struct grid_cell *cell = &grid->cells.items[i];

        if (!cell->has_formula)
            continue;
        verify_fault(root, path, VERIFY_WHOLE, "has a formula in " SLICE_FORMAT,
                     SLICE_ARGS(place(root, cell->column, grid->row)));
        return true;
    }
    return false;
}

/* --- rows --- */

/* The cells of a row of the sheet, blank ones left out, against all of the
 * CSV's; the first that differs is told. */
static bool row_agrees(struct comparison *comparison, const struct grid *grid,
                       size_t number)
{
    const struct table *table = comparison->table;
    size_t next = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        const struct value *value =
            &column->values.items[column->rows.items[number]];
        const struct grid_cell *cell = NULL;

        if (next < grid->cells.count && grid->cells.items[next].column == i)
            cell = &grid->cells.items[next++];
        if (cell == NULL ? value->text.len > 0
                         : !cell_agrees(comparison, column, cell, value)) {
            cell_fault(comparison, grid, i,
                       cell != NULL ? cell->text : SLICE(""), value->text);
            return false;
        }
    }
    if (next == grid->cells.count)
        return true;
    cell_fault(comparison, grid, grid->cells.items[next].column,
               grid->cells.items[next].text, SLICE(""));
    return false;
}

static bool head_agrees(struct comparison *comparison, const struct grid *grid)
{
    const struct table *table = comparison->table;

    for (size_t i = 0; i < table->column_count || i < grid->cells.count; i++) {
        struct slice wanted =
            i < table->column_count ? table->columns[i].name : SLICE("");
        struct slice found =
            i < grid->cells.count && grid->cells.items[i].column == i
                ? grid->cells.items[i].text
                : SLICE("");

        if (slice_equal(wanted, found))
            continue;
        cell_fault(comparison, grid, i, found, wanted);
        return false;
    }
    return true;
}

/* A row that is not written is blank, which one of the CSV is where all its
 * cells are empty. */
static bool blank_rows(struct comparison *comparison, size_t until)
{
    struct grid blank = {.row = comparison->rows + 2};

    for (; comparison->rows < until; comparison->rows++, blank.row++)
        if (!row_agrees(comparison, &blank, comparison->rows))
            return false;
    return true;
}

static bool row_compare(struct comparison *comparison, const struct grid *grid)
{
    const struct table *table = comparison->table;

    if (formula_found(comparison->root, comparison->path, grid))
        return false;
    if (grid->row == 1)
        return head_agrees(comparison, grid);
    if (grid->row - 2 < table->row_count) {
        if (!blank_rows(comparison, grid->row - 2) ||
            !row_agrees(comparison, grid, grid->row - 2))
            return false;
        comparison->rows++;
        return true;
    }
    if (grid->cells.count == 0)
        return true;
    verify_fault(comparison->root, comparison->path, VERIFY_WHOLE,
                 "has something in row %zu, the CSV has %zu rows", grid->row,
                 table->row_count);
    return false;
}

/* A sheet without a head has no rows either. */
static bool rows_compare(struct comparison *comparison, struct grid *grid)
{
    bool agrees = true;

    while (agrees && verify_grid_next(grid)) {
        if (comparison->rows == 0 && !comparison->has_head && grid->row != 1)
            agrees = false;
        comparison->has_head = true;
        if (!agrees)
            verify_fault(comparison->root, comparison->path, VERIFY_WHOLE,
                         "has no head");
        else
            agrees = row_compare(comparison, grid);
    }
    return agrees && !grid->has_failed &&
           blank_rows(comparison, comparison->table->row_count);
}

static bool formulas_check(struct comparison *comparison, struct grid *grid)
{
    while (verify_grid_next(grid))
        if (formula_found(comparison->root, comparison->path, grid))
            return false;
    return !grid->has_failed;
}

/* --- the workbook --- */

/* What was kept otherwise than as a number, or whole, is counted. */
static bool count_agrees(const struct comparison *comparison,
                         const struct json *format, const char *key,
                         size_t found)
{
    const struct json *member = verify_json_member(format, key);
    char count[24];

    (void)snprintf(count, sizeof(count), "%zu", found);
    if (member != NULL && slice_equal_text(member->text, count))
        return true;
    verify_fault(comparison->root, comparison->path, VERIFY_WHOLE,
                 "has %s cells that the descriptor counts otherwise as \"%s\"",
                 count, key);
    return false;
}

static bool sheet_check(struct comparison *comparison, struct book *book,
                        size_t sheet, struct buf *reason)
{
    struct grid grid;
    bool agrees = verify_grid_open(&grid, book, sheet, reason);

    if (agrees && sheet == 0)
        agrees = rows_compare(comparison, &grid);
    else if (agrees)
        agrees = formulas_check(comparison, &grid);
    verify_grid_close(&grid);
    return agrees;
}

static bool book_check(struct comparison *comparison, struct slice bytes,
                       struct buf *reason)
{
    struct book book;
    bool agrees = verify_book_open(&book, bytes, reason);

    for (size_t i = 0; agrees && i < book.sheets.count; i++)
        agrees = sheet_check(comparison, &book, i, reason);
    verify_book_close(&book);
    return agrees;
}

void verify_workbook(struct root *root, const struct table *table,
                     const struct json *format, struct slice path)
{
    struct comparison comparison = {.root = root, .table = table, .path = path};
    struct buf reason = BUF_INIT;
    struct slice bytes;

    arena_reset(&root->scratch);
    if (!verify_read_file(root, &root->scratch, path, &bytes))
        return;
    if (book_check(&comparison, bytes, &reason) &&
        count_agrees(&comparison, format, "numbers_as_text",
                     comparison.numbers_as_text) &&
        count_agrees(&comparison, format, "texts_cut", comparison.texts_cut)) {
        root->report->workbooks++;
        root->report->workbook_rows += comparison.rows;
    }
    if (reason.len > 0)
        verify_fault(root, path, VERIFY_WHOLE,
                     "cannot be read as a workbook: " SLICE_FORMAT,
                     SLICE_ARGS(buf_slice(&reason)));
    buf_release(&reason);
}
