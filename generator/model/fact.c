/* A row of facts: its time, its money, its members, into the cube. */
#include <string.h>

#include "model/reading.h"

/*
 * The member of each text seen lately, by a hash of the text: extracts repeat
 * their codes, and the map of a dimension may be large.
 */
#define CACHE_SLOTS 1024u

struct cached_member {
    uint64_t hash;
    struct member *member; /* null: free */
};

struct member_cache {
    struct dimension *dimension;
    int at;           /* of the cube, -1 = the column is no dimension */
    int label_column; /* that names the codes, -1 = none */
    struct cached_member slots[CACHE_SLOTS];
};

struct period fact_period(const struct reading *reading)
{
    if (reading->period >= 0 &&
        reading->cells[reading->period].state == CELL_PRESENT)
        return reading->cells[reading->period].is.period;
    return reading->table->period;
}

/* One currency for the whole table: rows in another are not added. */
static bool currency_is_ours(struct reading *reading, struct place place)
{
    const struct table *table = reading->table;
    const struct cell *cell;

    if (reading->currency < 0 || table->currencies.count > 0)
        return true;
    cell = &reading->cells[reading->currency];
    for (size_t m = 0; m < cube_measure_count(table->cube); m++) {
        struct slice ours = cube_measure(table->cube, m)->column->currency;

        if (cell->state != CELL_PRESENT || slice_equal(cell->text, ours))
            continue;
        if (!reading->is_quiet)
            diag_add(reading->loading->diagnostics, DIAG_CURRENCY_OTHER,
                     reading_place(reading, (size_t)reading->currency, place),
                     cell->text, table->name, ours);
        return false;
    }
    return true;
}

bool fact_is_usable(struct reading *reading, struct place place)
{
    if (fact_period(reading).kind == PERIOD_NONE && reading->period >= 0) {
        require_value(reading, (size_t)reading->period, place);
        return false;
    }
    return currency_is_ours(reading, place);
}

static int label_column(const struct table *table, size_t codes)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].label_of == (int)codes)
            return (int)i;
    return -1;
}

static void caches_make(struct reading *reading)
{
    const struct table *table = reading->table;

    reading->caches = ARENA_ARRAY(reading->loading->arena,
                                  table->columns.count, struct member_cache);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct member_cache *cache = &reading->caches[i];
        const struct column *column = &table->columns.items[i];

        cache->at = column->type == COLUMN_DIMENSION
                        ? cube_find_dimension(table->cube, column->dimension)
                        : -1;
        cache->label_column = label_column(table, i);
        if (cache->at >= 0)
            cache->dimension =
                map_get(&reading->loading->portal->dimensions_by_name,
                        column->dimension);
    }
}

static struct member *member_find(struct reading *reading,
                                  struct member_cache *cache,
                                  struct slice code)
{
    uint64_t hash = hash_bytes(code.ptr, code.len);
    struct cached_member *slot = &cache->slots[hash % CACHE_SLOTS];

    if (slot->member == NULL || slot->hash != hash ||
        !slice_equal(slot->member->code, code))
        *slot = (struct cached_member){
            hash, dimension_member(reading->loading->arena, cache->dimension,
                                   code)};
    return slot->member;
}

/* A code that its classifier lacks is used all the same. */
static void check_known(struct reading *reading, size_t column,
                        const struct member_cache *cache,
                        const struct member *member, struct place place)
{
    if (cache->dimension->has_classifier && member->row == NULL &&
        !reading->is_quiet)
        diag_add(reading->loading->diagnostics, DIAG_CODE_UNKNOWN,
                 reading_place(reading, column, place), cache->dimension->name,
                 member->code, SLICE("its classifier"));
}

/* Where no list gives a label, the first row that has one does. */
static void label_take(struct reading *reading, struct member_cache *cache,
                       struct member *member, struct place place)
{
    const struct portal *portal = reading->loading->portal;
    const struct cell *cell = &reading->cells[cache->label_column];
    struct slice label;

    if (cell->state != CELL_PRESENT || member->row != NULL)
        return;
    label = member->label.items[0];
    if (label.len == 0) {
        label = arena_copy(reading->loading->arena, cell->text);
        for (unsigned i = 0; i < portal->language_count; i++)
            member->label.items[i] = label;
        member->label_place = reading_place(
            reading, (size_t)cache->label_column, place);
        return;
    }
    if (member->has_labels || slice_equal(label, cell->text))
        return;
    member->has_labels = true;
    diag_add_pair(
        reading->loading->diagnostics, DIAG_LABELS_DIFFER,
        reading_place(reading, (size_t)cache->label_column, place),
        member->label_place, cache->dimension->name, member->code, cell->text,
        label);
}

/* Members of the row by dimension of the cube. */
static void members_of_row(struct reading *reading, struct place place,
                           const struct member **out)
{
    const struct table *table = reading->table;

    if (reading->caches == NULL)
        caches_make(reading);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct member_cache *cache = &reading->caches[i];
        struct member *member;

        if (cache->at < 0 || reading->cells[i].state != CELL_PRESENT)
            continue;
        member = member_find(reading, cache, reading->cells[i].text);
        if (cache->label_column >= 0)
            label_take(reading, cache, member, place);
        if (!member->used)
            check_known(reading, i, cache, member, place);
        out[cache->at] = member;
    }
}

static void keep_statements(struct reading *reading,
                            const struct member *const *members,
                            struct place place, bool is_total)
{
    const struct stated_row row = {.table = reading->table,
                                   .cells = reading->cells,
                                   .fields = reading->account->fields,
                                   .members = members,
                                   .period = fact_period(reading),
                                   .place = place,
                                   .is_total = is_total};

    stated_keep(reading->loading, &row);
}

bool fact_keep(struct reading *reading, struct place place)
{
    const struct member *members[CUBE_DIMENSIONS_MAX] = {NULL};
    const struct cell *amounts[CUBE_MEASURES_MAX];
    const struct table *table = reading->table;

    members_of_row(reading, place, members);
    for (size_t d = 0; d < cube_dimension_count(table->cube); d++)
        if (members[d] != NULL && !members[d]->used)
            cube_dimension(table->cube, d)
                ->members.items[members[d]->id]
                ->used = true;
    for (size_t m = 0; m < cube_measure_count(table->cube); m++)
        amounts[m] = &reading->cells[column_index(
            table, cube_measure(table->cube, m)->column)];
    if (!cube_add(table->cube, fact_period(reading), members, amounts, place)) {
        diag_add(reading->loading->diagnostics, DIAG_TOO_MANY, place,
                 table->name, SLICE("periods"), SLICE("512"));
        return false;
    }
    money_row(reading->loading->portal, table, fact_period(reading), amounts,
              place);
    if (table->has_statements)
        keep_statements(reading, members, place, false);
    return true;
}

/* A row that states a total: each of its amounts is a claim about the parts. */
void fact_keep_total(struct reading *reading, struct place place)
{
    const struct member *members[CUBE_DIMENSIONS_MAX] = {NULL};

    members_of_row(reading, place, members);
    keep_statements(reading, members, place, true);
}
