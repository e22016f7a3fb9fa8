/* What a commitment can show: milestones, and evidence that gives no status. */
#include "render/commitment/commitment.h"
#include "render/describe.h"
#include "render/related.h"
#include "render/row.h"

static bool has_any(const struct table *table, const struct row_list *rows,
                    const char *role)
{
    for (size_t i = 0; i < rows->count; i++)
        if (row_cell(table, row_at(table, rows, i), role)->state ==
            CELL_PRESENT)
            return true;
    return false;
}

/* --- milestones --- */

struct milestones {
    struct page *page;
    const struct table *table;
    struct slice status; /* of the commitment */
    struct page_table *out;
    bool has_deadline;
    bool has_date;
    bool has_done;
    bool has_evidence; /* the source has such a field */
};

static void milestone_heads(const struct milestones *m)
{
    struct page *page = m->page;

    table_text_column(m->out, "milestone", page_text(page, N_("Milestone")));
    if (m->has_deadline)
        table_text_column(m->out, "deadline",
                          page_text(page, N_("Planned for")));
    if (m->has_date)
        table_text_column(m->out, "date", page_text(page, N_("Date")));
    if (m->has_done)
        table_text_column(m->out, "done", page_text(page, N_("Done on")));
    table_text_column(m->out, "state", page_text(page, N_("State")));
    if (m->has_evidence)
        table_text_column(m->out, "evidence", page_text(page, N_("Evidence")));
}

static struct slice milestone_state(const struct milestones *m,
                                    const struct row *row)
{
    struct period deadline = row_period(m->table, row, "deadline");
    struct period done = row_period(m->table, row, "done");
    bool has_deadline = deadline.kind != PERIOD_NONE;

    if (done.kind != PERIOD_NONE)
        return has_deadline && date_compare(period_last_day(done),
                                            period_last_day(deadline)) > 0
                   ? page_text(m->page, N_("done late"))
                   : page_text(m->page, N_("done"));
    if (has_deadline &&
        date_compare(period_last_day(deadline), m->page->portal->cut_off) < 0)
        return page_text(m->page, N_("not done, date passed"));
    if (!has_deadline && row_period(m->table, row, "date").kind != PERIOD_NONE)
        return page_text(m->page, N_("not said whether planned or done"));
    if (slice_equal_text(m->status, "discarded"))
        return page_text(m->page, N_("given up"));
    return has_deadline ? page_text(m->page, N_("to come"))
                        : page_text(m->page, N_("no date given"));
}

static void milestone_row(const struct milestones *m, const struct row *row)
{
    struct page *page = m->page;
    struct slice evidence = row_text(m->table, row, "evidence");

    table_row(m->out);
    cell_text(m->out, row_words(m->table, row, "label", page->language));
    if (m->has_deadline)
        cell_period(m->out, row_period(m->table, row, "deadline"));
    if (m->has_date)
        cell_period(m->out, row_period(m->table, row, "date"));
    if (m->has_done)
        cell_period(m->out, row_period(m->table, row, "done"));
    cell_text(m->out, milestone_state(m, row));
    if (!m->has_evidence)
        return;
    if (evidence.len > 0)
        cell_code(m->out, evidence, page_text(page, N_("Evidence")), evidence);
    else
        cell_missing(m->out, page_text(page, N_("none published")));
}

bool commitment_milestones(struct page *page, struct slice code,
                           struct slice status)
{
    struct milestones m = {
        .page = page,
        .table = portal_table(page->portal, ROLE_MILESTONES, NULL),
        .status = status,
        .out =
            table_begin(page, "milestones", page_text(page, N_("Milestones")))};
    struct row_list rows = {0};

    related_rows(page, m.table, "commitment", code, &rows);
    if (m.table != NULL) {
        m.has_date = has_any(m.table, &rows, "date");
        m.has_done = has_any(m.table, &rows, "done");
        m.has_deadline =
            has_any(m.table, &rows, "deadline") || !(m.has_date || m.has_done);
        m.has_evidence = table_role_column(m.table, "evidence") != NULL;
    }
    milestone_heads(&m);
    for (size_t i = 0; i < rows.count; i++)
        milestone_row(&m, row_at(m.table, &rows, i));
    table_end(m.out, page->view, "milestones");
    return rows.count > 0;
}

/* --- evidence --- */

bool event_is_evidence(const struct page *page, const struct row *event)
{
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);

    return row_text(events, event, "status").len == 0 &&
           row_period(events, event, "deadline").kind == PERIOD_NONE &&
           row_words(events, event, "reason", page->language).len == 0;
}

/* "Radio U Chile", or the address itself where nothing names it. */
static struct slice evidence_words(const struct page *page,
                                   const struct table *events,
                                   const struct row *row)
{
    struct slice note = row_words(events, row, "note", page->language);

    return note.len > 0 ? note : row_text(events, row, "evidence");
}

static void evidence_row(struct page *page, struct page_table *out,
                         const struct table *events, const struct row *row)
{
    struct slice kind = row_text(events, row, "kind");
    struct slice address = row_text(events, row, "evidence");

    table_row(out);
    cell_period(out, row_period(events, row, "date"));
    cell_code(out, address, evidence_words(page, events, row), address);
    if (table_role_column(events, "kind") != NULL)
        cell_code(out, kind,
                  kind.len == 0 ? nothing
                                : portal_label(page->portal, "kind", kind,
                                               page->language),
                  nothing);
    if (table_role_column(events, "assessor") != NULL)
        cell_text(out, row_words(events, row, "assessor", page->language));
}

bool commitment_evidence(struct page *page, struct slice code)
{
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);
    struct page_table *out = table_begin(
        page, "evidence", page_text(page, N_("What was published about it")));
    struct row_list rows = {0};

    related_rows(page, events, "commitment", code, &rows);
    if (events != NULL)
        rows_sort(page, events, &rows, table_role_column(events, "date"),
                  ROWS_EARLIEST_FIRST);
    table_text_column(out, "date", page_text(page, N_("Date")));
    table_text_column(out, "evidence", page_text(page, N_("Evidence")));
    if (events != NULL && table_role_column(events, "kind") != NULL)
        table_text_column(out, "kind", page_text(page, N_("Kind")));
    if (events != NULL && table_role_column(events, "assessor") != NULL)
        table_text_column(out, "assessor", page_text(page, N_("Assessed by")));
    for (size_t i = 0; i < rows.count; i++)
        if (event_is_evidence(page, row_at(events, &rows, i)))
            evidence_row(page, out, events, row_at(events, &rows, i));
    table_end(out, page->view, "evidence");
    return table_rows(out) > 0;
}
