/* The status of a commitment: what the rules found, and why. */
#include "render/commitment/commitment.h"
#include "render/row.h"

bool standing_read(const struct page *page, struct slice code,
                   struct standing *out)
{
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-commitments"));
    const struct row_list *rows;
    const struct row *row;

    *out = (struct standing){.changed = {PERIOD_NONE, 0, 0, 0}};
    if (table == NULL)
        return false;
    rows = table_rows_by(table, "commitment", code);
    if (rows->count == 0)
        return false;
    row = row_at(table, rows, 0);
    out->status = row_text(table, row, "status");
    out->rule = row_text(table, row, "rule");
    out->declared = row_text(table, row, "declared");
    out->changed = row_period(table, row, "changed");
    out->deadline = row_period(table, row, "deadline");
    out->has_progress = row_cell(table, row, "progress")->state == CELL_PRESENT;
    return true;
}

/* Did nobody say what became of it? */
static bool is_silent(const struct standing *s)
{
    return s->declared.len == 0 && !s->has_progress;
}

static struct slice passed_words(struct page *page, const struct standing *s,
                                 struct slice deadline)
{
    if (is_silent(s))
        return PLAIN(page,
                     N_("No result was published; the deadline passed on "
                        "{deadline}."),
                     ARG_TEXT("deadline", deadline));
    return PLAIN(page,
                 N_("Its public deadline passed on {deadline} and it is not "
                    "recorded as achieved."),
                 ARG_TEXT("deadline", deadline));
}

static struct slice recorded_words(struct page *page, const struct standing *s,
                                   const char *dated, const char *undated)
{
    if (s->changed.kind == PERIOD_NONE)
        return page_text(page, undated);
    return PLAIN(page, dated, ARG_TEXT("date", page_period(page, s->changed)));
}

static struct slice waiting_words(struct page *page, const struct standing *s,
                                  struct slice deadline)
{
    if (is_silent(s))
        return PLAIN(page,
                     N_("Its public deadline, {deadline}, is still to come; no "
                        "result was published yet."),
                     ARG_TEXT("deadline", deadline));
    return PLAIN(page, N_("Its public deadline, {deadline}, is still to come."),
                 ARG_TEXT("deadline", deadline));
}

struct slice standing_words(struct page *page, const struct standing *s)
{
    struct slice deadline = nothing;

    if (s->deadline.kind != PERIOD_NONE)
        deadline = page_date(page, period_last_day(s->deadline));
    if (slice_equal_text(s->rule, "achieved"))
        return recorded_words(page, s, N_("Recorded as achieved on {date}."),
                              N_("Recorded as achieved; no date was "
                                 "published."));
    if (slice_equal_text(s->rule, "achieved-unproven"))
        return recorded_words(page, s,
                              N_("Declared achieved on {date}; no evidence of "
                                 "it was published."),
                              N_("Declared achieved, without a date; no "
                                 "evidence of it was published."));
    if (slice_equal_text(s->rule, "progress-unproven"))
        return page_text(page, N_("Its published progress is complete; no "
                                  "evidence of it was published."));
    if (slice_equal_text(s->rule, "discarded"))
        return recorded_words(page, s, N_("Recorded as discarded on {date}."),
                              N_("Recorded as discarded; no date was "
                                 "published."));
    if (slice_equal_text(s->rule, "progress"))
        return page_text(page, N_("Its published progress is complete; no "
                                  "other status was published."));
    if (slice_equal_text(s->rule, "deadline-passed"))
        return passed_words(page, s, deadline);
    if (slice_equal_text(s->rule, "internal-passed"))
        return page_text(page,
                         N_("Its internal deadline has passed; its public "
                            "deadline has not."));
    if (slice_equal_text(s->rule, "within-deadline"))
        return waiting_words(page, s, deadline);
    if (slice_equal_text(s->rule, "declared"))
        return recorded_words(page, s,
                              N_("Recorded so on {date}; no deadline that "
                                 "has passed says otherwise."),
                              N_("Recorded so, without a date; no deadline "
                                 "that has passed says otherwise."));
    if (is_silent(s))
        return page_text(page, N_("No status was published and no public "
                                  "deadline: nothing says what became of it."));
    return page_text(page, N_("No public deadline was set: it can be neither "
                              "late nor on time."));
}

