/* A record of a file: left out, or typed and kept, as one row or several. */
#include "model/reading.h"

#include <stdio.h>

#include "model/condition.h"
#include "model/equivalence.h"

struct place reading_place(const struct reading *reading, size_t column,
                           struct place place)
{
    place.field = reading->account->fields[column];
    return place;
}

void require_value(struct reading *reading, size_t column, struct place place)
{
    const struct table *table = reading->table;

    if (!reading->is_quiet)
        diag_add(reading->loading->diagnostics, DIAG_VALUE_REQUIRED,
                 reading_place(reading, column, place),
                 table->columns.items[column].heading, table->name);
}

/* The first exclusion, in the order declared, that fits the record. */
static struct exclusion *excluded_by(struct reading *reading,
                                     const struct slice *raw)
{
    struct table *table = reading->table;

    for (size_t e = 0; e < table->exclusions.count; e++)
        if (!table->exclusions.items[e].is_consent &&
            conditions_hold(&table->exclusions.items[e].when, reading->called,
                            reading->column_count, raw))
            return &table->exclusions.items[e];
    return NULL;
}

static struct exclusion *consent_asked(const struct table *table)
{
    for (size_t e = 0; e < table->exclusions.count; e++)
        if (table->exclusions.items[e].is_consent)
            return &table->exclusions.items[e];
    return NULL;
}

static struct place field_place(const struct bound_field *bound,
                                struct place place)
{
    int at = bound->parts != NULL ? bound->parts[0] : bound->at;

    place.field = (uint16_t)(at + 1);
    return place;
}

/* The text of a field typed into a column; a fault leaves the record unused. */
static void cell_take(struct reading *reading, struct bound_field *bound,
                      size_t column, const struct slice *raw,
                      struct place place)
{
    struct cell *cell = &reading->cells[column];
    struct slice text = bound->fixed;

    if (bound->quick != QUICK_NONE &&
        cell_read_quick(&reading->table->columns.items[column], bound,
                        raw[bound->at], cell))
        return;
    if (bound->is_plain && !bound->is_fixed) {
        if (bound->at < 0)
            return;
        text = raw[bound->at];
    } else if (!bound->is_fixed &&
               !field_text_make(reading, bound, raw, field_place(bound, place),
                                &text)) {
        cell->state = CELL_REFUSED;
        reading->is_whole = false;
        return;
    }
    cell_read(reading->is_quiet ? NULL : reading->loading->diagnostics,
              &reading->table->columns.items[column], bound, text,
              field_place(bound, place), cell);
    if (cell->state == CELL_REFUSED)
        reading->is_whole = false;
}

static void check_required(struct reading *reading, struct place place)
{
    for (size_t i = 0; i < reading->required_count; i++) {
        enum cell_state state = reading->cells[reading->required[i]].state;

        if (state == CELL_PRESENT || state == CELL_REFUSED)
            continue;
        require_value(reading, reading->required[i], place);
        reading->is_whole = false;
    }
}

/* The cells that every row of the record shares. */
static void common_read(struct reading *reading, const struct slice *raw,
                        struct place place)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->columns.count; i++) {
        reading->cells[i].state = CELL_EMPTY;
        reading->cells[i].text = (struct slice){NULL, 0};
    }
    reading->is_whole = true;
    for (size_t i = 0; i < table->fields.count; i++)
        if (!reading->fields[i].is_timed)
            cell_take(reading, &reading->fields[i],
                      reading->fields[i].field->column, raw, place);
}

/* Which of the currency's columns; -1, after a finding, when it is no other. */
static int currency_offset(struct reading *reading, struct place place)
{
    const struct table *table = reading->table;
    const struct cell *cell;

    if (table->currencies.count == 0 || reading->currency < 0)
        return 0;
    cell = &reading->cells[reading->currency];
    for (size_t c = 0; c < table->currencies.count; c++)
        if (cell->state == CELL_PRESENT &&
            slice_equal(cell->text, table->currencies.items[c].code))
            return (int)c;
    if (!reading->is_quiet)
        diag_add(reading->loading->diagnostics, DIAG_CURRENCY_OTHER,
                 reading_place(reading, (size_t)reading->currency, place),
                 cell->text, table->name, table->currencies.items[0].name);
    return -1;
}

