/* rendir diff: what changed between two published editions. */
#include "base/pool.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/options.h"
#include "emit/csv.h"
#include "emit/json.h"
#include "publish/history/compare.h"

#define NO_REASON "no reason published"

struct diff {
    const char **paths; /* old, new */
    size_t path_count;
    const char *release;
    const char *format;
    struct edition old, new;
    struct arena arena;
    struct changes changes;
};

/* --- text --- */

static void printable(struct buf *out, struct slice text)
{
    utf8_add_printable(out, text);
}

static void edition_text(struct buf *out, const struct edition *edition)
{
    printable(out, slice_of(edition->path));
    if (edition->release.len > 0) {
        buf_add_text(out, ", release ");
        printable(out, edition->release);
    }
    if (date_is_set(edition->cut_off)) {
        buf_add_text(out, ", cut-off ");
        date_write(out, edition->cut_off);
    }
}

static void difference_text(struct buf *out, const struct change_record *record)
{
    if (record->has_difference) {
        buf_add_text(out, " (");
        if (amount_sign(record->difference) > 0)
            buf_add_char(out, '+');
        amount_write(out, record->difference);
        if (record->unit.len > 0)
            buf_add_char(out, ' ');
        printable(out, record->unit);
        buf_add_char(out, ')');
    }
}

/* What it is about: "execution period=2017-03 accrued "Hospitals"" */
static void subject_text(struct buf *out, const struct change_record *record)
{
    const struct slice parts[] = {record->table, record->key, record->column};

    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i].len == 0)
            continue;
        buf_add_char(out, ' ');
        printable(out, parts[i]);
    }
    if (record->label.len > 0) {
        buf_add_text(out, " \"");
        printable(out, record->label);
        buf_add_char(out, '"');
    }
}

static void value_text(struct buf *out, struct slice text)
{
    if (text.len == 0)
        buf_add_text(out, "(none)");
    printable(out, text);
}

static void change_text(struct buf *out, const struct change *change)
{
    const struct change_record *record = &change->record;

    buf_add_char(out, ' ');
    subject_text(out, record);
    if (record->before.len > 0 || record->after.len > 0) {
        buf_add_text(out, ": ");
        value_text(out, record->before);
        buf_add_text(out, " -> ");
        value_text(out, record->after);
        difference_text(out, record);
    }
    buf_add_text(out, "; ");
    if (record->reason.len > 0)
        printable(out, record->reason);
    else
        buf_add_text(out, NO_REASON);
    buf_add_char(out, '\n');
}

static void kind_text(struct buf *out, const struct changes *changes,
                      enum change_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < changes->count; i++)
        count += changes->items[i].kind == kind;
    if (count == 0)
        return;
    buf_add_format(out, "\n%s: %zu\n", change_kind_heading(kind), count);
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].kind == kind)
            change_text(out, &changes->items[i]);
}

static void text_write(const struct diff *diff, struct buf *out)
{
    const struct changes *changes = &diff->changes;
    size_t unexplained = 0;

    for (size_t i = 0; i < changes->count; i++)
        unexplained += changes->items[i].record.reason.len == 0;
    edition_text(out, &diff->old);
    buf_add_text(out, " -> ");
    edition_text(out, &diff->new);
    buf_add_char(out, '\n');
    for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++)
        kind_text(out, changes, (enum change_kind)kind);
    buf_add_format(out, "\n%zu changes, %zu of them without a reason",
                   changes->count, unexplained);
    buf_add_format(out, "; %llu rows and values of time that was still to come",
                   (unsigned long long)changes->continued);
    buf_add_char(out, '\n');
}

/* --- CSV: the columns of derived-changes --- */

static void csv_head(struct comma_writer *w)
{
    static const char *const before[] = {"kind",   "table", "key",
                                         "column", "label", "period"};
    static const char *const after[] = {"old_value", "new_value", "difference",
                                        "old",       "new",       "unit",
                                        "reason",    "source"};

    for (size_t i = 0; i < COUNT_OF(before); i++)
        comma_cell_text(w, before[i]);
    for (int i = 0; i < CHANGE_SUBJECTS; i++)
        comma_cell_text(w, change_subject_name((enum change_subject)i));
    for (size_t i = 0; i < COUNT_OF(after); i++)
        comma_cell_text(w, after[i]);
    comma_end_row(w);
}

static void csv_period(struct comma_writer *w, struct period period)
{
    struct buf text = BUF_INIT;

    if (period.kind != PERIOD_NONE)
        period_write(&text, period);
    comma_cell(w, buf_slice(&text));
    buf_release(&text);
}

