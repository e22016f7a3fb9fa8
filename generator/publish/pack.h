/*
 * ZIP archives among the files of a root. Layer: publish.
 */
#ifndef PUBLISH_PACK_H
#define PUBLISH_PACK_H

#include "base/archive.h"
#include "publish/portal.h"

/*
 * Packs the items and writes the archive to the root as `path`. Thread-safe.
 * False after a finding.
 */
bool archive_pack(struct root *root, struct slice path,
                  const struct archive_item *items, size_t count,
                  unsigned threads) MUST_USE;

/*
 * releases/<id>.zip for every release that lies in the root by now, the one
 * being frozen and earlier ones: all its files, sorted by path, below
 * <portal>-<id>/. One that the old root has stays as it was, to the byte: what
 * packs may have changed. After release_freeze() and history_import(), and not
 * while files are being written. False after a finding.
 */
bool archives_publish(struct root *root,
                      const struct publication *publication) MUST_USE;

#endif
