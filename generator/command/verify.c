/* rendir verify: what is published, recomputed from its bytes. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/pool.h"
#include "base/signature.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/options.h"
#include "emit/json.h"
#include "verify/verify.h"

#define FAULTS_LIMIT 20 /* of a root, in text, unless told otherwise */

struct order {
    struct verify_wish wish;
    const char *format_name;
    const char *json_path;
    const char *key_text;
    struct public_key key;
    bool as_json;
    unsigned limit;
    unsigned jobs;
    struct arena arena;
    struct verify_reports reports;
};

static bool holds(const struct verify_report *report)
{
    return report->faults.count == 0 && !report->unreadable;
}

static bool all_hold(const struct order *order)
{
    for (size_t i = 0; i < order->reports.count; i++)
        if (!holds(order->reports.items[i]))
            return false;
    return true;
}

/* --- text --- */

static void line(struct buf *out, size_t number, const char *text)
{
    buf_add_format(out, "  %8zu %s\n", number, text);
}

/* What not every root has. */
static void line_some(struct buf *out, size_t number, const char *text)
{
    if (number > 0)
        line(out, number, text);
}

static void withheld_text(struct buf *out, const struct verify_report *report)
{
    line_some(out, report->not_checkable,
              "not checkable: their rows are not published");
    for (size_t i = 0; i < report->withheld.count; i++) {
        const struct verify_withheld *withheld = &report->withheld.items[i];

        if (withheld->figures == 0)
            continue;
        buf_add_format(out, "           %zu of ", withheld->figures);
        utf8_add_printable(out, withheld->resource);
        buf_add_char(out, '\n');
    }
}

static void signature_text(struct buf *out, const struct verify_report *report)
{
    static const char *const texts[] = {
        [VERIFY_UNSIGNED] = "none",
        [VERIFY_SIGNED] = ", not checked: no key given (--public-key)",
        [VERIFY_SIGNATURE_HOLDS] = ", the key given: the signature holds",
        [VERIFY_SIGNATURE_WRONG] = "wrong",
    };
    bool has_number = report->signature == VERIFY_SIGNED ||
                      report->signature == VERIFY_SIGNATURE_HOLDS;

    buf_add_text(out, "  signature ");
    if (has_number)
        buf_add_format(out, "by key id " SLICE_FORMAT,
                       SLICE_ARGS(report->key_number));
    buf_add_text(out, texts[report->signature]);
    buf_add_char(out, '\n');
    if (report->trusted_comment.len > 0) {
        buf_add_text(out, "            ");
        utf8_add_printable(out, report->trusted_comment);
        buf_add_char(out, '\n');
    }
}

static void head_text(struct buf *out, const struct verify_report *report)
{
    utf8_add_printable(out, report->name);
    if (report->is_front)
        buf_add_text(out, " above the roots");
    buf_add_text(out, holds(report) ? ": holds\n" : ": does not hold\n");
    if (report->release.len > 0) {
        buf_add_text(out, "  release   ");
        utf8_add_printable(out, report->release);
        buf_add_text(out, report->is_frozen ? ", frozen\n" : "\n");
    }
    if (report->manifest[0] != '\0') {
        buf_add_format(out, "  manifest  %s\n", report->manifest);
        signature_text(out, report);
    }
}

/* Of which nothing but the bytes as a whole can be told. */
static void unopened_text(struct buf *out, const struct verify_report *report)
{
    if (report->by_digest == 0)
        return;
    line(out, report->by_digest, "files not opened, compared by digest alone:");
    for (size_t i = 0; i < report->endings.count; i++) {
        const struct verify_ending *ending = &report->endings.items[i];

        buf_add_format(out, "           %zu ", ending->files);
        if (ending->name.len > 0)
            buf_add_char(out, '.');
        utf8_add_printable(out, ending->name.len > 0 ? ending->name
                                                     : SLICE("without ending"));
        buf_add_char(out, '\n');
    }
}