static void csv_amount(struct comma_writer *w, bool has, struct amount value)
{
    if (has)
        comma_cell_amount(w, value);
    else
        comma_cell(w, SLICE(""));
}

static void csv_change(struct comma_writer *w,
                       const struct change_record *record)
{
    comma_cell(w, record->kind);
    comma_cell(w, record->table);
    comma_cell(w, record->key);
    comma_cell(w, record->column);
    comma_cell(w, record->label);
    csv_period(w, record->period);
    for (int i = 0; i < CHANGE_SUBJECTS; i++)
        comma_cell(w, record->subjects[i]);
    csv_amount(w, record->has_before, record->before_value);
    csv_amount(w, record->has_after, record->after_value);
    csv_amount(w, record->has_difference, record->difference);
    comma_cell(w, record->before);
    comma_cell(w, record->after);
    comma_cell(w, record->unit);
    comma_cell(w, record->reason);
    comma_cell(w, record->source);
    comma_end_row(w);
}

static void csv_write(const struct diff *diff, struct buf *out)
{
    struct comma_writer w;

    comma_init(&w, out);
    csv_head(&w);
    for (size_t i = 0; i < diff->changes.count; i++)
        csv_change(&w, &diff->changes.items[i].record);
}

/* --- JSON --- */

static void member(struct json_writer *w, const char *key, struct slice text)
{
    struct buf clean = BUF_INIT;

    if (text.len == 0)
        return;
    utf8_add_printable(&clean, text);
    json_key(w, key);
    json_string(w, buf_slice(&clean));
    buf_release(&clean);
}

static void json_edition(struct json_writer *w, const char *key,
                         const struct edition *edition)
{
    struct buf text = BUF_INIT;

    json_key(w, key);
    json_open_object(w);
    member(w, "path", slice_of(edition->path));
    member(w, "portal", edition->portal);
    member(w, "release", edition->release);
    if (date_is_set(edition->cut_off))
        date_write(&text, edition->cut_off);
    member(w, "cut_off", buf_slice(&text));
    json_close(w);
    buf_release(&text);
}

static void json_value(struct json_writer *w, const char *key, bool has,
                       struct amount value)
{
    if (!has)
        return;
    json_key(w, key);
    json_amount(w, value);
}

static void json_change(struct json_writer *w,
                        const struct change_record *record)
{
    struct buf period = BUF_INIT;

    if (record->period.kind != PERIOD_NONE)
        period_write(&period, record->period);
    json_open_object(w);
    member(w, "kind", record->kind);
    member(w, "table", record->table);
    member(w, "key", record->key);
    member(w, "column", record->column);
    member(w, "label", record->label);
    member(w, "period", buf_slice(&period));
    for (int i = 0; i < CHANGE_SUBJECTS; i++)
        member(w, change_subject_name((enum change_subject)i),
               record->subjects[i]);
    json_value(w, "old_value", record->has_before, record->before_value);
    json_value(w, "new_value", record->has_after, record->after_value);
    json_value(w, "difference", record->has_difference, record->difference);
    member(w, "old", record->before);
    member(w, "new", record->after);
    member(w, "unit", record->unit);
    member(w, "reason", record->reason);
    member(w, "source", record->source);
    json_close(w);
    buf_release(&period);
}

static void json_write(const struct diff *diff, struct buf *out)
{
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    json_edition(&w, "old", &diff->old);
    json_edition(&w, "new", &diff->new);
    json_key(&w, "continued");
    json_integer(&w, (int64_t)diff->changes.continued);
    json_key(&w, "changes");
    json_open_array(&w);
    for (size_t i = 0; i < diff->changes.count; i++)
        json_change(&w, &diff->changes.items[i].record);
    json_close(&w);
    json_close(&w);
    json_finish(&w);
}

/* --- the command --- */

typedef void diff_writer(const struct diff *diff, struct buf *out);

static const struct {
    const char *name;
    diff_writer *write;
} formats[] = {{"text", text_write}, {"csv", csv_write}, {"json", json_write}};

static diff_writer *format_find(const char *name, int *status)
{
    const char *known[COUNT_OF(formats)];
    struct buf fault = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        known[i] = formats[i].name;
        if (slice_equal_text(slice_of(name), formats[i].name))
            return formats[i].write;
    }
    buf_add_format(&fault, "unknown format %s", name);
    options_nearest(&fault, slice_of(name), known, COUNT_OF(known));
    *status = print_fault(EXIT_USAGE, buf_slice(&fault));
    buf_release(&fault);
    return NULL;
}