/* Stages as rows: the column of the row's stage; -1 after a finding. */
static int stage_column(struct reading *reading,
                        const struct bound_field *bound,
                        const struct slice *raw, struct place place)
{
    const struct field *field = bound->field;
    struct slice stage = bound->stage_at >= 0 ? slice_trim(raw[bound->stage_at])
                                              : (struct slice){NULL, 0};
    struct map names;

    if (field->stage_heading.len == 0)
        return (int)field->column;
    map_init(&names, &reading->scratch);
    for (size_t i = 0; i < field->stage_count; i++) {
        if (slice_equal(field->stages[i].text, stage))
            return (int)field->stages[i].column;
        (void)map_put(&names, field->stages[i].text, &names);
    }
    place.field = (uint16_t)(bound->stage_at + 1);
    if (!reading->is_quiet)
        diag_add(reading->loading->diagnostics, DIAG_STAGE_TEXT_UNKNOWN, place,
                 stage, field->stage_heading, map_nearest_name(&names, stage));
    return -1;
}

/* What the time before left in the cells. */
static void amounts_clear(struct reading *reading)
{
    for (size_t i = 0; i < reading->table->columns.count; i++)
        if (reading->table->columns.items[i].type == COLUMN_AMOUNT)
            reading->cells[i].state = CELL_EMPTY;
    for (size_t i = 0; i < reading->table->fields.count; i++)
        if (reading->fields[i].is_timed)
            reading->cells[reading->fields[i].field->column].state = CELL_EMPTY;
}

/* Read before: what its numbers look like has been counted. */
static void cell_take_again(struct reading *reading, struct bound_field *bound,
                            size_t column, const struct slice *raw,
                            struct place place)
{
    struct residue counted = bound->residue;

    cell_take(reading, bound, column, raw, place);
    bound->residue = counted;
}

static void amounts_read(struct reading *reading, size_t v, int currency,
                         const struct slice *raw, struct place place)
{
    struct table *table = reading->table;

    if (reading->variant_count > 1)
        amounts_clear(reading);
    for (size_t i = 0; i < table->fields.count; i++) {
        struct bound_field *bound = &reading->fields[i];
        bool is_amount =
            table->columns.items[bound->field->column].type == COLUMN_AMOUNT;
        int at = (int)bound->field->column;

        if (!bound->is_timed ||
            (bound->variant != v && bound->variant != VARIANT_EACH))
            continue;
        if (is_amount)
            at = stage_column(reading, bound, raw, place);
        if (at < 0)
            reading->is_whole = false;
        else
            (reading->is_again ? cell_take_again : cell_take)(
                reading, bound, (size_t)(is_amount ? at + currency : at), raw,
                place);
    }
}

/* Months count from the start of the fiscal year. */
static struct period month_of_year(const struct reading *reading, int year,
                                   unsigned month)
{
    unsigned start = reading->loading->portal->fiscal_month;

    return period_of_month(start > 1 && month < start ? year + 1 : year,
                           (int)month);
}

/* The time of a variant, or of the file, goes into the period column. */
static void period_take(struct reading *reading, const struct variant *variant)
{
    struct period usual = reading->account->form.period;
    struct cell *cell;
    struct period period = variant->period;

    if (reading->period < 0)
        return;
    if (usual.kind == PERIOD_NONE)
        usual = reading->table->period;
    cell = &reading->cells[reading->period];
    if (cell->state == CELL_PRESENT)
        usual = cell->is.period;
    if (variant->month > 0 && usual.kind != PERIOD_NONE)
        period = month_of_year(reading, usual.year, variant->month);
    else if (period.kind == PERIOD_NONE && cell->state != CELL_PRESENT)
        period = usual;
    if (period.kind == PERIOD_NONE)
        return;
    *cell = (struct cell){.state = CELL_PRESENT, .is.period = period};
}

