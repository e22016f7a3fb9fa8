/*
 * Markdown to HTML through cmark, the only file that knows it.
 *
 * cmark parses, this file writes: headings get ids, links go through the
 * caller, HTML in the source becomes text.
 */
#include "input/markdown.h"

#include <cmark.h>
#include <string.h>

#include "emit/markup.h"
#include "input/element.h"
#include "input/link.h"
#include "input/pipe.h"
#include "input/report.h"
#include "input/writing.h"

#define OPTIONS (CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8)
/*
 * Stands before the Markdown of a table cell, so that no cell is taken for a
 * list or a heading. A no-break space, for it is a space to emphasis rules.
 */
#define SENTINEL SLICE("\xC2\xA0")

static struct slice literal_of(cmark_node *node)
{
    return slice_of(cmark_node_get_literal(node));
}

/* Line of the body, from 1. */
static uint32_t body_line(const struct writer *w, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);

    if (w->cell)
        return w->cell_line;
    return line > 0 ? (uint32_t)line : 1;
}

static struct place place_of(const struct writer *w, cmark_node *node)
{
    return (struct place){w->document->source, 0,
                          w->document->body_line + body_line(w, node) - 1};
}

static struct place place_of_link(struct writer *w, cmark_node *node,
                                  struct slice address)
{
    struct place place = place_of(w, node);

    place.field = address_column(&w->sought, body_line(w, node), address);
    return place;
}

/* In a list without blank lines paragraphs have no <p>. */
static bool has_no_tag(cmark_node *paragraph)
{
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *list = item ? cmark_node_parent(item) : NULL;

    return list && cmark_node_get_type(item) == CMARK_NODE_ITEM &&
           cmark_node_get_list_tight(list);
}

static bool is_lone_image(cmark_node *paragraph)
{
    cmark_node *child = cmark_node_first_child(paragraph);

    return child && !cmark_node_next(child) &&
           cmark_node_get_type(child) == CMARK_NODE_IMAGE;
}

/* Whether <p> waits for what the image in it turns out to be. */
static bool image_decides(const struct writer *w, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);

    return w->frames.count == 0 && parent != w->cell &&
           cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH &&
           is_lone_image(parent) && !has_no_tag(parent);
}

/* Does the node stand directly in a <p>? */
static bool is_in_paragraph(const struct writer *w, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);

    return w->frames.count == 0 && parent != w->cell &&
           cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH &&
           !has_no_tag(parent);
}

/* What the caller wrote for a link; `wraps`: it is all of its paragraph. */
static void write_made(struct writer *w, cmark_node *node, bool wraps,
                       struct slice html)
{
    struct buf *out = html_of(w);
    bool parts = !wraps && element_is_block(html) && is_in_paragraph(w, node);

    if (parts)
        element_paragraph_end(out);
    buf_add_slice(out, html);
    if (parts)
        buf_add_text(out, "\n<p>");
    else if (wraps)
        buf_add_char(out, '\n');
}

static void write_link(struct writer *w, cmark_node *node,
                       const struct frame *frame)
{
    struct slice address = slice_of(cmark_node_get_url(node));
    bool is_image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
    bool wraps = is_image && image_decides(w, node);
    struct markdown_link link = {.kind =
                                     is_image ? MARKDOWN_IMAGE : MARKDOWN_LINK,
                                 .address = address,
                                 .title = slice_of(cmark_node_get_title(node)),
                                 .text = buf_slice(&frame->text),
                                 .content = buf_slice(&frame->html),
                                 .place = place_of_link(w, node, address)};
    struct buf *out = html_of(w);
    struct buf made = BUF_INIT;

    if (w->link_writer && !w->is_outside &&
        w->link_writer(w->context, &link, &made)) {
        write_made(w, node, wraps, buf_slice(&made));
        buf_release(&made);
        return;
    }
    buf_release(&made);
    buf_add_text(out, wraps ? "<p>" : "");
    link_write(w->diagnostics, &link, out);
    buf_add_text(out, wraps ? "</p>\n" : "");
}

static void end_link(struct writer *w, cmark_node *node)
{
    struct frame frame;

    w->link_depth--;
    if (!frame_pop(&w->frames, node, &frame))
        return;
    write_link(w, node, &frame);
    frame_release(&frame);
}

