/* What pages that are gone were called: they say it themselves. */
#include <string.h>

#include "publish/history/lost_languages.h"

static const struct {
    const char *name;
    char is;
} entities[] = {{"&amp;", '&'},
                {"&lt;", '<'},
                {"&gt;", '>'},
                {"&quot;", '"'},
                {"&#39;", '\''}};

static size_t entity_add(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (slice_starts_with(text, slice_of(entities[i].name))) {
            buf_add_char(out, entities[i].is);
            return strlen(entities[i].name);
        }
    buf_add_char(out, text.ptr[0]);
    return 1;
}

/* Of markup that we wrote: no tags, no references. */
static struct slice plain_of(struct arena *arena, struct slice markup)
{
    struct buf out = BUF_INIT;

    while (markup.len > 0) {
        size_t done = markup.ptr[0] == '<' ? slice_find(markup, '>') + 1
                                           : entity_add(&out, markup);

        markup = slice_cut(markup, done, markup.len);
    }
    return arena_take(arena, &out);
}

/* What stands between two marks, or nothing. */
static struct slice between(struct slice text, const char *before,
                            const char *after)
{
    const char *start = memmem(text.ptr, text.len, before, strlen(before));
    const char *end;
    size_t at;

    if (start == NULL)
        return (struct slice){NULL, 0};
    at = (size_t)(start - text.ptr) + strlen(before);
    end = memmem(text.ptr + at, text.len - at, after, strlen(after));
    return end == NULL ? (struct slice){NULL, 0}
                       : slice_cut(text, at, (size_t)(end - text.ptr));
}

bool past_page_read(const struct edition *edition, struct slice path,
                    struct arena *arena, struct past_page *page)
{
    struct slice html, gone;
    struct buf fault = BUF_INIT;
    bool found = map_has(&edition->digests, path) &&
                 edition_read(edition, path, arena, &html, &fault);

    buf_release(&fault);
    if (!found)
        return false;
    page->title = plain_of(arena, between(html, "<h1>", "</h1>"));
    gone = between(html, "data-gone=\"", "\"");
    if (gone.len > 0)
        page->release = gone;
    return true;
}

static bool title_take(struct history *history, struct past_page *page,
                       struct slice language)
{
    return past_page_read(history_latest(history),
                          ARENA_CONCAT(&history->arena, language, SLICE("/"),
                                       page->key, SLICE(".html")),
                          &history->arena, page);
}

/* In our languages that it had; `title` is the first of them. */
static bool titles_take(struct history *history, struct past_page *page)
{
    const struct portal *portal = history->portal;

    for (unsigned i = portal->language_count; i > 0; i--)
        if (title_take(history, page, portal->languages[i - 1].path))
            page->titles.items[i - 1] = page->title;
    return page->title.len > 0;
}

/* In our languages, else in one of its own. */
static void title_read(struct history *history, struct past_page *page)
{
    const struct past_release *latest = past_latest(&history->past);

    if (titles_take(history, page))
        return;
    for (size_t i = 0; i < latest->languages.count; i++)
        if (title_take(history, page, latest->languages.items[i]))
            return;
}

void history_titles(struct history *history, const struct site *site)
{
    for (size_t i = 0; i < history->past.pages.count; i++)
        if (site_page_is_gone(site, history->past.pages.items[i].key))
            title_read(history, &history->past.pages.items[i]);
}