static void period_text(struct reading *reading)
{
    struct cell *cell;
    struct buf text = BUF_INIT;

    if (reading->period < 0)
        return;
    cell = &reading->cells[reading->period];
    if (cell->state != CELL_PRESENT || cell->text.ptr != NULL)
        return;
    period_write(&text, cell->is.period);
    cell->text = arena_take(&reading->scratch, &text);
}

/* Years as columns of a list: an empty cell is no row. */
static bool variant_says(const struct reading *reading)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->fields.count; i++)
        if (reading->fields[i].is_timed &&
            reading->cells[table->fields.items[i].column].state == CELL_PRESENT)
            return true;
    return table->cube != NULL;
}

static void variant_read(struct reading *reading, size_t v, int currency,
                         const struct cell *period, const struct slice *raw,
                         struct place place)
{
    if (reading->period >= 0)
        reading->cells[reading->period] = *period;
    amounts_read(reading, v, currency, raw, place);
    period_take(reading, &reading->variants[v]);
    period_text(reading);
    if (reading->variant_count == 1 || variant_says(reading))
        check_required(reading, place);
}

static bool row_is_usable(struct reading *reading, struct place place)
{
    if (reading->table->cube != NULL && !fact_is_usable(reading, place))
        return false;
    return !row_key_taken(reading->loading, reading->table, reading->cells,
                          place, reading->is_quiet);
}

/* A record whose first time is refused is refused whole, before any is kept. */
static bool all_variants_are_whole(struct reading *reading, int currency,
                                   const struct cell *period,
                                   const struct slice *raw, struct place place)
{
    for (size_t v = 0; v < reading->variant_count; v++)
        variant_read(reading, v, currency, period, raw, place);
    return reading->is_whole;
}

/* False when the reader wants no more. */
static bool rows_keep(struct reading *reading, int currency,
                      const struct cell *period, const struct slice *raw,
                      struct place place)
{
    enum outcome left_out =
        reading->table->is_distinct ? OUTCOME_REPEATED : OUTCOME_REFUSED;
    bool used = false;

    for (size_t v = 0; v < reading->variant_count; v++) {
        reading->is_again = true;
        if (reading->variant_count > 1)
            variant_read(reading, v, currency, period, raw, place);
        reading->is_again = false;
        if (reading->variant_count > 1 && !variant_says(reading))
            continue;
        if (!row_is_usable(reading, place)) {
            outcome_amounts(reading, left_out, NULL);
            continue;
        }
        if (reading->table->to_date != NULL)
            to_date_convert(reading, place);
        if (!equivalence_keep(reading, place))
            return false;
        reading->account->rows++;
        used = true;
        outcome_amounts(reading, OUTCOME_USED, NULL);
        if (reading->table->subtotals != NULL && !reading->is_quiet)
            subtotal_add_part(reading);
    }
    outcome_count(reading, used ? OUTCOME_USED : left_out, NULL);
    return true;
}

/* Of a list, to be compared with its rows (check/list_totals.c). */
static void list_keep_total(struct reading *reading, const struct exclusion *by,
                            struct place place)
{
    struct arena *arena = reading->loading->arena;
    struct table *table = reading->table;
    struct cell *cells = ARENA_ARRAY(arena, table->columns.count, struct cell);
    struct total_row total = {.row = {cells, place}, .by = by};

    for (size_t i = 0; i < table->columns.count; i++) {
        cells[i] = reading->cells[i];
        cells[i].text = arena_copy(arena, cells[i].text);
    }
    ARENA_PUSH(arena, &table->totals, total);
}

/* Rows left out are read for their amounts; totals are kept to be checked. */
static void leave_out(struct reading *reading, enum outcome outcome,
                      struct exclusion *exclusion, const struct slice *raw,
                      struct place place)
{
    bool quiet = reading->is_quiet;
    struct cell period;
    int currency;

