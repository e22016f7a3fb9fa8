/* A field of a descriptor into columns of its table. */
#include "model/field_source.h"
#include "model/property.h"

static const char *const field_keys[] = {
    "name",         "type",          "format",       "title",
    "titles",       "description",   "descriptions", "role",
    "lang",         "dimension",     "stage",        "stages",
    "accumulation", "convert",       "decimalChar",  "groupChar",
    "bareNumber",   "missing",       "personal",     "unit",
    "statement",    "rdfType",       "example",      "currency",
    "multiplier",   "missingValues", "aliases",      "column",
    "optional",     "constant",      "fromPath",     "join",
    "with",         "split",         "pattern",      "pad",
    "digest",       "fill",          "values",       "labels",
    "granularity",  "factor",        "sign",         "negative",
    "decimals",     "period",        "month",        NULL};

/* "Código de año" -> "c_digo_de_a_o": what a carried column is called. */
struct slice column_carried_name(struct arena *arena, struct slice heading)
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
        return column_carried_name(loading->arena, column->heading);
    if (column->type == COLUMN_DIMENSION)
        return column_carried_name(loading->arena, column->dimension);
    if (column->type == COLUMN_AMOUNT)
        return column_carried_name(loading->arena, column->stage);
    /* A statement, or one of several ways to break a series down. */
    if (column->type == COLUMN_STATED ||
        slice_equal_text(column->role, "disaggregation"))
        return column_carried_name(loading->arena, column->heading);
    if (column->language >= 0)
        return arena_format(
            loading->arena, SLICE_FORMAT "_" SLICE_FORMAT,
            SLICE_ARGS(column_carried_name(loading->arena, column->role)),
            SLICE_ARGS(loading->portal->languages[column->language].path));
    return column_carried_name(loading->arena, column->role);
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
    const struct node *map =
        property_of_kind(loading, field, "missing", NODE_MAP);
    static const struct {
        const char *name;
        enum cell_state state;
    } states[] = {
        {"empty", CELL_EMPTY},
        {"not-reported", CELL_NOT_REPORTED},
        {"not-applicable", CELL_NOT_APPLICABLE},
    };
    size_t count = 0;

    column->missing = ARENA_ARRAY(
        loading->arena,
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
                     n->text, SLICE("empty, not-reported or not-applicable"));
        else
            column->missing[count++] =
                (struct missing_mark){n->key, states[i].state};
    }
    column->missing_count = count; /* ours first: they say more */
    missing_values_read(column, schema, field);
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
             map_nearest_name(&names, column->role));
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

/* Table Schema has these; a type that is none of them is a slip. */
static void type_check(struct loading *loading, const struct node *node)
{
    static const char *const types[] = {
        "string", "number", "integer",   "boolean",  "date",     "time",
        "year",   "array",  "yearmonth", "datetime", "duration", "object",
        "list",   "any",    "geopoint",  "geojson",  NULL};
    int type;

    (void)property_choice(loading, node, "type", types, &type);
}

/* What a field is published by is lacking. */
static const char *lacking_key(const struct column *column)
{
    return column->type == COLUMN_DIMENSION ? "dimension" : "name";
}

static bool field_gives(const struct field *field, size_t column)
{
    for (size_t s = 0; s < field->stage_count; s++)
        if (field->stages[s].column == column)
            return true;
    return field->column == column;
}

/*
 * Months as columns: may another field of the column give this time? Then it
 * would be there twice: the same time, all times, or a month that is also said
 * as a period.
 */
static bool time_is_taken(const struct table *table, size_t column,
                          const struct field *field)
{
    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field *other = &table->fields.items[i];

        if (field_gives(other, column) &&
            ((other->month > 0) != (field->month > 0) ||
             (other->period.kind == PERIOD_NONE) !=
                 (field->period.kind == PERIOD_NONE) ||
             (other->month == field->month &&
              period_compare(other->period, field->period) == 0)))
            return true;
    }
    return false;
}

int column_place(struct loading *loading, struct table *table,
                 const struct column *column, const struct field *field)
{
    bool has_time = field->period.kind != PERIOD_NONE || field->month > 0;

    for (size_t i = 0; i < table->columns.count; i++) {
        if (!slice_equal(table->columns.items[i].name, column->name))
            continue;
        if (has_time && !time_is_taken(table, i, field))
            return (int)i;
        diag_add(loading->diagnostics, DIAG_COLUMN_TWICE, column->place,
                 table->name, column->name);
        return -1;
    }
    if (table->columns.count == TABLE_COLUMNS_MAX) {
        diag_add(loading->diagnostics, DIAG_TOO_MANY, column->place,
                 table->name, SLICE("columns"), SLICE(TABLE_COLUMNS_MAX_TEXT));
        return -1;
    }
    ARENA_PUSH(loading->arena, &table->columns, *column);
    map_init(&table->columns.items[table->columns.count - 1].index,
             loading->arena);
    return (int)table->columns.count - 1;
}

static bool plain_field_read(struct loading *loading, struct table *table,
                             struct column *column, struct field *field)
{
    int at;

    column->name = published_name(loading, column);
    if (column->name.len == 0) {
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, column->place,
                 slice_of(lacking_key(column)),
                 SLICE("the field is published by it"));
        return false;
    }
    at = column_place(loading, table, column, field);
    field->column = (size_t)(at < 0 ? 0 : at);
    return at >= 0;
}

static const char *const label_keys[] = {
    "name",     "title",  "titles",   "aliases", "column",  "optional",
    "constant", "join",   "with",     "split",   "pattern", "pad",
    "fill",     "values", "fromPath", NULL};

