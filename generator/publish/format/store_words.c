/* The tables that say what the others are. */
#include "publish/format/store.h"

#define OWN_TABLES                                                             \
    "CREATE TABLE _release ( -- whose data these are\n"                        \
    "  key TEXT NOT NULL\n"                                                    \
    ", language TEXT -- NULL: the same in all\n"                               \
    ", value TEXT NOT NULL\n"                                                  \
    ");\n"                                                                     \
    "CREATE TABLE _datasets ( -- one row per table\n"                          \
    "  dataset TEXT PRIMARY KEY -- name of the resource\n"                     \
    ", \"table\" TEXT NOT NULL -- its name in this database\n"                 \
    ", view TEXT -- the same with amounts as decimal text\n"                   \
    ", role TEXT NOT NULL\n"                                                   \
    ", status TEXT NOT NULL -- official, provisional, illustrative, "          \
    "disputed\n"                                                               \
    ", row_count INTEGER NOT NULL\n"                                           \
    ", csv TEXT NOT NULL -- the file it was made of\n"                         \
    ", csv_sha256 TEXT NOT NULL\n"                                             \
    ", licence TEXT\n"                                                         \
    ", licence_address TEXT\n"                                                 \
    ", has_key INTEGER NOT NULL -- 0: none is declared, or rows repeat it\n"   \
    ", is_indexed INTEGER NOT NULL -- 0: too long; add what you need\n"        \
    ");\n"                                                                     \
    "CREATE TABLE _columns ( -- one row per column\n"                          \
    "  dataset TEXT NOT NULL REFERENCES _datasets\n"                           \
    ", position INTEGER NOT NULL -- in the CSV, from 1\n"                      \
    ", \"column\" TEXT NOT NULL -- its name in the table\n"                    \
    ", published TEXT NOT NULL -- its name in the CSV\n"                       \
    ", type TEXT NOT NULL -- SQL type\n"                                       \
    ", scale INTEGER -- amounts: the stored number is value x 10^scale\n"      \
    ", state_column TEXT -- says why a value is NULL; else NULL is empty\n"    \
    ", role TEXT\n"                                                            \
    ", dimension TEXT\n"                                                       \
    ", refers TEXT -- table its codes stand in\n"                              \
    ", stage TEXT\n"                                                           \
    ", currency TEXT\n"                                                        \
    ", multiplier INTEGER -- amounts count 10^multiplier of the currency\n"    \
    ", accumulation TEXT\n"                                                    \
    ", unit TEXT\n"                                                            \
    ", note TEXT\n"                                                            \
    ", PRIMARY KEY (dataset, position)\n"                                      \
    ");\n"                                                                     \
    "CREATE TABLE _words ( -- titles and descriptions\n"                       \
    "  dataset TEXT NOT NULL REFERENCES _datasets\n"                           \
    ", position INTEGER -- of the column; NULL: of the table\n"                \
    ", language TEXT NOT NULL\n"                                               \
    ", title TEXT\n"                                                           \
    ", description TEXT\n"                                                     \
    ")"

/* NULL where there is no text. */
static void text_bind(struct database *database, size_t place,
                      struct slice text)
{
    if (text.len > 0)
        database_text(database, place, text);
}

static bool put(struct database *database)
{
    return database_put(database) == DATABASE_PUT;
}

static bool release_row(struct database *database, const char *key,
                        const struct language *language, struct slice value)
{
    if (value.len == 0)
        return true;
    database_text(database, 0, slice_of(key));
    if (language != NULL)
        database_text(database, 1, language->path);
    database_text(database, 2, value);
    return put(database);
}

static bool release_words(struct store *store, const char *key,
                          const struct words *words)
{
    const struct portal *portal = store->formats->portal;
    bool done = true;

    for (unsigned i = 0; i < portal->language_count && done; i++)
        done = release_row(store->database, key, &portal->languages[i],
                           words->items[i]);
    return done;
}

static bool release_rows(struct store *store)
{
    const struct portal *portal = store->formats->portal;
    struct database *database = store->database;
    struct buf cut_off = BUF_INIT;
    bool done;

    if (date_is_set(portal->cut_off))
        date_write(&cut_off, portal->cut_off);
    done = database_prepare(database,
                            SLICE("INSERT INTO _release VALUES (?, ?, ?)")) &&
           release_row(database, "portal", NULL, portal->key) &&
           release_words(store, "name", &portal->name) &&
           release_words(store, "publisher", &portal->publisher) &&
           release_words(store, "summary", &portal->summary) &&
           release_row(database, "release", NULL, portal->release) &&
           release_row(database, "cut_off", NULL, buf_slice(&cut_off)) &&
           release_row(database, "licence", NULL, portal->licence_name) &&
           release_row(database, "licence_address", NULL,
                       portal->licence_address) &&
           release_row(database, "address", NULL,
                       store->formats->options->base_url);
    buf_release(&cut_off);
    return done;
}

