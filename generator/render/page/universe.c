/*
 * universe: what there is to account for. What sources count, what this portal
 * holds of it, what is withheld, and what nobody accounts for.
 */
#include "render/commitment/commitment.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/row.h"
#include "render/sections.h"
#include "render/commitment/status_chart.h"

/* --- what sources count, against what is here --- */

struct count_row {
    const struct figure *stated;
    const struct figure *published;
    const struct figure *withheld;
    const struct figure *open; /* what nobody accounts for */
};

static struct count_row
read_counts(struct page *page, const struct table *table, const struct row *row)
{
    struct count_row counts = {0};
    struct slice resource = row_text(table, row, "resource");

    if (row_cell(table, row, "value")->state == CELL_PRESENT)
        counts.stated =
            record_figure(page, table, row, table_role_column(table, "value"));
    if (row_cell(table, row, "withheld")->state == CELL_PRESENT)
        counts.withheld = record_figure(page, table, row,
                                        table_role_column(table, "withheld"));
    if (resource.len > 0)
        counts.published =
            count_figure(page, resource, row_text(table, row, "filter"));
    counts.open =
        counts.published == NULL
            ? counts.stated
            : tree_of(page, FIGURE_DIFFERENCE, counts.stated, counts.published);
    if (counts.withheld != NULL)
        counts.open =
            tree_of(page, FIGURE_DIFFERENCE, counts.open, counts.withheld);
    return counts;
}

static void count_heads(struct page *page, struct page_table *out)
{
    table_text_column(out, "what", page_text(page, N_("What")));
    table_text_column(out, "date", page_text(page, N_("As of")));
    table_figure_column(out, "stated", page_text(page, N_("The source counts")),
                        nothing);
    table_figure_column(out, "published", page_text(page, N_("Published here")),
                        nothing);
    table_figure_column(out, "withheld",
                        page_text(page, N_("Known and withheld")), nothing);
    table_figure_column(out, "unaccounted",
                        page_text(page, N_("Not accounted for")), nothing);
    table_text_column(out, "access", page_text(page, N_("Access")));
    table_text_column(out, "reason", page_text(page, N_("Reason")));
    table_text_column(out, "source", page_text(page, N_("Source document")));
}

static struct slice access_words(const struct page *page, struct slice status)
{
    if (slice_equal_text(status, "published"))
        return page_text(page, N_("public"));
    if (slice_equal_text(status, "withheld"))
        return page_text(page, N_("withheld"));
    if (slice_equal_text(status, "unknown"))
        return page_text(page, N_("not known"));
    return status.len == 0
               ? nothing
               : portal_label(page->portal, "status", status, page->language);
}

/* More than the source counts leaves nothing that nobody accounts for. */
static void open_cell(struct page *page, struct page_table *out,
                      const struct count_row *counts)
{
    const struct figure *open = counts->open;

    if (open != NULL && open->status == FIGURE_PRESENT &&
        amount_sign(open->value) < 0)
        cell_missing(out, page_text(page, N_("more are published here")));
    else
        cell_figure(out, open);
}

static void count_cells(struct page *page, struct page_table *out,
                        const struct table *table, const struct row *row)
{
    struct count_row counts = read_counts(page, table, row);
    struct slice reason = row_words(table, row, "reason", page->language);
    bool is_withheld =
        slice_equal_text(row_text(table, row, "status"), "withheld");

    if (counts.stated != NULL)
        cell_figure(out, counts.stated);
    else
        cell_missing(out, page_text(page, N_("no number given")));
    cell_figure(out, counts.published);
    if (counts.withheld == NULL && is_withheld)
        cell_missing(out, page_text(page, N_("no number given")));
    else
        cell_figure(out, counts.withheld);
    open_cell(page, out, &counts);
    cell_text(out, access_words(page, row_text(table, row, "status")));
    if (reason.len == 0 && is_withheld)
        cell_missing(out, page_text(page, N_("no explanation published")));
    else
        cell_text(out, reason);
    cell_code(out, row_source(page, table, row), row_source(page, table, row),
              row_source_address(page, table, row));
}

