#include "model/derive_duties.h"

#include "model/build.h"

struct duty_words {
    const char *id;
    const char *word;
    const char *definition;
};

static const struct duty_words statuses[DUTY_STATUS_COUNT] = {
    {"on-time", N_("On time"), N_("Done on or before the day it was due.")},
    {"late", N_("Late"), N_("Done after the day it was due.")},
    {"owed", N_("Owed"),
     N_("Not done, and the day it was due has passed at the cut-off.")},
    {"done", N_("Done"), N_("Done; no day was set for it, or none is given.")},
    {"not-due", N_("Not yet due"), N_("The day it is due is still to come.")},
    {"no-date", N_("No date"),
     N_("No day was set, and nothing says that it was done.")},
};

/* A role that has duties, and its fields. */
struct duty_role {
    enum resource_role role;
    const char *table;
    const char *title;
    const char *done;
};

static const struct duty_role roles[] = {
    {ROLE_CALENDAR, "derived-calendar",
     N_("Reporting calendar: due and delivered, by rule"), "delivered"},
    {ROLE_OBLIGATIONS, "derived-obligations",
     N_("Obligations to account: met or not, by rule"), "done"},
    {ROLE_QUESTIONS, "derived-questions",
     N_("Questions: answered or not, by rule"), "answered"},
};

struct slice duty_status(size_t index)
{
    return slice_of(statuses[index].id);
}

static const struct duty_words *words_of(struct slice id)
{
    for (size_t i = 0; i < DUTY_STATUS_COUNT; i++)
        if (slice_equal_text(id, statuses[i].id))
            return &statuses[i];
    return &statuses[DUTY_STATUS_COUNT - 1];
}

struct slice duty_status_word(struct slice id)
{
    return slice_of(words_of(id)->word);
}

struct slice duty_status_definition(struct slice id)
{
    return slice_of(words_of(id)->definition);
}

struct slice derived_duties(enum resource_role role)
{
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (roles[i].role == role)
            return slice_of(roles[i].table);
    return (struct slice){NULL, 0};
}

/* --- one duty --- */

struct duty {
    struct period due;
    struct period done; /* known at the cut-off */
    struct slice met;   /* as declared */
};

static const char *duty_decide(const struct duty *duty, struct date cut_off)
{
    bool is_done = duty->done.kind != PERIOD_NONE;

    if (is_done && duty->due.kind != PERIOD_NONE)
        return date_compare(period_last_day(duty->done),
                            period_last_day(duty->due)) <= 0
                   ? "on-time"
                   : "late";
    if (is_done || slice_equal_text(duty->met, "yes"))
        return "done";
    if (slice_equal_text(duty->met, "no"))
        return "owed";
    if (duty->due.kind == PERIOD_NONE)
        return "no-date";
    return date_compare(period_last_day(duty->due), cut_off) < 0 ? "owed"
                                                                 : "not-due";
}

/* Days from when it was due to when it was done, or to the cut-off. */
static int32_t days_late(const struct duty *duty, const char *status,
                         struct date cut_off)
{
    struct slice id = slice_of(status);

    if (duty->due.kind == PERIOD_NONE)
        return 0;
    if (slice_equal_text(id, "late"))
        return date_days_between(period_last_day(duty->due),
                                 period_last_day(duty->done));
    return slice_equal_text(id, "owed")
               ? date_days_between(period_last_day(duty->due), cut_off)
               : 0;
}

static struct duty duty_read(const struct portal *portal,
                             const struct duty_role *role,
                             const struct table *table, const struct row *row)
{
    struct duty duty = {row_period(table, row, "due"),
                        row_period(table, row, role->done),
                        row_text(table, row, "met")};

    if (duty.done.kind != PERIOD_NONE &&
        date_compare(period_first_day(duty.done), portal->cut_off) > 0)
        duty.done = (struct period){PERIOD_NONE, 0, 0, 0};
    return duty;
}

static void check_proof(struct portal *portal, const struct table *table,
                        const struct row *row, const struct duty *duty)
{
    struct period asked = row_period(table, row, "asked");

    if (slice_equal_text(duty->met, "yes") && duty->done.kind == PERIOD_NONE &&
        row_text(table, row, "address").len == 0)
        diag_add(portal->diagnostics, DIAG_DUTY_UNPROVEN,
                 cell_place(table, row, table_role_column(table, "met")),
                 row_text(table, row, "code"));
    if (asked.kind != PERIOD_NONE && duty->done.kind != PERIOD_NONE &&
        period_compare(duty->done, asked) < 0)
        diag_add(portal->diagnostics, DIAG_ANSWER_EARLY,
                 cell_place(table, row, table_role_column(table, "answered")),
                 row_text(table, row, "code"),
                 row_cell(table, row, "answered")->text,
                 row_cell(table, row, "asked")->text);
}

