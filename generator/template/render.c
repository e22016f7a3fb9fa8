/*
 * Operations and values to output. Layer: template.
 */
#include "template/internal.h"

#include <string.h>

#include "emit/markup.h"

#define RENDER_DEPTH_MAX 256
/* Ends a template whose work doubles with every level it includes. */
#define RENDER_ENTRIES_MAX 10000000
#define RENDER_REPORTS_MAX 16

/* The arguments of a parent. They belong to the text they are written in: when
 * one is rendered, only frames further out are in force. */
struct frame {
    const struct frame *outer;
    const struct template *template;
    const struct op *parent;
};

struct renderer {
    const struct template_call *call;
    struct buf *out;
    bool page_mode;
    bool stopped; /* a limit was hit; nothing more is rendered */
    bool failed;
    enum html_place place; /* of what is being included; text: its own */
    const struct frame *frame;
    size_t address; /* where the value of an address attribute began */
    size_t entries;
    size_t depth;
    size_t stack_count;
    const struct value *stack[RENDER_DEPTH_MAX + 2];
    size_t indent_count;
    size_t indent_base; /* indentation below this is not in force */
    bool line_start;    /* indentation is due before the next byte */
    struct slice indents[RENDER_DEPTH_MAX + 2];
    size_t report_count;
    const struct op *reports[RENDER_REPORTS_MAX]; /* told once per page */
};

static void render_ops(struct renderer *r, const struct template *template,
                       size_t from, size_t to);

/* ---- findings --------------------------------------------------------- */

/* In a loop over a thousand rows a fault is one finding, not a thousand. */
static bool is_news(struct renderer *r, const struct op *op)
{
    r->failed = true;
    if (r->report_count == RENDER_REPORTS_MAX)
        return false;
    for (size_t i = 0; i < r->report_count; i++)
        if (r->reports[i] == op)
            return false;
    r->reports[r->report_count++] = op;
    return true;
}

static void stop(struct renderer *r, const struct op *op, enum diag_id id,
                 unsigned limit)
{
    char text[16];

    r->stopped = true;
    r->failed = true;
    (void)snprintf(text, sizeof text, "%u", limit);
    (void)diag_add(r->call->diagnostics, id, op->place, slice_of(text));
}

/* False, and the end of rendering, when a limit is passed. */
static bool enter(struct renderer *r, const struct op *op)
{
    if (r->stopped)
        return false;
    if (r->depth == RENDER_DEPTH_MAX)
        stop(r, op, DIAG_TEMPLATE_DEEP, RENDER_DEPTH_MAX);
    else if (r->entries == RENDER_ENTRIES_MAX)
        stop(r, op, DIAG_TEMPLATE_RUNAWAY, RENDER_ENTRIES_MAX);
    if (r->stopped)
        return false;
    r->depth++;
    r->entries++;
    return true;
}

static void leave(struct renderer *r)
{
    r->depth--;
}

/* ---- names ------------------------------------------------------------ */

static void add_names(struct map *names, const struct value *value)
{
    if (value->kind != VALUE_OBJECT)
        return;
    for (size_t i = 0; i < value->object.count; i++)
        (void)map_put(names, value->object.items[i].name, names);
}

/* `within`: the object that lacks the name; null when all were searched. */
static void report_unknown(struct renderer *r, const struct op *op,
                           struct slice part, const struct value *within)
{
    struct arena arena;
    struct map names;

    if (!is_news(r, op))
        return;
    arena_init(&arena);
    map_init(&names, &arena);
    for (size_t i = r->stack_count; !within && i-- > 0;)
        add_names(&names, r->stack[i]);
    if (within)
        add_names(&names, within);
    struct slice nearest = map_nearest(&names, part);
    if (nearest.len == 0)
        nearest = SLICE("none");
    (void)diag_add(r->call->diagnostics, DIAG_TEMPLATE_NAME_UNKNOWN, op->place,
                   op->text, nearest);
    arena_release(&arena);
}

/* The first part of a name: from the innermost object outwards. */
static const struct value *find_first(const struct renderer *r,
                                      struct slice name)
{
    for (size_t i = r->stack_count; i-- > 0;) {
        if (r->stack[i]->kind != VALUE_OBJECT)
            continue;
        const struct value *found = value_member(r->stack[i], name);
        if (found)
            return found;
    }
    return NULL;
}

/* What an operation names; nothing, after a finding, when it is unknown. */
static const struct value *find_value(struct renderer *r, const struct op *op)
{
    const struct value *within = NULL;
    const struct value *value = r->stack[r->stack_count - 1];

    for (size_t i = 0; i < op->part_count; i++) {
        within = i ? value : NULL;
        if (i == 0)
            value = find_first(r, op->parts[0]);
        else if (within->kind == VALUE_OBJECT)
            value = value_member(within, op->parts[i]);
        else if (within->kind != VALUE_NULL)
            value = NULL;
        if (value)
            continue;
        if (r->page_mode)
            report_unknown(r, op, op->parts[i], within);
        return value_null();
    }
    return value;
}

