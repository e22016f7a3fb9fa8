/* The rows of a code as a file of their own. */
#include "render/slices.h"

#include "render/describe.h"

static struct slice path_of(struct arena *arena, const struct table *table,
                            struct slice dimension, struct slice name)
{
    return ARENA_CONCAT(
        arena, SLICE("data/"), folder_of_member(arena, table->role, dimension),
        SLICE("/"), name, SLICE("."), table->name, SLICE(".csv"));
}

struct slice slice_path(struct arena *arena, const struct table *table,
                        struct slice dimension, struct slice code)
{
    return path_of(arena, table, dimension, route_encode(arena, code));
}

struct slice slice_pattern(struct arena *arena, const struct table *table,
                           struct slice dimension)
{
    return path_of(arena, table, dimension, SLICE("{code}"));
}

/* "this" has a gender that differs by language. */
static const char *link_words(struct slice dimension)
{
    if (slice_equal_text(dimension, "program"))
        return N_("Rows of this program: {table}");
    if (slice_equal_text(dimension, "institution"))
        return N_("Rows of this institution: {table}");
    if (slice_equal_text(dimension, "territory"))
        return N_("Rows of this territory: {table}");
    return N_("Rows of this code: {table}");
}

uint64_t slice_rows(const struct page *page, const struct table *table,
                    struct slice dimension, struct slice code)
{
    const struct dimension *known = portal_dimension(page->portal, dimension);
    const struct member *member = map_get(&known->by_code, code);
    struct cube_term term = {cube_find_dimension(table->cube, dimension),
                             &member, 1, false};
    struct period all = {PERIOD_NONE, 0, 0, 0};
    struct cube_sum sum;

    if (member == NULL ||
        cube_query(table->cube, 0, &term, 1, all, all, &sum) == CUBE_NO_SET)
        return 0;
    return (uint64_t)sum.values + sum.empty + sum.not_reported +
           sum.not_applicable;
}

static void slice_add(struct page *page, struct value *list,
                      const struct table *table, struct slice dimension,
                      struct slice code)
{
    const struct column *column = table_dimension_column(table, dimension);
    struct slice filter =
        filter_add(page->arena, nothing, column->name, "=", code);
    struct slice path = slice_path(page->arena, table, dimension, code);
    struct slice words = PLAIN(page, link_words(dimension),
                               ARG_TEXT("table", describe_table(page, table)));
    struct value *item = view_object(page);

    view_markup(
        page, item, "text",
        SENTENCE(page, N_("{link} (CSV, rows: {rows})"),
                 ARG_LINK("link", words, link_file(page, path)),
                 ARG_FIGURE("rows", count_figure(page, table->name, filter))));
    view_add(page, list, item);
}

void slices_list(struct page *page, struct slice dimension, struct slice code)
{
    struct value *list = value_list_new(page->arena);
    const struct portal *portal = page->portal;

    for (size_t i = 0; i < portal->tables.count; i++)
        if (table_has_slice(portal->tables.items[i], dimension) &&
            slice_rows(page, portal->tables.items[i], dimension, code) > 0)
            slice_add(page, list, portal->tables.items[i], dimension, code);
    view_list_or_null(page, page->view, "slices", list);
    view_flag(page, page->view, "has_slices", list->list.count > 0);
}