const struct figure *standing_days(struct page *page, struct slice code,
                                   const struct standing *standing)
{
    if (!slice_equal_text(standing->status, "delayed") ||
        standing->deadline.kind == PERIOD_NONE)
        return NULL;
    return figure_leaf(&page->figures, FIGURE_VALUE,
                       SLICE("derived-commitments"), SLICE("days_late"),
                       with_term(page, nothing, "commitment", "=", code));
}

struct slice standing_late(struct page *page, struct slice code,
                           const struct standing *standing)
{
    const struct figure *days = standing_days(page, code, standing);

    if (days == NULL || days->status != FIGURE_PRESENT)
        return nothing;
    return SENTENCE(page, N_("Days late at the cut-off: {days}."),
                    ARG_FIGURE("days", days));
}

const struct figure *progress_figure(struct page *page, struct slice code,
                                     const struct standing *standing)
{
    if (!standing->has_progress)
        return NULL;
    return figure_leaf(&page->figures, FIGURE_VALUE,
                       SLICE("derived-commitments"), SLICE("progress"),
                       with_term(page, nothing, "commitment", "=", code));
}

struct slice standing_progress(struct page *page, struct slice code,
                               const struct standing *standing)
{
    const struct figure *progress = progress_figure(page, code, standing);

    if (progress == NULL)
        return nothing;
    return SENTENCE(page, N_("Progress published: {progress}%."),
                    ARG_FIGURE("progress", progress));
}

/* A value of derived-commitments, or null where the cell is empty. */
static const struct figure *derived_value(struct page *page, struct slice code,
                                          const char *column)
{
    const struct figure *figure = figure_leaf(
        &page->figures, FIGURE_VALUE, SLICE("derived-commitments"),
        slice_of(column), with_term(page, nothing, "commitment", "=", code));

    return figure->status == FIGURE_PRESENT ? figure : NULL;
}

static bool has_derived(const struct page *page, struct slice code,
                        const char *column)
{
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-commitments"));
    const struct row_list *rows =
        table == NULL ? NULL : table_rows_by(table, "commitment", code);

    return rows != NULL && rows->count > 0 &&
           row_cell(table, row_at(table, rows, 0), column)->state ==
               CELL_PRESENT;
}

struct slice standing_done(struct page *page, struct slice code)
{
    if (!has_derived(page, code, "days_late_done"))
        return nothing;
    return SENTENCE(
        page,
        N_("It was recorded as achieved after its deadline; days after it: "
           "{days}."),
        ARG_FIGURE("days", derived_value(page, code, "days_late_done")));
}

struct slice standing_moves(struct page *page, struct slice code)
{
    if (!has_derived(page, code, "days_moved"))
        return nothing;
    return SENTENCE(
        page,
        N_("Moves of its deadline: {moves}; days between the first and the "
           "last deadline: {days}."),
        ARG_FIGURE("moves", derived_value(page, code, "deadline_moves")),
        ARG_FIGURE("days", derived_value(page, code, "days_moved")));
}

static bool is_known(const struct page *page, struct period date)
{
    return date.kind != PERIOD_NONE &&
           date_compare(period_first_day(date), page->portal->cut_off) <= 0;
}

const struct row *last_event(const struct page *page, struct slice code,
                             struct slice status, struct period *moved)
{
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);
    const struct row *last = NULL;
    struct period last_move = {PERIOD_NONE, 0, 0, 0};
    const struct row_list *rows;

    *moved = last_move;
    if (events == NULL)
        return NULL;
    rows = table_rows_by(events, "commitment", code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(events, rows, i);
        struct period date = row_period(events, row, "date");
        struct period deadline = row_period(events, row, "deadline");

        if (!is_known(page, date))
            continue;
        if (slice_equal(row_text(events, row, "status"), status) &&
            (last == NULL ||
             period_compare(date, row_period(events, last, "date")) >= 0))
            last = row;
        if (deadline.kind != PERIOD_NONE &&
            (last_move.kind == PERIOD_NONE ||
             period_compare(date, last_move) >= 0)) {
            last_move = date;
            *moved = deadline;
        }
    }
    return last;
}

struct slice event_reason(const struct page *page, const struct row *event)
{
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);

    return event == NULL ? nothing
                         : row_words(events, event, "reason", page->language);
}
