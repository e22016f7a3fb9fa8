/* Every deadline a commitment had, the public and the internal ones apart. */
#include "render/commitment/commitment.h"
#include "render/row.h"

struct deadlines {
    struct page *page;
    const struct table *commitments;
    const struct row *row;
    const struct table *events; /* may be null */
    struct row_list moves;      /* events, earliest first */
    struct page_table *out;
};

static void origin_cell(const struct deadlines *d, struct slice origin)
{
    if (origin.len > 0)
        cell_text(d->out, origin);
    else
        cell_missing(d->out, page_text(d->page, N_("not said")));
}

static void head_cells(const struct deadlines *d, bool is_public)
{
    table_row(d->out);
    cell_code(d->out, is_public ? SLICE("public") : SLICE("internal"),
              is_public ? page_text(d->page, N_("Public deadline"))
                        : page_text(d->page, N_("Internal deadline")),
              nothing);
}

static void first_row(const struct deadlines *d, bool is_public)
{
    struct period date = row_period(
        d->commitments, d->row, is_public ? "deadline" : "internal-deadline");

    if (date.kind == PERIOD_NONE)
        return;
    head_cells(d, is_public);
    cell_period(d->out, row_period(d->commitments, d->row, "announced"));
    cell_missing(d->out, page_text(d->page, N_("none before")));
    cell_period(d->out, date);
    origin_cell(
        d, row_words(d->commitments, d->row,
                     is_public ? "deadline-origin" : "internal-deadline-origin",
                     d->page->language));
    cell_missing(d->out, page_text(d->page, N_("first set")));
}

static void move_row(const struct deadlines *d, const struct row *event,
                     bool is_public, struct period before, struct period after)
{
    struct slice reason =
        row_words(d->events, event, "reason", d->page->language);

    head_cells(d, is_public);
    cell_period(d->out, row_period(d->events, event, "date"));
    if (before.kind != PERIOD_NONE)
        cell_period(d->out, before);
    else
        cell_missing(d->out, page_text(d->page, N_("none before")));
    cell_period(d->out, after);
    origin_cell(
        d, row_words(d->events, event, "deadline-origin", d->page->language));
    if (reason.len > 0)
        cell_text(d->out, reason);
    else
        cell_missing(d->out,
                     page_text(d->page, N_("no explanation published")));
}

static bool is_known_move(const struct deadlines *d, const struct row *event,
                          const char *role)
{
    struct period date = row_period(d->events, event, "date");

    return row_period(d->events, event, role).kind != PERIOD_NONE &&
           date_compare(period_first_day(date), d->page->portal->cut_off) <= 0;
}

static void rows_of(const struct deadlines *d, bool is_public)
{
    const char *role = is_public ? "deadline" : "internal-deadline";
    struct period stands = row_period(d->commitments, d->row, role);

    first_row(d, is_public);
    for (size_t i = 0; i < d->moves.count; i++) {
        const struct row *event = row_at(d->events, &d->moves, i);

        if (!is_known_move(d, event, role))
            continue;
        move_row(d, event, is_public, stands,
                 row_period(d->events, event, role));
        stands = row_period(d->events, event, role);
    }
}

/* What was never moved stands on the page in two lines. */
static bool is_moved(const struct deadlines *d)
{
    for (size_t i = 0; i < d->moves.count; i++) {
        const struct row *event = row_at(d->events, &d->moves, i);

        if (is_known_move(d, event, "deadline") ||
            is_known_move(d, event, "internal-deadline"))
            return true;
    }
    return false;
}

void commitment_deadlines(struct page *page, const struct table *table,
                          const struct row *row)
{
    struct deadlines d = {
        .page = page,
        .commitments = table,
        .row = row,
        .events = portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL)};

    related_rows(page, d.events, "commitment", row_text(table, row, "code"),
                 &d.moves);
    if (!is_moved(&d)) {
        view_null(page, page->view, "deadlines");
        return;
    }
    rows_sort(page, d.events, &d.moves, table_role_column(d.events, "date"),
              ROWS_EARLIEST_FIRST);
    d.out = table_begin(page, "deadlines",
                        page_text(page, N_("Every deadline it had")));
    table_text_column(d.out, "kind", page_text(page, N_("Deadline")));
    table_text_column(d.out, "date", page_text(page, N_("Set on")));
    table_text_column(d.out, "from", page_text(page, N_("Before")));
    table_text_column(d.out, "till", page_text(page, N_("After")));
    table_text_column(d.out, "origin", page_text(page, N_("Set by")));
    table_text_column(d.out, "reason", page_text(page, N_("Reason")));
    rows_of(&d, true);
    rows_of(&d, false);
    table_end(d.out, page->view, "deadlines");
}
