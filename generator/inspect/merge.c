/*
 * Files of one kind whose headings drift over the years, as one resource: the
 * same roles under other names become aliases.
 */
#include <string.h>

#include "inspect/guess.h"

static struct arena *arena_of(const struct guess *guess)
{
    return guess->insight->sheet->arena;
}

static bool texts_equal(const char *a, const char *b)
{
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

/* "ejecucion_2020_s1.csv" -> "ejecucion--s": without digits and months. */
static struct slice name_without_time(const struct guess *guess, size_t file)
{
    struct arena *arena = arena_of(guess);
    struct slice folded =
        name_fold(arena, guess->insight->sheet->files.items[file].base);
    struct buf out = BUF_INIT;

    while (folded.len > 0) {
        struct slice word = slice_next(&folded, '-');

        for (size_t i = 0; month_of_name(word) == 0 && i < word.len; i++)
            if (word.ptr[i] < '0' || word.ptr[i] > '9')
                buf_add(&out, word.ptr + i, 1);
        buf_add_text(&out, "-");
    }
    return arena_take(arena, &out);
}

/* Rows that are to be left out are told by texts of one file. */
static bool has_other_rows(const struct guess *guess)
{
    const struct insight *insight = guess->insight;

    return insight->total_rows + insight->blank_rows + insight->note_rows +
                   insight->level_count >
               0 ||
           insight->both_sides.len > 0;
}

static bool is_plain_facts(const struct guess *guess)
{
    const struct sheet_file *file = &guess->insight->sheet->files.items[0];

    return (strcmp(guess->role, "execution") == 0 ||
            strcmp(guess->role, "revenue") == 0) &&
           file->sniff.dialect.has_header && !has_other_rows(guess) &&
           guess->insight->currency == NO_COLUMN;
}

static const struct sheet_column *column_of(const struct guess *guess,
                                            const struct guess_field *field)
{
    return field->column == NO_COLUMN
               ? NULL
               : &guess->insight->sheet->columns.items[field->column];
}

static bool is_written_alike(const struct sheet_column *a,
                             const struct sheet_column *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a->cells.type == b->cells.type && a->is_named && b->is_named &&
           a->cells.format.decimal == b->cells.format.decimal &&
           (a->cells.format.group == b->cells.format.group ||
            a->cells.format.group == 0 || b->cells.format.group == 0) &&
           a->cells.has_text_around == b->cells.has_text_around &&
           a->cells.is_trailing_minus == b->cells.is_trailing_minus;
}

/* The same question, whatever its column is called. */
static bool is_same_role(const struct guess *a, const struct guess_field *x,
                         const struct guess *b, const struct guess_field *y)
{
    return x->role != NULL && texts_equal(x->role, y->role) &&
           slice_equal(x->dimension, y->dimension) &&
           slice_equal(x->stage, y->stage) &&
           slice_equal(x->to_date_of, y->to_date_of) &&
           slice_equal(x->period, y->period) && x->month == y->month &&
           x->join.count == y->join.count && x->stages_column == NO_COLUMN &&
           y->stages_column == NO_COLUMN && x->from_path.len == 0 &&
           y->from_path.len == 0 &&
           texts_equal(x->accumulation, y->accumulation) &&
           texts_equal(x->split, y->split) &&
           texts_equal(x->format, y->format) && x->fills == y->fills &&
           (x->labels.len > 0) == (y->labels.len > 0) &&
           is_written_alike(column_of(a, x), column_of(b, y));
}

static struct guess_field *field_like(struct guess *guess,
                                      const struct guess *other,
                                      const struct guess_field *field)
{
    struct guess_field *found = NULL;

    for (size_t i = 0; i < guess->fields.count; i++)
        if (is_same_role(guess, &guess->fields.items[i], other, field)) {
            if (found != NULL)
                return NULL; /* which of the two is not to be told */
            found = &guess->fields.items[i];
        }
    return found;
}

static struct guess_field *carried_named(struct guess *guess, struct slice name)
{
    for (size_t i = 0; i < guess->fields.count; i++)
        if (guess->fields.items[i].role == NULL &&
            slice_equal(guess->fields.items[i].name, name))
            return &guess->fields.items[i];
    return NULL;
}

/* A heading that means another thing in the other file. */
static bool means_another(const struct guess *guess,
                          const struct guess_field *own, struct slice heading)
{
    for (size_t i = 0; i < guess->fields.count; i++)
        if (&guess->fields.items[i] != own &&
            slice_equal(guess->fields.items[i].name, heading))
            return true;
    return false;
}

/* The first field of `other` that keeps it a resource of its own, or null. */
static const struct guess_field *obstacle(struct guess *guess,
                                          struct guess *other)
{
    for (size_t i = 0; i < other->fields.count; i++) {
        const struct guess_field *field = &other->fields.items[i];
        struct guess_field *own;

        if (field->role == NULL) {
            own = carried_named(guess, field->name);
            if (own != NULL && !is_written_alike(column_of(guess, own),
                                                 column_of(other, field)))
                return field;
            if (own == NULL && means_another(guess, NULL, field->name))
                return field;
            continue;
        }
        own = field_like(guess, other, field);
        if (own == NULL || means_another(guess, own, field->name))
            return field;
    }
    for (size_t i = 0; i < guess->fields.count; i++)
        if (guess->fields.items[i].role != NULL &&
            field_like(other, guess, &guess->fields.items[i]) == NULL)
            return &guess->fields.items[i];
    return NULL;
}

static void alias_add(struct arena *arena, struct slices *aliases,
                      struct slice name, struct slice alias)
{
    if (slice_equal(name, alias))
        return;
    for (size_t i = 0; i < aliases->count; i++)
        if (slice_equal(aliases->items[i], alias))
            return;
    ARENA_PUSH(arena, aliases, alias);
}

static void pairs_join(struct arena *arena, struct guess_field *own,
                       const struct guess_field *field)
{
    struct guess_pair *pairs = ARENA_ARRAY(
        arena, own->pair_count + field->pair_count + 1, struct guess_pair);
    size_t count = own->pair_count;

    if (count > 0)
        memcpy(pairs, own->pairs, count * sizeof(*pairs));
    for (size_t i = 0; i < field->pair_count; i++) {
        bool known = false;

        for (size_t j = 0; j < count; j++)
            known |= slice_equal(pairs[j].from, field->pairs[i].from);
        if (!known)
            pairs[count++] = field->pairs[i];
    }
    own->pairs = pairs;
    own->pair_count = count;
}

/* A column that codes or periods are joined of has its aliases as a field. */
static void part_alias(struct guess *guess, struct slice name,
                       struct slice alias)
{
    struct guess_field *field = NULL;

    for (size_t i = 0; i < guess->fields.count && field == NULL; i++)
        if (guess->fields.items[i].join.count == 0 &&
            slice_equal(guess->fields.items[i].name, name))
            field = &guess->fields.items[i];
    if (slice_equal(name, alias))
        return;
    if (field == NULL) {
        field = guess_add(guess, NO_COLUMN, NULL,
                          SLICE("a part of another field, for its aliases"));
        field->name = name;
        field->type = "string";
    }
    alias_add(arena_of(guess), &field->aliases, name, alias);
}

static bool is_alias(const struct guess *guess, struct slice name)
{
    for (size_t i = 0; i < guess->fields.count; i++)
        for (size_t j = 0; j < guess->fields.items[i].aliases.count; j++)
            if (slice_equal(guess->fields.items[i].aliases.items[j], name))
                return true;
    return false;
}

static void field_join(struct guess *guess, const struct guess *other,
                       const struct guess_field *field)
{
    struct arena *arena = arena_of(guess);
    struct guess_field *own = field->role != NULL
                                  ? field_like(guess, other, field)
                                  : carried_named(guess, field->name);
    struct slices parts;

    if (own == NULL && is_alias(guess, field->name))
        return;
    if (own == NULL) { /* carried, and only there */
        own = guess_add(guess, NO_COLUMN, NULL,
                        SLICE("only some of the files have it"));
        own->name = field->name;
        own->type = "string";
        own->is_optional = true;
        return;
    }
    parts = own->join;
    if (parts.count == 0)
        alias_add(arena, &own->aliases, own->name, field->name);
    alias_add(arena, &own->label_aliases, own->labels, field->labels);
    pairs_join(arena, own, field);
    for (size_t i = 0; i < parts.count; i++)
        part_alias(guess, parts.items[i], field->join.items[i]);
}

/* What the other files lack. */
static void optional_mark(struct guess *guess, struct guess *other)
{
    for (size_t i = 0; i < guess->fields.count; i++) {
        struct guess_field *field = &guess->fields.items[i];

        if (field->role == NULL && field->aliases.count == 0 &&
            carried_named(other, field->name) == NULL)
            field->is_optional = true;
    }
}

bool guess_merge(struct guess *guess, struct guess *other)
{
    struct arena *arena = arena_of(guess);
    const struct guess_field *kept_apart;

    if (!is_plain_facts(guess) || !is_plain_facts(other) ||
        !texts_equal(guess->role, other->role) ||
        guess->insight->sheet->files.items[0].is_json ||
        other->insight->sheet->files.items[0].is_json ||
        !slice_equal(name_without_time(guess, 0), name_without_time(other, 0)))
        return false;
    kept_apart = obstacle(guess, other);
    if (kept_apart != NULL) {
        guess_decide(
            other,
            arena_format(arena,
                         "the file is named as " SLICE_FORMAT
                         " is, but \"" SLICE_FORMAT
                         "\" has no counterpart there: is it one resource?",
                         SLICE_ARGS(guess->insight->sheet->files.items[0].base),
                         SLICE_ARGS(kept_apart->name)));
        return false;
    }
    /* Codes and periods first: their parts are carried as well. */
    for (size_t i = 0; i < other->fields.count; i++)
        if (other->fields.items[i].role != NULL)
            field_join(guess, other, &other->fields.items[i]);
    for (size_t i = 0; i < other->fields.count; i++)
        if (other->fields.items[i].role == NULL)
            field_join(guess, other, &other->fields.items[i]);
    optional_mark(guess, other);
    ARENA_PUSH(arena, &guess->merged, other);
    other->is_merged = true;
    guess_decide(
        guess, arena_format(
                   arena,
                   SLICE_FORMAT " has other headings and is taken for the same "
                                "resource: are its \"aliases\" right?",
                   SLICE_ARGS(other->insight->sheet->files.items[0].base)));
    return true;
}
