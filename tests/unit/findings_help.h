/* What was found, as text. */
#ifndef TESTS_FINDINGS_HELP_H
#define TESTS_FINDINGS_HELP_H

#include <string.h>

#include "base/diag.h"

/* "F110 3:0 sentence": record and field, one a line, as they were found; codes
 * that begin with `prefix` (their letter left out) only. */
static inline struct slice findings_text(struct arena *arena,
                                         const struct diagnostics *diagnostics,
                                         const char *prefix)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct finding *finding = &diagnostics->items[i];
        const struct diag_info *info = diag_info(finding->id);

        if (strncmp(info->code + 1, prefix, strlen(prefix)) != 0)
            continue;
        buf_add_format(&out, "%s %u:%u ", info->code, finding->place.record,
                       finding->place.field);
        finding_write(&out, finding, slice_of(info->sentence));
        buf_add_char(&out, '\n');
    }
    return arena_take(arena, &out);
}

#endif
