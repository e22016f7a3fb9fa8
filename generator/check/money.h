/*
 * Rules on money, one file each kind. Layer: check, not for others.
 *
 * An account is what a rule looks at: the whole of a table of facts, or one
 * group of it at the level at which the budget binds. Its periods are taken
 * year by year and kind by kind (a year and its months are two accounts of the
 * same money). Flows are read to date: a month's value is the sum since the
 * fiscal year began, so that amounts of periods and amounts to date are
 * measured by the same rules.
 */
#ifndef CHECK_MONEY_H
#define CHECK_MONEY_H

#include "check/rules.h"

enum money_kind {
    MONEY_IDENTITY,
    MONEY_CONTROL,
    MONEY_ORDER,
    MONEY_BALANCE,
    MONEY_FALLS,
    MONEY_OUTLIERS,
    MONEY_ROWS,
    MONEY_NO_BUDGET,
    MONEY_PART_YEARS
};

/* A rule on a table, and what became of it. */
struct money_result {
    enum money_kind kind;
    const struct table *table;
    struct slice first;  /* stages, joined by '|' */
    struct slice second; /* a stage; outliers: the factor */
    struct slice currency;
    bool at_level;    /* else on the whole table */
    bool is_declared; /* else it holds without being asked for */
    uint32_t looked;  /* rows, groups by period, or periods */
    uint32_t breaches;
};
struct money_results {
    struct money_result *items;
    size_t count, capacity;
};

/* The periods of one kind in one fiscal year, ascending. */
struct money_year {
    struct period year;
    enum period_kind kind;
    size_t *periods; /* by number in the cube */
    size_t count;
};
struct money_years {
    struct money_year *items;
    size_t count, capacity;
};

struct money_account {
    struct portal *portal;
    const struct table *table;
    const struct money_years *years;
    bool is_group;                                 /* else the whole table */
    const struct member *members[MONEY_LEVEL_MAX]; /* null = without a code */
    int dimensions[MONEY_LEVEL_MAX];
    size_t dimension_count;
    struct cube_sum *sums; /* [period * measures + measure] */
};

/* A measure of an account at a period: to date, where it is a flow. */
struct money_value {
    struct amount amount;
    struct place first;
    struct place last;
};

/* --- money_account.c --- */

/* The fiscal years of a table's periods. */
void money_years_of(const struct portal *portal, const struct table *table,
                    struct money_years *out);
/* The whole table. */
struct money_account money_whole(struct portal *portal,
                                 const struct table *table,
                                 const struct money_years *years);
/* Each group at the level; the account is another's after the call. */
typedef void money_visit(void *context, const struct money_account *account);
void money_groups(struct portal *portal, const struct table *table,
                  const struct money_years *years, money_visit *visit,
                  void *context);
/* Value of a measure at period `at` of a year; false where there is none. */
bool money_value_at(const struct money_account *account, size_t measure,
                    const struct money_year *year, size_t at,
                    struct money_value *out) MUST_USE;
/* The same of the period alone: increments of what is kept to date. */
bool money_step_at(const struct money_account *account, size_t measure,
                   const struct money_year *year, size_t at,
                   struct money_value *out) MUST_USE;
struct period money_period(const struct money_account *account,
                           const struct money_year *year, size_t at);
/* "execution 2017-10", "execution, program 11, 2017-10". */
struct slice money_about(const struct money_account *account,
                         struct period period);
/* The place of a measure in a row. */
struct place money_place(const struct money_account *account, size_t measure,
                         struct place place);
struct slice money_text(struct portal *portal, struct amount amount);
const struct column *money_column(const struct money_account *account,
                                  size_t measure);
/* Is every day of the fiscal year in one of the periods? */
bool money_is_whole(const struct portal *portal, const struct money_year *year,
                    const struct cube *cube);

/* --- the rules --- */

/* money_limits.c: low <= high in an account; falls of what is to date. */
struct money_limit {
    enum diag_id id;
    size_t low;
    size_t high;
};
void money_limit(const struct money_account *account,
                 const struct money_limit *limit, struct money_result *result);
void money_falls(const struct money_account *account, size_t measure,
                 struct money_result *result);
void money_balance(struct portal *portal, struct money_results *results);
/* money_outliers.c: of the whole table. */
void money_outliers(const struct money_account *whole, size_t measure,
                    struct money_result *result);
void money_few_rows(const struct money_account *whole, size_t measure,
                    struct money_result *result);
/* money_parts.c */
void money_part_years(const struct money_account *whole,
                      struct money_result *result);
/* money_report.c: the derived table */
void money_report(struct portal *portal, const struct money_results *results);

#endif
