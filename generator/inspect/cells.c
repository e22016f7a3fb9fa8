/* What the texts of a column are: numbers, dates, codes, words. */
#include <string.h>

#include "inspect/cells.h"

const char *cells_type_name(enum cell_type type)
{
    static const char *const names[] = {
        [CELLS_EMPTY] = "empty", [CELLS_NUMBER] = "number",
        [CELLS_DATE] = "date",   [CELLS_MONTH] = "month",
        [CELLS_YEAR] = "year",   [CELLS_CODE] = "code",
        [CELLS_TEXT] = "text"};

    return names[type];
}

void cells_odd(struct cells_guess *guess, const struct sheet_value *value)
{
    if (guess->odd == 0)
        guess->odd_example = value->text;
    guess->odd += value->count;
}

bool column_is_quantity(const struct sheet_column *column)
{
    if (column->name.kind == NAME_NONE &&
        (column->name.year > 0 || column->name.month > 0))
        return true;
    switch (column->name.kind) {
    case NAME_STAGE:
    case NAME_AMOUNT:
    case NAME_DERIVED:
        return !column->name.is_code;
    case NAME_FIELD:
        return slice_equal_text(column->name.what, "value") ||
               slice_equal_text(column->name.what, "target") ||
               slice_equal_text(column->name.what, "baseline") ||
               slice_equal_text(column->name.what, "progress") ||
               slice_equal_text(column->name.what, "population");
    case NAME_NONE:
    case NAME_DIMENSION:
    case NAME_YEAR:
    case NAME_MONTH:
    case NAME_DATE:
    case NAME_CURRENCY:
        break;
    }
    return false;
}

/* Whole numbers of a column: what they may be beside a quantity. */
struct integers {
    size_t count;
    size_t leading_zeros;
    size_t months; /* 1 to 12 */
    size_t years;  /* 1900 to 2100 */
    size_t lengths[20];
};

static struct integers integers_look(const struct sheet_column *column)
{
    struct integers look = {0};

    for (size_t i = 0; i < column->values.count; i++) {
        struct slice text = column->values.items[i]->text;
        size_t digits = 0;
        int value = 0;

        if (column->values.items[i]->is_missing)
            continue;
        while (digits < text.len && is_digit(text.ptr[digits])) {
            value =
                digits < 6 ? value * 10 + (text.ptr[digits] - '0') : 9999999;
            digits++;
        }
        if (digits < text.len || digits >= COUNT_OF(look.lengths))
            continue;
        look.count++;
        look.lengths[digits]++;
        look.leading_zeros += text.len > 1 && text.ptr[0] == '0';
        look.months += text.len <= 2 && value >= 1 && value <= 12;
        look.years += text.len == 4 && value >= 1900 && value <= 2100;
    }
    return look;
}

static bool months_of_names(struct arena *arena,
                            const struct sheet_column *column)
{
    for (size_t i = 0; i < column->values.count; i++)
        if (!column->values.items[i]->is_missing &&
            month_of_name(name_fold(arena, column->values.items[i]->text)) == 0)
            return false;
    return column->distinct > 0 && column->distinct <= 24;
}

static bool take_type(struct sheet_column *column, enum cell_type type,
                      struct slice why)
{
    column->cells = (struct cells_guess){.type = type, .why = why};
    return true;
}

static bool is_code_name(const struct sheet_column *column)
{
    return column->name.is_code || column->name.kind == NAME_DIMENSION ||
           (column->name.kind == NAME_FIELD && !column_is_quantity(column));
}

/* Whole numbers that are no quantities. */
static bool codes_understand(struct arena *arena, struct sheet_column *column)
{
    struct integers look = integers_look(column);

    if (look.count == 0 || look.count < column->distinct)
        return false;
    if (column_is_quantity(column) && look.leading_zeros == 0)
        return false;
    if (look.years == look.count &&
        (column->name.kind == NAME_YEAR ||
         (!is_code_name(column) && column->distinct <= 60)))
        return take_type(column, CELLS_YEAR,
                         SLICE("whole numbers from 1900 to 2100"));
    if (look.months == look.count && column->name.kind == NAME_MONTH)
        return take_type(column, CELLS_MONTH,
                         SLICE("whole numbers from 1 to 12"));
    if (look.leading_zeros > 0)
        return take_type(column, CELLS_CODE,
                         arena_format(arena,
                                      "%zu distinct texts begin with a zero",
                                      look.leading_zeros));
    if (is_code_name(column))
        return take_type(column, CELLS_CODE,
                         SLICE("whole numbers under the name of a code"));
    if (column->distinct == column->rows.count && column->position <= 2 &&
        column->distinct > 2 && column->name.year == 0)
        return take_type(column, CELLS_CODE,
                         SLICE("whole numbers, each of them once"));
    return false;
}

