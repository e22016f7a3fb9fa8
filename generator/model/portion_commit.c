/* Portions into the cube and the accounts, in the order of the file. */
#include "model/portion.h"

static bool row_alone(struct portions *portions, const struct portion *portion,
                      uint32_t row)
{
    struct reading *reading = portions->reading;
    const struct portion_cell *cells =
        &portion->cells[row * portions->field_count];
    struct place place = {reading->source, 0, portion->rows.records[row]};

    portions->alone++;
    for (size_t f = 0; f < portions->field_count; f++)
        portions->raw[portions->fields[f].bound->at] =
            (struct slice){portion->text.ptr + cells[f].at, cells[f].len};
    if (reading_record(reading, portions->raw, place))
        return true;
    /* The file may have been read further than it would be otherwise. */
    reading->account->count.records = portion->records_read[row];
    return false;
}

static bool rows_alone(struct portions *portions, const struct portion *portion,
                       uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!row_alone(portions, portion, i))
            return false;
    return true;
}

/* Typed at the scales that the cube has? */
static bool is_current(const struct portions *portions,
                       const struct portion *portion)
{
    const struct cube *cube = portions->reading->table->cube;

    for (size_t m = 0; m < portions->measure_count; m++)
        if (portion->scales[m] != cube_measure(cube, m)->scale)
            return false;
    return true;
}

/* Numbers in the cube, by place in the portion; false when there are too many.
 * Places are in the order in which the periods appear. */
static bool periods_number(struct cube *cube, const struct portion *portion,
                           const struct tally *tally, uint16_t *numbers)
{
    for (uint32_t p = 0; p < portion->period_count; p++) {
        size_t number;

        if (tally->rows[p] == 0)
            continue;
        number = cube_take_period(cube, portion->periods[p]);
        if (number == CUBE_PERIODS_MAX)
            return false;
        numbers[p] = (uint16_t)number;
    }
    return true;
}

/* Sums as adding row by row would give them: with the most decimals that are
 * written, not those of the measure. */
static void sums_write(const struct portions *portions,
                       const struct portion *portion, const struct tally *tally,
                       struct amount *out)
{
    for (size_t m = 0; m < portions->measure_count; m++) {
        struct amount sum = {tally->sums[m], portion->scales[m]};

        if (!amount_round(sum, tally->decimals[m], &out[m]))
            out[m] = sum;
    }
}

static void money_take(struct portions *portions, const struct portion *portion,
                       const struct tally *tally)
{
    struct portal *portal = portions->reading->loading->portal;
    const struct table *table = portions->reading->table;

    for (uint32_t p = 0; p < portion->period_count; p++)
        if (tally->rows[p] > 0)
            money_rows_filled(portal, table, portion->periods[p],
                              tally->filled[p]);
    money_rows_kept(portal, table, portions->reading->source,
                    tally->identities);
}

/* Usual rows of one block of the cube. False when they must be added one by
 * one; nothing is done then. */
static bool rows_commit(struct portions *portions,
                        const struct portion *portion, uint32_t from,
                        uint32_t to)
{
    struct reading *reading = portions->reading;
    struct portal *portal = reading->loading->portal;
    struct amount sums[CUBE_MEASURES_MAX];
    uint16_t numbers[PORTION_PERIODS] = {0};
    bool is_first = reading->keep == fact_keep;
    const struct tally *tally = &portion->tally;
    struct tally some;

    if (portion->has_left || from > 0 || to < portion->count) {
        portion_tally(portions, portion, from, to, &some);
        tally = &some;
    }
    if (!periods_number(reading->table->cube, portion, tally, numbers) ||
        (is_first && !money_rows_known(portal, reading->table, reading->source,
                                       tally->identities)))
        return false;
    sums_write(portions, portion, tally, sums);
    if (!outcome_rows(reading, to - from, tally->values, sums))
        return false;
    if (is_first)
        money_take(portions, portion, tally);
    cube_add_rows(reading->table->cube, &portion->rows, from, to,
                  is_first ? reading->source : reading->first_source, numbers,
                  tally->reach);
    return true;
}

/* The first row from `from` on that is not usual, or is for the next block. */
static uint32_t run_end(const struct portions *portions,
                        const struct portion *portion, uint32_t from)
{
    uint32_t room = cube_room(portions->reading->table->cube);
    uint32_t end = portion->count - from > room ? from + room : portion->count;
    const bool *left = portion->has_left
                           ? memchr(portion->is_left + from, 1, end - from)
                           : NULL;

    return left != NULL ? (uint32_t)(left - portion->is_left) : end;
}

bool portion_commit(struct portions *portions, const struct portion *portion)
{
    bool current = is_current(portions, portion);
    uint32_t from = 0;

    while (from < portion->count) {
        uint32_t to = run_end(portions, portion, from);

        if (!current || to == from) {
            if (!row_alone(portions, portion, from))
                return false;
            from++;
            current = current && is_current(portions, portion);
            continue;
        }
        if (!rows_commit(portions, portion, from, to) &&
            !rows_alone(portions, portion, from, to))
            return false;
        from = to;
    }
    return true;
}

bool portion_commit_alone(struct portions *portions,
                          const struct portion *portion)
{
    return rows_alone(portions, portion, 0, portion->count);
}
