/* derived-commitments: where every promise stands, by rule. */
#include "model/derive_internal.h"
#include "model/plan.h"

struct standing {
    const struct table *from;
    const struct row *row;
    struct slice code;
    struct slice status;
    const char *rule;
    struct slice declared;
    struct period first;    /* deadline as announced */
    struct period deadline; /* as last moved */
    struct period internal; /* the same of the internal one */
    struct period internal_moved;
    struct period changed; /* date of the deciding event */
    const struct cell *progress;
    int32_t days_late;
    int32_t moves;
    struct slice stage; /* of a bill, the last one reached */
    struct period staged;
};

static const struct table *events_of(const struct portal *portal)
{
    return portal_table(portal, ROLE_COMMITMENT_EVENTS, NULL);
}

static bool is_known(const struct portal *portal, struct period date)
{
    return date.kind != PERIOD_NONE &&
           date_compare(period_first_day(date), portal->cut_off) <= 0;
}

/* Does a row of `date` come after what stood at `before`? Equal dates: yes. */
static bool comes_after(struct period date, struct period before)
{
    return before.kind == PERIOD_NONE || period_compare(date, before) >= 0;
}

/* Without a status an event is evidence: it decides nothing. */
static void read_event(const struct table *events, const struct row *row,
                       struct standing *s, struct period *moved)
{
    struct period date = row_period(events, row, "date");
    struct period deadline = row_period(events, row, "deadline");
    struct slice status = row_text(events, row, "status");
    struct slice stage = row_text(events, row, "stage");
    struct period internal = row_period(events, row, "internal-deadline");

    if (status.len > 0 && comes_after(date, s->changed)) {
        s->changed = date;
        s->declared = status;
    }
    if (stage.len > 0 && comes_after(date, s->staged)) {
        s->staged = date;
        s->stage = stage;
    }
    if (internal.kind != PERIOD_NONE && comes_after(date, s->internal_moved)) {
        s->internal_moved = date;
        s->internal = internal;
    }
    if (deadline.kind == PERIOD_NONE)
        return;
    s->moves++;
    if (comes_after(date, *moved)) {
        *moved = date;
        s->deadline = deadline;
    }
}

/* Events of a commitment, latest first wins; equal dates: the later row. */
static void read_events(const struct portal *portal, struct standing *s)
{
    const struct table *events = events_of(portal);
    const struct row_list *rows;
    struct period moved = {PERIOD_NONE, 0, 0, 0};

    if (events == NULL)
        return;
    rows = table_rows_by(events, "commitment", s->code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(events, rows, i);

        if (is_known(portal, row_period(events, row, "date")))
            read_event(events, row, s, &moved);
    }
}

static bool has_passed(struct period deadline, struct date cut_off)
{
    return deadline.kind != PERIOD_NONE &&
           date_compare(period_last_day(deadline), cut_off) < 0;
}

static void decide(struct standing *s, const char *status, const char *rule)
{
    s->status = slice_of(status);
    s->rule = rule;
}

/* A word of the source's own is shown, but no rule uses it (W323). */
static bool is_commitment_status(struct slice word)
{
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        if (slice_equal(commitment_status(i), word))
            return !slice_equal_text(word, "unproven");
    return false;
}

/* A percentage decides where nobody gave a status. */
static bool is_complete(const struct standing *s)
{
    return s->declared.len == 0 && s->progress->state == CELL_PRESENT &&
           amount_compare(s->progress->is.number, amount_of(100)) >= 0;
}

static bool milestone_shows(const struct portal *portal, struct slice code)
{
    const struct table *table = portal_table(portal, ROLE_MILESTONES, NULL);
    const struct row_list *rows;

    if (table == NULL)
        return false;
    rows = table_rows_by(table, "commitment", code);
    for (size_t i = 0; i < rows->count; i++)
        if (row_text(table, row_at(table, rows, i), "evidence").len > 0)
            return true;
    return false;
}

/* Was anything published that shows it, until the cut-off? */
static bool has_evidence(const struct portal *portal, struct slice code)
{
    const struct table *events = events_of(portal);
    const struct row_list *rows;

    if (events == NULL)
        return milestone_shows(portal, code);
    rows = table_rows_by(events, "commitment", code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(events, rows, i);

        if (row_text(events, row, "evidence").len > 0 &&
            is_known(portal, row_period(events, row, "date")))
            return true;
    }
    return milestone_shows(portal, code);
}

