/* The rows of two tables that differ, found in two passes over both. */
#include <string.h>

#include "figure/filter.h"
#include "publish/history/internal.h"

#define PARTS_STEP 8
#define PARTS_MAX 4096

#define CELL_END '\x1f'

/* One part of the keys of a pairing. */
struct sweep {
    struct pairing *pairing;
    struct rows_in rows[SIDES];
    struct balance balance;
    struct buf key;
    struct buf content;
    uint64_t part, parts;
    bool may_overflow;
    bool overflow;
    struct arena arena; /* groups and their cells */
    struct groups groups;
    struct buf text;
};

static void sweep_release(struct sweep *sweep)
{
    balance_release(&sweep->balance);
    buf_release(&sweep->key);
    buf_release(&sweep->content);
    buf_release(&sweep->text);
    arena_release(&sweep->arena);
}

static bool sides_open(struct sweep *sweep)
{
    struct comparison *comparison = sweep->pairing->comparison;

    for (int side = 0; side < SIDES; side++)
        if (!rows_in_open(&sweep->rows[side], comparison->editions[side],
                          sweep->pairing->sides[side], comparison->fault))
            return false;
    return true;
}

static void sides_close(struct sweep *sweep)
{
    for (int side = 0; side < SIDES; side++)
        rows_in_close(&sweep->rows[side]);
}

static struct slice cell_at(const struct sweep *sweep, int side, size_t joint)
{
    return sweep->rows[side].cells[sweep->pairing->joints[joint].index[side]];
}

static void cells_join(const struct sweep *sweep, int side, size_t from,
                       size_t end, struct buf *out)
{
    buf_reset(out);
    for (size_t i = from; i < end; i++) {
        buf_add_slice(out, cell_at(sweep, side, i));
        buf_add_char(out, CELL_END);
    }
}

/* Of the key of the row that was cut last. */
static uint64_t key_hash(struct sweep *sweep, int side)
{
    cells_join(sweep, side, 0, sweep->pairing->key_count, &sweep->key);
    return hash_bytes(sweep->key.ptr, sweep->key.len);
}

/* Codes that were recoded must meet their successors: both have one hash. */
static uint64_t recoded_hash(struct sweep *sweep, int side)
{
    const struct reasons *reasons = &sweep->pairing->comparison->reasons;

    buf_reset(&sweep->key);
    for (size_t i = 0; i < sweep->pairing->key_count; i++) {
        struct slice cell = cell_at(sweep, side, i);
        struct slice scheme = sweep->pairing->joints[i].scheme;

        if (scheme.len > 0)
            cell = reasons_last(reasons, scheme, cell);
        buf_add_slice(&sweep->key, cell);
        buf_add_char(&sweep->key, CELL_END);
    }
    return hash_bytes(sweep->key.ptr, sweep->key.len);
}

/* The low bits choose the place in the balance. */
static bool is_of_part(struct sweep *sweep, int side, uint64_t hash)
{
    if (sweep->parts == 1)
        return true;
    if (sweep->pairing->comparison->reasons.successors.count > 0)
        hash = recoded_hash(sweep, side);
    return (hash >> 40) % sweep->parts == sweep->part;
}

static void row_weigh(struct sweep *sweep, int side)
{
    uint64_t hash = key_hash(sweep, side);

    if (!is_of_part(sweep, side, hash))
        return;
    cells_join(sweep, side, 0, sweep->pairing->count, &sweep->content);
    if (sweep->pairing->is_rescaled)
        buf_add_char(&sweep->content, side == SIDE_NEW ? 'n' : 'o');
    balance_add(&sweep->balance, hash, buf_slice(&sweep->content),
                side == SIDE_NEW ? 1 : -1);
    sweep->overflow |=
        sweep->may_overflow &&
        sweep->balance.count > sweep->pairing->comparison->keys_max;
}

static bool cells_equal(const struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->pairing->count; i++)
        if (!slice_equal(cell_at(sweep, SIDE_OLD, i),
                         cell_at(sweep, SIDE_NEW, i)))
            return false;
    return !sweep->pairing->is_rescaled;
}

/* Two rows that stand at the same place of both files, or one. */
static bool rows_weigh(struct sweep *sweep, const bool has[SIDES])
{
    if (has[SIDE_OLD] && has[SIDE_NEW] && sweep->pairing->same_layout &&
        slice_equal(sweep->rows[SIDE_OLD].raw, sweep->rows[SIDE_NEW].raw))
        return true;
    for (int side = 0; side < SIDES; side++)
        if (has[side] && !rows_in_cut(&sweep->rows[side]))
            return false;
    if (has[SIDE_OLD] && has[SIDE_NEW] && cells_equal(sweep))
        return true;
    for (int side = 0; side < SIDES; side++)
        if (has[side])
            row_weigh(sweep, side);
    return true;
}

