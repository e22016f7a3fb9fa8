/* What the texts of a column are: numbers, dates, codes, words. */
#include <string.h>

#include "inspect/sheet.h"

/* A column is of a type when at most one text in so many is not. */
#define ODD_SHARE 20

const char *cells_type_name(enum cell_type type)
{
    static const char *const names[] = {
        [CELLS_EMPTY] = "empty", [CELLS_NUMBER] = "number",
        [CELLS_DATE] = "date",   [CELLS_MONTH] = "month",
        [CELLS_YEAR] = "year",   [CELLS_CODE] = "code",
        [CELLS_TEXT] = "text"};

    return names[type];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The part from the first to the last digit, with its sign and brackets. */
static struct slice number_core(struct slice text, struct cells_guess *guess)
{
    size_t from = 0;
    size_t to = text.len;
    struct slice core;

    while (from < to && !is_digit(text.ptr[from]))
        from++;
    while (to > from && !is_digit(text.ptr[to - 1]))
        to--;
    if (from == to)
        return (struct slice){NULL, 0};
    if (to < text.len && text.ptr[to] == '-' && to + 1 == text.len) {
        guess->is_trailing_minus = true;
        to++;
    }
    if (from > 0 && text.ptr[from - 1] == '(' && to < text.len &&
        text.ptr[to] == ')') {
        guess->has_parentheses = true;
        from--;
        to++;
    } else if (from > 0 && strchr("-+.,", text.ptr[from - 1]) != NULL) {
        from--;
        from -= from > 0 && strchr("-+", text.ptr[from - 1]) != NULL;
    } else if (slice_ends_with(slice_cut(text, 0, from),
                               SLICE("\xE2\x88\x92"))) {
        from -= 3;
    }
    core = slice_cut(text, from, to);
    guess->has_text_around |= core.len < text.len;
    return core;
}

/* Votes for the marks of numbers, from how they stand in one text. */
struct mark_votes {
    unsigned decimal[2]; /* '.', ',' */
    unsigned group[2];
    unsigned open[2]; /* one mark before three digits: either */
    unsigned blank;
    unsigned apostrophe;
};

static const char marks[2] = {'.', ','};

static void vote(struct slice core, struct mark_votes *votes)
{
    unsigned count[2] = {0, 0};
    size_t last[2] = {0, 0};

    for (size_t i = 0; i < core.len; i++) {
        for (size_t m = 0; m < 2; m++)
            if (core.ptr[i] == marks[m]) {
                count[m]++;
                last[m] = i;
            }
        votes->blank += i > 0 && (core.ptr[i] == ' ' || core.ptr[i] == '\xA0');
        votes->apostrophe += core.ptr[i] == '\'';
    }
    for (size_t m = 0; m < 2; m++) {
        size_t after = core.len - last[m] - 1;

        if (count[m] == 0)
            continue;
        if (count[1 - m] > 0) {
            bool ends = last[m] > last[1 - m];

            votes->decimal[m] += ends;
            votes->group[m] += !ends;
        } else if (count[m] > 1) {
            votes->group[m]++;
        } else if (after == 3 && last[m] <= 3 && core.ptr[0] != '0') {
            votes->open[m]++;
        } else {
            votes->decimal[m]++;
        }
    }
}

static struct amount_format format_of(const struct mark_votes *votes,
                                      struct cells_guess *guess)
{
    struct amount_format format = {'.', 0};

    if (votes->decimal[1] + votes->group[0] >
        votes->decimal[0] + votes->group[1])
        format.decimal = ',';
    else if (votes->decimal[0] + votes->group[1] == 0 &&
             votes->open[0] + votes->open[1] > 0) {
        /* Amounts with exactly three decimals are rarer than groups. */
        guess->is_ambiguous = true;
        format.decimal = votes->open[0] > 0 ? ',' : '.';
    }
    if (votes->group[format.decimal == '.'] > 0 ||
        votes->open[format.decimal == '.'] > 0)
        format.group = format.decimal == '.' ? ',' : '.';
    else if (votes->blank > 0)
        format.group = ' ';
    else if (votes->apostrophe > 0)
        format.group = '\'';
    return format;
}

static bool has_long_fraction(struct slice core, char decimal)
{
    size_t point = slice_find(core, decimal);

    return point < core.len && core.len - point - 1 >= 7;
}

/* "3837574934.7700005": what a binary number leaves behind. */
static bool is_residue(struct slice core, char decimal)
{
    size_t point = slice_find(core, decimal);
    struct slice digits = slice_cut(core, point + 1, core.len);

    if (!has_long_fraction(core, decimal))
        return false;
    for (size_t i = 0; i + 4 <= digits.len; i++)
        if (memcmp(digits.ptr + i, "0000", 4) == 0 ||
            memcmp(digits.ptr + i, "9999", 4) == 0)
            return true;
    return false;
}

static bool parse_number(struct slice core, struct amount_format format,
                         bool trailing, struct amount *out)
{
    bool negative = trailing && slice_ends_with(core, SLICE("-"));

    if (negative)
        core = slice_cut(core, 0, core.len - 1);
    if (amount_parse(core, format, out) != AMOUNT_OK)
        return false;
    if (negative)
        *out = amount_negate(*out);
    return true;
}

static void odd(struct cells_guess *guess, const struct sheet_value *value)
{
    if (guess->odd == 0)
        guess->odd_example = value->text;
    guess->odd += value->count;
}

static void number_bounds(struct cells_guess *guess, struct amount amount,
                          bool is_first)
{
    if (is_first || amount_compare(amount, guess->low) < 0)
        guess->low = amount;
    if (is_first || amount_compare(amount, guess->high) > 0)
        guess->high = amount;
    if (amount.scale > guess->decimals)
        guess->decimals = amount.scale;
}

/* Few words may stand beside a number: a currency, a percent sign. */
static bool is_short_around(struct slice text, struct slice core)
{
    return core.len > 0 && text.len - core.len <= 6;
}

static bool numbers_understand(struct arena *arena, struct sheet_column *column)
{
    struct cells_guess guess = {.type = CELLS_NUMBER};
    struct mark_votes votes = {.blank = 0};
    size_t numbers = 0;
    size_t others = 0;
    size_t fractions = 0;

    for (size_t i = 0; i < column->values.count; i++)
        if (!column->values.items[i]->is_missing)
            vote(number_core(column->values.items[i]->text, &guess), &votes);
    guess.format = format_of(&votes, &guess);
    guess.has_text_around = false;
    for (size_t i = 0; i < column->values.count; i++) {
        struct sheet_value *value = column->values.items[i];
        struct cells_guess one = {.odd = 0};
        struct slice core = number_core(value->text, &one);

        if (value->is_missing)
            continue;
        value->is_number = is_short_around(value->text, core) &&
                           parse_number(core, guess.format,
                                        one.is_trailing_minus, &value->amount);
        if (!value->is_number) {
            others++;
            odd(&guess, value);
            continue;
        }
        guess.has_text_around |= one.has_text_around;
        guess.residues += is_residue(core, guess.format.decimal);
        fractions += has_long_fraction(core, guess.format.decimal);
        number_bounds(&guess, value->amount, numbers == 0);
        numbers++;
    }
    if (numbers == 0 || others * ODD_SHARE > numbers)
        return false;
    /* Among long fractions of another kind a few look like that by chance. */
    if (guess.residues * 2 < fractions)
        guess.residues = 0;
    guess.why = arena_format(
        arena,
        "%zu of %zu distinct texts are numbers; decimal mark %s%s: %u and "
        "%u say so%s",
        numbers, numbers + others,
        guess.format.decimal == '.' ? "point" : "comma",
        guess.format.group != 0 ? ", groups are marked" : "",
        votes.decimal[guess.format.decimal == ','],
        votes.group[guess.format.decimal == '.'],
        guess.is_ambiguous ? "; three digits after every mark: it may be "
                             "either"
                           : "");
    column->cells = guess;
    return true;
}

/* Reads digits of a pattern; false where they are not there. */
static bool take_digits(struct slice *text, size_t least, size_t most, int *out)
{
    size_t len = 0;

    *out = 0;
    while (len < text->len && len < most && is_digit(text->ptr[len]))
        *out = *out * 10 + (text->ptr[len++] - '0');
    *text = slice_cut(*text, len, text->len);
    return len >= least;
}

/* A date by a pattern of %Y %y %m %d and other characters as they are. */
static bool date_by(struct slice text, const char *pattern, struct date *out)
{
    int year = 0;
    int month = 1;
    int day = 1;
    int next = -1;
    struct buf plain = BUF_INIT;
    bool fits = true;

    for (const char *p = pattern; *p != '\0' && fits; p++) {
        bool first_year = year == 0;

        if (*p != '%') {
            fits = text.len > 0 && text.ptr[0] == *p;
            text = slice_cut(text, 1, text.len);
            continue;
        }
        p++;
        if (*p == 'Y')
            fits = take_digits(&text, 4, 4, &year);
        else if (*p == 'y')
            fits = take_digits(&text, 2, 2, first_year ? &year : &next);
        else
            fits = take_digits(&text, 1, 2, *p == 'm' ? &month : &day);
        if (*p == 'y' && first_year)
            year += year < 70 ? 2000 : 1900;
    }
    fits &= text.len == 0 && year >= 1800 && year < 2200 &&
            (next < 0 || next == (year + 1) % 100);
    buf_add_format(&plain, "%04d-%02d-%02d", year, month, day);
    fits = fits && date_parse(buf_slice(&plain), out);
    buf_release(&plain);
    return fits;
}

static size_t dates_fit(const struct sheet_column *column, const char *pattern,
                        size_t *others)
{
    size_t fit = 0;
    struct date date;

    *others = 0;
    for (size_t i = 0; i < column->values.count; i++) {
        const struct sheet_value *value = column->values.items[i];

        if (value->is_missing)
            continue;
        if (date_by(value->text, pattern, &date))
            fit++;
        else
            ++*others;
    }
    return fit;
}

static void dates_keep(struct arena *arena, struct sheet_column *column,
                       const char *pattern)
{
    struct cells_guess guess = {.type = CELLS_DATE, .pattern = pattern};
    bool is_first = true;

    for (size_t i = 0; i < column->values.count; i++) {
        struct sheet_value *value = column->values.items[i];

        if (value->is_missing)
            continue;
        if (!date_by(value->text, pattern, &value->date)) {
            odd(&guess, value);
            continue;
        }
        if (is_first || date_compare(value->date, guess.first) < 0)
            guess.first = value->date;
        if (is_first || date_compare(value->date, guess.last) > 0)
            guess.last = value->date;
        is_first = false;
    }
    guess.why = arena_format(arena, "%zu distinct texts are written as %s",
                             column->distinct, pattern);
    column->cells = guess;
}

static bool dates_understand(struct arena *arena, struct sheet_column *column)
{
    static const char *const patterns[] = {
        "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y",
        "%d.%m.%Y", "%Y/%m/%d", "%d/%m/%y", "%Y%m%d",   "%Y-%m",
        "%m/%Y",    "%Y/%m",    "%Y%m",     "%Y-%y"};
    const char *best = NULL;
    size_t most = 0;
    bool tie = false;

    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        size_t others;
        size_t fit = dates_fit(column, patterns[i], &others);

        if (fit == 0 || others * ODD_SHARE > fit)
            continue;
        tie = fit == most;
        if (fit > most) {
            best = patterns[i];
            most = fit;
            tie = false;
        } else if (tie && (best[1] != 'd' || patterns[i][1] != 'm')) {
            tie = false;
        }
        if (tie)
            break;
    }
    if (best == NULL)
        return false;
    dates_keep(arena, column, best);
    column->cells.is_ambiguous = tie;
    return true;
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

static bool is_quantity(const struct sheet_column *column)
{
    if (column->name.kind == NAME_NONE && column->name.year > 0)
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

static bool is_code_name(const struct sheet_column *column)
{
    return column->name.is_code || column->name.kind == NAME_DIMENSION ||
           (column->name.kind == NAME_FIELD && !is_quantity(column));
}

/* Whole numbers that are no quantities. */
static bool codes_understand(struct arena *arena, struct sheet_column *column)
{
    struct integers look = integers_look(column);

    if (look.count == 0 || look.count < column->distinct)
        return false;
    if (is_quantity(column) && look.leading_zeros == 0)
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

/* Codes with letters or parts, "215-21-01": short, without blanks. */
static bool parts_understand(struct sheet_column *column)
{
    size_t with_digits = 0;
    size_t seen = 0;

    for (size_t i = 0; i < column->values.count; i++) {
        const struct sheet_value *value = column->values.items[i];
        bool digits = false;

        if (value->is_missing)
            continue;
        if (value->text.len > 40 ||
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
    bool is_money = is_quantity(column);

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
    if (!is_quantity(column) && dates_understand(arena, column))
        return;
    if ((!is_code_name(column) || column->name.year > 0) &&
        numbers_understand(arena, column))
        return;
    if (parts_understand(column))
        return;
    totals_mark(column);
    (void)take_type(column, CELLS_TEXT, SLICE("words"));
}
