/*
 * A file of facts that several threads type gives what one thread gives that
 * reads record after record: findings, accounts, members, every answer of the
 * cube. Rows of every odd kind stand between usual ones.
 */
#include "portal_help.h"

#include <inttypes.h>

#include "model/money_rules.h"

#define ROWS 60000
#define FIRST_FILE 37000
#define LONG_ROWS 272000

static const char settings[] =
    "name: P\n"
    "languages: [{path: en, locale: en-US}]\n"
    "cut_off: 2019-12-31\n"
    "stages: [{id: initial}, {id: change}, {id: current}, {id: accrued}]\n"
    "money:\n"
    "  identities: [{sum: [initial, change], equals: current}]\n"
    "  control: {level: [program, object, unit], within: [[accrued, "
    "current]]}\n";

#define DIMENSION(name, more)                                                  \
    FIELD(name, "string",                                                      \
          ",\"role\":\"dimension\",\"dimension\":\"" name "\"" more)
#define AMOUNT(name)                                                           \
    FIELD(name, "number",                                                      \
          ",\"role\":\"amount\",\"stage\":\"" name "\",\"currency\":\"USD\"")
#define TEXT(name, more) FIELD(name, "string", more)
#define TIME TEXT("month", ",\"role\":\"period\"")
#define CODES                                                                  \
    DIMENSION("program", ",\"labels\":\"title\"")                              \
    "," DIMENSION("object", "") "," DIMENSION("unit", "")
#define MONEY TEXT("money", ",\"role\":\"currency\"")
#define DATE FIELD("signed", "date", "")
#define COUNT FIELD("count", "number", "")
#define OTHERS MONEY "," DATE "," COUNT "," TEXT("note", "")
#define BUDGET AMOUNT("initial") "," AMOUNT("change") "," AMOUNT("current")
#define FACTS(paths)                                                           \
    PACKAGE("{\"name\":\"spent\",\"role\":\"execution\",\"path\":" paths       \
            ",\"schema\":{\"fields\":[" TIME "," CODES "," OTHERS "," BUDGET   \
            "," AMOUNT("accrued") "]}}")

#define HEADER                                                                 \
    "month,program,title,object,unit,money,signed,count,note,initial,change,"  \
    "current,accrued\n"

struct made {
    struct buf text;
    uint64_t seed;
    uint32_t row; /* of all files */
};

static uint32_t draw(struct made *made, uint32_t below)
{
    made->seed = made->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(made->seed >> 33) % below;
}

static bool one_in(struct made *made, uint32_t rows)
{
    return draw(made, rows) == 0;
}

static void add_codes(struct made *made)
{
    /* New codes until the end, and long ones; labels that differ, or none. */
    uint32_t program = draw(made, 40 + made->row / 500);
    uint32_t object = draw(made, 30);
    const char *label = one_in(made, 9000)  ? "another"
                        : one_in(made, 700) ? " "
                                            : "Program no.";

    buf_add_format(&made->text, "2017-%02u,", 1 + draw(made, 12));
    buf_add_format(&made->text, one_in(made, 300) ? " %u ," : "%u,", program);
    if (one_in(made, 4))
        buf_add_format(&made->text, "\"%s %u\",", label, program);
    else
        buf_add_format(&made->text, "%s %u,", label, program);
    if (one_in(made, 5000))
        buf_add_text(&made->text, ",");
    else
        buf_add_format(&made->text,
                       object < 3 ? "a very long code %u," : "o%u,", object);
    buf_add_format(&made->text, one_in(made, 50) ? "," : "u%u,",
                   draw(made, 12));
}

static void add_others(struct made *made)
{
    buf_add_text(&made->text, one_in(made, 4000)  ? "EUR,"
                              : one_in(made, 100) ? ","
                                                  : "USD,");
    buf_add_text(&made->text, one_in(made, 5000)  ? "2017-02-30,"
                              : one_in(made, 200) ? ","
                                                  : "2017-02-28,");
    buf_add_text(&made->text,
                 one_in(made, 3000) && made->row > 20000 ? "1.25," : "7,");
    buf_add_text(&made->text,
                 one_in(made, 500) ? "\"said \"\"so\"\"\"," : "x,");
}

