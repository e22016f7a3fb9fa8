#include "figure/ask.h"

#include "figure/internal.h"

/* Decimals kept of a quotient, and printed of a percentage. */
#define QUOTIENT_SCALE 12
#define PERCENT_DECIMALS 1

void figures_init(struct figures *figures, const struct portal *portal,
                  struct arena *arena, struct diagnostics *diagnostics)
{
    *figures = (struct figures){
        .portal = portal, .arena = arena, .diagnostics = diagnostics};
    map_init(&figures->by_canonical, arena);
}

struct slice nearest_column(struct arena *arena, const struct table *table,
                            struct slice name)
{
    struct map names;

    map_init(&names, arena);
    for (size_t i = 0; i < table->columns.count; i++)
        (void)map_put(&names, table->columns.items[i].name, &names);
    return map_nearest_name(&names, name);
}

/* A new figure for a canonical text that was not asked for yet. */
static struct figure *figure_new(struct figures *figures,
                                 enum figure_operation operation,
                                 struct slice canonical)
{
    struct figure *figure = ARENA_NEW(figures->arena, struct figure);

    figure->operation = operation;
    figure->canonical = canonical;
    digest_short(canonical, figure->id);
    (void)map_put(&figures->by_canonical, canonical, figure);
    ARENA_PUSH(figures->arena, figures, (const struct figure *)figure);
    return figure;
}

static void flags_of_table(struct figure *figure, const struct table *table)
{
    figure->illustrative = table->status == TABLE_ILLUSTRATIVE;
    figure->disputed = table->status == TABLE_DISPUTED;
    figure->provisional = table->status == TABLE_PROVISIONAL;
    figure->withheld = table->publish == PUBLISH_NONE;
}

static void leaf_answer(struct figures *figures, struct figure *figure,
                        const struct filter *filter)
{
    struct question question = {figures, NULL, filter, figure->filter, figure};

    question.table = portal_table_named(figures->portal, figure->resource);
    if (question.table == NULL) {
        figure->status = FIGURE_NO_ROWS;
        figure_fault(&question, DIAG_FIGURE_RESOURCE, figure->resource,
                     map_nearest_name(&figures->portal->tables_by_name,
                                      figure->resource));
        return;
    }
    flags_of_table(figure, question.table);
    if (table_is_fact(question.table))
        answer_from_cube(&question);
    else
        answer_from_rows(&question);
}

static struct slice leaf_text(struct figures *figures,
                              enum figure_operation operation,
                              struct slice resource, struct slice measure,
                              struct slice filter)
{
    return ARENA_CONCAT(
        figures->arena, slice_of(figure_operation_name(operation)), SLICE("("),
        resource, SLICE(","), measure, SLICE(","), filter, SLICE(")"));
}

/* A leaf that was not asked for yet. */
static const struct figure *leaf_new(struct figures *figures,
                                     const struct figure *asked,
                                     const struct filter *filter,
                                     struct slice fault)
{
    struct figure *figure =
        figure_new(figures, asked->operation, asked->canonical);

    figure->resource = arena_copy(figures->arena, asked->resource);
    figure->measure = arena_copy(figures->arena, asked->measure);
    figure->filter = asked->filter;
    if (fault.ptr == NULL) {
        leaf_answer(figures, figure, filter);
        return figure;
    }
    figure->status = FIGURE_NO_ROWS;
    figure->faulted = true;
    diag_add(figures->diagnostics, DIAG_FIGURE_FILTER, figures->place, fault,
             asked->resource, SLICE("column=code or period=2017"));
    return figure;
}

const struct figure *figure_leaf(struct figures *figures,
                                 enum figure_operation operation,
                                 struct slice resource, struct slice measure,
                                 struct slice filter_text)
{
    struct figure asked = {.operation = operation, .resource = resource};
    struct filter filter;
    struct slice fault = {NULL, 0};
    const struct figure *known;

