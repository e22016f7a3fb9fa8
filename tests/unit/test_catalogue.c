/*
 * Message catalogues and Plural-Forms.
 */

#include "folder_help.h"
#include "leak_help.h"

#include "locale/locale.h"
#include "locale/plural.h"

#define HEADER                                                                 \
    "msgid \"\"\n"                                                             \
    "msgstr \"\"\n"                                                            \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
#define SPANISH_FORMS "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
#define MESSAGE(id, text) "\nmsgid \"" id "\"\nmsgstr \"" text "\"\n"

static const struct catalogue *load_bytes(struct fixture *f, struct slice bytes,
                                          struct slice *fault)
{
    const char *path = put(f, "es.po", bytes);

    *fault = (struct slice){NULL, 0};
    return catalogue_load(&f->arena, path, fault);
}

static struct slice fault_of(struct fixture *f, struct slice bytes)
{
    struct slice fault;

    assert_null(load_bytes(f, bytes, &fault));
    return fault;
}

static const struct catalogue *load(struct fixture *f, const char *text)
{
    struct slice fault;
    const struct catalogue *catalogue = load_bytes(f, slice_of(text), &fault);

    if (!catalogue)
        print_error(SLICE_FORMAT "\n", SLICE_ARGS(fault));
    assert_non_null(catalogue);
    return catalogue;
}

static void assert_slice(struct slice s, const char *expected)
{
    if (!slice_equal_text(s, expected))
        print_error("\"" SLICE_FORMAT "\" is not \"%s\"\n", SLICE_ARGS(s),
                    expected);
    assert_true(slice_equal_text(s, expected));
}

static void assert_fault(struct fixture *f, const char *text,
                         const char *expected)
{
    assert_slice(fault_of(f, slice_of(text)), expected);
}

static void texts_are_translated(void **state)
{
    const struct catalogue *es =
        load(*state, HEADER MESSAGE("Programs", "Programas") MESSAGE(
                         "Year", "Año \\\"fiscal\\\"\\n") MESSAGE("Empty", ""));

    assert_slice(catalogue_text(es, SLICE("Programs")), "Programas");
    assert_slice(catalogue_text(es, SLICE("Year")), "Año \"fiscal\"\n");
    assert_slice(catalogue_text(es, SLICE("Empty")), "Empty");
    assert_slice(catalogue_text(es, SLICE("Other")), "Other");
    assert_slice(catalogue_text(NULL, SLICE("Programs")), "Programs");
    assert_slice(catalogue_text(es, SLICE("")), "");
    assert_true(catalogue_has(es, SLICE("Programs")));
    assert_false(catalogue_has(es, SLICE("Empty")));
    assert_false(catalogue_has(es, SLICE("Other")));
    assert_false(catalogue_has(NULL, SLICE("Programs")));
}

static void fuzzy_and_obsolete_are_not_used(void **state)
{
    const struct catalogue *es =
        load(*state, HEADER "\n#, fuzzy\nmsgid \"Draft\"\nmsgstr \"Borrador\"\n"
                            "\n#~ msgid \"Old\"\n#~ msgstr \"Viejo\"\n");

    assert_false(catalogue_has(es, SLICE("Draft")));
    assert_slice(catalogue_text(es, SLICE("Draft")), "Draft");
    assert_false(catalogue_has(es, SLICE("Old")));
}

#define PLURAL(one, many, form_0, form_1)                                      \
    "\nmsgid \"" one "\"\nmsgid_plural \"" many "\"\nmsgstr[0] \"" form_0      \
    "\"\nmsgstr[1] \"" form_1 "\"\n"

static void plurals_follow_the_catalogue(void **state)
{
    const struct slice one = SLICE("{n} row"), many = SLICE("{n} rows");
    const struct catalogue *es =
        load(*state, HEADER SPANISH_FORMS PLURAL("{n} row", "{n} rows",
                                                 "{n} fila", "{n} filas")
                         PLURAL("{n} page", "{n} pages", "", "")
                             MESSAGE("single", "sencillo"));
    const struct catalogue *fr = load(
        *state, HEADER "\"Plural-Forms: nplurals=2; plural=n>1;\\n\"\n" PLURAL(
                    "{n} row", "{n} rows", "{n} ligne", "{n} lignes"));

    assert_slice(catalogue_plural(es, one, many, 1), "{n} fila");
    assert_slice(catalogue_plural(es, one, many, 0), "{n} filas");
    assert_slice(catalogue_plural(es, one, many, 1000000), "{n} filas");
    assert_slice(catalogue_plural(es, one, many, UINT64_MAX), "{n} filas");
    assert_slice(catalogue_plural(fr, one, many, 0), "{n} ligne");
    assert_slice(catalogue_plural(fr, one, many, 2), "{n} lignes");
    assert_true(catalogue_has(es, one));
    /* Without a translation the English rule holds. */
    assert_slice(catalogue_plural(NULL, one, many, 1), "{n} row");
    assert_slice(catalogue_plural(NULL, one, many, 0), "{n} rows");
    assert_slice(catalogue_plural(es, SLICE("{n} page"), SLICE("{n} pages"), 1),
                 "{n} page");
    assert_false(catalogue_has(es, SLICE("{n} page")));
    assert_slice(catalogue_plural(es, SLICE("single"), SLICE("several"), 2),
                 "several");
}

