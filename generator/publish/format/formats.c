/* All formats of all datasets, side by side. */
#include "publish/format/extras.h"

#include <stdatomic.h>

#include "base/pool.h"
#include "model/formats.h"

enum shape column_shape(const struct published_column *column)
{
    if (column->kind == PUBLISHED_ROW)
        return SHAPE_AMOUNT;
    if (column->kind != PUBLISHED_CELL)
        return SHAPE_TEXT;
    switch (column->column->type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        return SHAPE_AMOUNT;
    case COLUMN_DATE:
        return SHAPE_DATE;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_PERIOD:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_DIMENSION:
        break;
    }
    return SHAPE_TEXT;
}

enum cell_state column_state(const struct published_column *column,
                             struct slice text)
{
    if (text.len == 0)
        return CELL_EMPTY;
    if (column->has_not_reported && slice_equal_text(text, MARK_NOT_REPORTED))
        return CELL_NOT_REPORTED;
    if (column->has_not_applicable &&
        slice_equal_text(text, MARK_NOT_APPLICABLE))
        return CELL_NOT_APPLICABLE;
    return CELL_PRESENT;
}

bool column_amount(struct slice text, struct amount *out)
{
    return amount_parse_plain(text, '.', out) ||
           amount_parse(text, (struct amount_format){'.', '\0'}, out) ==
               AMOUNT_OK;
}

/* The database takes longest: it is begun first. */
struct format_tasks {
    const struct release_formats *formats;
    atomic_bool broken;
};

static bool dataset_formats(const struct release_formats *formats,
                            struct dataset *dataset, bool workbook)
{
    if (!table_is_published(dataset->table))
        return true;
    if (workbook)
        return dataset->workbook.path.len == 0 ||
               workbook_publish(formats, dataset);
    return dataset->safe.path.len == 0 || safe_publish(formats->root, dataset);
}

static void format_task(void *context, size_t index, unsigned worker)
{
    struct format_tasks *tasks = context;
    const struct release_formats *formats = tasks->formats;
    bool done;

    (void)worker;
    if (atomic_load(&tasks->broken))
        return;
    if (index == 0)
        done = formats->database->path.len == 0 || database_publish(formats);
    else
        done = dataset_formats(formats, &formats->datasets[(index - 1) / 2],
                               index % 2 == 1);
    if (!done)
        atomic_store(&tasks->broken, true);
}

static void files_plan(const struct release_formats *formats,
                       struct arena *arena)
{
    const struct portal *portal = formats->portal;

    for (size_t i = 0; i < formats->count; i++) {
        struct dataset *dataset = &formats->datasets[i];
        struct slice name = dataset->table->name;

        if (!table_is_published(dataset->table))
            continue;
        if (portal_has_workbook(portal, dataset->table))
            dataset->workbook.path = arena_format(
                arena, "data/" SLICE_FORMAT ".xlsx", SLICE_ARGS(name));
        if (dataset->formulas > 0)
            dataset->safe.path = arena_format(
                arena, "data/" SLICE_FORMAT ".safe.csv", SLICE_ARGS(name));
    }
    if (portal_has_database(portal))
        formats->database->path = arena_format(
            arena, "data/" SLICE_FORMAT ".sqlite", SLICE_ARGS(portal->key));
}

bool formats_publish(const struct release_formats *formats, struct arena *arena)
{
    struct format_tasks tasks = {.formats = formats};

    files_plan(formats, arena);
    pool_run(formats->options->threads, 1 + 2 * formats->count, format_task,
             &tasks);
    return !atomic_load(&tasks.broken);
}