static void counts_text(struct buf *out, const struct verify_report *report)
{
    if (report->is_front) {
        line(out, report->pages, "pages");
        line(out, report->links, "relative addresses");
        return;
    }
    line(out, report->files, "files listed in the manifest");
    line_some(out, report->extras,
              "listed in extras.sha256: search index and cards");
    line(out, report->datasets, "datasets, as the descriptor says, with");
    line(out, report->dataset_rows, "rows");
    line(out, report->same_rows, "rows the same in JSON or in a file per code");
    line_some(out, report->workbooks, "workbooks, cell by cell the same, with");
    line_some(out, report->workbook_rows, "rows");
    line_some(out, report->kits, "kits with the same rows");
    line(out, report->ledgers, "ledgers");
    line(out, report->figures, "figures in them, of which");
    line(out, report->recomputed, "recomputed and equal");
    line(out, report->constants, "constants the portal states");
    withheld_text(out, report);
    line(out, report->pages, "pages");
    line(out, report->numbers, "numbers printed as the ledgers have them");
    line(out, report->in_words, "figures said in words, not compared");
    line(out, report->missing, "words for a value that is not there");
    line_some(out, report->receipts, "receipts with the ledger's value");
    line(out, report->sheets, "CSV files of tables on pages, with");
    line(out, report->sheet_figures, "numbers as the tables print them");
    line(out, report->links, "relative addresses");
    line_some(out, report->links_out,
              "of them lead out of this release and were not followed");
    line_some(out, report->archives,
              "archives of releases, equal to their folders");
    unopened_text(out, report);
}

static void fault_text(struct buf *out, struct slice root,
                       const struct verify_fault *fault)
{
    buf_add_text(out, "  ");
    utf8_add_printable(out, root);
    buf_add_char(out, '/');
    utf8_add_printable(out, fault->path);
    if (fault->line > 0)
        buf_add_format(out, ":%zu", fault->line);
    buf_add_text(out, ": ");
    utf8_add_printable(out, fault->text);
    buf_add_char(out, '\n');
}

static void report_text(const struct order *order, struct buf *out,
                        const struct verify_report *report)
{
    size_t shown = report->faults.count;

    if (order->limit > 0 && shown > order->limit)
        shown = order->limit;
    head_text(out, report);
    counts_text(out, report);
    line(out, report->faults.count, "faults");
    for (size_t i = 0; i < shown; i++)
        fault_text(out, report->name, &report->faults.items[i]);
    if (shown < report->faults.count)
        buf_add_format(out, "  and %zu more; --limit 0 prints all\n",
                       report->faults.count - shown);
}

/* --- JSON --- */

static void member(struct json_writer *w, const char *key, size_t number)
{
    json_key(w, key);
    json_integer(w, (int64_t)number);
}

static void member_text(struct json_writer *w, const char *key,
                        struct slice text)
{
    struct buf printable = BUF_INIT;

    utf8_add_printable(&printable, text);
    json_key(w, key);
    json_string(w, buf_slice(&printable));
    buf_release(&printable);
}

static void withheld_json(struct json_writer *w,
                          const struct verify_report *report)
{
    json_key(w, "withheld");
    json_open_array(w);
    for (size_t i = 0; i < report->withheld.count; i++) {
        json_open_object(w);
        member_text(w, "resource", report->withheld.items[i].resource);
        member(w, "figures", report->withheld.items[i].figures);
        json_close(w);
    }
    json_close(w);
}

static void unopened_json(struct json_writer *w,
                          const struct verify_report *report)
{
    member(w, "not_opened", report->by_digest);
    json_key(w, "not_opened_by_ending");
    json_open_array(w);
    for (size_t i = 0; i < report->endings.count; i++) {
        json_open_object(w);
        member_text(w, "ending", report->endings.items[i].name);
        member(w, "files", report->endings.items[i].files);
        json_close(w);
    }
    json_close(w);
}

static void counts_json(struct json_writer *w,
                        const struct verify_report *report)
{
    member(w, "files", report->files);
    member(w, "extras", report->extras);
    member(w, "datasets", report->datasets);
    member(w, "dataset_rows", report->dataset_rows);
    member(w, "same_rows", report->same_rows);
    member(w, "workbooks", report->workbooks);
    member(w, "workbook_rows", report->workbook_rows);
    member(w, "kits", report->kits);
    member(w, "ledgers", report->ledgers);
    member(w, "figures", report->figures);
    member(w, "recomputed", report->recomputed);
    member(w, "constants", report->constants);
    member(w, "not_checkable", report->not_checkable);
    withheld_json(w, report);
    member(w, "pages", report->pages);
    member(w, "numbers", report->numbers);
    member(w, "in_words", report->in_words);
    member(w, "missing", report->missing);
    member(w, "receipts", report->receipts);
    member(w, "tables", report->sheets);
    member(w, "table_figures", report->sheet_figures);
    member(w, "links", report->links);
    member(w, "links_out", report->links_out);
    member(w, "archives", report->archives);
    unopened_json(w, report);
}

