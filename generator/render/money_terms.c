/* The same money otherwise: currencies apart, prices of one year, other
 * currencies by declared rates. What the source states always comes first. */
#include "model/derive_money.h"
#include "render/money.h"

/* --- currencies apart --- */

static struct slice currency_of(const struct table *facts, size_t at)
{
    return cube_measure(facts->cube, at)->column->currency;
}

bool money_is_main(const struct money_slice *slice, size_t measure)
{
    return slice_equal(currency_of(slice->facts, measure),
                       currency_of(slice->facts, 0));
}

/* A table of facts, some of whose measures are in another currency. */
struct foreign {
    struct page *page;
    const struct money_slice *slice;
    const struct table *facts;
    struct slice currency;
    struct value *list;
};

static struct page_table *foreign_begin(const struct foreign *f,
                                        const struct figure *any)
{
    struct page *page = f->page;
    const char *key =
        arena_format(page->arena, "currency-%zu", f->list->list.count + 1).ptr;
    struct slice span = facts_year(page, f->facts, f->slice->year);
    struct page_table *out =
        table_begin(page, key,
                    PLAIN(page, N_("{title}, in {currency}"),
                          ARG_TEXT("title", page_words(page, &f->facts->title)),
                          ARG_TEXT("currency", f->currency)));

    table_text_column(out, "stage", page_text(page, N_("Stage")));
    if (f->slice->before.kind != PERIOD_NONE)
        table_figure_column(out, "before",
                            facts_year(page, f->facts, f->slice->before),
                            any == NULL ? nothing : page_unit(page, any->unit));
    table_figure_column(out, "now", span,
                        any == NULL ? nothing : page_unit(page, any->unit));
    return out;
}

static void foreign_row(const struct foreign *f, struct page_table *out,
                        const struct column *column, const struct figure *now)
{
    const struct money_slice *slice = f->slice;

    table_row(out);
    cell_code(out, column->stage, stage_label(f->page, column->stage), nothing);
    if (slice->before.kind != PERIOD_NONE)
        cell_figure(out, money_figure_before(f->page, f->facts, column->stage,
                                             slice->filter, slice->year,
                                             slice->before));
    cell_figure(out, now);
}

static void foreign_add(const struct foreign *f)
{
    struct value *section = view_object(f->page);
    const struct cube *cube = f->facts->cube;
    struct page_table *out = NULL;

    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        const struct column *column = cube_measure(cube, m)->column;
        const struct figure *now;

        if (!slice_equal(column->currency, f->currency))
            continue;
        now = money_figure(f->page, f->facts, column->stage, f->slice->filter,
                           f->slice->year);
        if (out == NULL)
            out = foreign_begin(f, now);
        foreign_row(f, out, column, now);
    }
    view_text(f->page, section, "currency", f->currency);
    table_end(out, section, "table");
    view_add(f->page, f->list, section);
}

static bool is_first_of(const struct table *facts, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (slice_equal(currency_of(facts, i), currency_of(facts, at)))
            return false;
    return true;
}

/* Of all tables of the side, in their order. */
void money_currencies(struct page *page, const struct money_slice *slice,
                      const char *name)
{
    struct foreign f = {page, slice, NULL, nothing,
                        value_list_new(page->arena)};

    for (const struct table *t = portal_table(page->portal, slice->side, NULL);
         t != NULL; t = portal_table(page->portal, slice->side, t)) {
        f.facts = t;
        for (size_t m = 0; t->cube != NULL && slice->facts->cube != NULL &&
                           m < cube_measure_count(t->cube);
             m++) {
            f.currency = currency_of(t, m);
            if (f.currency.len > 0 && is_first_of(t, m) &&
                !slice_equal(f.currency, currency_of(slice->facts, 0)))
                foreign_add(&f);
        }
    }
    view_list_or_null(page, page->view, name, f.list);
}

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
