/* Tables and charts about money. */
#include "render/budget.h"

static const struct slice nothing = {NULL, 0};

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
            table, now != NULL && before != NULL
                       ? figure_tree(&page->figures, FIGURE_CHANGE, now, before)
                       : NULL);
}

/* "To October 2017", or the year itself where it is whole. */
static struct slice span_label(struct page *page,
                               const struct money_slice *slice,
                               struct period year)
{
    struct period last = facts_last_period(slice->facts, slice->year);

    if (last.kind == PERIOD_NONE || last.kind == PERIOD_YEAR ||
        (last.kind == PERIOD_MONTH && last.index == 12))
        return page_period(page, year);
    last.year = year.year;
    return PLAIN(page, N_("to {period}"),
                 ARG_TEXT("period", page_period(page, last)));
}

void money_stages(struct page *page, const struct money_slice *slice,
                  const char *key, const char *name)
{
    struct page_table *table;
    struct slice unit;

    if (slice->facts == NULL || slice->facts->cube == NULL) {
        view_null(page, page->view, name);
        return;
    }
    unit = unit_of_first(page, slice);
    table = table_begin(page, key, page_text(page, N_("Amounts by stage")));
    table_text_column(table, "stage", page_text(page, N_("Stage")));
    if (slice->before.kind != PERIOD_NONE)
        table_figure_column(table, "before",
                            span_label(page, slice, slice->before), unit);
    table_figure_column(table, "now", span_label(page, slice, slice->year),
                        unit);
    if (slice->before.kind != PERIOD_NONE)
        table_figure_column(table, "change", page_text(page, N_("Change")),
                            nothing);
    for (size_t i = 0; i < cube_measure_count(slice->facts->cube); i++)
        stage_row(page, table, slice,
                  cube_measure(slice->facts->cube, i)->column);
    table_end(table, page->view, name);
}

/* --- cumulative execution --- */

static const struct figure *up_to(struct page *page,
                                  const struct money_slice *slice,
                                  const struct column *column,
                                  struct period year, int month)
{
    struct period to = period_of_month(year.year, month);
    struct period from = column->accumulation == ACCUMULATE_FLOW
                             ? period_of_month(year.year, 1)
                             : to;

    return figure_leaf(&page->figures, FIGURE_SUM, slice->facts->name,
                       column->name,
                       filter_add_period(page->arena, slice->filter, from, to));
}

static const struct column *column_of(const struct money_slice *slice,
                                      struct slice stage)
{
    const struct cube *cube = slice->facts->cube;

    for (size_t i = 0; i < cube_measure_count(cube); i++)
        if (slice_equal(cube_measure(cube, i)->column->stage, stage))
            return cube_measure(cube, i)->column;
    return NULL;
}

static int months_of(const struct money_slice *slice, struct period year)
{
    const struct cube *cube = slice->facts->cube;
    int count = 0;

    for (size_t i = 0; i < cube_period_count(cube); i++) {
        struct period period = cube_period(cube, i);

        count += period.kind == PERIOD_MONTH && period_contains(year, period);
    }
    return count;
}

static void year_series(struct page *page, const struct money_slice *slice,
                        const struct column *column, struct period year,
                        bool emphasis, struct chart_series *out)
{
    struct period last = facts_last_period(slice->facts, year);

    out->label = page_period(page, year);
    out->emphasis = emphasis;
    out->dashed = false;
    out->figures = ARENA_ARRAY(page->arena, 12, const struct figure *);
    for (int m = 1; m <= 12 && m <= last.index; m++)
        out->figures[m - 1] = up_to(page, slice, column, year, m);
}

void money_cumulative(struct page *page, const struct money_slice *slice,
                      const char *key, const char *name)
{
    struct slice stage = execution_stage(page->portal, slice->side);
    struct slice months[12];
    struct chart_series series[2];
    struct money_reading r;
    struct chart_frame frame;
    struct buf out = BUF_INIT;
    const struct column *column;
    size_t count = 0;

    if (slice->facts == NULL || slice->facts->cube == NULL ||
        months_of(slice, slice->year) < 2) {
        view_null(page, page->view, name);
        return;
    }
    column = column_of(slice, stage);
    r = money_read(page, slice);
    if (column == NULL || r.executed == NULL) {
        view_null(page, page->view, name);
        return;
    }
    for (unsigned m = 1; m <= 12; m++)
        months[m - 1] = locale_month_short(page->language->locale, m);
    if (slice->before.kind != PERIOD_NONE &&
        months_of(slice, slice->before) > 1)
        year_series(page, slice, column, slice->before, false,
                    &series[count++]);
    year_series(page, slice, column, slice->year, true, &series[count++]);
    frame =
        page_frame(page, key,
                   PLAIN(page, N_("{stage}, cumulative by month, {unit}"),
                         ARG_TEXT("stage", stage_label(page, stage)),
                         ARG_TEXT("unit", page_unit(page, r.executed->unit))),
                   money_sentence_plain(
                       page, page_text(page, N_("the government as a whole")),
                       slice, &r),
                   slice->facts);
    frame.label_head = page_text(page, N_("Month"));
    chart_cumulative(&out, &frame, months, 12, series, count, r.budget,
                     stage_label(page, budget_stage(page->portal, slice->side)),
                     page_text(page, N_("Even pace")));
    view_chart(page, page->view, name, &out);
}

