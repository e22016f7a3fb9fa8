/* The time of rows: columns, names of files, paths, texts. */
#include <string.h>

#include "inspect/guess.h"

static const struct sheet *sheet_of(const struct guess *guess)
{
    return guess->insight->sheet;
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

/* "segundo" -> 2; 0 = no such word. */
static unsigned ordinal_of(struct slice word)
{
    static const char *const words[4] = {
        "i primer primero first erster", "ii segundo second zweiter",
        "iii tercer tercero third", "iv cuarto fourth"};

    for (unsigned i = 0; i < 4; i++)
        for (struct slice rest = slice_of(words[i]); rest.len > 0;)
            if (slice_equal(slice_next(&rest, ' '), word))
                return i + 1;
    return 0;
}

/* "1", "I", "T1", "2do semestre", "segundo": which part of a year; 0 = none. */
static unsigned part_of_year(struct arena *arena, struct slice text)
{
    struct slice folded = name_fold(arena, text);
    unsigned number = 0;

    for (size_t i = 0; i < folded.len; i++)
        if (folded.ptr[i] >= '1' && folded.ptr[i] <= '4')
            return (unsigned)(folded.ptr[i] - '0');
    while (folded.len > 0 && number == 0)
        number = ordinal_of(slice_next(&folded, '-'));
    return number;
}

/* Year, and quarter or half of it, in two columns. A half is told by its last
 * month: there is no period for it. */
static void period_of_parts(struct guess *guess, size_t year, size_t part,
                            bool is_half)
{
    struct sheet *sheet = guess->insight->sheet;
    const struct sheet_column *y = &sheet->columns.items[year];
    const struct sheet_column *p = &sheet->columns.items[part];
    struct guess_field *field =
        guess_add(guess, NO_COLUMN, "period",
                  is_half ? SLICE("year and half-year stand in two columns")
                          : SLICE("year and quarter stand in two columns"));

    field->name = SLICE("period");
    ARENA_PUSH(sheet->arena, &field->join, y->heading);
    ARENA_PUSH(sheet->arena, &field->join, p->heading);
    field->pairs = ARENA_ARRAY(
        sheet->arena, (y->distinct + 1) * (p->distinct + 1), struct guess_pair);
    for (size_t i = 0; i < y->values.count; i++)
        for (size_t j = 0; j < p->values.count; j++) {
            struct slice text = p->values.items[j]->text;
            unsigned number = part_of_year(sheet->arena, text);

            if (number == 0 || y->values.items[i]->is_missing)
                continue;
            field->pairs[field->pair_count++] = (struct guess_pair){
                ARENA_CONCAT(sheet->arena, y->values.items[i]->text, SLICE("-"),
                             text),
                arena_format(sheet->arena,
                             is_half ? SLICE_FORMAT "-%02u"
                                     : SLICE_FORMAT "-Q%u",
                             SLICE_ARGS(y->values.items[i]->text),
                             is_half ? number * 6 : number)};
        }
    if (is_half)
        guess_decide(guess,
                     SLICE("half-years are told by their last month: do "
                           "their amounts begin anew, or go on from the "
                           "first half (\"accumulation\": \"to-date\")?"));
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

/* "Enero 2023", "ene-23": each text and its month. False: some are others. */
static bool months_by_name(const struct sheet *sheet,
                           const struct sheet_column *column,
                           struct guess_field *field)
{
    field->pairs =
        ARENA_ARRAY(sheet->arena, column->values.count + 1, struct guess_pair);
    field->pair_count = 0;
    for (size_t i = 0; i < column->values.count; i++) {
        struct slice text = column->values.items[i]->text;
        struct name_guess name = name_find(sheet->arena, text);

        if (column->values.items[i]->is_missing)
            continue;
        if (name.month == 0 || name.year == 0) {
            field->pair_count = 0;
            return false;
        }
        field->pairs[field->pair_count++] = (struct guess_pair){
            text, arena_format(sheet->arena, "%d-%02u", name.year, name.month)};
    }
    return field->pair_count > 0;
}

/* A column that is called a time but is not written as one we know. */
static bool period_of_name(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);
    struct guess_field *field;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if ((c->name.kind != NAME_YEAR && c->name.kind != NAME_DATE &&
             c->name.kind != NAME_MONTH) ||
            (c->cells.type != CELLS_CODE && c->cells.type != CELLS_TEXT))
            continue;
        field = guess_add(guess, i, "period", SLICE("its name"));
        field->type = NULL;
        if (months_by_name(sheet, c, field))
            return true;
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
    if (insight->year != NO_COLUMN &&
        guess_topic(guess, "quarter") != NO_COLUMN) {
        period_of_parts(guess, insight->year, guess_topic(guess, "quarter"),
                        false);
        return true;
    }
    if (insight->year != NO_COLUMN &&
        guess_topic(guess, "semester") != NO_COLUMN) {
        period_of_parts(guess, insight->year, guess_topic(guess, "semester"),
                        true);
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
