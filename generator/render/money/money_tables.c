/* Tables about money. */
#include <stdlib.h>

#include "render/money/money.h"

/* --- stages --- */

static struct slice unit_of_first(struct page *page,
                                  const struct money_slice *slice)
{
    const struct column *column = cube_measure(slice->facts->cube, 0)->column;
    const struct figure *any = money_figure(page, slice->facts, column->stage,
                                            slice->filter, slice->year);

    return any == NULL ? nothing : page_unit(page, any->unit);
}

static void stage_row(struct page *page, struct page_table *table,
                      const struct money_slice *slice,
                      const struct column *column)
{
    const struct figure *now = money_figure(page, slice->facts, column->stage,
                                            slice->filter, slice->year);
    const struct figure *before =
        money_figure_before(page, slice->facts, column->stage, slice->filter,
                            slice->year, slice->before);

    table_row(table);
    cell_code(table, column->stage, stage_label(page, column->stage), nothing);
    if (slice->before.kind != PERIOD_NONE)
        cell_figure(table, before);
    cell_figure(table, now);
    if (slice->before.kind != PERIOD_NONE)
        cell_figure(
            table, now != NULL && before != NULL &&
                           money_years_compare(page->portal, slice->facts,
                                               slice->year, slice->before)
                       ? figure_tree(&page->figures, FIGURE_CHANGE, now, before)
                       : NULL);
}

void money_stages(struct page *page, const struct money_slice *slice,
                  struct slice caption, const char *key, const char *name)
{
    struct page_table *table;
    struct slice unit;

    if (slice->facts == NULL || slice->facts->cube == NULL ||
        !money_has_main(page, slice)) {
        view_null(page, page->view, name);
        return;
    }
    unit = unit_of_first(page, slice);
    table = table_begin(page, key, caption);
    table_text_column(table, "stage", page_text(page, N_("Stage")));
    if (slice->before.kind != PERIOD_NONE)
        table_figure_column(table, "before",
                            money_span(page, slice, slice->before), unit);
    table_figure_column(table, "now", money_span(page, slice, slice->year),
                        unit);
    if (slice->before.kind != PERIOD_NONE)
        table_figure_column(table, "change", page_text(page, N_("Change")),
                            nothing);
    for (size_t i = 0; i < cube_measure_count(slice->facts->cube); i++)
        if (money_is_main(slice, i))
            stage_row(page, table, slice,
                      cube_measure(slice->facts->cube, i)->column);
    table_end(table, page->view, name);
}

/* --- members of a dimension --- */

/* What the columns of a table of members are. */
struct shape {
    bool has_budget, has_executed, has_share, has_before;
};

static void member_columns(struct page *page, struct page_table *table,
                           const struct money_slice *slice, struct slice label,
                           const struct money_reading *whole,
                           const struct shape *shape)
{
    const struct portal *portal = page->portal;
    const struct figure *any =
        whole->executed != NULL ? whole->executed : whole->budget;
    struct slice unit = any != NULL ? page_unit(page, any->unit) : nothing;

    table_text_column(table, "code", label);
    if (shape->has_budget)
        table_figure_column(
            table, "budget",
            stage_label(page, budget_stage(portal, slice->side)), unit);
    if (shape->has_executed)
        table_figure_column(
            table, "executed",
            stage_label(page, execution_stage(portal, slice->side)), unit);
    if (shape->has_share)
        table_figure_column(table, "share", share_label(page, slice->side),
                            nothing);
    if (shape->has_before && shape->has_share) {
        table_figure_column(
            table, "share_before",
            PLAIN(page, N_("Share {stage}, {span}"),
                  ARG_TEXT(
                      "stage",
                      stage_phrase(page, execution_stage(portal, slice->side))),
                  ARG_TEXT("span", money_span(page, slice, slice->before))),
            nothing);
        table_figure_column(table, "points",
                            page_text(page, N_("Change in points")), nothing);
    } else if (shape->has_before) {
        table_figure_column(table, "change", page_text(page, N_("Change")),
                            nothing);
    }
}