/* Said to be achieved: it counts as such where that can be looked up. */
static void decide_achieved(const struct portal *portal, struct standing *s,
                            const char *rule, const char *unproven)
{
    if (portal->achieved_needs_evidence && !has_evidence(portal, s->code))
        decide(s, "unproven", unproven);
    else
        decide(s, "achieved", rule);
}

static void commitment_decide(const struct portal *portal, struct standing *s)
{
    if (slice_equal_text(s->declared, "discarded"))
        decide(s, "discarded", "discarded");
    else if (slice_equal_text(s->declared, "achieved"))
        decide_achieved(portal, s, "achieved", "achieved-unproven");
    else if (is_complete(s))
        decide_achieved(portal, s, "progress", "progress-unproven");
    else if (has_passed(s->deadline, portal->cut_off))
        decide(s, "delayed", "deadline-passed");
    else if (has_passed(s->internal, portal->cut_off))
        decide(s, "needs-attention", "internal-passed");
    else if (is_commitment_status(s->declared)) {
        s->status = s->declared;
        s->rule = "declared";
    } else if (s->deadline.kind != PERIOD_NONE)
        decide(s, "on-time", "within-deadline");
    else
        decide(s, "no-deadline", "no-deadline");
    if (slice_equal_text(s->status, "delayed") &&
        s->deadline.kind != PERIOD_NONE)
        s->days_late =
            date_days_between(period_last_day(s->deadline), portal->cut_off);
}

/* --- what follows from it --- */

/* Empty where there is no deadline that could pass. */
static struct slice passed_word(const struct portal *portal,
                                const struct standing *s)
{
    return answer_of(s->deadline.kind != PERIOD_NONE,
                     has_passed(s->deadline, portal->cut_off));
}

static struct period completed_on(const struct standing *s)
{
    bool is_dated = slice_equal_text(s->rule == NULL ? (struct slice){NULL, 0}
                                                     : slice_of(s->rule),
                                     "achieved");

    return is_dated ? s->changed : (struct period){PERIOD_NONE, 0, 0, 0};
}

/* Days from the deadline as last moved to completion; negative when early. */
static bool completed_late(const struct standing *s, int32_t *days)
{
    struct period done = completed_on(s);

    if (done.kind == PERIOD_NONE || s->deadline.kind == PERIOD_NONE)
        return false;
    *days =
        date_days_between(period_last_day(s->deadline), period_last_day(done));
    return true;
}

/* The last known event that gives the commitment this status, or null. */
static const struct row *deciding_event(const struct portal *portal,
                                        const struct standing *s)
{
    const struct table *events = events_of(portal);
    struct slice status = commitment_status_declared(s->status);
    const struct row *last = NULL;
    const struct row_list *rows;

    if (events == NULL)
        return NULL;
    rows = table_rows_by(events, "commitment", s->code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(events, rows, i);
        struct period date = row_period(events, row, "date");

        if (slice_equal(row_text(events, row, "status"), status) &&
            is_known(portal, date) &&
            (last == NULL ||
             comes_after(date, row_period(events, last, "date"))))
            last = row;
    }
    return last;
}

static bool is_explained(const struct portal *portal, const struct standing *s)
{
    const struct row *event = deciding_event(portal, s);

    return event != NULL &&
           row_words(events_of(portal), event, "reason", &portal->languages[0])
                   .len > 0;
}

/* The end of `deadline` seen from the cut-off, of what is still open. */
static struct slice window_of(const struct portal *portal,
                              const struct standing *s)
{
    int32_t days;

    if (slice_equal_text(s->status, "achieved") ||
        slice_equal_text(s->status, "discarded"))
        return SLICE("closed");
    if (s->deadline.kind == PERIOD_NONE)
        return SLICE("none");
    days = date_days_between(portal->cut_off, period_last_day(s->deadline));
    if (days < 0)
        return SLICE("passed");
    if (days <= 30)
        return SLICE("30-days");
    return days <= 90 ? SLICE("90-days") : SLICE("later");
}

