/*
 * Documents that are several pages: one for what stands before the first
 * heading of the level they are split at, and one for each of these headings.
 * Layer: render.
 *
 * The texts of all languages are split alike: section n of one is section n of
 * the others, and has its address from the first language that has the text.
 */
#ifndef RENDER_DOCUMENT_SPLIT_H
#define RENDER_DOCUMENT_SPLIT_H

#include "render/page.h"

/* A plan with more headings, or a longer text, is split without being asked. */
#define SPLIT_HEADINGS 40
#define SPLIT_BYTES 204800

struct split_text {
    struct markdown_heading *headings; /* all of the text, in order */
    size_t heading_count;
    size_t *starts; /* of section 1, 2 …: which heading begins it */
};

struct document_split {
    unsigned level;
    size_t count;       /* sections, at least 2 */
    struct slice whole; /* key of the first page */
    struct slice *keys; /* of the pages of section 1, 2 … */
    struct split_text texts[LANGUAGES_MAX]; /* no headings = lacking */
};

/*
 * How a document is split; `key` is that of its first page. Null when it is one
 * page. Texts that have other sections than the first are found, and not split.
 */
const struct document_split *document_split(const struct site *site,
                                            const struct content *content,
                                            struct slice key);
/* The lines of section `n`; 0 = what stands before the first. */
struct markdown_part split_part(const struct document_split *split,
                                unsigned language, size_t n);
const struct markdown_heading *split_heading(const struct document_split *split,
                                             unsigned language, size_t n);
/* The section that has the heading of this id; false when none has. */
bool split_find(const struct document_split *split, unsigned language,
                struct slice id, size_t *n) MUST_USE;

#endif
