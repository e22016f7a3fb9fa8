/*
 * A field of amounts into its columns: one for each stage and currency.
 *
 * Stages as rows and several currencies make several columns of one field;
 * months as columns make one column of several fields.
 */
#include "model/property.h"

void stage_unknown(struct loading *loading, struct place place,
                   struct slice stage)
{
    struct map names;
    struct slice nearest;
    struct buf all = BUF_INIT;

    map_init(&names, loading->arena);
    for (size_t i = 0; i < loading->portal->stages.count; i++) {
        (void)map_put(&names, loading->portal->stages.items[i].id, &names);
        buf_add_text(&all, i > 0 ? ", " : "");
        buf_add_slice(&all, loading->portal->stages.items[i].id);
    }
    nearest = map_nearest_name(&names, stage);
    if (slice_equal_text(nearest, "none") && all.len > 0)
        nearest = arena_format(loading->arena, "none of " SLICE_FORMAT,
                               SLICE_ARGS(buf_slice(&all)));
    buf_release(&all);
    diag_add(loading->diagnostics, DIAG_STAGE_UNKNOWN, place, stage, nearest);
}

void amount_facets_read(struct loading *loading, struct column *column,
                        const struct node *node, const struct node *measure)
{
    static const char *const ways[] = {"flow", "to-date", "level", NULL};
    static const char *const targets[] = {"flow", NULL};
    const struct node *multiplier = node_get(node, "multiplier");
    struct slice currency = node_text(node, "currency");
    int accumulation = ACCUMULATE_FLOW;
    int target;

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
    if (!property_choice(loading, node, "convert", targets, &target))
        return;
    if (accumulation != ACCUMULATE_TO_DATE)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                 node_get(node, "convert")->place, SLICE("convert"),
                 SLICE("for amounts whose accumulation is to-date"));
    column->converts = accumulation == ACCUMULATE_TO_DATE;
    column->accumulation = ACCUMULATE_FLOW;
}

/* "accrued", and for the currencies after the first "accrued_usd". */
static struct slice amount_name(struct loading *loading,
                                const struct column *column, bool has_currency)
{
    struct buf name = BUF_INIT;
    struct slice out;

    buf_add_slice(&name, column->stage);
    if (has_currency) {
        buf_add_char(&name, '_');
        buf_add_slice(&name, column->currency);
    }
    out = column_carried_name(loading->arena, buf_slice(&name));
    buf_release(&name);
    return out;
}

/* Has the stage a column in another currency, from another field? */
static bool has_other_currency(const struct table *table,
                               const struct column *column)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].type == COLUMN_AMOUNT &&
            slice_equal(table->columns.items[i].stage, column->stage) &&
            !slice_equal(table->columns.items[i].currency, column->currency))
            return true;
    return false;
}

/* The columns of one stage, one after the other; the first, or -1. */
static int stage_columns(struct loading *loading, struct table *table,
                         const struct column *plain, const struct field *field)
{
    size_t n = table->currencies.count > 0 ? table->currencies.count : 1;
    int first = -1;

    if (portal_stage(loading->portal, plain->stage) == NULL)
        stage_unknown(loading, plain->place, plain->stage);
    if (plain->stage.len == 0)
        return -1;
    for (size_t c = 0; c < n; c++) {
        struct column column = *plain;
        int at;

        if (table->currencies.count > 0) {
            column.currency = table->currencies.items[c].name;
            column.multiplier = table->currencies.items[c].multiplier;
        }
        column.name = amount_name(
            loading, &column,
            c > 0 || (n == 1 && has_other_currency(table, &column)));
        at = column_place(loading, table, &column, field);
        if (at < 0)
            return -1;
        first = c == 0 ? at : first;
    }
    return first;
}

/* Several texts may stand for one stage. */
static int stage_known(const struct field *field, const struct node *values,
                       size_t index)
{
    const struct node *n = values->first;
    struct slice stage;

    for (size_t i = 0; i < index; i++)
        n = n->next;
    stage = n->text;
    n = values->first;
    for (size_t i = 0; i < index; i++, n = n->next)
        if (slice_equal(n->text, stage))
            return (int)field->stages[i].column;
    return -1;
}

/* Stages as rows: one field, a column for each stage. */
static bool stages_as_rows(struct loading *loading, struct table *table,
                           const struct column *plain, struct field *field,
                           const struct node *stages)
{
    static const char *const known[] = {"field", "values", NULL};
    const struct node *values =
        property_of_kind(loading, stages, "values", NODE_MAP);

    node_check_keys(loading->diagnostics, stages, known, "stages");
    field->stage_heading = property_text(loading, stages, "field");
    if (values == NULL || values->first == NULL ||
        field->stage_heading.len == 0) {
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, stages->place,
                 SLICE("field, values"),
                 SLICE("they say which stage a row's amount is of"));
        return false;
    }
    field->stages =
        ARENA_ARRAY(loading->arena, values->count + 1, struct stage_text);
    for (const struct node *n = values->first; n != NULL; n = n->next) {
        struct column column = *plain;
        int at = stage_known(field, values, field->stage_count);

        column.stage = n->text;
        column.place = n->place;
        if (at < 0)
            at = stage_columns(loading, table, &column, field);
        if (at < 0)
            return false;
        field->stages[field->stage_count++] =
            (struct stage_text){n->key, (size_t)at};
    }
    field->column = field->stage_count > 0 ? field->stages[0].column : 0;
    return field->stage_count > 0;
}

bool amount_field_read(struct loading *loading, struct table *table,
                       struct column *column, struct field *field,
                       const struct node *node, const struct node *resource)
{
    const struct node *stages =
        property_of_kind(loading, node, "stages", NODE_MAP);
    int at;

    amount_facets_read(loading, column, node, node_get(resource, "measure"));
    if (stages != NULL && node_get(node, "stage") != NULL)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, stages->place,
                 SLICE("stages"), SLICE("for a field that has no stage"));
    if (stages != NULL)
        return stages_as_rows(loading, table, column, field, stages);
    if (column->stage.len == 0) {
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 SLICE("stage"), SLICE("the field is published by it"));
        return false;
    }
    at = stage_columns(loading, table, column, field);
    field->column = (size_t)(at < 0 ? 0 : at);
    return at >= 0;
}
