#include "publish/dataset.h"

#include "base/pool.h"
#include "model/atlas.h"
#include "model/changes.h"
#include "model/slices.h"
#include "publish/format/extras.h"
#include "publish/format/format.h"
#include "publish/format/verify_sql.h"
#include "publish/kit.h"

#define DESCRIPTOR "data/datapackage.json"

/* The datasets of one portal being written. */
struct publishing {
    struct root *root;
    const struct portal *portal;
    struct publish_options options;
    struct arena arena;
    struct dataset *datasets;
    size_t count;
    struct published_file database;
};

static void header_write(const struct dataset *dataset, struct row_writer *w)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        comma_cell(&w->comma, dataset->columns[i].name);
        w->formulas += comma_is_formula(dataset->columns[i].name);
    }
    comma_end_row(&w->comma);
}

static bool rows_write(struct dataset *dataset, struct row_writer *w)
{
    bool aggregate = dataset->table->publish == PUBLISH_AGGREGATE;
    bool whole;

    if (w->has_json)
        json_open_array(&w->json);
    whole = aggregate ? aggregate_rows(dataset, w) : dataset_rows(dataset, w);
    if (w->has_json && whole) {
        json_close(&w->json);
        json_finish(&w->json);
    }
    if (!whole && !aggregate && !w->failed)
        diag_add(dataset->portal->diagnostics, DIAG_SOURCE_CHANGED,
                 dataset->table->place, dataset->table->name);
    return whole;
}

/* Fewer or more rows than the first time: the pages would say something else.
 */
static bool rows_are_the_same(const struct dataset *dataset)
{
    if (dataset->table->publish == PUBLISH_AGGREGATE ||
        dataset->rows == table_row_count(dataset->table))
        return true;
    diag_add(dataset->portal->diagnostics, DIAG_SOURCE_CHANGED,
             dataset->table->place, dataset->table->name);
    return false;
}

static void slicers_open(struct publishing *publishing, struct dataset *dataset,
                         struct row_writer *w)
{
    w->slicers = calloc(dataset->slice_count + 1, sizeof(*w->slicers));
    if (w->slicers == NULL)
        out_of_memory();
    for (size_t i = 0; i < dataset->slice_count; i++)
        w->slicers[w->slicer_count++] =
            slicer_new(publishing->root, dataset, &dataset->slices[i]);
}

static void slicers_close(struct row_writer *w)
{
    for (size_t i = 0; i < w->slicer_count; i++)
        slicer_free(w->slicers[i]);
    free(w->slicers);
}

static bool slicers_write(struct publishing *publishing,
                          const struct row_writer *w, struct slice head)
{
    bool done = true;

    for (size_t i = 0; i < w->slicer_count && done; i++)
        done = slicer_write(w->slicers[i], head, publishing->options.threads);
    return done;
}

static bool dataset_write(struct publishing *publishing,
                          struct dataset *dataset, struct row_writer *w)
{
    struct buf head = BUF_INIT;
    bool done;

    if (!row_writer_open(w, publishing->root, dataset))
        return false;
    header_write(dataset, w);
    buf_add_slice(&head, buf_slice(&w->csv.pending));
    done = rows_write(dataset, w) && rows_are_the_same(dataset) &&
           row_writer_close(w, dataset) &&
           slicers_write(publishing, w, buf_slice(&head));
    buf_release(&head);
    return done;
}

static void dataset_make(struct publishing *publishing, struct dataset *dataset)
{
    struct row_writer writer = {.failed = false};

    dataset->done = true;
    if (!table_is_published(dataset->table))
        return;
    slicers_open(publishing, dataset, &writer);
    dataset->done = dataset_write(publishing, dataset, &writer);
    slicers_close(&writer);
    row_writer_release(&writer);
}

/* Its rows come of comparing what all others hold. */
static bool is_late(const struct dataset *dataset)
{
    return slice_equal_text(dataset->table->name, CHANGES_TABLE);
}

