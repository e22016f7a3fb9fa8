/* What pages of programs, institutions and territories share. */
#include "render/entity.h"

#include "render/detail.h"
#include "render/papers.h"
#include "render/row.h"
#include "render/slices.h"

/* --- does it have amounts? --- */

static bool has_values(const struct table *facts, const struct cube_term *terms,
                       size_t count, struct period year)
{
    struct period last = facts_last_period(facts, year);

    if (last.kind == PERIOD_NONE)
        return false;
    for (size_t i = 0; i < cube_measure_count(facts->cube); i++) {
        bool flow = cube_measure(facts->cube, i)->column->accumulation ==
                    ACCUMULATE_FLOW;
        struct period span = flow ? year : last;
        struct cube_sum sum;

        if (cube_query(facts->cube, i, terms, count, span, span, &sum) ==
                CUBE_OK &&
            sum.values > 0)
            return true;
    }
    return false;
}

static struct cube_term own_term(const struct entity *entity)
{
    return (struct cube_term){
        cube_find_dimension(entity->money.facts->cube, entity->dimension->name),
        &entity->member, 1, entity->member->child_count > 0};
}

/* In the year shown or the one it is compared with: what ended is shown too. */
static bool has_amounts(const struct entity *entity,
                        const struct dimension *dimension,
                        const struct member *member)
{
    const struct money_slice *money = &entity->money;
    struct cube_term terms[2] = {own_term(entity)};
    size_t count = 1;

    if (dimension != NULL)
        terms[count++] = (struct cube_term){
            cube_find_dimension(money->facts->cube, dimension->name), &member,
            1, member->child_count > 0};
    return has_values(money->facts, terms, count, money->year) ||
           (money->before.kind != PERIOD_NONE &&
            has_values(money->facts, terms, count, money->before));
}

/* --- who it is --- */

static void entity_find_money(struct page *page, struct entity *entity)
{
    const struct table *facts =
        facts_with(page->portal, ROLE_EXECUTION, slice_of(entity->kind->field));

    entity->dimension =
        portal_dimension(page->portal, slice_of(entity->kind->field));
    if (entity->dimension != NULL)
        entity->member = map_get(&entity->dimension->by_code, entity->code);
    entity->money = money_slice(page, NULL, ROLE_EXECUTION, nothing);
    if (facts == NULL || entity->member == NULL)
        return;
    entity->money.facts = facts;
    if (!has_amounts(entity, NULL, NULL)) {
        entity->money.facts = NULL;
        return;
    }
    entity->money.filter =
        filter_of_member(page, entity->dimension, entity->member);
    entity->reading = money_read(page, &entity->money);
}

/* What it is part of, the widest first; lists can be wrong, so not for ever. */
#define STEPS_MAX 8

static void steps_above(struct page *page, const struct entity *entity)
{
    const struct row *above[STEPS_MAX];
    const struct row *row = entity->row;
    size_t count = 0;

    while (row != NULL && count < STEPS_MAX) {
        struct slice code = row_text(entity->table, row, "parent");

        row = code.len > 0 ? table_find(entity->table, code) : NULL;
        if (row != NULL && row != entity->row)
            above[count++] = row;
    }
    while (count > 0) {
        struct slice code = row_text(entity->table, above[--count], "code");

        page_step(page, page_label(page, entity->kind->role, code),
                  route_key(page->arena, entity->kind->folder, code));
    }
}

struct entity entity_begin(struct page *page, const struct entity_kind *kind)
{
    const struct route *route = page->route;
    struct entity entity = {
        .kind = kind, .table = route->table, .row = route->row};

    entity.code = route->row != NULL
                      ? row_text(route->table, route->row, "code")
                      : route->member->code;
    entity.label = page_label(page, kind->role, entity.code);
    entity_find_money(page, &entity);
    page_title(page, entity.label);
    page_step(page, page_text(page, kind->plural), slice_of(kind->folder));
    if (kind->role == ROLE_TERRITORIES)
        steps_above(page, &entity);
    page_step(page, entity.label, route->key);
    view_text(page, page->view, "kind", page_text(page, kind->word));
    view_code(page, page->view, "code", entity.code);
    view_text(page, page->view, "unlisted",
              route->row == NULL ? page_text(page, kind->unlisted) : nothing);
    entity.details = details_begin(page, "details");
    entity.key_figures = view_list(page, page->view, "key_figures");
    return entity;
}

struct slice entity_words(const struct page *page, const struct entity *entity,
                          const char *role)
{
    if (entity->row == NULL)
        return nothing;
    return row_words(entity->table, entity->row, role, page->language);
}

/* --- its money --- */

static void members_below(struct page *page, const struct entity *entity,
                          const struct dimension *dimension, const bool *met,
                          const struct member *member, struct member_list *list)
{
    if (!met[member->id] || !has_amounts(entity, dimension, member))
        return;
    ARENA_PUSH(page->arena, list, member);
    for (size_t i = 0; i < member->child_count; i++)
        members_below(page, entity, dimension, met, member->children[i], list);
}