/* "labels": the column of the file that names the codes of a dimension. */
static void labels_read(struct loading *loading, struct table *table,
                        size_t codes, const struct node *node)
{
    const struct node *labels = node_get(node, "labels");
    struct column column = {.type = COLUMN_TEXT,
                            .language = -1,
                            .label_of = (int)codes,
                            .place = node->place};
    struct field field = {.place = node->place};
    int at;

    if (labels == NULL)
        return;
    if (labels->kind == NODE_MAP) {
        node_check_keys(loading->diagnostics, labels, label_keys, "labels");
        field_source_read(loading, &field.text, labels);
        column.title = property_words(loading, labels, "title", "titles");
    } else {
        field.text.heading = labels->text;
    }
    if (field.text.heading.len == 0 && field.text.position == 0) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, labels->place,
                 SLICE("labels"), SLICE("a heading, or a map with its name"));
        return;
    }
    column.heading = field.text.heading;
    column.personal = table->columns.items[codes].personal;
    column.name = ARENA_CONCAT(loading->arena, table->columns.items[codes].name,
                               SLICE("_label"));
    if (words_are_empty(&column.title))
        column.title = words_read(loading, labels->kind == NODE_MAP
                                               ? node_get(labels, "name")
                                               : labels);
    at = column_place(loading, table, &column, &field);
    if (at < 0)
        return;
    field.column = (size_t)at;
    ARENA_PUSH(loading->arena, &table->fields, field);
}

/* Of amounts and values: the time of this column of the file. */
static void time_read(struct loading *loading, struct field *field,
                      const struct node *node)
{
    const struct node *period = node_get(node, "period");
    const struct node *month = node_get(node, "month");

    if (period != NULL && !period_parse(period->text, &field->period))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, period->place,
                 period->text, SLICE("a period"));
    field->month =
        (uint8_t)property_ordinal(loading, month, 12, "a month from 1 to 12");
}

/* Keys that say something of one kind of column alone. */
static void kind_check(struct loading *loading, const struct column *column,
                       const struct node *node)
{
    static const struct {
        const char *key;
        bool amount, number, period, stated;
        const char *expected;
    } keys[] = {
        {"month", true, true, false, false, "a key of amounts and numbers"},
        {"period", true, true, false, false, "a key of amounts and numbers"},
        {"factor", true, true, false, true, "a key of amounts and numbers"},
        {"stages", true, false, false, false, "a key of amounts"},
        {"convert", true, false, false, false, "a key of amounts"},
        {"granularity", false, false, true, false, "a key of periods"},
        {"statement", false, false, false, true, "a key of stated numbers"},
    };

    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const struct node *value = node_get(node, keys[i].key);
        bool fits =
            (column->type == COLUMN_AMOUNT && keys[i].amount) ||
            (column->type == COLUMN_NUMBER && keys[i].number) ||
            (column->type == COLUMN_STATED && keys[i].stated) ||
            ((column->type == COLUMN_PERIOD || column->type == COLUMN_DATE) &&
             keys[i].period);

        if (value != NULL && !fits)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, value->place,
                     slice_of(keys[i].key), slice_of(keys[i].expected));
    }
}

static void field_forms_read(struct loading *loading, struct field *field,
                             const struct column *column,
                             const struct node *node)
{
    field->place = node->place;
    field_source_read(loading, &field->text, node);
    number_form_read(loading, &field->number, node);
    if (column->type == COLUMN_DATE || column->type == COLUMN_PERIOD)
        date_form_read(loading, &field->date, node);
    time_read(loading, field, node);
    kind_check(loading, column, node);
}

void field_read(struct loading *loading, struct table *table,
                const struct node *node, const struct node *resource)
{
    struct column column = {.heading = node_text(node, "name"),
                            .role = node_text(node, "role"),
                            .dimension = node_text(node, "dimension"),
                            .stage = node_text(node, "stage"),
                            .unit = node_text(node, "unit"),
                            .label_of = -1,
                            .place = node->place};
    struct field field = {0};
    bool whole;

    node_check_keys(loading->diagnostics, node, field_keys, "a field");
    field_role_read(loading, table, &column, node);
    language_of_field(loading, &column, node);
    column.title = property_words(loading, node, "title", "titles");
    column.description =
        property_words(loading, node, "description", "descriptions");
    type_check(loading, node);
    field_forms_read(loading, &field, &column, node);
    column.personal = property_flag(loading, node, "personal", false);
    table->has_personal |= column.personal;
    if (column.personal && column.type == COLUMN_AMOUNT)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                 node_get(node, "personal")->place, SLICE("personal"),
                 SLICE("for amounts: their sums are published"));
    missing_read(loading, &column, node_get(resource, "schema"), node);
    if (column.type == COLUMN_NUMBER && node_get(node, "currency") != NULL)
        amount_facets_read(loading, &column, node, NULL);
    if (column.type == COLUMN_STATED) {
        amount_facets_read(loading, &column, node,
                           node_get(resource, "measure"));
        statement_read(loading, &column,
                       property_of_kind(loading, node, "statement", NODE_MAP));
    }
    whole =
        column.type == COLUMN_AMOUNT
            ? amount_field_read(loading, table, &column, &field, node, resource)
            : plain_field_read(loading, table, &column, &field);
    if (!whole)
        return;
    ARENA_PUSH(loading->arena, &table->fields, field);
    if (column.type == COLUMN_DIMENSION)
        labels_read(loading, table, field.column, node);
}
