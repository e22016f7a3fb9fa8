/* What is written about an entity. */
#include "render/papers.h"

#include "render/reference.h"
#include "render/row.h"

static void label_cell(struct page *page, struct page_table *out,
                       const struct table *table, const struct row *row)
{
    struct slice code = row_text(table, row, "code");

    cell_code(out, code, row_words(table, row, "label", page->language),
              link_record(page, table, code));
}

static void choice_cell(struct page *page, struct page_table *out,
                        const struct table *table, const struct row *row,
                        const char *role)
{
    struct slice code = row_text(table, row, role);

    cell_code(out, code, portal_label(page->portal, role, code, page->language),
              nothing);
}

typedef void row_function(struct page *page, struct page_table *out,
                          const struct table *table, const struct row *row);

/* A row of the table for each record of the role that the code is named in. */
static void rows_put(struct page *page, struct page_table *out,
                     enum resource_role role, const char *by, struct slice code,
                     row_function *put)
{
    const struct portal *portal = page->portal;

    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t)) {
        const struct row_list *rows = table_rows_by(t, by, code);

        for (size_t i = 0; i < rows->count; i++)
            put(page, out, t, row_at(t, rows, i));
    }
}

/* --- evaluations --- */

static void recommendation_row(struct page *page, struct page_table *out,
                               const struct table *table, const struct row *row)
{
    struct slice response = row_words(table, row, "response", page->language);

    table_row(out);
    label_cell(page, out, table, row);
    if (response.len > 0)
        cell_text(out, response);
    else
        cell_missing(out, page_text(page, N_("no response published")));
    cell_period(out, row_period(table, row, "deadline"));
    choice_cell(page, out, table, row, "status");
}

static void recommendations(struct page *page, struct slice evaluation,
                            struct slice title, struct value *item)
{
    const struct slice id = route_encode(page->arena, evaluation);
    struct page_table *out = table_begin(
        page,
        arena_format(page->arena, "recommendations-" SLICE_FORMAT,
                     SLICE_ARGS(id))
            .ptr,
        PLAIN(page, N_("{evaluation}: recommendations and what followed"),
              ARG_TEXT("evaluation", title)));

    table_text_column(out, "code", page_text(page, N_("Recommendation")));
    table_text_column(out, "response", page_text(page, N_("Response")));
    table_text_column(out, "deadline", page_text(page, N_("Deadline")));
    table_text_column(out, "status", page_text(page, N_("Status")));
    rows_put(page, out, ROLE_RECOMMENDATIONS, "evaluation", evaluation,
             recommendation_row);
    table_end(out, item, "recommendations");
}

static void evaluation_add(struct page *page, const struct table *table,
                           const struct row *row, struct value *list)
{
    struct value *item = view_object(page);
    struct slice code = row_text(table, row, "code");
    static const char *const texts[] = {"evaluator", "scheme", "grade"};

    view_text(page, item, "title",
              row_words(table, row, "label", page->language));
    view_link(page, item, "link", link_record(page, table, code));
    view_date(page, item, "date", row_period(table, row, "date"));
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        view_text(page, item, texts[i],
                  row_words(table, row, texts[i], page->language));
    view_text(page, item, "text",
              row_words(table, row, "description", page->language));
    recommendations(page, code, row_words(table, row, "label", page->language),
                    item);
    view_add(page, list, item);
}

bool papers_evaluations(struct page *page, const char *role, struct slice code)
{
    struct value *list = value_list_new(page->arena);

    for (const struct table *t =
             portal_table(page->portal, ROLE_EVALUATIONS, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_EVALUATIONS, t)) {
        const struct row_list *rows = table_rows_by(t, role, code);

        for (size_t i = 0; i < rows->count; i++)
            evaluation_add(page, t, row_at(t, rows, i), list);
    }
    view_list_or_null(page, page->view, "evaluations", list);
    return list->list.count > 0;
}

/* --- agreements and documents --- */

static void agreement_row(struct page *page, struct page_table *out,
                          const struct table *table, const struct row *row)
{
    table_row(out);
    label_cell(page, out, table, row);
    choice_cell(page, out, table, row, "kind");
    cell_text(out, row_words(table, row, "counterpart", page->language));
    cell_period(out, row_period(table, row, "start"));
    cell_period(out, row_period(table, row, "end"));
    cell_text(out, row_words(table, row, "legal-basis", page->language));
}

bool papers_agreements(struct page *page, const char *role, struct slice code)
{
    struct page_table *out =
        table_begin(page, "agreements", page_text(page, N_("Agreements")));

    table_text_column(out, "code", page_text(page, N_("Agreement")));
    table_text_column(out, "kind", page_text(page, N_("Kind")));
    table_text_column(out, "counterpart", page_text(page, N_("With whom")));
    table_text_column(out, "start", page_text(page, N_("From")));
    table_text_column(out, "end", page_text(page, N_("To")));
    table_text_column(out, "legal_basis", page_text(page, N_("Legal basis")));
    rows_put(page, out, ROLE_AGREEMENTS, role, code, agreement_row);
    table_end(out, page->view, "agreements");
    return table_rows(out) > 0;
}

