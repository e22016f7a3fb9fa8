/* What a product costs: its activities, and what they take. */
#include "render/program_parts.h"
#include "render/row.h"

struct costs_view {
    struct page *page;
    const struct table *chain;
    const struct table *inputs;
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

static void node_row(const struct costs_view *v, const struct row *row,
                     unsigned depth)
{
    struct slice code = row_text(v->chain, row, "code");

    table_row_depth(v->out, depth);
    cell_code(v->out, code,
              row_words(v->chain, row, "label", v->page->language), nothing);
    cell_text(v->out, page_level(v->page, row_text(v->chain, row, "level")));
    for (int i = 0; i < 2; i++)
        cell_figure(v->out, NULL);
    cell_figure(v->out, when_told(node_cost(v, code, "stated")));
    cell_figure(v->out, when_told(node_cost(v, code, "computed")));
    cell_figure(v->out, when_told(node_cost(v, code, "difference")));
}

static void input_row(const struct costs_view *v, const struct row *row)
{
    const struct figure *quantity =
        row_value(v->page, v->inputs, row, "quantity");
    const struct figure *unit = row_value(v->page, v->inputs, row, "unit-cost");

    table_row_depth(v->out, 2);
    cell_text(v->out, row_words(v->inputs, row, "label", v->page->language));
    cell_text(v->out, row_words(v->inputs, row, "unit", v->page->language));
    cell_figure(v->out, quantity);
    cell_figure(v->out, unit);
    cell_figure(v->out, row_value(v->page, v->inputs, row, "cost"));
    cell_figure(v->out, tree_of(v->page, FIGURE_PRODUCT, quantity, unit));
    cell_figure(v->out, NULL);
}

static void inputs_rows(const struct costs_view *v, struct slice activity)
{
    const struct row_list *rows =
        table_rows_by(v->inputs, "activity", activity);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(v->inputs, rows, i);

        if (period_contains(v->year, row_period(v->inputs, row, "period")))
            input_row(v, row);
    }
}

static bool has_costs(const struct costs_view *v, const struct row *row)
{
    return node_cost(v, row_text(v->chain, row, "code"), "computed")->status ==
           FIGURE_PRESENT;
}

static void product_rows(const struct costs_view *v, const struct row *product)
{
    const struct row_list *rows =
        table_rows_by(v->chain, "parent", row_text(v->chain, product, "code"));
    bool is_any = has_costs(v, product);

    for (size_t i = 0; i < rows->count && !is_any; i++)
        is_any = has_costs(v, row_at(v->chain, rows, i));
    if (!is_any)
        return;
    node_row(v, product, 0);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(v->chain, rows, i);

        node_row(v, row, 1);
        inputs_rows(v, row_text(v->chain, row, "code"));
    }
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

void program_costs(struct page *page, const struct entity *entity)
{
    struct costs_view v = {
        .page = page,
        .chain = portal_table(page->portal, ROLE_CHAIN, NULL),
        .inputs = portal_table(page->portal, ROLE_INPUTS, NULL),
        .year = page->portal->period};
    const struct row_list *rows;

    if (v.chain == NULL || v.inputs == NULL) {
        view_null(page, page->view, "costs");
        return;
    }
    v.out =
        table_begin(page, "costs",
                    PLAIN(page, N_("Products, activities and inputs, {year}"),
                          ARG_TEXT("year", page_period(page, v.year))));
    heads(&v);
    rows = table_rows_by(v.chain, "program", entity->code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(v.chain, rows, i);

        if (slice_equal_text(row_text(v.chain, row, "level"), "product"))
            product_rows(&v, row);
    }
    table_end(v.out, page->view, "costs");
}
