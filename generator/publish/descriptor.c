/* data/datapackage.json: Data Package v2, our own keys after "rendir:". */
#include <inttypes.h>

#include "publish/internal.h"
#include "render/slices.h"

#define PROFILES "https://datapackage.org/profiles/2.0/"

void text_member(struct json_writer *w, const char *key, struct slice text)
{
    if (text.len == 0)
        return;
    json_key(w, key);
    json_string(w, text);
}

void words_write(struct json_writer *w, const char *const keys[2],
                 const struct words *words, const struct portal *portal)
{
    if (words_are_empty(words))
        return;
    text_member(w, keys[0], words_in(words, &portal->languages[0]));
    if (portal->language_count < 2)
        return;
    json_key(w, keys[1]);
    json_open_object(w);
    for (unsigned i = 0; i < portal->language_count; i++)
        if (words->items[i].len > 0) {
            json_key_slice(w, portal->languages[i].path);
            json_string(w, words->items[i]);
        }
    json_close(w);
}

/* From data/, where the descriptor lies. */
static struct slice below_data(struct slice path)
{
    return slice_cut(path, SLICE("data/").len, path.len);
}

void file_members(struct json_writer *w, const struct published_file *file,
                  const char *format, const char *mediatype)
{
    bool is_text = strcmp(format, "csv") == 0 || strcmp(format, "json") == 0;

    char hash[sizeof("sha256:") + DIGEST_HEX_SIZE];

    (void)snprintf(hash, sizeof(hash), "sha256:%s", file->hash);
    text_member(w, "path", below_data(file->path));
    text_member(w, "format", slice_of(format));
    text_member(w, "mediatype", slice_of(mediatype));
    if (is_text)
        text_member(w, "encoding", SLICE("utf-8"));
    json_key(w, "bytes");
    json_integer(w, (int64_t)file->bytes);
    text_member(w, "hash", slice_of(hash));
}

/* "CC BY 4.0" -> "CC-BY-4.0"; false when no identifier comes of it. */
static bool licence_identifier(struct slice name, struct buf *out)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (c == ' ')
            c = '-';
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'))
            return false;
        buf_add_char(out, c);
    }
    return name.len > 0;
}

static void licences_write(struct json_writer *w, struct slice name,
                           struct slice address)
{
    struct buf identifier = BUF_INIT;
    bool has_identifier = licence_identifier(name, &identifier);

    if (has_identifier || address.len > 0) {
        json_key(w, "licenses");
        json_open_array(w);
        json_open_object(w);
        if (has_identifier)
            text_member(w, "name", buf_slice(&identifier));
        text_member(w, "path", address);
        text_member(w, "title", name);
        json_close(w);
        json_close(w);
    }
    buf_release(&identifier);
}

/* An address on the web: what the standard takes for a path elsewhere. */
static bool is_web_address(struct slice address)
{
    return slice_starts_with(address, SLICE("https://")) ||
           slice_starts_with(address, SLICE("http://"));
}

/* The documents that the portal's data were taken from. */
static void package_sources(struct json_writer *w, const struct portal *portal)
{
    const struct table *table = portal_table(portal, ROLE_SOURCES, NULL);

    if (table == NULL || table->publish == PUBLISH_NONE ||
        table->publish == PUBLISH_AGGREGATE || table->has_personal)
        return;
    json_key(w, "sources");
    json_open_array(w);
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice address = row_text(table, row, "address");

        json_open_object(w);
        json_key(w, "title");
        json_string(w, row_words(table, row, "label", &portal->languages[0]));
        if (is_web_address(address))
            text_member(w, "path", address);
        text_member(w, "rendir:code", row_text(table, row, "code"));
        json_close(w);
    }
    json_close(w);
}

const char *table_status_name(const struct portal *portal,
                              const struct table *table)
{
    static const char *const names[] = {
        [TABLE_OFFICIAL] = "official",
        [TABLE_PROVISIONAL] = "provisional",
        [TABLE_ILLUSTRATIVE] = "illustrative",
        [TABLE_DISPUTED] = "disputed",
    };

    return portal->is_illustrative ? names[TABLE_ILLUSTRATIVE]
                                   : names[table->status];
}

