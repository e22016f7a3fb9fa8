/* Which role the rows have, and what all roles share. */
#include <string.h>

#include "inspect/guess.h"

static const struct sheet *sheet_of(const struct guess *guess)
{
    return guess->insight->sheet;
}

void guess_decide(struct guess *guess, struct slice sentence)
{
    for (size_t i = 0; i < guess->decisions.count; i++)
        if (slice_equal(guess->decisions.items[i], sentence))
            return;
    ARENA_PUSH(sheet_of(guess)->arena, &guess->decisions, sentence);
}

static const char *standard_type(enum cell_type type)
{
    switch (type) {
    case CELLS_NUMBER:
        return "number";
    case CELLS_DATE:
        return "date";
    case CELLS_YEAR:
        return "year";
    case CELLS_EMPTY:
    case CELLS_MONTH:
    case CELLS_CODE:
    case CELLS_TEXT:
        break;
    }
    return "string";
}

struct guess_field *guess_add(struct guess *guess, size_t column,
                              const char *role, struct slice why)
{
    struct guess_field field = {
        .column = column, .role = role, .stages_column = NO_COLUMN, .why = why};

    if (column != NO_COLUMN) {
        const struct sheet_column *c = &sheet_of(guess)->columns.items[column];

        field.name = c->is_named ? c->heading
                                 : arena_format(sheet_of(guess)->arena,
                                                "column-%u", c->position);
        field.type = standard_type(c->cells.type);
        field.format = c->cells.pattern;
    }
    ARENA_PUSH(sheet_of(guess)->arena, &guess->fields, field);
    return &guess->fields.items[guess->fields.count - 1];
}

size_t guess_topic(const struct guess *guess, const char *topic)
{
    for (size_t i = 0; i < sheet_of(guess)->columns.count; i++) {
        const struct sheet_column *c = &sheet_of(guess)->columns.items[i];

        if (c->name.kind == NAME_FIELD && c->cells.type != CELLS_EMPTY &&
            slice_equal_text(c->name.what, topic))
            return i;
    }
    return NO_COLUMN;
}

bool guess_is_used(const struct guess *guess, size_t column)
{
    for (size_t i = 0; i < guess->fields.count; i++)
        if (guess->fields.items[i].column == column)
            return true;
    return false;
}

static bool is_read_as_label(const struct guess *guess, size_t column)
{
    size_t code = guess->insight->columns[column].label_of;

    for (size_t i = 0; code != NO_COLUMN && i < guess->fields.count; i++)
        if (guess->fields.items[i].column == code)
            return guess->fields.items[i].labels.len > 0;
    return false;
}

void guess_carry(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (guess_is_used(guess, i) || c->cells.type == CELLS_EMPTY)
            continue;
        if (is_read_as_label(guess, i))
            continue; /* read as labels */
        (void)guess_add(guess, i, NULL,
                        c->name.kind == NAME_DERIVED
                            ? SLICE("worked out from other columns: carried, "
                                    "not summed")
                            : SLICE("no known name: carried as it is"));
    }
}

/* Year and month in two columns. */
static void period_of_two(struct guess *guess, size_t year, size_t month)
{
    struct sheet *sheet = guess->insight->sheet;
    const struct sheet_column *y = &sheet->columns.items[year];
    const struct sheet_column *m = &sheet->columns.items[month];
    struct guess_field *field =
        guess_add(guess, NO_COLUMN, "period",
                  SLICE("year and month stand in two columns"));

    field->name = SLICE("period");
    ARENA_PUSH(sheet->arena, &field->join, y->heading);
    ARENA_PUSH(sheet->arena, &field->join, m->heading);
    field->format = "%Y-%m";
    field->pairs = ARENA_ARRAY(
        sheet->arena, (y->distinct + 1) * (m->distinct + 1), struct guess_pair);
    for (size_t i = 0; i < y->values.count; i++)
        for (size_t j = 0; j < m->values.count; j++) {
            struct slice word =
                name_fold(sheet->arena, m->values.items[j]->text);

            if (month_of_name(word) == 0 || y->values.items[i]->is_missing)
                continue;
            field->pairs[field->pair_count++] = (struct guess_pair){
                ARENA_CONCAT(sheet->arena, y->values.items[i]->text, SLICE("-"),
                             m->values.items[j]->text),
                arena_format(sheet->arena, SLICE_FORMAT "-%02u",
                             SLICE_ARGS(y->values.items[i]->text),
                             month_of_name(word))};
        }
}

