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

/* "(accrued 12.5 USD, ...)": what rows left out amount to. */
static void amounts_write(struct buf *out, const struct table *ledger,
                          const struct row *row)
{
    const char *before = " (";

    for (size_t c = 0; c < ledger->columns.count; c++) {
        const struct column *column = &ledger->columns.items[c];

        if (column->stage.len == 0 || row->cells[c].state != CELL_PRESENT)
            continue;
        buf_add_format(out, "%s" SLICE_FORMAT " ", before,
                       SLICE_ARGS(column->name));
        amount_write(out, row->cells[c].is.number);
        before = ", ";
    }
    if (before[0] == ',')
        buf_add_char(out, ')');
}

/* What was not used, and why: a line for each file, table and reason. */
static void left_out_write(struct buf *out,
                           const struct workspace_portal *entry)
{
    const struct table *ledger =
        portal_table_named(entry->portal, SLICE("ledger"));

    for (size_t i = 0; ledger != NULL && i < ledger->rows.count; i++) {
        const struct row *row = &ledger->rows.items[i];
        struct slice outcome = row_text(ledger, row, "outcome");
        struct slice reason = row_text(ledger, row, "reason");
        const struct cell *records = row_cell(ledger, row, "records");

        if (records->state != CELL_PRESENT ||
            amount_sign(records->is.number) == 0 ||
            slice_equal_text(outcome, "used") ||
            slice_equal_text(outcome, "elsewhere"))
            continue;
        buf_add_format(
            out, SLICE_FORMAT ": " SLICE_FORMAT " of " SLICE_FORMAT ": ",
            SLICE_ARGS(entry->key), SLICE_ARGS(row_text(ledger, row, "file")),
            SLICE_ARGS(row_text(ledger, row, "resource")));
        amount_write(out, records->is.number);
        buf_add_format(out, " " SLICE_FORMAT "%s" SLICE_FORMAT,
                       SLICE_ARGS(outcome), reason.len > 0 ? ": " : "",
                       SLICE_ARGS(reason));
        amounts_write(out, ledger, row);
        buf_add_char(out, '\n');
    }
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
