/*
 * All datasets of a release as one SQLite database. Amounts are integers at the
 * scale of their column, so that sums are exact; what has no value is NULL, and
 * where that has more than one reason a column beside it says which.
 */
#include "emit/database.h"

#include "publish/format/store.h"

/* A row being stored: the place of the next value. */
struct row_out {
    struct database *database;
    size_t place;
    bool is_foreign; /* a cell is not as it was written */
};

/* The file was ours when it was written; on the disk it is anybody's. */
static void amount_bind(struct row_out *out, const struct store_column *column,
                        struct slice text)
{
    struct amount amount, scaled;

    if (column_amount(text, &amount) &&
        amount_round(amount, column->scale, &scaled) &&
        scaled.coefficient <= INT64_MAX && scaled.coefficient >= INT64_MIN)
        database_integer(out->database, out->place,
                         (int64_t)scaled.coefficient);
    else
        out->is_foreign = true;
}

static void state_bind(struct row_out *out, enum cell_state state,
                       struct slice text)
{
    if (state == CELL_EMPTY)
        database_text(out->database, out->place, SLICE("empty"));
    else if (state != CELL_PRESENT)
        database_text(out->database, out->place, text);
    out->place++;
}

static void cell_bind(struct row_out *out, const struct store_column *column,
                      struct slice text)
{
    enum cell_state state = column_state(column->published, text);

    if (state == CELL_PRESENT && column->is_integer)
        amount_bind(out, column, text);
    else if (state == CELL_PRESENT)
        database_text(out->database, out->place, text);
    out->place++;
    if (column->state.len > 0)
        state_bind(out, state, text);
}

static enum database_result rows_store(struct store *store,
                                       const struct store_table *table,
                                       struct reread *rows)
{
    enum database_result result = DATABASE_PUT;

    if (!reread_row(rows)) /* its head */
        return rows->failed ? DATABASE_BROKEN : DATABASE_PUT;
    while (result == DATABASE_PUT && reread_row(rows)) {
        struct row_out out = {store->database, 0, false};

        for (size_t i = 0; i < rows->count; i++)
            cell_bind(&out, &table->columns[i], rows->cells[i]);
        if (out.is_foreign) {
            reread_failed(rows);
            return DATABASE_BROKEN;
        }
        result = database_put(store->database);
    }
    return rows->failed ? DATABASE_BROKEN : result;
}

static bool table_create(struct store *store, const struct store_table *table)
{
    struct buf sql = BUF_INIT;
    bool done;

    store_create_table(&sql, table, &store->formats->portal->languages[0]);
    done = database_run(store->database, buf_slice(&sql));
    buf_reset(&sql);
    store_insert(&sql, table);
    done = done && database_prepare(store->database, buf_slice(&sql));
    buf_release(&sql);
    return done;
}

static bool table_drop(struct store *store, const struct store_table *table)
{
    struct buf sql = BUF_INIT;
    bool done = database_prepare(store->database, SLICE("SELECT 1"));

    buf_add_text(&sql, "DROP TABLE ");
    database_name(&sql, table->name);
    done = done && database_run(store->database, buf_slice(&sql));
    buf_release(&sql);
    return done;
}

static enum database_result table_store(struct store *store,
                                        const struct store_table *table)
{
    const struct dataset *dataset = table->dataset;
    enum database_result result = DATABASE_BROKEN;
    struct reread rows;

    if (reread_open(&rows, store->formats->root, dataset->csv.path,
                    dataset->column_count) &&
        table_create(store, table))
        result = rows_store(store, table, &rows);
    reread_close(&rows);
    return result;
}

/* A key that rows repeat is found when they are read, and may be accepted: the
 * table then has none. */
static bool table_fill(struct store *store, struct store_table *table)
{
    enum database_result result = table_store(store, table);

    if (result == DATABASE_REFUSED && table->has_key) {
        table->has_key = false;
        result = table_drop(store, table) ? table_store(store, table)
                                          : DATABASE_BROKEN;
    }
    return result == DATABASE_PUT;
}

/* The first column of the key is looked up by the key. */
static bool leads_key(const struct store_table *table,
                      const struct store_column *column)
{
    const struct table *source = table->dataset->table;

    if (table->is_referred && column == &table->columns[table->code])
        return true;
    return table->has_key &&
           slice_equal(source->key.items[0], column->published->name);
}

static bool indexes_create(struct store *store, const struct store_table *table)
{
    struct buf sql = BUF_INIT;
    bool done = true;

    for (size_t i = 0; i < table->column_count && done; i++) {
        const struct store_column *column = &table->columns[i];

        if (!column->is_indexed || leads_key(table, column))
            continue;
        buf_reset(&sql);
        buf_add_text(&sql, "CREATE INDEX ");
        database_name(&sql,
                      store_name(store->arena, &store->names,
                                 ARENA_CONCAT(store->arena, table->name,
                                              SLICE("_by_"), column->name)));
        buf_add_text(&sql, " ON ");
        database_name(&sql, table->name);
        buf_add_text(&sql, " (");
        database_name(&sql, column->name);
        buf_add_char(&sql, ')');
        done = database_run(store->database, buf_slice(&sql));
    }
    buf_release(&sql);
    return done;
}

static bool view_create(struct store *store, const struct store_table *table)
{
    struct buf sql = BUF_INIT;
    bool done;

    if (table->view.len == 0)
        return true;
    store_create_view(&sql, table);
    done = database_run(store->database, buf_slice(&sql));
    buf_release(&sql);
    return done;
}

static bool store_fill(struct store *store)
{
    bool done = true;

    for (size_t i = 0; i < store->count && done; i++)
        done = table_fill(store, &store->tables[i]) &&
               indexes_create(store, &store->tables[i]) &&
               view_create(store, &store->tables[i]);
    return done && store_describe(store);
}

static bool store_write(struct store *store, struct scratch *scratch)
{
    bool filled;

    store->database = database_begin(scratch->path.ptr);
    if (store->database == NULL)
        return scratch_failed(scratch);
    scratch_hide(scratch);
    filled = store_fill(store);
    return (database_finish(store->database) || scratch_failed(scratch)) &&
           filled;
}

bool database_publish(const struct release_formats *formats)
{
    struct arena arena;
    struct store store = {.formats = formats, .arena = &arena};
    struct scratch scratch;
    bool done;

    arena_init(&arena);
    store_plan(&store);
    done = scratch_open(&scratch, formats->root) &&
           store_write(&store, &scratch) &&
           scratch_publish(&scratch, formats->database);
    scratch_close(&scratch);
    arena_release(&arena);
    return done;
}
