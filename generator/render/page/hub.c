/* The home of a hub: portals side by side, and what they can be compared by. */
#include "render/describe.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/row.h"

/* A list, and whether it has anything: its heading stands outside of it. */
static void section_set(struct page *page, const char *name, const char *flag,
                        const struct value *list)
{
    view_set(page, page->view, name, list);
    view_flag(page, page->view, flag, list->list.count > 0);
}

/* --- the portals --- */

static struct slice portal_name(const struct page *page,
                                const struct portal *other)
{
    struct slice name = words_in(&other->name, link_language(page, other));

    return name.len > 0 ? name : other->key;
}

static void portals(struct page *page)
{
    const struct portal *hub = page->portal;
    struct value *list = value_list_new(page->arena);

    for (size_t i = 0; i < hub->other_count; i++) {
        const struct portal *other = hub->others[i];
        struct value *item = view_object(page);

        view_text(page, item, "name", portal_name(page, other));
        view_text(page, item, "text",
                  words_in(&other->summary, link_language(page, other)));
        view_date(page, item, "until", period_of_day(other->cut_off));
        view_flag(page, item, "is_invented", other->is_illustrative);
        view_link(page, item, "link",
                  link_portal(page, other->key, SLICE("index")));
        view_add(page, list, item);
    }
    section_set(page, "portals", "has_portals", list);
}

/* --- shared indicators --- */

/* A word of a carried field ("proposed"), translated where it is known. */
static struct slice carried_word(const struct page *page,
                                 const struct table *table,
                                 const struct row *row, const char *name)
{
    const struct column *column = table_column(table, slice_of(name));
    const struct cell *cell;

    if (column == NULL)
        return nothing;
    cell = &row->cells[column_index(table, column)];
    if (cell->state != CELL_PRESENT)
        return nothing;
    return portal_label(page->portal, name, cell->text, page->language);
}

static const struct figure *compared(struct page *page, struct slice indicator,
                                     struct slice portal)
{
    struct slice filter = with_term(page, nothing, "indicator", "=", indicator);

    return figure_leaf(&page->figures, FIGURE_VALUE,
                       SLICE("derived-comparison"), SLICE("value"),
                       with_term(page, filter, "portal", "=", portal));
}

static void comparison_heads(struct page *page, struct page_table *out)
{
    const struct portal *hub = page->portal;

    table_text_column(out, "indicator", page_text(page, N_("Indicator")));
    table_text_column(out, "unit", page_text(page, N_("Unit")));
    for (size_t i = 0; i < hub->other_count; i++) {
        const struct portal *other = hub->others[i];
        struct period month =
            period_of_month(other->cut_off.year, other->cut_off.month);
        struct slice name = portal_name(page, other);

        if (other->is_illustrative)
            name = PLAIN(page, N_("{name} (illustrative)"),
                         ARG_TEXT("name", name));
        table_figure_column(
            out, arena_text(page->arena, other->key), name,
            PLAIN(page, N_("to {period}"),
                  ARG_TEXT("period", page_period(page, month))));
    }
    table_text_column(out, "quality",
                      page_text(page, N_("State of the definition")));
}

static void comparison_row(struct page *page, struct page_table *out,
                           const struct table *table, const struct row *row)
{
    struct slice code = row_text(table, row, "code");

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_INDICATORS, code),
              link_entity(page, "indicators", code));
    cell_text(out, row_words(table, row, "unit", page->language));
    for (size_t i = 0; i < page->portal->other_count; i++)
        cell_figure(out, compared(page, code, page->portal->others[i]->key));
    cell_text(out, carried_word(page, table, row, "quality"));
}

static void comparison(struct page *page)
{
    const struct table *table =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct page_table *out = table_begin(
        page, "comparison", page_text(page, N_("Shared indicators")));

    comparison_heads(page, out);
    for (size_t r = 0; table != NULL && r < table->rows.count &&
                       page_has_table(page, "derived-comparison");
         r++)
        comparison_row(page, out, table, &table->rows.items[r]);
    table_end(out, page->view, "comparison");
    view_link(page, page->view, "comparison_link",
              link_page(page, SLICE("data/derived-comparison")));
}

static void definitions(struct page *page)
{
    const struct table *table =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct value *list = value_list_new(page->arena);

    for (size_t r = 0; table != NULL && r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice code = row_text(table, row, "code");
        struct value *item = view_object(page);

        view_text(page, item, "label", page_label(page, ROLE_INDICATORS, code));
        view_text(page, item, "definition",
                  row_words(table, row, "definition", page->language));
        view_text(page, item, "method",
                  row_words(table, row, "method", page->language));
        view_add(page, list, item);
    }
    section_set(page, "definitions", "has_definitions", list);
}

