/* What a code of a column refers to: its label and its page. */
#include "render/reference.h"

static bool role_of(const struct table *table, const struct column *column,
                    enum resource_role *role)
{
    if (slice_equal_text(column->refers, "self")) {
        *role = table->role;
        return true;
    }
    for (int i = 0; i < ROLE_DERIVED; i++)
        if (slice_equal_text(column->refers,
                             resource_role_name((enum resource_role)i))) {
            *role = (enum resource_role)i;
            return true;
        }
    return false;
}

/* Entities have pages of their own; everything else is a record. */
static const char *folder_of(enum resource_role role)
{
    static const struct {
        enum resource_role role;
        const char *folder;
    } folders[] = {
        {ROLE_INSTITUTIONS, "institutions"}, {ROLE_PROGRAMS, "programs"},
        {ROLE_TERRITORIES, "territories"},   {ROLE_PLAN, "plans"},
        {ROLE_INDICATORS, "indicators"},     {ROLE_COMMITMENTS, "commitments"},
    };

    for (size_t i = 0; i < COUNT_OF(folders); i++)
        if (folders[i].role == role)
            return folders[i].folder;
    return NULL;
}

struct slice link_register(const struct page *page, const struct table *table)
{
    return link_page(page, route_key(page->arena, "registers", table->name));
}

struct slice link_record(const struct page *page, const struct table *table,
                         struct slice code)
{
    struct slice folder = route_key(page->arena, "registers", table->name);

    if (code.len == 0)
        return code;
    return link_page(
        page, route_key(page->arena, arena_text(page->arena, folder), code));
}

struct slice link_dictionary(const struct page *page, const struct table *table)
{
    return link_page(page, route_key(page->arena, "data", table->name));
}

struct slice reference_link(const struct page *page, const struct table *table,
                            const struct column *column, struct slice code)
{
    enum resource_role role;
    const struct table *target = NULL;

    if (!role_of(table, column, &role))
        return nothing;
    if (folder_of(role) != NULL)
        return link_entity(page, folder_of(role), code);
    if (portal_find(page->portal, role, code, &target) == NULL)
        return nothing;
    return link_record(page, target, code);
}

struct slice reference_label(const struct page *page, const struct table *table,
                             const struct column *column, struct slice code)
{
    enum resource_role role;

    return role_of(table, column, &role) ? page_label(page, role, code) : code;
}
