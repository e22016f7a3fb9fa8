/* The files of resources in their order: into tables, into the cube, and read
 * once more to be published. */
#include "base/file.h"
#include "input/listing.h"
#include "model/build.h"
#include "model/portion.h"
#include "model/unasked.h"

static bool on_header(void *context, const struct table_header *header)
{
    if (!reading_bind(context, header))
        return false;
    portions_begin(context);
    return true;
}

static bool on_batch(void *context, const struct record_batch *batch)
{
    struct reading *reading = context;

    if (reading->portions != NULL)
        return portions_take(reading, batch);
    for (size_t i = 0; i < batch->record_count; i++) {
        struct place place = {batch->source, 0, batch->first + (uint32_t)i};

        if (!reading_record(reading, &batch->cells[i * batch->column_count],
                            place))
            return false;
    }
    return true;
}

static bool on_first_look(void *context, const struct record_batch *batch)
{
    struct reading *reading = context;

    for (size_t i = 0; i < batch->record_count; i++) {
        struct place place = {batch->source, 0, batch->first + (uint32_t)i};

        reading_look(reading, &batch->cells[i * batch->column_count], place);
    }
    return true;
}

static void want(struct map *wanted, struct slice heading)
{
    if (heading.len > 0)
        (void)map_put(wanted, heading, wanted);
}

static void want_conditions(struct map *wanted,
                            const struct conditions *conditions)
{
    for (size_t i = 0; i < conditions->count; i++)
        want(wanted, conditions->items[i].field);
}

/* A field in a language stands in the file of that language. */
static void want_overlays(const struct loading *loading,
                          const struct table *table, const struct field *field,
                          struct map *wanted)
{
    int language = table->columns.items[field->column].language;

    for (size_t o = 0; o < table->overlays.count && language >= 0; o++) {
        struct slice path = table->overlays.items[o].language;

        if (slice_equal(path, loading->portal->languages[language].path))
            want(wanted, ARENA_CONCAT(loading->arena, path, SLICE("/"),
                                      field->text.heading));
    }
}

/* Front matter has more names than anybody asks for. */
static void headings_wanted(const struct loading *loading,
                            const struct table *table, struct map *wanted)
{
    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field_text *text = &table->fields.items[i].text;

        want(wanted, text->heading);
        for (size_t a = 0; a < text->alias_count; a++)
            want(wanted, text->aliases[a]);
        for (size_t p = 0; p < text->part_count; p++)
            want(wanted, text->parts[p]);
        want(wanted, table->fields.items[i].stage_heading);
        want_overlays(loading, table, &table->fields.items[i], wanted);
    }
    for (size_t e = 0; e < table->exclusions.count; e++)
        want_conditions(wanted, &table->exclusions.items[e].when);
    want_conditions(wanted, &table->take);
}

static struct slice workspace_path(const struct loading *loading,
                                   struct slice path)
{
    return path_join(loading->arena, slice_of(loading->workspace), path);
}

/* "meta-fr/" and the name of the file, where it is there. */
static size_t overlays_of(struct loading *loading, const struct table *table,
                          struct slice path, struct listing_overlay *out)
{
    size_t cut = path.len;
    size_t count = 0;

    while (cut > 0 && path.ptr[cut - 1] != '/')
        cut--;
    for (size_t i = 0; i < table->overlays.count; i++) {
        struct slice pattern = table->overlays.items[i].pattern;
        size_t star = slice_find(pattern, '*');
        struct slice folder = slice_cut(pattern, 0, star);
        struct slice other = path_join(
            loading->arena, loading->data_folder,
            arena_join(loading->arena, folder, slice_cut(path, cut, path.len)));
        struct slice file = workspace_path(loading, other);

        if (file_exists(file.ptr))
            out[count++] = (struct listing_overlay){
                table->overlays.items[i].language, file.ptr, other};
    }
    return count;
}

