/* Figures into tables and lists. */
#include "render/receipts/plan.h"

#include "figure/filter.h"
#include "render/receipts/rows.h"

/* Fewer rows are no table. */
#define ROWS_MIN 3
/* Codes that go with what is asked, at most. */
#define CODES_ASIDE_MAX 12

struct planning {
    struct page *page;
    struct receipts_plan *plan;
    struct map subjects; /* "resource|terms" -> struct receipt_subject */
    struct map forms;    /* form -> struct receipt_column */
    struct map lists;    /* resource -> struct receipt_block */
    struct map shapes;   /* "resource|columns" -> struct shape */
    struct buf key;      /* of the maps, while it is made */
    struct {
        struct receipt_column **items;
        size_t count, capacity;
    } columns; /* in the order of their first figure */
};

/* --- filters --- */

/* In the canonical text the period comes last. */
void filter_split(struct slice filter, struct slice *terms,
                  struct slice *period)
{
    size_t at = filter.len;

    while (at > 0 && filter.ptr[at - 1] != ';')
        at--;
    *period = slice_cut(filter, at, filter.len);
    if (slice_starts_with(*period, SLICE("period=")) &&
        !slice_ends_with(*period, SLICE("=?missing"))) {
        *terms = slice_cut(filter, 0, at > 0 ? at - 1 : 0);
        return;
    }
    *terms = filter;
    *period = nothing;
}

bool terms_have(struct slice terms, struct slice term)
{
    while (terms.len > 0)
        if (slice_equal(slice_next(&terms, ';'), term))
            return true;
    return false;
}

struct slice terms_besides(struct arena *arena, struct slice terms,
                           struct slice fixed)
{
    struct buf out = BUF_INIT;

    if (fixed.len == 0)
        return terms;
    while (terms.len > 0) {
        struct slice term = slice_next(&terms, ';');

        if (terms_have(fixed, term))
            continue;
        if (out.len > 0)
            buf_add_char(&out, ';');
        buf_add_slice(&out, term);
    }
    return arena_take(arena, &out);
}

/* The terms of `fixed` that `terms` has, too. */
static struct slice terms_common(struct arena *arena, struct slice fixed,
                                 struct slice terms)
{
    struct slice rest = terms_besides(arena, fixed, terms);

    if (terms.len == 0)
        return nothing;
    return rest.len == 0 ? fixed : terms_besides(arena, fixed, rest);
}

/* --- filters of several terms --- */

/* Leaves of a dataset whose filters name the same columns. */
struct shape {
    size_t leaves;
    size_t aside; /* the term that goes with what is asked, from 1; 0 = none */
    struct {
        struct map codes; /* the terms that stand at this place */
        struct map rests; /* the others beside them */
    } places[FILTER_TERMS_MAX];
};

static struct slice term_at(struct slice terms, size_t place)
{
    while (place-- > 0)
        (void)slice_next(&terms, ';');
    return slice_next(&terms, ';');
}

static size_t column_end(struct slice term)
{
    size_t at = 0;

    while (at < term.len && memchr("=<!", term.ptr[at], 3) == NULL)
        at++;
    return at;
}

static struct shape *shape_new(struct planning *p)
{
    struct arena *arena = p->page->arena;
    struct shape *shape = ARENA_NEW(arena, struct shape);

    for (size_t i = 0; i < FILTER_TERMS_MAX; i++) {
        map_init(&shape->places[i].codes, arena);
        map_init(&shape->places[i].rests, arena);
    }
    (void)map_put(&p->shapes, arena_copy(arena, buf_slice(&p->key)), shape);
    return shape;
}

static struct shape *shape_of(struct planning *p, struct slice resource,
                              struct slice terms)
{
    struct shape *shape;

    buf_reset(&p->key);
    buf_add_slice(&p->key, resource);
    while (terms.len > 0) {
        struct slice term = slice_next(&terms, ';');

        buf_add_char(&p->key, '|');
        buf_add_slice(&p->key, slice_cut(term, 0, column_end(term)));
    }
    shape = map_get(&p->shapes, buf_slice(&p->key));
    return shape != NULL ? shape : shape_new(p);
}

static void shape_count(struct planning *p, const struct figure *f)
{
    struct slice terms, period, rest;
    struct shape *shape;

    filter_split(f->filter, &terms, &period);
    if (slice_find(terms, ';') == terms.len)
        return;
    shape = shape_of(p, f->resource, terms);
    shape->leaves++;
    rest = terms;
    for (size_t i = 0; rest.len > 0 && i < FILTER_TERMS_MAX; i++) {
        struct slice term = slice_next(&rest, ';');

        (void)map_put(&shape->places[i].codes, term, shape);
        (void)map_put(&shape->places[i].rests,
                      terms_besides(p->page->arena, terms, term), shape);
    }
}

