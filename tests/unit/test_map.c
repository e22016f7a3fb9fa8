#include "arena_help.h"

#include "base/map.h"

#define MANY 20000

static void test_empty(void **state)
{
    struct map map;

    map_init(&map, *state);
    assert_null(map_get(&map, SLICE("a")));
    assert_false(map_has(&map, SLICE("")));
    assert_int_equal(map_nearest(&map, SLICE("abcdef")).len, 0);
}

static void test_put_replaces(void **state)
{
    struct map map;
    int first = 1, second = 2;

    map_init(&map, *state);
    assert_null(map_put(&map, SLICE("a"), &first));
    assert_ptr_equal(map_put(&map, SLICE("a"), &second), &first);
    assert_ptr_equal(map_get(&map, SLICE("a")), &second);
    assert_int_equal(map.count, 1);
    assert_null(map_put(&map, slice_of(NULL), NULL));
    assert_true(map_has(&map, SLICE("")));
    assert_null(map_get(&map, SLICE("")));
}

static void test_many_keys_in_order(void **state)
{
    static int values[MANY];
    struct map map;

    map_init(&map, *state);
    for (int i = 0; i < MANY; i++)
        (void)map_put(&map, arena_format(*state, "key %d", i), &values[i]);
    assert_int_equal(map.count, MANY);
    for (int i = 0; i < MANY; i++) {
        struct slice key = arena_format(*state, "key %d", i);

        assert_true(slice_equal(map.entries[i].key, key));
        assert_ptr_equal(map_get(&map, key), &values[i]);
    }
    assert_false(map_has(&map, SLICE("key 20000")));
}

static void test_edit_distance(void **state)
{
    (void)state;
    assert_int_equal(edit_distance(SLICE("kitten"), SLICE("sitting"), 9), 3);
    assert_int_equal(edit_distance(SLICE("saturday"), SLICE("sunday"), 9), 3);
    assert_int_equal(edit_distance(SLICE(""), SLICE("abc"), 9), 3);
    assert_int_equal(edit_distance(SLICE("abc"), slice_of(NULL), 9), 3);
    assert_int_equal(edit_distance(SLICE("same"), SLICE("same"), 0), 0);
    assert_int_equal(edit_distance(SLICE("kitten"), SLICE("sitting"), 2), 3);
    assert_int_equal(edit_distance(SLICE("a"), SLICE("bcdefgh"), 2), 3);
}

static void test_nearest(void **state)
{
    struct map map;

    map_init(&map, *state);
    (void)map_put(&map, SLICE("acrued"), NULL);
    (void)map_put(&map, SLICE("accrued"), NULL);
    (void)map_put(&map, SLICE("approved"), NULL);
    assert_true(
        slice_equal_text(map_nearest(&map, SLICE("accrue")), "accrued"));
    assert_true(
        slice_equal_text(map_nearest(&map, SLICE("aproved")), "approved"));
    /* Of two that are equally near, the first. */
    assert_true(
        slice_equal_text(map_nearest(&map, SLICE("acrrued")), "acrued"));
    assert_int_equal(map_nearest(&map, SLICE("committed")).len, 0);
    assert_int_equal(map_nearest(&map, SLICE("ab")).len, 0);
    /* In a sentence that ends "nearest: …". */
    assert_true(
        slice_equal_text(map_nearest_name(&map, SLICE("accrue")), "accrued"));
    assert_true(
        slice_equal_text(map_nearest_name(&map, SLICE("committed")), "none"));
}

/* Neither length nor position of a change may go unnoticed. */
static void test_hash_sees_every_byte(void **state)
{
    unsigned char bytes[40] = {0};

    (void)state;
    for (size_t len = 0; len < sizeof(bytes); len++) {
        uint64_t hash = hash_bytes(bytes, len);

        assert_true(hash != hash_bytes(bytes, len + 1));
        for (size_t at = 0; at < len; at++) {
            bytes[at] = 1;
            assert_true(hash != hash_bytes(bytes, len));
            bytes[at] = 0;
        }
    }
}

/* Of 20,000 numbers the low 15 bits should meet about 15,000 values. */
static void test_hash_spreads(void **state)
{
    static unsigned char seen[1 << 15];
    size_t distinct = 0;

    (void)state;
    memset(seen, 0, sizeof(seen));
    for (uint32_t i = 0; i < MANY; i++) {
        size_t low = hash_bytes(&i, sizeof(i)) & (COUNT_OF(seen) - 1);

        distinct += !seen[low];
        seen[low] = 1;
    }
    assert_in_range(distinct, 14500, 15500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(test_put_replaces, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_keys_in_order, setup,
                                        teardown),
        cmocka_unit_test(test_edit_distance),
        cmocka_unit_test_setup_teardown(test_nearest, setup, teardown),
        cmocka_unit_test(test_hash_sees_every_byte),
        cmocka_unit_test(test_hash_spreads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
