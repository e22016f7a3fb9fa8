/* The page above the roots of a workspace. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "emit/markup.h"
#include "publish/portal.h"

/* The style of the root that leads: the hub, or the first portal. */
static void style_write(struct markup *m, const struct portal *first,
                        const char *file, struct arena *arena)
{
    markup_open(m, "link");
    markup_attribute_text(m, "rel", "stylesheet");
    markup_attribute(
        m, "href",
        ARENA_CONCAT(arena, first->key, SLICE("/assets/"), slice_of(file)));
}

static void head_write(struct markup *m, const struct portal *first,
                       struct arena *arena)
{
    markup_open(m, "head");
    markup_open(m, "meta");
    markup_attribute_text(m, "charset", "utf-8");
    markup_open(m, "meta");
    markup_attribute_text(m, "name", "viewport");
    markup_attribute_text(m, "content", "width=device-width, initial-scale=1");
    markup_element(m, "title", words_in(&first->name, &first->languages[0]));
    style_write(m, first, "site.css", arena);
    style_write(m, first, "portal.css", arena);
    markup_close(m);
}

/* A name that leads to the home of a portal in a language. */
static void home_link_write(struct markup *m, const struct portal *portal,
                            const struct language *language, struct slice text,
                            struct arena *arena)
{
    markup_open(m, "a");
    markup_attribute(m, "href",
                     ARENA_CONCAT(arena, portal->key, SLICE("/"),
                                  language->path, SLICE("/index.html")));
    markup_attribute(m, "hreflang", language->tag);
    markup_text(m, text);
    markup_close(m);
}

/* The first language is the page's own; the others are named. */
static struct slice link_text(const struct portal *portal, unsigned i,
                              struct arena *arena)
{
    const struct language *language = &portal->languages[i];
    struct slice name = words_in(&portal->name, language);

    return i == 0 ? name
                  : ARENA_CONCAT(arena, name, SLICE(" – "), language->name);
}

/* A portal in each of its languages: its name leads there. */
static void card_write(struct markup *m, const struct portal *portal,
                       struct arena *arena)
{
    markup_open(m, "li");
    markup_attribute_text(m, "class", "card");
    for (unsigned i = 0; i < portal->language_count; i++) {
        const struct language *language = &portal->languages[i];
        const char *head = i == 0 ? "h2" : "p";

        markup_open(m, head);
        markup_attribute(m, "lang", language->tag);
        home_link_write(m, portal, language, link_text(portal, i, arena),
                        arena);
        markup_close(m);
        markup_open(m, "p");
        markup_attribute(m, "lang", language->tag);
        markup_text(m, words_in(&portal->summary, language));
        markup_close(m);
    }
    markup_close(m);
}

static void list_write(struct markup *m, const struct portal *const *portals,
                       size_t count, struct arena *arena)
{
    markup_open(m, "ul");
    markup_attribute_text(m, "class", "cards");
    for (size_t i = 0; i < count; i++)
        if (portals[i]->is_hub)
            card_write(m, portals[i], arena);
    for (size_t i = 0; i < count; i++)
        if (!portals[i]->is_hub)
            card_write(m, portals[i], arena);
    markup_close(m);
}

static void landing_write(struct buf *out, const struct portal *const *portals,
                          size_t count, struct arena *arena)
{
    const struct portal *first = portals[0];
    struct markup m;

    for (size_t i = count; i-- > 0;)
        if (portals[i]->is_hub)
            first = portals[i];
    buf_add_text(out, "<!doctype html>\n");
    markup_init(&m, out, MARKUP_HTML);
    markup_open(&m, "html");
    markup_attribute(&m, "lang", first->languages[0].tag);
    head_write(&m, first, arena);
    markup_open(&m, "body");
    markup_open(&m, "main");
    markup_attribute_text(&m, "class", "wrap");
    markup_open(&m, "header");
    markup_attribute_text(&m, "class", "page-head");
    markup_element(&m, "h1", words_in(&first->name, &first->languages[0]));
    markup_close(&m);
    list_write(&m, portals, count, arena);
    markup_close(&m);
    markup_close(&m);
    markup_close(&m);
    markup_finish(&m);
    buf_add_char(out, '\n');
}

static bool replace_file(const char *path, const char *temporary,
                         struct slice bytes)
{
    FILE *file = fopen(temporary, "wbe");
    bool written;
    int reason;

    if (file == NULL)
        return false;
    written = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len &&
              fflush(file) == 0 && fsync(fileno(file)) == 0;
    written = fclose(file) == 0 && written;
    if (written && rename(temporary, path) == 0)
        return true;
    reason = errno;
    (void)unlink(temporary);
    errno = reason;
    return false;
}

static bool holds(struct arena *arena, const char *path, struct slice bytes)
{
    struct slice old;

    return file_read(arena, path, &old) && slice_equal(old, bytes);
}

bool landing_publish(const char *folder, const struct portal *const *portals,
                     size_t count, struct diagnostics *diagnostics)
{
    struct buf out = BUF_INIT;
    struct arena arena;
    const char *path;
    bool done = true;

    if (count == 0)
        return true;
    arena_init(&arena);
    landing_write(&out, portals, count, &arena);
    path = arena_format(&arena, "%s/index.html", folder).ptr;
    if (!holds(&arena, path, buf_slice(&out)))
        done = folder_make(folder) &&
               replace_file(path,
                            arena_format(&arena, "%s/.index.html", folder).ptr,
                            buf_slice(&out));
    if (!done)
        diag_add(diagnostics, DIAG_OUTPUT_UNWRITABLE, ((struct place){0, 0, 0}),
                 slice_of(path), slice_of(strerror(errno)));
    buf_release(&out);
    arena_release(&arena);
    return done;
}
