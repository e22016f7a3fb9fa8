/* Counts by status and by level: bars, and the words of the statuses. */
#include "render/commitment/status_chart.h"

#define LEVELS_MAX 5

static const struct slice commitments = SLICE_INIT("derived-commitments");

static const struct slice indicators = SLICE_INIT("derived-indicators");

const struct figure *commitment_count(struct page *page, struct slice filter)
{
    return count_figure(page, commitments, filter);
}

const struct figure *indicator_count(struct page *page, struct slice filter)
{
    return count_figure(page, indicators, filter);
}

/* --- segments --- */

static size_t status_count(bool of_indicators)
{
    return of_indicators ? INDICATOR_STATUS_COUNT : COMMITMENT_STATUS_COUNT;
}

static struct slice status_at(bool of_indicators, size_t index)
{
    return of_indicators ? indicator_status(index) : commitment_status(index);
}

static struct slice status_address(struct page *page, bool of_indicators,
                                   struct slice status)
{
    return of_indicators ? nothing
                         : link_entity(page, "commitments/status", status);
}

static struct chart_segment *
status_segments(struct page *page, bool of_indicators, struct slice filter)
{
    size_t count = status_count(of_indicators);
    struct chart_segment *segments =
        ARENA_ARRAY(page->arena, count, struct chart_segment);

    for (size_t i = 0; i < count; i++) {
        struct slice status = status_at(of_indicators, i);

        segments[i] = (struct chart_segment){
            .label = of_indicators ? page_indicator_status(page, status)
                                   : page_commitment_status(page, status),
            .address = status_address(page, of_indicators, status),
            .style = arena_text(page->arena, status),
            .figure =
                count_figure(page, of_indicators ? indicators : commitments,
                             with_term(page, filter, "status", "=", status))};
    }
    return segments;
}

static bool is_counted(const struct figure *figure)
{
    return figure->status == FIGURE_PRESENT && amount_sign(figure->value) > 0;
}

/* Drops what nobody has, so that the bar is read without zeros. */
static size_t segments_trim(struct chart_segment *segments, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (is_counted(segments[i].figure))
            segments[kept++] = segments[i];
    return kept;
}

static struct slice describe(struct page *page,
                             const struct chart_stack *stacks, size_t count)
{
    struct buf out = BUF_INIT;
    struct slice text;

    for (size_t i = 0; i < count; i++) {
        if (stacks[i].label.len > 0) {
            buf_add_slice(&out, stacks[i].label);
            buf_add_text(&out, ": ");
        }
        for (size_t k = 0; k < stacks[i].segment_count; k++) {
            const struct chart_segment *segment = &stacks[i].segments[k];

            buf_add_slice(&out, segment->label);
            buf_add_char(&out, ' ');
            buf_add_slice(&out, page_number(page, segment->figure));
            buf_add_text(&out, k + 1 < stacks[i].segment_count ? ", " : ". ");
        }
    }
    text = arena_copy(page->arena, slice_trim(buf_slice(&out)));
    buf_release(&out);
    return text;
}

static void draw(struct page *page, const char *name, const char *key,
                 struct slice title, struct slice resource,
                 const struct chart_stack *stacks, size_t count)
{
    struct buf out = BUF_INIT;
    struct chart_frame frame;
    size_t parts = 0;

    for (size_t i = 0; i < count; i++)
        parts += stacks[i].segment_count;
    if (parts == 0) {
        view_null(page, page->view, name);
        return;
    }
    frame = page_frame(page, key, title, describe(page, stacks, count),
                       portal_table_named(page->portal, resource));
    chart_stacks(&out, &frame, stacks, count);
    view_chart(page, page->view, name, &out);
}

