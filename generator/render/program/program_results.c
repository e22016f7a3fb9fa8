/* What programs delivered, against what was planned and what was spent. */
#include "render/program/program_parts.h"
#include "render/row.h"

/* "results|central": what a source puts in two is called by both. */
static struct slice categories_joined(const struct page *page,
                                      struct slice rest)
{
    struct buf out = BUF_INIT;

    while (rest.len > 0) {
        struct slice code = slice_trim(slice_next(&rest, '|'));

        buf_add_text(&out, out.len > 0 ? " + " : "");
        buf_add_slice(&out, program_category(page, code));
    }
    return arena_take(page->arena, &out);
}

/* The vocabulary of categories; a portal may have words of its own. */
struct slice program_category(const struct page *page, struct slice code)
{
    struct slice own =
        portal_label(page->portal, "category", code, page->language);

    if (!slice_equal(own, code))
        return own;
    if (slice_equal_text(code, "results"))
        return page_text(page, N_("Results program"));
    if (slice_equal_text(code, "central"))
        return page_text(page, N_("Central action"));
    if (slice_equal_text(code, "non-product"))
        return page_text(page, N_("Spending that delivers no product"));
    if (slice_find(code, '|') < code.len)
        return categories_joined(page, code);
    return code;
}

const struct row *program_derived(const struct page *page, struct slice code,
                                  const struct table **table)
{
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-programs"));
    const struct row_list *rows =
        derived == NULL ? NULL : table_rows_by(derived, "program", code);

    *table = derived;
    return rows == NULL || rows->count == 0 ? NULL : row_at(derived, rows, 0);
}

struct slice program_category_said(struct page *page, const struct table *table,
                                   const struct row *row)
{
    struct slice own = row_text(table, row, "category");
    const struct table *derived;
    const struct row *found =
        program_derived(page, row_text(table, row, "code"), &derived);
    struct slice category =
        found == NULL ? nothing : row_text(derived, found, "category");

    if (own.len > 0 || category.len == 0 ||
        slice_equal_text(category, "none") ||
        slice_equal_text(category, "several"))
        return program_category(page, own);
    return slice_equal_text(row_text(derived, found, "rule"), "lines")
               ? PLAIN(page, N_("{category}, by its lines of the budget"),
                       ARG_TEXT("category", program_category(page, category)))
               : PLAIN(page, N_("{category}, as the program above it"),
                       ARG_TEXT("category", program_category(page, category)));
}

/* --- physical targets --- */

struct physical_view {
    struct page *page;
    struct slice program;
    struct found_rows rows;               /* of the program, of all tables */
    struct period from, to;               /* this year's rows */
    struct period from_before, to_before; /* the same part of last year */
    const struct money_reading *money;
    struct slice currency;
    struct page_table *out;
};

/* What an activity takes stands with the costs. */
static bool is_activity(const struct page *page, struct slice code)
{
    const struct table *chain;
    const struct row *row = portal_find(page->portal, ROLE_CHAIN, code, &chain);

    return row != NULL &&
           slice_equal_text(row_text(chain, row, "level"), "activity");
}

/* Targets of quarters to come are there before anything is delivered. */
static bool is_past(const struct physical_view *v, const struct found_row *at,
                    struct period period)
{
    return row_cell(at->table, at->row, "delivered")->state == CELL_PRESENT ||
           date_compare(period_last_day(period), v->page->portal->cut_off) <= 0;
}

static struct slice product_at(const struct found_row *at)
{
    return row_text(at->table, at->row, "product");
}

/* The year up to its last row that is past; the same of the year before. */
static bool span_find(struct physical_view *v)
{
    struct period year = v->page->portal->period;

    v->to = (struct period){PERIOD_NONE, 0, 0, 0};
    for (size_t i = 0; i < v->rows.count; i++) {
        const struct found_row *at = &v->rows.items[i];
        struct period period = row_period(at->table, at->row, "period");

        if (period.kind != PERIOD_NONE && period_contains(year, period) &&
            !is_activity(v->page, product_at(at)) && is_past(v, at, period) &&
            (v->to.kind == PERIOD_NONE || period_compare(period, v->to) > 0))
            v->to = period;
    }
    if (v->to.kind == PERIOD_NONE)
        return false;
    v->from = v->to;
    v->from.index = v->to.kind == PERIOD_YEAR ? 0 : 1;
    v->from.day = v->to.kind == PERIOD_DAY ? 1 : 0;
    v->from_before = v->from;
    v->to_before = v->to;
    v->from_before.year = v->page->portal->compare.year;
    v->to_before.year = v->page->portal->compare.year;
    return true;
}

static bool has_before(const struct physical_view *v)
{
    return v->page->portal->compare.kind == PERIOD_YEAR;
}

