/* What usual rows of a portion add to the accounts. */
#include "model/portion.h"

bool identity_is_whole(const struct watched_identity *watched,
                       const uint8_t *states)
{
    for (size_t p = 0; p < watched->identity->part_count; p++)
        if (states[watched->parts[p]] != CELL_PRESENT)
            return false;
    return states[watched->total] == CELL_PRESENT;
}

static uint64_t without_sign(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

/* Amounts of one row. A value that is empty is 0, and has no decimals. */
static void row_tally(const struct portion *portion, size_t row, size_t n,
                      struct tally *tally)
{
    const int64_t *values = portion->rows.values + row * n;
    const uint8_t *states = portion->rows.states + row * n;
    const uint8_t *decimals = portion->decimals + row * n;
    uint32_t period = portion->rows.periods[row];
    uint32_t *filled = tally->filled[period];

    tally->rows[period]++;
    for (size_t m = 0; m < n; m++) {
        tally->values[m] += states[m] == CELL_PRESENT;
        tally->sums[m] += values[m];
        filled[m] += values[m] != 0;
        if (decimals[m] > tally->decimals[m])
            tally->decimals[m] = decimals[m];
        if (__builtin_add_overflow(tally->reach[m], without_sign(values[m]),
                                   &tally->reach[m]))
            tally->reach[m] = UINT64_MAX;
    }
}

void portion_tally(const struct portions *portions,
                   const struct portion *portion, uint32_t from, uint32_t to,
                   struct tally *tally)
{
    const struct money_watch *watch = portions->watch;
    size_t n = portions->measure_count;

    memset(tally, 0, sizeof(*tally));
    for (uint32_t i = from; i < to; i++)
        row_tally(portion, i, n, tally);
    for (size_t k = 0; watch != NULL && k < watch->identities.count; k++)
        for (uint32_t i = from; i < to; i++)
            tally->identities[k] += identity_is_whole(
                &watch->identities.items[k], &portion->rows.states[i * n]);
}
