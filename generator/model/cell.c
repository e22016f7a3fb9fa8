/* One cell of a table, typed by its column. */
#include <stdio.h>
#include <string.h>

#include "model/reading.h"

/* What was meant to stay inside is not quoted in a finding either. */
static struct slice quoted(const struct column *column, struct slice raw)
{
    return column->personal ? SLICE("(withheld)") : raw;
}

static struct cell refused(struct slice raw)
{
    return (struct cell){.state = CELL_REFUSED, .text = raw};
}

static bool may_begin_number(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '(';
}

static bool may_end_number(char c)
{
    return (c >= '0' && c <= '9') || c == ')' || c == '-';
}

/* "Q 1,200.00" -> "1,200.00". A minus apart from its digits is not lost: the
 * number is then refused. */
static struct slice without_affixes(struct slice raw)
{
    size_t from = 0;
    size_t to = raw.len;

    while (from < to && !may_begin_number(raw.ptr[from]))
        from++;
    while (to > from && !may_end_number(raw.ptr[to - 1]))
        to--;
    return slice_cut(raw, from, to);
}

/* The number as it is meant: "12-", reversed signs, units. */
static bool number_make(const struct number_form *form, struct slice raw,
                        struct amount *out)
{
    struct slice text = form->has_affixes ? without_affixes(raw) : raw;
    bool is_negated = form->is_reversed;
    struct amount value;

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
#define MONEY_DECIMALS 4

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
                                       : difference.coefficient) <= size >> 50;
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
                         const struct residue *residue, size_t kind,
                         uint32_t count)
{
    char text[16];

    if (count == 0)
        return;
    (void)snprintf(text, sizeof(text), "%u", count);
    diag_add(diagnostics, id, residue->first[kind], slice_of(text),
             column->heading, slice_of(residue->example[kind]));
}

void residue_report(struct diagnostics *diagnostics,
                    const struct column *column, const struct residue *residue)
{
    report_count(diagnostics, DIAG_RESIDUE_ROUNDED, column, residue, 0,
                 residue->rounded);
    report_count(diagnostics, DIAG_RESIDUE_SUSPECTED, column, residue, 1,
                 residue->suspected);
    report_count(diagnostics, DIAG_DECIMALS_LONGER, column, residue, 2,
                 residue->longer);
}

static struct cell number_read(struct diagnostics *diagnostics,
                               struct column *column, struct bound_field *bound,
                               struct slice raw, struct place place)
{
    const struct amount_format format = bound->number.format;
    struct cell cell = {.state = CELL_PRESENT, .text = raw};
    char marks[] = "decimal mark '.', no groups";

    if (number_make(&bound->number, raw, &cell.is.number)) {
        if (cell.is.number.scale > 0)
            decimals_check(bound, raw, &cell.is.number, place);
        if (cell.is.number.scale > column->decimals)
            column->decimals = cell.is.number.scale;
        return cell;
    }
    marks[14] = format.decimal;
    if (diagnostics == NULL)
        return refused(raw);
    diag_add(diagnostics, DIAG_NUMBER_INVALID, place, quoted(column, raw),
             column->heading,
             format.group == 0
                 ? slice_of(marks)
                 : SLICE("decimal mark and groups as in the descriptor"));
    return refused(raw);
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

static bool period_make(const struct column *column,
                        const struct bound_field *bound, struct slice raw,
                        struct period *out)
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

static struct cell period_cell(struct diagnostics *diagnostics,
                               const struct column *column,
                               struct bound_field *bound, struct slice raw,
                               struct place place)
{
    struct cell cell = {.state = CELL_PRESENT, .text = raw};

    if (raw.len == bound->known_len &&
        memcmp(raw.ptr, bound->known, raw.len) == 0) {
        cell.is.period = bound->known_period;
        return cell;
    }
    if (!period_make(column, bound, raw, &cell.is.period)) {
        if (diagnostics != NULL)
            diag_add(diagnostics, DIAG_DATE_INVALID, place, quoted(column, raw),
                     column->heading);
        return refused(raw);
    }
    if (raw.len <= sizeof(bound->known)) {
        memcpy(bound->known, raw.ptr, raw.len);
        bound->known_len = raw.len;
        bound->known_period = cell.is.period;
    }
    return cell;
}

static bool missing_state(const struct column *column, struct slice raw,
                          enum cell_state *state)
{
    for (size_t i = 0; i < column->missing_count; i++)
        if (slice_equal(column->missing[i].text, raw)) {
            *state = column->missing[i].state;
            return true;
        }
    *state = CELL_EMPTY;
    return raw.len == 0;
}

struct cell cell_read(struct diagnostics *diagnostics, struct column *column,
                      struct bound_field *bound, struct slice raw,
                      struct place place)
{
    struct cell cell = {.state = CELL_PRESENT, .text = slice_trim(raw)};
    enum cell_state state;

    if (missing_state(column, cell.text, &state))
        return (struct cell){.state = state};
    switch (column->type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        return number_read(diagnostics, column, bound, cell.text, place);
    case COLUMN_DATE:
    case COLUMN_PERIOD:
        return period_cell(diagnostics, column, bound, cell.text, place);
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_DIMENSION:
        break;
    }
    return cell;
}
