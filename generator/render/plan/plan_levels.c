/* What indicators and commitments of plans measure and promise: inputs or
 * results (requirements: chile-delivery-unit 3.1). */
#include "render/plan/plan_tree.h"
#include "render/plan/plan_view.h"
#include "render/commitment/status_chart.h"

#define LEVELS 4
#define STACKS_MAX 16

static const char *const levels[LEVELS] = {"input", "process", "output",
                                           "outcome"};
static const char *const styles[LEVELS] = {"level-1", "level-2", "level-3",
                                           "level-4"};

/* A level nobody has is left out of the bar; rows without one are the last
 * segment, and alone they are no bar. */
static size_t level_segments(struct page *page, struct slice resource,
                             struct slice node, struct chart_segment *segments)
{
    struct slice filter = plan_filter(page, node);
    size_t count = 0;

    for (size_t i = 0; i < LEVELS; i++) {
        struct slice level = slice_of(levels[i]);
        const struct figure *figure = count_figure(
            page, resource, with_term(page, filter, "level", "=", level));

        if (figure_is_positive(figure))
            segments[count++] =
                (struct chart_segment){.label = page_level(page, level),
                                       .style = styles[i],
                                       .figure = figure};
    }
    if (count > 0) {
        const struct figure *figure = count_figure(
            page, resource, with_missing(page, filter, SLICE("level")));

        if (figure_is_positive(figure))
            segments[count++] = (struct chart_segment){
                .label = page_text(page, N_("No level given")),
                .style = "no-deadline",
                .figure = figure};
    }
    return count;
}

static struct slice level_description(struct page *page,
                                      const struct chart_stack *stacks,
                                      size_t count)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        buf_add_slice(&out, stacks[i].label);
        for (size_t k = 0; k < stacks[i].segment_count; k++) {
            buf_add_text(&out, k == 0 ? ": " : ", ");
            buf_add_slice(&out, stacks[i].segments[k].label);
            buf_add_char(&out, ' ');
            buf_add_slice(&out,
                          page_number(page, stacks[i].segments[k].figure));
        }
        buf_add_text(&out, i + 1 < count ? ". " : ".");
    }
    return arena_take(page->arena, &out);
}

void plan_levels(struct page *page, const char *name, const char *key,
                 struct slice title, const char *resource,
                 const struct code_list *codes)
{
    struct chart_stack stacks[STACKS_MAX];
    const struct table *table =
        portal_table_named(page->portal, slice_of(resource));
    struct chart_frame frame;
    struct buf out = BUF_INIT;
    size_t count = 0;

    for (size_t i = 0; table != NULL && i < codes->count; i++) {
        struct chart_segment *segments =
            ARENA_ARRAY(page->arena, LEVELS + 1, struct chart_segment);
        size_t parts =
            level_segments(page, slice_of(resource), codes->items[i], segments);

        if (parts > 0 && count < STACKS_MAX)
            stacks[count++] = (struct chart_stack){
                .label = page_label(page, ROLE_PLAN, codes->items[i]),
                .segments = segments,
                .segment_count = parts};
    }
    if (count == 0 || codes->count > STACKS_MAX) {
        view_null(page, page->view, name);
        return;
    }
    frame = page_frame(page, key, title, level_description(page, stacks, count),
                       table);
    chart_stacks(&out, &frame, stacks, count);
    view_chart(page, page->view, name, &out);
}

/* --- the same as a table --- */

static const struct {
    const char *resource;
    const char *word;
} measured[] = {{"derived-indicators", N_("Indicators")},
                {"derived-commitments", N_("Commitments")}};

/* The four, then those that the portal has besides. */
static struct plan_codes levels_in_use(struct page *page, bool *is_any)
{
    struct plan_codes codes = {0};

    for (size_t i = 0; i < LEVELS; i++)
        plan_codes_add(page->arena, &codes, slice_of(levels[i]));
    *is_any = false;
    for (size_t m = 0; m < COUNT_OF(measured); m++) {
        const struct table *table =
            portal_table_named(page->portal, slice_of(measured[m].resource));

        for (size_t i = 0; table != NULL && i < table->rows.count; i++) {
            struct slice level =
                row_text(table, &table->rows.items[i], "level");

            *is_any |= level.len > 0;
            plan_codes_add(page->arena, &codes, level);
        }
    }
    return codes;
}

static void mix_row(struct page *page, struct page_table *out,
                    struct slice node, size_t which,
                    const struct plan_codes *codes)
{
    struct slice resource = slice_of(measured[which].resource);
    struct slice filter = plan_filter(page, node);
    const struct figure *all, *outcomes;

    if (portal_table_named(page->portal, resource) == NULL)
        return;
    all = count_figure(page, resource, filter);
    if (!figure_is_positive(all))
        return;
    outcomes = count_figure(
        page, resource,
        with_term(page, filter, "level", "=", slice_of(levels[LEVELS - 1])));
    table_row(out);
    cell_code(out, node, page_label(page, ROLE_PLAN, node),
              link_entity(page, "plans", node));
    cell_text(out, page_text(page, measured[which].word));
    for (size_t i = 0; i < codes->count; i++)
        cell_figure(out, count_figure(page, resource,
                                      with_term(page, filter, "level", "=",
                                                codes->items[i])));
    cell_figure(out, count_figure(page, resource,
                                  with_missing(page, filter, SLICE("level"))));
    cell_figure(out, all);
    cell_figure(out, tree_of(page, FIGURE_SHARE, outcomes, all));
}

void plan_level_table(struct page *page, const char *name,
                      const struct code_list *nodes)
{
    bool is_any;
    struct plan_codes codes = levels_in_use(page, &is_any);
    struct page_table *out;

    if (!is_any) {
        view_null(page, page->view, name);
        return;
    }
    out = table_begin(page, "level-mix",
                      page_text(page, N_("Indicators and commitments by "
                                         "level")));
    table_text_column(out, "plan", page_text(page, N_("Plan")));
    table_text_column(out, "of", page_text(page, N_("Counted")));
    for (size_t i = 0; i < codes.count; i++)
        table_figure_column(out,
                            arena_format(page->arena, "level_" SLICE_FORMAT,
                                         SLICE_ARGS(codes.items[i]))
                                .ptr,
                            page_level(page, codes.items[i]), nothing);
    table_figure_column(out, "unknown", page_text(page, N_("No level given")),
                        nothing);
    table_figure_column(out, "all", page_text(page, N_("All")), nothing);
    table_figure_column(out, "outcomes",
                        page_text(page, N_("Of them outcomes")), nothing);
    for (size_t m = 0; m < COUNT_OF(measured); m++)
        for (size_t i = 0; i < nodes->count; i++)
            mix_row(page, out, nodes->items[i], m, &codes);
    table_end(out, page->view, name);
}
