/* One record of a list: all its fields, what cites it, where it stands. */
#include "base/place.h"
#include "model/derive_duties.h"
#include "render/money/balances.h"
#include "render/describe.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/row.h"

/* --- fields --- */

static struct value *field_new(struct page *page, struct slice label)
{
    struct value *field = view_object(page);

    view_text(page, field, "label", label);
    return field;
}

/* All names that the template asks of a field; the ones given are set. */
struct field_parts {
    struct slice text;
    struct slice missing;
    struct slice link; /* around the text */
    const struct figure *figure;
    struct slice unit;
    struct period date;
    struct value *items;
};

static void field_add(struct page *page, struct value *list, struct slice label,
                      const struct field_parts *parts)
{
    struct value *field = field_new(page, label);

    view_text(page, field, "text", parts->text);
    view_text(page, field, "missing", parts->missing);
    view_link(page, field, "link", parts->link);
    view_figure(page, field, "figure", parts->figure);
    view_text(page, field, "unit", parts->unit);
    view_date(page, field, "date", parts->date);
    if (parts->items != NULL)
        view_list_or_null(page, field, "items", parts->items);
    else
        view_null(page, field, "items");
    view_add(page, list, field);
}

static struct value *references(struct page *page, const struct table *table,
                                const struct column *column, struct slice rest)
{
    struct value *items = value_list_new(page->arena);

    while (rest.len > 0) {
        struct slice code = slice_trim(slice_next(&rest, '|'));
        struct value *item = view_object(page);

        view_text(page, item, "label",
                  reference_label(page, table, column, code));
        view_link(page, item, "link",
                  reference_link(page, table, column, code));
        view_add(page, items, item);
    }
    return items;
}

static struct field_parts number_parts(struct page *page,
                                       const struct column *column)
{
    const struct route *route = page->route;
    struct field_parts parts = {
        .figure = record_figure(page, route->table, route->row, column)};

    if (parts.figure != NULL)
        parts.unit = page_unit(page, parts.figure->unit);
    else
        parts.text = route->row->cells[column_index(route->table, column)].text;
    return parts;
}

static struct field_parts field_parts(struct page *page,
                                      const struct column *column)
{
    const struct table *table = page->route->table;
    const struct row *row = page->route->row;
    const struct cell *cell = &row->cells[column_index(table, column)];
    struct field_parts parts = {.text = column_words(page, table, row, column)};

    if (parts.text.len == 0) {
        parts.missing = describe_missing(page, cell->state);
    } else if (column->type == COLUMN_NUMBER || column->type == COLUMN_STATED) {
        parts = number_parts(page, column);
    } else if (column->type == COLUMN_DATE || column->type == COLUMN_PERIOD) {
        parts.text = nothing;
        parts.date = cell->is.period;
    } else if (column->refers.len > 0) {
        parts.items = references(page, table, column, parts.text);
        parts.text = nothing;
    } else if (column->type == COLUMN_CHOICE) {
        parts.text =
            portal_label(page->portal, arena_text(page->arena, column->role),
                         parts.text, page->language);
    } else if (column->type == COLUMN_FLAG) {
        parts.text = describe_flag(page, parts.text);
    } else if (column->type == COLUMN_ADDRESS) {
        parts.link = parts.text;
    }
    return parts;
}

static bool is_field(const struct page *page, const struct column *column)
{
    return column_is_shown(page, page->route->table, column) &&
           !slice_equal_text(column->role, "label") &&
           !slice_equal_text(column->role, "description") &&
           !slice_equal_text(column->role, "source") &&
           !slice_equal_text(column->role, "source-line");
}

static void name_add(struct page *page, struct value *list, struct slice name)
{
    struct value *item = view_object(page);

    view_text(page, item, "name", name);
    view_add(page, list, item);
}

/* What the limit of the register makes of this record. */
static void limit_field(struct page *page, struct value *list)
{
    const struct table *table = page->route->table;
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-registers"));
    struct slice code = row_text(table, page->route->row, "code");

    for (size_t i = 0; derived != NULL && i < derived->rows.count; i++) {
        const struct row *row = &derived->rows.items[i];
        struct slice status = row_text(derived, row, "status");
        struct field_parts parts = {.text = nothing};

        if (!slice_equal(row_text(derived, row, "register"), table->name) ||
            !slice_equal(row_text(derived, row, "record"), code))
            continue;
        parts.text =
            page_text(page, arena_text(page->arena, duty_status_word(status)));
        field_add(page, list, page_text(page, N_("Within the limit")), &parts);
    }
}

static void fields(struct page *page)
{
    const struct table *table = page->route->table;
    struct value *list = view_list(page, page->view, "fields");
    struct value *withheld = value_list_new(page->arena);

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        struct slice label = describe_column(page, table, column);

        if (column->personal)
            name_add(page, withheld, label);
        if (is_field(page, column)) {
            struct field_parts parts = field_parts(page, column);

            field_add(page, list, label, &parts);
        }
    }
    limit_field(page, list);
    view_list_or_null(page, page->view, "withheld", withheld);
}

/* --- where it comes from --- */

