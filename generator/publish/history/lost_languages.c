#include "publish/history/lost_languages.h"

#include "emit/markup.h"

/* A page that was, and the words for who looks for it. */
struct sign {
    const struct publication *publication;
    struct slice path; /* "en/programs/0112.html" */
    struct past_page page;
    bool is_frozen; /* below releases/<id>/ */
    struct arena *arena;
};

static struct slice words(const struct sign *sign, const char *msgid)
{
    return language_text(&sign->publication->portal->languages[0],
                         slice_of(msgid));
}

/* From the page's own folder, so many above it. */
static struct slice address(const struct sign *sign, const char *above,
                            struct slice path)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < sign->path.len; i++)
        if (sign->path.ptr[i] == '/')
            buf_add_text(&out, "../");
    buf_add_text(&out, above);
    markup_escape_path(&out, path);
    return arena_take(sign->arena, &out);
}

/* The same page in another language. */
static struct slice in_language(const struct sign *sign, struct slice language)
{
    size_t folder = slice_find(sign->path, '/');

    return ARENA_CONCAT(sign->arena, language,
                        slice_cut(sign->path, folder, sign->path.len));
}

/* As the release had it that had it last. */
static struct slice as_it_was(const struct sign *sign)
{
    struct slice own = slice_cut(sign->path, 0, slice_find(sign->path, '/'));
    struct slice language = past_language(&sign->publication->history->past,
                                          sign->page.release, own);

    return ARENA_CONCAT(sign->arena, sign->page.release, SLICE("/"),
                        in_language(sign, language));
}

static void link_write(struct markup *m, const char *relation,
                       struct slice target, struct slice text)
{
    markup_open(m, "p");
    markup_open(m, "a");
    if (relation != NULL)
        markup_attribute_text(m, "rel", relation);
    markup_attribute(m, "href", target);
    markup_text(m, text);
    markup_close(m);
    markup_close(m);
}

static void head_write(const struct sign *sign, struct markup *m)
{
    static const char *const styles[] = {"assets/site.css",
                                         "assets/portal.css"};

    markup_open(m, "head");
    markup_open(m, "meta");
    markup_attribute_text(m, "charset", "utf-8");
    markup_open(m, "meta");
    markup_attribute_text(m, "name", "viewport");
    markup_attribute_text(m, "content", "width=device-width, initial-scale=1");
    markup_element(m, "title", sign->page.title);
    for (size_t i = 0; i < COUNT_OF(styles); i++) {
        markup_open(m, "link");
        markup_attribute_text(m, "rel", "stylesheet");
        markup_attribute(m, "href", address(sign, "", slice_of(styles[i])));
    }
    markup_close(m);
}

static void body_write(const struct sign *sign, struct markup *m)
{
    const struct language *language = &sign->publication->portal->languages[0];

    markup_open(m, "body");
    markup_open(m, "main");
    markup_attribute_text(m, "class", "wrap");
    markup_attribute_text(m, "id", "content");
    markup_open(m, "article");
    markup_attribute(m, "data-gone", sign->page.release);
    markup_element(m, "h1", sign->page.title);
    markup_element(m, "p",
                   words(sign, N_("This portal is no longer published in "
                                  "the language of this page.")));
    link_write(m, NULL, address(sign, "", in_language(sign, language->path)),
               language->name);
    link_write(
        m, "predecessor-version",
        address(sign, sign->is_frozen ? "../" : "releases/", as_it_was(sign)),
        words(sign, N_("Read it as it was last published")));
    if (sign->is_frozen)
        link_write(m, "latest-version", address(sign, "../../", sign->path),
                   words(sign, N_("The latest edition of this page")));
    markup_close(m);
    markup_close(m);
    markup_close(m);
}

static bool sign_write(struct sign *sign, struct root *root)
{
    const struct language *language = &sign->publication->portal->languages[0];
    struct slice path =
        sign->is_frozen ? ARENA_CONCAT(sign->arena, sign->publication->frozen,
                                       SLICE("/"), sign->path)
                        : sign->path;
    struct buf out = BUF_INIT;
    struct markup m;
    bool done;

    buf_add_text(&out, "<!doctype html>\n");
    markup_init(&m, &out, MARKUP_HTML);
    markup_open(&m, "html");
    markup_attribute(&m, "lang", language->tag);
    head_write(sign, &m);
    body_write(sign, &m);
    markup_close(&m);
    markup_finish(&m);
    buf_add_char(&out, '\n');
    done = root_write(root, path, buf_slice(&out));
    buf_release(&out);
    return done;
}

/* Is it a page in a language that the portal has no more? */
static bool is_lost(const struct publication *publication, struct slice path)
{
    const struct past_release *latest =
        past_latest(&publication->history->past);
    const struct portal *portal = publication->portal;
    struct slice folder = slice_next(&path, '/');

    if (!slice_ends_with(path, SLICE(".html")))
        return false;
    for (unsigned i = 0; i < portal->language_count; i++)
        if (slice_equal(portal->languages[i].path, folder))
            return false;
    for (size_t i = 0; i < latest->languages.count; i++)
        if (slice_equal(latest->languages.items[i], folder))
            return true;
    return false;
}

static bool page_keep(struct root *root, const struct publication *publication,
                      struct slice path, struct arena *arena)
{
    const struct edition *latest = history_latest(publication->history);
    struct sign sign = {.publication = publication,
                        .path = path,
                        .page = {.title = path, .release = latest->release},
                        .arena = arena};

    if (!past_page_read(latest, path, arena, &sign.page) ||
        sign.page.title.len == 0)
        sign.page.title = path;
    if (!sign_write(&sign, root))
        return false;
    sign.is_frozen = true;
    return publication->frozen.len == 0 || sign_write(&sign, root);
}

bool lost_languages_publish(struct root *root,
                            const struct publication *publication)
{
    const struct map *digests = &history_latest(publication->history)->digests;
    struct arena arena;
    bool done = true;

    arena_init(&arena);
    for (size_t i = 0; i < digests->count && done; i++)
        if (is_lost(publication, digests->entries[i].key)) {
            done =
                page_keep(root, publication, digests->entries[i].key, &arena);
            arena_reset(&arena);
        }
    arena_release(&arena);
    return done;
}
