/*
 * The account of every file, as a table that is published: for each outcome of
 * its records, and each reason, how many there are and what they amount to.
 */
#include "check/rules.h"
#include "model/build.h"

/* An amount column of the ledger: a measure in one currency and magnitude. */
struct ledger_measure {
    struct slice name;
    const struct column *column; /* the first that is so */
};

struct ledger {
    struct portal *portal;
    struct table *table;
    struct {
        struct ledger_measure *items;
        size_t count, capacity;
    } measures;
};

/* "accrued_clp": currencies never share a column. */
static struct slice measure_name(struct arena *arena,
                                 const struct column *column)
{
    struct buf name = BUF_INIT;

    buf_add_slice(&name, column->stage);
    if (column->currency.len > 0) {
        buf_add_char(&name, '_');
        for (size_t i = 0; i < column->currency.len; i++) {
            char c = column->currency.ptr[i];

            buf_add_char(&name,
                         c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
        }
    }
    if (column->multiplier > 0)
        buf_add_format(&name, "_e%u", column->multiplier);
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '-')
            name.ptr[i] = '_';
    return arena_take(arena, &name);
}

static void measures_collect(struct ledger *ledger)
{
    struct portal *portal = ledger->portal;
    struct map names;

    map_init(&names, portal->arena);
    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        for (size_t c = 0; c < table->columns.count; c++) {
            const struct column *column = &table->columns.items[c];
            struct ledger_measure measure = {.column = column};

            if (column->type != COLUMN_AMOUNT)
                continue;
            measure.name = measure_name(portal->arena, column);
            if (map_put(&names, measure.name, ledger) == NULL)
                ARENA_PUSH(portal->arena, &ledger->measures, measure);
        }
    }
}

static void columns_add(struct ledger *ledger)
{
    struct portal *portal = ledger->portal;

    (void)table_add_column(portal, ledger->table, "file", COLUMN_CODE);
    (void)table_add_column(portal, ledger->table, "resource", COLUMN_CODE);
    (void)table_add_column(portal, ledger->table, "outcome", COLUMN_CHOICE);
    (void)table_add_column(portal, ledger->table, "reason", COLUMN_TEXT);
    (void)table_add_column(portal, ledger->table, "records", COLUMN_NUMBER);
    (void)table_add_column(portal, ledger->table, "lines", COLUMN_NUMBER);
    (void)table_add_column(portal, ledger->table, "withheld", COLUMN_TEXT);
    for (size_t m = 0; m < ledger->measures.count; m++) {
        const struct ledger_measure *measure = &ledger->measures.items[m];
        struct column *column = table_add_column(
            portal, ledger->table, arena_text(portal->arena, measure->name),
            COLUMN_NUMBER);

        column->currency = measure->column->currency;
        column->multiplier = measure->column->multiplier;
        column->stage = measure->column->stage;
    }
}

/* What of the rows is kept back: all of them, or some columns. */
static struct slice withheld(struct ledger *ledger, const struct table *table)
{
    struct buf out = BUF_INIT;

    if (table->publish == PUBLISH_NONE)
        return SLICE("rows");
    if (table->publish == PUBLISH_AGGREGATE)
        return SLICE("rows but their sums");
    for (size_t i = 0; i < table->columns.count; i++) {
        if (!table->columns.items[i].personal)
            continue;
        buf_add_text(&out, out.len > 0 ? ", " : "");
        buf_add_slice(&out, table->columns.items[i].name);
    }
    return arena_take(ledger->portal->arena, &out);
}

/* One row of the ledger, of a file of a table. */
struct entry {
    const struct table *table;
    const struct file_account *file;
    struct slice outcome;
    struct slice reason;
    bool is_lines; /* counts lines, not records */
    uint32_t count;
    const struct outcome_amount *amounts; /* null = no money */
    struct slice withheld;
};

static const struct outcome_amount *
amount_of_measure(struct ledger *ledger, const struct entry *entry, size_t m)
{
    for (size_t c = 0;
         entry->amounts != NULL && c < entry->table->columns.count; c++)
        if (entry->table->columns.items[c].type == COLUMN_AMOUNT &&
            slice_equal(ledger->measures.items[m].name,
                        measure_name(ledger->portal->arena,
                                     &entry->table->columns.items[c])))
            return &entry->amounts[c];
    return NULL;
}

static void entry_put(struct ledger *ledger, const struct entry *entry)
{
    struct row_maker maker;

    row_begin(&maker, ledger->portal, ledger->table);
    row_put_text(&maker, entry->file->path);
    row_put_text(&maker, entry->table->name);
    row_put_text(&maker, entry->outcome);
    row_put_text(&maker, entry->reason);
    row_put_number(&maker, !entry->is_lines, amount_of(entry->count));
    row_put_number(&maker, entry->is_lines, amount_of(entry->count));
    row_put_text(&maker, entry->withheld);
    for (size_t m = 0; m < ledger->measures.count; m++) {
        const struct outcome_amount *amount =
            amount_of_measure(ledger, entry, m);

        row_put_number(
            &maker, amount != NULL && amount->values > 0 && !amount->overflow,
            amount != NULL ? amount->sum : amount_of(0));
    }
    row_end(&maker, (struct place){0, 0, 0});
}

