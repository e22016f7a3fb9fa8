/* Labels, parents, keys. */
#include "inspect/insight.h"

#include <stdlib.h>
#include <string.h>

#define CANDIDATES_MAX 14

bool column_is_part_of_keys(const struct insight *insight, size_t column)
{
    const struct sheet_column *c = &insight->sheet->columns.items[column];

    return c->cells.type != CELLS_NUMBER && c->cells.type != CELLS_EMPTY &&
           insight->columns[column].label_of == NO_COLUMN;
}

size_t conflicts_count(const struct insight *insight, size_t from, size_t to,
                       size_t limit)
{
    const struct sheet *sheet = insight->sheet;
    const struct sheet_column *a = &sheet->columns.items[from];
    const struct sheet_column *b = &sheet->columns.items[to];
    uint32_t *seen = calloc(a->values.count + 1, sizeof(*seen));
    size_t conflicts = 0;

    if (seen == NULL)
        out_of_memory();
    for (size_t row = 0; row < a->rows.count && conflicts <= limit; row++) {
        uint32_t *known = &seen[a->rows.items[row]];
        uint32_t other = b->rows.items[row] + 1;

        if (insight->rows[row] == ROW_TOTAL || sheet_cell(a, row)->is_missing)
            continue;
        if (*known == 0) {
            *known = other;
        } else if (*known != other && *known != UINT32_MAX) {
            *known = UINT32_MAX; /* counted once */
            conflicts++;
        }
    }
    free(seen);
    return conflicts;
}

/* "ID_RAMO" and "DESC_RAMO": the same words but for those of codes and labels.
 */
static bool is_pair_by_name(const struct sheet_column *code,
                            const struct sheet_column *text)
{
    return code->name.bare.len > 0 && !code->name.is_label &&
           (code->name.is_code || text->name.is_label) &&
           slice_equal(code->name.bare, text->name.bare);
}

/* How near a text column is to a code, by name and place; 0 = not at all. */
static unsigned nearness(const struct sheet_column *code,
                         const struct sheet_column *text)
{
    bool alike = code->name.kind == text->name.kind &&
                 code->name.what.len > 0 &&
                 slice_equal(code->name.what, text->name.what);
    bool beside = text->position == code->position + 1;

    if (is_pair_by_name(code, text))
        return 5;
    if (alike && slice_equal(code->name.entry, text->name.entry))
        return 4;
    if (alike)
        return 3;
    if (beside && (text->name.is_label || !text->is_named))
        return 2;
    return beside && text->name.kind == NAME_NONE ? 1 : 0;
}

/* Codes of two columns with more than one text. */
static bool is_label_of_two(const struct insight *insight, size_t upper,
                            size_t lower, size_t text)
{
    const struct sheet *sheet = insight->sheet;
    struct arena scratch;
    struct map seen;
    bool one = true;

    arena_init(&scratch);
    map_init(&seen, &scratch);
    for (size_t row = 0; row < sheet->row_files.count && one; row++) {
        uint32_t codes[2] = {sheet->columns.items[upper].rows.items[row],
                             sheet->columns.items[lower].rows.items[row]};
        struct slice key = {(const char *)codes, sizeof(codes)};
        struct sheet_value *value =
            sheet_cell(&sheet->columns.items[text], row);
        struct sheet_value *known = map_get(&seen, key);

        if (insight->rows[row] != ROW_LEAF || value->is_missing)
            continue;
        one = known == NULL || known == value;
        if (known == NULL)
            (void)map_put(&seen, arena_copy(&scratch, key), value);
    }
    arena_release(&scratch);
    return one;
}

/*
 * "01" of each chapter is another program: with which code to its left does a
 * code that has several labels have one?
 */
static void within_find(struct insight *insight, size_t code, size_t text)
{
    for (size_t i = code; i-- > 0;) {
        const struct sheet_column *upper = &insight->sheet->columns.items[i];

        if (upper->cells.type != CELLS_CODE || upper->empty > 0 ||
            upper->distinct < 2 || !is_label_of_two(insight, i, code, text))
            continue;
        insight->columns[text].label_of = code;
        insight->columns[code].label = text;
        insight->columns[code].within = i;
        return;
    }
}

static void labels_of_two_find(struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;

    for (size_t t = 0; t < sheet->columns.count; t++)
        for (size_t i = 0; i < t; i++) {
            const struct sheet_column *c = &sheet->columns.items[i];

            if (sheet->columns.items[t].cells.type == CELLS_TEXT &&
                c->cells.type == CELLS_CODE && c->is_named && c->empty == 0 &&
                insight->columns[t].label_of == NO_COLUMN &&
                insight->columns[i].label == NO_COLUMN &&
                is_pair_by_name(c, &sheet->columns.items[t]))
                within_find(insight, i, t);
        }
}

