/* One cell of a table, typed by its column. */
#include <stdio.h>
#include <string.h>

#include "model/reading.h"

struct slice column_quoted(const struct column *column, struct slice text)
{
    return column->personal ? SLICE("(withheld)") : text;
}

static bool may_begin_number(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '(';
}

static bool may_end_number(char c)
{
    return (c >= '0' && c <= '9') || c == ')' || c == '-';
}

/* U+2010 to U+2015, U+2212, U+FE63, U+FF0D: what may be meant as a minus. */
static bool has_dash(struct slice text)
{
    for (size_t i = 0; i + 3 <= text.len; i++) {
        struct slice at = slice_cut(text, i, i + 3);

        if ((slice_starts_with(at, SLICE("\xE2\x80")) &&
             (unsigned char)at.ptr[2] >= 0x90 &&
             (unsigned char)at.ptr[2] <= 0x95) ||
            slice_equal(at, SLICE("\xE2\x88\x92")) ||
            slice_equal(at, SLICE("\xEF\xB9\xA3")) ||
            slice_equal(at, SLICE("\xEF\xBC\x8D")))
            return true;
    }
    return false;
}

/* Between a sign or bracket and its number: "-£ 12", "(₱ 12)". */
static size_t unit_len(struct slice text, size_t from)
{
    size_t to = from;

    while (to < text.len && !may_begin_number(text.ptr[to]))
        to++;
    return to == text.len || has_dash(slice_cut(text, from, to)) ||
                   text.ptr[to] < '0' || text.ptr[to] > '9'
               ? 0
               : to - from;
}

#define NUMBER_TEXT_MAX 96 /* bytes of a number with its unit inside */

/* The sign that the cell begins with, or a bracket around all of it. */
static struct slice without_inner_unit(char *room, struct slice raw,
                                       struct slice number)
{
    bool is_signed = raw.ptr == number.ptr && number.len > 1 &&
                     (number.ptr[0] == '-' || number.ptr[0] == '+') &&
                     number.ptr[1] != ' ';
    bool is_bracketed = slice_starts_with(number, SLICE("(")) &&
                        slice_ends_with(number, SLICE(")"));
    size_t len = is_signed || is_bracketed ? unit_len(number, 1) : 0;

    if (len == 0 || number.len > NUMBER_TEXT_MAX)
        return number;
    room[0] = number.ptr[0];
    memcpy(room + 1, number.ptr + 1 + len, number.len - 1 - len);
    return (struct slice){room, number.len - len};
}

/* "Q 1,200.00" -> "1,200.00", "-£12" -> "-12". A minus apart from its digits,
 * or one that is no hyphen, is not lost: the number is then refused. */
static struct slice without_affixes(char *room, struct slice raw)
{
    size_t from = 0;
    size_t to = raw.len;

    while (from < to && !may_begin_number(raw.ptr[from]))
        from++;
    while (to > from && !may_end_number(raw.ptr[to - 1]))
        to--;
    return has_dash(slice_cut(raw, 0, from)) ||
                   has_dash(slice_cut(raw, to, raw.len))
               ? raw
               : without_inner_unit(room, raw, slice_cut(raw, from, to));
}

/* The number as it is meant: "12-", reversed signs, units. */
static bool number_make(const struct bound_field *bound, struct slice raw,
                        struct amount *out)
{
    const struct number_form *form = &bound->number;
    char room[NUMBER_TEXT_MAX];
    struct slice text = raw;
    bool is_negated = form->is_reversed;
    struct amount value;

    if (bound->has_plain_numbers)
        return amount_parse(raw, form->format, out) == AMOUNT_OK;
    if (form->has_affixes)
        text = without_affixes(room, raw);
    if (form->trailing_minus && slice_ends_with(text, SLICE("-"))) {
        text = slice_trim(slice_cut(text, 0, text.len - 1));
        is_negated = !is_negated;
        /* "-12-" says two things. */
        if (text.len > 0 && !(text.ptr[0] >= '0' && text.ptr[0] <= '9'))
            return false;
    }
    if (amount_parse(text, form->format, &value) != AMOUNT_OK)
        return false;
    if ((form->factor.coefficient != 1 || form->factor.scale != 0) &&
        !amount_multiply(value, form->factor, &value))
        return false;
    *out = is_negated ? amount_negate(value) : value;
    return true;
}

static unsigned digits_of(wide coefficient)
{
    unsigned digits = 0;

    for (; coefficient != 0; coefficient /= 10)
        digits++;
    return digits;
}

/* A double holds 15 decimal digits and the rest is noise. */
#define DOUBLE_DIGITS 15

/*
 * Is `value` what a binary fraction leaves of `rounded`? Then they differ by a
 * few units in the last place of a double: less than |value| / 2^50.
 */
