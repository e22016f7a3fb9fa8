/* Plans as nested lists. */
#include "render/plan/plan_tree.h"

#include "render/plan/plan_view.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

/* Deeper plans go on on the page of the node. */
#define TREE_DEPTH_MAX 12

struct tree {
    struct page *page;
    struct markup markup;
    bool has_indicators;
    bool has_commitments;
    bool has_programs;
};

struct slice plan_level(struct page *page, const struct table *table,
                        const struct row *row)
{
    struct slice level = row_text(table, row, "level");

    return page_level(page, level);
}

struct slice plan_filter(struct page *page, struct slice code)
{
    return with_term(page, nothing, "plan_nodes", "<", code);
}

static void tops(struct page *page, struct code_list *list)
{
    const struct portal *portal = page->portal;

    for (const struct table *t = portal_table(portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(portal, ROLE_PLAN, t))
        for (size_t i = 0; i < t->rows.count; i++) {
            const struct row *row = &t->rows.items[i];

            if (row_text(t, row, "parent").len == 0)
                code_add(page, list, row_text(t, row, "code"));
        }
}

void plan_children(struct page *page, struct slice code,
                   struct code_list *children)
{
    if (code.len == 0)
        tops(page, children);
    else
        related_codes(page, ROLE_PLAN, "parent", code, "code", children);
}

void plan_family(struct page *page, struct slice code, struct code_list *family)
{
    struct code_list children = {0};
    size_t before = family->count;

    code_add(page, family, code);
    if (family->count == before)
        return; /* already there: plans that loop are a finding */
    plan_children(page, code, &children);
    for (size_t i = 0; i < children.count; i++)
        plan_family(page, children.items[i], family);
}

void plan_programs(struct page *page, const struct code_list *family,
                   struct code_list *programs)
{
    const struct table *table = portal_table(page->portal, ROLE_PROGRAMS, NULL);

    for (size_t i = 0; i < family->count; i++) {
        struct row_list rows = {0};

        linked_codes(page, "plan-node", family->items[i], "program", programs);
        related_rows(page, table, "plan-nodes", family->items[i], &rows);
        for (size_t k = 0; k < rows.count; k++)
            code_add(page, programs,
                     row_text(table, row_at(table, &rows, k), "code"));
    }
}

/* --- one node --- */

static bool is_some(const struct figure *figure)
{
    return figure != NULL && figure->status == FIGURE_PRESENT &&
           amount_sign(figure->value) > 0;
}

static void count_write(struct tree *tree, const char *msgid,
                        const struct figure *figure)
{
    struct page *page = tree->page;

    if (!is_some(figure))
        return;
    markup_text(&tree->markup, SLICE(" \xC2\xB7 "));
    markup_open(&tree->markup, "span");
    markup_attribute_text(&tree->markup, "class", "note");
    markup_raw(&tree->markup,
               SENTENCE(page, msgid, ARG_FIGURE("count", figure)));
    markup_close(&tree->markup);
}

/* Programs tied to it or below it, counted by rule (derived-plan). */
static const struct figure *program_count(struct page *page, struct slice code)
{
    return figure_leaf(&page->figures, FIGURE_VALUE, SLICE("derived-plan"),
                       SLICE("programs"),
                       with_term(page, nothing, "node", "=", code));
}

/* What hangs on a node and below it; false when nothing does, and it says so.
 */
static bool node_links(struct tree *tree, struct slice code, bool is_leaf)
{
    struct page *page = tree->page;
    struct slice filter = plan_filter(page, code);
    const struct figure *indicators =
        tree->has_indicators ? indicator_count(page, filter) : NULL;
    const struct figure *commitments =
        tree->has_commitments ? commitment_count(page, filter) : NULL;
    const struct figure *programs =
        tree->has_programs ? program_count(page, code) : NULL;

    count_write(tree, N_("Indicators: {count}"), indicators);
    count_write(tree, N_("Commitments: {count}"), commitments);
    count_write(tree, N_("Budget programs: {count}"), programs);
    if (is_some(indicators) || is_some(commitments) || is_some(programs))
        return true;
    markup_text(&tree->markup, SLICE(" \xC2\xB7 "));
    markup_open(&tree->markup, "span");
    markup_attribute_text(&tree->markup, "class", "missing");
    markup_text(&tree->markup,
                is_leaf
                    ? page_text(page, N_("nothing hangs on it"))
                    : page_text(page, N_("nothing hangs on it or below it")));
    markup_close(&tree->markup);
    return false;
}

static void mark_write(struct tree *tree, struct slice words)
{
    if (words.len == 0)
        return;
    markup_text(&tree->markup, SLICE(" "));
    markup_open(&tree->markup, "strong");
    markup_attribute_text(&tree->markup, "class", "note");
    markup_text(&tree->markup, words);
    markup_close(&tree->markup);
}

static void node_name(struct tree *tree, const struct table *table,
                      const struct row *row)
{
    struct page *page = tree->page;
    struct slice code = row_text(table, row, "code");
    struct slice level = plan_level(page, table, row);

    if (level.len > 0) {
        markup_open(&tree->markup, "span");
        markup_attribute_text(&tree->markup, "class", "note");
        markup_text(&tree->markup, level);
        markup_close(&tree->markup);
        markup_text(&tree->markup, SLICE(" "));
    }
    markup_open(&tree->markup, "a");
    markup_attribute(&tree->markup, "href", link_entity(page, "plans", code));
    markup_text(&tree->markup, page_label(page, ROLE_PLAN, code));
    markup_close(&tree->markup);
    mark_write(tree, fate_words(page, plan_fate(page->portal, code)));
    if (plan_is_restricted(page->portal, code))
        mark_write(tree, access_words(page, SLICE("restricted")));
}

/* `said`: a node above said already that nothing hangs on these. */
static void nodes_write(struct tree *tree, const struct code_list *codes,
                        unsigned depth, bool said)
{
    struct page *page = tree->page;

    for (size_t i = 0; i < codes->count; i++) {
        struct code_list children = {0};
        const struct table *table;
        const struct row *row =
            portal_find(page->portal, ROLE_PLAN, codes->items[i], &table);
        bool has_links;

        plan_children(page, codes->items[i], &children);
        if (row == NULL || plan_is_withheld(page->portal, codes->items[i]))
            continue;
        markup_open(&tree->markup, "li");
        node_name(tree, table, row);
        has_links =
            !said && node_links(tree, codes->items[i], children.count == 0);
        if (children.count > 0 && depth > 1) {
            markup_open(&tree->markup, "ul");
            nodes_write(tree, &children, depth - 1, !has_links);
            markup_close(&tree->markup);
        }
        markup_close(&tree->markup);
    }
}

struct slice plan_tree(struct page *page, struct slice parent, unsigned depth)
{
    const struct portal *portal = page->portal;
    struct tree tree = {
        .page = page,
        .has_indicators = portal_table(portal, ROLE_INDICATORS, NULL) != NULL,
        .has_commitments = portal_table(portal, ROLE_COMMITMENTS, NULL) != NULL,
        .has_programs = portal_table(portal, ROLE_PROGRAMS, NULL) != NULL};
    struct code_list codes = {0};
    struct buf out = BUF_INIT;

    plan_children(page, parent, &codes);
    if (codes.count == 0)
        return nothing;
    markup_init(&tree.markup, &out, MARKUP_HTML);
    markup_open(&tree.markup, "ul");
    markup_attribute_text(&tree.markup, "class", "tree");
    nodes_write(&tree, &codes, depth < TREE_DEPTH_MAX ? depth : TREE_DEPTH_MAX,
                false);
    markup_close(&tree.markup);
    markup_finish(&tree.markup);
    return arena_take(page->arena, &out);
}