    asked.measure = column_published(figures->arena, measure);
    /* Pages write their filters in the canonical form and ask many times. */
    asked.canonical =
        leaf_text(figures, operation, resource, asked.measure, filter_text);
    known = map_get(&figures->by_canonical, asked.canonical);
    if (known != NULL)
        return known;
    /* What is no filter must not pass for the part of it that is one. */
    asked.filter = filter_text;
    if (filter_parse(figures->arena, filter_text, &filter, &fault)) {
        asked.filter = filter_canonical(figures->arena, &filter);
        if (!slice_equal(asked.filter, filter_text)) {
            asked.canonical = leaf_text(figures, operation, resource,
                                        asked.measure, asked.filter);
            known = map_get(&figures->by_canonical, asked.canonical);
        }
    }
    return known != NULL ? known : leaf_new(figures, &asked, &filter, fault);
}

/* --- trees --- */

static bool compute(struct figure *figure, struct amount a, struct amount b)
{
    struct amount part;

    switch (figure->operation) {
    case FIGURE_ADD:
        return amount_add(a, b, &figure->value);
    case FIGURE_DIFFERENCE:
        return amount_subtract(a, b, &figure->value);
    case FIGURE_DAYS:
        return amount_subtract(b, a, &figure->value);
    case FIGURE_PRODUCT:
        return amount_multiply(a, b, &figure->value);
    case FIGURE_RATIO:
    case FIGURE_SHARE:
        return amount_divide(a, b, QUOTIENT_SCALE, &figure->value);
    case FIGURE_CHANGE:
        return amount_subtract(a, b, &part) &&
               amount_divide(part, b, QUOTIENT_SCALE, &figure->value);
    case FIGURE_VALUE:
    case FIGURE_COUNT:
    case FIGURE_SUM:
    case FIGURE_LAST:
    case FIGURE_MIN:
    case FIGURE_MAX:
    case FIGURE_MEAN:
    case FIGURE_MEDIAN:
    case FIGURE_CODES:
    case FIGURE_CONSTANT:
        break;
    }
    BUG("not a tree");
}

static bool is_quotient(enum figure_operation operation)
{
    return operation == FIGURE_RATIO || operation == FIGURE_SHARE ||
           operation == FIGURE_CHANGE;
}

/* A sum of money times a rate is money, whichever comes first. */
static struct figure_unit product_unit(const struct figure *a,
                                       const struct figure *b)
{
    bool a_is_rate = a->unit.code.len == 0 || figure_is_percentage(a);
    bool b_is_rate = b->unit.code.len == 0 || figure_is_percentage(b);

    if (figure_is_percentage(a) && b_is_rate)
        return (struct figure_unit){.decimals = 2};
    return a_is_rate ? b->unit : a->unit;
}

static void tree_unit(struct figure *figure, const struct figure *a,
                      const struct figure *b)
{
    if (figure->operation == FIGURE_SHARE ||
        figure->operation == FIGURE_CHANGE) {
        figure->unit = (struct figure_unit){.code = SLICE_INIT("%"),
                                            .decimals = PERCENT_DECIMALS};
    } else if (figure->operation == FIGURE_RATIO) {
        figure->unit = (struct figure_unit){.decimals = 2};
    } else if (figure->operation == FIGURE_DAYS) {
        figure->unit = (struct figure_unit){.code = SLICE_INIT("days")};
    } else if (figure->operation == FIGURE_PRODUCT) {
        figure->unit = product_unit(a, b);
    } else {
        figure->unit = a->unit.code.len == 0 ? b->unit : a->unit;
        if (a->unit.decimals > figure->unit.decimals)
            figure->unit.decimals = a->unit.decimals;
        if (figure_is_points(figure))
            figure->unit.code = SLICE("percentage points");
    }
}

static bool is_date(const struct figure *figure)
{
    return slice_equal_text(figure->unit.code, "date");
}

/* Kept as a ratio: 25 % is 0.25, where a source's own percentages are 25. */
static bool is_ratio(const struct figure *figure)
{
    return figure_is_percentage(figure) || figure_is_points(figure);
}

