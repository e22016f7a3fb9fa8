/*
 * CSV on the Web: what the columns of the published CSV are, by the Metadata
 * Vocabulary for Tabular Data (W3C Recommendation, 17 December 2015).
 *
 * A foreign key may name only tables of its own group (section 5.5.2.2), so
 * that keys between tables stand in the group alone; and only those that hold
 * in every row, as a processor would refuse the others.
 */
#include "publish/format/format.h"

#define CONTEXT "http://www.w3.org/ns/csvw"
#define PERIOD_FORMAT "[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?"
#define GROUP "data/csv-metadata.json"

struct group {
    const struct portal *portal;
    const struct dataset *datasets;
    size_t count;
};

/* --- words --- */

/* A text in the portal's languages, as a common property (section 5.8). */
static void property_write(struct json_writer *w, const char *key,
                           const struct words *words,
                           const struct portal *portal)
{
    if (words_are_empty(words))
        return;
    json_key(w, key);
    json_open_array(w);
    for (unsigned i = 0; i < portal->language_count; i++) {
        if (words->items[i].len == 0)
            continue;
        json_open_object(w);
        text_member(w, "@value", words->items[i]);
        text_member(w, "@language", portal->languages[i].tag);
        json_close(w);
    }
    json_close(w);
}

static void identity_write(struct json_writer *w, const char *key,
                           struct slice address)
{
    if (address.len == 0)
        return;
    json_key(w, key);
    json_open_object(w);
    text_member(w, "@id", address);
    json_close(w);
}

static void context_write(struct json_writer *w, const struct portal *portal)
{
    json_key(w, "@context");
    json_open_array(w);
    json_string(w, SLICE(CONTEXT));
    json_open_object(w);
    text_member(w, "@language", portal->languages[0].tag);
    json_close(w);
    json_close(w);
}

/*
 * A column's name must be a variable of a URI template (RFC 6570, section 2.3)
 * and not begin with '_'; all else is percent-encoded.
 */
static struct slice variable(struct buf *out, struct slice name)
{
    buf_reset(out);
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || (c == '_' && i > 0))
            buf_add_char(out, (char)c);
        else
            buf_add_format(out, "%%%02X", c);
    }
    return buf_slice(out);
}

static void variable_write(struct json_writer *w, struct slice name)
{
    struct buf out = BUF_INIT;

    json_string(w, variable(&out, name));
    buf_release(&out);
}

/* --- columns --- */

static void period_type(struct json_writer *w)
{
    json_open_object(w);
    text_member(w, "base", SLICE("string"));
    text_member(w, "format", SLICE(PERIOD_FORMAT));
    json_close(w);
}

static void cell_type(struct json_writer *w, enum column_type type)
{
    switch (type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        json_string(w, SLICE("decimal"));
        return;
    case COLUMN_DATE:
        json_string(w, SLICE("date"));
        return;
    case COLUMN_PERIOD:
        period_type(w);
        return;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS: /* sources write some that are no anyURI */
    case COLUMN_DIMENSION:
        break;
    }
    json_string(w, SLICE("string"));
}

static void type_write(struct json_writer *w,
                       const struct published_column *published)
{
    json_key(w, "datatype");
    if (published->kind == PUBLISHED_CELL)
        cell_type(w, published->column->type);
    else if (published->kind == PUBLISHED_PERIOD)
        period_type(w);
    else
        json_string(w, published->kind == PUBLISHED_ROW ? SLICE("integer")
                                                        : SLICE("string"));
}

/* The marks that stand for no value; by default it is the empty cell alone. */
static void null_write(struct json_writer *w,
                       const struct published_column *column)
{
    if (!column->has_not_reported && !column->has_not_applicable)
        return;
    json_key(w, "null");
    json_open_array(w);
    json_string(w, SLICE(""));
    if (column->has_not_reported)
        json_string(w, SLICE(MARK_NOT_REPORTED));
    if (column->has_not_applicable)
        json_string(w, SLICE(MARK_NOT_APPLICABLE));
    json_close(w);
}

