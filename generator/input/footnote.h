/*
 * Footnotes of a document: "[^label]" in the text, "[^label]: words" for what
 * it says. Layer: input, internal.
 *
 * CommonMark has none and would take the second for the definition of a link,
 * so they are taken out before it is parsed. A note is one paragraph: lines
 * until a blank one, and lines indented by four after it. Code is left alone.
 */
#ifndef INPUT_FOOTNOTE_H
#define INPUT_FOOTNOTE_H

#include "base/arena.h"
#include "base/buf.h"

struct footnote {
    struct slice label;
    struct slice text; /* Markdown of its paragraph */
    uint32_t line;     /* of the body, from 1 */
    unsigned number;   /* in the order referred to, from 1; 0 = not yet */
    bool is_referred;  /* a link leads to it, and one back */
};

struct footnote_list {
    struct footnote *items;
    size_t count, capacity;
    unsigned numbered;
};

/* The body with the lines of notes blank, and the notes. */
struct slice footnotes_take(struct arena *arena, struct slice body,
                            struct footnote_list *notes);
/*
 * The first "[^label]" of a text from `from` on: true sets where it stands, its
 * length and its note, null when there is none of that label.
 */
bool footnote_find(struct footnote_list *notes, struct slice text, size_t from,
                   size_t *at, size_t *len, struct footnote **note) MUST_USE;
/* Does the body, without the lines of notes, refer to it anywhere? */
bool footnote_is_referred(struct slice body, const struct footnote *note);
/* Gives it a number unless it has one; true when it was the first time. */
bool footnote_refer(struct footnote_list *notes, struct footnote *note);
/* The note with a number, or null. */
const struct footnote *footnote_numbered(const struct footnote_list *notes,
                                         unsigned number);
/* The raised number that leads to the note; `links` false within a link. */
void footnote_mark(struct buf *out, const struct footnote *note, bool is_first,
                   bool links);
/* Around the note at the end of the document. */
void footnote_begin(struct buf *out, const struct footnote *note);
void footnote_end(struct buf *out, const struct footnote *note);

#endif