static const struct figure *sum_in(const struct physical_view *v,
                                   const struct table *table, const char *role,
                                   struct slice product, struct period from,
                                   struct period to)
{
    const struct column *column = table_role_column(table, role);
    struct slice filter;

    if (column == NULL)
        return NULL;
    filter =
        filter_add(v->page->arena, nothing,
                   table_role_column(table, "program")->name, "=", v->program);
    filter =
        filter_add(v->page->arena, filter,
                   table_role_column(table, "product")->name, "=", product);
    return figure_leaf(&v->page->figures, FIGURE_SUM, table->name, column->name,
                       filter_add_period(v->page->arena, filter, from, to));
}

static bool has_product(const struct table *table, struct slice product)
{
    return table_rows_by(table, "product", product)->count > 0;
}

/* Over all tables: one may tell what was planned, another what came. */
static const struct figure *physical_sum(const struct physical_view *v,
                                         const char *role, struct slice product,
                                         struct period from, struct period to)
{
    const struct portal *portal = v->page->portal;
    const struct figure *sum = NULL;

    for (const struct table *t = portal_table(portal, ROLE_PHYSICAL, NULL);
         t != NULL; t = portal_table(portal, ROLE_PHYSICAL, t)) {
        const struct figure *one = has_product(t, product)
                                       ? sum_in(v, t, role, product, from, to)
                                       : NULL;

        if (one == NULL || (sum != NULL && one->rows == 0))
            continue;
        sum = sum == NULL || sum->rows == 0
                  ? one
                  : tree_of(v->page, FIGURE_ADD, sum, one);
    }
    return sum;
}

/* "2017", or "to the third quarter of 2017" where the year is not over. */
static struct slice to_label(struct page *page, struct period to)
{
    if (to.kind == PERIOD_YEAR)
        return page_period(page, to);
    return PLAIN(page, N_("to {period}"),
                 ARG_TEXT("period", page_period(page, to)));
}

static struct slice head_of(struct page *page, const char *msgid,
                            struct period to)
{
    return PLAIN(page, msgid, ARG_TEXT("span", to_label(page, to)));
}

static void physical_heads(struct physical_view *v)
{
    struct page *page = v->page;

    table_text_column(v->out, "product", page_text(page, N_("Product")));
    table_text_column(v->out, "unit", page_text(page, N_("Unit")));
    table_figure_column(v->out, "planned",
                        head_of(page, N_("Planned {span}"), v->to), nothing);
    table_figure_column(v->out, "delivered",
                        head_of(page, N_("Delivered {span}"), v->to), nothing);
    table_figure_column(v->out, "share",
                        page_text(page, N_("Delivered of what was planned")),
                        nothing);
    table_figure_column(v->out, "target_year",
                        page_text(page, N_("Target of the whole year")),
                        nothing);
    table_figure_column(v->out, "share_year",
                        page_text(page, N_("Delivered of the year's target")),
                        nothing);
    table_figure_column(v->out, "money_share",
                        page_text(page, N_("Money: share of the budget")),
                        nothing);
    table_figure_column(v->out, "gap",
                        page_text(page, N_("Money less delivery, in points")),
                        nothing);
    table_figure_column(v->out, "cost", page_text(page, N_("Cost of one unit")),
                        v->currency);
    if (!has_before(v))
        return;
    table_figure_column(v->out, "delivered_before",
                        head_of(page, N_("Delivered {span}"), v->to_before),
                        nothing);
    table_figure_column(v->out, "share_before",
                        head_of(page,
                                N_("Delivered of what was planned, {span}"),
                                v->to_before),
                        nothing);
}

static struct slice product_label(struct page *page, struct slice product)
{
    return page_label(page, ROLE_CHAIN, product);
}

static void cell_when_told(struct physical_view *v, const struct figure *figure)
{
    cell_figure(v->out, is_told(figure) ? figure : NULL);
}

/* What derived-products has of the product in the year. */
static void derived_cells(struct physical_view *v, struct slice product)
{
    struct page *page = v->page;
    struct period year = page->portal->period;
    const struct figure *delivered =
        product_share(page, product, year, "delivered", "planned_year");
    const struct figure *money =
        product_share(page, product, year, "executed", "budget");

    cell_when_told(v, product_figure(page, product, year, "planned_year"));
    cell_when_told(v, delivered);
    cell_when_told(v, money);
    cell_figure(v->out, is_told(delivered) && is_told(money)
                            ? tree_of(page, FIGURE_DIFFERENCE, money, delivered)
                            : NULL);
    cell_when_told(v, product_figure(page, product, year, "cost"));
}