    outcome_count(reading, outcome, exclusion);
    if (quiet)
        return;
    /* What is not used need not be a number. */
    reading->is_quiet = outcome == OUTCOME_EXCLUDED;
    if (outcome != OUTCOME_SUBTOTAL) /* whose cells have been read */
        common_read(reading, raw, place);
    currency = currency_offset(reading, place);
    period = reading->period >= 0 ? reading->cells[reading->period]
                                  : (struct cell){.state = CELL_EMPTY};
    for (size_t v = 0; v < reading->variant_count && currency >= 0; v++) {
        variant_read(reading, v, currency, &period, raw, place);
        if (reading->table->to_date != NULL && outcome != OUTCOME_EXCLUDED)
            to_date_convert(reading, place);
        outcome_amounts(reading, outcome, exclusion);
        if (outcome == OUTCOME_SUBTOTAL)
            subtotal_state(reading);
        if (outcome == OUTCOME_TOTAL && reading->table->cube != NULL &&
            reading->is_whole && fact_is_usable(reading, place))
            fact_keep_total(reading, place);
        if (outcome == OUTCOME_TOTAL && !table_is_fact(reading->table))
            list_keep_total(reading, exclusion, place);
    }
    reading->is_quiet = quiet;
}

/* With all its amounts that are numbers; what is wrong has been found. */
static void refuse(struct reading *reading, int currency,
                   const struct cell *period, const struct slice *raw,
                   struct place place)
{
    bool quiet = reading->is_quiet;

    outcome_count(reading, OUTCOME_REFUSED, NULL);
    reading->is_quiet = true;
    reading->is_again = true;
    for (size_t v = 0; v < reading->variant_count && currency >= 0; v++) {
        variant_read(reading, v, currency, period, raw, place);
        outcome_amounts(reading, OUTCOME_REFUSED, NULL);
    }
    reading->is_again = false;
    reading->is_quiet = quiet;
}

static bool claimed(struct reading *reading, struct place place,
                    enum claim claim)
{
    if (reading->is_quiet)
        return claim != CLAIM_USED ||
               claim_stands(reading->loading, reading->table,
                            reading->account->path, place);
    return claim_row(reading->loading, reading->table, reading->account->path,
                     place, claim);
}

/* A text under no heading: nobody can ask for it, so it is said once. */
static void check_unnamed(struct reading *reading, const struct slice *raw,
                          struct place place)
{
    char name[32];

    for (size_t i = 0; i < reading->unnamed_count; i++) {
        size_t at = reading->unnamed[i];

        if (slice_trim(raw[at]).len == 0)
            continue;
        (void)snprintf(name, sizeof(name), "(column %zu)", at + 1);
        place.field = (uint16_t)(at + 1);
        diag_add(reading->loading->diagnostics, DIAG_COLUMN_UNDECLARED, place,
                 slice_of(name));
        reading->unnamed[i--] = reading->unnamed[--reading->unnamed_count];
    }
}

/* As below, for a file that asks for nothing but its cells. */
static bool simple_record(struct reading *reading, const struct slice *raw,
                          struct place place)
{
    const struct table *table = reading->table;

    reading->is_whole = true;
    for (size_t i = 0; i < table->fields.count; i++)
        cell_take(reading, &reading->fields[i],
                  reading->fields[i].field->column, raw, place);
    if (reading->required_count > 0)
        check_required(reading, place);
    if (!reading->is_whole || !row_is_usable(reading, place)) {
        outcome_count(reading, OUTCOME_REFUSED, NULL);
        outcome_amounts(reading, OUTCOME_REFUSED, NULL);
        return true;
    }
    if (!equivalence_keep(reading, place))
        return false;
    reading->account->rows++;
    outcome_amounts(reading, OUTCOME_USED, NULL);
    outcome_count(reading, OUTCOME_USED, NULL);
    return true;
}

/* "yes" alone is consent. Of the others nothing is said, no fault either. */
static bool has_consent(struct reading *reading, const struct slice *raw,
                        struct place place)
{
    const struct table *table = reading->table;
    const struct column *column = table_role_column(table, "consent");
    bool quiet = reading->is_quiet;

