/* Rows, details and counts of plans, indicators and commitments. */
#include "render/tracking.h"

#include "emit/markup.h"

static const struct slice nothing = {NULL, 0};

/* --- filters --- */

struct slice with_term(struct page *page, struct slice filter,
                       const char *column, const char *operator,
                       struct slice code)
{
    return filter_add(page->arena, filter, slice_of(column), operator, code);
}

struct slice with_missing(struct page *page, struct slice filter,
                          struct slice column)
{
    return arena_format(page->arena, SLICE_FORMAT "%s" SLICE_FORMAT "=?missing",
                        SLICE_ARGS(filter), filter.len > 0 ? ";" : "",
                        SLICE_ARGS(column));
}

/* --- rows --- */

const struct column *role_column(const struct table *table, const char *role)
{
    return table != NULL ? table_role_column(table, role) : NULL;
}

struct period row_period(const struct table *table, const struct row *row,
                         const char *role)
{
    const struct cell *cell = row_cell(table, row, role);

    if (cell->state != CELL_PRESENT)
        return (struct period){PERIOD_NONE, 0, 0, 0};
    return cell->is.period;
}

struct slice period_words(struct page *page, struct period period)
{
    if (period.kind == PERIOD_NONE)
        return nothing;
    return period.kind == PERIOD_DAY ? page_date(page, period_first_day(period))
                                     : page_period(page, period);
}

static struct slice cell_filter(struct page *page, struct slice filter,
                                const struct column *column,
                                const struct cell *cell)
{
    if (cell->state != CELL_PRESENT)
        return with_missing(page, filter, column->name);
    if (slice_equal_text(column->name, "period"))
        return filter_add_period(page->arena, filter, cell->is.period,
                                 cell->is.period);
    return filter_add(page->arena, filter, column->name, "=", cell->text);
}

/* What tells rows apart where a table names no key. */
static struct slice default_filter(struct page *page, const struct table *table,
                                   const struct row *row, const char *role)
{
    const char *const roles[] = {role, "period", "territory", "kind"};
    struct slice filter = nothing;

    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        const struct column *column = role_column(table, roles[i]);

        if (column != NULL)
            filter = cell_filter(page, filter, column,
                                 &row->cells[column_index(table, column)]);
    }
    return filter;
}

struct slice key_filter(struct page *page, const struct table *table,
                        const struct row *row, const char *role)
{
    struct slice filter = nothing;

    for (size_t i = 0; i < table->key.count; i++) {
        const struct column *column = table_column(table, table->key.items[i]);

        if (column == NULL)
            return default_filter(page, table, row, role);
        filter = cell_filter(page, filter, column,
                             &row->cells[column_index(table, column)]);
    }
    return filter.len > 0 ? filter : default_filter(page, table, row, role);
}

struct slice row_source(struct page *page, const struct table *table,
                        const struct row *row)
{
    struct slice source = row_text(table, row, "source");
    struct slice line = row_text(table, row, "source-line");

    if (source.len == 0 || line.len == 0)
        return source.len > 0 ? source : line;
    return arena_format(page->arena, SLICE_FORMAT ", " SLICE_FORMAT,
                        SLICE_ARGS(source), SLICE_ARGS(line));
}

struct slice row_source_address(struct page *page, const struct table *table,
                                const struct row *row)
{
    const struct table *sources;
    struct slice source = row_text(table, row, "source");

    if (source.len == 0 ||
        portal_find(page->portal, ROLE_SOURCES, source, &sources) == NULL)
        return nothing;
    return link_entity(
        page, route_key(page->arena, "registers", sources->name).ptr, source);
}

const struct figure *row_value(struct page *page, const struct table *table,
                               const struct row *row, const char *role)
{
    const struct column *column = role_column(table, role);

    if (column == NULL)
        return NULL;
    return figure_leaf(&page->figures, FIGURE_VALUE, table->name, column->name,
                       key_filter(page, table, row, "indicator"));
}

struct slice level_words(const struct page *page, struct slice code)
{
    static const struct {
        const char *code, *word;
    } words[] = {{"input", N_("Input")},
                 {"process", N_("Process")},
                 {"output", N_("Output")},
                 {"outcome", N_("Outcome")}};
    struct slice key =
        arena_format(page->arena, "level/" SLICE_FORMAT, SLICE_ARGS(code));

    if (code.len == 0)
        return nothing;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_equal_text(code, words[i].code) &&
            !map_has(&page->portal->labels, key))
            return page_text(page, words[i].word);
    return portal_label(page->portal, "level", code, page->language);
}