/* The highest node over this one that is not itself the whole plan. */
static struct slice pillar_of(const struct portal *portal, struct slice code)
{
    for (;;) {
        const struct table *plan = NULL;
        const struct table *above = NULL;
        const struct row *row = portal_find(portal, ROLE_PLAN, code, &plan);
        struct slice parent = row == NULL ? (struct slice){NULL, 0}
                                          : row_text(plan, row, "parent");
        const struct row *over =
            parent.len == 0 ? NULL
                            : portal_find(portal, ROLE_PLAN, parent, &above);

        if (over == NULL ||
            slice_equal_text(row_text(above, over, "level"), "plan"))
            return code;
        code = parent;
    }
}

static bool holds_code(struct slice codes, struct slice code)
{
    while (codes.len > 0)
        if (slice_equal(slice_next(&codes, '|'), code))
            return true;
    return false;
}

/* "1|4": the pillars of its plan nodes, each once. */
static struct slice pillars_of(const struct portal *portal,
                               const struct standing *s)
{
    struct slice rest =
        plan_ties_text(portal, ROLE_COMMITMENTS, "commitment", s->code);
    struct buf out = BUF_INIT;

    while (rest.len > 0) {
        struct slice pillar =
            pillar_of(portal, slice_trim(slice_next(&rest, '|')));

        if (holds_code(buf_slice(&out), pillar))
            continue;
        buf_add_text(&out, out.len > 0 ? "|" : "");
        buf_add_slice(&out, pillar);
    }
    return arena_take(portal->arena, &out);
}

static struct slice year_of(const struct portal *portal, struct period period)
{
    return period.kind == PERIOD_NONE
               ? (struct slice){NULL, 0}
               : arena_format(portal->arena, "%d", period.year);
}

/* --- the table --- */

static void put_standing(struct row_maker *maker, const struct portal *portal,
                         const struct standing *s)
{
    row_put_text(maker, s->code);
    row_put_text(maker, s->status);
    row_put_text(maker, slice_of(s->rule));
    row_put_period(maker, period_of_day(portal->cut_off));
    row_put_text(maker, s->declared);
    row_put_period(maker, s->changed);
    row_put_period(maker, s->deadline);
    row_put_number(maker, s->days_late > 0, amount_of(s->days_late));
}

static void put_ties(struct row_maker *maker, const struct portal *portal,
                     const struct standing *s)
{
    static const char *const roles[] = {"program", "territory", "source"};

    row_put_cell(maker, row_cell(s->from, s->row, "institution"));
    row_put_cell(maker, row_cell(s->from, s->row, "level"));
    row_put_text(
        maker, plan_ties_text(portal, ROLE_COMMITMENTS, "commitment", s->code));
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        row_put_cell(maker, row_cell(s->from, s->row, roles[i]));
    row_put_text(maker, passed_word(portal, s));
    row_put_cell(maker, s->progress);
    row_put_cell(maker, row_cell(s->from, s->row, "category"));
}

static void put_time(struct row_maker *maker, const struct standing *s)
{
    bool was_moved = s->moves > 0 && s->first.kind != PERIOD_NONE;
    int32_t late = 0;
    bool is_dated = completed_late(s, &late);

    row_put_period(maker, completed_on(s));
    row_put_number(maker, is_dated && late > 0, amount_of(late));
    row_put_text(maker, answer_of(is_dated, late <= 0));
    row_put_number(maker, true, amount_of(s->moves));
    row_put_number(
        maker, was_moved,
        amount_of(was_moved ? date_days_between(period_last_day(s->first),
                                                period_last_day(s->deadline))
                            : 0));
}

static void put_account(struct row_maker *maker, const struct portal *portal,
                        const struct standing *s)
{
    bool wants_reason = slice_equal_text(s->status, "delayed") ||
                        slice_equal_text(s->status, "discarded");
    const struct row *event = deciding_event(portal, s);
    struct slice said = commitment_status_declared(s->status);

    row_put_text(maker, answer_of(s->declared.len > 0,
                                  !slice_equal(s->declared, s->status)));
    row_put_text(maker, answer_of(slice_equal_text(said, "achieved"),
                                  has_evidence(portal, s->code)));
    row_put_text(maker, answer_of(wants_reason, is_explained(portal, s)));
    row_put_text(maker, event == NULL ? (struct slice){NULL, 0}
                                      : row_text(events_of(portal), event,
                                                 "reason-kind"));
    row_put_text(maker, window_of(portal, s));
    row_put_text(maker, pillars_of(portal, s));
    row_put_text(maker,
                 year_of(portal, row_period(s->from, s->row, "announced")));
    row_put_cell(maker, row_cell(s->from, s->row, "funding"));
    row_put_cell(maker, row_cell(s->from, s->row, "funding-mode"));
    row_put_text(maker, s->stage);
}

