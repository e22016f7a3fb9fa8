#include "publish/history/figures.h"

#include <pthread.h>

#include "emit/csv.h"

struct restated {
    struct slice page;
    struct slice id, canonical, unit;
    struct slice release;
    struct amount before, after;
    bool had_value, has_value;
};

struct figure_watch {
    pthread_mutex_t lock;
    struct arena arena;
    struct {
        struct restated *items;
        size_t count, capacity;
    } rows;
};

struct figure_watch *figure_watch_new(void)
{
    struct figure_watch *watch = calloc(1, sizeof(*watch));

    if (watch == NULL || pthread_mutex_init(&watch->lock, NULL) != 0)
        out_of_memory();
    arena_init(&watch->arena);
    return watch;
}

void figure_watch_free(struct figure_watch *watch)
{
    (void)pthread_mutex_destroy(&watch->lock);
    arena_release(&watch->arena);
    free(watch);
}

void figure_watch_add(void *context, struct slice page,
                      const struct figure *figure, const struct past_value *was)
{
    struct figure_watch *watch = context;
    struct restated row = {.before = was->value,
                           .after = figure->value,
                           .had_value = slice_equal_text(
                               was->status, figure_status_name(FIGURE_PRESENT)),
                           .has_value = figure->status == FIGURE_PRESENT};

    (void)pthread_mutex_lock(&watch->lock);
    row.page = arena_copy(&watch->arena, page);
    row.id = arena_copy(&watch->arena, slice_of(figure->id));
    row.canonical = arena_copy(&watch->arena, figure->canonical);
    row.unit = arena_copy(&watch->arena, figure->unit.code);
    row.release = was->release;
    ARENA_PUSH(&watch->arena, &watch->rows, row);
    (void)pthread_mutex_unlock(&watch->lock);
}

static int compare_rows(const void *left, const void *right)
{
    const struct restated *a = left;
    const struct restated *b = right;
    int order = slice_compare(a->page, b->page);

    return order != 0 ? order : slice_compare(a->id, b->id);
}

static void value_cell(struct comma_writer *w, bool has, struct amount value)
{
    if (has)
        comma_cell_amount(w, value);
    else
        comma_cell_text(w, "");
}

static void row_write(struct comma_writer *w, const struct restated *row)
{
    struct amount difference;
    bool has_both = row->had_value && row->has_value &&
                    amount_subtract(row->after, row->before, &difference);

    comma_cell(w, row->page);
    comma_cell(w, row->id);
    comma_cell(w, row->canonical);
    comma_cell(w, row->release);
    value_cell(w, row->had_value, row->before);
    value_cell(w, row->has_value, row->after);
    value_cell(w, has_both, has_both ? difference : row->after);
    comma_cell(w, row->unit);
    comma_end_row(w);
}

bool figure_watch_write(struct figure_watch *watch, struct root *root)
{
    static const char *const heads[] = {"page",       "figure", "asks",
                                        "release",    "old",    "new",
                                        "difference", "unit"};
    struct buf out = BUF_INIT;
    struct comma_writer w;
    bool done;

    comma_init(&w, &out);
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        comma_cell_text(&w, heads[i]);
    comma_end_row(&w);
    if (watch->rows.count > 1)
        qsort(watch->rows.items, watch->rows.count, sizeof(*watch->rows.items),
              compare_rows);
    for (size_t i = 0; i < watch->rows.count; i++)
        row_write(&w, &watch->rows.items[i]);
    done = root_write(root, SLICE("changes/figures.csv"), buf_slice(&out));
    buf_release(&out);
    return done;
}
