/* Text, marks of notes and what is found in a document being written. */
#include "input/writing.h"

#include "emit/markup.h"
#include "input/numbers.h"
#include "input/report.h"

struct buf *html_of(struct writer *w)
{
    return frames_html(&w->frames, w->out);
}

void add_plain(struct writer *w, struct slice text)
{
    frames_text(&w->frames, text);
}

static void write_plain_text(struct writer *w, struct slice text)
{
    markup_escape_text(html_of(w), text);
    add_plain(w, text);
    if (w->link_depth == 0 && !w->is_outside)
        w->result->unbound_numbers += count_numbers(text);
}

/* A mark without a note stands as written. */
static void write_mark(struct writer *w, struct place place,
                       struct footnote *note, struct slice written)
{
    if (note && w->is_outside)
        return; /* its mark is no part of a heading's id */
    if (note) {
        bool is_first = footnote_refer(&w->notes, note);

        note->is_referred |= is_first && w->link_depth == 0;
        footnote_mark(html_of(w), note, is_first, w->link_depth == 0);
        return;
    }
    diag_add(w->diagnostics, DIAG_FOOTNOTE_MISSING, place, written);
    markup_escape_text(html_of(w), written);
    add_plain(w, written);
}

void write_text(struct writer *w, struct place place, struct slice text)
{
    struct footnote *note;
    size_t from = 0, at, len;

    while (footnote_find(&w->notes, text, from, &at, &len, &note)) {
        write_plain_text(w, slice_cut(text, from, at));
        write_mark(w, place, note, slice_cut(text, at, at + len));
        from = at + len;
    }
    write_plain_text(w, slice_cut(text, from, text.len));
}

void write_code(struct writer *w, struct slice text)
{
    struct buf *out = html_of(w);

    buf_add_text(out, "<code>");
    markup_escape_text(out, text);
    buf_add_text(out, "</code>");
    add_plain(w, text);
}

void write_break(struct writer *w, const char *html)
{
    buf_add_text(html_of(w), html);
    add_plain(w, SLICE(" "));
}

/* A heading without a word is none: nothing could lead to it. */
void end_wordless(struct writer *w, struct frame *frame)
{
    if (frame->html.len > 0 && !w->is_outside)
        buf_add_format(w->out, "<p>" SLICE_FORMAT "</p>\n",
                       SLICE_ARGS(buf_slice(&frame->html)));
    frame_release(frame);
}

void report_row(struct writer *w, enum diag_id id, size_t cells,
                size_t expected)
{
    struct number_text found, head;
    struct place place = {w->document->source, 0,
                          w->document->body_line + w->cell_line - 1};

    diag_add(w->diagnostics, id, place, number_slice(&found, cells),
             number_slice(&head, expected));
}

/* A line of a paragraph that stands in a list or a quotation. */
struct slice inner_line(const struct writer *w, size_t line)
{
    struct slice text = slice_trim(w->lines.items[line]);

    while (text.len > 0 && text.ptr[0] == '>')
        text = slice_trim(slice_cut(text, 1, text.len));
    return text;
}

/* Notes without a mark stand at the end of the last part. */
bool note_is_alone(const struct writer *w, const struct footnote *note)
{
    bool is_whole = w->part->first == 1 && w->part->end == UINT32_MAX;

    return is_whole ||
           (w->part->is_last && !footnote_is_referred(w->body, note));
}
