/* commitments: all of them, counted three ways, and what became of them. */
#include "render/commitment.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/related.h"
#include "render/row.h"
#include "render/status_chart.h"

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
static const struct figure *achieved_in(struct page *page,
                                        const struct denominator *d)
{
    struct slice filter = achieved;

    if (slice_equal_text(slice_of(d->name), "deadline-passed"))
        filter = arena_format(page->arena, "%s;" SLICE_FORMAT, d->filter,
                              SLICE_ARGS(achieved));
    return commitment_count(page, filter);
}

static void compliance(struct page *page)
{
    struct page_table *table =
        table_begin(page, "compliance",
                    page_text(page, N_("How many were achieved: the same count "
                                       "under three denominators")));

    table_text_column(table, "denominator",
                      page_text(page, N_("Measured against")));
    table_figure_column(table, "achieved", page_text(page, N_("Achieved")),
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
        table_figure_column(
            table, arena_text(page->arena, commitment_status(i)),
            page_commitment_status(page, commitment_status(i)), nothing);
}

static void status_cells(struct page *page, struct page_table *table,
                         struct slice filter)
{
    cell_figure(table, commitment_count(page, filter));
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++)
        cell_figure(
            table, commitment_count(page, with_term(page, filter, "status", "=",
                                                    commitment_status(i))));
}

struct breakdown {
    const char *field;       /* of commitments and of derived-commitments */
    const char *view;        /* also the key of its CSV */
    const char *caption;     /* msgid */
    const char *head;        /* msgid */
    const char *none;        /* msgid: rows without a code */
    enum resource_role role; /* ROLE_COUNT: a word of the portal */
    const char *folder;
};

static struct slice breakdown_address(struct page *page,
                                      const struct breakdown *b,
                                      struct slice code)
{
    const struct table *table;

    if (b->folder != NULL)
        return link_entity(page, b->folder, code);
    if (b->role == ROLE_COUNT ||
        portal_find(page->portal, b->role, code, &table) == NULL)
        return nothing;
    return link_record(page, table, code);
}

static struct slice breakdown_words(const struct page *page,
                                    const struct breakdown *b,
                                    struct slice code)
{
    return b->role == ROLE_COUNT
               ? portal_label(page->portal, b->field, code, page->language)
               : page_label(page, b->role, code);
}

static void break_down(struct page *page, const struct breakdown *b)
{
    const struct table *commitments = page->route->table;
    struct page_table *table =
        table_begin(page, b->view, page_text(page, b->caption));
    struct code_list codes = {0};
    const struct figure *without;

    for (size_t i = 0; i < commitments->rows.count; i++)
        code_add(page, &codes,
                 row_text(commitments, &commitments->rows.items[i], b->field));
    table_text_column(table, b->field, page_text(page, b->head));
    status_heads(page, table);
    for (size_t i = 0; i < codes.count; i++) {
        table_row(table);
        cell_code(table, codes.items[i],
                  breakdown_words(page, b, codes.items[i]),
                  breakdown_address(page, b, codes.items[i]));
        status_cells(page, table,
                     with_term(page, nothing, b->field, "=", codes.items[i]));
    }
    without =
        commitment_count(page, with_missing(page, nothing, slice_of(b->field)));
    if (codes.count > 0 && amount_sign(without->value) > 0) {
        table_row(table);
        cell_code(table, nothing, page_text(page, b->none), nothing);
        status_cells(page, table,
                     with_missing(page, nothing, slice_of(b->field)));
    }
    table_end(table, page->view, b->view);
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
    static const struct breakdown by_source = {
        "source",
        "by_source",
        N_("Commitments by source document"),
        N_("Source document"),
        N_("No source document given"),
        ROLE_SOURCES,
        NULL};

    if (page->route->table->rows.count > 0 && only_source(page)) {
        view_null(page, page->view, "by_source");
        return;
    }
    if (page->route->table->rows.count == 0)
        view_null(page, page->view, "one_source");
    break_down(page, &by_source);
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
    };
    static const char *const words[] = {
        N_("No public deadline"), N_("No owner"),
        N_("The words of the promise are not quoted"),
        N_("No result published"), N_("No word on its funding")};

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

void page_commitments(struct page *page)
{
    static const struct breakdown by_institution = {
        "institution",
        "by_institution",
        N_("Commitments by institution"),
        N_("Institution"),
        N_("No owner named"),
        ROLE_INSTITUTIONS,
        "institutions"};
    static const struct breakdown by_category = {"category",
                                                 "by_category",
                                                 N_("Commitments by category"),
                                                 N_("Category"),
                                                 N_("No category given"),
                                                 ROLE_COUNT,
                                                 NULL};
    const struct figure *all = commitment_count(page, nothing);
    bool is_silent = commitments_are_silent(page);

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
    break_down(page, &by_category);
    break_down(page, &by_institution);
    sources(page);
    completeness(page, all);
    all_of_them(page);
    status_definitions(page, "status_words", false);
}