static void duty_row(struct portal *portal, const struct duty_role *role,
                     const struct table *from, const struct row *row,
                     struct table *to)
{
    struct duty duty = duty_read(portal, role, from, row);
    const char *status = duty_decide(&duty, portal->cut_off);
    int32_t late = days_late(&duty, status, portal->cut_off);
    struct row_maker maker;

    check_proof(portal, from, row, &duty);
    row_begin(&maker, portal, to);
    row_put_text(&maker, row_text(from, row, "code"));
    row_put_text(&maker, slice_of(status));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_period(&maker, duty.due);
    row_put_period(&maker, duty.done);
    row_put_number(&maker, late > 0, amount_of(late));
    row_put_cell(&maker, row_cell(from, row, "institution"));
    row_end(&maker, row->place);
}

static void duties_derive(struct portal *portal, const struct duty_role *role,
                          const struct table *from)
{
    struct table *to = table_new(portal, slice_of(role->table), ROLE_DERIVED);

    to->title = portal_words(portal, slice_of(role->title));
    to->status = from->status;
    to->publish =
        from->publish == PUBLISH_NONE ? PUBLISH_NONE : PUBLISH_NORMALISED;
    table_add_column(portal, to, "duty", COLUMN_CODE)->refers =
        slice_of(resource_role_name(role->role));
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "done", COLUMN_PERIOD);
    table_add_column(portal, to, "days_late", COLUMN_NUMBER)->unit =
        SLICE("days");
    table_add_column(portal, to, "institution", COLUMN_CODE)->refers =
        SLICE("institutions");
    for (size_t i = 0; i < from->rows.count; i++)
        duty_row(portal, role, from, &from->rows.items[i], to);
    table_index(portal, to);
}

/* --- who reports --- */

struct reporter {
    struct slice institution;
    uint32_t due;
    uint32_t owed;
    struct period next;
    struct place place;
};

static void reporter_count(struct reporter *reporter, const struct table *table,
                           const struct row *row)
{
    struct slice status = row_text(table, row, "status");
    struct period due = row_period(table, row, "period");

    if (slice_equal_text(status, "not-due")) {
        if (reporter->next.kind == PERIOD_NONE ||
            period_compare(due, reporter->next) < 0)
            reporter->next = due;
        return;
    }
    reporter->due += !slice_equal_text(status, "no-date");
    reporter->owed += slice_equal_text(status, "owed");
}

static void reporter_row(struct portal *portal, const struct reporter *reporter,
                         struct table *to)
{
    struct row_maker maker;

    row_begin(&maker, portal, to);
    row_put_text(&maker, reporter->institution);
    row_put_text(&maker, reporter->owed > 0  ? SLICE("owing")
                         : reporter->due > 0 ? SLICE("up-to-date")
                                             : SLICE("not-due"));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_put_number(&maker, true, amount_of(reporter->due));
    row_put_number(&maker, true, amount_of(reporter->owed));
    row_put_period(&maker, reporter->next);
    row_end(&maker, reporter->place);
}

static struct map reporters_of(struct portal *portal, const struct table *from)
{
    struct map reporters;

    map_init(&reporters, portal->arena);
    for (size_t r = 0; r < from->rows.count; r++) {
        const struct row *row = &from->rows.items[r];
        struct slice code = row_text(from, row, "institution");
        struct reporter *reporter = map_get(&reporters, code);

        if (code.len == 0)
            continue;
        if (reporter == NULL) {
            reporter = ARENA_NEW(portal->arena, struct reporter);
            reporter->institution = code;
            reporter->place = row->place;
            (void)map_put(&reporters, code, reporter);
        }
        reporter_count(reporter, from, row);
    }
    return reporters;
}

static void derive_reporting(struct portal *portal)
{
    const struct table *from =
        portal_table_named(portal, SLICE("derived-calendar"));
    struct table *to;
    struct map reporters;

    if (from == NULL)
        return;
    reporters = reporters_of(portal, from);
    to = table_new(portal, SLICE("derived-reporting"), ROLE_DERIVED);
    to->title = portal_words(portal, SLICE(N_("Who reports as due, by rule")));
    to->status = from->status;
    to->publish = from->publish;
    table_add_column(portal, to, "institution", COLUMN_CODE)->refers =
        SLICE("institutions");
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "reports_due", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "reports_owed", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "next", COLUMN_PERIOD);
    for (size_t i = 0; i < reporters.count; i++)
        reporter_row(portal, reporters.entries[i].value, to);
    table_index(portal, to);
}

void derive_duties(struct portal *portal)
{
    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        const struct table *from = portal_table(portal, roles[i].role, NULL);

        if (from != NULL)
            duties_derive(portal, &roles[i], from);
    }
    derive_reporting(portal);
}
