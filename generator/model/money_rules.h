/*
 * What portal.yaml says of money: the rules that its amounts keep (`money`) and
 * the years whose data are a part of a year (`partial_years`). Layer: model.
 *
 * The rules are tested by check/money.c. What needs every row of a file is
 * counted here while the rows are read: rows that break an identity, and rows
 * that have an amount other than zero, by period.
 */
#ifndef MODEL_MONEY_RULES_H
#define MODEL_MONEY_RULES_H

#include "model/cube.h"

struct portal;
struct loading;
struct node;

#define MONEY_LEVEL_MAX 6
#define MONEY_PARTS_MAX 8

/* The parts add up to the total on every row that has all of them. */
struct money_identity {
    struct slice parts[MONEY_PARTS_MAX];
    size_t part_count;
    struct slice total;
    struct place place;
};

/* Of two stages, the first is never more than the second. */
struct money_pair {
    struct slice low;
    struct slice high;
    struct place place;
};
struct money_pairs {
    struct money_pair *items;
    size_t count, capacity;
};

/* A dimension of the level at which the budget binds. */
struct money_level {
    struct slice name;
    struct place place;
};

/* A year whose data end before it does. */
struct part_year {
    struct period year;
    struct period until;
    struct words reason;
    struct place place;
};

/* What one file did to one identity. */
struct identity_count {
    size_t identity; /* of the watch */
    uint16_t source;
    uint32_t rows;   /* that have all of its amounts */
    uint32_t broken; /* of them */
    struct place first;
    struct place worst;
    struct amount sum;   /* of the parts, in the worst row */
    struct amount total; /* as it stands there */
    struct amount gap;   /* between the two, without its sign */
    bool overflow;       /* a row could not be added up */
};

/* An identity in the measures of a table, once for each currency. */
struct watched_identity {
    const struct money_identity *identity;
    size_t parts[MONEY_PARTS_MAX];
    size_t total;
};

/* Rows of a period that have an amount other than zero, by measure. */
struct filled_rows {
    struct period period;
    uint32_t rows[CUBE_MEASURES_MAX];
};

/* What is counted while a table of facts is read. */
struct money_watch {
    const struct table *table;
    struct {
        struct watched_identity *items;
        size_t count, capacity;
    } identities;
    struct {
        struct identity_count *items; /* by file, then identity */
        size_t count, capacity;
    } counts;
    struct {
        struct filled_rows *items; /* in the order they come */
        size_t count, capacity;
    } filled;
};

struct money_rules {
    struct {
        struct money_identity *items;
        size_t count, capacity;
    } identities;
    struct money_level level[MONEY_LEVEL_MAX];
    size_t level_count;
    struct money_pairs within; /* the budget binds, at `level` */
    struct money_pairs order;
    struct slice balance_revenue; /* empty = not declared */
    struct slice balance_expenditure;
    struct {
        struct slice *items;
        size_t count, capacity;
    } falls; /* stages to date that never fall */
    bool declares_falls;
    struct amount times; /* a period is out of line from this factor on */
    bool declares_times;
    struct {
        struct part_year *items;
        size_t count, capacity;
    } part_years;
    struct {
        struct money_watch *items; /* by table of facts */
        size_t count, capacity;
    } watches;
};

/* `money` and `partial_years` of portal.yaml, after its stages. */
void money_rules_read(struct loading *loading, const struct node *root);

/*
 * Between cube_new() and the first row of a table: keeps the sums of the level
 * at which the budget binds, and begins to count.
 */
void money_rules_prepare(struct portal *portal, const struct table *table);
/*
 * A row as it is given to cube_add(): `amounts` by measure of the cube. Not for
 * several threads at once.
 */
void money_row(struct portal *portal, const struct table *table,
               struct period period, const struct cell *const *amounts,
               struct place place);
/*
 * The same of many rows at once, none of which breaks an identity. By measure,
 * how many rows of a period have an amount other than zero; by identity of the
 * watch, how many have all of its amounts.
 */
void money_rows_filled(struct portal *portal, const struct table *table,
                       struct period period, const uint32_t *rows);
void money_rows_kept(struct portal *portal, const struct table *table,
                     uint16_t source, const uint32_t *rows);
/* Has each of these identities been counted in the file before? The first of
 * them must come row by row, so that counts are in the order of rows. */
bool money_rows_known(const struct portal *portal, const struct table *table,
                      uint16_t source, const uint32_t *rows);
/* What was counted of a table; null when it was never prepared. */
const struct money_watch *money_watch_of(const struct portal *portal,
                                         const struct table *table);

/*
 * The measure of a stage in a currency of the table, by number; -1 when there
 * is none. Stages of further currencies are named "accrued-usd".
 */
int money_measure(const struct cube *cube, struct slice stage,
                  struct slice currency);
/* The currency of the table's measure `index`, if no measure before has it;
 * false otherwise. */
bool money_currency_at(const struct cube *cube, size_t index,
                       struct slice *currency);
/*
 * Numbers of the level's dimensions in the cube; 0 for the whole table, also
 * where the table lacks one of them.
 */
size_t money_level_of(const struct portal *portal, const struct cube *cube,
                      int dimensions[MONEY_LEVEL_MAX]);

/* --- part years --- */

/* The declaration of a year, or null. */
const struct part_year *money_part_year(const struct portal *portal,
                                        struct period year);
/*
 * The last period of a year that the facts speak of: what is declared, else
 * what the table reaches; kind none where it has nothing of the year.
 */
struct period money_reach(const struct portal *portal,
                          const struct table *facts, struct period year);
/*
 * Is the year declared to end before its facts seem to? Then it stands in the
 * place of a whole one and is not compared with others.
 */
bool money_is_cut(const struct portal *portal, const struct table *facts,
                  struct period year);
/* May amounts of two years be compared: are both cut alike, or neither? */
bool money_years_compare(const struct portal *portal, const struct table *facts,
                         struct period year, struct period before);

#endif