/* Cents; decimals come late. */
static void add_amount(struct made *made, int64_t cents)
{
    bool whole = made->row < 3000 || cents % 100 == 0;

    if (whole)
        buf_add_format(&made->text, "%" PRId64, cents / 100);
    else
        buf_add_format(&made->text, "%s%" PRId64 ".%02d", cents < 0 ? "-" : "",
                       (cents < 0 ? -cents : cents) / 100,
                       (int)((cents < 0 ? -cents : cents) % 100));
}

static void add_odd_amount(struct made *made)
{
    static const char *const odd[] = {"",
                                      " 12.50 ",
                                      "1,234.5",
                                      "x",
                                      "+5",
                                      "(17.25)",
                                      "1.50000000000",
                                      "1e3",
                                      "0.1234",
                                      "0.123456",
                                      "123456789012345678",
                                      "-0",
                                      "00012.5",
                                      "9007199254740993.01",
                                      "1234567890123456789012.5"};
    size_t kinds = made->row < 30000 ? 2 : COUNT_OF(odd);

    buf_add_format(&made->text, "\"%s\"", odd[draw(made, (uint32_t)kinds)]);
}

static void add_amounts(struct made *made)
{
    int64_t initial =
        (int64_t)draw(made, 100000000) * (made->row < 3000 ? 100 : 1);
    int64_t change = ((int64_t)draw(made, 2000) - 1000) * 100;
    int64_t current = initial + change + (one_in(made, 2500) ? 100 : 0);

    add_amount(made, initial);
    buf_add_char(&made->text, ',');
    if (one_in(made, 30))
        buf_add_char(&made->text, ',');
    else {
        add_amount(made, change);
        buf_add_char(&made->text, ',');
    }
    add_amount(made, current);
    buf_add_char(&made->text, ',');
    if (one_in(made, 400))
        add_odd_amount(made);
    else
        add_amount(made, current / 3);
    buf_add_char(&made->text, '\n');
}

static void add_rows(struct made *made, uint32_t count)
{
    buf_add_text(&made->text, HEADER);
    for (uint32_t i = 0; i < count; i++, made->row++) {
        if (one_in(made, 6000))
            buf_add_text(&made->text, "2017-01,1,2\n"); /* ragged */
        if (one_in(made, 6000))
            buf_add_text(&made->text, "\n");
        if (one_in(made, 9000)) /* a month that is none, and one that is new */
            buf_add_text(&made->text, "2017-13,1,,o5,u1,,,,,1,1,2,1\n"
                                      "2019-Q1,1,,o5,u1,,,,,1,1,2,1\n"
                                      ",1,,o5,u1,,,,,1,1,2,1\n");
        add_codes(made);
        add_others(made);
        add_amounts(made);
    }
}

/* --- everything that reading gives, as text --- */

static void print_place(struct buf *out, struct place place)
{
    buf_add_format(out, " %u:%u:%u", place.source, place.record, place.field);
}

static void print_findings(struct buf *out, struct desk *desk)
{
    diagnostics_sort(&desk->diagnostics);
    for (size_t i = 0; i < desk->diagnostics.count; i++) {
        const struct finding *finding = &desk->diagnostics.items[i];

        buf_add_text(out, diag_info(finding->id)->code);
        print_place(out, finding->place);
        print_place(out, finding->other);
        finding_write(out, finding, slice_of(diag_info(finding->id)->sentence));
        buf_add_char(out, '\n');
    }
}

static void print_amount(struct buf *out, struct amount value)
{
    buf_add_format(out, " %u/", value.scale);
    amount_write(out, value);
}

