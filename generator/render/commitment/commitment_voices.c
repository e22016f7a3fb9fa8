/* What those in charge, the rule and third parties say of one commitment, side
 * by side; and how far its bill came. */
#include "render/commitment/commitment.h"
#include "render/describe.h"
#include "render/related.h"
#include "render/row.h"

/* --- who says what --- */

static void voice_heads(struct page *page, struct page_table *out)
{
    table_text_column(out, "who", page_text(page, N_("Who says it")));
    table_text_column(out, "status", page_text(page, N_("Status")));
    table_text_column(out, "date", page_text(page, N_("Date")));
    table_text_column(out, "why", page_text(page, N_("Why")));
    table_text_column(out, "method", page_text(page, N_("By which method")));
    table_text_column(out, "evidence", page_text(page, N_("Evidence")));
}

static void status_cell(struct page *page, struct page_table *out,
                        struct slice status)
{
    if (status.len > 0)
        cell_status(out, status, page_commitment_status(page, status));
    else
        cell_missing(out, page_text(page, N_("no status published")));
}

static void link_cell(struct page *page, struct page_table *out,
                      struct slice address)
{
    if (address.len > 0)
        cell_code(out, address, page_text(page, N_("Evidence")), address);
    else
        cell_missing(out, page_text(page, N_("none published")));
}

static void charged_row(struct page *page, struct page_table *out,
                        struct slice code, const struct standing *s)
{
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);
    struct period moved;
    const struct row *event = last_event(page, code, s->declared, &moved);
    struct slice reason = event_reason(page, event);

    table_row(out);
    cell_text(out, page_text(page, N_("Those in charge")));
    status_cell(page, out, s->declared);
    cell_period(out, s->changed);
    if (reason.len > 0)
        cell_text(out, reason);
    else
        cell_missing(out, page_text(page, N_("no explanation published")));
    cell_text(out, page_text(page, N_("their own record")));
    link_cell(page, out,
              event == NULL ? nothing : row_text(events, event, "evidence"));
}

static void rule_row(struct page *page, struct page_table *out,
                     const struct standing *s)
{
    table_row(out);
    cell_text(out, page_text(page, N_("By rule")));
    status_cell(page, out, s->status);
    cell_period(out, period_of_day(page->portal->cut_off));
    cell_text(out, standing_words(page, s));
    cell_text(out, page_text(page, N_("dates and events, the same rule for "
                                      "all commitments")));
    cell_text(out, nothing);
}

static void assessor_cell(struct page *page, struct page_table *out,
                          const struct table *table, const struct row *row)
{
    struct slice who = row_words(table, row, "assessor", page->language);
    struct slice kind = row_text(table, row, "kind");

    if (kind.len > 0)
        who = arena_format(page->arena, SLICE_FORMAT " (" SLICE_FORMAT ")",
                           SLICE_ARGS(who),
                           SLICE_ARGS(portal_label(page->portal, "kind", kind,
                                                   page->language)));
    cell_text(out, who);
}

static void assessment_row(struct page *page, struct page_table *out,
                           const struct table *table, const struct row *row)
{
    struct slice reason = row_words(table, row, "reason", page->language);
    struct slice method = row_words(table, row, "method", page->language);

    table_row(out);
    assessor_cell(page, out, table, row);
    status_cell(page, out, row_text(table, row, "status"));
    cell_period(out, row_period(table, row, "date"));
    if (reason.len > 0)
        cell_text(out, reason);
    else
        cell_missing(out, page_text(page, N_("no explanation published")));
    if (method.len > 0)
        cell_text(out, method);
    else
        cell_missing(out, page_text(page, N_("method not published")));
    link_cell(page, out, row_text(table, row, "address"));
}

/* The latest first. Those after the cut-off are not known yet. */
static struct found_rows assessments_sorted(struct page *page,
                                            struct slice code)
{
    struct found_rows rows = portal_rows_by(
        page->portal, page->arena, ROLE_ASSESSMENTS, "commitment", code);
    size_t kept = 0;