/* ---- text ------------------------------------------------------------- */

static bool is_indenting(const struct renderer *r)
{
    return r->indent_count > r->indent_base;
}

/* Only what is alone on its line has an indentation. */
static void begin_indent(struct renderer *r, const struct op *op)
{
    if (op->standalone)
        r->line_start = true;
    if (op->indent.len)
        r->indents[r->indent_count++] = op->indent;
}

static void end_indent(struct renderer *r, const struct op *op)
{
    if (op->indent.len)
        r->indent_count--;
}

/* Writes the indentation that is due. */
static void begin_line(struct renderer *r)
{
    if (!r->line_start)
        return;
    r->line_start = false;
    for (size_t i = r->indent_base; i < r->indent_count; i++)
        buf_add_slice(r->out, r->indents[i]);
}

/* Lines of templates are indented, lines of values are not; empty ones stay. */
static void add_indented(struct renderer *r, struct slice text)
{
    while (text.len) {
        size_t len = slice_find(text, '\n');
        if (len > 0 && text.ptr[0] != '\r')
            begin_line(r);
        r->line_start = len < text.len;
        len += r->line_start;
        buf_add(r->out, text.ptr, len);
        text = slice_cut(text, len, text.len);
    }
}

static void add_literal(struct renderer *r, const struct op *op)
{
    if (r->place != HTML_TEXT && !html_place_takes(r->place, op->holds)) {
        if (is_news(r, op))
            (void)diag_report(r->call->diagnostics, DIAG_TEMPLATE_PLACE_TAKEN,
                              op->place, NULL, 0);
        return;
    }
    if (is_indenting(r))
        add_indented(r, op->text);
    else
        buf_add_slice(r->out, op->text);
}

/* ---- values ----------------------------------------------------------- */

/* Inside an attribute or title, what is included stands there too. */
static enum html_place place_of(const struct renderer *r, const struct op *op)
{
    return r->place == HTML_TEXT ? op->html : r->place;
}

static void report_type(struct renderer *r, const struct op *op,
                        enum diag_id id, const struct value *value)
{
    if (is_news(r, op))
        (void)diag_add(r->call->diagnostics, id, op->place, op->text,
                       slice_of(value_kind_name(value->kind)));
}

static void render_variable(struct renderer *r, const struct op *op)
{
    const struct value *value = find_value(r, op);

    begin_line(r);
    if (!r->page_mode)
        markup_escape_attribute(r->out, value->text);
    else if (!value_print(r->out, value, place_of(r, op)))
        report_type(r, op, DIAG_TEMPLATE_VALUE_TYPE, value);
}

static void render_raw(struct renderer *r, const struct op *op)
{
    const struct value *value = find_value(r, op);

    begin_line(r);
    if (r->page_mode && value->kind != VALUE_NULL &&
        (value->kind != VALUE_MARKUP || place_of(r, op) != HTML_TEXT))
        report_type(r, op, DIAG_TEMPLATE_VALUE_NOT_MARKUP, value);
    else
        buf_add_slice(r->out, value->text);
}

static void render_message(struct renderer *r, const struct op *op)
{
    enum html_place place = place_of(r, op);
    struct slice text = op->text;

    if (r->call->translate)
        text = r->call->translate(r->call->translate_context, text);
    begin_line(r);
    if (place == HTML_DOUBLE || place == HTML_SINGLE)
        markup_escape_attribute(r->out, text);
    else
        markup_escape_text(r->out, text);
}

/* The whole value is looked at, however many tags it was put together from. */
static void check_address(struct renderer *r, const struct op *op)
{
    struct slice address =
        slice_cut(buf_slice(r->out), r->address, r->out->len);

    if (markup_link_is_safe(address) || !is_news(r, op))
        return;
    (void)diag_add(r->call->diagnostics, DIAG_TEMPLATE_ADDRESS, op->place,
                   address);
}

/* ---- sections --------------------------------------------------------- */

static void render_with(struct renderer *r, const struct template *template,
                        const struct op *op, const struct value *value)
{
    size_t body = (size_t)(op - template->items) + 1;

    if (!enter(r, op))
        return;
    r->stack[r->stack_count++] = value;
    render_ops(r, template, body, op->end);
    r->stack_count--;
    leave(r);
}

static void render_section(struct renderer *r, const struct template *template,
                           const struct op *op)
{
    const struct value *value = find_value(r, op);

    if (!value_is_true(value))
        return;
    if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->list.count; i++)
            render_with(r, template, op, value->list.items[i]);
        return;
    }
    /* In a page "." stays the item around a condition. */
    if (r->page_mode && value->kind == VALUE_BOOLEAN)
        value = r->stack[r->stack_count - 1];
    render_with(r, template, op, value);
}

