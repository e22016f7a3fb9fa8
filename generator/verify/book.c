/*
 * A workbook before its rows: which parts hold its sheets (ECMA-376 part 2,
 * relationships), what cells share, and what it must not have.
 */
#include "verify/grid.h"

#include <string.h>

#define MAIN_TYPE "/officeDocument"

/* --- markup --- */

/* The value of an attribute by its name without a prefix; "" is none. */
static struct slice attribute(const struct markup_token *token,
                              const char *wanted, struct arena *arena)
{
    struct slice rest = token->attributes;
    struct slice name;
    struct slice value;

    while (verify_attribute(&rest, &name, &value)) {
        size_t colon = slice_find(name, ':');
        struct buf text = BUF_INIT;

        if (colon < name.len)
            name = slice_cut(name, colon + 1, name.len);
        if (!slice_equal_text(name, wanted))
            continue;
        verify_markup_decode(&text, value);
        return arena_take(arena, &text);
    }
    return SLICE("");
}

static bool refused(struct buf *reason, struct slice part, const char *what)
{
    buf_add_format(reason, SLICE_FORMAT " %s", SLICE_ARGS(part), what);
    return false;
}

/* A part whole, as markup, without what spreadsheets read and we do not. */
static bool part_read(struct book *book, struct slice path,
                      struct markup_reader *out, struct buf *reason)
{
    *out = (struct markup_reader){.at = 0};
    if (source_kind(book->source, path) != SOURCE_FILE)
        return refused(reason, path, "is not there");
    if (!source_read(book->source, &book->arena, path, &out->text, reason))
        return false;
    return memmem(out->text.ptr, out->text.len, "<!", 2) == NULL ||
           refused(reason, path, "has markup that is not read");
}

/* --- parts --- */

/* What a workbook of cells is made of; others could show or run more. */
static bool is_plain_part(struct slice path)
{
    static const char *const names[] = {
        "[Content_Types].xml",        "_rels/.rels",
        "docProps/app.xml",           "docProps/core.xml",
        "xl/_rels/workbook.xml.rels", "xl/workbook.xml",
        "xl/sharedStrings.xml",       "xl/styles.xml",
        "xl/theme/theme1.xml",
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(path, names[i]))
            return true;
    return slice_starts_with(path, SLICE("xl/worksheets/")) &&
           slice_ends_with(path, SLICE(".xml")) &&
           slice_find(slice_cut(path, SLICE("xl/worksheets/").len, path.len),
                      '/') == path.len - SLICE("xl/worksheets/").len;
}

static bool parts_check(struct book *book, struct slice folder,
                        struct buf *reason)
{
    struct names names;

    if (!source_names(book->source, &book->arena, folder, &names, reason))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        struct slice path = path_join(&book->arena, folder, names.items[i]);

        if (source_kind(book->source, path) == SOURCE_FOLDER) {
            if (!parts_check(book, path, reason))
                return false;
        } else if (!is_plain_part(path)) {
            return refused(reason, path, "is no part of a plain workbook");
        }
    }
    return true;
}

/* --- relationships --- */

/* Targets are from the folder, or with '/' from the top. */
static struct slice target_path(struct book *book, const char *folder,
                                struct slice target)
{
    if (slice_starts_with(target, SLICE("/")))
        return slice_cut(target, 1, target.len);
    return path_join(&book->arena, slice_of(folder), target);
}

/* The one with this id, or of a type that ends so; "" is none. */
static struct slice related(struct book *book, struct markup_reader reader,
                            const char *folder, struct slice id,
                            const char *type)
{
    struct markup_token token;

    for (;;) {
        verify_markup_next(&reader, &token);
        if (token.kind == MARKUP_END)
            return SLICE("");
        if (token.kind != MARKUP_OPEN ||
            !slice_equal_text(token.name, "Relationship"))
            continue;
        if (id.len > 0
                ? slice_equal(attribute(&token, "Id", &book->arena), id)
                : slice_ends_with(attribute(&token, "Type", &book->arena),
                                  slice_of(type)))
            return target_path(book, folder,
                               attribute(&token, "Target", &book->arena));
    }
}

static bool sheet_find(struct book *book, const struct markup_token *token,
                       const struct markup_reader *relations,
                       struct buf *reason)
{
    struct slice id = attribute(token, "id", &book->arena);
    struct slice path =
        id.len > 0 ? related(book, *relations, "xl", id, "") : SLICE("");

    if (path.len == 0 || source_kind(book->source, path) != SOURCE_FILE)
        return refused(reason, attribute(token, "name", &book->arena),
                       "is a sheet that is not there");
    ARENA_PUSH(&book->arena, &book->sheets, path);
    return true;
}