static void end_heading(struct writer *w, cmark_node *node)
{
    struct markdown_heading heading;
    struct frame frame;
    bool names_part;

    if (!frame_pop(&w->frames, node, &frame))
        return;
    if (slice_trim(buf_slice(&frame.text)).len == 0) {
        end_wordless(w, &frame);
        return;
    }
    heading.level = (unsigned)cmark_node_get_heading_level(node);
    heading.text = arena_copy(w->arena, buf_slice(&frame.text));
    heading.id = heading_id(w->arena, &w->ids, heading.text);
    heading.line =
        cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT
            ? body_line(w, node)
            : 0;
    names_part = w->part->level > 0 && heading.line == w->part->first;
    if (!w->is_outside && !names_part) {
        element_heading(w->out, w->part, &heading, buf_slice(&frame.html));
        ARENA_PUSH(w->arena, &w->headings, heading);
    }
    frame_release(&frame);
}

static void write_raw(struct writer *w, cmark_node *node)
{
    struct slice text = literal_of(node);
    bool is_block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
    struct buf *out = html_of(w);

    diag_add(w->diagnostics, DIAG_RAW_HTML, place_of(w, node),
             excerpt_of(text));
    buf_add_text(out, is_block ? "<p>" : "");
    markup_escape_text(out, is_block ? slice_trim(text) : text);
    buf_add_text(out, is_block ? "</p>\n" : "");
    add_plain(w, text);
}

static void write_list(struct writer *w, cmark_node *node, bool entering)
{
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;

    element_list(w->out, ordered, cmark_node_get_list_start(node), entering);
}

static void write_paragraph(struct writer *w, cmark_node *node, bool entering)
{
    if (has_no_tag(node))
        buf_add_text(w->out, entering || !cmark_node_next(node) ? "" : "\n");
    else if (is_lone_image(node))
        return;
    else if (entering)
        buf_add_text(w->out, "<p>");
    else
        element_paragraph_end(w->out);
}

static void write_tag(struct writer *w, const char *name, bool entering)
{
    buf_add_format(html_of(w), entering ? "<%s>" : "</%s>", name);
}

static void write_node(struct writer *w, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_CUSTOM_INLINE:
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        buf_add_text(w->out, entering ? "<blockquote>\n" : "</blockquote>\n");
        break;
    case CMARK_NODE_LIST:
        write_list(w, node, entering);
        break;
    case CMARK_NODE_ITEM:
        buf_add_text(w->out, entering ? "<li>" : "</li>\n");
        break;
    case CMARK_NODE_CODE_BLOCK:
        element_code(w->out, slice_of(cmark_node_get_fence_info(node)),
                     literal_of(node));
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        write_raw(w, node);
        break;
    case CMARK_NODE_PARAGRAPH:
        write_paragraph(w, node, entering);
        break;
    case CMARK_NODE_HEADING:
        if (entering)
            frame_push(&w->frames, node);
        else
            end_heading(w, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        buf_add_text(w->out, "<hr>\n");
        break;
    case CMARK_NODE_TEXT:
        write_text(w, place_of(w, node), literal_of(node));
        break;
    case CMARK_NODE_SOFTBREAK:
        write_break(w, "\n");
        break;
    case CMARK_NODE_LINEBREAK:
        write_break(w, "<br>\n");
        break;
    case CMARK_NODE_CODE:
        write_code(w, literal_of(node));
        break;
    case CMARK_NODE_EMPH:
        write_tag(w, "em", entering);
        break;
    case CMARK_NODE_STRONG:
        write_tag(w, "strong", entering);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        if (entering) {
            w->link_depth++;
            frame_push(&w->frames, node);
        } else {
            end_link(w, node);
        }
        break;
    }
}

/* Without the sentinel that the text of a cell begins with. */
static void drop_sentinel(cmark_node *paragraph)
{
    cmark_node *first = cmark_node_first_child(paragraph);
    struct slice text;

    if (!first || cmark_node_get_type(first) != CMARK_NODE_TEXT)
        return;
    text = literal_of(first);
    if (slice_starts_with(text, SENTINEL) &&
        !cmark_node_set_literal(first, text.ptr + SENTINEL.len))
        BUG("cmark refuses a text");
}