static void period_of_files(struct guess *guess)
{
    struct insight *insight = guess->insight;
    struct sheet *sheet = insight->sheet;
    struct guess_field *field = guess_add(
        guess, NO_COLUMN, "period",
        arena_format(sheet->arena,
                     "the names of the %zu files differ in their period",
                     sheet->files.count));

    field->name = SLICE("period");
    field->from_path = insight->file_pattern;
    field->pairs =
        ARENA_ARRAY(sheet->arena, sheet->files.count, struct guess_pair);
    for (size_t i = 0; i < sheet->files.count; i++) {
        struct buf text = BUF_INIT;

        period_write(&text, insight->file_periods[i]);
        field->pairs[field->pair_count++] = (struct guess_pair){
            insight->file_parts[i], arena_take(sheet->arena, &text)};
    }
}

/* A year in the file's name, else in that of its folder. */
static int year_of_path(struct arena *arena, const char *path)
{
    struct slice rest = slice_of(path);
    int year = 0;

    while (rest.len > 0) {
        int found = name_find(arena, slice_next(&rest, '/')).year;

        if (found > 0)
            year = found;
    }
    return year;
}

/* "Ejecución acumulada al ABRIL": the month of the whole file. */
static unsigned month_of_headings(const struct sheet *sheet)
{
    unsigned month = 0;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (!column_is_money(c) || c->name.month == 0)
            continue;
        if (month > 0 && month != c->name.month)
            return 0;
        month = c->name.month;
    }
    return month;
}

/* A column that is called a time but is not written as one we know. */
static bool period_of_name(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if ((c->name.kind != NAME_YEAR && c->name.kind != NAME_DATE) ||
            (c->cells.type != CELLS_CODE && c->cells.type != CELLS_TEXT))
            continue;
        guess_add(guess, i, "period", SLICE("its name"))->type = NULL;
        guess_decide(
            guess, arena_format(sheet->arena,
                                "\"" SLICE_FORMAT
                                "\": its texts are no year, quarter, month or "
                                "date; give each its period in \"values\"",
                                SLICE_ARGS(c->heading)));
        return true;
    }
    return false;
}

bool guess_period(struct guess *guess)
{
    struct insight *insight = guess->insight;
    struct sheet *sheet = insight->sheet;
    struct guess_field *field;
    unsigned month;
    int year;

    if (insight->date != NO_COLUMN) {
        field = guess_add(guess, insight->date, "period",
                          sheet->columns.items[insight->date].cells.why);
        if (strstr(field->format, "%d") != NULL)
            field->granularity = "month";
        if (strcmp(field->format, "%Y-%m-%d") == 0 ||
            strcmp(field->format, "%Y-%m") == 0)
            field->format = NULL;
        return true;
    }
    if (insight->year != NO_COLUMN && insight->month != NO_COLUMN) {
        period_of_two(guess, insight->year, insight->month);
        return true;
    }
    if (insight->year != NO_COLUMN) {
        (void)guess_add(guess, insight->year, "period",
                        sheet->columns.items[insight->year].cells.why);
        return true;
    }
    if (insight->file_periods != NULL) {
        period_of_files(guess);
        return true;
    }
    if (period_of_name(guess))
        return true;
    year = year_of_path(sheet->arena, sheet->files.items[0].path);
    if (year == 0)
        return false;
    month = month_of_headings(sheet);
    guess->period = month > 0
                        ? arena_format(sheet->arena, "%d-%02u", year, month)
                        : arena_format(sheet->arena, "%d", year);
    guess_decide(guess,
                 arena_format(sheet->arena,
                              "no column has the period; " SLICE_FORMAT
                              " is taken from the path of the file%s: is it "
                              "the time of the rows?",
                              SLICE_ARGS(guess->period),
                              month > 0 ? " and a heading" : ""));
    return true;
}

static size_t money_count(const struct sheet *sheet)
{
    size_t count = 0;

    for (size_t i = 0; i < sheet->columns.count; i++)
        count += column_is_money(&sheet->columns.items[i]);
    return count;
}

static size_t count_of_month_columns(const struct sheet *sheet)
{
    size_t count = 0;

    for (size_t i = 0; i < sheet->columns.count; i++)
        count += sheet->columns.items[i].name.month > 0 &&
                 sheet->columns.items[i].cells.type == CELLS_NUMBER;
    return count;
}

