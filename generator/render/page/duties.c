/* What was due, and when it was done: the reporting calendar, obligations to
 * account, questions and answers. */
#include "model/derive_duties.h"
#include "render/exports.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/row.h"
#include "render/sections.h"

struct duties {
    struct page *page;
    const struct table *table;
    const struct table *derived;
    struct sections sections;
};

/* What each of the three is called; sentences are whole, so that each can be
 * translated. */
struct duty_page {
    enum resource_role role;
    const char *title;
    const char *one; /* what the page opens with, for one of them */
    const char *many;
    const char *head;
    const char *done_head;
};

static const struct duty_page pages[] = {
    {ROLE_CALENDAR, N_("Publication calendar"),
     N_("The calendar has {all} report: {on_time} delivered on time, {late} "
        "delivered late, {owed} owed at the cut-off, {not_due} not yet due."),
     N_("The calendar has {all} reports: {on_time} delivered on time, {late} "
        "delivered late, {owed} owed at the cut-off, {not_due} not yet due."),
     N_("Report"), N_("Delivered")},
    {ROLE_OBLIGATIONS, N_("Obligations to account"),
     N_("The list has {all} obligation: {on_time} met on time, {late} met "
        "late, "
        "{owed} owed at the cut-off, {not_due} not yet due."),
     N_("The list has {all} obligations: {on_time} met on time, {late} met "
        "late, {owed} owed at the cut-off, {not_due} not yet due."),
     N_("Duty"), N_("Done")},
    {ROLE_QUESTIONS, N_("Questions and answers"),
     N_("{all} question was asked: {on_time} answered on time, {late} "
        "answered late, {owed} owed an answer at the cut-off, {not_due} with "
        "time left."),
     N_("{all} questions were asked: {on_time} answered on time, {late} "
        "answered late, {owed} owed an answer at the cut-off, {not_due} with "
        "time left."),
     N_("Question"), N_("Answered")},
};

static const struct duty_page *page_of(const struct table *table)
{
    for (size_t i = 0; i < COUNT_OF(pages); i++)
        if (pages[i].role == table->role)
            return &pages[i];
    BUG("no page of duties");
}

static const struct figure *count_of(struct duties *d, const char *status,
                                     struct slice filter)
{
    return count_figure(d->page, d->derived->name,
                        status == NULL ? filter
                                       : with_term(d->page, filter, "status",
                                                   "=", slice_of(status)));
}

/* What the sentence before does not count, or nothing. */
static struct slice rest_lead(struct duties *d, bool plain)
{
    const struct figure *rest = count_of(d, NULL, SLICE("status=done|no-date"));
    const struct sentence_arg args[] = {ARG_FIGURE("rest", rest)};
    struct slice form;

    if (amount_sign(rest->value) == 0)
        return nothing;
    form = text_counted(d->page, rest,
                        N_("For {rest} other no day is given to judge by."),
                        N_("For {rest} others no day is given to judge by."));
    return ARENA_CONCAT(d->page->arena, SLICE(" "),
                        plain ? sentence_plain_of(d->page, form, args, 1)
                              : sentence_of(d->page, form, args, 1));
}

static void lead(struct duties *d, const struct duty_page *kind)
{
    const struct figure *all = count_of(d, NULL, nothing);
    struct slice form = text_counted(d->page, all, kind->one, kind->many);
    const struct sentence_arg args[] = {
        ARG_FIGURE("all", all),
        ARG_FIGURE("on_time", count_of(d, "on-time", nothing)),
        ARG_FIGURE("late", count_of(d, "late", nothing)),
        ARG_FIGURE("owed", count_of(d, "owed", nothing)),
        ARG_FIGURE("not_due", count_of(d, "not-due", nothing)),
    };

    sections_lead(
        &d->sections,
        ARENA_CONCAT(d->page->arena,
                     sentence_of(d->page, form, args, COUNT_OF(args)),
                     rest_lead(d, false)),
        ARENA_CONCAT(d->page->arena,
                     sentence_plain_of(d->page, form, args, COUNT_OF(args)),
                     rest_lead(d, true)));
}

