/* A row of facts: its time, its money, its members, into the cube. */
#include "model/portion.h"

/*
 * The member of each text seen lately: extracts repeat their codes, and the map
 * of a dimension may be large. Short codes are compared as one word.
 */
#define CACHE_BITS 14

struct cached_member {
    uint64_t word;   /* of a short code its bytes, else its hash */
    uint32_t code;   /* the member's number + 1, 0 = free */
    uint16_t len;    /* of the text */
    bool is_settled; /* a fact has it: nothing more to look at */
};

struct member_cache {
    struct dimension *dimension;
    int at;           /* of the cube, -1 = the column is no dimension */
    int label_column; /* that names the codes, -1 = none */
    struct cached_member *slots;
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

    reading->caches = ARENA_ARRAY(reading->loading->arena, table->columns.count,
                                  struct member_cache);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct member_cache *cache = &reading->caches[i];
        const struct column *column = &table->columns.items[i];

        cache->at = column->type == COLUMN_DIMENSION
                        ? cube_find_dimension(table->cube, column->dimension)
                        : -1;
        cache->label_column = label_column(table, i);
        if (cache->at < 0)
            continue;
        cache->dimension = map_get(
            &reading->loading->portal->dimensions_by_name, column->dimension);
        cache->slots =
            ARENA_ARRAY(reading->loading->arena, (size_t)1 << CACHE_BITS,
                        struct cached_member);
    }
}

static struct member *member_at(const struct member_cache *cache, uint32_t code)
{
    return cache->dimension->members.items[code - 1];
}

static bool is_cached(const struct member_cache *cache,
                      const struct cached_member *slot, uint64_t word,
                      struct slice code)
{
    return slot->code != 0 && slot->word == word && slot->len == code.len &&
           (code.len <= CODE_SHORT_MAX ||
            slice_equal(member_at(cache, slot->code)->code, code));
}

/* The slot of a text, filled; null where it is read anew and not known. */
static struct cached_member *member_find(struct reading *reading,
                                         struct member_cache *cache,
                                         struct slice code)
{
    uint64_t word = code_word(code);
    uint64_t at = code_spread(word, code.len) >> (64 - CACHE_BITS);
    struct cached_member *slot = &cache->slots[at];
    const struct member *member;

    if (is_cached(cache, slot, word, code))
        return slot;
    member =
        reading->first_source != 0
            ? map_get(&cache->dimension->by_code, code)
            : dimension_member(reading->loading->arena, cache->dimension, code);
    if (member == NULL)
        return NULL;
    *slot = (struct cached_member){
        word, member->id + 1,
        (uint16_t)(code.len < UINT16_MAX ? code.len : UINT16_MAX), false};
    return slot;
}

/* A code that its classifier lacks is used all the same. */
static void check_known(struct reading *reading, size_t column,
                        const struct member_cache *cache,
                        const struct member *member, struct place place)
{
    if (cache->dimension->has_classifier && member->row == NULL &&
        !reading->is_quiet)
        diag_add(
            reading->loading->diagnostics, DIAG_CODE_UNKNOWN,
            reading_place(reading, column, place), cache->dimension->name,
            column_quoted(&reading->table->columns.items[column], member->code),
            SLICE("its classifier"));
}

/* Where no list gives a label, the first row that has one does. */
static void label_take(struct reading *reading, struct member_cache *cache,
                       struct member *member, struct place place)
{
    const struct portal *portal = reading->loading->portal;
    const struct cell *cell = &reading->cells[cache->label_column];
    const struct column *column =
        &reading->table->columns.items[cache->label_column];
    struct slice label;

    if (cell->state != CELL_PRESENT || member->row != NULL || reading->is_quiet)
        return;
    label = member->label.items[0];
    if (label.len == 0) {
        label = arena_copy(reading->loading->arena, cell->text);
        for (unsigned i = 0; i < portal->language_count; i++)
            member->label.items[i] = label;
        member->label_place =
            reading_place(reading, (size_t)cache->label_column, place);
        return;
    }
    if (member->has_labels || slice_equal(label, cell->text))
        return;
    member->has_labels = true;
    diag_add_pair(reading->loading->diagnostics, DIAG_LABELS_DIFFER,
                  reading_place(reading, (size_t)cache->label_column, place),
                  member->label_place, cache->dimension->name,
                  column_quoted(column, member->code),
                  column_quoted(column, cell->text),
                  column_quoted(column, label));
}