static bool is_residue(struct amount value, struct amount rounded)
{
    struct amount difference;
    wide size = value.coefficient;

    if (digits_of(value.coefficient) < DOUBLE_DIGITS ||
        !amount_subtract(value, rounded, &difference) ||
        difference.scale != value.scale)
        return false;
    size = size < 0 ? -size : size;
    return (difference.coefficient < 0 ? -difference.coefficient
                                       : difference.coefficient) <= size >>
           50;
}

static void note(struct residue *residue, size_t kind, uint32_t *count,
                 struct slice raw, struct place place)
{
    size_t len = raw.len < sizeof(residue->example[kind]) - 1
                     ? raw.len
                     : sizeof(residue->example[kind]) - 1;

    if ((*count)++ > 0)
        return;
    residue->first[kind] = place;
    memcpy(residue->example[kind], raw.ptr, len);
    residue->example[kind][len] = '\0';
}

/* More decimals than are meant: rounded where they are noise, else kept. */
static void decimals_check(struct bound_field *bound, struct slice raw,
                           struct amount *value, struct place place)
{
    const struct number_form *form = &bound->number;
    struct residue *residue = &bound->residue;
    uint8_t limit = form->has_decimals ? form->decimals : MONEY_DECIMALS;
    struct amount rounded;

    if (value->scale <= limit || !amount_round(*value, limit, &rounded) ||
        amount_compare(*value, rounded) == 0)
        return;
    if (!is_residue(*value, rounded)) {
        if (form->has_decimals)
            note(residue, 2, &residue->longer, raw, place);
        return;
    }
    if (!form->has_decimals) {
        note(residue, 1, &residue->suspected, raw, place);
        return;
    }
    note(residue, 0, &residue->rounded, raw, place);
    *value = rounded;
}

static void report_count(struct diagnostics *diagnostics, enum diag_id id,
                         const struct column *column,
                         const struct bound_field *bound, size_t kind,
                         uint32_t count)
{
    char text[16];

    if (count == 0)
        return;
    (void)snprintf(text, sizeof(text), "%u", count);
    diag_add(diagnostics, id, bound->residue.first[kind], slice_of(text),
             bound->field->text.heading,
             column_quoted(column, slice_of(bound->residue.example[kind])));
}

void residue_report(struct diagnostics *diagnostics,
                    const struct column *column,
                    const struct bound_field *bound)
{
    report_count(diagnostics, DIAG_RESIDUE_ROUNDED, column, bound, 0,
                 bound->residue.rounded);
    report_count(diagnostics, DIAG_RESIDUE_SUSPECTED, column, bound, 1,
                 bound->residue.suspected);
    report_count(diagnostics, DIAG_DECIMALS_LONGER, column, bound, 2,
                 bound->residue.longer);
}

/* Would the text be a number if the descriptor said so? */
static bool is_number_with(const struct bound_field *bound, struct slice raw,
                           const struct number_form *form)
{
    struct bound_field other = {.field = bound->field, .number = *form};
    struct amount value;

    return number_make(&other, raw, &value);
}

/* The nearest way to write it that the text fits; false: none does. */
static bool form_find(const struct bound_field *bound, struct slice raw,
                      struct number_form *out)
{
    static const struct amount_format formats[] = {
        {'.', ','}, {',', 0},   {'.', 0},    {',', '.'},
        {'.', ' '}, {',', ' '}, {'.', '\''}, {',', '\''}};

    for (size_t n = 0; n < 4 * (COUNT_OF(formats) + 1); n++) {
        size_t format = n % (COUNT_OF(formats) + 1);
        size_t marks = n / (COUNT_OF(formats) + 1);

        *out = bound->number;
        out->trailing_minus |= marks % 2 == 1;
        out->has_affixes |= marks / 2 == 1;
        if (format > 0)
            out->format = formats[format - 1];
        if (is_number_with(bound, raw, out))
            return true;
    }
    return false;
}

/* What the number was to be like, and the keys that would let it be one. */
static void form_describe(const struct bound_field *bound, struct slice raw,
                          struct buf *out)
{
    const struct number_form *own = &bound->number;
    struct number_form form;
    const char *mark = "; it is one with ";

    if (own->format.group == 0)
        buf_add_format(out, "decimal mark '%c', no groups",
                       own->format.decimal);
    else
        buf_add_text(out, "decimal mark and groups as in the descriptor");
    if (!form_find(bound, raw, &form))
        return;
    if (form.format.decimal != own->format.decimal) {
        buf_add_format(out, "%s\"decimalChar\": \"%c\"", mark,
                       form.format.decimal);
        mark = ", ";
    }
    if (form.format.group != own->format.group && form.format.group != 0) {
        buf_add_format(out, "%s\"groupChar\": \"%c\"", mark, form.format.group);
        mark = ", ";
    }
    if (form.has_affixes && !own->has_affixes) {
        buf_add_format(out, "%s\"bareNumber\": false", mark);
        mark = ", ";
    }
    if (form.trailing_minus && !own->trailing_minus)
        buf_add_format(out, "%s\"negative\": \"trailing\"", mark);
}