void entity_members(struct page *page, const struct entity *entity,
                    const struct dimension *dimension, struct member_list *list)
{
    const bool *met = crossing_met(page, entity->money.facts, entity->dimension,
                                   entity->member, dimension);

    for (size_t i = 0; met != NULL && i < dimension->members.count; i++)
        if (dimension->members.items[i]->parent == NULL)
            members_below(page, entity, dimension, met,
                          dimension->members.items[i], list);
}

/* The only member at the bottom, or null when there are several. */
static const struct member *only_leaf(const struct member_list *list)
{
    for (size_t i = 0; i + 1 < list->count; i++)
        if (list->items[i + 1]->parent != list->items[i])
            return NULL;
    return list->count > 0 ? list->items[list->count - 1] : NULL;
}

static struct value *composition(struct page *page,
                                 const struct money_slice *money,
                                 const struct dimension *dimension,
                                 const struct member_list *list)
{
    struct value *item = view_object(page);
    struct slice key = arena_format(page->arena, "by-" SLICE_FORMAT,
                                    SLICE_ARGS(dimension->name));

    money_members_on(page, item, money, dimension, list, key.ptr, nothing,
                     "table");
    return item;
}

static void compose_dimension(struct page *page, struct entity *entity,
                              const struct dimension *dimension,
                              struct value *crossed)
{
    struct member_list list = {NULL, 0, 0};
    const struct member *only;

    entity_members(page, entity, dimension, &list);
    only = only_leaf(&list);
    detail_text(
        page, entity->details,
        arena_text(page->arena, dimension_label(page, dimension)),
        crossing_left(page, entity->money.facts, entity->dimension, dimension),
        NULL);
    if (only != NULL)
        detail_link(page, entity->details,
                    arena_text(page->arena, dimension_label(page, dimension)),
                    page_member_label(page, only),
                    link_member(page, ROLE_EXECUTION, dimension, only->code),
                    NULL);
    else if (list.count > 0)
        view_add(page, crossed,
                 composition(page, &entity->money, dimension, &list));
}

static void compose_all(struct page *page, struct entity *entity,
                        const char *skip)
{
    const struct cube *cube = entity->money.facts->cube;
    struct value *crossed = value_list_new(page->arena);

    for (size_t i = 0; i < cube_dimension_count(cube); i++) {
        const struct dimension *dimension = cube_dimension(cube, i);

        if (dimension == entity->dimension ||
            (skip != NULL && slice_equal_text(dimension->name, skip)))
            continue;
        compose_dimension(page, entity, dimension, crossed);
    }
    view_list_or_null(page, page->view, "crossed", crossed);
    view_flag(page, page->view, "has_crossed", crossed->list.count > 0);
}

/* --- what it receives --- */

/*
 * What facts of a side give it by a dimension of its codes, in the year shown;
 * facts null where there is nothing.
 */
static struct money_slice money_by(struct page *page,
                                   const struct entity *entity,
                                   enum resource_role side,
                                   struct slice dimension)
{
    const struct table *facts = facts_with(page->portal, side, dimension);
    const struct dimension *by = portal_dimension(page->portal, dimension);
    const struct member *member =
        by == NULL ? NULL : map_get(&by->by_code, entity->code);
    struct money_slice money = money_slice(page, NULL, side, nothing);
    struct cube_term term = {.members = &member, .count = 1};

    if (facts == NULL || member == NULL)
        return money;
    term.dimension = cube_find_dimension(facts->cube, dimension);
    term.subtree = member->child_count > 0;
    if (has_values(facts, &term, 1, money.year)) {
        money.facts = facts;
        money.filter = filter_of_member(page, by, member);
    }
    return money;
}

static struct money_slice revenue_of(struct page *page,
                                     const struct entity *entity)
{
    return money_by(page, entity, ROLE_REVENUE, slice_of(entity->kind->field));
}

void entity_benefits(struct page *page, const struct entity *entity)
{
    struct money_slice money =
        money_by(page, entity, ROLE_EXECUTION, SLICE("benefited-territory"));

    if (money.facts == NULL)
        view_null(page, page->view, "benefits");
    else
        money_stages(page, &money,
                     page_text(page, N_("Amounts spent for it, by stage")),
                     "benefits", "benefits");
}

void entity_receives(struct page *page, const struct entity *entity)
{
    struct money_slice money = revenue_of(page, entity);
    struct money_reading reading;

    if (money.facts == NULL) {
        view_null(page, page->view, "receives");
        view_null(page, page->view, "receives_lead");
        return;
    }
    reading = money_read(page, &money);
    view_markup(page, page->view, "receives_lead",
                money_sentence(page, entity->label, &money, &reading));
    money_stages(page, &money,
                 page_text(page, N_("Amounts collected, by stage")), "receives",
                 "receives");
    if (entity->money.facts == NULL)
        page_description(
            page, money_sentence_plain(page, entity->label, &money, &reading));
}

/* --- what it spends --- */

/* Where no spending has the dimension, only a program is expected to have it.
 */
