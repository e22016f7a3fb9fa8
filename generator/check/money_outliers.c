/*
 * Periods far out of line with their neighbours: half-filled months, amounts
 * with three zeros too many. A period is measured against the median of the
 * other periods of its year, by products, so that nothing is rounded.
 */
#include <stdlib.h>

#include "check/money.h"

/* Fewer periods have no line that one could be out of. */
#define PERIODS_MIN 6

static int by_amount(const void *a, const void *b)
{
    return amount_compare(*(const struct amount *)a, *(const struct amount *)b);
}

/* Twice the median of `items`, which are sorted here. */
static bool median_doubled(struct amount *items, size_t count,
                           struct amount *out)
{
    qsort(items, count, sizeof *items, by_amount);
    return amount_add(items[(count - 1) / 2], items[count / 2], out);
}

/* Values of a year, and which periods have none. */
struct line {
    struct money_value *values;
    bool *has;
    size_t known;
};

static struct line line_read(const struct money_account *whole, size_t measure,
                             const struct money_year *year)
{
    struct arena *arena = whole->portal->arena;
    struct line line = {ARENA_ARRAY(arena, year->count + 1, struct money_value),
                        ARENA_ARRAY(arena, year->count + 1, bool), 0};

    for (size_t at = 0; at < year->count; at++) {
        line.has[at] =
            money_step_at(whole, measure, year, at, &line.values[at]);
        line.known += line.has[at];
    }
    return line;
}

static bool median_of_others(struct arena *arena, const struct line *line,
                             size_t count, size_t but, struct amount *doubled)
{
    struct amount *others = ARENA_ARRAY(arena, count + 1, struct amount);
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        if (line->has[i] && i != but)
            others[n++] = line->values[i].amount;
    return n > 0 && median_doubled(others, n, doubled) &&
           amount_sign(*doubled) > 0;
}

/* value >= times * median, or value * times <= median. */
static bool is_out_of_line(struct amount value, struct amount doubled,
                           struct amount times)
{
    struct amount twice;
    struct amount product;

    if (!amount_add(value, value, &twice))
        return true;
    if (amount_sign(value) > 0 && amount_multiply(doubled, times, &product) &&
        amount_compare(twice, product) >= 0)
        return true;
    return amount_multiply(twice, times, &product) &&
           amount_compare(product, doubled) <= 0;
}

/* The period before, or the one after the first: what it is held against. */
static struct place neighbour(const struct line *line, size_t count, size_t at)
{
    for (size_t i = at; i > 0; i--)
        if (line->has[i - 1])
            return line->values[i - 1].last;
    for (size_t i = at + 1; i < count; i++)
        if (line->has[i])
            return line->values[i].first;
    return (struct place){0, 0, 0};
}

static struct slice about_measure(const struct money_account *whole,
                                  size_t measure, struct period period)
{
    struct buf out = BUF_INIT;

    buf_add_slice(&out, money_about(whole, period));
    buf_add_text(&out, ", ");
    buf_add_slice(&out, money_column(whole, measure)->name);
    return arena_take(whole->portal->arena, &out);
}

static struct slice halved(struct portal *portal, struct amount doubled)
{
    struct amount median;

    if (!amount_multiply(doubled, (struct amount){5, 1}, &median))
        median = doubled;
    return money_text(portal, amount_reduce(median));
}

static void outlier_report(const struct money_account *whole, size_t measure,
                           const struct money_year *year,
                           const struct line *line, size_t at,
                           struct amount doubled)
{
    struct portal *portal = whole->portal;

    diag_add_pair(portal->diagnostics, DIAG_PERIOD_OUT_OF_LINE,
                  money_place(whole, measure, line->values[at].first),
                  money_place(whole, measure, neighbour(line, year->count, at)),
                  about_measure(whole, measure, money_period(whole, year, at)),
                  money_text(portal, line->values[at].amount),
                  halved(portal, doubled),
                  money_text(portal, portal->money.times));
}

static void outliers_year(const struct money_account *whole, size_t measure,
                          const struct money_year *year,
                          struct money_result *result)
{
    struct line line = line_read(whole, measure, year);

    if (line.known < PERIODS_MIN)
        return;
    for (size_t at = 0; at < year->count; at++) {
        struct amount doubled;

        if (!line.has[at] || !median_of_others(whole->portal->arena, &line,
                                               year->count, at, &doubled))
            continue;
        result->looked++;
        if (!is_out_of_line(line.values[at].amount, doubled,
                            whole->portal->money.times))
            continue;
        result->breaches++;
        outlier_report(whole, measure, year, &line, at, doubled);
    }
}

void money_outliers(const struct money_account *whole, size_t measure,
                    struct money_result *result)
{
    for (size_t i = 0; i < whole->years->count; i++)
        outliers_year(whole, measure, &whole->years->items[i], result);
}

/* --- rows that are filled --- */

static uint32_t filled_at(const struct money_account *whole, size_t measure,
                          struct period period)
{
    const struct money_watch *watch =
        money_watch_of(whole->portal, whole->table);
    uint32_t rows = 0;

    for (size_t i = 0; watch != NULL && i < watch->filled.count; i++)
        if (period_compare(watch->filled.items[i].period, period) == 0)
            rows += watch->filled.items[i].rows[measure];
    return rows;
}

/* The fewest that a neighbour has: the first and last have one neighbour. */
static uint32_t fewest_beside(const uint32_t *rows, size_t count, size_t at)
{
    uint32_t before = at > 0 ? rows[at - 1] : UINT32_MAX;
    uint32_t after = at + 1 < count ? rows[at + 1] : UINT32_MAX;

    return before < after ? before : after;
}

static void few_report(const struct money_account *whole, size_t measure,
                       const struct money_year *year, const struct line *line,
                       size_t at, const uint32_t counts[2])
{
    struct arena *arena = whole->portal->arena;

    diag_add_pair(whole->portal->diagnostics, DIAG_PERIOD_HALF_FILLED,
                  money_place(whole, measure, line->values[at].first),
                  money_place(whole, measure, neighbour(line, year->count, at)),
                  about_measure(whole, measure, money_period(whole, year, at)),
                  arena_format(arena, "%u", (unsigned)counts[0]),
                  arena_format(arena, "%u", (unsigned)counts[1]),
                  money_text(whole->portal, line->values[at].amount));
}

static void few_rows_year(const struct money_account *whole, size_t measure,
                          const struct money_year *year,
                          struct money_result *result)
{
    struct line line = line_read(whole, measure, year);
    uint32_t *rows =
        ARENA_ARRAY(whole->portal->arena, year->count + 1, uint32_t);

    if (year->count < PERIODS_MIN)
        return;
    for (size_t at = 0; at < year->count; at++)
        rows[at] = filled_at(whole, measure, money_period(whole, year, at));
    for (size_t at = 0; at < year->count; at++) {
        uint32_t beside = fewest_beside(rows, year->count, at);

        result->looked++;
        if ((uint64_t)rows[at] * 2 >= beside)
            continue;
        result->breaches++;
        few_report(whole, measure, year, &line, at,
                   (const uint32_t[]){rows[at], beside});
    }
}

void money_few_rows(const struct money_account *whole, size_t measure,
                    struct money_result *result)
{
    for (size_t i = 0; i < whole->years->count; i++)
        few_rows_year(whole, measure, &whole->years->items[i], result);
}