static void key_figures(struct duties *d)
{
    struct page *page = d->page;

    for (size_t i = 0; i < DUTY_STATUS_COUNT; i++) {
        struct slice id = duty_status(i);
        const struct figure *count =
            count_figure(page, d->derived->name,
                         with_term(page, nothing, "status", "=", id));

        if (amount_sign(count->value) > 0)
            key_figure_add(page, d->sections.key_figures,
                           language_text(page->language, duty_status_word(id)),
                           count, nothing, nothing);
        section_word(&d->sections, id,
                     language_text(page->language, duty_status_word(id)),
                     language_text(page->language, duty_status_definition(id)));
    }
}

/* --- who --- */

static const char *status_text(const struct duties *d, size_t i)
{
    return arena_text(d->page->arena, duty_status(i));
}

/* A status that no duty has gets no column. */
static bool occurs(struct duties *d, size_t i)
{
    return amount_sign(count_of(d, status_text(d, i), nothing)->value) > 0;
}

static void institution_row(struct duties *d, struct page_table *out,
                            struct slice code)
{
    struct slice filter = with_term(d->page, nothing, "institution", "=", code);

    table_row(out);
    cell_code(out, code, page_label(d->page, ROLE_INSTITUTIONS, code),
              link_entity(d->page, "institutions", code));
    cell_figure(out, count_of(d, NULL, filter));
    for (size_t i = 0; i < DUTY_STATUS_COUNT; i++)
        if (occurs(d, i))
            cell_figure(out, count_of(d, status_text(d, i), filter));
}

static void by_institution(struct duties *d)
{
    struct page *page = d->page;
    struct page_table *out;
    struct map seen;
    struct value *section;

    map_init(&seen, page->arena);
    out = table_begin(page, "by-institution",
                      page_text(page, N_("By institution")));
    table_text_column(out, "institution", page_text(page, N_("Institution")));
    table_figure_column(out, "all", page_text(page, N_("All")), nothing);
    for (size_t i = 0; i < DUTY_STATUS_COUNT; i++)
        if (occurs(d, i))
            table_figure_column(
                out, status_text(d, i),
                language_text(page->language, duty_status_word(duty_status(i))),
                nothing);
    for (size_t r = 0; r < d->derived->rows.count; r++) {
        struct slice code =
            row_text(d->derived, &d->derived->rows.items[r], "institution");

        if (code.len == 0 || map_has(&seen, code))
            continue;
        (void)map_put(&seen, code, &seen);
        institution_row(d, out, code);
    }
    if (table_rows(out) < 2)
        return;
    section = section_add(&d->sections, "who",
                          page_text(page, N_("By institution")), nothing);
    table_end(out, section, "table");
}

/* --- which --- */

static const struct row *source_row(const struct duties *d,
                                    const struct row *derived)
{
    return table_find(d->table, row_text(d->derived, derived, "duty"));
}

static void duty_heads(struct duties *d, struct page_table *out,
                       const struct duty_page *kind)
{
    struct page *page = d->page;

    table_text_column(out, "code", page_text(page, kind->head));
    table_text_column(out, "institution", page_text(page, N_("Institution")));
    if (d->table->role == ROLE_QUESTIONS)
        table_text_column(out, "answer", page_text(page, N_("Answer")));
    else
        table_text_column(out, "rule", page_text(page, N_("Rule")));
    table_text_column(out, "due", page_text(page, N_("Due")));
    table_text_column(out, "done", page_text(page, kind->done_head));
    table_figure_column(out, "days_late", page_text(page, N_("Days late")),
                        nothing);
    table_text_column(out, "status", page_text(page, N_("Status")));
}

static const struct figure *late_figure(struct duties *d, struct slice code,
                                        const struct row *derived)
{
    if (row_cell(d->derived, derived, "days_late")->state != CELL_PRESENT)
        return NULL;
    return figure_leaf(&d->page->figures, FIGURE_VALUE, d->derived->name,
                       SLICE("days_late"),
                       with_term(d->page, nothing, "duty", "=", code));
}