static void print_account(struct buf *out, const struct table *table,
                          const struct file_account *file)
{
    buf_add_format(out, "%u %u %u %u %u, %u %u %u %u %u\n", file->used,
                   file->excluded, file->elsewhere, file->refused, file->rows,
                   file->count.records, file->count.blank_lines,
                   file->count.comment_rows, file->count.skipped_rows,
                   file->count.refused_rows);
    for (size_t i = 0; i < file->outcomes.count; i++) {
        const struct outcome_account *account = &file->outcomes.items[i];

        buf_add_format(out, "%s %u", outcome_name(account->outcome),
                       account->rows);
        for (size_t c = 0; c < table->columns.count; c++) {
            buf_add_format(out, " %u %d", account->amounts[c].values,
                           account->amounts[c].overflow);
            print_amount(out, account->amounts[c].sum);
        }
        buf_add_char(out, '\n');
    }
}

static void print_money(struct buf *out, const struct money_watch *watch)
{
    for (size_t i = 0; i < watch->counts.count; i++) {
        const struct identity_count *count = &watch->counts.items[i];

        buf_add_format(out, "%zu %u %u %u %d", count->identity, count->source,
                       count->rows, count->broken, count->overflow);
        print_place(out, count->first);
        print_place(out, count->worst);
        print_amount(out, count->gap);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < watch->filled.count; i++) {
        period_write(out, watch->filled.items[i].period);
        for (size_t m = 0; m < 4; m++)
            buf_add_format(out, " %u", watch->filled.items[i].rows[m]);
        buf_add_char(out, '\n');
    }
}

static void print_sum(struct buf *out, enum cube_answer answer,
                      const struct cube_sum *sum)
{
    buf_add_format(out, "%d", answer);
    print_amount(out, sum->value);
    buf_add_format(out, " %u %u %u %u %d", sum->values, sum->empty,
                   sum->not_reported, sum->not_applicable, sum->overflow);
    print_place(out, sum->first);
    print_place(out, sum->last);
    buf_add_char(out, '\n');
}

/* All measures of the terms, over all time and in the last period. */
static void print_terms(struct buf *out, const struct cube *cube,
                        const struct cube_term *terms, size_t count)
{
    struct period none = {PERIOD_NONE, 0, 0, 0};
    struct period last = cube_period(cube, cube_period_count(cube) - 1);

    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        struct cube_sum sum = {.values = 0};

        print_sum(out, cube_query(cube, m, terms, count, none, none, &sum),
                  &sum);
        print_sum(out, cube_query(cube, m, terms, count, last, last, &sum),
                  &sum);
    }
}

static void print_pairs(struct buf *out, const struct cube *cube,
                        struct cube_term *terms)
{
    for (size_t d = 0; d < cube_dimension_count(cube); d++) {
        const struct dimension *dimension = cube_dimension(cube, d);

        if ((int)d == terms[0].dimension)
            continue;
        for (size_t i = 0; i < dimension->members.count; i += 7) {
            const struct member *member = dimension->members.items[i];

            terms[1] = (struct cube_term){(int)d, &member, 1, false};
            print_terms(out, cube, terms, 2);
        }
    }
}

static void print_dimension(struct buf *out, const struct cube *cube, size_t d)
{
    const struct dimension *dimension = cube_dimension(cube, d);

    for (size_t i = 0; i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];
        struct cube_term terms[2] = {{(int)d, &member, 1, false}};

        buf_add_format(out, "%u %d %d", member->id, member->used,
                       member->has_labels);
        buf_add_slice(out, member->code);
        buf_add_slice(out, member->label.items[0]);
        print_place(out, member->label_place);
        buf_add_char(out, '\n');
        print_terms(out, cube, terms, 1);
        if (i % 5 == 0)
            print_pairs(out, cube, terms);
    }
}