static bool says_revenue(const struct guess *guess, struct slice *why)
{
    const struct sheet *sheet = sheet_of(guess);
    struct slice base = name_fold(sheet->arena, sheet->files.items[0].base);

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (column_is_money(c) && c->name.is_revenue) {
            *why = arena_format(sheet->arena,
                                "\"" SLICE_FORMAT "\" is a stage of revenue",
                                SLICE_ARGS(c->heading));
            return true;
        }
    }
    *why = SLICE("the file's name says so");
    return names_revenue(base) && !names_spending(base);
}

static void role_set(struct guess *guess, const char *role, struct slice why)
{
    guess->role = role;
    guess->why = why;
}

static bool role_by_topics(struct guess *guess)
{
    struct slice base =
        name_find(sheet_of(guess)->arena, sheet_of(guess)->files.items[0].base)
            .what;
    static const struct {
        const char *topic;
        const char *other; /* needed too, or null */
        const char *role;
    } rules[] = {
        {"milestone", NULL, "milestones"},
        {"commitment", NULL, "commitments"},
        {"population", NULL, "population"},
        {"indicator", "unit", "indicators"},
        {"indicator", "value", "observations"},
        {"indicator", "target", "targets"},
        {"indicator", NULL, "indicators"},
    };

    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        size_t column = guess_topic(guess, rules[i].topic);

        if (column == NO_COLUMN && slice_equal_text(base, rules[i].topic) &&
            sheet_of(guess)->columns.count > 2) {
            role_set(guess, rules[i].role, SLICE("the name of the file"));
            return true;
        }
        if (column == NO_COLUMN ||
            (rules[i].other != NULL &&
             guess_topic(guess, rules[i].other) == NO_COLUMN))
            continue;
        role_set(
            guess, rules[i].role,
            arena_format(
                sheet_of(guess)->arena, "the name of \"" SLICE_FORMAT "\"",
                SLICE_ARGS(sheet_of(guess)->columns.items[column].heading)));
        return true;
    }
    return false;
}

/* A commitment named in many rows is what they belong to. */
static bool role_of_repeated(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);
    size_t column = guess_topic(guess, "commitment");
    struct name_guess base =
        name_find(sheet->arena, sheet->files.items[0].base);

    if (column == NO_COLUMN || guess->insight->date == NO_COLUMN ||
        sheet->columns.items[column].cells.type != CELLS_CODE ||
        sheet->columns.items[column].distinct == sheet->row_files.count)
        return false;
    role_set(guess,
             slice_equal_text(base.what, "milestone") ? "milestones"
                                                      : "commitment-events",
             SLICE("dates of commitments, several of one"));
    return true;
}

/* One column for each year. */
static bool role_of_years(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);
    struct slice base = name_fold(sheet->arena, sheet->files.items[0].base);
    size_t years = 0;

    for (size_t i = 0; i < sheet->columns.count; i++)
        years += sheet->columns.items[i].cells.type == CELLS_NUMBER &&
                 sheet->columns.items[i].name.year > 0;
    if (years < 3)
        return false;
    role_set(
        guess,
        slice_equal_text(name_find(sheet->arena, base).what, "population")
            ? "population"
            : "observations",
        arena_format(sheet->arena, "%zu columns are named by a year", years));
    return true;
}

static bool has_time(const struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);

    for (size_t i = 0; i < sheet->columns.count; i++)
        if (sheet->columns.items[i].name.kind == NAME_YEAR)
            return true;
    return guess->insight->year != NO_COLUMN ||
           guess->insight->date != NO_COLUMN;
}

static void role_find(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);
    size_t money = money_count(sheet);
    struct slice why;

    if (money == 0 && count_of_month_columns(sheet) >= 6)
        money = count_of_month_columns(sheet);
    if (money > 0 && guess_topic(guess, "indicator") == NO_COLUMN) {
        if (says_revenue(guess, &why))
            role_set(guess, "revenue", why);
        else
            role_set(guess, "execution",
                     arena_format(sheet->arena,
                                  "%zu columns of money, none of them of "
                                  "revenue alone",
                                  money));
        return;
    }
    if (role_of_repeated(guess) || role_by_topics(guess) ||
        role_of_years(guess))
        return;
    if (guess_topic(guess, "value") != NO_COLUMN && has_time(guess)) {
        role_set(guess, "observations",
                 SLICE("a time and a value in each row"));
        return;
    }
    if (sheet->columns.count <= 6) {
        role_set(guess, "classifier",
                 SLICE("few columns, of codes and words, without money"));
        return;
    }
    role_set(guess, "register", SLICE("nothing says more than a list of rows"));
}

