/* commitments: all of them, counted three ways, and what became of them. */
#include "render/commitment/commitment.h"
#include "render/exports.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/related.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

static const struct slice achieved = SLICE_INIT("status=achieved");

/* --- compliance under three named denominators --- */

struct denominator {
    const char *name;  /* in the CSV */
    const char *words; /* msgid */
    const char *filter;
};

static const struct denominator denominators[] = {
    {"all", N_("Of all commitments"), ""},
    {"not-discarded", N_("Of all that were not discarded"),
     "status!=discarded"},
    {"deadline-passed", N_("Of those whose public deadline has passed"),
     "deadline_passed=yes"},
};

/* The achieved ones among those that the denominator counts. */
static struct slice achieved_filter(struct page *page,
                                    const struct denominator *d)
{
    return slice_equal_text(slice_of(d->name), "deadline-passed")
               ? filter_join(page, slice_of(d->filter), achieved)
               : achieved;
}

static const struct figure *achieved_in(struct page *page,
                                        const struct denominator *d)
{
    return commitment_count(page, achieved_filter(page, d));
}

/* Those in the denominator that are said to be, and nothing shows it. */
static const struct figure *unproven_in(struct page *page,
                                        const struct denominator *d)
{
    return commitment_count(page, with_term(page, slice_of(d->filter), "status",
                                            "=", SLICE("unproven")));
}

/* Those with a date of completion that is not after their deadline. */
static const struct figure *in_time(struct page *page,
                                    const struct denominator *d)
{
    return commitment_count(page, with_term(page, achieved_filter(page, d),
                                            "in_time", "=", SLICE("yes")));
}

static void compliance(struct page *page)
{
    bool asks_evidence = page->portal->achieved_needs_evidence;
    struct page_table *table =
        table_begin(page, "compliance",
                    page_text(page, N_("How many were achieved: the same count "
                                       "under three denominators")));

    table_text_column(table, "denominator",
                      page_text(page, N_("Measured against")));
    table_figure_column(table, "achieved", page_text(page, N_("Achieved")),
                        nothing);
    table_figure_column(table, "in_time",
                        page_text(page, N_("Of them, in time")), nothing);
    if (asks_evidence)
        table_figure_column(
            table, "unproven",
            page_text(page, N_("Declared so without evidence, not counted")),
            nothing);
    table_figure_column(table, "of", page_text(page, N_("Out of")), nothing);
    table_figure_column(table, "share", page_text(page, N_("Share")), nothing);
    for (size_t i = 0; i < COUNT_OF(denominators); i++) {
        const struct denominator *d = &denominators[i];
        const struct figure *part = achieved_in(page, d);
        const struct figure *whole =
            commitment_count(page, slice_of(d->filter));

        table_row(table);
        cell_code(table, slice_of(d->name), page_text(page, d->words), nothing);
        cell_figure(table, part);
        cell_figure(table, in_time(page, d));
        if (asks_evidence)
            cell_figure(table, unproven_in(page, d));
        cell_figure(table, whole);
        cell_figure(table,
                    figure_tree(&page->figures, FIGURE_SHARE, part, whole));
    }
    table_end(table, page->view, "compliance");
}

/*
 * Without a single published result a share of 0 % would say that nothing was
 * achieved, and nobody knows that.
 */
static void results(struct page *page)
{
    const struct figure *silent = commitments_silent(page, nothing);

    view_null(page, page->view, "no_results");
    if (amount_sign(silent->value) > 0)
        view_markup(page, page->view, "some_silent",
                    SENTENCE(page,
                             N_("For {count} of them nobody published a "
                                "status: it follows from deadlines alone."),
                             ARG_FIGURE("count", silent)));
    else
        view_null(page, page->view, "some_silent");
    compliance(page);
}

static void no_results(struct page *page, const struct figure *all)
{
    const struct figure *undated =
        commitment_count(page, SLICE("deadline=?missing"));
    bool is_undated = amount_compare(undated->value, all->value) == 0;

    view_text(
        page, page->view, "no_results",
        is_undated
            ? page_text(page, N_("No result of any commitment was "
                                 "published, and no deadline. How many "
                                 "were achieved is not known, so no "
                                 "share is given."))
            : page_text(page, N_("No result of any commitment was published. "
                                 "How many were achieved is not known, so no "
                                 "share is given. The statuses follow from "
                                 "deadlines alone.")));
    view_null(page, page->view, "some_silent");
    view_null(page, page->view, "compliance");
}

/* --- breakdowns --- */

static void status_heads(struct page *page, struct page_table *table)
{
    table_figure_column(table, "commitments",
                        page_text(page, N_("Commitments")), nothing);
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        if (commitment_status_is_used(page->portal, commitment_status(i)))
            table_figure_column(
                table, arena_text(page->arena, commitment_status(i)),
                page_commitment_status(page, commitment_status(i)), nothing);
}