static void document_row(struct page *page, struct page_table *out,
                         const struct table *table, const struct row *row)
{
    struct slice address = row_text(table, row, "address");

    table_row(out);
    label_cell(page, out, table, row);
    choice_cell(page, out, table, row, "kind");
    cell_period(out, row_period(table, row, "start"));
    choice_cell(page, out, table, row, "access");
    if (address.len > 0)
        cell_code(out, address, address, address);
    else
        cell_missing(out, page_text(page, N_("no address published")));
}

bool papers_documents(struct page *page, const char *role, struct slice code)
{
    struct page_table *out =
        table_begin(page, "documents", page_text(page, N_("Documents")));

    table_text_column(out, "code", page_text(page, N_("Document")));
    table_text_column(out, "kind", page_text(page, N_("Kind")));
    table_text_column(out, "start", page_text(page, N_("Date")));
    table_text_column(out, "access", page_text(page, N_("Access")));
    table_text_column(out, "address", page_text(page, N_("Address")));
    rows_put(page, out, ROLE_DOCUMENTS, role, code, document_row);
    table_end(out, page->view, "documents");
    return table_rows(out) > 0;
}

/* --- obligations --- */

static bool is_due(const struct page *page, struct period due)
{
    return due.kind != PERIOD_NONE &&
           date_compare(period_last_day(due), page->portal->cut_off) <= 0;
}

/* This year's, and what is still owed from before. */
static bool is_listed(const struct page *page, const struct table *table,
                      const struct row *row)
{
    struct period due = row_period(table, row, "due");

    if (due.kind == PERIOD_NONE || period_contains(page->portal->period, due))
        return true;
    return row_period(table, row, "delivered").kind == PERIOD_NONE &&
           is_due(page, due);
}

static const struct figure *date_figure(struct page *page,
                                        const struct table *table,
                                        const struct row *row, const char *role)
{
    return figure_leaf(
        &page->figures, FIGURE_VALUE, table->name, slice_of(role),
        with_term(page, nothing, "code", "=", row_text(table, row, "code")));
}

static void delivery_cells(struct page *page, struct page_table *out,
                           const struct table *table, const struct row *row)
{
    struct period due = row_period(table, row, "due");
    struct period delivered = row_period(table, row, "delivered");
    bool is_late;

    if (delivered.kind == PERIOD_NONE) {
        cell_missing(out, is_due(page, due)
                              ? page_text(page, N_("not delivered"))
                          : due.kind == PERIOD_NONE
                              ? page_text(page, N_("no delivery published"))
                              : page_text(page, N_("not yet due")));
        cell_figure(out, NULL);
        return;
    }
    is_late = due.kind != PERIOD_NONE && period_compare(delivered, due) > 0;
    cell_period(out, delivered);
    cell_figure(
        out, is_late ? figure_tree(&page->figures, FIGURE_DAYS,
                                   date_figure(page, table, row, "due"),
                                   date_figure(page, table, row, "delivered"))
                     : NULL);
}

static void calendar_sentence(struct page *page, const struct table *table,
                              struct slice institution)
{
    struct slice filter =
        with_term(page, nothing, "institution", "=", institution);
    const struct figure *all = count_figure(page, table->name, filter);
    const struct figure *delivered;

    if (table_role_column(table, "delivered") == NULL) {
        view_markup(
            page, page->view, "calendar_sentence",
            SENTENCE(page,
                     N_("Obligations to report: {all}. The source does not "
                        "say which were met."),
                     ARG_FIGURE("all", all)));
        return;
    }
    delivered = figure_leaf(&page->figures, FIGURE_COUNT, table->name,
                            SLICE("delivered"), filter);
    view_markup(
        page, page->view, "calendar_sentence",
        SENTENCE(page,
                 N_("Obligations to report: {all}; delivered: "
                    "{delivered}. Here are those of {year}, and "
                    "earlier ones still owed."),
                 ARG_FIGURE("all", all), ARG_FIGURE("delivered", delivered),
                 ARG_TEXT("year", page_period(page, page->portal->period))));
}

static void calendar_rows(struct page *page, const struct table *table,
                          struct slice institution, struct page_table *out)
{
    const struct row_list *rows =
        table_rows_by(table, "institution", institution);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);

        if (!is_listed(page, table, row))
            continue;
        table_row(out);
        label_cell(page, out, table, row);
        cell_text(out, row_words(table, row, "rule", page->language));
        cell_period(out, row_period(table, row, "due"));
        delivery_cells(page, out, table, row);
    }
}

bool papers_calendar(struct page *page, struct slice institution)
{
    const struct table *table = portal_table(page->portal, ROLE_CALENDAR, NULL);
    struct page_table *out;

    if (table == NULL ||
        table_rows_by(table, "institution", institution)->count == 0) {
        view_null(page, page->view, "calendar");
        view_null(page, page->view, "calendar_sentence");
        return false;
    }
    calendar_sentence(page, table, institution);
    out = table_begin(page, "calendar",
                      page_text(page, N_("Obligations to report")));
    table_text_column(out, "code", page_text(page, N_("Obligation")));
    table_text_column(out, "rule", page_text(page, N_("Rule")));
    table_text_column(out, "due", page_text(page, N_("Due")));
    table_text_column(out, "delivered", page_text(page, N_("Delivered")));
    table_figure_column(out, "days_late", page_text(page, N_("Days late")),
                        nothing);
    calendar_rows(page, table, institution, out);
    table_end(out, page->view, "calendar");
    return table_rows(out) > 0;
}