static void without_money(struct page *page, const struct entity *entity)
{
    static const char *const names[] = {
        "lead",    "stages",          "currencies",    "chart_cumulative",
        "crossed", "chart_waterfall", "modifications", "modifications_note",
        "terms"};
    bool is_news = entity->kind->role == ROLE_PROGRAMS ||
                   facts_with(page->portal, ROLE_EXECUTION,
                              slice_of(entity->kind->field)) != NULL;
    struct slice words = page_text(page, entity->kind->no_money);

    for (size_t i = 0; i < COUNT_OF(names); i++)
        view_null(page, page->view, names[i]);
    money_old_codes(page, entity->dimension, entity->member);
    view_flag(page, page->view, "has_crossed", false);
    view_text(page, page->view, "no_money", is_news ? words : nothing);
    if (entity->kind->role == ROLE_PROGRAMS ||
        revenue_of(page, entity).facts == NULL)
        page_description(
            page, PLAIN(page, N_("{kind}: {name}"),
                        ARG_TEXT("kind", page_text(page, entity->kind->word)),
                        ARG_TEXT("name", entity->label)));
}

void entity_money(struct page *page, struct entity *entity, const char *skip)
{
    if (entity->money.facts == NULL) {
        without_money(page, entity);
        return;
    }
    view_null(page, page->view, "no_money");
    view_markup(
        page, page->view, "lead",
        money_sentence(page, entity->label, &entity->money, &entity->reading));
    page_description(page,
                     money_sentence_plain(page, entity->label, &entity->money,
                                          &entity->reading));
    money_key_figures(page, entity->key_figures, &entity->money,
                      &entity->reading);
    money_stages(page, &entity->money, page_text(page, N_("Amounts by stage")),
                 "stages", "stages");
    money_currencies(page, &entity->money, "currencies");
    money_terms_of(page, &entity->money, entity->kind->field, entity->code,
                   "terms");
    money_cumulative(page, &entity->money, "cumulative", "chart_cumulative");
    money_waterfall(page, &entity->money, "waterfall", "chart_waterfall");
    money_log(page, &entity->money, "modifications", "modifications",
              "modifications_note");
    money_old_codes(page, entity->dimension, entity->member);
    compose_all(page, entity, skip);
}

/* --- details --- */

static struct slice span_words(struct page *page, const struct entity *entity,
                               const char *role)
{
    return page_period(page, row_period(entity->table, entity->row, role));
}

void entity_span(struct page *page, struct entity *entity, const char *label)
{
    struct slice start = nothing;
    struct slice end = nothing;
    struct slice text = nothing;

    if (entity->row != NULL) {
        start = span_words(page, entity, "start");
        end = span_words(page, entity, "end");
    }
    if (start.len > 0 && end.len > 0)
        text = PLAIN(page, N_("{start} to {end}"), ARG_TEXT("start", start),
                     ARG_TEXT("end", end));
    else if (start.len > 0)
        text = PLAIN(page, N_("since {start}; no end published"),
                     ARG_TEXT("start", start));
    else if (end.len > 0)
        text = PLAIN(page, N_("until {end}"), ARG_TEXT("end", end));
    detail_text(page, entity->details, label, text, NULL);
}

void entity_family(struct page *page, struct entity *entity, const char *above,
                   const char *below)
{
    const struct entity_kind *kind = entity->kind;
    struct code_list parents = {NULL, 0, 0};
    struct code_list children = {NULL, 0, 0};
    const struct row_list *rows;

    if (entity->row == NULL)
        return;
    code_add(page, &parents, row_text(entity->table, entity->row, "parent"));
    detail_codes(page, entity->details, above, kind->role, kind->folder,
                 &parents);
    rows = table_rows_by(entity->table, "parent", entity->code);
    for (size_t i = 0; i < rows->count; i++)
        code_add(
            page, &children,
            row_text(entity->table, row_at(entity->table, rows, i), "code"));
    detail_codes(page, entity->details, below, kind->role, kind->folder,
                 &children);
}

void entity_source(struct page *page, struct entity *entity)
{
    if (entity->row == NULL)
        return;
    detail_text(page, entity->details, N_("Note"),
                entity_words(page, entity, "note"), NULL);
    if (table_role_column(entity->table, "source") != NULL)
        detail_source(page, entity->details, entity->table, entity->row);
}

void entity_records(struct page *page, const struct entity *entity)
{
    const char *field = entity->kind->field;
    bool agreements = papers_agreements(page, field, entity->code);
    bool documents = papers_documents(page, field, entity->code);
    bool clauses = papers_clauses(page, field, entity->code);

    view_flag(page, page->view, "has_papers",
              agreements || documents || clauses);
    view_flag(page, page->view, "has_evaluations",
              papers_evaluations(page, field, entity->code));
    view_flag(page, page->view, "has_registers",
              related_registers(page, field, entity->code, "registers"));
}

void entity_end(struct page *page, const struct entity *entity)
{
    slices_list(page, slice_of(entity->kind->field), entity->code);
    view_flag(page, page->view, "has_key_figures",
              entity->key_figures->list.count > 0);
    view_flag(page, page->view, "has_details", entity->details->list.count > 0);
}
