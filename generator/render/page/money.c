/* Budget and revenue: the overview, a dimension, a code. */
#include "render/money.h"
#include "render/page/kinds.h"
#include "render/slices.h"

static const char *folder_of(enum resource_role side)
{
    return side == ROLE_REVENUE ? "revenue" : "budget";
}

static struct slice side_label(const struct page *page, enum resource_role side)
{
    return side == ROLE_REVENUE ? page_text(page, N_("Revenue"))
                                : page_text(page, N_("Budget"));
}

static void key_figures(struct page *page, const struct money_slice *slice,
                        const struct money_reading *reading)
{
    struct value *list = view_list(page, page->view, "key_figures");

    money_key_figures(page, list, slice, reading);
    view_flag(page, page->view, "has_key_figures", list->list.count > 0);
}

/* A card for each dimension: its name, how many codes, what it shows. */
static void dimension_cards(struct page *page, enum resource_role side)
{
    struct value *cards = value_list_new(page->arena);

    for (size_t i = 0; i < page->portal->dimensions.count; i++) {
        const struct dimension *dimension = page->portal->dimensions.items[i];
        const struct table *facts =
            facts_with(page->portal, side, dimension->name);
        struct value *card;

        if (facts == NULL)
            continue;
        card = view_object(page);
        view_text(page, card, "label", dimension_label(page, dimension));
        view_text(page, card, "source", page_words(page, &facts->title));
        view_link(page, card, "link",
                  link_entity(page, folder_of(side), dimension->name));
        view_add(page, cards, card);
    }
    view_list_or_null(page, page->view, "dimensions", cards);
}

/* The first dimension of the headline table: what the overview opens with. */
static const struct dimension *first_dimension(const struct table *facts)
{
    return facts != NULL && facts->cube != NULL &&
                   cube_dimension_count(facts->cube) > 0
               ? cube_dimension(facts->cube, 0)
               : NULL;
}

#define OVERVIEW_ROWS_MAX 200

static void overview(struct page *page, const struct money_slice *slice)
{
    const struct dimension *first = first_dimension(slice->facts);
    struct member_list list = {NULL, 0, 0};

    if (first != NULL)
        direct_members(page, first, NULL, &list);
    money_stages(page, slice, "stages", "stages");
    money_cumulative(page, slice, "cumulative", "chart_cumulative");
    if (first == NULL) {
        view_null(page, page->view, "chart_treemap");
        view_null(page, page->view, "chart_dots");
        view_null(page, page->view, "members");
        return;
    }
    money_treemap(page, slice, first, &list, "treemap", "chart_treemap");
    money_dots(page, slice, first, &list, "dots", "chart_dots");
    /* A long list has its own page, which the cards lead to. */
    if (list.count > OVERVIEW_ROWS_MAX)
        list.count = 0;
    money_members(page, slice, first, &list, "members", "members");
}

void page_money(struct page *page)
{
    enum resource_role side = page->route->side;
    struct money_slice slice =
        money_slice(page, facts_of(page->portal, side), side, nothing);
    struct money_reading reading = money_read(page, &slice);
    struct slice who = side == ROLE_REVENUE
                           ? page_text(page, N_("the government"))
                           : page_text(page, N_("the government as a whole"));

    page_title(page, side_label(page, side));
    page_description(page, money_sentence_plain(page, who, &slice, &reading));
    page_step(page, side_label(page, side), page->route->key);
    view_markup(page, page->view, "lead",
                money_sentence(page, who, &slice, &reading));
    view_flag(page, page->view, "is_revenue", side == ROLE_REVENUE);
    key_figures(page, &slice, &reading);
    dimension_cards(page, side);
    overview(page, &slice);
}

static void dimension_steps(struct page *page, enum resource_role side,
                            const struct dimension *dimension)
{
    page_step(page, side_label(page, side), slice_of(folder_of(side)));
    page_step(page, dimension_label(page, dimension),
              route_key(page->arena, folder_of(side), dimension->name));
}

