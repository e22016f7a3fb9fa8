#include "base/date.h"

#include "base/bug.h"

#define MONTHS 12

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static uint8_t month_days(int year, unsigned month)
{
    static const uint8_t days[MONTHS] = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};

    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* A number of exactly `s.len` digits, or -1. */
static int read_number(struct slice s)
{
    int value = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return s.len > 0 ? value : -1;
}

static bool date_of_period(struct period period, struct date *out)
{
    if (period.kind != PERIOD_DAY)
        return false;
    *out = (struct date){period.year, period.index, period.day};
    return true;
}

bool date_parse(struct slice text, struct date *out)
{
    struct period period;

    return period_parse(text, &period) && date_of_period(period, out);
}

/* "-Q3", "-10" or "-10-31", after the year. */
static bool parse_in_year(struct slice rest, struct period *period)
{
    int number;

    if (rest.len == 3 && rest.ptr[1] == 'Q') {
        number = read_number(slice_cut(rest, 2, 3));
        period->kind = PERIOD_QUARTER;
        period->index = (uint8_t)number;
        return number >= 1 && number <= 4;
    }
    number = read_number(slice_cut(rest, 1, 3));
    if (number < 1 || number > MONTHS)
        return false;
    period->kind = PERIOD_MONTH;
    period->index = (uint8_t)number;
    if (rest.len == 3)
        return true;
    number = read_number(slice_cut(rest, 4, 6));
    period->kind = PERIOD_DAY;
    period->day = (uint8_t)number;
    return rest.ptr[3] == '-' && number >= 1 &&
           number <= month_days(period->year, period->index);
}

bool period_parse(struct slice text, struct period *out)
{
    struct period period = {.kind = PERIOD_YEAR};
    struct slice rest = slice_cut(text, 4, text.len);
    int year = read_number(slice_cut(text, 0, 4));

    if (text.len < 4 || year < 1)
        return false;
    period.year = (int16_t)year;
    if (rest.len > 0) {
        bool form = (rest.len == 3 || rest.len == 6) && rest.ptr[0] == '-';

        if (!form || !parse_in_year(rest, &period))
            return false;
    }
    *out = period;
    return true;
}

static void year_write(struct buf *out, int year)
{
    buf_add_padded(out, year < 0 ? 0 : (uint64_t)year, 4);
}

/* What a pattern has found so far; -1 = not there. */
struct scan {
    struct slice text;
    int year, short_year, quarter, month, day, unused;
};

static bool scan_number(struct scan *scan, size_t least, size_t most, int *out)
{
    size_t len = 0;
    int value = 0;

    while (len < most && len < scan->text.len && scan->text.ptr[len] >= '0' &&
           scan->text.ptr[len] <= '9')
        value = value * 10 + (scan->text.ptr[len++] - '0');
    scan->text = slice_cut(scan->text, len, scan->text.len);
    *out = value;
    return len >= least;
}

static bool scan_mark(struct scan *scan, char mark)
{
    switch (mark) {
    case 'Y':
        if (scan->year < 0)
            return scan_number(scan, 4, 4, &scan->year);
        /* "2022/2023": named by the year it begins in. */
        return scan_number(scan, 4, 4, &scan->unused) &&
               scan->unused == scan->year + 1;
    case 'y':
        return scan_number(scan, 2, 2, &scan->short_year);
    case 'q':
        return scan_number(scan, 1, 1, &scan->quarter);
    case 'm':
        return scan_number(scan, 1, 2, &scan->month);
    case 'd':
        return scan_number(scan, 1, 2, &scan->day);
    case 'H':
    case 'M':
    case 'S':
        return scan_number(scan, 2, 2, &scan->unused);
    default:
        return false;
    }
}

static bool scan_text(struct scan *scan, struct slice pattern)
{
    for (size_t i = 0; i < pattern.len; i++) {
        bool is_mark = pattern.ptr[i] == '%' && i + 1 < pattern.len &&
                       pattern.ptr[i + 1] != '%';

        i += pattern.ptr[i] == '%' && i + 1 < pattern.len;
        if (is_mark) {
            if (!scan_mark(scan, pattern.ptr[i]))
                return false;
            continue;
        }
        if (scan->text.len == 0 || scan->text.ptr[0] != pattern.ptr[i])
            return false;
        scan->text = slice_cut(scan->text, 1, scan->text.len);
    }
    return scan->text.len == 0;
}

/* Beside four digits two are the year after; alone they are a year. */
static bool scan_year(struct scan *scan)
{
    if (scan->short_year < 0)
        return scan->year > 0;
    if (scan->year >= 0)
        return (scan->year + 1) % 100 == scan->short_year;
    scan->year = scan->short_year + (scan->short_year < 70 ? 2000 : 1900);
    return true;
}

