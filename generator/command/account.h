/*
 * The account of a portal, in plain text. Layer: command.
 */
#ifndef COMMAND_ACCOUNT_H
#define COMMAND_ACCOUNT_H

#include "command/workspace.h"

/* What was left out and why, then rows read = used + excluded + refused. */
void account_write(struct buf *out, const struct workspace_portal *entry);
/* How many findings of each level. */
void account_findings_write(struct buf *out,
                            const struct workspace_portal *entry);

#endif
