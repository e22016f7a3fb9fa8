/* Budget execution and revenue: dimensions, periods, amounts by stage. */
#include <string.h>

#include "inspect/guess.h"

static struct sheet_column *column_at(const struct guess *guess, size_t column)
{
    return &guess->insight->sheet->columns.items[column];
}

/* Has a field this stage, in the same time? */
static bool has_stage(const struct guess *guess, struct slice stage,
                      struct slice period, unsigned month)
{
    for (size_t i = 0; i < guess->fields.count; i++) {
        const struct guess_field *field = &guess->fields.items[i];

        if (field->role != NULL && strcmp(field->role, "amount") == 0 &&
            slice_equal(field->stage, stage) &&
            slice_equal(field->period, period) && field->month == month)
            return true;
    }
    return false;
}

/* "Actuals 2021-22", "ene-2023": the time of a column, where rows have none. */
static struct slice period_of_heading(const struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);
    struct arena *arena = guess->insight->sheet->arena;

    if (c->name.year == 0 || guess->insight->year != NO_COLUMN ||
        guess->insight->date != NO_COLUMN)
        return (struct slice){NULL, 0};
    if (c->name.month > 0)
        return arena_format(arena, "%d-%02u", c->name.year, c->name.month);
    return arena_format(arena, "%d", c->name.year);
}

/* Is a budget stated as it stands, not summed over months? */
static bool is_standing(struct slice stage)
{
    return slice_equal_text(stage, "approved") ||
           slice_equal_text(stage, "modifications") ||
           slice_equal_text(stage, "current");
}

static void stage_note(struct guess *guess, struct slice stage)
{
    for (size_t i = 0; i < guess->stages.count; i++)
        if (slice_equal(guess->stages.items[i], stage))
            return;
    ARENA_PUSH(guess->insight->sheet->arena, &guess->stages, stage);
}

static bool has_month_columns(const struct guess *guess)
{
    const struct sheet *sheet = guess->insight->sheet;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type == CELLS_NUMBER && c->name.month > 0 &&
            (c->name.kind == NAME_NONE || c->name.kind == NAME_AMOUNT))
            return true;
    }
    return false;
}

static const char *accumulation_of(const struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);

    if (c->name.is_of_period)
        return "flow";
    if (c->name.is_to_date || guess->insight->columns[column].is_cumulative)
        return is_standing(c->name.what) ? "level" : "to-date";
    if (is_standing(c->name.what) &&
        (guess->insight->period_count > 1 || has_month_columns(guess)))
        return "level";
    return NULL;
}

static struct slice amount_why(const struct guess *guess, size_t column)
{
    struct arena *arena = guess->insight->sheet->arena;
    const struct sheet_column *c = column_at(guess, column);
    const struct column_insight *own = &guess->insight->columns[column];
    struct slice name = arena_format(arena, "its name has \"" SLICE_FORMAT "\"",
                                     SLICE_ARGS(c->name.entry));

    if (own->steps == 0)
        return name;
    return arena_format(arena,
                        SLICE_FORMAT "; of %zu steps from month to month %zu "
                                     "rise and %zu fall",
                        SLICE_ARGS(name), own->steps, own->rises, own->falls);
}

/* The stage that the file's name tells, of columns named by a month alone. */
static struct slice stage_of_months(const struct guess *guess)
{
    struct name_guess base =
        name_find(guess->insight->sheet->arena,
                  guess->insight->sheet->files.items[0].base);

    return base.kind == NAME_STAGE && !is_standing(base.what)
               ? base.what
               : SLICE("accrued");
}

static void month_add(struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);
    struct guess_field *field = guess_add(guess, column, "amount",
                                          SLICE("its name is that of a month"));

    field->period = period_of_heading(guess, column);
    field->month = field->period.len == 0 ? c->name.month : 0;
    field->stage = stage_of_months(guess);
    if (c->name.is_to_date) {
        field->accumulation = "to-date";
        field->is_converted = true;
    }
    guess_decide(guess,
                 c->name.is_to_date
                     ? SLICE("months stand in columns, each the sum since the "
                             "year began: of which stage are they?")
                     : SLICE("months stand in columns: of which stage are "
                             "their amounts?"));
    stage_note(guess, field->stage);
}

static void amount_add_field(struct guess *guess, size_t column)
{
    struct sheet_column *c = column_at(guess, column);
    struct guess_field *field =
        guess_add(guess, column, "amount", amount_why(guess, column));

    field->stage = c->name.what;
    field->accumulation = accumulation_of(guess, column);
    field->period = period_of_heading(guess, column);
    stage_note(guess, field->stage);
}

