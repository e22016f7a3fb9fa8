/* An institution: its money, its programs, what it answers for. */
#include "render/commitment/commitment.h"
#include "render/detail.h"
#include "render/document/document.h"
#include "render/page/kinds.h"
#include "render/papers.h"
#include "render/program/program_results.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

static const struct entity_kind institution = {
    ROLE_INSTITUTIONS,
    "institution",
    "institutions",
    N_("Institution"),
    N_("Institutions"),
    N_("This code is used in the data but is not in the list of "
       "institutions."),
    N_("The source publishes no amounts for this institution."),
};

static void who_and_why(struct page *page, struct entity *entity)
{
    struct slice kind;
    struct slice address;
    bool has_head;

    if (entity->row == NULL)
        return;
    has_head = table_role_column(entity->table, "head") != NULL;
    kind = row_text(entity->table, entity->row, "kind");
    address = row_text(entity->table, entity->row, "address");
    detail_text(page, entity->details, N_("Mandate"),
                entity_words(page, entity, "mandate"), NULL);
    detail_text(page, entity->details, N_("Who heads it"),
                entity_words(page, entity, "head"),
                has_head ? N_("nobody named") : NULL);
    detail_text(page, entity->details, N_("Kind"),
                portal_label(page->portal, "kind", kind, page->language), NULL);
    detail_text(page, entity->details, N_("Description"),
                entity_words(page, entity, "description"), NULL);
    entity_family(page, entity, N_("Part of"), N_("Institutions under it"));
    detail_link(page, entity->details, N_("Site"), address, address, NULL);
}

/* --- programs --- */

/* Programs that the list gives to it, and those it has amounts in. */
static void programs_owned(struct page *page, const struct entity *entity,
                           struct code_list *codes)
{
    const struct dimension *dimension =
        portal_dimension(page->portal, SLICE("program"));
    struct member_list members = {NULL, 0, 0};

    related_codes(page, ROLE_PROGRAMS, "institution", entity->code, "code",
                  codes);
    if (dimension == NULL || entity->money.facts == NULL ||
        cube_find_dimension(entity->money.facts->cube, dimension->name) < 0)
        return;
    entity_members(page, entity, dimension, &members);
    for (size_t i = 0; i < members.count; i++)
        code_add(page, codes, members.items[i]->code);
}

static void programs_listed(struct page *page, const struct code_list *codes)
{
    struct page_table *out = table_begin(
        page, "programs", page_text(page, N_("Who answers for each program")));

    table_text_column(out, "code", page_text(page, N_("Program")));
    table_text_column(out, "category", page_text(page, N_("Category")));
    table_text_column(out, "responsible",
                      page_text(page, N_("Who answers for it")));
    for (size_t i = 0; i < codes->count; i++) {
        const struct table *table = NULL;
        const struct row *row =
            portal_find(page->portal, ROLE_PROGRAMS, codes->items[i], &table);
        struct slice category = nothing;
        struct slice word = nothing;
        struct slice person = nothing;

        if (row != NULL) {
            category = row_text(table, row, "category");
            word = program_category_said(page, table, row);
            person = row_words(table, row, "responsible", page->language);
        }
        table_row(out);
        cell_code(out, codes->items[i],
                  page_label(page, ROLE_PROGRAMS, codes->items[i]),
                  link_entity(page, "programs", codes->items[i]));
        cell_code(out, category, word, nothing);
        if (person.len > 0)
            cell_text(out, person);
        else
            cell_missing(out,
                         page_text(page, N_("no responsible person named")));
    }
    table_end(out, page->view, "programs");
}

/* The amounts of its programs: those of this institution alone. */
static void programs_money(struct page *page, const struct entity *entity,
                           const struct code_list *codes)
{
    const struct dimension *dimension =
        portal_dimension(page->portal, SLICE("program"));
    struct member_list members = {NULL, 0, 0};

    if (dimension == NULL || entity->money.facts == NULL ||
        cube_find_dimension(entity->money.facts->cube, dimension->name) < 0) {
        view_null(page, page->view, "chart_programs");
        view_null(page, page->view, "programs_money");
        return;
    }
    for (size_t i = 0; i < codes->count; i++) {
        const struct member *member =
            map_get(&dimension->by_code, codes->items[i]);

        if (member != NULL)
            ARENA_PUSH(page->arena, &members, member);
    }
    money_dots(page, &entity->money, dimension, &members, "dots-programs",
               "chart_programs");
    money_members(page, &entity->money, dimension, &members, "programs-money",
                  "programs_money");
}

static void programs(struct page *page, const struct entity *entity)
{
    struct code_list codes = {NULL, 0, 0};

    programs_owned(page, entity, &codes);
    programs_listed(page, &codes);
    programs_money(page, entity, &codes);
}

/* --- what it promised and is measured by --- */

static void promises(struct page *page, const struct entity *entity)
{
    const struct table *table =
        portal_table(page->portal, ROLE_COMMITMENTS, NULL);
    struct row_list own = {NULL, 0, 0};
    struct row_list shared = {NULL, 0, 0};

    related_rows(page, table, "institution", entity->code, &own);
    (void)related_commitments(page, &own, "commitments");
    commitment_assessed(page, "institution", entity->code);
    related_rows(page, table, "collaborators", entity->code, &shared);
    (void)related_commitments_as(
        page, &shared, "commitments_shared",
        page_text(page, N_("Commitments of others that it works on")));
    view_flag(page, page->view, "has_promises", own.count + shared.count > 0);
    if (own.count > 1)
        commitment_chart(
            page, "chart_commitments", "statuses",
            page_text(page, N_("Its commitments by status")),
            with_term(page, nothing, "institution", "=", entity->code));
    else
        view_null(page, page->view, "chart_commitments");
}

static void measures(struct page *page, const struct entity *entity)
{
    struct row_list rows = {NULL, 0, 0};

    related_rows(page, portal_table(page->portal, ROLE_INDICATORS, NULL),
                 "institution", entity->code, &rows);
    (void)related_indicators(page, &rows, "indicators");
}

static bool goals(struct page *page, const struct entity *entity,
                  const char *role, const char *name, const char *caption)
{
    struct code_list codes = {NULL, 0, 0};

    related_codes(page, ROLE_PLAN, role, entity->code, "code", &codes);
    return related_nodes_as(page, &codes, name, page_text(page, caption));
}

void page_institution(struct page *page)
{
    struct entity entity = entity_begin(page, &institution);
    bool own_goals;
    bool shared_goals;

    who_and_why(page, &entity);
    entity_money(page, &entity, "program");
    entity_receives(page, &entity);
    entity_source(page, &entity);
    document_body(page);
    programs(page, &entity);
    measures(page, &entity);
    promises(page, &entity);
    own_goals = goals(page, &entity, "institution", "nodes",
                      N_("Goals it answers for"));
    shared_goals = goals(page, &entity, "collaborators", "nodes_shared",
                         N_("Goals of others that it works on"));
    view_flag(page, page->view, "has_goals", own_goals || shared_goals);
    (void)papers_calendar(page, entity.code);
    entity_records(page, &entity);
    entity_end(page, &entity);
}
