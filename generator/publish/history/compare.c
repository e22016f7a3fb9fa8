#include "publish/history/compare.h"

#include <string.h>

#include "publish/history/internal.h"

static const struct {
    const char *name;
    const char *heading;
} kinds[CHANGE_KIND_COUNT] = {
#define CHANGE_KIND(NAME, id, heading) {id, heading},
    CHANGE_KINDS(CHANGE_KIND)
#undef CHANGE_KIND
};

const char *change_kind_name(enum change_kind kind)
{
    return kinds[kind].name;
}

const char *change_kind_heading(enum change_kind kind)
{
    return kinds[kind].heading;
}

struct change *change_new(struct comparison *comparison, enum change_kind kind,
                          const struct edition_dataset *dataset, size_t order)
{
    struct change change = {.kind = kind, .dataset = order};
    struct changes *changes = comparison->changes;

    change.record.kind = slice_of(change_kind_name(kind));
    change.record.table = arena_copy(comparison->arena, dataset->name);
    ARENA_PUSH(comparison->arena, changes, change);
    return &changes->items[changes->count - 1];
}

/*
 * What follows by rule is not told twice: of derived tables only the statuses,
 * which no source states.
 */
static bool is_told(const struct edition_dataset *dataset)
{
    return dataset->role != ROLE_DERIVED ||
           slice_equal_text(dataset->name, "derived-commitments") ||
           slice_equal_text(dataset->name, "derived-indicators");
}

static void column_told(struct pairing *pairing, enum change_kind kind,
                        const struct edition_column *column, size_t index)
{
    struct comparison *comparison = pairing->comparison;
    struct change *change =
        change_new(comparison, kind, pairing->sides[SIDE_NEW], pairing->order);

    change->record.column = arena_copy(comparison->arena, column->name);
    change->column = index;
}

static void columns_compare(struct pairing *pairing)
{
    const struct edition_dataset *old = pairing->sides[SIDE_OLD];
    const struct edition_dataset *new = pairing->sides[SIDE_NEW];

    if (new->role == ROLE_DERIVED)
        return;
    for (size_t i = 0; i < new->columns.count; i++)
        if (edition_column_find(old, new->columns.items[i].name) == SIZE_MAX)
            column_told(pairing, CHANGE_COLUMN_ADDED, &new->columns.items[i],
                        i);
    for (size_t i = 0; i < old->columns.count; i++)
        if (edition_column_find(new, old->columns.items[i].name) == SIZE_MAX)
            column_told(pairing, CHANGE_COLUMN_DROPPED, &old->columns.items[i],
                        new->columns.count + i);
}

/* "EJR × 10^6; flow" */
static struct slice unit_text(struct arena *arena,
                              const struct edition_column *column)
{
    struct buf text = BUF_INIT;

    buf_add_slice(&text,
                  column->currency.len > 0 ? column->currency : column->unit);
    if (column->multiplier > 0)
        buf_add_format(&text, " × 10^%u", column->multiplier);
    if (column->type == COLUMN_AMOUNT && column->accumulation.len > 0) {
        buf_add_text(&text, text.len > 0 ? "; " : "");
        buf_add_slice(&text, column->accumulation);
    }
    return arena_take(arena, &text);
}

static void units_compare(struct pairing *pairing)
{
    struct comparison *comparison = pairing->comparison;

    for (size_t i = 0; i < pairing->count; i++) {
        const struct joint *joint = &pairing->joints[i];
        struct slice before =
            unit_text(comparison->arena, joint->columns[SIDE_OLD]);
        struct slice after =
            unit_text(comparison->arena, joint->columns[SIDE_NEW]);

        if (slice_equal(before, after))
            continue;
        column_told(pairing, CHANGE_UNIT, joint->columns[SIDE_NEW],
                    joint->index[SIDE_NEW]);
        comparison->changes->items[comparison->changes->count - 1]
            .record.before = before;
        comparison->changes->items[comparison->changes->count - 1]
            .record.after = after;
    }
}

static const struct slice *digest_of(const struct edition *edition,
                                     const struct edition_dataset *dataset)
{
    return map_get(&edition->digests, dataset->path);
}

