/* data/datapackage.json as datasets and columns. */
#include "input/tree.h"
#include "model/table.h"
#include "publish/history/edition.h"

static enum column_type column_type_of(struct slice text)
{
    for (int i = 0; i <= COLUMN_STATED; i++)
        if (slice_equal_text(text, column_type_name((enum column_type)i)))
            return (enum column_type)i;
    return COLUMN_TEXT;
}

static enum edition_made made_of(const struct node *field)
{
    static const struct {
        const char *text;
        enum edition_made made;
    } kinds[] = {
        {"period", MADE_PERIOD}, {"dimension", MADE_DIMENSION},
        {"code", MADE_CODE},     {"file", MADE_PLACE},
        {"row", MADE_PLACE},
    };
    struct slice text = node_text(field, "rendir:made");

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (slice_equal_text(text, kinds[i].text))
            return kinds[i].made;
    return MADE_NOT;
}

static uint8_t small_number(struct slice text)
{
    struct amount amount;

    if (!amount_parse_plain(text, '.', &amount) || amount.scale != 0 ||
        amount.coefficient < 0 || amount.coefficient > AMOUNT_SCALE_MAX)
        return 0;
    return (uint8_t)amount.coefficient;
}

static void column_add(struct edition *edition, struct edition_dataset *dataset,
                       const struct node *field)
{
    struct edition_column column = {
        .name = node_text(field, "name"),
        .made = made_of(field),
        .type = column_type_of(node_text(field, "rendir:type")),
        .role = node_text(field, "rendir:role"),
        .refers = node_text(field, "rendir:refers"),
        .dimension = node_text(field, "rendir:dimension"),
        .language = node_text(field, "rendir:language"),
        .stage = node_text(field, "rendir:stage"),
        .currency = node_text(field, "rendir:currency"),
        .unit = node_text(field, "rendir:unit"),
        .accumulation = node_text(field, "rendir:accumulation"),
        .multiplier = small_number(node_text(field, "rendir:multiplier")),
    };

    ARENA_PUSH(&edition->arena, &dataset->columns, column);
}

static enum resource_role role_of(struct slice text)
{
    for (int i = 0; i < ROLE_COUNT; i++)
        if (slice_equal_text(text, resource_role_name((enum resource_role)i)))
            return (enum resource_role)i;
    return ROLE_COUNT;
}

static void key_take(struct edition *edition, struct edition_dataset *dataset,
                     const struct node *schema)
{
    const struct node *key = node_get(schema, "primaryKey");

    if (key == NULL || key->kind != NODE_LIST)
        return;
    for (const struct node *name = key->first; name != NULL;
         name = name->next) {
        size_t index = edition_column_find(dataset, name->text);

        if (index == SIZE_MAX) {
            dataset->key.count = 0;
            return;
        }
        ARENA_PUSH(&edition->arena, &dataset->key, index);
    }
}

static void dataset_add(struct edition *edition, const struct node *resource)
{
    const struct node *schema = node_get(resource, "schema");
    const struct node *fields = node_get(schema, "fields");
    struct edition_dataset dataset = {
        .name = node_text(resource, "name"),
        .role = role_of(node_text(resource, "rendir:role")),
        .dimension = node_text(resource, "rendir:dimension"),
        .path = arena_join(&edition->arena, SLICE("data/"),
                           node_text(resource, "path")),
    };

    for (const struct node *field = fields != NULL ? fields->first : NULL;
         field != NULL; field = field->next)
        column_add(edition, &dataset, field);
    key_take(edition, &dataset, schema);
    /* What the manifest does not list is nobody's word. */
    if (dataset.name.len > 0 && dataset.columns.count > 0 &&
        map_has(&edition->digests, dataset.path))
        ARENA_PUSH(&edition->arena, &edition->datasets, dataset);
}

bool edition_describe(struct edition *edition, struct slice text,
                      struct buf *fault)
{
    struct diagnostics diagnostics;
    const struct node *tree;
    const struct node *list;

    diagnostics_init(&diagnostics);
    tree = json_parse(&edition->arena, &diagnostics, 0, text);
    diagnostics_release(&diagnostics);
    list = node_get(tree, "resources");
    if (list == NULL || list->kind != NODE_LIST) {
        buf_add_format(fault, "%s: %s is no list of resources", edition->path,
                       EDITION_DESCRIPTOR);
        return false;
    }
    edition->portal = node_text(tree, "name");
    edition->release = node_text(tree, "version");
    if (!date_parse(node_text(tree, "rendir:cut_off"), &edition->cut_off))
        edition->cut_off = (struct date){0, 0, 0};
    for (const struct node *r = list->first; r != NULL; r = r->next)
        dataset_add(edition, r);
    for (size_t i = 0; i < edition->datasets.count; i++) {
        struct edition_dataset *dataset = &edition->datasets.items[i];

        (void)map_put(&edition->by_name, dataset->name, dataset);
    }
    return true;
}

const struct edition_dataset *edition_dataset(const struct edition *edition,
                                              struct slice name)
{
    return map_get(&edition->by_name, name);
}

const struct edition_dataset *
edition_dataset_of(const struct edition *edition, enum resource_role role,
                   const struct edition_dataset *after)
{
    size_t from =
        after != NULL ? (size_t)(after - edition->datasets.items) + 1 : 0;

    for (size_t i = from; i < edition->datasets.count; i++)
        if (edition->datasets.items[i].role == role)
            return &edition->datasets.items[i];
    return NULL;
}

const struct edition_column *
edition_column_of(const struct edition_dataset *dataset, const char *role)
{
    for (size_t i = 0; i < dataset->columns.count; i++)
        if (slice_equal_text(dataset->columns.items[i].role, role))
            return &dataset->columns.items[i];
    return NULL;
}

size_t edition_column_find(const struct edition_dataset *dataset,
                           struct slice name)
{
    for (size_t i = 0; i < dataset->columns.count; i++)
        if (slice_equal(dataset->columns.items[i].name, name))
            return i;
    return SIZE_MAX;
}
