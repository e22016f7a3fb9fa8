/* schema.org: Dataset and DataCatalog. */
#include "render/structured.h"

#include "emit/json.h"
#include "model/formats.h"
#include "render/describe.h"

static void member(struct json_writer *w, const char *key, struct slice text)
{
    if (text.len == 0)
        return;
    json_key(w, key);
    json_string(w, text);
}

/* A thing of a type begins; json_close() ends it. */
static void thing_open(struct json_writer *w, const char *key, const char *type)
{
    if (key != NULL)
        json_key(w, key);
    json_open_object(w);
    member(w, "@type", slice_of(type));
}

/* Absolute where the root's address is known, else from this page. */
static struct slice address(struct page *page, struct slice path)
{
    struct slice base = page->site->options.base_url;
    struct buf out = BUF_INIT;

    buf_add_slice(&out, base);
    markup_escape_path(&out, base.len > 0 ? path : link_file(page, path));
    return arena_take(page->arena, &out);
}

static struct slice page_address(struct page *page, struct slice key)
{
    return address(page, ARENA_CONCAT(page->arena, page->language->path,
                                      SLICE("/"), key, SLICE(".html")));
}

static void publisher(struct page *page, struct json_writer *w)
{
    struct slice name = page_words(page, &page->portal->publisher);

    if (name.len == 0)
        return;
    thing_open(w, "publisher", "Organization");
    member(w, "name", name);
    json_close(w);
}

/* An address says more than a name. */
static void licence(struct json_writer *w, struct slice name,
                    struct slice where)
{
    member(w, "license", where.len > 0 ? where : name);
}

static void period_text(struct buf *out, struct period period, bool is_last)
{
    date_write(out,
               is_last ? period_last_day(period) : period_first_day(period));
}

static void coverage(struct json_writer *w, const struct table *table)
{
    struct period first, last;
    struct buf out = BUF_INIT;

    if (!table_periods(table, &first, &last))
        return;
    period_text(&out, first, false);
    buf_add_char(&out, '/');
    period_text(&out, last, true);
    member(w, "temporalCoverage", buf_slice(&out));
    buf_release(&out);
}

/* --- a dataset --- */

static void download(struct page *page, struct json_writer *w,
                     const struct table *table, const char *ending,
                     const char *format)
{
    struct slice name = arena_join(page->arena, table->name, slice_of(ending));

    thing_open(w, NULL, "DataDownload");
    member(w, "name", name);
    member(w, "encodingFormat", slice_of(format));
    member(w, "contentUrl",
           address(page, arena_join(page->arena, SLICE("data/"), name)));
    json_close(w);
}

static void downloads(struct page *page, struct json_writer *w,
                      const struct table *table)
{
    json_key(w, "distribution");
    json_open_array(w);
    download(page, w, table, ".csv", "text/csv");
    if (table_has_json(table))
        download(page, w, table, ".json", "application/json");
    if (portal_has_workbook(page->portal, table))
        download(page, w, table, ".xlsx",
                 "application/vnd.openxmlformats-officedocument."
                 "spreadsheetml.sheet");
    json_close(w);
}

static void variables(struct page *page, struct json_writer *w,
                      const struct table *table)
{
    json_key(w, "variableMeasured");
    json_open_array(w);
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        if (column->personal)
            continue;
        thing_open(w, NULL, "PropertyValue");
        member(w, "name", column->name);
        member(w, "description", describe_field(page, table, column));
        json_close(w);
    }
    json_close(w);
}

static struct slice description_of(struct page *page, const struct table *table)
{
    struct slice text = describe_table_text(page, table);
    struct slice status = describe_status_note(
        page,
        page->portal->is_illustrative ? TABLE_ILLUSTRATIVE : table->status);

    if (text.len == 0)
        text = describe_role(page, table->role);
    return status.len == 0
               ? text
               : ARENA_CONCAT(page->arena, status, SLICE(" "), text);
}

static void catalogue_named(struct page *page, struct json_writer *w)
{
    thing_open(w, "includedInDataCatalog", "DataCatalog");
    member(w, "name", page_words(page, &page->portal->name));
    member(w, "url", page_address(page, SLICE("data")));
    json_close(w);
}

static void dataset_members(struct page *page, struct json_writer *w,
                            const struct table *table)
{
    const struct portal *portal = page->portal;
    bool is_own = table->licence_name.len > 0;

    member(w, "name", describe_table(page, table));
    member(w, "description", description_of(page, table));
    member(w, "url", page_address(page, page->route->key));
    member(w, "identifier", table->name);
    member(w, "inLanguage", page->language->tag);
    member(w, "version", portal->release);
    licence(w, is_own ? table->licence_name : portal->licence_name,
            is_own ? table->licence_address : portal->licence_address);
    json_key(w, "isAccessibleForFree");
    json_boolean(w, true);
    coverage(w, table);
    publisher(page, w);
    catalogue_named(page, w);
    variables(page, w, table);
    downloads(page, w, table);
}

/* --- the element --- */

static void element(struct page *page, struct buf *json)
{
    struct markup m;
    struct buf out = BUF_INIT;

    markup_init(&m, &out, MARKUP_HTML);
    markup_open(&m, "script");
    markup_attribute_text(&m, "type", "application/ld+json");
    markup_raw(&m, buf_slice(json));
    markup_close(&m);
    markup_finish(&m);
    view_markup(page, page->view, "structured", arena_take(page->arena, &out));
    buf_release(json);
}

static void document_open(struct json_writer *w, struct buf *json,
                          const char *type)
{
    json_init(w, json, false);
    json_open_object(w);
    member(w, "@context", SLICE("https://schema.org/"));
    member(w, "@type", slice_of(type));
}

void linked_dataset(struct page *page, const struct table *table)
{
    struct buf json = BUF_INIT;
    struct json_writer w;

    if (!table_is_published(table)) {
        view_null(page, page->view, "structured");
        return;
    }
    document_open(&w, &json, "Dataset");
    dataset_members(page, &w, table);
    json_close(&w);
    json_finish(&w);
    element(page, &json);
}

static void dataset_named(struct page *page, struct json_writer *w,
                          const struct table *table)
{
    thing_open(w, NULL, "Dataset");
    member(w, "name", describe_table(page, table));
    member(w, "description", describe_role(page, table->role));
    member(w, "url",
           page_address(page, route_key(page->arena, "data", table->name)));
    json_close(w);
}

void linked_catalogue(struct page *page)
{
    const struct portal *portal = page->portal;
    struct buf json = BUF_INIT;
    struct json_writer w;

    document_open(&w, &json, "DataCatalog");
    member(&w, "name", page_words(page, &portal->name));
    member(&w, "description", page_words(page, &portal->summary));
    member(&w, "url", page_address(page, SLICE("data")));
    member(&w, "inLanguage", page->language->tag);
    licence(&w, portal->licence_name, portal->licence_address);
    publisher(page, &w);
    json_key(&w, "dataset");
    json_open_array(&w);
    for (size_t i = 0; i < portal->tables.count; i++)
        if (table_is_published(portal->tables.items[i]))
            dataset_named(page, &w, portal->tables.items[i]);
    json_close(&w);
    json_close(&w);
    json_finish(&w);
    element(page, &json);
}
