#include <stdalign.h>

#include "arena_help.h"

#include "base/buf.h"

static void assert_zero(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        assert_int_equal(bytes[i], 0);
}

static void test_memory_is_aligned_and_zero(void **state)
{
    /* Around the sizes of the first block and of the largest one. */
    static const size_t sizes[] = {0, 1, 17, 40000, 65536, 65537, 3000000, 24};

    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        unsigned char *bytes = arena_alloc(*state, sizes[i]);

        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        assert_zero(bytes, sizes[i]);
        memset(bytes, 0xFF, sizes[i]);
    }
}

static void test_reset_clears_what_is_reused(void **state)
{
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 50; i++) {
            unsigned char *bytes = arena_alloc(*state, 5000);

            assert_zero(bytes, 5000);
            memset(bytes, 0xFF, 5000);
        }
        arena_reset(*state);
    }
}

static void test_reset_of_nothing(void **state)
{
    arena_reset(*state);
    assert_non_null(arena_alloc(*state, 1));
}

static void test_copies_are_terminated(void **state)
{
    struct slice copy = arena_copy(*state, SLICE("abc"));

    assert_string_equal(copy.ptr, "abc");
    assert_int_equal(copy.len, 3);
    assert_string_equal(arena_text(*state, slice_of(NULL)), "");
    assert_string_equal(arena_join(*state, SLICE("ab"), SLICE("c")).ptr, "abc");
    assert_string_equal(arena_join(*state, SLICE("ab"), slice_of(NULL)).ptr,
                        "ab");
    assert_string_equal(arena_format(*state, "%d-%s", 7, "x").ptr, "7-x");
}

struct numbers {
    int *items;
    size_t count, capacity;
};

static void test_push_keeps_items(void **state)
{
    struct numbers numbers = {0}, others = {0};

    /* Two lists that grow in turn cannot both grow in place. */
    for (int i = 0; i < 5000; i++) {
        ARENA_PUSH((struct arena *)*state, &numbers, i);
        if (i % 3 == 0)
            ARENA_PUSH((struct arena *)*state, &others, -i);
    }
    assert_int_equal(numbers.count, 5000);
    for (int i = 0; i < 5000; i++) {
        assert_int_equal(numbers.items[i], i);
        if (i % 3 == 0)
            assert_int_equal(others.items[i / 3], -i);
    }
    /* What growing in place took is not given out again. */
    assert_zero(arena_alloc(*state, 100), 100);
}

/* Both go on being used; what was in the other is released with the one. */
static void test_adopted_is_kept(void **state)
{
    struct arena *arena = *state;
    struct arena other, empty;
    char *kept;

    arena_init(&other);
    arena_init(&empty);
    kept = arena_alloc(&other, 3000000);
    kept[2999999] = 'k';
    arena_adopt(arena, &other);
    arena_adopt(arena, &other);
    arena_adopt(&empty, arena);
    arena_adopt(arena, &empty);
    *(char *)arena_alloc(&other, 1) = 'o';
    *(char *)arena_alloc(arena, 1) = 'a';
    assert_int_equal(kept[2999999], 'k');
    arena_release(&other);
    arena_release(&empty);
}

static void test_buf_is_always_terminated(void **state)
{
    struct buf buf = BUF_INIT;

    (void)state;
    assert_int_equal(buf_slice(&buf).len, 0);
    buf_add(&buf, NULL, 0);
    assert_string_equal(buf.ptr, "");
    buf_add_text(&buf, "ab");
    buf_add_char(&buf, 'c');
    buf_add_slice(&buf, SLICE("d"));
    buf_add_format(&buf, "%03d", 5);
    assert_string_equal(buf.ptr, "abcd005");
    assert_int_equal(buf.len, 7);
    buf_reset(&buf);
    assert_string_equal(buf.ptr, "");
    assert_int_equal(buf.len, 0);
    buf_release(&buf);
    assert_null(buf.ptr);
}

static void test_buf_grows(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf);
    for (int i = 0; i < 10000; i++)
        buf_add_char(&buf, (char)('a' + i % 26));
    buf_add_format(&buf, "%500d", 1);
    assert_int_equal(buf.len, 10500);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(buf.ptr[i], 'a' + i % 26);
    assert_int_equal(buf.ptr[10499], '1');
    assert_int_equal(buf.ptr[10500], '\0');
    buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_memory_is_aligned_and_zero, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_reset_clears_what_is_reused, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_reset_of_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_copies_are_terminated, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_push_keeps_items, setup, teardown),
        cmocka_unit_test_setup_teardown(test_adopted_is_kept, setup, teardown),
        cmocka_unit_test(test_buf_is_always_terminated),
        cmocka_unit_test(test_buf_grows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
