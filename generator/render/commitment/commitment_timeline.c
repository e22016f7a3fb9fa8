/* The timeline of a commitment as a chart: every move of its deadline. */
#include "render/commitment/commitment.h"
#include "render/related.h"
#include "render/row.h"

struct moment_list {
    struct chart_moment *items;
    size_t count, capacity;
};

struct drawing {
    struct page *page;
    const struct table *table; /* commitments */
    const struct row *row;
    struct slice code;
    struct moment_list moments;
};

/* The last day of a period as a decimal year: deadlines end with it. */
static double time_of(struct period period)
{
    struct date day = period_last_day(period);
    struct date first = {day.year, 1, 1};

    return day.year + date_days_between(first, day) / 366.0;
}

/* A drawing has room for a few words; the table beside it has all of them. */
#define NAME_MAX 60
#define WORD_MAX 24

static struct slice shortened(struct page *page, struct slice name)
{
    size_t end = 0, word = 0;

    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && name.ptr[i] != ' ') {
            word++;
            continue;
        }
        if (word > WORD_MAX || i > NAME_MAX)
            break;
        end = i;
        word = 0;
    }
    if (end == name.len)
        return name;
    return ARENA_CONCAT(page->arena, slice_cut(name, 0, end), SLICE(" …"));
}

static void add_moment(struct drawing *d, struct slice name,
                       struct period period, enum chart_mark mark)
{
    struct page *page = d->page;
    struct chart_moment moment = {.name = name, .mark = mark};

    if (period.kind == PERIOD_NONE)
        return;
    moment.end_text = page_period(page, period);
    moment.from = moment.end = time_of(period);
    moment.label = ARENA_CONCAT(page->arena, shortened(page, name), SLICE(": "),
                                moment.end_text);
    ARENA_PUSH(page->arena, &d->moments, moment);
}

/* From one date to another; the words have both. */
static void add_span(struct drawing *d, struct slice name, struct slice label,
                     struct period from, struct period end)
{
    struct page *page = d->page;
    struct chart_moment moment = {.name = name,
                                  .label = label,
                                  .from_text = page_period(page, from),
                                  .end_text = page_period(page, end),
                                  .from = time_of(from),
                                  .end = time_of(end),
                                  .from_mark = CHART_MARK_PLANNED,
                                  .is_span = true};

    moment.mark = CHART_MARK_DONE;
    ARENA_PUSH(page->arena, &d->moments, moment);
}

static bool is_known(const struct page *page, struct period date)
{
    return date.kind != PERIOD_NONE &&
           date_compare(period_first_day(date), page->portal->cut_off) <= 0;
}

static void events_sorted(struct page *page, const struct table *events,
                          struct slice code, struct row_list *rows)
{
    related_rows(page, events, "commitment", code, rows);
    if (events != NULL)
        rows_sort(page, events, rows, table_role_column(events, "date"),
                  ROWS_EARLIEST_FIRST);
}

/* --- deadlines --- */

static void add_move(struct drawing *d, bool is_public, struct period date,
                     struct period from, struct period end)
{
    struct page *page = d->page;
    struct slice name =
        PLAIN(page,
              is_public ? N_("Deadline moved on {date}")
                        : N_("Internal deadline moved on {date}"),
              ARG_TEXT("date", page_period(page, date)));

    if (from.kind == PERIOD_NONE) {
        add_moment(d, name, end, CHART_MARK_DEADLINE);
        return;
    }
    add_span(d, name,
             PLAIN(page,
                   is_public ? N_("Moved on {date}: from {from} to {till}")
                             : N_("Internal deadline moved on {date}: from "
                                  "{from} to {till}"),
                   ARG_TEXT("date", page_period(page, date)),
                   ARG_TEXT("from", page_period(page, from)),
                   ARG_TEXT("till", page_period(page, end))),
             from, end);
    d->moments.items[d->moments.count - 1].mark =
        is_public ? CHART_MARK_DEADLINE : CHART_MARK_PLANNED;
}

