/* The same money otherwise: prices of one year, other currencies by declared
 * rates. What the source states always comes first. */
#include "model/derive_money.h"
#include "render/money/money.h"

/* --- derived tables of conversions --- */

struct terms {
    struct page *page;
    const struct money_slice *slice;
    const struct table *table;
    const char *field; /* of whom: its column; null = everything together */
    struct slice code;
    const struct row_list *rows; /* of it alone */
};

static size_t terms_count(const struct terms *t)
{
    return t->rows != NULL ? t->rows->count : t->table->rows.count;
}

static const struct row *terms_at(const struct terms *t, size_t i)
{
    return t->rows != NULL ? row_at(t->table, t->rows, i)
                           : &t->table->rows.items[i];
}

static struct slice terms_filter(const struct terms *t, const struct row *row)
{
    struct page *page = t->page;
    struct period year = row_period(t->table, row, "period");
    struct slice filter = nothing;

    if (t->field != NULL)
        filter = with_term(page, filter, t->field, "=", t->code);
    filter =
        with_term(page, filter, "basis", "=", row_text(t->table, row, "basis"));
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
    for (size_t r = 0; r < terms_count(t); r++)
        if (is_told(t, terms_at(t, r)))
            return terms_at(t, r);
    return NULL;
}

static struct slice unit_in(const struct terms *t, const struct row *row,
                            const char *measure)
{
    return page_unit(t->page, terms_value(t, row, measure)->unit);
}

/* Tables of rates have the names that the source gives them; see
 * derive_prices.c for the rates that have none. */
static struct slice rates_label(const struct page *page, struct slice basis)
{
    return slice_equal(basis, SLICE("declared"))
               ? page_text(page, N_("as declared"))
               : portal_label(page->portal, "table", basis, page->language);
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

/* The year shown may end before December: then its amounts do too. */
static struct slice year_told(const struct terms *t, const struct row *row)
{
    struct period year = row_period(t->table, row, "period");

    return period_compare(year, t->slice->year) == 0
               ? money_span(t->page, t->slice, year)
               : facts_year(t->page, t->slice->facts, year);
}

static void terms_row(const struct terms *t, struct page_table *out,
                      const struct row *row, bool has_basis)
{
    struct page *page = t->page;
    struct slice stage = row_text(t->table, row, "stage");

    table_row(out);
    cell_text(out, year_told(t, row));
    cell_code(out, stage, stage_label(page, stage), nothing);
    if (has_basis)
        cell_text(out, rates_label(page, row_text(t->table, row, "basis")));
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
    for (size_t r = 0; r < terms_count(t); r++)
        if (is_told(t, terms_at(t, r)))
            terms_row(t, out, terms_at(t, r), has_basis);
    view_code(page, section, "anchor", slice_of(key));
    view_text(page, section, "heading", heading);
    view_markup(page, section, "text", text);
    table_end(out, section, "table");
    return section;
}

static struct value *real_terms(const struct terms *t)
{
    struct page *page = t->page;
    const struct table *index = portal_table(page->portal, ROLE_DEFLATOR, NULL);
    struct slice base;

    if (t->table == NULL || first_told(t) == NULL)
        return NULL;
    base = row_text(t->table, first_told(t), "basis");
    return terms_section(
        t, "real-terms",
        PLAIN(page, N_("In prices of {year}"), ARG_TEXT("year", base)),
        SENTENCE(page,
                 N_("Each amount as published, times the price index of "
                    "{year}, over the index of its own year. Index: {index}."),
                 ARG_TEXT("year", base),
                 ARG_LINK("index", page_words(page, &index->title),
                          link_entity(page, "registers", index->name))),
        PLAIN(page, N_("In prices of {year}"), ARG_TEXT("year", base)), false);
}

static void add_section(struct page *page, struct value *list,
                        struct value *section)
{
    if (section != NULL)
        view_add(page, list, section);
}

static void converted(struct page *page, const struct money_slice *slice,
                      const struct table *table, struct value *list)
{
    struct terms t = {.page = page, .slice = slice, .table = table};
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

    add_section(page, list, section);
}

void money_terms(struct page *page, const struct money_slice *slice,
                 const char *name)
{
    const struct portal *portal = page->portal;
    struct value *list = value_list_new(page->arena);
    struct terms real = {.page = page,
                         .slice = slice,
                         .table =
                             portal_table_named(portal, SLICE("derived-real"))};

    if (slice->facts != NULL && slice->facts->cube != NULL)
        add_section(page, list, real_terms(&real));
    for (size_t i = 0; slice->facts != NULL && i < portal->tables.count; i++)
        if (slice_starts_with(portal->tables.items[i]->name,
                              SLICE("derived-in-")))
            converted(page, slice, portal->tables.items[i], list);
    view_list_or_null(page, page->view, name, list);
}

void money_terms_of(struct page *page, const struct money_slice *slice,
                    const char *field, struct slice code, const char *name)
{
    struct value *list = value_list_new(page->arena);
    struct terms real = {
        .page = page,
        .slice = slice,
        .table = portal_table_named(
            page->portal, arena_format(page->arena, "derived-real-%s", field)),
        .field = field,
        .code = code};

    if (real.table != NULL) {
        real.rows = table_rows_by(real.table, field, code);
        add_section(page, list, real_terms(&real));
    }
    view_list_or_null(page, page->view, name, list);
}
