/* Charts about money. */
#include <stdlib.h>

#include "render/money/money.h"

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

    out->label = facts_year(page, slice->facts, year);
    out->emphasis = emphasis;
    out->dashed = false;
    out->figures = ARENA_ARRAY(page->arena, 12, const struct figure *);
    for (int m = 1; m <= 12 && m <= last.index; m++)
        out->figures[m - 1] = up_to(page, slice, column, year, m);
}

/* Whose money: that of the page, where it is not everybody's. */
static struct slice subject_of(const struct page *page,
                               const struct money_slice *slice)
{
    return slice->filter.len > 0 ? page->title
                                 : money_subject(page, slice->side);
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
    column = stage_column(slice->facts, stage);
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
    frame = page_frame(
        page, key,
        PLAIN(page, N_("{stage}, cumulative by month, {unit}"),
              ARG_TEXT("stage", stage_label(page, stage)),
              ARG_TEXT("unit", page_unit(page, r.executed->unit))),
        money_sentence_plain(page, subject_of(page, slice), slice, &r),
        slice->facts);
    frame.label_head = page_text(page, N_("Month"));
    /* What is expected of revenue to a date is no ceiling of the year. */
    chart_cumulative(&out, &frame, months, 12, series, count,
                     slice->side == ROLE_EXECUTION ? r.budget : NULL,
                     stage_label(page, budget_stage(page->portal, slice->side)),
                     page_text(page, N_("Even pace")));
    view_chart(page, page->view, name, &out);
}

/* --- dots: the share of each member, two years --- */

static int by_after(const void *a, const void *b)
{
    const struct chart_dots_row *left = a;
    const struct chart_dots_row *right = b;
    int order = amount_compare(left->after->value, right->after->value);

    if (order == 0)
        order = slice_compare(left->label, right->label);
    return order != 0 ? order : slice_compare(left->address, right->address);
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

    if (list->count < 2 || list->count > DOTS_MAX ||
        whole.share_before == NULL) {
        view_null(page, page->view, name);
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct member *member = list->items[i];
        struct money_reading r = money_read_of(
            page, slice, money_filter(page, slice, dimension, member));

        if (r.share == NULL || r.share->status != FIGURE_PRESENT)
            continue;
        rows[count++] = (struct chart_dots_row){
            page_member_label(page, member),
            link_member(page, slice->side, dimension, member->code),
            r.share_before, r.share};
    }
    if (count < 2) {
        view_null(page, page->view, name);
        return;
    }
    qsort(rows, count, sizeof *rows, by_after);
    frame = page_frame(
        page, key,
        PLAIN(
            page, N_("Share of the {budget} {stage}, by {dimension}"),
            ARG_TEXT("budget", budget_phrase(page, slice->side)),
            ARG_TEXT("stage", stage_phrase(page, execution_stage(page->portal,
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
    chart_dots(&out, &frame, money_span(page, slice, slice->before),
               money_span(page, slice, slice->year), rows, count, whole.pace,
               page_text(page, N_("Even pace")));
    view_chart(page, page->view, name, &out);
}

void money_dots_of_group(struct page *page, const struct money_slice *slice,
                         const struct dimension *dimension,
                         const struct table *table, const char *column)
{
    struct member_list members = {NULL, 0, 0};

    for (size_t i = 0; slice->facts != NULL && i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        const struct member *member =
            map_get(&dimension->by_code, row_text(table, row, "code"));

        if (member != NULL &&
            slice_equal(row_text(table, row, column), page->route->status))
            ARENA_PUSH(page->arena, &members, member);
    }
    if (members.count > 1)
        money_dots(page, slice, dimension, &members, "dots", "chart_dots");
    else
        view_null(page, page->view, "chart_dots");
}

/* --- treemap --- */

static void tile_fill(struct page *page, const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct member *member, struct slice stage,
                      struct chart_tile *tile)
{
    tile->label = page_member_label(page, member);
    tile->address = link_member(page, slice->side, dimension, member->code);
    tile->figure =
        money_figure(page, slice->facts, stage,
                     money_filter(page, slice, dimension, member), slice->year);
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

/* Members with amounts in other currencies alone have no place in it. */
static bool is_tile(struct page *page, const struct money_slice *slice,
                    const struct dimension *dimension,
                    const struct member *member)
{
    struct money_slice own = *slice;

    if (money_foreign(page, slice).len == 0)
        return true;
    own.filter = money_filter(page, slice, dimension, member);
    return money_has_main(page, &own);
}

static struct slice treemap_description(struct page *page,
                                        const struct money_slice *slice,
                                        const struct figure *total)
{
    struct slice foreign = money_foreign(page, slice);
    struct slice said =
        PLAIN(page,
              N_("The areas are in proportion to the amounts; together "
                 "they are {total} {unit}."),
              ARG_FIGURE("total", total),
              ARG_TEXT("unit", page_unit(page, total->unit)));

    if (foreign.len == 0)
        return said;
    return ARENA_CONCAT(page->arena, said, SLICE(" "),
                        PLAIN(page,
                              N_("Amounts in {currency} are not drawn: they "
                                 "stand apart."),
                              ARG_TEXT("currency", foreign)));
}

/* More tiles than this are dust; the table has them all. */
#define TILES_MAX 200

void money_treemap(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension,
                   const struct member_list *list, const char *key,
                   const char *name)
{
    struct money_reading whole = money_read(page, slice);
    /* Of revenue, what came is of interest before what was expected. */
    bool is_budget = whole.budget != NULL &&
                     (slice->side == ROLE_EXECUTION || whole.executed == NULL);
    struct slice stage = is_budget ? budget_stage(page->portal, slice->side)
                                   : execution_stage(page->portal, slice->side);
    const struct figure *total = is_budget ? whole.budget : whole.executed;
    struct chart_tile *tiles;
    struct chart_frame frame;
    struct buf out = BUF_INIT;
    size_t count = 0;

    if (list->count < 2 || list->count > TILES_MAX || total == NULL) {
        view_null(page, page->view, name);
        return;
    }
    tiles = ARENA_ARRAY(page->arena, list->count, struct chart_tile);
    for (size_t i = 0; i < list->count; i++) {
        if (!is_tile(page, slice, dimension, list->items[i]))
            continue;
        tile_fill(page, slice, dimension, list->items[i], stage, &tiles[count]);
        tile_parts(page, slice, dimension, list->items[i], stage,
                   &tiles[count++]);
    }
    frame = page_frame(
        page, key,
        PLAIN(page, N_("{stage} by {dimension}, {span}, {unit}"),
              ARG_TEXT("stage",
                       is_budget
                           ? text_raised(page, budget_phrase(page, slice->side))
                           : stage_label(page, stage)),
              ARG_TEXT("dimension",
                       text_lowered(page, list_label(page, dimension, list))),
              ARG_TEXT("span", money_span(page, slice, slice->year)),
              ARG_TEXT("unit", page_unit(page, total->unit))),
        treemap_description(page, slice, total), slice->facts);
    frame.label_head = list_label(page, dimension, list);
    chart_treemap(&out, &frame, page_unit(page, total->unit), tiles, count);
    view_chart(page, page->view, name, &out);
}
