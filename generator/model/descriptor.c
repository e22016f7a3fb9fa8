/* datapackage.json into tables without rows. */
#include "base/file.h"
#include "base/name.h"
#include "model/aliases.h"
#include "model/build.h"
#include "model/condition.h"
#include "model/property.h"

/* It is part of file names, whose length systems limit. */
#define NAME_MAX_LEN 100

static const char *const resource_keys[] = {
    "name",        "path",         "role",     "title",    "titles",
    "description", "descriptions", "encoding", "dialect",  "dimension",
    "status",      "publish",      "licenses", "sources",  "period",
    "measure",     "totals",       "exclude",  "schema",   "format",
    "mediatype",   "type",         "$schema",  "bytes",    "hash",
    "profile",     "scheme",       "files",    "columns",  "take",
    "subtotals",   "currencies",   "records",  "overlays", "slices",
    "distinct",    "map",          "shares",   "sums",     NULL};

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
    static const char *const known[] = {"field",  "equals", "startsWith",
                                        "empty",  "not",    "when",
                                        "reason", "adds",   NULL};
    struct exclusion exclusion = {.is_total = is_total};

    node_check_keys(loading->diagnostics, node, known,
                    is_total ? "totals" : "an exclusion");
    property_texts(loading, node, "adds", &exclusion.adds,
                   &exclusion.add_count);
    exclusion.reason = words_read(loading, node_get(node, "reason"));
    if (node_get(node, "when") != NULL && node_get(node, "field") != NULL)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 SLICE("field"), SLICE("for an entry that has `when`"));
    if (node_get(node, "when") != NULL)
        conditions_read(loading, node_get(node, "when"), &exclusion.when);
    else
        condition_read(loading, node, &exclusion.when);
    if (exclusion.when.count == 0)
        return; /* found where it was read */
    if (!is_total && words_are_empty(&exclusion.reason))
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 SLICE("reason"),
                 SLICE("it is printed with the rows it leaves out"));
    else
        ARENA_PUSH(loading->arena, &table->exclusions, exclusion);
}

/* One map, or a list of them. */
static void exclusions_read(struct loading *loading, struct table *table,
                            const struct node *resource, const char *key,
                            bool is_total)
{
    const struct node *node = node_get(resource, key);

    if (node == NULL || node->kind == NODE_NULL)
        return;
    if (node->kind != NODE_LIST) {
        node = property_of_kind(loading, resource, key, NODE_MAP);
        if (node != NULL)
            exclusion_read(loading, table, node, is_total);
        return;
    }
    for (const struct node *n = node->first; n != NULL; n = n->next)
        exclusion_read(loading, table, n, is_total);
}

static struct slice text_of(struct loading *loading, const struct node *map,
                            const char *key)
{
    const struct node *text = property_of_kind(loading, map, key, NODE_SCALAR);

    if (text == NULL)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, map->place,
                 slice_of(key), SLICE("it says what is compared"));
    return text == NULL ? (struct slice){NULL, 0} : text->text;
}

/* What a list states of its own numbers, or of another's: check/list_totals.c.
 */
static void statements_read(struct loading *loading, struct table *table,
                            const struct node *resource)
{
    static const char *const of_shares[] = {"stated", "part", "whole", NULL};
    static const char *const of_sums[] = {"resource", "by", "adds", NULL};
    const struct node *shares =
        property_of_kind(loading, resource, "shares", NODE_MAP);
    const struct node *sums =
        property_of_kind(loading, resource, "sums", NODE_MAP);

    if (shares != NULL) {
        node_check_keys(loading->diagnostics, shares, of_shares, "shares");
        table->shares =
            (struct stated_shares){text_of(loading, shares, "stated"),
                                   text_of(loading, shares, "part"),
                                   text_of(loading, shares, "whole")};
    }
    if (sums != NULL) {
        node_check_keys(loading->diagnostics, sums, of_sums, "sums");
        table->sums.resource = text_of(loading, sums, "resource");
        table->sums.by = text_of(loading, sums, "by");
        property_texts(loading, sums, "adds", &table->sums.adds,
                       &table->sums.add_count);
    }
}

/* A list that asks for consent publishes nobody without it: no copy of its
 * file either. */
static void consent_read(struct loading *loading, struct table *table)
{
    struct exclusion exclusion = {.is_consent = true};
    const struct portal *portal = loading->portal;

    if (table_role_column(table, "consent") == NULL)
        return;
    for (unsigned i = 0; i < portal->language_count; i++)
        exclusion.reason.items[i] = language_text(
            &portal->languages[i], SLICE(N_("There is no consent.")));
    ARENA_PUSH(loading->arena, &table->exclusions, exclusion);
    if (table->publish == PUBLISH_SOURCE)
        table->publish = PUBLISH_NORMALISED;
}

static void levels_read(struct loading *loading, struct table *table,
                        const struct node *resource)
{
    static const char *const known[] = {"levels", NULL};
    const struct node *subtotals =
        property_of_kind(loading, resource, "subtotals", NODE_MAP);

    if (subtotals == NULL)
        return;
    node_check_keys(loading->diagnostics, subtotals, known, "subtotals");
    property_texts(loading, subtotals, "levels", &table->levels.items,
                   &table->levels.count);
    if (table->levels.count == 0)
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, subtotals->place,
                 SLICE("levels"),
                 SLICE("the columns whose lower codes are blank"));
}