static void print_groups(struct buf *out, const struct cube *cube)
{
    struct period none = {PERIOD_NONE, 0, 0, 0};
    int dimensions[] = {0, 1, 2};
    int set = cube_find_set(cube, dimensions, COUNT_OF(dimensions));

    if (set < 0)
        return;
    for (size_t g = 0; g < cube_set_group_count(cube, set); g++) {
        struct cube_sum sum = {.values = 0};

        for (size_t d = 0; d < COUNT_OF(dimensions); d++) {
            const struct member *member =
                cube_group_member(cube, set, g, (int)d);

            buf_add_format(out, "%u ", member != NULL ? member->id + 1 : 0);
        }
        print_sum(out, cube_group_query(cube, set, g, 3, none, none, &sum),
                  &sum);
    }
}

static struct buf print_all(struct desk *desk)
{
    const struct table *table =
        portal_table_named(desk->portal, SLICE("spent"));
    const struct cube *cube = table->cube;
    struct buf out = BUF_INIT;

    print_findings(&out, desk);
    for (size_t f = 0; f < table->files.count; f++)
        print_account(&out, table, &table->files.items[f]);
    for (size_t c = 0; c < table->columns.count; c++)
        buf_add_format(&out, "%u ", table->columns.items[c].decimals);
    print_money(&out, money_watch_of(desk->portal, table));
    for (size_t i = 0; i < cube_period_count(cube); i++)
        period_write(&out, cube_period(cube, i));
    print_terms(&out, cube, NULL, 0);
    for (size_t d = 0; d < cube_dimension_count(cube); d++)
        print_dimension(&out, cube, d);
    print_groups(&out, cube);
    return out;
}

/* --- */

static void load_with(struct desk *desk, unsigned threads)
{
    char i18n[60];
    struct portal_paths paths = {desk->folder, SLICE_INIT("p"), i18n, threads};

    (void)snprintf(i18n, sizeof i18n, "%s/i18n", desk->folder);
    desk->portal =
        portal_load(&desk->arena, &desk->sources, &desk->diagnostics, &paths);
    assert_non_null(desk->portal);
    portal_cross(desk->portal, desk->folder);
}

static void file_write(struct desk *desk, const char *path, struct made *made,
                       uint32_t count)
{
    buf_reset(&made->text);
    add_rows(made, count);
    desk_write(desk, path, made->text.ptr);
}

static struct buf read_with(unsigned threads, const uint32_t counts[2])
{
    struct made made = {BUF_INIT, 11, 0};
    struct desk desk;
    struct buf out;

    DESK_FILL(&desk, settings, FACTS("[\"one.csv\",\"two.csv\"]"), NULL);
    file_write(&desk, "data/p/one.csv", &made, counts[0]);
    file_write(&desk, "data/p/two.csv", &made, counts[1]);
    load_with(&desk, threads);
    out = print_all(&desk);
    buf_release(&made.text);
    desk_release(&desk);
    return out;
}

static void assert_same(struct buf *one, struct buf *other)
{
    size_t at = 0;

    while (at < one->len && one->ptr[at] == other->ptr[at])
        at++;
    if (at < one->len || other->len > at)
        fail_msg("at %zu of %zu: \"%.200s\", and not \"%.200s\"", at, one->len,
                 other->ptr + (at > 60 ? at - 60 : 0),
                 one->ptr + (at > 60 ? at - 60 : 0));
    buf_release(other);
}

static void assert_all_same(const uint32_t counts[2], size_t trials)
{
    static const unsigned threads[] = {3, 5, 2, 2};
    struct buf alone = read_with(1, counts);

    assert_non_null(strstr(alone.ptr, "used"));
    for (size_t i = 0; i < trials; i++) {
        struct buf some = read_with(threads[i], counts);

        assert_same(&alone, &some);
    }
    buf_release(&alone);
}

static void odd_rows_between_usual_ones(void **state)
{
    (void)state;
    assert_all_same((uint32_t[]){FIRST_FILE, ROWS - FIRST_FILE}, 4);
}

