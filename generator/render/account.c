/* What became of the rows that were read, and what is not published. */
#include "render/account.h"

#include "render/describe.h"
#include "render/reference.h"

/* --- what became of each row --- */

static const char *const ledger_columns[] = {
    "records", "used", "excluded", "refused", "blank_lines", "comment_rows"};

static void ledger_heads(struct page *page, struct page_table *out)
{
    const char *const heads[] = {N_("Rows read"),   N_("Used"),
                                 N_("Excluded"),    N_("Refused"),
                                 N_("Blank lines"), N_("Comments")};

    table_text_column(out, "file", page_text(page, N_("File")));
    table_text_column(out, "resource", page_text(page, N_("Table")));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_figure_column(out, ledger_columns[i], page_text(page, heads[i]),
                            nothing);
}

static void ledger_row(struct page *page, struct page_table *out,
                       const struct table *table,
                       const struct file_account *file)
{
    struct slice filter = with_term(page, nothing, "file", "=", file->path);

    filter = with_term(page, filter, "resource", "=", table->name);
    table_row(out);
    cell_text(out, file->path);
    cell_code(out, table->name, describe_table(page, table),
              link_dictionary(page, table));
    for (size_t i = 0; i < COUNT_OF(ledger_columns); i++)
        cell_figure(out,
                    figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                                slice_of(ledger_columns[i]), filter));
}

void ledger_table(struct page *page, struct slice resource, const char *name)
{
    const struct portal *portal = page->portal;
    struct page_table *out = table_begin(
        page, name, page_text(page, N_("What became of each row, by file")));

    ledger_heads(page, out);
    for (size_t t = 0;
         page_has_table(page, "ledger") && t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        if (resource.len > 0 && !slice_equal(table->name, resource))
            continue;
        for (size_t f = 0; f < table->files.count; f++)
            ledger_row(page, out, table, &table->files.items[f]);
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
