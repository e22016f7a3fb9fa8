/* Parts of a list by a code of its rows, each a page. */
#include "render/group.h"

void groups_find(const struct portal *portal, const struct grouping *grouping,
                 struct arena *arena, struct map *codes)
{
    const struct table *table = portal_table(portal, grouping->role, NULL);

    map_init(codes, arena);
    if (table == NULL || portal_table(portal, grouping->role, table) != NULL)
        return;
    for (size_t i = 0; i < table->rows.count; i++)
        (void)map_put(codes,
                      row_text(table, &table->rows.items[i], grouping->field),
                      codes);
    if (codes->count < 2)
        map_init(codes, arena);
}

struct slice group_key(struct arena *arena, const struct grouping *grouping,
                       struct slice code)
{
    return route_key(
        arena,
        arena_format(arena, "%s/%s", grouping->list, grouping->field).ptr,
        code);
}

struct slice group_word(const struct page *page,
                        const struct grouping *grouping, struct slice code,
                        const char *none)
{
    return code.len == 0 ? page_text(page, none)
                         : portal_label(page->portal, grouping->field, code,
                                        page->language);
}

const struct figure *group_count(struct page *page,
                                 const struct grouping *grouping,
                                 struct slice code)
{
    const struct table *table =
        portal_table(page->portal, grouping->role, NULL);
    struct slice column = table_role_column(table, grouping->field)->name;

    return count_figure(
        page, table->name,
        code.len > 0 ? filter_add(page->arena, nothing, column, "=", code)
                     : with_missing(page, nothing, column));
}

static struct value *chip_add(struct page *page, struct value *chips,
                              struct slice word, struct slice link,
                              const struct figure *count, bool is_current)
{
    struct value *item = view_object(page);

    view_text(page, item, "word", word);
    view_link(page, item, "link", link);
    view_figure(page, item, "count", count);
    view_flag(page, item, "is_current", is_current);
    view_add(page, chips, item);
    return item;
}

void group_chips(struct page *page, const struct grouping *grouping,
                 const struct slice *current)
{
    const struct table *table =
        portal_table(page->portal, grouping->role, NULL);
    struct value *chips = view_list(page, page->view, "chips");
    struct map codes;

    groups_find(page->portal, grouping, page->arena, &codes);
    view_flag(page, page->view, "has_chips", codes.count > 0);
    if (codes.count == 0)
        return;
    (void)chip_add(page, chips, page_text(page, N_("All")),
                   link_page(page, slice_of(grouping->list)),
                   count_figure(page, table->name, nothing), current == NULL);
    for (size_t i = 0; i < codes.count; i++) {
        struct slice code = codes.entries[i].key;

        if (code.len > 0)
            (void)chip_add(
                page, chips, group_word(page, grouping, code, ""),
                link_page(page, group_key(page->arena, grouping, code)),
                group_count(page, grouping, code),
                current != NULL && slice_equal(*current, code));
    }
}
