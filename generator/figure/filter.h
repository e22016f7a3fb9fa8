/*
 * The filter of a leaf: which rows. Layer: figure.
 *
 * Grammar (formats.md): terms joined by ';': column=a|b, column!=a,
 * column<code, column=?missing, period=2017, period=2017-01..2017-10. Bytes
 * that the grammar uses are percent-encoded in values. The canonical text has
 * the terms in byte order of column and operator, the codes of a term in byte
 * order and each once, the period last.
 */
#ifndef FIGURE_FILTER_H
#define FIGURE_FILTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"

#define FILTER_TERMS_MAX 6
#define FILTER_VALUES_MAX 16

enum filter_operator {
    FILTER_EQUAL,
    FILTER_NOT_EQUAL,
    FILTER_SUBTREE,
    FILTER_MISSING
};

struct filter_term {
    struct slice column;
    enum filter_operator operator;
    struct slice values[FILTER_VALUES_MAX]; /* decoded */
    size_t value_count;
};

struct filter {
    struct filter_term terms[FILTER_TERMS_MAX];
    size_t term_count;
    struct period from; /* kind PERIOD_NONE = no bound on time */
    struct period to;
};

/* False for a text that is not a filter; `*fault` then names the bad part. */
bool filter_parse(struct arena *arena, struct slice text, struct filter *out,
                  struct slice *fault);
struct slice filter_canonical(struct arena *arena, const struct filter *filter);
/* "%3C" -> "<"; a percent sign without two hex digits stands for itself. */
struct slice percent_decode(struct arena *arena, struct slice text);
/* Encodes a code for a filter text. */
void filter_encode(struct buf *out, struct slice value);
/* "column=code", or "column<code" for a subtree; joined to `before` by ';'. */
struct slice filter_add(struct arena *arena, struct slice before,
                        struct slice column, const char *operator,
                        struct slice code);
/* The same with a period or a range of periods. */
struct slice filter_add_period(struct arena *arena, struct slice before,
                               struct period from, struct period to);

#endif
