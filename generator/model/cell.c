/* One cell of a table, typed by its column. */
#include "model/internal.h"

/* What was meant to stay inside is not quoted in a finding either. */
static struct slice quoted(const struct column *column, struct slice raw)
{
    return column->personal ? SLICE("(withheld)") : raw;
}

static struct cell refused(struct slice raw)
{
    return (struct cell){.state = CELL_REFUSED, .text = raw};
}

static struct cell number_read(struct diagnostics *diagnostics,
                               struct column *column, struct slice raw,
                               struct place place)
{
    struct cell cell = {.state = CELL_PRESENT, .text = raw};
    char marks[] = "decimal mark '.', no groups";

    if (amount_parse(raw, column->format, &cell.is.number) == AMOUNT_OK) {
        if (cell.is.number.scale > column->decimals)
            column->decimals = cell.is.number.scale;
        return cell;
    }
    marks[14] = column->format.decimal;
    diag_add(diagnostics, DIAG_NUMBER_INVALID, place, quoted(column, raw),
             column->heading,
             column->format.group == 0
                 ? slice_of(marks)
                 : SLICE("decimal mark and groups as in the descriptor"));
    return refused(raw);
}

static struct cell period_cell(struct diagnostics *diagnostics,
                               const struct column *column, struct slice raw,
                               struct place place)
{
    struct cell cell = {.state = CELL_PRESENT, .text = raw};
    struct date date;

    if (column->type == COLUMN_PERIOD && period_parse(raw, &cell.is.period))
        return cell;
    if (column->type == COLUMN_DATE && date_parse(raw, &date)) {
        cell.is.period = period_of_day(date);
        return cell;
    }
    diag_add(diagnostics, DIAG_DATE_INVALID, place, quoted(column, raw),
             column->heading);
    return refused(raw);
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
                      struct slice raw, struct place place)
{
    struct cell cell = {.state = CELL_PRESENT, .text = slice_trim(raw)};
    enum cell_state state;

    if (missing_state(column, cell.text, &state))
        return (struct cell){.state = state};
    switch (column->type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        return number_read(diagnostics, column, cell.text, place);
    case COLUMN_DATE:
    case COLUMN_PERIOD:
        return period_cell(diagnostics, column, cell.text, place);
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