/* Does another column have the same stage, by month? */
static bool has_twin_of_period(const struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);

    for (size_t i = 0; i < guess->insight->sheet->columns.count; i++) {
        const struct sheet_column *other = column_at(guess, i);

        if (i != column && column_is_money(other) && !other->name.is_to_date &&
            slice_equal(other->name.what, c->name.what))
            return true;
    }
    return false;
}

/* The amounts of a period are summed; those to date are checked by them. */
static void stage_add(struct guess *guess, size_t column)
{
    struct sheet_column *c = column_at(guess, column);
    struct guess_field *field;

    if (c->name.is_to_date && has_twin_of_period(guess, column)) {
        field = guess_add(guess, column, "stated", amount_why(guess, column));
        field->to_date_of = c->name.what;
        return;
    }
    if (!has_stage(guess, c->name.what, period_of_heading(guess, column), 0)) {
        amount_add_field(guess, column);
        return;
    }
    (void)guess_add(guess, column, NULL,
                    SLICE("another column has this stage: carried"));
    guess_decide(
        guess, arena_format(guess->insight->sheet->arena,
                            "\"" SLICE_FORMAT
                            "\" seems to be of the stage \"" SLICE_FORMAT
                            "\" too: which column is it?",
                            SLICE_ARGS(c->heading), SLICE_ARGS(c->name.what)));
}

/* A column whose texts are names of stages. */
size_t stages_in_rows(const struct guess *guess)
{
    struct sheet *sheet = guess->insight->sheet;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];
        size_t stages = 0;

        if (c->cells.type != CELLS_TEXT || c->distinct > 12)
            continue;
        for (size_t j = 0; j < c->values.count; j++)
            stages += name_find(sheet->arena, c->values.items[j]->text).kind ==
                      NAME_STAGE;
        if (stages > 0 && stages == c->distinct)
            return i;
    }
    return NO_COLUMN;
}

static bool has_named_stage(const struct guess *guess)
{
    const struct sheet *sheet = guess->insight->sheet;

    for (size_t i = 0; i < sheet->columns.count; i++)
        if (column_is_money(&sheet->columns.items[i]) &&
            sheet->columns.items[i].name.kind == NAME_STAGE)
            return true;
    return false;
}

/* "Value" beside "Phase": money, as the stages of the rows say. */
static bool has_value_by_stage(const struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);

    return c->name.kind == NAME_FIELD &&
           slice_equal_text(c->name.what, "value") &&
           stages_in_rows(guess) != NO_COLUMN;
}

/* Two texts of one stage would be added up. */
static struct slice stage_of_text(struct guess *guess,
                                  const struct guess_field *field,
                                  struct slice text)
{
    struct arena *arena = guess->insight->sheet->arena;
    struct slice stage = name_find(arena, text).what;

    for (size_t i = 0; i < field->pair_count; i++)
        if (slice_equal(field->pairs[i].to, stage))
            return name_fold(arena, text);
    return stage;
}

static void money_of_no_stage(struct guess *guess, size_t column)
{
    struct sheet *sheet = guess->insight->sheet;
    size_t stages = stages_in_rows(guess);
    struct guess_field *field;

    if (stages == NO_COLUMN && has_named_stage(guess)) {
        (void)guess_add(guess, column, NULL,
                        SLICE("money of no known stage beside others: "
                              "carried"));
        guess_decide(
            guess,
            arena_format(sheet->arena,
                         "\"" SLICE_FORMAT "\" is money of no known stage and "
                         "is only carried: of which stage?",
                         SLICE_ARGS(column_label(sheet->arena,
                                                 column_at(guess, column)))));
        return;
    }
    field = guess_add(
        guess, column, "amount",
        arena_format(sheet->arena, "its name has \"" SLICE_FORMAT "\"",
                     SLICE_ARGS(column_at(guess, column)->name.entry)));
    field->stages_column = stages;
    field->period = period_of_heading(guess, column);
    if (stages == NO_COLUMN) {
        field->stage = SLICE("accrued");
        stage_note(guess, field->stage);
        guess_decide(guess, arena_format(sheet->arena,
                                         "\"" SLICE_FORMAT
                                         "\" is money: of which stage?",
                                         SLICE_ARGS(field->name)));
        return;
    }
    field->pairs =
        ARENA_ARRAY(sheet->arena, column_at(guess, stages)->values.count,
                    struct guess_pair);
    for (size_t i = 0; i < column_at(guess, stages)->values.count; i++) {
        struct slice text = column_at(guess, stages)->values.items[i]->text;
        struct slice stage;

        if (name_find(sheet->arena, text).what.len == 0)
            continue;
        stage = stage_of_text(guess, field, text);
        field->pairs[field->pair_count++] = (struct guess_pair){text, stage};
        stage_note(guess, stage);
    }
}

