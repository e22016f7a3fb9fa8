/*
 * Many rows of a simple file of facts at once, typed by several threads. Layer:
 * model, for the reading alone.
 *
 *   portion.c         records are copied into portions and handed to a crew
 *   portion_type.c    what the crew does: cells into numbers, by column
 *   portion_tally.c   what some rows of a portion add to the accounts
 *   portion_commit.c  portions into cube and accounts, in the file's order
 *   code_table.c      numbers of codes, for all of them to read
 *
 * A row is usual when typing it finds nothing and changes nothing: its codes
 * are settled, its amounts have no more decimals than those before it. Any
 * other row is left to reading_record(), between those before and after it. So
 * it makes no difference which rows are usual, only how fast they are: what a
 * thread does not know yet it leaves.
 */
#ifndef MODEL_PORTION_H
#define MODEL_PORTION_H

#include "base/crew.h"
#include "model/code_table.h"
#include "model/reading.h"

#define PORTION_ROWS 1024
/* Files of tables with more identities are read one record at a time. */
#define MONEY_WATCHED_MAX 16
/* Different texts of periods in one portion: rows with more are left. */
#define PORTION_PERIODS 32
/* A portion with more text than this is not filled any further. */
#define PORTION_TEXT ((size_t)1 << 20)
/* Portions that are handed over at once, and typed by any thread. */
#define SHEAF_PORTIONS 4
/* Sheaves that wait or are worked on while one is being filled. */
#define SHEAVES_WAITING 3

/* A cell, in the text of its portion. */
struct portion_cell {
    uint32_t at, len;
};

/* What rows of a portion add to the accounts. */
struct tally {
    uint32_t values[CUBE_MEASURES_MAX];  /* rows that have the amount */
    wide sums[CUBE_MEASURES_MAX];        /* at the scale of the measure */
    uint8_t decimals[CUBE_MEASURES_MAX]; /* the most that are written */
    uint64_t reach[CUBE_MEASURES_MAX];   /* sum without signs */
    uint32_t rows[PORTION_PERIODS];      /* by place of the period */
    uint32_t filled[PORTION_PERIODS][CUBE_MEASURES_MAX]; /* other than zero */
    uint32_t identities[MONEY_WATCHED_MAX]; /* rows that keep them */
};

struct portion {
    uint32_t count;
    struct buf text;
    struct portion_cell *cells; /* [row * fields + field] */
    uint32_t *records_read;     /* of the file, when the row was delivered */
    uint8_t scales[CUBE_MEASURES_MAX]; /* of the cube, before it is typed */
    uint8_t limits[TABLE_COLUMNS_MAX]; /* decimals of other numbers, by field */
    /* From here on what typing it gives. */
    struct cube_rows rows;
    uint8_t *decimals; /* as written: [row * measures + measure] */
    bool *is_left;     /* the row is not usual */
    bool has_left;     /* some row is not */
    uint64_t period_words[PORTION_PERIODS]; /* code_word() of the texts */
    struct slice period_texts[PORTION_PERIODS];
    struct period periods[PORTION_PERIODS];
    uint32_t period_count;
    struct tally tally; /* of all rows, where none is left */
    struct arena arena;
};

/* Where hardly a row is usual, of so many sheaves only one is typed. */
#define SHEAVES_UNTYPED 16

struct sheaf {
    struct portion portions[SHEAF_PORTIONS];
    size_t filling;
    bool is_untyped; /* all of its rows are read alone */
};

/* What a field's text is needed for; a text that is only published needs
 * nothing here. */
enum need {
    NEED_NOTHING,
    NEED_TEXT, /* it may not be empty */
    NEED_CURRENCY,
    NEED_NUMBER,
    NEED_DATE,
    NEED_PERIOD,
    NEED_AMOUNT,
    NEED_CODE
};

struct portion_field {
    enum need need;
    bool is_required;
    const struct column *column;
    const struct bound_field *bound;
    size_t at;    /* of the cube: measure or dimension */
    size_t label; /* field whose texts name the codes */
    bool has_label;
    struct code_table codes;
};

struct portions {
    struct reading *reading;
    struct portion_field fields[TABLE_COLUMNS_MAX];
    size_t field_count;
    size_t measure_count;
    size_t dimension_count;
    size_t field_of[TABLE_COLUMNS_MAX]; /* by column of the table */
    struct slice currency;              /* that rows may name */
    const struct money_watch *watch;
    struct sheaf *sheaves[SHEAVES_WAITING + 1];
    size_t handed, committed; /* sheaves */
    struct crew *crew;        /* from the second full sheaf on */
    bool is_stopped;
    uint32_t alone;  /* rows that were read alone */
    bool is_unusual; /* most rows of the last typed sheaf were */
    struct slice raw[TABLE_COLUMNS_MAX]; /* a record that is read alone */
};

/* After the header: sets reading->portions where the file allows for it. */
void portions_begin(struct reading *reading);
/* False when no more is wanted. */
bool portions_take(struct reading *reading, const struct record_batch *batch);
/* After the last record: what is under way. */
void portions_end(struct reading *reading);
/* A row that was read alone has a code of which nothing is left to find. */
void portions_learn(struct reading *reading, size_t column,
                    const struct member *member, bool has_label);

/* Has a row all amounts of an identity? */
bool identity_is_whole(const struct watched_identity *watched,
                       const uint8_t *states);
/* By a thread of the crew; nothing that is shared is written. */
void portion_type(const struct portions *portions, struct portion *portion);
/* Usual rows from `from` to `to`. */
void portion_tally(const struct portions *portions,
                   const struct portion *portion, uint32_t from, uint32_t to,
                   struct tally *tally);
/* False when no more is wanted. */
bool portion_commit(struct portions *portions, const struct portion *portion);
/* All rows by reading_record(). */
bool portion_commit_alone(struct portions *portions,
                          const struct portion *portion);

#endif
