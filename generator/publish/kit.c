#include "publish/kit.h"

#include "base/archive.h"
#include "base/pool.h"
#include "publish/pack.h"
#include "publish/staging.h"
#include "render/kit.h"

#define KIT_FILES_MAX (5 + LANGUAGES_MAX)

struct kits {
    struct root *root;
    const struct dataset *datasets;
    const struct publish_options *options;
    bool *done;
};

/* One kit while it is filled. */
struct kit {
    struct arena arena;
    struct slice folder; /* "ejemplo-programs/" */
    struct archive_item items[KIT_FILES_MAX];
    size_t count;
};

static void text_put(struct kit *kit, struct slice name, struct buf *text)
{
    if (text->len > 0)
        kit->items[kit->count++] = (struct archive_item){
            .name = arena_join(&kit->arena, kit->folder, name),
            .bytes = arena_take(&kit->arena, text)};
}

/* Of this dataset alone: its path is from the descriptor's own folder, and so
 * it is in the kit. */
static void descriptor_put(struct kit *kit, const struct dataset *dataset,
                           const struct publish_options *options)
{
    struct dataset alone = *dataset;
    struct buf text = BUF_INIT;

    alone.is_alone = true;
    alone.sources.count = 0;
    alone.slice_count = 0;
    descriptor_write(&text, dataset->portal, &alone, 1, NULL,
                     options->base_url);
    text_put(kit, SLICE("datapackage.json"), &text);
}

static void method_put(struct kit *kit, const struct dataset *dataset)
{
    const struct portal *portal = dataset->portal;

    for (unsigned i = 0; i < portal->language_count; i++) {
        struct buf text = BUF_INIT;

        kit_method(&text, dataset, i);
        text_put(kit,
                 ARENA_CONCAT(&kit->arena, SLICE("method."),
                              portal->languages[i].path, SLICE(".md")),
                 &text);
    }
}

static void kit_fill(struct kit *kit, struct root *root,
                     const struct dataset *dataset,
                     const struct publish_options *options)
{
    struct buf text = BUF_INIT;

    kit_readme(&text, dataset, options);
    text_put(kit, SLICE("README.txt"), &text);
    kit->items[kit->count++] = (struct archive_item){
        .name = ARENA_CONCAT(&kit->arena, kit->folder, dataset->table->name,
                             SLICE(".csv")),
        .path = root_read_path(root, dataset->csv.path, &kit->arena)};
    kit_dictionary(&text, dataset);
    text_put(kit, SLICE("dictionary.csv"), &text);
    kit_citation(&text, dataset, options);
    text_put(kit, SLICE("CITATION.txt"), &text);
    method_put(kit, dataset);
    descriptor_put(kit, dataset, options);
}

static void kit_task(void *context, size_t index, unsigned worker)
{
    const struct kits *kits = context;
    const struct dataset *dataset = &kits->datasets[index];
    const struct portal *portal = dataset->portal;
    struct kit kit = {.count = 0};

    (void)worker;
    kits->done[index] = true;
    if (!table_has_kit(portal, dataset->table))
        return;
    arena_init(&kit.arena);
    kit.folder = ARENA_CONCAT(&kit.arena, portal->key, SLICE("-"),
                              dataset->table->name, SLICE("/"));
    kit_fill(&kit, kits->root, dataset, kits->options);
    kits->done[index] =
        archive_pack(kits->root, kit_path(&kit.arena, dataset->table),
                     kit.items, kit.count, 1);
    arena_release(&kit.arena);
}

bool kits_publish(struct root *root, const struct dataset *datasets,
                  size_t count, const struct publish_options *options)
{
    struct arena arena;
    struct kits kits = {root, datasets, options, NULL};
    bool done = true;

    if (count == 0 || !datasets[0].portal->formats[EXTRA_KITS])
        return true;
    arena_init(&arena);
    kits.done = ARENA_ARRAY(&arena, count, bool);
    archive_prepare();
    pool_run(options->threads, count, kit_task, &kits);
    for (size_t i = 0; i < count; i++)
        done &= kits.done[i];
    arena_release(&arena);
    return done;
}
