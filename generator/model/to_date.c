/*
 * Year-to-date amounts: turned into amounts of a period, or checked against
 * them. Both need the period before of the same codes, so the files are looked
 * at first; memory is proportional to rows, for the tables that ask for it.
 *
 * Rows of the same codes in one period are told apart by their order: the n-th
 * goes with the n-th of the period before.
 */
#include "model/reading.h"

/* One amount of a series. */
struct point {
    struct period period;
    struct amount value;
    struct place place;
    const char *file; /* with the record: which row it is, read anew too */
};

struct series {
    struct point *items;
    size_t count, capacity;
};

struct to_date {
    struct map by_key; /* codes, currency, column -> series */
};

static bool is_code(const struct reading *reading, size_t column)
{
    return reading->table->columns.items[column].type == COLUMN_DIMENSION ||
           (int)column == reading->currency;
}

static void key_write(const struct reading *reading, size_t column,
                      struct buf *key)
{
    buf_add_format(key, "%zu", column);
    for (size_t i = 0; i < reading->table->columns.count; i++)
        if (is_code(reading, i)) {
            buf_add_format(key, "|%zu:", reading->cells[i].text.len);
            buf_add_slice(key, reading->cells[i].text);
        }
}

static struct series *series_of(const struct reading *reading, size_t column)
{
    struct buf key = BUF_INIT;
    struct series *series;

    key_write(reading, column, &key);
    series = map_get(&reading->table->to_date->by_key, buf_slice(&key));
    buf_release(&key);
    return series;
}

static struct series *series_make(struct reading *reading, size_t column)
{
    struct arena *arena = reading->loading->arena;
    struct series *series = series_of(reading, column);
    struct buf key = BUF_INIT;

    if (series != NULL)
        return series;
    series = ARENA_NEW(arena, struct series);
    key_write(reading, column, &key);
    (void)map_put(&reading->table->to_date->by_key, arena_take(arena, &key),
                  series);
    return series;
}

/* The flow that a stated year-to-date speaks of; -1 = none does. */
static int flow_of(const struct table *table, const struct column *stated)
{
    for (size_t i = 0; stated->type == COLUMN_STATED &&
                       stated->statement.kind == STATE_TO_DATE &&
                       i < table->columns.count;
         i++)
        if (table->columns.items[i].type == COLUMN_AMOUNT &&
            slice_equal(table->columns.items[i].stage, stated->statement.of[0]))
            return (int)i;
    return -1;
}

static bool is_followed(const struct table *table, size_t column)
{
    if (table->columns.items[column].converts)
        return true;
    for (size_t i = 0; i < table->columns.count; i++)
        if (flow_of(table, &table->columns.items[i]) == (int)column)
            return true;
    return false;
}

bool to_date_is_needed(const struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (is_followed(table, i))
            return true;
    return false;
}

void to_date_look(struct reading *reading, struct place place)
{
    struct table *table = reading->table;

    if (table->to_date == NULL) {
        table->to_date = ARENA_NEW(reading->loading->arena, struct to_date);
        map_init(&table->to_date->by_key, reading->loading->arena);
    }
    for (size_t i = 0; i < table->columns.count; i++) {
        struct point point = {fact_period(reading),
                              reading->cells[i].is.number,
                              reading_place(reading, i, place),
                              reading->account->path.ptr};

        if (!is_followed(table, i) || reading->cells[i].state != CELL_PRESENT)
            continue;
        ARENA_PUSH(reading->loading->arena, series_make(reading, i), point);
    }
}

/* The year a period belongs to, by the month the fiscal year begins with. */
static int fiscal_year(const struct reading *reading, struct period period)
{
    unsigned start = reading->table->fiscal_month;
    struct date first = period_first_day(period);

    return start > 1 && first.month < start ? first.year - 1 : first.year;
}

static bool is_row(const struct point *point, const struct reading *reading,
                   struct place place)
{
    return point->place.record == place.record &&
           point->file == reading->account->path.ptr &&
           period_compare(point->period, fact_period(reading)) == 0;
}

static size_t find(const struct series *series, const struct reading *reading,
                   struct place place)
{
    size_t at = 0;

    while (at < series->count && !is_row(&series->items[at], reading, place))
        at++;
    return at;
}

