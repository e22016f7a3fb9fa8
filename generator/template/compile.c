/*
 * Tags to operations, with the HTML place of each. Layer: template.
 *
 * Indentation (module ~inheritance, "Block reindentation"): a block on lines of
 * its own loses the indentation of its first line here, and gets the one of the
 * block it is put in place of when it is rendered.
 */
#include "template/internal.h"

struct compiler {
    struct template_set *set;
    struct template *template;
    const struct tag *tags;
    struct html_context html;
    bool in_address;               /* between OP_ADDRESS_BEGIN and _END */
    const struct tag *address_tag; /* the first in it */
    struct place before;           /* of the last tag: the place of text */
    struct slice dedent;           /* taken off every line */
};

static void compile_tags(struct compiler *c, size_t first, size_t last,
                         size_t from, size_t to);

static bool in_page_mode(const struct compiler *c)
{
    return c->set->mode == TEMPLATE_PAGE;
}

static struct slice source_between(const struct compiler *c, size_t from,
                                   size_t to)
{
    return slice_cut(c->template->text, from, to);
}

/* The tag as written, for sentences. */
static struct slice tag_text(const struct compiler *c, const struct tag *tag)
{
    return source_between(c, tag->start, tag->end);
}

/* Returns the number of the new operation. */
static size_t add_op(struct compiler *c, enum op_kind kind,
                     const struct tag *tag)
{
    struct op op = {.kind = kind, .html = HTML_TEXT};

    if (in_page_mode(c))
        op.html = html_place(&c->html);
    if (tag) {
        op.place = tag->place;
        op.text = tag->name;
        op.standalone = tag->standalone;
    }
    op.end = c->template->count + 1;
    ARENA_PUSH(c->set->arena, c->template, op);
    return op.end - 1;
}

static void end_body(struct compiler *c, size_t op)
{
    c->template->items[op].end = c->template->count;
}

/* ---- text ------------------------------------------------------------- */

static unsigned holds_of(struct slice text)
{
    unsigned holds = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<')
            holds |= HOLDS_LESS;
        else if (text.ptr[i] == '"')
            holds |= HOLDS_DOUBLE;
        else if (text.ptr[i] == '\'')
            holds |= HOLDS_SINGLE;
    }
    return holds;
}

static void add_literal(struct compiler *c, struct slice text)
{
    if (text.len == 0)
        return;
    size_t op = add_op(c, OP_TEXT, NULL);
    c->template->items[op].text = text;
    c->template->items[op].holds = holds_of(text);
    c->template->items[op].place = c->before;
    if (in_page_mode(c))
        html_advance(&c->html, text);
}

/* How many bytes of `line` are the start of `dedent`. */
static size_t common_indent(struct slice line, struct slice dedent)
{
    size_t i = 0;

    while (i < line.len && i < dedent.len && line.ptr[i] == dedent.ptr[i])
        i++;
    return i;
}

/* `text` without the indentation of the block around it. */
static struct slice dedented(struct compiler *c, size_t from, size_t to)
{
    struct slice text = source_between(c, from, to);

    if (c->dedent.len == 0 || text.len == 0)
        return text;
    char *copy = arena_alloc(c->set->arena, text.len);
    size_t len = 0;
    bool line_start = from == 0 || c->template->text.ptr[from - 1] == '\n';
    for (size_t i = 0; i < text.len; i++) {
        if (line_start)
            i += common_indent(slice_cut(text, i, text.len), c->dedent);
        if (i == text.len)
            break;
        copy[len++] = text.ptr[i];
        line_start = text.ptr[i] == '\n';
    }
    return (struct slice){copy, len};
}

static void add_text(struct compiler *c, size_t from, size_t to)
{
    struct slice text = dedented(c, from, to);

    if (c->in_address) {
        size_t quote = slice_find(text, c->html.quote);
        add_literal(c, slice_cut(text, 0, quote));
        if (quote == text.len)
            return;
        (void)add_op(c, OP_ADDRESS_END, c->address_tag);
        c->in_address = false;
        text = slice_cut(text, quote, text.len);
    }
    add_literal(c, text);
}

/* ---- places ----------------------------------------------------------- */

/* Refuses tags where no escaping is safe; marks the start of addresses. */
static void check_place(struct compiler *c, const struct tag *tag)
{
    if (!in_page_mode(c))
        return;
    enum html_place place = html_place(&c->html);
    if (place == HTML_REFUSED)
        template_fault(c->set, DIAG_TEMPLATE_PLACE_REFUSED, tag->place,
                       tag_text(c, tag),
                       html_describe(&c->html, c->set->arena));
    else if (tag->kind == TAG_RAW && place != HTML_TEXT)
        template_fault(c->set, DIAG_TEMPLATE_RAW_PLACE, tag->place,
                       tag_text(c, tag),
                       html_describe(&c->html, c->set->arena));
    if (place == HTML_REFUSED || c->in_address || !html_in_address(&c->html))
        return;
    size_t op = add_op(c, OP_ADDRESS_BEGIN, tag);
    c->template->items[op].literal_len = c->html.value_len;
    c->in_address = true;
    c->address_tag = tag;
}