static void physical_row(struct physical_view *v, const struct found_row *at)
{
    struct page *page = v->page;
    struct slice product = product_at(at);
    const struct figure *planned =
        physical_sum(v, "planned", product, v->from, v->to);
    const struct figure *delivered =
        physical_sum(v, "delivered", product, v->from, v->to);

    table_row(v->out);
    cell_code(v->out, product, product_label(page, product), nothing);
    cell_text(v->out, row_words(at->table, at->row, "unit", page->language));
    cell_figure(v->out, planned);
    cell_figure(v->out, delivered);
    cell_figure(v->out, tree_of(page, FIGURE_SHARE, delivered, planned));
    derived_cells(v, product);
    if (!has_before(v))
        return;
    planned = physical_sum(v, "planned", product, v->from_before, v->to_before);
    delivered =
        physical_sum(v, "delivered", product, v->from_before, v->to_before);
    cell_figure(v->out, delivered);
    cell_figure(v->out, tree_of(page, FIGURE_SHARE, delivered, planned));
}

/* The first row of each product. */
static struct found_rows products_find(struct page *page,
                                       const struct found_rows *rows)
{
    struct found_rows products = {NULL, 0, 0};
    struct code_list seen = {NULL, 0, 0};

    for (size_t i = 0; i < rows->count; i++) {
        size_t before = seen.count;
        struct slice code = product_at(&rows->items[i]);

        if (is_activity(page, code))
            continue;
        code_add(page, &seen, code);
        if (seen.count > before)
            ARENA_PUSH(page->arena, &products, rows->items[i]);
    }
    return products;
}

/*
 * What one unit cost, where the program has one product only: with several,
 * nobody knows whose the money is. Amounts are asked in units of the currency.
 */
static const struct figure *cost_of(struct physical_view *v,
                                    const struct figure *money,
                                    struct slice product, struct period from,
                                    struct period to)
{
    const struct figure *delivered =
        physical_sum(v, "delivered", product, from, to);

    if (money == NULL || money->unit.multiplier != 0 || delivered == NULL ||
        delivered->status != FIGURE_PRESENT)
        return NULL;
    return figure_tree(&v->page->figures, FIGURE_RATIO, money, delivered);
}

static struct slice unit_cost(struct physical_view *v,
                              const struct found_row *at,
                              const struct money_slice *money)
{
    struct page *page = v->page;
    struct slice product = product_at(at);
    const struct figure *cost =
        cost_of(v, v->money->executed, product, v->from, v->to);
    const struct figure *before = NULL;

    if (cost == NULL)
        return nothing;
    if (has_before(v))
        before = cost_of(
            v,
            money_figure_before(page, money->facts,
                                execution_stage(page->portal, money->side),
                                money->filter, money->year, money->before),
            product, v->from_before, v->to_before);
    return SENTENCE(
        page,
        before != NULL
            ? N_("All the money of the program, divided by what was delivered "
                 "({unit}): {cost} {currency} each; a year before, {before}.")
            : N_("All the money of the program, divided by what was delivered "
                 "({unit}): {cost} {currency} each."),
        ARG_TEXT("unit", row_words(at->table, at->row, "unit", page->language)),
        ARG_FIGURE("cost", cost), ARG_FIGURE("before", before),
        ARG_TEXT("currency", v->money->executed->unit.code));
}

/* --- money beside delivery --- */

const struct figure *product_figure(struct page *page, struct slice product,
                                    struct period year, const char *column)
{
    return figure_leaf(
        &page->figures, FIGURE_VALUE, SLICE("derived-products"),
        slice_of(column),
        filter_add_period(page->arena,
                          with_term(page, nothing, "product", "=", product),
                          year, year));
}

const struct figure *product_share(struct page *page, struct slice product,
                                   struct period year, const char *part,
                                   const char *base)
{
    const struct figure *whole = product_figure(page, product, year, base);

    if (!is_told(whole))
        return whole;
    return tree_of(page, FIGURE_SHARE,
                   product_figure(page, product, year, part), whole);
}

static const struct figure *delivered_share(struct page *page,
                                            struct slice product)
{
    return product_share(page, product, page->portal->period, "delivered",
                         "planned_year");
}

static const struct figure *money_share(struct page *page, struct slice product)
{
    return product_share(page, product, page->portal->period, "executed",
                         "budget");
}

void program_products(struct page *page, struct slice program,
                      struct code_list *products)
{
    struct found_rows rows = portal_rows_by(page->portal, page->arena,
                                            ROLE_PHYSICAL, "program", program);

    if (!page_has_table(page, "derived-products"))
        return;
    rows = products_find(page, &rows);
    for (size_t i = 0; i < rows.count; i++)
        code_add(page, products, product_at(&rows.items[i]));
}