static void status_cells(struct page *page, struct page_table *table,
                         struct slice filter)
{
    cell_figure(table, commitment_count(page, filter));
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        if (commitment_status_is_used(page->portal, commitment_status(i)))
            cell_figure(table, commitment_count(
                                   page, with_term(page, filter, "status", "=",
                                                   commitment_status(i))));
}

static void break_down(struct page *page, const char *view,
                       const struct commitment_field *field)
{
    struct page_table *table =
        table_begin(page, view, page_text(page, field->title));
    struct code_list codes = {0};
    struct slice without = with_missing(page, nothing, slice_of(field->name));

    commitment_field_codes(page, field, &codes);
    table_text_column(table, field->name, page_text(page, field->head));
    status_heads(page, table);
    for (size_t i = 0; i < codes.count; i++) {
        table_row(table);
        cell_code(table, codes.items[i],
                  commitment_field_words(page, field, codes.items[i]),
                  commitment_field_address(page, field, codes.items[i]));
        status_cells(
            page, table,
            with_term(page, nothing, field->name, "=", codes.items[i]));
    }
    if (codes.count > 0 &&
        amount_sign(commitment_count(page, without)->value) > 0) {
        table_row(table);
        cell_code(table, nothing, page_text(page, field->none), nothing);
        status_cells(page, table, without);
    }
    table_end(table, page->view, view);
}

/* Where commitments come from: documents, each with its page. */
static void source_rows(struct page *page, struct page_table *table)
{
    const struct table *commitments = page->route->table;
    struct code_list codes = {0};

    for (size_t i = 0; i < commitments->rows.count; i++)
        code_add(page, &codes,
                 row_text(commitments, &commitments->rows.items[i], "source"));
    for (size_t i = 0; i < codes.count; i++) {
        const struct table *list = NULL;
        const struct row *row =
            portal_find(page->portal, ROLE_SOURCES, codes.items[i], &list);

        table_row(table);
        cell_code(table, codes.items[i],
                  page_label(page, ROLE_SOURCES, codes.items[i]),
                  row == NULL ? nothing
                              : link_record(page, list, codes.items[i]));
        status_cells(page, table,
                     with_term(page, nothing, "source", "=", codes.items[i]));
    }
}

static void by_source(struct page *page)
{
    const struct figure *without =
        commitment_count(page, SLICE("source=?missing"));
    struct page_table *table =
        table_begin(page, "by_source",
                    page_text(page, N_("Commitments by source document")));

    table_text_column(table, "source", page_text(page, N_("Source document")));
    status_heads(page, table);
    source_rows(page, table);
    if (table_rows(table) > 0 && amount_sign(without->value) > 0) {
        table_row(table);
        cell_code(table, nothing,
                  page_text(page, N_("No source document given")), nothing);
        status_cells(page, table, SLICE("source=?missing"));
    }
    table_end(table, page->view, "by_source");
}

/* One document for all is a sentence, not a table. */
static bool only_source(struct page *page)
{
    const struct table *table = page->route->table;
    struct slice first = row_text(table, &table->rows.items[0], "source");
    struct slice words = nothing;

    for (size_t i = 1; i < table->rows.count; i++)
        if (!slice_equal(row_text(table, &table->rows.items[i], "source"),
                         first))
            first = nothing;
    if (first.len > 0)
        words = SENTENCE(
            page, N_("All come from one document: {document}."),
            ARG_LINK("document", page_label(page, ROLE_SOURCES, first),
                     row_source_address(page, table, &table->rows.items[0])));
    view_markup(page, page->view, "one_source", words);
    return words.len > 0;
}

static void sources(struct page *page)
{
    if (page->route->table->rows.count > 0 && only_source(page)) {
        view_null(page, page->view, "by_source");
        return;
    }
    if (page->route->table->rows.count == 0)
        view_null(page, page->view, "one_source");
    by_source(page);
}

/* --- where the rule and those in charge differ --- */

static void difference_row(struct page *page, struct page_table *table,
                           const struct table *derived, const struct row *row)
{
    struct slice code = row_text(derived, row, "commitment");
    struct slice declared = row_text(derived, row, "declared");
    struct standing standing;

    if (!standing_read(page, code, &standing))
        return;
    table_row(table);
    cell_code(table, code, page_label(page, ROLE_COMMITMENTS, code),
              link_entity(page, "commitments", code));
    cell_status(table, declared, page_commitment_status(page, declared));
    cell_status(table, standing.status,
                page_commitment_status(page, standing.status));
    cell_text(table, standing_words(page, &standing));
}