/* --- values from documents --- */

static const struct column *value_column(const struct table *table)
{
    return table_role_column(table, "value");
}

static struct slice portal_named(const struct page *page, struct slice key)
{
    for (size_t i = 0; i < page->portal->other_count; i++)
        if (slice_equal(page->portal->others[i]->key, key))
            return portal_name(page, page->portal->others[i]);
    return key;
}

static void cited_row(struct page *page, struct page_table *out,
                      const struct table *table, const struct row *row)
{
    const struct column *source = table_role_column(table, "source");
    const struct column *portal = table_column(table, SLICE("portal"));
    struct slice code = row_text(table, row, "indicator");
    struct slice document = row_text(table, row, "source");
    struct slice key = row->cells[column_index(table, portal)].text;

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_INDICATORS, code),
              link_entity(page, "indicators", code));
    cell_code(out, key, portal_named(page, key), nothing);
    cell_period(out, row_cell(table, row, "period")->is.period);
    cell_figure(out, record_figure(page, table, row, value_column(table)));
    cell_text(out, carried_word(page, table, row, "quality"));
    cell_code(out, document,
              document.len > 0 ? reference_label(page, table, source, document)
                               : nothing,
              document.len > 0 ? reference_link(page, table, source, document)
                               : nothing);
    cell_text(out, row_text(table, row, "source-line"));
    cell_text(out, row_words(table, row, "note", page->language));
}

static void cited_rows(struct page *page, struct page_table *out,
                       const struct table *table)
{
    for (size_t r = 0; r < table->rows.count && value_column(table) != NULL &&
                       table_column(table, SLICE("portal")) != NULL;
         r++)
        cited_row(page, out, table, &table->rows.items[r]);
}

static void cited(struct page *page)
{
    const struct portal *portal = page->portal;
    struct page_table *out = table_begin(
        page, "documents", page_text(page, N_("Values from documents")));

    table_text_column(out, "indicator", page_text(page, N_("Indicator")));
    table_text_column(out, "portal", page_text(page, N_("Portal")));
    table_text_column(out, "period", page_text(page, N_("Period")));
    table_figure_column(out, "value", page_text(page, N_("Value")), nothing);
    table_text_column(out, "quality", page_text(page, N_("How it was read")));
    table_text_column(out, "source", page_text(page, N_("Document")));
    table_text_column(out, "source_line", page_text(page, N_("Line")));
    table_text_column(out, "note", page_text(page, N_("Note")));
    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t))
        cited_rows(page, out, t);
    table_end(out, page->view, "documents");
}

/* --- what stands beside nothing, and why --- */

static void apart_row(struct page *page, struct page_table *out,
                      const struct table *table, const struct row *row)
{
    struct slice code = row_text(table, row, "indicator");
    struct slice key = row_text(table, row, "portal");

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_INDICATORS, code),
              link_entity(page, "indicators", code));
    cell_code(out, key, portal_named(page, key), nothing);
    cell_text(out, row_words(table, row, "not-comparable", page->language));
}

static void apart(struct page *page)
{
    const struct portal *hub = page->portal;
    struct page_table *out = table_begin(page, "not-comparable",
                                         page_text(page, N_("Not comparable")));

    table_text_column(out, "indicator", page_text(page, N_("Indicator")));
    table_text_column(out, "portal", page_text(page, N_("Portal")));
    table_text_column(out, "reason",
                      page_text(page, N_("Not comparable, because")));
    for (const struct table *t = portal_table(hub, ROLE_REGISTER, NULL);
         t != NULL; t = portal_table(hub, ROLE_REGISTER, t))
        for (size_t r = 0; table_role_column(t, "not-comparable") != NULL &&
                           r < t->rows.count;
             r++)
            apart_row(page, out, t, &t->rows.items[r]);
    table_end(out, page->view, "apart");
}

/* The hub's own lists: networks, sources. */
static void lists(struct page *page)
{
    const struct portal *hub = page->portal;
    struct value *list = value_list_new(page->arena);

    for (size_t i = 0; i < hub->tables.count; i++) {
        const struct table *table = hub->tables.items[i];
        struct value *item = view_object(page);

        if (link_register(page, table).len == 0)
            continue;
        view_text(page, item, "label", describe_table(page, table));
        view_text(page, item, "text", describe_table_text(page, table));
        view_link(page, item, "link", link_register(page, table));
        view_add(page, list, item);
    }
    section_set(page, "lists", "has_lists", list);
}

void page_hub(struct page *page)
{
    page_title(page, page_words(page, &page->portal->name));
    page_description(page, page_words(page, &page->portal->summary));
    portals(page);
    comparison(page);
    definitions(page);
    apart(page);
    cited(page);
    lists(page);
}
