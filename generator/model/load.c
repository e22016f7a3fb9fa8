/* Rows of files into typed rows: kept in tables, or added to the cube. */
#include "base/file.h"
#include "model/build.h"
#include "model/internal.h"

/* One file being read. */
struct reading {
    struct loading *loading;
    struct table *table;
    struct file_account *account;
    int columns[TABLE_COLUMNS_MAX]; /* file column -> table column, -1 = none */
    bool decides[TABLE_COLUMNS_MAX]; /* file columns that exclusions look at */
    struct slice headings[TABLE_COLUMNS_MAX];
    size_t column_count;
    struct cell cells[TABLE_COLUMNS_MAX]; /* by table column */
    uint16_t source;
    uint16_t first_source; /* replay: its number when it was loaded */
    bool (*keep)(struct reading *reading, struct place place);
    row_sink *sink; /* replay only */
    void *sink_context;
    bool quiet; /* replay: all was found the first time */
};

static int column_of_heading(const struct table *table, struct slice heading)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (slice_equal(table->columns.items[i].heading, heading))
            return (int)i;
    return -1;
}

static bool has_exclusion(const struct table *table, struct slice heading)
{
    for (size_t i = 0; i < table->exclusions.count; i++)
        if (slice_equal(table->exclusions.items[i].field, heading))
            return true;
    return false;
}

static void undeclared(struct reading *reading, size_t at, struct slice name)
{
    struct place place = {reading->source, (uint16_t)(at + 1), 0};

    if (!reading->decides[at])
        diag_add(reading->loading->diagnostics, DIAG_COLUMN_UNDECLARED, place,
                 name);
}

static void missing_columns(struct reading *reading,
                            const struct table_header *header)
{
    const struct table *table = reading->table;
    struct map names;
    struct place place = {reading->source, 0, 0};

    map_init(&names, reading->loading->arena);
    for (size_t i = 0; i < header->count; i++)
        (void)map_put(&names, header->names[i], &names);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct slice heading = table->columns.items[i].heading;

        if (!map_has(&names, heading))
            diag_add(reading->loading->diagnostics, DIAG_COLUMN_MISSING, place,
                     heading, map_nearest_name(&names, heading));
    }
    for (size_t i = 0; i < table->exclusions.count; i++) {
        struct slice field = table->exclusions.items[i].field;

        if (!map_has(&names, field) && column_of_heading(table, field) < 0)
            diag_add(reading->loading->diagnostics, DIAG_COLUMN_MISSING, place,
                     field, map_nearest_name(&names, field));
    }
}

/* So that a place can name the cell of a row that was kept. */
static void note_fields(struct reading *reading)
{
    struct file_account *account = reading->account;

    account->source = reading->source;
    account->fields = ARENA_ARRAY(reading->loading->arena,
                                  reading->table->columns.count + 1, uint16_t);
    for (size_t i = 0; i < reading->column_count; i++)
        if (reading->columns[i] >= 0)
            account->fields[reading->columns[i]] = (uint16_t)(i + 1);
}

static void heading_set(struct reading *reading, size_t at,
                        struct slice heading)
{
    reading->headings[at] = arena_copy(reading->loading->arena, heading);
    reading->decides[at] = has_exclusion(reading->table, heading);
}

/* Headerless files: columns stand in the order of the descriptor. */
static void columns_by_position(struct reading *reading)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < reading->column_count; i++) {
        bool known = i < table->columns.count;

        reading->columns[i] = known ? (int)i : -1;
        if (known)
            heading_set(reading, i, table->columns.items[i].heading);
        else if (!reading->quiet)
            undeclared(reading, i,
                       arena_format(reading->loading->arena, "%zu", i + 1));
    }
    for (size_t i = reading->column_count;
         i < table->columns.count && !reading->quiet; i++)
        diag_add(reading->loading->diagnostics, DIAG_COLUMN_MISSING,
                 ((struct place){reading->source, 0, 0}),
                 table->columns.items[i].heading, SLICE("none"));
}

/* Two columns of one declared name: which is meant is not for us to say. */
static bool heading_is_taken(const struct reading *reading, size_t at)
{
    struct place place = {reading->source, (uint16_t)(at + 1), 0};

    for (size_t i = 0; i < at; i++) {
        if (reading->columns[at] < 0 ||
            reading->columns[i] != reading->columns[at])
            continue;
        if (!reading->quiet)
            diag_add(reading->loading->diagnostics, DIAG_HEADING_TWICE, place,
                     reading->headings[i]);
        return true;
    }
    return false;
}

