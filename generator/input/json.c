/*
 * JSON through jansson, the only file that knows it.
 *
 * jansson decides what is valid and what a string means, but it forgets where
 * values stood and how numbers were written. So its tree is walked in document
 * order together with a scan of the text, which by then is known to be valid:
 * the scan only has to find where each value begins and ends.
 */
#include <jansson.h>
#include <string.h>

#include "input/grow.h"
#include "input/report.h"
#include "input/tree.h"

struct scan {
    struct slice text;
    size_t at;
    size_t line, column; /* of `at`, from 1 */
    uint16_t source;
};

static void step(struct scan *scan)
{
    unsigned char c = (unsigned char)scan->text.ptr[scan->at++];

    if (c == '\n' || (c == '\r' && (scan->at == scan->text.len ||
                                    scan->text.ptr[scan->at] != '\n'))) {
        scan->line++;
        scan->column = 1;
    } else if ((c & 0xC0) != 0x80) {
        scan->column++;
    }
}

static bool holds(const char *set, char c)
{
    return c != '\0' && strchr(set, c);
}

/* Moves to the first byte of the next token that is a value or a name. */
static struct place find_token(struct scan *scan)
{
    while (scan->at < scan->text.len &&
           holds(" \t\r\n,:]}", scan->text.ptr[scan->at]))
        step(scan);
    return growth_place(scan->source, scan->line, scan->column);
}

static void skip_string(struct scan *scan)
{
    step(scan);
    while (scan->at < scan->text.len && scan->text.ptr[scan->at] != '"') {
        if (scan->text.ptr[scan->at] == '\\')
            step(scan);
        if (scan->at < scan->text.len)
            step(scan);
    }
    if (scan->at < scan->text.len)
        step(scan);
}

/* The token under way: a string, or a number or word up to what ends it. */
static struct slice take_token(struct scan *scan)
{
    size_t start = scan->at;

    if (scan->at < scan->text.len && scan->text.ptr[scan->at] == '"')
        skip_string(scan);
    else
        while (scan->at < scan->text.len &&
               !holds(" \t\r\n,:]}", scan->text.ptr[scan->at]))
            step(scan);
    return slice_cut(scan->text, start, scan->at);
}

static struct slice string_of(const json_t *value)
{
    return (struct slice){json_string_value(value), json_string_length(value)};
}

/* A list or map that is being walked. */
struct walk {
    json_t *value;
    size_t index; /* of a list */
    void *member; /* of a map: the iterator */
};

static void enter(struct growth *growth, struct scan *scan, struct walk *walk,
                  json_t *value)
{
    bool is_map = json_is_object(value);
    struct place place = find_token(scan);

    if (scan->at < scan->text.len)
        step(scan);
    growth_open(growth, is_map ? NODE_MAP : NODE_LIST, place);
    *walk = (struct walk){value, 0, is_map ? json_object_iter(value) : NULL};
}

static void take_leaf(struct growth *growth, struct scan *scan,
                      const json_t *value)
{
    struct place place = find_token(scan);
    struct slice token = take_token(scan);

    if (json_is_null(value))
        growth_null(growth, place);
    else if (json_is_string(value))
        growth_scalar(growth, place, string_of(value), true);
    else
        growth_scalar(growth, place, token, false);
}

/* The next value of a list or map; its name is told. Null at the end. */
static json_t *next_value(struct growth *growth, struct scan *scan,
                          struct walk *walk)
{
    const char *name;
    struct place place;
    json_t *value;

    if (json_is_array(walk->value))
        return json_array_get(walk->value, walk->index++);
    if (!walk->member)
        return NULL;
    name = json_object_iter_key(walk->member);
    value = json_object_iter_value(walk->member);
    place = find_token(scan);
    (void)take_token(scan);
    growth_key(growth, place, slice_of(name));
    walk->member = json_object_iter_next(walk->value, walk->member);
    return value;
}

static void take_tree(struct growth *growth, struct scan *scan, json_t *root)
{
    struct walk walks[GROWTH_DEPTH_MAX];
    unsigned depth = 0;
    json_t *value = root;

    do {
        if (value && (json_is_object(value) || json_is_array(value))) {
            struct walk walk;

            enter(growth, scan, &walk, value);
            if (growth->too_deep)
                return;
            walks[depth++] = walk;
        } else if (value) {
            take_leaf(growth, scan, value);
        } else {
            growth_close(growth);
            depth--;
        }
        value = depth ? next_value(growth, scan, &walks[depth - 1]) : NULL;
    } while (depth);
}

static void report_syntax(struct diagnostics *diagnostics, uint16_t source,
                          const json_error_t *error)
{
    struct place place =
        growth_place(source, error->line > 0 ? (size_t)error->line : 0,
                     error->column > 0 ? (size_t)error->column : 0);

    if (json_error_code(error) == json_error_out_of_memory)
        out_of_memory();
    diag_add(diagnostics, DIAG_JSON_SYNTAX, place, slice_of(error->text));
}

const struct node *json_parse(struct arena *arena,
                              struct diagnostics *diagnostics, uint16_t source,
                              struct slice text)
{
    struct growth growth;
    struct scan scan = {text, 0, 1, 1, source};
    const struct node *tree = NULL;
    json_error_t error;
    json_t *root = NULL;

    growth_init(&growth, arena, diagnostics);
    if (slice_trim(text).len > 0) {
        /* Whole numbers as reals: their digits are taken from the text, so
         * that only their range matters. */
        root = json_loadb(text.ptr, text.len,
                          JSON_REJECT_DUPLICATES | JSON_DECODE_ANY |
                              JSON_DECODE_INT_AS_REAL,
                          &error);
        if (!root) {
            report_syntax(diagnostics, source, &error);
            growth.failed = true;
        } else {
            take_tree(&growth, &scan, root);
        }
    }
    tree = growth_finish(&growth, growth_place(source, 1, 1));
    json_decref(root);
    growth_release(&growth);
    return tree;
}

const struct node *json_read(struct arena *arena, struct sources *sources,
                             struct diagnostics *diagnostics,
                             const char *file_path, struct slice path)
{
    struct text_file file;

    if (!text_file_read(arena, sources, diagnostics, file_path, path, &file))
        return NULL;
    return json_parse(arena, diagnostics, file.source, file.text);
}

const char *json_library_version(void)
{
    return jansson_version_str();
}
