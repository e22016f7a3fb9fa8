#include "render/history/restated.h"

#include "emit/markup.h"
#include "figure/filter.h"
#include "render/page.h"

static const struct past_value *last_of(const struct past *past,
                                        const struct figure *figure)
{
    const struct past_figure *known = past_find(past, figure->id);
    const struct past_release *latest = past_latest(past);

    return known == NULL || latest == NULL ||
                   !slice_equal(known->last.release, latest->id)
               ? NULL
               : &known->last;
}

static bool is_the_same(const struct figure *figure,
                        const struct past_value *was)
{
    if (!slice_equal_text(was->status, figure_status_name(figure->status)))
        return false;
    return figure->status != FIGURE_PRESENT ||
           amount_compare(figure->value, was->value) == 0;
}

/* Had the period ended when that release was made? */
static bool period_was_over(struct slice text, struct date cut_off)
{
    struct arena arena;
    struct filter filter;
    struct slice fault;
    bool over;

    arena_init(&arena);
    over = filter_parse(&arena, text, &filter, &fault) &&
           filter.to.kind != PERIOD_NONE &&
           date_compare(period_last_day(filter.to), cut_off) <= 0;
    arena_release(&arena);
    return over;
}

static bool leaf_was_settled(const struct figure *figure, struct date cut_off)
{
    if (slice_starts_with(figure->resource, SLICE("derived-")))
        return false;
    switch (figure->operation) {
    case FIGURE_VALUE:
        return true;
    case FIGURE_SUM:
    case FIGURE_LAST:
    case FIGURE_MIN:
    case FIGURE_MAX:
    case FIGURE_MEAN:
    case FIGURE_MEDIAN:
        return period_was_over(figure->filter, cut_off);
    case FIGURE_COUNT:
    case FIGURE_CODES:
    case FIGURE_CONSTANT:
    case FIGURE_ADD:
    case FIGURE_DIFFERENCE:
    case FIGURE_RATIO:
    case FIGURE_SHARE:
    case FIGURE_CHANGE:
    case FIGURE_PRODUCT:
    case FIGURE_DAYS:
        break;
    }
    return false;
}

/* A tree is when each part that differs is. */
bool figure_was_settled(const struct past *past, const struct figure *figure)
{
    const struct past_release *latest = past == NULL ? NULL : past_latest(past);

    if (latest == NULL)
        return false;
    if (figure->operand_count == 0)
        return leaf_was_settled(figure, latest->cut_off);
    for (unsigned i = 0; i < figure->operand_count; i++) {
        const struct figure *operand = figure->operands[i];
        const struct past_value *was = last_of(past, operand);

        if ((was == NULL || !is_the_same(operand, was)) &&
            !figure_was_settled(past, operand))
            return false;
    }
    return true;
}

const struct past_value *figure_restated(const struct past *past,
                                         const struct figure *figure)
{
    const struct past_value *was = past == NULL ? NULL : last_of(past, figure);

    return was == NULL || is_the_same(figure, was) ||
                   !figure_was_settled(past, figure)
               ? NULL
               : was;
}

struct slice restated_mark(struct page *page, const struct figure *figure)
{
    struct markup m;
    struct buf out = BUF_INIT;

    if (figure_restated(page->site->options.past, figure) == NULL)
        return nothing;
    markup_init(&m, &out, MARKUP_HTML);
    markup_open(&m, "sup");
    markup_attribute_text(&m, "class", "restated");
    markup_open(&m, "span");
    markup_attribute_text(&m, "aria-hidden", "true");
    markup_text(&m, SLICE("r"));
    markup_close(&m);
    markup_open(&m, "span");
    markup_attribute_text(&m, "class", "visually-hidden");
    markup_text(&m, page_text(page, N_("(restated)")));
    markup_close(&m);
    markup_close(&m);
    markup_finish(&m);
    return arena_take(page->arena, &out);
}
