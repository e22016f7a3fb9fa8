/*
 * What the tests of reading share: an example is a resource, its fields and its
 * files; what is published of it is compared, and the cube's sums and the
 * ledger must agree with it.
 */
#ifndef TESTS_READING_HELP_H
#define TESTS_READING_HELP_H

#include "portal_help.h"

#include "check/check.h"

/* Descriptors are written with ' for ". */
struct example {
    const char *resource;
    const char *fields;
    const char *files[9]; /* names and texts in turn */
    const char *published;
    const char *findings;
    const char *ledger;
    const char *settings;
};

static inline void desk_open(struct desk *desk, const struct example *example)
{
    desk_init(desk);
    desk_write(
        desk, "content/p/portal.yaml",
        arena_format(&desk->arena,
                     "name: P\nlanguages: [{path: en, locale: en-US}]\n"
                     "cut_off: 2017-12-31\n"
                     "stages: [{id: initial, label: Initial}, {id: current, "
                     "label: Current}, {id: accrued, label: Accrued}]\n%s",
                     example->settings != NULL ? example->settings : "")
            .ptr);
    desk_write(desk, "data/p/datapackage.json",
               json_of(&desk->arena,
                       arena_format(&desk->arena,
                                    "{'name':'p','resources':[{'name':"
                                    "'spent',%s,'schema':{'fields':[%s]}}]}",
                                    example->resource, example->fields)
                           .ptr));
    for (size_t i = 0; example->files[i] != NULL; i += 2)
        desk_write(
            desk,
            arena_format(&desk->arena, "data/p/%s", example->files[i]).ptr,
            example->files[i + 1]);
    desk_load(desk);
}

struct replay {
    const struct table *table;
    struct buf text;
    struct period period; /* sums of this one alone */
    struct amount sums[CUBE_MEASURES_MAX];
    uint32_t values[CUBE_MEASURES_MAX];
};

static inline void cell_write(struct buf *out, const struct column *column,
                              const struct cell *cell)
{
    static const char *const states[] = {[CELL_EMPTY] = "",
                                         [CELL_NOT_REPORTED] = "(not reported)",
                                         [CELL_NOT_APPLICABLE] = "(n/a)",
                                         [CELL_REFUSED] = "(refused)"};

    if (cell->state != CELL_PRESENT)
        buf_add_text(out, states[cell->state]);
    else if (column->type == COLUMN_AMOUNT || column->type == COLUMN_NUMBER ||
             column->type == COLUMN_STATED)
        amount_write(out, cell->is.number);
    else if (column->type == COLUMN_PERIOD || column->type == COLUMN_DATE)
        period_write(out, cell->is.period);
    else
        buf_add_slice(out, cell->text);
}

static inline bool row_write(void *context, const struct row *row)
{
    struct replay *replay = context;

    for (size_t i = 0; i < replay->table->columns.count; i++) {
        const struct column *column = &replay->table->columns.items[i];

        buf_add_text(&replay->text, i > 0 ? "," : "");
        buf_add_text(&replay->text, column->personal ? "*" : "");
        cell_write(&replay->text, column, &row->cells[i]);
    }
    buf_add_char(&replay->text, '\n');
    return true;
}

static inline bool row_sum(void *context, const struct row *row)
{
    struct replay *replay = context;
    const struct table *table = replay->table;
    const struct column *column = table_role_column(table, "period");
    struct period period = table->period;

    if (column != NULL &&
        row->cells[column_index(table, column)].state == CELL_PRESENT)
        period = row->cells[column_index(table, column)].is.period;
    if (period_compare(period, replay->period) != 0)
        return true;
    for (size_t m = 0; m < cube_measure_count(table->cube); m++) {
        const struct cell *cell = &row->cells[column_index(
            table, cube_measure(table->cube, m)->column)];

        if (cell->state != CELL_PRESENT)
            continue;
        replay->values[m]++;
        if (!amount_add(replay->sums[m], cell->is.number, &replay->sums[m]))
            fail();
    }
    return true;
}

/* What is published of a table: lists are kept, facts are read again. */
static inline struct slice published(struct desk *desk,
                                     const struct table *table)
{
    struct replay replay = {.table = table, .text = BUF_INIT};

    if (table->cube == NULL)
        for (size_t r = 0; r < table->rows.count; r++)
            (void)row_write(&replay, &table->rows.items[r]);
    else
        assert_true(table_replay(desk->portal, table, desk->folder, row_write,
                                 &replay));
    return arena_take(&desk->arena, &replay.text);
}

