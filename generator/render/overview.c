#include "render/overview.h"

#include "render/budget.h"

static const struct slice nothing = {NULL, 0};

const struct figure *count_of(struct page *page, const char *resource,
                              struct slice filter)
{
    if (portal_table_named(page->portal, slice_of(resource)) == NULL)
        return NULL;
    return figure_leaf(&page->figures, FIGURE_COUNT, slice_of(resource),
                       SLICE("*"), filter);
}

static const struct figure *
status_count(struct page *page, const char *resource, struct slice status)
{
    return count_of(
        page, resource,
        filter_add(page->arena, nothing, SLICE("status"), "=", status));
}

/* Where nobody told of any result, "0 achieved" would be a guess. */
static struct slice promises_note(struct page *page, const struct figure *all)
{
    const struct figure *silent =
        count_of(page, "derived-commitments", SLICE("declared=?missing"));
    const struct figure *late =
        status_count(page, "derived-commitments", SLICE("delayed"));

    if (amount_compare(silent->value, all->value) == 0)
        return SENTENCE(page,
                        N_("no result published; {delayed} past their "
                           "deadline"),
                        ARG_FIGURE("delayed", late));
    return SENTENCE(
        page,
        N_("{achieved} achieved, {delayed} delayed, {discarded} discarded"),
        ARG_FIGURE("achieved", status_count(page, "derived-commitments",
                                            SLICE("achieved"))),
        ARG_FIGURE("delayed", late),
        ARG_FIGURE("discarded", status_count(page, "derived-commitments",
                                             SLICE("discarded"))));
}

void overview_key_figures(struct page *page, struct value *list)
{
    const struct figure *all = count_of(page, "derived-commitments", nothing);
    const struct figure *indicators =
        count_of(page, "derived-indicators", nothing);
    struct slice note;

    if (all != NULL && amount_sign(all->value) > 0)
        key_figure_add(page, list, page_text(page, N_("Commitments")), all,
                       promises_note(page, all),
                       link_page(page, SLICE("commitments")));
    if (indicators == NULL || amount_sign(indicators->value) == 0)
        return;
    note = SENTENCE(
        page,
        N_("{no_target} without a target, {no_data} without data after "
           "the baseline"),
        ARG_FIGURE("no_target", status_count(page, "derived-indicators",
                                             SLICE("no-target"))),
        ARG_FIGURE("no_data",
                   status_count(page, "derived-indicators", SLICE("no-data"))));
    key_figure_add(page, list, page_text(page, N_("Indicators")), indicators,
                   note, link_page(page, SLICE("indicators")));
}

typedef struct slice status_words_of(const struct page *page,
                                     struct slice status);

static void status_chart(struct page *page, const char *resource,
                         struct slice (*status_at)(size_t), size_t count,
                         status_words_of *word, const char *folder,
                         struct slice title, const char *name)
{
    struct chart_segment segments[8];
    struct chart_stack stack = {nothing, segments, 0};
    const struct figure *all = count_of(page, resource, nothing);
    const struct table *table =
        portal_table_named(page->portal, slice_of(resource));
    struct chart_frame frame;
    struct buf out = BUF_INIT;

    if (all == NULL || amount_sign(all->value) == 0) {
        view_null(page, page->view, name);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct slice status = status_at(i);

        segments[stack.segment_count++] = (struct chart_segment){
            .label = word(page, status),
            .address =
                folder == NULL ? nothing : link_entity(page, folder, status),
            .style = arena_text(page->arena, status),
            .figure = status_count(page, resource, status)};
    }
    frame = page_frame(
        page, name, title,
        PLAIN(page, N_("{count} in all."), ARG_FIGURE("count", all)), table);
    frame.label_head = page_text(page, N_("Status"));
    chart_stacks(&out, &frame, &stack, 1);
    view_chart(page, page->view, name, &out);
}

void overview_statuses(struct page *page)
{
    status_chart(
        page, "derived-commitments", commitment_status, COMMITMENT_STATUS_COUNT,
        page_commitment_status, "commitments/status",
        page_text(page, N_("Commitments by status")), "chart_commitments");
    status_chart(page, "derived-indicators", indicator_status,
                 INDICATOR_STATUS_COUNT, page_indicator_status, NULL,
                 page_text(page, N_("Indicators by status")),
                 "chart_indicators");
}

void overview_quality(struct page *page)
{
    const struct figure *warnings =
        count_of(page, "findings",
                 filter_add(page->arena, nothing, SLICE("level"), "=",
                            SLICE("warning")));
    const struct figure *records =
        portal_table_named(page->portal, SLICE("ledger")) == NULL
            ? NULL
            : figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                          SLICE("records"), nothing);
    const struct figure *used =
        records == NULL ? NULL
                        : figure_leaf(&page->figures, FIGURE_SUM,
                                      SLICE("ledger"), SLICE("used"), nothing);

    if (warnings == NULL || records == NULL) {
        view_null(page, page->view, "quality_lead");
        return;
    }
    view_markup(
        page, page->view, "quality_lead",
        SENTENCE(page,
                 N_("{records} rows were read and {used} used; the rest is "
                    "accounted for. {warnings} warnings are published with "
                    "their place in the data."),
                 ARG_FIGURE("records", records), ARG_FIGURE("used", used),
                 ARG_FIGURE("warnings", warnings)));
}
