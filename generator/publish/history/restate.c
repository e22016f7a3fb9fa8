#include "publish/history/restate.h"

#include "publish/history/compare.h"

static const struct place nowhere = {0, 0, 0};

/* Where the row stands that nothing answers to. */
static struct place fault_place(const struct portal *portal,
                                const struct reason_fault *fault)
{
    const struct table *table =
        portal_table_named(portal, fault->place.dataset);

    return table == NULL || fault->place.row == 0 ||
                   fault->place.row > table->rows.count
               ? nowhere
               : table->rows.items[fault->place.row - 1].place;
}

static void faults_report(const struct portal *portal,
                          const struct changes *changes)
{
    for (size_t i = 0; i < changes->faults.count; i++) {
        const struct reason_fault *fault = &changes->faults.items[i];

        if (fault->unknown.len > 0)
            diag_add(portal->diagnostics, DIAG_CORRECTION_UNKNOWN,
                     fault_place(portal, fault), fault->unknown);
        else
            diag_add(portal->diagnostics, DIAG_CORRECTION_IDLE,
                     fault_place(portal, fault), fault->resource);
    }
}

/* The reason in every language of the portal, from the row that gives it. */
static void reasons_translate(const struct portal *portal,
                              struct change *change)
{
    const struct reason_place *place = &change->reason;
    const struct table *table = portal_table_named(portal, place->dataset);
    const struct row *row =
        table == NULL || place->row == 0 || place->row > table->rows.count
            ? NULL
            : &table->rows.items[place->row - 1];

    for (unsigned i = 0; i < portal->language_count; i++) {
        struct slice words = row == NULL ? SLICE("")
                                         : row_words(table, row, "reason",
                                                     &portal->languages[i]);

        change->record.reasons[i] =
            words.len > 0 ? words : change->record.reason;
    }
}

bool changes_restate(const struct history *history, struct root *root,
                     const struct publishing *datasets)
{
    struct portal *portal = history->portal;
    struct buf descriptor = BUF_INIT;
    struct buf fault = BUF_INIT;
    struct changes changes = {0};
    struct edition now;
    bool done;

    datasets_describe(datasets, &descriptor);
    done = edition_stage(&now, root, buf_slice(&descriptor), &fault) &&
           changes_find(history_latest(history), &now, CHANGES_KEYS_MAX,
                        portal->arena, &changes, &fault);
    edition_release(&now);
    if (!done)
        diag_add(portal->diagnostics, DIAG_EDITION_UNREADABLE, nowhere,
                 history_latest(history)->release, buf_slice(&fault));
    for (size_t i = 0; done && i < changes.count; i++) {
        reasons_translate(portal, &changes.items[i]);
        changes_add(portal, &changes.items[i].record);
    }
    if (done)
        changes_end(portal);
    faults_report(portal, &changes);
    buf_release(&fault);
    buf_release(&descriptor);
    return done;
}
