/* What a program is to deliver and to change, year by year. */
#include "render/program/program_parts.h"
#include "render/row.h"

#define TARGET_YEARS_MAX 8

struct targets_view {
    struct page *page;
    struct period years[TARGET_YEARS_MAX];
    size_t year_count;
    struct page_table *out;
};

static void year_add(struct targets_view *v, int year)
{
    size_t at = 0;

    while (at < v->year_count && v->years[at].year < year)
        at++;
    if (year < v->page->portal->period.year - 1 ||
        v->year_count == TARGET_YEARS_MAX ||
        (at < v->year_count && v->years[at].year == year))
        return;
    for (size_t i = v->year_count++; i > at; i--)
        v->years[i] = v->years[i - 1];
    v->years[at] = period_of_year(year);
}

static void years_of(struct targets_view *v, enum resource_role role,
                     const char *by, struct slice code)
{
    const struct portal *portal = v->page->portal;

    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t)) {
        const struct row_list *rows = table_rows_by(t, by, code);

        for (size_t i = 0; i < rows->count; i++) {
            struct period period = row_period(t, row_at(t, rows, i), "period");

            if (period.kind != PERIOD_NONE)
                year_add(v, period.year);
        }
    }
}

/* One line: a name, what is in it, a figure for each year. */
static void line(struct targets_view *v, struct slice code, struct slice label,
                 struct slice address, const char *what,
                 const struct figure *const *figures)
{
    bool is_any = false;

    for (size_t y = 0; y < v->year_count; y++)
        is_any |= figures[y] != NULL;
    if (!is_any)
        return;
    table_row(v->out);
    cell_code(v->out, code, label, address);
    cell_text(v->out, page_text(v->page, what));
    for (size_t y = 0; y < v->year_count; y++)
        cell_figure(v->out, figures[y]);
}

static void product_lines(struct targets_view *v, struct slice product)
{
    static const char *const columns[] = {"planned_year", "delivered"};
    static const char *const words[] = {N_("to deliver"), N_("delivered")};
    const struct figure *figures[TARGET_YEARS_MAX];

    for (size_t c = 0; c < COUNT_OF(columns); c++) {
        for (size_t y = 0; y < v->year_count; y++) {
            const struct figure *figure =
                product_figure(v->page, product, v->years[y], columns[c]);

            figures[y] = is_told(figure) ? figure : NULL;
        }
        line(v, product, page_label(v->page, ROLE_CHAIN, product),
             logframe_anchor(v->page, product, true), words[c], figures);
    }
}

/* Of all, and not of a territory or a group; the last of its year. */
static const struct row *row_in(const struct table *table, struct slice code,
                                struct period year)
{
    const struct row_list *rows = table_rows_by(table, "indicator", code);
    const struct row *best = NULL;

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);

        if (period_contains(year, row_period(table, row, "period")) &&
            row_cell(table, row, "value")->state == CELL_PRESENT &&
            row_text(table, row, "territory").len == 0 &&
            (table->role != ROLE_OBSERVATIONS ||
             observation_is_total(table, row)))
            best = row;
    }
    return best;
}

/* Of the tables of a role, the first that has one. */
static const struct figure *value_in(struct page *page, enum resource_role role,
                                     struct slice code, struct period year)
{
    const struct portal *portal = page->portal;

    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t)) {
        const struct row *row = row_in(t, code, year);

        if (row != NULL)
            return row_value(page, t, row, "value");
    }
    return NULL;
}

static void indicator_lines(struct targets_view *v, struct slice code,
                            enum resource_role role, const char *what)
{
    struct page *page = v->page;
    const struct figure *figures[TARGET_YEARS_MAX];

    for (size_t y = 0; y < v->year_count; y++)
        figures[y] = value_in(page, role, code, v->years[y]);
    line(v, code, page_label(page, ROLE_INDICATORS, code),
         link_entity(page, "indicators", code), what, figures);
}

static void heads(struct targets_view *v)
{
    struct page *page = v->page;

    table_text_column(v->out, "code",
                      page_text(page, N_("Product or indicator")));
    table_text_column(v->out, "what", page_text(page, N_("Target or result")));
    for (size_t y = 0; y < v->year_count; y++)
        table_figure_column(
            v->out, arena_format(page->arena, "y%d", v->years[y].year).ptr,
            page_period(page, v->years[y]), nothing);
}

static struct slice indicator_code(const struct page *page,
                                   const struct row_list *rows, size_t at)
{
    const struct table *table =
        portal_table(page->portal, ROLE_INDICATORS, NULL);

    return row_text(table, row_at(table, rows, at), "code");
}

void program_targets(struct page *page, const struct entity *entity,
                     const struct row_list *indicators)
{
    struct targets_view v = {.page = page};
    struct code_list products = {NULL, 0, 0};

    program_products(page, entity->code, &products);
    for (size_t i = 0; i < products.count; i++)
        years_of(&v, ROLE_PHYSICAL, "product", products.items[i]);
    for (size_t i = 0; i < indicators->count; i++)
        years_of(&v, ROLE_TARGETS, "indicator",
                 indicator_code(page, indicators, i));
    if (v.year_count < 2) {
        view_null(page, page->view, "targets");
        return;
    }
    v.out = table_begin(page, "targets",
                        page_text(page, N_("Targets and results by year")));
    heads(&v);
    for (size_t i = 0; i < products.count; i++)
        product_lines(&v, products.items[i]);
    for (size_t i = 0; i < indicators->count; i++) {
        struct slice code = indicator_code(page, indicators, i);

        indicator_lines(&v, code, ROLE_TARGETS, N_("target"));
        indicator_lines(&v, code, ROLE_OBSERVATIONS, N_("measured"));
    }
    table_end(v.out, page->view, "targets");
}
