/* A territory: what is spent there, for how many, and what is measured. */
#include "render/commitment/commitment.h"
#include "render/detail.h"
#include "render/document/document.h"
#include "render/entity.h"
#include "render/page/kinds.h"
#include "render/money/per_head.h"
#include "render/row.h"

static const struct entity_kind territory = {
    ROLE_TERRITORIES,
    "territory",
    "territories",
    N_("Territory"),
    N_("Territories"),
    N_("This code is used in the data but is not in the list of "
       "territories."),
    N_("The source publishes no amounts for this territory."),
};

static void who_and_where(struct page *page, struct entity *entity)
{
    if (entity->row == NULL)
        return;
    detail_text(page, entity->details, N_("Level"),
                portal_label(page->portal, "level",
                             row_text(entity->table, entity->row, "level"),
                             page->language),
                NULL);
    detail_text(page, entity->details, N_("Description"),
                entity_words(page, entity, "description"), NULL);
    entity_family(page, entity, N_("Part of"), N_("Territories in it"));
}

static struct slice per_head_note(struct page *page)
{
    return PLAIN(page, N_("divided by the inhabitants of {year}"),
                 ARG_TEXT("year", page_period(page, page->portal->period)));
}

static struct slice year_note(struct page *page, const struct figure *people)
{
    struct slice year = page_period(page, page->portal->period);
    struct slice rounded = population_note(page, people);

    return rounded.len == 0
               ? year
               : ARENA_CONCAT(page->arena, year, SLICE("; "), rounded);
}

/* Its own key figures stand beside the money ones, or alone. */
static void population(struct page *page, const struct entity *entity)
{
    const struct figure *people = territory_population(page, entity->code);
    const struct figure *each =
        territory_per_head(page, entity->reading.executed, people);
    struct value *list = entity->key_figures;
    struct slice stage =
        stage_label(page, execution_stage(page->portal, ROLE_EXECUTION));

    if (people == NULL || people->status != FIGURE_PRESENT)
        return;
    key_figure_add(page, list, page_text(page, N_("Inhabitants")), people,
                   year_note(page, people), nothing);
    if (each == NULL || each->status != FIGURE_PRESENT)
        return;
    key_figure_add(
        page, list,
        PLAIN(page, N_("{stage} per inhabitant, {currency}"),
              ARG_TEXT("stage", stage),
              ARG_TEXT("currency", entity->reading.executed->unit.code)),
        each, per_head_note(page), nothing);
}

/* --- observations there --- */

/* The latest row of each indicator, in the order of the list. */
static void latest_rows(struct page *page, const struct table *table,
                        struct slice code, struct row_list *latest)
{
    const struct row_list *rows = table_rows_by(table, "territory", code);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);
        struct slice indicator = row_text(table, row, "indicator");
        size_t at = 0;

        if (!observation_is_total(table, row))
            continue;
        while (at < latest->count &&
               !slice_equal(
                   row_text(table, row_at(table, latest, at), "indicator"),
                   indicator))
            at++;
        if (at == latest->count)
            ARENA_PUSH(page->arena, latest, rows->items[i]);
        else if (period_compare(row_period(table, row, "period"),
                                row_period(table, row_at(table, latest, at),
                                           "period")) > 0)
            latest->items[at] = rows->items[i];
    }
}

static void observation_row(struct page *page, struct page_table *out,
                            const struct table *table, const struct row *row)
{
    struct slice indicator = row_text(table, row, "indicator");
    const struct table *indicators = NULL;
    const struct row *of =
        portal_find(page->portal, ROLE_INDICATORS, indicator, &indicators);

    table_row(out);
    cell_code(out, indicator, page_label(page, ROLE_INDICATORS, indicator),
              link_entity(page, "indicators", indicator));
    cell_text(out, of == NULL
                       ? nothing
                       : row_words(indicators, of, "unit", page->language));
    cell_period(out, row_period(table, row, "period"));
    cell_figure(out, row_value(page, table, row, "value"));
}

static void observations(struct page *page, const struct entity *entity)
{
    const struct portal *portal = page->portal;
    struct page_table *out = table_begin(
        page, "observations", page_text(page, N_("Last values measured here")));

    table_text_column(out, "indicator", page_text(page, N_("Indicator")));
    table_text_column(out, "unit", page_text(page, N_("Unit")));
    table_text_column(out, "period", page_text(page, N_("Value of")));
    table_figure_column(out, "value", page_text(page, N_("Value")), nothing);
    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t)) {
        struct row_list latest = {NULL, 0, 0};

        latest_rows(page, t, entity->code, &latest);
        for (size_t i = 0; i < latest.count; i++)
            observation_row(page, out, t, row_at(t, &latest, i));
    }
    table_end(out, page->view, "observations");
}

void page_territory(struct page *page)
{
    struct entity entity = entity_begin(page, &territory);
    struct row_list rows = {NULL, 0, 0};

    who_and_where(page, &entity);
    entity_money(page, &entity, NULL);
    entity_benefits(page, &entity);
    entity_receives(page, &entity);
    entity_source(page, &entity);
    document_body(page);
    population(page, &entity);
    observations(page, &entity);
    related_rows(page, portal_table(page->portal, ROLE_COMMITMENTS, NULL),
                 "territory", entity.code, &rows);
    (void)related_commitments(page, &rows, "commitments");
    commitment_assessed(page, "territory", entity.code);
    entity_records(page, &entity);
    entity_end(page, &entity);
}