void page_dimension(struct page *page)
{
    enum resource_role side = page->route->side;
    const struct dimension *dimension = page->route->dimension;
    const struct table *facts = facts_with(page->portal, side, dimension->name);
    struct money_slice slice = money_slice(page, facts, side, nothing);
    struct money_reading reading = money_read(page, &slice);
    struct member_list top = {NULL, 0, 0};
    struct member_list all = {NULL, 0, 0};
    struct slice who = page_text(page, N_("the government as a whole"));

    direct_members(page, dimension, NULL, &top);
    nested_members(page, dimension, NULL, &all);
    page_title(page,
               PLAIN(page, N_("{side} by {dimension}"),
                     ARG_TEXT("side", side_label(page, side)),
                     ARG_TEXT("dimension", dimension_phrase(page, dimension))));
    page_description(page, money_sentence_plain(page, who, &slice, &reading));
    dimension_steps(page, side, dimension);
    view_markup(page, page->view, "lead",
                money_sentence(page, who, &slice, &reading));
    key_figures(page, &slice, &reading);
    money_treemap(page, &slice, dimension, &top, "treemap", "chart_treemap");
    money_dots(page, &slice, dimension, &top, "dots", "chart_dots");
    money_members(page, &slice, dimension, &all, "members", "members");
}

/* What the members of another dimension have in this code. */
static void crossed(struct page *page, const struct money_slice *slice)
{
    static const char *const names[] = {"institution", "program", "territory"};
    struct value *sections = value_list_new(page->arena);

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct dimension *other =
            portal_dimension(page->portal, slice_of(names[i]));
        struct member_list list = {NULL, 0, 0};
        struct member_list with = {NULL, 0, 0};
        struct value *section;

        if (other == NULL ||
            cube_find_dimension(slice->facts->cube, slice_of(names[i])) < 0)
            continue;
        direct_members(page, other, NULL, &list);
        for (size_t k = 0; k < list.count; k++) {
            struct slice filter =
                filter_join(page, slice->filter,
                            filter_of_member(page, other, list.items[k]));
            const struct figure *any =
                money_figure(page, slice->facts,
                             cube_measure(slice->facts->cube, 0)->column->stage,
                             filter, slice->year);

            if (any != NULL && any->rows > 0)
                ARENA_PUSH(page->arena, &with, list.items[k]);
        }
        section = view_object(page);
        view_text(page, section, "label", dimension_label(page, other));
        money_members_on(page, section, slice, other, &with, names[i], "table");
        if (with.count > 0)
            view_add(page, sections, section);
    }
    view_list_or_null(page, page->view, "crossed", sections);
}

static void code_steps(struct page *page, enum resource_role side,
                       const struct dimension *dimension,
                       const struct member *member)
{
    if (member == NULL)
        return;
    code_steps(page, side, dimension, member->parent);
    page_step(
        page, page_member_label(page, member),
        route_key(page->arena,
                  arena_format(page->arena, "%s/" SLICE_FORMAT, folder_of(side),
                               SLICE_ARGS(dimension->name))
                      .ptr,
                  member->code));
}

void page_code(struct page *page)
{
    const struct route *route = page->route;
    const struct table *facts =
        facts_with(page->portal, route->side, route->dimension->name);
    struct money_slice slice =
        money_slice(page, facts, route->side,
                    filter_of_member(page, route->dimension, route->member));
    struct money_reading reading = money_read(page, &slice);
    struct slice label = page_member_label(page, route->member);
    struct money_slice whole = money_slice(page, facts, route->side, nothing);
    struct member_list parts = {NULL, 0, 0};

    page_title(page, label);
    page_description(page, money_sentence_plain(page, label, &slice, &reading));
    dimension_steps(page, route->side, route->dimension);
    code_steps(page, route->side, route->dimension, route->member);
    view_code(page, page->view, "code", route->member->code);
    view_text(page, page->view, "kind",
              dimension_label(page, route->dimension));
    view_flag(page, page->view, "is_unlisted",
              route->dimension->has_classifier && route->member->row == NULL);
    view_markup(page, page->view, "lead",
                money_sentence(page, label, &slice, &reading));
    view_flag(page, page->view, "is_revenue", route->side == ROLE_REVENUE);
    key_figures(page, &slice, &reading);
    money_stages(page, &slice, "stages", "stages");
    money_cumulative(page, &slice, "cumulative", "chart_cumulative");
    direct_members(page, route->dimension, route->member, &parts);
    money_members(page, &whole, route->dimension, &parts, "parts", "parts");
    crossed(page, &slice);
    slices_list(page, route->dimension->name, route->member->code);
}
