/* The causal chain as a drawing, and what the rules of the logframe found. */
#include "render/program/program_parts.h"
#include "render/row.h"

/* A drawing of more boxes is a wall; the table has them all. */
#define CHAIN_MAX 40
#define CHAIN_DEPTH 8

struct drawing {
    struct page *page;
    struct {
        struct chart_node *items;
        size_t count, capacity;
    } nodes;
};

static struct slice note_of(struct page *page, const struct figure *figure)
{
    return figure == NULL ? nothing
                          : page_text(page, N_("of the year's target"));
}

/* Of a product, the share of the year's target that was delivered. */
static const struct figure *node_figure(struct page *page, struct slice code,
                                        struct slice level)
{
    const struct figure *figure;

    if (!slice_equal_text(level, "product") ||
        !page_has_table(page, "derived-products"))
        return NULL;
    figure = product_share(page, code, page->portal->period, "delivered",
                           "planned_year");
    return is_told(figure) ? figure : NULL;
}

static void node_add(struct drawing *drawing, const struct table *table,
                     const struct row *row, int parent, int depth)
{
    struct page *page = drawing->page;
    struct slice code = row_text(table, row, "code");
    struct slice level = row_text(table, row, "level");
    struct chart_node node = {
        .level = page_level(page, level),
        .label = row_words(table, row, "label", page->language),
        .address = logframe_anchor(page, code, true),
        .parent = parent,
        .figure = node_figure(page, code, level)};
    int at = (int)drawing->nodes.count;

    node.note = note_of(page, node.figure);
    ARENA_PUSH(page->arena, &drawing->nodes, node);
    if (depth == CHAIN_DEPTH)
        return;
    for (const struct table *t = portal_table(page->portal, ROLE_CHAIN, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_CHAIN, t)) {
        const struct row_list *rows = table_rows_by(t, "parent", code);

        for (size_t i = 0; i < rows->count; i++)
            node_add(drawing, t, row_at(t, rows, i), at, depth + 1);
    }
}

static void nodes_read(struct drawing *drawing, struct slice program)
{
    const struct portal *portal = drawing->page->portal;

    for (const struct table *t = portal_table(portal, ROLE_CHAIN, NULL);
         t != NULL; t = portal_table(portal, ROLE_CHAIN, t)) {
        const struct row_list *rows = table_rows_by(t, "program", program);

        for (size_t i = 0; i < rows->count; i++)
            if (row_text(t, row_at(t, rows, i), "parent").len == 0)
                node_add(drawing, t, row_at(t, rows, i), -1, 0);
    }
}

static struct slice describe(struct page *page, const struct drawing *drawing)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < drawing->nodes.count; i++) {
        const struct chart_node *node = &drawing->nodes.items[i];

        if (node->parent < 0)
            continue;
        buf_add_text(&out, out.len > 0 ? " " : "");
        buf_add_slice(
            &out,
            PLAIN(page, N_("{from} leads to {to}."),
                  ARG_TEXT("from", node->label),
                  ARG_TEXT("to", drawing->nodes.items[node->parent].label)));
    }
    return arena_take(page->arena, &out);
}

static void chain_chart(struct page *page, const struct entity *entity)
{
    struct drawing drawing = {.page = page};
    struct chart_frame frame;
    struct buf out = BUF_INIT;

    nodes_read(&drawing, entity->code);
    if (drawing.nodes.count < 2 || drawing.nodes.count > CHAIN_MAX) {
        view_null(page, page->view, "chart_chain");
        return;
    }
    frame = page_frame(page, "chain", page_text(page, N_("What leads to what")),
                       describe(page, &drawing),
                       portal_table(page->portal, ROLE_CHAIN, NULL));
    frame.label_head = page_text(page, N_("What is sought"));
    chart_chain(&out, &frame, page_text(page, N_("Leads to")),
                page_text(page, N_("Delivered of the year's target")),
                drawing.nodes.items, drawing.nodes.count);
    view_chart(page, page->view, "chart_chain", &out);
}

/* --- what the rules found --- */

struct rule_words {
    const char *rule;
    const char *words;
};

static const struct rule_words rules[] = {
    {"L1", N_("A product has no activity, or an activity no product.")},
    {"L2", N_("There is no indicator, or it has no means of verification.")},
    {"L3", N_("A specific result has one indicator only.")},
    {"L4", N_("A level has no assumption.")},
    {"L5", N_("No responsible person is named.")},
    {"L6", N_("Costs do not add up.")},
    {"L7", N_("A physical target has no money, or money no physical target.")},
    {"L8", N_("A product has no link to evidence that it leads to its "
              "result.")},
};

static void breach_nodes(struct page *page, const struct table *table,
                         const struct row_list *rows, const char *rule,
                         struct value *item)
{
    struct value *nodes = value_list_new(page->arena);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);
        struct slice node = row_text(table, row, "node");
        struct value *one;

        if (!slice_equal_text(row_text(table, row, "rule"), rule) ||
            node.len == 0)
            continue;
        one = view_object(page);
        view_text(page, one, "label", page_label(page, ROLE_CHAIN, node));
        view_link(page, one, "link", logframe_anchor(page, node, true));
        view_add(page, nodes, one);
    }
    view_list_or_null(page, item, "nodes", nodes);
}

static bool is_broken(const struct table *table, const struct row_list *rows,
                      const char *rule)
{
    for (size_t i = 0; i < rows->count; i++)
        if (slice_equal_text(row_text(table, row_at(table, rows, i), "rule"),
                             rule))
            return true;
    return false;
}

static void breaches(struct page *page, const struct entity *entity)
{
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-logframe"));
    struct value *list = value_list_new(page->arena);
    const struct row_list *rows;

    if (table == NULL) {
        view_null(page, page->view, "breaches");
        view_flag(page, page->view, "has_breaches", false);
        view_null(page, page->view, "breaches_link");
        return;
    }
    rows = table_rows_by(table, "program", entity->code);
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        struct value *item;

        if (!is_broken(table, rows, rules[i].rule))
            continue;
        item = view_object(page);
        view_code(page, item, "rule", slice_of(rules[i].rule));
        view_text(page, item, "words", page_text(page, rules[i].words));
        breach_nodes(page, table, rows, rules[i].rule, item);
        view_add(page, list, item);
    }
    view_flag(page, page->view, "has_breaches", list->list.count > 0);
    view_list_or_null(page, page->view, "breaches", list);
    view_link(page, page->view, "breaches_link",
              link_entity(page, "data", table->name));
}

void program_design(struct page *page, const struct entity *entity)
{
    chain_chart(page, entity);
    breaches(page, entity);
}
