/*
 * A resource and its fields, as they may be declared. Layer: inspect.
 *
 * Roles are those of model/roles.def; a guess that has no role there is a
 * column that is carried. Everything that the files do not tell is said in
 * `decisions`.
 */
#ifndef INSPECT_GUESS_H
#define INSPECT_GUESS_H

#include "emit/json.h"
#include "inspect/insight.h"

struct slices {
    struct slice *items;
    size_t count, capacity;
};

struct guess_pair {
    struct slice from;
    struct slice to;
};

struct guess_field {
    size_t column; /* NO_COLUMN: the files have none for it */
    struct slice name;
    const char *role; /* null: carried */
    const char *type; /* of the standard; null: string */
    struct slice dimension;
    struct slice stage;
    struct slice labels;   /* heading */
    const char *split;     /* mark between the code and its label, or "" */
    bool fills;            /* blank: as in the row above */
    bool labels_fill;      /* the same, of `labels` */
    bool is_converted;     /* amounts to date into those of a period */
    struct slices aliases; /* what it is called in other files */
    struct slices label_aliases; /* the same, of `labels` */
    bool is_optional;            /* some of the files lack it */
    const char *accumulation;
    const char *format; /* of dates */
    const char *granularity;
    struct slice period;      /* of an amount in a column of its own */
    unsigned month;           /* the same, of the row's year */
    struct slice to_date_of;  /* states the year-to-date of this stage */
    struct slice constant;    /* what every row has */
    struct slice from_path;   /* "Balance_{}.csv" */
    struct slices join;       /* headings of one code */
    struct slices digest;     /* headings that a code is made of */
    struct guess_pair *pairs; /* texts and what they mean */
    size_t pair_count;
    size_t stages_column; /* says the stage of each row, or NO_COLUMN */
    struct slice why;
};

struct guess {
    struct insight *insight;
    struct slice name;
    const char *role;
    struct slice why;
    struct slice dimension; /* of a classifier */
    struct slice period;    /* of every row */
    struct {
        struct guess_field *items;
        size_t count, capacity;
    } fields;
    struct slices stages;
    struct slices revenue;     /* both sides in one file: the texts of one */
    struct slices spending;    /* ... and of the other, that `sides` has */
    struct slice currency;     /* of all amounts, or empty */
    struct slice currency_why; /* what says so */
    struct slices decisions;   /* sentences */
    struct {
        struct guess **items;
        size_t count, capacity;
    } merged;       /* of files that belong here, under other headings */
    bool is_merged; /* into another */
};

void guess_find(struct guess *guess, struct insight *insight);

/* guess_facts.c, guess_lists.c: the fields of one and the other kind. */
void guess_facts(struct guess *guess);
void guess_list(struct guess *guess);
/* A field of a column with the name and type it has. */
struct guess_field *guess_add(struct guess *guess, size_t column,
                              const char *role, struct slice why);
void guess_decide(struct guess *guess, struct slice sentence);
/* The first column of a topic (NAME_FIELD), or NO_COLUMN. */
size_t guess_topic(const struct guess *guess, const char *topic);
bool guess_is_used(const struct guess *guess, size_t column);
/* guess_decide.c: everything that the files do not tell; both sides' rows. */
void guess_decide_all(struct guess *guess);
void guess_sides(struct guess *guess);
/* guess_period.c: the period field, from columns or names of files; false: none
 * was found. */
bool guess_period(struct guess *guess);
/* guess_facts.c: the column whose texts are names of stages, or NO_COLUMN. */
size_t stages_in_rows(const struct guess *guess);
/* guess_currency.c: the currency that headings and amounts name. */
void guess_currency(struct guess *guess);
/* What is left: carried. */
void guess_carry(struct guess *guess);

/*
 * merge.c: is `other` of the same resource, its files having other headings?
 * Then its files and names are taken into `guess`.
 */
bool guess_merge(struct guess *guess, struct guess *other);

/* report.c: the table that a person reads, at most 100 columns wide. */
void report_write(struct buf *out, const struct guess *guess);
/* package.c: a datapackage.json of the guesses. */
void package_write(struct buf *out, struct arena *arena, struct slice name,
                   struct guess *const *guesses, size_t count,
                   const char *folder);
/* `path` relative to `folder`; empty when it is not in it. */
struct slice path_below(struct arena *arena, const char *path,
                        const char *folder);

#endif
