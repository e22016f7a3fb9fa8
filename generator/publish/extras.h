/*
 * What a root has beside the files of its manifest: the search index, which
 * another program makes, and the cards, which are set in the machine's fonts.
 * Layer: publish.
 *
 * They are in pagefind/ and <language>/cards/, listed in extras.sha256 (the
 * form of sha256sum), and in no frozen release. The same input gives the same
 * manifest, whatever becomes of them. What the old root has of them is kept
 * where it is made of the same, so that neither is made twice.
 */
#ifndef PUBLISH_EXTRAS_H
#define PUBLISH_EXTRAS_H

#include "base/file.h"
#include "publish/portal.h"

#define SEARCH_FOLDER "pagefind/"

bool path_is_extra(struct slice path);

/* Reads the old root's list; before anything below. */
void extras_begin(struct root *root);
/* The paths of the old root's list below `prefix`. */
void extras_before(const struct root *root, struct slice prefix,
                   struct arena *arena, struct names *out);
/* Does the old root's file hold the bytes that its list has for it? */
bool extra_holds(const struct root *root, struct slice path);
/* The old root's file as it is: it holds. Thread-safe. False after a finding.
 */
bool extra_keep(struct root *root, struct slice path) MUST_USE;

/* The drawing of a card, and the picture made of it. Thread-safe. False after a
 * finding. */
bool card_publish(struct root *root, struct slice path,
                  struct slice drawing) MUST_USE;
/* Is it the path of such a drawing? */
bool path_is_card(struct slice path);

/*
 * The index of the pages written so far, after all of them. A program that is
 * not there, or fails, is a warning: the search page leads to the index from A
 * to Z then. False after a fatal finding.
 */
bool search_publish(struct root *root,
                    const struct publication *publication) MUST_USE;

#endif
