/* commitments/<code>: the promise, who owes it, what happened since. */
#include "render/commitment/commitment.h"
#include "render/describe.h"
#include "render/detail.h"
#include "render/document/document.h"
#include "render/page/kinds.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

struct promise {
    struct page *page;
    const struct table *table;
    const struct row *row;
    struct slice code;
    struct slice label;
    struct standing standing;
    struct period deadline; /* as announced */
    struct period internal;
    struct period announced;
};

static struct slice text_of(const struct promise *promise, const char *role)
{
    return row_words(promise->table, promise->row, role,
                     promise->page->language);
}

/* --- the words of the pledge --- */

static void pledge(const struct promise *promise)
{
    struct page *page = promise->page;

    view_text(page, page->view, "quote", text_of(promise, "quote"));
    view_date(page, page->view, "announced", promise->announced);
    view_text(page, page->view, "source",
              row_source_words(page, promise->table, promise->row));
    view_link(page, page->view, "source_link",
              row_source_address(page, promise->table, promise->row));
}

/* --- its status --- */

/* A delay, a dropped promise or a moved deadline wants a reason. */
static bool wants_reason(struct slice status, bool is_moved)
{
    return is_moved || slice_equal_text(status, "delayed") ||
           slice_equal_text(status, "discarded");
}

/* The same words as plain text, for those who see no more of the page. */
static void describe(struct page *page, const struct standing *s,
                     const struct slice *more, size_t count)
{
    struct slice text = ARENA_CONCAT(page->arena, page->headline.status,
                                     SLICE(". "), standing_words(page, s));

    for (size_t i = 0; i < count; i++)
        if (more[i].len > 0)
            text = ARENA_CONCAT(page->arena, text, SLICE(" "),
                                markup_words(page->arena, more[i]));
    page_description(page, text);
}

static void status(const struct promise *promise)
{
    struct page *page = promise->page;
    const struct standing *s = &promise->standing;
    struct slice late = standing_late(page, promise->code, s);
    struct slice done = standing_done(page, promise->code);
    struct slice progress = standing_progress(page, promise->code, s);
    bool differs = s->declared.len > 0 && !slice_equal(s->declared, s->status);
    bool is_silent = s->declared.len == 0 && !s->has_progress &&
                     slice_equal_text(s->rule, "deadline-passed");
    struct period moved;
    bool has_reason =
        event_reason(page,
                     last_event(page, promise->code,
                                commitment_status_declared(s->status), &moved))
            .len > 0;

    view_code(page, page->view, "status", s->status);
    page->headline.status = page_commitment_status(page, s->status);
    view_text(page, page->view, "status_word", page->headline.status);
    view_text(page, page->view, "why", standing_words(page, s));
    view_markup(page, page->view, "late", late);
    view_markup(page, page->view, "done", done);
    view_markup(page, page->view, "moves", standing_moves(page, promise->code));
    view_markup(page, page->view, "progress", progress);
    describe(page, s, (struct slice[]){late, done, progress}, 3);
    view_code(page, page->view, "declared", differs ? s->declared : nothing);
    view_text(page, page->view, "declared_word",
              differs ? page_commitment_status(page, s->declared) : nothing);
    view_flag(page, page->view, "is_silent", is_silent);
    view_flag(page, page->view, "is_unexplained_now",
              !has_reason && !is_silent && wants_reason(s->status, false));
}

/* --- what is owed, by whom, by when --- */

/* What else the source says, in its own words. */
static void carried(const struct promise *promise, struct value *list)
{
    struct page *page = promise->page;
    const struct table *table = promise->table;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        const struct cell *cell = &promise->row->cells[i];
        struct slice title;
        const char *label;

        if (column->role.len > 0 || column->personal ||
            cell->state != CELL_PRESENT)
            continue;
        title = describe_field(page, table, column);
        label =
            arena_text(page->arena, title.len > 0 ? title : column->heading);
        if (column->type == COLUMN_DATE || column->type == COLUMN_PERIOD)
            detail_period(page, list, label, cell->is.period, NULL);
        else
            detail_text(page, list, label, cell->text, NULL);
    }
}