static void add_deadlines(struct drawing *d, bool is_public)
{
    struct page *page = d->page;
    const char *role = is_public ? "deadline" : "internal-deadline";
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);
    struct period stands = row_period(d->table, d->row, role);
    struct row_list rows = {0};

    add_moment(d,
               is_public ? page_text(page, N_("Public deadline"))
                         : page_text(page, N_("Internal deadline")),
               stands, is_public ? CHART_MARK_DEADLINE : CHART_MARK_PLANNED);
    events_sorted(page, events, d->code, &rows);
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *row = row_at(events, &rows, i);
        struct period date = row_period(events, row, "date");
        struct period deadline = row_period(events, row, role);

        if (deadline.kind == PERIOD_NONE || !is_known(page, date))
            continue;
        add_move(d, is_public, date, stands, deadline);
        stands = deadline;
    }
}

/* --- milestones --- */

static void add_milestone(struct drawing *d, const struct table *table,
                          const struct row *row)
{
    struct page *page = d->page;
    struct slice name = row_words(table, row, "label", page->language);
    struct period planned = row_period(table, row, "deadline");
    struct period done = row_period(table, row, "done");
    bool has_passed =
        planned.kind != PERIOD_NONE &&
        date_compare(period_last_day(planned), page->portal->cut_off) < 0;

    if (planned.kind == PERIOD_NONE || done.kind == PERIOD_NONE) {
        add_moment(d, name, done, CHART_MARK_DONE);
        add_moment(d, name, planned,
                   has_passed ? CHART_MARK_MISSED : CHART_MARK_PLANNED);
        return;
    }
    add_span(d, name,
             PLAIN(page, N_("{milestone}: planned for {planned}, done {done}"),
                   ARG_TEXT("milestone", shortened(page, name)),
                   ARG_TEXT("planned", page_period(page, planned)),
                   ARG_TEXT("done", page_period(page, done))),
             planned, done);
}

static void add_milestones(struct drawing *d)
{
    const struct table *table =
        portal_table(d->page->portal, ROLE_MILESTONES, NULL);
    struct row_list rows = {0};

    related_rows(d->page, table, "commitment", d->code, &rows);
    for (size_t i = 0; i < rows.count; i++)
        add_milestone(d, table, row_at(table, &rows, i));
}

/* --- what was recorded --- */

static void add_statuses(struct drawing *d)
{
    struct page *page = d->page;
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);
    struct row_list rows = {0};

    events_sorted(page, events, d->code, &rows);
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *row = row_at(events, &rows, i);
        struct slice status = row_text(events, row, "status");
        struct period date = row_period(events, row, "date");

        if (status.len > 0 && is_known(page, date))
            add_moment(
                d,
                PLAIN(page, N_("Recorded as: {status}"),
                      ARG_TEXT("status", page_commitment_status(page, status))),
                date, CHART_MARK_DONE);
    }
}

static struct slice description(const struct drawing *d)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < d->moments.count; i++) {
        buf_add_slice(&out, d->moments.items[i].label);
        buf_add_text(&out, i + 1 < d->moments.count ? "; " : ".");
    }
    return arena_take(d->page->arena, &out);
}

void commitment_timeline(struct page *page, const struct table *table,
                         const struct row *row, struct slice label)
{
    struct drawing d = {.page = page,
                        .table = table,
                        .row = row,
                        .code = row_text(table, row, "code")};
    struct period cut_off = period_of_day(page->portal->cut_off);
    struct buf out = BUF_INIT;
    struct chart_frame frame;

    add_moment(&d, page_text(page, N_("Announced")),
               row_period(table, row, "announced"), CHART_MARK_DONE);
    add_deadlines(&d, true);
    add_deadlines(&d, false);
    add_milestones(&d);
    add_statuses(&d);
    if (d.moments.count < 2) {
        view_null(page, page->view, "chart_timeline");
        return;
    }
    frame = page_frame(page, "commitment-timeline",
                       PLAIN(page, N_("Timeline: {commitment}"),
                             ARG_TEXT("commitment", label)),
                       description(&d), table);
    frame.label_head = page_text(page, N_("What"));
    chart_timeline(&out, &frame, page_text(page, N_("From or planned for")),
                   page_text(page, N_("Date")), d.moments.items,
                   d.moments.count, time_of(cut_off),
                   PLAIN(page, N_("Cut-off: {date}"),
                         ARG_TEXT("date", page_period(page, cut_off))));
    view_chart(page, page->view, "chart_timeline", &out);
}
