/* datapackage.json into tables without rows. */
#include "base/file.h"
#include "model/build.h"
#include "model/property.h"

/* It is part of file names, whose length systems limit. */
#define NAME_MAX_LEN 100

static const char *const resource_keys[] = {
    "name",        "path",         "role",     "title",   "titles",
    "description", "descriptions", "encoding", "dialect", "dimension",
    "status",      "publish",      "licenses", "sources", "period",
    "measure",     "totals",       "exclude",  "schema",  "format",
    "mediatype",   "type",         "$schema",  "bytes",   "hash",
    "profile",     "scheme",       NULL};

/* Of the standard's keys those that we follow, or that change nothing. */
static const char *const dialect_keys[] = {
    "delimiter", "quoteChar", "header",         "commentChar",   "skipRows",
    "$schema",   "type",      "lineTerminator", "csvddfVersion", NULL};

/* Columns moved while the list grew: the map is filled once they stand. */
static void columns_settle(struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        (void)map_put(&table->columns_by_name, table->columns.items[i].name,
                      &table->columns.items[i]);
}

static void exclusion_read(struct loading *loading, struct table *table,
                           const struct node *node, bool is_total)
{
    static const char *const known[] = {"field", "equals", "reason", NULL};
    const struct node *equals =
        property_of_kind(loading, node, "equals", NODE_LIST);
    struct exclusion exclusion = {.field = node_text(node, "field"),
                                  .is_total = is_total};

    node_check_keys(loading->diagnostics, node, known,
                    is_total ? "totals" : "an exclusion");
    exclusion.reason = words_read(loading, node_get(node, "reason"));
    if (equals != NULL) {
        exclusion.values =
            ARENA_ARRAY(loading->arena, equals->count + 1, struct slice);
        for (const struct node *n = equals->first; n != NULL; n = n->next)
            exclusion.values[exclusion.value_count++] = n->text;
    }
    if (exclusion.field.len == 0 || exclusion.value_count == 0)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 SLICE("field, equals"), SLICE("rows are excluded by them"));
    else if (!is_total && words_are_empty(&exclusion.reason))
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 SLICE("reason"),
                 SLICE("it is printed with the rows it leaves out"));
    else
        ARENA_PUSH(loading->arena, &table->exclusions, exclusion);
}

static void exclusions_read(struct loading *loading, struct table *table,
                            const struct node *resource)
{
    const struct node *exclude =
        property_of_kind(loading, resource, "exclude", NODE_LIST);
    const struct node *totals =
        property_of_kind(loading, resource, "totals", NODE_MAP);

    if (totals != NULL)
        exclusion_read(loading, table, totals, true);
    for (const struct node *n = exclude != NULL ? exclude->first : NULL;
         n != NULL; n = n->next)
        exclusion_read(loading, table, n, false);
}

static bool character_is_mark(char c)
{
    return c != '\n' && c != '\r';
}

/* Characters that cannot do two things at once. */
static void dialect_check(struct loading *loading, struct table *table,
                          const struct node *node)
{
    struct dialect *dialect = &table->dialect;
    struct dialect standard = DIALECT_DEFAULT;

    if (dialect->delimiter != dialect->quote &&
        dialect->delimiter != dialect->comment &&
        character_is_mark(dialect->delimiter) &&
        dialect->quote != dialect->comment && character_is_mark(dialect->quote))
        return;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             SLICE("dialect"),
             SLICE("one with three different marks, none of them a line end"));
    dialect->delimiter = standard.delimiter;
    dialect->quote = standard.quote;
    dialect->comment = standard.comment;
}

static void dialect_read(struct loading *loading, struct table *table,
                         const struct node *resource)
{
    const struct node *dialect =
        property_of_kind(loading, resource, "dialect", NODE_MAP);
    const struct node *skip = node_get(dialect, "skipRows");
    struct dialect standard = DIALECT_DEFAULT;

    node_check_keys(loading->diagnostics, dialect, dialect_keys, "a dialect");
    table->dialect = standard;
    table->dialect.delimiter =
        property_character(loading, dialect, "delimiter", ',');
    table->dialect.quote =
        property_character(loading, dialect, "quoteChar", '"');
    table->dialect.comment =
        property_character(loading, dialect, "commentChar", 0);
    table->dialect.has_header = property_flag(loading, dialect, "header", true);
    table->dialect.skip_rows = (uint32_t)property_number(
        loading, skip, 1000000, "a number of lines to skip before the header");
    table->dialect.encoding = property_text(loading, resource, "encoding");
    dialect_check(loading, table, dialect);
}

static void key_read(struct loading *loading, struct table *table,
                     const struct node *schema)
{
    const struct node *key = node_get(schema, "primaryKey");
    const struct node *n = key;

    if (key == NULL)
        return;
    if (key->kind == NODE_LIST)
        n = key->first;
    for (; n != NULL; n = key->kind == NODE_LIST ? n->next : NULL) {
        size_t i = 0;

        while (i < table->columns.count &&
               !slice_equal(table->columns.items[i].heading, n->text))
            i++;
        if (i == table->columns.count)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     n->text, SLICE("a field of this resource"));
        else
            ARENA_PUSH(loading->arena, &table->key,
                       table->columns.items[i].name);
    }
}

