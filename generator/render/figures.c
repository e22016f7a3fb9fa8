/* Asking for figures: filters, counts, one figure made of two. */
#include "render/page.h"

struct slice with_term(struct page *page, struct slice filter,
                       const char *column, const char *operator,
                       struct slice code)
{
    return filter_add(page->arena, filter, slice_of(column), operator, code);
}

struct slice with_missing(struct page *page, struct slice filter,
                          struct slice column)
{
    return arena_format(page->arena, SLICE_FORMAT "%s" SLICE_FORMAT "=?missing",
                        SLICE_ARGS(filter), filter.len > 0 ? ";" : "",
                        SLICE_ARGS(column));
}

struct slice filter_join(struct page *page, struct slice a, struct slice b)
{
    if (a.len == 0 || b.len == 0)
        return a.len == 0 ? b : a;
    return arena_format(page->arena, SLICE_FORMAT ";" SLICE_FORMAT,
                        SLICE_ARGS(a), SLICE_ARGS(b));
}

struct slice filter_of_member(struct page *page,
                              const struct dimension *dimension,
                              const struct member *member)
{
    return filter_add(page->arena, nothing,
                      column_published(page->arena, dimension->name),
                      member->child_count > 0 ? "<" : "=", member->code);
}

const struct figure *count_figure(struct page *page, struct slice resource,
                                  struct slice filter)
{
    return figure_leaf(&page->figures, FIGURE_COUNT, resource, SLICE("*"),
                       filter);
}

const struct figure *tree_of(struct page *page, enum figure_operation operation,
                             const struct figure *a, const struct figure *b)
{
    if (a == NULL || b == NULL)
        return NULL;
    return figure_tree(&page->figures, operation, a, b);
}

bool page_has_table(const struct page *page, const char *name)
{
    return portal_table_named(page->portal, slice_of(name)) != NULL;
}