/* How many of the same period stand before it. */
static size_t occurrence(const struct series *series, size_t at)
{
    size_t count = 0;

    for (size_t i = 0; i < at; i++)
        count += period_compare(series->items[i].period,
                                series->items[at].period) == 0;
    return count;
}

static const struct point *nth(const struct series *series,
                               struct period period, size_t n)
{
    for (size_t i = 0; i < series->count; i++)
        if (period_compare(series->items[i].period, period) == 0 && n-- == 0)
            return &series->items[i];
    return NULL;
}

/* The last period of the same fiscal year before this one; null = none. */
static const struct point *before(const struct reading *reading,
                                  const struct series *series, size_t at)
{
    const struct point *best = NULL;
    const struct point *point = &series->items[at];
    int year = fiscal_year(reading, point->period);

    for (size_t i = 0; i < series->count; i++) {
        const struct point *other = &series->items[i];

        if (fiscal_year(reading, other->period) == year &&
            period_compare(other->period, point->period) < 0 &&
            (best == NULL || period_compare(other->period, best->period) > 0))
            best = other;
    }
    return best != NULL ? nth(series, best->period, occurrence(series, at))
                        : NULL;
}

static void report(struct reading *reading, enum diag_id id,
                   const struct column *column, struct place place,
                   struct place other, struct amount found,
                   struct amount expected)
{
    struct buf found_text = BUF_INIT;
    struct buf expected_text = BUF_INIT;

    amount_write(&found_text, found);
    amount_write(&expected_text, expected);
    if (!reading->is_quiet)
        diag_add_pair(reading->loading->diagnostics, id, place, other,
                      column->heading, buf_slice(&found_text),
                      buf_slice(&expected_text));
    buf_release(&found_text);
    buf_release(&expected_text);
}

static void convert(struct reading *reading, size_t column, struct place place)
{
    struct cell *cell = &reading->cells[column];
    const struct series *series = series_of(reading, column);
    size_t at = series != NULL ? find(series, reading, place) : 0;
    const struct point *earlier;
    struct amount flow;

    if (series == NULL || at == series->count)
        return;
    earlier = before(reading, series, at);
    if (earlier == NULL)
        return;
    if (amount_compare(cell->is.number, earlier->value) < 0)
        report(reading, DIAG_SERIES_FALLS,
               &reading->table->columns.items[column],
               reading_place(reading, column, place), earlier->place,
               cell->is.number, earlier->value);
    if (amount_subtract(cell->is.number, earlier->value, &flow))
        cell->is.number = flow;
}

/* What the flow adds up to since the fiscal year began. */
static bool sum_to_date(const struct reading *reading,
                        const struct series *series, size_t at,
                        struct amount *sum)
{
    const struct point *point = &series->items[at];
    size_t n = occurrence(series, at);
    int year = fiscal_year(reading, point->period);

    *sum = amount_of(0);
    for (size_t i = 0; i < series->count; i++) {
        const struct point *other = &series->items[i];

        if (fiscal_year(reading, other->period) == year &&
            period_compare(other->period, point->period) <= 0 &&
            occurrence(series, i) == n &&
            !amount_add(*sum, other->value, sum))
            return false;
    }
    return true;
}

static void check(struct reading *reading, size_t stated, struct place place)
{
    const struct table *table = reading->table;
    int flow = flow_of(table, &table->columns.items[stated]);
    const struct series *series =
        flow >= 0 ? series_of(reading, (size_t)flow) : NULL;
    size_t at = series != NULL ? find(series, reading, place) : 0;
    struct amount sum;

    if (series == NULL || at == series->count ||
        reading->cells[stated].state != CELL_PRESENT ||
        !sum_to_date(reading, series, at, &sum) ||
        amount_compare(sum, reading->cells[stated].is.number) == 0)
        return;
    report(reading, DIAG_TO_DATE_DIFFERS, &table->columns.items[stated],
           reading_place(reading, stated, place), series->items[0].place,
           reading->cells[stated].is.number, sum);
}

void to_date_convert(struct reading *reading, struct place place)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->columns.count; i++) {
        if (table->columns.items[i].converts &&
            reading->cells[i].state == CELL_PRESENT)
            convert(reading, i, place);
        else if (table->columns.items[i].type == COLUMN_STATED &&
                 !reading->is_quiet)
            check(reading, i, place);
    }
}