static void source_document(struct page *page)
{
    const struct table *table = page->route->table;
    const struct row *row = page->route->row;
    const struct column *column = table_role_column(table, "source");
    struct slice code = row_text(table, row, "source");

    view_text(page, page->view, "source",
              code.len > 0 ? reference_label(page, table, column, code)
                           : nothing);
    view_link(page, page->view, "source_link",
              code.len > 0 ? reference_link(page, table, column, code)
                           : nothing);
    view_text(page, page->view, "source_line",
              row_text(table, row, "source-line"));
}

static void place_in_file(struct page *page)
{
    const struct table *table = page->route->table;
    const struct place place = page->route->row->place;
    const struct source *source =
        place.source == 0 ? NULL
                          : sources_get(page->portal->sources, place.source);
    struct slice file = arena_format(page->arena, "data/" SLICE_FORMAT ".csv",
                                     SLICE_ARGS(table->name));
    struct slice address = {NULL, 0};
    struct slice line;

    if (source == NULL) {
        view_null(page, page->view, "place");
        return;
    }
    if (table->publish != PUBLISH_NONE)
        address = link_file(page, file);
    line = arena_format(page->arena, "%u",
                        (unsigned)source_line(source, place.record));
    view_markup(page, page->view, "place",
                SENTENCE(page,
                         N_("In the data: line {line} of {path}, published in "
                            "{download}."),
                         ARG_TEXT("line", line), ARG_TEXT("path", source->path),
                         ARG_LINK("download", file, address)));
}

/* --- what refers to it --- */

static void referring_row(struct page *page, struct value *items,
                          const struct table *table, const struct row *row)
{
    struct value *item = view_object(page);
    struct slice code = row_text(table, row, "code");
    struct slice label = row_words(table, row, "label", page->language);

    view_text(page, item, "label", label.len > 0 ? label : code);
    view_link(page, item, "link", link_record(page, table, code));
    view_add(page, items, item);
}

/* Rows of `table` whose reference to this kind of record is to this one. */
static const struct row_list *rows_referring(struct page *page,
                                             const struct table *table)
{
    const struct route *route = page->route;
    const char *role = resource_role_name(route->table->role);
    static const struct row_list none = {NULL, 0, 0};

    for (size_t c = 0; c < table->columns.count; c++)
        if (slice_equal_text(table->columns.items[c].refers, role))
            return table_rows_by(
                table, arena_text(page->arena, table->columns.items[c].role),
                row_text(route->table, route->row, "code"));
    return &none;
}

/* Lists that name this record; what cites a source is counted below, and what
 * follows by rule has no names to list. */
static void referring(struct page *page)
{
    const struct portal *portal = page->portal;
    struct value *list = value_list_new(page->arena);

    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];
        const struct row_list *rows = rows_referring(page, table);
        struct value *section = view_object(page);
        struct value *items;

        if (rows->count == 0 || table->role == ROLE_DERIVED ||
            page->route->table->role == ROLE_SOURCES)
            continue;
        view_text(page, section, "title", describe_table(page, table));
        items = view_list(page, section, "items");
        for (size_t i = 0; i < rows->count; i++)
            referring_row(page, items, table, row_at(table, rows, i));
        view_add(page, list, section);
    }
    view_list_or_null(page, page->view, "referring", list);
}

/* A source document: how many rows of each table cite it. */
static void citing(struct page *page)
{
    const struct portal *portal = page->portal;
    struct slice code = row_text(page->route->table, page->route->row, "code");
    struct slice filter = with_term(page, nothing, "source", "=", code);
    struct page_table *out = table_begin(
        page, "citing", page_text(page, N_("Rows that cite this document")));

    table_text_column(out, "resource", page_text(page, N_("Table")));
    table_figure_column(out, "rows", page_text(page, N_("Rows")), nothing);
    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        if (page->route->table->role != ROLE_SOURCES ||
            table->role == ROLE_DERIVED ||
            table_rows_by(table, "source", code)->count == 0)
            continue;
        table_row(out);
        cell_code(out, table->name, describe_table(page, table),
                  link_dictionary(page, table));
        cell_figure(out, count_figure(page, table->name, filter));
    }
    table_end(out, page->view, "citing");
}

void page_record(struct page *page)
{
    const struct table *table = page->route->table;
    const struct row *row = page->route->row;
    struct slice code = row_text(table, row, "code");
    struct slice label = row_words(table, row, "label", page->language);
    struct slice text = row_words(table, row, "description", page->language);

    page_title(page, label.len > 0 ? label : code);
    page_description(page, text);
    page_step(page, page_text(page, N_("Registers")), SLICE("registers"));
    page_step(page, describe_table(page, table),
              route_key(page->arena, "registers", table->name));
    page_step(page, label.len > 0 ? label : code, page->route->key);
    view_text(page, page->view, "kind", describe_table(page, table));
    view_text(page, page->view, "status_note",
              describe_status_note(page, table->status));
    view_flag(page, page->view, "is_disputed", table->status == TABLE_DISPUTED);
    fields(page);
    view_markup(page, page->view, "balance",
                balance_sentence(page, table, row));
    source_document(page);
    place_in_file(page);
    referring(page);
    citing(page);
}
