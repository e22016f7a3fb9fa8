/*
 * Findings as text, JSON lines and SARIF 2.1.0; equal ones are written once.
 * Layer: command.
 */
#ifndef COMMAND_FINDINGS_H
#define COMMAND_FINDINGS_H

#include "base/diag.h"

#define FINDINGS_LIMIT 20 /* of one code, in text, unless told otherwise */

/* The findings of one portal. */
struct findings_group {
    struct slice portal;
    struct diagnostics *diagnostics; /* are sorted when they are written */
    const struct sources *sources;
    const char *workspace;
};

/*
 * path:line:column: level[CODE]: sentence, and a `note:` line for the second
 * place. At most `limit` of each code (0 = all), then a line with how many
 * more.
 */
void findings_text(struct buf *out, const struct findings_group *group,
                   unsigned limit, bool only_fatal);
void findings_lines(struct buf *out, const struct findings_group *group);
/* One document for all. */
void findings_sarif(struct buf *out, const struct findings_group *groups,
                    size_t count);

#endif