static bool has_dimension(const struct guess *guess, struct slice dimension)
{
    for (size_t i = 0; i < guess->fields.count; i++)
        if (slice_equal(guess->fields.items[i].dimension, dimension))
            return true;
    return false;
}

static struct slice labelled_why(const struct guess *guess, size_t column,
                                 struct slice why)
{
    struct arena *arena = guess->insight->sheet->arena;
    const struct column_insight *own = &guess->insight->columns[column];
    struct slice label = column_label(arena, column_at(guess, own->label));

    if (own->label_conflicts == 0)
        return arena_format(arena,
                            SLICE_FORMAT
                            "; each code has one text in \"" SLICE_FORMAT "\"",
                            SLICE_ARGS(why), SLICE_ARGS(label));
    return arena_format(arena,
                        SLICE_FORMAT "; all codes but %zu have one text in "
                                     "\"" SLICE_FORMAT "\"",
                        SLICE_ARGS(why), own->label_conflicts,
                        SLICE_ARGS(label));
}

/* One code has several labels, so it is one only together with another. */
static void join_with(struct guess *guess, struct guess_field *field,
                      size_t upper)
{
    struct arena *arena = guess->insight->sheet->arena;
    struct slice heading = column_at(guess, upper)->heading;

    ARENA_PUSH(arena, &field->join, heading);
    ARENA_PUSH(arena, &field->join, field->name);
    field->why = arena_format(arena,
                              "codes of \"" SLICE_FORMAT
                              "\" have one label only within \"" SLICE_FORMAT
                              "\": joined",
                              SLICE_ARGS(field->name), SLICE_ARGS(heading));
    guess_decide(guess,
                 arena_format(arena,
                              "is a code of \"" SLICE_FORMAT
                              "\" another one within each \"" SLICE_FORMAT
                              "\"? They are joined, as it has several "
                              "labels",
                              SLICE_ARGS(field->name), SLICE_ARGS(heading)));
}

static void dimension_add(struct guess *guess, size_t column)
{
    struct sheet *sheet = guess->insight->sheet;
    const struct sheet_column *c = column_at(guess, column);
    size_t label = guess->insight->columns[column].label;
    struct slice dimension = c->name.what;
    struct guess_field *field;
    struct slice why;

    if (c->name.kind != NAME_DIMENSION || has_dimension(guess, dimension))
        dimension = c->is_named
                        ? name_fold(sheet->arena, c->heading)
                        : arena_format(sheet->arena, "code-%u", c->position);
    if (has_dimension(guess, dimension))
        dimension = arena_format(sheet->arena, SLICE_FORMAT "-%u",
                                 SLICE_ARGS(dimension), c->position);
    why = c->name.kind == NAME_DIMENSION
              ? arena_format(sheet->arena, "its name has \"" SLICE_FORMAT "\"",
                             SLICE_ARGS(c->name.entry))
              : c->cells.why;
    if (label != NO_COLUMN)
        why = labelled_why(guess, column, why);
    field = guess_add(guess, column, "dimension", why);
    field->dimension = dimension;
    field->type = NULL;
    field->format = NULL;
    field->fills = guess->insight->columns[column].fills;
    if (guess->insight->columns[column].within != NO_COLUMN)
        join_with(guess, field, guess->insight->columns[column].within);
    if (label != NO_COLUMN) {
        field->labels = column_at(guess, label)->heading;
        field->labels_fill = guess->insight->columns[label].fills;
    } else if (guess->insight->columns[column].mark[0] != '\0') {
        field->split = guess->insight->columns[column].mark;
        field->labels = c->heading;
        field->labels_fill = field->fills;
        field->why = arena_format(sheet->arena,
                                  SLICE_FORMAT "; each cell is a code, \"%s\" "
                                               "and its label",
                                  SLICE_ARGS(why), field->split);
    }
}

static bool is_dimension(const struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);

    if (guess->insight->columns[column].label_of != NO_COLUMN ||
        column == guess->insight->currency)
        return false;
    /* The number of a record is no code that others share. */
    if (c->name.kind != NAME_DIMENSION && c->rows.count > 20 &&
        c->distinct * 10 > c->rows.count * 9)
        return false;
    if (c->cells.type == CELLS_CODE)
        return c->name.kind != NAME_FIELD || c->name.is_code;
    return c->cells.type == CELLS_TEXT &&
           (c->name.kind == NAME_DIMENSION ||
            guess->insight->columns[column].mark[0] != '\0');
}