static bool on_header(void *context, const struct table_header *header)
{
    struct reading *reading = context;

    reading->source = header->source;
    reading->column_count = header->count;
    if (header->count > TABLE_COLUMNS_MAX) {
        struct place place = {header->source, 0, 0};

        diag_add(reading->loading->diagnostics, DIAG_TOO_MANY, place,
                 reading->account->path, SLICE("columns"),
                 SLICE(TABLE_COLUMNS_MAX_TEXT));
        return false;
    }
    if (!reading->table->dialect.has_header) {
        columns_by_position(reading);
        note_fields(reading);
        return true;
    }
    for (size_t i = 0; i < header->count; i++) {
        reading->columns[i] =
            column_of_heading(reading->table, header->names[i]);
        heading_set(reading, i, header->names[i]);
        if (heading_is_taken(reading, i))
            reading->columns[i] = -1;
        else if (reading->columns[i] < 0 && !reading->quiet)
            undeclared(reading, i, header->names[i]);
    }
    note_fields(reading);
    if (!reading->quiet)
        missing_columns(reading, header);
    return true;
}

static bool exclusion_fits(const struct exclusion *exclusion, struct slice cell)
{
    for (size_t v = 0; v < exclusion->value_count; v++)
        if (slice_equal(cell, exclusion->values[v]))
            return true;
    return false;
}

/* The first exclusion, in the order declared, that fits the row. */
static struct exclusion *excluded_by(struct reading *reading,
                                     const struct slice *cells)
{
    struct table *table = reading->table;

    for (size_t e = 0; e < table->exclusions.count; e++)
        for (size_t i = 0; i < reading->column_count; i++)
            if (reading->decides[i] &&
                slice_equal(table->exclusions.items[e].field,
                            reading->headings[i]) &&
                exclusion_fits(&table->exclusions.items[e],
                               slice_trim(cells[i])))
                return &table->exclusions.items[e];
    return NULL;
}

/* Labels may be lacking: the code is printed then, and it is found (W325). */
static bool value_is_required(const struct column *column)
{
    return column->required && !slice_equal_text(column->role, "label");
}

static void require(struct reading *reading, const struct column *column,
                    struct place place)
{
    if (!reading->quiet)
        diag_add(reading->loading->diagnostics, DIAG_VALUE_REQUIRED, place,
                 column->heading, reading->table->name);
}

/* Types the cells of a row; false when one was refused. */
static bool cells_read(struct reading *reading, const struct slice *raw,
                       struct place place)
{
    struct table *table = reading->table;
    bool whole = true;

    for (size_t i = 0; i < table->columns.count; i++)
        reading->cells[i] = (struct cell){.state = CELL_EMPTY};
    for (size_t i = 0; i < reading->column_count; i++) {
        int column = reading->columns[i];
        struct cell *cell;

        if (column < 0)
            continue;
        place.field = (uint16_t)(i + 1);
        cell = &reading->cells[column];
        *cell = cell_read(reading->loading->diagnostics,
                          &table->columns.items[column], raw[i], place);
        if (cell->state == CELL_REFUSED)
            whole = false;
        if (cell->state != CELL_PRESENT && cell->state != CELL_REFUSED &&
            value_is_required(&table->columns.items[column])) {
            require(reading, &table->columns.items[column], place);
            whole = false;
        }
    }
    return whole;
}

static struct period fact_period(const struct reading *reading)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_PERIOD &&
            slice_equal_text(table->columns.items[i].role, "period") &&
            reading->cells[i].state == CELL_PRESENT)
            return reading->cells[i].is.period;
    return table->period;
}

