/* Tables of data that authors ask for in their texts. */
#include "render/document/document_table.h"

#include "render/describe.h"
#include "render/record_list.h"

/* A longer one makes a page of its own: its register has one. */
#define ROWS_MAX 200

static bool refuse(struct page *page, const struct document_table *asked,
                   bool quiet, const char *why)
{
    if (!quiet)
        diag_add(page->portal->diagnostics, DIAG_TABLE_UNKNOWN, asked->place,
                 asked->address, slice_of(why));
    return false;
}

/* "it has no column dat; nearest: date" */
static bool refuse_column(struct page *page, const struct document_table *asked,
                          bool quiet, const struct table *table,
                          struct slice name)
{
    struct map shown;
    struct slice nearest;

    map_init(&shown, page->arena);
    for (size_t i = 0; i < table->columns.count; i++)
        if (column_is_shown(page, table, &table->columns.items[i]))
            (void)map_put(&shown, table->columns.items[i].name, page);
    nearest = map_nearest_name(&shown, name);
    return refuse(page, asked, quiet,
                  arena_format(page->arena,
                               "it has no column " SLICE_FORMAT
                               "; nearest: " SLICE_FORMAT,
                               SLICE_ARGS(name), SLICE_ARGS(nearest))
                      .ptr);
}

static struct slice translate(const void *context, struct slice msgid)
{
    return language_text(context, msgid);
}

/* The table as the theme shows all tables. */
static bool write_partial(struct page *page, const struct value *view,
                          struct buf *out)
{
    const struct site *site = page->site;
    const struct template *partial =
        template_find(site->templates, SLICE("partials/table"));
    struct template_call call = {.set = site->templates,
                                 .translate = translate,
                                 .translate_context = page->language,
                                 .diagnostics = page->portal->diagnostics};

    return partial != NULL && template_render(&call, partial, view, out);
}

bool document_table_write(struct page *page, const struct document_table *asked,
                          bool quiet, struct buf *out)
{
    struct slice columns = asked->address;
    struct slice name = slice_next(&columns, '/');
    struct value *holder = view_object(page);
    struct record_list list = {.table = portal_table_named(page->portal, name),
                               .key = asked->key,
                               .caption = asked->title,
                               .columns = columns};
    struct slice unknown;

    if (list.table == NULL || table_is_fact(list.table) ||
        !table_is_published(list.table))
        return refuse(page, asked, quiet,
                      "there is no such published list of records");
    if (list.table->rows.count > ROWS_MAX)
        return refuse(page, asked, quiet,
                      "it has too many records for a text; link to its page");
    unknown = record_list_unknown(page, list.table, columns);
    if (unknown.len > 0)
        return refuse_column(page, asked, quiet, list.table, unknown);
    record_list(page, &list, holder, "table");
    return list.table->rows.count > 0
               ? write_partial(page, holder->object.items[0].value, out)
               : refuse(page, asked, quiet, "it has no records");
}