/* The place of the fewest codes, if they fill half of a table with the rest. */
static void shape_settle(struct shape *shape)
{
    size_t best = CODES_ASIDE_MAX + 1;

    for (size_t i = 0; i < FILTER_TERMS_MAX; i++) {
        size_t codes = shape->places[i].codes.count;
        size_t rests = shape->places[i].rests.count;

        if (codes < 2 || codes >= best || rests < ROWS_MIN || rests < codes ||
            shape->leaves * 2 < codes * rests)
            continue;
        best = codes;
        shape->aside = i + 1;
    }
}

/* --- what is asked, and of what --- */

static void number_add(struct buf *key, unsigned number)
{
    buf_add_integer(key, number);
    buf_add_char(key, '|');
}

static void text_add(struct buf *key, struct slice text)
{
    buf_add_slice(key, text);
    buf_add_char(key, '|');
}

static struct receipt_subject *
subject_of(struct planning *p, struct slice resource, struct slice terms)
{
    struct arena *arena = p->page->arena;
    struct receipt_subject *subject;

    buf_reset(&p->key);
    text_add(&p->key, resource);
    buf_add_slice(&p->key, terms);
    subject = map_get(&p->subjects, buf_slice(&p->key));
    if (subject == NULL) {
        subject = ARENA_NEW(arena, struct receipt_subject);
        subject->resource = resource;
        subject->terms = terms;
        subject->rows_path = receipt_rows_path(
            p->page,
            &(const struct figure){.resource = resource, .filter = terms});
        (void)map_put(&p->subjects, arena_copy(arena, buf_slice(&p->key)),
                      subject);
    }
    return subject;
}

/* How it is shown is the same down a column. */
static void unit_add(struct buf *form, const struct figure *f)
{
    text_add(form, f->unit.code);
    number_add(form, f->unit.multiplier);
    number_add(form, f->unit.shown);
    number_add(form, f->unit.decimals);
    number_add(form, figure_is_percentage(f));
    number_add(form, figure_is_points(f));
}

static void leaf_form(struct buf *form, const struct receipt *receipt,
                      struct slice period)
{
    const struct figure *f = receipt->figure;

    text_add(form, f->resource);
    text_add(form, f->measure);
    text_add(form, period);
    text_add(form, receipt->aside);
}

/* Operands of the same subject by what is asked, others as they are. */
static void tree_form(struct buf *form, const struct receipts_plan *plan,
                      const struct receipt *receipt)
{
    const struct figure *f = receipt->figure;

    for (unsigned i = 0; i < f->operand_count; i++) {
        const struct receipt *operand = receipt_of(plan, f->operands[i]);

        if (operand->subject == receipt->subject)
            number_add(form, (unsigned)operand->column->number);
        else
            text_add(form, slice_of(f->operands[i]->id));
    }
}

static struct receipt_column *column_of(struct planning *p, struct slice form)
{
    struct arena *arena = p->page->arena;
    struct receipt_column *column = map_get(&p->forms, form);

    if (column == NULL) {
        column = ARENA_NEW(arena, struct receipt_column);
        column->number = p->columns.count;
        (void)map_put(&p->forms, arena_copy(arena, form), column);
        ARENA_PUSH(arena, &p->columns, column);
    }
    return column;
}

/* Sets the term aside that goes with what is asked; gives the others. */
static struct slice terms_of_rows(struct planning *p, struct receipt *receipt,
                                  struct slice terms)
{
    const struct shape *shape;

    if (slice_find(terms, ';') == terms.len)
        return terms;
    shape = shape_of(p, receipt->figure->resource, terms);
    if (shape->aside == 0)
        return terms;
    receipt->aside = term_at(terms, shape->aside - 1);
    return terms_besides(p->page->arena, terms, receipt->aside);
}

/* Operands stand before what is made of them. */
static void receipt_add(struct planning *p, struct receipt *receipt)
{
    const struct figure *f = receipt->figure;
    bool is_tree = f->operand_count > 0;
    struct receipt_column *column;
    struct slice terms;
    struct slice period = nothing;

    if (is_tree) {
        receipt->subject = receipt_of(p->plan, f->operands[0])->subject;
    } else {
        filter_split(f->filter, &terms, &period);
        receipt->subject =
            subject_of(p, f->resource, terms_of_rows(p, receipt, terms));
    }
    buf_reset(&p->key);
    number_add(&p->key, f->operation);
    if (is_tree)
        tree_form(&p->key, p->plan, receipt);
    else
        leaf_form(&p->key, receipt, period);
    unit_add(&p->key, f);
    column = column_of(p, buf_slice(&p->key));
    receipt->column = column;
    ARENA_PUSH(p->page->arena, &column->receipts, receipt);
}