static struct slice funding_mode(const struct promise *promise)
{
    struct page *page = promise->page;
    struct slice mode = row_text(promise->table, promise->row, "funding-mode");

    if (slice_equal_text(mode, "reallocation"))
        return page_text(page, N_("money moved within the budget"));
    if (slice_equal_text(mode, "new-money"))
        return page_text(page, N_("new money"));
    return mode.len == 0 ? nothing
                         : portal_label(page->portal, "funding-mode", mode,
                                        page->language);
}

static void details(const struct promise *promise)
{
    struct page *page = promise->page;
    struct value *list = details_begin(page, "details");
    struct slice level = row_text(promise->table, promise->row, "level");
    struct slice funding = row_text(promise->table, promise->row, "funding");
    struct slice category = row_text(promise->table, promise->row, "category");
    struct code_list collaborators = {0};

    detail_code(page, list, N_("Who answers for it"), ROLE_INSTITUTIONS,
                "institutions",
                row_text(promise->table, promise->row, "institution"),
                N_("no owner named"));
    detail_text(page, list, N_("Person in charge"),
                text_of(promise, "responsible"), NULL);
    row_codes(page, promise->table, promise->row, "collaborators",
              &collaborators);
    detail_codes(page, list, N_("Together with"), ROLE_INSTITUTIONS,
                 "institutions", &collaborators);
    detail_period(page, list, N_("Public deadline"), promise->deadline,
                  N_("no public deadline"));
    if (period_compare(promise->standing.deadline, promise->deadline) != 0)
        detail_period(page, list, N_("Public deadline as last moved"),
                      promise->standing.deadline, NULL);
    detail_text(page, list, N_("Where the deadline comes from"),
                text_of(promise, "deadline-origin"), N_("not said"));
    detail_period(page, list, N_("Internal deadline"), promise->internal, NULL);
    detail_text(page, list, N_("Where the internal deadline comes from"),
                text_of(promise, "internal-deadline-origin"), NULL);
    detail_text(page, list, N_("Funding"),
                funding.len > 0 ? portal_label(page->portal, "funding", funding,
                                               page->language)
                                : nothing,
                N_("no word on its funding"));
    detail_text(page, list, N_("How it is funded"), funding_mode(promise),
                NULL);
    detail_text(page, list, N_("Category"),
                category.len > 0 ? portal_label(page->portal, "category",
                                                category, page->language)
                                 : nothing,
                NULL);
    detail_text(page, list, N_("Level"), page_level(page, level),
                N_("no level given"));
    detail_code(page, list, N_("Budget program"), ROLE_PROGRAMS, "programs",
                row_text(promise->table, promise->row, "program"),
                N_("no budget program named"));
    detail_code(page, list, N_("Territory"), ROLE_TERRITORIES, "territories",
                row_text(promise->table, promise->row, "territory"), NULL);
    detail_source(page, list, promise->table, promise->row);
    detail_text(page, list, N_("Note"), text_of(promise, "note"), NULL);
    carried(promise, list);
}

/* --- what happened --- */

/* A moment of the timeline: the promise, an event, or the deadline. */
struct moment {
    struct period date;
    const struct row *event; /* null: `text` says it */
    struct slice text;
    bool is_late;
};

struct moments {
    struct moment *items;
    size_t count, capacity;
};

static void moment_add(struct page *page, struct moments *moments,
                       struct moment moment)
{
    size_t at = moments->count;

    if (moment.date.kind == PERIOD_NONE)
        return;
    ARENA_PUSH(page->arena, moments, moment);
    while (at > 0 && date_compare(period_last_day(moments->items[at - 1].date),
                                  period_last_day(moment.date)) > 0) {
        moments->items[at] = moments->items[at - 1];
        at--;
    }
    moments->items[at] = moment;
}

static void deadline_moments(const struct promise *promise,
                             struct moments *moments)
{
    struct page *page = promise->page;
    bool has_passed =
        slice_equal_text(promise->standing.rule, "deadline-passed");
    bool was_moved =
        period_compare(promise->standing.deadline, promise->deadline) != 0;