static void commitment_row(struct portal *portal, const struct table *from,
                           const struct row *row, struct table *to)
{
    struct row_maker maker;
    struct standing s = {.from = from, .row = row};

    s.code = row_text(from, row, "code");
    s.declared = row_text(from, row, "status");
    s.first = s.deadline = row_period(from, row, "deadline");
    s.internal = row_period(from, row, "internal-deadline");
    s.progress = row_cell(from, row, "progress");
    read_events(portal, &s);
    commitment_decide(portal, &s);
    row_begin(&maker, portal, to);
    put_standing(&maker, portal, &s);
    put_ties(&maker, portal, &s);
    put_time(&maker, &s);
    put_account(&maker, portal, &s);
    row_end(&maker, row->place);
}

static void add_days(struct portal *portal, struct table *to, const char *name)
{
    table_add_column(portal, to, name, COLUMN_NUMBER)->unit = SLICE(N_("days"));
}

static void standing_columns(struct portal *portal, struct table *to)
{
    (void)derive_reference(portal, to, "commitment", COLUMN_CODE,
                           "commitments");
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "declared", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "changed", COLUMN_DATE);
    (void)table_add_column(portal, to, "deadline", COLUMN_PERIOD);
    add_days(portal, to, "days_late");
    (void)derive_reference(portal, to, "institution", COLUMN_CODE,
                           "institutions");
    (void)table_add_column(portal, to, "level", COLUMN_CHOICE);
    (void)derive_reference(portal, to, "plan_nodes", COLUMN_CODES, "plan");
    (void)derive_reference(portal, to, "program", COLUMN_CODE, "programs");
    (void)derive_reference(portal, to, "territory", COLUMN_CODE, "territories");
    (void)derive_reference(portal, to, "source", COLUMN_CODE, "sources");
    (void)table_add_column(portal, to, "deadline_passed", COLUMN_CHOICE);
    table_add_column(portal, to, "progress", COLUMN_NUMBER)->unit = SLICE("%");
    (void)table_add_column(portal, to, "category", COLUMN_CHOICE);
}

static void account_columns(struct portal *portal, struct table *to)
{
    static const char *const before_pillar[] = {"differs", "has_evidence",
                                                "explained", "reason_kind",
                                                "deadline_window"};
    static const char *const after_pillar[] = {"announced_year", "funding",
                                               "funding_mode", "stage"};

    (void)table_add_column(portal, to, "completed", COLUMN_DATE);
    add_days(portal, to, "days_late_done");
    (void)table_add_column(portal, to, "in_time", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "deadline_moves", COLUMN_NUMBER);
    add_days(portal, to, "days_moved");
    for (size_t i = 0; i < COUNT_OF(before_pillar); i++)
        (void)table_add_column(portal, to, before_pillar[i], COLUMN_CHOICE);
    (void)derive_reference(portal, to, "pillar", COLUMN_CODES, "plan");
    for (size_t i = 0; i < COUNT_OF(after_pillar); i++)
        (void)table_add_column(portal, to, after_pillar[i], COLUMN_CHOICE);
}

void derive_commitments(struct portal *portal, const struct table *from)
{
    struct table *to =
        derive_table(portal, SLICE("derived-commitments"),
                     SLICE(N_("Status of commitments, derived by rule")), from);

    standing_columns(portal, to);
    account_columns(portal, to);
    for (size_t i = 0; i < from->rows.count; i++)
        commitment_row(portal, from, &from->rows.items[i], to);
    table_index(portal, to);
}

/* --- what others say --- */

static struct slice assessor_of(const struct portal *portal,
                                const struct table *table,
                                const struct row *row)
{
    return row_words(table, row, "assessor", &portal->languages[0]);
}

