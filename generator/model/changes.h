/*
 * derived-changes: what differs from the release before, a row per change.
 * Layer: model. The table is there from loading on where portal.yaml declares
 * earlier releases, so that pages and addresses know it; its rows are added
 * when the published files have been compared (publish/history/).
 */
#ifndef MODEL_CHANGES_H
#define MODEL_CHANGES_H

#include "model/portal.h"

#define CHANGES_TABLE "derived-changes"
/* In `is_explained`, beside "yes" and "no". */
#define CHANGE_BY_RULE "by-rule"

/* What a change can be about. */
enum change_subject {
    CHANGE_PROGRAM,
    CHANGE_INSTITUTION,
    CHANGE_TERRITORY,
    CHANGE_INDICATOR,
    CHANGE_COMMITMENT,
    CHANGE_NODE,
    CHANGE_SUBJECTS
};

/* "program", the name of the column, and the role of its codes. */
const char *change_subject_name(enum change_subject subject);
enum resource_role change_subject_role(enum change_subject subject);

struct change_record {
    struct slice kind;   /* "amount-restated" … */
    struct slice table;  /* the resource */
    struct slice key;    /* of the row: "program=0011;period=2017-03" */
    struct slice column; /* empty: the row as such */
    struct slice label;  /* what the row is called; may be empty */
    struct period period;
    struct slice subjects[CHANGE_SUBJECTS]; /* codes */
    struct slice before, after; /* as published; empty = was not there */
    bool has_before, has_after, has_difference;
    struct amount before_value, after_value, difference;
    struct slice unit;
    struct slice reason;                 /* declared, or empty */
    struct slice reasons[LANGUAGES_MAX]; /* the same in the portal's languages
                                          */
    struct slice source;                 /* where it is declared to stand */
};

/* While loading; nothing where no earlier release is declared. */
void changes_declare(struct portal *portal);
/* Null where there is none. */
struct table *changes_of(const struct portal *portal);
/* In order; then changes_end(). */
void changes_add(struct portal *portal, const struct change_record *record);
void changes_end(struct portal *portal);

#endif
