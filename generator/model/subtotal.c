/*
 * Sub-totals among the rows: a row whose lower codes are blank while another
 * row of the same file goes deeper under the same codes. They are known only
 * when all rows have been seen, so the files are looked at first.
 */
#include "model/reading.h"

/* What is said of the rows below some codes, and what they give. */
struct subtotal {
    struct place place; /* of the row that states it */
    bool is_stated;
    struct outcome_amount *stated; /* by column of the table */
    struct outcome_amount *parts;
    struct slice name; /* "05 | 31 | 09", for a finding */
};

struct subtotals {
    struct map by_key; /* codes that some row goes deeper than -> subtotal */
};

static struct slice level_text(const struct reading *reading,
                               const struct slice *raw, size_t level)
{
    for (size_t i = 0; i < reading->column_count; i++)
        if (slice_equal(reading->called[i],
                        reading->table->levels.items[level]))
            return slice_trim(raw[i]);
    return (struct slice){NULL, 0};
}

/* Levels up to the last one that is not blank. */
static size_t depth_of(const struct reading *reading, const struct slice *raw)
{
    size_t depth = reading->table->levels.count;

    while (depth > 0 && level_text(reading, raw, depth - 1).len == 0)
        depth--;
    return depth;
}

static bool is_level(const struct table *table, struct slice heading)
{
    for (size_t i = 0; i < table->levels.count; i++)
        if (slice_equal(table->levels.items[i], heading))
            return true;
    return false;
}

/* Does the column say the same as the levels? */
static bool says_levels(const struct reading *reading, size_t column)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field_text *text = &table->fields.items[i].text;

        if (table->fields.items[i].column != column)
            continue;
        for (size_t p = 0; p < text->part_count; p++)
            if (is_level(table, text->parts[p]))
                return true;
        return is_level(table, text->heading);
    }
    return false;
}

static bool is_other_code(const struct reading *reading, size_t column)
{
    const struct column *of = &reading->table->columns.items[column];

    return (of->type == COLUMN_DIMENSION || (int)column == reading->currency ||
            (int)column == reading->period) &&
           !says_levels(reading, column);
}

static void part_add(struct buf *key, struct slice text)
{
    buf_add_format(key, "%zu:", text.len);
    buf_add_slice(key, text);
}

/* The other codes of the row, and its stage, which its sub-totals share; of one
 * file. */
static void key_begin(struct reading *reading, const struct slice *raw,
                      struct buf *key)
{
    part_add(key, reading->account->path);
    for (size_t i = 0; i < reading->table->columns.count; i++)
        if (is_other_code(reading, i))
            part_add(key, reading->cells[i].text);
    for (size_t i = 0; i < reading->table->fields.count; i++)
        if (reading->fields[i].stage_at >= 0)
            part_add(key, slice_trim(raw[reading->fields[i].stage_at]));
}

static struct subtotal *subtotal_new(struct reading *reading)
{
    struct arena *arena = reading->loading->arena;
    size_t count = reading->table->columns.count;
    struct subtotal *subtotal = ARENA_NEW(arena, struct subtotal);

    subtotal->stated = ARENA_ARRAY(arena, count, struct outcome_amount);
    subtotal->parts = ARENA_ARRAY(arena, count, struct outcome_amount);
    return subtotal;
}

void subtotals_look(struct reading *reading, const struct slice *raw)
{
    struct table *table = reading->table;
    struct buf key = BUF_INIT;
    size_t depth = depth_of(reading, raw);

    if (table->subtotals == NULL) {
        table->subtotals = ARENA_NEW(reading->loading->arena, struct subtotals);
        map_init(&table->subtotals->by_key, reading->loading->arena);
    }
    key_begin(reading, raw, &key);
    for (size_t level = 0; level < depth; level++) {
        if (!map_has(&table->subtotals->by_key, buf_slice(&key)))
            (void)map_put(&table->subtotals->by_key,
                          arena_copy(reading->loading->arena, buf_slice(&key)),
                          subtotal_new(reading));
        part_add(&key, level_text(reading, raw, level));
    }
    buf_release(&key);
}

