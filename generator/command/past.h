/*
 * What `rendir build` is told of releases: which to freeze, and where earlier
 * ones are. Layer: command.
 */
#ifndef COMMAND_PAST_H
#define COMMAND_PAST_H

#include "command/workspace.h"
#include "publish/history/history.h"

struct build_past {
    const char *release;   /* to freeze; null = none */
    const char **previous; /* folders and archives, as given */
    size_t previous_count;
    struct slice *owners; /* keys of their portals, after past_sort() */
};

/* Whose is each? Else an exit status, with a sentence printed. */
int past_sort(struct build_past *past, struct workspace *workspace);
/* The release that this portal freezes, or empty. */
struct slice past_release(const struct build_past *past,
                          const struct workspace_portal *entry);
/* Null after a finding. */
struct history *past_open(const struct build_past *past,
                          const struct workspace_portal *entry,
                          unsigned threads);

#endif