/* A sheaf and nothing, a sheaf and one row, less than a sheaf. */
static void few_rows(void **state)
{
    static const uint32_t counts[][2] = {
        {0, 1}, {1024, 4096}, {4097, 8192}, {4095, 20}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        assert_all_same(counts[i], 2);
}

/* Pairs are summed when the rows come again. */
static void rows_twice(void **state)
{
    (void)state;
    assert_all_same((uint32_t[]){LONG_ROWS - 20000, 20000}, 1);
}

static struct buf read_text(unsigned threads, const struct buf *text)
{
    struct desk desk;
    struct buf out;

    DESK_FILL(&desk, settings, FACTS("\"one.csv\""), "one", text->ptr);
    load_with(&desk, threads);
    out = print_all(&desk);
    desk_release(&desk);
    return out;
}

static void assert_text_same(struct buf *text, const char *said)
{
    struct buf alone = read_text(1, text);
    struct buf some = read_text(4, text);

    assert_non_null(strstr(alone.ptr, said));
    assert_same(&alone, &some);
    buf_release(&alone);
    buf_release(text);
}

/* The finding says where, and what was read up to then is accounted for. */
static void too_many_periods(void **state)
{
    struct buf text = BUF_INIT;

    (void)state;
    buf_add_text(&text, HEADER);
    for (unsigned i = 0; i < 20000; i++)
        buf_add_format(&text, "%u-%02u,1,a,o5,u1,,,,,1,1,2,1\n",
                       1900 + (i < 9000 ? 0 : i - 9000) / 12 % 90, 1 + i % 12);
    assert_text_same(&text, "periods");
}

/* Long decimals are looked at one by one, until there are none. */
static void hardly_a_usual_row(void **state)
{
    struct buf text = BUF_INIT;

    (void)state;
    buf_add_text(&text, HEADER);
    for (unsigned i = 0; i < 110000; i++)
        buf_add_format(&text, "2017-%02u,%u,a,o%u,u1,,,,,1,1,2,%u.%s\n",
                       1 + i % 12, i % 7, i % 5, i,
                       i > 5000 && i < 80000 ? "123456" : "12");
    assert_text_same(&text, "used 110000");
}

/* What was added up beside: rows that are all usual but for their codes. */
static void sums_are_right(void **state)
{
    struct buf text = BUF_INIT;
    struct desk desk;
    struct cube_sum sum;
    struct period none = {PERIOD_NONE, 0, 0, 0};
    const struct table *table;
    uint64_t expected = 0;

    (void)state;
    buf_add_text(&text, HEADER);
    for (uint64_t i = 0; i < 30000; i++) {
        expected += i * 37;
        buf_add_format(&text,
                       "2017-%02u,%u,a,o5,u1,,,,,1,1,2,%" PRIu64 ".%02u\n",
                       (unsigned)(1 + i % 12), (unsigned)(i % 999),
                       i * 37 / 100, (unsigned)(i * 37 % 100));
    }
    DESK_FILL(&desk, settings, FACTS("\"one.csv\""), "one", text.ptr);
    load_with(&desk, 3);
    table = portal_table_named(desk.portal, SLICE("spent"));
    assert_int_equal(table->files.items[0].used, 30000);
    assert_int_equal(cube_query(table->cube, 3, NULL, 0, none, none, &sum),
                     CUBE_OK);
    assert_int_equal(sum.values, 30000);
    assert_int_equal(sum.last.record, 30000);
    assert_int_equal(amount_compare(sum.value, (struct amount){expected, 2}),
                     0);
    buf_release(&text);
    desk_release(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_rows_between_usual_ones),
        cmocka_unit_test(few_rows),
        cmocka_unit_test(rows_twice),
        cmocka_unit_test(too_many_periods),
        cmocka_unit_test(hardly_a_usual_row),
        cmocka_unit_test(sums_are_right),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