/* The entries of the row: above it, and its own when rows go deeper. */
static struct subtotal *entries_of(struct reading *reading,
                                   const struct slice *raw)
{
    struct buf key = BUF_INIT;
    size_t depth = depth_of(reading, raw);
    struct subtotal *own;

    reading->above_count = 0;
    key_begin(reading, raw, &key);
    for (size_t level = 0; level < depth; level++) {
        struct subtotal *above =
            map_get(&reading->table->subtotals->by_key, buf_slice(&key));

        if (above != NULL && reading->above_count < COUNT_OF(reading->above))
            reading->above[reading->above_count++] = above;
        part_add(&key, level_text(reading, raw, level));
    }
    own = map_get(&reading->table->subtotals->by_key, buf_slice(&key));
    buf_release(&key);
    return own;
}

static bool is_personal(const struct table *table, struct slice heading)
{
    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field *field = &table->fields.items[i];
        bool takes = slice_equal(field->text.heading, heading);

        for (size_t p = 0; p < field->text.part_count; p++)
            takes |= slice_equal(field->text.parts[p], heading);
        if (takes && table->columns.items[field->column].personal)
            return true;
    }
    return false;
}

static struct slice name_of(struct reading *reading, const struct slice *raw)
{
    struct buf name = BUF_INIT;

    for (size_t level = 0; level < depth_of(reading, raw); level++) {
        buf_add_text(&name, level > 0 ? " | " : "");
        buf_add_slice(&name, is_personal(reading->table,
                                         reading->table->levels.items[level])
                                 ? SLICE("(withheld)")
                                 : level_text(reading, raw, level));
    }
    return arena_take(reading->loading->arena, &name);
}

bool subtotal_is(struct reading *reading, const struct slice *raw,
                 struct place place)
{
    struct subtotal *own = entries_of(reading, raw);

    reading->own = own;
    if (own == NULL || reading->is_quiet)
        return own != NULL;
    if (own->is_stated) { /* twice: the first is checked, both are left out */
        reading->own = NULL;
        return true;
    }
    own->is_stated = true;
    own->place = place;
    own->name = name_of(reading, raw);
    return true;
}

static void amounts_add(const struct reading *reading,
                        struct outcome_amount *amounts)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->columns.count; i++) {
        if (table->columns.items[i].type != COLUMN_AMOUNT ||
            reading->cells[i].state != CELL_PRESENT)
            continue;
        amounts[i].values++;
        amounts[i].overflow |= !amount_add(
            amounts[i].sum, reading->cells[i].is.number, &amounts[i].sum);
    }
}

void subtotal_state(struct reading *reading)
{
    if (reading->own != NULL)
        amounts_add(reading, reading->own->stated);
}

void subtotal_add_part(struct reading *reading)
{
    for (size_t i = 0; i < reading->above_count; i++)
        amounts_add(reading, reading->above[i]->parts);
}

static void compare(struct loading *loading, const struct table *table,
                    const struct subtotal *subtotal, size_t column)
{
    const struct outcome_amount *stated = &subtotal->stated[column];
    const struct outcome_amount *parts = &subtotal->parts[column];
    struct buf stated_text = BUF_INIT;
    struct buf parts_text = BUF_INIT;

    if (stated->values == 0 || stated->overflow || parts->overflow ||
        amount_compare(stated->sum, parts->sum) == 0)
        return;
    amount_write(&stated_text, stated->sum);
    amount_write(&parts_text, parts->sum);
    diag_add(loading->diagnostics, DIAG_SUBTOTAL_DIFFERS, subtotal->place,
             subtotal->name, table->columns.items[column].name,
             buf_slice(&stated_text), buf_slice(&parts_text));
    buf_release(&stated_text);
    buf_release(&parts_text);
}

void subtotals_check(struct loading *loading, const struct table *table)
{
    const struct map *all =
        table->subtotals != NULL ? &table->subtotals->by_key : NULL;

    for (size_t i = 0; all != NULL && i < all->count; i++) {
        const struct subtotal *subtotal = all->entries[i].value;

        for (size_t c = 0; subtotal->is_stated && c < table->columns.count; c++)
            compare(loading, table, subtotal, c);
    }
}
