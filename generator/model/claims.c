/*
 * Files that several resources of facts read, or one that takes only some of
 * their rows: each record must be used once. A row used twice would count
 * twice; a row that nobody takes would be dropped in silence.
 */
#include "model/internal.h"

/* The rows of one file. */
struct claims {
    struct slice path;
    uint16_t
        *owners; /* by record: number of the table that uses it, or below */
    size_t capacity;
    struct {
        struct slice *items; /* of the tables that use rows of it */
        size_t count, capacity;
    } names;
    uint16_t source;
    size_t count;
    uint32_t twice; /* records that two tables use */
    struct place first_twice;
    struct slice second_name, first_name;
};

/* 0: no reader came by. */
#define PASSED (UINT16_MAX - 1) /* all who came by left it to others */
#define LEFT_OUT UINT16_MAX     /* accounted for, but nobody's money */

static bool is_shared(const struct portal *portal, struct slice path)
{
    size_t readers = 0;

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        for (size_t f = 0; table_is_fact(table) && f < table->files.count; f++)
            if (slice_equal(table->files.items[f].path, path))
                readers += table->take.count > 0 ? 2 : 1;
    }
    return readers > 1;
}

void claims_prepare(struct loading *loading)
{
    const struct portal *portal = loading->portal;

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        for (size_t f = 0; table_is_fact(table) && f < table->files.count;
             f++) {
            struct slice path = table->files.items[f].path;
            struct claims *claims;

            if (map_has(&loading->claims, path) || !is_shared(portal, path))
                continue;
            claims = ARENA_NEW(loading->arena, struct claims);
            claims->path = path;
            (void)map_put(&loading->claims, path, claims);
        }
    }
}

/* There are fewer tables than PASSED: each is a resource of one descriptor
 * whose files have 16-bit numbers. */
static uint16_t owner_number(struct loading *loading, struct claims *claims,
                             struct slice name)
{
    size_t i = 0;

    while (i < claims->names.count &&
           !slice_equal(claims->names.items[i], name))
        i++;
    if (i + 1 >= PASSED)
        BUG("more resources than files can be numbered");
    if (i == claims->names.count)
        ARENA_PUSH(loading->arena, &claims->names, name);
    return (uint16_t)(i + 1);
}

static uint16_t *owner_of(struct loading *loading, struct claims *claims,
                          size_t record)
{
    while (record >= claims->capacity)
        claims->owners = arena_grow(loading->arena, claims->owners,
                                    &claims->capacity, sizeof(uint16_t));
    if (record >= claims->count)
        claims->count = record + 1;
    return &claims->owners[record];
}

static bool use(struct loading *loading, struct claims *claims, uint16_t *owner,
                struct slice name, struct place place)
{
    if (*owner == 0 || *owner >= PASSED) {
        *owner = owner_number(loading, claims, name);
        return true;
    }
    if (claims->twice++ == 0) {
        claims->first_twice = place;
        claims->first_name = claims->names.items[*owner - 1];
        claims->second_name = name;
    }
    return false;
}

bool claim_row(struct loading *loading, const struct table *table,
               struct slice path, struct place place, enum claim claim)
{
    struct claims *claims = map_get(&loading->claims, path);
    uint16_t *owner;

    if (claims == NULL || !table_is_fact(table))
        return true;
    claims->source = place.source;
    owner = owner_of(loading, claims, place.record);
    switch (claim) {
    case CLAIM_USED:
        return use(loading, claims, owner, table->name, place);
    case CLAIM_LEFT_OUT:
        if (*owner != 0 && *owner != PASSED)
            return false;
        *owner = LEFT_OUT;
        break;
    case CLAIM_PASSED:
        *owner = *owner == 0 ? PASSED : *owner;
        break;
    }
    return true;
}

bool claim_stands(const struct loading *loading, const struct table *table,
                  struct slice path, struct place place)
{
    const struct claims *claims = map_get(&loading->claims, path);
    uint16_t owner;

    if (claims == NULL || place.record >= claims->count)
        return true;
    owner = claims->owners[place.record];
    return owner == 0 || owner >= PASSED ||
           slice_equal(claims->names.items[owner - 1], table->name);
}

static void report_left(struct loading *loading, const struct claims *claims)
{
    uint32_t left = 0;
    uint32_t first = 0;

    for (size_t r = 1; r < claims->count; r++)
        if (claims->owners[r] == PASSED && left++ == 0)
            first = (uint32_t)r;
    if (left > 0)
        diag_add(loading->diagnostics, DIAG_ROWS_NOT_TAKEN,
                 ((struct place){claims->source, 0, first}),
                 arena_format(loading->arena, "%u", left));
}

void claims_check(struct loading *loading)
{
    for (size_t i = 0; i < loading->claims.count; i++) {
        struct claims *claims = loading->claims.entries[i].value;

        if (claims->twice > 0)
            diag_add(loading->diagnostics, DIAG_ROWS_TAKEN_TWICE,
                     claims->first_twice,
                     arena_format(loading->arena, "%u", claims->twice),
                     claims->first_name, claims->second_name);
        report_left(loading, claims);
    }
}
