/*
 * Where in HTML a tag stands. Layer: template.
 *
 * A cut-down tokenizer of HTML (13.2.5): it needs to know only text, quoted
 * attribute values, and that a place is neither.
 */
#include "template/internal.h"

#include <string.h>

void html_start(struct html_context *html)
{
    *html = (struct html_context){.state = HTML_STATE_DATA};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static void name_add(struct html_name *name, char c)
{
    if (name->len < HTML_NAME_MAX)
        name->text[name->len++] = lower(c);
}

static bool name_is(const struct html_name *name, const char *text)
{
    return name->len == strlen(text) &&
           memcmp(name->text, text, name->len) == 0;
}

static bool name_in(const struct html_name *name, const char *const *names,
                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (name_is(name, names[i]))
            return true;
    return false;
}

/* The '>' of a start tag: what follows depends on the element. */
static void enter_element(struct html_context *html)
{
    static const char *const raw[] = {
        "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"};
    static const char *const plain[] = {"title", "textarea"};

    if (name_is(&html->tag, "svg") && !html->self_closing)
        html->svg_depth++;
    if (html->svg_depth)
        return;
    if (name_in(&html->tag, raw, COUNT_OF(raw)))
        html->state = HTML_STATE_RAW;
    else if (name_in(&html->tag, plain, COUNT_OF(plain)))
        html->state = HTML_STATE_PLAIN;
    html->progress = 0;
}

static void end_of_tag(struct html_context *html)
{
    html->state = HTML_STATE_DATA;
    if (!html->end_tag)
        enter_element(html);
    else if (name_is(&html->tag, "svg") && html->svg_depth)
        html->svg_depth--;
}

static void begin_tag_name(struct html_context *html, char c)
{
    html->tag.len = 0;
    html->self_closing = false;
    name_add(&html->tag, c);
    html->state = HTML_STATE_TAG_NAME;
}

static void step_tag_open(struct html_context *html, char c)
{
    html->end_tag = false;
    html->progress = 0;
    if (c == '/')
        html->state = HTML_STATE_END_TAG_OPEN;
    else if (c == '!' || c == '?')
        html->state = HTML_STATE_DECLARATION;
    else if (is_letter(c))
        begin_tag_name(html, c);
    else if (c != '<')
        html->state = HTML_STATE_DATA;
}

static void step_end_tag_open(struct html_context *html, char c)
{
    html->end_tag = true;
    if (is_letter(c))
        begin_tag_name(html, c);
    else
        html->state = c == '>' ? HTML_STATE_DATA : HTML_STATE_DECLARATION;
}

static void step_tag_name(struct html_context *html, char c)
{
    if (c == '>')
        end_of_tag(html);
    else if (is_space(c) || c == '/')
        html->state = HTML_STATE_BEFORE_ATTRIBUTE;
    else
        name_add(&html->tag, c);
    if (c == '/')
        html->self_closing = true;
}

static void step_before_attribute(struct html_context *html, char c)
{
    if (c == '>') {
        end_of_tag(html);
        return;
    }
    if (c == '/')
        html->self_closing = true;
    if (is_space(c) || c == '/')
        return;
    html->self_closing = false;
    html->attribute.len = 0;
    html->progress = 0;
    name_add(&html->attribute, c);
    html->state = HTML_STATE_ATTRIBUTE_NAME;
}

/* White space may stand before the '=', or end an attribute without value. */
static void step_attribute_name(struct html_context *html, char c)
{
    if (c == '=') {
        html->state = HTML_STATE_BEFORE_VALUE;
    } else if (is_space(c)) {
        html->progress = 1;
    } else if (c == '>' || c == '/' || html->progress) {
        html->state = HTML_STATE_BEFORE_ATTRIBUTE;
        step_before_attribute(html, c);
    } else {
        name_add(&html->attribute, c);
    }
}

static void step_before_value(struct html_context *html, char c)
{
    if (is_space(c))
        return;
    if (c == '>') {
        end_of_tag(html);
        return;
    }
    html->value_number++;
    html->value_len = 0;
    html->quote = c;
    html->state =
        c == '"' || c == '\'' ? HTML_STATE_QUOTED : HTML_STATE_UNQUOTED;
}

static void step_quoted(struct html_context *html, char c)
{
    if (c == html->quote) {
        html->state = HTML_STATE_BEFORE_ATTRIBUTE;
        return;
    }
    html->value_len++;
}

static void step_unquoted(struct html_context *html, char c)
{
    if (c == '>')
        end_of_tag(html);
    else if (is_space(c))
        html->state = HTML_STATE_BEFORE_ATTRIBUTE;
}

/* "<!--" opens a comment; anything else ends at the next '>'. */
static void step_declaration(struct html_context *html, char c)
{
    if (c == '>') {
        html->state = HTML_STATE_DATA;
    } else if (html->progress < 2) {
        html->progress = c == '-' ? html->progress + 1 : 3;
        if (html->progress == 2)
            html->state = HTML_STATE_COMMENT;
    }
}

static void step_comment(struct html_context *html, char c)
{
    if (c == '>' && html->progress >= 2)
        html->state = HTML_STATE_DATA;
    else if (c == '-')
        html->progress = html->progress < 2 ? html->progress + 1 : 2;
    else
        html->progress = 0;
}

/* Text that ends only at its own end tag: "</" and the name of the element. */
static void step_element_text(struct html_context *html, char c)
{
    unsigned progress = html->progress;

    if (progress == html->tag.len + 2 &&
        (is_space(c) || c == '/' || c == '>')) {
        html->end_tag = true;
        html->state = HTML_STATE_BEFORE_ATTRIBUTE;
        step_before_attribute(html, c);
    } else if (progress == 1 && c == '/') {
        html->progress = 2;
    } else if (progress >= 2 && progress < html->tag.len + 2 &&
               lower(c) == html->tag.text[progress - 2]) {
        html->progress++;
    } else {
        html->progress = c == '<' ? 1 : 0;
    }
}

static void step(struct html_context *html, char c)
{
    switch (html->state) {
    case HTML_STATE_DATA:
        if (c == '<')
            html->state = HTML_STATE_TAG_OPEN;
        return;
    case HTML_STATE_TAG_OPEN:
        step_tag_open(html, c);
        return;
    case HTML_STATE_END_TAG_OPEN:
        step_end_tag_open(html, c);
        return;
    case HTML_STATE_TAG_NAME:
        step_tag_name(html, c);
        return;
    case HTML_STATE_BEFORE_ATTRIBUTE:
        step_before_attribute(html, c);
        return;
    case HTML_STATE_ATTRIBUTE_NAME:
        step_attribute_name(html, c);
        return;
    case HTML_STATE_BEFORE_VALUE:
        step_before_value(html, c);
        return;
    case HTML_STATE_QUOTED:
        step_quoted(html, c);
        return;
    case HTML_STATE_UNQUOTED:
        step_unquoted(html, c);
        return;
    case HTML_STATE_DECLARATION:
        step_declaration(html, c);
        return;
    case HTML_STATE_COMMENT:
        step_comment(html, c);
        return;
    case HTML_STATE_RAW:
    case HTML_STATE_PLAIN:
        step_element_text(html, c);
        return;
    }
}

void html_advance(struct html_context *html, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        step(html, text.ptr[i]);
}

/* Attributes whose values are programs, styles, documents or lists. */
static bool attribute_is_refused(const struct html_name *name)
{
    static const char *const refused[] = {"style", "srcdoc", "srcset",
                                          "imagesrcset", "ping"};

    if (name->len > 2 && name->text[0] == 'o' && name->text[1] == 'n')
        return true;
    return name_in(name, refused, COUNT_OF(refused));
}

enum html_place html_place(const struct html_context *html)
{
    if (html->svg_depth && html->state == HTML_STATE_DATA)
        return HTML_REFUSED;
    if (html->state == HTML_STATE_DATA)
        return HTML_TEXT;
    if (html->state == HTML_STATE_PLAIN && html->progress == 0)
        return HTML_PLAIN;
    if (html->state != HTML_STATE_QUOTED || html->svg_depth ||
        attribute_is_refused(&html->attribute))
        return HTML_REFUSED;
    return html->quote == '"' ? HTML_DOUBLE : HTML_SINGLE;
}

bool html_same(const struct html_context *a, const struct html_context *b)
{
    if (html_place(a) != html_place(b) || a->svg_depth != b->svg_depth)
        return false;
    return a->state != HTML_STATE_QUOTED || a->value_number == b->value_number;
}

bool html_in_address(const struct html_context *html)
{
    static const char *const addresses[] = {
        "href", "src",        "action",   "formaction", "poster",  "cite",
        "data", "xlink:href", "manifest", "background", "longdesc"};

    return html->state == HTML_STATE_QUOTED &&
           name_in(&html->attribute, addresses, COUNT_OF(addresses));
}

struct slice html_describe(const struct html_context *html, struct arena *arena)
{
    switch (html->state) {
    case HTML_STATE_DATA:
        return html->svg_depth ? SLICE("<svg>") : SLICE("text");
    case HTML_STATE_RAW:
    case HTML_STATE_PLAIN:
        return arena_format(arena, "<%.*s>", (int)html->tag.len,
                            html->tag.text);
    case HTML_STATE_DECLARATION:
    case HTML_STATE_COMMENT:
        return SLICE("<!-- -->");
    case HTML_STATE_QUOTED:
        return arena_format(arena, "the attribute %.*s",
                            (int)html->attribute.len, html->attribute.text);
    case HTML_STATE_BEFORE_VALUE:
    case HTML_STATE_UNQUOTED:
        return arena_format(arena, "the unquoted attribute %.*s",
                            (int)html->attribute.len, html->attribute.text);
    case HTML_STATE_TAG_OPEN:
    case HTML_STATE_END_TAG_OPEN:
    case HTML_STATE_TAG_NAME:
    case HTML_STATE_BEFORE_ATTRIBUTE:
    case HTML_STATE_ATTRIBUTE_NAME:
        return SLICE("a tag, outside attribute values");
    }
    BUG("no such state of HTML");
}

/* What would end the place, or look like a tag in it, may not be written. */
bool html_place_takes(enum html_place place, unsigned holds)
{
    switch (place) {
    case HTML_TEXT:
        return true;
    case HTML_PLAIN:
        return !(holds & HOLDS_LESS);
    case HTML_DOUBLE:
        return !(holds & (HOLDS_LESS | HOLDS_DOUBLE));
    case HTML_SINGLE:
        return !(holds & (HOLDS_LESS | HOLDS_SINGLE));
    case HTML_REFUSED:
        return false;
    }
    BUG("no such place in HTML");
}