static bool is_indexed(const struct store_table *table)
{
    return table->dataset->rows <= INDEXED_ROWS_MAX;
}

static bool dataset_row(struct store *store, const struct store_table *table)
{
    const struct portal *portal = store->formats->portal;
    const struct table *source = table->dataset->table;
    struct database *database = store->database;
    bool own = source->licence_name.len > 0;

    database_text(database, 0, source->name);
    database_text(database, 1, table->name);
    text_bind(database, 2, table->view);
    database_text(database, 3, slice_of(resource_role_name(source->role)));
    database_text(database, 4, slice_of(table_status_name(portal, source)));
    database_integer(database, 5, (int64_t)table->dataset->rows);
    database_text(database, 6, table->dataset->csv.path);
    database_text(database, 7, slice_of(table->dataset->csv.hash));
    text_bind(database, 8, own ? source->licence_name : portal->licence_name);
    text_bind(database, 9,
              own ? source->licence_address : portal->licence_address);
    database_integer(database, 10, table->has_key);
    database_integer(database, 11, is_indexed(table));
    return put(database);
}

static bool datasets_rows(struct store *store)
{
    bool done = database_prepare(store->database,
                                 SLICE("INSERT INTO _datasets VALUES (?, ?, ?, "
                                       "?, ?, ?, ?, ?, ?, ?, ?, ?)"));

    for (size_t i = 0; i < store->count && done; i++)
        done = dataset_row(store, &store->tables[i]);
    return done;
}

static void source_bind(struct database *database, const struct column *column)
{
    bool is_amount = column->type == COLUMN_AMOUNT;

    text_bind(database, 7, column->role);
    text_bind(database, 8, column->dimension);
    text_bind(database, 10, column->stage);
    if (is_amount) {
        text_bind(database, 11, column->currency);
        database_integer(database, 12, column->multiplier);
        database_text(database, 13,
                      slice_of(accumulation_name(column->accumulation)));
    }
    text_bind(database, 14, column->unit);
}

static bool column_row(struct store *store, const struct store_table *table,
                       size_t i)
{
    const struct store_column *column = &table->columns[i];
    struct database *database = store->database;

    database_text(database, 0, table->dataset->table->name);
    database_integer(database, 1, (int64_t)i + 1);
    database_text(database, 2, column->name);
    database_text(database, 3, column->published->name);
    database_text(database, 4,
                  slice_of(column->is_integer ? "INTEGER" : "TEXT"));
    if (column->is_integer)
        database_integer(database, 5, column->scale);
    text_bind(database, 6, column->state);
    if (column->published->kind == PUBLISHED_CELL)
        source_bind(database, column->published->column);
    if (column->parent != NULL)
        database_text(database, 9, column->parent->name);
    if (column->is_too_large)
        database_text(database, 15,
                      SLICE("decimal text: too large for 64 bits"));
    return put(database);
}

static bool columns_rows(struct store *store)
{
    bool done = database_prepare(store->database,
                                 SLICE("INSERT INTO _columns VALUES (?, ?, ?, "
                                       "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                       "?)"));

    for (size_t t = 0; t < store->count; t++)
        for (size_t i = 0; i < store->tables[t].column_count && done; i++)
            done = column_row(store, &store->tables[t], i);
    return done;
}

static bool words_row(struct store *store, const struct store_table *table,
                      const struct store_column *column,
                      const struct language *language)
{
    const struct dataset *dataset = table->dataset;
    struct slice title = words_in(&dataset->table->title, language);
    struct slice text = words_in(&dataset->table->description, language);

    if (column != NULL) {
        title = column_title(dataset, column->published, language);
        text = column_description(dataset, column->published, language);
        database_integer(store->database, 1,
                         (int64_t)(column - table->columns) + 1);
    }
    database_text(store->database, 0, dataset->table->name);
    database_text(store->database, 2, language->path);
    text_bind(store->database, 3, title);
    text_bind(store->database, 4, text);
    return put(store->database);
}

static bool table_words(struct store *store, const struct store_table *table,
                        const struct language *language)
{
    bool done = words_row(store, table, NULL, language);

    for (size_t i = 0; i < table->column_count && done; i++)
        done = words_row(store, table, &table->columns[i], language);
    return done;
}

static bool words_rows(struct store *store)
{
    const struct portal *portal = store->formats->portal;
    bool done = database_prepare(
        store->database, SLICE("INSERT INTO _words VALUES (?, ?, ?, ?, ?)"));

    for (size_t t = 0; t < store->count; t++)
        for (unsigned i = 0; i < portal->language_count && done; i++)
            done = table_words(store, &store->tables[t], &portal->languages[i]);
    return done;
}

bool store_describe(struct store *store)
{
    return database_run(store->database, SLICE(OWN_TABLES)) &&
           release_rows(store) && datasets_rows(store) && columns_rows(store) &&
           words_rows(store);
}
