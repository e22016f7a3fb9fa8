/* What published rows give for a leaf, and operands for a tree. */
#include <stdlib.h>

#include "verify/internal.h"

#define QUOTIENT_SCALE 12

/* --- leaves --- */

/* What the rows that match hold. */
struct gathering {
    struct numbers rows;
    struct amount *values; /* of the rows that have one */
    uint32_t *value_rows;
    size_t count;
    size_t present; /* cells that are not missing, numbers or not */
    size_t not_reported, not_applicable;
};

static void gather(struct root *root, struct column *measure,
                   struct gathering *g)
{
    g->values = ARENA_ARRAY(&root->scratch, g->rows.count + 1, struct amount);
    g->value_rows = ARENA_ARRAY(&root->scratch, g->rows.count + 1, uint32_t);
    for (size_t i = 0; i < g->rows.count; i++) {
        uint32_t row = g->rows.items[i];
        const struct value *value =
            &measure->values.items[measure->rows.items[row]];

        g->present += value->kind == CELL_PRESENT;
        g->not_reported += value->kind == CELL_NOT_REPORTED;
        g->not_applicable += value->kind == CELL_NOT_APPLICABLE;
        if (!value->is_number)
            continue;
        g->value_rows[g->count] = row;
        g->values[g->count++] = value->number;
    }
}

static bool fold_sum(const struct gathering *g, struct amount *out)
{
    *out = g->values[0];
    for (size_t i = 1; i < g->count; i++)
        if (!amount_add(*out, g->values[i], out))
            return false;
    return true;
}

static bool fold_extreme(const struct gathering *g, int sign,
                         struct amount *out)
{
    *out = g->values[0];
    for (size_t i = 1; i < g->count; i++)
        if (amount_compare(g->values[i], *out) * sign > 0)
            *out = g->values[i];
    return true;
}

static int compare(const void *a, const void *b)
{
    return amount_compare(*(const struct amount *)a, *(const struct amount *)b);
}

static bool fold_median(struct gathering *g, struct amount *out)
{
    size_t middle = g->count / 2;

    qsort(g->values, g->count, sizeof(*g->values), compare);
    *out = g->values[middle];
    return g->count % 2 == 1 ||
           (amount_add(g->values[middle - 1], *out, out) &&
            amount_divide(*out, amount_of(2), QUOTIENT_SCALE, out));
}

static bool period_of(struct column *column, uint32_t row, struct period *out)
{
    const struct value *value = &column->values.items[column->rows.items[row]];

    return value->kind == CELL_PRESENT && period_parse(value->text, out);
}

/* Of the latest period; of several rows of it, the last. */
static bool fold_last(struct table *table, const struct gathering *g,
                      struct amount *out)
{
    struct column *periods = verify_column(table, SLICE("period"));
    struct period best = {PERIOD_NONE, 0, 0, 0};

    if (periods == NULL)
        return false;
    *out = g->values[0];
    for (size_t i = 0; i < g->count; i++) {
        struct period period;

        if (!period_of(periods, g->value_rows[i], &period) ||
            (best.kind != PERIOD_NONE && period_compare(period, best) < 0))
            continue;
        best = period;
        *out = g->values[i];
    }
    return true;
}

static bool fold(struct slice operation, struct table *table,
                 struct gathering *g, struct amount *out)
{
    if (slice_equal_text(operation, "sum"))
        return fold_sum(g, out);
    if (slice_equal_text(operation, "mean"))
        return fold_sum(g, out) &&
               amount_divide(*out, amount_of((int64_t)g->count), QUOTIENT_SCALE,
                             out);
    if (slice_equal_text(operation, "median"))
        return fold_median(g, out);
    if (slice_equal_text(operation, "min"))
        return fold_extreme(g, -1, out);
    if (slice_equal_text(operation, "max"))
        return fold_extreme(g, 1, out);
    if (slice_equal_text(operation, "last"))
        return fold_last(table, g, out);
    *out = g->values[0]; /* value: there is one */
    return true;
}

static void answer_count(const struct gathering *g, bool has_measure,
                         struct answer *out)
{
    out->status = SLICE("present");
    out->value = amount_of((int64_t)(has_measure ? g->present : g->rows.count));
}

