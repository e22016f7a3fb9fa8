/* The catalogue: every table to download, and how to cite it. */
#include "model/formats.h"
#include "render/account.h"
#include "render/describe.h"
#include "render/formulas.h"
#include "render/kit.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/structured.h"

/* Else it is the same in every row, and the footer says it. */
static bool licences_differ(const struct portal *portal)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        struct slice licence = portal->tables.items[i]->licence_name;

        if (licence.len > 0 && !slice_equal(licence, portal->licence_name))
            return true;
    }
    return false;
}

static void catalogue_heads(struct page *page, struct page_table *out)
{
    table_text_column(out, "resource", page_text(page, N_("Table")));
    table_text_column(out, "role", page_text(page, N_("What it holds")));
    table_figure_column(out, "rows", page_text(page, N_("Rows")), nothing);
    table_text_column(out, "period", page_text(page, N_("Period")));
    table_text_column(out, "status", page_text(page, N_("Status")));
    if (licences_differ(page->portal))
        table_text_column(out, "licence", page_text(page, N_("Licence")));
    table_text_column(out, "csv", page_text(page, N_("Spreadsheet")));
    if (page->portal->formats[EXTRA_XLSX])
        table_text_column(out, "xlsx", page_text(page, N_("Workbook")));
    table_text_column(out, "json", page_text(page, N_("For programs")));
    if (page->portal->formats[EXTRA_KITS])
        table_text_column(out, "kit", page_text(page, N_("Kit")));
}

static void cell_download(struct page *page, struct page_table *out,
                          const struct table *table, const char *ending,
                          struct slice word)
{
    struct slice path = arena_format(page->arena, "data/" SLICE_FORMAT ".%s",
                                     SLICE_ARGS(table->name), ending);

    cell_code(out, path, word, link_file(page, path));
}

static void cell_kit(struct page *page, struct page_table *out,
                     const struct table *table)
{
    struct slice path = kit_path(page->arena, table);

    if (table_has_kit(page->portal, table))
        cell_code(out, path, SLICE("ZIP"), link_file(page, path));
    else
        cell_text(out, nothing);
}

/* A sheet does not hold every table; the dictionary says so. */
static void cell_workbook(struct page *page, struct page_table *out,
                          const struct table *table)
{
    if (!page->portal->formats[EXTRA_XLSX])
        return;
    if (portal_has_workbook(page->portal, table))
        cell_download(page, out, table, "xlsx", SLICE("XLSX"));
    else
        cell_text(out, nothing);
}

static void catalogue_row(struct page *page, struct page_table *out,
                          const struct table *table)
{
    struct slice status = describe_status(page, table->status);
    struct slice licence = table->licence_name.len > 0
                               ? table->licence_name
                               : page->portal->licence_name;

    table_row(out);
    cell_code(out, table->name, describe_table(page, table),
              link_dictionary(page, table));
    cell_text(out, describe_role(page, table->role));
    cell_figure(out, count_figure(page, table->name, nothing));
    cell_text(out, describe_periods(page, table));
    if (status.len == 0)
        status = table->role == ROLE_DERIVED
                     ? page_text(page, N_("By rule"))
                     : page_text(page, N_("As the source has it"));
    cell_text(out, status);
    if (licences_differ(page->portal))
        cell_text(out, licence);
    if (!table_is_published(table)) {
        cell_text(out, page_text(page, N_("not published")));
        cell_workbook(page, out, table);
        cell_text(out, nothing);
    } else {
        cell_download(page, out, table, "csv", SLICE("CSV"));
        cell_workbook(page, out, table);
        if (table_has_json(table))
            cell_download(page, out, table, "json", SLICE("JSON"));
        else
            cell_text(out, nothing);
    }
    if (page->portal->formats[EXTRA_KITS])
        cell_kit(page, out, table);
}

static void catalogue(struct page *page, bool derived, const char *name,
                      struct slice caption)
{
    const struct portal *portal = page->portal;
    struct page_table *out = table_begin(page, name, caption);

    catalogue_heads(page, out);
    for (size_t i = 0; i < portal->tables.count; i++)
        if ((portal->tables.items[i]->role == ROLE_DERIVED) == derived)
            catalogue_row(page, out, portal->tables.items[i]);
    table_end(out, page->view, name);
}

/* --- citing --- */

static struct slice whole_address(struct page *page)
{
    return arena_format(page->arena, SLICE_FORMAT "data/datapackage.json",
                        SLICE_ARGS(page->site->options.base_url));
}

/* Without an address to cite, the words end before it. */
static void citation(struct page *page)
{
    const struct portal *portal = page->portal;
    struct slice publisher = page_words(page, &portal->publisher);
    struct slice name = page_words(page, &portal->name);
    struct slice cut_off = page_date(page, portal->cut_off);
    struct slice text;

    if (page->site->options.base_url.len > 0)
        text = PLAIN(page,
                     N_("{publisher}: {name}. Data to {date}, release "
                        "{release}. {address}"),
                     ARG_TEXT("publisher", publisher), ARG_TEXT("name", name),
                     ARG_TEXT("date", cut_off),
                     ARG_TEXT("release", portal->release),
                     ARG_TEXT("address", whole_address(page)));
    else
        text = PLAIN(page,
                     N_("{publisher}: {name}. Data to {date}, release "
                        "{release}."),
                     ARG_TEXT("publisher", publisher), ARG_TEXT("name", name),
                     ARG_TEXT("date", cut_off),
                     ARG_TEXT("release", portal->release));
    view_text(page, page->view, "citation", text);
}

static bool has_tables(const struct portal *portal)
{
    for (size_t i = 0; i < portal->tables.count; i++)
        if (table_is_published(portal->tables.items[i]))
            return true;
    return false;
}

static void database(struct page *page)
{
    struct slice name = arena_format(page->arena, SLICE_FORMAT ".sqlite",
                                     SLICE_ARGS(page->portal->key));
    struct slice path = arena_join(page->arena, SLICE("data/"), name);

    view_code(page, page->view, "database", name);
    view_link(page, page->view, "database_link",
              portal_has_database(page->portal) ? link_file(page, path)
                                                : nothing);
}

void page_data(struct page *page)
{
    page_title(page, page_text(page, N_("Data to download")));
    page_description(
        page, page_text(page, N_("Every table behind this portal, as a "
                                 "spreadsheet and for programs, with what each "
                                 "column means.")));
    page_step(page, page_text(page, N_("Data")), SLICE("data"));
    catalogue(page, false, "tables",
              page_text(page, N_("Tables from the sources")));
    catalogue(page, true, "derived",
              page_text(page, N_("Tables made by rule")));
    formulas_sentence(page, "formulas");
    withheld_list(page, "withheld");
    citation(page);
    database(page);
    view_link(page, page->view, "descriptor_link",
              link_file(page, SLICE("data/datapackage.json")));
    view_link(page, page->view, "catalogue_link",
              link_file(page, SLICE("data/catalogue.jsonld")));
    view_link(page, page->view, "tabular_link",
              has_tables(page->portal)
                  ? link_file(page, SLICE("data/csv-metadata.json"))
                  : nothing);
    linked_catalogue(page);
}
