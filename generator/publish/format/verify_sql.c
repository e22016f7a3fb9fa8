#include "publish/format/verify_sql.h"

#include <stdlib.h>

#include "model/portal.h"
#include "publish/staging.h"

#define PATH "data/verify.sql"
#define LEDGERS "data/figures/"

/* --- words of SQL --- */

static void lines_write(struct buf *out, const char *const *lines)
{
    for (; *lines != NULL; lines++) {
        buf_add_text(out, *lines);
        buf_add_char(out, '\n');
    }
}

static void quoted(struct buf *out, char quote, struct slice text)
{
    buf_add_char(out, quote);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == quote)
            buf_add_char(out, quote);
        buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, quote);
}

/*
 * Adds `format`, in which %t is the table's name, %T the same as a text, %c and
 * %C the column's.
 */
static void statement(struct buf *out, const char *format, struct slice table,
                      struct slice column)
{
    for (const char *at = format; *at != '\0'; at++) {
        if (at[0] != '%') {
            buf_add_char(out, *at);
            continue;
        }
        at++;
        if (*at == 't' || *at == 'T')
            quoted(out, *at == 't' ? '"' : '\'', table);
        else if (*at == 'c' || *at == 'C')
            quoted(out, *at == 'c' ? '"' : '\'', column);
        else
            BUG("no such place in a statement");
    }
    buf_add_char(out, '\n');
}

/* --- tables --- */

/* What the script may ask: rows that leave, one by one. */
static bool is_asked(const struct dataset *dataset)
{
    return table_is_published(dataset->table) &&
           dataset->table->publish != PUBLISH_AGGREGATE;
}

static bool has_column(const struct dataset *dataset, const char *name)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (slice_equal_text(dataset->columns[i].name, name))
            return true;
    return false;
}

/* Every column as text: codes keep their zeros. */
static void table_import(struct buf *out, const struct dataset *dataset)
{
    buf_add_text(out, "CREATE TABLE ");
    quoted(out, '"', dataset->table->name);
    for (size_t i = 0; i < dataset->column_count; i++) {
        buf_add_text(out, i == 0 ? "(" : ", ");
        quoted(out, '"', dataset->columns[i].name);
        buf_add_text(out, " TEXT");
    }
    buf_add_text(out, ");\n.import --csv --skip 1 ");
    buf_add_slice(out, dataset->csv.path);
    statement(out, " %t", dataset->table->name, SLICE(""));
}

/* Of two lists with one code the first stands. */
static void parents_read(struct buf *out, const struct dataset *dataset)
{
    if (has_column(dataset, "code") && has_column(dataset, "parent"))
        statement(out,
                  "INSERT OR IGNORE INTO _parent\n"
                  "SELECT t.tree, r.\"code\", r.\"parent\" FROM _tree t "
                  "CROSS JOIN %t r WHERE t.resource = %T\n"
                  "  AND NOT EXISTS (SELECT 1 FROM _mark m "
                  "WHERE m.resource = t.resource\n"
                  "  AND m.name = 'parent' AND m.text = r.\"parent\");",
                  dataset->table->name, SLICE(""));
}

static void values_read(struct buf *out, const struct dataset *dataset)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        statement(out,
                  "INSERT INTO _value(resource, name, text, rows)\n"
                  "SELECT %T, %C, %c, count(*) FROM %t\n"
                  "WHERE EXISTS (SELECT 1 FROM _set WHERE resource = %T "
                  "AND name = %C) GROUP BY 3;",
                  dataset->table->name, dataset->columns[i].name);
}

/* The column that `name` names, of the row `r`. */
static void cell_write(struct buf *out, const struct dataset *dataset,
                       const char *name)
{
    buf_add_format(out, "CASE %s", name);
    for (size_t i = 0; i < dataset->column_count; i++) {
        struct slice column = dataset->columns[i].name;

        buf_add_text(out, "\n  WHEN ");
        quoted(out, '\'', column);
        buf_add_text(out, " THEN r.");
        quoted(out, '"', column);
    }
    buf_add_text(out, " END");
}

#define FIND                                                                   \
    "INSERT INTO _hit SELECT f.ask, r._rowid_ FROM _first f "                  \
    "CROSS JOIN _take t CROSS JOIN %t r\n"                                     \
    "WHERE f.resource = %T AND f.name = %C AND t.part = f.part "               \
    "AND r.%c = t.text"

static const char find[] = FIND ";";
static const char find_in_time[] =
    FIND "\n  AND (f.other_name IS NOT 'period' OR EXISTS (SELECT 1 FROM "
         "_take x\n  WHERE x.part = f.other AND x.text = r.\"period\"));";

/*
 * Rows of the narrowest term; those that the other terms leave out are not
 * taken on. The other is most often the time: it is looked at as soon as the
 * row is there, so that of a code's rows those of other times are never kept.
 */