static void member_cells(struct page_table *table,
                         const struct money_reading *r,
                         const struct shape *shape)
{
    if (shape->has_budget)
        cell_figure(table, r->budget);
    if (shape->has_executed)
        cell_figure(table, r->executed);
    if (shape->has_share)
        cell_figure(table, r->share);
    if (shape->has_before && shape->has_share) {
        cell_figure(table, r->share_before);
        cell_figure(table, r->points);
    } else if (shape->has_before) {
        cell_figure(table, r->change);
    }
}

static unsigned depth_of_member(const struct member *member)
{
    unsigned depth = 0;

    for (member = member->parent; member != NULL; member = member->parent)
        depth++;
    return depth;
}

/*
 * What a member of one dimension has in each of ten thousand of another is no
 * reading matter, and stands on hundreds of pages: the largest are shown, all
 * are in the CSV. A list without a filter leads to the pages of its codes and
 * is whole.
 */
#define ROWS_SHOWN 200

struct member_line {
    const struct member *member;
    struct money_reading reading;
    size_t at; /* in the list */
};

/* By budget, or by what was executed where there is none; then by code. */
static int by_size(const void *a, const void *b)
{
    const struct member_line *left = a;
    const struct member_line *right = b;
    const struct figure *x = left->reading.budget != NULL
                                 ? left->reading.budget
                                 : left->reading.executed;
    const struct figure *y = right->reading.budget != NULL
                                 ? right->reading.budget
                                 : right->reading.executed;
    bool has_x = x != NULL && x->status == FIGURE_PRESENT;
    bool has_y = y != NULL && y->status == FIGURE_PRESENT;
    int order = has_x && has_y ? amount_compare(y->value, x->value)
                               : (int)has_y - (int)has_x;

    return order != 0 ? order
                      : slice_compare(left->member->code, right->member->code);
}

static int by_place(const void *a, const void *b)
{
    const struct member_line *left = a;
    const struct member_line *right = b;

    return left->at < right->at ? -1 : left->at > right->at;
}

static struct money_reading read_member(struct page *page,
                                        const struct money_slice *slice,
                                        const struct dimension *dimension,
                                        const struct member *member)
{
    return money_read_of(page, slice,
                         money_filter(page, slice, dimension, member));
}

/* Lines with figures that are in no ledger: most of them are not printed. */
static struct member_line *lines_read(struct page *page,
                                      const struct money_slice *slice,
                                      const struct dimension *dimension,
                                      const struct member_list *list)
{
    struct member_line *lines =
        ARENA_ARRAY(page->arena, list->count, struct member_line);
    struct figures printed = page->figures;

    figures_init(&page->figures, page->portal, page->arena,
                 printed.diagnostics);
    for (size_t i = 0; i < list->count; i++)
        lines[i] = (struct member_line){
            list->items[i], read_member(page, slice, dimension, list->items[i]),
            i};
    page->figures = printed;
    return lines;
}

static void member_row(struct page *page, struct page_table *table,
                       const struct money_slice *slice,
                       const struct dimension *dimension,
                       const struct member *member, const struct shape *shape)
{
    struct money_reading r = read_member(page, slice, dimension, member);

    table_row_depth(table, depth_of_member(member));
    cell_code(table, member->code, page_member_label(page, member),
              link_member(page, slice->side, dimension, member->code));
    member_cells(table, &r, shape);
}

/* Read without a trace: whether any amount is there. */
static bool has_amount(struct page *page, const struct money_slice *slice,
                       struct slice filter)
{
    struct figures printed = page->figures;
    struct money_reading r;

    figures_init(&page->figures, page->portal, page->arena,
                 printed.diagnostics);
    r = money_read_of(page, slice, filter);
    page->figures = printed;
    return (r.budget != NULL && r.budget->status == FIGURE_PRESENT) ||
           (r.executed != NULL && r.executed->status == FIGURE_PRESENT);
}

/* Rows that have no code: without them a list is less than the whole. */
static void codeless_row(struct page *page, struct page_table *table,
                         const struct money_slice *slice,
                         const struct dimension *dimension,
                         const struct shape *shape)
{
    struct slice filter = with_missing(
        page, slice->filter, column_published(page->arena, dimension->name));
    struct money_reading r;

    if (!has_amount(page, slice, filter))
        return;
    r = money_read_of(page, slice, filter);
    table_row(table);
    cell_code(table, nothing, page_text(page, N_("Without a code")), nothing);
    member_cells(table, &r, shape);
}