bool view_has(const struct page *page, const char *name)
{
    const struct value_object *object = &page->view->object;

    for (size_t i = 0; i < object->count; i++)
        if (slice_equal_text(object->items[i].name, name))
            return object->items[i].value->kind != VALUE_NULL;
    return false;
}

/* --- details --- */

struct value *details_begin(struct page *page, const char *name)
{
    return view_list(page, page->view, name);
}

/* An item with its label; the caller sets one of the names to something. */
static struct value *detail_new(struct page *page, struct value *list,
                                const char *label)
{
    struct value *item = view_object(page);

    view_text(page, item, "label", page_text(page, label));
    view_add(page, list, item);
    return item;
}

static void detail_set(struct page *page, struct value *item, struct slice text,
                       struct slice address, struct slice missing)
{
    view_text(page, item, "text", text);
    view_link(page, item, "link", address);
    view_text(page, item, "missing", missing);
    view_null(page, item, "date");
    view_null(page, item, "figure");
    view_null(page, item, "unit");
    view_null(page, item, "markup");
}

void detail_link(struct page *page, struct value *list, const char *label,
                 struct slice text, struct slice address, const char *missing)
{
    if (text.len > 0)
        detail_set(page, detail_new(page, list, label), text, address, nothing);
    else if (missing != NULL)
        detail_set(page, detail_new(page, list, label), nothing, nothing,
                   page_text(page, missing));
}

void detail_text(struct page *page, struct value *list, const char *label,
                 struct slice text, const char *missing)
{
    detail_link(page, list, label, text, nothing, missing);
}

void detail_period(struct page *page, struct value *list, const char *label,
                   struct period period, const char *missing)
{
    struct value *item;

    if (period.kind == PERIOD_NONE) {
        detail_text(page, list, label, nothing, missing);
        return;
    }
    item = detail_new(page, list, label);
    view_null(page, item, "text");
    view_null(page, item, "link");
    view_null(page, item, "missing");
    view_date(page, item, "date", period);
    view_null(page, item, "figure");
    view_null(page, item, "unit");
    view_null(page, item, "markup");
}

void detail_figure(struct page *page, struct value *list, const char *label,
                   const struct figure *figure, struct slice unit)
{
    struct value *item;

    if (figure == NULL)
        return;
    item = detail_new(page, list, label);
    view_null(page, item, "text");
    view_null(page, item, "link");
    view_null(page, item, "missing");
    view_null(page, item, "date");
    view_figure(page, item, "figure", figure);
    view_text(page, item, "unit",
              figure->status == FIGURE_PRESENT ? unit : nothing);
    view_null(page, item, "markup");
}

void detail_markup(struct page *page, struct value *list, const char *label,
                   struct slice markup)
{
    struct value *item;

    if (markup.len == 0)
        return;
    item = detail_new(page, list, label);
    view_null(page, item, "text");
    view_null(page, item, "link");
    view_null(page, item, "missing");
    view_null(page, item, "date");
    view_null(page, item, "figure");
    view_null(page, item, "unit");
    view_markup(page, item, "markup", markup);
}

void detail_codes(struct page *page, struct value *list, const char *label,
                  enum resource_role role, const char *folder,
                  const struct code_list *codes)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < codes->count; i++) {
        struct slice address = link_entity(page, folder, codes->items[i]);
        struct slice text = page_label(page, role, codes->items[i]);

        if (i > 0)
            buf_add_text(&out, "; ");
        buf_add_slice(
            &out, SENTENCE(page, "{label}", ARG_LINK("label", text, address)));
    }
    detail_markup(page, list, label, arena_copy(page->arena, buf_slice(&out)));
    buf_release(&out);
}

void detail_source(struct page *page, struct value *list,
                   const struct table *table, const struct row *row)
{
    struct slice source = row_text(table, row, "source");
    struct slice line = row_text(table, row, "source-line");
    struct slice text = page_label(page, ROLE_SOURCES, source);

    if (source.len > 0 && line.len > 0)
        text = arena_format(page->arena, SLICE_FORMAT ", " SLICE_FORMAT,
                            SLICE_ARGS(text), SLICE_ARGS(line));
    else if (source.len == 0)
        text = line;
    detail_link(page, list, N_("Source document"), text,
                row_source_address(page, table, row),
                role_column(table, "source") == NULL
                    ? NULL
                    : N_("no source document given"));
}

/* --- indicators --- */

struct slice indicator_unit(const struct page *page, const struct table *table,
                            const struct row *row)
{
    return row_words(table, row, "unit", page->language);
}
