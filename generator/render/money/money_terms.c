/* The same money otherwise: prices of one year, other currencies by declared
 * rates. What the source states always comes first. */
#include "model/derive_money.h"
#include "render/money/money.h"

/* --- derived tables of conversions --- */

struct terms {
    struct page *page;
    const struct money_slice *slice;
    const struct table *table;
};

static struct slice terms_filter(const struct terms *t, const struct row *row)
{
    struct page *page = t->page;
    struct period year = row_period(t->table, row, "period");
    struct slice filter = with_term(page, nothing, "basis", "=",
                                    row_text(t->table, row, "basis"));

    filter = with_term(page, filter, "resource", "=",
                       row_text(t->table, row, "resource"));
    filter =
        with_term(page, filter, "stage", "=", row_text(t->table, row, "stage"));
    return filter_add_period(page->arena, filter, year, year);
}

static const struct figure *
terms_value(const struct terms *t, const struct row *row, const char *measure)
{
    return figure_leaf(&t->page->figures, FIGURE_VALUE, t->table->name,
                       slice_of(measure), terms_filter(t, row));
}

/* The stages that the pages read money by. */
static bool is_told(const struct terms *t, const struct row *row)
{
    const struct portal *portal = t->page->portal;
    struct slice stage = row_text(t->table, row, "stage");

    return slice_equal(row_text(t->table, row, "resource"),
                       t->slice->facts->name) &&
           (slice_equal(stage, budget_stage(portal, t->slice->side)) ||
            slice_equal(stage, execution_stage(portal, t->slice->side)));
}

static const struct row *first_told(const struct terms *t)
{
    for (size_t r = 0; r < t->table->rows.count; r++)
        if (is_told(t, &t->table->rows.items[r]))
            return &t->table->rows.items[r];
    return NULL;
}

static struct slice unit_in(const struct terms *t, const struct row *row,
                            const char *measure)
{
    return page_unit(t->page, terms_value(t, row, measure)->unit);
}

/* Of a conversion one of the two is 1. */
static const char *rate_column(const struct terms *t, const struct row *row)
{
    const struct column *over = table_column(t->table, SLICE("over"));

    return amount_compare(row->cells[column_index(t->table, over)].is.number,
                          amount_of(1)) == 0
               ? "times"
               : "over";
}

static void terms_row(const struct terms *t, struct page_table *out,
                      const struct row *row, bool has_basis)
{
    struct page *page = t->page;
    struct slice stage = row_text(t->table, row, "stage");

    table_row(out);
    cell_text(out, facts_year(page, t->slice->facts,
                              row_period(t->table, row, "period")));
    cell_code(out, stage, stage_label(page, stage), nothing);
    if (has_basis)
        cell_text(out, row_text(t->table, row, "basis"));
    cell_figure(out, terms_value(t, row, "nominal"));
    if (has_basis) {
        cell_figure(out, terms_value(t, row, rate_column(t, row)));
    } else {
        cell_figure(out, terms_value(t, row, "times"));
        cell_figure(out, terms_value(t, row, "over"));
    }
    cell_figure(out, terms_value(t, row, "value"));
}

static struct value *terms_section(const struct terms *t, const char *key,
                                   struct slice heading, struct slice text,
                                   struct slice value_head, bool has_basis)
{
    struct page *page = t->page;
    const struct row *first = first_told(t);
    struct value *section;
    struct page_table *out;

    if (first == NULL)
        return NULL;
    section = view_object(page);
    out = table_begin(page, key, heading);
    table_text_column(out, "year", page_text(page, N_("Year")));
    table_text_column(out, "stage", page_text(page, N_("Stage")));
    if (has_basis)
        table_text_column(out, "basis", page_text(page, N_("Rates of")));
    table_figure_column(out, "nominal", page_text(page, N_("As published")),
                        unit_in(t, first, "nominal"));
    if (has_basis) {
        table_figure_column(out, "rate", page_text(page, N_("Exchange rate")),
                            nothing);
    } else {
        table_figure_column(out, "times", page_text(page, N_("Multiplied by")),
                            nothing);
        table_figure_column(out, "over", page_text(page, N_("Divided by")),
                            nothing);
    }
    table_figure_column(out, "value", value_head, unit_in(t, first, "value"));
    for (size_t r = 0; r < t->table->rows.count; r++)
        if (is_told(t, &t->table->rows.items[r]))
            terms_row(t, out, &t->table->rows.items[r], has_basis);
    view_code(page, section, "anchor", slice_of(key));
    view_text(page, section, "heading", heading);
    view_markup(page, section, "text", text);
    table_end(out, section, "table");
    return section;
}

static void real_terms(struct page *page, const struct money_slice *slice,
                       struct value *list)
{
    struct terms t = {page, slice,
                      portal_table_named(page->portal, SLICE("derived-real"))};
    const struct table *index = portal_table(page->portal, ROLE_DEFLATOR, NULL);
    struct slice base;
    struct value *section;

    if (t.table == NULL || first_told(&t) == NULL)
        return;
    base = row_text(t.table, first_told(&t), "basis");
    section = terms_section(
        &t, "real-terms",
        PLAIN(page, N_("In prices of {year}"), ARG_TEXT("year", base)),
        SENTENCE(page,
                 N_("Each amount as published, times the price index of "
                    "{year}, over the index of its own year. Index: {index}."),
                 ARG_TEXT("year", base),
                 ARG_LINK("index", page_words(page, &index->title),
                          link_entity(page, "registers", index->name))),
        PLAIN(page, N_("In prices of {year}"), ARG_TEXT("year", base)), false);
    if (section != NULL)
        view_add(page, list, section);
}

static void converted(struct page *page, const struct money_slice *slice,
                      const struct table *table, struct value *list)
{
    struct terms t = {page, slice, table};
    struct slice currency = table_column(table, SLICE("value"))->currency;
    const struct table *rates =
        portal_table(page->portal, ROLE_EXCHANGE_RATES, NULL);
    struct slice heading = PLAIN(page, N_("Converted to {currency}"),
                                 ARG_TEXT("currency", currency));
    struct value *section = terms_section(
        &t, arena_text(page->arena, table->name), heading,
        SENTENCE(page,
                 N_("By the rates that the source declares: {rates}. Where it "
                    "has several for one year, each is shown."),
                 ARG_LINK("rates", page_words(page, &rates->title),
                          link_entity(page, "registers", rates->name))),
        heading, true);

    if (section != NULL)
        view_add(page, list, section);
}

void money_terms(struct page *page, const struct money_slice *slice,
                 const char *name)
{
    const struct portal *portal = page->portal;
    struct value *list = value_list_new(page->arena);

    if (slice->facts != NULL && slice->facts->cube != NULL)
        real_terms(page, slice, list);
    for (size_t i = 0; slice->facts != NULL && i < portal->tables.count; i++)
        if (slice_starts_with(portal->tables.items[i]->name,
                              SLICE("derived-in-")))
            converted(page, slice, portal->tables.items[i], list);
    view_list_or_null(page, page->view, name, list);
}