/* The rows that are published give what the cube says, in every period. */
static inline void check_replay(struct desk *desk, const struct table *table)
{
    for (size_t p = 0; p < cube_period_count(table->cube); p++) {
        struct replay replay = {.table = table, .text = BUF_INIT};

        replay.period = cube_period(table->cube, p);
        assert_true(
            table_replay(desk->portal, table, desk->folder, row_sum, &replay));
        for (size_t m = 0; m < cube_measure_count(table->cube); m++) {
            struct cube_sum sum;

            if (cube_query(table->cube, m, NULL, 0, replay.period,
                           replay.period, &sum) != CUBE_OK ||
                sum.overflow)
                continue; /* a year and its months, both given */
            assert_int_equal(sum.values, replay.values[m]);
            assert_int_equal(amount_compare(sum.value, replay.sums[m]), 0);
        }
    }
}

/* records = used + what was not, of each file. */
static inline void check_ledger(const struct table *table)
{
    for (size_t f = 0; f < table->files.count; f++) {
        const struct file_account *file = &table->files.items[f];
        uint32_t rows = 0;

        for (size_t o = 0; o < file->outcomes.count; o++)
            rows += file->outcomes.items[o].rows;
        assert_int_equal(rows, file->count.records);
        assert_int_equal(file->used + file->excluded + file->elsewhere +
                             file->refused,
                         file->count.records);
    }
}

/* "x.csv used 2 30|12.5": amounts by column, of outcomes that occur. */
static inline struct slice ledger(struct desk *desk)
{
    const struct table *table =
        portal_table_named(desk->portal, SLICE("ledger"));
    struct buf out = BUF_INIT;

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct cell *cells = table->rows.items[r].cells;

        if (cells[4].state != CELL_PRESENT ||
            cells[4].is.number.coefficient == 0)
            continue;
        buf_add_slice(&out, slice_cut(cells[0].text, 7, cells[0].text.len));
        if (!slice_equal_text(cells[1].text, "spent"))
            buf_add_format(&out, "(" SLICE_FORMAT ")",
                           SLICE_ARGS(cells[1].text));
        buf_add_format(&out, " " SLICE_FORMAT " ", SLICE_ARGS(cells[2].text));
        amount_write(&out, cells[4].is.number);
        for (size_t c = 7; c < table->columns.count; c++) {
            buf_add_text(&out, c > 7 ? "|" : " ");
            cell_write(&out, &table->columns.items[c], &cells[c]);
        }
        buf_add_char(&out, '\n');
    }
    return arena_take(&desk->arena, &out);
}

static inline void check_tables(struct desk *desk)
{
    for (size_t t = 0; t < desk->portal->tables.count; t++) {
        const struct table *table = desk->portal->tables.items[t];

        check_ledger(table);
        if (table->cube != NULL)
            check_replay(desk, table);
    }
}

static inline void check_example(const struct example *example)
{
    struct desk desk;

    desk_open(&desk, example);
    assert_slice(&desk, desk_findings(&desk, ""),
                 example->findings != NULL ? example->findings : "");
    assert_slice(
        &desk,
        published(&desk, portal_table_named(desk.portal, SLICE("spent"))),
        example->published);
    check_tables(&desk);
    check_portal(desk.portal, desk.folder);
    if (example->ledger != NULL)
        assert_slice(&desk, ledger(&desk), example->ledger);
    desk_release(&desk);
}

#define CHECK(...)                                                             \
    do {                                                                       \
        const struct example example = {__VA_ARGS__};                          \
        check_example(&example);                                               \
    } while (0)

#define FACTS(more) "'role':'execution','path':'x*.csv'" more
#define PERIOD "{'name':'Mes','role':'period'}"
#define CODE "{'name':'Cod','role':'dimension','dimension':'code'}"
#define AMOUNT(name, stage, more)                                              \
    "{'name':'" name "','type':'number','role':'amount','stage':'" stage       \
    "'" more "}"
#define MONEY AMOUNT("Dev", "accrued", "")
#define YEAR_2017 ",'period':'2017'"

#endif
