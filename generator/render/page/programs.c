/* All programs, by category: who owns each, what it has and spent. */
#include <stdlib.h>

#include "render/page/kinds.h"
#include "render/program/program_results.h"
#include "render/related.h"

struct listed {
    struct slice code;
    struct slice label;
    struct slice category;
    struct slice institution;
    struct slice owner; /* its name */
    struct slice key;   /* to sort by: owner, then label */
};

struct program_list {
    struct page *page;
    struct listed *items;
    size_t count, capacity;
    const struct dimension *dimension;
    struct money_slice money;
    struct money_reading whole;
    bool has_owners;
    bool is_derived; /* derived-programs has those of the list, no others */
};

/* --- reading --- */

/*
 * As derived by rule, so that it is listed where its money counts; what is in
 * none stands under no word.
 */
static struct slice category_listed(const struct program_list *list,
                                    const struct table *table,
                                    const struct row *row)
{
    const struct table *derived;
    const struct row *found =
        program_derived(list->page, row_text(table, row, "code"), &derived);
    struct slice category;

    if (!list->is_derived || found == NULL)
        return row_text(table, row, "category");
    category = row_text(derived, found, "category");
    return slice_equal_text(category, "none") ? nothing : category;
}

static void program_add(struct program_list *list, const struct table *table,
                        const struct row *row)
{
    struct page *page = list->page;
    struct listed item = {.code = row_text(table, row, "code")};

    item.label = row_words(table, row, "label", page->language);
    item.category = category_listed(list, table, row);
    item.institution = row_text(table, row, "institution");
    item.owner = page_label(page, ROLE_INSTITUTIONS, item.institution);
    list->has_owners |= item.institution.len > 0;
    ARENA_PUSH(page->arena, list, item);
}

static int by_key(const void *a, const void *b)
{
    const struct listed *left = a;
    const struct listed *right = b;
    int order = slice_compare(left->key, right->key);

    return order != 0 ? order : slice_compare(left->code, right->code);
}

static void programs_sort(struct program_list *list)
{
    struct page *page = list->page;
    struct collator *collator = collator_open(page->language->tag);

    for (size_t i = 0; i < list->count; i++)
        list->items[i].key = collator_key(
            collator, page->arena,
            arena_format(page->arena, SLICE_FORMAT "\n" SLICE_FORMAT,
                         SLICE_ARGS(list->items[i].owner),
                         SLICE_ARGS(list->items[i].label)));
    collator_close(collator);
    if (list->count > 1)
        qsort(list->items, list->count, sizeof(*list->items), by_key);
}

/* Codes of facts that no list has are derived too, and not listed here. */
static bool are_derived(const struct page *page)
{
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-programs"));
    size_t count = 0;

    for (const struct table *t = page->route->table; t != NULL;
         t = portal_table(page->portal, ROLE_PROGRAMS, t))
        count += t->rows.count;
    return derived != NULL && derived->rows.count == count;
}

static void programs_read(struct program_list *list)
{
    struct page *page = list->page;

    list->is_derived = are_derived(page);
    for (const struct table *t = page->route->table; t != NULL;
         t = portal_table(page->portal, ROLE_PROGRAMS, t))
        for (size_t i = 0; i < t->rows.count; i++)
            program_add(list, t, &t->rows.items[i]);
    programs_sort(list);
}

/* --- a table for each category --- */

static void heads(struct program_list *list, struct page_table *out)
{
    struct page *page = list->page;
    const struct portal *portal = page->portal;
    const struct money_reading *whole = &list->whole;

    table_text_column(out, "code", page_text(page, N_("Program")));
    if (list->has_owners)
        table_text_column(out, "institution",
                          page_text(page, N_("Institution")));
    if (whole->budget != NULL)
        table_figure_column(
            out, "budget",
            stage_label(page, budget_stage(portal, ROLE_EXECUTION)),
            page_unit(page, whole->budget->unit));
    if (whole->executed != NULL)
        table_figure_column(
            out, "executed",
            stage_label(page, execution_stage(portal, ROLE_EXECUTION)),
            page_unit(page, whole->executed->unit));
    if (whole->share != NULL)
        table_figure_column(out, "share", share_label(page, ROLE_EXECUTION),
                            nothing);
    if (whole->share_before != NULL)
        table_figure_column(out, "points",
                            page_text(page, N_("Against a year before")),
                            page_text(page, N_("percentage points")));
}

