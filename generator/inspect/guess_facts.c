/* Budget execution and revenue: dimensions, periods, amounts by stage. */
#include <string.h>

#include "inspect/guess.h"

static struct sheet_column *column_at(const struct guess *guess, size_t column)
{
    return &guess->insight->sheet->columns.items[column];
}

static bool has_stage(const struct guess *guess, struct slice stage)
{
    for (size_t i = 0; i < guess->fields.count; i++)
        if (guess->fields.items[i].role != NULL &&
            strcmp(guess->fields.items[i].role, "amount") == 0 &&
            slice_equal(guess->fields.items[i].stage, stage) &&
            guess->fields.items[i].month == 0)
            return true;
    return false;
}

static void stage_note(struct guess *guess, struct slice stage)
{
    for (size_t i = 0; i < guess->stages.count; i++)
        if (slice_equal(guess->stages.items[i], stage))
            return;
    ARENA_PUSH(guess->insight->sheet->arena, &guess->stages, stage);
}

/* Is a budget stated as it stands, not summed over months? */
static bool is_standing(struct slice stage)
{
    return slice_equal_text(stage, "approved") ||
           slice_equal_text(stage, "modifications") ||
           slice_equal_text(stage, "current");
}

static const char *accumulation_of(const struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);

    if (c->name.is_of_period)
        return "flow";
    if (c->name.is_to_date || guess->insight->columns[column].is_cumulative)
        return is_standing(c->name.what) ? "level" : "to-date";
    if (is_standing(c->name.what) && guess->insight->period_count > 1)
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

static void amount_add_field(struct guess *guess, size_t column)
{
    struct sheet_column *c = column_at(guess, column);
    struct guess_field *field;

    if (c->name.month > 0 && c->name.year == 0 && !c->name.is_to_date &&
        c->name.kind != NAME_STAGE) {
        field = guess_add(guess, column, "amount",
                          SLICE("its name is that of a month"));
        field->month = c->name.month;
        field->stage = SLICE("accrued");
        guess_decide(guess,
                     SLICE("months stand in columns: of which stage are their "
                           "amounts?"));
    } else {
        field = guess_add(guess, column, "amount", amount_why(guess, column));
        field->stage = c->name.what;
        field->accumulation = accumulation_of(guess, column);
    }
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
    if (!has_stage(guess, c->name.what)) {
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
static size_t stages_in_rows(const struct guess *guess)
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

static void money_of_no_stage(struct guess *guess, size_t column)
{
    struct sheet *sheet = guess->insight->sheet;
    size_t stages = stages_in_rows(guess);
    struct guess_field *field;

    field = guess_add(
        guess, column, "amount",
        arena_format(sheet->arena, "its name has \"" SLICE_FORMAT "\"",
                     SLICE_ARGS(column_at(guess, column)->name.entry)));
    field->stages_column = stages;
    if (column_at(guess, column)->name.year > 0)
        field->period = arena_format(sheet->arena, "%d",
                                     column_at(guess, column)->name.year);
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
        struct slice stage = name_find(sheet->arena, text).what;

        if (stage.len == 0)
            continue;
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
    if (label != NO_COLUMN)
        field->labels = column_at(guess, label)->heading;
}

static bool is_dimension(const struct guess *guess, size_t column)
{
    const struct sheet_column *c = column_at(guess, column);

    if (guess->insight->columns[column].label_of != NO_COLUMN ||
        column == guess->insight->currency)
        return false;
    if (c->cells.type == CELLS_CODE)
        return c->name.kind != NAME_FIELD || c->name.is_code;
    return c->cells.type == CELLS_TEXT && c->name.kind == NAME_DIMENSION;
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

    if (!guess_period(guess))
        guess_decide(guess, SLICE("no column and no name of a file has the "
                                  "period: give the resource one"));
    for (size_t i = 0; i < sheet->columns.count; i++)
        if (!guess_is_used(guess, i) && is_dimension(guess, i))
            dimension_add(guess, i);
    if (guess->insight->currency != NO_COLUMN)
        currency_add(guess);
    else
        guess_decide(guess, SLICE("no column has the currency: set it in "
                                  "\"measure\", with the power of ten that "
                                  "amounts are written in"));
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type != CELLS_NUMBER || guess_is_used(guess, i))
            continue;
        if (c->name.kind == NAME_STAGE)
            stage_add(guess, i);
        else if (c->name.kind == NAME_AMOUNT)
            money_of_no_stage(guess, i);
        else if (c->name.kind == NAME_NONE && c->name.month > 0)
            amount_add_field(guess, i);
    }
    if (guess->stages.count > 0)
        guess_decide(guess, SLICE("are the stages what this country calls "
                                  "them? List them in portal.yaml"));
}
