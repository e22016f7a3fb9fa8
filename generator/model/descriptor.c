/* datapackage.json into tables without rows. */
#include "base/file.h"
#include "model/build.h"
#include "model/internal.h"

static const char *const resource_keys[] = {
    "name", "path", "role", "title", "titles", "description", "descriptions",
    "encoding", "dialect", "dimension", "status", "publish", "licenses",
    "sources", "period", "measure", "totals", "exclude", "schema", "format",
    "mediatype", "type", "$schema", "bytes", "hash", "profile", "scheme",
    NULL};

static const char *const field_keys[] = {
    "name", "type", "format", "title", "titles", "description",
    "descriptions", "role", "lang", "dimension", "stage", "accumulation",
    "decimalChar", "groupChar", "bareNumber", "missing", "personal", "unit",
    "statement", "constraints", "rdfType", "example", "currency",
    "multiplier", "missingValues", NULL};

static char character_of(struct loading *loading, const struct node *node,
                         const char *key, char fallback)
{
    const struct node *member = node_get(node, key);

    if (member == NULL)
        return fallback;
    if (member->kind == NODE_SCALAR && member->text.len == 1)
        return member->text.ptr[0];
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, member->place,
             member->text, SLICE("one character of ASCII"));
    return fallback;
}

/* From 0 to `high`; 0 when it is not there, or after a finding. */
static int whole_number(struct loading *loading, const struct node *node,
                        int high, const char *expected)
{
    struct amount value;

    if (node == NULL)
        return 0;
    if (amount_parse(node->text, (struct amount_format){'.', 0}, &value) ==
            AMOUNT_OK &&
        value.scale == 0 && value.coefficient >= 0 && value.coefficient <= high)
        return (int)value.coefficient;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->text, slice_of(expected));
    return 0;
}

static struct words words_or(struct loading *loading, const struct node *map,
                             const char *plain, const char *by_language)
{
    const struct node *node = node_get(map, by_language);

    return words_read(loading, node != NULL ? node : node_get(map, plain));
}

static bool choice_of(struct loading *loading, const struct node *map,
                      const char *key, const char *const *choices, int *out)
{
    const struct node *node = node_get(map, key);

    if (node == NULL)
        return false;
    for (int i = 0; choices[i] != NULL; i++)
        if (slice_equal_text(node->text, choices[i])) {
            *out = i;
            return true;
        }
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->text, slice_of(key));
    return false;
}

/* "Código de año" -> "c_digo_de_a_o": what a carried column is called. */
static struct slice carried_name(struct arena *arena, struct slice heading)
{
    char *name = arena_alloc(arena, heading.len + 1);

    for (size_t i = 0; i < heading.len; i++) {
        char c = heading.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        name[i] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    }
    return (struct slice){name, heading.len};
}

static struct slice published_name(struct loading *loading,
                                   const struct column *column)
{
    if (column->role.len == 0)
        return carried_name(loading->arena, column->heading);
    if (column->type == COLUMN_DIMENSION)
        return carried_name(loading->arena, column->dimension);
    if (column->type == COLUMN_AMOUNT)
        return carried_name(loading->arena, column->stage);
    if (column->type == COLUMN_STATED)
        return carried_name(loading->arena, column->heading);
    if (column->language >= 0)
        return arena_format(
            loading->arena, SLICE_FORMAT "_" SLICE_FORMAT,
            SLICE_ARGS(carried_name(loading->arena, column->role)),
            SLICE_ARGS(loading->portal->languages[column->language].path));
    return carried_name(loading->arena, column->role);
}

static enum column_type carried_type(struct slice type)
{
    static const struct {
        const char *name;
        enum column_type type;
    } types[] = {
        {"number", COLUMN_NUMBER},    {"integer", COLUMN_NUMBER},
        {"date", COLUMN_DATE},        {"year", COLUMN_PERIOD},
        {"yearmonth", COLUMN_PERIOD}, {"string", COLUMN_TEXT},
    };

    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (slice_equal_text(type, types[i].name))
            return types[i].type;
    return COLUMN_TEXT;
}

/* `missingValues` of the standard: texts that are no value. */
static void missing_values_read(struct column *column,
                                const struct node *schema,
                                const struct node *field)
{
    const struct node *lists[2] = {node_get(schema, "missingValues"),
                                   node_get(field, "missingValues")};

    for (size_t i = 0; i < COUNT_OF(lists); i++)
        for (const struct node *n = lists[i] != NULL ? lists[i]->first : NULL;
             n != NULL; n = n->next)
            column->missing[column->missing_count++] =
                (struct missing_mark){n->text, CELL_EMPTY};
}

