/*
 * Source text to tags: delimiters, pairs, standalone lines. Layer: template.
 *
 * A tag that is alone on its line takes the line with it (Mustache
 * specification, overview of each module). A line may also hold several tags of
 * parents and blocks (module ~inheritance).
 */
#include "template/internal.h"

#include <string.h>

#include "base/utf8.h"

struct lexer {
    struct template_set *set;
    struct slice text;
    struct tag_list *tags;
    uint16_t source;
    struct slice open, close; /* delimiters in force */
    size_t offset;            /* of the next byte to read */
    size_t counted;           /* up to here line and column are known */
    uint32_t line;
    size_t column;
};

static size_t find_bytes(struct slice text, size_t from, struct slice what)
{
    if (from > text.len)
        return text.len;
    const char *at =
        memmem(text.ptr + from, text.len - from, what.ptr, what.len);
    return at ? (size_t)(at - text.ptr) : text.len;
}

/*
 * Offsets must not decrease from call to call: counting on from the last one
 * keeps long lines with many tags cheap.
 */
static struct place place_at(struct lexer *lexer, size_t offset)
{
    for (; lexer->counted < offset; lexer->counted++) {
        unsigned char c = (unsigned char)lexer->text.ptr[lexer->counted];
        if (c == '\n') {
            lexer->line++;
            lexer->column = 1;
        } else if ((c & 0xC0) != 0x80) { /* the first byte of a character */
            lexer->column++;
        }
    }
    return (struct place){
        .source = lexer->source,
        .record = lexer->line,
        .field =
            lexer->column > UINT16_MAX ? UINT16_MAX : (uint16_t)lexer->column,
    };
}

