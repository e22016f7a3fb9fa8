/* One description of a table: rows for the template, and its CSV. */
#include "emit/csv.h"
#include "render/page.h"

#define COLUMNS_MAX 24

struct table_column_view {
    const char *name;
    bool is_figure;
};

struct page_table {
    struct page *page;
    const char *key;
    struct slice caption;
    struct table_column_view columns[COLUMNS_MAX];
    size_t column_count;
    struct value *heads;
    struct buf html; /* the rows: a list of ten thousand is not kept twice */
    struct markup m;
    size_t row_count;
    size_t at;      /* column of the next cell */
    unsigned depth; /* of the current row */
    bool is_aside;  /* it stands in the CSV alone */
    size_t before;  /* length of html where it began */
    struct slice note;
    const struct figure *first; /* on the page; null = no figures */
    struct buf csv;
    struct comma_writer writer;
};

struct page_table *table_begin(struct page *page, const char *key,
                               struct slice caption)
{
    struct page_table *table = ARENA_NEW(page->arena, struct page_table);

    table->page = page;
    table->key = key;
    table->caption = caption;
    table->heads = value_list_new(page->arena);
    buf_init(&table->csv);
    buf_init(&table->html);
    markup_init(&table->m, &table->html, MARKUP_HTML);
    comma_init(&table->writer, &table->csv);
    return table;
}

static void column_add(struct page_table *table, const char *name,
                       struct slice head, struct slice unit, bool is_figure)
{
    struct value *object = view_object(table->page);

    if (table->column_count == COLUMNS_MAX || table->row_count > 0)
        BUG("columns come before rows, and not that many");
    table->columns[table->column_count++] =
        (struct table_column_view){name, is_figure};
    view_text(table->page, object, "label", head);
    view_text(table->page, object, "unit", unit);
    view_flag(table->page, object, "is_number", is_figure);
    view_add(table->page, table->heads, object);
}

void table_text_column(struct page_table *table, const char *name,
                       struct slice head)
{
    column_add(table, name, head, nothing, false);
}

void table_figure_column(struct page_table *table, const char *name,
                         struct slice head, struct slice unit)
{
    column_add(table, name, head, unit, true);
}

static void csv_head(struct page_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        comma_cell_text(&table->writer, table->columns[i].name);
    comma_end_row(&table->writer);
}

static void row_close(struct page_table *table)
{
    if (table->row_count == 0)
        return;
    if (table->at != table->column_count)
        BUG("a row has a cell for every column");
    comma_end_row(&table->writer);
    markup_close(&table->m);
    markup_text(&table->m, SLICE("\n"));
    if (table->is_aside)
        buf_cut(&table->html, table->before);
}

void table_row_depth(struct page_table *table, unsigned depth)
{
    if (table->row_count == 0)
        csv_head(table);
    row_close(table);
    table->is_aside = false;
    table->before = table->html.len;
    markup_open(&table->m, "tr");
    table->row_count++;
    table->at = 0;
    table->depth = depth;
}

void table_row(struct page_table *table)
{
    table_row_depth(table, 0);
}

void table_row_aside(struct page_table *table)
{
    table_row_depth(table, 0);
    table->is_aside = true;
}

void table_note(struct page_table *table, struct slice markup)
{
    table->note = markup;
}

/* The first cell heads its row, indented by its depth. */
static void head_open(struct page_table *table)
{
    static const char *const parts[] = {NULL,          "part part-1",
                                        "part part-2", "part part-3",
                                        "part part-4", "part part-5"};
    unsigned depth =
        table->depth < COUNT_OF(parts) ? table->depth : COUNT_OF(parts) - 1;

    markup_open(&table->m, "th");
    markup_attribute_text(&table->m, "scope", "row");
    if (parts[depth] != NULL)
        markup_attribute_text(&table->m, "class", parts[depth]);
}

static struct markup *cell_open(struct page_table *table)
{
    if (table->at == table->column_count)
        BUG("more cells than columns");
    if (table->at == 0) {
        head_open(table);
    } else {
        markup_open(&table->m, "td");
        if (table->columns[table->at].is_figure)
            markup_attribute_text(&table->m, "class", "number");
    }
    table->at++;
    return &table->m;
}

void cell_code(struct page_table *table, struct slice code, struct slice text,
               struct slice address)
{
    struct markup *m = cell_open(table);

