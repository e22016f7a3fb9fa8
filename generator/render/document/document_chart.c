/* Charts that authors ask for in their texts. */
#include "render/document/document_chart.h"

#include <stdlib.h>

#include "render/indicator/indicator.h"
#include "render/money/money.h"
#include "render/commitment/status_chart.h"

/* An address being drawn: its parts, and how to say what is wrong with it. */
struct request {
    struct page *page;
    const struct document_chart *asked;
    struct slice kind;
    struct slice resource;
    struct slice dimension;
    bool quiet;
    struct buf *out;
};

static bool refuse(const struct request *r, const char *why)
{
    if (!r->quiet)
        diag_add(r->page->portal->diagnostics, DIAG_CHART_UNKNOWN,
                 r->asked->place, r->asked->address, slice_of(why));
    return false;
}

/* Charts that are made for a view are made for a passing one. */
struct passing_view {
    struct page *page;
    struct value *kept;
};

static struct passing_view view_begin(struct page *page)
{
    struct passing_view passing = {page, page->view};

    page->view = view_object(page);
    return passing;
}

/* The markup that was set, if any; the page has its own view back. */
static bool view_end(struct passing_view *passing, struct buf *out)
{
    const struct value *made = passing->page->view;
    bool any = made->object.count > 0 &&
               made->object.items[0].value->kind == VALUE_MARKUP;

    if (any)
        buf_add_slice(out, made->object.items[0].value->text);
    passing->page->view = passing->kept;
    return any;
}

static bool has_text(struct slice markup, struct slice text)
{
    for (size_t i = 0; i + text.len <= markup.len; i++)
        if (slice_starts_with(slice_cut(markup, i, markup.len), text))
            return true;
    return false;
}

/* What the author says of a chart that has a title of its own, above it. */
static void write_words(const struct request *r, struct slice chart)
{
    struct buf words = BUF_INIT;
    struct markup m;

    markup_escape_text(&words, r->asked->title);
    if (words.len > 0 && !has_text(chart, buf_slice(&words))) {
        markup_init(&m, r->out, MARKUP_HTML);
        markup_open(&m, "p");
        markup_raw(&m, buf_slice(&words));
        markup_close(&m);
        markup_finish(&m);
    }
    buf_release(&words);
}

static bool titled_end(const struct request *r, struct passing_view *passing)
{
    struct buf chart = BUF_INIT;
    bool any = view_end(passing, &chart);

    if (any) {
        write_words(r, buf_slice(&chart));
        buf_add_slice(r->out, buf_slice(&chart));
    }
    buf_release(&chart);
    return any;
}

/* --- money --- */

static bool facts_find(const struct request *r, struct money_slice *slice)
{
    const struct table *table =
        portal_table_named(r->page->portal, r->resource);

    if (table == NULL || !table_is_fact(table) || table->cube == NULL)
        return false;
    *slice = money_slice(r->page, table, table->role, nothing);
    return true;
}

static int compare_bars(const void *left, const void *right)
{
    const struct chart_bar *a = left;
    const struct chart_bar *b = right;
    bool has_a = a->figure->status == FIGURE_PRESENT;
    bool has_b = b->figure->status == FIGURE_PRESENT;
    int order = 0;

    if (has_a && has_b)
        order = amount_compare(b->figure->value, a->figure->value);
    else
        order = (int)has_b - (int)has_a;
    return order != 0 ? order : slice_compare(a->label, b->label);
}

static bool draw_bars(const struct request *r, const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct member_list *list)
{
    struct page *page = r->page;
    struct chart_frame frame = page_frame(page, r->asked->key, r->asked->title,
                                          r->asked->title, slice->facts);
    struct slice stage = execution_stage(page->portal, slice->side);
    struct chart_bar *bars =
        ARENA_ARRAY(page->arena, list->count + 1, struct chart_bar);
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct member *member = list->items[i];
        const struct figure *figure = money_figure(
            page, slice->facts, stage,
            filter_of_member(page, dimension, member), slice->year);

        if (figure != NULL)
            bars[count++] = (struct chart_bar){
                page_member_label(page, member),
                link_member(page, slice->side, dimension, member->code),
                figure};
    }
    if (count == 0)
        return refuse(r, "the table has nothing in that year");
    qsort(bars, count, sizeof *bars, compare_bars);
    frame.label_head = dimension_label(page, dimension);
    chart_bars(r->out, &frame, stage_label(page, stage), bars, count);
    return true;
}