static void write_cell_content(struct writer *w, cmark_node *paragraph)
{
    cmark_iter *iter = cmark_iter_new(paragraph);
    cmark_event_type event;

    w->cell = paragraph;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);

        if (node != paragraph)
            write_node(w, node, event == CMARK_EVENT_ENTER);
    }
    w->cell = NULL;
    cmark_iter_free(iter);
}

static void write_cell(struct writer *w, struct slice markdown)
{
    struct buf text = BUF_INIT;
    cmark_node *root, *paragraph;

    buf_add_slice(&text, SENTINEL);
    buf_add_slice(&text, markdown);
    if (slice_find(markdown, '[') < markdown.len)
        buf_add_slice(&text, buf_slice(&w->definitions));
    root = cmark_parse_document(text.ptr, text.len, OPTIONS);
    cmark_consolidate_text_nodes(root);
    paragraph = cmark_node_first_child(root);
    if (paragraph) {
        drop_sentinel(paragraph);
        write_cell_content(w, paragraph);
    }
    cmark_node_free(root);
    buf_release(&text);
}

/* pipe_write(): row `row` of the table, whose head is row 0. */
static void take_cell(void *context, size_t row, struct slice markdown)
{
    struct writer *w = context;

    w->cell_line = w->table_line + (uint32_t)row;
    write_cell(w, markdown);
}

static void take_ragged(void *context, size_t row, size_t count,
                        size_t expected)
{
    struct writer *w = context;

    w->cell_line = w->table_line + (uint32_t)row;
    report_row(w, DIAG_PIPE_ROW_RAGGED, count, expected);
}

/*
 * Lines of a paragraph of the document itself (a quote or a list adds marks
 * that are no part of its text); none for any other.
 */
static struct pipe_table lines_of(const struct writer *w, cmark_node *node)
{
    struct pipe_table table = {0};
    int first = cmark_node_get_start_line(node);
    int last = cmark_node_get_end_line(node);
    cmark_node *parent = cmark_node_parent(node);

    if (cmark_node_get_type(parent) != CMARK_NODE_DOCUMENT || first < 1 ||
        last < first || (size_t)last > w->lines.count)
        return table;
    table.lines = w->lines.items + first - 1;
    table.line_count = (size_t)(last - first) + 1;
    return table;
}

/* Tables in lists and quotations are told, for they are shown as written. */
static void report_inner_table(struct writer *w, cmark_node *paragraph)
{
    int first = cmark_node_get_start_line(paragraph);
    struct pipe_table table;
    struct slice line;

    if (w->is_outside || first < 1 || (size_t)first >= w->lines.count ||
        cmark_node_get_end_line(paragraph) <= first)
        return;
    line = inner_line(w, (size_t)first);
    if (slice_find(line, '|') < line.len &&
        pipe_delimiter(&w->scratch, line, &table.align, &table.align_count))
        diag_report(w->diagnostics, DIAG_PIPE_TABLE_WITHIN,
                    place_of(w, paragraph), NULL, 0);
}

/* False when the paragraph is no table; nothing is written then. */
static bool write_table(struct writer *w, cmark_node *paragraph)
{
    struct pipe_table table = lines_of(w, paragraph);
    struct pipe_writer writer = {w, take_cell, take_ragged};
    struct pipe_cells head;

    if (table.lines == NULL)
        report_inner_table(w, paragraph);
    if (table.line_count < 2 ||
        !pipe_delimiter(&w->scratch, table.lines[1], &table.align,
                        &table.align_count))
        return false;
    pipe_split(&w->scratch, table.lines[0], &head);
    w->table_line = w->cell_line = body_line(w, paragraph);
    if (head.count != table.align_count) {
        report_row(w, DIAG_PIPE_TABLE_BROKEN, head.count, table.align_count);
        return false;
    }
    if (w->headings.count > 0)
        table.heading = w->headings.items[w->headings.count - 1].id;
    pipe_write(&w->scratch, &table, &writer, w->out);
    return true;
}

static void write_block(struct writer *w, cmark_node *block)
{
    cmark_iter *iter = cmark_iter_new(block);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        bool entering = event == CMARK_EVENT_ENTER;

        if (entering && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
            write_table(w, node))
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        else
            write_node(w, node, entering);
    }
    cmark_iter_free(iter);
}