/* `titles` is what stands in the first row; what readers call it is dc:title.
 */
static void column_write(struct json_writer *w, const struct portal *portal,
                         const struct published_column *published)
{
    json_open_object(w);
    json_key(w, "name");
    variable_write(w, published->name);
    text_member(w, "titles", published->name);
    if (published->kind == PUBLISHED_CELL) {
        property_write(w, "dc:title", &published->column->title, portal);
        property_write(w, "dc:description", &published->column->description,
                       portal);
        if (published->column->type == COLUMN_CODES)
            text_member(w, "separator", SLICE("|"));
    }
    type_write(w, published);
    null_write(w, published);
    json_close(w);
}

static void key_write(struct json_writer *w, const struct table *table)
{
    if (!key_is_published(table))
        return;
    json_key(w, "primaryKey");
    json_open_array(w);
    for (size_t i = 0; i < table->key.count; i++)
        variable_write(w, table->key.items[i]);
    json_close(w);
}

/* --- keys between tables --- */

/* The column by which rows of a published table can be named, each once. */
static const struct column *code_column(const struct table *table)
{
    const struct column *column = table_role_column(table, "code");

    if (column == NULL || column->personal || table_is_fact(table) ||
        !table_is_published(table) || table->publish == PUBLISH_AGGREGATE ||
        table->by_code.count != table->rows.count)
        return NULL;
    return column;
}

static bool cells_are_in(const struct table *table, const struct column *column,
                         const struct table *target)
{
    size_t at = column_index(table, column);

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct cell *cell = &table->rows.items[r].cells[at];

        if (cell->state == CELL_PRESENT &&
            table_find(target, cell->text) == NULL)
            return false;
    }
    return true;
}

/* The table that defines every code that facts have of a dimension. */
static const struct table *table_of_dimension(const struct portal *portal,
                                              struct slice name)
{
    const struct dimension *dimension = portal_dimension(portal, name);
    const struct table *table = NULL;

    for (size_t i = 0; dimension != NULL && i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];

        if (!member->used)
            continue;
        if (member->table == NULL || (table != NULL && table != member->table))
            return NULL;
        table = member->table;
    }
    return table;
}

static bool is_referred(const struct table *table, const struct column *column,
                        const struct table *target)
{
    return slice_equal_text(column->refers, "self")
               ? target == table
               : slice_equal_text(column->refers,
                                  resource_role_name(target->role));
}

static const struct table *table_of_codes(const struct portal *portal,
                                          const struct table *table,
                                          const struct column *column)
{
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *target = portal->tables.items[i];

        if (is_referred(table, column, target) && code_column(target) != NULL &&
            cells_are_in(table, column, target))
            return target;
    }
    return NULL;
}

/* The table that holds every code of a column, or null. */
static const struct table *target_of(const struct portal *portal,
                                     const struct table *table,
                                     const struct column *column)
{
    const struct table *target;

    if (column->type == COLUMN_CODE && !table_is_fact(table))
        return table_of_codes(portal, table, column);
    if (column->type != COLUMN_DIMENSION)
        return NULL;
    target = table_of_dimension(portal, column->dimension);
    return target != NULL && code_column(target) != NULL ? target : NULL;
}

static void reference_write(struct json_writer *w, struct slice column,
                            const struct table *target)
{
    struct buf url = BUF_INIT;

    buf_add_format(&url, SLICE_FORMAT ".csv", SLICE_ARGS(target->name));
    json_open_object(w);
    json_key(w, "columnReference");
    variable_write(w, column);
    json_key(w, "reference");
    json_open_object(w);
    text_member(w, "resource", buf_slice(&url));
    json_key(w, "columnReference");
    variable_write(w, code_column(target)->name);
    json_close(w);
    json_close(w);
    buf_release(&url);
}

