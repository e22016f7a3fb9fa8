/* Commitments together: what became of them, and lists of those of a status. */
#include "render/commitment/commitment.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

/* From here on a list is worth a box to search it. */
#define LONG_LIST 12

/* "institution" of a commitment in words, or empty. */
static struct slice commitment_owner(const struct page *page,
                                     const struct table *table,
                                     const struct row *row)
{
    struct slice code = row_text(table, row, "institution");

    return code.len == 0 ? nothing : page_label(page, ROLE_INSTITUTIONS, code);
}

/* The page of a status has no table of its own. */
static const struct table *table_of(const struct page *page)
{
    return portal_table(page->portal, ROLE_COMMITMENTS, NULL);
}

/* Must those in charge say why? */
static bool needs_reason(struct slice status)
{
    return slice_equal_text(status, "delayed") ||
           slice_equal_text(status, "discarded") ||
           slice_equal_text(status, "needs-attention");
}

struct listed {
    struct slice code;
    struct standing standing;
    struct period first; /* the deadline as announced */
    struct period moved; /* the last new one, kind none when it never moved */
    struct period event; /* date of the event that gave the status */
    struct slice reason;
};

static struct listed read_listed(struct page *page, const struct row *row)
{
    const struct table *table = table_of(page);
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);
    struct listed listed = {.code = row_text(table, row, "code"),
                            .first = row_period(table, row, "deadline"),
                            .event = {PERIOD_NONE, 0, 0, 0}};
    const struct row *event;

    (void)standing_read(page, listed.code, &listed.standing);
    event = last_event(page, listed.code,
                       commitment_status_declared(listed.standing.status),
                       &listed.moved);
    listed.reason = event_reason(page, event);
    if (event != NULL)
        listed.event = row_period(events, event, "date");
    return listed;
}

static void csv_heads(struct page *page, struct page_table *table)
{
    table_text_column(table, "commitment", page_text(page, N_("Commitment")));
    table_text_column(table, "institution",
                      page_text(page, N_("Who answers for it")));
    table_text_column(table, "deadline", page_text(page, N_("Deadline")));
    table_text_column(table, "new_deadline",
                      page_text(page, N_("New deadline")));
    table_text_column(table, "status_date", page_text(page, N_("Recorded on")));
    table_text_column(table, "reason", page_text(page, N_("Reason")));
    table_figure_column(table, "days_late", page_text(page, N_("Days late")),
                        nothing);
    if (table_role_column(table_of(page), "progress") != NULL)
        table_figure_column(table, "progress", page_text(page, N_("Progress")),
                            SLICE("%"));
}

static void csv_row(struct page *page, struct page_table *table,
                    const struct row *row, const struct listed *listed)
{
    struct slice owner = row_text(table_of(page), row, "institution");

    table_row(table);
    cell_code(table, listed->code,
              page_label(page, ROLE_COMMITMENTS, listed->code),
              link_entity(page, "commitments", listed->code));
    cell_code(table, owner, commitment_owner(page, table_of(page), row),
              nothing);
    cell_period(table, listed->first);
    cell_period(table, listed->moved);
    cell_period(table, listed->event);
    cell_text(table, listed->reason);
    cell_figure(table, standing_days(page, listed->code, &listed->standing));
    if (table_role_column(table_of(page), "progress") != NULL)
        cell_figure(table,
                    progress_figure(page, listed->code, &listed->standing));
}

static struct value *item_of(struct page *page, const struct row *row,
                             const struct listed *listed)
{
    const struct table *table = table_of(page);
    struct value *item = view_object(page);
    struct slice institution = row_text(table, row, "institution");

    view_text(page, item, "label",
              page_label(page, ROLE_COMMITMENTS, listed->code));
    view_link(page, item, "link",
              link_entity(page, "commitments", listed->code));
    view_text(page, item, "owner", commitment_owner(page, table, row));
    view_link(page, item, "owner_link",
              link_entity(page, "institutions", institution));
    view_date(page, item, "deadline", listed->first);
    view_date(page, item, "new_deadline", listed->moved);
    view_text(page, item, "why", standing_words(page, &listed->standing));
    view_markup(page, item, "late",
                standing_late(page, listed->code, &listed->standing));
    view_markup(page, item, "progress",
                standing_progress(page, listed->code, &listed->standing));
    view_text(page, item, "reason", listed->reason);
    view_flag(page, item, "is_unexplained",
              listed->reason.len == 0 && needs_reason(listed->standing.status));
    return item;
}

