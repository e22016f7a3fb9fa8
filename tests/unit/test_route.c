/*
 * Addresses: every code has one of its own, which every system can store as a
 * file, and no two pages share one.
 */
#include "page_help.h"

static const char *encoded(struct arena *arena, const char *code)
{
    return arena_text(arena, route_encode(arena, slice_of(code)));
}

static void test_plain_codes_stay(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(encoded(&arena, "011.0138"), "011.0138");
    assert_string_equal(encoded(&arena, "1-a.b"), "1-a.b");
    assert_string_equal(encoded(&arena, ""), "");
    arena_release(&arena);
}

/* Two hexadecimal digits for each byte of UTF-8. */
static void test_other_bytes_are_written_out(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(encoded(&arena, "Ley 1"), "~4cey~201");
    assert_string_equal(encoded(&arena, "año"), "a~c3~b1o");
    assert_string_equal(encoded(&arena, "a/b"), "a~2fb");
    assert_string_equal(encoded(&arena, "a_b~"), "a~5fb~7e");
    assert_string_equal(encoded(&arena, "\x01\xff"), "~01~ff");
    arena_release(&arena);
}

static void test_leading_dot(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(encoded(&arena, ".."), "~2e.");
    assert_string_equal(encoded(&arena, ".hidden.x"), "~2ehidden.x");
    assert_string_equal(encoded(&arena, "a.."), "a..");
    arena_release(&arena);
}

/* Systems that fold case would take these for one file. */
static void test_case_keeps_apart(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_not_equal(encoded(&arena, "A1"), encoded(&arena, "a1"));
    for (const char *c = encoded(&arena, "ÁRBOL Z"); *c != '\0'; c++)
        assert_false(*c >= 'A' && *c <= 'Z');
    arena_release(&arena);
}

static char *many(struct arena *arena, const char *text, size_t times)
{
    size_t len = strlen(text);
    char *out = arena_alloc(arena, len * times + 1);

    for (size_t i = 0; i < times; i++)
        memcpy(out + i * len, text, len);
    return out;
}

/* Is it made of plain bytes and of whole "~hh", but for one "~-"? */
static bool is_whole(const char *name)
{
    unsigned marks = 0;

    for (; *name != '\0'; name++) {
        if (*name != '~')
            continue;
        if (name[1] == '-') {
            marks++;
            continue;
        }
        if (strspn(name + 1, "0123456789abcdef") < 2)
            return false;
    }
    return marks == 1;
}

static void test_long_codes(void **state)
{
    static const char *const letters[] = {"a", "A", "aA", "aaA", "ñ", "añ"};
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(letters); i++)
        for (size_t before = 0; before < 4; before++) {
            char *one = many(&arena, "x", before + 301 * strlen(letters[i]));
            char *other;

            memcpy(one + before, many(&arena, letters[i], 300),
                   300 * strlen(letters[i]));
            other = many(&arena, one, 1);
            other[strlen(other) - 1] = 'y';
            assert_true(strlen(encoded(&arena, one)) <= 200);
            assert_true(is_whole(encoded(&arena, one)));
            assert_string_not_equal(encoded(&arena, one),
                                    encoded(&arena, other));
            /* A code that is written like a short name is another one. */
            assert_string_not_equal(encoded(&arena, encoded(&arena, one)),
                                    encoded(&arena, one));
        }
    assert_int_equal(strlen(encoded(&arena, many(&arena, "a", 200))), 200);
    assert_true(strlen(encoded(&arena, many(&arena, "a", 201))) <= 200);
    arena_release(&arena);
}

static void test_key(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(
        arena_text(&arena, route_key(&arena, "plans", SLICE("1.2 B"))),
        "plans/1.2~20~42");
    arena_release(&arena);
}

/* From the page "lists/one" of a language: two folders below the root. */
static void test_links(void **state)
{
    struct sheet sheet;

    (void)state;
    sheet_init(&sheet);
    assert_slice(&sheet.desk, link_page(&sheet.page, SLICE("lists/one")),
                 "../../en/lists/one.html");
    assert_int_equal(link_page(&sheet.page, SLICE("lists/two")).len, 0);
    assert_slice(&sheet.desk, link_entity(&sheet.page, "lists", SLICE("one")),
                 "../../en/lists/one.html");
    assert_int_equal(link_entity(&sheet.page, "lists", nothing).len, 0);
    assert_slice(&sheet.desk, link_file(&sheet.page, SLICE("data/x.csv")),
                 "../../data/x.csv");
    sheet_language(&sheet, 1);
    assert_slice(&sheet.desk, link_page(&sheet.page, SLICE("lists/one")),
                 "../../es/lists/one.html");
    sheet_release(&sheet);
}

/* Makes the routes of a portal with these indicators. */
static void routes_find(const char *table, const char *expected)
{
    struct desk desk;
    struct site site = {.arena = &desk.arena};

    desk_init(&desk);
    sheet_portal(&desk);
    desk_write(&desk, "data/p/indicators.csv", table);
    desk_load(&desk);
    site.portal = desk.portal;
    assert_int_equal(routes_build(&site), *expected == '\0');
    for (size_t i = 0; i < site.routes.count && *expected == '\0'; i++)
        assert_ptr_equal(map_get(&site.by_key, site.routes.items[i].key),
                         &site.routes.items[i]);
    assert_slice(&desk, desk_findings(&desk, "53"), expected);
    desk_release(&desk);
}

#define RESERVED(key)                                                          \
    "F532 1:0 indicators/" key " is a name that some systems reserve; no "     \
    "site was made\n"

static void test_reserved_names(void **state)
{
    (void)state;
    routes_find("code,label\ncon,x\n", RESERVED("con"));
    routes_find("code,label\nnul.1,x\n", RESERVED("nul.1"));
    routes_find("code,label\ncom1,x\n", RESERVED("com1"));
    routes_find("code,label\nlpt9.txt,x\n", RESERVED("lpt9.txt"));
    routes_find("code,label\ncom0,x\n", "");
    routes_find("code,label\ncom10,x\n", "");
    routes_find("code,label\nconsul,x\n", "");
    routes_find("code,label\nx.con,x\n", "");
    routes_find("code,label\nCON,x\n", ""); /* it is "~43~4f~4e" */
}

/* Codes that differ in case, in marks, at the end of a long name. */
static void test_every_page_has_its_own(void **state)
{
    (void)state;
    routes_find("code,label\na,x\nA,x\na-,x\na.,x\na_,x\n~61,x\na~,x\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_codes_stay),
        cmocka_unit_test(test_other_bytes_are_written_out),
        cmocka_unit_test(test_leading_dot),
        cmocka_unit_test(test_case_keeps_apart),
        cmocka_unit_test(test_long_codes),
        cmocka_unit_test(test_key),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_reserved_names),
        cmocka_unit_test(test_every_page_has_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