/* --- members of a dimension --- */

static bool has_used(const struct member *member)
{
    if (member->used)
        return true;
    for (size_t i = 0; i < member->child_count; i++)
        if (has_used(member->children[i]))
            return true;
    return false;
}

void direct_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list)
{
    if (parent != NULL) {
        for (size_t i = 0; i < parent->child_count; i++)
            if (has_used(parent->children[i]))
                ARENA_PUSH(page->arena, list, parent->children[i]);
        return;
    }
    for (size_t i = 0; i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];

        if (member->parent == NULL && has_used(member))
            ARENA_PUSH(page->arena, list, member);
    }
}

void nested_members(struct page *page, const struct dimension *dimension,
                    const struct member *parent, struct member_list *list)
{
    struct member_list level = {NULL, 0, 0};

    direct_members(page, dimension, parent, &level);
    for (size_t i = 0; i < level.count; i++) {
        ARENA_PUSH(page->arena, list, level.items[i]);
        if (level.items[i]->child_count > 0)
            nested_members(page, dimension, level.items[i], list);
    }
}

unsigned depth_of_member(const struct member *member)
{
    unsigned depth = 0;

    for (member = member->parent; member != NULL; member = member->parent)
        depth++;
    return depth;
}

struct slice filter_join(struct page *page, struct slice a, struct slice b)
{
    if (a.len == 0)
        return b;
    return arena_format(page->arena, SLICE_FORMAT ";" SLICE_FORMAT,
                        SLICE_ARGS(a), SLICE_ARGS(b));
}

/* The slice's filter with a member of a dimension added. */
static struct slice filter_of(struct page *page,
                              const struct money_slice *slice,
                              const struct dimension *dimension,
                              const struct member *member)
{
    return filter_join(page, slice->filter,
                       filter_of_member(page, dimension, member));
}

/* What the columns of a table of members are. */
struct shape {
    bool has_budget, has_executed, has_share, has_before;
};

static void member_columns(struct page *page, struct page_table *table,
                           const struct money_slice *slice,
                           const struct dimension *dimension,
                           const struct money_reading *whole,
                           const struct shape *shape)
{
    const struct portal *portal = page->portal;
    const struct figure *any =
        whole->executed != NULL ? whole->executed : whole->budget;
    struct slice unit = any != NULL ? page_unit(page, any->unit) : nothing;

    table_text_column(table, "code", dimension_label(page, dimension));
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
                  ARG_TEXT("stage",
                           stage_phrase(page,
                                        execution_stage(portal, slice->side))),
                  ARG_TEXT("span", span_label(page, slice, slice->before))),
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

void money_members_on(struct page *page, struct value *object,
                      const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct member_list *list, const char *key,
                      const char *name)
{
    struct money_reading whole = money_read(page, slice);
    struct shape shape = {whole.budget != NULL, whole.executed != NULL,
                          whole.share != NULL,
                          whole.share_before != NULL || whole.change != NULL};
    struct page_table *table;

    if (list->count == 0) {
        view_null(page, object, name);
        return;
    }
    table = table_begin(
        page, key,
        PLAIN(page, N_("By {dimension}, {span}"),
              ARG_TEXT("dimension", dimension_phrase(page, dimension)),
              ARG_TEXT("span", span_label(page, slice, slice->year))));
    member_columns(page, table, slice, dimension, &whole, &shape);
    for (size_t i = 0; i < list->count; i++) {
        const struct member *member = list->items[i];
        struct money_reading r = money_read_of(
            page, slice, filter_of(page, slice, dimension, member));

        table_row_depth(table, depth_of_member(member));
        cell_code(table, member->code, page_member_label(page, member),
                  link_member(page, slice->side, dimension, member->code));
        member_cells(table, &r, &shape);
    }
    table_end(table, object, name);
}

void money_members(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name)
{
    money_members_on(page, page->view, slice, dimension, list, key, name);
}

/* --- charts of members --- */

static int by_after(const void *a, const void *b)
{
    const struct chart_dots_row *left = a;
    const struct chart_dots_row *right = b;
    int order = amount_compare(left->after->value, right->after->value);

    return order != 0 ? order : slice_compare(left->label, right->label);
}

static void dots_sort(struct chart_dots_row *rows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && by_after(&rows[k - 1], &rows[k]) > 0; k--) {
            struct chart_dots_row swap = rows[k];

            rows[k] = rows[k - 1];
            rows[k - 1] = swap;
        }
}

/* A chart of a hundred rows is read as a table. */
#define DOTS_MAX 40