/* --- tables --- */

static struct receipt_block *block_new(struct planning *p,
                                       struct slice resource, bool is_table)
{
    struct receipt_block *block =
        ARENA_NEW(p->page->arena, struct receipt_block);

    block->resource = resource;
    block->is_table = is_table;
    ARENA_PUSH(p->page->arena, &p->plan->blocks, block);
    return block;
}

/* The table that shares the most rows: half of all that both have, at least. */
static struct receipt_block *block_alike(const struct receipt_column *column)
{
    struct receipt_block *best = NULL;

    for (size_t i = 0; i < column->receipts.count; i++) {
        const struct receipt_subject *row = column->receipts.items[i]->subject;

        for (size_t k = 0; k < row->blocks.count; k++)
            row->blocks.items[k]->votes++;
    }
    for (size_t i = 0; i < column->receipts.count; i++) {
        const struct receipt_subject *row = column->receipts.items[i]->subject;

        for (size_t k = 0; k < row->blocks.count; k++) {
            struct receipt_block *block = row->blocks.items[k];
            size_t all =
                block->rows.count + column->receipts.count - block->votes;

            if (block->votes * 2 >= all &&
                (best == NULL || block->votes > best->votes))
                best = block;
        }
    }
    for (size_t i = 0; i < column->receipts.count; i++) {
        const struct receipt_subject *row = column->receipts.items[i]->subject;

        for (size_t k = 0; k < row->blocks.count; k++)
            row->blocks.items[k]->votes = 0;
    }
    return best;
}

/* That of its operands, if they stand in one table; else none. */
static struct receipt_block *block_of_tree(struct planning *p,
                                           const struct receipt_column *column)
{
    const struct receipt *example = column->receipts.items[0];
    const struct figure *f = example->figure;
    struct receipt_block *block =
        receipt_of(p->plan, f->operands[0])->column->block;

    for (unsigned i = 1; i < f->operand_count; i++) {
        const struct receipt *operand = receipt_of(p->plan, f->operands[i]);

        if (operand->subject == example->subject &&
            operand->column->block != block)
            return NULL;
    }
    return block;
}

static bool is_row_of(const struct receipt_block *block,
                      const struct receipt_subject *subject)
{
    for (size_t i = subject->blocks.count; i > 0; i--)
        if (subject->blocks.items[i - 1] == block)
            return true;
    return false;
}

static void column_place(struct planning *p, struct receipt_column *column)
{
    struct arena *arena = p->page->arena;
    const struct receipt *example = column->receipts.items[0];
    bool is_tree = example->figure->operand_count > 0;
    struct receipt_block *block;

    if (column->receipts.count < ROWS_MIN)
        return;
    block = is_tree ? block_of_tree(p, column) : block_alike(column);
    if (block == NULL && is_tree)
        return;
    if (block == NULL)
        block = block_new(p, example->subject->resource, true);
    column->block = block;
    column->place = block->columns.count;
    ARENA_PUSH(arena, &block->columns, column);
    for (size_t i = 0; i < column->receipts.count; i++) {
        struct receipt_subject *subject = column->receipts.items[i]->subject;

        if (is_row_of(block, subject))
            continue;
        ARENA_PUSH(arena, &subject->blocks, block);
        ARENA_PUSH(arena, &block->rows, subject);
    }
}

static void list_add(struct planning *p, const struct receipt *receipt)
{
    struct slice resource = receipt->subject->resource;
    struct receipt_block *block = map_get(&p->lists, resource);

    if (block == NULL) {
        block = block_new(p, resource, false);
        (void)map_put(&p->lists, resource, block);
    }
    ARENA_PUSH(p->page->arena, &block->receipts, receipt);
}

/* --- what all of a block have --- */

static void subject_join(struct planning *p, struct receipt_block *block,
                         const struct receipt_subject *subject, bool is_first)
{
    if (is_first) {
        block->fixed = subject->terms;
        block->rows_path = subject->rows_path;
        return;
    }
    block->fixed = terms_common(p->page->arena, block->fixed, subject->terms);
    if (!slice_equal(block->rows_path, subject->rows_path))
        block->rows_path = nothing;
}

/* False from the second file on. */
static bool source_join(struct planning *p, struct receipt_block *block,
                        const struct figure *f)
{
    const struct place ends[2] = {f->first, f->last};

    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        struct slice path;

        if (f->operand_count > 0 || ends[i].source == 0)
            continue;
        path = row_spot(p->page, ends[i]).path;
        if (block->source.len == 0)
            block->source = path;
        else if (!slice_equal(block->source, path))
            return false;
    }
    return true;
}

