/*
 * Records put aside on disk, in partitions, so that what is too large to be
 * held can be grouped. Layer: publish, not for others.
 *
 * Within a partition records come back in the order they were added. Records
 * are added by one thread; then partitions may be read by several. What stays
 * below a few kilobytes per partition never reaches the disk, and the file has
 * no name: nothing of it is left, whatever happens to the run.
 */
#ifndef PUBLISH_SPILL_H
#define PUBLISH_SPILL_H

#include "publish/root.h"

struct spill;

struct spill *spill_new(struct root *root, size_t partitions);
size_t spill_partitions(const struct spill *spill);
/* False after a finding. */
bool spill_add(struct spill *spill, size_t partition, uint32_t key,
               struct slice bytes) MUST_USE;
/* False ends the reading. */
typedef bool spill_sink(void *context, uint32_t key, struct slice bytes);
/* False after a finding, or where the sink said so. */
bool spill_read(const struct spill *spill, size_t partition, spill_sink *sink,
                void *context) MUST_USE;
void spill_free(struct spill *spill);

#endif