    comma_cell(&table->writer, code);
    link_markup(m, text, text.len > 0 ? address : text);
    markup_close(m);
}

void cell_text(struct page_table *table, struct slice text)
{
    cell_code(table, text, text, nothing);
}

/* Set apart from cell_open(): numbers stand right and in one line. */
void cell_words(struct page_table *table, struct slice code, struct slice text)
{
    struct markup *m = &table->m;

    if (table->at == 0 || table->at == table->column_count)
        BUG("words are no head of a row");
    table->at++;
    comma_cell(&table->writer, code);
    markup_open(m, "td");
    markup_text(m, text);
    markup_close(m);
}

void cell_missing(struct page_table *table, struct slice words)
{
    struct markup *m = cell_open(table);

    comma_cell(&table->writer, nothing);
    markup_open(m, "span");
    markup_attribute_text(m, "class", "missing");
    markup_text(m, words);
    markup_close(m);
    markup_close(m);
}

void cell_figure(struct page_table *table, const struct figure *figure)
{
    struct buf exact = BUF_INIT;
    struct markup *m = cell_open(table);

    if (figure != NULL) {
        figure_print_exact(&exact, figure);
        if (!table->is_aside) {
            figure_markup(table->page, m, figure);
            if (table->first == NULL)
                table->first = figure;
        }
    }
    comma_cell(&table->writer, buf_slice(&exact));
    markup_close(m);
    buf_release(&exact);
}

void cell_digest(struct page_table *table, struct slice digest)
{
    struct markup *m = cell_open(table);

    comma_cell(&table->writer, digest);
    if (digest.len > 0) {
        markup_open(m, "code");
        markup_attribute_text(m, "class", "digest");
        markup_text(m, digest);
        markup_close(m);
    }
    markup_close(m);
}

void cell_period(struct page_table *table, struct period period)
{
    struct buf iso = BUF_INIT;
    struct markup *m = cell_open(table);

    if (period.kind != PERIOD_NONE) {
        period_write(&iso, period);
        /* HTML has no form for a quarter. */
        if (period.kind != PERIOD_QUARTER) {
            markup_open(m, "time");
            markup_attribute(m, "datetime", buf_slice(&iso));
        }
        markup_text(m, page_period(table->page, period));
        if (period.kind != PERIOD_QUARTER)
            markup_close(m);
    }
    comma_cell(&table->writer, buf_slice(&iso));
    markup_close(m);
    buf_release(&iso);
}

void cell_status(struct page_table *table, struct slice style,
                 struct slice word)
{
    struct markup *m = cell_open(table);

    comma_cell(&table->writer, style);
    if (style.len > 0) {
        markup_open(m, "span");
        markup_attribute(
            m, "class",
            ARENA_CONCAT(table->page->arena, SLICE("status status-"), style));
    }
    markup_text(m, word);
    if (style.len > 0)
        markup_close(m);
    markup_close(m);
}

size_t table_rows(const struct page_table *table)
{
    return table->row_count;
}

static struct slice file_path(struct page_table *table)
{
    return arena_format(table->page->arena, "data/" SLICE_FORMAT ".%s.csv",
                        SLICE_ARGS(table->page->route->key), table->key);
}

void table_end(struct page_table *table, struct value *object, const char *name)
{
    struct page *page = table->page;
    struct value *view;
    struct page_file file;

    if (table_rows(table) == 0) {
        view_null(page, object, name);
        buf_release(&table->csv);
        buf_release(&table->html);
        return;
    }
    row_close(table);
    markup_finish(&table->m);
    file.path = file_path(table);
    file.bytes = arena_take(page->arena, &table->csv);
    if (page->first_language)
        ARENA_PUSH(page->arena, &page->files, file);
    view = view_object(page);
    view_text(page, view, "caption", table->caption);
    view_set(page, view, "heads", table->heads);
    view_markup(page, view, "rows", arena_take(page->arena, &table->html));
    view_link(page, view, "csv", link_file(page, file.path));
    view_link(page, view, "receipts",
              table->first != NULL ? link_receipt(page, table->first)
                                   : nothing);
    view_markup(page, view, "note", table->note);
    view_code(page, view, "key", slice_of(table->key));
    view_set(page, object, name, view);
}
