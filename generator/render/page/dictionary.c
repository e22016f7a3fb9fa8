/* The dictionary of a table: what it is, its fields, its files, a sample. */
#include "model/formats.h"
#include "render/account.h"
#include "render/receipts/citation.h"
#include "render/describe.h"
#include "render/field_words.h"
#include "render/kit.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/row.h"
#include "render/structured.h"

#define SAMPLE_ROWS 10
#define SAMPLE_COLUMNS 20

/* --- fields --- */

/* The first meaning of a mark counts; an empty cell being empty is no news. */
static bool mark_is_news(const struct column *column, size_t at)
{
    const struct missing_mark *mark = &column->missing[at];

    for (size_t i = 0; i < at; i++)
        if (slice_equal(column->missing[i].text, mark->text))
            return false;
    return mark->text.len > 0 || mark->state != CELL_EMPTY;
}

static struct slice marks(struct page *page, const struct column *column)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < column->missing_count; i++) {
        const struct missing_mark *mark = &column->missing[i];

        if (!mark_is_news(column, i))
            continue;
        describe_join(
            &out,
            PLAIN(page, N_("\"{mark}\" = {state}"),
                  ARG_TEXT("mark", mark->text),
                  ARG_TEXT("state", describe_missing(page, mark->state))));
    }
    return arena_take(page->arena, &out);
}

static void field_row(struct page *page, struct page_table *out,
                      const struct table *table, const struct column *column)
{
    table_row(out);
    cell_text(out, column->name);
    cell_text(out, field_label(page->portal, page->language, table, column));
    cell_text(out, describe_type(page, column->type));
    cell_text(out, describe_counted(page, column));
    if (table->role == ROLE_DERIVED)
        return;
    cell_text(out, column->personal ? page_text(page, N_("withheld: personal"))
                                    : column->role);
    cell_text(out, marks(page, column));
    cell_text(out, page_words(page, &column->description));
}

static void fields(struct page *page, const struct table *table)
{
    struct page_table *out =
        table_begin(page, "fields", page_text(page, N_("Fields")));

    table_text_column(out, "name", page_text(page, N_("Published as")));
    table_text_column(out, "title", page_text(page, N_("Title")));
    table_text_column(out, "type", page_text(page, N_("Type")));
    table_text_column(out, "counted", page_text(page, N_("Counted in")));
    if (table->role != ROLE_DERIVED) { /* which has none of these */
        table_text_column(out, "role", page_text(page, N_("Role")));
        table_text_column(out, "missing", page_text(page, N_("Missing marks")));
        table_text_column(out, "description",
                          page_text(page, N_("Description")));
    }
    for (size_t i = 0; i < table->columns.count; i++)
        field_row(page, out, table, &table->columns.items[i]);
    table_end(out, page->view, "fields");
}

/* --- rows not used --- */

/* "not: a, b", "(empty)", "05…, 06…" */
static void condition_words(struct page *page, struct buf *out,
                            const struct condition *condition)
{
    if (condition->is_negated)
        buf_add_format(out, SLICE_FORMAT ": ",
                       SLICE_ARGS(page_text(page, N_("not"))));
    if (condition->kind == CONDITION_EMPTY)
        buf_add_slice(out, page_text(page, N_("(empty)")));
    for (size_t i = 0; i < condition->value_count; i++) {
        buf_add_text(out, i > 0 ? ", " : "");
        buf_add_slice(out, condition->values[i].len > 0
                               ? condition->values[i]
                               : page_text(page, N_("(empty)")));
        if (condition->kind == CONDITION_STARTS)
            buf_add_text(out, "\xE2\x80\xA6");
    }
}

static struct slice fields_of(struct page *page,
                              const struct conditions *conditions)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < conditions->count; i++)
        describe_join(&out, conditions->items[i].field);
    return arena_take(page->arena, &out);
}

static struct slice values_of(struct page *page,
                              const struct conditions *conditions)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < conditions->count; i++) {
        buf_add_text(&out, i > 0 ? "; " : "");
        condition_words(page, &out, &conditions->items[i]);
    }
    return arena_take(page->arena, &out);
}

static void exclusions(struct page *page, const struct table *table)
{
    struct page_table *out =
        table_begin(page, "excluded", page_text(page, N_("Rows not used")));

    table_text_column(out, "field", page_text(page, N_("Where the field")));
    table_text_column(out, "values", page_text(page, N_("says")));
    table_text_column(out, "reason", page_text(page, N_("Reason")));
    for (size_t i = 0; i < table->exclusions.count; i++) {
        const struct exclusion *exclusion = &table->exclusions.items[i];

        table_row(out);
        cell_text(out, fields_of(page, &exclusion->when));
        cell_text(out, values_of(page, &exclusion->when));
        cell_text(out,
                  exclusion->is_total
                      ? page_text(page, N_("A total of the source: not summed, "
                                           "but checked against its parts."))
                      : page_words(page, &exclusion->reason));
    }
    table_end(out, page->view, "excluded");
}

/* --- sample --- */

static bool is_sampled(const struct column *column, size_t shown)
{
    return !column->personal && shown < SAMPLE_COLUMNS;
}

static void sample_heads(struct page *page, struct page_table *out,
                         const struct table *table)
{
    size_t shown = 0;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        const char *name = arena_text(page->arena, column->name);

        if (!is_sampled(column, shown))
            continue;
        shown++;
        if (column->type == COLUMN_NUMBER)
            table_figure_column(out, name, column->name, nothing);
        else
            table_text_column(out, name, column->name);
    }
}

