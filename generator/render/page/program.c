/* A program: what it is for, who answers for it, money, results. */
#include "render/commitment/commitment.h"
#include "render/detail.h"
#include "render/document/document.h"
#include "render/page/kinds.h"
#include "render/program/program_parts.h"

static const struct entity_kind program = {
    ROLE_PROGRAMS,
    "program",
    "programs",
    N_("Program"),
    N_("Programs"),
    N_("This code is used in the data but is not in the list of programs."),
    N_("The source publishes no amounts for this program."),
};

static void collaborators(struct page *page, struct entity *entity)
{
    struct code_list codes = {NULL, 0, 0};

    row_codes(page, entity->table, entity->row, "collaborators", &codes);
    detail_codes(page, entity->details, N_("Answer for it too"),
                 ROLE_INSTITUTIONS, "institutions", &codes);
}

/* Tags are codes that the portal gives words to (labels: sdg:). */
static void goals_of_2030(struct page *page, struct entity *entity)
{
    struct code_list codes = {NULL, 0, 0};
    struct buf out = BUF_INIT;

    row_codes(page, entity->table, entity->row, "sdg", &codes);
    for (size_t i = 0; i < codes.count; i++) {
        buf_add_text(&out, i > 0 ? "; " : "");
        buf_add_slice(&out, portal_label(page->portal, "sdg", codes.items[i],
                                         page->language));
    }
    detail_text(page, entity->details, N_("Goals of the 2030 Agenda"),
                arena_take(page->arena, &out), NULL);
}

static void who_and_why(struct page *page, struct entity *entity)
{
    if (entity->row == NULL)
        return;
    detail_text(page, entity->details, N_("What it is for"),
                entity_words(page, entity, "purpose"),
                N_("no purpose published"));
    detail_text(page, entity->details, N_("Who answers for it"),
                entity_words(page, entity, "responsible"),
                N_("no responsible person named"));
    detail_code(page, entity->details, N_("Institution"), ROLE_INSTITUTIONS,
                "institutions",
                row_text(entity->table, entity->row, "institution"),
                N_("no institution named"));
    collaborators(page, entity);
    detail_text(page, entity->details, N_("Category"),
                program_category_said(page, entity->table, entity->row),
                N_("no category published"));
    detail_text(page, entity->details, N_("Legal basis"),
                entity_words(page, entity, "legal-basis"),
                N_("no legal basis published"));
    detail_text(page, entity->details, N_("For whom"),
                entity_words(page, entity, "target-population"), NULL);
    detail_text(page, entity->details, N_("The problem it answers"),
                entity_words(page, entity, "problem"), NULL);
    goals_of_2030(page, entity);
    detail_text(page, entity->details, N_("Description"),
                entity_words(page, entity, "description"), NULL);
    entity_span(page, entity, N_("Runs"));
    entity_family(page, entity, N_("Part of"), N_("Programs under it"));
}

static bool plan_links(struct page *page, const struct entity *entity)
{
    struct code_list codes = {NULL, 0, 0};

    if (entity->row != NULL)
        row_codes(page, entity->table, entity->row, "plan-nodes", &codes);
    linked_codes(page, "program", entity->code, "plan-node", &codes);
    return related_nodes(page, &codes, "nodes");
}

/* Rows of a list by its own field and by the table of links. */
static void linked_rows(struct page *page, enum resource_role role,
                        const char *want, struct slice code,
                        struct row_list *rows)
{
    const struct table *table = portal_table(page->portal, role, NULL);
    struct code_list codes = {NULL, 0, 0};

    related_rows(page, table, "program", code, rows);
    linked_codes(page, "program", code, want, &codes);
    for (size_t i = 0; i < codes.count; i++)
        related_row(page, table, codes.items[i], rows);
}

static void results(struct page *page, const struct entity *entity)
{
    struct row_list rows = {NULL, 0, 0};

    linked_rows(page, ROLE_INDICATORS, "indicator", entity->code, &rows);
    program_chain_indicators(page, entity->code, &rows);
    (void)related_indicators(page, &rows, "indicators");
    program_targets(page, entity, &rows);
}

/* Goals and promises. Where a portal has no plan, a tie to one is not missed.
 */
static void ties(struct page *page, const struct entity *entity)
{
    bool has_plans = portal_table(page->portal, ROLE_PLAN, NULL) != NULL;
    struct row_list rows = {NULL, 0, 0};
    bool has_promises;

    linked_rows(page, ROLE_COMMITMENTS, "commitment", entity->code, &rows);
    has_promises = related_commitments(page, &rows, "commitments");
    commitment_assessed(page, "program", entity->code);
    view_flag(page, page->view, "has_ties",
              plan_links(page, entity) || has_promises || has_plans);
    view_flag(page, page->view, "has_plans", has_plans);
}

void page_program(struct page *page)
{
    struct entity entity = entity_begin(page, &program);

    who_and_why(page, &entity);
    entity_money(page, &entity, entity.row != NULL ? "institution" : NULL);
    entity_source(page, &entity);
    document_body(page);
    program_money(page, &entity);
    program_physical(page, &entity);
    program_costs(page, &entity);
    program_people(page, &entity);
    program_design(page, &entity);
    view_flag(page, page->view, "has_logframe",
              program_chain(page, entity.code));
    results(page, &entity);
    ties(page, &entity);
    entity_records(page, &entity);
    program_follow(page, &entity);
    program_points(page, &entity);
    entity_end(page, &entity);
}