/* What began at `before` must end in the same place. */
static void check_end(struct compiler *c, const struct html_context *before,
                      struct slice what, struct place place)
{
    if (!in_page_mode(c) || html_same(before, &c->html))
        return;
    template_fault(c->set, DIAG_TEMPLATE_PLACE_CHANGED, place, what,
                   html_describe(before, c->set->arena),
                   html_describe(&c->html, c->set->arena));
    c->html = *before;
}

/* ---- tags ------------------------------------------------------------- */

/* "a.b.c" once, so that rendering need not look for dots; "." has no parts. */
static void split_name(struct compiler *c, size_t number)
{
    struct op *op = &c->template->items[number];
    struct slice rest = op->text;
    size_t dots = 0;

    if (slice_equal_text(rest, "."))
        return;
    for (size_t i = 0; i < rest.len; i++)
        dots += rest.ptr[i] == '.';
    struct slice *parts = ARENA_ARRAY(c->set->arena, dots + 1, struct slice);
    for (size_t i = 0; i <= dots; i++)
        parts[i] = slice_next(&rest, '.');
    op->parts = parts;
    op->part_count = dots + 1;
}

static void compile_variable(struct compiler *c, const struct tag *tag)
{
    split_name(c, add_op(c, tag->kind == TAG_RAW ? OP_RAW : OP_VARIABLE, tag));
}

static void compile_section(struct compiler *c, size_t i)
{
    const struct tag *tag = &c->tags[i];
    const struct tag *close = &c->tags[tag->match];
    struct html_context before = c->html;
    size_t op =
        add_op(c, tag->kind == TAG_SECTION ? OP_SECTION : OP_INVERTED, tag);

    split_name(c, op);
    compile_tags(c, i + 1, tag->match, tag->cut_end, close->cut_start);
    end_body(c, op);
    check_end(c, &before, tag_text(c, tag), tag->place);
}

/* `indent` as it is after the block around it lost its own. */
static struct slice relative_indent(const struct compiler *c,
                                    struct slice indent)
{
    return slice_cut(indent, common_indent(indent, c->dedent), indent.len);
}

static size_t add_include(struct compiler *c, enum op_kind kind,
                          const struct tag *tag)
{
    size_t op = add_op(c, kind, tag);

    c->template->items[op].indent = relative_indent(c, tag->indent);
    return op;
}

/*
 * The indentation that is the block's own: of the first line of its content,
 * or of the opening tag where there is none.
 */
static struct slice block_indent(const struct compiler *c,
                                 const struct tag *tag)
{
    struct slice text = c->template->text;
    size_t end = tag->cut_end;

    if (!tag->ends_line)
        return tag->indent;
    while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t'))
        end++;
    if (end == c->tags[tag->match].start && tag->indent.len)
        return tag->indent;
    return slice_cut(text, tag->cut_end, end);
}

static size_t compile_block(struct compiler *c, size_t i)
{
    const struct tag *tag = &c->tags[i];
    const struct tag *close = &c->tags[tag->match];
    struct html_context before = c->html;
    struct slice outer = c->dedent;
    size_t op = add_op(c, OP_BLOCK, tag);

    c->before = tag->place;
    if (tag->standalone) {
        struct slice indent = block_indent(c, tag);
        c->template->items[op].indent = relative_indent(c, indent);
        c->dedent = indent;
    }
    compile_tags(c, i + 1, tag->match, tag->cut_end, close->cut_start);
    end_body(c, op);
    c->dedent = outer;
    check_end(c, &before, tag_text(c, tag), tag->place);
    return op;
}

/*
 * An argument of a parent begins in HTML text, whatever stands around the
 * parent; link.c looks at the places where it may be put.
 */
static void compile_argument(struct compiler *c, size_t i)
{
    struct html_context outer = c->html;
    bool in_address = c->in_address;

    html_start(&c->html);
    c->in_address = false;
    (void)compile_block(c, i);
    c->html = outer;
    c->in_address = in_address;
}

static bool has_argument(const struct compiler *c, size_t parent,
                         struct slice name)
{
    const struct template *template = c->template;
    size_t i = parent + 1;

    while (i < template->count) {
        if (slice_equal(template->items[i].text, name))
            return true;
        i = template->items[i].end;
    }
    return false;
}

/* Spec mode ignores what stands between arguments; a page would lose it. */
static void check_between(struct compiler *c, const struct tag *parent,
                          size_t from, size_t to)
{
    if (in_page_mode(c) && slice_trim(source_between(c, from, to)).len)
        template_fault(c->set, DIAG_TEMPLATE_PARENT_TEXT, parent->place,
                       tag_text(c, parent));
}

