/*
 * Dates and periods of the proleptic Gregorian calendar. Layer: base.
 *
 * A period is a year, a quarter, a month or a day, written "2017", "2017-Q3",
 * "2017-10", "2017-10-31". There is no clock here.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

struct date {
    int16_t year; /* 0 = no date */
    uint8_t month;
    uint8_t day;
};

enum period_kind {
    PERIOD_NONE,
    PERIOD_YEAR,
    PERIOD_QUARTER,
    PERIOD_MONTH,
    PERIOD_DAY
};

struct period {
    enum period_kind kind;
    int16_t year;
    uint8_t index; /* quarter 1-4, month 1-12; of a day: its month */
    uint8_t day;   /* of a day */
};

/* "2017-10-31"; false for any other form and for impossible dates. */
bool date_parse(struct slice text, struct date *out) MUST_USE;
/* Any of the four forms above. */
bool period_parse(struct slice text, struct period *out) MUST_USE;
/*
 * A date or period written as `pattern` says: %Y (four digits), %y (two: of
 * 1970 to 2069, or beside %Y the year after it, "2017-18"), %m and %d (one or
 * two), %q (quarter), %H %M %S (read and left out), %% and any other character
 * for itself. A year beside the one after it is the year that begins in %Y.
 */
bool period_scan(struct slice text, struct slice pattern,
                 struct period *out) MUST_USE;
void date_write(struct buf *out, struct date date);
void period_write(struct buf *out, struct period period);
bool date_is_set(struct date date);
int date_compare(struct date a, struct date b);
/* Days from a to b, negative when b is earlier. */
int32_t date_days_between(struct date a, struct date b);
struct date period_first_day(struct period period);
struct date period_last_day(struct period period);
/* By first day, then the longer period first. */
int period_compare(struct period a, struct period b);
/* The same kind, at the same time. */
static inline bool period_equal(struct period a, struct period b)
{
    return a.kind == b.kind && a.year == b.year && a.index == b.index &&
           a.day == b.day;
}
/* Is every day of `inner` in `outer`? */
bool period_contains(struct period outer, struct period inner);
struct period period_of_year(int year);
struct period period_of_month(int year, int month);
/* Kind none where no date is set. */
struct period period_of_day(struct date date);

#endif