static bool is_address(struct slice text)
{
    return slice_starts_with(text, SLICE("http://")) ||
           slice_starts_with(text, SLICE("https://"));
}

/* "07 001 0000000": digits in parts. */
static bool has_words(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_digit(text.ptr[i]) && strchr(" .-/", text.ptr[i]) == NULL)
            return true;
    return false;
}

#define SHORT_CODE 12

/* Short texts without blanks under the name of a code: "A2M", "E". */
static bool is_code_by_name(const struct sheet_column *column)
{
    if (!column->name.is_code || column->name.is_label)
        return false;
    for (size_t i = 0; i < column->values.count; i++) {
        struct slice text = column->values.items[i]->text;

        if (!column->values.items[i]->is_missing && has_words(text) &&
            (text.len > SHORT_CODE || slice_find(text, ' ') < text.len))
            return false;
    }
    return true;
}

/* Codes with letters or parts, "215-21-01": short, without blanks. */
static bool parts_understand(struct sheet_column *column)
{
    size_t with_digits = 0;
    size_t seen = 0;

    if (is_code_by_name(column))
        return take_type(column, CELLS_CODE,
                         SLICE("short texts under the name of a code"));

    for (size_t i = 0; i < column->values.count; i++) {
        const struct sheet_value *value = column->values.items[i];
        bool digits = false;

        if (value->is_missing)
            continue;
        if (value->text.len > 40 || is_address(value->text) ||
            slice_find(value->text, ' ') < value->text.len)
            return false;
        for (size_t j = 0; j < value->text.len; j++)
            digits |= is_digit(value->text.ptr[j]);
        with_digits += digits;
        seen++;
    }
    if (with_digits * 10 < seen * 9 ||
        (!column->name.is_code && with_digits < seen))
        return false;
    return take_type(column, CELLS_CODE,
                     SLICE("short texts with digits and no blanks"));
}

static void missing_mark(struct sheet_column *column, struct sheet_value *value)
{
    value->is_missing = true;
    if (value->text.len == 0) {
        column->empty += value->count;
        return;
    }
    if (column->mark_count < COUNT_OF(column->missing_marks))
        column->missing_marks[column->mark_count++] = value->text;
}

/* Words that mean "nothing" are marks where the rest is not made of words. */
static void missing_find(struct sheet_column *column)
{
    bool is_money = column_is_quantity(column);

    column->empty = 0;
    column->mark_count = 0;
    column->distinct = 0;
    for (size_t i = 0; i < column->values.count; i++) {
        struct sheet_value *value = column->values.items[i];

        value->is_missing = false;
        if (value->count == 0) {
            value->is_missing = true;
            continue;
        }
        if (value->text.len == 0 ||
            (names_missing(value->text) &&
             (is_money || value->text.len > 1 || column->values.count > 12)))
            missing_mark(column, value);
        else
            column->distinct++;
    }
}

static void totals_mark(struct sheet_column *column)
{
    for (size_t i = 0; i < column->values.count; i++) {
        struct sheet_value *value = column->values.items[i];

        value->is_total = value->text.len < 80 && names_total(value->text);
    }
}

void cells_understand(struct arena *arena, struct sheet_column *column)
{
    missing_find(column);
    if (column->distinct == 0) {
        (void)take_type(column, CELLS_EMPTY, SLICE("no row has a text here"));
        return;
    }
    if (months_of_names(arena, column)) {
        (void)take_type(column, CELLS_MONTH, SLICE("names of months"));
        return;
    }
    if (codes_understand(arena, column))
        return;
    if (dates_understand(arena, column))
        return;
    if ((!is_code_name(column) || column->name.year > 0) &&
        numbers_understand(arena, column))
        return;
    if (parts_understand(column))
        return;
    totals_mark(column);
    (void)take_type(column, CELLS_TEXT, SLICE("words"));
}
