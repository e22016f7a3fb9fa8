/*
 * A document being written: what of it needs no parser. Layer: input, internal.
 */
#ifndef INPUT_WRITING_H
#define INPUT_WRITING_H

#include "input/footnote.h"
#include "input/frame.h"
#include "input/markdown.h"
#include "input/words.h"

struct writer {
    struct arena *arena; /* the caller's: headings */
    struct arena scratch;
    struct diagnostics *diagnostics;
    const struct document *document;
    markdown_link_writer *link_writer;
    void *context;
    struct buf *out;
    struct markdown_result *result;
    struct {
        struct markdown_heading *items;
        size_t count, capacity;
    } headings;
    struct map ids;
    struct line_list lines; /* of the body */
    struct buf definitions; /* of links, for table cells */
    struct footnote_list notes;
    struct frames frames;
    unsigned link_depth; /* links and images around the node */
    const struct markdown_part *part;
    bool is_outside; /* the node is not of the part: nothing is written */
    struct slice body;
    const struct cmark_node
        *cell;            /* paragraph of the table cell under way, or null */
    uint32_t table_line;  /* of the body: head of the table under way */
    uint32_t cell_line;   /* which stands in this line */
    struct sought sought; /* where the last address was found */
};

/* Where HTML goes: the link or heading under way, else the document. */
struct buf *html_of(struct writer *w);
void add_plain(struct writer *w, struct slice text);
/* Text with the marks of notes in it. */
void write_text(struct writer *w, struct place place, struct slice text);
void write_code(struct writer *w, struct slice text);
void write_break(struct writer *w, const char *html);
/* What a heading without a word has in it; the frame is released. */
void end_wordless(struct writer *w, struct frame *frame);
/* A row of the table under way, or its head. */
void report_row(struct writer *w, enum diag_id id, size_t cells,
                size_t expected);
/* The text of a line that stands in a list or a quotation. */
struct slice inner_line(const struct writer *w, size_t line);
/* Does the note stand at the end, referred to or not? */
bool note_is_alone(const struct writer *w, const struct footnote *note);

#endif
