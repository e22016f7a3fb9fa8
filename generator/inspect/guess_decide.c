/* What the files do not tell, and which rows are of which side. */
#include <string.h>

#include "inspect/guess.h"

static const struct sheet *sheet_of(const struct guess *guess)
{
    return guess->insight->sheet;
}

/* Numbers and addresses that people have. */
static bool names_person(struct slice bare)
{
    static const struct slice words[] = {
        SLICE_INIT("cpf"),       SLICE_INIT("dni"),
        SLICE_INIT("cedula"),    SLICE_INIT("curp"),
        SLICE_INIT("rut"),       SLICE_INIT("dpi"),
        SLICE_INIT("documento"), SLICE_INIT("passport"),
        SLICE_INIT("pasaporte"), SLICE_INIT("email"),
        SLICE_INIT("correo"),    SLICE_INIT("telefono"),
        SLICE_INIT("phone"),     SLICE_INIT("beneficiario")};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (folded_has(bare, words[i]))
            return true;
    return false;
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
        if (names_person(c->name.bare))
            guess_decide(guess,
                         arena_format(sheet->arena,
                                      "\"" SLICE_FORMAT "\" may tell who a "
                                      "person is: \"personal\": true keeps it "
                                      "out of all that is published",
                                      SLICE_ARGS(label)));
        if (c->cells.may_be_fiscal)
            guess_decide(
                guess, arena_format(sheet->arena,
                                    "\"" SLICE_FORMAT "\": is \"" SLICE_FORMAT
                                    "\" a month, or a fiscal year? It is read "
                                    "as %s",
                                    SLICE_ARGS(label),
                                    SLICE_ARGS(c->values.items[0]->text),
                                    c->cells.pattern));
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

/* "I", "G", "E" under a heading that names both; or words that say so. */
static int side_of(struct arena *arena, const struct sheet_column *column,
                   struct slice text)
{
    struct slice folded = name_fold(arena, text);
    bool revenue = names_revenue(folded);
    bool spending = names_spending(folded);

    if (revenue != spending)
        return revenue ? 1 : 2;
    if (text.len != 1 || !column->name.is_revenue || !column->name.is_spending)
        return 0;
    if (strchr("IiRr", text.ptr[0]) != NULL)
        return 1;
    return strchr("GgEeDd", text.ptr[0]) != NULL ? 2 : 0;
}

/* Which rows are of which side, where every text of a column tells. */
void guess_sides(struct guess *guess)
{
    struct arena *arena = guess->insight->sheet->arena;
    const struct sheet_column *c;
    struct slices sides[3] = {{0}};

    if (guess->insight->sides == NO_COLUMN ||
        strcmp(guess->role, "execution") != 0)
        return;
    c = &guess->insight->sheet->columns.items[guess->insight->sides];
    for (size_t i = 0; i < c->values.count; i++) {
        int side = side_of(arena, c, c->values.items[i]->text);

        if (c->values.items[i]->count > 0)
            ARENA_PUSH(arena, &sides[side], c->values.items[i]->text);
    }
    if (sides[0].count > 0)
        return;
    guess->revenue = sides[1];
    guess->spending = sides[2];
}

/* Two rows of headings: the first has groups, the second the columns. */
static void decide_of_second_header(struct guess *guess)
{
    const struct sheet *sheet = sheet_of(guess);
    size_t known = 0;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type == CELLS_NUMBER)
            return;
        if (c->rows.count > 1)
            known += name_find(sheet->arena, sheet_cell(c, 0)->text).kind ==
                     NAME_STAGE;
    }
    if (known >= 2)
        guess_decide(guess,
                     SLICE("the first record has names of columns: is it the "
                           "header? Then leave out the lines above it, "
                           "\"dialect\": {\"skipRows\": 1}"));
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
    decide_of_second_header(guess);
    if (insight->both_sides.len > 0)
        guess_decide(
            guess,
            arena_format(
                sheet->arena,
                "revenue and spending seem to be in one file: " SLICE_FORMAT
                "; %s",
                SLICE_ARGS(insight->both_sides),
                guess->revenue.count > 0 && guess->spending.count > 0
                    ? "they are written as two resources, each with its "
                      "\"take\": are they right?"
                    : "say which rows are which with \"take\""));
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
    if (guess->insight->note_rows > 0)
        guess_decide(
            guess,
            arena_format(sheet->arena,
                         "rows with a text in one column alone, and no amount: "
                         "%zu; are they notes and headings, to be left out "
                         "with \"exclude\"?",
                         guess->insight->note_rows));
    if (sheet->files.items[0].list.others > 0)
        guess_decide(
            guess, arena_format(sheet->arena,
                                "the file has other lists of objects: %zu; is "
                                "\"" SLICE_FORMAT "\" the one?",
                                sheet->files.items[0].list.others,
                                SLICE_ARGS(sheet->files.items[0].list.path)));
    if (!sheet->files.items[0].sniff.header_is_sure)
        guess_decide(guess, SLICE("is the first row a header?"));
}

void guess_decide_all(struct guess *guess)
{
    decide_of_columns(guess);
    decide_of_rows(guess);
}
