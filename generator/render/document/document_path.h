/*
 * Relative addresses in a document: they lead where they lead on disk, so that
 * a text reads the same in a repository and on the site. Layer: render.
 */
#ifndef RENDER_DOCUMENT_PATH_H
#define RENDER_DOCUMENT_PATH_H

#include "render/page.h"

struct document_target {
    struct slice key;  /* of the page made from another document, or empty */
    struct slice file; /* "assets/portal/map.png", or empty */
};

/*
 * "../pages/method.es.md" and "../assets/map.png", seen from the folder of the
 * document that `place` stands in. Both empty when it leads to neither.
 */
struct document_target document_target(const struct page *page,
                                       struct place place, struct slice path);

#endif