void money_dots(struct page *page, const struct money_slice *slice,
                const struct dimension *dimension,
                const struct member_list *list, const char *key,
                const char *name)
{
    struct money_reading whole = money_read(page, slice);
    struct chart_dots_row rows[DOTS_MAX];
    struct chart_frame frame;
    struct buf out = BUF_INIT;
    size_t count = 0;

    for (size_t i = 0; i < list->count && count < DOTS_MAX; i++) {
        const struct member *member = list->items[i];
        struct money_reading r = money_read_of(
            page, slice, filter_of(page, slice, dimension, member));

        if (r.share == NULL || r.share->status != FIGURE_PRESENT)
            continue;
        rows[count++] = (struct chart_dots_row){
            page_member_label(page, member),
            link_member(page, slice->side, dimension, member->code),
            r.share_before, r.share};
    }
    if (count < 2 || list->count > DOTS_MAX || whole.share_before == NULL) {
        view_null(page, page->view, name);
        return;
    }
    dots_sort(rows, count);
    frame = page_frame(
        page, key,
        PLAIN(page, N_("Share of the {budget} {stage}, by {dimension}"),
              ARG_TEXT("budget", budget_phrase(page, slice->side)),
              ARG_TEXT("stage", stage_phrase(page, execution_stage(
                                                       page->portal,
                                                       slice->side))),
              ARG_TEXT("dimension", dimension_phrase(page, dimension))),
        PLAIN(page,
              N_("Lowest: {low} ({low_share}). Highest: {high} "
                 "({high_share})."),
              ARG_TEXT("low", rows[0].label),
              ARG_FIGURE("low_share", rows[0].after),
              ARG_TEXT("high", rows[count - 1].label),
              ARG_FIGURE("high_share", rows[count - 1].after)),
        slice->facts);
    frame.label_head = dimension_label(page, dimension);
    chart_dots(&out, &frame, span_label(page, slice, slice->before),
               span_label(page, slice, slice->year), rows, count, whole.pace,
               page_text(page, N_("Even pace")));
    view_chart(page, page->view, name, &out);
}

static void tile_fill(struct page *page, const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct member *member, struct slice stage,
                      struct chart_tile *tile)
{
    tile->label = page_member_label(page, member);
    tile->address = link_member(page, slice->side, dimension, member->code);
    tile->figure =
        money_figure(page, slice->facts, stage,
                     filter_of(page, slice, dimension, member), slice->year);
}

static void tile_parts(struct page *page, const struct money_slice *slice,
                       const struct dimension *dimension,
                       const struct member *member, struct slice stage,
                       struct chart_tile *tile)
{
    struct member_list parts = {NULL, 0, 0};
    struct chart_tile *tiles;

    direct_members(page, dimension, member, &parts);
    if (parts.count == 0 || member->used)
        return;
    tiles = ARENA_ARRAY(page->arena, parts.count, struct chart_tile);
    for (size_t i = 0; i < parts.count; i++)
        tile_fill(page, slice, dimension, parts.items[i], stage, &tiles[i]);
    tile->parts = tiles;
    tile->part_count = parts.count;
}

/* More tiles than this are dust; the table has them all. */
#define TILES_MAX 200

void money_treemap(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name)
{
    struct money_reading whole = money_read(page, slice);
    struct slice stage = whole.budget != NULL
                             ? budget_stage(page->portal, slice->side)
                             : execution_stage(page->portal, slice->side);
    const struct figure *total =
        whole.budget != NULL ? whole.budget : whole.executed;
    struct chart_tile *tiles =
        ARENA_ARRAY(page->arena, list->count + 1, struct chart_tile);
    struct chart_frame frame;
    struct buf out = BUF_INIT;

    if (list->count < 2 || list->count > TILES_MAX || total == NULL) {
        view_null(page, page->view, name);
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        tile_fill(page, slice, dimension, list->items[i], stage, &tiles[i]);
        tile_parts(page, slice, dimension, list->items[i], stage, &tiles[i]);
    }
    frame = page_frame(
        page, key,
        PLAIN(page, N_("{stage} by {dimension}, {span}, {unit}"),
              ARG_TEXT("stage",
                       whole.budget != NULL
                           ? text_raised(page, budget_phrase(page, slice->side))
                           : stage_label(page, stage)),
              ARG_TEXT("dimension", dimension_phrase(page, dimension)),
              ARG_TEXT("span", span_label(page, slice, slice->year)),
              ARG_TEXT("unit", page_unit(page, total->unit))),
        PLAIN(page,
              N_("The areas are in proportion to the amounts; together "
                 "they are {total} {unit}."),
              ARG_FIGURE("total", total),
              ARG_TEXT("unit", page_unit(page, total->unit))),
        slice->facts);
    frame.label_head = dimension_label(page, dimension);
    chart_treemap(&out, &frame, page_unit(page, total->unit), tiles,
                  list->count);
    view_chart(page, page->view, name, &out);
}