/*
 * Sums and shares need the same unit on both sides; a plain number (a constant,
 * a count) goes with any but money and percentages, and a constant with money.
 */
static bool units_fit(const struct figure *figure, const struct figure *a,
                      const struct figure *b)
{
    bool with_plain = a->unit.code.len == 0 || b->unit.code.len == 0;
    bool with_constant =
        a->operation == FIGURE_CONSTANT || b->operation == FIGURE_CONSTANT;

    if (figure->operation == FIGURE_DAYS)
        return is_date(a) && is_date(b);
    if (is_date(a) || is_date(b))
        return false;
    if (figure->operation == FIGURE_PRODUCT ||
        figure->operation == FIGURE_RATIO || with_constant)
        return true;
    if (a->unit.multiplier != b->unit.multiplier ||
        a->unit.is_money != b->unit.is_money || is_ratio(a) != is_ratio(b))
        return false;
    return slice_equal(a->unit.code, b->unit.code) || with_plain;
}

static bool units_agree(struct figures *figures, const struct figure *figure,
                        const struct figure *a, const struct figure *b)
{
    if (units_fit(figure, a, b))
        return true;
    diag_add(figures->diagnostics, DIAG_FIGURE_UNITS, figures->place,
             a->canonical, b->canonical,
             slice_of(figure_operation_name(figure->operation)));
    return false;
}

static void tree_answer(struct figures *figures, struct figure *figure,
                        const struct figure *a, const struct figure *b)
{
    figure->rows = a->rows + b->rows;
    figure->illustrative = a->illustrative || b->illustrative;
    figure->disputed = a->disputed || b->disputed;
    figure->provisional = a->provisional || b->provisional;
    figure->withheld = a->withheld || b->withheld;
    tree_unit(figure, a, b);
    if (a->status != FIGURE_PRESENT || b->status != FIGURE_PRESENT) {
        figure->status = a->status != FIGURE_PRESENT ? a->status : b->status;
    } else if (!units_agree(figures, figure, a, b)) {
        figure->status = FIGURE_NO_ROWS;
        figure->faulted = true;
    } else if (is_quotient(figure->operation) && amount_sign(b->value) == 0) {
        figure->status = FIGURE_NO_BASE;
    } else if (!compute(figure, a->value, b->value)) {
        figure->status = FIGURE_OVERFLOWED;
        figure->faulted = true;
        diag_add(figures->diagnostics, DIAG_OVERFLOW, figures->place,
                 figure->canonical);
    }
}

const struct figure *figure_tree(struct figures *figures,
                                 enum figure_operation operation,
                                 const struct figure *a, const struct figure *b)
{
    struct slice canonical = ARENA_CONCAT(
        figures->arena, slice_of(figure_operation_name(operation)), SLICE("("),
        slice_of(a->id), SLICE(","), slice_of(b->id), SLICE(")"));
    struct figure *figure = map_get(&figures->by_canonical, canonical);

    if (figure != NULL)
        return figure;
    figure = figure_new(figures, operation, canonical);
    figure->operands[0] = a;
    figure->operands[1] = b;
    figure->operand_count = 2;
    tree_answer(figures, figure, a, b);
    return figure;
}

const struct figure *figure_constant(struct figures *figures, struct slice key)
{
    const struct amount *value = map_get(&figures->portal->constants, key);
    struct slice canonical = arena_format(
        figures->arena, "constant(" SLICE_FORMAT ")", SLICE_ARGS(key));
    struct figure *figure = map_get(&figures->by_canonical, canonical);

    if (figure != NULL)
        return figure;
    figure = figure_new(figures, FIGURE_CONSTANT, canonical);
    figure->measure = arena_copy(figures->arena, key);
    if (value == NULL) {
        figure->status = FIGURE_NO_ROWS;
        figure->faulted = true;
        diag_add(figures->diagnostics, DIAG_CONSTANT_UNKNOWN, figures->place,
                 key, map_nearest_name(&figures->portal->constants, key));
        return figure;
    }
    figure->value = *value;
    figure->unit.decimals = value->scale;
    return figure;
}
