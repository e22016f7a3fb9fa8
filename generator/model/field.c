/* A field of a descriptor into a column. */
#include "model/property.h"

static const char *const field_keys[] = {
    "name",        "type",         "format",      "title",      "titles",
    "description", "descriptions", "role",        "lang",       "dimension",
    "stage",       "accumulation", "decimalChar", "groupChar",  "bareNumber",
    "missing",     "personal",     "unit",        "statement",  "constraints",
    "rdfType",     "example",      "currency",    "multiplier", "missingValues",
    NULL};

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

static void statement_read(struct loading *loading, struct column *column,
                           const struct node *node)
{
    static const char *const kinds[] = {"share", "difference", "change", NULL};
    static const char *const known[] = {"kind", "of", "measure", "from", NULL};
    const struct node *of = node_get(node, "of");
    const struct node *from = node_get(node, "from");
    int kind = STATE_SHARE;

    node_check_keys(loading->diagnostics, node, known, "a statement");
    (void)property_choice(loading, node, "kind", kinds, &kind);
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

void stage_unknown(struct loading *loading, struct place place,
                   struct slice stage)
{
    struct map names;

    map_init(&names, loading->arena);
    for (size_t i = 0; i < loading->portal->stages.count; i++)
        (void)map_put(&names, loading->portal->stages.items[i].id, &names);
    diag_add(loading->diagnostics, DIAG_STAGE_UNKNOWN, place, stage,
             map_nearest_name(&names, stage));
}

static void amount_field(struct loading *loading, struct column *column,
                         const struct node *node, const struct node *measure)
{
    static const char *const ways[] = {"flow", "to-date", "level", NULL};
    const struct node *multiplier = node_get(node, "multiplier");
    struct slice currency = node_text(node, "currency");
    int accumulation = ACCUMULATE_FLOW;

    if (!property_choice(loading, node, "accumulation", ways, &accumulation))
        (void)property_choice(loading, measure, "accumulation", ways,
                              &accumulation);
    column->accumulation = (enum accumulation)accumulation;
    column->currency =
        currency.len > 0 ? currency : node_text(measure, "currency");
    if (multiplier == NULL)
        multiplier = node_get(measure, "multiplier");
    column->multiplier = (uint8_t)property_number(
        loading, multiplier, 12, "a power of ten from 0 to 12");
    if (column->type == COLUMN_AMOUNT && column->stage.len > 0 &&
        portal_stage(loading->portal, column->stage) == NULL)
        stage_unknown(loading, node->place, column->stage);
}

/* Table Schema has these; a type that is none of them is a slip. */
static void type_check(struct loading *loading, const struct node *node)
{
    static const char *const types[] = {
        "string", "number", "integer",   "boolean",  "date",     "time",
        "year",   "array",  "yearmonth", "datetime", "duration", "object",
        "list",   "any",    "geopoint",  "geojson",  NULL};
    int type;
    struct slice format = property_text(loading, node, "format");

    (void)property_choice(loading, node, "type", types, &type);
    if (format.ptr != NULL && format.len > 0 && format.ptr[0] == '%')
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                 node_get(node, "format")->place, format,
                 SLICE("default: dates are read as 2017-10-31"));
}

static bool is_digit_or_sign(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+';
}

static void format_read(struct loading *loading, struct column *column,
                        const struct node *node)
{
    struct amount_format *format = &column->format;

    format->decimal = property_character(loading, node, "decimalChar", '.');
    format->group = property_character(loading, node, "groupChar", 0);
    if (format->decimal != format->group &&
        !is_digit_or_sign(format->decimal) && !is_digit_or_sign(format->group))
        return;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             column->heading,
             SLICE("a number whose decimal and group marks differ from each "
                   "other and from digits"));
    *format = (struct amount_format){'.', 0};
}

/* What a field is published by is lacking. */
static const char *lacking_key(const struct column *column)
{
    if (column->type == COLUMN_DIMENSION)
        return "dimension";
    return column->type == COLUMN_AMOUNT ? "stage" : "name";
}

void field_read(struct loading *loading, struct table *table,
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

    node_check_keys(loading->diagnostics, node, field_keys, "a field");
    field_role_read(loading, table, &column, node);
    language_of_field(loading, &column, node);
    column.title = property_words(loading, node, "title", "titles");
    column.description =
        property_words(loading, node, "description", "descriptions");
    type_check(loading, node);
    format_read(loading, &column, node);
    column.personal = property_flag(loading, node, "personal", false);
    table->has_personal |= column.personal;
    missing_read(loading, &column, schema, node);
    if (column.type == COLUMN_STATED)
        statement_read(loading, &column,
                       property_of_kind(loading, node, "statement", NODE_MAP));
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

static bool has_amount(const struct table *table, struct slice stage)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_AMOUNT &&
            slice_equal(table->columns.items[i].stage, stage))
            return true;
    return false;
}

/* What a statement of facts speaks of must be there, or nothing is compared. */
void statements_check(struct loading *loading, const struct table *table)
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