static void compile_in_parent(struct compiler *c, const struct tag *parent,
                              size_t op, size_t i)
{
    const struct tag *tag = &c->tags[i];

    if (tag->kind == TAG_COMMENT || tag->kind == TAG_DELIMITERS)
        return;
    if (tag->kind != TAG_BLOCK) {
        if (in_page_mode(c))
            template_fault(c->set, DIAG_TEMPLATE_PARENT_TEXT, tag->place,
                           tag_text(c, parent));
        return;
    }
    if (in_page_mode(c) && has_argument(c, op, tag->name))
        template_fault(c->set, DIAG_TEMPLATE_BLOCK_TWICE, tag->place, tag->name,
                       tag_text(c, parent));
    compile_argument(c, i);
}

/* The number of the tag after `i` and, if it has one, its body. */
static size_t after_tag(const struct compiler *c, size_t i)
{
    return c->tags[i].match > i ? c->tags[i].match + 1 : i + 1;
}

static void compile_parent(struct compiler *c, size_t i)
{
    const struct tag *tag = &c->tags[i];
    size_t op = add_include(c, OP_PARENT, tag);
    size_t cursor = tag->end;

    for (size_t j = i + 1; j < tag->match; j = after_tag(c, j)) {
        check_between(c, tag, cursor, c->tags[j].start);
        compile_in_parent(c, tag, op, j);
        cursor = c->tags[after_tag(c, j) - 1].end;
    }
    check_between(c, tag, cursor, c->tags[tag->match].start);
    end_body(c, op);
}

/* White space as HTML shows it: one space for many, none at the ends. */
static struct slice collapsed(struct compiler *c, struct slice text)
{
    char *copy = arena_alloc(c->set->arena, text.len + 1);
    size_t len = 0;

    text = slice_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        bool blank =
            byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
        if (blank && len && copy[len - 1] == ' ')
            continue;
        copy[len++] = blank ? ' ' : byte;
    }
    return (struct slice){copy, len};
}

/* References ("&nbsp;") would be escaped again and show as they are written. */
static bool has_markup(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<')
            return true;
        if (text.ptr[i] != '&')
            continue;
        size_t end = i + 1;
        while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != ';')
            end++;
        if (end < text.len && text.ptr[end] == ';' && end > i + 1)
            return true;
    }
    return false;
}

static void compile_message(struct compiler *c, size_t i)
{
    const struct tag *tag = &c->tags[i];
    struct slice text =
        collapsed(c, source_between(c, tag->end, c->tags[tag->match].start));

    if (tag->match != i + 1 || text.len == 0 || has_markup(text)) {
        template_fault(c->set, DIAG_TEMPLATE_MESSAGE, tag->place, text);
        return;
    }
    size_t op = add_op(c, OP_TRANSLATE, tag);
    c->template->items[op].text = text;
}

static void compile_tag(struct compiler *c, size_t i)
{
    const struct tag *tag = &c->tags[i];

    if (tag->kind == TAG_COMMENT || tag->kind == TAG_DELIMITERS)
        return;
    c->before = tag->place;
    check_place(c, tag);
    switch (tag->kind) {
    case TAG_VARIABLE:
    case TAG_RAW:
        compile_variable(c, tag);
        return;
    case TAG_SECTION:
        if (in_page_mode(c) && slice_equal_text(tag->name, "_"))
            compile_message(c, i);
        else
            compile_section(c, i);
        return;
    case TAG_INVERTED:
        compile_section(c, i);
        return;
    case TAG_PARTIAL:
        (void)add_include(c, OP_PARTIAL, tag);
        return;
    case TAG_PARENT:
        compile_parent(c, i);
        return;
    case TAG_BLOCK:
        (void)compile_block(c, i);
        return;
    case TAG_CLOSE:
    case TAG_COMMENT:
    case TAG_DELIMITERS:
        break;
    }
    BUG("tag without an operation");
}

/* Tags `first` up to `last`, and the text between `from` and `to`. */
static void compile_tags(struct compiler *c, size_t first, size_t last,
                         size_t from, size_t to)
{
    for (size_t i = first; i < last; i = after_tag(c, i)) {
        add_text(c, from, c->tags[i].cut_start);
        compile_tag(c, i);
        from = c->tags[after_tag(c, i) - 1].cut_end;
    }
    add_text(c, from, to);
}

void template_compile(struct template_set *set, struct template *template)
{
    struct tag_list tags = {NULL, 0, 0};
    struct compiler compiler = {.set = set, .template = template};
    struct html_context text;
    struct place place = {.source = template->source, .record = 1};

    if (!template_lex(set, template, &tags))
        return;
    compiler.tags = tags.items;
    compiler.before = place;
    html_start(&compiler.html);
    html_start(&text);
    compile_tags(&compiler, 0, tags.count, 0, template->text.len);
    check_end(&compiler, &text, template->name, place);
}