static void table_join(struct planning *p, struct receipt_block *block)
{
    bool is_one = true;

    for (size_t i = 0; i < block->rows.count; i++)
        subject_join(p, block, block->rows.items[i], i == 0);
    for (size_t i = 0; is_one && i < block->columns.count; i++) {
        const struct receipt_column *column = block->columns.items[i];

        for (size_t k = 0; is_one && k < column->receipts.count; k++)
            is_one = source_join(p, block, column->receipts.items[k]->figure);
    }
    if (!is_one)
        block->source = nothing;
}

static void list_join(struct planning *p, struct receipt_block *block)
{
    bool is_one = true;

    for (size_t i = 0; i < block->receipts.count; i++)
        subject_join(p, block, block->receipts.items[i]->subject, i == 0);
    for (size_t i = 0; is_one && i < block->receipts.count; i++)
        is_one = source_join(p, block, block->receipts.items[i]->figure);
    if (!is_one)
        block->source = nothing;
}

/* --- cells --- */

static void cells_lay(struct planning *p, struct receipt_block *block)
{
    size_t width = block->columns.count;

    block->cells = ARENA_ARRAY(p->page->arena, block->rows.count * width,
                               const struct receipt *);
    for (size_t i = 0; i < block->rows.count; i++)
        block->rows.items[i]->place = i;
    for (size_t i = 0; i < width; i++) {
        const struct receipt_column *column = block->columns.items[i];

        for (size_t k = 0; k < column->receipts.count; k++) {
            const struct receipt *receipt = column->receipts.items[k];

            block->cells[receipt->subject->place * width + i] = receipt;
        }
    }
}

/* --- anchors --- */

static void anchors_set(struct planning *p, const struct map *linked)
{
    struct receipts_plan *plan = p->plan;
    struct map taken;

    map_init(&taken, p->page->arena);
    /* The citation stands on the page, too. */
    (void)map_put(&taken, SLICE("cite"), plan);
    for (size_t i = 0; i < plan->count; i++) {
        struct slice id = slice_of(plan->items[i].figure->id);
        struct slice head = slice_cut(id, 0, ANCHOR_SHORT);
        bool is_first = map_put(&taken, head, plan) == NULL;

        plan->items[i].is_linked = map_has(linked, id);
        plan->items[i].anchor =
            is_first && !plan->items[i].is_linked ? head : id;
    }
}

/* --- the whole --- */

static void planning_init(struct planning *p, struct page *page)
{
    struct arena *arena = page->arena;

    p->page = page;
    p->plan = ARENA_NEW(arena, struct receipts_plan);
    p->plan->count = page->figures.count;
    p->plan->items = ARENA_ARRAY(arena, p->plan->count + 1, struct receipt);
    map_init(&p->plan->by_id, arena);
    map_init(&p->subjects, arena);
    map_init(&p->forms, arena);
    map_init(&p->lists, arena);
    map_init(&p->shapes, arena);
    for (size_t i = 0; i < page->figures.count; i++)
        if (page->figures.items[i]->operand_count == 0)
            shape_count(p, page->figures.items[i]);
    for (size_t i = 0; i < p->shapes.count; i++)
        shape_settle(p->shapes.entries[i].value);
}

struct receipts_plan *receipts_plan_new(struct page *page,
                                        const struct map *linked)
{
    struct planning p = {.page = page};
    struct receipts_plan *plan;

    planning_init(&p, page);
    plan = p.plan;
    for (size_t i = 0; i < plan->count; i++) {
        struct receipt *receipt = &plan->items[i];

        receipt->figure = page->figures.items[i];
        (void)map_put(&plan->by_id, slice_of(receipt->figure->id), receipt);
        receipt_add(&p, receipt);
    }
    anchors_set(&p, linked);
    for (size_t i = 0; i < p.columns.count; i++)
        column_place(&p, p.columns.items[i]);
    for (size_t i = 0; i < plan->count; i++)
        if (plan->items[i].column->block == NULL)
            list_add(&p, &plan->items[i]);
    buf_release(&p.key);
    for (size_t i = 0; i < plan->blocks.count; i++) {
        struct receipt_block *block = plan->blocks.items[i];

        if (block->is_table) {
            table_join(&p, block);
            cells_lay(&p, block);
        } else {
            list_join(&p, block);
        }
    }
    return plan;
}

const struct receipt *receipt_of(const struct receipts_plan *plan,
                                 const struct figure *figure)
{
    return map_get(&plan->by_id, slice_of(figure->id));
}
