/*
 * Markdown documents with YAML front matter, through cmark. Layer: input.
 *
 * Raw HTML is off: it is shown as text and found. Headings get ids made from
 * their text (unique in the document) and lose one level, so that a page has
 * one h1. Links are handed to the caller, who knows pages, charts and figures.
 */
#ifndef INPUT_MARKDOWN_H
#define INPUT_MARKDOWN_H

#include "base/buf.h"
#include "input/tree.h"

struct document {
    uint16_t source;
    const struct node *front; /* a map, may be empty, never null */
    uint32_t body_line;       /* line the body starts at */
    struct slice body;        /* Markdown */
};

/* Splits front matter ("---" lines) from the body. False after a fatal one. */
bool document_read(struct arena *arena, struct sources *sources,
                   struct diagnostics *diagnostics, const char *file_path,
                   struct slice path, struct document *out) MUST_USE;

enum markdown_link_kind { MARKDOWN_LINK, MARKDOWN_IMAGE };

struct markdown_link {
    enum markdown_link_kind kind;
    struct slice address; /* as written, entities and escapes resolved */
    struct slice title;
    struct slice text;    /* plain text of its content */
    struct slice content; /* the content already rendered to HTML */
    struct place place;
};

/*
 * Called for every link and image. Writes the HTML for it to `out` and returns
 * true, or returns false to have it written as an ordinary link (unsafe schemes
 * are replaced by their text, and found).
 */
typedef bool markdown_link_writer(void *context,
                                  const struct markdown_link *link,
                                  struct buf *out);

struct markdown_heading {
    unsigned level; /* as written, 1-6 */
    struct slice id;
    struct slice text;
    uint32_t line; /* of the body, from 1; 0 = within a list or quotation */
};

struct markdown_result {
    struct markdown_heading *headings;
    size_t heading_count;
    uint32_t unbound_numbers; /* numbers in text outside links and code */
};

/*
 * Renders the body as HTML (CommonMark, without raw HTML, with pipe tables that
 * stand in the document itself, not in a list or quotation). An image that
 * stands alone in a paragraph and is written by `writer` is not wrapped in <p>.
 */
void markdown_render(struct arena *arena, struct diagnostics *diagnostics,
                     const struct document *document,
                     markdown_link_writer *writer, void *context,
                     struct buf *out, struct markdown_result *result);

/*
 * What to write of a document that is several pages. The ids of its headings,
 * and what its links are defined as, are those of the whole.
 */
struct markdown_part {
    uint32_t first; /* lines of the body, from 1 */
    uint32_t end;   /* before this one */
    /* Level of the heading that names the part: it stands in the first line, is
     * the h1 of the page and not written, those below it are h2 and on. 0 =
     * none does, and headings lose one level. */
    unsigned level;
    bool is_last;     /* notes that nothing refers to stand at its end */
    bool has_anchors; /* a link to itself beside each heading */
};

void markdown_render_part(struct arena *arena, struct diagnostics *diagnostics,
                          const struct document *document,
                          const struct markdown_part *part,
                          markdown_link_writer *writer, void *context,
                          struct buf *out, struct markdown_result *result);

/* The headings of the whole, as a text without links would have them. */
void markdown_headings(struct arena *arena, const struct document *document,
                       struct markdown_result *result);
/*
 * The id that the anchor of an address means, as other programs write it:
 * "Secci%C3%B3n-1" is seccion-1. What may be an id already stays.
 */
struct slice heading_meant(struct arena *arena, struct slice anchor);
/* "%C3%B1" is its bytes; the text itself where that is no UTF-8. */
struct slice text_decoded(struct arena *arena, struct slice text);

/* Of cmark, for the manifest. */
const char *markdown_library_version(void);

#endif
