/*
 * Known names of columns, in Spanish, Portuguese, English and French. Layer:
 * inspect.
 *
 * A heading is folded (lower case, no accents, words joined by hyphens) and
 * looked up in names.def: whole, or as words inside it, the longest entry
 * first.
 */
#ifndef INSPECT_NAMES_H
#define INSPECT_NAMES_H

#include "base/arena.h"

enum name_kind {
    NAME_NONE,
    NAME_STAGE,     /* of money: `what` is the stage */
    NAME_AMOUNT,    /* money of no stage */
    NAME_DIMENSION, /* `what` is the dimension */
    NAME_YEAR,
    NAME_MONTH,
    NAME_DATE,
    NAME_CURRENCY,
    NAME_DERIVED, /* a balance or a share: worked out from others */
    NAME_FIELD    /* of indicators, commitments …: `what` is the topic */
};

struct name_guess {
    bool known; /* anything at all */
    enum name_kind kind;
    struct slice what;
    struct slice entry; /* the entry of the table that fitted */
    bool is_code;       /* "código", "cod", "id" */
    bool is_label;      /* "descripción", "nombre" */
    bool is_to_date;    /* "acumulado" */
    bool is_of_period;  /* "parcial", "mensual" */
    bool is_revenue;    /* a stage that only revenue has, or says so */
    bool is_spending;
    struct slice bare; /* its words without those of codes and labels */
    unsigned month;    /* a month in the name, 1 to 12 */
    int year;          /* a year in it */
};

/* "CRED_INICIAL" -> "cred-inicial". */
struct slice name_fold(struct arena *arena, struct slice text);
struct name_guess name_find(struct arena *arena, struct slice heading);
/* 1 to 12 for the name of a month or its short form in four languages. */
unsigned month_of_name(struct slice folded);
/* A text that heads a row of sums: "Total general", "RESULTADO". */
bool names_total(struct slice text);
/* A text that marks a missing value: "n.d.", "s/d", "NULL". */
bool names_missing(struct slice text);
/* Says the text of a code, or of a file, that it is revenue or spending? */
bool names_revenue(struct slice folded);
bool names_spending(struct slice folded);
/* Does `word` stand in `folded` as whole words? */
bool folded_has(struct slice folded, struct slice word);

/* The roles of model/roles.def: does `resource` have `field`? */
bool role_has_field(const char *resource, const char *field);

#endif
