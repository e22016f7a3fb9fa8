/* Years that look like a part of one: little was executed, of a whole budget,
 * where the other years executed most of theirs. */
#include <stdlib.h>

#include "check/money.h"

#define SHARE_SCALE 12

/* What a whole year executed of its budget. */
struct year_share {
    const struct money_year *year;
    struct money_value budget;
    struct money_value executed;
    size_t measure;
    struct amount share; /* to twelve decimals */
};
struct year_shares {
    struct year_share *items;
    size_t count, capacity;
};

static bool share_read(const struct money_account *whole,
                       const struct money_year *year, struct year_share *out)
{
    const struct portal *portal = whole->portal;
    const struct cube *cube = whole->table->cube;
    int budget = cube_find_stage(cube, portal->budget_stage);
    int executed = cube_find_stage(cube, portal->execution_stage);
    size_t last = year->count - 1;

    if (budget < 0 || executed < 0 || !money_is_whole(portal, year, cube) ||
        money_part_year(portal, year->year) != NULL)
        return false;
    out->year = year;
    out->measure = (size_t)executed;
    return money_value_at(whole, (size_t)budget, year, last, &out->budget) &&
           money_value_at(whole, (size_t)executed, year, last,
                          &out->executed) &&
           amount_sign(out->budget.amount) > 0 &&
           amount_divide(out->executed.amount, out->budget.amount, SHARE_SCALE,
                         &out->share);
}

static int by_share(const void *a, const void *b)
{
    const struct year_share *left = *(const struct year_share *const *)a;
    const struct year_share *right = *(const struct year_share *const *)b;

    return amount_compare(left->share, right->share);
}

/* Twice the median share of the other years; `middle` is one that has it. */
static bool median_of_others(struct arena *arena,
                             const struct year_shares *shares, size_t but,
                             struct amount *doubled,
                             const struct year_share **middle)
{
    const struct year_share **others =
        ARENA_ARRAY(arena, shares->count + 1, const struct year_share *);
    size_t n = 0;

    for (size_t i = 0; i < shares->count; i++)
        if (i != but)
            others[n++] = &shares->items[i];
    if (n == 0)
        return false;
    qsort(others, n, sizeof *others, by_share);
    *middle = others[n / 2];
    return amount_add(others[(n - 1) / 2]->share, others[n / 2]->share,
                      doubled);
}

/* "29.5": a percentage of a share, or of half of a doubled one. */
static struct slice percent_text(struct portal *portal, struct amount share,
                                 int hundred)
{
    struct amount percent;

    if (!amount_multiply(share, amount_of(hundred), &percent) ||
        !amount_round(percent, 1, &percent))
        return SLICE("?");
    return money_text(portal, percent);
}

static void part_report(const struct money_account *whole,
                        const struct year_share *share,
                        const struct year_share *middle, struct amount doubled)
{
    struct portal *portal = whole->portal;

    diag_add_pair(portal->diagnostics, DIAG_YEAR_LOOKS_PARTIAL,
                  money_place(whole, share->measure, share->executed.first),
                  money_place(whole, middle->measure, middle->executed.first),
                  money_about(whole, share->year->year),
                  money_text(portal, share->executed.amount),
                  money_text(portal, share->budget.amount),
                  percent_text(portal, share->share, 100),
                  percent_text(portal, doubled, 50));
}

void money_part_years(const struct money_account *whole,
                      struct money_result *result)
{
    struct arena *arena = whole->portal->arena;
    struct year_shares shares = {NULL, 0, 0};

    for (size_t i = 0; i < whole->years->count; i++) {
        struct year_share share;

        if (share_read(whole, &whole->years->items[i], &share))
            ARENA_PUSH(arena, &shares, share);
    }
    for (size_t i = 0; i < shares.count; i++) {
        const struct year_share *middle = NULL;
        struct amount doubled;
        struct amount fourfold;

        if (!median_of_others(arena, &shares, i, &doubled, &middle))
            continue;
        result->looked++;
        /* share < median / 2, that is 4 * share < 2 * median */
        if (!amount_multiply(shares.items[i].share, amount_of(4), &fourfold) ||
            amount_compare(fourfold, doubled) >= 0)
            continue;
        result->breaches++;
        part_report(whole, &shares.items[i], middle, doubled);
    }
}