/* A fact has a time, and the currency of its table: currencies never add. */
static bool fact_is_usable(struct reading *reading, struct place place)
{
    const struct table *table = reading->table;
    const struct column *period = table_role_column(table, "period");
    const struct column *currency = table_role_column(table, "currency");
    const struct cell *cell;

    if (fact_period(reading).kind == PERIOD_NONE && period != NULL) {
        place.field = reading->account->fields[column_index(table, period)];
        require(reading, period, place);
        return false;
    }
    if (currency == NULL)
        return true;
    cell = &reading->cells[column_index(table, currency)];
    for (size_t m = 0; m < cube_measure_count(table->cube); m++) {
        struct slice ours = cube_measure(table->cube, m)->column->currency;

        if (cell->state != CELL_PRESENT || slice_equal(cell->text, ours))
            continue;
        place.field = reading->account->fields[column_index(table, currency)];
        if (!reading->quiet)
            diag_add(reading->loading->diagnostics, DIAG_CURRENCY_OTHER, place,
                     cell->text, table->name, ours);
        return false;
    }
    return true;
}

static bool row_is_usable(struct reading *reading, struct place place)
{
    if (reading->table->cube != NULL && !fact_is_usable(reading, place))
        return false;
    return !row_key_taken(reading->loading, reading->table, reading->cells,
                          place, reading->quiet);
}

/* Members of the row by dimension of the cube. */
static void row_members(struct reading *reading, const struct member **out)
{
    struct table *table = reading->table;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        struct dimension *dimension;
        int at;

        if (column->type != COLUMN_DIMENSION)
            continue;
        at = cube_find_dimension(table->cube, column->dimension);
        if (at < 0)
            continue;
        out[at] = NULL;
        if (reading->cells[i].state != CELL_PRESENT)
            continue;
        dimension = map_get(&reading->loading->portal->dimensions_by_name,
                            column->dimension);
        out[at] = dimension_member(reading->loading->arena, dimension,
                                   reading->cells[i].text);
    }
}

static void check_members(struct reading *reading,
                          const struct member *const *members,
                          struct place place)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        const struct dimension *dimension;
        int at;

        if (column->type != COLUMN_DIMENSION)
            continue;
        at = cube_find_dimension(table->cube, column->dimension);
        if (at < 0 || members[at] == NULL)
            continue;
        dimension = cube_dimension(table->cube, (size_t)at);
        place.field = reading->account->fields[i];
        if (dimension->has_classifier && members[at]->row == NULL &&
            !members[at]->used)
            diag_add(reading->loading->diagnostics, DIAG_CODE_UNKNOWN, place,
                     dimension->name, members[at]->code,
                     SLICE("its classifier"));
        dimension->members.items[members[at]->id]->used = true;
    }
}

static void row_keep_statements(struct reading *reading,
                                const struct member *const *members,
                                struct place place, bool is_total)
{
    const struct stated_row row = {.table = reading->table,
                                   .cells = reading->cells,
                                   .fields = reading->account->fields,
                                   .members = members,
                                   .period = fact_period(reading),
                                   .place = place,
                                   .is_total = is_total};

    stated_keep(reading->loading, &row);
}

static bool keep_fact(struct reading *reading, struct place place)
{
    const struct member *members[CUBE_DIMENSIONS_MAX] = {NULL};
    const struct cell *amounts[CUBE_MEASURES_MAX];
    const struct table *table = reading->table;

    row_members(reading, members);
    check_members(reading, members, place);
    for (size_t m = 0; m < cube_measure_count(table->cube); m++)
        amounts[m] = &reading->cells[column_index(
            table, cube_measure(table->cube, m)->column)];
    if (!cube_add(table->cube, fact_period(reading), members, amounts, place)) {
        diag_add(reading->loading->diagnostics, DIAG_TOO_MANY, place,
                 table->name, SLICE("periods"), SLICE("512"));
        return false;
    }
    row_keep_statements(reading, members, place, false);
    return true;
}

