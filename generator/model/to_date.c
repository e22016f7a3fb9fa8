/*
 * Year-to-date amounts: turned into amounts of a period, or checked against
 * them. Both need the period before of the same codes, so the files are looked
 * at first; memory is proportional to rows, for the tables that ask for it.
 *
 * Rows of the same codes in one period are told apart by their order: the n-th
 * goes with the n-th of the period before, and the last with all that are left
 * there, so that the periods always add up to what stands last.
 */
#include <stdlib.h>

#include "model/reading.h"

/* One amount of a series; there are as many as amounts: no byte more. */
struct point {
    /* As read; once settled what stood before, or of a flow the sum to date. */
    struct amount value;
    struct period period;
    struct place place;
    uint16_t column;
    bool is_lost;     /* the sum was too large */
    uint32_t earlier; /* number + 1 of what it is compared with; 0 = none */
    uint32_t next;    /* number + 1 of the next of the series; 0 = none */
};

struct series {
    uint32_t first, last, count; /* numbers + 1, in the order of the files */
};

/* The points of a record stand together. */
struct file_points {
    uint32_t *first; /* by record: number of its first point + 1, 0 = none */
    size_t capacity;
};

#define BLOCK_POINTS 4096u

struct to_date {
    struct map by_key; /* codes, currency, column -> series */
    struct map files;  /* path -> struct file_points */
    struct {
        struct point **items;
        size_t count, capacity;
    } blocks;
    uint32_t count;    /* points */
    bool *is_followed; /* by column of the table */
};

/* By number + 1. */
static struct point *point_at(const struct to_date *to_date, uint32_t number)
{
    uint32_t at = number - 1;

    return &to_date->blocks.items[at / BLOCK_POINTS][at % BLOCK_POINTS];
}

static bool is_code(const struct reading *reading, size_t column)
{
    return reading->table->columns.items[column].type == COLUMN_DIMENSION ||
           (int)column == reading->currency;
}

static void number_add(struct buf *key, size_t number)
{
    uint32_t bytes = (uint32_t)number;

    buf_add_slice(key, (struct slice){(const char *)&bytes, sizeof(bytes)});
}

/* The codes of the row, with their lengths, after those of the column. */
static void key_write(const struct reading *reading, size_t column,
                      struct buf *key)
{
    number_add(key, column);
    for (size_t i = 0; i < reading->table->columns.count; i++)
        if (is_code(reading, i)) {
            number_add(key, reading->cells[i].text.len);
            buf_add_slice(key, reading->cells[i].text);
        }
}

static struct series *series_make(struct reading *reading, size_t column)
{
    struct arena *arena = reading->loading->arena;
    struct map *all = &reading->table->to_date->by_key;
    struct buf key = BUF_INIT;
    struct series *series;

    key_write(reading, column, &key);
    series = map_get(all, buf_slice(&key));
    if (series == NULL) {
        series = ARENA_NEW(arena, struct series);
        (void)map_put(all, arena_copy(arena, buf_slice(&key)), series);
    }
    buf_release(&key);
    return series;
}

