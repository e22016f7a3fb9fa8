/* The SQL of tables and views. */
#include "publish/format/store.h"

/* A comment ends with its line. */
static void comment_add(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        buf_add_char(out, (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
}

/* Title; unit; how the value is stored. */
static void column_comment(struct buf *out, const struct store_table *table,
                           const struct store_column *column,
                           const struct language *language)
{
    struct buf text = BUF_INIT;
    struct buf unit = BUF_INIT;

    buf_add_slice(&text,
                  column_title(table->dataset, column->published, language));
    column_unit(&unit, table->dataset, column->published, language);
    if (unit.len > 0)
        buf_add_text(&text, "; ");
    buf_add_slice(&text, buf_slice(&unit));
    if (column->is_integer && column->scale > 0) {
        buf_add_text(&text, "; value x 1");
        for (unsigned i = 0; i < column->scale; i++)
            buf_add_char(&text, '0');
    }
    if (column->is_too_large)
        buf_add_text(&text, "; decimal text: too large for 64 bits");
    if (text.len > 0) {
        buf_add_text(out, " -- ");
        comment_add(out, buf_slice(&text));
    }
    buf_release(&unit);
    buf_release(&text);
}

static void column_add(struct buf *out, const struct store_table *table,
                       const struct store_column *column,
                       const struct language *language)
{
    database_name(out, column->name);
    buf_add_text(out, column->is_integer ? " INTEGER" : " TEXT");
    column_comment(out, table, column, language);
    if (column->state.len == 0)
        return;
    buf_add_text(out, "\n, ");
    database_name(out, column->state);
    buf_add_text(out, " TEXT -- why it is NULL: n.r. = not reported, n.a. = "
                      "not applicable, empty");
}

static struct slice stored_name(const struct store_table *table,
                                struct slice published)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (slice_equal(table->columns[i].published->name, published))
            return table->columns[i].name;
    return published;
}

static void key_add(struct buf *out, const struct store_table *table)
{
    const struct table *source = table->dataset->table;

    if (!table->has_key)
        return;
    buf_add_text(out, "\n, PRIMARY KEY (");
    for (size_t i = 0; i < source->key.count; i++) {
        buf_add_text(out, i > 0 ? ", " : "");
        database_name(out, stored_name(table, source->key.items[i]));
    }
    buf_add_char(out, ')');
}

static void references_add(struct buf *out, const struct store_table *table)
{
    if (table->is_referred) {
        buf_add_text(out, "\n, UNIQUE (");
        database_name(out, table->columns[table->code].name);
        buf_add_char(out, ')');
    }
    for (size_t i = 0; i < table->column_count; i++) {
        const struct store_table *parent = table->columns[i].parent;

        if (parent == NULL)
            continue;
        buf_add_text(out, "\n, FOREIGN KEY (");
        database_name(out, table->columns[i].name);
        buf_add_text(out, ") REFERENCES ");
        database_name(out, parent->name);
        buf_add_text(out, " (");
        database_name(out, parent->columns[parent->code].name);
        buf_add_char(out, ')');
    }
}

void store_create_table(struct buf *out, const struct store_table *table,
                        const struct language *language)
{
    buf_add_text(out, "CREATE TABLE ");
    database_name(out, table->name);
    buf_add_text(out, " ( -- ");
    comment_add(out, words_in(&table->dataset->table->title, language));
    for (size_t i = 0; i < table->column_count; i++) {
        buf_add_text(out, i > 0 ? "\n, " : "\n  ");
        column_add(out, table, &table->columns[i], language);
    }
    key_add(out, table);
    references_add(out, table);
    buf_add_text(out, "\n)");
}

/* 1234 at two decimals as '12.34', exactly. */
static void decimal_add(struct buf *out, const struct store_column *column)
{
    struct buf name = BUF_INIT;
    int64_t unit = 1;

    for (unsigned i = 0; i < column->scale; i++)
        unit *= 10;
    database_name(&name, column->name);
    buf_add_format(out,
                   "CASE WHEN %s IS NOT NULL THEN printf('%%s%%d.%%0%dd', "
                   "CASE WHEN %s < 0 THEN '-' ELSE '' END, abs(%s) / %lld, "
                   "abs(%s) %% %lld) END AS %s",
                   name.ptr, column->scale, name.ptr, name.ptr, (long long)unit,
                   name.ptr, (long long)unit, name.ptr);
    buf_release(&name);
}

void store_create_view(struct buf *out, const struct store_table *table)
{
    buf_add_text(out, "CREATE VIEW ");
    database_name(out, table->view);
    buf_add_text(out, " AS SELECT -- amounts as decimal text");
    for (size_t i = 0; i < table->column_count; i++) {
        const struct store_column *column = &table->columns[i];

        buf_add_text(out, i > 0 ? "\n, " : "\n  ");
        if (column->is_integer && column->scale > 0)
            decimal_add(out, column);
        else
            database_name(out, column->name);
        if (column->state.len == 0)
            continue;
        buf_add_text(out, ", ");
        database_name(out, column->state);
    }
    buf_add_text(out, "\nFROM ");
    database_name(out, table->name);
}

void store_insert(struct buf *out, const struct store_table *table)
{
    size_t places = table->column_count;

    for (size_t i = 0; i < table->column_count; i++)
        places += table->columns[i].state.len > 0;
    buf_add_text(out, "INSERT INTO ");
    database_name(out, table->name);
    buf_add_text(out, " VALUES (");
    for (size_t i = 0; i < places; i++)
        buf_add_text(out, i > 0 ? ", ?" : "?");
    buf_add_char(out, ')');
}
