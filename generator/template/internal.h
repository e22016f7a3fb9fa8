/*
 * What the files of this folder share. Layer: template, not for others.
 *
 * A source text becomes tags (lex.c), tags become operations with their HTML
 * place (compile.c, context.c), names of other templates become pointers
 * (link.c), and operations become output (render.c, print.c). Everything lives
 * in the arena of the set.
 */
#ifndef TEMPLATE_INTERNAL_H
#define TEMPLATE_INTERNAL_H

#include "template/template.h"

/* Sections within sections; also templates within templates (page mode). */
#define TEMPLATE_NESTING_MAX 64

/* ---- tags ------------------------------------------------------------- */

enum tag_kind {
    TAG_VARIABLE,
    TAG_RAW,
    TAG_SECTION,
    TAG_INVERTED,
    TAG_CLOSE,
    TAG_PARTIAL,
    TAG_PARENT,
    TAG_BLOCK,
    TAG_COMMENT,
    TAG_DELIMITERS
};

struct tag {
    enum tag_kind kind;
    struct slice name;
    struct place place;
    size_t start, end;         /* the tag itself, in bytes of the source */
    size_t cut_start, cut_end; /* with what a standalone tag takes along */
    size_t match; /* number of the closing or opening tag, else its own */
    struct slice indent; /* first of a standalone line: white space before it */
    bool standalone;
    bool ends_line; /* last of a standalone line: its line end was cut */
};

struct tag_list {
    struct tag *items;
    size_t count, capacity;
};

/* ---- places in HTML --------------------------------------------------- */

enum html_place {
    HTML_TEXT,   /* between tags */
    HTML_PLAIN,  /* in title or textarea: text without elements */
    HTML_DOUBLE, /* in a value between double quotes */
    HTML_SINGLE, /* in a value between single quotes */
    HTML_REFUSED /* anywhere else: no escaping would be safe there */
};

enum html_state {
    HTML_STATE_DATA,
    HTML_STATE_TAG_OPEN, /* after '<' */
    HTML_STATE_END_TAG_OPEN,
    HTML_STATE_TAG_NAME,
    HTML_STATE_BEFORE_ATTRIBUTE,
    HTML_STATE_ATTRIBUTE_NAME,
    HTML_STATE_BEFORE_VALUE,
    HTML_STATE_QUOTED,
    HTML_STATE_UNQUOTED,
    HTML_STATE_DECLARATION, /* <!doctype …>, <?…> */
    HTML_STATE_COMMENT,
    HTML_STATE_RAW,   /* script, style and the like */
    HTML_STATE_PLAIN, /* title, textarea */
};

#define HTML_NAME_MAX 16

struct html_name { /* in lower case, cut off when longer */
    char text[HTML_NAME_MAX];
    unsigned len;
};

struct html_context {
    enum html_state state;
    struct html_name tag;
    struct html_name attribute;
    char quote;
    bool end_tag;
    bool self_closing;
    unsigned svg_depth; /* open svg elements */
    unsigned progress;  /* bytes seen of "<!--", "-->" or "</name"; after the
                           name of an attribute: white space seen */
    size_t value_len;   /* literal bytes seen of this attribute value */
    size_t value_number;
};

void html_start(struct html_context *html);
void html_advance(struct html_context *html, struct slice text);
enum html_place html_place(const struct html_context *html);
/* May a section that began at `a` end at `b`? */
bool html_same(const struct html_context *a, const struct html_context *b);
/* In the value of an attribute that holds an address? */
bool html_in_address(const struct html_context *html);
/* "text", "<script>", "an unquoted attribute value" …, in the arena. */
struct slice html_describe(const struct html_context *html,
                           struct arena *arena);

/* ---- operations ------------------------------------------------------- */

enum op_kind {
    OP_TEXT,
    OP_VARIABLE,
    OP_RAW,
    OP_SECTION,
    OP_INVERTED,
    OP_PARTIAL,
    OP_PARENT, /* its body holds only OP_BLOCK: the arguments */
    OP_BLOCK,
    OP_TRANSLATE,
    OP_ADDRESS_BEGIN, /* around the value of an address attribute with tags */
    OP_ADDRESS_END
};

/* Characters of a literal that may not stand in every place. */
#define HOLDS_LESS 1u
#define HOLDS_DOUBLE 2u
#define HOLDS_SINGLE 4u

struct op {
    enum op_kind kind;
    enum html_place html;
    unsigned holds;      /* OP_TEXT: HOLDS_… */
    bool standalone;     /* begins a line of its own */
    size_t end;          /* number of the operation after its body */
    size_t literal_len;  /* OP_ADDRESS_BEGIN: bytes already written */
    struct slice text;   /* literal, message, or name as written */
    struct slice indent; /* added to every line of partial, parent, block */
    const struct slice *parts; /* of a dotted name; none for "." */
    size_t part_count;
    struct template *target; /* null: no such template (spec mode) */
    struct place place;
};

struct template
{
    struct slice name;
    struct slice text;
    uint16_t source;
    struct op *items;
    size_t count, capacity;
    /* Of link.c: */
    unsigned mark;     /* the walk that was here last */
    unsigned fit_mark; /* the same, for the walk within a walk */
    unsigned height;   /* of the templates included, with itself; 0 = unknown */
};

struct template_set {
    struct arena *arena;
    enum template_mode mode;
    struct diagnostics *diagnostics;
    struct sources *sources;
    struct map templates; /* name -> struct template */
    bool broken;
    unsigned marks; /* walks begun */
};

/* Reports a fault of a template while it is compiled. */
#define template_fault(set, id, place, ...)                                    \
    ((set)->broken = true,                                                     \
     (void)diag_add((set)->diagnostics, (id), (place), __VA_ARGS__))

/* Finds all tags; false after a fault of structure. */
bool template_lex(struct template_set *set, const struct template *template,
                  struct tag_list *tags) MUST_USE;
void template_compile(struct template_set *set, struct template *template);
/* Resolves the names of templates and checks what needs more than one. */
void template_link(struct template_set *set);

/* May a literal that holds `holds` be written in `place`? */
bool html_place_takes(enum html_place place, unsigned holds);

/* ---- values ----------------------------------------------------------- */

const char *value_kind_name(enum value_kind kind);
/* A member of an object; null when there is none. */
const struct value *value_member(const struct value *object, struct slice name);
bool value_is_true(const struct value *value);
/* Writes a value as page mode does; false: its type cannot stand there. */
bool value_print(struct buf *out, const struct value *value,
                 enum html_place place) MUST_USE;

#endif