static void missing_files_give_a_reason(void **state)
{
    struct fixture *f = *state;
    struct slice fault = {NULL, 0};

    assert_null(catalogue_load(&f->arena, "/nonexistent/es.po", &fault));
    assert_slice(fault, "No such file or directory");
    assert_null(catalogue_load(&f->arena, f->folder, &fault));
    assert_true(fault.len > 0);
}

static void broken_files_give_a_reason(void **state)
{
    assert_fault(*state, "", "has no header with charset=UTF-8");
    assert_fault(*state, MESSAGE("a", "b"), "has no header with charset=UTF-8");
    assert_fault(*state,
                 "msgid \"\"\nmsgstr \"Content-Type: text/plain; "
                 "charset=ISO-8859-1\\n\"\n",
                 "has no header with charset=UTF-8");
    assert_fault(*state, HEADER "\nmsgid \"a\"\nmsgstrr \"b\"\n",
                 "line 6: keyword \"msgstrr\" unknown");
    assert_fault(*state, HEADER "\nmsgid \"a\nmsgstr \"b\"\n",
                 "line 6: end-of-line within string");
    assert_fault(*state, HEADER MESSAGE("a", "b") MESSAGE("a", "c"),
                 "line 8: duplicate message definition");
    assert_fault(*state, HEADER MESSAGE("a", "\xff"), "is not UTF-8 text");
    assert_fault(*state,
                 HEADER "\nmsgctxt \"menu\"\nmsgid \"a\"\nmsgstr \"b\"\n",
                 "\"a\" has a msgctxt; contexts are not used");
}

static void nul_bytes_give_a_reason(void **state)
{
    assert_slice(fault_of(*state, SLICE(HEADER "\0")), "is not UTF-8 text");
}

static void a_file_of_errors_does_not_end_the_program(void **state)
{
    struct fixture *f = *state;
    struct buf bytes = BUF_INIT;

    buf_add_text(&bytes, HEADER);
    for (int i = 0; i < 100; i++)
        buf_add_text(&bytes, "nonsense\n");
    assert_true(
        slice_starts_with(fault_of(f, buf_slice(&bytes)), SLICE("line 4: ")));
    buf_release(&bytes);
    /* And the next one is read as if nothing had been. */
    assert_true(catalogue_has(load(f, HEADER MESSAGE("a", "b")), SLICE("a")));
}

static void broken_plurals_give_a_reason(void **state)
{
    assert_fault(*state, HEADER PLURAL("r", "rs", "f", "fs"),
                 "has plural forms, but no Plural-Forms in its header");
    assert_fault(*state, HEADER SPANISH_FORMS PLURAL("r", "rs", "f", ""),
                 "\"r\" has 1 of 2 plural forms");
    assert_fault(*state,
                 HEADER "\"Plural-Forms: nplurals=3; plural=n>1;\\n\"\n" PLURAL(
                     "r", "rs", "f", "fs"),
                 "\"r\" has 2 of 3 plural forms");
    assert_fault(*state, HEADER "\"Plural-Forms: nplurals=2; plural=n;\\n\"\n",
                 "Plural-Forms gives form 2 for n = 2, but nplurals is 2");
}

/* ---- the expressions, with the C compiler as the judge ---- */

static const struct plural *parse(struct arena *arena, const char *field)
{
    struct slice fault = {NULL, 0};
    const struct plural *plural = plural_parse(arena, slice_of(field), &fault);

    if (!plural)
        print_error("%s: " SLICE_FORMAT "\n", field, SLICE_ARGS(fault));
    assert_non_null(plural);
    return plural;
}