static struct slice name_of(const struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);
    struct slice base = sheet->files.items[0].base;
    size_t dot = base.len;

    if (guess->insight->file_pattern.len > 0)
        base = guess->insight->file_pattern;
    for (size_t i = base.len; i-- > 1;)
        if (base.ptr[i] == '.') {
            dot = i;
            break;
        }
    if (dot >= base.len)
        dot = base.len;
    return name_fold(sheet->arena, slice_cut(base, 0, dot));
}

static void decide_of_columns(struct guess *guess)
{
    struct sheet *sheet = guess->insight->sheet;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];
        struct slice label = column_label(sheet->arena, c);

        if (c->cells.is_ambiguous && c->cells.type == CELLS_NUMBER)
            guess_decide(guess,
                         arena_format(sheet->arena,
                                      "\"" SLICE_FORMAT "\": is its mark for "
                                      "decimals or for thousands?",
                                      SLICE_ARGS(label)));
        if (c->cells.is_ambiguous && c->cells.type == CELLS_DATE)
            guess_decide(guess,
                         arena_format(sheet->arena,
                                      "\"" SLICE_FORMAT "\": is the day or the "
                                      "month first? No day is over 12.",
                                      SLICE_ARGS(label)));
        if (c->cells.odd > 0)
            guess_decide(guess,
                         arena_format(sheet->arena,
                                      "\"" SLICE_FORMAT
                                      "\": %u rows are not of its "
                                      "type, \"" SLICE_FORMAT "\" the first",
                                      SLICE_ARGS(label), c->cells.odd,
                                      SLICE_ARGS(c->cells.odd_example)));
        if (c->mark_count > 0)
            guess_decide(
                guess, arena_format(sheet->arena,
                                    "\"" SLICE_FORMAT "\": does \"" SLICE_FORMAT
                                    "\" mean not reported or not applicable?",
                                    SLICE_ARGS(label),
                                    SLICE_ARGS(c->missing_marks[0])));
    }
}

static void decide_of_rows(struct guess *guess)
{
    struct insight *insight = guess->insight;
    struct sheet *sheet = insight->sheet;

    if (insight->alike > 0)
        guess_decide(guess,
                     arena_format(sheet->arena,
                                  "%zu rows have the same codes and words as "
                                  "another: are they parts of it, or twice?",
                                  insight->alike));
    if (insight->both_sides.len > 0)
        guess_decide(
            guess,
            arena_format(
                sheet->arena,
                "revenue and spending seem to be in one file: " SLICE_FORMAT
                "; say which rows are which with \"take\"",
                SLICE_ARGS(insight->both_sides)));
    if (insight->totals_differ > 0)
        guess_decide(guess,
                     SLICE("the rows of totals are not the sums of the others: "
                           "what do they state?"));
    if (insight->subtotals_differ > 0)
        guess_decide(guess,
                     arena_format(sheet->arena,
                                  "%zu amounts of sub-totals differ from the "
                                  "rows below them",
                                  insight->subtotals_differ));
    for (size_t i = 0; i < sheet->files.count; i++)
        if (sheet->files.items[i].fault.len > 0)
            guess_decide(guess,
                         arena_format(sheet->arena,
                                      SLICE_FORMAT ": " SLICE_FORMAT,
                                      SLICE_ARGS(sheet->files.items[i].base),
                                      SLICE_ARGS(sheet->files.items[i].fault)));
    if (!sheet->files.items[0].sniff.dialect.has_header &&
        sheet->files.items[0].sniff.commented_header.len == 0)
        guess_decide(guess, SLICE("the file does not name its columns: name "
                                  "them in \"columns\", and give them roles"));
    if (guess->insight->blank_rows > 0)
        guess_decide(
            guess, arena_format(sheet->arena,
                                "rows without a text in any column: %zu; leave "
                                "them out with \"exclude\"",
                                guess->insight->blank_rows));
    if (!sheet->files.items[0].sniff.header_is_sure)
        guess_decide(guess, SLICE("is the first row a header?"));
}

void guess_find(struct guess *guess, struct insight *insight)
{
    *guess = (struct guess){.insight = insight};
    guess->name = name_of(guess);
    role_find(guess);
    if (strcmp(guess->role, "execution") == 0 ||
        strcmp(guess->role, "revenue") == 0)
        guess_facts(guess);
    else
        guess_list(guess);
    guess_carry(guess);
    decide_of_columns(guess);
    decide_of_rows(guess);
}
