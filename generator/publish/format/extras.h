/*
 * Formats made of the published CSV, after all of it is written. Layer:
 * publish, not for others.
 *
 * Each is made of the bytes that readers get, so that it cannot say anything
 * else. Rows are read one by one: memory does not grow with them.
 */
#ifndef PUBLISH_FORMAT_EXTRAS_H
#define PUBLISH_FORMAT_EXTRAS_H

#include "publish/internal.h"

/* What a published column holds. */
enum shape { SHAPE_TEXT, SHAPE_AMOUNT, SHAPE_DATE };
enum shape column_shape(const struct published_column *column);
/* What the text of a cell says; marks only where the column has them. */
enum cell_state column_state(const struct published_column *column,
                             struct slice text);

/* A number as the CSV has it. */
bool column_amount(struct slice text, struct amount *out) MUST_USE;

/* The rows of a CSV of ours, its header first. */
struct reread {
    int file;      /* -1 = closed */
    uint64_t left; /* bytes of it that were there when it was opened */
    struct buf piece;
    size_t at; /* of the row in `piece` */
    bool ended;
    bool failed;         /* after a finding */
    struct slice *cells; /* of the row; until the next */
    size_t count;
    struct root *root;
};
/* False after a finding. `columns` cells are in each row. */
bool reread_open(struct reread *r, struct root *root, struct slice path,
                 size_t columns) MUST_USE;
/* False at the end and after a finding. */
bool reread_row(struct reread *r) MUST_USE;
/* What was read is not what was written. */
void reread_failed(struct reread *r);
void reread_close(struct reread *r);

/* An empty file beside the staged ones, with a name until scratch_hide(). */
struct scratch {
    struct root *root;
    struct buf path;
    int file;
};
/* False after a finding. */
bool scratch_open(struct scratch *scratch, struct root *root) MUST_USE;
void scratch_hide(struct scratch *scratch);
/* All of it into the root, at file->path; false after a finding. */
bool scratch_publish(struct scratch *scratch,
                     struct published_file *file) MUST_USE;
/* For errno, or whatever the library that wrote there found. False. */
bool scratch_failed(const struct scratch *scratch);
void scratch_close(struct scratch *scratch);

/* What all formats of a release are made for. */
struct release_formats {
    struct root *root;
    const struct portal *portal;
    const struct publish_options *options;
    struct dataset *datasets;
    size_t count;
    struct published_file *database; /* path empty = there is none */
};

/* All of them, after all rows are written; false after a finding. Paths go into
 * the arena. */
bool formats_publish(const struct release_formats *formats,
                     struct arena *arena) MUST_USE;

/* Each is false after a finding. */
bool safe_publish(struct root *root, struct dataset *dataset) MUST_USE;
bool workbook_publish(const struct release_formats *formats,
                      struct dataset *dataset) MUST_USE;
bool database_publish(const struct release_formats *formats) MUST_USE;

/* The sheet that says what the first one holds. */
struct workbook;
void workbook_about(struct workbook *book,
                    const struct release_formats *formats,
                    const struct dataset *dataset);

/* What a column is called, counts and means, in a language. */
struct slice column_title(const struct dataset *dataset,
                          const struct published_column *column,
                          const struct language *language);
struct slice column_description(const struct dataset *dataset,
                                const struct published_column *column,
                                const struct language *language);
void column_unit(struct buf *out, const struct dataset *dataset,
                 const struct published_column *column,
                 const struct language *language);
/* "text", "code", "amount" … */
struct slice column_type_words(const struct published_column *column,
                               const struct language *language);

#endif