#define ASSERT_LIKE_C(arena, form_count, expression)                           \
    do {                                                                       \
        const struct plural *plural =                                          \
            parse((arena), "nplurals=" #form_count "; plural=" #expression);   \
        assert_int_equal(plural_form_count(plural), form_count);               \
        for (uint64_t n = 0; n < 2500; n++)                                    \
            assert_int_equal(plural_form(plural, n), (expression));            \
    } while (0)

static void expressions_mean_what_they_mean_in_c(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = &f->arena;

    /* Japanese, French, Latvian, Lithuanian, Russian, Polish, Slovenian,
     * Arabic: as in the gettext manual. */
    ASSERT_LIKE_C(arena, 1, 0);
    ASSERT_LIKE_C(arena, 2, (n > 1));
    ASSERT_LIKE_C(arena, 3,
                  (n % 10 == 1 && n % 100 != 11 ? 0
                   : n != 0                     ? 1
                                                : 2));
    ASSERT_LIKE_C(arena, 3,
                  (n % 10 == 1 && n % 100 != 11                     ? 0
                   : n % 10 >= 2 && (n % 100 < 10 || n % 100 >= 20) ? 1
                                                                    : 2));
    ASSERT_LIKE_C(
        arena, 3,
        (n == 1                                                          ? 0
         : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1
                                                                         : 2));
    ASSERT_LIKE_C(arena, 4,
                  (n % 100 == 1                   ? 0
                   : n % 100 == 2                 ? 1
                   : n % 100 == 3 || n % 100 == 4 ? 2
                                                  : 3));
    ASSERT_LIKE_C(arena, 6,
                  (n == 0                          ? 0
                   : n == 1                        ? 1
                   : n == 2                        ? 2
                   : n % 100 >= 3 && n % 100 <= 10 ? 3
                   : n % 100 >= 11                 ? 4
                                                   : 5));
    /* Precedence and grouping that the real ones leave out. */
    ASSERT_LIKE_C(arena, 6, (8 - 3 - n % 3));
    ASSERT_LIKE_C(arena, 6, (2 + n % 2 * 3));
    ASSERT_LIKE_C(arena, 2, (100 / 10 / 2 == 5 * !n + 5));
    ASSERT_LIKE_C(arena, 2, (!!n));
    ASSERT_LIKE_C(arena, 2, (!!!(n % 7)));
    ASSERT_LIKE_C(arena, 2, (1 == !n));
    ASSERT_LIKE_C(arena, 2, (!n + 0 == 0));
    ASSERT_LIKE_C(arena, 2, (n - 1 < n));
}

static void bad_plural_fields_are_refused(void **state)
{
    static const char *const fields[] = {
        "",
        "nplurals=2",
        "plural=n!=1",
        "nplurals=0; plural=0",
        "nplurals=7; plural=0",
        "nplurals=x; plural=0",
        "nplurals=99999999999999999999; plural=0",
        "nplurals=2; plural=",
        "nplurals=2; plural=n!=",
        "nplurals=2; plural=(n!=1",
        "nplurals=2; plural=n!=1)",
        "nplurals=2; plural=n?1",
        "nplurals=2; plural=n 1",
        "nplurals=2; plural=m!=1",
        "nplurals=2; plural=n=1",
        "nplurals=2; plural=n&1",
        "nplurals=2; plural=-1",
        "nplurals=2; plural=99999999999999999999 > n",
        "nplurals=2; plural=n>1; more=1",
        "nplurals=1; plural=n == 1000",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        struct slice fault = {NULL, 0};

        assert_null(plural_parse(&f->arena, slice_of(fields[i]), &fault));
        assert_true(fault.len > 0);
    }
}

static void division_by_zero_is_zero(void **state)
{
    struct fixture *f = *state;
    const struct plural *plural =
        parse(&f->arena, "nplurals=2; plural=1/n + 1%n*0;");

    assert_int_equal(plural_form(plural, 0), 0);
    assert_int_equal(plural_form(plural, 1), 1);
    assert_int_equal(plural_form(plural, 2), 0);
}

/* Expressions made to exhaust the stack end in a reason. */
static void hostile_expressions_are_refused(void **state)
{
    static const char *const pieces[] = {
        "(", "!(", "n?", "n?0:", "n+", "n*", "n||", "n<"};
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        struct buf field = BUF_INIT;
        struct slice fault = {NULL, 0};

        buf_add_text(&field, "nplurals=1; plural=");
        for (int j = 0; j < 100000; j++)
            buf_add_text(&field, pieces[i]);
        buf_add_text(&field, "0");
        assert_null(plural_parse(&f->arena, buf_slice(&field), &fault));
        assert_true(fault.len > 0);
        buf_release(&field);
    }
}

static void forms_beyond_what_was_tried_are_the_first(void **state)
{
    struct fixture *f = *state;
    const struct plural *plural =
        parse(&f->arena, "nplurals=2; plural=n/1000000;");

    assert_int_equal(plural_form(plural, 1000000), 1);
    assert_int_equal(plural_form(plural, 2000000), 0);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, fixture_new, fixture_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_are_translated),
        TEST(fuzzy_and_obsolete_are_not_used),
        TEST(plurals_follow_the_catalogue),
        TEST(missing_files_give_a_reason),
        TEST(broken_files_give_a_reason),
        TEST(nul_bytes_give_a_reason),
        TEST(a_file_of_errors_does_not_end_the_program),
        TEST(broken_plurals_give_a_reason),
        TEST(expressions_mean_what_they_mean_in_c),
        TEST(bad_plural_fields_are_refused),
        TEST(division_by_zero_is_zero),
        TEST(hostile_expressions_are_refused),
        TEST(forms_beyond_what_was_tried_are_the_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