/* A row that states a total: each of its amounts is a claim about the parts. */
static void keep_total(struct reading *reading, struct place place)
{
    const struct member *members[CUBE_DIMENSIONS_MAX] = {NULL};

    row_members(reading, members);
    row_keep_statements(reading, members, place, true);
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

static bool replay_row(struct reading *reading, struct place place)
{
    struct row row = {reading->cells, place};

    row.place.source = reading->first_source;
    return reading->sink(reading->sink_context, &row);
}

/* Rows left out are not read, unless they state a total. */
static void leave_out(struct reading *reading, struct exclusion *exclusion,
                      const struct slice *raw, struct place place)
{
    if (reading->quiet)
        return;
    exclusion->rows++;
    reading->account->excluded++;
    if (exclusion->is_total && reading->table->cube != NULL &&
        cells_read(reading, raw, place) && fact_is_usable(reading, place))
        keep_total(reading, place);
}

static bool on_record(struct reading *reading, const struct slice *raw,
                      struct place place)
{
    struct exclusion *exclusion = excluded_by(reading, raw);

    if (exclusion != NULL) {
        leave_out(reading, exclusion, raw, place);
        return true;
    }
    if (!cells_read(reading, raw, place) || !row_is_usable(reading, place)) {
        reading->account->refused++;
        return true;
    }
    if (!reading->keep(reading, place))
        return false;
    reading->account->used++;
    return true;
}

static bool on_batch(void *context, const struct record_batch *batch)
{
    struct reading *reading = context;

    for (size_t i = 0; i < batch->record_count; i++) {
        struct place place = {batch->source, 0, batch->first + (uint32_t)i};

        if (!on_record(reading, &batch->cells[i * batch->column_count], place))
            return false;
    }
    return true;
}

static void file_load(struct loading *loading, struct table *table,
                      struct file_account *account,
                      bool (*keep)(struct reading *, struct place))
{
    struct reading *reading = ARENA_NEW(loading->arena, struct reading);
    struct table_reader reader = {reading, on_header, on_batch};
    struct slice file =
        path_join(loading->arena, slice_of(loading->workspace), account->path);

    reading->loading = loading;
    reading->table = table;
    reading->account = account;
    reading->keep = keep;
    /* A false result has been reported where it happened. */
    (void)!table_read(loading->sources, loading->diagnostics, file.ptr,
                      account->path, &table->dialect, &reader, &account->count,
                      &account->source);
}

void tables_load(struct loading *loading)
{
    for (size_t i = 0; i < loading->portal->tables.count; i++) {
        struct table *table = loading->portal->tables.items[i];

        if (table_is_fact(table))
            continue;
        row_keys_begin(loading);
        for (size_t f = 0; f < table->files.count; f++)
            file_load(loading, table, &table->files.items[f], keep_row);
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
    table->cube = cube_new(loading->arena, table, dimensions, count);
    return true;
}

void facts_load(struct loading *loading)
{
    for (size_t i = 0; i < loading->portal->tables.count; i++) {
        struct table *table = loading->portal->tables.items[i];

        if (!table_is_fact(table) || !cube_prepare(loading, table))
            continue;
        row_keys_begin(loading);
        for (size_t f = 0; f < table->files.count; f++)
            file_load(loading, table, &table->files.items[f], keep_fact);
        cube_finish(table->cube);
        stated_resolve(loading, table);
    }
}

static bool replay_file(struct loading *loading, const struct table *table,
                        const struct file_account *account, row_sink *sink,
                        void *context)
{
    struct reading *reading = ARENA_NEW(loading->arena, struct reading);
    struct table_reader reader = {reading, on_header, on_batch};
    struct table *copy = ARENA_NEW(loading->arena, struct table);
    struct file_account *known = ARENA_NEW(loading->arena, struct file_account);
    struct table_count count = {0};
    uint16_t source;

    *copy = *table;
    *known = *account;
    *reading = (struct reading){.loading = loading,
                                .table = copy,
                                .account = known,
                                .first_source = account->source,
                                .keep = replay_row,
                                .sink = sink,
                                .sink_context = context,
                                .quiet = true};
    return table_read(
        loading->sources, loading->diagnostics,
        path_join(loading->arena, slice_of(loading->workspace), account->path)
            .ptr,
        account->path, &table->dialect, &reader, &count, &source);
}

bool table_replay(const struct table *table, const char *workspace,
                  row_sink *sink, void *context)
{
    struct arena arena;
    struct sources sources;
    struct diagnostics unused;
    struct loading loading = {.arena = &arena,
                              .sources = &sources,
                              .diagnostics = &unused,
                              .workspace = workspace};
    bool ok = true;

    arena_init(&arena);
    sources_init(&sources, &arena);
    diagnostics_init(&unused);
    row_keys_begin(&loading);
    for (size_t f = 0; ok && f < table->files.count; f++)
        ok =
            replay_file(&loading, table, &table->files.items[f], sink, context);
    diagnostics_release(&unused);
    arena_release(&arena);
    return ok;
}
