/* All territories: inhabitants, money, money per inhabitant. */
#include "render/group.h"
#include "render/money/money.h"
#include "render/page/kinds.h"
#include "render/money/per_head.h"
#include "render/territory_map.h"

static const struct grouping by_level = {ROLE_TERRITORIES, "level",
                                         "territories"};

static unsigned row_depth(const struct table *table, const struct row *row)
{
    unsigned depth = 0;

    while (row != NULL && depth < 5) {
        struct slice above = row_text(table, row, "parent");

        row = above.len > 0 ? table_find(table, above) : NULL;
        depth += row != NULL;
    }
    return depth;
}

struct territory_list {
    struct page *page;
    const struct table *table;
    const struct dimension *dimension;
    enum resource_role side; /* spending; where none has places, revenue */
    struct money_slice money;
    struct money_reading whole;
    bool has_population;
    struct slice population_note;
    struct page_table *out;
    bool is_grouped; /* by level: a table each */
};

static void heads(struct territory_list *list)
{
    struct page *page = list->page;
    const struct figure *any = list->whole.executed;
    struct slice stage =
        stage_label(page, execution_stage(page->portal, list->side));

    table_text_column(list->out, "code", page_text(page, N_("Territory")));
    table_text_column(list->out, "level", page_text(page, N_("Level")));
    if (list->has_population)
        table_figure_column(list->out, "population",
                            page_text(page, N_("Inhabitants")), nothing);
    if (any == NULL)
        return;
    table_figure_column(list->out, "executed", stage,
                        page_unit(page, any->unit));
    table_figure_column(list->out, "share", share_label(page, list->side),
                        nothing);
    if (list->has_population && any->unit.multiplier == 0)
        table_figure_column(
            list->out, "per_inhabitant",
            PLAIN(page, N_("{stage} per inhabitant"), ARG_TEXT("stage", stage)),
            any->unit.code);
}

static void line(struct territory_list *list, const struct row *row)
{
    struct page *page = list->page;
    struct slice code = row_text(list->table, row, "code");
    const struct member *member =
        list->dimension == NULL ? NULL
                                : map_get(&list->dimension->by_code, code);
    const struct figure *people = territory_population(page, code);
    struct money_reading r = {0};

    if (list->population_note.len == 0)
        list->population_note = population_note(page, people);
    if (member != NULL && list->money.facts != NULL)
        r = money_read_of(page, &list->money,
                          filter_of_member(page, list->dimension, member));
    table_row_depth(list->out,
                    list->is_grouped ? 0 : row_depth(list->table, row));
    cell_code(list->out, code,
              row_words(list->table, row, "label", page->language),
              link_entity(page, "territories", code));
    cell_text(list->out, portal_label(page->portal, "level",
                                      row_text(list->table, row, "level"),
                                      page->language));
    if (list->has_population)
        cell_figure(list->out, people);
    if (list->whole.executed == NULL)
        return;
    cell_figure(list->out, r.executed);
    cell_figure(list->out, r.share);
    if (list->has_population && list->whole.executed->unit.multiplier == 0)
        cell_figure(list->out, territory_per_head(page, r.executed, people));
}

/* Where some number is an estimate with a fraction, below its table. */
static void people_note(struct territory_list *list)
{
    struct slice note = list->population_note;

    list->population_note = nothing;
    if (note.len > 0)
        table_note(list->out, SENTENCE(list->page, N_("Inhabitants: {note}."),
                                       ARG_TEXT("note", note)));
}

/* The territories of a level, as a table on `view`. */
static void level_table(struct territory_list *list, struct slice level,
                        const char *key, struct slice title, struct value *view)
{
    const struct table *table = list->table;

    list->out = table_begin(list->page, key, title);
    heads(list);
    for (size_t i = 0; i < table->rows.count; i++)
        if (slice_equal(row_text(table, &table->rows.items[i], "level"), level))
            line(list, &table->rows.items[i]);
    people_note(list);
    table_end(list->out, view, "table");
}

static void level_add(struct territory_list *list, struct value *levels,
                      struct slice level, size_t number)
{
    struct page *page = list->page;
    struct value *item = view_object(page);
    struct slice key = arena_format(page->arena, "level_%zu", number);
    struct slice word =
        group_word(page, &by_level, level, N_("No level named"));

    view_text(page, item, "anchor", key);
    view_text(page, item, "word", word);
    level_table(list, level, key.ptr, word, item);
    view_add(page, levels, item);
}

