/*
 * Datasets of a portal as downloads. Layer: publish.
 *
 * For every table whose `publish` is not `none`: data/<resource>.csv (UTF-8,
 * RFC 4180) and data/<resource>.json (array of objects; amounts as JSON numbers
 * with their digits; left out above TABLE_JSON_ROWS_MAX rows), columns named
 * as published, personal ones left out, each row with source_file and
 * source_row (the line in that file). With `aggregate` the cube's sums by each
 * dimension instead of the source rows. With `source` the source files byte for
 * byte besides, under data/source/, unless another table withholds something of
 * the same file. data/datapackage.json describes them (Data Package v2).
 * Derived tables are published the same way.
 *
 * Zero, empty, not reported and not applicable stay distinct: "0", "", "n.r.",
 * "n.a." in CSV; 0, null, "n.r.", "n.a." in JSON. The descriptor says so on
 * each field that has one of the two marks.
 */
#ifndef PUBLISH_DATASET_H
#define PUBLISH_DATASET_H

#include "model/portal.h"
#include "publish/root.h"

struct publish_options {
    const char *workspace;
    struct slice base_url; /* absolute address of the root, or empty */
    unsigned threads;
    struct slice frozen; /* "releases/2017-09"; empty = nothing is frozen */
};

struct publishing;
struct publishing *datasets_new(struct root *root, const struct portal *portal,
                                const struct publish_options *options);
void datasets_free(struct publishing *publishing);
/* All but the table of changes, which comes of the others. These are false
 * after a finding. */
bool datasets_write(struct publishing *publishing) MUST_USE;
/* After all rows: the table of changes, the descriptor. */
bool datasets_finish(struct publishing *publishing) MUST_USE;
/* The descriptor as it is by now. */
void datasets_describe(const struct publishing *publishing, struct buf *out);

#endif