static void duty_cells(struct duties *d, struct page_table *out,
                       const struct row *derived)
{
    struct page *page = d->page;
    const struct row *row = source_row(d, derived);
    struct slice code = row_text(d->derived, derived, "duty");
    struct slice institution = row_text(d->derived, derived, "institution");
    struct slice status = row_text(d->derived, derived, "status");
    struct slice text = row_words(
        d->table, row, d->table->role == ROLE_QUESTIONS ? "answer" : "rule",
        page->language);

    table_row(out);
    cell_code(out, code, row_words(d->table, row, "label", page->language),
              link_record(page, d->table, code));
    cell_code(out, institution,
              page_label(page, ROLE_INSTITUTIONS, institution),
              link_entity(page, "institutions", institution));
    if (text.len > 0 || d->table->role != ROLE_QUESTIONS)
        cell_text(out, text);
    else
        cell_missing(out, page_text(page, N_("no answer published")));
    cell_period(out, row_period(d->derived, derived, "period"));
    cell_period(out, row_period(d->derived, derived, "done"));
    cell_figure(out, late_figure(d, code, derived));
    cell_status(out, status,
                language_text(page->language, duty_status_word(status)));
}

/* The year of the portal, what is owed, and what is still to come. */
static bool is_of_now(const struct duties *d, const struct row *derived)
{
    struct period due = row_period(d->derived, derived, "period");

    return due.kind == PERIOD_NONE ||
           due.year >= d->page->portal->period.year ||
           slice_equal_text(row_text(d->derived, derived, "status"), "owed");
}

static bool wants(const struct duties *d, const struct row *derived,
                  const char *status)
{
    return status == NULL
               ? is_of_now(d, derived)
               : slice_equal_text(row_text(d->derived, derived, "status"),
                                  status);
}

static void duty_list(struct duties *d, const struct duty_page *kind,
                      const char *key, struct slice heading, struct slice text,
                      const char *status)
{
    struct page_table *out = table_begin(d->page, key, heading);
    struct row_list rows = {NULL, 0, 0};

    for (size_t r = 0; r < d->derived->rows.count; r++)
        if (wants(d, &d->derived->rows.items[r], status))
            ARENA_PUSH(d->page->arena, &rows, (uint32_t)r);
    rows_sort(d->page, d->derived, &rows,
              table_column(d->derived, SLICE("period")), ROWS_EARLIEST_FIRST);
    duty_heads(d, out, kind);
    for (size_t i = 0; i < rows.count; i++)
        duty_cells(d, out, row_at(d->derived, &rows, i));
    if (rows.count > 0)
        table_end(out, section_add(&d->sections, key, heading, text), "table");
}

static void lists(struct duties *d, const struct duty_page *kind)
{
    struct page *page = d->page;
    struct slice all = SENTENCE(
        page,
        N_("Those of {year} and later, those without a date, and what is "
           "still owed of earlier years. {register} has all."),
        ARG_TEXT("year", page_period(page, page->portal->period)),
        ARG_LINK("register", page_words(page, &d->table->title),
                 link_register(page, d->table)));

    duty_list(d, kind, "owed", page_text(page, N_("What is owed")), nothing,
              "owed");
    duty_list(d, kind, "next", page_text(page, N_("What comes next")), nothing,
              "not-due");
    duty_list(d, kind, "all", page_text(page, N_("All, by date")), all, NULL);
}

/* The same days, and others that somebody waits for, as a file. */
static void calendar_file(struct duties *d)
{
    struct page *page = d->page;
    struct slice address =
        d->table->role == ROLE_CALENDAR ? link_calendar(page) : nothing;

    if (address.len == 0)
        return;
    view_null(
        page,
        section_add(
            &d->sections, "calendar-file",
            page_text(page, N_("For calendar programs")),
            SENTENCE(page,
                     N_("{file}: these days, the deadlines of commitments and "
                        "the next values of indicators (iCalendar)."),
                     ARG_LINK("file",
                              calendar_path(page->arena, page->language),
                              address))),
        "table");
}

void page_duties(struct page *page)
{
    const struct table *table = page->route->table;
    const struct duty_page *kind = page_of(table);
    struct duties d = {.page = page,
                       .table = table,
                       .derived = portal_table_named(
                           page->portal, derived_duties(table->role))};

    page_title(page, page_text(page, kind->title));
    page_step(page, page_text(page, N_("Accountability")),
              SLICE("accountability"));
    page_step(page, page_text(page, kind->title), page->route->key);
    sections_begin(page, &d.sections);
    lead(&d, kind);
    key_figures(&d);
    by_institution(&d);
    lists(&d, kind);
    calendar_file(&d);
    sections_end(&d.sections);
}
