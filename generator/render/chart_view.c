/* Charts on a page: the frame around one, and its place. */
#include "render/page.h"

/* "Source: Budget execution by institution. Data to 31 October 2017." */
static struct slice source_words(struct page *page, const struct table *table)
{
    struct slice date = page_date(page, page->portal->cut_off);
    struct slice title;

    if (table == NULL)
        return PLAIN(page, N_("Data to {date}."), ARG_TEXT("date", date));
    title = page_words(page, &table->title);
    return PLAIN(page, N_("Source: {title}. Data to {date}."),
                 ARG_TEXT("title", title.len > 0 ? title : table->name),
                 ARG_TEXT("date", date));
}

struct chart_frame page_frame(struct page *page, const char *key,
                              struct slice title, struct slice description,
                              const struct table *table)
{
    return (struct chart_frame){
        .language = page->language,
        .arena = page->arena,
        .key = key,
        .title = title,
        .description = description,
        .source = source_words(page, table),
        .receipts = link_receipts(page),
        .label_head = page_text(page, N_("Name")),
        .illustrative = table != NULL && table->status == TABLE_ILLUSTRATIVE};
}

void view_chart(struct page *page, struct value *object, const char *name,
                struct buf *buf)
{
    view_markup(page, object, name, arena_take(page->arena, buf));
}