/* A code can have rows and no amount; a list can have parents of codes. */
static void rows_note(struct page *page, struct page_table *table,
                      const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct shape *shape)
{
    const struct portal *portal = page->portal;
    struct slice stage = shape->has_budget
                             ? budget_stage(portal, slice->side)
                             : execution_stage(portal, slice->side);
    const struct figure *codes =
        figure_leaf(&page->figures, FIGURE_CODES, slice->facts->name,
                    column_published(page->arena, dimension->name),
                    filter_add_period(page->arena, slice->filter, slice->year,
                                      slice->year));

    table_note(
        table,
        SENTENCE(page,
                 N_("The 200 largest by \"{stage}\" are shown; the CSV has "
                    "every code with an amount. Codes with rows in {period}: "
                    "{codes}."),
                 ARG_TEXT("stage", stage_label(page, stage)),
                 ARG_TEXT("period", page_period(page, slice->year)),
                 ARG_FIGURE("codes", codes)));
}

/* "no data" of a member can be an amount in another currency. */
static void foreign_note(struct page *page, struct page_table *table,
                         const struct money_slice *slice)
{
    struct slice foreign = money_foreign(page, slice);

    if (foreign.len > 0 && slice->currency.len == 0)
        table_note(table,
                   SENTENCE(page,
                            N_("Amounts in {currency} are not in this table: "
                               "they stand apart, on the page of each code."),
                            ARG_TEXT("currency", foreign)));
}

/* The largest stand on the page, in the order of the list; all in the CSV. */
static void largest_rows(struct page *page, struct page_table *table,
                         const struct money_slice *slice,
                         const struct dimension *dimension,
                         const struct member_list *list,
                         const struct shape *shape)
{
    struct member_line *lines = lines_read(page, slice, dimension, list);
    bool *shown = ARENA_ARRAY(page->arena, list->count, bool);

    qsort(lines, list->count, sizeof(*lines), by_size);
    for (size_t i = 0; i < ROWS_SHOWN; i++)
        shown[lines[i].at] = true;
    qsort(lines, list->count, sizeof(*lines), by_place);
    for (size_t i = 0; i < list->count; i++) {
        if (shown[i]) {
            member_row(page, table, slice, dimension, list->items[i], shape);
            continue;
        }
        table_row_aside(table);
        cell_code(table, list->items[i]->code, nothing, nothing);
        member_cells(table, &lines[i].reading, shape);
    }
    rows_note(page, table, slice, dimension, shape);
}

void money_members_on(struct page *page, struct value *object,
                      const struct money_slice *any,
                      const struct dimension *dimension,
                      const struct member_list *list, const char *key,
                      struct slice caption, const char *name)
{
    struct money_slice own = money_in_own_currency(page, any);
    const struct money_slice *slice = &own;
    struct money_reading whole = money_read(page, slice);
    struct shape shape = {whole.budget != NULL, whole.executed != NULL,
                          whole.share != NULL,
                          whole.share_before != NULL || whole.change != NULL};
    struct slice label = list_label(page, dimension, list);
    struct page_table *table;

    if (list->count == 0) {
        view_null(page, object, name);
        return;
    }
    if (caption.len == 0)
        caption =
            PLAIN(page, N_("By {dimension}, {span}"),
                  ARG_TEXT("dimension", dimension_phrase(page, dimension)),
                  ARG_TEXT("span", money_span(page, slice, slice->year)));
    table = table_begin(page, key, caption);
    member_columns(page, table, slice, label, &whole, &shape);
    if (slice->filter.len > 0 && list->count > ROWS_SHOWN)
        largest_rows(page, table, slice, dimension, list, &shape);
    else
        for (size_t i = 0; i < list->count; i++)
            member_row(page, table, slice, dimension, list->items[i], &shape);
    if (list->items[0]->parent == NULL)
        codeless_row(page, table, slice, dimension, &shape);
    foreign_note(page, table, slice);
    table_end(table, object, name);
}

void money_members(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name)
{
    money_members_on(page, page->view, slice, dimension, list, key, nothing,
                     name);
}