static void dataset_task(void *context, size_t index, unsigned worker)
{
    struct publishing *publishing = context;

    (void)worker;
    publishing->datasets[index].done = true;
    if (!is_late(&publishing->datasets[index]))
        dataset_make(publishing, &publishing->datasets[index]);
}

static void slices_plan(struct dataset *dataset, struct arena *arena)
{
    const struct table *table = dataset->table;

    dataset->slice_count = table_slice_count(table);
    dataset->slices =
        ARENA_ARRAY(arena, dataset->slice_count + 1, struct dataset_slices);
    for (size_t i = 0; i < dataset->slice_count; i++)
        dataset->slices[i].dimension = cube_dimension(
            table->cube,
            (size_t)cube_find_dimension(table->cube, table->slices.items[i]));
}

static void datasets_plan(struct publishing *publishing)
{
    const struct portal *portal = publishing->portal;
    struct arena *arena = &publishing->arena;

    publishing->datasets =
        ARENA_ARRAY(arena, portal->tables.count + 1, struct dataset);
    for (size_t i = 0; i < portal->tables.count; i++) {
        struct dataset *dataset = &publishing->datasets[publishing->count++];

        dataset->portal = portal;
        dataset->table = portal->tables.items[i];
        dataset->workspace = publishing->options.workspace;
        if (!table_is_published(dataset->table))
            continue;
        dataset->csv.path = arena_format(arena, "data/" SLICE_FORMAT ".csv",
                                         SLICE_ARGS(dataset->table->name));
        if (table_has_json(dataset->table))
            dataset->json.path =
                arena_format(arena, "data/" SLICE_FORMAT ".json",
                             SLICE_ARGS(dataset->table->name));
        if (dataset->table->publish == PUBLISH_AGGREGATE)
            aggregate_plan(dataset, arena);
        else
            dataset_plan(dataset, arena);
        slices_plan(dataset, arena);
    }
}

/* Does a table keep back something of this file? */
static bool file_is_withheld(const struct portal *portal, struct slice path)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];
        bool withholds = table->has_personal ||
                         table->publish == PUBLISH_AGGREGATE ||
                         table->publish == PUBLISH_NONE;

        for (size_t f = 0; f < table->files.count && withholds; f++)
            if (slice_equal(table->files.items[f].path, path))
                return true;
    }
    return false;
}

/* "data/<portal>/Ley 1.csv" -> "data/source/~4cey~201.csv" */
static struct slice source_path(struct arena *arena,
                                const struct portal *portal, struct slice path)
{
    size_t folder = SLICE("data/").len + portal->key.len + 1;
    struct buf out = BUF_INIT;

    buf_add_text(&out, "data/source/");
    for (size_t i = folder; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
            c == '-' || c == '/')
            buf_add_char(&out, (char)c);
        else
            buf_add_format(&out, "~%02x", c);
    }
    return arena_take(arena, &out);
}

/* False, after a finding, when it cannot be read again or not be written. */
static bool source_copy(struct publishing *publishing,
                        const struct dataset *dataset, struct slice path,
                        struct published_file *file)
{
    struct buf name = BUF_INIT;
    struct outlet outlet;
    enum copy_result result = COPY_UNWRITTEN;

    buf_add_text(&name, publishing->options.workspace);
    buf_add_char(&name, '/');
    buf_add_slice(&name, path);
    if (outlet_open(&outlet, publishing->root, file->path))
        result = outlet_copy(&outlet, name.ptr, file);
    if (result == COPY_UNREAD)
        diag_add(publishing->portal->diagnostics, DIAG_SOURCE_CHANGED,
                 dataset->table->place, path);
    outlet_release(&outlet);
    buf_release(&name);
    return result == COPY_DONE;
}

static bool source_publish(struct publishing *publishing,
                           struct dataset *dataset, struct slice path,
                           struct map *known)
{
    struct published_file *file = map_get(known, path);

