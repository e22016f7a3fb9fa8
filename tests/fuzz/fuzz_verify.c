/*
 * The readers of rendir verify: the first byte chooses CSV, JSON as a tree,
 * JSON as rows, markup or a percent-encoded address. What they give lies in the
 * text or in the arena, and there is an end to it.
 */
#include "fuzz.h"
#include "verify/read.h"

/* Reads every byte, so that a slice beyond its text is seen. */
static size_t touched(struct slice text)
{
    size_t sum = 0;

    for (size_t i = 0; i < text.len; i++)
        sum += (unsigned char)text.ptr[i];
    return sum;
}

static size_t rows(struct arena *arena, struct slice text)
{
    struct row_reader reader;
    size_t sum = 0;

    verify_rows_init(&reader, arena, text);
    while (verify_rows_next(&reader)) {
        if (reader.row_at >= text.len || reader.count == 0)
            BUG("a row begins in the text and has a cell");
        for (size_t i = 0; i < reader.count; i++)
            sum += touched(reader.cells[i]);
    }
    return sum;
}

static size_t tree(const struct json *json)
{
    size_t sum = touched(json->key) + touched(json->text);

    if (json->kind == JSON_ARRAY || json->kind == JSON_OBJECT)
        for (json = json->first; json != NULL; json = json->next)
            sum += tree(json);
    return sum;
}

/* A text that is one tree is as many rows as the tree has items. */
static size_t json(struct arena *arena, struct slice text, bool by_rows)
{
    const struct json *whole = verify_json_read(arena, text);
    const struct json *row;
    struct json_rows reader;
    size_t items = 0;
    size_t sum = 0;

    if (!by_rows)
        return whole != NULL ? tree(whole) : 0;
    verify_json_rows_init(&reader, arena, text);
    while ((row = verify_json_rows_next(&reader)) != NULL) {
        sum += tree(row);
        items++;
    }
    if (whole == NULL || whole->kind != JSON_ARRAY)
        return sum;
    for (row = whole->first; row != NULL; row = row->next)
        items--;
    if (items != 0 || reader.is_broken)
        BUG("rows and tree agree");
    return sum;
}

static size_t markup(struct slice text)
{
    struct markup_reader reader = {.text = text};
    struct markup_token token;
    struct buf out = BUF_INIT;
    size_t sum = 0;

    for (verify_markup_next(&reader, &token); token.kind != MARKUP_END;
         verify_markup_next(&reader, &token)) {
        struct slice name;
        struct slice value;

        while (verify_attribute(&token.attributes, &name, &value)) {
            buf_reset(&out);
            verify_markup_decode(&out, value);
            sum += touched(name) + touched(buf_slice(&out));
        }
        buf_reset(&out);
        verify_markup_decode(&out, token.text);
        sum += touched(token.name) + touched(buf_slice(&out));
    }
    buf_release(&out);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct slice text;
    volatile size_t sum = 0;

    if (size == 0)
        return 0;
    text = (struct slice){(const char *)data + 1, size - 1};
    arena_init(&arena);
    if (data[0] % 5 == 0)
        sum = rows(&arena, text);
    else if (data[0] % 5 <= 2)
        sum = json(&arena, text, data[0] % 5 == 2);
    else if (data[0] % 5 == 3)
        sum = markup(text);
    else if (verify_percent_decode(&arena, text, &text))
        sum = touched(text);
    (void)sum;
    arena_release(&arena);
    return 0;
}