static size_t count_of(const struct node *node)
{
    return node != NULL ? node->count : 0;
}

static void missing_read(struct loading *loading, struct column *column,
                         const struct node *schema, const struct node *field)
{
    const struct node *map = node_get(field, "missing");
    static const struct {
        const char *name;
        enum cell_state state;
    } states[] = {
        {"empty", CELL_EMPTY},
        {"not-reported", CELL_NOT_REPORTED},
        {"not-applicable", CELL_NOT_APPLICABLE},
    };
    size_t count = 0;

    column->missing =
        ARENA_ARRAY(loading->arena,
                    count_of(map) + count_of(node_get(schema, "missingValues")) +
                        count_of(node_get(field, "missingValues")) + 1,
                    struct missing_mark);
    for (const struct node *n = map != NULL ? map->first : NULL; n != NULL;
         n = n->next) {
        size_t i = 0;

        while (i < COUNT_OF(states) &&
               !slice_equal_text(n->text, states[i].name))
            i++;
        if (i == COUNT_OF(states))
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     n->text,
                     SLICE("empty, not-reported or not-applicable"));
        else
            column->missing[count++] =
                (struct missing_mark){n->key, states[i].state};
    }
    column->missing_count = count; /* ours first: they say more */
    missing_values_read(column, schema, field);
}

static void statement_read(struct loading *loading, struct column *column,
                           const struct node *node)
{
    static const char *const kinds[] = {"share", "difference", "change", NULL};
    const struct node *of = node_get(node, "of");
    const struct node *from = node_get(node, "from");
    int kind = STATE_SHARE;

    (void)choice_of(loading, node, "kind", kinds, &kind);
    column->statement.kind = (enum statement_kind)kind;
    if (of != NULL && of->count == 2) {
        column->statement.of[0] = of->first->text;
        column->statement.of[1] = of->first->next->text;
    } else {
        column->statement.of[0] = node_text(node, "measure");
    }
    if (from != NULL && !period_parse(from->text, &column->statement.from))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, from->place,
                 from->text, SLICE("a period"));
}

static void field_role_read(struct loading *loading, struct table *table,
                            struct column *column, const struct node *node)
{
    const struct field_info *info;
    struct map names;

    if (column->role.len == 0) {
        column->type = carried_type(node_text(node, "type"));
        return;
    }
    info = field_info_find(table->role, column->role);
    if (info != NULL) {
        column->type = info->type;
        column->refers = slice_of(info->refers);
        column->required = info->required;
        return;
    }
    map_init(&names, loading->arena);
    field_info_names(table->role, &names);
    diag_add(loading->diagnostics, DIAG_ROLE_UNKNOWN,
             node_get(node, "role")->place, column->role,
             slice_of(resource_role_name(table->role)),
             map_nearest(&names, column->role));
    column->role = (struct slice){NULL, 0};
    column->type = carried_type(node_text(node, "type"));
}

static void language_of_field(struct loading *loading, struct column *column,
                              const struct node *node)
{
    const struct node *lang = node_get(node, "lang");

    column->language = -1;
    for (unsigned i = 0; lang != NULL && i < loading->portal->language_count;
         i++)
        if (slice_equal(loading->portal->languages[i].path, lang->text))
            column->language = (int)i;
    if (lang != NULL && column->language < 0)
        diag_add(loading->diagnostics, DIAG_LANGUAGE_UNKNOWN, lang->place,
                 lang->text, loading->portal->languages[0].path);
}

static void amount_field(struct loading *loading, struct column *column,
                         const struct node *node, const struct node *measure)
{
    static const char *const ways[] = {"flow", "to-date", "level", NULL};
    const struct node *multiplier = node_get(node, "multiplier");
    struct slice currency = node_text(node, "currency");
    int accumulation = ACCUMULATE_FLOW;

    if (!choice_of(loading, node, "accumulation", ways, &accumulation))
        (void)choice_of(loading, measure, "accumulation", ways, &accumulation);
    column->accumulation = (enum accumulation)accumulation;
    column->currency =
        currency.len > 0 ? currency : node_text(measure, "currency");
    if (multiplier == NULL)
        multiplier = node_get(measure, "multiplier");
    column->multiplier = (uint8_t)whole_number(
        loading, multiplier, 12, "a power of ten from 0 to 12");
    if (column->type == COLUMN_AMOUNT && column->stage.len > 0 &&
        portal_stage(loading->portal, column->stage) == NULL) {
        struct map names;

        map_init(&names, loading->arena);
        for (size_t i = 0; i < loading->portal->stages.count; i++)
            (void)map_put(&names, loading->portal->stages.items[i].id, &names);
        diag_add(loading->diagnostics, DIAG_STAGE_UNKNOWN, node->place,
                 column->stage, map_nearest(&names, column->stage));
    }
}