static void answer_codes(struct root *root, const struct column *measure,
                         const struct gathering *g, struct answer *out)
{
    bool *seen = ARENA_ARRAY(&root->scratch, measure->values.count + 1, bool);
    int64_t codes = 0;

    for (size_t i = 0; i < g->rows.count; i++) {
        uint32_t value = measure->rows.items[g->rows.items[i]];

        codes += !seen[value] && measure->values.items[value].text.len > 0;
        seen[value] = true;
    }
    out->status = SLICE("present");
    out->value = amount_of(codes);
}

static struct slice status_without_values(const struct gathering *g)
{
    if (g->not_reported > 0)
        return SLICE("not-reported");
    if (g->not_applicable > 0)
        return SLICE("not-applicable");
    return g->rows.count > 0 ? SLICE("empty") : SLICE("no-rows");
}

static void answer_values(const struct figure *figure, struct table *table,
                          struct gathering *g, struct answer *out)
{
    bool is_value = slice_equal_text(figure->operation, "value");

    if (g->count == 0)
        out->status = status_without_values(g);
    else if (is_value && (table->is_fact ? g->rows.count : g->count) > 1)
        out->status = SLICE("no-rows"); /* one was asked for */
    else if (fold(figure->operation, table, g, &out->value))
        out->status = SLICE("present");
    else
        out->status = SLICE("overflowed");
}

static void answer_none(struct root *root, struct answer *out,
                        const char *sentence, struct slice what)
{
    out->kind = ANSWER_NONE;
    out->fault = arena_format(root->arena, "%s " SLICE_FORMAT, sentence,
                              SLICE_ARGS(what));
}

static void answer_withheld(struct root *root, struct slice resource,
                            struct answer *out)
{
    struct common *common = root->common;
    struct verify_withheld *withheld;

    out->kind = ANSWER_WITHHELD;
    (void)pthread_mutex_lock(&common->lock);
    withheld = map_get(&common->withheld, resource);
    if (withheld == NULL) {
        withheld = ARENA_NEW(&common->arena, struct verify_withheld);
        withheld->resource = arena_copy(&common->arena, resource);
        (void)map_put(&common->withheld, withheld->resource, withheld);
    }
    (void)pthread_mutex_unlock(&common->lock);
}

/* Does nothing of it leave? */
static bool is_withheld(struct root *root, struct slice resource)
{
    struct common *common = root->common;
    bool found;

    (void)pthread_mutex_lock(&common->lock);
    found = map_has(&common->withheld, resource);
    (void)pthread_mutex_unlock(&common->lock);
    return found;
}

static void answer_rows(struct root *root, const struct figure *figure,
                        struct table *table, struct answer *out)
{
    bool has_measure = !slice_equal_text(figure->measure, "*");
    struct column *measure = verify_column(table, figure->measure);
    struct gathering g = {.count = 0};
    enum selection selection =
        verify_select(root, table, figure->filter, &g.rows);

    out->measure = measure;
    if (selection == SELECTION_WITHHELD ||
        (has_measure && verify_column_is_withheld(table, figure->measure))) {
        answer_withheld(root, figure->resource, out);
        return;
    }
    if (selection == SELECTION_SYNTAX || selection == SELECTION_NO_COLUMN) {
        answer_none(root, out, "the table does not have what is asked by",
                    figure->filter);
        return;
    }
    if (has_measure && measure == NULL) {
        answer_none(root, out, "the table does not have the column",
                    figure->measure);
        return;
    }
    if (measure != NULL)
        gather(root, measure, &g);
    out->rows = (uint32_t)g.rows.count;
    if (measure != NULL && slice_equal_text(figure->operation, "codes"))
        answer_codes(root, measure, &g, out);
    else if (slice_equal_text(figure->operation, "count"))
        answer_count(&g, has_measure, out);
    else
        answer_values(figure, table, &g, out);
}

static bool is_leaf(struct slice operation)
{
    static const char *const names[] = {"value", "count",  "sum",
                                        "last",  "min",    "max",
                                        "mean",  "median", "codes"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(operation, names[i]))
            return true;
    return false;
}