    if (was_moved)
        moment_add(
            page, moments,
            (struct moment){promise->deadline, NULL,
                            page_text(page, N_("Public deadline as first "
                                               "announced")),
                            false});
    moment_add(page, moments,
               (struct moment){promise->internal, NULL,
                               page_text(page, N_("Internal deadline")),
                               false});
    moment_add(page, moments,
               (struct moment){promise->standing.deadline, NULL,
                               has_passed
                                   ? page_text(page, N_("Public deadline; not "
                                                        "recorded as achieved "
                                                        "by then"))
                                   : page_text(page, N_("Public deadline")),
                               has_passed});
}

static const struct table *events_of(const struct promise *promise)
{
    return portal_table(promise->page->portal, ROLE_COMMITMENT_EVENTS, NULL);
}

static struct moments read_moments(const struct promise *promise)
{
    struct page *page = promise->page;
    const struct table *events = events_of(promise);
    struct row_list rows = {0};
    struct moments moments = {0};

    moment_add(page, &moments,
               (struct moment){promise->announced, NULL,
                               page_text(page, N_("Announced")), false});
    related_rows(page, events, "commitment", promise->code, &rows);
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *row = row_at(events, &rows, i);

        if (!event_is_evidence(page, row))
            moment_add(page, &moments,
                       (struct moment){row_period(events, row, "date"), row,
                                       nothing, false});
    }
    deadline_moments(promise, &moments);
    return moments;
}

static struct slice named(struct page *page, const char *msgid,
                          struct slice who)
{
    return who.len == 0 ? nothing : PLAIN(page, msgid, ARG_TEXT("who", who));
}

static struct slice reason_kind(const struct page *page, struct slice kind)
{
    if (slice_equal_text(kind, "technical"))
        return page_text(page, N_("technical reasons"));
    if (slice_equal_text(kind, "budgetary"))
        return page_text(page, N_("budgetary reasons"));
    if (slice_equal_text(kind, "priorities"))
        return page_text(page, N_("a change of priorities"));
    return kind.len == 0 ? nothing
                         : portal_label(page->portal, "reason-kind", kind,
                                        page->language);
}

/* Who stands for an event, and what shows it. */
static void proof_view(const struct promise *promise, const struct row *row,
                       struct value *item)
{
    struct page *page = promise->page;
    const struct table *events = events_of(promise);
    struct slice evidence = row_text(events, row, "evidence");

    view_link(page, item, "evidence", evidence);
    view_link(page, item, "archive", row_text(events, row, "archive"));
    view_code(page, item, "hash", row_text(events, row, "evidence-hash"));
    view_flag(
        page, item, "is_unproven",
        evidence.len == 0 &&
            slice_equal_text(row_text(events, row, "status"), "achieved"));
    view_text(page, item, "assessor",
              named(page, N_("Assessed by {who}."),
                    row_words(events, row, "assessor", page->language)));
    view_text(page, item, "approver",
              named(page, N_("Approved by {who}."),
                    row_words(events, row, "approver", page->language)));
}

static void event_view(const struct promise *promise, const struct row *row,
                       struct value *item)
{
    struct page *page = promise->page;
    const struct table *events = events_of(promise);
    struct slice id = row_text(events, row, "status");
    struct slice reason = event_reason(page, row);
    struct period moved = row_period(events, row, "deadline");
    bool is_moved = moved.kind != PERIOD_NONE;
    bool is_future =
        date_compare(period_first_day(row_period(events, row, "date")),
                     page->portal->cut_off) > 0;

