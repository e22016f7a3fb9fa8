#include <unistd.h>

#include "folder_help.h"

#include "publish/history/balance.h"
#include "publish/history/compare.h"
#include "publish/history/past.h"
#include "publish/history/rows_in.h"

/* --- an edition by hand --- */

static const char descriptor[] =
    "{\"name\": \"p\", \"version\": \"r\","
    " \"rendir:cut_off\": \"2017-09-30\","
    " \"resources\": [{\"name\": \"list\", \"path\": \"list.csv\","
    " \"rendir:role\": \"register\", \"schema\": {\"fields\": ["
    "{\"name\": \"code\", \"rendir:type\": \"code\","
    " \"rendir:role\": \"code\"},"
    "{\"name\": \"label\", \"rendir:type\": \"text\","
    " \"rendir:role\": \"label\"},"
    "{\"name\": \"value\", \"rendir:type\": \"number\","
    " \"rendir:role\": \"value\"}], \"primaryKey\": [\"code\"]}}]}";

static void write_in(struct fixture *f, const char *edition, const char *name,
                     const char *text)
{
    (void)put(f, arena_format(&f->arena, "%s/%s", edition, name).ptr,
              slice_of(text));
}

/* Writes a file and its line of the manifest. */
static void list(struct fixture *f, const char *edition, struct buf *manifest,
                 const char *name, const char *text)
{
    uint8_t digest[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    write_in(f, edition, name, text);
    digest_bytes(slice_of(text), digest);
    digest_hex(digest, hex);
    buf_add_format(manifest, "%s  %s\n", hex, name);
}

static const char *make(struct fixture *f, const char *edition,
                        const char *rows)
{
    struct buf manifest = BUF_INIT;

    list(f, edition, &manifest, "data/datapackage.json", descriptor);
    list(f, edition, &manifest, "data/list.csv", rows);
    write_in(f, edition, "manifest.sha256", manifest.ptr);
    buf_release(&manifest);
    return below(f, edition);
}

static bool said(const struct fixture *f, const char *text)
{
    return f->fault.ptr != NULL && strstr(f->fault.ptr, text) != NULL;
}

/* --- balance --- */

static void test_balance(void **state)
{
    struct balance balance = {0};

    (void)state;
    for (uint64_t i = 0; i < 5000; i++)
        balance_add(&balance, i * 1024, SLICE("row"), 1);
    assert_int_equal(balance.count, 5000);
    for (uint64_t i = 0; i < 5000; i++)
        if (i != 4242)
            balance_add(&balance, i * 1024, SLICE("row"), -1);
    assert_int_equal(balance.count, 1);
    assert_true(balance_has(&balance, 4242 * 1024));
    assert_false(balance_has(&balance, 4241 * 1024));
    /* As many rows, of other content. */
    balance_add(&balance, 4242 * 1024, SLICE("other"), -1);
    assert_int_equal(balance.count, 1);
    balance_add(&balance, 4242 * 1024, SLICE("other"), 1);
    balance_add(&balance, 4242 * 1024, SLICE("row"), -1);
    assert_int_equal(balance.count, 0);
    /* Repeated rows count. */
    balance_add(&balance, 7, SLICE("a"), 1);
    balance_add(&balance, 7, SLICE("a"), 1);
    balance_add(&balance, 7, SLICE("a"), -1);
    assert_true(balance_has(&balance, 7));
    balance_release(&balance);
}

/* --- rows --- */

static void test_quotes(void **state)
{
    struct fixture *f = *state;
    struct edition edition;
    struct rows_in rows;

    assert_true(edition_open(&edition,
                             make(f, "q",
                                  "value,code,label\r\n"
                                  "1,\"a,b\",\"say \"\"so\"\"\r\nthen\"\r\n"
                                  ",c,\r\n"),
                             NULL, &f->fault));
    assert_true(
        rows_in_open(&rows, &edition, &edition.datasets.items[0], &f->fault));
    assert_true(rows_in_next(&rows));
    assert_true(rows_in_cut(&rows));
    assert_true(slice_equal_text(rows.cells[0], "a,b"));
    assert_true(slice_equal_text(rows.cells[1], "say \"so\"\r\nthen"));
    assert_true(slice_equal_text(rows.cells[2], "1"));
    assert_true(rows_in_next(&rows));
    assert_true(rows_in_cut(&rows));
    assert_true(slice_equal_text(rows.cells[0], "c"));
    assert_int_equal(rows.cells[1].len, 0);
    assert_false(rows_in_next(&rows));
    assert_false(rows.failed);
    rows_in_close(&rows);
    edition_release(&edition);
}

static void refused_rows(struct fixture *f, const char *text, const char *why)
{
    struct edition old, new;
    struct changes changes;

    assert_true(edition_open(&old, make(f, "a", "code,label,value\r\n"), NULL,
                             &f->fault));
    assert_true(edition_open(&new, make(f, "b", text), NULL, &f->fault));
    assert_false(changes_find(&old, &new, CHANGES_KEYS_MAX, &f->arena, &changes,
                              &f->fault));
    assert_true(said(f, why));
    buf_reset(&f->fault);
    edition_release(&old);
    edition_release(&new);
}

static void test_rows_refused(void **state)
{
    struct fixture *f = *state;

    refused_rows(f, "", "data/list.csv, row 0: there is no header");
    refused_rows(f, "code,label,value\r\na,b\r\n",
                 "data/list.csv, row 1: has more or fewer cells");
    refused_rows(f, "code,label,value\r\na,b,1", "row 1: has no end");
    refused_rows(f, "code,label,value\r\na,\"b\"c,1\r\n",
                 "row 1: a quote is not closed");
}

/* --- editions --- */

static void refused(struct fixture *f, const char *path, const char *release,
                    const char *why)
{
    struct edition edition;

    assert_false(edition_open(&edition, path, release, &f->fault));
    assert_true(said(f, why));
    edition_release(&edition);
    buf_reset(&f->fault);
}

static void test_refused(void **state)
{
    struct fixture *f = *state;
    const char *path = make(f, "e", "code,label,value\r\n");
    struct edition edition;

    refused(f, "/nowhere/at/all", NULL, "there is no such folder or file");
    refused(f, f->folder, NULL, "is no published root or release");
    refused(f, path, "2017-06", "is no published root or release");
    refused(f, path, "../e", "cannot be the id of a release");
    refused(f, path, "..", "cannot be the id of a release");
    write_in(f, "e", "manifest.sha256", "not a manifest\n");
    refused(f, path, NULL, "has a line that is none of it: not a manifest");
    (void)make(f, "e", "code,label,value\r\n");
    write_in(f, "e", "data/list.csv", "code,label,value\r\nx,y,1\r\n");
    assert_true(edition_open(&edition, path, NULL, &f->fault));
    assert_false(edition_verify(&edition, 2, &f->fault));
    assert_true(said(f, "1 of 2 files"));
    assert_true(said(f, "data/list.csv"));
    edition_release(&edition);
}

/* Paths of a manifest must not lead out of the root. */
static void test_leads_out(void **state)
{
    struct fixture *f = *state;
    struct buf manifest = BUF_INIT;
    const char *path = make(f, "o", "code,label,value\r\n");

    list(f, "o", &manifest, "data/datapackage.json", descriptor);
    list(f, "o", &manifest, "data/../../x", "x");
    write_in(f, "o", "manifest.sha256", manifest.ptr);
    buf_release(&manifest);
    refused(f, path, NULL, "has a line that is none of it");
}

/* Zeros at the end of a number, the order of rows and where they come from are
 * no changes. */
static void test_no_change(void **state)
{
    struct fixture *f = *state;
    struct edition old, new;
    struct changes changes;

    assert_true(edition_open(&old,
                             make(f, "a",
                                  "code,label,value\r\n"
                                  "x,X,1.50\r\ny,Y,2\r\nz,Z,3\r\n"),
                             NULL, &f->fault));
    assert_true(edition_open(&new,
                             make(f, "b",
                                  "code,label,value\r\n"
                                  "z,Z,3\r\nx,X,1.5\r\ny,Y,2\r\n"),
                             NULL, &f->fault));
    assert_true(changes_find(&old, &new, CHANGES_KEYS_MAX, &f->arena, &changes,
                             &f->fault));
    assert_int_equal(changes.count, 0);
    edition_release(&old);
    edition_release(&new);
}

/* The texts of a list outlive the editions. */
static void test_change(void **state)
{
    struct fixture *f = *state;
    struct edition old, new;
    struct changes changes;
    struct buf text = BUF_INIT;

    assert_true(edition_open(
        &old, make(f, "a", "code,label,value\r\nx;1,X,1.50\r\nx;1,X,2\r\n"),
        NULL, &f->fault));
    assert_true(edition_open(
        &new, make(f, "b", "code,label,value\r\nx;1,X,1.25\r\nx;1,X,2\r\n"),
        NULL, &f->fault));
    assert_true(changes_find(&old, &new, CHANGES_KEYS_MAX, &f->arena, &changes,
                             &f->fault));
    edition_release(&old);
    edition_release(&new);
    assert_int_equal(changes.count, 1);
    assert_int_equal(changes.items[0].kind, CHANGE_AMOUNT);
    assert_true(slice_equal_text(changes.items[0].record.key, "code=x%3b1"));
    assert_true(slice_equal_text(changes.items[0].record.before, "3.50"));
    assert_true(slice_equal_text(changes.items[0].record.after, "3.25"));
    assert_true(slice_equal_text(changes.items[0].record.label, "X"));
    amount_write(&text, changes.items[0].record.difference);
    assert_string_equal(text.ptr, "-0.25");
    buf_release(&text);
}

/* --- large tables in parts --- */

static const char money[] =
    "{\"name\": \"p\", \"version\": \"r\","
    " \"rendir:cut_off\": \"2017-09-30\","
    " \"resources\": [{\"name\": \"execution\", \"path\": \"execution.csv\","
    " \"rendir:role\": \"execution\", \"schema\": {\"fields\": ["
    "{\"name\": \"period\", \"rendir:made\": \"period\","
    " \"rendir:type\": \"period\"},"
    "{\"name\": \"program\", \"rendir:made\": \"dimension\","
    " \"rendir:type\": \"dimension\", \"rendir:dimension\": \"program\"},"
    "{\"name\": \"accrued\", \"rendir:type\": \"amount\","
    " \"rendir:role\": \"amount\"}]}},"
    "{\"name\": \"successors\", \"path\": \"successors.csv\","
    " \"rendir:role\": \"successors\", \"schema\": {\"fields\": ["
    "{\"name\": \"dimension\", \"rendir:type\": \"choice\","
    " \"rendir:role\": \"dimension\"},"
    "{\"name\": \"old_code\", \"rendir:type\": \"text\","
    " \"rendir:role\": \"old-code\"},"
    "{\"name\": \"new_code\", \"rendir:type\": \"text\","
    " \"rendir:role\": \"new-code\"}]}}]}\n";

enum { PROGRAMS = 60 };

/* `shift` codes later and `more` dearer. */
static const char *spent(struct fixture *f, const char *edition, int shift,
                         int more)
{
    struct buf manifest = BUF_INIT;
    struct buf rows = BUF_INIT;
    struct buf successors = BUF_INIT;

    buf_add_text(&rows, "period,program,accrued\r\n");
    buf_add_text(&successors, "dimension,old_code,new_code\r\n");
    for (int i = 0; i < PROGRAMS; i++) {
        buf_add_format(&rows, "2016,%03d,%d\r\n", i + shift, i * 10 + more);
        /* One after the other; the last two in a circle. */
        buf_add_format(&successors, "program,%03d,%03d\r\n", i,
                       i == PROGRAMS - 1 ? i - 1 : i + 1);
    }
    list(f, edition, &manifest, "data/datapackage.json", money);
    list(f, edition, &manifest, "data/execution.csv", rows.ptr);
    list(f, edition, &manifest, "data/successors.csv", successors.ptr);
    write_in(f, edition, "manifest.sha256", manifest.ptr);
    buf_release(&manifest);
    buf_release(&rows);
    buf_release(&successors);
    return below(f, edition);
}

static void spent_compare(struct fixture *f, size_t keys_max,
                          struct changes *out)
{
    struct edition old, new;

    assert_true(edition_open(&old, spent(f, "a", 0, 0), NULL, &f->fault));
    assert_true(edition_open(&new, spent(f, "b", 1, 1), NULL, &f->fault));
    assert_true(changes_find(&old, &new, keys_max, &f->arena, out, &f->fault));
    edition_release(&old);
    edition_release(&new);
}

/* Rows of a code meet those of the code that took its place, however many parts
 * the table is read in. */
static void test_parts(void **state)
{
    struct fixture *f = *state;
    struct changes whole, parts;

    spent_compare(f, CHANGES_KEYS_MAX, &whole);
    spent_compare(f, 3, &parts);
    assert_true(whole.count >= PROGRAMS - 1);
    assert_int_equal(whole.count, parts.count);
    for (size_t i = 0; i < whole.count; i++) {
        const struct change *a = &whole.items[i];
        const struct change *b = &parts.items[i];

        assert_int_equal(a->kind, b->kind);
        assert_true(slice_equal(a->record.key, b->record.key));
        assert_true(slice_equal(a->record.before, b->record.before));
        assert_true(slice_equal(a->record.after, b->record.after));
    }
}

/* --- what was printed before --- */

#define LEDGER                                                                 \
    "id,operation,resource,measure,filter,operands,value,unit,multiplier,"     \
    "decimals,rows,status\r\n"
#define FIGURE(id, value, status)                                              \
    id ",sum,e,m,,," value ",Q,0,0,1," status "\r\n"

static const char *ledgers(struct fixture *f, const char *edition,
                           const char *first, const char *second)
{
    struct buf manifest = BUF_INIT;

    list(f, edition, &manifest, "data/datapackage.json", descriptor);
    list(f, edition, &manifest, "data/figures/a.csv", first);
    list(f, edition, &manifest, "data/figures/a/b.csv", second);
    write_in(f, edition, "manifest.sha256", manifest.ptr);
    buf_release(&manifest);
    return below(f, edition);
}

static void test_past(void **state)
{
    struct fixture *f = *state;
    struct edition one, two;
    struct edition *editions[] = {&one, &two};
    const struct past_figure *figure;
    struct past past = {0};

    assert_true(
        edition_open(&one,
                     ledgers(f, "a", LEDGER FIGURE("same", "1.50", "present"),
                             LEDGER FIGURE("same", "1.50", "present")
                                 FIGURE("gone", "", "no-rows")),
                     NULL, &f->fault));
    assert_true(edition_open(
        &two, ledgers(f, "b", LEDGER, LEDGER FIGURE("same", "2", "present")),
        NULL, &f->fault));
    one.release = SLICE("r1");
    two.release = SLICE("r2");
    assert_true(past_read(&past, &f->arena, editions, 2, &f->fault));
    edition_release(&one);
    edition_release(&two);
    assert_int_equal(past.figures.count, 2);
    figure = past_find(&past, "same");
    assert_non_null(figure);
    assert_true(slice_equal_text(figure->first.release, "r1"));
    assert_true(slice_equal_text(figure->first.page, "a"));
    assert_true(figure->first.value.coefficient == 150);
    assert_true(slice_equal_text(figure->last.release, "r2"));
    assert_true(slice_equal_text(figure->last.page, "a/b"));
    assert_true(figure->last.value.coefficient == 2);
    figure = past_find(&past, "gone");
    assert_non_null(figure);
    assert_true(slice_equal_text(figure->last.status, "no-rows"));
    assert_true(slice_equal_text(figure->last.release, "r1"));
    assert_null(past_find(&past, "never"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_balance),
        cmocka_unit_test_setup_teardown(test_quotes, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_rows_refused, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_refused, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_leads_out, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_no_change, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(test_change, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_parts, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(test_past, fixture_new, fixture_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