static const struct outcome_account *account_of(const struct file_account *file,
                                                enum outcome outcome)
{
    for (size_t i = 0; i < file->outcomes.count; i++)
        if (file->outcomes.items[i].outcome == outcome &&
            file->outcomes.items[i].exclusion == NULL)
            return &file->outcomes.items[i];
    return NULL;
}

/* Rows that could not be cut into cells were refused before any was read. */
static void plain_outcome(struct ledger *ledger, struct entry entry,
                          enum outcome outcome, bool always)
{
    const struct outcome_account *account = account_of(entry.file, outcome);

    entry.outcome = slice_of(outcome_name(outcome));
    entry.count = account != NULL ? account->rows : 0;
    if (outcome == OUTCOME_REFUSED)
        entry.count += entry.file->count.refused_rows;
    entry.amounts = account != NULL ? account->amounts : NULL;
    if (outcome == OUTCOME_USED)
        entry.withheld = withheld(ledger, entry.table);
    if (always || entry.count > 0)
        entry_put(ledger, &entry);
}

static void excluded_outcomes(struct ledger *ledger, struct entry entry)
{
    const struct portal *portal = ledger->portal;
    bool any = false;

    for (size_t i = 0; i < entry.file->outcomes.count; i++) {
        const struct outcome_account *account = &entry.file->outcomes.items[i];

        if (account->exclusion == NULL)
            continue;
        entry.outcome = slice_of(outcome_name(account->outcome));
        entry.reason =
            words_in(&account->exclusion->reason, &portal->languages[0]);
        entry.count = account->rows;
        entry.amounts = account->amounts;
        entry_put(ledger, &entry);
        any |= account->outcome == OUTCOME_EXCLUDED;
    }
    entry.reason = (struct slice){NULL, 0};
    if (!any)
        plain_outcome(ledger, entry, OUTCOME_EXCLUDED, true);
}

static void lines_outcome(struct ledger *ledger, struct entry entry,
                          struct slice outcome, uint32_t lines)
{
    entry.outcome = outcome;
    entry.is_lines = true;
    entry.count = lines;
    entry_put(ledger, &entry);
}

static void file_put(struct ledger *ledger, const struct table *table,
                     const struct file_account *file)
{
    struct entry entry = {.table = table, .file = file};

    plain_outcome(ledger, entry, OUTCOME_USED, true);
    excluded_outcomes(ledger, entry);
    plain_outcome(ledger, entry, OUTCOME_SUBTOTAL, false);
    plain_outcome(ledger, entry, OUTCOME_REPEATED, false);
    plain_outcome(ledger, entry, OUTCOME_REFUSED, true);
    plain_outcome(ledger, entry, OUTCOME_ELSEWHERE, true);
    lines_outcome(ledger, entry, SLICE("blank-line"), file->count.blank_lines);
    lines_outcome(ledger, entry, SLICE("comment"), file->count.comment_rows);
    if (file->count.skipped_rows > 0)
        lines_outcome(ledger, entry, SLICE("before-header"),
                      file->count.skipped_rows);
}

static bool is_too_large(const struct cube *cube, size_t measure)
{
    for (size_t p = 0; p < cube_period_count(cube); p++) {
        struct period period = cube_period(cube, p);
        struct cube_sum sum;

        if (cube_query(cube, measure, NULL, 0, period, period, &sum) ==
                CUBE_OK &&
            sum.overflow)
            return true;
    }
    return false;
}

void check_sums(struct portal *portal)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table->cube == NULL)
            continue;
        for (size_t m = 0; m < cube_measure_count(table->cube); m++)
            if (is_too_large(table->cube, m))
                diag_add(portal->diagnostics, DIAG_OVERFLOW, table->place,
                         arena_format(
                             portal->arena, SLICE_FORMAT " | " SLICE_FORMAT,
                             SLICE_ARGS(table->name),
                             SLICE_ARGS(
                                 cube_measure(table->cube, m)->column->name)));
    }
}

void report_ledger(struct portal *portal)
{
    struct ledger ledger = {.portal = portal};

    ledger.table = table_new(portal, SLICE("ledger"), ROLE_DERIVED);
    ledger.table->title =
        portal_words(portal, SLICE(N_("Account of every file")));
    measures_collect(&ledger);
    columns_add(&ledger);
    for (size_t i = 0; i < portal->tables.count; i++)
        for (size_t f = 0; f < portal->tables.items[i]->files.count; f++)
            file_put(&ledger, portal->tables.items[i],
                     &portal->tables.items[i]->files.items[f]);
    table_index(portal, ledger.table);
}