static bool listing_file(struct loading *loading, const struct table *table,
                         struct diagnostics *diagnostics,
                         struct file_account *account,
                         const struct table_reader *reader,
                         struct table_count *count, uint16_t *source)
{
    const struct reading *reading = reader->context;
    struct listing_overlay overlays[LANGUAGES_MAX];
    struct listing listing = {.format = table->format == FORMAT_JSON
                                            ? LISTING_JSON
                                            : LISTING_FRONT_MATTER,
                              .records = table->records,
                              .overlays = overlays};
    struct map wanted;
    struct unasked unasked = {loading, &wanted};

    map_init(&wanted, loading->arena);
    headings_wanted(loading, table, &wanted);
    listing.wanted = table->format == FORMAT_FRONT_MATTER ? &wanted : NULL;
    listing.passed_over = reading->is_quiet ? NULL : unasked_take;
    listing.context = &unasked;
    listing.overlay_count =
        overlays_of(loading, table, account->path, overlays);
    return listing_read(loading->sources, diagnostics,
                        workspace_path(loading, account->path).ptr,
                        account->path, &listing, reader, count, source);
}

static bool file_read_records(struct loading *loading,
                              const struct table *table,
                              struct diagnostics *diagnostics,
                              struct file_account *account,
                              const struct table_reader *reader,
                              struct table_count *count, uint16_t *source)
{
    if (table->format != FORMAT_CSV)
        return listing_file(loading, table, diagnostics, account, reader, count,
                            source);
    return table_read(loading->sources, diagnostics,
                      workspace_path(loading, account->path).ptr, account->path,
                      &account->form.dialect, reader, count, source);
}

static struct reading *reading_new(struct loading *loading, struct table *table,
                                   struct file_account *account)
{
    struct reading *reading = ARENA_NEW(loading->arena, struct reading);

    reading->loading = loading;
    reading->table = table;
    reading->account = account;
    arena_init(&reading->scratch);
    return reading;
}

/* Counts nothing of the first reading twice. */
static void account_start(struct file_account *out,
                          const struct file_account *account)
{
    *out = (struct file_account){.path = account->path, .form = account->form};
}

/* Was the file read so before? Then its own faults have been found. */
static bool is_known(struct loading *loading,
                     const struct file_account *account)
{
    const struct dialect *dialect = &account->form.dialect;

    return map_put(&loading->known_files,
                   arena_format(loading->arena,
                                SLICE_FORMAT "|%d|%d|%d|%u|" SLICE_FORMAT,
                                SLICE_ARGS(account->path), dialect->delimiter,
                                dialect->quote, dialect->comment,
                                dialect->skip_rows,
                                SLICE_ARGS(dialect->encoding)),
                   loading) != NULL;
}

static void file_load(struct loading *loading, struct table *table,
                      struct file_account *account,
                      bool (*keep)(struct reading *, struct place))
{
    struct reading *reading = reading_new(loading, table, account);
    struct table_reader reader = {reading, on_header, on_batch};
    bool known = is_known(loading, account);
    struct diagnostics unused;

    diagnostics_init(&unused);
    reading->keep = keep;
    /* A false result has been reported where it happened. */
    (void)!file_read_records(loading, table,
                             known ? &unused : loading->diagnostics, account,
                             &reader, &account->count, &account->source);
    portions_end(reading);
    /* Of a shared file each line is accounted for once. */
    if (known && map_has(&loading->claims, account->path))
        account->count =
            (struct table_count){account->count.records, 0, 0, 0, 0};
    diagnostics_release(&unused);
    reading_end(reading);
}

/* Only all rows together say which are sub-totals, and what came before. */
static void file_look(struct loading *loading, struct table *table,
                      struct file_account *account)
{
    struct reading *reading;
    struct table_reader reader = {NULL, on_header, on_first_look};
    struct diagnostics *all = loading->diagnostics;
    struct diagnostics unused; /* what is found is found when it is loaded */
    struct file_account *copy = ARENA_NEW(loading->arena, struct file_account);
    struct table_count count = {0};
    uint16_t source;