/* What a field is published by is lacking. */
static const char *lacking_key(const struct column *column)
{
    if (column->type == COLUMN_DIMENSION)
        return "dimension";
    return column->type == COLUMN_AMOUNT ? "stage" : "name";
}

static void field_read(struct loading *loading, struct table *table,
                       const struct node *node, const struct node *resource)
{
    const struct node *schema = node_get(resource, "schema");
    const struct node *measure = node_get(resource, "measure");
    struct column column = {.heading = node_text(node, "name"),
                            .role = node_text(node, "role"),
                            .dimension = node_text(node, "dimension"),
                            .stage = node_text(node, "stage"),
                            .unit = node_text(node, "unit"),
                            .place = node->place};
    const struct node *personal = node_get(node, "personal");

    node_check_keys(loading->diagnostics, node, field_keys, "a field");
    field_role_read(loading, table, &column, node);
    language_of_field(loading, &column, node);
    column.title = words_or(loading, node, "title", "titles");
    column.description = words_or(loading, node, "description", "descriptions");
    column.format.decimal = character_of(loading, node, "decimalChar", '.');
    column.format.group = character_of(loading, node, "groupChar", 0);
    column.personal =
        personal != NULL && slice_equal_text(personal->text, "true");
    table->has_personal |= column.personal;
    missing_read(loading, &column, schema, node);
    if (column.type == COLUMN_STATED)
        statement_read(loading, &column, node_get(node, "statement"));
    if (column.type == COLUMN_AMOUNT || column.type == COLUMN_STATED)
        amount_field(loading, &column, node, measure);
    column.name = published_name(loading, &column);
    map_init(&column.index, loading->arena);
    if (column.name.len == 0)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 slice_of(lacking_key(&column)),
                 SLICE("the field is published by it"));
    else if (map_has(&table->columns_by_name, column.name))
        diag_add(loading->diagnostics, DIAG_COLUMN_TWICE, node->place,
                 table->name, column.name);
    else {
        ARENA_PUSH(loading->arena, &table->columns, column);
        (void)map_put(&table->columns_by_name, column.name, table);
    }
}

/* Columns moved while the list grew: the map is filled once they stand. */
static void columns_settle(struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        (void)map_put(&table->columns_by_name, table->columns.items[i].name,
                      &table->columns.items[i]);
}

static bool has_amount(const struct table *table, struct slice stage)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_AMOUNT &&
            slice_equal(table->columns.items[i].stage, stage))
            return true;
    return false;
}

/* What a statement of facts speaks of must be there, or nothing is compared. */
static void statements_check(struct loading *loading, const struct table *table)
{
    for (size_t i = 0; table_is_fact(table) && i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        const struct statement *statement = &column->statement;

        if (column->type != COLUMN_STATED)
            continue;
        if (!has_amount(table, statement->of[0]))
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, column->place,
                     statement->of[0], SLICE("an amount of this resource"));
        if (statement->kind == STATE_SHARE) {
            if (!has_amount(table, statement->of[1]))
                diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                         column->place, statement->of[1],
                         SLICE("an amount of this resource"));
        } else if (statement->from.kind == PERIOD_NONE) {
            diag_add(loading->diagnostics, DIAG_SETTING_MISSING, column->place,
                     SLICE("from"),
                     SLICE("the period the statement compares with"));
        }
    }
}

static void exclusion_read(struct loading *loading, struct table *table,
                           const struct node *node, bool is_total)
{
    const struct node *equals = node_get(node, "equals");
    struct exclusion exclusion = {.field = node_text(node, "field"),
                                  .is_total = is_total};

    if (node == NULL || node->kind != NODE_MAP)
        return;
    exclusion.reason = words_read(loading, node_get(node, "reason"));
    if (equals != NULL && equals->kind == NODE_LIST) {
        exclusion.values =
            ARENA_ARRAY(loading->arena, equals->count + 1, struct slice);
        for (const struct node *n = equals->first; n != NULL; n = n->next)
            exclusion.values[exclusion.value_count++] = n->text;
    }
    if (exclusion.field.len == 0 || exclusion.value_count == 0)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 SLICE("field, equals"), SLICE("rows are excluded by them"));
    else
        ARENA_PUSH(loading->arena, &table->exclusions, exclusion);
}

