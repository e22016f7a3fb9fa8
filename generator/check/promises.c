/*
 * Promises: what was declared against the rule, achievements without evidence,
 * dates in the wrong order, and the universe against what is published.
 */
#include "check/rules.h"
#include "figure/ask.h"
#include "figure/print.h"

static bool is_word(const struct table *table, const struct row *row,
                    const char *role, const char *word)
{
    return slice_equal_text(row_text(table, row, role), word);
}

/* --- the standing of each --- */

/* Events that drop or delay without a reason are found where they stand. */
static bool has_event(const struct portal *portal, struct slice code,
                      struct slice status)
{
    const struct table *events =
        portal_table(portal, ROLE_COMMITMENT_EVENTS, NULL);
    const struct row_list *rows =
        events == NULL ? NULL : table_rows_by(events, "commitment", code);

    for (size_t i = 0; rows != NULL && i < rows->count; i++)
        if (slice_equal(row_text(events, row_at(events, rows, i), "status"),
                        status))
            return true;
    return false;
}

static void check_standing(struct portal *portal, const struct table *derived,
                           const struct row *row)
{
    struct slice code = row_text(derived, row, "commitment");
    struct slice status = row_text(derived, row, "status");
    struct slice declared = row_text(derived, row, "declared");

    if (is_word(derived, row, "has_evidence", "no"))
        diag_add(portal->diagnostics, DIAG_EVIDENCE_NONE, row->place, code);
    /* Of what lacks evidence, W725 has said it. */
    if (is_word(derived, row, "differs", "yes") &&
        !slice_equal_text(status, "unproven"))
        diag_add(portal->diagnostics, DIAG_STATUS_DIFFERS, row->place, code,
                 declared, status, row_text(derived, row, "rule"));
    if (is_word(derived, row, "explained", "no") &&
        slice_equal(declared, status) && !has_event(portal, code, status))
        diag_add(portal->diagnostics, DIAG_REASON_MISSING, row->place, code,
                 status);
}

static void check_deadlines(struct portal *portal, const struct table *table,
                            const struct row *row)
{
    struct period outside = row_period(table, row, "deadline");
    struct period inside = row_period(table, row, "internal-deadline");

    if (outside.kind != PERIOD_NONE && inside.kind != PERIOD_NONE &&
        date_compare(period_last_day(inside), period_last_day(outside)) > 0)
        diag_add(portal->diagnostics, DIAG_DEADLINES_CROSSED, row->place,
                 row_text(table, row, "code"),
                 row_text(table, row, "internal-deadline"),
                 row_text(table, row, "deadline"));
}

/* Longer than a heading, so that "Build the road" twice is no finding. */
#define QUOTE_MIN 24

static void check_quotes(struct portal *portal, const struct table *table)
{
    struct map quotes;

    map_init(&quotes, portal->arena);
    for (size_t i = 0; i < table->rows.count; i++) {
        struct row *row = &table->rows.items[i];
        struct slice quote =
            row_words(table, row, "quote", &portal->languages[0]);
        const struct row *before;

        if (quote.len < QUOTE_MIN)
            continue;
        before = map_get(&quotes, quote);
        if (before == NULL)
            (void)map_put(&quotes, quote, row);
        else
            diag_add_pair(portal->diagnostics, DIAG_COMMITMENT_TWICE,
                          row->place, before->place,
                          row_text(table, row, "code"),
                          row_text(table, before, "code"));
    }
}

/* --- events --- */

static bool is_digest(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') &&
            !(c >= 'A' && c <= 'F'))
            return false;
    }
    return text.len == 64;
}

static void check_digest(struct portal *portal, const struct table *events,
                         const struct row *row)
{
    struct slice digest = row_text(events, row, "evidence-hash");

    if (digest.len > 0 && !is_digest(digest))
        diag_add(
            portal->diagnostics, DIAG_EVIDENCE_DIGEST,
            cell_place(events, row, table_role_column(events, "evidence-hash")),
            row_text(events, row, "commitment"), digest);
}

static int stage_rank(struct slice stage)
{
    static const char *const stages[] = {"announced",     "tabled",
                                         "first-chamber", "second-chamber",
                                         "enacted",       "in-force"};

    for (size_t i = 0; i < COUNT_OF(stages); i++)
        if (slice_equal_text(stage, stages[i]))
            return (int)i;
    return -1;
}