static bool is_same_file(const struct pairing *pairing)
{
    const struct slice *old = digest_of(pairing->comparison->editions[SIDE_OLD],
                                        pairing->sides[SIDE_OLD]);
    const struct slice *new = digest_of(pairing->comparison->editions[SIDE_NEW],
                                        pairing->sides[SIDE_NEW]);

    return old != NULL && new != NULL &&slice_equal(*old, *new);
}

static bool dataset_compare(struct comparison *comparison, size_t order)
{
    const struct edition *new = comparison->editions[SIDE_NEW];
    const struct edition_dataset *dataset = &new->datasets.items[order];
    struct pairing pairing = {.comparison = comparison, .order = order};
    bool done = true;

    if (!is_told(dataset))
        return true;
    pairing.sides[SIDE_NEW] = dataset;
    pairing.sides[SIDE_OLD] =
        edition_dataset(comparison->editions[SIDE_OLD], dataset->name);
    if (pairing.sides[SIDE_OLD] == NULL) {
        if (dataset->role != ROLE_DERIVED && !change_is_declaration(dataset))
            (void)change_new(comparison, CHANGE_DATASET_ADDED, dataset, order);
        return true;
    }
    columns_compare(&pairing);
    if (!pairing_plan(&pairing))
        return true;
    units_compare(&pairing);
    if (!is_same_file(&pairing))
        done = pairing_compare(&pairing);
    return done;
}

static void datasets_dropped(struct comparison *comparison)
{
    const struct edition *old = comparison->editions[SIDE_OLD];
    const struct edition *new = comparison->editions[SIDE_NEW];

    for (size_t i = 0; i < old->datasets.count; i++) {
        const struct edition_dataset *dataset = &old->datasets.items[i];

        if (dataset->role != ROLE_DERIVED &&
            edition_dataset(new, dataset->name) == NULL)
            (void)change_new(comparison, CHANGE_DATASET_DROPPED, dataset,
                             new->datasets.count + i);
    }
}

/* --- what was told by a source is not told again by what is derived --- */

static bool is_status(const struct change *change)
{
    return change->kind == CHANGE_STATUS ||
           change->kind == CHANGE_STATUS_REVERSED;
}

static bool is_derived(const struct change *change)
{
    return slice_starts_with(change->record.table, SLICE("derived-"));
}

/* Of which promise or indicator. */
static struct slice status_key(struct arena *arena, const struct change *change)
{
    const struct change_record *record = &change->record;
    enum change_subject subject = record->subjects[CHANGE_COMMITMENT].len > 0
                                      ? CHANGE_COMMITMENT
                                      : CHANGE_INDICATOR;

    return ARENA_CONCAT(arena, slice_of(change_subject_name(subject)),
                        SLICE("\x1f"), record->subjects[subject]);
}

static void repeated_drop(struct changes *changes)
{
    struct arena arena;
    struct map told;
    size_t kept = 0;

    arena_init(&arena);
    map_init(&told, &arena);
    for (size_t i = 0; i < changes->count; i++)
        if (is_status(&changes->items[i]) && !is_derived(&changes->items[i]))
            (void)map_put(&told, status_key(&arena, &changes->items[i]),
                          changes);
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->items[i];

        if (is_status(change) && is_derived(change) &&
            map_has(&told, status_key(&arena, change)))
            continue;
        changes->items[kept++] = *change;
    }
    changes->count = kept;
    arena_release(&arena);
}

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_changes(const void *left, const void *right)
{
    const struct change *a = left;
    const struct change *b = right;
    int order = compare_numbers(a->dataset, b->dataset);

    if (order == 0)
        order = slice_compare(a->record.key, b->record.key);
    if (order == 0)
        order = compare_numbers(a->column, b->column);
    return order != 0 ? order : (int)a->kind - (int)b->kind;
}

bool changes_find(struct edition *old, struct edition *new, size_t keys_max,
                  struct arena *arena, struct changes *out, struct buf *fault)
{
    struct comparison comparison = {.editions = {old, new},
                                    .keys_max = keys_max,
                                    .arena = arena,
                                    .changes = out,
                                    .fault = fault};

    *out = (struct changes){0};
    if (!reasons_read(&comparison))
        return false;
    for (size_t i = 0; i < new->datasets.count; i++)
        if (!dataset_compare(&comparison, i))
            return false;
    datasets_dropped(&comparison);
    repeated_drop(out);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof(*out->items), compare_changes);
    reasons_give(&comparison);
    return labels_give(&comparison);
}