static void exclusions_read(struct loading *loading, struct table *table,
                            const struct node *resource)
{
    const struct node *exclude = node_get(resource, "exclude");

    exclusion_read(loading, table, node_get(resource, "totals"), true);
    for (const struct node *n = exclude != NULL ? exclude->first : NULL;
         n != NULL; n = n->next)
        exclusion_read(loading, table, n, false);
}

static void dialect_read(struct loading *loading, struct table *table,
                         const struct node *resource)
{
    const struct node *dialect = node_get(resource, "dialect");
    const struct node *header = node_get(dialect, "header");
    const struct node *skip = node_get(dialect, "skipRows");
    struct dialect standard = DIALECT_DEFAULT;

    table->dialect = standard;
    table->dialect.delimiter = character_of(loading, dialect, "delimiter", ',');
    table->dialect.quote = character_of(loading, dialect, "quoteChar", '"');
    table->dialect.comment = character_of(loading, dialect, "commentChar", 0);
    table->dialect.has_header =
        header == NULL || !slice_equal_text(header->text, "false");
    table->dialect.skip_rows = (uint32_t)whole_number(
        loading, skip, 1000000, "a number of lines to skip before the header");
    table->dialect.encoding = node_text(resource, "encoding");
}

/* `*` in the last part of a path: every file of the folder that fits. */
static bool fits(struct slice name, struct slice pattern)
{
    size_t star = slice_find(pattern, '*');
    struct slice head = slice_cut(pattern, 0, star);
    struct slice tail = slice_cut(pattern, star + 1, pattern.len);

    return name.len >= head.len + tail.len && slice_starts_with(name, head) &&
           slice_ends_with(name, tail);
}

static void file_add(struct loading *loading, struct table *table,
                     struct slice name)
{
    struct file_account account = {
        .path = path_join(loading->arena, loading->data_folder, name)};

    ARENA_PUSH(loading->arena, &table->files, account);
}

static void pattern_add(struct loading *loading, struct table *table,
                        const struct node *node)
{
    size_t cut = node->text.len;
    struct slice folder;
    struct slice pattern;
    struct names names = {NULL, 0, 0};
    size_t before = table->files.count;

    while (cut > 0 && node->text.ptr[cut - 1] != '/')
        cut--;
    folder = slice_cut(node->text, 0, cut > 0 ? cut - 1 : 0);
    pattern = slice_cut(node->text, cut, node->text.len);
    if (folder_list(
            loading->arena,
            path_join(loading->arena, slice_of(loading->workspace),
                      path_join(loading->arena, loading->data_folder, folder))
                .ptr,
            &names))
        for (size_t i = 0; i < names.count; i++)
            if (fits(names.items[i], pattern))
                file_add(loading, table,
                         path_join(loading->arena, folder, names.items[i]));
    if (table->files.count == before)
        diag_add(loading->diagnostics, DIAG_PATTERN_EMPTY, node->place,
                 node->text);
}

static void path_add(struct loading *loading, struct table *table,
                     const struct node *node)
{
    if (slice_find(node->text, '*') < node->text.len)
        pattern_add(loading, table, node);
    else
        file_add(loading, table, node->text);
}

static void paths_read(struct loading *loading, struct table *table,
                       const struct node *resource)
{
    const struct node *path = node_get(resource, "path");

    if (path == NULL)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, resource->place,
                 SLICE("path"), SLICE("the resource's file or files"));
    else if (path->kind == NODE_SCALAR)
        path_add(loading, table, path);
    else
        for (const struct node *n = path->first; n != NULL; n = n->next)
            path_add(loading, table, n);
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
    const struct node *fields = node_get(schema, "fields");

    if (fields == NULL || fields->kind != NODE_LIST)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, resource->place,
                 SLICE("schema.fields"), SLICE("the columns and their roles"));
    for (const struct node *n = fields != NULL ? fields->first : NULL;
         n != NULL; n = n->next)
        field_read(loading, table, n, resource);
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
    int status = TABLE_OFFICIAL;
    int mode = PUBLISH_NORMALISED;

    (void)choice_of(loading, resource, "status", states, &status);
    (void)choice_of(loading, resource, "publish", modes, &mode);
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
                 role_name, name, map_nearest(&names, role_name));
        return;
    }
    table = table_new(loading->portal, name, role);
    table->place = node->place;
    table->title = words_or(loading, node, "title", "titles");
    table->description = words_or(loading, node, "description", "descriptions");
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
