#include "model/equivalence.h"

#include "model/build.h"
#include "model/reading.h"

struct target {
    struct period from; /* kind none = since ever */
    struct period to;
    struct slice code;
    struct place place;
};

struct target_list {
    struct target *items;
    size_t count, capacity;
};

/* A dimension of a table of facts that has old codes. */
struct coded {
    size_t column;
    size_t before;             /* column of the code as it stood */
    const struct map *targets; /* code -> struct target_list */
};

struct equivalences {
    struct coded *items;
    size_t count, capacity;
};

/* Dimension -> struct map of its codes. */
static struct map *codes_of(struct loading *loading, struct map *by_dimension,
                            struct slice dimension)
{
    struct map *codes = map_get(by_dimension, dimension);

    if (codes != NULL)
        return codes;
    codes = ARENA_NEW(loading->arena, struct map);
    map_init(codes, loading->arena);
    (void)map_put(by_dimension, dimension, codes);
    return codes;
}

static bool is_before(struct period a, struct period b)
{
    return a.kind != PERIOD_NONE && b.kind != PERIOD_NONE &&
           date_compare(period_last_day(a), period_first_day(b)) < 0;
}

static bool overlap(const struct target *a, const struct target *b)
{
    return !is_before(a->to, b->from) && !is_before(b->to, a->from);
}

static void target_add(struct loading *loading, struct map *codes,
                       struct slice dimension, struct slice code,
                       const struct target *target)
{
    struct target_list *list = map_get(codes, code);

    if (list == NULL) {
        list = ARENA_NEW(loading->arena, struct target_list);
        (void)map_put(codes, code, list);
    }
    for (size_t i = 0; i < list->count; i++)
        if (overlap(&list->items[i], target)) {
            diag_add_pair(loading->diagnostics, DIAG_EQUIVALENCE_TWICE,
                          target->place, list->items[i].place, dimension, code,
                          list->items[i].code, target->code);
            return;
        }
    ARENA_PUSH(loading->arena, list, *target);
}

static void targets_read(struct loading *loading, const struct table *table,
                         struct map *by_dimension)
{
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice dimension = row_text(table, row, "dimension");
        struct slice code = row_text(table, row, "old-code");
        struct target target = {row_period(table, row, "start"),
                                row_period(table, row, "end"),
                                row_text(table, row, "target"), row->place};

        if (!map_has(&loading->portal->dimensions_by_name, dimension)) {
            diag_add(
                loading->diagnostics, DIAG_EQUIVALENCE_DIMENSION,
                cell_place(table, row, table_role_column(table, "dimension")),
                dimension, code,
                map_nearest_name(&loading->portal->dimensions_by_name,
                                 dimension));
            continue;
        }
        target_add(loading, codes_of(loading, by_dimension, dimension),
                   dimension, code, &target);
    }
}

/* A target that is an old code itself at the same time: counted one step on. */
static void chain_find(struct loading *loading, const struct map *codes,
                       struct slice dimension, struct slice code,
                       const struct target *target)
{
    const struct target_list *next = map_get(codes, target->code);

    if (next != NULL && overlap(target, &next->items[0]))
        diag_add_pair(loading->diagnostics, DIAG_EQUIVALENCE_CHAIN,
                      target->place, next->items[0].place, dimension, code,
                      target->code, next->items[0].code);
}

static void chains_find(struct loading *loading, const struct map *codes,
                        struct slice dimension)
{
    for (size_t c = 0; c < codes->count; c++) {
        const struct target_list *list = codes->entries[c].value;

        for (size_t t = 0; t < list->count; t++)
            chain_find(loading, codes, dimension, codes->entries[c].key,
                       &list->items[t]);
    }
}

struct slice equivalence_column(struct arena *arena, struct slice dimension)
{
    return ARENA_CONCAT(arena, dimension, SLICE("_before"));
}

static void column_names_index(struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        (void)map_put(&table->columns_by_name, table->columns.items[i].name,
                      &table->columns.items[i]);
}

/* The column of the codes as they stood; false when there is no room. */
static bool before_add(struct loading *loading, struct table *table,
                       size_t column)
{
    struct slice name = equivalence_column(
        loading->arena, table->columns.items[column].dimension);
    const struct column *taken = table_column(table, name);
    struct column *before;

    if (taken != NULL || table->columns.count == TABLE_COLUMNS_MAX) {
        diag_add(loading->diagnostics, DIAG_COLUMN_TWICE, table->place,
                 table->name, name);
        return false;
    }
    before = table_add_column(loading->portal, table,
                              arena_text(loading->arena, name), COLUMN_TEXT);
    before->role = (struct slice){NULL, 0};
    before->heading = (struct slice){NULL, 0};
    before->title = portal_words(loading->portal,
                                 SLICE(N_("The code as it stood in its year")));
    column_names_index(table);
    return true;
}

static void table_prepare(struct loading *loading, struct table *table,
                          const struct map *by_dimension)
{
    size_t count = table->columns.count;

    for (size_t i = 0; i < count; i++) {
        const struct column *column = &table->columns.items[i];
        struct coded coded = {.column = i, .before = table->columns.count};

        if (column->type != COLUMN_DIMENSION)
            continue;
        coded.targets = map_get(by_dimension, column->dimension);
        if (coded.targets == NULL || !before_add(loading, table, i))
            continue;
        if (table->equivalences == NULL)
            table->equivalences =
                ARENA_NEW(loading->arena, struct equivalences);
        ARENA_PUSH(loading->arena, table->equivalences, coded);
    }
}

void equivalences_prepare(struct loading *loading)
{
    struct portal *portal = loading->portal;
    struct map by_dimension;

    map_init(&by_dimension, loading->arena);
    for (const struct table *t = portal_table(portal, ROLE_EQUIVALENCE, NULL);
         t != NULL; t = portal_table(portal, ROLE_EQUIVALENCE, t))
        targets_read(loading, t, &by_dimension);
    for (size_t d = 0; d < by_dimension.count; d++)
        chains_find(loading, by_dimension.entries[d].value,
                    by_dimension.entries[d].key);
    for (size_t i = 0; by_dimension.count > 0 && i < portal->tables.count; i++)
        if (table_is_fact(portal->tables.items[i]))
            table_prepare(loading, portal->tables.items[i], &by_dimension);
}

static const struct target *target_of(const struct coded *coded,
                                      struct slice code, struct period period)
{
    const struct target_list *list = map_get(coded->targets, code);

    for (size_t i = 0; list != NULL && i < list->count; i++)
        if (!is_before(period, list->items[i].from) &&
            !is_before(list->items[i].to, period))
            return &list->items[i];
    return NULL;
}

bool equivalence_keep(struct reading *reading, struct place place)
{
    const struct equivalences *all = reading->table->equivalences;
    struct period period;
    bool goes_on;

    if (all == NULL)
        return reading->keep(reading, place);
    period = fact_period(reading);
    for (size_t i = 0; i < all->count; i++) {
        const struct coded *coded = &all->items[i];
        struct cell *cell = &reading->cells[coded->column];
        const struct target *target = cell->state == CELL_PRESENT
                                          ? target_of(coded, cell->text, period)
                                          : NULL;

        if (target == NULL)
            continue;
        reading->cells[coded->before] = *cell;
        cell->text = target->code;
    }
    goes_on = reading->keep(reading, place);
    for (size_t i = 0; i < all->count; i++) {
        struct cell *before = &reading->cells[all->items[i].before];

        if (before->state != CELL_PRESENT)
            continue;
        reading->cells[all->items[i].column] = *before;
        *before = (struct cell){.state = CELL_EMPTY};
    }
    return goes_on;
}