static void faults_json(struct json_writer *w,
                        const struct verify_report *report)
{
    json_key(w, "faults");
    json_open_array(w);
    for (size_t i = 0; i < report->faults.count; i++) {
        const struct verify_fault *fault = &report->faults.items[i];

        json_open_object(w);
        member_text(w, "path", fault->path);
        if (fault->line > 0)
            member(w, "line", fault->line);
        member_text(w, "text", fault->text);
        json_close(w);
    }
    json_close(w);
}

static void signature_json(struct json_writer *w,
                           const struct verify_report *report)
{
    static const char *const names[] = {
        [VERIFY_UNSIGNED] = "none",
        [VERIFY_SIGNED] = "not checked",
        [VERIFY_SIGNATURE_HOLDS] = "holds",
        [VERIFY_SIGNATURE_WRONG] = "wrong",
    };

    member_text(w, "signature", slice_of(names[report->signature]));
    if (report->key_number.len > 0)
        member_text(w, "key", report->key_number);
    if (report->trusted_comment.len > 0)
        member_text(w, "trusted_comment", report->trusted_comment);
}

static void report_json(struct json_writer *w,
                        const struct verify_report *report)
{
    json_open_object(w);
    member_text(w, "root", report->name);
    json_key(w, "holds");
    json_boolean(w, holds(report));
    if (report->release.len > 0)
        member_text(w, "release", report->release);
    json_key(w, "frozen");
    json_boolean(w, report->is_frozen);
    if (report->manifest[0] != '\0') {
        member_text(w, "manifest", slice_of(report->manifest));
        signature_json(w, report);
    }
    counts_json(w, report);
    faults_json(w, report);
    json_close(w);
}

static void json_write(const struct order *order, struct buf *out)
{
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    member_text(&w, "folder", slice_of(order->wish.path));
    json_key(&w, "holds");
    json_boolean(&w, all_hold(order));
    json_key(&w, "roots");
    json_open_array(&w);
    for (size_t i = 0; i < order->reports.count; i++)
        report_json(&w, order->reports.items[i]);
    json_close(&w);
    json_close(&w);
    json_finish(&w);
}

static bool file_put(const char *path, struct slice bytes)
{
    FILE *file = fopen(path, "wb");
    bool done = file != NULL &&
                fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len &&
                fflush(file) == 0;

    return file != NULL && fclose(file) == 0 && done;
}

/* Where --json says; the exit status. */
static int json_put(const struct order *order, int status)
{
    struct buf out = BUF_INIT;
    struct buf fault = BUF_INIT;

    json_write(order, &out);
    if (!file_put(order->json_path, buf_slice(&out))) {
        buf_add_format(&fault, "%s cannot be written: %s", order->json_path,
                       strerror(errno));
        status = print_fault(EXIT_ENVIRONMENT, buf_slice(&fault));
    }
    buf_release(&fault);
    buf_release(&out);
    return status;
}

/* --- the run --- */

static int path_fault(const struct order *order, enum verify_result result,
                      struct slice reason)
{
    const char *path = order->wish.path;
    enum exit_status status = EXIT_USAGE;
    struct buf out = BUF_INIT;
    int said;

    if (result == VERIFY_NO_ROOT || !file_exists(path)) {
        buf_add_format(&out, "%s holds no root (a folder with manifest.sha256)",
                       path);
    } else if (file_is_folder(path)) {
        status = EXIT_ENVIRONMENT;
        buf_add_format(&out, "%s cannot be read: " SLICE_FORMAT, path,
                       SLICE_ARGS(reason));
    } else {
        status = EXIT_ENVIRONMENT;
        buf_add_format(&out,
                       "%s is no folder, and cannot be read as a ZIP "
                       "archive: " SLICE_FORMAT,
                       path, SLICE_ARGS(reason));
    }
    said = print_fault(status, buf_slice(&out));
    buf_release(&out);
    return said;
}

static int reports_status(const struct order *order)
{
    int status = EXIT_PUBLISHED;

    for (size_t i = 0; i < order->reports.count; i++) {
        const struct verify_report *report = order->reports.items[i];

        if (report->unreadable)
            return EXIT_ENVIRONMENT; /* no verdict */
        if (!holds(report))
            status = EXIT_FATAL;
    }
    return status;
}

