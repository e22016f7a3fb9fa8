#include "check/compare.h"

#include "check/bounds.h"
#include "check/rules.h"

/* What each kind says when the two cannot, and when they can go together. */
static const struct {
    enum diag_id disagrees;
    enum diag_id rounding;
} says[] = {
    [CLAIM_TOTAL] = {DIAG_TOTAL_DISAGREES, DIAG_TOTAL_ROUNDING},
    [CLAIM_SHARE] = {DIAG_SHARE_DISAGREES, DIAG_SHARE_ROUNDING},
    [CLAIM_DIFFERENCE] = {DIAG_CHANGE_DISAGREES, DIAG_CHANGE_ROUNDING},
    [CLAIM_CHANGE] = {DIAG_CHANGE_DISAGREES, DIAG_CHANGE_ROUNDING},
};

/* Canonical text: findings are in no language. */
static struct slice amount_text(struct arena *arena, struct amount value)
{
    struct buf out = BUF_INIT;

    amount_write(&out, value);
    return arena_take(arena, &out);
}

static void report(struct portal *portal, enum diag_id id,
                   const struct claim *claim, struct amount computed)
{
    diag_add(portal->diagnostics, id, claim->place, claim->about,
             amount_text(portal->arena, claim->stated),
             amount_text(portal->arena, computed));
}

/* With the decimals of what is stated, rounded once; a total as it adds up. */
static bool compute(const struct claim *claim, struct amount *out)
{
    struct amount part = claim->of[0];

    switch (claim->kind) {
    case CLAIM_TOTAL:
        *out = claim->of[0];
        return true;
    case CLAIM_DIFFERENCE:
        return amount_subtract(claim->of[0], claim->of[1], out);
    case CLAIM_CHANGE:
        if (!amount_subtract(claim->of[0], claim->of[1], &part))
            return false;
        break;
    case CLAIM_SHARE:
        break;
    }
    return amount_multiply(part, amount_of(100), &part) &&
           amount_divide(part, claim->of[1], claim->stated.scale, out);
}

/* 100 * (a - b) / b = 100 * a / b - 100: both ends move alike. */
static bool change_bounds(struct bounds a, struct bounds b, struct bounds *out)
{
    return bounds_percent(a, b, out) &&
           amount_subtract(out->low, amount_of(100), &out->low) &&
           amount_subtract(out->high, amount_of(100), &out->high);
}

static bool possible(const struct claim *claim, struct bounds *out)
{
    struct bounds a, b;

    if (claim->kind == CLAIM_TOTAL)
        return bounds_of_sum(claim->of[0], claim->part_scale, claim->part_count,
                             out);
    if (!bounds_of(claim->of[0], &a) || !bounds_of(claim->of[1], &b))
        return false;
    if (claim->kind == CLAIM_DIFFERENCE)
        return bounds_subtract(a, b, out);
    return claim->kind == CLAIM_CHANGE ? change_bounds(a, b, out)
                                       : bounds_percent(a, b, out);
}

void claim_check(struct portal *portal, const struct claim *claim)
{
    struct amount computed, rounded;
    struct bounds open, stated;

    if (!compute(claim, &computed) ||
        !amount_round(computed, claim->stated.scale, &rounded)) {
        claim_alone(portal, claim);
        return;
    }
    if (amount_compare(rounded, claim->stated) == 0)
        return;
    /* Bounds without an end leave every value possible. */
    if (!possible(claim, &open) || !bounds_of(claim->stated, &stated) ||
        bounds_meet(open, stated))
        report(portal, says[claim->kind].rounding, claim, computed);
    else
        report(portal, says[claim->kind].disagrees, claim, computed);
}

void claim_alone(struct portal *portal, const struct claim *claim)
{
    diag_add(portal->diagnostics, DIAG_STATED_ALONE, claim->place, claim->about,
             amount_text(portal->arena, claim->stated));
}