/* Parts stand below what they are parts of. */
static unsigned depth_of(const struct table *table, const struct row *row)
{
    unsigned depth = 0;
    struct slice parent = row_text(table, row, "parent");

    while (parent.len > 0 && depth < 8) {
        const struct row *above = table_find(table, parent);

        depth++;
        parent = above == NULL ? nothing : row_text(table, above, "parent");
    }
    return depth;
}

static void rows_below(struct page *page, struct page_table *out,
                       const struct table *table, struct slice parent,
                       unsigned depth)
{
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice code = row_text(table, row, "code");

        if (depth_of(table, row) != depth ||
            !slice_equal(row_text(table, row, "parent"), parent))
            continue;
        table_row_depth(out, depth);
        cell_code(out, code, row_words(table, row, "label", page->language),
                  nothing);
        cell_period(out, row_period(table, row, "date"));
        count_cells(page, out, table, row);
        if (code.len > 0 && depth < 8)
            rows_below(page, out, table, code, depth + 1);
    }
}

static void counted(struct page *page, struct sections *sections)
{
    const struct table *table = portal_table(page->portal, ROLE_UNIVERSE, NULL);
    struct page_table *out;
    struct value *section;

    if (table == NULL)
        return;
    section = section_add(
        sections, "counted", page_text(page, N_("What sources count")),
        page_text(page, N_("What a source says there is, less what is "
                           "published here, less what is known to be "
                           "withheld, is what nobody accounts for. Where a "
                           "source gives no number, none is put here.")));
    out = table_begin(page, "counted",
                      page_text(page, N_("The universe, counted")));
    count_heads(page, out);
    rows_below(page, out, table, nothing, 0);
    table_end(out, section, "table");
}

/* --- what is here --- */

static void held_row(struct page_table *out, struct slice code,
                     struct slice words, struct slice address,
                     const struct figure *count)
{
    table_row(out);
    cell_code(out, code, words, address);
    cell_figure(out, count);
}

/* Levels of the plans in the order in which they first stand there. */
static void held_nodes(struct page *page, struct page_table *out)
{
    const struct table *plan = portal_table(page->portal, ROLE_PLAN, NULL);
    struct code_list levels = {0};

    for (size_t i = 0; plan != NULL && i < plan->rows.count; i++)
        code_add(page, &levels, row_text(plan, &plan->rows.items[i], "level"));
    for (size_t i = 0; i < levels.count; i++)
        held_row(out, levels.items[i],
                 PLAIN(page, N_("In the plans: {level}"),
                       ARG_TEXT("level",
                                portal_label(page->portal, "level",
                                             levels.items[i], page->language))),
                 link_page(page, SLICE("plans")),
                 count_figure(
                     page, plan->name,
                     with_term(page, nothing, "level", "=", levels.items[i])));
}

static void held_list(struct page *page, struct page_table *out,
                      enum resource_role role, const char *msgid,
                      const char *key)
{
    for (const struct table *t = portal_table(page->portal, role, NULL);
         t != NULL; t = portal_table(page->portal, role, t))
        held_row(out, t->name, page_text(page, msgid),
                 link_page(page, slice_of(key)),
                 count_figure(page, t->name, nothing));
}

static void held(struct page *page, struct sections *sections)
{
    struct value *section =
        section_add(sections, "held",
                    page_text(page, N_("What this portal holds")), nothing);
    struct page_table *out = table_begin(
        page, "held", page_text(page, N_("Records published here")));

    table_text_column(out, "list", page_text(page, N_("List")));
    table_figure_column(out, "records", page_text(page, N_("Records")),
                        nothing);
    held_nodes(page, out);
    held_list(page, out, ROLE_COMMITMENTS, N_("Commitments"), "commitments");
    held_list(page, out, ROLE_INDICATORS, N_("Indicators"), "indicators");
    held_list(page, out, ROLE_SOURCES, N_("Source documents"), "");
    held_list(page, out, ROLE_ASSESSMENTS, N_("Assessments by third parties"),
              "");
    table_end(out, section, "table");
}

