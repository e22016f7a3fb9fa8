/* Columns of dates, of months with their year, of fiscal years. */
#include <string.h>

#include "inspect/cells.h"

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
        int second = 0;

        if (*p != '%') {
            fits = text.len > 0 && text.ptr[0] == *p;
            text = slice_cut(text, 1, text.len);
            continue;
        }
        p++;
        if (*p == 'Y' && first_year)
            fits = take_digits(&text, 4, 4, &year);
        else if (*p == 'Y')
            fits = take_digits(&text, 4, 4, &second) && second == year + 1;
        else if (*p == 'H' || *p == 'M' || *p == 'S')
            fits = take_digits(&text, 2, 2, &second);
        else if (*p == 'q')
            fits = take_digits(&text, 1, 1, &month) && month >= 1 &&
                   (month *= 3) <= 12;
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
            cells_odd(&guess, value);
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

/* "2011-12": a month, or the fiscal year that began in 2011? Of years each
 * stands once. */
static void fiscal_years_look(struct arena *arena, struct sheet_column *column)
{
    bool dashed = strcmp(column->cells.pattern, "%Y-%m") == 0;
    bool slashed = strcmp(column->cells.pattern, "%Y/%m") == 0;
    const char *fiscal = dashed ? "%Y-%y" : "%Y/%y";
    size_t others;

    if ((!dashed && !slashed) || dates_fit(column, fiscal, &others) == 0 ||
        others > 0)
        return;
    if (column->name.kind == NAME_YEAR || column->distinct > 1)
        dates_keep(arena, column, fiscal);
    column->cells.may_be_fiscal = true;
}

/* Digits alone may be an amount. */
static bool is_date_alone(const char *pattern)
{
    return pattern[0] != '%' || strchr("/-.", pattern[2]) != NULL;
}

bool dates_understand(struct arena *arena, struct sheet_column *column)
{
    static const char *const patterns[] = {"%Y-%m-%d",
                                           "%d/%m/%Y",
                                           "%m/%d/%Y",
                                           "%d-%m-%Y",
                                           "%m-%d-%Y",
                                           "%d.%m.%Y",
                                           "%Y/%m/%d",
                                           "%d/%m/%y",
                                           "%Y%m%d",
                                           "%Y-%m",
                                           "%m/%Y",
                                           "%Y/%m",
                                           "%Y%m",
                                           "%Y-%y",
                                           "%Y/%y",
                                           "%Y-%Y",
                                           "%Y/%Y",
                                           "FY%Y",
                                           "FY %Y",
                                           "FY%Y-%y",
                                           "FY%Y/%y",
                                           "FY %Y/%y",
                                           "FY %Y-%y",
                                           "%Y-Q%q",
                                           "%YQ%q",
                                           "Q%q %Y",
                                           "Q%q-%Y",
                                           "%YT%q",
                                           "%Y-T%q",
                                           "%qT%Y",
                                           "T%q-%Y",
                                           "T%q %Y",
                                           "%YM%m",
                                           "%Y-M%m",
                                           "%Y-%m-%dT%H:%M:%S.000",
                                           "%Y-%m-%dT%H:%M:%S",
                                           "%Y-%m-%d %H:%M:%S",
                                           "%d/%m/%Y %H:%M:%S",
                                           "%m/%d/%Y %H:%M:%S",
                                           "%d/%m/%Y %H:%M",
                                           "%m/%d/%Y %H:%M"};
    const char *best = NULL;
    size_t most = 0;
    bool tie = false;

    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        size_t others;
        size_t fit = dates_fit(column, patterns[i], &others);

        if (column_is_quantity(column) && !is_date_alone(patterns[i]))
            continue;
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
    fiscal_years_look(arena, column);
    return true;
}