/* Headings of the other parts are seen, so that ids are those of the whole. */
static void pass_block(struct writer *w, cmark_node *block)
{
    struct diagnostics *diagnostics = w->diagnostics;
    struct buf *out = w->out;
    struct diagnostics unheard;
    struct buf unseen = BUF_INIT;
    cmark_node_type type = cmark_node_get_type(block);

    if (type != CMARK_NODE_HEADING && type != CMARK_NODE_BLOCK_QUOTE &&
        type != CMARK_NODE_LIST)
        return;
    diagnostics_init(&unheard);
    w->diagnostics = &unheard;
    w->out = &unseen;
    w->is_outside = true;
    write_block(w, block);
    w->is_outside = false;
    w->out = out;
    w->diagnostics = diagnostics;
    buf_release(&unseen);
    diagnostics_release(&unheard);
}

static void write_document(struct writer *w, cmark_node *root)
{
    for (cmark_node *block = cmark_node_first_child(root); block != NULL;
         block = cmark_node_next(block)) {
        uint32_t line = body_line(w, block);

        if (line >= w->part->first && line < w->part->end)
            write_block(w, block);
        else
            pass_block(w, block);
    }
}

/* All notes at the end; those that nothing refers to are found. */
static void write_notes(struct writer *w)
{
    const struct footnote *note;

    for (size_t i = 0; i < w->notes.count; i++) {
        struct place place = {w->document->source, 0,
                              w->document->body_line + w->notes.items[i].line -
                                  1};

        if (note_is_alone(w, &w->notes.items[i]) &&
            footnote_refer(&w->notes, &w->notes.items[i]))
            diag_add(w->diagnostics, DIAG_FOOTNOTE_UNUSED, place,
                     w->notes.items[i].label);
    }
    for (unsigned n = 1; (note = footnote_numbered(&w->notes, n)); n++) {
        w->cell_line = note->line;
        footnote_begin(w->out, note);
        write_cell(w, note->text);
        footnote_end(w->out, note);
    }
    buf_add_text(w->out, w->notes.numbered > 0 ? "</ol>\n" : "");
}

void markdown_render_part(struct arena *arena, struct diagnostics *diagnostics,
                          const struct document *document,
                          const struct markdown_part *part,
                          markdown_link_writer *writer, void *context,
                          struct buf *out, struct markdown_result *result)
{
    struct writer w = {.part = part,
                       .arena = arena,
                       .diagnostics = diagnostics,
                       .document = document,
                       .link_writer = writer,
                       .context = context,
                       .out = out,
                       .result = result};
    struct slice body;
    cmark_node *root;

    *result = (struct markdown_result){NULL, 0, 0};
    arena_init(&w.scratch);
    map_init(&w.ids, &w.scratch);
    body = footnotes_take(&w.scratch, document->body, &w.notes);
    w.body = body;
    lines_split(&w.scratch, body, &w.lines, &w.definitions);
    w.sought.lines = &w.lines;
    root = cmark_parse_document(body.len ? body.ptr : "", body.len, OPTIONS);
    cmark_consolidate_text_nodes(root);
    write_document(&w, root);
    cmark_node_free(root);
    write_notes(&w);
    result->headings = w.headings.items;
    result->heading_count = w.headings.count;
    buf_release(&w.definitions);
    arena_release(&w.scratch);
}

void markdown_render(struct arena *arena, struct diagnostics *diagnostics,
                     const struct document *document,
                     markdown_link_writer *writer, void *context,
                     struct buf *out, struct markdown_result *result)
{
    const struct markdown_part whole = {
        .first = 1, .end = UINT32_MAX, .is_last = true};

    markdown_render_part(arena, diagnostics, document, &whole, writer, context,
                         out, result);
}

void markdown_headings(struct arena *arena, const struct document *document,
                       struct markdown_result *result)
{
    struct diagnostics unheard; /* check finds what there is */
    struct buf unseen = BUF_INIT;

    diagnostics_init(&unheard);
    markdown_render(arena, &unheard, document, NULL, NULL, &unseen, result);
    buf_release(&unseen);
    diagnostics_release(&unheard);
}

const char *markdown_library_version(void)
{
    return cmark_version_string();
}
