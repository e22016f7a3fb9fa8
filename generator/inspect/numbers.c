/* Columns of numbers: their marks, signs and units. */
#include <string.h>

#include "inspect/cells.h"

/* "-£ 12", "(₱ 12)": the digits stand at `from` to `to`. */
static bool is_signed_before_unit(struct slice text, size_t from, size_t to)
{
    if (from < 2)
        return false;
    return text.ptr[0] == '-' ||
           (text.ptr[0] == '(' && to < text.len && text.ptr[to] == ')');
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
    } else if (is_signed_before_unit(text, from, to)) {
        guess->is_negative = true;
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
        votes->apostrophe += core.ptr[i] == '\'' ||
                             slice_starts_with(slice_cut(core, i, core.len),
                                               SLICE("\xE2\x80\x99"));
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
                         const struct cells_guess *guess, struct amount *out)
{
    bool trailing =
        guess->is_trailing_minus && slice_ends_with(core, SLICE("-"));

    if (trailing)
        core = slice_cut(core, 0, core.len - 1);
    if (amount_parse(core, format, out) != AMOUNT_OK)
        return false;
    if (trailing || guess->is_negative)
        *out = amount_negate(*out);
    return true;
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

bool numbers_understand(struct arena *arena, struct sheet_column *column)
{
    struct cells_guess guess = {.type = CELLS_NUMBER};
    struct mark_votes votes = {.blank = 0};
    size_t numbers = 0;
    size_t others = 0;
    size_t fractions = 0;
    size_t zeros = 0;

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
        value->is_number =
            is_short_around(value->text, core) &&
            parse_number(core, guess.format, &one, &value->amount);
        if (!value->is_number) {
            others++;
            cells_odd(&guess, value);
            continue;
        }
        guess.has_text_around |= one.has_text_around;
        guess.residues += is_residue(core, guess.format.decimal);
        fractions += has_long_fraction(core, guess.format.decimal);
        zeros += core.len > 1 && core.ptr[0] == '0' && is_digit(core.ptr[1]);
        number_bounds(&guess, value->amount, numbers == 0);
        numbers++;
    }
    if (numbers == 0 || others * ODD_SHARE > numbers)
        return false;
    /* "ene-23" is no -23. */
    if (guess.has_text_around &&
        (column->name.kind == NAME_YEAR || column->name.kind == NAME_MONTH ||
         column->name.kind == NAME_DATE))
        return false;
    /* "001.001" is a code of two parts. */
    if (zeros > 0 && !column_is_quantity(column))
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
