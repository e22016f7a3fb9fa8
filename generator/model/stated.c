/*
 * What a source states about its own numbers, kept while facts are read.
 *
 * Facts keep no rows, so the earlier value that a stated difference or change
 * needs is noted here, for tables that have such statements only.
 */
#include "model/internal.h"

/* An amount of a row, by what identifies the row. */
struct noted {
    struct amount value;
    struct place row;
    bool is_twice; /* two rows have these codes: neither is meant */
};

static bool looks_back(const struct column *column)
{
    return column->type == COLUMN_STATED &&
           column->statement.kind != STATE_SHARE;
}

/* "t|revenue|collected|2016-09|vat|": the codes of a row, in a period. */
static struct slice key_of(struct arena *arena, const struct stated_check *c,
                           struct period period)
{
    struct buf key = BUF_INIT;

    buf_add_text(&key, c->is_total ? "t|" : "p|");
    buf_add_slice(&key, c->table->name);
    buf_add_char(&key, '|');
    buf_add_slice(&key, c->measure->name);
    buf_add_char(&key, '|');
    period_write(&key, period);
    for (size_t d = 0; d < cube_dimension_count(c->table->cube); d++)
        if (c->members[d] != NULL)
            buf_add_format(&key, "|%u", c->members[d]->id);
        else
            buf_add_text(&key, "|-");
    return arena_take(arena, &key);
}

static void note_value(struct loading *loading, const struct stated_check *c,
                       struct amount value)
{
    struct slice key = key_of(loading->arena, c, c->period);
    struct noted *noted = map_get(&loading->noted, key);

    if (noted != NULL) {
        noted->is_twice |= noted->row.source != c->place.source ||
                           noted->row.record != c->place.record;
        return;
    }
    noted = ARENA_NEW(loading->arena, struct noted);
    noted->value = value;
    noted->row = c->place;
    (void)map_put(&loading->noted, key, noted);
}

static struct stated_check check_new(const struct stated_row *row, size_t at)
{
    struct stated_check check = {.table = row->table,
                                 .period = row->period,
                                 .place = row->place,
                                 .is_total = row->is_total};

    check.place.field = row->fields[at];
    for (size_t d = 0; d < cube_dimension_count(row->table->cube); d++)
        check.members[d] = row->members[d];
    return check;
}

static void operand(const struct stated_row *row, struct slice stage,
                    struct stated_check *check, int which)
{
    int measure = cube_find_measure(row->table->cube, stage);
    const struct cell *cell;

    if (measure < 0)
        return; /* found with the descriptor */
    check->measure = cube_measure(row->table->cube, (size_t)measure)->column;
    cell = &row->cells[column_index(row->table, check->measure)];
    check->has_of[which] = cell->state == CELL_PRESENT;
    if (check->has_of[which])
        check->of[which] = cell->is.number;
}

static void keep_statement(struct loading *loading,
                           const struct stated_row *row, size_t at)
{
    const struct column *column = &row->table->columns.items[at];
    struct stated_check check = check_new(row, at);

    check.column = column;
    if (column->statement.kind == STATE_SHARE)
        operand(row, column->statement.of[1], &check, 1);
    operand(row, column->statement.of[0], &check, 0);
    if (check.measure == NULL)
        return;
    if (looks_back(column) && check.has_of[0])
        note_value(loading, &check, check.of[0]);
    if (row->cells[at].state != CELL_PRESENT)
        return;
    check.stated = row->cells[at].is.number;
    ARENA_PUSH(loading->arena, &loading->portal->stated, check);
}

static void keep_total(struct loading *loading, const struct stated_row *row,
                       size_t at)
{
    struct stated_check check = check_new(row, at);

    check.measure = &row->table->columns.items[at];
    check.stated = row->cells[at].is.number;
    ARENA_PUSH(loading->arena, &loading->portal->stated, check);
}

/* Years to date are compared row by row: to_date.c. */
void stated_keep(struct loading *loading, const struct stated_row *row)
{
    for (size_t i = 0; i < row->table->columns.count; i++) {
        enum column_type type = row->table->columns.items[i].type;

        if (type == COLUMN_STATED &&
            row->table->columns.items[i].statement.kind != STATE_TO_DATE)
            keep_statement(loading, row, i);
        else if (type == COLUMN_AMOUNT && row->is_total &&
                 row->cells[i].state == CELL_PRESENT)
            keep_total(loading, row, i);
    }
}

void stated_resolve(struct loading *loading, const struct table *table)
{
    struct portal *portal = loading->portal;

    for (size_t i = 0; i < portal->stated.count; i++) {
        struct stated_check *check = &portal->stated.items[i];
        const struct noted *noted;

        if (check->table != table || check->column == NULL ||
            !looks_back(check->column) ||
            check->column->statement.from.kind == PERIOD_NONE)
            continue;
        noted = map_get(&loading->noted, key_of(loading->arena, check,
                                                check->column->statement.from));
        if (noted == NULL || noted->is_twice)
            continue;
        check->of[1] = noted->value;
        check->has_of[1] = true;
    }
}