static void line(struct program_list *list, struct page_table *out,
                 const struct listed *item)
{
    struct page *page = list->page;
    const struct money_reading *whole = &list->whole;
    const struct member *member =
        list->dimension == NULL
            ? NULL
            : map_get(&list->dimension->by_code, item->code);
    struct money_reading r = {0};

    if (member != NULL && list->money.facts != NULL)
        r = money_read_of(page, &list->money,
                          filter_of_member(page, list->dimension, member));
    table_row(out);
    cell_code(out, item->code, item->label,
              link_entity(page, "programs", item->code));
    if (list->has_owners)
        cell_code(out, item->institution, item->owner,
                  link_entity(page, "institutions", item->institution));
    if (whole->budget != NULL)
        cell_figure(out, r.budget);
    if (whole->executed != NULL)
        cell_figure(out, r.executed);
    if (whole->share != NULL)
        cell_figure(out, r.share);
    if (whole->share_before != NULL)
        cell_figure(out, r.points);
}

static struct slice category_label(struct page *page, struct slice category)
{
    if (slice_equal_text(category, "several"))
        return page_text(page, N_("Programs in more than one category"));
    return category.len > 0 ? program_category(page, category)
                            : page_text(page, N_("No category published"));
}

static const struct figure *category_count(const struct program_list *list,
                                           struct slice category)
{
    struct page *page = list->page;
    const struct table *table = page->route->table;
    const struct column *column = table_role_column(table, "category");
    struct slice filter = nothing;

    if (list->is_derived)
        return count_figure(
            page, SLICE("derived-programs"),
            filter_add(page->arena, nothing, SLICE("category"), "=",
                       category.len > 0 ? category : SLICE("none")));
    if (column != NULL)
        filter = category.len > 0 ? filter_add(page->arena, nothing,
                                               column->name, "=", category)
                                  : with_missing(page, nothing, column->name);
    return count_figure(page, table->name, filter);
}

static void category_section(struct program_list *list, struct slice category,
                             struct value *sections)
{
    struct page *page = list->page;
    struct value *section = view_object(page);
    struct slice anchor =
        category.len > 0 ? route_encode(page->arena, category) : SLICE("other");
    struct slice label = category_label(page, category);
    struct page_table *out = table_begin(
        page, anchor.ptr,
        PLAIN(page,
              list->has_owners ? N_("{category}, by institution and name")
                               : N_("{category}, by name"),
              ARG_TEXT("category", label)));

    heads(list, out);
    for (size_t i = 0; i < list->count; i++)
        if (slice_equal(list->items[i].category, category))
            line(list, out, &list->items[i]);
    view_text(page, section, "label", label);
    view_code(page, section, "anchor", anchor);
    view_link(page, section, "link",
              arena_format(page->arena, "#" SLICE_FORMAT, SLICE_ARGS(anchor)));
    view_figure(page, section, "count", category_count(list, category));
    table_end(out, section, "table");
    view_add(page, sections, section);
}