/* Has the same assessor a later word on the same commitment, in any table? */
static bool is_overtaken(const struct portal *portal, const struct table *table,
                         const struct row *row)
{
    const struct found_rows rows =
        portal_rows_by(portal, portal->arena, ROLE_ASSESSMENTS, "commitment",
                       row_text(table, row, "commitment"));
    struct period date = row_period(table, row, "date");
    bool is_passed = false;

    for (size_t i = 0; i < rows.count; i++) {
        const struct found_row *other = &rows.items[i];
        struct period theirs = row_period(other->table, other->row, "date");
        int order = period_compare(theirs, date);

        if (other->row == row)
            is_passed = true;
        else if (is_known(portal, theirs) &&
                 slice_equal(assessor_of(portal, other->table, other->row),
                             assessor_of(portal, table, row)) &&
                 (order > 0 || (order == 0 && is_passed)))
            return true;
    }
    return false;
}

/* Whose commitment it is: columns of derived-commitments. */
static const struct {
    const char *column;
    const char *refers;
} concerned[] = {{"institution", "institutions"},
                 {"program", "programs"},
                 {"territory", "territories"}};

static void assessment_row(struct portal *portal, const struct table *from,
                           const struct row *row, struct table *to)
{
    const struct table *derived =
        portal_table_named(portal, SLICE("derived-commitments"));
    struct slice code = row_text(from, row, "commitment");
    struct slice status = row_text(from, row, "status");
    const struct row_list *rows =
        derived == NULL ? NULL : table_rows_by(derived, "commitment", code);
    const struct row *rule =
        rows == NULL || rows->count == 0 ? NULL : row_at(derived, rows, 0);
    struct row_maker maker;
    struct slice ours = {NULL, 0}, declared = {NULL, 0};

    if (rule != NULL) {
        ours = row_text(derived, rule, "status");
        declared = row_text(derived, rule, "declared");
    }
    row_begin(&maker, portal, to);
    row_put_text(&maker, row_text(from, row, "code"));
    row_put_text(&maker, code);
    row_put_text(&maker, assessor_of(portal, from, row));
    row_put_cell(&maker, row_cell(from, row, "date"));
    row_put_text(&maker, status);
    row_put_text(&maker, ours);
    row_put_text(&maker, declared);
    row_put_text(&maker,
                 yes_or_no(is_known(portal, row_period(from, row, "date")) &&
                           !is_overtaken(portal, from, row)));
    row_put_text(&maker, answer_of(status.len > 0 && ours.len > 0,
                                   slice_equal(status, ours)));
    row_put_text(&maker, answer_of(status.len > 0 && declared.len > 0,
                                   slice_equal(status, declared)));
    row_put_period(&maker, period_of_day(portal->cut_off));
    for (size_t i = 0; i < COUNT_OF(concerned); i++)
        row_put_text(&maker, rule == NULL ? (struct slice){NULL, 0}
                                          : row_text(derived, rule,
                                                     concerned[i].column));
    row_end(&maker, row->place);
}

void derive_assessments(struct portal *portal, const struct table *from)
{
    static const char *const choices[] = {"status",     "rule_status",
                                          "declared",   "counts",
                                          "as_by_rule", "as_declared"};
    struct table *to = derive_table(
        portal, SLICE("derived-assessments"),
        SLICE(N_("Assessments by third parties beside the status by rule")),
        from);

    (void)derive_reference(portal, to, "assessment", COLUMN_CODE,
                           "assessments");
    (void)derive_reference(portal, to, "commitment", COLUMN_CODE,
                           "commitments");
    (void)table_add_column(portal, to, "assessor", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "date", COLUMN_DATE);
    for (size_t i = 0; i < COUNT_OF(choices); i++)
        (void)table_add_column(portal, to, choices[i], COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    for (size_t i = 0; i < COUNT_OF(concerned); i++)
        (void)derive_reference(portal, to, concerned[i].column, COLUMN_CODE,
                               concerned[i].refers);
    for (const struct table *t = from; t != NULL;
         t = portal_table(portal, ROLE_ASSESSMENTS, t))
        for (size_t i = 0; i < t->rows.count; i++)
            assessment_row(portal, t, &t->rows.items[i], to);
    table_index(portal, to);
}