/* Declared reasons that are nobody's: said aside, as they change nothing. */
static void faults_print(const struct changes *changes)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < changes->faults.count; i++) {
        const struct reason_fault *fault = &changes->faults.items[i];

        buf_add_text(&out, "rendir: ");
        printable(&out, fault->place.dataset);
        buf_add_format(&out, ", row %zu: ", fault->place.row);
        if (fault->unknown.len > 0) {
            printable(&out, fault->unknown);
            buf_add_text(&out, " is the name of no dataset or column\n");
        } else {
            buf_add_text(&out, "nothing of ");
            printable(&out, fault->resource);
            buf_add_text(&out, " that it names was changed\n");
        }
    }
    print_aside(buf_slice(&out));
    buf_release(&out);
}

static bool edition_holds(const struct edition *edition, struct buf *fault)
{
    struct buf why = BUF_INIT;
    bool holds = edition_verify(edition, pool_processors(), &why);

    if (!holds) {
        buf_add_format(fault, "%s does not verify: ", edition->path);
        buf_add_slice(fault, buf_slice(&why));
    }
    buf_release(&why);
    return holds;
}

static bool editions_open(struct diff *diff, struct buf *fault)
{
    const char *new = diff->paths[diff->path_count - 1];

    return edition_open(&diff->old, diff->paths[0], diff->release, fault) &&
           edition_open(&diff->new, new, NULL, fault) &&
           edition_holds(&diff->old, fault) && edition_holds(&diff->new, fault);
}

static int diff_run(struct diff *diff, diff_writer *write)
{
    struct buf out = BUF_INIT;
    int status = EXIT_PUBLISHED;

    if (!editions_open(diff, &out)) {
        status = print_fault(EXIT_ENVIRONMENT, buf_slice(&out));
    } else if (!slice_equal(diff->old.portal, diff->new.portal)) {
        buf_add_text(&out, "these are two portals: ");
        printable(&out, diff->old.portal);
        buf_add_text(&out, " and ");
        printable(&out, diff->new.portal);
        status = print_fault(EXIT_USAGE, buf_slice(&out));
    } else if (!changes_find(&diff->old, &diff->new, CHANGES_KEYS_MAX,
                             &diff->arena, &diff->changes, &out)) {
        status = print_fault(EXIT_ENVIRONMENT, buf_slice(&out));
    } else {
        faults_print(&diff->changes);
        write(diff, &out);
        if (diff->changes.count > 0)
            status = EXIT_FATAL;
        if (!print_text(buf_slice(&out)))
            status = EXIT_ENVIRONMENT;
        status = print_end(status);
    }
    buf_release(&out);
    return status;
}

/* Two editions, or a root and one of the releases in it. */
static bool paths_check(const struct diff *diff, int *status)
{
    if (diff->path_count == 2 ||
        (diff->path_count == 1 && diff->release != NULL))
        return true;
    *status = print_fault(EXIT_USAGE,
                          SLICE("rendir diff needs OLD and NEW, or --release "
                                "ID and one root"));
    return false;
}

int command_diff(int argc, char **argv)
{
    struct diff diff = {.format = "text"};
    const struct command_option options[] = {
        {.name = "format",
         .argument = "FORMAT",
         .text = &diff.format,
         .help = "text, csv or json (text)"},
        {.name = "release",
         .argument = "ID",
         .text = &diff.release,
         .help = "OLD is its releases/ID/; NEW is OLD, unless given"},
    };
    const struct command_line line = {
        .name = "diff",
        .summary = "Lists what changed between two editions of a portal, from "
                   "their published\ndatasets: amounts restated, targets and "
                   "deadlines moved, rows that vanished,\nwith the reasons "
                   "that were published. OLD and NEW are roots, releases or "
                   "ZIPs.\nExit status: 0 nothing changed, 1 something did, 2 "
                   "usage, 3 one cannot be read\nor does not verify.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "OLD NEW",
        .operands = calloc((size_t)argc + 1, sizeof(char *)),
        .operand_count = &diff.path_count,
        .operand_is_needed = true};
    diff_writer *write;
    int status;

    if (line.operands == NULL)
        out_of_memory();
    diff.paths = line.operands;
    arena_init(&diff.arena);
    arena_init(&diff.old.arena);
    arena_init(&diff.new.arena);
    if (options_begin(&line, argc, argv, &status) &&
        paths_check(&diff, &status) &&
        (write = format_find(diff.format, &status)) != NULL)
        status = diff_run(&diff, write);
    edition_release(&diff.old);
    edition_release(&diff.new);
    arena_release(&diff.arena);
    free(line.operands);
    return status;
}
