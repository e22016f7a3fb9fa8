/* What pages that are gone were called: they say it themselves. */
#include <string.h>

#include "publish/history/history.h"

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

/* The page itself says what it was called, and, where it was gone already,
 * since when. */
static void title_read(struct history *history, struct past_page *page)
{
    const struct portal *portal = history->portal;
    struct slice html, gone;
    struct buf fault = BUF_INIT;

    for (unsigned i = 0; i < portal->language_count; i++) {
        struct slice path = arena_format(
            &history->arena, SLICE_FORMAT "/" SLICE_FORMAT ".html",
            SLICE_ARGS(portal->languages[i].path), SLICE_ARGS(page->key));

        if (!map_has(&history_latest(history)->digests, path) ||
            !edition_read(history_latest(history), path, &history->arena, &html,
                          &fault))
            continue;
        page->title = plain_of(&history->arena, between(html, "<h1>", "</h1>"));
        gone = between(html, "data-gone=\"", "\"");
        if (gone.len > 0)
            page->release = gone;
        break;
    }
    buf_release(&fault);
}

void history_titles(struct history *history, const struct site *site)
{
    for (size_t i = 0; i < history->past.pages.count; i++)
        if (site_page_is_gone(site, history->past.pages.items[i].key))
            title_read(history, &history->past.pages.items[i]);
}