static void categories(struct program_list *list)
{
    struct page *page = list->page;
    struct value *sections = view_list(page, page->view, "categories");
    static const char *const order[] = {"results", "central", "non-product"};
    struct code_list seen = {NULL, 0, 0};
    bool has_none = false;

    for (size_t k = 0; k < COUNT_OF(order); k++)
        for (size_t i = 0; i < list->count; i++)
            if (slice_equal_text(list->items[i].category, order[k]))
                code_add(page, &seen, list->items[i].category);
    for (size_t i = 0; i < list->count; i++) {
        code_add(page, &seen, list->items[i].category);
        has_none |= list->items[i].category.len == 0;
    }
    for (size_t i = 0; i < seen.count; i++)
        category_section(list, seen.items[i], sections);
    if (has_none)
        category_section(list, nothing, sections);
    view_flag(page, page->view, "has_categories", seen.count + has_none > 1);
}

/* --- filters, what is lacking --- */

static void owners(struct program_list *list)
{
    struct page *page = list->page;
    const struct table *table = page->route->table;
    const struct column *column = table_role_column(table, "institution");
    struct value *chips = value_list_new(page->arena);
    struct slice last = nothing;

    for (size_t i = 0; column != NULL && i < list->count; i++) {
        struct slice code = list->items[i].institution;
        struct value *chip;

        if (code.len == 0 || slice_equal(code, last))
            continue;
        last = code;
        chip = view_object(page);
        view_text(page, chip, "label", list->items[i].owner);
        view_link(page, chip, "link", link_entity(page, "institutions", code));
        view_figure(page, chip, "count",
                    count_figure(page, table->name,
                                 filter_add(page->arena, nothing, column->name,
                                            "=", code)));
        view_add(page, chips, chip);
    }
    view_list_or_null(page, page->view, "owners", chips);
    view_flag(page, page->view, "has_owners", chips->list.count > 0);
}

/* How many there are, and how many nobody answers for. */
static void lead(struct page *page)
{
    const struct table *table = page->route->table;
    const struct column *person = table_role_column(table, "responsible");
    const struct figure *all = count_figure(page, table->name, nothing);
    const struct figure *none;

    if (person == NULL) {
        view_markup(page, page->view, "lead",
                    SENTENCE(page,
                             N_("Programs: {all}. The source names nobody "
                                "responsible for any of them."),
                             ARG_FIGURE("all", all)));
        return;
    }
    none = count_figure(page, table->name,
                        with_missing(page, nothing, person->name));
    view_markup(page, page->view, "lead",
                SENTENCE(page,
                         N_("Programs: {all}. Without a responsible person "
                            "named: {none}."),
                         ARG_FIGURE("all", all), ARG_FIGURE("none", none)));
}

/* Codes that the data use and the list lacks. */
static void unlisted(struct program_list *list)
{
    struct page *page = list->page;
    struct member_list members = {NULL, 0, 0};

    for (size_t i = 0;
         list->dimension != NULL && i < list->dimension->members.count; i++)
        if (list->dimension->members.items[i]->row == NULL)
            ARENA_PUSH(
                page->arena, &members,
                (const struct member *)list->dimension->members.items[i]);
    if (list->money.facts == NULL) {
        view_null(page, page->view, "unlisted");
        return;
    }
    money_members(page, &list->money, list->dimension, &members, "unlisted",
                  "unlisted");
}

void page_programs(struct page *page)
{
    struct program_list list = {
        .page = page,
        .dimension = portal_dimension(page->portal, SLICE("program"))};

    list.money = money_slice(
        page, facts_with(page->portal, ROLE_EXECUTION, SLICE("program")),
        ROLE_EXECUTION, nothing);
    if (list.money.facts != NULL)
        list.whole = money_read(page, &list.money);
    page_title(page, page_text(page, N_("Programs")));
    page_description(page, page_text(page, N_("Every program, with who owns "
                                              "it, its budget and what of it "
                                              "was executed.")));
    page_step(page, page_text(page, N_("Programs")), page->route->key);
    view_flag(page, page->view, "has_money", list.money.facts != NULL);
    lead(page);
    view_link(page, page->view, "responsibles_link",
              link_page(page, SLICE("responsibles")));
    programs_read(&list);
    categories(&list);
    owners(&list);
    unlisted(&list);
}