static void answer_make(struct root *root, const struct figure *figure,
                        struct answer *out)
{
    struct table *table = map_get(&root->common->tables, figure->resource);

    if (table != NULL ? table->is_aggregate
                      : is_withheld(root, figure->resource)) {
        answer_withheld(root, figure->resource, out);
        return;
    }
    table = verify_table(root, figure->resource);
    if (table == NULL)
        answer_none(root, out,
                    "there is no published table, and none said to be "
                    "withheld, of the name",
                    figure->resource);
    else if (!is_leaf(figure->operation))
        answer_none(root, out, "there is no operation", figure->operation);
    else
        answer_rows(root, figure, table, out);
}

static const struct answer *answer_known(struct root *root,
                                         struct slice canonical)
{
    struct common *common = root->common;
    const struct answer *answer;

    (void)pthread_mutex_lock(&common->lock);
    answer = map_get(&common->answers, canonical);
    (void)pthread_mutex_unlock(&common->lock);
    return answer;
}

/* Another thread may have been quicker; both found the same. */
static const struct answer *answer_keep(struct root *root,
                                        struct slice canonical,
                                        const struct answer *made)
{
    struct common *common = root->common;
    struct answer *answer;

    (void)pthread_mutex_lock(&common->lock);
    answer = map_get(&common->answers, canonical);
    if (answer == NULL) {
        answer = ARENA_NEW(&common->arena, struct answer);
        *answer = *made;
        (void)map_put(&common->answers, arena_copy(&common->arena, canonical),
                      answer);
    }
    (void)pthread_mutex_unlock(&common->lock);
    return answer;
}

const struct answer *verify_leaf(struct root *root, const struct figure *figure)
{
    const struct answer *known = answer_known(root, figure->canonical);
    struct answer made = {.rows = 0};

    if (known != NULL)
        return known;
    answer_make(root, figure, &made);
    return answer_keep(root, figure->canonical, &made);
}

/* --- trees --- */

static bool is_quotient(struct slice operation)
{
    return slice_equal_text(operation, "ratio") ||
           slice_equal_text(operation, "share") ||
           slice_equal_text(operation, "change");
}

static bool compute(struct slice operation, struct amount a, struct amount b,
                    struct amount *out)
{
    if (slice_equal_text(operation, "add"))
        return amount_add(a, b, out);
    if (slice_equal_text(operation, "difference"))
        return amount_subtract(a, b, out);
    if (slice_equal_text(operation, "days"))
        return amount_subtract(b, a, out);
    if (slice_equal_text(operation, "product"))
        return amount_multiply(a, b, out);
    if (slice_equal_text(operation, "change") && !amount_subtract(a, b, &a))
        return false;
    return amount_divide(a, b, QUOTIENT_SCALE, out);
}

static bool is_tree(struct slice operation)
{
    return is_quotient(operation) || slice_equal_text(operation, "add") ||
           slice_equal_text(operation, "difference") ||
           slice_equal_text(operation, "days") ||
           slice_equal_text(operation, "product");
}

bool verify_tree(const struct figure *figure, struct answer *out)
{
    const struct figure *a = figure->a;
    const struct figure *b = figure->b;

    if (!is_tree(figure->operation))
        return false;
    *out = (struct answer){.rows = a->rows + b->rows};
    if (!a->is_present || !b->is_present)
        out->status = a->is_present ? b->status : a->status;
    else if (is_quotient(figure->operation) && amount_sign(b->value) == 0)
        out->status = SLICE("no-base");
    else if (compute(figure->operation, a->value, b->value, &out->value))
        out->status = SLICE("present");
    else
        out->status = SLICE("overflowed");
    return true;
}

static bool is_percentage(const struct figure *figure)
{
    while (slice_equal_text(figure->operation, "add") && figure->a != NULL)
        figure = figure->a;
    return slice_equal_text(figure->operation, "share") ||
           slice_equal_text(figure->operation, "change");
}

bool verify_is_ratio(const struct figure *figure)
{
    while (slice_equal_text(figure->operation, "difference") &&
           figure->a != NULL)
        figure = figure->a;
    return is_percentage(figure);
}