void status_stacks(struct page *page, const char *name, const char *key,
                   struct slice title, bool of_indicators,
                   const struct slice *labels, const struct slice *filters,
                   size_t count)
{
    struct slice resource = of_indicators ? indicators : commitments;
    struct chart_stack *stacks =
        ARENA_ARRAY(page->arena, count + 1, struct chart_stack);

    if (portal_table_named(page->portal, resource) == NULL) {
        view_null(page, page->view, name);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct chart_segment *segments =
            status_segments(page, of_indicators, filters[i]);

        stacks[i] =
            (struct chart_stack){.label = labels[i],
                                 .segments = segments,
                                 .segment_count = segments_trim(
                                     segments, status_count(of_indicators))};
    }
    draw(page, name, key, title, resource, stacks, count);
}

void commitment_chart(struct page *page, const char *name, const char *key,
                      struct slice title, struct slice filter)
{
    status_stacks(page, name, key, title, false, &nothing, &filter, 1);
}

void indicator_chart(struct page *page, const char *name, const char *key,
                     struct slice title, struct slice filter)
{
    status_stacks(page, name, key, title, true, &nothing, &filter, 1);
}

/* --- levels --- */

/* The known levels first, in their order, then the portal's own. */
static size_t level_codes(const struct table *table, struct slice *codes)
{
    static const char *const known[] = {"input", "process", "output",
                                        "outcome"};
    size_t count = COUNT_OF(known);

    for (size_t i = 0; i < COUNT_OF(known); i++)
        codes[i] = slice_of(known[i]);
    for (size_t i = 0; i < table->rows.count && count < LEVELS_MAX; i++) {
        struct slice level = row_text(table, &table->rows.items[i], "level");
        size_t k = 0;

        while (k < count && !slice_equal(codes[k], level))
            k++;
        if (level.len > 0 && k == count)
            codes[count++] = level;
    }
    return count;
}

void level_chart(struct page *page, const char *name, const char *key,
                 struct slice title, struct slice resource)
{
    static const char *const styles[] = {"level-1", "level-2", "level-3",
                                         "level-4", "level-5"};
    const struct table *table = portal_table_named(page->portal, resource);
    struct slice codes[LEVELS_MAX];
    struct chart_segment segments[LEVELS_MAX + 1];
    struct chart_stack stack = {.segments = segments};
    size_t count = table != NULL ? level_codes(table, codes) : 0;

    for (size_t i = 0; i < count; i++)
        segments[i] = (struct chart_segment){
            .label = page_level(page, codes[i]),
            .style = styles[i],
            .figure =
                count_figure(page, resource,
                             with_term(page, nothing, "level", "=", codes[i]))};
    count = segments_trim(segments, count);
    if (count > 0) {
        segments[count] = (struct chart_segment){
            .label = page_text(page, N_("No level given")),
            .style = "no-deadline",
            .figure = count_figure(
                page, resource, with_missing(page, nothing, SLICE("level")))};
        count += is_counted(segments[count].figure);
    }
    stack.segment_count = count;
    draw(page, name, key, title, resource, &stack, 1);
}

/* --- words --- */

/* The portal's own definition first, then ours, by which it is counted. */
static void definition_add(struct page *page, struct value *list,
                           bool of_indicators, struct slice status)
{
    const struct status_words *own =
        of_indicators ? NULL : portal_status(page->portal, status);
    struct slice rule = page_text(
        page, arena_text(page->arena,
                         of_indicators ? indicator_status_definition(status)
                                       : commitment_status_definition(status)));
    struct value *item = view_object(page);
    bool has_own = own != NULL && !words_are_empty(&own->definition);

    view_code(page, item, "status", status);
    view_text(page, item, "word",
              of_indicators ? page_indicator_status(page, status)
                            : page_commitment_status(page, status));
    view_text(page, item, "own",
              has_own ? page_words(page, &own->definition) : nothing);
    view_text(page, item, "rule", rule);
    view_add(page, list, item);
}

void status_definitions(struct page *page, const char *name, bool of_indicators)
{
    struct value *list = view_list(page, page->view, name);

    for (size_t i = 0; i < status_count(of_indicators); i++)
        if (of_indicators ||
            commitment_status_is_used(page->portal, commitment_status(i)))
            definition_add(page, list, of_indicators,
                           status_at(of_indicators, i));
}
