/*
 * Rules on programs, one file each kind. Layer: check, not for others.
 *
 * What follows by rule is published: derived-programs and derived-products
 * (program.c, program_product.c), derived-categories (program_category.c),
 * derived-logframe (program_design.c) and derived-diagnostic
 * (program_sheet.c).
 */
#ifndef CHECK_PROGRAM_H
#define CHECK_PROGRAM_H

#include "check/rules.h"
#include "model/build.h"

/* An amount that may be lacking. */
struct program_amount {
    bool is_set;
    struct amount value;
};

/* A program of a list, or a code that the facts use and no list has. */
struct program {
    struct slice code;
    const struct table *table; /* null like row: no list has it */
    const struct row *row;
    const struct member *member; /* null: no facts use it */
    struct slice category;       /* "several", "none": as derived */
    const char *category_rule;
    struct slice gap;  /* "yes", "no", or empty: not known */
    uint32_t design;   /* breaches of L1 to L8 */
    uint32_t elements; /* of the fifteen, those that are published */
};

struct programs {
    struct portal *portal;
    const struct table *facts; /* with the dimension; null = none */
    struct period year;        /* of the headline */
    struct table *rules;       /* derived-logframe, while it is filled */
    struct {
        struct program *items;
        size_t count, capacity;
    } list;
};

/* --- program_money.c --- */

/*
 * What a stage came to in a year: flows over the year, anything else at its
 * last period. Of one code and not of those below it; a null `member` is the
 * lines without a program, `whole` is everything.
 */
struct program_amount program_spent(const struct programs *programs,
                                    const struct member *member, bool whole,
                                    struct slice stage, struct period year);
/* 100 * part / base with two decimals; not set without a base. */
struct program_amount program_percent(struct program_amount part,
                                      struct program_amount base);
struct program_amount program_sum(struct program_amount a,
                                  struct program_amount b);
/* "62.5" */
struct slice program_text(const struct programs *programs, struct amount value);
/* The text of the number of a row, if it is present. */
struct program_amount program_number(const struct table *table,
                                     const struct row *row, const char *role);
/* The years of the facts, or of rows with a period, ascending. */
struct year_list {
    int16_t *items;
    size_t count, capacity;
};
void years_add(struct arena *arena, struct year_list *years, int16_t year);
/* A column of money in the unit of the facts' first stage. */
void program_money_column(const struct programs *programs, struct table *table,
                          const char *name);
void program_put(struct row_maker *maker, struct program_amount amount);

/* --- the rules, in the order they are called --- */

/* program_category.c: resolves the category of each; derived-categories. */
void programs_categorise(struct programs *programs);
/* derived-categories, without rows. */
struct table *categories_table(struct programs *programs);
/* category_facts.c: the same by the dimension `category` of facts, where no
 * program names one. */
void categories_of_lines(struct programs *programs);
/* "results", "several", "none"; empty = it has no lines that could name one.
 * `words`: as they stand in its lines. */
struct slice category_by_lines(struct programs *programs,
                               const struct program *program,
                               struct period year, struct slice *words);
/* program_product.c: derived-products; the gap of each. */
void programs_products(struct programs *programs);
/* program_design.c: L1 to L5, L7 and L8; derived-logframe. */
void programs_design(struct programs *programs);
/* A breach: a row of derived-logframe. */
void programs_breach(struct programs *programs, struct program *program,
                     const char *rule, struct slice node, struct place place);
/* program_costs.c: L6. */
void programs_costs(struct programs *programs);
/* program_sheet.c: derived-diagnostic, the fifteen elements. */
void programs_sheet(struct programs *programs);
/* program_follow.c: responses and results that are due. */
void programs_follow(struct portal *portal);

#endif