    account_start(copy, account);
    diagnostics_init(&unused);
    loading->diagnostics = &unused;
    reading = reading_new(loading, table, copy);
    reading->is_quiet = true;
    reader.context = reading;
    (void)!file_read_records(loading, table, &unused, copy, &reader, &count,
                             &source);
    reading_end(reading);
    loading->diagnostics = all;
    diagnostics_release(&unused);
}

static bool keep_row(struct reading *reading, struct place place)
{
    struct arena *arena = reading->loading->arena;
    struct table *table = reading->table;
    struct cell *cells = ARENA_ARRAY(arena, table->columns.count, struct cell);
    struct row row = {cells, place};

    for (size_t i = 0; i < table->columns.count; i++) {
        cells[i] = reading->cells[i];
        cells[i].text = arena_copy(arena, cells[i].text);
    }
    ARENA_PUSH(arena, &table->rows, row);
    return true;
}

static void resource_begin(struct loading *loading)
{
    row_keys_begin(loading);
    map_init(&loading->undeclared, loading->arena);
    unasked_begin(loading);
}

void tables_load(struct loading *loading)
{
    map_init(&loading->known_files, loading->arena);
    map_init(&loading->claims, loading->arena);
    for (size_t i = 0; i < loading->portal->tables.count; i++) {
        struct table *table = loading->portal->tables.items[i];

        if (table_is_fact(table))
            continue;
        resource_begin(loading);
        for (size_t f = 0; f < table->files.count; f++)
            file_load(loading, table, &table->files.items[f], keep_row);
        unasked_report(loading);
        cycles_break(loading, table);
        table_index(loading->portal, table);
    }
}

static bool has_period(const struct table *table)
{
    return table->period.kind != PERIOD_NONE ||
           table_role_column(table, "period") != NULL;
}

static bool too_many(struct loading *loading, const struct table *table,
                     struct slice what, struct slice limit)
{
    diag_add(loading->diagnostics, DIAG_TOO_MANY, table->place, table->name,
             what, limit);
    return false;
}

static bool cube_prepare(struct loading *loading, struct table *table)
{
    struct dimension *dimensions[CUBE_DIMENSIONS_MAX];
    size_t count = 0;
    size_t amounts = 0;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];

        amounts += column->type == COLUMN_AMOUNT;
        table->has_statements |= column->type == COLUMN_STATED;
        if (amounts > CUBE_MEASURES_MAX)
            return too_many(loading, table, SLICE("amounts"), SLICE("12"));
        if (column->type != COLUMN_DIMENSION)
            continue;
        if (count == CUBE_DIMENSIONS_MAX)
            return too_many(loading, table, SLICE("dimensions"), SLICE("14"));
        dimensions[count++] =
            map_get(&loading->portal->dimensions_by_name, column->dimension);
    }
    if (!has_period(table)) {
        diag_add(loading->diagnostics, DIAG_PERIOD_MISSING, table->place,
                 table->name);
        return false;
    }
    table->fiscal_month = loading->portal->fiscal_month;
    table->cube = cube_new(loading->arena, table, dimensions, count);
    cube_threads(table->cube, loading->portal->threads);
    money_rules_prepare(loading->portal, table);
    return true;
}

static void facts_of(struct loading *loading, struct table *table)
{
    bool looks = table->levels.count > 0 || to_date_is_needed(table);

    resource_begin(loading);
    for (size_t f = 0; looks && f < table->files.count; f++)
        file_look(loading, table, &table->files.items[f]);
    to_date_settle(table);
    resource_begin(loading);
    for (size_t f = 0; f < table->files.count; f++)
        file_load(loading, table, &table->files.items[f], fact_keep);
    unasked_report(loading);
    cube_finish(table->cube);
    stated_resolve(loading, table);
    subtotals_check(loading, table);
}

void facts_load(struct loading *loading)
{
    claims_prepare(loading);
    for (size_t i = 0; i < loading->portal->tables.count; i++) {
        struct table *table = loading->portal->tables.items[i];

        if (table_is_fact(table) && cube_prepare(loading, table))
            facts_of(loading, table);
    }
    claims_check(loading);
    loading->portal->claims = loading->claims;
}