/* A later stage before an earlier one, of one bill. */
static void check_stage(struct portal *portal, const struct table *events,
                        const struct row *row)
{
    int rank = stage_rank(row_text(events, row, "stage"));
    const struct row_list *rows;

    if (rank < 0)
        return;
    rows = table_rows_by(events, "commitment",
                         row_text(events, row, "commitment"));
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *other = row_at(events, rows, i);
        struct slice stage = row_text(events, other, "stage");

        if (stage_rank(stage) > rank &&
            period_compare(row_period(events, other, "date"),
                           row_period(events, row, "date")) < 0)
            diag_add_pair(portal->diagnostics, DIAG_STAGES_CROSSED, row->place,
                          other->place, row_text(events, row, "commitment"),
                          row_text(events, row, "stage"), stage);
    }
}

/* --- the universe --- */

static struct slice printed(struct portal *portal, struct amount amount)
{
    struct buf out = BUF_INIT;

    amount_write(&out, amount);
    return arena_take(portal->arena, &out);
}

/* What the source counts, less what is here, less what is withheld. */
static bool unaccounted(const struct table *table, const struct row *row,
                        const struct figure *here, struct amount *out)
{
    const struct cell *stated = row_cell(table, row, "value");
    const struct cell *withheld = row_cell(table, row, "withheld");

    if (stated->state != CELL_PRESENT || here->status != FIGURE_PRESENT ||
        !amount_subtract(stated->is.number, here->value, out))
        return false;
    return withheld->state != CELL_PRESENT ||
           amount_subtract(*out, withheld->is.number, out);
}

static void check_universe_row(struct portal *portal, struct figures *figures,
                               const struct table *table, const struct row *row)
{
    struct slice resource = row_text(table, row, "resource");
    struct slice withheld = row_text(table, row, "withheld");
    const struct figure *here;
    struct amount open;

    if (is_word(table, row, "status", "withheld") &&
        row_words(table, row, "reason", &portal->languages[0]).len == 0)
        diag_add(portal->diagnostics, DIAG_WITHHELD_UNEXPLAINED, row->place,
                 row_text(table, row, "code"));
    if (resource.len == 0)
        return;
    figures->place = row->place;
    here = figure_leaf(figures, FIGURE_COUNT, resource, SLICE("*"),
                       row_text(table, row, "filter"));
    if (unaccounted(table, row, here, &open) && amount_sign(open) != 0)
        diag_add(portal->diagnostics,
                 amount_sign(open) > 0 ? DIAG_UNIVERSE_DIFFERS
                                       : DIAG_UNIVERSE_EXCEEDED,
                 row->place, row_text(table, row, "code"),
                 row_text(table, row, "value"), printed(portal, here->value),
                 withheld.len > 0 ? withheld : SLICE("0"),
                 printed(portal, open));
}

static void check_universe(struct portal *portal)
{
    struct figures figures;

    figures_init(&figures, portal, portal->arena, portal->diagnostics);
    for (const struct table *t = portal_table(portal, ROLE_UNIVERSE, NULL);
         t != NULL; t = portal_table(portal, ROLE_UNIVERSE, t))
        for (size_t i = 0; i < t->rows.count; i++)
            check_universe_row(portal, &figures, t, &t->rows.items[i]);
}

void check_promises(struct portal *portal)
{
    const struct table *table = portal_table(portal, ROLE_COMMITMENTS, NULL);
    const struct table *derived =
        portal_table_named(portal, SLICE("derived-commitments"));
    const struct table *events =
        portal_table(portal, ROLE_COMMITMENT_EVENTS, NULL);

    for (size_t i = 0; derived != NULL && i < derived->rows.count; i++)
        check_standing(portal, derived, &derived->rows.items[i]);
    for (size_t i = 0; table != NULL && i < table->rows.count; i++)
        check_deadlines(portal, table, &table->rows.items[i]);
    if (table != NULL)
        check_quotes(portal, table);
    for (size_t i = 0; events != NULL && i < events->rows.count; i++) {
        check_digest(portal, events, &events->rows.items[i]);
        check_stage(portal, events, &events->rows.items[i]);
    }
    check_universe(portal);
}