static void currencies_read(struct loading *loading, struct table *table,
                            const struct node *resource)
{
    static const char *const known[] = {"currency", "code", "multiplier", NULL};
    const struct node *list =
        property_of_kind(loading, resource, "currencies", NODE_LIST);

    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next) {
        struct currency currency = {.code = property_text(loading, n, "code"),
                                    .name =
                                        property_text(loading, n, "currency")};

        node_check_keys(loading->diagnostics, n, known, "a currency");
        currency.multiplier =
            (uint8_t)property_number(loading, node_get(n, "multiplier"), 12,
                                     "a power of ten from 0 to 12");
        if (currency.code.len == 0)
            currency.code = currency.name;
        if (currency.name.len == 0)
            diag_add(loading->diagnostics, DIAG_SETTING_MISSING, n->place,
                     SLICE("currency"), SLICE("amounts are printed with it"));
        else
            ARENA_PUSH(loading->arena, &table->currencies, currency);
    }
}

static void format_read(struct loading *loading, struct table *table,
                        const struct node *resource)
{
    static const char *const formats[] = {"csv", "json", "front-matter", NULL};
    const struct node *overlays =
        property_of_kind(loading, resource, "overlays", NODE_MAP);
    int format = FORMAT_CSV;

    (void)property_choice(loading, resource, "format", formats, &format);
    table->format = (enum table_format)format;
    table->records = property_text(loading, resource, "records");
    for (const struct node *n = overlays != NULL ? overlays->first : NULL;
         n != NULL; n = n->next) {
        struct overlay overlay = {n->key, n->text};

        if (slice_find(n->text, '*') == n->text.len)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     n->text, SLICE("the files of a folder (meta-fr/*.md)"));
        ARENA_PUSH(loading->arena, &table->overlays, overlay);
    }
}

static bool character_is_mark(char c)
{
    return c != '\n' && c != '\r';
}

/* Characters that cannot do two things at once. */
static void dialect_check(struct loading *loading, struct dialect *dialect,
                          const struct node *node)
{
    struct dialect standard = DIALECT_DEFAULT;

    if (dialect->delimiter != dialect->quote &&
        dialect->delimiter != dialect->comment &&
        character_is_mark(dialect->delimiter) &&
        (dialect->quote == 0 || dialect->quote != dialect->comment) &&
        character_is_mark(dialect->quote))
        return;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             SLICE("dialect"),
             SLICE("one with three different marks, none of them a line end"));
    dialect->delimiter = standard.delimiter;
    dialect->quote = standard.quote;
    dialect->comment = standard.comment;
}

void dialect_read(struct loading *loading, struct dialect *out,
                  const struct node *owner)
{
    const struct node *dialect =
        property_of_kind(loading, owner, "dialect", NODE_MAP);
    const struct node *skip = node_get(dialect, "skipRows");

    node_check_keys(loading->diagnostics, dialect, dialect_keys, "a dialect");
    out->delimiter =
        property_character(loading, dialect, "delimiter", out->delimiter);
    /* null or "": quotes are text like any other. */
    if (node_get(dialect, "quoteChar") != NULL &&
        node_text(dialect, "quoteChar").len == 0)
        out->quote = 0;
    else
        out->quote =
            property_character(loading, dialect, "quoteChar", out->quote);
    out->comment =
        property_character(loading, dialect, "commentChar", out->comment);
    out->has_header =
        property_flag(loading, dialect, "header", out->has_header);
    if (skip != NULL)
        out->skip_rows = (uint32_t)property_number(
            loading, skip, 1000000,
            "a number of lines to skip before the header");
    if (node_get(owner, "encoding") != NULL)
        out->encoding = property_text(loading, owner, "encoding");
    dialect_check(loading, out, dialect);
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

/* Months as columns, and periods of whole files, are a column of each row. */
static bool has_time_of_its_own(const struct table *table)
{
    for (size_t i = 0; i < table->fields.count; i++)
        if (table->fields.items[i].period.kind != PERIOD_NONE ||
            table->fields.items[i].month > 0)
            return true;
    for (size_t f = 0; f < table->files.count; f++)
        if (table->files.items[f].form.period.kind != PERIOD_NONE)
            return true;
    return false;
}

static void period_column_add(struct loading *loading, struct table *table)
{
    struct column column = {.name = SLICE("period"),
                            .heading = SLICE("period"),
                            .role = SLICE("period"),
                            .type = COLUMN_PERIOD,
                            .language = -1,
                            .label_of = -1,
                            .place = table->place};
    struct field none = {0};

    if (has_time_of_its_own(table) &&
        field_info_find(table->role, column.role) != NULL &&
        table_role_column(table, "period") == NULL)
        (void)column_place(loading, table, &column, &none);
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
        if (table->columns.count == TABLE_COLUMNS_MAX ||
            table->fields.count >= TABLE_COLUMNS_MAX) {
            diag_add(loading->diagnostics, DIAG_TOO_MANY, n->place, table->name,
                     SLICE("fields"), SLICE(TABLE_COLUMNS_MAX_TEXT));
            break;
        }
        field_read(loading, table, n, resource);
    }
    period_column_add(loading, table);
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
    if (!name_is_plain(name)) {
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
    format_read(loading, table, node);
    paths_read(loading, table, node);
    file_forms_read(loading, table, node);
    exclusions_read(loading, table, node, "totals", true);
    statements_read(loading, table, node);
    exclusions_read(loading, table, node, "exclude", false);
    conditions_read(loading, node_get(node, "take"), &table->take);
    table->is_distinct = property_flag(loading, node, "distinct", false) &&
                         !table_is_fact(table);
    levels_read(loading, table, node);
    currencies_read(loading, table, node);
    schema_read(loading, table, node);
    aliases_settle(table);
    consent_read(loading, table);
    resource_check(loading, table, node);
    atlas_read(loading, table, node);
    slices_read(loading, table, node);
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
