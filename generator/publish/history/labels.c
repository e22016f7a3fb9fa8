/* What changes are about, called by name where the row itself has none. */
#include "publish/history/internal.h"

/* Which subject names a row, the nearest first. */
static const enum change_subject nearest[] = {
    CHANGE_COMMITMENT, CHANGE_INDICATOR,   CHANGE_PROGRAM,
    CHANGE_NODE,       CHANGE_INSTITUTION, CHANGE_TERRITORY,
};

/* Codes of one subject that want a name: code -> struct slice, the name. */
struct wanted {
    struct map codes;
    enum change_subject subject;
};

static bool named_by(const struct change *change, enum change_subject *out)
{
    for (size_t i = 0; i < COUNT_OF(nearest); i++)
        if (change->record.subjects[nearest[i]].len > 0) {
            *out = nearest[i];
            return true;
        }
    return false;
}

static void wanted_add(struct wanted wanted[], struct arena *arena,
                       const struct change *change)
{
    enum change_subject subject;

    if (change->record.label.len > 0 || !named_by(change, &subject))
        return;
    if (!map_has(&wanted[subject].codes, change->record.subjects[subject]))
        (void)map_put(&wanted[subject].codes, change->record.subjects[subject],
                      ARENA_NEW(arena, struct slice));
}

static void names_read(const struct rows_in *rows, size_t code, size_t label,
                       struct wanted *wanted, struct arena *arena)
{
    struct slice *name = map_get(&wanted->codes, rows->cells[code]);

    if (name != NULL && name->len == 0)
        *name = arena_copy(arena, rows->cells[label]);
}

static bool dataset_read(struct comparison *comparison, int side,
                         const struct edition_dataset *dataset,
                         struct wanted *wanted)
{
    const struct edition_column *code = edition_column_of(dataset, "code");
    const struct edition_column *label = edition_column_of(dataset, "label");
    struct rows_in rows;
    bool done;

    if (code == NULL || label == NULL)
        return true;
    done = rows_in_open(&rows, comparison->editions[side], dataset,
                        comparison->fault);
    while (done && rows_in_next(&rows)) {
        done = rows_in_cut(&rows);
        if (done)
            names_read(&rows, (size_t)(code - dataset->columns.items),
                       (size_t)(label - dataset->columns.items), wanted,
                       comparison->arena);
    }
    done = done && !rows.failed;
    rows_in_close(&rows);
    return done;
}

/* The new names first: what has none there is called as it was. */
static bool wanted_find(struct comparison *comparison, struct wanted *wanted)
{
    enum resource_role role = change_subject_role(wanted->subject);

    if (wanted->codes.count == 0)
        return true;
    for (int side = SIDES; side-- > 0;) {
        const struct edition *edition = comparison->editions[side];

        for (const struct edition_dataset *d =
                 edition_dataset_of(edition, role, NULL);
             d != NULL; d = edition_dataset_of(edition, role, d))
            if (!dataset_read(comparison, side, d, wanted))
                return false;
    }
    return true;
}

bool labels_give(struct comparison *comparison)
{
    struct changes *changes = comparison->changes;
    struct wanted wanted[CHANGE_SUBJECTS];

    for (int i = 0; i < CHANGE_SUBJECTS; i++) {
        wanted[i].subject = (enum change_subject)i;
        map_init(&wanted[i].codes, comparison->arena);
    }
    for (size_t i = 0; i < changes->count; i++)
        wanted_add(wanted, comparison->arena, &changes->items[i]);
    for (int i = 0; i < CHANGE_SUBJECTS; i++)
        if (!wanted_find(comparison, &wanted[i]))
            return false;
    for (size_t i = 0; i < changes->count; i++) {
        struct change *change = &changes->items[i];
        enum change_subject subject;
        const struct slice *name;

        if (change->record.label.len > 0 || !named_by(change, &subject))
            continue;
        name =
            map_get(&wanted[subject].codes, change->record.subjects[subject]);
        change->record.label = *name;
    }
    return true;
}
