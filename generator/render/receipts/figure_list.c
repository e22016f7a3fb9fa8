/* Figures of pages, seen from outside. */
#include "render/receipts/figure_list.h"

#include "figure/address.h"
#include "render/describe.h"
#include "render/receipts/filter_words.h"

/* Of a tree; deeper ones have no address. */
#define LEVELS_LOOKED_AT 16
/* Columns that a pattern names; a filter may have more. */
#define PATTERN_COLUMNS_MAX 12

static struct page page_of(const struct site *site, const struct route *route,
                           unsigned language, struct arena *scratch)
{
    struct page page = {.site = site,
                        .portal = site->portal,
                        .route = route,
                        .arena = scratch,
                        .language = &site->portal->languages[language],
                        .first_language = true};

    figures_init(&page.figures, site->portal, scratch,
                 site->portal->diagnostics);
    page.view = value_object_new(scratch);
    return page;
}

/* --- what a page prints --- */

/* The ids in the HTML: operands of shares and sums need not be there. */
static void ids_find(struct map *ids, struct slice html)
{
    static const struct slice mark = SLICE_INIT("data-figure=\"");

    while (html.len > mark.len) {
        size_t at = slice_find(html, 'd');

        html = slice_cut(html, at, html.len);
        if (slice_starts_with(html, mark)) {
            html = slice_cut(html, mark.len, html.len);
            (void)map_put(ids, slice_cut(html, 0, slice_find(html, '"')), ids);
        } else if (html.len > 0) {
            html = slice_cut(html, 1, html.len);
        }
    }
}

/* Made of what checking found, or of what is published: when prose is read they
 * are not there yet. */
static bool is_made_late(struct slice resource)
{
    return slice_equal_text(resource, "findings") ||
           slice_equal_text(resource, "ledger") ||
           slice_equal_text(resource, "derived-changes");
}

static bool rests_on_late(const struct figure *figure, unsigned depth)
{
    if (figure->operand_count == 0 || depth == 0)
        return is_made_late(figure->resource);
    for (unsigned i = 0; i < figure->operand_count; i++)
        if (rests_on_late(figure->operands[i], depth - 1))
            return true;
    return false;
}

/* Can prose say it? A date is a number of days here, and no number there. */
static bool is_citable(const struct figure *figure)
{
    return figure->status == FIGURE_PRESENT &&
           !slice_equal_text(figure->unit.code, "date") &&
           !rests_on_late(figure, LEVELS_LOOKED_AT);
}

static void visit_figure(struct page *page, const struct figure *figure,
                         figure_visitor *visit, void *context)
{
    struct listed_figure listed = {
        .figure = figure, .page = page->route->key, .title = page->title};
    struct buf address = BUF_INIT;

    if (figure_address_write(&address, figure)) {
        listed.printed = page_number(page, figure);
        if (!figure_is_percentage(figure))
            listed.unit = page_unit(page, figure->unit);
        listed.words = figure_words(page, figure);
        listed.address = buf_slice(&address);
        visit(context, &listed);
    }
    buf_release(&address);
}

bool figures_visit(const struct site *site, size_t index, unsigned language,
                   struct arena *scratch, figure_visitor *visit, void *context)
{
    struct page page =
        page_of(site, &site->routes.items[index], language, scratch);
    struct buf html = BUF_INIT;
    struct map ids;
    bool whole = page_render(&page, &html);
    size_t count = page.figures.count;

    map_init(&ids, scratch);
    ids_find(&ids, buf_slice(&html));
    for (size_t i = 0; i < count; i++)
        if (is_citable(page.figures.items[i]) &&
            map_has(&ids, slice_of(page.figures.items[i]->id)))
            visit_figure(&page, page.figures.items[i], visit, context);
    buf_release(&html);
    return whole;
}

/* --- what could be asked --- */

struct patterns {
    struct page page;
    const struct table *table;
    pattern_visitor *visit;
    void *context;
};

static bool is_filter(const struct column *column)
{
    return !column->personal &&
           (column->type == COLUMN_CODE || column->type == COLUMN_CODES ||
            column->type == COLUMN_CHOICE || column->type == COLUMN_FLAG ||
            column->type == COLUMN_DIMENSION);
}

/* "program=CODE": what stands for any code of a column. */
static struct slice filters_of(struct patterns *p, struct slice *words)
{
    struct page *page = &p->page;
    struct slice text = nothing;
    size_t named = 0;

    *words = nothing;
    for (size_t i = 0;
         i < p->table->columns.count && named < PATTERN_COLUMNS_MAX; i++) {
        const struct column *column = &p->table->columns.items[i];
        struct slice label;

        if (!is_filter(column))
            continue;
        label = describe_column(page, p->table, column);
        text = ARENA_CONCAT(page->arena, text, named > 0 ? SLICE(";") : nothing,
                            column->name, SLICE("=CODE"));
        *words = ARENA_CONCAT(page->arena, *words,
                              named++ > 0 ? SLICE(", ") : nothing, label);
    }
    return text;
}

/* ";period=2017" of the last period there is. */
static struct slice period_of(struct patterns *p, struct slice filter)
{
    const struct cube *cube = p->table->cube;
    size_t count = cube == NULL ? 0 : cube_period_count(cube);

    if (count > 0)
        return filter_add_period(p->page.arena, filter,
                                 cube_period(cube, count - 1),
                                 cube_period(cube, count - 1));
    if (table_column(p->table, SLICE("period")) == NULL)
        return filter;
    return ARENA_CONCAT(p->page.arena, filter,
                        filter.len > 0 ? SLICE(";") : nothing,
                        SLICE("period=PERIOD"));
}

static void pattern_visit(struct patterns *p, enum figure_operation operation,
                          struct slice measure)
{
    struct page *page = &p->page;
    const struct figure asked = {
        .operation = operation, .resource = p->table->name, .measure = measure};
    struct slice by, times = describe_periods(page, p->table);
    struct slice filter = period_of(p, filters_of(p, &by));
    struct figure_pattern pattern = {
        .text = ARENA_CONCAT(page->arena,
                             slice_of(figure_operation_name(operation)),
                             SLICE("("), p->table->name, SLICE(","), measure,
                             SLICE(","), filter, SLICE(")")),
        .words = ARENA_CONCAT(
            page->arena, operation_words(page, &asked), SLICE(" ("),
            describe_table(page, p->table), by.len > 0 ? SLICE(": ") : nothing,
            by, times.len > 0 ? SLICE("; ") : nothing, times, SLICE(")"))};

    p->visit(p->context, &pattern);
}

static void table_visit(struct patterns *p)
{
    for (size_t i = 0; i < p->table->columns.count; i++) {
        const struct column *column = &p->table->columns.items[i];

        if (column->personal)
            continue;
        if (column->type == COLUMN_AMOUNT)
            pattern_visit(p, FIGURE_SUM, column->name);
        else if (column->type == COLUMN_NUMBER)
            pattern_visit(p, FIGURE_VALUE, column->name);
    }
    pattern_visit(p, FIGURE_COUNT, SLICE("*"));
}

void patterns_visit(const struct site *site, unsigned language,
                    struct arena *scratch, pattern_visitor *visit,
                    void *context)
{
    const struct route *route = map_get(&site->by_key, SLICE("index"));
    struct patterns p = {.page = page_of(site, route, language, scratch),
                         .visit = visit,
                         .context = context};

    for (size_t i = 0; i < site->portal->tables.count; i++) {
        p.table = site->portal->tables.items[i];
        if (table_is_published(p.table) && !is_made_late(p.table->name))
            table_visit(&p);
    }
}