static void label_find(struct insight *insight, size_t text)
{
    const struct sheet_column *t = &insight->sheet->columns.items[text];
    unsigned best = 0;
    size_t code = NO_COLUMN;
    size_t limit;

    for (size_t i = 0; i < insight->sheet->columns.count; i++) {
        const struct sheet_column *c = &insight->sheet->columns.items[i];

        if (c->cells.type != CELLS_CODE || nearness(c, t) <= best ||
            ((c->distinct < 2 || t->distinct * 4 < c->distinct) &&
             nearness(c, t) < 5))
            continue;
        /* Of a code that each row has once, every column is a label. */
        if (c->distinct == c->rows.count && nearness(c, t) == 1)
            continue;
        limit = c->distinct / 20;
        if (conflicts_count(insight, i, text, limit) > limit)
            continue;
        best = nearness(c, t);
        code = i;
    }
    if (code == NO_COLUMN || insight->columns[code].label != NO_COLUMN)
        return;
    insight->columns[text].label_of = code;
    insight->columns[code].label = text;
    insight->columns[code].label_conflicts =
        conflicts_count(insight, code, text, SIZE_MAX - 1);
}

static bool texts_have_prefix(const struct insight *insight, size_t column,
                              size_t parent)
{
    const struct sheet_column *a = &insight->sheet->columns.items[column];
    const struct sheet_column *b = &insight->sheet->columns.items[parent];

    for (size_t row = 0; row < a->rows.count; row++)
        if (insight->rows[row] != ROW_TOTAL &&
            !sheet_cell(a, row)->is_missing &&
            !slice_starts_with(sheet_cell(a, row)->text,
                               sheet_cell(b, row)->text))
            return false;
    return true;
}

/* Of the columns it determines, the one with most texts. */
static void parent_find(struct insight *insight, size_t column)
{
    const struct sheet_column *c = &insight->sheet->columns.items[column];
    struct column_insight *own = &insight->columns[column];
    size_t best = 1;

    for (size_t i = 0; i < insight->sheet->columns.count; i++) {
        const struct sheet_column *p = &insight->sheet->columns.items[i];

        if (i == column || !column_is_part_of_keys(insight, i) ||
            (p->cells.type != CELLS_CODE && p->cells.type != CELLS_TEXT) ||
            p->distinct <= best || p->distinct >= c->distinct ||
            conflicts_count(insight, column, i, 0) > 0)
            continue;
        best = p->distinct;
        own->parent = i;
    }
    if (own->parent != NO_COLUMN)
        own->has_prefix = texts_have_prefix(insight, column, own->parent);
}

void relations_find(struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;

    for (size_t i = 0; i < sheet->columns.count; i++)
        if (sheet->columns.items[i].cells.type == CELLS_TEXT)
            label_find(insight, i);
    labels_of_two_find(insight);
    for (size_t i = 0; i < sheet->columns.count; i++)
        if (column_is_part_of_keys(insight, i) &&
            (sheet->columns.items[i].cells.type == CELLS_CODE ||
             sheet->columns.items[i].name.kind == NAME_DIMENSION) &&
            sheet->columns.items[i].distinct * 2 < sheet->row_files.count)
            parent_find(insight, i);
}

/* Rows by the texts of some columns: open addressing, exact. */
struct row_set {
    const struct insight *insight;
    const size_t *columns;
    size_t count;
    bool by_file;
    uint32_t *slots; /* row + 1 */
    size_t slot_count;
};