/* The file once more, quietly, as the first time. */
static bool file_cross(struct loading *loading, struct table *table,
                       const struct file_account *account)
{
    struct file_account *known = ARENA_NEW(loading->arena, struct file_account);
    struct reading *reading = reading_new(loading, table, known);
    struct table_reader reader = {reading, on_header, on_batch};
    struct table_count count = {0};
    uint16_t source;
    bool done;

    account_start(known, account);
    reading->first_source = account->source;
    reading->keep = fact_cross;
    reading->is_quiet = true;
    done = file_read_records(loading, table, loading->diagnostics, known,
                             &reader, &count, &source);
    portions_end(reading);
    done = done && !reading->has_changed && known->rows == account->rows;
    reading_end(reading);
    return done;
}

void portal_cross(struct portal *portal, const char *workspace)
{
    struct arena arena;
    struct sources sources;
    struct diagnostics unused;
    struct loading loading = {.portal = portal,
                              .arena = &arena,
                              .sources = &sources,
                              .diagnostics = &unused,
                              .workspace = workspace,
                              .claims = portal->claims};
    bool ok = true;

    arena_init(&arena);
    loading.data_folder = path_join(&arena, SLICE("data"), portal->key);
    sources_init(&sources, &arena);
    diagnostics_init(&unused);
    for (size_t i = 0; i < portal->tables.count; i++) {
        struct table *table = portal->tables.items[i];

        if (table->cube == NULL || !cube_waits(table->cube))
            continue;
        resource_begin(&loading);
        cube_again(table->cube);
        for (size_t f = 0; ok && f < table->files.count; f++)
            ok = file_cross(&loading, table, &table->files.items[f]);
        cube_finish(table->cube);
        if (!ok)
            diag_add(portal->diagnostics, DIAG_SOURCE_CHANGED, table->place,
                     table->name);
    }
    diagnostics_release(&unused);
    arena_release(&arena);
}

static bool replay_row(struct reading *reading, struct place place)
{
    struct row row = {reading->cells, place};

    row.place.source = reading->first_source;
    return reading->sink(reading->sink_context, &row);
}

static bool replay_file(struct loading *loading, const struct table *table,
                        const struct file_account *account, row_sink *sink,
                        void *context)
{
    struct table *copy = ARENA_NEW(loading->arena, struct table);
    struct file_account *known = ARENA_NEW(loading->arena, struct file_account);
    struct reading *reading = reading_new(loading, copy, known);
    struct table_reader reader = {reading, on_header, on_batch};
    struct table_count count = {0};
    uint16_t source;
    bool done;

    *copy = *table;
    account_start(known, account);
    reading->first_source = account->source;
    reading->keep = replay_row;
    reading->sink = sink;
    reading->sink_context = context;
    reading->is_quiet = true;
    done = file_read_records(loading, copy, loading->diagnostics, known,
                             &reader, &count, &source);
    reading_end(reading);
    return done;
}

bool table_replay(const struct portal *portal, const struct table *table,
                  const char *workspace, row_sink *sink, void *context)
{
    struct arena arena;
    struct sources sources;
    struct diagnostics unused;
    struct portal reader = *portal; /* read, not changed: nothing is kept */
    struct loading loading = {.portal = &reader,
                              .arena = &arena,
                              .sources = &sources,
                              .diagnostics = &unused,
                              .workspace = workspace,
                              .claims = portal->claims};
    bool ok = true;

    arena_init(&arena);
    loading.data_folder = path_join(&arena, SLICE("data"), portal->key);
    sources_init(&sources, &arena);
    diagnostics_init(&unused);
    resource_begin(&loading);
    for (size_t f = 0; ok && f < table->files.count; f++)
        ok =
            replay_file(&loading, table, &table->files.items[f], sink, context);
    diagnostics_release(&unused);
    arena_release(&arena);
    return ok;
}
