/* rendir verify: a published site, recomputed from its bytes. */
#include "base/file.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/options.h"
#include "emit/json.h"
#include "verify/verify.h"

#define FAULTS_LIMIT 20 /* of a root, in text, unless told otherwise */

/* A root, or the pages beside the roots. */
struct verified {
    struct slice name;
    bool is_front;
    struct verify_report report;
};

struct verify {
    const char *folder;
    const char *format_name;
    bool as_json;
    unsigned limit;
    struct arena arena;
    struct verified *items;
    size_t count;
};

static bool holds(const struct verified *verified)
{
    return verified->report.faults.count == 0 && !verified->report.unreadable;
}

/* --- text --- */

static void line(struct buf *out, size_t number, const char *text)
{
    buf_add_format(out, "  %8zu %s\n", number, text);
}

static void withheld_text(struct buf *out, const struct verify_report *report)
{
    line(out, report->not_checkable, "not checkable: their rows do not leave");
    for (size_t i = 0; i < report->withheld.count; i++) {
        const struct verify_withheld *withheld = &report->withheld.items[i];

        buf_add_format(out, "           %zu of ", withheld->figures);
        utf8_add_printable(out, withheld->resource);
        buf_add_char(out, '\n');
    }
}

static void counts_text(struct buf *out, const struct verified *verified)
{
    const struct verify_report *report = &verified->report;

    if (!verified->is_front) {
        line(out, report->files, "files listed in the manifest");
        line(out, report->ledgers, "ledgers");
        line(out, report->figures, "figures in them, of which");
        line(out, report->recomputed, "recomputed and equal");
        line(out, report->constants, "constants the portal states");
        withheld_text(out, report);
    }
    line(out, report->pages, "pages");
    if (!verified->is_front) {
        line(out, report->numbers, "numbers printed as the ledgers have them");
        line(out, report->in_words, "figures said in words, not compared");
        line(out, report->missing, "words for a value that is not there");
    }
    line(out, report->links, "relative addresses");
    line(out, report->faults.count, "faults");
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

static void verified_text(const struct verify *verify, struct buf *out,
                          const struct verified *verified)
{
    const struct verify_report *report = &verified->report;
    size_t shown = report->faults.count;

    if (verify->limit > 0 && shown > verify->limit)
        shown = verify->limit;
    utf8_add_printable(out, verified->name);
    if (verified->is_front)
        buf_add_text(out, " above the roots");
    buf_add_text(out, holds(verified) ? ": holds\n" : ": does not hold\n");
    if (report->manifest[0] != '\0')
        buf_add_format(out, "  manifest %s\n", report->manifest);
    counts_text(out, verified);
    for (size_t i = 0; i < shown; i++)
        fault_text(out, verified->name, &report->faults.items[i]);
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

static void counts_json(struct json_writer *w,
                        const struct verify_report *report)
{
    member(w, "files", report->files);
    member(w, "ledgers", report->ledgers);
    member(w, "figures", report->figures);
    member(w, "recomputed", report->recomputed);
    member(w, "constants", report->constants);
    member(w, "not_checkable", report->not_checkable);
    json_key(w, "withheld");
    json_open_array(w);
    for (size_t i = 0; i < report->withheld.count; i++) {
        json_open_object(w);
        member_text(w, "resource", report->withheld.items[i].resource);
        member(w, "figures", report->withheld.items[i].figures);
        json_close(w);
    }
    json_close(w);
    member(w, "pages", report->pages);
    member(w, "numbers", report->numbers);
    member(w, "in_words", report->in_words);
    member(w, "missing", report->missing);
    member(w, "links", report->links);
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

static void json_write(const struct verify *verify, struct buf *out, bool all)
{
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    member_text(&w, "folder", slice_of(verify->folder));
    json_key(&w, "holds");
    json_boolean(&w, all);
    json_key(&w, "roots");
    json_open_array(&w);
    for (size_t i = 0; i < verify->count; i++) {
        const struct verified *verified = &verify->items[i];

        json_open_object(&w);
        member_text(&w, "root", verified->name);
        json_key(&w, "holds");
        json_boolean(&w, holds(verified));
        if (verified->report.manifest[0] != '\0')
            member_text(&w, "manifest", slice_of(verified->report.manifest));
        counts_json(&w, &verified->report);
        faults_json(&w, &verified->report);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    json_finish(&w);
}

/* --- which roots --- */

static struct verified *verified_new(struct verify *verify, struct slice name)
{
    struct verified *verified = &verify->items[verify->count++];

    verified->name = name;
    return verified;
}

static bool roots_verify(struct verify *verify)
{
    struct slice folder = slice_of(verify->folder);
    struct names names;

    if (!file_is_folder(verify->folder))
        return false;
    if (verify_is_root(verify->folder)) {
        verify->items = ARENA_NEW(&verify->arena, struct verified);
        verify_root(&verify->arena, verify->folder,
                    &verified_new(verify, folder)->report);
        return true;
    }
    if (!folder_list(&verify->arena, verify->folder, &names))
        return false;
    verify->items =
        ARENA_ARRAY(&verify->arena, names.count + 1, struct verified);
    for (size_t i = 0; i < names.count; i++) {
        struct slice path = path_join(&verify->arena, folder, names.items[i]);

        /* What a build left or is making is no root that is published. */
        if (!slice_ends_with(path, SLICE(".rendir-staging")) &&
            verify_is_root(path.ptr))
            verify_root(&verify->arena, path.ptr,
                        &verified_new(verify, path)->report);
    }
    if (verify->count > 0) {
        struct verified *front = verified_new(verify, folder);

        front->is_front = true;
        verify_front(&verify->arena, verify->folder, &front->report);
    }
    return verify->count > 0;
}

static int verify_run(struct verify *verify)
{
    struct buf out = BUF_INIT;
    int status = EXIT_PUBLISHED;

    if (!roots_verify(verify)) {
        buf_add_format(&out, "%s holds no root (a folder with manifest.sha256)",
                       verify->folder);
        status = print_fault(EXIT_USAGE, buf_slice(&out));
        buf_release(&out);
        return status;
    }
    for (size_t i = 0; i < verify->count; i++) {
        const struct verified *verified = &verify->items[i];

        if (verified->report.unreadable)
            status = EXIT_ENVIRONMENT;
        else if (!holds(verified) && status == EXIT_PUBLISHED)
            status = EXIT_FATAL;
        if (!verify->as_json)
            verified_text(verify, &out, verified);
    }
    if (verify->as_json)
        json_write(verify, &out, status == EXIT_PUBLISHED);
    if (!print_text(buf_slice(&out)))
        status = EXIT_ENVIRONMENT; /* print_end() says so */
    buf_release(&out);
    return print_end(status);
}

static bool format_read(struct verify *verify, int *status)
{
    static const char *const names[] = {"text", "json"};
    struct slice name = slice_of(verify->format_name);
    struct buf fault = BUF_INIT;

    verify->as_json = slice_equal_text(name, "json");
    if (verify->as_json || slice_equal_text(name, "text"))
        return true;
    buf_add_format(&fault, "unknown format %s", verify->format_name);
    options_nearest(&fault, name, names, COUNT_OF(names));
    *status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return false;
}

int command_verify(int argc, char **argv)
{
    struct verify verify = {.format_name = "text", .limit = FAULTS_LIMIT};
    const struct command_option options[] = {
        {.name = "format",
         .argument = "FORMAT",
         .text = &verify.format_name,
         .help = "text or json (text)"},
        {.name = "limit",
         .argument = "N",
         .number = &verify.limit,
         .low = 0,
         .high = 1000000,
         .help = "text: faults of one root to print, 0 = all (20)"},
    };
    const struct command_line line = {
        .name = "verify",
        .summary =
            "Recomputes a published root, or each of the roots in DIR, from "
            "its files\nalone: the manifest, every figure from the published "
            "data, every number\nprinted, every relative address. Exit status: "
            "0 all holds, 1 it does not,\n2 usage, 3 environment.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "DIR",
        .operand = &verify.folder,
        .operand_is_needed = true};
    int status;

    if (!options_begin(&line, argc, argv, &status) ||
        !format_read(&verify, &status))
        return status;
    arena_init(&verify.arena);
    status = verify_run(&verify);
    arena_release(&verify.arena);
    return status;
}
