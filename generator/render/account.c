/* What became of the rows that were read, and what is not published. */
#include "render/account.h"

#include "render/describe.h"
#include "render/reference.h"

/* --- what became of each row --- */

static struct slice file_filter(struct page *page, const struct table *table,
                                struct slice file)
{
    struct slice filter = with_term(page, nothing, "file", "=", file);

    return with_term(page, filter, "resource", "=", table->name);
}

static void file_cells(struct page *page, struct page_table *out,
                       const struct table *table, struct slice file)
{
    table_row(out);
    cell_text(out, file);
    cell_code(out, table->name, describe_table(page, table),
              link_dictionary(page, table));
}

static struct slice with_outcomes(struct page *page, struct slice filter,
                                  const char *outcomes)
{
    return ARENA_CONCAT(page->arena, filter, SLICE(";outcome="),
                        slice_of(outcomes));
}

/* Rows of a file by what became of them; a dash where that cannot be. */
static void counts_row(struct page *page, struct page_table *out,
                       const struct table *table, struct slice file)
{
    static const char *const outcomes[] = {"used", ROWS_LEFT_OUT, "refused",
                                           "elsewhere"};
    static const char *const lines[] = {"blank-line", "comment|before-header"};
    struct slice filter = file_filter(page, table, file);

    file_cells(page, out, table, file);
    cell_figure(out, figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                                 SLICE("records"),
                                 with_term(page, filter, "outcome",
                                           "!=", SLICE("elsewhere"))));
    for (size_t i = 0; i < COUNT_OF(outcomes); i++)
        cell_figure(out, figure_leaf(&page->figures, FIGURE_SUM,
                                     SLICE("ledger"), SLICE("records"),
                                     with_outcomes(page, filter, outcomes[i])));
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        cell_figure(out, figure_leaf(&page->figures, FIGURE_SUM,
                                     SLICE("ledger"), SLICE("lines"),
                                     with_outcomes(page, filter, lines[i])));
}

static void counts_heads(struct page *page, struct page_table *out)
{
    static const char *const names[] = {
        "records",   "used",        "excluded",    "refused",
        "elsewhere", "blank_lines", "comment_rows"};
    const char *const heads[] = {N_("Rows read"),        N_("Used"),
                                 N_("Excluded"),         N_("Refused"),
                                 N_("Of another table"), N_("Blank lines"),
                                 N_("Comments")};

    table_text_column(out, "file", page_text(page, N_("File")));
    table_text_column(out, "resource", page_text(page, N_("Table")));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_figure_column(out, names[i], page_text(page, heads[i]), nothing);
}

static bool is_asked_for(const struct table *table, struct slice resource)
{
    return resource.len == 0 || slice_equal(table->name, resource);
}

void ledger_table(struct page *page, struct slice resource, const char *name)
{
    const struct portal *portal = page->portal;
    struct page_table *out = table_begin(
        page, name, page_text(page, N_("What became of each row, by file")));

    counts_heads(page, out);
    for (size_t t = 0;
         page_has_table(page, "ledger") && t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        for (size_t f = 0;
             is_asked_for(table, resource) && f < table->files.count; f++)
            counts_row(page, out, table, table->files.items[f].path);
    }
    table_end(out, page->view, name);
}

/* --- what the rows amount to --- */

struct slice outcome_words(const struct page *page, struct slice outcome)
{
    static const struct {
        const char *outcome;
        const char *words;
    } all[] = {
        {"used", N_("used")},
        {"excluded", N_("excluded")},
        {"total", N_("a total of the source, checked")},
        {"subtotal", N_("a sub-total, checked")},
        {"repeated", N_("said before")},
        {"refused", N_("refused")},
        {"blank-line", N_("blank lines")},
        {"before-header", N_("lines above the header")},
        {"comment", N_("comments")},
    };

    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (slice_equal_text(outcome, all[i].outcome))
            return page_text(page, all[i].words);
    return page_text(page, N_("of another table"));
}

static bool is_of_money(const struct column *column)
{
    return column->stage.len > 0;
}

static void amounts_row(struct page *page, struct page_table *out,
                        const struct table *table, const struct row *row)
{
    const struct table *ledger =
        portal_table_named(page->portal, SLICE("ledger"));
    struct slice filter =
        file_filter(page, table, row_text(ledger, row, "file"));
    struct slice reason = row_text(ledger, row, "reason");

    filter = with_term(page, filter, "outcome", "=",
                       row_text(ledger, row, "outcome"));
    if (reason.len > 0)
        filter = with_term(page, filter, "reason", "=", reason);
    file_cells(page, out, table, row_text(ledger, row, "file"));
    cell_text(out, outcome_words(page, row_text(ledger, row, "outcome")));
    cell_text(out, reason);
    cell_figure(out, figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                                 SLICE("records"), filter));
    for (size_t c = 0; c < ledger->columns.count; c++)
        if (is_of_money(&ledger->columns.items[c]))
            cell_figure(out,
                        figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                                    ledger->columns.items[c].name, filter));
}

/* As the portal displays the currency; asked of a figure in no ledger. */
static struct slice unit_printed(struct page *page, const struct column *column)
{
    struct figures printed = page->figures;
    const struct figure *any;
    struct slice unit = column->currency;

