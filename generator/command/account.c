/* What became of the rows that were read, as the last lines of a command. */
#include "command/account.h"

#include <inttypes.h>

/* The account of all files, whose terms add up. */
struct account {
    uint64_t read, used, excluded, refused;
};

/* A record that another resource takes is counted there. */
static struct account account_of(const struct portal *portal)
{
    struct account account = {0};

    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        for (size_t f = 0; f < table->files.count; f++) {
            const struct file_account *file = &table->files.items[f];

            account.read += file->count.records + file->count.refused_rows -
                            file->elsewhere;
            account.used += file->used;
            account.excluded += file->excluded;
            account.refused += file->refused + file->count.refused_rows;
        }
    }
    return account;
}

/* Rows of one table that were left out for one reason, over its files. */
struct left_out {
    const struct row *first;
    size_t files;
    struct amount records;
    struct amount *amounts; /* by column of the ledger; of money alone */
    bool *present;
};
struct left_outs {
    struct left_out *items;
    size_t count, capacity;
};

static bool is_left_out(const struct table *ledger, const struct row *row)
{
    struct slice outcome = row_text(ledger, row, "outcome");
    const struct cell *records = row_cell(ledger, row, "records");

    return records->state == CELL_PRESENT &&
           amount_sign(records->is.number) != 0 &&
           !slice_equal_text(outcome, "used") &&
           !slice_equal_text(outcome, "elsewhere");
}

static bool is_alike(const struct table *ledger, const struct row *a,
                     const struct row *b)
{
    static const char *const columns[] = {"resource", "outcome", "reason"};

    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (!slice_equal(row_text(ledger, a, columns[i]),
                         row_text(ledger, b, columns[i])))
            return false;
    return true;
}

static bool is_of_money(const struct table *ledger, size_t column,
                        const struct row *row)
{
    return ledger->columns.items[column].stage.len > 0 &&
           row->cells[column].state == CELL_PRESENT;
}

/* False when a sum is too large: then the row stands on a line of its own. */
static bool left_out_join(struct left_out *to, const struct table *ledger,
                          const struct row *row)
{
    struct left_out sum = *to;
    struct amount unused;

    for (size_t c = 0; c < ledger->columns.count; c++)
        if (is_of_money(ledger, c, row) &&
            !amount_add(to->amounts[c], row->cells[c].is.number, &unused))
            return false;
    if (!amount_add(sum.records, row_cell(ledger, row, "records")->is.number,
                    &sum.records))
        return false;
    for (size_t c = 0; c < ledger->columns.count; c++)
        if (is_of_money(ledger, c, row))
            to->present[c] = amount_add(to->amounts[c], row->cells[c].is.number,
                                        &to->amounts[c]);
    to->records = sum.records;
    to->files++;
    return true;
}

static void left_out_add(struct arena *arena, struct left_outs *list,
                         const struct table *ledger, const struct row *row)
{
    struct left_out new = {.first = row, .records = amount_of(0)};

    for (size_t i = 0; i < list->count; i++)
        if (is_alike(ledger, list->items[i].first, row) &&
            left_out_join(&list->items[i], ledger, row))
            return;
    new.amounts = ARENA_ARRAY(arena, ledger->columns.count, struct amount);
    new.present = ARENA_ARRAY(arena, ledger->columns.count, bool);
    (void)left_out_join(&new, ledger, row);
    ARENA_PUSH(arena, list, new);
}

/* "(accrued 12.5, ...)": what rows left out amount to. */
static void amounts_write(struct buf *out, const struct table *ledger,
                          const struct left_out *left)
{
    const char *before = " (";

    for (size_t c = 0; c < ledger->columns.count; c++) {
        if (!left->present[c])
            continue;
        buf_add_format(out, "%s" SLICE_FORMAT " ", before,
                       SLICE_ARGS(ledger->columns.items[c].name));
        amount_write(out, left->amounts[c]);
        before = ", ";
    }
    if (before[0] == ',')
        buf_add_char(out, ')');
}

static void left_out_line(struct buf *out, struct slice key,
                          const struct table *ledger,
                          const struct left_out *left)
{
    struct slice reason = row_text(ledger, left->first, "reason");

    buf_add_format(out, SLICE_FORMAT ": ", SLICE_ARGS(key));
    if (left->files > 1)
        buf_add_format(out, "%zu files", left->files);
    else
        buf_add_slice(out, row_text(ledger, left->first, "file"));
    buf_add_format(out, " of " SLICE_FORMAT ": ",
                   SLICE_ARGS(row_text(ledger, left->first, "resource")));
    amount_write(out, left->records);
    buf_add_format(out, " " SLICE_FORMAT "%s" SLICE_FORMAT,
                   SLICE_ARGS(row_text(ledger, left->first, "outcome")),
                   reason.len > 0 ? ": " : "", SLICE_ARGS(reason));
    amounts_write(out, ledger, left);
    buf_add_char(out, '\n');
}

/* What was not used, and why: a line for each table and reason. */
static void left_out_write(struct buf *out,
                           const struct workspace_portal *entry)
{
    const struct table *ledger =
        portal_table_named(entry->portal, SLICE("ledger"));
    struct left_outs list = {NULL, 0, 0};

    for (size_t i = 0; ledger != NULL && i < ledger->rows.count; i++)
        if (is_left_out(ledger, &ledger->rows.items[i]))
            left_out_add(entry->portal->arena, &list, ledger,
                         &ledger->rows.items[i]);
    for (size_t i = 0; i < list.count; i++)
        left_out_line(out, entry->key, ledger, &list.items[i]);
}

void account_write(struct buf *out, const struct workspace_portal *entry)
{
    struct account account = account_of(entry->portal);

    left_out_write(out, entry);
    buf_add_format(out,
                   SLICE_FORMAT ": %" PRIu64 " rows read = %" PRIu64
                                " used + %" PRIu64 " excluded + %" PRIu64
                                " refused\n",
                   SLICE_ARGS(entry->key), account.read, account.used,
                   account.excluded, account.refused);
}

static size_t accepted_count(const struct diagnostics *diagnostics)
{
    size_t count = 0;

    for (size_t i = 0; i < diagnostics->count; i++)
        count += diagnostics->items[i].accepted.len > 0;
    return count;
}

void account_findings_write(struct buf *out,
                            const struct workspace_portal *entry)
{
    const struct diagnostics *diagnostics = &entry->diagnostics;

    buf_add_format(out,
                   SLICE_FORMAT ": %zu fatal findings (%zu accepted), "
                                "%zu warnings, %zu notes\n",
                   SLICE_ARGS(entry->key),
                   diagnostics_count(diagnostics, DIAG_FATAL),
                   accepted_count(diagnostics),
                   diagnostics_count(diagnostics, DIAG_WARNING),
                   diagnostics_count(diagnostics, DIAG_NOTE));
}