static bool sweep_weigh(struct sweep *sweep)
{
    bool has[SIDES] = {true, true};
    bool done = sides_open(sweep);

    while (done && !sweep->overflow) {
        for (int side = 0; side < SIDES; side++)
            has[side] = has[side] && rows_in_next(&sweep->rows[side]);
        if (!has[SIDE_OLD] && !has[SIDE_NEW])
            break;
        done = rows_weigh(sweep, has);
    }
    done =
        done && !sweep->rows[SIDE_OLD].failed && !sweep->rows[SIDE_NEW].failed;
    sides_close(sweep);
    return done;
}

/* --- the second pass --- */

/* "program=0011;period=2017-03" */
static void key_text(struct sweep *sweep, int side)
{
    const struct pairing *pairing = sweep->pairing;

    buf_reset(&sweep->text);
    for (size_t i = 0; i < pairing->key_count; i++) {
        if (i > 0)
            buf_add_char(&sweep->text, ';');
        buf_add_slice(&sweep->text, pairing->joints[i].columns[SIDE_NEW]->name);
        buf_add_char(&sweep->text, '=');
        filter_encode(&sweep->text, cell_at(sweep, side, i));
    }
}

static struct group *group_of(struct sweep *sweep, bool make)
{
    struct group *group =
        map_get(&sweep->groups.by_key, buf_slice(&sweep->text));

    if (group != NULL || !make)
        return group;
    group = ARENA_NEW(&sweep->arena, struct group);
    group->key = arena_copy(&sweep->arena, buf_slice(&sweep->text));
    (void)map_put(&sweep->groups.by_key, group->key, group);
    ARENA_PUSH(&sweep->arena, &sweep->groups, group);
    return group;
}

/* New rows of a time that had not come are what a new edition is made for. */
static bool row_continues(const struct sweep *sweep, struct slice *cells)
{
    enum resource_role role = sweep->pairing->sides[SIDE_NEW]->role;

    return role != ROLE_COMMITMENTS && role != ROLE_DERIVED &&
           cells_are_later(sweep->pairing, cells);
}

static void row_keep(struct sweep *sweep, int side)
{
    const struct pairing *pairing = sweep->pairing;
    struct slice *cells =
        ARENA_ARRAY(&sweep->arena, pairing->count, struct slice);
    struct group *group;

    for (size_t i = 0; i < pairing->count; i++)
        cells[i] = cell_at(sweep, side, i);
    key_text(sweep, side);
    group = group_of(sweep, side == SIDE_OLD || !row_continues(sweep, cells));
    if (group == NULL) {
        pairing->comparison->changes->continued++;
        return;
    }
    for (size_t i = 0; i < pairing->count; i++)
        cells[i] = arena_copy(&sweep->arena, cells[i]);
    ARENA_PUSH(&sweep->arena, &group->rows[side], cells);
}

static bool side_gather(struct sweep *sweep, int side)
{
    struct rows_in *rows = &sweep->rows[side];

    while (rows_in_next(rows)) {
        uint64_t hash;

        if (!rows_in_cut(rows))
            return false;
        hash = key_hash(sweep, side);
        if (is_of_part(sweep, side, hash) && balance_has(&sweep->balance, hash))
            row_keep(sweep, side);
    }
    return !rows->failed;
}

static bool sweep_gather(struct sweep *sweep)
{
    bool done = sides_open(sweep);

    map_init(&sweep->groups.by_key, &sweep->arena);
    for (int side = 0; side < SIDES && done; side++)
        done = side_gather(sweep, side);
    sides_close(sweep);
    return done;
}

static bool part_compare(struct sweep *sweep)
{
    if (!sweep_weigh(sweep))
        return false;
    if (sweep->overflow || sweep->balance.count == 0)
        return true;
    if (!sweep_gather(sweep))
        return false;
    groups_recode(sweep->pairing, &sweep->groups, &sweep->arena);
    for (size_t i = 0; i < sweep->groups.count; i++)
        group_compare(sweep->pairing, sweep->groups.items[i]);
    return true;
}

/* Keys are spread evenly: when the first part is not too large, none is. */
bool pairing_compare(struct pairing *pairing)
{
    uint64_t parts = 1;
    uint64_t part = 0;
    bool done = true;

    while (part < parts && done) {
        struct sweep sweep = {.pairing = pairing,
                              .part = part,
                              .parts = parts,
                              .may_overflow = part == 0 && parts < PARTS_MAX};

        arena_init(&sweep.arena);
        done = part_compare(&sweep);
        if (sweep.overflow)
            parts *= PARTS_STEP;
        else
            part++;
        sweep_release(&sweep);
    }
    return done;
}
