/* Home of a portal: where the year stands, what lags, what is promised. */
#include <stdlib.h>

#include "model/changes.h"
#include "render/program/categories.h"
#include "render/commitment/commitment.h"
#include "render/document/document.h"
#include "render/money/money.h"
#include "render/commitment/status_chart.h"
#include "render/page/kinds.h"

/* --- the ends of the list: by rule, not by choice --- */

#define END_COUNT 5

struct ranked {
    const struct member *member;
    struct money_reading reading;
};

static int by_share(const void *a, const void *b)
{
    const struct ranked *left = a;
    const struct ranked *right = b;
    int order =
        amount_compare(left->reading.share->value, right->reading.share->value);

    return order != 0 ? order
                      : slice_compare(left->member->code, right->member->code);
}

/* Without a year to compare with there is no change. */
static bool has_points(const struct ranked *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].reading.points != NULL)
            return true;
    return false;
}

static void end_table(struct page *page, const struct money_slice *slice,
                      const struct dimension *dimension,
                      const struct ranked *items, size_t count, const char *key,
                      struct slice caption, const char *name)
{
    struct page_table *table = table_begin(page, key, caption);
    bool compares = has_points(items, count);

    table_text_column(table, "code", dimension_label(page, dimension));
    table_figure_column(table, "share", share_label(page, slice->side),
                        nothing);
    if (compares)
        table_figure_column(table, "points",
                            page_text(page, N_("Change in points")), nothing);
    for (size_t i = 0; i < count; i++) {
        table_row(table);
        cell_code(
            table, items[i].member->code,
            page_member_label(page, items[i].member),
            link_member(page, slice->side, dimension, items[i].member->code));
        cell_figure(table, items[i].reading.share);
        if (compares)
            cell_figure(table, items[i].reading.points);
    }
    table_end(table, page->view, name);
}

static size_t rank(struct page *page, const struct money_slice *slice,
                   const struct dimension *dimension, struct ranked **out)
{
    struct member_list list = {NULL, 0, 0};
    struct ranked *items;
    size_t count = 0;

    direct_members(page, dimension, NULL, &list);
    items = ARENA_ARRAY(page->arena, list.count + 1, struct ranked);
    for (size_t i = 0; i < list.count; i++) {
        struct money_reading r = money_read_of(
            page, slice, filter_of_member(page, dimension, list.items[i]));

        if (r.share != NULL && r.share->status == FIGURE_PRESENT)
            items[count++] = (struct ranked){list.items[i], r};
    }
    qsort(items, count, sizeof *items, by_share);
    *out = items;
    return count;
}

static void ends(struct page *page, const struct money_slice *slice)
{
    const struct dimension *dimension =
        slice->facts != NULL && slice->facts->cube != NULL &&
                cube_dimension_count(slice->facts->cube) > 0
            ? cube_dimension(slice->facts->cube, 0)
            : NULL;
    struct ranked *items = NULL;
    size_t count = 0;
    size_t shown;

    if (dimension != NULL && dimension->members.count <= 2000)
        count = rank(page, slice, dimension, &items);
    if (count < 2) {
        view_null(page, page->view, "lowest");
        view_null(page, page->view, "highest");
        return;
    }
    shown = count / 2 < END_COUNT ? count / 2 : END_COUNT;
    end_table(page, slice, dimension, items, shown, "lowest",
              page_text(page, N_("Lowest shares")), "lowest");
    /* The highest first, as the other list has the lowest first. */
    for (size_t i = 0; i < shown; i++)
        items[i] = items[count - 1 - i];
    end_table(page, slice, dimension, items, shown, "highest",
              page_text(page, N_("Highest shares")), "highest");
}

/* --- what is promised and measured --- */

static const struct figure *count_of(struct page *page, const char *resource,
                                     struct slice filter)
{
    if (!page_has_table(page, resource))
        return NULL;
    return count_figure(page, slice_of(resource), filter);
}

static const struct figure *
status_count(struct page *page, const char *resource, struct slice status)
{
    return count_of(page, resource,
                    with_term(page, nothing, "status", "=", status));
}

/* Where nobody told of any result, "0 achieved" would be a guess. */
static struct slice promises_note(struct page *page)
{
    bool is_silent = commitments_are_silent(page);
    const struct figure *late =
        status_count(page, "derived-commitments", SLICE("delayed"));

