/*
 * Checks: pure readers of the model and of figures. Layer: check.
 *
 * check_portal() runs every rule, gives findings the levels and acceptances of
 * portal.yaml, sorts them, and adds the two derived tables that publish them:
 * `findings` (code, level, file, line, column, sentence) and `ledger` (one row
 * per file: records read, used, excluded, refused, …).
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "model/portal.h"

void check_portal(struct portal *portal, const char *workspace);
/* The portal's own levels and what it accepts, for findings that came after
 * the checks: once, when all pages were made. */
void check_late(const struct portal *portal);
/* Fatal findings that portal.yaml did not accept. */
size_t check_blocking(const struct diagnostics *diagnostics);

#endif