/* Said in words too: a key of ours is read by few. */
static struct slice status_sentence(struct slice status,
                                    const struct language *language)
{
    if (slice_equal_text(status, "provisional"))
        return language_text(
            language, SLICE("Provisional: these data may still change."));
    if (slice_equal_text(status, "illustrative"))
        return language_text(
            language, SLICE("Illustrative: these data are invented to show "
                            "the form."));
    if (slice_equal_text(status, "disputed"))
        return language_text(
            language, SLICE("Disputed: other sources state something else."));
    return SLICE("");
}

struct words table_description(const struct portal *portal,
                               const struct table *table, struct arena *arena)
{
    struct words texts = table->description;

    for (unsigned i = 0; i < portal->language_count; i++) {
        struct slice sentence = status_sentence(
            slice_of(table_status_name(portal, table)), &portal->languages[i]);

        if (sentence.len > 0 && texts.items[i].len > 0)
            sentence = arena_join(arena, sentence, SLICE(" "));
        texts.items[i] = arena_join(arena, sentence, texts.items[i]);
    }
    return texts;
}

static void description_write(struct json_writer *w,
                              const struct dataset *dataset)
{
    static const char *const keys[] = {"description", "rendir:descriptions"};
    struct words texts;
    struct arena arena;

    arena_init(&arena);
    texts = table_description(dataset->portal, dataset->table, &arena);
    words_write(w, keys, &texts, dataset->portal);
    arena_release(&arena);
}

static void withheld_fields(struct json_writer *w, const struct table *table)
{
    if (!table->has_personal)
        return;
    json_key(w, "rendir:withheld");
    json_open_array(w);
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].personal)
            json_string(w, table->columns.items[i].name);
    json_close(w);
}

static void source_files(struct json_writer *w, const struct dataset *dataset)
{
    if (dataset->table->files.count == 0)
        return;
    json_key(w, "sources");
    json_open_array(w);
    for (size_t i = 0; i < dataset->table->files.count; i++) {
        json_open_object(w);
        json_key(w, "title");
        json_string(w, dataset->table->files.items[i].path);
        json_close(w);
    }
    json_close(w);
    if (dataset->sources.count == 0)
        return;
    json_key(w, "rendir:source_files");
    json_open_array(w);
    for (size_t i = 0; i < dataset->sources.count; i++) {
        json_open_object(w);
        text_member(w, "path", below_data(dataset->sources.items[i].path));
        json_key(w, "bytes");
        json_integer(w, (int64_t)dataset->sources.items[i].bytes);
        text_member(w, "sha256", slice_of(dataset->sources.items[i].hash));
        json_close(w);
    }
    json_close(w);
}

static void json_file(struct json_writer *w, const struct dataset *dataset)
{
    json_key(w, "rendir:json");
    json_open_object(w);
    if (dataset->json.path.len > 0) {
        file_members(w, &dataset->json, "json", "application/json");
    } else {
        text_member(w, "omitted", SLICE("more rows than JSON is written for"));
        json_key(w, "limit");
        json_integer(w, TABLE_JSON_ROWS_MAX);
    }
    json_close(w);
}

/* The same rows once more, a file per code: {code} as the pages' addresses
 * encode it. */
static void slices_write(struct json_writer *w, const struct dataset *dataset)
{
    struct arena arena;

    if (dataset->slice_count == 0)
        return;
    arena_init(&arena);
    json_key(w, "rendir:slices");
    json_open_array(w);
    for (size_t i = 0; i < dataset->slice_count; i++) {
        const struct dataset_slices *slices = &dataset->slices[i];
        struct slice name = slices->dimension->name;

        json_open_object(w);
        text_member(w, "dimension", name);
        text_member(w, "path",
                    below_data(slice_pattern(&arena, dataset->table, name)));
        json_key(w, "files");
        json_integer(w, (int64_t)slices->files);
        json_key(w, "rows");
        json_integer(w, (int64_t)slices->rows);
        json_close(w);
    }
    json_close(w);
    arena_release(&arena);
}