    if (file == NULL) {
        file = ARENA_NEW(&publishing->arena, struct published_file);
        file->path = source_path(&publishing->arena, publishing->portal, path);
        (void)map_put(known, path, file);
        if (!source_copy(publishing, dataset, path, file))
            return false;
    }
    ARENA_PUSH(&publishing->arena, &dataset->sources, *file);
    return true;
}

static bool sources_publish(struct publishing *publishing)
{
    struct map known;

    map_init(&known, &publishing->arena);
    for (size_t i = 0; i < publishing->count; i++) {
        struct dataset *dataset = &publishing->datasets[i];
        const struct table *table = dataset->table;

        if (table->publish != PUBLISH_SOURCE)
            continue;
        for (size_t f = 0; f < table->files.count; f++) {
            struct slice path = table->files.items[f].path;

            if (!file_is_withheld(publishing->portal, path) &&
                !source_publish(publishing, dataset, path, &known))
                return false;
        }
    }
    return true;
}

/* The shapes of the maps, as they came. */
static bool maps_publish(struct publishing *publishing)
{
    for (size_t i = 0; i < publishing->count; i++) {
        const struct dataset *dataset = &publishing->datasets[i];
        struct published_file file = {
            .path = atlas_published(&publishing->arena, dataset->table)};

        if (file.path.len > 0 &&
            !source_copy(publishing, dataset, dataset->table->atlas->path,
                         &file))
            return false;
    }
    return true;
}

void datasets_describe(const struct publishing *publishing, struct buf *out)
{
    descriptor_write(out, publishing->portal, publishing->datasets,
                     publishing->count, &publishing->database,
                     publishing->options.base_url);
}

static bool descriptor_publish(struct publishing *publishing)
{
    struct buf out = BUF_INIT;
    bool done;

    datasets_describe(publishing, &out);
    done = root_write(publishing->root, SLICE(DESCRIPTOR), buf_slice(&out));
    buf_release(&out);
    return done;
}

struct publishing *datasets_new(struct root *root, const struct portal *portal,
                                const struct publish_options *options)
{
    struct publishing *publishing = calloc(1, sizeof(*publishing));

    if (publishing == NULL)
        out_of_memory();
    publishing->root = root;
    publishing->portal = portal;
    publishing->options = *options;
    arena_init(&publishing->arena);
    datasets_plan(publishing);
    return publishing;
}

void datasets_free(struct publishing *publishing)
{
    arena_release(&publishing->arena);
    free(publishing);
}

/* They are made of all rows: with those that come late, or at once. */
static bool extras_publish(struct publishing *publishing)
{
    const struct release_formats formats = {
        publishing->root,     publishing->portal, &publishing->options,
        publishing->datasets, publishing->count,  &publishing->database};

    return formats_publish(&formats, &publishing->arena);
}

static bool has_late(const struct publishing *publishing)
{
    for (size_t i = 0; i < publishing->count; i++)
        if (is_late(&publishing->datasets[i]))
            return true;
    return false;
}

bool datasets_write(struct publishing *publishing)
{
    bool done = true;

    pool_run(publishing->options.threads, publishing->count, dataset_task,
             publishing);
    for (size_t i = 0; i < publishing->count; i++)
        done &= publishing->datasets[i].done;
    return done && sources_publish(publishing) && maps_publish(publishing) &&
           (has_late(publishing) || extras_publish(publishing));
}

bool datasets_finish(struct publishing *publishing)
{
    for (size_t i = 0; i < publishing->count; i++)
        if (is_late(&publishing->datasets[i])) {
            dataset_make(publishing, &publishing->datasets[i]);
            if (!publishing->datasets[i].done)
                return false;
        }
    return (!has_late(publishing) || extras_publish(publishing)) &&
           descriptor_publish(publishing) &&
           verify_sql_publish(publishing->root, publishing->datasets,
                              publishing->count) &&
           csvw_publish(publishing->root, publishing->portal,
                        publishing->datasets, publishing->count) &&
           kits_publish(publishing->root, publishing->datasets,
                        publishing->count, &publishing->options);
}