/* The flow that a stated year-to-date speaks of; -1 = none does. */
static int flow_of(const struct table *table, const struct column *stated)
{
    for (size_t i = 0;
         stated->type == COLUMN_STATED &&
         stated->statement.kind == STATE_TO_DATE && i < table->columns.count;
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

static struct to_date *to_date_of(struct reading *reading)
{
    struct table *table = reading->table;
    struct arena *arena = reading->loading->arena;

    if (table->to_date != NULL)
        return table->to_date;
    table->to_date = ARENA_NEW(arena, struct to_date);
    map_init(&table->to_date->by_key, arena);
    map_init(&table->to_date->files, arena);
    table->to_date->is_followed =
        ARENA_ARRAY(arena, table->columns.count + 1, bool);
    for (size_t i = 0; i < table->columns.count; i++)
        table->to_date->is_followed[i] = is_followed(table, i);
    return table->to_date;
}

/* The number of the record's first point, whether it has one or not. */
static uint32_t *first_of(struct reading *reading, struct to_date *to_date,
                          struct place place)
{
    struct arena *arena = reading->loading->arena;
    struct file_points *file = map_get(&to_date->files, reading->account->path);

    if (file == NULL) {
        file = ARENA_NEW(arena, struct file_points);
        (void)map_put(&to_date->files, reading->account->path, file);
    }
    while (place.record >= file->capacity)
        file->first = arena_grow(arena, file->first, &file->capacity,
                                 sizeof(*file->first));
    return &file->first[place.record];
}

/* Its number + 1. */
static uint32_t point_add(struct arena *arena, struct to_date *to_date,
                          struct series *series, const struct point *point)
{
    uint32_t number;

    if (to_date->count % BLOCK_POINTS == 0)
        ARENA_PUSH(arena, &to_date->blocks,
                   ARENA_ARRAY(arena, BLOCK_POINTS, struct point));
    number = ++to_date->count;
    *point_at(to_date, number) = *point;
    if (series->last != 0)
        point_at(to_date, series->last)->next = number;
    else
        series->first = number;
    series->last = number;
    series->count++;
    return number;
}

void to_date_look(struct reading *reading, struct place place)
{
    const struct table *table = reading->table;
    struct to_date *to_date = to_date_of(reading);
    uint32_t *first = first_of(reading, to_date, place);

    for (size_t i = 0; i < table->columns.count; i++) {
        struct point point = {.period = fact_period(reading),
                              .column = (uint16_t)i,
                              .place = reading_place(reading, i, place),
                              .value = reading->cells[i].is.number};
        uint32_t number;

        if (!to_date->is_followed[i] || reading->cells[i].state != CELL_PRESENT)
            continue;
        number = point_add(reading->loading->arena, to_date,
                           series_make(reading, i), &point);
        if (*first == 0)
            *first = number;
    }
}

/* The year a period belongs to, by the month the fiscal year begins with. */
static int fiscal_year(const struct table *table, struct period period)
{
    unsigned start = table->fiscal_month;
    struct date first = period_first_day(period);

    return start > 1 && first.month < start ? first.year - 1 : first.year;
}

/* A point while its series is settled. */
struct settling {
    struct point *point;
    uint32_t number;
};

static int by_period(const void *a, const void *b)
{
    const struct settling *first = a;
    const struct settling *second = b;
    int order = period_compare(first->point->period, second->point->period);

    return order != 0 ? order
                      : (first->number > second->number) -
                            (first->number < second->number);
}

/* Points of one period and the same codes. */
struct group {
    struct settling *items;
    size_t count;
};

/* The group that ends before `end`. */
static struct group group_before(struct settling *points, size_t end)
{
    struct group group = {&points[end], 0};

    while (group.count < end &&
           period_compare(points[end - 1 - group.count].point->period,
                          points[end - 1].point->period) == 0) {
        group.items--;
        group.count++;
    }
    return group;
}

/* What stood before: of the n-th the n-th, of the last all that are left. */
static void settle_group(const struct group *before, const struct group *group)
{
    for (size_t n = 0; n < group->count && n < before->count; n++) {
        struct point *point = group->items[n].point;
        size_t end = n + 1 == group->count ? before->count : n + 1;

        point->value = amount_of(0);
        point->earlier = before->items[n].number;
        for (size_t i = n; i < end; i++)
            if (!amount_add(point->value, before->items[i].point->value,
                            &point->value))
                point->earlier = 0;
    }
}

/* From the last period to the first: what stood before is then as read. */
static void settle_converted(const struct table *table, struct settling *points,
                             size_t count)
{
    struct group group = group_before(points, count);

    while (group.count > 0) {
        struct group before =
            group_before(points, (size_t)(group.items - points));

        if (before.count > 0 &&
            fiscal_year(table, before.items[0].point->period) ==
                fiscal_year(table, group.items[0].point->period))
            settle_group(&before, &group);
        group = before;
    }
}

/* What the flow adds up to since the year began, n-th by n-th; `last` are the
 * n-th points of the periods before. */
static void settle_flow(const struct table *table, struct settling *points,
                        struct point **last, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        struct point *point = points[i].point;
        struct point *before;

        n = i > 0 && period_compare(points[i - 1].point->period,
                                    point->period) == 0
                ? n + 1
                : 0;
        before = last[n];
        last[n] = point;
        point->earlier = points[0].number;
        if (before != NULL && fiscal_year(table, before->period) ==
                                  fiscal_year(table, point->period))
            point->is_lost =
                before->is_lost ||
                !amount_add(before->value, point->value, &point->value);
    }
}

static void settle_series(const struct table *table,
                          const struct series *series, struct arena *scratch)
{
    const struct to_date *to_date = table->to_date;
    struct settling *points =
        ARENA_ARRAY(scratch, series->count, struct settling);
    uint32_t number = series->first;

    for (size_t i = 0; i < series->count; i++) {
        points[i] = (struct settling){point_at(to_date, number), number};
        number = points[i].point->next;
    }
    qsort(points, series->count, sizeof(*points), by_period);
    if (table->columns.items[points[0].point->column].converts)
        settle_converted(table, points, series->count);
    else
        settle_flow(table, points,
                    ARENA_ARRAY(scratch, series->count, struct point *),
                    series->count);
}

void to_date_settle(const struct table *table)
{
    const struct to_date *to_date = table->to_date;
    struct arena scratch;

    if (to_date == NULL)
        return;
    arena_init(&scratch);
    for (size_t s = 0; s < to_date->by_key.count; s++) {
        settle_series(table, to_date->by_key.entries[s].value, &scratch);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
}

static bool is_of_row(const struct point *point, const struct point *first)
{
    return point->place.record == first->place.record &&
           point->place.source == first->place.source;
}

/* The amount of a record in the period it is read for; null = none. */
static const struct point *find(const struct reading *reading, size_t column,
                                struct place place)
{
    const struct to_date *to_date = reading->table->to_date;
    const struct file_points *file =
        map_get(&to_date->files, reading->account->path);
    uint32_t first = file != NULL && place.record < file->capacity
                         ? file->first[place.record]
                         : 0;

    for (uint32_t i = first; first > 0 && i <= to_date->count; i++) {
        const struct point *point = point_at(to_date, i);

        if (!is_of_row(point, point_at(to_date, first)))
            return NULL;
        if (point->column == column &&
            period_compare(point->period, fact_period(reading)) == 0)
            return point;
    }
    return NULL;
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
    const struct to_date *to_date = reading->table->to_date;
    struct cell *cell = &reading->cells[column];
    const struct point *point = find(reading, column, place);
    struct amount flow;

    if (point == NULL || point->earlier == 0)
        return;
    if (amount_compare(cell->is.number, point->value) < 0)
        report(reading, DIAG_SERIES_FALLS,
               &reading->table->columns.items[column],
               reading_place(reading, column, place),
               point_at(to_date, point->earlier)->place, cell->is.number,
               point->value);
    if (amount_subtract(cell->is.number, point->value, &flow))
        cell->is.number = flow;
}

static void check(struct reading *reading, size_t stated, struct place place)
{
    const struct table *table = reading->table;
    int flow = flow_of(table, &table->columns.items[stated]);
    const struct cell *cell = &reading->cells[stated];
    const struct point *point;

    if (flow < 0 || table->columns.items[flow].converts ||
        cell->state != CELL_PRESENT)
        return;
    point = find(reading, (size_t)flow, place);
    if (point == NULL || point->is_lost ||
        amount_compare(point->value, cell->is.number) == 0)
        return;
    report(reading, DIAG_TO_DATE_DIFFERS, &table->columns.items[stated],
           reading_place(reading, stated, place),
           point_at(table->to_date, point->earlier)->place, cell->is.number,
           point->value);
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