/* How an aggregate came about, and what is not in it. */
static void aggregate_members(struct json_writer *w, const struct table *table)
{
    struct buf text = BUF_INIT;

    if (table->publish != PUBLISH_AGGREGATE)
        return;
    text_member(w, "rendir:publish", SLICE("aggregate"));
    json_key(w, "rendir:periods_left_out");
    json_open_array(w);
    for (size_t p = 0; p < cube_period_count(table->cube); p++) {
        struct period period = cube_period(table->cube, p);

        if (!aggregate_leaves_out(table->cube, period))
            continue;
        buf_reset(&text);
        period_write(&text, period);
        json_string(w, buf_slice(&text));
    }
    json_close(w);
    buf_release(&text);
}

static void resource_write(struct json_writer *w, const struct dataset *dataset)
{
    static const char *const title[] = {"title", "rendir:titles"};
    const struct table *table = dataset->table;

    json_open_object(w);
    text_member(w, "$schema", SLICE(PROFILES "dataresource.json"));
    text_member(w, "name", table->name);
    text_member(w, "type", SLICE("table"));
    words_write(w, title, &table->title, dataset->portal);
    description_write(w, dataset);
    file_members(w, &dataset->csv, "csv", "text/csv");
    licences_write(w, table->licence_name, table->licence_address);
    source_files(w, dataset);
    text_member(w, "rendir:role", slice_of(resource_role_name(table->role)));
    text_member(w, "rendir:status",
                slice_of(table_status_name(dataset->portal, table)));
    text_member(w, "rendir:dimension", table->dimension);
    json_key(w, "rendir:rows");
    json_integer(w, (int64_t)dataset->rows);
    aggregate_members(w, table);
    withheld_fields(w, table);
    if (!dataset->is_alone) {
        json_file(w, dataset);
        formats_write(w, dataset);
    }
    slices_write(w, dataset);
    json_key(w, "schema");
    schema_write(w, dataset);
    json_close(w);
}

/* Resources of which nothing leaves, so that nobody looks for them in vain. */
static void withheld_resources(struct json_writer *w,
                               const struct dataset *datasets, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (table_is_published(datasets[i].table))
            continue;
        if (!any) {
            json_key(w, "rendir:withheld");
            json_open_array(w);
        }
        any = true;
        json_string(w, datasets[i].table->name);
    }
    if (any)
        json_close(w);
}

static void publisher_write(struct json_writer *w, const struct portal *portal)
{
    struct slice publisher =
        words_in(&portal->publisher, &portal->languages[0]);

    if (publisher.len == 0)
        return;
    json_key(w, "contributors");
    json_open_array(w);
    json_open_object(w);
    text_member(w, "title", publisher);
    json_key(w, "roles");
    json_open_array(w);
    json_string(w, SLICE("publisher"));
    json_close(w);
    json_close(w);
    json_close(w);
}

static void package_members(struct json_writer *w, const struct portal *portal,
                            struct slice base_url)
{
    static const char *const title[] = {"title", "rendir:titles"};
    static const char *const summary[] = {"description", "rendir:descriptions"};
    struct buf cut_off = BUF_INIT;

    text_member(w, "$schema", SLICE(PROFILES "datapackage.json"));
    text_member(w, "name", portal->key);
    words_write(w, title, &portal->name, portal);
    words_write(w, summary, &portal->summary, portal);
    text_member(w, "homepage", base_url);
    text_member(w, "version", portal->release);
    text_member(w, "rendir:public_key", portal->public_key);
    publisher_write(w, portal);
    licences_write(w, portal->licence_name, portal->licence_address);
    package_sources(w, portal);
    if (date_is_set(portal->cut_off)) {
        date_write(&cut_off, portal->cut_off);
        text_member(w, "rendir:cut_off", buf_slice(&cut_off));
    }
    buf_release(&cut_off);
    json_key(w, "rendir:illustrative");
    json_boolean(w, portal->is_illustrative);
}

void descriptor_write(struct buf *out, const struct portal *portal,
                      const struct dataset *datasets, size_t count,
                      const struct published_file *database,
                      struct slice base_url)
{
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    package_members(&w, portal, base_url);
    package_formats_write(&w, database);
    withheld_resources(&w, datasets, count);
    json_key(&w, "resources");
    json_open_array(&w);
    for (size_t i = 0; i < count; i++)
        if (table_is_published(datasets[i].table))
            resource_write(&w, &datasets[i]);
    json_close(&w);
    json_close(&w);
    json_finish(&w);
}
