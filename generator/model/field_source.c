/* Where the text of a field comes from: keys of a field in a descriptor. */
#include "model/field_source.h"

#include "model/property.h"

#define POSITION_MAX 16384
#define PAD_MAX 32

static void list_read(struct loading *loading, const struct node *node,
                      const char *key, struct slice **items, size_t *count)
{
    const struct node *list = property_of_kind(loading, node, key, NODE_LIST);

    if (list == NULL)
        return;
    *items = ARENA_ARRAY(loading->arena, list->count + 1, struct slice);
    for (const struct node *n = list->first; n != NULL; n = n->next)
        (*items)[(*count)++] = n->text;
}

/* "1210{}": exactly one pair of braces. */
static struct slice template_read(struct loading *loading,
                                  const struct node *node, const char *key)
{
    struct slice text = property_text(loading, node, key);
    size_t open = slice_find(text, '{');

    if (text.len == 0 || (open + 1 < text.len && text.ptr[open + 1] == '}'))
        return text;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
             node_get(node, key)->place, text,
             SLICE("a text with {} where the value stands"));
    return (struct slice){NULL, 0};
}

static void split_read(struct loading *loading, struct field_text *text,
                       const struct node *node)
{
    static const char *const known[] = {"at", "part", NULL};
    const struct node *split =
        property_of_kind(loading, node, "split", NODE_MAP);

    if (split == NULL)
        return;
    node_check_keys(loading->diagnostics, split, known, "split");
    text->split_at = node_text(split, "at");
    text->split_part = (unsigned)property_number(
        loading, node_get(split, "part"), 2, "1 (before) or 2 (after)");
    if (text->split_at.len > 0 && text->split_part > 0)
        return;
    diag_add(loading->diagnostics, DIAG_SETTING_MISSING, split->place,
             SLICE("at, part"), SLICE("a cell is split there"));
    text->split_part = 0;
}

static void values_read(struct loading *loading, struct field_text *text,
                        const struct node *node)
{
    const struct node *values =
        property_of_kind(loading, node, "values", NODE_MAP);

    if (values == NULL)
        return;
    text->values = ARENA_NEW(loading->arena, struct map);
    map_init(text->values, loading->arena);
    for (const struct node *n = values->first; n != NULL; n = n->next) {
        struct slice *value = ARENA_NEW(loading->arena, struct slice);

        *value = n->text;
        (void)map_put(text->values, n->key, value);
    }
}

static void fill_read(struct loading *loading, struct field_text *text,
                      const struct node *node)
{
    static const char *const ways[] = {"down", NULL};
    int way;

    text->fills_down = property_choice(loading, node, "fill", ways, &way);
}

static void position_read(struct loading *loading, struct field_text *text,
                          const struct node *node)
{
    const struct node *position = node_get(node, "column");

    if (position == NULL)
        return;
    text->position = (uint32_t)property_number(
        loading, position, POSITION_MAX, "the position of a column, from 1");
    if (text->position == 0 && slice_equal_text(position->text, "0"))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, position->place,
                 position->text, SLICE("the position of a column, from 1"));
}

/* More than one answer to where the text comes from is none. */
static void source_check(struct loading *loading, const struct field_text *text,
                         const struct node *node)
{
    int sources = text->has_constant + (text->from_path.len > 0) +
                  (text->part_count > 0) + (text->position > 0);

    if (sources > 1)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 text->heading,
                 SLICE("a field with one source: column, constant, fromPath, "
                       "join or digest"));
}

void field_source_read(struct loading *loading, struct field_text *text,
                       const struct node *node)
{
    const struct node *constant = node_get(node, "constant");

    text->heading = node_text(node, "name");
    list_read(loading, node, "aliases", &text->aliases, &text->alias_count);
    position_read(loading, text, node);
    text->is_optional = property_flag(loading, node, "optional", false);
    if (constant != NULL && constant->kind == NODE_SCALAR) {
        text->has_constant = true;
        text->constant = constant->text;
    }
    text->from_path = template_read(loading, node, "fromPath");
    text->with = node_text(node, "with");
    list_read(loading, node, "join", &text->parts, &text->part_count);
    if (text->part_count == 0) {
        list_read(loading, node, "digest", &text->parts, &text->part_count);
        text->is_digest = text->part_count > 0;
    }
    split_read(loading, text, node);
    text->pattern = template_read(loading, node, "pattern");
    text->pad = (unsigned)property_number(loading, node_get(node, "pad"),
                                          PAD_MAX, "a width from 0 to 32");
    fill_read(loading, text, node);
    values_read(loading, text, node);
    source_check(loading, text, node);
}

void date_form_read(struct loading *loading, struct date_form *form,
                    const struct node *node)
{
    static const char *const ways[] = {"year", "quarter", "month", NULL};
    static const enum period_kind kinds[] = {PERIOD_YEAR, PERIOD_QUARTER,
                                             PERIOD_MONTH};
    struct slice format = property_text(loading, node, "format");
    int way;

    if (format.len > 0 && slice_find(format, '%') < format.len)
        form->pattern = format;
    if (property_choice(loading, node, "granularity", ways, &way))
        form->granularity = kinds[way];
}

static struct amount factor_read(struct loading *loading,
                                 const struct node *node)
{
    const struct node *factor = node_get(node, "factor");
    struct amount value = amount_of(1);

    if (factor == NULL ||
        (amount_parse(factor->text, (struct amount_format){'.', 0}, &value) ==
             AMOUNT_OK &&
         amount_sign(value) > 0))
        return value;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, factor->place,
             factor->text, SLICE("a number above zero"));
    return amount_of(1);
}

static bool is_digit_or_sign(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+';
}

static void marks_read(struct loading *loading, struct amount_format *format,
                       const struct node *node)
{
    format->decimal = property_character(loading, node, "decimalChar", '.');
    format->group = property_character(loading, node, "groupChar", 0);
    if (format->decimal != format->group &&
        !is_digit_or_sign(format->decimal) && !is_digit_or_sign(format->group))
        return;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node_text(node, "name"),
             SLICE("a number whose decimal and group marks differ from each "
                   "other and from digits"));
    *format = (struct amount_format){'.', 0};
}

void number_form_read(struct loading *loading, struct number_form *form,
                      const struct node *node)
{
    static const char *const signs[] = {"as-written", "reversed", NULL};
    static const char *const negatives[] = {"leading", "parentheses",
                                            "trailing", NULL};
    const struct node *decimals = node_get(node, "decimals");
    int sign = 0;
    int negative = 0;

    marks_read(loading, &form->format, node);
    form->has_affixes = !property_flag(loading, node, "bareNumber", true);
    (void)property_choice(loading, node, "sign", signs, &sign);
    (void)property_choice(loading, node, "negative", negatives, &negative);
    form->is_reversed = sign == 1;
    form->trailing_minus = negative == 2;
    form->has_decimals = decimals != NULL;
    form->decimals = (uint8_t)property_number(
        loading, decimals, AMOUNT_SCALE_MAX, "decimals from 0 to 18");
    form->factor = factor_read(loading, node);
}
