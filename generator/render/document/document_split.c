/* Where documents are cut, and the names of the pieces. */
#include "render/document/document_split.h"

/* --- the headings of a text --- */

static void headings_read(struct arena *arena, const struct document *document,
                          struct split_text *out)
{
    struct markdown_result result;

    markdown_headings(arena, document, &result);
    out->headings = result.headings;
    out->heading_count = result.heading_count;
}

static size_t count_at(const struct split_text *text, unsigned level)
{
    size_t count = 0;

    for (size_t i = 0; i < text->heading_count; i++)
        count += text->headings[i].level == level && text->headings[i].line > 0;
    return count;
}

/* The one heading above all others is the title of the whole. */
static bool is_title(const struct split_text *text, size_t heading,
                     unsigned level)
{
    unsigned own = text->headings[heading].level;

    return heading == 0 && own < level && count_at(text, own) == 1;
}

static size_t starts_find(struct arena *arena, struct split_text *text,
                          unsigned level)
{
    size_t count = 0;

    text->starts = ARENA_ARRAY(arena, text->heading_count + 1, size_t);
    for (size_t i = 0; i < text->heading_count; i++)
        if (text->headings[i].line > 0 && text->headings[i].level <= level &&
            !is_title(text, i, level))
            text->starts[count++] = i;
    return count;
}

/* --- which level --- */

/* The first level that has several headings. */
static unsigned level_by_itself(const struct split_text *text)
{
    for (unsigned level = 1; level <= 3; level++)
        if (count_at(text, level) > 1)
            return level;
    return 0;
}

static bool is_long(const struct document *document,
                    const struct split_text *text)
{
    return document->body.len > SPLIT_BYTES ||
           text->heading_count > SPLIT_HEADINGS;
}

/* Plans are long; of other texts their author says so. */
static bool may_be_split(const struct content *content)
{
    return content->split > 0 ||
           (content->split < 0 && content->kind == DOCUMENT_PLAN);
}

static unsigned split_level(const struct content *content,
                            const struct document *document,
                            const struct split_text *text)
{
    if (content->split > 0)
        return (unsigned)content->split;
    return is_long(document, text) ? level_by_itself(text) : 0;
}

/* --- the pages --- */

static void keys_make(const struct site *site, struct document_split *split,
                      unsigned language, struct slice key)
{
    const char *folder = arena_text(site->arena, key);

    split->whole = key;
    split->keys = ARENA_ARRAY(site->arena, split->count, struct slice);
    for (size_t i = 0; i < split->count; i++) {
        struct slice id = split_heading(split, language, i + 1)->id;

        if (route_is_reserved(id))
            id = arena_join(site->arena, id, SLICE("-1"));
        split->keys[i] = route_key(site->arena, folder, id);
    }
}

/* Other languages have the same sections, or no reader could change over. */
static bool others_fit(const struct site *site, const struct content *content,
                       struct document_split *split, unsigned first)
{
    for (unsigned i = first + 1; i < site->portal->language_count; i++) {
        const struct document *document = content->texts[i];
        size_t count;

        if (document == NULL)
            continue;
        headings_read(site->arena, document, &split->texts[i]);
        count = starts_find(site->arena, &split->texts[i], split->level);
        if (count == split->count)
            continue;
        diag_add(site->portal->diagnostics, DIAG_DOCUMENT_SPLIT,
                 ((struct place){document->source, 0, document->body_line}),
                 arena_format(site->arena, "%zu", count),
                 arena_format(site->arena, "%zu", split->count));
        return false;
    }
    return true;
}

const struct document_split *document_split(const struct site *site,
                                            const struct content *content,
                                            struct slice key)
{
    struct document_split *split;
    unsigned first = 0;

    if (!may_be_split(content))
        return NULL;
    while (first < LANGUAGES_MAX && content->texts[first] == NULL)
        first++;
    if (first == LANGUAGES_MAX)
        return NULL;
    split = ARENA_NEW(site->arena, struct document_split);
    headings_read(site->arena, content->texts[first], &split->texts[first]);
    split->level =
        split_level(content, content->texts[first], &split->texts[first]);
    split->count = starts_find(site->arena, &split->texts[first], split->level);
    if (split->count < 2 || !others_fit(site, content, split, first))
        return NULL;
    keys_make(site, split, first, key);
    return split;
}

/* --- one section --- */

const struct markdown_heading *split_heading(const struct document_split *split,
                                             unsigned language, size_t n)
{
    const struct split_text *text = &split->texts[language];

    return &text->headings[text->starts[n - 1]];
}

struct markdown_part split_part(const struct document_split *split,
                                unsigned language, size_t n)
{
    struct markdown_part part = {.first = 1,
                                 .end = UINT32_MAX,
                                 .is_last = n == split->count,
                                 .has_anchors = true};

    if (n > 0) {
        const struct markdown_heading *own = split_heading(split, language, n);

        part.first = own->line;
        part.level = own->level;
    }
    if (n < split->count)
        part.end = split_heading(split, language, n + 1)->line;
    return part;
}

bool split_find(const struct document_split *split, unsigned language,
                struct slice id, size_t *n)
{
    const struct split_text *text = &split->texts[language];

    *n = 0;
    for (size_t i = 0; i < text->heading_count; i++) {
        if (*n < split->count && text->starts[*n] == i)
            ++*n;
        if (slice_equal(text->headings[i].id, id))
            return true;
    }
    return false;
}
