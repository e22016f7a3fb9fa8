/* How rows are laid out for the eye: blank lines, notes, groups named once, a
 * code and its label in one cell. */
#include <string.h>

#include "inspect/insight.h"

static size_t texts_of(const struct sheet *sheet, size_t row)
{
    size_t texts = 0;

    for (size_t i = 0; i < sheet->columns.count; i++)
        texts += sheet_cell(&sheet->columns.items[i], row)->text.len > 0;
    return texts;
}

static bool has_amount(const struct sheet *sheet, size_t row)
{
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type == CELLS_NUMBER && !sheet_cell(c, row)->is_missing)
            return true;
    }
    return false;
}

/* They are no part of the table, so nothing is asked of them. */
void blank_rows_find(struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;

    insight->blank_column = NO_COLUMN;
    for (size_t row = 0; row < sheet->row_files.count; row++) {
        size_t texts = texts_of(sheet, row);
        bool is_note =
            texts == 1 && sheet->columns.count > 2 && !has_amount(sheet, row);

        if (texts > 0 && !is_note)
            continue;
        insight->rows[row] = ROW_TOTAL;
        insight->blank_rows += texts == 0;
        insight->note_rows += is_note;
    }
    for (size_t i = sheet->columns.count; i-- > 0;)
        if (sheet->columns.items[i].empty ==
            insight->blank_rows + insight->note_rows)
            insight->blank_column = i;
}

static bool is_word_or_code(const struct sheet_column *column)
{
    return column->cells.type == CELLS_CODE || column->cells.type == CELLS_TEXT;
}

/* Does some column further right, of codes or words, go on in this row? */
static bool goes_on(const struct sheet *sheet, size_t column, size_t row)
{
    for (size_t i = column + 1; i < sheet->columns.count; i++)
        if (is_word_or_code(&sheet->columns.items[i]) &&
            !sheet_cell(&sheet->columns.items[i], row)->is_missing)
            return true;
    return false;
}

/* A group is named in its first row alone, and what is below belongs to it. */
static bool is_named_once(const struct insight *insight, size_t column)
{
    const struct sheet *sheet = insight->sheet;
    const struct sheet_column *c = &sheet->columns.items[column];
    size_t blanks = 0;
    bool has_above = false;

    if (!is_word_or_code(c) || c->empty == 0)
        return false;
    for (size_t row = 0; row < sheet->row_files.count; row++) {
        bool is_first = row == 0 || sheet->row_files.items[row] !=
                                        sheet->row_files.items[row - 1];

        has_above &= !is_first;
        if (insight->rows[row] != ROW_LEAF)
            continue;
        if (!sheet_cell(c, row)->is_missing) {
            has_above = true;
            continue;
        }
        if (!has_above || !goes_on(sheet, column, row))
            return false;
        blanks++;
    }
    return blanks > 0;
}

/* Groups stand to the left: what is beside must be filled, or a group too. */
void rows_of_groups_find(struct insight *insight)
{
    for (size_t i = 0; i < insight->sheet->columns.count; i++) {
        bool left = true;

        for (size_t j = 0; j < i; j++)
            left &= insight->columns[j].fills ||
                    insight->sheet->columns.items[j].empty ==
                        insight->blank_rows + insight->note_rows;
        if (!left)
            return;
        insight->columns[i].fills = is_named_once(insight, i);
    }
}

static bool is_code_char(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || (c >= 'A' && c <= 'Z');
}

/* The mark between the code that `text` begins with and its label, or "". */
static const char *mark_of(struct slice text, size_t *code_len)
{
    static const char *const marks[] = {" - ", " \xE2\x80\x93 ", ": ", " "};
    size_t digits = 0;
    size_t len = 0;
    struct slice rest;

    while (len < text.len && is_code_char(text.ptr[len])) {
        digits += text.ptr[len] >= '0' && text.ptr[len] <= '9';
        len++;
    }
    *code_len = len;
    rest = slice_cut(text, len, text.len);
    if (digits == 0 || digits * 2 < len || rest.len < 3)
        return "";
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (slice_starts_with(rest, slice_of(marks[i])))
            return marks[i];
    return "";
}

/* One mark in all cells, and no code with two labels. */
static const char *mark_of_column(const struct insight *insight, size_t column)
{
    const struct sheet *sheet = insight->sheet;
    const struct sheet_column *c = &sheet->columns.items[column];
    const char *found = "";
    struct map codes;

    map_init(&codes, sheet->arena);
    for (size_t row = 0; row < sheet->row_files.count; row++) {
        struct sheet_value *value = sheet_cell(c, row);
        struct slice code;
        const char *mark;
        size_t len;
        void *known;

        if (insight->rows[row] != ROW_LEAF || value->is_missing)
            continue;
        mark = mark_of(value->text, &len);
        if (mark[0] == '\0' || (found[0] != '\0' && strcmp(mark, found) != 0))
            return "";
        found = mark;
        code = slice_cut(value->text, 0, len);
        known = map_get(&codes, code);
        if (known != NULL && known != value)
            return "";
        if (known == NULL)
            (void)map_put(&codes, code, value);
    }
    return codes.count > 1 || c->name.kind == NAME_DIMENSION ? found : "";
}

void marks_in_cells_find(struct insight *insight)
{
    for (size_t i = 0; i < insight->sheet->columns.count; i++)
        insight->columns[i].mark =
            insight->sheet->columns.items[i].cells.type == CELLS_TEXT
                ? mark_of_column(insight, i)
                : "";
}