static bool is_true(struct slice value)
{
    return slice_equal_text(value, "1") || slice_equal_text(value, "true");
}

static bool sheets_find(struct book *book, struct buf *reason)
{
    struct slice path = SLICE("xl/workbook.xml");
    struct markup_reader top, reader, relations;
    struct markup_token token;

    if (!part_read(book, SLICE("_rels/.rels"), &top, reason) ||
        !part_read(book, path, &reader, reason) ||
        !part_read(book, SLICE("xl/_rels/workbook.xml.rels"), &relations,
                   reason))
        return false;
    if (!slice_equal(related(book, top, "", SLICE(""), MAIN_TYPE), path))
        return refused(reason, path, "is not what the workbook begins with");
    for (;;) {
        verify_markup_next(&reader, &token);
        if (token.kind == MARKUP_END)
            return book->sheets.count > 0 ||
                   refused(reason, path, "has no sheet");
        if (token.kind != MARKUP_OPEN)
            continue;
        if (is_true(attribute(&token, "date1904", &book->arena)))
            return refused(reason, path, "counts days from 1904");
        if (slice_equal_text(token.name, "sheet") &&
            !sheet_find(book, &token, &relations, reason))
            return false;
    }
}

/* --- what cells share --- */

static bool strings_read(struct book *book, struct buf *reason)
{
    struct slice path = SLICE("xl/sharedStrings.xml");
    struct markup_reader reader;
    struct markup_token token;
    struct buf text = BUF_INIT;
    bool is_text = false;

    if (source_kind(book->source, path) != SOURCE_FILE)
        return true;
    if (!part_read(book, path, &reader, reason))
        return false;
    do {
        verify_markup_next(&reader, &token);
        if (token.kind == MARKUP_TEXT && is_text) {
            verify_markup_decode(&text, token.text);
            continue;
        }
        is_text = token.kind == MARKUP_OPEN && !token.is_alone &&
                  slice_equal_text(token.name, "t");
        if (slice_equal_text(token.name, "si") &&
            (token.kind == MARKUP_CLOSE || token.is_alone))
            ARENA_PUSH(&book->arena, &book->strings,
                       arena_take(&book->arena, &text));
    } while (token.kind != MARKUP_END);
    buf_release(&text);
    return true;
}

/* "0", "#,##0.00": every digit that a cell has, and nothing else. */
static bool is_plain_code(struct slice code)
{
    static const char *const names[] = {"General", "@", "yyyy-mm-dd"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(code, names[i]))
            return true;
    if (slice_starts_with(code, SLICE("#,##")))
        code = slice_cut(code, SLICE("#,##").len, code.len);
    if (slice_starts_with(code, SLICE("0.")) && code.len > 2)
        code = slice_cut(code, 2, code.len);
    else if (code.len != 1)
        return false;
    while (code.len > 0 && code.ptr[0] == '0')
        code = slice_cut(code, 1, code.len);
    return code.len == 0;
}

/* Of those that have no code (18.8.30): General, 0, 0.00, #,##0, #,##0.00, @;
 * from 164 on they have one. */
static bool is_plain_format(struct slice id)
{
    static const char *const ids[] = {"0", "1", "2", "3", "4", "49"};

    for (size_t i = 0; i < COUNT_OF(ids); i++)
        if (slice_equal_text(id, ids[i]))
            return true;
    return id.len >= 3 && slice_compare(id, SLICE("164")) >= 0;
}

static bool styles_check(struct book *book, struct buf *reason)
{
    struct slice path = SLICE("xl/styles.xml");
    struct markup_reader reader;
    struct markup_token token;

    if (!part_read(book, path, &reader, reason))
        return false;
    do {
        verify_markup_next(&reader, &token);
        if (token.kind != MARKUP_OPEN)
            continue;
        if ((slice_equal_text(token.name, "numFmt") &&
             !is_plain_code(attribute(&token, "formatCode", &book->arena))) ||
            (slice_equal_text(token.name, "xf") &&
             !is_plain_format(attribute(&token, "numFmtId", &book->arena))))
            return refused(reason, path,
                           "has a format that shows other digits than cells "
                           "have");
    } while (token.kind != MARKUP_END);
    return true;
}

/* --- all --- */

bool verify_book_open(struct book *book, struct slice bytes, struct buf *reason)
{
    *book = (struct book){.source = source_open_bytes(bytes, reason)};
    arena_init(&book->arena);
    return book->source != NULL && parts_check(book, SLICE(""), reason) &&
           sheets_find(book, reason) && strings_read(book, reason) &&
           styles_check(book, reason);
}

void verify_book_close(struct book *book)
{
    if (book->source != NULL)
        source_close(book->source);
    arena_release(&book->arena);
}
