/* What programs delivered, and the chain of results they are meant to have. */
#include "render/program_results.h"

#include "render/related.h"
#include "render/row.h"

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
    return code;
}

/* --- physical targets --- */

struct physical_view {
    struct page *page;
    const struct table *table;
    struct slice program;
    struct period from, to;               /* this year's rows */
    struct period from_before, to_before; /* the same part of last year */
    const struct money_reading *money;
    struct page_table *out;
};

/* The year up to its last row; `part` moved to the year before. */
static bool span_find(struct physical_view *v, const struct row_list *rows)
{
    struct period year = v->page->portal->period;

    v->to = (struct period){PERIOD_NONE, 0, 0, 0};
    for (size_t i = 0; i < rows->count; i++) {
        struct period period =
            row_period(v->table, row_at(v->table, rows, i), "period");

        if (period.kind != PERIOD_NONE && period_contains(year, period) &&
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

static const struct figure *physical_sum(const struct physical_view *v,
                                         const char *role, struct slice product,
                                         struct period from, struct period to)
{
    const struct column *column = table_role_column(v->table, role);
    struct slice filter;

    if (column == NULL)
        return NULL;
    filter = filter_add(v->page->arena, nothing,
                        table_role_column(v->table, "program")->name, "=",
                        v->program);
    filter =
        filter_add(v->page->arena, filter,
                   table_role_column(v->table, "product")->name, "=", product);
    return figure_leaf(&v->page->figures, FIGURE_SUM, v->table->name,
                       column->name,
                       filter_add_period(v->page->arena, filter, from, to));
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
    if (v->money->share != NULL)
        table_figure_column(v->out, "money_share",
                            page_text(page, N_("Money: share of the budget")),
                            nothing);
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

static void physical_row(struct physical_view *v, const struct row *row)
{
    struct page *page = v->page;
    struct slice product = row_text(v->table, row, "product");
    const struct figure *planned =
        physical_sum(v, "planned", product, v->from, v->to);
    const struct figure *delivered =
        physical_sum(v, "delivered", product, v->from, v->to);

    table_row(v->out);
    cell_code(v->out, product, product_label(page, product), nothing);
    cell_text(v->out, row_words(v->table, row, "unit", page->language));
    cell_figure(v->out, planned);
    cell_figure(v->out, delivered);
    cell_figure(v->out, tree_of(page, FIGURE_SHARE, delivered, planned));
    if (v->money->share != NULL)
        cell_figure(v->out, v->money->share);
    if (!has_before(v))
        return;
    planned = physical_sum(v, "planned", product, v->from_before, v->to_before);
    delivered =
        physical_sum(v, "delivered", product, v->from_before, v->to_before);
    cell_figure(v->out, delivered);
    cell_figure(v->out, tree_of(page, FIGURE_SHARE, delivered, planned));
}

/* The first row of each product. */
static void products_find(struct page *page, const struct table *table,
                          const struct row_list *rows,
                          struct row_list *products)
{
    struct code_list seen = {NULL, 0, 0};

    for (size_t i = 0; i < rows->count; i++) {
        size_t before = seen.count;

        code_add(page, &seen,
                 row_text(table, row_at(table, rows, i), "product"));
        if (seen.count > before)
            ARENA_PUSH(page->arena, products, rows->items[i]);
    }
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

static struct slice unit_cost(struct physical_view *v, const struct row *row,
                              const struct money_slice *money)
{
    struct page *page = v->page;
    struct slice product = row_text(v->table, row, "product");
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
        ARG_TEXT("unit", row_words(v->table, row, "unit", page->language)),
        ARG_FIGURE("cost", cost), ARG_FIGURE("before", before),
        ARG_TEXT("currency", v->money->executed->unit.code));
}

static void without_physical(struct page *page)
{
    view_null(page, page->view, "physical");
    view_null(page, page->view, "unit_cost");
}

void program_physical(struct page *page, const struct entity *entity)
{
    struct physical_view v = {
        .page = page,
        .table = portal_table(page->portal, ROLE_PHYSICAL, NULL),
        .program = entity->code,
        .money = &entity->reading};
    struct row_list products = {NULL, 0, 0};
    const struct row_list *rows;

    if (v.table == NULL) {
        without_physical(page);
        return;
    }
    rows = table_rows_by(v.table, "program", entity->code);
    if (!span_find(&v, rows)) {
        without_physical(page);
        return;
    }
    products_find(page, v.table, rows, &products);
    v.out = table_begin(page, "physical",
                        page_text(page, N_("What was planned and delivered")));
    physical_heads(&v);
    for (size_t i = 0; i < products.count; i++)
        physical_row(&v, row_at(v.table, &products, i));
    table_end(v.out, page->view, "physical");
    view_markup(
        page, page->view, "unit_cost",
        products.count == 1
            ? unit_cost(&v, row_at(v.table, &products, 0), &entity->money)
            : nothing);
}

/* --- results chain --- */

#define CHAIN_DEPTH 8

static void chain_indicator(struct page *page, struct value *list,
                            struct slice code)
{
    struct value *item = view_object(page);

    view_text(page, item, "label", page_label(page, ROLE_INDICATORS, code));
    view_link(page, item, "link", link_entity(page, "indicators", code));
    view_add(page, list, item);
}

static void chain_row(struct page *page, const struct table *chain,
                      const struct row *row, struct value *list)
{
    struct value *item = view_object(page);
    struct value *indicators = value_list_new(page->arena);
    struct code_list codes = {NULL, 0, 0};

    view_text(page, item, "level",
              portal_label(page->portal, "level", row_text(chain, row, "level"),
                           page->language));
    view_text(page, item, "label",
              row_words(chain, row, "label", page->language));
    view_text(page, item, "text",
              row_words(chain, row, "description", page->language));
    row_codes(page, chain, row, "indicators", &codes);
    for (size_t i = 0; i < codes.count; i++)
        chain_indicator(page, indicators, codes.items[i]);
    view_list_or_null(page, item, "indicators", indicators);
    view_text(page, item, "verification",
              row_words(chain, row, "verification", page->language));
    view_text(page, item, "assumptions",
              row_words(chain, row, "assumptions", page->language));
    view_add(page, list, item);
}

static void chain_below(struct page *page, const struct table *chain,
                        const struct row *row, struct value *list,
                        unsigned depth)
{
    const struct row_list *rows =
        table_rows_by(chain, "parent", row_text(chain, row, "code"));

    chain_row(page, chain, row, list);
    for (size_t i = 0; i < rows->count && depth < CHAIN_DEPTH; i++)
        chain_below(page, chain, row_at(chain, rows, i), list, depth + 1);
}

bool program_chain(struct page *page, struct slice code)
{
    const struct table *chain = portal_table(page->portal, ROLE_CHAIN, NULL);
    struct value *list = value_list_new(page->arena);
    const struct row_list *rows =
        chain == NULL ? NULL : table_rows_by(chain, "program", code);

    for (size_t i = 0; rows != NULL && i < rows->count; i++) {
        const struct row *row = row_at(chain, rows, i);

        if (row_text(chain, row, "parent").len == 0)
            chain_below(page, chain, row, list, 0);
    }
    view_list_or_null(page, page->view, "logframe", list);
    view_link(page, page->view, "chain_link",
              chain == NULL ? nothing : link_entity(page, "data", chain->name));
    return list->list.count > 0;
}

void program_chain_indicators(struct page *page, struct slice code,
                              struct row_list *rows)
{
    const struct table *chain = portal_table(page->portal, ROLE_CHAIN, NULL);
    const struct table *indicators =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct code_list codes = {NULL, 0, 0};
    const struct row_list *list;

    if (chain == NULL)
        return;
    list = table_rows_by(chain, "program", code);
    for (size_t i = 0; i < list->count; i++)
        row_codes(page, chain, row_at(chain, list, i), "indicators", &codes);
    for (size_t i = 0; i < codes.count; i++)
        related_row(page, indicators, codes.items[i], rows);
}
