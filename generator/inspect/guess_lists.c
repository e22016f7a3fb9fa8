/* Lists: indicators, observations, commitments, classifiers, registers. */
#include <string.h>

#include "inspect/guess.h"

static struct sheet_column *column_at(const struct guess *guess, size_t column)
{
    return &guess->insight->sheet->columns.items[column];
}

static size_t first_of_type(const struct guess *guess, enum cell_type type)
{
    for (size_t i = 0; i < guess->insight->sheet->columns.count; i++)
        if (column_at(guess, i)->cells.type == type && !guess_is_used(guess, i))
            return i;
    return NO_COLUMN;
}

/* Of the columns of words, the one with most different ones. */
static size_t wordiest(const struct guess *guess)
{
    size_t best = NO_COLUMN;

    for (size_t i = 0; i < guess->insight->sheet->columns.count; i++)
        if (column_at(guess, i)->cells.type == CELLS_TEXT &&
            !guess_is_used(guess, i) &&
            (best == NO_COLUMN ||
             column_at(guess, i)->distinct > column_at(guess, best)->distinct))
            best = i;
    return best;
}

static struct slice named_why(const struct guess *guess, size_t column)
{
    return arena_format(guess->insight->sheet->arena,
                        "its name has \"" SLICE_FORMAT "\"",
                        SLICE_ARGS(column_at(guess, column)->name.entry));
}

static struct guess_field *role_add(struct guess *guess, const char *role,
                                    size_t column, struct slice why)
{
    struct guess_field *field = guess_add(guess, column, role, why);

    field->type = NULL;
    return field;
}

/* A code of one column: one that tells all rows apart. */
static size_t code_column(const struct guess *guess)
{
    const struct insight *insight = guess->insight;

    if (insight->key_count == 1 && !insight->key_is_by_file &&
        column_at(guess, insight->key[0])->cells.type == CELLS_CODE)
        return insight->key[0];
    return NO_COLUMN;
}

static void headings_of_key(const struct guess *guess, struct slices *headings)
{
    const struct insight *insight = guess->insight;

    for (size_t i = 0; i < insight->key_count; i++)
        ARENA_PUSH(insight->sheet->arena, headings,
                   column_at(guess, insight->key[i])->heading);
}

static bool key_is_of_codes(const struct guess *guess)
{
    const struct insight *insight = guess->insight;

    for (size_t i = 0; i < insight->key_count; i++)
        if (column_at(guess, insight->key[i])->cells.type != CELLS_CODE)
            return false;
    return insight->key_count > 1;
}

/* The code of a list: a column, several joined, or made of the texts. */
static void code_add(struct guess *guess)
{
    size_t column = code_column(guess);
    struct guess_field *field;

    if (column != NO_COLUMN) {
        (void)role_add(guess, "code", column,
                       SLICE("it tells every row from the others"));
        return;
    }
    field = role_add(guess, "code", NO_COLUMN,
                     SLICE("together these columns tell every row apart"));
    field->name = SLICE("code");
    if (key_is_of_codes(guess)) {
        headings_of_key(guess, &field->join);
        return;
    }
    headings_of_key(guess, &field->digest);
    field->why = SLICE("the list has no codes: one is made of these texts");
    if (field->digest.count == 0) {
        size_t words = wordiest(guess);

        if (words != NO_COLUMN)
            ARENA_PUSH(guess->insight->sheet->arena, &field->digest,
                       column_at(guess, words)->heading);
        guess_decide(guess, SLICE("no columns tell the rows apart: what is the "
                                  "code of a row?"));
    }
}

static void label_add(struct guess *guess, const char *topic)
{
    size_t column = NO_COLUMN;

    for (size_t i = 0; i < guess->insight->sheet->columns.count; i++) {
        const struct sheet_column *c = column_at(guess, i);

        if (c->cells.type == CELLS_TEXT &&
            slice_equal_text(c->name.what, topic) && !guess_is_used(guess, i) &&
            (column == NO_COLUMN || c->name.is_label))
            column = i;
    }
    if (column != NO_COLUMN) {
        (void)role_add(guess, "label", column, named_why(guess, column));
        return;
    }
    column = wordiest(guess);
    if (column == NO_COLUMN)
        guess_decide(guess, SLICE("no column has words for a label"));
    else
        (void)role_add(guess, "label", column,
                       SLICE("of the columns of words, the one with most "
                             "different texts"));
}

/* Topics that have a role of their own name, or another, in this resource. */
static void topics_add(struct guess *guess)
{
    static const struct {
        const char *topic;
        const char *role;
    } topics[] = {
        {"unit", "unit"},
        {"baseline", "baseline"},
        {"progress", "progress"},
        {"deadline", "deadline"},
        {"responsible", "responsible"},
        {"address", "address"},
        {"note", "note"},
    };

    for (size_t i = 0; i < COUNT_OF(topics); i++) {
        size_t column = guess_topic(guess, topics[i].topic);
        struct guess_field *field;

        if (column == NO_COLUMN || guess_is_used(guess, column) ||
            !role_has_field(guess->role, topics[i].role))
            continue;
        field =
            guess_add(guess, column, topics[i].role, named_why(guess, column));
        if (field->format == NULL &&
            column_at(guess, column)->cells.type != CELLS_NUMBER)
            field->type = NULL;
    }
    if (guess_topic(guess, "status") != NO_COLUMN)
        guess_decide(guess,
                     SLICE("the texts of the status column must be "
                           "mapped with \"values\" to achieved, on-time, "
                           "needs-attention, delayed, discarded"));
}

