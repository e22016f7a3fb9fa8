/* Where the text of a field comes from: keys of a field in a descriptor. */
#include "model/field_source.h"

#include <string.h>

#include "model/property.h"

#define POSITION_MAX 16384
#define PAD_MAX 32
#define SPLIT_PARTS_MAX 16

/* "1210{}": exactly one pair of braces. */
static bool is_template(struct slice text)
{
    size_t open = slice_find(text, '{');
    struct slice rest = slice_cut(text, open, text.len);

    return slice_starts_with(rest, SLICE("{}")) &&
           slice_find(slice_cut(rest, 2, rest.len), '{') == rest.len - 2;
}

static struct slice template_read(struct loading *loading,
                                  const struct node *node, const char *key)
{
    const struct node *template =
        property_of_kind(loading, node, key, NODE_SCALAR);

    if (template == NULL)
        return (struct slice){NULL, 0};
    if (is_template(template->text))
        return template->text;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, template->place,
             template->text, SLICE("a text with {} where the value stands"));
    return (struct slice){NULL, 0};
}

static void split_read(struct loading *loading, struct field_text *text,
                       const struct node *node)
{
    static const char *const known[] = {"at", "part", "parts", NULL};
    const struct node *split =
        property_of_kind(loading, node, "split", NODE_MAP);
    const struct node *parts;

    if (split == NULL)
        return;
    parts = node_get(split, "parts");
    node_check_keys(loading->diagnostics, split, known, "split");
    text->split_at = property_text(loading, split, "at");
    text->split_part = (unsigned)property_ordinal(
        loading, node_get(split, "part"), SPLIT_PARTS_MAX,
        "which part of the cell, from 1");
    text->split_parts = parts == NULL
                            ? 2
                            : (unsigned)property_ordinal(
                                  loading, parts, SPLIT_PARTS_MAX,
                                  "how many parts a cell has, at most 16");
    if (text->split_part > text->split_parts && text->split_parts > 0) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                 node_get(split, "part")->place,
                 arena_format(loading->arena, "%u", text->split_part),
                 parts == NULL
                     ? SLICE("1 or 2; \"parts\" says of how many")
                     : arena_format(loading->arena, "one of the %u \"parts\"",
                                    text->split_parts));
        text->split_part = 0;
        return;
    }
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

        if (n->kind != NODE_SCALAR)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     n->key, SLICE("a text with the text that replaces it"));
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

static void parts_read(struct loading *loading, struct field_text *text,
                       const struct node *node)
{
    const struct node *digest = node_get(node, "digest");

    text->is_digest = digest != NULL;
    text->with = property_text(loading, node, "with");
    property_texts(loading, node, text->is_digest ? "digest" : "join",
                   &text->parts, &text->part_count);
}

/* More than one answer to where the text comes from is none. */
static void source_check(struct loading *loading, const struct field_text *text,
                         const struct node *node)
{
    int sources = text->has_constant + (text->from_path.len > 0) +
                  (node_get(node, "join") != NULL) + text->is_digest +
                  (text->position > 0);

    if (sources > 1)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 text->heading,
                 SLICE("a field with one source: column, constant, fromPath, "
                       "join or digest"));
}

void field_source_read(struct loading *loading, struct field_text *text,
                       const struct node *node)
{
    const struct node *constant =
        property_of_kind(loading, node, "constant", NODE_SCALAR);

    text->heading = property_text(loading, node, "name");
    property_texts(loading, node, "aliases", &text->aliases,
                   &text->alias_count);
    text->position = (uint32_t)property_ordinal(
        loading, node_get(node, "column"), POSITION_MAX,
        "the position of a column, from 1");
    text->is_optional = property_flag(loading, node, "optional", false);
    if (constant != NULL) {
        text->has_constant = true;
        text->constant = constant->text;
    }
    text->from_path = template_read(loading, node, "fromPath");
    parts_read(loading, text, node);
    split_read(loading, text, node);
    text->pattern = template_read(loading, node, "pattern");
    text->pad = (unsigned)property_number(loading, node_get(node, "pad"),
                                          PAD_MAX, "a width from 0 to 32");
    fill_read(loading, text, node);
    values_read(loading, text, node);
    source_check(loading, text, node);
}

/* Marks that are known, among them a year, and a month beside a day. */
static bool is_date_pattern(struct slice pattern)
{
    static const char marks[] = "YymdqHMS%";
    bool has[sizeof(marks)] = {false};

    for (size_t i = 0; i < pattern.len; i++) {
        const char *mark;

        if (pattern.ptr[i] != '%')
            continue;
        if (++i == pattern.len ||
            (mark = memchr(marks, pattern.ptr[i], sizeof(marks) - 1)) == NULL)
            return false;
        has[mark - marks] = true;
    }
    return (has[0] || has[1]) && (!has[3] || has[2]);
}

void date_form_read(struct loading *loading, struct date_form *form,
                    const struct node *node)
{
    static const char *const ways[] = {"year", "quarter", "month", NULL};
    static const enum period_kind kinds[] = {PERIOD_YEAR, PERIOD_QUARTER,
                                             PERIOD_MONTH};
    struct slice format = property_text(loading, node, "format");
    int way;

    if (property_choice(loading, node, "granularity", ways, &way))
        form->granularity = kinds[way];
    if (format.len == 0 || slice_equal_text(format, "default"))
        return;
    if (is_date_pattern(format))
        form->pattern = format;
    else
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID,
                 node_get(node, "format")->place, format,
                 SLICE("a format with a year, of %Y, %y, %q, %m, %d, %H, %M "
                       "and %S"));
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
             node_text(node, "name"), SLICE(MARKS_EXPECTED));
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