static enum tag_kind kind_of_sigil(char sigil)
{
    switch (sigil) {
    case '{':
    case '&':
        return TAG_RAW;
    case '#':
        return TAG_SECTION;
    case '^':
        return TAG_INVERTED;
    case '/':
        return TAG_CLOSE;
    case '>':
        return TAG_PARTIAL;
    case '<':
        return TAG_PARENT;
    case '$':
        return TAG_BLOCK;
    case '!':
        return TAG_COMMENT;
    case '=':
        return TAG_DELIMITERS;
    default:
        return TAG_VARIABLE;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "<% %>": two words without '=' (module delimiters). */
static bool set_delimiters(struct lexer *lexer, struct slice pair,
                           struct place place)
{
    size_t end = 0;

    while (end < pair.len && !is_blank(pair.ptr[end]))
        end++;
    struct slice open = slice_cut(pair, 0, end);
    struct slice close = slice_trim(slice_cut(pair, end, pair.len));
    bool good = open.len && close.len && slice_find(pair, '=') == pair.len;

    for (size_t i = 0; i < close.len; i++)
        good = good && !is_blank(close.ptr[i]);
    if (!good) {
        template_fault(lexer->set, DIAG_TEMPLATE_DELIMITERS, place, pair);
        return false;
    }
    lexer->open = open;
    lexer->close = close;
    return true;
}

static bool is_name_part(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/*
 * Page mode takes words joined by dots, and slashes where templates are named;
 * spec mode anything.
 */
static bool name_is_good(const struct lexer *lexer, const struct tag *tag)
{
    struct slice name = tag->name;
    bool joined = true; /* the character before was no part of a word */

    if (lexer->set->mode == TEMPLATE_SPEC)
        return name.len > 0;
    if (slice_equal_text(name, "."))
        return tag->kind != TAG_PARTIAL && tag->kind != TAG_PARENT &&
               tag->kind != TAG_BLOCK;
    for (size_t i = 0; i < name.len; i++) {
        bool part = is_name_part(name.ptr[i]);
        if (!part && (joined || (name.ptr[i] != '.' && name.ptr[i] != '/')))
            return false;
        joined = !part;
    }
    return !joined;
}

/* The closing delimiter has a '}' or '=' before it in these two. */
static struct slice closing_text(const struct lexer *lexer, char sigil)
{
    if (sigil == '{')
        return arena_join(lexer->set->arena, SLICE("}"), lexer->close);
    if (sigil == '=')
        return arena_join(lexer->set->arena, SLICE("="), lexer->close);
    return lexer->close;
}

/* Reads the tag whose opening delimiter stands at `start`. */
static bool read_tag(struct lexer *lexer, size_t start)
{
    size_t inner = start + lexer->open.len;
    struct tag tag = {.start = start, .match = lexer->tags->count};

    tag.place = place_at(lexer, start);
    while (inner < lexer->text.len && is_blank(lexer->text.ptr[inner]))
        inner++;
    char sigil = inner < lexer->text.len ? lexer->text.ptr[inner] : '\0';
    tag.kind = kind_of_sigil(sigil);
    if (tag.kind != TAG_VARIABLE)
        inner++;
    struct slice closing = closing_text(lexer, sigil);
    size_t close = find_bytes(lexer->text, inner, closing);
    if (close >= lexer->text.len) {
        template_fault(lexer->set, DIAG_TEMPLATE_TAG_UNCLOSED, tag.place,
                       closing);
        return false;
    }
    tag.end = close + closing.len;
    tag.name = slice_trim(slice_cut(lexer->text, inner, close));
    tag.cut_start = tag.start;
    tag.cut_end = tag.end;
    lexer->offset = tag.end;
    ARENA_PUSH(lexer->set->arena, lexer->tags, tag);
    if (tag.kind == TAG_DELIMITERS)
        return set_delimiters(lexer, tag.name, tag.place);
    if (tag.kind == TAG_COMMENT || name_is_good(lexer, &tag))
        return true;
    template_fault(lexer->set, DIAG_TEMPLATE_NAME_SYNTAX, tag.place, tag.name);
    return false;
}

static bool read_tags(struct lexer *lexer)
{
    for (;;) {
        size_t start = find_bytes(lexer->text, lexer->offset, lexer->open);
        if (start >= lexer->text.len)
            return true;
        if (!read_tag(lexer, start))
            return false;
    }
}

static bool opens(const struct tag *tag)
{
    return tag->kind == TAG_SECTION || tag->kind == TAG_INVERTED ||
           tag->kind == TAG_PARENT || tag->kind == TAG_BLOCK;
}

struct open_tags {
    size_t items[TEMPLATE_NESTING_MAX];
    size_t count;
};

static bool push_open(struct lexer *lexer, struct open_tags *stack, size_t i)
{
    const struct tag *tag = &lexer->tags->items[i];

    if (stack->count == TEMPLATE_NESTING_MAX) {
        struct slice limit =
            arena_format(lexer->set->arena, "%d", TEMPLATE_NESTING_MAX);
        template_fault(lexer->set, DIAG_TEMPLATE_NESTED, tag->place, limit);
        return false;
    }
    stack->items[stack->count++] = i;
    return true;
}

static bool close_open(struct lexer *lexer, struct open_tags *stack, size_t i)
{
    struct tag *tag = &lexer->tags->items[i];

    if (stack->count == 0) {
        template_fault(lexer->set, DIAG_TEMPLATE_CLOSE_STRAY, tag->place,
                       tag->name);
        return false;
    }
    struct tag *opener = &lexer->tags->items[stack->items[--stack->count]];
    if (!slice_equal(opener->name, tag->name)) {
        lexer->set->broken = true;
        diag_add_pair(lexer->set->diagnostics, DIAG_TEMPLATE_CLOSE_OTHER,
                      tag->place, opener->place, tag->name, opener->name);
        return false;
    }
    tag->match = stack->items[stack->count];
    opener->match = i;
    return true;
}

static bool pair_tags(struct lexer *lexer)
{
    struct open_tags stack = {.count = 0};

    for (size_t i = 0; i < lexer->tags->count; i++) {
        const struct tag *tag = &lexer->tags->items[i];
        if (opens(tag) && !push_open(lexer, &stack, i))
            return false;
        if (tag->kind == TAG_CLOSE && !close_open(lexer, &stack, i))
            return false;
    }
    for (size_t i = 0; i < stack.count; i++) {
        const struct tag *tag = &lexer->tags->items[stack.items[i]];
        template_fault(lexer->set, DIAG_TEMPLATE_SECTION_OPEN, tag->place,
                       tag->name);
    }
    return stack.count == 0;
}

/* The kind of what a tag opens or closes. */
static enum tag_kind paired_kind(const struct tag_list *tags, size_t i)
{
    return tags->items[tags->items[i].match].kind == TAG_CLOSE
               ? tags->items[i].kind
               : tags->items[tags->items[i].match].kind;
}

static bool may_be_standalone(const struct lexer *lexer, size_t i)
{
    const struct tag *tag = &lexer->tags->items[i];

    if (tag->kind == TAG_VARIABLE || tag->kind == TAG_RAW)
        return false;
    /* {{#_}}text{{/_}} prints its text, so its lines stay. */
    return lexer->set->mode == TEMPLATE_SPEC ||
           !slice_equal_text(tag->name, "_");
}

/* `{{$a}}{{/a}}`: a block that opens and closes on its line, nothing else. */
static bool is_single_block(const struct lexer *lexer, size_t first,
                            size_t last)
{
    return last == first + 1 && lexer->tags->items[first].match == last &&
           lexer->tags->items[first].kind == TAG_BLOCK;
}

/* May the tags `first` to `last` share a line that they take with them? */
static bool line_is_standalone(const struct lexer *lexer, size_t first,
                               size_t last)
{
    bool has_parent = false;

    if (first == last)
        return may_be_standalone(lexer, first);
    for (size_t i = first; i <= last; i++) {
        enum tag_kind kind = paired_kind(lexer->tags, i);
        if (kind != TAG_PARENT && kind != TAG_BLOCK)
            return false;
        has_parent = has_parent || kind == TAG_PARENT;
    }
    return has_parent || is_single_block(lexer, first, last);
}

/* Skips spaces and tabs from `offset`, forwards. */
static size_t skip_blanks(struct slice text, size_t offset)
{
    while (offset < text.len &&
           (text.ptr[offset] == ' ' || text.ptr[offset] == '\t'))
        offset++;
    return offset;
}

/* The start of the line, if only blanks stand before `offset` in it. */
static bool line_begins(struct slice text, size_t offset, size_t *start)
{
    size_t i = offset;

    while (i > 0 && (text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\t'))
        i--;
    *start = i;
    return i == 0 || text.ptr[i - 1] == '\n';
}

/* The start of the next line, if only blanks follow `offset` in this one. */
static bool line_ends(struct slice text, size_t offset, size_t *next)
{
    size_t i = skip_blanks(text, offset);

    if (i + 1 < text.len && text.ptr[i] == '\r' && text.ptr[i + 1] == '\n')
        i++;
    *next = i < text.len ? i + 1 : i;
    return i == text.len || text.ptr[i] == '\n';
}

static void cut_line(struct lexer *lexer, size_t first, size_t last,
                     size_t start, size_t next)
{
    struct tag *tags = lexer->tags->items;

    for (size_t i = first; i <= last; i++) {
        tags[i].standalone = true;
        if (i > first)
            tags[i].cut_start = tags[i - 1].cut_end;
    }
    tags[first].cut_start = start;
    tags[first].indent = slice_cut(lexer->text, start, tags[first].start);
    /* The line of a single block keeps its end: the block is the line. */
    if (is_single_block(lexer, first, last))
        return;
    tags[last].cut_end = next;
    tags[last].ends_line = true;
}

/* The last tag of the line that tag `first` is in. */
static size_t last_on_line(const struct lexer *lexer, size_t first)
{
    const struct tag_list *tags = lexer->tags;
    size_t last = first;

    while (last + 1 < tags->count &&
           skip_blanks(lexer->text, tags->items[last].end) ==
               tags->items[last + 1].start)
        last++;
    return last;
}

static void find_standalone(struct lexer *lexer)
{
    const struct tag_list *tags = lexer->tags;
    size_t start, next;

    for (size_t first = 0, last; first < tags->count; first = last + 1) {
        last = last_on_line(lexer, first);
        if (line_begins(lexer->text, tags->items[first].start, &start) &&
            line_ends(lexer->text, tags->items[last].end, &next) &&
            line_is_standalone(lexer, first, last))
            cut_line(lexer, first, last, start, next);
    }
}

bool template_lex(struct template_set *set, const struct template *template,
                  struct tag_list *tags)
{
    struct lexer lexer = {
        .set = set,
        .text = template->text,
        .tags = tags,
        .source = template->source,
        .open = SLICE("{{"),
        .close = SLICE("}}"),
        .line = 1,
        .column = 1,
    };
    size_t invalid = utf8_invalid(template->text);

    if (invalid < template->text.len) {
        struct place place = {.source = template->source, .record = 1};
        template_fault(set, DIAG_TEMPLATE_NOT_UTF8, place,
                       arena_format(set->arena, "%zu", invalid + 1));
        return false;
    }
    if (!read_tags(&lexer) || !pair_tags(&lexer))
        return false;
    find_standalone(&lexer);
    return true;
}