static bool draw_dimension(const struct request *r)
{
    struct page *page = r->page;
    const struct dimension *dimension =
        portal_dimension(page->portal, r->dimension);
    struct member_list list = {NULL, 0, 0};
    struct money_slice slice;
    struct passing_view passing;

    if (!facts_find(r, &slice))
        return refuse(r, "there is no such table of execution or revenue");
    if (dimension == NULL ||
        cube_find_dimension(slice.facts->cube, r->dimension) < 0)
        return refuse(r, "the table has no such dimension");
    direct_members(page, dimension, NULL, &list);
    if (slice_equal_text(r->kind, "bars"))
        return draw_bars(r, &slice, dimension, &list);
    passing = view_begin(page);
    if (slice_equal_text(r->kind, "dots"))
        money_dots(page, &slice, dimension, &list, r->asked->key, "chart");
    else
        money_treemap(page, &slice, dimension, &list, r->asked->key, "chart");
    return titled_end(r, &passing) ||
           refuse(r, "there is too little data for it");
}

static bool draw_execution(const struct request *r)
{
    struct money_slice slice;
    struct passing_view passing;

    if (!facts_find(r, &slice))
        return refuse(r, "there is no such table of execution or revenue");
    passing = view_begin(r->page);
    money_cumulative(r->page, &slice, r->asked->key, "chart");
    return titled_end(r, &passing) ||
           refuse(r, "the table has fewer than two months of the year");
}

/* --- promises --- */

static bool draw_statuses(const struct request *r)
{
    struct passing_view passing;

    if (portal_table(r->page->portal, ROLE_COMMITMENTS, NULL) == NULL)
        return refuse(r, "the portal has no commitments");
    passing = view_begin(r->page);
    commitment_chart(r->page, "chart", r->asked->key, r->asked->title, nothing);
    return view_end(&passing, r->out) ||
           refuse(r, "the portal has no commitments");
}

static bool draw_levels(const struct request *r)
{
    struct passing_view passing;

    if (portal_table(r->page->portal, ROLE_COMMITMENTS, NULL) == NULL)
        return refuse(r, "the portal has no commitments");
    passing = view_begin(r->page);
    level_chart(r->page, "chart", r->asked->key, r->asked->title,
                SLICE("derived-commitments"));
    return view_end(&passing, r->out) || refuse(r, "no commitment has a level");
}

static bool draw_indicator(const struct request *r)
{
    const struct table *table = NULL;
    const struct row *row =
        portal_find(r->page->portal, ROLE_INDICATORS, r->resource, &table);
    struct indicator indicator;

    if (row == NULL)
        return refuse(r, "there is no such indicator");
    indicator = indicator_read(r->page, table, row);
    return indicator_line(&indicator, r->asked->key, r->asked->title, r->out) ||
           refuse(r, "the indicator has fewer than two values");
}

bool document_chart_write(struct page *page, const struct document_chart *asked,
                          bool quiet, struct buf *out)
{
    static const struct {
        const char *kind;
        bool (*draw)(const struct request *request);
    } kinds[] = {
        {"bars", draw_dimension},      {"dots", draw_dimension},
        {"treemap", draw_dimension},   {"execution", draw_execution},
        {"indicator", draw_indicator}, {"statuses", draw_statuses},
        {"levels", draw_levels},
    };
    struct request r = {
        .page = page, .asked = asked, .quiet = quiet, .out = out};
    struct slice rest = asked->address;

    r.kind = slice_next(&rest, '/');
    r.resource = slice_next(&rest, '/');
    r.dimension = rest;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (slice_equal_text(r.kind, kinds[i].kind))
            return kinds[i].draw(&r);
    return refuse(&r, "bars, dots, treemap, execution, indicator, statuses and "
                      "levels can be drawn");
}