static uint64_t row_hash(const struct row_set *set, size_t row)
{
    const struct sheet *sheet = set->insight->sheet;
    uint64_t hash = set->by_file ? sheet->row_files.items[row] + 1u : 1u;

    for (size_t i = 0; i < set->count; i++)
        hash = (hash ^ sheet->columns.items[set->columns[i]].rows.items[row]) *
               UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

static bool rows_equal(const struct row_set *set, size_t a, size_t b)
{
    const struct sheet *sheet = set->insight->sheet;

    if (set->by_file && sheet->row_files.items[a] != sheet->row_files.items[b])
        return false;
    for (size_t i = 0; i < set->count; i++) {
        const uint32_t *rows = sheet->columns.items[set->columns[i]].rows.items;

        if (rows[a] != rows[b])
            return false;
    }
    return true;
}

/* True when the row was there already. */
static bool row_add(struct row_set *set, size_t row)
{
    size_t slot = (size_t)row_hash(set, row) & (set->slot_count - 1);

    while (set->slots[slot] != 0) {
        if (rows_equal(set, set->slots[slot] - 1, row))
            return true;
        slot = (slot + 1) & (set->slot_count - 1);
    }
    set->slots[slot] = (uint32_t)row + 1;
    return false;
}

/* Rows that are like an earlier one, counted up to `limit`. */
static size_t alike_count(struct row_set *set, size_t limit)
{
    const struct sheet *sheet = set->insight->sheet;
    size_t alike = 0;

    memset(set->slots, 0, set->slot_count * sizeof(*set->slots));
    for (size_t row = 0; row < sheet->row_files.count && alike < limit; row++)
        if (set->insight->rows[row] != ROW_TOTAL)
            alike += row_add(set, row);
    return alike;
}

struct candidates {
    size_t items[CANDIDATES_MAX];
    size_t count;
};

/* Codes and time first: words are the last to make a key. */
static struct candidates candidates_of(const struct insight *insight)
{
    struct candidates candidates = {.count = 0};

    for (int words = 0; words < 2; words++)
        for (size_t i = 0; i < insight->sheet->columns.count; i++) {
            const struct sheet_column *c = &insight->sheet->columns.items[i];

            if (column_is_part_of_keys(insight, i) &&
                (c->cells.type == CELLS_TEXT) == (words == 1) &&
                c->values.count > 1 && candidates.count < CANDIDATES_MAX)
                candidates.items[candidates.count++] = i;
        }
    return candidates;
}

/* Could so many texts name so many rows at all? */
static bool is_enough(const struct row_set *set, size_t rows)
{
    size_t product = set->by_file ? set->insight->sheet->files.count : 1;

    for (size_t i = 0; i < set->count && product < rows; i++)
        product *=
            set->insight->sheet->columns.items[set->columns[i]].values.count;
    return product >= rows;
}

/* The next choice of `count` numbers below `below`, in order; false at the
 * end. */
static bool choice_next(size_t *choice, size_t count, size_t below)
{
    for (size_t i = count; i-- > 0;) {
        if (choice[i] + (count - i) >= below)
            continue;
        choice[i]++;
        for (size_t j = i + 1; j < count; j++)
            choice[j] = choice[j - 1] + 1;
        return true;
    }
    return false;
}

static bool key_of_size(struct insight *insight, struct row_set *set,
                        const struct candidates *candidates, size_t size)
{
    size_t choice[KEY_MAX] = {0, 1, 2, 3};
    size_t rows = insight->sheet->row_files.count - insight->total_rows -
                  insight->blank_rows - insight->note_rows;

    if (size > candidates->count)
        return false;
    do {
        for (size_t i = 0; i < size; i++)
            insight->key[i] = candidates->items[choice[i]];
        set->columns = insight->key;
        set->count = size;
        if (is_enough(set, rows) && alike_count(set, 1) == 0) {
            insight->key_count = size;
            insight->key_is_by_file = set->by_file;
            return true;
        }
    } while (choice_next(choice, size, candidates->count));
    return false;
}

void key_find(struct insight *insight)
{
    struct candidates candidates = candidates_of(insight);
    struct row_set set = {.insight = insight,
                          .columns = candidates.items,
                          .count = candidates.count,
                          .slot_count = 16};
    bool many = insight->sheet->files.count > 1;

    while (set.slot_count < insight->sheet->row_files.count * 2)
        set.slot_count *= 2;
    set.slots = calloc(set.slot_count, sizeof(*set.slots));
    if (set.slots == NULL)
        out_of_memory();
    for (int by_file = 0; by_file < (many ? 2 : 1); by_file++) {
        bool found = false;

        set.by_file = by_file == 1;
        set.columns = candidates.items;
        set.count = candidates.count;
        insight->alike = alike_count(&set, SIZE_MAX);
        for (size_t size = 1; insight->alike == 0 && size <= KEY_MAX && !found;
             size++)
            found = key_of_size(insight, &set, &candidates, size);
        if (found)
            break;
    }
    free(set.slots);
}

static void columns_of_time(struct insight *insight)
{
    struct sheet *sheet = insight->sheet;

    insight->date = insight->year = insight->month = NO_COLUMN;
    insight->currency = NO_COLUMN;
    insight->total_column = insight->sides = NO_COLUMN;
    for (size_t i = sheet->columns.count; i-- > 0;) {
        const struct sheet_column *c = &sheet->columns.items[i];

        /* "last modified" is no time of the row. */
        if (c->cells.type == CELLS_DATE && c->name.kind != NAME_STAGE)
            insight->date = i;
        if (c->cells.type == CELLS_YEAR &&
            (c->name.kind == NAME_YEAR || insight->year == NO_COLUMN))
            insight->year = i;
        if (c->cells.type == CELLS_MONTH)
            insight->month = i;
        if (c->name.kind == NAME_CURRENCY && c->cells.type != CELLS_EMPTY &&
            c->cells.type != CELLS_NUMBER)
            insight->currency = i;
    }
}

void insight_find(struct insight *insight, struct sheet *sheet)
{
    *insight = (struct insight){.sheet = sheet};
    insight->columns = ARENA_ARRAY(sheet->arena, sheet->columns.count + 1,
                                   struct column_insight);
    for (size_t i = 0; i < sheet->columns.count; i++)
        insight->columns[i].label_of = insight->columns[i].label =
            insight->columns[i].parent = insight->columns[i].within = NO_COLUMN;
    insight->rows =
        ARENA_ARRAY(sheet->arena, sheet->row_files.count + 1, unsigned char);
    columns_of_time(insight);
    blank_rows_find(insight);
    rows_of_totals_find(insight);
    rows_of_groups_find(insight);
    marks_in_cells_find(insight);
    relations_find(insight);
    subtotals_find(insight);
    sums_check(insight);
    key_find(insight);
    file_names_find(insight);
    cumulative_find(insight);
    sides_find(insight);
}