    view_code(page, item, "status", id);
    view_text(page, item, "word", page_commitment_status(page, id));
    view_date(page, item, "moved", moved);
    view_date(page, item, "internal_moved",
              row_period(events, row, "internal-deadline"));
    view_text(page, item, "reason", reason);
    view_flag(page, item, "is_unexplained",
              reason.len == 0 && wants_reason(id, is_moved));
    view_text(page, item, "origin",
              row_words(events, row, "deadline-origin", page->language));
    view_text(page, item, "reason_kind",
              reason_kind(page, row_text(events, row, "reason-kind")));
    view_text(page, item, "stage",
              bill_stage_words(page, row_text(events, row, "stage")));
    proof_view(promise, row, item);
    view_text(page, item, "note",
              row_words(events, row, "note", page->language));
    view_flag(page, item, "is_future", is_future);
    view_code(page, item, "style",
              is_moved                          ? SLICE("is-moved")
              : slice_equal_text(id, "delayed") ? SLICE("is-late")
                                                : SLICE("moment"));
}

static void plain_view(struct page *page, const struct moment *moment,
                       struct value *item)
{
    static const char *const names[] = {
        "status",         "word",        "moved",    "origin",   "reason",
        "internal_moved", "reason_kind", "stage",    "evidence", "archive",
        "hash",           "assessor",    "approver", "note"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        view_null(page, item, names[i]);
    view_flag(page, item, "is_unexplained", false);
    view_flag(page, item, "is_unproven", false);
    view_flag(page, item, "is_future", false);
    view_code(page, item, "style",
              moment->is_late ? SLICE("is-late") : SLICE("moment"));
}

static void timeline(const struct promise *promise)
{
    struct page *page = promise->page;
    struct value *list = view_list(page, page->view, "timeline");
    struct moments moments = read_moments(promise);
    bool has_events = commitment_evidence(page, promise->code);

    has_events |=
        commitment_milestones(page, promise->code, promise->standing.status);
    for (size_t i = 0; i < moments.count; i++) {
        const struct moment *moment = &moments.items[i];
        struct value *item = view_object(page);

        view_date(page, item, "date", moment->date);
        view_text(page, item, "text", moment->text);
        if (moment->event != NULL)
            event_view(promise, moment->event, item);
        else
            plain_view(page, moment, item);
        has_events |= moment->event != NULL;
        view_add(page, list, item);
    }
    view_flag(page, page->view, "has_timeline", moments.count > 0);
    view_flag(page, page->view, "has_events", has_events);
}

/* --- what it is tied to --- */

static void ties(const struct promise *promise)
{
    struct page *page = promise->page;
    const struct table *indicators =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct row_list rows = {0};
    struct code_list nodes = {0}, measured = {0};

    row_codes(page, promise->table, promise->row, "plan-nodes", &nodes);
    linked_codes(page, "commitment", promise->code, "plan-node", &nodes);
    related_nodes(page, &nodes, "nodes");
    row_codes(page, promise->table, promise->row, "indicators", &measured);
    linked_codes(page, "commitment", promise->code, "indicator", &measured);
    for (size_t i = 0; i < measured.count; i++)
        related_row(page, indicators, measured.items[i], &rows);
    related_indicators(page, &rows, "indicators");
    related_registers(page, "commitment", promise->code, "registers");
    view_flag(page, page->view, "has_registers", view_has(page, "registers"));
}

void page_commitment(struct page *page)
{
    const struct route *route = page->route;
    struct promise promise = {
        .page = page,
        .table = route->table,
        .row = route->row,
        .code = row_text(route->table, route->row, "code"),
        .deadline = row_period(route->table, route->row, "deadline"),
        .internal = row_period(route->table, route->row, "internal-deadline"),
        .announced = row_period(route->table, route->row, "announced")};

    promise.label = page_label(page, ROLE_COMMITMENTS, promise.code);
    (void)standing_read(page, promise.code, &promise.standing);
    page_title(page, promise.label);
    page_step(page, page_text(page, N_("Commitments")), SLICE("commitments"));
    page_step(page, promise.label, page->route->key);
    view_text(page, page->view, "about", text_of(&promise, "description"));
    pledge(&promise);
    status(&promise);
    details(&promise);
    timeline(&promise);
    commitment_timeline(page, promise.table, promise.row, promise.label);
    commitment_deadlines(page, promise.table, promise.row);
    commitment_voices(page, promise.code, &promise.standing);
    commitment_bill(page, promise.code);
    ties(&promise);
    document_body(page);
    status_definitions(page, "status_words", false);
}