    figures_init(&page->figures, page->portal, page->arena,
                 printed.diagnostics);
    any = figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"), column->name,
                      nothing);
    if (any != NULL && any->unit.code.len > 0)
        unit = page_unit(page, any->unit);
    page->figures = printed;
    return unit;
}

static void amounts_heads(struct page *page, struct page_table *out,
                          const struct table *ledger)
{
    table_text_column(out, "file", page_text(page, N_("File")));
    table_text_column(out, "resource", page_text(page, N_("Table")));
    table_text_column(out, "outcome",
                      page_text(page, N_("What became of them")));
    table_text_column(out, "reason", page_text(page, N_("Reason")));
    table_figure_column(out, "records", page_text(page, N_("Rows")), nothing);
    for (size_t c = 0; c < ledger->columns.count; c++)
        if (is_of_money(&ledger->columns.items[c]))
            table_figure_column(
                out, arena_text(page->arena, ledger->columns.items[c].name),
                stage_label(page, ledger->columns.items[c].stage),
                unit_printed(page, &ledger->columns.items[c]));
}

void ledger_amounts_table(struct page *page, const char *name)
{
    const struct table *ledger =
        portal_table_named(page->portal, SLICE("ledger"));
    struct page_table *out = table_begin(
        page, name, page_text(page, N_("What the rows amount to, by file")));

    amounts_heads(page, out, ledger);
    for (size_t i = 0; i < ledger->rows.count; i++) {
        const struct row *row = &ledger->rows.items[i];
        const struct table *table =
            portal_table_named(page->portal, row_text(ledger, row, "resource"));

        if (table_is_fact(table) &&
            row_cell(ledger, row, "records")->state == CELL_PRESENT &&
            amount_sign(row_cell(ledger, row, "records")->is.number) != 0)
            amounts_row(page, out, table, row);
    }
    table_end(out, page->view, name);
}

/* --- what is not published --- */

static struct slice column_names(struct page *page, const struct table *table)
{
    struct buf names = BUF_INIT;

    for (size_t i = 0; i < table->columns.count; i++) {
        if (!table->columns.items[i].personal)
            continue;
        if (names.len > 0)
            buf_add_text(&names, ", ");
        buf_add_slice(&names,
                      describe_column(page, table, &table->columns.items[i]));
    }
    return arena_take(page->arena, &names);
}

/* The exclusion of those without consent, or null. */
static const struct exclusion *consent_of(const struct table *table)
{
    for (size_t e = 0; e < table->exclusions.count; e++)
        if (table->exclusions.items[e].is_consent)
            return &table->exclusions.items[e];
    return NULL;
}

/* How many have none: null where all have it, and where nobody is asked. */
static const struct figure *without_consent(struct page *page,
                                            const struct table *table)
{
    const struct exclusion *consent = consent_of(table);
    struct slice filter;

    if (consent == NULL || consent->rows == 0)
        return NULL;
    filter = with_term(page, nothing, "resource", "=", table->name);
    filter = with_term(page, filter, "reason", "=",
                       words_in(&consent->reason, &page->portal->languages[0]));
    return figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                       SLICE("records"), filter);
}

struct slice consent_sentence(struct page *page, const struct table *table)
{
    const struct figure *count = without_consent(page, table);

    if (consent_of(table) == NULL)
        return nothing;
    if (count == NULL)
        return page_text(page, N_("Only those who agreed are published."));
    return SENTENCE(page,
                    N_("Only those who agreed are published. Withheld for lack "
                       "of consent: {count}."),
                    ARG_FIGURE("count", count));
}

static void withheld_add(struct page *page, struct value *list,
                         struct slice markup)
{
    struct value *item = view_object(page);

    view_markup(page, item, "text", markup);
    view_add(page, list, item);
}

static void withheld_of(struct page *page, struct value *list,
                        const struct table *table)
{
    struct slice title = describe_table(page, table);
    struct slice address = link_dictionary(page, table);

    if (table->publish == PUBLISH_NONE)
        withheld_add(page, list,
                     SENTENCE(page,
                              N_("{table}: its rows are not published. Figures "
                                 "made from it are marked as withheld."),
                              ARG_LINK("table", title, address)));
    if (table->publish == PUBLISH_AGGREGATE)
        withheld_add(page, list,
                     SENTENCE(page,
                              N_("{table}: only sums are published, not the "
                                 "rows behind them."),
                              ARG_LINK("table", title, address)));
    if (without_consent(page, table) != NULL)
        withheld_add(
            page, list,
            SENTENCE(page,
                     N_("{table}: withheld for lack of consent: {count}."),
                     ARG_LINK("table", title, address),
                     ARG_FIGURE("count", without_consent(page, table))));
    if (table->has_personal)
        withheld_add(
            page, list,
            SENTENCE(page,
                     N_("{table}: personal data are left out of every page and "
                        "file: {columns}."),
                     ARG_LINK("table", title, address),
                     ARG_TEXT("columns", column_names(page, table))));
}

void withheld_list(struct page *page, const char *name)
{
    const struct portal *portal = page->portal;
    struct value *list = value_list_new(page->arena);

    for (size_t i = 0; i < portal->tables.count; i++)
        withheld_of(page, list, portal->tables.items[i]);
    view_list_or_null(page, page->view, name, list);
}
