/*
 * Rows by the codes of a dimension. While a dataset is written its rows are put
 * aside in partitions, by code; then each partition is read again and its codes
 * are written, as many at once as fit in GROUP_SIZE. So memory does not grow
 * with the rows, and which thread writes a file does not change it.
 */
#include <stdatomic.h>

#include "base/pool.h"
#include "model/slices.h"
#include "publish/internal.h"
#include "publish/spill.h"
#include "render/slices.h"

#define PARTITIONS_MAX 256
/* Memory grows by a group for each thread. */
#define GROUP_SIZE 8388608
#define THREADS_MAX 4

struct slicer {
    struct root *root;
    const struct dataset *dataset;
    struct dataset_slices *slices;
    size_t column; /* of the row's cells */
    struct spill *spill;
    uint64_t *sizes; /* bytes of rows, by member */
    struct slice head;
    atomic_bool failed;
};

struct slicer *slicer_new(struct root *root, const struct dataset *dataset,
                          struct dataset_slices *slices)
{
    struct slicer *slicer = calloc(1, sizeof(*slicer));
    size_t members = slices->dimension->members.count;

    if (slicer == NULL)
        out_of_memory();
    slicer->root = root;
    slicer->dataset = dataset;
    slicer->slices = slices;
    slicer->column = column_index(
        dataset->table,
        table_dimension_column(dataset->table, slices->dimension->name));
    slicer->spill =
        spill_new(root, members < PARTITIONS_MAX ? members : PARTITIONS_MAX);
    slicer->sizes = calloc(members + 1, sizeof(*slicer->sizes));
    if (slicer->sizes == NULL)
        out_of_memory();
    return slicer;
}

void slicer_free(struct slicer *slicer)
{
    spill_free(slicer->spill);
    free(slicer->sizes);
    free(slicer);
}

/* Rows without a code are in the whole file, and in no slice. */
bool slicer_row(struct slicer *slicer, const struct row *row,
                struct slice bytes)
{
    const struct cell *cell = &row->cells[slicer->column];
    const struct member *member;

    if (cell->state != CELL_PRESENT)
        return true;
    member = map_get(&slicer->slices->dimension->by_code, cell->text);
    if (member == NULL) {
        diag_add(slicer->dataset->portal->diagnostics, DIAG_SOURCE_CHANGED,
                 slicer->dataset->table->place, slicer->dataset->table->name);
        return false;
    }
    slicer->slices->files += slicer->sizes[member->id] == 0;
    slicer->slices->rows++;
    slicer->sizes[member->id] += bytes.len;
    return spill_add(slicer->spill,
                     member->id % spill_partitions(slicer->spill), member->id,
                     bytes);
}

/* Codes of one partition that are written at once: first, first + step … */
struct group {
    const struct slicer *slicer;
    size_t partition;
    size_t first;
    size_t end; /* before this one */
    size_t step;
    struct buf *texts;    /* a file for each */
    struct outlet outlet; /* a code too large to be held has it alone */
};

static struct slice file_of(const struct group *group, size_t member,
                            struct arena *arena)
{
    const struct slicer *slicer = group->slicer;
    const struct dimension *dimension = slicer->slices->dimension;

    return slice_path(arena, slicer->dataset->table, dimension->name,
                      dimension->members.items[member]->code);
}

static bool hold_row(void *context, uint32_t member, struct slice bytes)
{
    struct group *group = context;

    if (member >= group->first && member < group->end)
        buf_add_slice(&group->texts[(member - group->first) / group->step],
                      bytes);
    return true;
}

static bool texts_write(struct group *group)
{
    struct arena arena;
    bool done = true;

    arena_init(&arena);
    for (size_t m = group->first; m < group->end && done; m += group->step)
        if (group->slicer->sizes[m] > 0)
            done = root_write(
                group->slicer->root, file_of(group, m, &arena),
                buf_slice(&group->texts[(m - group->first) / group->step]));
    arena_release(&arena);
    return done;
}

static bool group_write(struct group *group)
{
    const struct slicer *slicer = group->slicer;
    size_t count = (group->end - group->first + group->step - 1) / group->step;
    bool done;

    group->texts = calloc(count, sizeof(*group->texts));
    if (group->texts == NULL)
        out_of_memory();
    for (size_t i = 0; i < count; i++) {
        uint64_t size = slicer->sizes[group->first + i * group->step];

        if (size == 0)
            continue;
        buf_reserve(&group->texts[i], slicer->head.len + (size_t)size);
        buf_add_slice(&group->texts[i], slicer->head);
    }
    done = spill_read(slicer->spill, group->partition, hold_row, group) &&
           texts_write(group);
    for (size_t i = 0; i < count; i++)
        buf_release(&group->texts[i]);
    free(group->texts);
    return done;
}

static bool pass_row(void *context, uint32_t member, struct slice bytes)
{
    struct group *group = context;

    if (member != group->first)
        return true;
    buf_add_slice(&group->outlet.pending, bytes);
    return outlet_pass(&group->outlet);
}

static bool large_write(struct group *group)
{
    const struct slicer *slicer = group->slicer;
    struct published_file file;
    struct arena arena;
    bool done;

    arena_init(&arena);
    done = outlet_open(&group->outlet, slicer->root,
                       file_of(group, group->first, &arena));
    buf_add_slice(&group->outlet.pending, slicer->head);
    done = done &&
           spill_read(slicer->spill, group->partition, pass_row, group) &&
           outlet_close(&group->outlet, &file);
    outlet_release(&group->outlet);
    arena_release(&arena);
    return done;
}

/* As many codes from `first` on as fit, at least one. Returns their bytes. */
static uint64_t group_fill(struct group *group, size_t members)
{
    const uint64_t *sizes = group->slicer->sizes;
    uint64_t bytes = sizes[group->first];

    group->end = group->first + group->step;
    while (group->end < members && bytes + sizes[group->end] <= GROUP_SIZE) {
        bytes += sizes[group->end];
        group->end += group->step;
    }
    return bytes;
}

static void partition_task(void *context, size_t partition, unsigned worker)
{
    struct slicer *slicer = context;
    size_t members = slicer->slices->dimension->members.count;
    struct group group = {.slicer = slicer,
                          .partition = partition,
                          .first = partition,
                          .step = spill_partitions(slicer->spill)};
    bool done = true;

    (void)worker;
    while (group.first < members && done && !atomic_load(&slicer->failed)) {
        uint64_t bytes = group_fill(&group, members);

        if (bytes > GROUP_SIZE)
            done = large_write(&group);
        else if (bytes > 0)
            done = group_write(&group);
        group.first = group.end;
    }
    if (!done)
        atomic_store(&slicer->failed, true);
}

bool slicer_write(struct slicer *slicer, struct slice head, unsigned threads)
{
    slicer->head = head;
    pool_run(threads < THREADS_MAX ? threads : THREADS_MAX,
             spill_partitions(slicer->spill), partition_task, slicer);
    return !atomic_load(&slicer->failed);
}
