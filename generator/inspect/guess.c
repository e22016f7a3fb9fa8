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

static size_t count_of_year_columns(const struct sheet *sheet)
{
    size_t count = 0;

    for (size_t i = 0; i < sheet->columns.count; i++)
        count += sheet->columns.items[i].cells.type == CELLS_NUMBER &&
                 sheet->columns.items[i].name.kind == NAME_NONE &&
                 sheet->columns.items[i].name.year > 0;
    return count;
}

/* One column for each year, in a file whose name speaks of money. */
static bool is_money_by_year(const struct sheet *sheet)
{
    struct slice base = name_fold(sheet->arena, sheet->files.items[0].base);

    return count_of_year_columns(sheet) >= 2 &&
           (names_spending(base) || names_revenue(base) ||
            name_find(sheet->arena, base).kind == NAME_STAGE);
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

/* Headings speak of a contract and of who has it, and each row has a code. */
static bool is_list_of_contracts(const struct guess *guess)
{
    static const struct slice words[] = {
        SLICE_INIT("contrato"),   SLICE_INIT("contract"),
        SLICE_INIT("proveedor"),  SLICE_INIT("contratista"),
        SLICE_INIT("fornecedor"), SLICE_INIT("contratado"),
        SLICE_INIT("supplier"),   SLICE_INIT("vendor"),
        SLICE_INIT("titulaires"), SLICE_INIT("attributaire"),
        SLICE_INIT("adjudicado"), SLICE_INIT("adjudicatario"),
        SLICE_INIT("acheteur"),   SLICE_INIT("marche")};
    const struct sheet *sheet = sheet_of(guess);
    const struct insight *insight = guess->insight;
    size_t found = 0;

    if (insight->key_count != 1 || insight->key_is_by_file ||
        sheet->columns.items[insight->key[0]].cells.type != CELLS_CODE)
        return false;
    for (size_t w = 0; w < COUNT_OF(words); w++)
        for (size_t i = 0; i < sheet->columns.count; i++)
            if (folded_has(sheet->columns.items[i].name.bare, words[w])) {
                found++;
                break;
            }
    return found >= 2;
}

static void role_find(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);
    size_t money = money_count(sheet);
    struct slice why;

    if (money == 0 && count_of_month_columns(sheet) >= 6)
        money = count_of_month_columns(sheet);
    if (money == 0 && is_money_by_year(sheet))
        money = count_of_year_columns(sheet);
    if (money == 0 && stages_in_rows(guess) != NO_COLUMN)
        money = guess_topic(guess, "value") != NO_COLUMN;
    if (is_list_of_contracts(guess)) {
        role_set(guess, "register",
                 SLICE("contracts, one in each row, with its code"));
        return;
    }
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
    guess_sides(guess);
    guess_decide_all(guess);
}