/* Must a row that has the code have its label too, lest something be found? */
static bool needs_label(const struct reading *reading,
                        const struct member_cache *cache,
                        const struct member *member)
{
    return cache->label_column >= 0 && member->row == NULL &&
           !reading->is_quiet;
}

/* A code seen for the first time, or one with a label to look at. */
static void member_look(struct reading *reading, size_t column,
                        struct cached_member *slot, struct place place,
                        bool is_fact)
{
    struct member_cache *cache = &reading->caches[column];
    struct member *member = member_at(cache, slot->code);

    if (cache->label_column >= 0)
        label_take(reading, cache, member, place);
    if (!member->used)
        check_known(reading, column, cache, member, place);
    member->used |= is_fact;
    slot->is_settled = member->used && cache->label_column < 0;
    if (member->used && (!needs_label(reading, cache, member) ||
                         member->label.items[0].len > 0))
        portions_learn(reading, column, member,
                       needs_label(reading, cache, member));
}

/* Codes of the row by dimension of the cube: a member's number + 1, 0 = none.
 */
static void codes_of_row(struct reading *reading, struct place place,
                         bool is_fact, uint32_t *out)
{
    size_t count = reading->table->columns.count;

    if (reading->caches == NULL)
        caches_make(reading);
    for (size_t i = 0; i < count; i++) {
        struct member_cache *cache = &reading->caches[i];
        struct cached_member *slot;

        if (cache->at < 0)
            continue;
        out[cache->at] = 0;
        if (reading->cells[i].state != CELL_PRESENT)
            continue;
        slot = member_find(reading, cache, reading->cells[i].text);
        if (slot == NULL) { /* read anew: the file has changed */
            reading->has_changed = true;
            continue;
        }
        if (!slot->is_settled)
            member_look(reading, i, slot, place, is_fact);
        out[cache->at] = slot->code;
    }
}

static void keep_statements(struct reading *reading, const uint32_t *codes,
                            struct place place, bool is_total)
{
    const struct member *members[CUBE_DIMENSIONS_MAX] = {NULL};
    const struct cube *cube = reading->table->cube;
    const struct stated_row row = {.table = reading->table,
                                   .cells = reading->cells,
                                   .fields = reading->account->fields,
                                   .members = members,
                                   .period = fact_period(reading),
                                   .place = place,
                                   .is_total = is_total};

    for (size_t d = 0; d < cube_dimension_count(cube); d++)
        if (codes[d] > 0)
            members[d] = cube_dimension(cube, d)->members.items[codes[d] - 1];
    stated_keep(reading->loading, &row);
}

static bool cube_take(struct reading *reading, const uint32_t *codes,
                      const struct cell **amounts, struct place place)
{
    for (size_t m = 0; m < reading->amount_count; m++)
        amounts[m] = &reading->cells[reading->amounts[m]];
    return cube_add_codes(reading->table->cube, fact_period(reading), codes,
                          amounts, place);
}

bool fact_keep(struct reading *reading, struct place place)
{
    uint32_t codes[CUBE_DIMENSIONS_MAX] = {0};
    const struct cell *amounts[CUBE_MEASURES_MAX];
    const struct table *table = reading->table;

    codes_of_row(reading, place, true, codes);
    if (!cube_take(reading, codes, amounts, place)) {
        diag_add(reading->loading->diagnostics, DIAG_TOO_MANY, place,
                 table->name, SLICE("periods"), SLICE("512"));
        return false;
    }
    money_row(reading->loading->portal, table, fact_period(reading), amounts,
              place);
    if (table->has_statements)
        keep_statements(reading, codes, place, false);
    return true;
}

bool fact_cross(struct reading *reading, struct place place)
{
    uint32_t codes[CUBE_DIMENSIONS_MAX] = {0};
    const struct cell *amounts[CUBE_MEASURES_MAX];

    codes_of_row(reading, place, true, codes);
    place.source = reading->first_source;
    return cube_take(reading, codes, amounts, place);
}

/* A row that states a total: each of its amounts is a claim about the parts. */
void fact_keep_total(struct reading *reading, struct place place)
{
    uint32_t codes[CUBE_DIMENSIONS_MAX] = {0};

    codes_of_row(reading, place, false, codes);
    keep_statements(reading, codes, place, true);
}