static void rows_find(struct buf *out, const struct dataset *dataset)
{
    bool has_period = has_column(dataset, "period");
    struct slice table = dataset->table->name;

    buf_add_char(out, '\n');
    statement(out,
              "INSERT INTO _row SELECT a.ask, r._rowid_ FROM _ask a "
              "CROSS JOIN %t r\n"
              "WHERE a.resource = %T AND a.filter = '' "
              "AND a.reason IS NULL;",
              table, SLICE(""));
    for (size_t i = 0; i < dataset->column_count; i++)
        statement(out, has_period ? find_in_time : find, table,
                  dataset->columns[i].name);
    statement(out,
              "INSERT OR IGNORE INTO _row SELECT h.ask, h.line FROM _hit h "
              "CROSS JOIN _first f CROSS JOIN %t r\n"
              "WHERE f.ask = h.ask AND r._rowid_ = h.line AND (f.terms = 1\n"
              "  OR f.terms = 2 AND f.other_name = 'period'\n"
              "  OR f.terms = 2 AND EXISTS (SELECT 1 FROM _take x "
              "WHERE x.part = f.other AND x.text =",
              table, SLICE(""));
    cell_write(out, dataset, "f.other_name");
    buf_add_text(out,
                 ")\n  OR f.terms > 2 AND NOT EXISTS (SELECT 1 FROM _term o "
                 "CROSS JOIN _set s\n"
                 "  WHERE o.ask = h.ask AND s.part = o.part "
                 "AND o.part <> f.part AND NOT EXISTS (\n"
                 "  SELECT 1 FROM _take x WHERE x.part = o.part "
                 "AND x.text =");
    cell_write(out, dataset, "s.name");
    buf_add_text(out, ")));\n");
}

/* What is measured, and when. */
static void cells_read(struct buf *out, const struct dataset *dataset)
{
    struct slice table = dataset->table->name;

    for (size_t i = 0; i < dataset->column_count; i++)
        statement(out,
                  "INSERT INTO _text SELECT m.place, r._rowid_, r.%c "
                  "FROM _measured m CROSS JOIN %t r\n"
                  "WHERE m.resource = %T AND m.name = %C;",
                  table, dataset->columns[i].name);
    if (has_column(dataset, "period"))
        statement(out,
                  "INSERT INTO _when SELECT _rowid_, \"period\" FROM %t "
                  "WHERE EXISTS (\n"
                  "  SELECT 1 FROM _figure WHERE resource = %T "
                  "AND operation = 'last' AND ask IS NOT NULL\n"
                  "  AND reason IS NULL);",
                  table, SLICE(""));
}

static void answers_work_out(struct buf *out, const struct dataset *dataset)
{
    rows_find(out, dataset);
    cells_read(out, dataset);
    statement(out,
              "INSERT OR IGNORE INTO _number(text) "
              "SELECT DISTINCT text FROM _text;\n"
              "INSERT OR IGNORE INTO _period(text) SELECT DISTINCT t.text "
              "FROM _text t\n"
              "JOIN _column c ON c.place = t.place "
              "WHERE c.type IN ('date', 'period')\n"
              "UNION SELECT DISTINCT period FROM _when;\n"
              "INSERT INTO _fact SELECT * FROM _facts; "
              "INSERT INTO _now VALUES (%T);\n"
              "INSERT INTO _answer SELECT * FROM _answers;\n"
              "DELETE FROM _now; DELETE FROM _hit; DELETE FROM _row; "
              "DELETE FROM _text; DELETE FROM _fact; DELETE FROM _when;",
              dataset->table->name, SLICE(""));
}

/* --- ledgers --- */

static int compare_paths(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left,
                         *(const struct slice *)right);
}

/* Sorted: the root's own order depends on the threads. */
static void ledgers_import(struct buf *out, struct root *root)
{
    struct slice *paths =
        ARENA_ARRAY(&root->arena, root->files.count + 1, struct slice);
    size_t count = 0;

    for (size_t i = 0; i < root->files.count; i++)
        if (slice_starts_with(root->files.entries[i].key, SLICE(LEDGERS)) &&
            slice_ends_with(root->files.entries[i].key, SLICE(".csv")))
            paths[count++] = root->files.entries[i].key;
    if (count > 0)
        qsort(paths, count, sizeof(*paths), compare_paths);
    buf_add_text(out, "\n-- The ledgers: every figure of every page.\n");
    for (size_t i = 0; i < count; i++)
        buf_add_format(out,
                       ".import --csv --skip 1 \"" SLICE_FORMAT "\" _ledger\n",
                       SLICE_ARGS(paths[i]));
}

static void each(struct buf *out, const struct dataset *datasets, size_t count,
                 void (*write)(struct buf *, const struct dataset *))
{
    for (size_t i = 0; i < count; i++)
        if (is_asked(&datasets[i]))
            write(out, &datasets[i]);
}

bool verify_sql_publish(struct root *root, const struct dataset *datasets,
                        size_t count)
{
    struct buf out = BUF_INIT;
    bool done;

    lines_write(&out, verify_sql_begin);
    buf_add_text(&out, "\n-- The published tables.\n");
    each(&out, datasets, count, table_import);
    each(&out, datasets, count, parents_read);
    ledgers_import(&out, root);
    lines_write(&out, verify_sql_asked);
    each(&out, datasets, count, values_read);
    lines_write(&out, verify_sql_taken);
    lines_write(&out, verify_sql_answer);
    each(&out, datasets, count, answers_work_out);
    lines_write(&out, verify_sql_end);
    done = root_write(root, SLICE(PATH), buf_slice(&out));
    buf_release(&out);
    return done;
}
