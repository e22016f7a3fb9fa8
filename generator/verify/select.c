/* Which rows of a published table a filter takes. */
#include <stdlib.h>

#include "verify/internal.h"

#define DEPTH_MAX 64
#define TERMS_MAX 8

/* A term, as the values of a column that it takes. */
struct term {
    struct column *column;
    struct numbers values;
    size_t rows; /* that have one of them */
};

static bool has(const struct numbers *numbers, uint32_t number)
{
    size_t low = 0;
    size_t high = numbers->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (numbers->items[middle] == number)
            return true;
        if (numbers->items[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static int compare(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a;
    uint32_t second = *(const uint32_t *)b;

    return (first > second) - (first < second);
}

static void sort(struct numbers *numbers)
{
    size_t kept = 0;

    if (numbers->count > 1)
        qsort(numbers->items, numbers->count, sizeof(*numbers->items), compare);
    for (size_t i = 0; i < numbers->count; i++)
        if (kept == 0 || numbers->items[kept - 1] != numbers->items[i])
            numbers->items[kept++] = numbers->items[i];
    numbers->count = kept;
}

/* --- trees of codes --- */

/* The role whose list has the codes of a dimension, or empty. */
static struct slice role_of_dimension(struct slice dimension)
{
    if (slice_equal_text(dimension, "institution"))
        return SLICE("institutions");
    if (slice_equal_text(dimension, "program"))
        return SLICE("programs");
    if (slice_equal_text(dimension, "territory"))
        return SLICE("territories");
    return SLICE("");
}

/* Has this list the codes of the column? */
static bool gives_codes(const struct table *list, const struct table *table,
                        const struct column *column)
{
    struct slice role = role_of_dimension(column->dimension);

    if (column->dimension.len > 0)
        return (role.len > 0 && slice_equal(list->role, role)) ||
               (slice_equal_text(list->role, "classifier") &&
                slice_equal(list->dimension, column->dimension));
    if (column->refers.len > 0)
        return slice_equal(list->role, column->refers);
    return list == table;
}

static void parents_add(struct table *list, struct map *parents)
{
    struct column *code = verify_column(list, SLICE("code"));
    struct column *parent = verify_column(list, SLICE("parent"));

    if (code == NULL || parent == NULL)
        return;
    for (size_t i = 0; i < list->row_count; i++) {
        struct value *own = &code->values.items[code->rows.items[i]];
        struct value *above = &parent->values.items[parent->rows.items[i]];

        if (!map_has(parents, own->text) && above->kind == CELL_PRESENT)
            (void)map_put(parents, own->text, &above->text);
    }
}

static struct map *parents_of(struct root *root, struct arena *arena,
                              const struct table *table,
                              const struct column *column)
{
    const struct map *tables = &root->common->tables;
    struct map *parents = ARENA_NEW(arena, struct map);

    map_init(parents, arena);
    for (size_t i = 0; i < tables->count; i++) {
        struct table *list = tables->entries[i].value;

        if (!list->is_aggregate && gives_codes(list, table, column) &&
            list->is_whole)
            parents_add(list, parents);
    }
    return parents;
}

/* --- codes to values --- */

static void code_add(struct map *codes, struct slice code, uint32_t value)
{
    struct numbers *numbers = map_get(codes, code);

    if (numbers == NULL) {
        numbers = ARENA_NEW(codes->arena, struct numbers);
        (void)map_put(codes, code, numbers);
    }
    if (numbers->count == 0 || numbers->items[numbers->count - 1] != value)
        ARENA_PUSH(codes->arena, numbers, value);
}

/* A code and, where there are parents, all above it. */
static void codes_add(struct map *codes, const struct map *parents,
                      struct slice code, uint32_t value)
{
    for (int depth = 0; code.len > 0 && depth < DEPTH_MAX; depth++) {
        const struct slice *above =
            parents != NULL ? map_get(parents, code) : NULL;

        code_add(codes, code, value);
        code = above != NULL ? *above : SLICE("");
    }
}

static struct map *codes_of(struct arena *arena, const struct column *column,
                            const struct map *parents)
{
    struct map *codes = ARENA_NEW(arena, struct map);

    map_init(codes, arena);
    for (size_t i = 0; i < column->values.count; i++) {
        struct slice rest = column->values.items[i].text;

        if (column->values.items[i].kind != CELL_PRESENT)
            continue;
        if (!column->has_many)
            codes_add(codes, parents, rest, (uint32_t)i);
        while (column->has_many && rest.len > 0)
            codes_add(codes, parents, slice_trim(slice_next(&rest, '|')),
                      (uint32_t)i);
    }
    return codes;
}

static const struct map *codes_for(struct root *root, const struct table *table,
                                   struct column *column, bool subtree)
{
    struct arena *arena = column->by_text.arena;

    if (subtree && column->subtrees == NULL)
        column->subtrees =
            codes_of(arena, column, parents_of(root, arena, table, column));
    if (!subtree && column->codes == NULL)
        column->codes = codes_of(arena, column, NULL);
    return subtree ? column->subtrees : column->codes;
}

/* --- terms --- */

static bool codes_take(struct root *root, const struct table *table,
                       struct term *term, struct slice text, bool subtree)
{
    const struct map *codes = codes_for(root, table, term->column, subtree);

    do {
        struct slice code;
        const struct numbers *found;

        if (!verify_percent_decode(&root->scratch, slice_next(&text, '|'),
                                   &code))
            return false;
        found = map_get(codes, code);
        for (size_t i = 0; found != NULL && i < found->count; i++)
            ARENA_PUSH(&root->scratch, &term->values, found->items[i]);
    } while (text.ptr != NULL);
    sort(&term->values);
    return true;
}

static void missing_take(struct root *root, struct term *term)
{
    for (size_t i = 0; i < term->column->values.count; i++)
        if (term->column->values.items[i].kind != CELL_PRESENT)
            ARENA_PUSH(&root->scratch, &term->values, (uint32_t)i);
}

static void others_take(struct root *root, struct term *term)
{
    struct numbers taken = term->values;

    term->values = (struct numbers){NULL, 0, 0};
    for (size_t i = 0; i < term->column->values.count; i++)
        if (!has(&taken, (uint32_t)i))
            ARENA_PUSH(&root->scratch, &term->values, (uint32_t)i);
}

static bool range_read(struct slice text, struct period *from,
                       struct period *to)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == '.')
            return period_parse(slice_cut(text, 0, i), from) &&
                   period_parse(slice_cut(text, i + 2, text.len), to);
    if (!period_parse(text, from))
        return false;
    *to = *from;
    return true;
}

/*
 * Values within the range. Facts that have the very period asked for are taken
 * by it alone: a year beside its months is not counted twice.
 */
static bool periods_find(const struct table *table, struct column *column,
                         struct slice text, struct numbers *out)
{
    struct arena *arena = column->by_text.arena;
    struct period from;
    struct period to;
    uintptr_t exact = (uintptr_t)map_get(&column->by_text, text);

    if (!range_read(text, &from, &to))
        return false;
    if (table->is_fact && exact != 0) {
        ARENA_PUSH(arena, out, (uint32_t)(exact - 1));
        return true;
    }
    for (size_t i = 0; i < column->values.count; i++) {
        const struct value *value = &column->values.items[i];
        struct period period;

        if (value->kind == CELL_PRESENT && period_parse(value->text, &period) &&
            date_compare(period_first_day(period), period_first_day(from)) >=
                0 &&
            date_compare(period_last_day(period), period_last_day(to)) <= 0)
            ARENA_PUSH(arena, out, (uint32_t)i);
    }
    return true;
}

static bool periods_take(const struct table *table, struct term *term,
                         struct slice text)
{
    struct map *known = &term->column->periods;
    struct arena *arena = known->arena;
    struct numbers *numbers = map_get(known, text);

    if (numbers == NULL) {
        numbers = ARENA_NEW(arena, struct numbers);
        if (!periods_find(table, term->column, text, numbers))
            return false;
        (void)map_put(known, arena_copy(arena, text), numbers);
    }
    term->values = *numbers;
    return true;
}

/* Offset of the operator, '=', '<' or "!=". */
static size_t operator_at(struct slice text)
{
    size_t at = 0;

    while (at < text.len && text.ptr[at] != '=' && text.ptr[at] != '<' &&
           text.ptr[at] != '!')
        at++;
    return at;
}

static bool term_take(struct root *root, const struct table *table,
                      struct term *term, struct slice text)
{
    char operator= text.ptr[0];
    size_t len = operator== '!' ? 2 : 1;
    struct slice value = slice_cut(text, len, text.len);
    bool ok;

    if (operator== '!' &&(text.len < 2 || text.ptr[1] != '='))
        return false;
    if (operator== '=' && slice_equal_text(value, "?missing")) {
        missing_take(root, term);
        return true;
    }
    if (operator== '=' && slice_equal_text(term->column->name, "period"))
        return periods_take(table, term, value);
    ok = codes_take(root, table, term, value, operator== '<');
    if (operator== '!')
        others_take(root, term);
    return ok;
}

static enum selection term_read(struct root *root, struct table *table,
                                struct slice text, struct term *term)
{
    size_t at = operator_at(text);
    struct slice name = slice_cut(text, 0, at);

    *term = (struct term){.column = verify_column(table, name)};
    if (at == text.len)
        return SELECTION_SYNTAX;
    if (term->column == NULL && verify_column_is_withheld(table, name))
        return SELECTION_WITHHELD;
    if (term->column == NULL)
        return SELECTION_NO_COLUMN;
    if (!term_take(root, table, term, slice_cut(text, at, text.len)))
        return SELECTION_SYNTAX;
    for (size_t i = 0; i < term->values.count; i++) {
        size_t count;

        (void)verify_postings(term->column, term->values.items[i], &count);
        term->rows += count;
    }
    return SELECTION_OK;
}

/* --- rows --- */

static bool row_fits(const struct term *terms, size_t count, uint32_t row)
{
    for (size_t i = 0; i < count; i++)
        if (!has(&terms[i].values, terms[i].column->rows.items[row]))
            return false;
    return true;
}

/* Rows of the term that has fewest, without those that another leaves out. */
static void rows_take(struct root *root, const struct term *terms, size_t count,
                      struct numbers *out)
{
    const struct term *least = &terms[0];

    for (size_t i = 1; i < count; i++)
        if (terms[i].rows < least->rows)
            least = &terms[i];
    for (size_t i = 0; i < least->values.count; i++) {
        size_t found;
        const uint32_t *rows =
            verify_postings(least->column, least->values.items[i], &found);

        for (size_t k = 0; k < found; k++)
            if (row_fits(terms, count, rows[k]))
                ARENA_PUSH(&root->scratch, out, rows[k]);
    }
    sort(out);
}

/* Under the lock: what columns keep for filters is made here. */
static enum selection terms_read(struct root *root, struct table *table,
                                 struct slice filter, struct term *terms,
                                 size_t *count)
{
    enum selection result = SELECTION_OK;

    while (filter.len > 0 && result == SELECTION_OK) {
        if (*count == TERMS_MAX)
            return SELECTION_SYNTAX;
        result = term_read(root, table, slice_next(&filter, ';'),
                           &terms[(*count)++]);
    }
    return result;
}

enum selection verify_select(struct root *root, struct table *table,
                             struct slice filter, struct numbers *out)
{
    struct term terms[TERMS_MAX];
    size_t count = 0;
    enum selection result;

    *out = (struct numbers){NULL, 0, 0};
    (void)pthread_mutex_lock(&root->common->lock);
    result = terms_read(root, table, filter, terms, &count);
    (void)pthread_mutex_unlock(&root->common->lock);
    if (result != SELECTION_OK)
        return result;
    if (count > 0)
        rows_take(root, terms, count, out);
    else
        for (size_t i = 0; i < table->row_count; i++)
            ARENA_PUSH(&root->scratch, out, (uint32_t)i);
    return SELECTION_OK;
}
