/* How many commitments there are: new ones per year (a flow), all until then
 * (a stock), each in a drawing of its own. */
#include "render/commitment/commitment.h"
#include "render/commitment/status_chart.h"

struct flow {
    struct page *page;
    const struct table *table; /* where the numbers come from */
    const struct slice *years;
    const struct figure **added; /* by year */
    const struct figure **stock;
    size_t count;
};

static struct slice describe(const struct flow *flow,
                             const struct figure *const *figures)
{
    struct page *page = flow->page;
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < flow->count; i++) {
        buf_add_text(&out, i > 0 ? "; " : "");
        buf_add_slice(&out, flow->years[i]);
        buf_add_text(&out, ": ");
        buf_add_slice(&out, page_number(page, figures[i]));
    }
    buf_add_char(&out, '.');
    return arena_take(page->arena, &out);
}

static struct chart_frame frame_of(const struct flow *flow, const char *key,
                                   const char *title,
                                   const struct figure *const *figures)
{
    struct page *page = flow->page;
    struct chart_frame frame = page_frame(page, key, page_text(page, title),
                                          describe(flow, figures), flow->table);

    frame.label_head = page_text(page, N_("Year"));
    return frame;
}

static void draw_flow(const struct flow *flow, struct buf *out)
{
    struct page *page = flow->page;
    struct chart_series series = {.label =
                                      page_text(page, N_("New commitments")),
                                  .figures = flow->added,
                                  .emphasis = true};
    struct chart_frame frame = frame_of(
        flow, "commitments-new", N_("New commitments per year"), flow->added);

    chart_columns(out, &frame, flow->years, flow->count, &series, 1);
}

static int year_number(struct slice text)
{
    int year = 0;

    for (size_t i = 0; i < text.len; i++)
        year = year * 10 + (text.ptr[i] - '0');
    return year;
}

static void draw_stock(const struct flow *flow, struct buf *out)
{
    struct page *page = flow->page;
    struct chart_point *points =
        ARENA_ARRAY(page->arena, flow->count, struct chart_point);
    struct chart_frame frame =
        frame_of(flow, "commitments-all",
                 N_("All commitments announced until the end of each year"),
                 flow->stock);

    for (size_t i = 0; i < flow->count; i++)
        points[i] = (struct chart_point){.time = year_number(flow->years[i]),
                                         .label = flow->years[i],
                                         .figure = flow->stock[i]};
    chart_line(out, &frame, page_text(page, N_("Commitments")), points,
               flow->count, NULL, NULL, 0);
}

void flow_write(struct page *page, const struct table *table,
                const struct slice *years, const struct figure **added,
                size_t count, struct buf *out)
{
    struct flow flow = {
        .page = page,
        .table = table,
        .years = years,
        .added = added,
        .stock = ARENA_ARRAY(page->arena, count, const struct figure *),
        .count = count};

    for (size_t i = 0; i < count; i++)
        flow.stock[i] = i == 0 ? added[0]
                               : figure_tree(&page->figures, FIGURE_ADD,
                                             flow.stock[i - 1], added[i]);
    draw_flow(&flow, out);
    draw_stock(&flow, out);
}

void commitment_flow(struct page *page)
{
    struct code_list years = {0};
    const struct figure **added;
    const struct figure *undated =
        commitment_count(page, SLICE("announced_year=?missing"));
    struct buf out = BUF_INIT;

    commitment_field_codes(
        page, commitment_field_named(SLICE("announced_year")), &years);
    if (years.count < 2) {
        view_null(page, page->view, "chart_flow");
        view_null(page, page->view, "undated");
        return;
    }
    added = ARENA_ARRAY(page->arena, years.count, const struct figure *);
    for (size_t i = 0; i < years.count; i++)
        added[i] =
            commitment_count(page, with_term(page, nothing, "announced_year",
                                             "=", years.items[i]));
    flow_write(page,
               portal_table_named(page->portal, SLICE("derived-commitments")),
               years.items, added, years.count, &out);
    view_chart(page, page->view, "chart_flow", &out);
    view_markup(page, page->view, "undated",
                amount_sign(undated->value) == 0
                    ? nothing
                    : SENTENCE(page,
                               N_("Without a date of announcement, and in "
                                  "neither drawing: {count}."),
                               ARG_FIGURE("count", undated)));
}