static void differences(struct page *page)
{
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-commitments"));
    struct page_table *table = table_begin(
        page, "differences",
        page_text(page, N_("Declared by those in charge, and by rule")));

    table_text_column(table, "commitment", page_text(page, N_("Commitment")));
    table_text_column(table, "declared", page_text(page, N_("Declared")));
    table_text_column(table, "status", page_text(page, N_("By rule")));
    table_text_column(table, "why", page_text(page, N_("Why")));
    for (size_t i = 0; i < derived->rows.count; i++)
        if (slice_equal_text(
                row_text(derived, &derived->rows.items[i], "differs"), "yes"))
            difference_row(page, table, derived, &derived->rows.items[i]);
    table_end(table, page->view, "differences");
}

/* --- the lists --- */

static void list_links(struct page *page)
{
    struct value *list = view_list(page, page->view, "lists");

    for (size_t i = 0; i < commitment_field_count(); i++) {
        const struct commitment_field *field = commitment_field_at(i);
        struct slice address = link_page(
            page, arena_format(page->arena, "commitments/by/%s", field->key));
        struct value *item;

        if (address.len == 0)
            continue;
        item = view_object(page);
        view_text(page, item, "word", page_text(page, field->head));
        view_link(page, item, "link", address);
        view_add(page, list, item);
    }
}

/* --- what is lacking --- */

static const struct figure *lacking_field(struct page *page, const char *role)
{
    const struct table *table = page->route->table;
    const struct column *column = table_role_column(table, role);

    return count_figure(
        page, table->name,
        column == NULL ? nothing : with_missing(page, nothing, column->name));
}

static void completeness(struct page *page, const struct figure *all)
{
    struct page_table *table = table_begin(
        page, "completeness", page_text(page, N_("What the commitments lack")));
    const struct figure *figures[] = {
        commitment_count(page, SLICE("deadline=?missing")),
        lacking_field(page, "institution"),
        lacking_field(page, "quote"),
        commitments_silent(page, nothing),
        lacking_field(page, "funding"),
        commitment_count(page, SLICE("has_evidence=no")),
        commitment_count(page, SLICE("explained=no")),
    };
    static const char *const words[] = {
        N_("No public deadline"),
        N_("No owner"),
        N_("The words of the promise are not quoted"),
        N_("No result published"),
        N_("No word on its funding"),
        N_("Achieved, and no evidence published"),
        N_("Delayed or discarded, and no explanation published")};

    table_text_column(table, "lack", page_text(page, N_("Lacking")));
    table_figure_column(table, "count", page_text(page, N_("Commitments")),
                        nothing);
    table_figure_column(table, "share", page_text(page, N_("Share of all")),
                        nothing);
    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        table_row(table);
        cell_text(table, page_text(page, words[i]));
        cell_figure(table, figures[i]);
        cell_figure(table,
                    figure_tree(&page->figures, FIGURE_SHARE, figures[i], all));
    }
    table_end(table, page->view, "completeness");
}

/* --- the page --- */

static void all_of_them(struct page *page)
{
    struct row_list rows = {0};

    for (size_t i = 0; i < page->route->table->rows.count; i++)
        ARENA_PUSH(page->arena, &rows, (uint32_t)i);
    related_commitments(page, &rows, "list");
}

static void break_downs(struct page *page)
{
    static const struct {
        const char *field;
        const char *view;
    } tables[] = {
        {"category", "by_category"},        {"pillar", "by_pillar"},
        {"institution", "by_institution"},  {"territory", "by_territory"},
        {"deadline_window", "by_deadline"}, {"funding", "by_funding"}};

    for (size_t i = 0; i < COUNT_OF(tables); i++)
        break_down(page, tables[i].view,
                   commitment_field_named(slice_of(tables[i].field)));
}

void page_commitments(struct page *page)
{
    const struct figure *all = commitment_count(page, nothing);
    bool is_silent = commitments_are_silent(page);

    view_link(page, page->view, "responsibles_link",
              link_page(page, SLICE("responsibles")));
    page_title(page, page_text(page, N_("Commitments")));
    page_description(page, page_text(page, N_("Every public promise, who "
                                              "answers for it, by when, and "
                                              "what became of it.")));
    page_step(page, page_text(page, N_("Commitments")), SLICE("commitments"));
    view_markup(page, page->view, "summary_sentence",
                commitments_sentence(page));
    commitment_chart(page, "chart_status", "commitments-status",
                     page_text(page, N_("Commitments by status")), nothing);
    commitment_chips(page, nothing);
    if (is_silent)
        no_results(page, all);
    else
        results(page);
    level_chart(page, "chart_level", "commitments-level",
                page_text(page, N_("Commitments by level")),
                SLICE("derived-commitments"));
    break_downs(page);
    sources(page);
    differences(page);
    commitment_assessors(page);
    commitment_flow(page);
    list_links(page);
    view_link(page, page->view, "calendar_link", link_calendar(page));
    view_link(page, page->view, "universe_link",
              link_page(page, SLICE("universe")));
    completeness(page, all);
    all_of_them(page);
    status_definitions(page, "status_words", false);
}