    if (is_silent)
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

static void promises(struct page *page, struct value *list)
{
    const struct figure *all = count_of(page, "derived-commitments", nothing);
    const struct figure *indicators =
        count_of(page, "derived-indicators", nothing);
    struct slice note;

    if (all != NULL && amount_sign(all->value) > 0)
        key_figure_add(page, list, page_text(page, N_("Commitments")), all,
                       promises_note(page),
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

static void statuses(struct page *page)
{
    commitment_chart(page, "chart_commitments", "commitments",
                     page_text(page, N_("Commitments by status")), nothing);
    indicator_chart(page, "chart_indicators", "indicators",
                    page_text(page, N_("Indicators by status")), nothing);
}

static void quality(struct page *page)
{
    const struct figure *warnings =
        count_of(page, "findings",
                 with_term(page, nothing, "level", "=", SLICE("warning")));
    const struct figure *records =
        page_has_table(page, "ledger")
            ? figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                          SLICE("records"), SLICE("outcome!=elsewhere"))
            : NULL;
    const struct figure *used =
        records == NULL
            ? NULL
            : figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                          SLICE("records"), SLICE("outcome=used"));

    if (warnings == NULL || records == NULL) {
        view_null(page, page->view, "quality_lead");
        return;
    }
    if (records->status == FIGURE_NO_ROWS) {
        view_markup(page, page->view, "quality_lead",
                    SENTENCE(page,
                             N_("Warnings, published with their place: "
                                "{warnings}."),
                             ARG_FIGURE("warnings", warnings)));
        return;
    }
    if (amount_compare(records->value, used->value) == 0) {
        view_markup(page, page->view, "quality_lead",
                    SENTENCE(page,
                             N_("Rows read: {records}; all of them were used. "
                                "Warnings, published with their place in the "
                                "data: {warnings}."),
                             ARG_FIGURE("records", records),
                             ARG_FIGURE("warnings", warnings)));
        return;
    }
    view_markup(
        page, page->view, "quality_lead",
        SENTENCE(page,
                 N_("Of {records} rows read, {used} were used; each of the "
                    "others is accounted for. Warnings, published with their "
                    "place in the data: {warnings}."),
                 ARG_FIGURE("records", records), ARG_FIGURE("used", used),
                 ARG_FIGURE("warnings", warnings)));
}

/* --- money --- */

/* A portal without money opens with its promises. */
static void promises_lead(struct page *page)
{
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-commitments"));
    bool has_promises = table != NULL && table->rows.count > 0;

    view_markup(page, page->view, "lead",
                has_promises ? commitments_sentence(page) : nothing);
}

/* What the portal is read by: spending, or revenue where there is no other. */
static struct money_slice headline(struct page *page)
{
    const struct portal *portal = page->portal;
    const struct table *spending = facts_of(portal, ROLE_EXECUTION);
    const struct table *revenue = facts_of(portal, ROLE_REVENUE);
    enum resource_role side =
        spending == NULL && revenue != NULL ? ROLE_REVENUE : ROLE_EXECUTION;

    return money_slice(page, side == ROLE_REVENUE ? revenue : spending, side,
                       nothing);
}

static void without_money(struct page *page)
{
    static const char *const names[] = {"chart_cumulative", "chart_dots",
                                        "lowest", "highest"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        view_null(page, page->view, names[i]);
    promises_lead(page);
    page_description(page, page_words(page, &page->portal->summary));
}

static void with_money(struct page *page, const struct money_slice *slice,
                       struct value *list)
{
    struct money_reading reading = money_read(page, slice);
    struct slice who = money_subject(page, slice->side);
    struct member_list top = {NULL, 0, 0};

    view_markup(page, page->view, "lead",
                money_sentence(page, who, slice, &reading));
    page_description(page, money_sentence_plain(page, who, slice, &reading));
    money_key_figures(page, list, slice, &reading);
    money_cumulative(page, slice, "cumulative", "chart_cumulative");
    if (cube_dimension_count(slice->facts->cube) > 0) {
        direct_members(page, cube_dimension(slice->facts->cube, 0), NULL, &top);
        money_dots(page, slice, cube_dimension(slice->facts->cube, 0), &top,
                   "dots", "chart_dots");
    } else {
        view_null(page, page->view, "chart_dots");
    }
    /* Who collects little of what it expected is not behind with anything. */
    if (slice->side == ROLE_EXECUTION) {
        ends(page, slice);
        return;
    }
    view_null(page, page->view, "lowest");
    view_null(page, page->view, "highest");
}

static void money(struct page *page)
{
    struct money_slice slice = headline(page);
    struct value *list = view_list(page, page->view, "key_figures");

    if (slice.facts == NULL || slice.facts->cube == NULL ||
        !money_has_amounts(page, &slice))
        without_money(page);
    else
        with_money(page, &slice, list);
    promises(page, list);
    view_flag(page, page->view, "has_key_figures", list->list.count > 0);
    view_link(page, page->view, "budget_link",
              link_page(page, slice.side == ROLE_REVENUE ? SLICE("revenue")
                                                         : SLICE("budget")));
}

/* --- reports, latest first --- */

static void reports(struct page *page)
{
    struct value *list = value_list_new(page->arena);
    size_t count;
    const struct content **reports = content_reports(page, &count);

    for (size_t i = 0; i < count; i++) {
        const struct content *content = reports[i];
        struct value *item = view_object(page);

        view_text(page, item, "label", content_title(page, content));
        view_date(page, item, "date", period_of_day(content->date));
        view_link(page, item, "link",
                  link_entity(page, "reports", content->name));
        view_add(page, list, item);
    }
    view_set(page, page->view, "reports", list);
    view_flag(page, page->view, "has_reports", list->list.count > 0);
}

/* --- what changed since the release before --- */

static void changed(struct page *page)
{
    const struct past_release *before = past_latest(page->site->options.past);

    if (before == NULL || !page_has_table(page, CHANGES_TABLE)) {
        view_null(page, page->view, "changed_lead");
        return;
    }
    view_markup(
        page, page->view, "changed_lead",
        SENTENCE(
            page,
            N_("Values of release {release} that differ now: {count}. "
               "Without a published reason: {unexplained}. {changes}"),
            ARG_TEXT("release", before->id),
            ARG_FIGURE("count",
                       count_figure(page, SLICE(CHANGES_TABLE), nothing)),
            ARG_FIGURE("unexplained", count_figure(page, SLICE(CHANGES_TABLE),
                                                   SLICE("is_explained=no"))),
            ARG_LINK("changes", page_text(page, N_("What changed")),
                     link_page(page, SLICE("changes")))));
}

void page_home(struct page *page)
{
    page_title(page, page_words(page, &page->portal->name));
    money(page);
    categories_section(page);
    statuses(page);
    quality(page);
    reports(page);
    changed(page);
}