/* Of the dimensions, those that say least are carried: of one text alone, then
 * those without a known name, from the right. */
static bool says_less(const struct guess *guess, size_t column, int round)
{
    const struct sheet_column *c = column_at(guess, column);

    if (round == 0)
        return c->distinct < 2 && c->name.kind != NAME_DIMENSION;
    if (round == 1)
        return c->distinct < 2;
    return round > 2 || c->name.kind != NAME_DIMENSION;
}

/* As many as a cube keeps: model/table.h. */
#define DIMENSIONS_MAX 14

static size_t dimensions_count(const struct guess *guess)
{
    size_t count = 0;

    for (size_t i = 0; i < guess->fields.count; i++)
        count += guess->fields.items[i].dimension.len > 0;
    return count;
}

static void dimension_carry(struct guess *guess, struct guess_field *field)
{
    struct slice why = SLICE("more dimensions than can be kept: carried");

    guess_decide(guess,
                 arena_format(guess->insight->sheet->arena,
                              "more columns are dimensions than can be kept "
                              "(%d): is \"" SLICE_FORMAT
                              "\" rightly one of those that are only carried?",
                              DIMENSIONS_MAX, SLICE_ARGS(field->name)));
    *field = (struct guess_field){.column = field->column,
                                  .name = field->name,
                                  .type = "string",
                                  .stages_column = NO_COLUMN,
                                  .why = why};
}

static void dimensions_limit(struct guess *guess)
{
    for (int round = 0; round < 4; round++)
        for (size_t i = guess->fields.count; i-- > 0;) {
            struct guess_field *field = &guess->fields.items[i];

            if (dimensions_count(guess) <= DIMENSIONS_MAX)
                return;
            if (field->dimension.len > 0 &&
                says_less(guess, field->column, round))
                dimension_carry(guess, field);
        }
}

/* Does every amount say its time? Then no row needs one. */
static bool amounts_are_timed(const struct guess *guess)
{
    const struct sheet *sheet = guess->insight->sheet;
    bool any = false;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type != CELLS_NUMBER ||
            (!column_is_money(c) &&
             (c->name.kind != NAME_NONE ||
              (c->name.month == 0 && c->name.year == 0))))
            continue;
        if (period_of_heading(guess, i).len == 0)
            return false;
        any = true;
    }
    return any;
}

static void currency_add(struct guess *guess)
{
    struct sheet *sheet = guess->insight->sheet;
    const struct sheet_column *c = column_at(guess, guess->insight->currency);

    (void)guess_add(
        guess, guess->insight->currency, "currency",
        arena_format(sheet->arena,
                     "its name; %zu texts: \"" SLICE_FORMAT "\" the first",
                     c->distinct, SLICE_ARGS(c->values.items[0]->text)));
    if (c->distinct > 1)
        guess_decide(guess,
                     SLICE("there are several currencies: name each with its "
                           "ISO 4217 code in \"currencies\"; they are never "
                           "added"));
}

void guess_facts(struct guess *guess)
{
    struct sheet *sheet = guess->insight->sheet;

    if (!amounts_are_timed(guess) && !guess_period(guess))
        guess_decide(guess, SLICE("no column and no name of a file has the "
                                  "period: give the resource one"));
    for (size_t i = 0; i < sheet->columns.count; i++)
        if (!guess_is_used(guess, i) && is_dimension(guess, i))
            dimension_add(guess, i);
    dimensions_limit(guess);
    if (guess->insight->currency != NO_COLUMN)
        currency_add(guess);
    else
        guess_currency(guess);
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type != CELLS_NUMBER || guess_is_used(guess, i))
            continue;
        if (c->name.month > 0 &&
            (c->name.kind == NAME_NONE || c->name.kind == NAME_AMOUNT))
            month_add(guess, i);
        else if (c->name.kind == NAME_STAGE)
            stage_add(guess, i);
        else if (c->name.kind == NAME_AMOUNT || has_value_by_stage(guess, i) ||
                 (c->name.kind == NAME_NONE && c->name.year > 0))
            money_of_no_stage(guess, i);
    }
    if (guess->stages.count > 0)
        guess_decide(guess, SLICE("are the stages what this country calls "
                                  "them? List them in portal.yaml"));
}