/* A number of a row that cannot be named stands as the file has it. */
static void sample_cell(struct page *page, struct page_table *out,
                        const struct table *table, const struct row *row,
                        size_t at)
{
    const struct column *column = &table->columns.items[at];
    const struct cell *cell = &row->cells[at];
    const struct figure *figure = NULL;

    if (column->type == COLUMN_NUMBER && cell->state == CELL_PRESENT)
        figure = record_figure(page, table, row, column);
    if (figure != NULL)
        cell_figure(out, figure);
    else
        cell_text(out, cell->state == CELL_PRESENT || cell->state == CELL_EMPTY
                           ? cell->text
                           : describe_missing(page, cell->state));
}

static void sample(struct page *page, const struct table *table)
{
    struct page_table *out =
        table_begin(page, "sample", page_text(page, N_("The first rows")));
    size_t count =
        table->rows.count < SAMPLE_ROWS ? table->rows.count : SAMPLE_ROWS;

    sample_heads(page, out, table);
    if (table->publish == PUBLISH_NONE || table->publish == PUBLISH_AGGREGATE)
        count = 0;
    for (size_t r = 0; r < count; r++) {
        size_t shown = 0;

        table_row(out);
        for (size_t i = 0; i < table->columns.count; i++) {
            if (!is_sampled(&table->columns.items[i], shown))
                continue;
            shown++;
            sample_cell(page, out, table, &table->rows.items[r], i);
        }
    }
    table_end(out, page->view, "sample");
}

/* --- the page --- */

static void facts_list(struct page *page, const struct table *table)
{
    struct value *view = page->view;

    view_text(page, view, "role", describe_role(page, table->role));
    view_figure(page, view, "rows", count_figure(page, table->name, nothing));
    view_text(page, view, "period", describe_periods(page, table));
    view_text(page, view, "status_note",
              describe_status_note(page, table->status));
    view_flag(page, view, "is_disputed", table->status == TABLE_DISPUTED);
    view_text(page, view, "table_licence",
              table->licence_name.len > 0 ? table->licence_name
                                          : page->portal->licence_name);
    view_link(page, view, "table_licence_link",
              table->licence_name.len > 0 ? table->licence_address
                                          : page->portal->licence_address);
    view_link(page, view, "register_link", link_register(page, table));
}

/* XLSX where a sheet holds the table; CSV without formulas where it has any. */
static void other_downloads(struct page *page, const struct table *table)
{
    const struct portal *portal = page->portal;
    enum formula_cells formulas = table_formulas(table);
    struct value *view = page->view;
    struct slice safe = ARENA_CONCAT(page->arena, SLICE("data/"), table->name,
                                     SLICE(".safe.csv"));
    struct slice xlsx =
        ARENA_CONCAT(page->arena, SLICE("data/"), table->name, SLICE(".xlsx"));

    view_link(page, view, "xlsx_link",
              portal_has_workbook(portal, table) ? link_file(page, xlsx)
                                                 : nothing);
    view_flag(page, view, "exceeds_sheet",
              portal->formats[EXTRA_XLSX] && table_is_published(table) &&
                  table_exceeds_sheet(table));
    view_link(page, view, "safe_link",
              formulas == FORMULAS_SOME ? link_file(page, safe) : nothing);
    view_flag(page, view, "perhaps_formulas", formulas == FORMULAS_PERHAPS);
}

static void kit_download(struct page *page, const struct table *table)
{
    bool has_kit = table_has_kit(page->portal, table);

    view_link(page, page->view, "kit_link",
              has_kit ? link_file(page, kit_path(page->arena, table))
                      : nothing);
    view_flag(page, page->view, "has_no_kit",
              page->portal->formats[EXTRA_KITS] && !has_kit &&
                  table_is_published(table));
}

static void downloads(struct page *page, const struct table *table)
{
    struct value *view = page->view;
    bool published = table_is_published(table);
    struct slice stem = arena_format(page->arena, "data/" SLICE_FORMAT,
                                     SLICE_ARGS(table->name));

    view_link(page, view, "csv_link",
              published ? link_file(page, arena_join(page->arena, stem,
                                                     SLICE(".csv")))
                        : nothing);
    view_link(
        page, view, "json_link",
        table_has_json(table)
            ? link_file(page, arena_join(page->arena, stem, SLICE(".json")))
            : nothing);
    view_link(page, view, "descriptor_link",
              link_file(page, SLICE("data/datapackage.json")));
    view_link(page, view, "tabular_link",
              published ? link_file(page, arena_join(page->arena, stem,
                                                     SLICE(".csv-metadata."
                                                           "json")))
                        : nothing);
    other_downloads(page, table);
    kit_download(page, table);
    view_flag(page, view, "is_withheld", !published);
    view_flag(page, view, "is_aggregate", table->publish == PUBLISH_AGGREGATE);
    view_flag(page, view, "has_personal", table->has_personal);
}

static void cite(struct page *page, const struct table *table)
{
    struct cited cited = {.title = describe_table(page, table),
                          .is_dataset = true};

    cited.path =
        table_is_published(table)
            ? ARENA_CONCAT(page->arena, SLICE("data/"), table->name,
                           SLICE(".csv"))
            : ARENA_CONCAT(page->arena, page->language->path, SLICE("/"),
                           page->route->key, SLICE(".html"));
    citation_view(page, &cited);
}

void page_dictionary(struct page *page)
{
    const struct table *table = page->route->table;
    struct slice title = describe_table(page, table);

    page_title(page, title);
    page_description(page, describe_table_text(page, table));
    page_step(page, page_text(page, N_("Data")), SLICE("data"));
    page_step(page, title, page->route->key);
    view_code(page, page->view, "resource", table->name);
    facts_list(page, table);
    downloads(page, table);
    fields(page, table);
    exclusions(page, table);
    ledger_table(page, table->name, "ledger");
    sample(page, table);
    linked_dataset(page, table);
    cite(page, table);
}
