/*
 * What was published before: the releases that --previous gives, matched with
 * those that portal.yaml declares. Layer: publish.
 *
 * History enters this way only. A portal that declares an earlier release and
 * is not given it is not built; neither is one that is given a release it does
 * not declare, or one whose bytes are not what its manifest says.
 */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "model/portal.h"
#include "publish/history/edition.h"
#include "render/site.h"

struct history_release {
    const struct release *declared;
    struct edition edition;
    /* The same release as one file: in the archive or root that was given. */
    const char *archive; /* null = it has none */
};

struct history {
    struct arena arena;
    struct portal *portal;
    struct history_release *releases; /* oldest first, as declared */
    size_t count;
    struct past past;
};

/*
 * `paths`: folders and archives of this portal (history_whose()). Null after a
 * finding in portal->diagnostics. With nothing declared and nothing given there
 * is an empty history.
 */
struct history *history_open(struct portal *portal, const char *const *paths,
                             size_t count, unsigned threads);
/* Whose edition is it? The key of its portal; false with a reason. */
bool history_whose(const char *path, struct buf *key,
                   struct buf *reason) MUST_USE;
void history_close(struct history *history);

/* The latest release, or null. */
struct edition *history_latest(const struct history *history);
/* After the routes are made: what pages that are gone were called. */
void history_titles(struct history *history, const struct site *site);
/* Every release into the root, byte for byte. False after a finding. */
bool history_import(const struct history *history, struct root *root,
                    unsigned threads) MUST_USE;

#endif
