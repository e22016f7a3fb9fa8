/* The chain of results that a program is meant to have. */
#include "render/program/program_parts.h"
#include "render/row.h"

#define CHAIN_DEPTH 8

/* Is the node below a node of the program that stands at the top? Only those
 * are rows of the page. */
static bool is_in_chain(const struct page *page, struct slice code)
{
    for (int depth = 0; depth <= CHAIN_DEPTH; depth++) {
        const struct table *table;
        const struct row *row =
            portal_find(page->portal, ROLE_CHAIN, code, &table);

        if (row == NULL)
            return false;
        code = row_text(table, row, "parent");
        if (code.len == 0)
            return slice_equal(
                row_text(table, row, "program"),
                row_text(page->route->table, page->route->row, "code"));
    }
    return false;
}

struct slice logframe_anchor(const struct page *page, struct slice code,
                             bool is_link)
{
    if (is_link && (page->route->row == NULL || !is_in_chain(page, code)))
        return nothing;
    return arena_format(page->arena, "%snode-" SLICE_FORMAT, is_link ? "#" : "",
                        SLICE_ARGS(route_encode(page->arena, code)));
}

static void chain_indicator(struct page *page, struct value *list,
                            struct slice code)
{
    struct value *item = view_object(page);

    view_text(page, item, "label", page_label(page, ROLE_INDICATORS, code));
    view_link(page, item, "link", link_entity(page, "indicators", code));
    view_add(page, list, item);
}

/* What a product or an activity delivers is counted, and so is its indicator.
 */
static struct slice delivered_unit(struct page *page, struct slice code)
{
    struct found_rows rows = portal_rows_by(page->portal, page->arena,
                                            ROLE_PHYSICAL, "product", code);

    return rows.count == 0 ? nothing
                           : row_words(rows.items[0].table, rows.items[0].row,
                                       "unit", page->language);
}

static void chain_row(struct page *page, const struct table *chain,
                      const struct row *row, struct value *list)
{
    struct value *item = view_object(page);
    struct value *indicators = value_list_new(page->arena);
    struct code_list codes = {NULL, 0, 0};

    view_code(page, item, "anchor",
              logframe_anchor(page, row_text(chain, row, "code"), false));
    view_text(page, item, "level",
              page_level(page, row_text(chain, row, "level")));
    view_text(page, item, "label",
              row_words(chain, row, "label", page->language));
    view_text(page, item, "text",
              row_words(chain, row, "description", page->language));
    row_codes(page, chain, row, "indicators", &codes);
    for (size_t i = 0; i < codes.count; i++)
        chain_indicator(page, indicators, codes.items[i]);
    view_list_or_null(page, item, "indicators", indicators);
    view_text(page, item, "unit",
              delivered_unit(page, row_text(chain, row, "code")));
    view_text(page, item, "verification",
              row_words(chain, row, "verification", page->language));
    view_text(page, item, "assumptions",
              row_words(chain, row, "assumptions", page->language));
    view_text(page, item, "responsible",
              row_words(chain, row, "responsible", page->language));
    view_link(page, item, "evidence", row_text(chain, row, "evidence"));
    view_add(page, list, item);
}

/* Objectives, activities and measures may come as tables of their own. */
static const struct table *next_chain(const struct page *page,
                                      const struct table *chain)
{
    return portal_table(page->portal, ROLE_CHAIN, chain);
}

/* Rows of one level, so many steps below `row`. */
static void chain_below(struct page *page, const struct table *chain,
                        const struct row *row, struct value *list,
                        unsigned steps)
{
    struct slice code = row_text(chain, row, "code");

    if (steps == 0) {
        chain_row(page, chain, row, list);
        return;
    }
    for (const struct table *below = next_chain(page, NULL); below != NULL;
         below = next_chain(page, below)) {
        const struct row_list *rows = table_rows_by(below, "parent", code);

        for (size_t i = 0; i < rows->count; i++)
            chain_below(page, below, row_at(below, rows, i), list, steps - 1);
    }
}

static void chain_from(struct page *page, const struct table *chain,
                       struct slice program, struct value *list, unsigned steps)
{
    const struct row_list *rows = table_rows_by(chain, "program", program);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(chain, rows, i);

        if (row_text(chain, row, "parent").len == 0)
            chain_below(page, chain, row, list, steps);
    }
}

bool program_chain(struct page *page, struct slice code)
{
    const struct table *first = next_chain(page, NULL);
    struct value *list = value_list_new(page->arena);

    for (unsigned steps = 0; steps <= CHAIN_DEPTH; steps++)
        for (const struct table *chain = first; chain != NULL;
             chain = next_chain(page, chain))
            chain_from(page, chain, code, list, steps);
    view_list_or_null(page, page->view, "logframe", list);
    view_link(page, page->view, "chain_link",
              first == NULL ? nothing : link_entity(page, "data", first->name));
    return list->list.count > 0;
}

void program_chain_indicators(struct page *page, struct slice code,
                              struct row_list *rows)
{
    const struct table *indicators =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct code_list codes = {NULL, 0, 0};

    for (const struct table *chain = next_chain(page, NULL); chain != NULL;
         chain = next_chain(page, chain)) {
        const struct row_list *list = table_rows_by(chain, "program", code);

        for (size_t i = 0; i < list->count; i++)
            row_codes(page, chain, row_at(chain, list, i), "indicators",
                      &codes);
    }
    for (size_t i = 0; i < codes.count; i++)
        related_row(page, indicators, codes.items[i], rows);
}
