/*
 * Values of columns against the types and constraints of their fields (Table
 * Schema of Data Package v2). Each different value of a column is looked at
 * once.
 */
#include <regex.h>

#include "verify/internal.h"

#define TEXT_MAX 60 /* of a value in a sentence, in bytes */
#define PATTERN_MAX 1000

struct field {
    const struct table *table;
    const struct column *column;
    const struct json *constraints;
    struct slice type;
    bool has_pattern;
    regex_t pattern;
};

static void wrong(struct root *root, const struct field *field, size_t value,
                  const char *what, struct slice wanted)
{
    const struct table *table = field->table;
    const struct column *column = field->column;
    size_t row = 0;

    while (row < table->row_count && column->rows.items[row] != value)
        row++;
    verify_fault(
        root, table->path, table->starts.items[row],
        "\"" SLICE_FORMAT "\" in the column \"" SLICE_FORMAT
        "\" is %s" SLICE_FORMAT,
        SLICE_ARGS(slice_cut(column->values.items[value].text, 0, TEXT_MAX)),
        SLICE_ARGS(column->name), what, SLICE_ARGS(wanted));
}

/* --- types --- */

static bool is_whole_number(struct slice text)
{
    size_t at = text.len > 0 && text.ptr[0] == '-';

    if (at == text.len)
        return false;
    for (; at < text.len; at++)
        if (text.ptr[at] < '0' || text.ptr[at] > '9')
            return false;
    return true;
}

static bool is_number(struct slice text)
{
    struct amount number;

    return amount_parse(text, (struct amount_format){'.', 0}, &number) ==
           AMOUNT_OK;
}

static bool is_date(struct slice text)
{
    struct date date;

    return date_parse(text, &date);
}

static bool is_period(struct slice text)
{
    struct period period;

    return period_parse(text, &period);
}

static bool is_boolean(struct slice text)
{
    return slice_equal_text(text, "true") || slice_equal_text(text, "false");
}

static bool is_year(struct slice text)
{
    return text.len == 4 && is_whole_number(text);
}

static bool is_anything(struct slice text)
{
    (void)text;
    return true;
}

static const struct {
    const char *name;
    bool (*fits)(struct slice text);
} types[] = {
    {"string", is_anything},
    {"any", is_anything},
    {"number", is_number},
    {"date", is_date},
    {"year", is_year},
    {"boolean", is_boolean},
    {"integer", is_whole_number},
};

static void type_check(struct root *root, const struct field *field)
{
    bool (*fits)(struct slice) = NULL;

    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (slice_equal_text(field->type, types[i].name))
            fits = types[i].fits;
    if (fits == NULL) {
        verify_fault(root, field->table->path, 0,
                     "the column \"" SLICE_FORMAT
                     "\" is of the type \"" SLICE_FORMAT
                     "\", which is none that is checked",
                     SLICE_ARGS(field->column->name), SLICE_ARGS(field->type));
        return;
    }
    for (size_t i = 0; i < field->column->values.count; i++) {
        const struct value *value = &field->column->values.items[i];

        if (value->kind == CELL_PRESENT && !fits(value->text))
            wrong(root, field, i, "no ", field->type);
        else if (value->kind == CELL_PRESENT &&
                 slice_equal_text(field->column->type, "period") &&
                 !is_period(value->text))
            wrong(root, field, i, "no ", SLICE("period"));
    }
}

/* --- constraints --- */

/* Numbers and dates by value, texts by bytes. */
static int compare(const struct field *field, struct slice a, struct slice b)
{
    struct amount first;
    struct amount second;
    const struct amount_format plain = {'.', 0};

    if ((slice_equal_text(field->type, "number") ||
         slice_equal_text(field->type, "integer")) &&
        amount_parse(a, plain, &first) == AMOUNT_OK &&
        amount_parse(b, plain, &second) == AMOUNT_OK)
        return amount_compare(first, second);
    return slice_compare(a, b);
}

static bool is_one_of(const struct field *field, const struct json *list,
                      struct slice text)
{
    for (const struct json *item = list->first; item != NULL; item = item->next)
        if (compare(field, item->text, text) == 0)
            return true;
    return false;
}

static bool matches(struct root *root, const struct field *field,
                    struct slice text)
{
    return regexec(&field->pattern, arena_text(&root->scratch, text), 0, NULL,
                   0) == 0;
}