static bool is_gap(const struct page *page, struct slice product)
{
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-products"));
    const struct row_list *rows = table_rows_by(table, "product", product);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);

        if (period_compare(row_period(table, row, "period"),
                           page->portal->period) == 0)
            return slice_equal_text(row_text(table, row, "gap"), "yes");
    }
    return false;
}

static void gap_add(struct page *page, struct slice product, struct value *list)
{
    struct value *item = view_object(page);

    view_markup(
        page, item, "words",
        SENTENCE(page,
                 N_("{product}: {money} of the year's money was executed, and "
                    "{delivered} of the year's target delivered."),
                 ARG_TEXT("product", product_label(page, product)),
                 ARG_FIGURE("money", money_share(page, product)),
                 ARG_FIGURE("delivered", delivered_share(page, product))));
    view_add(page, list, item);
}

/* Products of which money ran ahead, by the rule of derived-products. */
static void gaps(struct page *page, const struct code_list *products)
{
    struct value *list = value_list_new(page->arena);

    for (size_t i = 0; i < products->count; i++)
        if (is_gap(page, products->items[i]))
            gap_add(page, products->items[i], list);
    view_list_or_null(page, page->view, "gaps", list);
    view_markup(
        page, page->view, "gap_rule",
        list->list.count == 0
            ? nothing
            : SENTENCE(page,
                       N_("The rule: more than {money} % of the money and "
                          "less than {delivered} % of the target."),
                       ARG_FIGURE("money", figure_constant(&page->figures,
                                                           SLICE("gap_money"))),
                       ARG_FIGURE("delivered",
                                  figure_constant(&page->figures,
                                                  SLICE("gap_physical")))));
}

#define PAIRS_MAX 20

/* Delivery and money of each product, on one scale. */
static void pairs_chart(struct page *page, const struct code_list *products)
{
    struct chart_dots_row rows[PAIRS_MAX];
    struct period year = page->portal->period;
    struct chart_frame frame;
    struct buf out = BUF_INIT;
    size_t count = 0;

    for (size_t i = 0; i < products->count && count < PAIRS_MAX; i++) {
        const struct figure *delivered =
            delivered_share(page, products->items[i]);
        const struct figure *money = money_share(page, products->items[i]);

        if (is_told(delivered) && is_told(money))
            rows[count++] = (struct chart_dots_row){
                product_label(page, products->items[i]),
                logframe_anchor(page, products->items[i], true), delivered,
                money};
    }
    if (count == 0) {
        view_null(page, page->view, "chart_pairs");
        return;
    }
    frame = page_frame(
        page, "pairs",
        PLAIN(page,
              N_("Share of the year's target and of the year's money, "
                 "{year}"),
              ARG_TEXT("year", page_period(page, year))),
        PLAIN(page,
              N_("{product}: {delivered} of the target was delivered, and "
                 "{money} of the money was executed."),
              ARG_TEXT("product", rows[0].label),
              ARG_FIGURE("delivered", rows[0].before),
              ARG_FIGURE("money", rows[0].after)),
        portal_table(page->portal, ROLE_PHYSICAL, NULL));
    frame.label_head = page_text(page, N_("Product"));
    chart_dots(&out, &frame, page_text(page, N_("Delivered of the target")),
               page_text(page, N_("Money executed")), rows, count, NULL,
               nothing);
    view_chart(page, page->view, "chart_pairs", &out);
}

static void without_physical(struct page *page)
{
    static const char *const names[] = {"physical", "unit_cost", "gaps",
                                        "gap_rule", "chart_pairs"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        view_null(page, page->view, names[i]);
}

static struct slice currency_of(const struct entity *entity)
{
    const struct figure *figure = entity->reading.executed;

    return figure == NULL ? nothing : figure->unit.code;
}

void program_physical(struct page *page, const struct entity *entity)
{
    struct physical_view v = {.page = page,
                              .program = entity->code,
                              .rows = portal_rows_by(page->portal, page->arena,
                                                     ROLE_PHYSICAL, "program",
                                                     entity->code),
                              .money = &entity->reading,
                              .currency = currency_of(entity)};
    struct found_rows products;
    struct code_list codes = {NULL, 0, 0};

    if (!span_find(&v)) {
        without_physical(page);
        return;
    }
    products = products_find(page, &v.rows);
    v.out = table_begin(page, "physical",
                        page_text(page, N_("What was planned and delivered")));
    physical_heads(&v);
    for (size_t i = 0; i < products.count; i++)
        physical_row(&v, &products.items[i]);
    table_end(v.out, page->view, "physical");
    view_markup(page, page->view, "unit_cost",
                products.count == 1
                    ? unit_cost(&v, &products.items[0], &entity->money)
                    : nothing);
    program_products(page, entity->code, &codes);
    gaps(page, &codes);
    pairs_chart(page, &codes);
}
