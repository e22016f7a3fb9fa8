/* What becomes of the records of a file, with their amounts. */
#include "model/reading.h"

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {
        [OUTCOME_USED] = "used",         [OUTCOME_EXCLUDED] = "excluded",
        [OUTCOME_TOTAL] = "total",       [OUTCOME_SUBTOTAL] = "subtotal",
        [OUTCOME_REPEATED] = "repeated", [OUTCOME_ELSEWHERE] = "elsewhere",
        [OUTCOME_REFUSED] = "refused",
    };

    return names[outcome];
}

static struct outcome_account *account_of(struct reading *reading,
                                          enum outcome outcome,
                                          const struct exclusion *exclusion)
{
    struct file_account *file = reading->account;
    struct outcome_account account = {.outcome = outcome,
                                      .exclusion = exclusion};

    for (size_t i = 0; i < file->outcomes.count; i++)
        if (file->outcomes.items[i].outcome == outcome &&
            file->outcomes.items[i].exclusion == exclusion)
            return &file->outcomes.items[i];
    account.amounts =
        ARENA_ARRAY(reading->loading->arena, reading->table->columns.count + 1,
                    struct outcome_amount);
    ARENA_PUSH(reading->loading->arena, &file->outcomes, account);
    return &file->outcomes.items[file->outcomes.count - 1];
}

void outcome_count(struct reading *reading, enum outcome outcome,
                   struct exclusion *exclusion)
{
    struct file_account *file = reading->account;

    account_of(reading, outcome, exclusion)->rows++;
    if (exclusion != NULL && !reading->is_quiet)
        exclusion->rows++;
    switch (outcome) {
    case OUTCOME_USED:
        file->used++;
        break;
    case OUTCOME_ELSEWHERE:
        file->elsewhere++;
        break;
    case OUTCOME_REFUSED:
        file->refused++;
        break;
    case OUTCOME_EXCLUDED:
    case OUTCOME_TOTAL:
    case OUTCOME_SUBTOTAL:
    case OUTCOME_REPEATED:
    case OUTCOME_COUNT:
        file->excluded++;
        break;
    }
}

void outcome_amounts(struct reading *reading, enum outcome outcome,
                     const struct exclusion *exclusion)
{
    const struct table *table = reading->table;
    struct outcome_account *account;

    if (table->cube == NULL || reading->first_source != 0)
        return; /* no money; or counted the first time */
    account = account_of(reading, outcome, exclusion);
    for (size_t m = 0; m < reading->amount_count; m++) {
        size_t at = reading->amounts[m];
        const struct cell *cell = &reading->cells[at];
        struct outcome_amount *amount = &account->amounts[at];
        wide sum;

        if (cell->state != CELL_PRESENT)
            continue;
        amount->values++;
        if (amount->sum.scale == cell->is.number.scale &&
            !__builtin_add_overflow(amount->sum.coefficient,
                                    cell->is.number.coefficient, &sum))
            amount->sum.coefficient = sum;
        else
            amount->overflow |=
                !amount_add(amount->sum, cell->is.number, &amount->sum);
    }
}

/* Half of it leaves room for any rows that are added at once, and for the
 * decimals they have. */
#define SUM_NEAR ((wide)1 << 90)

bool outcome_rows(struct reading *reading, uint32_t rows,
                  const uint32_t *values, const struct amount *sums)
{
    struct outcome_account *account = account_of(reading, OUTCOME_USED, NULL);
    bool counts = reading->first_source == 0; /* else the first time */

    for (size_t m = 0; counts && m < reading->amount_count; m++) {
        wide sum = account->amounts[reading->amounts[m]].sum.coefficient;

        if (sum > SUM_NEAR || sum < -SUM_NEAR)
            return false;
    }
    for (size_t m = 0; counts && m < reading->amount_count; m++) {
        struct outcome_amount *amount = &account->amounts[reading->amounts[m]];

        if (values[m] == 0)
            continue;
        amount->values += values[m];
        amount->overflow |= !amount_add(amount->sum, sums[m], &amount->sum);
    }
    account->rows += rows;
    reading->account->used += rows;
    reading->account->rows += rows;
    return true;
}
