/* The text of a field in a record: what the descriptor makes of its cells. */
#include "base/digest.h"
#include "model/reading.h"

bool template_match(struct slice text, struct slice pattern, struct slice *out)
{
    size_t open = slice_find(pattern, '{');
    struct slice head = slice_cut(pattern, 0, open);
    struct slice tail = slice_cut(pattern, open + 2, pattern.len);

    if (text.len < head.len + tail.len || !slice_starts_with(text, head) ||
        !slice_ends_with(text, tail))
        return false;
    *out = slice_cut(text, head.len, text.len - tail.len);
    return true;
}

static struct slice part(const struct bound_field *bound,
                         const struct slice *raw, size_t i)
{
    return bound->parts[i] >= 0 ? slice_trim(raw[bound->parts[i]])
                                : (struct slice){NULL, 0};
}

static struct slice pad(struct reading *reading, struct slice text,
                        unsigned width)
{
    static const char zeros[] = "00000000000000000000000000000000";

    if (text.len == 0 || text.len >= width)
        return text;
    return arena_join(&reading->scratch,
                      (struct slice){zeros, width - text.len}, text);
}

/* Each part padded; empty ones at the end left out: "05", "05.31", "05.31.01".
 */
static struct slice join(struct reading *reading,
                         const struct bound_field *bound,
                         const struct slice *raw)
{
    const struct field_text *text = &bound->field->text;
    size_t count = text->part_count;
    struct buf out = BUF_INIT;

    while (count > 0 && part(bound, raw, count - 1).len == 0)
        count--;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add_slice(&out, text->with);
        buf_add_slice(&out, pad(reading, part(bound, raw, i), text->pad));
    }
    return arena_take(&reading->scratch, &out);
}

/* With the lengths, so that no two rows have the same bytes. */
static struct slice digest(struct reading *reading,
                           const struct bound_field *bound,
                           const struct slice *raw)
{
    char code[DIGEST_SHORT_SIZE];
    struct buf bytes = BUF_INIT;

    for (size_t i = 0; i < bound->field->text.part_count; i++) {
        struct slice text = part(bound, raw, i);

        buf_add_format(&bytes, "%zu:", text.len);
        buf_add_slice(&bytes, text);
    }
    digest_short(buf_slice(&bytes), code);
    buf_release(&bytes);
    return arena_copy(&reading->scratch, slice_of(code));
}

static struct slice from_cells(struct reading *reading,
                               const struct bound_field *bound,
                               const struct slice *raw)
{
    if (bound->is_fixed)
        return bound->fixed;
    if (bound->field->text.is_digest)
        return digest(reading, bound, raw);
    if (bound->parts != NULL)
        return join(reading, bound, raw);
    return bound->at >= 0 ? slice_trim(raw[bound->at])
                          : (struct slice){NULL, 0};
}

void field_text_fill(struct reading *reading, const struct slice *raw)
{
    for (size_t i = 0; i < reading->table->fields.count; i++) {
        struct bound_field *bound = &reading->fields[i];
        struct slice text;

        if (!bound->field->text.fills_down || bound->is_fixed)
            continue;
        text = from_cells(reading, bound, raw);
        if (text.len == 0)
            continue;
        buf_reset(&bound->above);
        buf_add_slice(&bound->above, text);
    }
}

static size_t find_text(struct slice text, struct slice mark)
{
    size_t at = 0;

    while (at + mark.len <= text.len &&
           !slice_starts_with(slice_cut(text, at, text.len), mark))
        at++;
    return at + mark.len <= text.len ? at : text.len;
}

/* Without the mark, the whole text is the first part; the last one has all that
 * is left. */
static struct slice split(const struct field_text *form, struct slice text)
{
    for (unsigned part = 1; part < form->split_part; part++) {
        size_t at = find_text(text, form->split_at);

        text = slice_trim(slice_cut(text, at + form->split_at.len, text.len));
    }
    if (form->split_part < form->split_parts)
        text = slice_cut(text, 0, find_text(text, form->split_at));
    return slice_trim(text);
}

static bool unfit(struct reading *reading, const struct bound_field *bound,
                  struct slice text, struct place place)
{
    const struct field_text *form = &bound->field->text;
    const struct column *column =
        &reading->table->columns.items[bound->field->column];

    if (!reading->is_quiet)
        diag_add(reading->loading->diagnostics, DIAG_TEXT_UNFIT, place,
                 column_quoted(column, text), form->heading, form->pattern);
    return false;
}

/* "n/d" says something: it is no code to be split, fitted or filled up. */
static bool says_missing(const struct reading *reading,
                         const struct bound_field *bound, struct slice text)
{
    const struct column *column =
        &reading->table->columns.items[bound->field->column];

    for (size_t i = 0; i < column->missing_count; i++)
        if (slice_equal(column->missing[i].text, text))
            return true;
    return false;
}

static bool form_text(struct reading *reading, struct bound_field *bound,
                      struct place place, struct slice *text)
{
    const struct field_text *form = &bound->field->text;

    if (form->split_part != 0)
        *text = split(form, *text);
    if (form->pattern.len > 0 && text->len > 0 &&
        !template_match(*text, form->pattern, text))
        return unfit(reading, bound, *text, place);
    if (form->part_count == 0)
        *text = pad(reading, *text, form->pad);
    return true;
}

bool field_text_make(struct reading *reading, struct bound_field *bound,
                     const struct slice *raw, struct place place,
                     struct slice *out)
{
    const struct field_text *form = &bound->field->text;
    struct slice text = from_cells(reading, bound, raw);
    const struct slice *value;

    if (form->fills_down && text.len == 0)
        text = buf_slice(&bound->above);
    if (!says_missing(reading, bound, text) &&
        !form_text(reading, bound, place, &text))
        return false;
    value = form->values != NULL ? map_get(form->values, text) : NULL;
    *out = value != NULL ? *value : text;
    return true;
}
