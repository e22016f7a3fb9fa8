#include "render/formulas.h"

#include "model/derive_formulas.h"
#include "model/formats.h"
#include "render/describe.h"
#include "render/reference.h"

static const struct figure *cells(struct page *page, struct slice filter)
{
    return figure_leaf(&page->figures, FIGURE_SUM, SLICE(FORMULA_CELLS_TABLE),
                       SLICE("cells"), filter);
}

static void heads(struct page *page, struct page_table *out)
{
    table_text_column(out, "table", page_text(page, N_("Table")));
    table_text_column(out, "column", page_text(page, N_("Column")));
    table_figure_column(out, "cells", page_text(page, N_("Cells")), nothing);
    table_text_column(out, "safe",
                      page_text(page, N_("With an apostrophe before them")));
}

static void column_row(struct page *page, struct page_table *out,
                       const struct table *table, struct slice column)
{
    struct slice filter = with_term(page, nothing, "table", "=", table->name);
    struct slice file =
        ARENA_CONCAT(page->arena, table->name, SLICE(".safe.csv"));

    table_row(out);
    cell_code(out, table->name, describe_table(page, table),
              link_dictionary(page, table));
    cell_text(out, column);
    cell_figure(out,
                cells(page, with_term(page, filter, "column", "=", column)));
    cell_code(out, file, file,
              link_file(page, arena_join(page->arena, SLICE("data/"), file)));
}

/* Only tables whose rows are kept are counted before they are published. */
static bool are_elsewhere(const struct portal *portal)
{
    for (size_t i = 0; i < portal->tables.count; i++)
        if (table_formulas(portal->tables.items[i]) == FORMULAS_PERHAPS)
            return true;
    return false;
}

static void elsewhere(struct page *page)
{
    view_flag(page, page->view, "formulas_elsewhere",
              page_has_table(page, FORMULA_CELLS_TABLE) &&
                  are_elsewhere(page->portal));
}

void formulas_table(struct page *page, const char *name)
{
    const struct table *from =
        portal_table_named(page->portal, SLICE(FORMULA_CELLS_TABLE));
    struct page_table *out = table_begin(
        page, name,
        page_text(page, N_("Cells that a spreadsheet would run as formulas")));

    heads(page, out);
    for (size_t i = 0; from != NULL && i < from->rows.count; i++) {
        const struct row *row = &from->rows.items[i];
        const struct table *table =
            portal_table_named(page->portal, row_text(from, row, "table"));

        if (table != NULL)
            column_row(page, out, table, row_text(from, row, "column"));
    }
    table_end(out, page->view, name);
    elsewhere(page);
}

static struct slice cells_sentence(struct page *page)
{
    return SENTENCE(page,
                    N_("Cells that begin as a formula does, which a "
                       "spreadsheet would run: {cells}. Tables with such cells "
                       "have a CSV that ends in .safe.csv, with an apostrophe "
                       "before them."),
                    ARG_FIGURE("cells", cells(page, nothing)));
}

void formulas_sentence(struct page *page, const char *name)
{
    view_markup(page, page->view, name,
                page_has_table(page, FORMULA_CELLS_TABLE) ? cells_sentence(page)
                                                          : nothing);
    elsewhere(page);
}