static void render_inverted(struct renderer *r, const struct template *template,
                            const struct op *op)
{
    size_t body = (size_t)(op - template->items) + 1;

    if (value_is_true(find_value(r, op)) || !enter(r, op))
        return;
    render_ops(r, template, body, op->end);
    leave(r);
}

/* ---- other templates -------------------------------------------------- */

/*
 * A partial on a line of its own is indented with all that is around it. One
 * within a line is not: its place was begun by that line.
 */
static void render_include(struct renderer *r, const struct template *template,
                           const struct op *op)
{
    struct frame frame = {r->frame, template, op};
    const struct frame *outer_frame = r->frame;
    enum html_place outer_place = r->place;
    size_t outer_base = r->indent_base;

    if (!op->target || !enter(r, op))
        return;
    if (op->kind == OP_PARENT)
        r->frame = &frame;
    r->place = place_of(r, op);
    if (!op->standalone) {
        begin_line(r);
        r->indent_base = r->indent_count;
    }
    begin_indent(r, op);
    render_ops(r, op->target, 0, op->target->count);
    end_indent(r, op);
    r->indent_base = outer_base;
    if (!op->standalone)
        r->line_start = false;
    r->place = outer_place;
    r->frame = outer_frame;
    leave(r);
}

static const struct op *find_argument(const struct frame *frame,
                                      struct slice name)
{
    const struct op *items = frame->template->items;
    size_t i = (size_t)(frame->parent - items) + 1;

    for (; i < frame->parent->end; i = items[i].end)
        if (slice_equal(items[i].text, name))
            return &items[i];
    return NULL;
}

/* The outermost frame wins: who includes decides (module ~inheritance). */
static const struct frame *find_frame(const struct renderer *r,
                                      struct slice name)
{
    const struct frame *found = NULL;

    for (const struct frame *f = r->frame; f; f = f->outer)
        if (find_argument(f, name))
            found = f;
    return found;
}

static void render_block(struct renderer *r, const struct template *template,
                         const struct op *op)
{
    const struct frame *outer_frame = r->frame;
    const struct frame *frame = find_frame(r, op->text);
    const struct op *content = op;
    enum html_place outer_place = r->place;

    if (!enter(r, op))
        return;
    if (frame) {
        template = frame->template;
        content = find_argument(frame, op->text);
        r->frame = frame->outer;
        r->place = place_of(r, op);
    }
    begin_indent(r, op);
    render_ops(r, template, (size_t)(content - template->items) + 1,
               content->end);
    end_indent(r, op);
    r->place = outer_place;
    r->frame = outer_frame;
    leave(r);
}

/* ---- all -------------------------------------------------------------- */

static void render_op(struct renderer *r, const struct template *template,
                      const struct op *op)
{
    switch (op->kind) {
    case OP_TEXT:
        add_literal(r, op);
        return;
    case OP_VARIABLE:
        render_variable(r, op);
        return;
    case OP_RAW:
        render_raw(r, op);
        return;
    case OP_SECTION:
        render_section(r, template, op);
        return;
    case OP_INVERTED:
        render_inverted(r, template, op);
        return;
    case OP_PARTIAL:
    case OP_PARENT:
        render_include(r, template, op);
        return;
    case OP_BLOCK:
        render_block(r, template, op);
        return;
    case OP_TRANSLATE:
        render_message(r, op);
        return;
    case OP_ADDRESS_BEGIN:
        r->address = r->out->len - op->literal_len;
        return;
    case OP_ADDRESS_END:
        check_address(r, op);
        return;
    }
    BUG("no such operation");
}

static void render_ops(struct renderer *r, const struct template *template,
                       size_t from, size_t to)
{
    for (size_t i = from; i < to && !r->stopped; i = template->items[i].end)
        render_op(r, template, &template->items[i]);
}

bool template_render(const struct template_call *call,
                     const struct template *template, const struct value *root,
                     struct buf *out)
{
    struct renderer renderer;

    /* The arrays need no zeros. */
    renderer.call = call;
    renderer.out = out;
    renderer.page_mode = call->set->mode == TEMPLATE_PAGE;
    renderer.stopped = false;
    renderer.failed = false;
    renderer.place = HTML_TEXT;
    renderer.frame = NULL;
    renderer.address = 0;
    renderer.entries = 0;
    renderer.depth = 0;
    renderer.stack_count = 1;
    renderer.stack[0] = root;
    renderer.indent_count = 0;
    renderer.indent_base = 0;
    renderer.line_start = false;
    renderer.report_count = 0;
    render_ops(&renderer, template, 0, template->count);
    return !renderer.failed;
}