static void references_write(struct json_writer *w,
                             const struct dataset *dataset)
{
    bool any = false;

    if (dataset->table->publish == PUBLISH_AGGREGATE)
        return;
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct published_column *published = &dataset->columns[i];
        const struct table *target =
            published->kind == PUBLISHED_CELL
                ? target_of(dataset->portal, dataset->table, published->column)
                : NULL;

        if (target == NULL)
            continue;
        if (!any) {
            json_key(w, "foreignKeys");
            json_open_array(w);
        }
        any = true;
        reference_write(w, published->name, target);
    }
    if (any)
        json_close(w);
}

/* --- tables --- */

static void licence_write(struct json_writer *w, const struct dataset *dataset)
{
    const struct table *table = dataset->table;

    identity_write(w, "dc:license",
                   table->licence_name.len > 0
                       ? table->licence_address
                       : dataset->portal->licence_address);
}

static void description_write(struct json_writer *w,
                              const struct dataset *dataset)
{
    struct words texts;
    struct arena arena;

    arena_init(&arena);
    texts = table_description(dataset->portal, dataset->table, &arena);
    property_write(w, "dc:description", &texts, dataset->portal);
    arena_release(&arena);
}

static void schema_part(struct json_writer *w, const struct dataset *dataset,
                        bool in_group)
{
    json_key(w, "tableSchema");
    json_open_object(w);
    json_key(w, "columns");
    json_open_array(w);
    for (size_t i = 0; i < dataset->column_count; i++)
        column_write(w, dataset->portal, &dataset->columns[i]);
    json_close(w);
    key_write(w, dataset->table);
    if (in_group)
        references_write(w, dataset);
    json_close(w);
}

static void table_members(struct json_writer *w, const struct dataset *dataset,
                          bool in_group)
{
    struct slice path = dataset->csv.path;

    text_member(w, "url", slice_cut(path, SLICE("data/").len, path.len));
    property_write(w, "dc:title", &dataset->table->title, dataset->portal);
    description_write(w, dataset);
    licence_write(w, dataset);
    schema_part(w, dataset, in_group);
}

static bool file_write(struct root *root, struct slice path, struct buf *out)
{
    bool done = root_write(root, path, buf_slice(out));

    buf_reset(out);
    return done;
}

static bool table_file(struct root *root, const struct dataset *dataset,
                       struct buf *out)
{
    struct json_writer w;
    struct buf path = BUF_INIT;
    bool done;

    json_init(&w, out, true);
    json_open_object(&w);
    context_write(&w, dataset->portal);
    table_members(&w, dataset, false);
    json_close(&w);
    json_finish(&w);
    buf_add_format(&path, SLICE_FORMAT "-metadata.json",
                   SLICE_ARGS(dataset->csv.path));
    done = file_write(root, buf_slice(&path), out);
    buf_release(&path);
    return done;
}

static bool group_file(struct root *root, const struct group *group,
                       struct buf *out)
{
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    context_write(&w, group->portal);
    property_write(&w, "dc:title", &group->portal->name, group->portal);
    property_write(&w, "dc:publisher", &group->portal->publisher,
                   group->portal);
    json_key(&w, "tables");
    json_open_array(&w);
    for (size_t i = 0; i < group->count; i++) {
        if (!table_is_published(group->datasets[i].table))
            continue;
        json_open_object(&w);
        table_members(&w, &group->datasets[i], true);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    json_finish(&w);
    return file_write(root, SLICE(GROUP), out);
}

bool csvw_publish(struct root *root, const struct portal *portal,
                  const struct dataset *datasets, size_t count)
{
    const struct group group = {portal, datasets, count};
    struct buf out = BUF_INIT;
    bool done = true;
    bool any = false;

    for (size_t i = 0; i < count && done; i++) {
        if (!table_is_published(datasets[i].table))
            continue;
        any = true;
        done = table_file(root, &datasets[i], &out);
    }
    /* A group has at least one table (section 5.3.1). */
    done = done && (!any || group_file(root, &group, &out));
    buf_release(&out);
    return done;
}