bool period_scan(struct slice text, struct slice pattern, struct period *out)
{
    struct scan scan = {text, -1, -1, -1, -1, -1, 0};
    struct date date;

    if (!scan_text(&scan, pattern) || !scan_year(&scan))
        return false;
    if (scan.day >= 0) {
        date = (struct date){(int16_t)scan.year, (uint8_t)scan.month,
                             (uint8_t)scan.day};
        if (scan.month < 1 || scan.month > MONTHS || scan.day < 1 ||
            scan.day > month_days(scan.year, (unsigned)scan.month))
            return false;
        *out = period_of_day(date);
    } else if (scan.month >= 0) {
        if (scan.month < 1 || scan.month > 12)
            return false;
        *out = period_of_month(scan.year, scan.month);
    } else if (scan.quarter >= 0) {
        if (scan.quarter < 1 || scan.quarter > 4)
            return false;
        *out = (struct period){PERIOD_QUARTER, (int16_t)scan.year,
                               (uint8_t)scan.quarter, 0};
    } else {
        *out = period_of_year(scan.year);
    }
    return true;
}

void date_write(struct buf *out, struct date date)
{
    year_write(out, date.year);
    buf_add_char(out, '-');
    buf_add_padded(out, date.month, 2);
    buf_add_char(out, '-');
    buf_add_padded(out, date.day, 2);
}

void period_write(struct buf *out, struct period period)
{
    switch (period.kind) {
    case PERIOD_NONE:
        return;
    case PERIOD_YEAR:
        year_write(out, period.year);
        return;
    case PERIOD_QUARTER:
        year_write(out, period.year);
        buf_add_text(out, "-Q");
        buf_add_padded(out, period.index, 1);
        return;
    case PERIOD_MONTH:
        year_write(out, period.year);
        buf_add_char(out, '-');
        buf_add_padded(out, period.index, 2);
        return;
    case PERIOD_DAY:
        date_write(out, period_first_day(period));
        return;
    }
    BUG("no such kind of period");
}

bool date_is_set(struct date date)
{
    return date.year != 0;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

/*
 * Days since 1 March of year 0. With years that begin in March the leap day is
 * the last of its year, and the days before month m (0 = March) are
 * (153 * m + 2) / 5. Years are at least 1, so nothing here is negative.
 */
static int32_t day_number(struct date date)
{
    int32_t year = date.month > 2 ? date.year : date.year - 1;
    int32_t month = (date.month + 9) % MONTHS;

    return 365 * year + year / 4 - year / 100 + year / 400 +
           (153 * month + 2) / 5 + date.day - 1;
}

int32_t date_days_between(struct date a, struct date b)
{
    return day_number(b) - day_number(a);
}

struct date period_first_day(struct period period)
{
    switch (period.kind) {
    case PERIOD_NONE:
        return (struct date){0};
    case PERIOD_YEAR:
        return (struct date){period.year, 1, 1};
    case PERIOD_QUARTER:
        return (struct date){period.year, (uint8_t)(period.index * 3 - 2), 1};
    case PERIOD_MONTH:
        return (struct date){period.year, period.index, 1};
    case PERIOD_DAY:
        return (struct date){period.year, period.index, period.day};
    }
    BUG("no such kind of period");
}

struct date period_last_day(struct period period)
{
    struct date day = period_first_day(period);

    if (period.kind == PERIOD_YEAR)
        day.month = MONTHS;
    if (period.kind == PERIOD_QUARTER)
        day.month = (uint8_t)(day.month + 2);
    if (period.kind != PERIOD_DAY && period.kind != PERIOD_NONE)
        day.day = month_days(day.year, day.month);
    return day;
}

int period_compare(struct period a, struct period b)
{
    int order = date_compare(period_first_day(a), period_first_day(b));

    /* The kinds are declared from the longest to the shortest. */
    return order ? order : (a.kind > b.kind) - (a.kind < b.kind);
}

bool period_contains(struct period outer, struct period inner)
{
    if (outer.kind == PERIOD_NONE || inner.kind == PERIOD_NONE)
        return false;
    if (outer.kind == PERIOD_YEAR)
        return inner.year == outer.year;
    return date_compare(period_first_day(outer), period_first_day(inner)) <=
               0 &&
           date_compare(period_last_day(inner), period_last_day(outer)) <= 0;
}

struct period period_of_year(int year)
{
    return (struct period){.kind = PERIOD_YEAR, .year = (int16_t)year};
}

struct period period_of_month(int year, int month)
{
    return (struct period){
        .kind = PERIOD_MONTH, .year = (int16_t)year, .index = (uint8_t)month};
}

struct period period_of_day(struct date date)
{
    if (!date_is_set(date))
        return (struct period){PERIOD_NONE, 0, 0, 0};
    return (struct period){PERIOD_DAY, date.year, date.month, date.day};
}
