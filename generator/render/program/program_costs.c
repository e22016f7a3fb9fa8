/* What a product costs: its activities, and what they take. */
#include "render/program/program_parts.h"
#include "render/row.h"

struct costs_view {
    struct page *page;
    struct period year;
    struct page_table *out;
};

static const struct figure *node_cost(const struct costs_view *v,
                                      struct slice node, const char *column)
{
    struct slice filter = with_term(v->page, nothing, "node", "=", node);

    return figure_leaf(
        &v->page->figures, FIGURE_VALUE, SLICE("derived-costs"),
        slice_of(column),
        filter_add_period(v->page->arena, filter, v->year, v->year));
}

static const struct figure *when_told(const struct figure *figure)
{
    return is_told(figure) ? figure : NULL;
}

static void node_row(const struct costs_view *v, const struct table *chain,
                     const struct row *row, unsigned depth)
{
    struct slice code = row_text(chain, row, "code");

    table_row_depth(v->out, depth);
    cell_code(v->out, code, row_words(chain, row, "label", v->page->language),
              nothing);
    cell_text(v->out, page_level(v->page, row_text(chain, row, "level")));
    for (int i = 0; i < 2; i++)
        cell_figure(v->out, NULL);
    cell_figure(v->out, when_told(node_cost(v, code, "stated")));
    cell_figure(v->out, when_told(node_cost(v, code, "computed")));
    cell_figure(v->out, when_told(node_cost(v, code, "difference")));
}

static void input_row(const struct costs_view *v, const struct table *inputs,
                      const struct row *row)
{
    const struct figure *quantity = row_value(v->page, inputs, row, "quantity");
    const struct figure *unit = row_value(v->page, inputs, row, "unit-cost");

    table_row_depth(v->out, 2);
    cell_text(v->out, row_words(inputs, row, "label", v->page->language));
    cell_text(v->out, row_words(inputs, row, "unit", v->page->language));
    cell_figure(v->out, quantity);
    cell_figure(v->out, unit);
    cell_figure(v->out, row_value(v->page, inputs, row, "cost"));
    cell_figure(v->out, tree_of(v->page, FIGURE_PRODUCT, quantity, unit));
    cell_figure(v->out, NULL);
}

static void inputs_rows(const struct costs_view *v, struct slice activity)
{
    const struct portal *portal = v->page->portal;

    for (const struct table *t = portal_table(portal, ROLE_INPUTS, NULL);
         t != NULL; t = portal_table(portal, ROLE_INPUTS, t)) {
        const struct row_list *rows = table_rows_by(t, "activity", activity);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);

            if (period_contains(v->year, row_period(t, row, "period")))
                input_row(v, t, row);
        }
    }
}

static bool has_costs(const struct costs_view *v, struct slice code)
{
    return node_cost(v, code, "computed")->status == FIGURE_PRESENT;
}

/* Activities of a product, of every table of the chain. */
static void activities_rows(const struct costs_view *v, struct slice product)
{
    const struct portal *portal = v->page->portal;

    for (const struct table *t = portal_table(portal, ROLE_CHAIN, NULL);
         t != NULL; t = portal_table(portal, ROLE_CHAIN, t)) {
        const struct row_list *rows = table_rows_by(t, "parent", product);

        for (size_t i = 0; i < rows->count; i++) {
            node_row(v, t, row_at(t, rows, i), 1);
            inputs_rows(v, row_text(t, row_at(t, rows, i), "code"));
        }
    }
}

static bool is_costed(const struct costs_view *v, struct slice product)
{
    struct code_list parts = {NULL, 0, 0};
    bool is_any = has_costs(v, product);

    related_codes(v->page, ROLE_CHAIN, "parent", product, "code", &parts);
    for (size_t i = 0; i < parts.count && !is_any; i++)
        is_any = has_costs(v, parts.items[i]);
    return is_any;
}

static void heads(const struct costs_view *v)
{
    struct page *page = v->page;

    table_text_column(v->out, "code", page_text(page, N_("What")));
    table_text_column(v->out, "unit", page_text(page, N_("Level or unit")));
    table_figure_column(v->out, "quantity", page_text(page, N_("Quantity")),
                        nothing);
    table_figure_column(v->out, "unit_cost", page_text(page, N_("Unit cost")),
                        nothing);
    table_figure_column(v->out, "cost", page_text(page, N_("Cost as stated")),
                        nothing);
    table_figure_column(v->out, "computed",
                        page_text(page, N_("What its parts add up to")),
                        nothing);
    table_figure_column(v->out, "difference", page_text(page, N_("Difference")),
                        nothing);
}

static void products_rows(const struct costs_view *v, const struct table *chain,
                          struct slice program)
{
    const struct row_list *rows = table_rows_by(chain, "program", program);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(chain, rows, i);
        struct slice code = row_text(chain, row, "code");

        if (!slice_equal_text(row_text(chain, row, "level"), "product") ||
            !is_costed(v, code))
            continue;
        node_row(v, chain, row, 0);
        activities_rows(v, code);
    }
}

void program_costs(struct page *page, const struct entity *entity)
{
    const struct portal *portal = page->portal;
    struct costs_view v = {.page = page, .year = portal->period};

    if (!page_has_table(page, "derived-costs")) {
        view_null(page, page->view, "costs");
        return;
    }
    v.out =
        table_begin(page, "costs",
                    PLAIN(page, N_("Products, activities and inputs, {year}"),
                          ARG_TEXT("year", page_period(page, v.year))));
    heads(&v);
    for (const struct table *t = portal_table(portal, ROLE_CHAIN, NULL);
         t != NULL; t = portal_table(portal, ROLE_CHAIN, t))
        products_rows(&v, t, entity->code);
    table_end(v.out, page->view, "costs");
}