/* --- how it hangs together --- */

static const struct {
    const char *name;
    const char *words; /* msgid */
    const char *filter;
} gaps[] = {
    {"no-node", N_("Commitments in no plan"), "plan_nodes=?missing"},
    {"no-program", N_("Commitments with no budget program"),
     "program=?missing"},
    {"no-owner", N_("Commitments with no owner"), "institution=?missing"},
    {"no-deadline", N_("Commitments with no public deadline"),
     "deadline=?missing"},
    {"no-source", N_("Commitments with no source document"), "source=?missing"},
    {"no-evidence", N_("Achieved, and no evidence published"),
     "has_evidence=no"},
    {"no-reason", N_("Delayed or discarded, and no explanation published"),
     "explained=no"},
    {"differs", N_("Declared otherwise than the rule says"), "differs=yes"},
};

static void ties(struct page *page, struct sections *sections)
{
    const struct figure *all;
    struct page_table *out;
    struct value *section;

    if (portal_table(page->portal, ROLE_COMMITMENTS, NULL) == NULL)
        return;
    all = commitment_count(page, nothing);
    section =
        section_add(sections, "ties",
                    page_text(page, N_("How it hangs together")), nothing);
    out = table_begin(page, "ties",
                      page_text(page, N_("Commitments that lack a tie")));
    table_text_column(out, "gap", page_text(page, N_("Lacking")));
    table_figure_column(out, "count", page_text(page, N_("Commitments")),
                        nothing);
    table_figure_column(out, "share", page_text(page, N_("Share of all")),
                        nothing);
    for (size_t i = 0; i < COUNT_OF(gaps); i++) {
        const struct figure *count =
            commitment_count(page, slice_of(gaps[i].filter));

        table_row(out);
        cell_code(out, slice_of(gaps[i].name), page_text(page, gaps[i].words),
                  nothing);
        cell_figure(out, count);
        cell_figure(out, figure_tree(&page->figures, FIGURE_SHARE, count, all));
    }
    table_end(out, section, "table");
}

/* --- by source --- */

static void sources(struct page *page, struct sections *sections)
{
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-commitments"));
    struct code_list codes = {0};
    struct page_table *out;
    struct value *section;

    for (size_t i = 0; derived != NULL && i < derived->rows.count; i++)
        code_add(page, &codes,
                 row_text(derived, &derived->rows.items[i], "source"));
    if (codes.count == 0)
        return;
    section = section_add(sections, "sources",
                          page_text(page, N_("Where they come from")), nothing);
    out = table_begin(page, "sources",
                      page_text(page, N_("Commitments by source document")));
    table_text_column(out, "source", page_text(page, N_("Source document")));
    table_figure_column(out, "count", page_text(page, N_("Commitments")),
                        nothing);
    for (size_t i = 0; i < codes.count; i++) {
        const struct table *table = NULL;
        const struct row *row =
            portal_find(page->portal, ROLE_SOURCES, codes.items[i], &table);

        held_row(
            out, codes.items[i], page_label(page, ROLE_SOURCES, codes.items[i]),
            row == NULL ? nothing : link_record(page, table, codes.items[i]),
            commitment_count(
                page, with_term(page, nothing, "source", "=", codes.items[i])));
    }
    table_end(out, section, "table");
}

/* --- the page --- */

/* How many lists a source counts, and how many of them it withholds. */
static struct slice lists_sentence(struct page *page, const struct table *table)
{
    const struct column *status = table_role_column(table, "status");
    const struct figure *all = count_figure(page, table->name, nothing);

