/* Pages: their figures, anchors and addresses. */
#include "verify/internal.h"

#define DEPTH_MAX 256

struct element {
    struct slice name;
    struct slice language; /* of its text */
};

struct page {
    struct root *root;
    struct slice path;
    const struct ledger *ledger;
    struct element open[DEPTH_MAX];
    size_t depth;
    /* The figure being read: */
    const struct figure *figure;
    size_t figure_depth; /* 0 = none is */
    struct printed printed;
    struct buf text;
    struct buf value; /* of an attribute, decoded */
};

/* What the attributes of a start tag say. */
struct tag {
    struct slice language;
    struct slice figure;
    struct slice value;
    bool has_value;
};

static struct slice decoded(struct page *page, struct slice raw)
{
    if (slice_find(raw, '&') == raw.len)
        return raw;
    buf_reset(&page->value);
    verify_markup_decode(&page->value, raw);
    return arena_copy(&page->root->scratch, buf_slice(&page->value));
}

static void id_add(struct page *page, struct slice id)
{
    struct slice key = ARENA_CONCAT(page->root->arena, page->path, SLICE("#"),
                                    decoded(page, id));

    (void)map_put(&page->root->ids, key, page->root);
}

static bool is_address(struct slice element, struct slice name)
{
    static const char *const names[] = {"href",   "xlink:href", "src",
                                        "poster", "action",     "cite"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(name, names[i]))
            return true;
    return slice_equal_text(element, "object") &&
           slice_equal_text(name, "data");
}

/* "a.png 1x, b.png 2x" */
static void addresses_check(struct page *page, size_t offset, struct slice list)
{
    while (list.len > 0) {
        struct slice part = slice_trim(slice_next(&list, ','));

        verify_link(page->root, page->path, offset,
                    slice_cut(part, 0, slice_find(part, ' ')));
    }
}

static void attributes_read(struct page *page, const struct markup_token *token,
                            struct tag *tag)
{
    struct slice rest = token->attributes;
    struct slice name;
    struct slice value;

    while (verify_attribute(&rest, &name, &value)) {
        if (slice_equal_text(name, "lang") ||
            slice_equal_text(name, "xml:lang")) {
            tag->language = value;
        } else if (slice_equal_text(name, "id")) {
            id_add(page, value);
        } else if (slice_equal_text(name, "data-figure")) {
            tag->figure = value;
        } else if (slice_equal_text(name, "value")) {
            tag->value = value;
            tag->has_value = true;
        } else if (slice_equal_text(name, "srcset")) {
            addresses_check(page, token->at, decoded(page, value));
        } else if (is_address(token->name, name)) {
            verify_link(page->root, page->path, token->at,
                        decoded(page, value));
        }
    }
}

/* --- figures --- */

static void figure_begin(struct page *page, const struct markup_token *token,
                         const struct tag *tag)
{
    const struct figure *figure =
        page->ledger != NULL ? map_get(&page->ledger->by_id, tag->figure)
                             : NULL;

    if (figure == NULL) {
        verify_fault(page->root, page->path, token->at,
                     SLICE_FORMAT ": is not in the page's ledger",
                     SLICE_ARGS(tag->figure));
        return;
    }
    if (token->is_alone || page->figure_depth > 0) {
        verify_fault(page->root, page->path, token->at,
                     SLICE_FORMAT ": stands in an element without text, or in "
                                  "another figure",
                     SLICE_ARGS(tag->figure));
        return;
    }
    /* SVG has no place for the value. */
    if (slice_equal_text(token->name, "data") &&
        (!tag->has_value || !slice_equal(tag->value, figure->value_text)))
        verify_fault(page->root, page->path, token->at,
                     SLICE_FORMAT ": its value is \"" SLICE_FORMAT
                                  "\", the ledger has \"" SLICE_FORMAT "\"",
                     SLICE_ARGS(tag->figure), SLICE_ARGS(tag->value),
                     SLICE_ARGS(figure->value_text));
    page->figure = figure;
    page->figure_depth = page->depth;
    page->printed =
        (struct printed){.page = page->path,
                         .offset = token->at,
                         .language = page->open[page->depth - 1].language};
    buf_reset(&page->text);
}

static void figure_end(struct page *page)
{
    page->figure_depth = 0;
    page->printed.text = buf_slice(&page->text);
    verify_printed(page->root, page->figure, &page->printed);
}

/* --- elements --- */

/* The pages of a language's folder are in that language. */
static void language_check(struct page *page, size_t offset,
                           struct slice language)
{
    struct map *known = &page->root->languages;
    struct slice folder = slice_cut(page->path, 0, slice_find(page->path, '/'));
    struct slice *first = map_get(known, folder);

    if (page->ledger == NULL || folder.len == page->path.len)
        return;
    if (first == NULL) {
        first = ARENA_NEW(page->root->arena, struct slice);
        *first = arena_copy(page->root->arena, language);
        (void)map_put(known, folder, first);
    }
    if (!slice_equal(*first, language))
        verify_fault(page->root, page->path, offset,
                     "its language is \"" SLICE_FORMAT
                     "\", that of its folder \"" SLICE_FORMAT "\"",
                     SLICE_ARGS(language), SLICE_ARGS(*first));
}

static void element_open(struct page *page, const struct markup_token *token)
{
    struct tag tag = {.has_value = false};

    attributes_read(page, token, &tag);
    if (slice_equal_text(token->name, "html"))
        language_check(page, token->at, tag.language);
    if (!token->is_alone && page->depth < DEPTH_MAX) {
        struct slice around =
            page->depth > 0 ? page->open[page->depth - 1].language : SLICE("");

        page->open[page->depth++] = (struct element){
            token->name, tag.language.len > 0 ? tag.language : around};
    } else if (!token->is_alone) {
        verify_fault(page->root, page->path, token->at,
                     "is nested deeper than %d elements", DEPTH_MAX);
    }
    if (tag.figure.len > 0)
        figure_begin(page, token, &tag);
}

/* Ends the nearest open element of that name, and what is open in it. */
static void element_close(struct page *page, struct slice name)
{
    size_t depth = page->depth;

    while (depth > 0 && !slice_equal(page->open[depth - 1].name, name))
        depth--;
    if (depth == 0)
        return;
    page->depth = depth - 1;
    if (page->figure_depth > page->depth)
        figure_end(page);
}

void verify_page(struct root *root, struct slice path,
                 const struct ledger *ledger)
{
    struct page page = {.root = root, .path = path, .ledger = ledger};
    struct markup_reader reader = {.at = 0};
    struct markup_token token;

    if (!verify_read_file(root, &root->scratch, path, &reader.text))
        return;
    root->report->pages += slice_ends_with(path, SLICE(".html"));
    for (verify_markup_next(&reader, &token); token.kind != MARKUP_END;
         verify_markup_next(&reader, &token)) {
        if (token.kind == MARKUP_OPEN)
            element_open(&page, &token);
        else if (token.kind == MARKUP_CLOSE)
            element_close(&page, token.name);
        else if (page.figure_depth > 0)
            verify_markup_decode(&page.text, token.text);
    }
    if (page.figure_depth > 0)
        figure_end(&page);
    buf_release(&page.text);
    buf_release(&page.value);
}
