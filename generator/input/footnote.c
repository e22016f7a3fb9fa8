#include "input/footnote.h"

#include "input/words.h"

/* A note whose lines are being taken. */
struct taking {
    struct arena *arena;
    struct footnote_list *notes;
    struct buf body; /* what stays */
    struct buf text; /* of the note under way */
    bool is_open;    /* a note is under way */
    bool after_blank;
    struct slice fence; /* "```" of the code under way, or empty */
};

/* Offset behind "[^label]", or 0 when the text does not begin with one. */
static size_t label_end(struct slice text)
{
    size_t at = 2;

    if (!slice_starts_with(text, SLICE("[^")))
        return 0;
    while (at < text.len && text.ptr[at] != ']' && text.ptr[at] != '[' &&
           text.ptr[at] != ' ' && text.ptr[at] != '\n')
        at++;
    return at > 2 && at < text.len && text.ptr[at] == ']' ? at + 1 : 0;
}

static size_t indent_of(struct slice line)
{
    size_t at = 0;

    while (at < line.len && line.ptr[at] == ' ')
        at++;
    return at < line.len && line.ptr[at] == '\t' ? 4 : at;
}

static void note_close(struct taking *taking)
{
    struct footnote_list *notes = taking->notes;

    if (!taking->is_open)
        return;
    notes->items[notes->count - 1].text =
        arena_copy(taking->arena, slice_trim(buf_slice(&taking->text)));
    buf_reset(&taking->text);
    taking->is_open = false;
}

static bool note_open(struct taking *taking, struct slice line, uint32_t number)
{
    struct slice text = slice_trim(line);
    size_t end = label_end(text);
    struct footnote note = {.line = number};

    if (end == 0 || end == text.len || text.ptr[end] != ':' ||
        indent_of(line) > 3)
        return false;
    note_close(taking);
    note.label = slice_cut(text, 2, end - 1);
    ARENA_PUSH(taking->arena, taking->notes, note);
    buf_add_slice(&taking->text, slice_cut(text, end + 1, text.len));
    taking->is_open = true;
    taking->after_blank = false;
    return true;
}

/* Is the line one more of the note under way? */
static bool note_goes_on(struct taking *taking, struct slice line)
{
    bool is_blank = slice_trim(line).len == 0;

    if (!taking->is_open)
        return false;
    if (!is_blank && taking->after_blank && indent_of(line) < 4) {
        note_close(taking);
        return false;
    }
    taking->after_blank = is_blank;
    buf_add_char(&taking->text, ' ');
    buf_add_slice(&taking->text, slice_trim(line));
    return true;
}

static bool is_code(struct taking *taking, struct slice line)
{
    struct slice text = slice_trim(line);
    bool opens = slice_starts_with(text, SLICE("```")) ||
                 slice_starts_with(text, SLICE("~~~"));

    if (taking->fence.len > 0) {
        if (slice_starts_with(text, taking->fence))
            taking->fence.len = 0;
        return true;
    }
    if (opens)
        taking->fence = slice_cut(text, 0, 3);
    return opens;
}

struct slice footnotes_take(struct arena *arena, struct slice body,
                            struct footnote_list *notes)
{
    struct taking taking = {.arena = arena, .notes = notes};
    uint32_t number = 0;
    struct slice rest = body;

    *notes = (struct footnote_list){NULL, 0, 0, 0};
    while (rest.len > 0) {
        struct slice line = line_take(&rest);
        bool code = is_code(&taking, line);

        number++;
        if (code)
            note_close(&taking);
        if (code ||
            (!note_open(&taking, line, number) && !note_goes_on(&taking, line)))
            buf_add_slice(&taking.body, line);
        buf_add_char(&taking.body, '\n');
    }
    note_close(&taking);
    if (notes->count > 0)
        body = arena_copy(arena, buf_slice(&taking.body));
    buf_release(&taking.body);
    buf_release(&taking.text);
    return body;
}

bool footnote_find(struct footnote_list *notes, struct slice text, size_t from,
                   size_t *at, size_t *len, struct footnote **note)
{
    *note = NULL;
    for (*at = text_find(text, from, SLICE("[^")); *at < text.len;
         *at = text_find(text, *at + 1, SLICE("[^"))) {
        *len = label_end(slice_cut(text, *at, text.len));
        if (*len > 0)
            break;
    }
    if (*at >= text.len)
        return false;
    /* Of two notes of one label the first counts, as of two links. */
    for (size_t i = notes->count; i > 0; i--)
        if (slice_equal(notes->items[i - 1].label,
                        slice_cut(text, *at + 2, *at + *len - 1)))
            *note = &notes->items[i - 1];
    return true;
}

bool footnote_is_referred(struct slice body, const struct footnote *note)
{
    struct buf mark = BUF_INIT;
    bool found;

    buf_add_format(&mark, "[^" SLICE_FORMAT "]", SLICE_ARGS(note->label));
    found = text_find(body, 0, buf_slice(&mark)) < body.len;
    buf_release(&mark);
    return found;
}

bool footnote_refer(struct footnote_list *notes, struct footnote *note)
{
    if (note->number > 0)
        return false;
    note->number = ++notes->numbered;
    return true;
}

const struct footnote *footnote_numbered(const struct footnote_list *notes,
                                         unsigned number)
{
    for (size_t i = 0; i < notes->count; i++)
        if (notes->items[i].number == number)
            return &notes->items[i];
    return NULL;
}

void footnote_mark(struct buf *out, const struct footnote *note, bool is_first,
                   bool links)
{
    buf_add_text(out, "<sup>");
    if (links)
        buf_add_format(out, "<a class=\"footnote\" href=\"#fn-%u\"",
                       note->number);
    if (links && is_first)
        buf_add_format(out, " id=\"fnref-%u\"", note->number);
    buf_add_format(out, links ? ">%u</a></sup>" : "%u</sup>", note->number);
}

void footnote_begin(struct buf *out, const struct footnote *note)
{
    if (note->number == 1)
        buf_add_text(out, "<hr>\n<ol class=\"footnotes\">\n");
    buf_add_format(out, "<li id=\"fn-%u\">", note->number);
}

void footnote_end(struct buf *out, const struct footnote *note)
{
    if (note->is_referred)
        buf_add_format(out,
                       " <a class=\"footnote\" href=\"#fnref-%u\" "
                       "aria-label=\"%u\">\xE2\x86\xA9</a>",
                       note->number, note->number);
    buf_add_text(out, "</li>\n");
}
