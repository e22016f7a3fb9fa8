/* Totals, shares, differences and changes that tables of facts state. */
#include "check/compare.h"
#include "check/rules.h"

/* "accrued 2017-10 tax=vat": which number it is, in no language. */
static struct slice about(struct arena *arena, const struct stated_check *check)
{
    const struct column *column =
        check->column != NULL ? check->column : check->measure;
    struct buf out = BUF_INIT;

    buf_add_slice(&out, column->name);
    buf_add_char(&out, ' ');
    period_write(&out, check->period);
    for (size_t d = 0; d < cube_dimension_count(check->table->cube); d++) {
        if (check->members[d] == NULL)
            continue;
        buf_add_char(&out, ' ');
        buf_add_slice(&out, cube_dimension(check->table->cube, d)->name);
        buf_add_char(&out, '=');
        buf_add_slice(&out, check->members[d]->code);
    }
    return arena_take(arena, &out);
}

static struct claim claim_of(const struct portal *portal,
                             const struct stated_check *check,
                             enum claim_kind kind)
{
    return (struct claim){.kind = kind,
                          .about = about(portal->arena, check),
                          .place = check->place,
                          .stated = check->stated,
                          .of = {check->of[0], check->of[1]}};
}

/* The parts: all rows at or below the codes that the total names. */
static bool parts_of(const struct stated_check *check, int measure,
                     struct cube_sum *sum)
{
    const struct cube *cube = check->table->cube;
    struct cube_term terms[CUBE_DIMENSIONS_MAX];
    size_t count = 0;

    for (size_t d = 0; d < cube_dimension_count(cube); d++)
        if (check->members[d] != NULL)
            terms[count++] = (struct cube_term){.dimension = (int)d,
                                                .members = &check->members[d],
                                                .count = 1,
                                                .subtree = true};
    return cube_query(cube, (size_t)measure, terms, count, check->period,
                      check->period, sum) == CUBE_OK &&
           sum->values > 0 && !sum->overflow;
}

static void check_total(struct portal *portal, const struct stated_check *check)
{
    struct claim claim = claim_of(portal, check, CLAIM_TOTAL);
    int measure = cube_find_measure(check->table->cube, check->measure->name);
    struct cube_sum sum;

    if (measure < 0 || !parts_of(check, measure, &sum)) {
        claim_alone(portal, &claim);
        return;
    }
    claim.of[0] = sum.value;
    claim.part_scale = sum.value.scale;
    claim.part_count = sum.values;
    claim_check(portal, &claim);
}

static void check_statement(struct portal *portal,
                            const struct stated_check *check)
{
    static const enum claim_kind kinds[] = {
        [STATE_SHARE] = CLAIM_SHARE,
        [STATE_DIFFERENCE] = CLAIM_DIFFERENCE,
        [STATE_CHANGE] = CLAIM_CHANGE,
    };
    struct claim claim =
        claim_of(portal, check, kinds[check->column->statement.kind]);

    if (check->has_of[0] && check->has_of[1])
        claim_check(portal, &claim);
    else
        claim_alone(portal, &claim);
}

void check_stated(struct portal *portal)
{
    for (size_t i = 0; i < portal->stated.count; i++) {
        const struct stated_check *check = &portal->stated.items[i];

        if (check->column == NULL)
            check_total(portal, check);
        else
            check_statement(portal, check);
    }
}
