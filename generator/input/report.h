/*
 * Findings about whole files, said alike for every format. Layer: input,
 * internal.
 */
#ifndef INPUT_REPORT_H
#define INPUT_REPORT_H

#include "base/diag.h"
#include "input/lines.h"

/* A number as an argument of a finding. */
struct number_text {
    char digits[24];
};
struct slice number_slice(struct number_text *room, uint64_t number);

/* What file, as printed, and what it was declared to be. */
struct file_name {
    uint16_t source;
    struct slice path;
    struct slice encoding;
};
/* Reports any status but LINE_READ and LINE_END. */
void report_lines(struct diagnostics *diagnostics, const struct file_name *name,
                  const struct lines *lines, enum line_status status);

/*
 * A whole text file (YAML, JSON, Markdown): registered, checked to be UTF-8
 * without NUL bytes, its byte order mark left out. False after a finding.
 */
struct text_file {
    uint16_t source;
    struct slice text;
};
bool text_file_read(struct arena *arena, struct sources *sources,
                    struct diagnostics *diagnostics, const char *file_path,
                    struct slice path, struct text_file *out) MUST_USE;

#endif