static void number_refused(struct diagnostics *diagnostics,
                           const struct column *column,
                           const struct bound_field *bound, struct slice raw,
                           struct place place)
{
    struct buf form = BUF_INIT;

    if (diagnostics == NULL)
        return;
    form_describe(bound, raw, &form);
    diag_add(diagnostics, DIAG_NUMBER_INVALID, place,
             column_quoted(column, raw), bound->field->text.heading,
             buf_slice(&form));
    buf_release(&form);
}

static void number_read(struct diagnostics *diagnostics, struct column *column,
                        struct bound_field *bound, struct place place,
                        struct cell *cell)
{
    struct amount *number = &cell->is.number;

    if (!number_make(bound, cell->text, number)) {
        cell->state = CELL_REFUSED;
        number_refused(diagnostics, column, bound, cell->text, place);
        return;
    }
    if (number->scale > MONEY_DECIMALS || bound->number.has_decimals)
        decimals_check(bound, cell->text, number, place);
    if (number->scale > column->decimals)
        column->decimals = number->scale;
}

static struct period coarser(struct period period, enum period_kind kind)
{
    unsigned month = period_first_day(period).month;

    if (kind == PERIOD_NONE || kind >= period.kind)
        return period;
    if (kind == PERIOD_YEAR)
        return period_of_year(period.year);
    if (kind == PERIOD_MONTH)
        return period_of_month(period.year, (int)month);
    return (struct period){PERIOD_QUARTER, period.year,
                           (uint8_t)((month + 2) / 3), 0};
}

bool period_make(const struct column *column, const struct bound_field *bound,
                 struct slice raw, struct period *out)
{
    const struct date_form *form = &bound->field->date;
    struct date date;

    if (form->pattern.len > 0) {
        if (!period_scan(raw, form->pattern, out) ||
            (column->type == COLUMN_DATE && out->kind != PERIOD_DAY))
            return false;
    } else if (column->type == COLUMN_DATE) {
        if (!date_parse(raw, &date))
            return false;
        *out = period_of_day(date);
    } else if (!period_parse(raw, out)) {
        return false;
    }
    *out = coarser(*out, form->granularity);
    return true;
}

static void period_cell(struct diagnostics *diagnostics,
                        const struct column *column, struct bound_field *bound,
                        struct place place, struct cell *cell)
{
    struct slice raw = cell->text;

    if (raw.len == bound->known_len &&
        memcmp(raw.ptr, bound->known, raw.len) == 0) {
        cell->is.period = bound->known_period;
        return;
    }
    if (!period_make(column, bound, raw, &cell->is.period)) {
        cell->state = CELL_REFUSED;
        if (diagnostics != NULL)
            diag_add(diagnostics, DIAG_DATE_INVALID, place,
                     column_quoted(column, raw), bound->field->text.heading);
        return;
    }
    if (raw.len <= sizeof(bound->known)) {
        memcpy(bound->known, raw.ptr, raw.len);
        bound->known_len = raw.len;
        bound->known_period = cell->is.period;
    }
}

static enum cell_state missing_state(const struct column *column,
                                     struct slice raw)
{
    for (size_t i = 0; i < column->missing_count; i++)
        if (slice_equal(column->missing[i].text, raw))
            return column->missing[i].state;
    return raw.len == 0 ? CELL_EMPTY : CELL_PRESENT;
}

void cell_read(struct diagnostics *diagnostics, struct column *column,
               struct bound_field *bound, struct slice raw, struct place place,
               struct cell *cell)
{
    cell->text = slice_trim(raw);
    cell->state = missing_state(column, cell->text);
    if (cell->state != CELL_PRESENT) {
        cell->text = (struct slice){NULL, 0};
        return;
    }
    switch (column->type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        number_read(diagnostics, column, bound, place, cell);
        break;
    case COLUMN_DATE:
    case COLUMN_PERIOD:
        period_cell(diagnostics, column, bound, place, cell);
        break;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_DIMENSION:
        break;
    }
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool cell_read_quick(const struct column *column,
                     const struct bound_field *bound, struct slice raw,
                     struct cell *cell)
{
    if (raw.len == 0 || is_white(raw.ptr[0]) || is_white(raw.ptr[raw.len - 1]))
        return false;
    cell->text = raw;
    cell->state = CELL_PRESENT;
    switch (bound->quick) {
    case QUICK_TEXT:
        return true;
    case QUICK_NUMBER:
        return amount_parse_plain(raw, bound->number.format.decimal,
                                  &cell->is.number) &&
               cell->is.number.scale <= column->decimals &&
               cell->is.number.scale <= MONEY_DECIMALS;
    case QUICK_PERIOD:
        cell->is.period = bound->known_period;
        return raw.len == bound->known_len &&
               memcmp(raw.ptr, bound->known, raw.len) == 0;
    case QUICK_NONE:
        break;
    }
    return false;
}