static size_t length_of(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

/* Code points against "minLength" or "maxLength". */
static bool length_breaks(const struct json *limit, struct slice text, int sign)
{
    struct amount wanted;
    struct amount found = amount_of((int64_t)length_of(text));

    return limit != NULL &&
           amount_parse(limit->text, (struct amount_format){'.', 0}, &wanted) ==
               AMOUNT_OK &&
           amount_compare(found, wanted) * sign > 0;
}

static void value_check(struct root *root, const struct field *field,
                        size_t index)
{
    const struct json *all = field->constraints;
    struct slice text = field->column->values.items[index].text;
    const struct json *minimum = verify_json_member(all, "minimum");
    const struct json *maximum = verify_json_member(all, "maximum");
    const struct json *list = verify_json_member(all, "enum");

    if (list != NULL && !is_one_of(field, list, text))
        wrong(root, field, index, "none of the values that are allowed",
              SLICE(""));
    if (minimum != NULL && compare(field, text, minimum->text) < 0)
        wrong(root, field, index, "less than ", minimum->text);
    if (maximum != NULL && compare(field, text, maximum->text) > 0)
        wrong(root, field, index, "more than ", maximum->text);
    if (field->has_pattern && !matches(root, field, text))
        wrong(root, field, index, "not of the form ",
              verify_json_text(all, "pattern"));
    if (length_breaks(verify_json_member(all, "minLength"), text, -1))
        wrong(root, field, index, "too short", SLICE(""));
    if (length_breaks(verify_json_member(all, "maxLength"), text, 1))
        wrong(root, field, index, "too long", SLICE(""));
}

static bool is_true(const struct json *constraints, const char *key)
{
    const struct json *member = verify_json_member(constraints, key);

    return member != NULL && slice_equal_text(member->text, "true");
}

/* The number of present cells is that of present values. */
static bool is_unique(const struct field *field)
{
    const struct column *column = field->column;
    size_t cells = 0;
    size_t values = 0;

    for (size_t i = 0; i < column->rows.count; i++)
        cells +=
            column->values.items[column->rows.items[i]].kind == CELL_PRESENT;
    for (size_t i = 0; i < column->values.count; i++)
        values += column->values.items[i].kind == CELL_PRESENT;
    return cells == values;
}

/* Repeats of repeats could take all memory: such a pattern is not tried. */
static bool is_modest(struct slice pattern)
{
    for (size_t i = 1; i < pattern.len; i++)
        if (pattern.ptr[i] == '{' &&
            (pattern.ptr[i - 1] == ')' || pattern.ptr[i - 1] == '}'))
            return false;
    return pattern.len <= PATTERN_MAX;
}

static void constraints_check(struct root *root, struct field *field)
{
    struct slice pattern = verify_json_text(field->constraints, "pattern");
    struct slice whole =
        ARENA_CONCAT(&root->scratch, SLICE("^("), pattern, SLICE(")$"));

    field->has_pattern =
        pattern.len > 0 && is_modest(pattern) &&
        regcomp(&field->pattern, whole.ptr, REG_EXTENDED | REG_NOSUB) == 0;
    if (pattern.len > 0 && !field->has_pattern)
        verify_fault(root, field->table->path, 0,
                     "the column \"" SLICE_FORMAT
                     "\" has a pattern that cannot be read: " SLICE_FORMAT,
                     SLICE_ARGS(field->column->name), SLICE_ARGS(pattern));
    for (size_t i = 0; i < field->column->values.count; i++) {
        if (field->column->values.items[i].kind == CELL_PRESENT)
            value_check(root, field, i);
        else if (is_true(field->constraints, "required"))
            wrong(root, field, i, "no value, and one is required", SLICE(""));
    }
    if (is_true(field->constraints, "unique") && !is_unique(field))
        verify_fault(root, field->table->path, 0,
                     "the column \"" SLICE_FORMAT
                     "\" has a value twice, and is said to have each once",
                     SLICE_ARGS(field->column->name));
    if (field->has_pattern)
        regfree(&field->pattern);
}

void verify_fields(struct root *root, const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        struct field field = {
            .table = table,
            .column = column,
            .constraints = verify_json_member(column->field, "constraints"),
            .type = verify_json_text(column->field, "type")};

        arena_reset(&root->scratch);
        if (field.type.len == 0)
            field.type = SLICE("string"); /* the standard's default: any */
        type_check(root, &field);
        if (field.constraints != NULL)
            constraints_check(root, &field);
    }
}