void commitment_items(struct page *page, struct slice status)
{
    const struct table *table = table_of(page);
    struct value *items = view_list(page, page->view, "items");
    struct page_table *csv = table_begin(page, "list", nothing);

    csv_heads(page, csv);
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct listed listed = read_listed(page, row);

        if (!slice_equal(listed.standing.status, status) ||
            table_find(table, listed.code) != row)
            continue;
        csv_row(page, csv, row, &listed);
        view_add(page, items, item_of(page, row, &listed));
    }
    view_flag(page, page->view, "has_items", items->list.count > 0);
    view_flag(page, page->view, "is_long", items->list.count > LONG_LIST);
    table_end(csv, page->view, "list");
}

const struct figure *commitments_silent(struct page *page, struct slice filter)
{
    return commitment_count(
        page, filter_join(page, filter,
                          SLICE("declared=?missing;progress=?missing")));
}

bool commitments_are_silent(struct page *page)
{
    const struct figure *silent = commitments_silent(page, nothing);

    return amount_compare(silent->value,
                          commitment_count(page, nothing)->value) == 0;
}

/* What is said to be achieved and not counted so is told in the same breath. */
static struct slice with_unproven(struct page *page, struct slice words)
{
    const struct figure *count =
        commitment_count(page, SLICE("status=unproven"));

    if (amount_sign(count->value) <= 0)
        return words;
    return arena_format(
        page->arena, SLICE_FORMAT " " SLICE_FORMAT, SLICE_ARGS(words),
        SLICE_ARGS(SENTENCE(
            page,
            N_("Declared achieved without published evidence, and not counted "
               "as achieved: {count}."),
            ARG_FIGURE("count", count))));
}

struct slice commitments_sentence(struct page *page)
{
    const struct figure *all = commitment_count(page, nothing);
    const struct figure *late = commitment_count(page, SLICE("status=delayed"));
    const struct figure *dropped =
        commitment_count(page, SLICE("status=discarded"));

    const struct figure *undated =
        commitment_count(page, SLICE("deadline=?missing"));

    if (commitments_are_silent(page) &&
        amount_compare(undated->value, all->value) == 0)
        return SENTENCE(page,
                        N_("The register holds {all} commitments, no result of "
                           "any of them and no public deadline."),
                        ARG_FIGURE("all", all));
    if (commitments_are_silent(page))
        return SENTENCE(page,
                        N_("The register holds {all} commitments and no result "
                           "of any of them. The public deadline of {late} has "
                           "passed."),
                        ARG_FIGURE("all", all), ARG_FIGURE("late", late));
    return with_unproven(
        page,
        SENTENCE(page,
                 N_("Of {all} commitments, {achieved} were achieved, {late} "
                    "are delayed and {dropped} were discarded."),
                 ARG_FIGURE("all", all),
                 ARG_FIGURE("achieved",
                            commitment_count(page, SLICE("status=achieved"))),
                 ARG_FIGURE("late", late), ARG_FIGURE("dropped", dropped)));
}

void commitment_chips(struct page *page, struct slice current)
{
    struct value *list = view_list(page, page->view, "chips");

    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++) {
        struct slice status = commitment_status(i);
        struct value *item;

        if (!commitment_status_is_used(page->portal, status))
            continue;
        item = view_object(page);
        view_text(page, item, "word", page_commitment_status(page, status));
        view_link(page, item, "link",
                  link_entity(page, "commitments/status", status));
        view_flag(page, item, "is_current", slice_equal(status, current));
        view_figure(page, item, "count",
                    commitment_count(
                        page, with_term(page, nothing, "status", "=", status)));
        view_add(page, list, item);
    }
}
