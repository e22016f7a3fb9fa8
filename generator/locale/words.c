/*
 * Dates, periods and magnitudes in words. Layer: locale.
 */
#include "locale/locale.h"

#include "locale/table.h"

#define MAGNITUDE_STEP 3

/* What stands for the names in a pattern of the table. */
struct parts {
    int year;
    int day;
    const char *month;
    const char *quarter;
};

static void write_part(struct buf *out, char name, const struct parts *parts)
{
    switch (name) {
    case 'd':
        buf_add_integer(out, parts->day);
        return;
    case 'm':
        buf_add_text(out, parts->month);
        return;
    case 'q':
        buf_add_text(out, parts->quarter);
        return;
    case 'y':
        buf_add_integer(out, parts->year);
        return;
    default:
        BUG("the locale table has an unknown name in a pattern");
    }
}

static void write_pattern(struct buf *out, const char *pattern,
                          const struct parts *parts)
{
    struct slice rest = slice_of(pattern);

    while (rest.len > 0) {
        buf_add_slice(out, slice_next(&rest, '{'));
        if (rest.len > 0)
            write_part(out, slice_next(&rest, '}').ptr[0], parts);
    }
}

static const char *month_name(const char *const *names, unsigned month)
{
    if (month < 1 || month > MONTH_COUNT)
        BUG("month out of range");
    return names[month - 1];
}

static const char *quarter_name(const struct locale *locale, unsigned quarter)
{
    if (quarter < 1 || quarter > QUARTER_COUNT)
        BUG("quarter out of range");
    return locale->wording->quarters[quarter - 1];
}

void locale_write_date(const struct locale *locale, struct buf *out,
                       struct date date)
{
    struct parts parts = {.year = date.year, .day = date.day};

    if (!date_is_set(date))
        return;
    parts.month = month_name(locale->months, date.month);
    write_pattern(out, locale->date_pattern, &parts);
}

void locale_write_period(const struct locale *locale, struct buf *out,
                         struct period period)
{
    struct parts parts = {.year = period.year};

    switch (period.kind) {
    case PERIOD_NONE:
        return;
    case PERIOD_YEAR:
        buf_add_integer(out, parts.year);
        return;
    case PERIOD_QUARTER:
        parts.quarter = quarter_name(locale, period.index);
        write_pattern(out, locale->wording->quarter_pattern, &parts);
        return;
    case PERIOD_MONTH:
        parts.month = month_name(locale->months, period.index);
        write_pattern(out, locale->wording->month_pattern, &parts);
        return;
    case PERIOD_DAY:
        locale_write_date(locale, out, period_first_day(period));
        return;
    }
}

struct slice locale_magnitude(const struct locale *locale, unsigned power,
                              bool one)
{
    unsigned step = power / MAGNITUDE_STEP;

    if (power % MAGNITUDE_STEP != 0 || step < 1 || step > MAGNITUDE_COUNT)
        return (struct slice){NULL, 0};
    return slice_of(locale->wording->magnitudes[2 * (step - 1) + !one]);
}

struct slice locale_month_short(const struct locale *locale, unsigned month)
{
    return slice_of(month_name(locale->months_short, month));
}