    if (status == NULL)
        return SENTENCE(page, N_("Lists that a source counts: {lists}."),
                        ARG_FIGURE("lists", all));
    return SENTENCE(
        page,
        N_("Lists that a source counts: {lists}; of them withheld: "
           "{withheld}."),
        ARG_FIGURE("lists", all),
        ARG_FIGURE("withheld",
                   count_figure(page, table->name,
                                with_term(page, nothing,
                                          arena_text(page->arena, status->name),
                                          "=", SLICE("withheld")))));
}

static struct slice lead(struct page *page)
{
    const struct table *table = portal_table(page->portal, ROLE_UNIVERSE, NULL);
    struct slice here;

    if (portal_table(page->portal, ROLE_COMMITMENTS, NULL) == NULL)
        return lists_sentence(page, table);
    here = SENTENCE(page, N_("This portal publishes {here} commitments."),
                    ARG_FIGURE("here", commitment_count(page, nothing)));
    return arena_format(
        page->arena, SLICE_FORMAT " " SLICE_FORMAT, SLICE_ARGS(here),
        SLICE_ARGS(table == NULL
                       ? page_text(page, N_("No source says how many there "
                                            "are in all."))
                       : lists_sentence(page, table)));
}

/* --- new ones and all of them, as the source counts them --- */

struct dated_counts {
    const struct table *table;
    struct slice *years;
    const struct figure **added;
    size_t count;
};

static bool is_dated(const struct table *table, const struct row *row,
                     struct slice parent)
{
    return slice_equal(row_text(table, row, "parent"), parent) &&
           row_period(table, row, "date").kind == PERIOD_YEAR &&
           row_cell(table, row, "value")->state == CELL_PRESENT;
}

/* The parts of a row, each of a year later than the one before. */
static void read_parts(struct page *page, struct dated_counts *parts,
                       struct slice parent)
{
    const struct table *table = parts->table;

    parts->count = 0;
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice year = row_text(table, row, "date");

        if (!is_dated(table, row, parent) ||
            (parts->count > 0 &&
             slice_compare(parts->years[parts->count - 1], year) >= 0))
            continue;
        parts->years[parts->count] = year;
        parts->added[parts->count++] =
            record_figure(page, table, row, table_role_column(table, "value"));
    }
}

/* Of the first row that has parts by year. */
static void flow(struct page *page)
{
    struct dated_counts parts = {
        .table = portal_table(page->portal, ROLE_UNIVERSE, NULL)};
    struct buf out = BUF_INIT;

    if (parts.table == NULL)
        return;
    parts.years =
        ARENA_ARRAY(page->arena, parts.table->rows.count, struct slice);
    parts.added = ARENA_ARRAY(page->arena, parts.table->rows.count,
                              const struct figure *);
    for (size_t i = 0; i < parts.table->rows.count && parts.count < 2; i++)
        read_parts(page, &parts,
                   row_text(parts.table, &parts.table->rows.items[i], "code"));
    if (parts.count < 2)
        return;
    flow_write(page, parts.table, parts.years, parts.added, parts.count, &out);
    view_chart(page, page->view, "chart", &out);
}

void page_universe(struct page *page)
{
    struct slice about =
        page_text(page, N_("How many promises there are, where they come from, "
                           "which are published here and which are not."));
    struct sections sections;

    page_title(page, page_text(page, N_("What there is to account for")));
    if (portal_table(page->portal, ROLE_COMMITMENTS, NULL) != NULL)
        page_step(page, page_text(page, N_("Commitments")),
                  SLICE("commitments"));
    page_step(page, page_text(page, N_("What there is to account for")),
              page->route->key);
    sections_begin(page, &sections);
    sections_lead(&sections, lead(page), about);
    flow(page);
    counted(page, &sections);
    held(page, &sections);
    ties(page, &sections);
    sources(page, &sections);
    sections_end(&sections);
}