    reading->is_quiet = true;
    common_read(reading, raw, place);
    reading->is_quiet = quiet;
    return slice_equal_text(reading->cells[column_index(table, column)].text,
                            "yes");
}

bool reading_record(struct reading *reading, const struct slice *raw,
                    struct place place)
{
    struct exclusion *exclusion =
        reading->is_simple ? NULL : excluded_by(reading, raw);
    struct cell period = {.state = CELL_EMPTY};
    int currency;

    if (reading->is_simple)
        return simple_record(reading, raw, place);
    arena_reset(&reading->scratch);
    if (reading->fills)
        field_text_fill(reading, raw);
    if (reading->unnamed_count > 0)
        check_unnamed(reading, raw, place);
    if (exclusion != NULL) {
        if (!claimed(reading, place, CLAIM_LEFT_OUT))
            outcome_count(reading, OUTCOME_ELSEWHERE, NULL);
        else
            leave_out(reading,
                      exclusion->is_total ? OUTCOME_TOTAL : OUTCOME_EXCLUDED,
                      exclusion, raw, place);
        return true;
    }
    if (!conditions_hold(&reading->table->take, reading->called,
                         reading->column_count, raw)) {
        (void)claimed(reading, place, CLAIM_PASSED);
        outcome_count(reading, OUTCOME_ELSEWHERE, NULL);
        return true;
    }
    if (!claimed(reading, place, CLAIM_USED)) {
        outcome_count(reading, OUTCOME_REFUSED, NULL);
        return true;
    }
    exclusion = consent_asked(reading->table);
    if (exclusion != NULL && !has_consent(reading, raw, place)) {
        leave_out(reading, OUTCOME_EXCLUDED, exclusion, raw, place);
        return true;
    }
    common_read(reading, raw, place);
    if (reading->table->subtotals != NULL && subtotal_is(reading, raw, place)) {
        leave_out(reading, OUTCOME_SUBTOTAL, NULL, raw, place);
        return true;
    }
    currency = currency_offset(reading, place);
    if (reading->period >= 0)
        period = reading->cells[reading->period];
    if (currency < 0 ||
        !all_variants_are_whole(reading, currency, &period, raw, place)) {
        refuse(reading, currency, &period, raw, place);
        return true;
    }
    return rows_keep(reading, currency, &period, raw, place);
}

/* What rows of the time before and above say: none that is not used. */
void reading_look(struct reading *reading, const struct slice *raw,
                  struct place place)
{
    struct table *table = reading->table;
    const struct exclusion *exclusion = excluded_by(reading, raw);
    struct cell period = {.state = CELL_EMPTY};
    int currency;

    arena_reset(&reading->scratch);
    if (reading->fills)
        field_text_fill(reading, raw);
    if (exclusion != NULL ? !exclusion->is_total
                          : !conditions_hold(&table->take, reading->called,
                                             reading->column_count, raw))
        return;
    common_read(reading, raw, place);
    if (table->levels.count > 0 && exclusion == NULL)
        subtotals_look(reading, raw);
    currency = currency_offset(reading, place);
    if (reading->period >= 0)
        period = reading->cells[reading->period];
    if (!to_date_is_needed(table) || currency < 0 ||
        !all_variants_are_whole(reading, currency, &period, raw, place))
        return;
    for (size_t v = 0; v < reading->variant_count; v++) {
        variant_read(reading, v, currency, &period, raw, place);
        if (exclusion != NULL || row_is_usable(reading, place))
            to_date_look(reading, place);
    }
}

void reading_end(struct reading *reading)
{
    for (size_t i = 0; i < reading->table->fields.count; i++) {
        struct bound_field *bound =
            reading->fields != NULL ? &reading->fields[i] : NULL;

        if (bound == NULL)
            break;
        buf_release(&bound->above);
        if (!reading->is_quiet)
            residue_report(reading->loading->diagnostics,
                           &reading->table->columns.items[bound->field->column],
                           bound);
    }
    arena_release(&reading->scratch);
}
