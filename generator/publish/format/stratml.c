/*
 * data/plans/<plan>.stratml.xml: a plan by StratML Part 2, Performance Plans
 * and Reports (ISO 17469-2; schema of 2016-02-16).
 *
 * The standard knows goals, and objectives in them, no deeper: the nodes below
 * the plan are its goals, and all nodes under one of these its objectives, each
 * saying what it is part of. Indicators hang on objectives alone, so that those
 * of a goal stand in an objective of its name.
 */
#include "publish/format/stratml.h"

#include "render/exports.h"

#define STRATML "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

static const struct slice none = {NULL, 0};

/* --- what is told --- */

static const struct row *node_row(const struct plan_file *file,
                                  struct slice node, const struct table **table)
{
    return portal_find(file->portal, ROLE_PLAN, node, table);
}

static struct slice node_label(const struct plan_file *file, struct slice node)
{
    const struct table *table = NULL;
    const struct row *row = node_row(file, node, &table);
    struct slice label =
        row == NULL ? none : plan_markup_words(file, table, row, "label");

    return label.len > 0 ? label : node;
}

static void identifier_element(struct markup *m, const char *kind,
                               struct slice code)
{
    struct buf id = BUF_INIT;

    plan_markup_identifier(&id, kind, code);
    markup_element(m, "Identifier", buf_slice(&id));
    buf_release(&id);
}

/* --- nodes --- */

/* What is said of a node: of one that is not public, that it is not. */
static struct slice node_description(const struct plan_file *file,
                                     struct slice node)
{
    const struct table *table = NULL;
    const struct row *row = node_row(file, node, &table);

    if (plan_is_restricted(file->portal, node))
        return language_text(
            file->language,
            SLICE("This plan exists and is not public: what stands here is "
                  "that it exists, who approved it and what other documents "
                  "say of it."));
    return row == NULL ? none
                       : plan_markup_words(file, table, row, "description");
}

static void owner_write(struct plan_file *file, struct slice node)
{
    const struct table *table = NULL;
    const struct table *institutions = NULL;
    const struct row *row = node_row(file, node, &table);
    const struct row *owner;
    struct markup *m = &file->markup;

    if (row == NULL || !role_is_open(table, "institution"))
        return;
    owner = portal_find(file->portal, ROLE_INSTITUTIONS,
                        row_text(table, row, "institution"), &institutions);
    if (owner == NULL || !table_is_open(institutions))
        return;
    markup_open(m, "Stakeholder");
    markup_attribute_text(m, "StakeholderTypeType", "Organization");
    markup_element(m, "Name",
                   plan_markup_words(file, institutions, owner, "label"));
    markup_close(m);
}

/* "Part of: Healthy lives", where a goal is not directly above. */
static void above_write(struct plan_file *file, struct slice node)
{
    struct slice parent = plan_parent(file->portal, node);

    if (parent.len == 0)
        return;
    markup_element(&file->markup, "OtherInformation",
                   ARENA_CONCAT(file->arena,
                                language_text(file->language, SLICE("Part of")),
                                SLICE(": "), node_label(file, parent)));
}

static void objective_write(struct plan_file *file, struct slice node)
{
    struct markup *m = &file->markup;

    markup_open(m, "Objective");
    markup_element(m, "Name", node_label(file, node));
    plan_markup_text(m, "Description", node_description(file, node));
    identifier_element(m, "node", node);
    markup_element(m, "SequenceIndicator", node);
    owner_write(file, node);
    above_write(file, node);
    if (!plan_is_restricted(file->portal, node))
        plan_markup_measures(file, node);
    markup_close(m);
}

/* The nodes right below, in the order of the tables. */
static struct plan_codes children_of(const struct plan_file *file,
                                     struct slice node)
{
    const struct portal *portal = file->portal;
    struct plan_codes codes = {0};

    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t)) {
        const struct row_list *rows = table_rows_by(t, "parent", node);

        for (size_t i = 0; i < rows->count && table_is_open(t); i++) {
            struct slice code = row_text(t, row_at(t, rows, i), "code");

            if (!plan_is_withheld(portal, code))
                plan_codes_add(file->arena, &codes, code);
        }
    }
    return codes;
}

/* Circles were opened when the plan was loaded (model/references.c). */
static void objectives_write(struct plan_file *file, struct slice node,
                             unsigned depth)
{
    struct plan_codes codes = children_of(file, node);

    for (size_t i = 0; depth < PLAN_DEPTH_MAX && i < codes.count; i++) {
        objective_write(file, codes.items[i]);
        objectives_write(file, codes.items[i], depth + 1);
    }
}

static void goal_head(struct plan_file *file, struct slice node,
                      const char *kind)
{
    struct markup *m = &file->markup;

    markup_open(m, "Goal");
    markup_element(m, "Name", node_label(file, node));
    markup_element(m, "Description", node_description(file, node));
    identifier_element(m, kind, node);
    markup_element(m, "SequenceIndicator", node);
    owner_write(file, node);
}

/* Indicators of the goal itself, in an objective of its name. */
static void own_objective(struct plan_file *file, struct slice node)
{
    struct markup *m = &file->markup;

    if (map_get(file->ties, node) == NULL ||
        plan_is_restricted(file->portal, node))
        return;
    markup_open(m, "Objective");
    markup_element(m, "Name", node_label(file, node));
    identifier_element(m, "own", node);
    plan_markup_measures(file, node);
    markup_close(m);
}