    for (size_t i = 0; i < rows.count; i++) {
        const struct found_row one = rows.items[i];
        struct period date = row_period(one.table, one.row, "date");
        size_t at = kept;

        if (date_compare(period_first_day(date), page->portal->cut_off) > 0)
            continue;
        for (;
             at > 0 && period_compare(date, row_period(rows.items[at - 1].table,
                                                       rows.items[at - 1].row,
                                                       "date")) > 0;
             at--)
            rows.items[at] = rows.items[at - 1];
        rows.items[at] = one;
        kept++;
    }
    rows.count = kept;
    return rows;
}

void commitment_voices(struct page *page, struct slice code,
                       const struct standing *standing)
{
    struct page_table *out = table_begin(
        page, "voices", page_text(page, N_("What each says of it")));
    struct found_rows rows = assessments_sorted(page, code);
    bool differs = standing->declared.len > 0 &&
                   !slice_equal(standing->declared, standing->status);

    voice_heads(page, out);
    if (differs || rows.count > 0) {
        charged_row(page, out, code, standing);
        rule_row(page, out, standing);
    }
    for (size_t i = 0; i < rows.count; i++)
        assessment_row(page, out, rows.items[i].table, rows.items[i].row);
    table_end(out, page->view, "voices");
    view_flag(page, page->view, "no_assessment",
              portal_table(page->portal, ROLE_ASSESSMENTS, NULL) != NULL &&
                  rows.count == 0);
}

/* --- how far a bill came --- */

static const struct {
    const char *code;
    const char *word; /* msgid */
} stages[] = {{"announced", N_("Announced")},
              {"tabled", N_("Tabled")},
              {"first-chamber", N_("Passed by the first chamber")},
              {"second-chamber", N_("Passed by the second chamber")},
              {"enacted", N_("Enacted")},
              {"in-force", N_("In force")}};

struct slice bill_stage_words(const struct page *page, struct slice stage)
{
    for (size_t i = 0; i < COUNT_OF(stages); i++)
        if (slice_equal_text(stage, stages[i].code))
            return page_text(page, stages[i].word);
    return stage.len == 0
               ? nothing
               : portal_label(page->portal, "stage", stage, page->language);
}

/* The first event until the cut-off that reached a stage. */
static struct period stage_date(struct page *page, const struct table *events,
                                const struct row_list *rows, const char *stage)
{
    struct period first = {PERIOD_NONE, 0, 0, 0};

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(events, rows, i);
        struct period date = row_period(events, row, "date");

        if (slice_equal_text(row_text(events, row, "stage"), stage) &&
            date_compare(period_first_day(date), page->portal->cut_off) <= 0 &&
            (first.kind == PERIOD_NONE || period_compare(date, first) < 0))
            first = date;
    }
    return first;
}

/* How many of the stages lie before the last one that was reached. */
static size_t stages_reached(struct page *page, const struct table *events,
                             const struct row_list *rows)
{
    size_t reached = 0;

    for (size_t i = 0; i < COUNT_OF(stages); i++)
        if (stage_date(page, events, rows, stages[i].code).kind != PERIOD_NONE)
            reached = i;
    return reached;
}

static void bill_row(struct page *page, struct page_table *out, size_t stage,
                     struct period date, size_t reached)
{
    table_row(out);
    cell_code(out, slice_of(stages[stage].code),
              page_text(page, stages[stage].word), nothing);
    if (date.kind != PERIOD_NONE)
        cell_period(out, date);
    else if (stage < reached)
        cell_missing(out, page_text(page, N_("no date given")));
    else
        cell_missing(out, page_text(page, N_("not reached")));
}

void commitment_bill(struct page *page, struct slice code)
{
    const struct table *events =
        portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL);
    struct page_table *out =
        table_begin(page, "bill", page_text(page, N_("Stages of the bill")));
    struct row_list rows = {0};
    bool is_bill = false;

    related_rows(page, events, "commitment", code, &rows);
    for (size_t i = 0; i < rows.count; i++)
        is_bill |= row_text(events, row_at(events, &rows, i), "stage").len > 0;
    table_text_column(out, "stage", page_text(page, N_("Stage")));
    table_text_column(out, "date", page_text(page, N_("Reached on")));
    for (size_t i = 0; is_bill && i < COUNT_OF(stages); i++)
        bill_row(page, out, i, stage_date(page, events, &rows, stages[i].code),
                 stages_reached(page, events, &rows));
    table_end(out, page->view, "bill");
}