/* What a verdict means, and what it cannot. */
static void verdict_text(const struct order *order, struct buf *out)
{
    if (!all_hold(order))
        return;
    buf_add_text(out, "All holds: what is printed follows from the published "
                      "data.\n");
    if (order->wish.key == NULL)
        buf_add_text(out, "Files changed together would hold too: compare the "
                          "manifest's digest with one\nthat others kept, or "
                          "check the signature (--public-key).\n");
}

static int reports_print(const struct order *order)
{
    struct buf out = BUF_INIT;
    int status = reports_status(order);

    if (order->as_json)
        json_write(order, &out);
    else
        for (size_t i = 0; i < order->reports.count; i++)
            report_text(order, &out, order->reports.items[i]);
    if (!order->as_json)
        verdict_text(order, &out);
    if (!print_text(buf_slice(&out)))
        status = EXIT_ENVIRONMENT; /* print_end() says so */
    buf_release(&out);
    if (order->json_path != NULL)
        status = json_put(order, status);
    return print_end(status);
}

static int order_run(struct order *order)
{
    struct buf reason = BUF_INIT;
    enum verify_result result =
        verify(&order->arena, &order->wish, &order->reports, &reason);
    int status = result == VERIFY_DONE
                     ? reports_print(order)
                     : path_fault(order, result, buf_slice(&reason));

    buf_release(&reason);
    return status;
}

/* --- options --- */

static bool format_read(struct order *order, int *status)
{
    static const char *const names[] = {"text", "json"};
    struct slice name = slice_of(order->format_name);
    struct buf fault = BUF_INIT;

    order->as_json = slice_equal_text(name, "json");
    if (order->as_json || slice_equal_text(name, "text"))
        return true;
    buf_add_format(&fault, "unknown format %s", order->format_name);
    options_nearest(&fault, name, names, COUNT_OF(names));
    *status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return false;
}

/* The key itself, or the file that has it. */
static bool key_read(struct order *order, int *status)
{
    struct slice text = slice_of(order->key_text);
    struct buf fault = BUF_INIT;
    enum key_result result;

    if (order->key_text == NULL)
        return true;
    result = public_key_read(text, &order->key);
    if (result != KEY_READ && file_exists(order->key_text)) {
        if (file_read(&order->arena, order->key_text, &text)) {
            result = public_key_read(text, &order->key);
        } else {
            buf_add_format(&fault, "%s cannot be read: %s", order->key_text,
                           strerror(errno));
            *status = print_fault(EXIT_ENVIRONMENT, buf_slice(&fault));
            buf_release(&fault);
            return false;
        }
    }
    order->wish.key = &order->key;
    if (result == KEY_READ)
        return true;
    buf_add_format(&fault, "--public-key %s: %s", order->key_text,
                   key_result_text(result));
    *status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return false;
}

static int order_begin(struct order *order)
{
    int status;

    arena_init(&order->arena);
    order->wish.threads = order->jobs > 0 ? order->jobs : pool_processors();
    if (format_read(order, &status) && key_read(order, &status))
        status = order_run(order);
    arena_release(&order->arena);
    return status;
}

int command_verify(int argc, char **argv)
{
    struct order order = {.format_name = "text", .limit = FAULTS_LIMIT};
    const struct command_option options[] = {
        {.name = "public-key",
         .argument = "KEY",
         .text = &order.key_text,
         .help = "key of minisign, or its file: check signatures"},
        {.name = "json",
         .argument = "FILE",
         .text = &order.json_path,
         .help = "write the report as JSON too"},
        {.name = "format",
         .argument = "FORMAT",
         .text = &order.format_name,
         .help = "what is printed: text or json (text)"},
        {.name = "limit",
         .argument = "N",
         .number = &order.limit,
         .low = 0,
         .high = 1000000,
         .help = "text: faults of one root to print, 0 = all (20)"},
        {.name = "jobs",
         .letter = 'j',
         .argument = "N",
         .number = &order.jobs,
         .low = 1,
         .high = 1024,
         .help = "threads (as many as processors)"},
    };
    const struct command_line line = {
        .name = "verify",
        .summary =
            "Recomputes what is published from its files alone: a root, each "
            "of the roots\nin a folder, or a ZIP archive of either; the "
            "releases in them too. Checked are\nthe manifest and its "
            "signature, the datasets against their descriptor, every\nfigure "
            "from the published data, every number printed, every relative "
            "address.\nExit status: 0 all holds, 1 it does not, 2 usage, 3 "
            "environment.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "PATH",
        .operand = &order.wish.path,
        .operand_is_needed = true};
    int status;

    if (!options_begin(&line, argc, argv, &status))
        return status;
    return order_begin(&order);
}