static void goals_write(struct plan_file *file, struct slice plan)
{
    struct plan_codes codes = children_of(file, plan);
    bool is_shown = map_get(file->ties, plan) != NULL || codes.count == 0;

    /* A plan has a goal at least; one that has nothing below it is its own. */
    if (is_shown) {
        goal_head(file, plan, "plan");
        own_objective(file, plan);
        markup_close(&file->markup);
    }
    for (size_t i = 0; i < codes.count; i++) {
        goal_head(file, codes.items[i], "node");
        own_objective(file, codes.items[i]);
        objectives_write(file, codes.items[i], 0);
        markup_close(&file->markup);
    }
}

/* --- the document --- */

static void organization_write(struct plan_file *file, struct slice plan)
{
    const struct portal *portal = file->portal;
    const struct table *table = NULL;
    const struct table *institutions = NULL;
    const struct row *row = node_row(file, plan, &table);
    const struct row *owner =
        portal_find(portal, ROLE_INSTITUTIONS,
                    row_text(table, row, "institution"), &institutions);
    struct slice name = words_in(&portal->publisher, file->language);

    if (owner != NULL && role_is_open(table, "institution") &&
        table_is_open(institutions))
        name = plan_markup_words(file, institutions, owner, "label");
    if (name.len == 0)
        return;
    markup_open(&file->markup, "Organization");
    markup_element(&file->markup, "Name", name);
    markup_close(&file->markup);
}

/* The page of the plan: what the document is made from. */
static void source_write(struct plan_file *file, struct slice plan)
{
    struct buf address = BUF_INIT;
    struct slice base = file->publication->base_url;

    if (base.len > 0)
        buf_add_slice(&address, base);
    else
        buf_add_text(&address, "../../");
    markup_escape_path(&address, file->language->path);
    buf_add_char(&address, '/');
    markup_escape_path(&address, route_key(file->arena, "plans", plan));
    buf_add_text(&address, ".html");
    markup_element(&file->markup, "Source", buf_slice(&address));
    buf_release(&address);
}

static void administration_write(struct plan_file *file, struct slice plan)
{
    struct markup *m = &file->markup;
    const struct table *table = NULL;
    const struct row *row = node_row(file, plan, &table);

    markup_open(m, "AdministrativeInformation");
    identifier_element(m, "document", plan);
    if (role_is_open(table, "start"))
        plan_markup_first_day(m, row_period(table, row, "start"));
    if (role_is_open(table, "end"))
        plan_markup_last_day(m, row_period(table, row, "end"));
    if (role_is_open(table, "date") &&
        row_period(table, row, "date").kind != PERIOD_NONE)
        plan_markup_date(m, "PublicationDate",
                         period_first_day(row_period(table, row, "date")));
    source_write(file, plan);
    markup_close(m);
}

static const char *document_type(const struct plan_file *file)
{
    if (file->has_results)
        return "Performance_Report";
    return file->has_targets ? "Performance_Plan" : "Strategic_Plan";
}

/* The core first: what it holds decides which type of document it is. */
static void document_write(struct plan_file *file, struct buf *out,
                           struct slice plan)
{
    struct markup *m = &file->markup;
    struct buf core = BUF_INIT;

    markup_init(m, &core, MARKUP_XML);
    markup_open(m, "StrategicPlanCore");
    organization_write(file, plan);
    goals_write(file, plan);
    markup_close(m);
    markup_finish(m);
    buf_add_text(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    markup_init(m, out, MARKUP_XML);
    markup_open(m, "PerformancePlanOrReport");
    markup_attribute_text(m, "xmlns", STRATML);
    markup_attribute_text(m, "Type", document_type(file));
    markup_element(m, "Name", node_label(file, plan));
    plan_markup_text(m, "Description", node_description(file, plan));
    markup_raw(m, buf_slice(&core));
    administration_write(file, plan);
    markup_close(m);
    markup_finish(m);
    buf_add_char(out, '\n');
    buf_release(&core);
}

static bool plan_publish(struct root *root,
                         const struct publication *publication,
                         const struct map *ties, struct slice plan)
{
    const struct portal *portal = publication->portal;
    struct buf out = BUF_INIT;
    struct arena arena;
    struct plan_file file = {.publication = publication,
                             .portal = portal,
                             .language = &portal->languages[0],
                             .arena = &arena,
                             .ties = ties};
    struct slice path;
    bool done = true;

    arena_init(&arena);
    path = plan_markup_path(&arena, portal, plan);
    if (path.len > 0) {
        document_write(&file, &out, plan);
        done = root_write(root, path, buf_slice(&out));
    }
    buf_release(&out);
    arena_release(&arena);
    return done;
}

bool plan_markup_publish(struct root *root,
                         const struct publication *publication)
{
    const struct portal *portal = publication->portal;
    struct plan_codes plans = {0};
    struct arena arena;
    struct map ties;
    bool done = true;

    arena_init(&arena);
    map_init(&ties, &arena);
    plan_markup_ties(portal, &arena, &ties);
    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        for (size_t r = 0; r < t->rows.count; r++)
            if (row_text(t, &t->rows.items[r], "parent").len == 0)
                plan_codes_add(&arena, &plans,
                               row_text(t, &t->rows.items[r], "code"));
    for (size_t i = 0; i < plans.count && done; i++)
        done = plan_publish(root, publication, &ties, plans.items[i]);
    arena_release(&arena);
    return done;
}