static void table_of_all(struct page *page, struct territory_list *list)
{
    struct value *groups = view_list(page, page->view, "levels");
    struct map levels;

    groups_find(page->portal, &by_level, page->arena, &levels);
    list->is_grouped = levels.count > 0;
    view_flag(page, page->view, "is_grouped", list->is_grouped);
    if (list->is_grouped) {
        view_null(page, page->view, "territories");
        for (size_t i = 0; i < levels.count; i++)
            level_add(list, groups, levels.entries[i].key, i + 1);
        return;
    }
    list->out =
        table_begin(page, "territories", page_text(page, N_("Territories")));
    heads(list);
    for (const struct table *t = list->table; t != NULL;
         t = portal_table(page->portal, ROLE_TERRITORIES, t)) {
        list->table = t;
        for (size_t i = 0; i < t->rows.count; i++)
            line(list, &t->rows.items[i]);
    }
    people_note(list);
    table_end(list->out, page->view, "territories");
}

static void charts(struct page *page, const struct territory_list *list)
{
    struct member_list members = {NULL, 0, 0};

    if (list->money.facts == NULL) {
        view_null(page, page->view, "chart_treemap");
        view_null(page, page->view, "chart_dots");
        return;
    }
    direct_members(page, list->dimension, NULL, &members);
    money_treemap(page, &list->money, list->dimension, &members, "treemap",
                  "chart_treemap");
    money_dots(page, &list->money, list->dimension, &members, "dots",
               "chart_dots");
}

static enum resource_role side_with_places(const struct portal *portal)
{
    bool spending =
        facts_with(portal, ROLE_EXECUTION, SLICE("territory")) != NULL;

    return spending ||
                   facts_with(portal, ROLE_REVENUE, SLICE("territory")) == NULL
               ? ROLE_EXECUTION
               : ROLE_REVENUE;
}

static struct territory_list list_of(struct page *page)
{
    struct territory_list list = {
        .page = page,
        .table = portal_table(page->portal, ROLE_TERRITORIES, NULL),
        .dimension = portal_dimension(page->portal, SLICE("territory"))};

    list.has_population =
        portal_table(page->portal, ROLE_POPULATION, NULL) != NULL;
    list.side = side_with_places(page->portal);
    list.money = money_slice(
        page, facts_with(page->portal, list.side, SLICE("territory")),
        list.side, nothing);
    if (list.money.facts != NULL)
        list.whole = money_read(page, &list.money);
    return list;
}

/* --- one level --- */

void page_territory_level(struct page *page)
{
    struct territory_list list = list_of(page);
    struct slice level = page->route->status;
    struct slice word = group_word(page, &by_level, level, "");

    list.is_grouped = true;
    page_title(
        page, PLAIN(page, N_("Territories: {level}"), ARG_TEXT("level", word)));
    page_description(page,
                     PLAIN(page,
                           N_("Territories of the level {level}: inhabitants "
                              "and money."),
                           ARG_TEXT("level", text_lowered(page, word))));
    page_step(page, page_text(page, N_("Territories")), SLICE("territories"));
    page_step(page, word, page->route->key);
    view_markup(
        page, page->view, "lead",
        SENTENCE(
            page, N_("Territories of this level: {count}, of {all}."),
            ARG_FIGURE("count", group_count(page, &by_level, level)),
            ARG_FIGURE("all", count_figure(page, list.table->name, nothing))));
    group_chips(page, &by_level, &level);
    view_text(page, page->view, "note",
              list.has_population
                  ? nothing
                  : page_text(page, N_("The source gives no population, so "
                                       "nothing is shown per inhabitant.")));
    money_dots_of_group(page, &list.money, list.dimension, list.table, "level");
    level_table(&list, level, "territories", word, page->view);
}

/* --- all of them --- */

void page_territories(struct page *page)
{
    struct territory_list list = list_of(page);

    page_title(page, page_text(page, N_("Territories")));
    page_description(
        page, list.side == ROLE_REVENUE
                  ? page_text(page, N_("What is collected where, and from how "
                                       "many inhabitants."))
                  : page_text(page, N_("What is spent where, and for how many "
                                       "inhabitants.")));
    page_step(page, page_text(page, N_("Territories")), page->route->key);
    view_flag(page, page->view, "has_population", list.has_population);
    view_flag(page, page->view, "is_revenue", list.side == ROLE_REVENUE);
    view_flag(page, page->view, "has_money", list.money.facts != NULL);
    group_chips(page, &by_level, NULL);
    table_of_all(page, &list);
    territory_maps(page, list.dimension, &list.money);
    charts(page, &list);
}
