/*
 * What the tests of model, figure and check share: a workspace in a temporary
 * folder with one portal, "p", and what was found in it.
 */
#ifndef TESTS_PORTAL_HELP_H
#define TESTS_PORTAL_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "findings_help.h"
#include "json_help.h"

#include "base/file.h"
#include "model/portal.h"

struct desk {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    char folder[40];
    struct portal *portal;
};

static inline void desk_write(struct desk *desk, const char *path,
                              const char *text)
{
    char file[200];
    FILE *out;

    (void)snprintf(file, sizeof file, "%s/%s", desk->folder, path);
    *strrchr(file, '/') = '\0';
    assert_true(folder_make(file));
    file[strlen(file)] = '/';
    out = fopen(file, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
    assert_int_equal(fclose(out), 0);
}

static inline void desk_init(struct desk *desk)
{
    memset(desk, 0, sizeof(*desk));
    arena_init(&desk->arena);
    sources_init(&desk->sources, &desk->arena);
    diagnostics_init(&desk->diagnostics);
    (void)strcpy(desk->folder, "/tmp/rendir-desk-XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    desk_write(desk, "i18n/es.po",
               "msgid \"\"\n"
               "msgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
               "\n"
               "msgid \"not reported\"\n"
               "msgstr \"no informado\"\n");
}

static inline void desk_release(struct desk *desk)
{
    (void)!folder_remove(desk->folder);
    diagnostics_release(&desk->diagnostics);
    arena_release(&desk->arena);
}

static inline void desk_load(struct desk *desk)
{
    char i18n[60];
    struct portal_paths paths = {desk->folder, SLICE_INIT("p"), i18n, 0};

    (void)snprintf(i18n, sizeof i18n, "%s/i18n", desk->folder);
    desk->portal =
        portal_load(&desk->arena, &desk->sources, &desk->diagnostics, &paths);
    assert_non_null(desk->portal);
}

/* A workspace of a portal: its settings, its descriptor (JSON with ' for ") and
 * tables, name and text in turn, ended by null. */
static inline void desk_fill(struct desk *desk, const char *settings,
                             const char *package, const char *const *tables)
{
    desk_init(desk);
    desk_write(desk, "content/p/portal.yaml", settings);
    desk_write(desk, "data/p/datapackage.json", json_of(&desk->arena, package));
    for (; tables[0] != NULL; tables += 2)
        desk_write(desk,
                   arena_format(&desk->arena, "data/p/%s.csv", tables[0]).ptr,
                   tables[1]);
}
#define DESK_FILL(desk, settings, package, ...)                                \
    desk_fill((desk), (settings), (package),                                   \
              (const char *const[]){__VA_ARGS__, NULL})

/* For setup and teardown of tests: on the heap, and away again. */
static inline struct desk *desk_new(void)
{
    struct desk *desk = calloc(1, sizeof(*desk));

    assert_non_null(desk);
    return desk;
}

static inline int desk_free(void **state)
{
    desk_release(*state);
    free(*state);
    return 0;
}

static inline struct slice desk_findings(struct desk *desk, const char *prefix)
{
    return findings_text(&desk->arena, &desk->diagnostics, prefix);
}

static inline struct slice desk_amount(struct desk *desk, struct amount value)
{
    struct buf out = BUF_INIT;
    struct slice text;

    amount_write(&out, value);
    text = arena_copy(&desk->arena, buf_slice(&out));
    buf_release(&out);
    return text;
}

/* Cell of the row of a table whose first column is `key`, as text. */
static inline const char *desk_cell(struct desk *desk, const char *table_name,
                                    const char *key, const char *column_name)
{
    const struct table *table =
        portal_table_named(desk->portal, slice_of(table_name));
    const struct column *column;

    assert_non_null(table);
    column = table_column(table, slice_of(column_name));
    assert_non_null(column);
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct cell *cells = table->rows.items[r].cells;

        if (slice_equal_text(cells[0].text, key))
            return arena_text(&desk->arena,
                              cells[column_index(table, column)].text);
    }
    return "(no row)";
}

#define assert_slice(desk, slice, text)                                        \
    assert_string_equal(arena_text(&(desk)->arena, (slice)), (text))

#define PORTAL_HEAD                                                            \
    "name: P\n"                                                                \
    "languages: [{path: en, locale: en-US}]\n"                                 \
    "cut_off: 2017-10-31\n"                                                    \
    "stages: [{id: in-force, label: In force}, {id: accrued, label: "          \
    "Accrued}, {id: paid, label: Paid}]\n"

/* A field of a descriptor. */
#define FIELD(name, type, more)                                                \
    "{\"name\":\"" name "\",\"type\":\"" type "\"" more "}"
#define RESOURCE(name, role, more, fields)                                     \
    "{\"name\":\"" name "\",\"path\":\"" name ".csv\",\"role\":\"" role        \
    "\"" more ",\"schema\":{\"fields\":[" fields "]}}"
#define PACKAGE(resources) "{\"name\":\"p\",\"resources\":[" resources "]}"
#define CODE_FIELD FIELD("code", "string", ",\"role\":\"code\"")
#define LABEL_FIELD FIELD("label", "string", ",\"role\":\"label\"")

#endif
