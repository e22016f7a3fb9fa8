/* Budget and revenue: the overview, a dimension, a code. */
#include "render/money/money.h"
#include "render/page/kinds.h"
#include "render/slices.h"

static const char *folder_of(enum resource_role side)
{
    return side == ROLE_REVENUE     ? "revenue"
           : side == ROLE_FINANCING ? "financing"
                                    : "budget";
}

static struct slice side_label(const struct page *page, enum resource_role side)
{
    return side == ROLE_REVENUE     ? page_text(page, N_("Revenue"))
           : side == ROLE_FINANCING ? page_text(page, N_("Financing"))
                                    : page_text(page, N_("Budget"));
}

static void key_figures(struct page *page, const struct money_slice *slice,
                        const struct money_reading *reading)
{
    struct value *list = view_list(page, page->view, "key_figures");

    money_key_figures(page, list, slice, reading);
    view_flag(page, page->view, "has_key_figures", list->list.count > 0);
}

/* Income is collected, loans are received; of neither one says "executed". */
static void headings(struct page *page, enum resource_role side)
{
    static const char *const words[][3] = {
        {N_("From budget to payment"), N_("Where the money goes"),
         N_("Who executes")},
        {N_("What was collected"), N_("Where the money comes from"),
         N_("How much of the estimate")},
        {N_("What was received"), N_("Where the money comes from"),
         N_("How much of what was programmed")}};
    const char *const *own = words[side == ROLE_EXECUTION ? 0
                                   : side == ROLE_REVENUE ? 1
                                                          : 2];

    view_text(page, page->view, "stages_heading", page_text(page, own[0]));
    view_text(page, page->view, "where_heading", page_text(page, own[1]));
    view_text(page, page->view, "who_heading", page_text(page, own[2]));
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
    view_flag(page, page->view, "has_dimensions", cards->list.count > 0);
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
    money_stages(page, slice, page_text(page, N_("Amounts by stage")), "stages",
                 "stages");
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

/* What only everything together can show. */
static void in_full(struct page *page, const struct money_slice *slice)
{
    bool is_spending = slice->side == ROLE_EXECUTION;

    money_waterfall(page, slice, "waterfall", "chart_waterfall");
    money_currencies(page, slice, "currencies");
    money_terms(page, slice, "terms");
    money_balance_table(page, slice, "balance", "balance");
    if (is_spending) {
        money_log(page, slice, "modifications", "modifications",
                  "modifications_note");
    } else {
        view_null(page, page->view, "modifications");
        view_null(page, page->view, "modifications_note");
    }
    view_link(page, page->view, "protected_link",
              is_spending ? link_page(page, SLICE("protected")) : nothing);
    view_link(page, page->view, "codes_link", link_page(page, SLICE("codes")));
}

void page_money(struct page *page)
{
    enum resource_role side = page->route->side;
    struct money_slice slice =
        money_slice(page, facts_of(page->portal, side), side, nothing);
    struct money_reading reading = money_read(page, &slice);
    struct slice who = money_subject(page, side);

    page_title(page, side_label(page, side));
    page_description(page, money_sentence_plain(page, who, &slice, &reading));
    page_step(page, side_label(page, side), page->route->key);
    view_markup(page, page->view, "lead",
                money_sentence(page, who, &slice, &reading));
    headings(page, side);
    key_figures(page, &slice, &reading);
    dimension_cards(page, side);
    overview(page, &slice);
    in_full(page, &slice);
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
    struct slice who = money_subject(page, side);

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

/* Top members of another dimension that have rows in this code and year. */
static void members_with(struct page *page, const struct money_slice *slice,
                         const struct dimension *other,
                         struct member_list *with)
{
    const struct route *route = page->route;
    const struct cube *cube = slice->facts->cube;
    const bool *met = crossing_met(page, slice->facts, route->dimension,
                                   route->member, other);
    struct member_list list = {NULL, 0, 0};

    if (met == NULL)
        return;
    direct_members(page, other, NULL, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct cube_term terms[] = {
            {cube_find_dimension(cube, route->dimension->name), &route->member,
             1, route->member->child_count > 0},
            {cube_find_dimension(cube, other->name), &list.items[i], 1,
             list.items[i]->child_count > 0}};

        if (met[list.items[i]->id] &&
            facts_have_rows(slice->facts, terms, COUNT_OF(terms), slice->year))
            ARENA_PUSH(page->arena, with, list.items[i]);
    }
}

/* What the members of another dimension have in this code. */
static void crossed(struct page *page, const struct money_slice *slice)
{
    static const char *const names[] = {"institution", "program", "territory"};
    struct value *sections = value_list_new(page->arena);

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct dimension *other =
            portal_dimension(page->portal, slice_of(names[i]));
        struct member_list with = {NULL, 0, 0};
        struct value *section;
        struct slice left;

        if (other == NULL)
            continue;
        members_with(page, slice, other, &with);
        left = crossing_left(page, slice->facts, page->route->dimension, other);
        if (with.count == 0 && left.len == 0)
            continue;
        section = view_object(page);
        view_text(page, section, "label", dimension_label(page, other));
        view_text(page, section, "left", left);
        money_members_on(page, section, slice, other, &with, names[i], nothing,
                         "table");
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
    money_old_codes(page, route->dimension, route->member);
    view_text(page, page->view, "kind",
              dimension_label(page, route->dimension));
    view_flag(page, page->view, "is_unlisted",
              route->dimension->has_classifier && route->member->row == NULL);
    view_markup(page, page->view, "lead",
                money_sentence(page, label, &slice, &reading));
    headings(page, route->side);
    key_figures(page, &slice, &reading);
    money_stages(page, &slice, page_text(page, N_("Amounts by stage")),
                 "stages", "stages");
    money_currencies(page, &slice, "currencies");
    money_cumulative(page, &slice, "cumulative", "chart_cumulative");
    money_waterfall(page, &slice, "waterfall", "chart_waterfall");
    direct_members(page, route->dimension, route->member, &parts);
    money_members(page, &whole, route->dimension, &parts, "parts", "parts");
    crossed(page, &slice);
    slices_list(page, route->dimension->name, route->member->code);
}
