/* Currencies apart: what is in another than the main one is never added to it,
 * and never left out. */
#include "render/money/money.h"

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
    struct money_slice own = *f->slice;
    struct page_table *out =
        table_begin(page, key,
                    PLAIN(page, N_("{title}, in {currency}"),
                          ARG_TEXT("title", page_words(page, &f->facts->title)),
                          ARG_TEXT("currency", f->currency)));

    own.facts = f->facts;
    table_text_column(out, "stage", page_text(page, N_("Stage")));
    if (f->slice->before.kind != PERIOD_NONE)
        table_figure_column(out, "before", money_span(page, &own, own.before),
                            any == NULL ? nothing : page_unit(page, any->unit));
    table_figure_column(out, "now", money_span(page, &own, own.year),
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
        cell_figure(out, column_figure_before(f->page, f->facts, column,
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
        now = column_figure(f->page, f->facts, column, f->slice->filter,
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

/* Is there an amount? What is asked here is in no ledger. */
static bool has_amount(struct page *page, const struct money_slice *slice,
                       const struct table *facts, const struct column *column)
{
    struct figures printed = page->figures;
    const struct figure *now;
    const struct figure *before = NULL;

    figures_init(&page->figures, page->portal, page->arena,
                 printed.diagnostics);
    now = column_figure(page, facts, column, slice->filter, slice->year);
    if (slice->before.kind != PERIOD_NONE)
        before = column_figure_before(page, facts, column, slice->filter,
                                      slice->year, slice->before);
    page->figures = printed;
    return (now != NULL && now->status == FIGURE_PRESENT) ||
           (before != NULL && before->status == FIGURE_PRESENT);
}

static bool has_currency(struct page *page, const struct money_slice *slice,
                         const struct table *facts, struct slice currency)
{
    for (size_t m = 0; m < cube_measure_count(facts->cube); m++)
        if (slice_equal(currency_of(facts, m), currency) &&
            has_amount(page, slice, facts,
                       cube_measure(facts->cube, m)->column))
            return true;
    return false;
}

/* Of all tables of the side, in their order; of a part, of its own alone. */
void money_currencies(struct page *page, const struct money_slice *slice,
                      const char *name)
{
    struct foreign f = {page, slice, NULL, nothing,
                        value_list_new(page->arena)};

    for (const struct table *t = portal_table(page->portal, slice->side, NULL);
         t != NULL; t = portal_table(page->portal, slice->side, t)) {
        f.facts = t;
        if (slice->filter.len > 0 && t != slice->facts)
            continue;
        for (size_t m = 0; t->cube != NULL && slice->facts->cube != NULL &&
                           m < cube_measure_count(t->cube);
             m++) {
            f.currency = currency_of(t, m);
            if (f.currency.len > 0 && is_first_of(t, m) &&
                !slice_equal(f.currency, currency_of(slice->facts, 0)) &&
                has_currency(page, slice, t, f.currency))
                foreign_add(&f);
        }
    }
    view_list_or_null(page, page->view, name, f.list);
}

bool money_has_main(struct page *page, const struct money_slice *slice)
{
    if (slice->facts == NULL || slice->facts->cube == NULL ||
        cube_measure_count(slice->facts->cube) == 0)
        return true;
    return money_foreign(page, slice).len == 0 ||
           has_currency(page, slice, slice->facts,
                        currency_of(slice->facts, 0));
}

/* --- what stands beside the main currency --- */

/* The further currencies of a table that have amounts here: "EUR, USD". */
struct slice money_foreign(struct page *page, const struct money_slice *slice)
{
    const struct table *facts = slice->facts;
    struct buf out = BUF_INIT;

    for (size_t m = 1; facts != NULL && facts->cube != NULL &&
                       m < cube_measure_count(facts->cube);
         m++) {
        struct slice currency = currency_of(facts, m);

        if (currency.len == 0 || money_is_main(slice, m) ||
            !is_first_of(facts, m) ||
            !has_currency(page, slice, facts, currency))
            continue;
        buf_add_text(&out, out.len > 0 ? ", " : "");
        buf_add_slice(&out, currency);
    }
    return arena_take(page->arena, &out);
}

bool money_has_amounts(struct page *page, const struct money_slice *slice)
{
    const struct table *facts = slice->facts;

    for (size_t m = 0; facts != NULL && facts->cube != NULL &&
                       m < cube_measure_count(facts->cube);
         m++)
        if (has_amount(page, slice, facts,
                       cube_measure(facts->cube, m)->column))
            return true;
    return false;
}

const struct column *money_column_of(const struct money_slice *slice,
                                     struct slice stage)
{
    const struct table *facts = slice->facts;

    if (facts == NULL || facts->cube == NULL || stage.len == 0)
        return NULL;
    if (slice->currency.len == 0)
        return stage_column(facts, stage);
    for (size_t m = 0; m < cube_measure_count(facts->cube); m++)
        if (slice_equal(currency_of(facts, m), slice->currency) &&
            slice_equal(cube_measure(facts->cube, m)->column->stage, stage))
            return cube_measure(facts->cube, m)->column;
    return NULL;
}

struct money_slice money_in_own_currency(struct page *page,
                                         const struct money_slice *slice)
{
    struct money_slice own = *slice;

    for (size_t m = 1; !money_has_main(page, slice) &&
                       m < cube_measure_count(slice->facts->cube);
         m++)
        if (own.currency.len == 0 && !money_is_main(slice, m) &&
            has_amount(page, slice, slice->facts,
                       cube_measure(slice->facts->cube, m)->column))
            own.currency = currency_of(slice->facts, m);
    return own;
}

/* Is it a stage that the side is read by? */
static bool is_headline(const struct page *page,
                        const struct money_slice *slice,
                        const struct column *column)
{
    return slice_equal(column->stage,
                       budget_stage(page->portal, slice->side)) ||
           slice_equal(column->stage,
                       execution_stage(page->portal, slice->side));
}

static bool currency_has_headline(const struct page *page,
                                  const struct money_slice *slice,
                                  struct slice currency)
{
    for (size_t m = 0; m < cube_measure_count(slice->facts->cube); m++)
        if (slice_equal(currency_of(slice->facts, m), currency) &&
            is_headline(page, slice,
                        cube_measure(slice->facts->cube, m)->column))
            return true;
    return false;
}

/* By the stages the side is read by; a currency that has none of them, by all
 * it has. */
void money_foreign_figures(struct page *page, struct value *list,
                           const struct money_slice *slice)
{
    const struct table *facts = slice->facts;

    for (size_t m = 1; facts != NULL && facts->cube != NULL &&
                       m < cube_measure_count(facts->cube);
         m++) {
        const struct column *column = cube_measure(facts->cube, m)->column;

        if (column->currency.len == 0 || money_is_main(slice, m) ||
            (!is_headline(page, slice, column) &&
             currency_has_headline(page, slice, column->currency)) ||
            !has_amount(page, slice, facts, column))
            continue;
        key_figure_add(
            page, list, stage_label(page, column->stage),
            column_figure(page, facts, column, slice->filter, slice->year),
            SENTENCE(page,
                     N_("in {currency}, apart: never added to the "
                        "others"),
                     ARG_TEXT("currency", column->currency)),
            nothing);
    }
}