/* Which indicator a row is of: a column, the file's name, or one for all. */
static void indicator_add(struct guess *guess)
{
    size_t column = guess_topic(guess, "indicator");
    struct guess_field *field;

    if (column != NO_COLUMN) {
        (void)role_add(guess, "indicator", column, named_why(guess, column));
        return;
    }
    field = role_add(guess, "indicator", NO_COLUMN,
                     SLICE("no column names the indicator; the file does"));
    field->name = SLICE("indicator");
    if (guess->insight->file_pattern.len > 0)
        field->from_path = guess->insight->file_pattern;
    else
        field->constant = guess->name;
    guess_decide(guess, SLICE("is the indicator of the rows named as the file "
                              "is? Its unit and direction are yours to state"));
}

/* One value of each row, or one column for each year. */
static void value_add(struct guess *guess, const char *topic)
{
    size_t column = guess_topic(guess, topic);
    const struct sheet *sheet = guess->insight->sheet;

    if (column != NO_COLUMN) {
        (void)guess_add(guess, column, "value", named_why(guess, column));
        return;
    }
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];
        struct guess_field *field;

        if (c->cells.type != CELLS_NUMBER || c->name.year == 0)
            continue;
        field = guess_add(guess, i, "value", SLICE("its name is a year"));
        field->period = arena_format(sheet->arena, "%d", c->name.year);
    }
}

static bool has_year_columns(const struct guess *guess)
{
    for (size_t i = 0; i < guess->insight->sheet->columns.count; i++)
        if (column_at(guess, i)->cells.type == CELLS_NUMBER &&
            column_at(guess, i)->name.year > 0)
            return true;
    return false;
}

static void series_add(struct guess *guess, const char *topic)
{
    if (!has_year_columns(guess) && !guess_period(guess))
        guess_decide(guess, SLICE("no column has the period of the values"));
    value_add(guess, topic);
}

static void disaggregations_add(struct guess *guess)
{
    for (size_t i = 0; i < guess->insight->sheet->columns.count; i++) {
        const struct sheet_column *c = column_at(guess, i);

        if (c->cells.type == CELLS_TEXT && !guess_is_used(guess, i) &&
            role_has_field(guess->role, "disaggregation"))
            (void)role_add(guess, "disaggregation", i,
                           SLICE("words that part the series; empty in its "
                                 "total"));
    }
}

static void territory_add(struct guess *guess)
{
    for (size_t i = 0; i < guess->insight->sheet->columns.count; i++) {
        const struct sheet_column *c = column_at(guess, i);

        if (guess->insight->columns[i].label_of != NO_COLUMN ||
            !slice_equal_text(c->name.what, "territory"))
            continue;
        (void)role_add(guess, "territory", i, named_why(guess, i));
        return;
    }
    guess_decide(guess, SLICE("no column names the territory"));
}

static void classifier_add(struct guess *guess)
{
    size_t code = first_of_type(guess, CELLS_CODE);
    const struct sheet_column *c;

    code_add(guess);
    label_add(guess, "");
    if (code == NO_COLUMN)
        return;
    c = column_at(guess, code);
    guess->dimension =
        c->name.kind == NAME_DIMENSION ? c->name.what : guess->name;
    guess_decide(guess, SLICE("of which dimension are these the codes?"));
}

/* Milestones and events: of a commitment, with a date. */
static void dated_add(struct guess *guess)
{
    size_t commitment = guess_topic(guess, "commitment");
    bool is_event = strcmp(guess->role, "commitment-events") == 0;

    if (commitment != NO_COLUMN)
        (void)role_add(guess, "commitment", commitment,
                       SLICE("what the row belongs to"));
    if (guess->insight->date != NO_COLUMN) {
        (void)guess_add(guess, guess->insight->date,
                        is_event ? "date" : "deadline",
                        SLICE("the only kind of date here"));
        if (!is_event)
            guess_decide(guess, SLICE("are the dates of milestones deadlines, "
                                      "or when they were done?"));
    }
    if (is_event)
        guess_decide(guess, SLICE("which column has the status, and what do "
                                  "its texts mean?"));
    else
        label_add(guess, "milestone");
}

/* The date of a record, and the amount that is added up. */
static void register_add(struct guess *guess)
{
    const struct sheet *sheet = guess->insight->sheet;

    if (guess->insight->date != NO_COLUMN)
        (void)guess_add(guess, guess->insight->date, "date",
                        SLICE("the first column of dates"));
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type != CELLS_NUMBER ||
            (c->name.kind != NAME_AMOUNT && c->name.kind != NAME_STAGE &&
             !slice_equal_text(c->name.what, "value")))
            continue;
        (void)guess_add(guess, i, "value", named_why(guess, i));
        return;
    }
}

void guess_list(struct guess *guess)
{
    const char *role = guess->role;

    if (strcmp(role, "observations") == 0) {
        indicator_add(guess);
        series_add(guess, "value");
        disaggregations_add(guess);
    } else if (strcmp(role, "targets") == 0) {
        indicator_add(guess);
        series_add(guess, "target");
    } else if (strcmp(role, "population") == 0) {
        territory_add(guess);
        series_add(guess, "population");
    } else if (strcmp(role, "classifier") == 0) {
        classifier_add(guess);
    } else if (strcmp(role, "milestones") == 0 ||
               strcmp(role, "commitment-events") == 0) {
        dated_add(guess);
    } else {
        code_add(guess);
        label_add(guess, strcmp(role, "indicators") == 0    ? "indicator"
                         : strcmp(role, "commitments") == 0 ? "commitment"
                                                            : "");
        if (strcmp(role, "register") == 0)
            register_add(guess);
    }
    topics_add(guess);
}