static void required_fields(struct loading *loading, const struct table *table)
{
    for (size_t i = 0; i < field_info_count(); i++) {
        const struct field_info *info = field_info_at(i);

        if (info->resource == table->role && info->required &&
            table_role_column(table, info->role) == NULL)
            diag_add(loading->diagnostics, DIAG_FIELD_REQUIRED, table->place,
                     table->name, slice_of(info->role),
                     slice_of(resource_role_name(table->role)));
    }
}

static void schema_read(struct loading *loading, struct table *table,
                        const struct node *resource)
{
    const struct node *schema = node_get(resource, "schema");
    const struct node *fields =
        property_of_kind(loading, schema, "fields", NODE_LIST);

    if (fields == NULL)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, resource->place,
                 SLICE("schema.fields"), SLICE("the columns and their roles"));
    for (const struct node *n = fields != NULL ? fields->first : NULL;
         n != NULL; n = n->next) {
        if (table->columns.count == TABLE_COLUMNS_MAX) {
            diag_add(loading->diagnostics, DIAG_TOO_MANY, n->place, table->name,
                     SLICE("fields"), SLICE(TABLE_COLUMNS_MAX_TEXT));
            break;
        }
        field_read(loading, table, n, resource);
    }
    columns_settle(table);
    statements_check(loading, table);
    key_read(loading, table, schema);
    required_fields(loading, table);
}

static void facets_read(struct loading *loading, struct table *table,
                        const struct node *resource)
{
    static const char *const states[] = {"official", "provisional",
                                         "illustrative", "disputed", NULL};
    static const char *const modes[] = {"source", "normalised", "aggregate",
                                        "none", NULL};
    const struct node *licences = node_get(resource, "licenses");
    const struct node *period = node_get(resource, "period");
    static const char *const measure[] = {"currency", "multiplier",
                                          "accumulation", NULL};
    int status = TABLE_OFFICIAL;
    int mode = PUBLISH_NORMALISED;

    node_check_keys(loading->diagnostics,
                    property_of_kind(loading, resource, "measure", NODE_MAP),
                    measure, "a measure");
    (void)property_choice(loading, resource, "status", states, &status);
    (void)property_choice(loading, resource, "publish", modes, &mode);
    table->status = (enum table_status)status;
    table->publish = (enum table_publish)mode;
    table->dimension = node_text(resource, "dimension");
    if (licences != NULL && licences->first != NULL) {
        table->licence_name = node_text(licences->first, "name");
        table->licence_address = node_text(licences->first, "path");
    }
    if (period != NULL && !period_parse(period->text, &table->period))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, period->place,
                 period->text, SLICE("a period"));
}

static bool name_is_valid(struct slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return name.len > 0;
}

/* Tables made by rule are published under these. */
static bool name_is_taken(struct slice name)
{
    return slice_equal_text(name, "findings") ||
           slice_equal_text(name, "ledger") ||
           slice_starts_with(name, SLICE("derived-"));
}

static void resource_read(struct loading *loading, const struct node *node)
{
    struct slice name = node_text(node, "name");
    struct slice role_name = node_text(node, "role");
    enum resource_role role = ROLE_REGISTER;
    struct table *table;

    node_check_keys(loading->diagnostics, node, resource_keys, "a resource");
    if (!name_is_valid(name)) {
        diag_add(loading->diagnostics, DIAG_NAME_INVALID, node->place, name);
        return;
    }
    if (name.len > NAME_MAX_LEN) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place, name,
                 SLICE("a name of at most 100 characters"));
        return;
    }
    if (name_is_taken(name)) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place, name,
                 SLICE("a free name: a table made by rule has it"));
        return;
    }
    if (map_has(&loading->portal->tables_by_name, name)) {
        diag_add(loading->diagnostics, DIAG_RESOURCE_TWICE, node->place, name);
        return;
    }
    if (!resource_role_find(role_name, &role)) {
        struct map names;

        map_init(&names, loading->arena);
        for (int i = 0; i < ROLE_DERIVED; i++)
            (void)map_put(&names,
                          slice_of(resource_role_name((enum resource_role)i)),
                          &names);
        diag_add(loading->diagnostics, DIAG_ROLE_UNKNOWN, node->place,
                 role_name, name, map_nearest_name(&names, role_name));
        return;
    }
    table = table_new(loading->portal, name, role);
    table->place = node->place;
    table->title = property_words(loading, node, "title", "titles");
    table->description =
        property_words(loading, node, "description", "descriptions");
    facets_read(loading, table, node);
    dialect_read(loading, table, node);
    paths_read(loading, table, node);
    exclusions_read(loading, table, node);
    schema_read(loading, table, node);
}

void descriptor_load(struct loading *loading)
{
    struct slice path = path_join(loading->arena, loading->data_folder,
                                  SLICE("datapackage.json"));
    struct slice file =
        path_join(loading->arena, slice_of(loading->workspace), path);
    const struct node *root;
    const struct node *resources;

    if (!file_exists(file.ptr) && loading->portal->is_hub)
        return;
    root = json_read(loading->arena, loading->sources, loading->diagnostics,
                     file.ptr, path);
    if (root == NULL)
        return;
    loading->portal->package_title = node_text(root, "title");
    resources = node_get(root, "resources");
    if (resources == NULL || resources->kind != NODE_LIST) {
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, root->place,
                 SLICE("resources"), SLICE("a list of resources"));
        return;
    }
    for (const struct node *n = resources->first; n != NULL; n = n->next)
        resource_read(loading, n);
}
