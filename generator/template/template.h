/*
 * Mustache templates, compiled once. Layer: template.
 *
 * `spec` mode is the official specification and nothing else. `page` mode is
 * what the site uses, and it is strict:
 *   - an unknown name is fatal, with its place and the nearest known name;
 *   - values are typed, and escaping follows from type and context: element
 *     text, quoted attribute, URL attribute (href, src, action: unsafe schemes
 *     refused). Tags inside script, style, comments, tag names or unquoted
 *     attributes are refused when the template is compiled; so are those in
 *     svg, in style, srcset, srcdoc and on… attributes, and between attributes;
 *   - in title and textarea, values are plain text;
 *   - every partial, block and section begins and ends in the same context;
 *   - {{{name}}} and {{&name}} take only VALUE_MARKUP;
 *   - a figure in text becomes <data data-figure="ID" value="exact">…</data>,
 * with class="missing" where it has no value, in an attribute its printed text;
 *   - {{#_}}English text{{/_}} is translated through the catalogue; the text
 *     must be literal, without tags; its white space is collapsed;
 *   - false are null, false, the empty list and empty text; a figure is true.
 * Partials and parents are named with their file name without ".html"; a name
 * may hold '/'. Templates are const after loading and render in parallel.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/amount.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"

enum value_kind {
    VALUE_NULL, /* known, and nothing: false in a section, prints nothing */
    VALUE_BOOLEAN,
    VALUE_TEXT,
    VALUE_CODE,   /* a key of the model; printed as it is */
    VALUE_DATE,   /* text of a date, with its ISO form: <time datetime=…> */
    VALUE_PERIOD, /* the same for a period */
    VALUE_FIGURE,
    VALUE_LINK, /* an address made by the route table */
    VALUE_MARKUP,
    VALUE_LIST,
    VALUE_OBJECT
};

struct value;

struct value_list {
    const struct value **items;
    size_t count, capacity;
};

struct value_member {
    struct slice name;
    const struct value *value;
};

/* Members in order of definition; small, searched one by one. */
struct value_object {
    struct value_member *items;
    size_t count, capacity;
};

struct value {
    enum value_kind kind;
    bool boolean;
    struct slice text;  /* TEXT, CODE, DATE, PERIOD, LINK, MARKUP, and the
                           printed form of a FIGURE */
    struct slice exact; /* FIGURE: canonical value, empty when it has none;
                           DATE, PERIOD: ISO form */
    struct slice id;    /* FIGURE */
    struct slice mark;  /* FIGURE: markup behind it, or empty */
    struct value_list list;
    struct value_object object;
};

/* Constructors; slices are borrowed, not copied. All live in `arena`. */
const struct value *value_null(void);
const struct value *value_boolean(bool boolean);
const struct value *value_text(struct arena *arena, struct slice text);
const struct value *value_code(struct arena *arena, struct slice text);
const struct value *value_date(struct arena *arena, struct slice printed,
                               struct slice iso);
const struct value *value_period(struct arena *arena, struct slice printed,
                                 struct slice iso);
const struct value *value_figure(struct arena *arena, struct slice id,
                                 struct slice exact, struct slice printed);
/* The same figure with `trusted` markup behind it: a mark that leads to what is
 * said of it. */
const struct value *value_marked(struct arena *arena,
                                 const struct value *figure,
                                 struct slice trusted);
const struct value *value_link(struct arena *arena, struct slice address);
const struct value *value_markup(struct arena *arena, struct slice trusted);
struct value *value_list_new(struct arena *arena);
void value_list_add(struct arena *arena, struct value *list,
                    const struct value *item);
struct value *value_object_new(struct arena *arena);
/* `name` must be a literal or live as long; adding a name twice is a BUG(). */
void value_set(struct arena *arena, struct value *object, const char *name,
               const struct value *value);

enum template_mode { TEMPLATE_SPEC, TEMPLATE_PAGE };

struct template_set; /* all templates of a theme, by name */
struct template;

/* Called for {{#_}}…{{/_}}; returns text that is escaped as text. */
typedef struct slice template_translate(const void *context,
                                        struct slice msgid);

struct template_set *template_set_new(struct arena *arena,
                                      enum template_mode mode,
                                      struct diagnostics *diagnostics,
                                      struct sources *sources);
/*
 * Adds a source text under `name` (a later one of the same name replaces it: a
 * portal's own file over the theme's). `path` is for places.
 */
void template_set_add(struct template_set *set, struct slice name,
                      struct slice path, struct slice text);
/*
 * Compiles all; every fault of every template becomes a finding. False when
 * there was a fatal one. A partial or parent that includes itself without an
 * end is found here in page mode (spec mode allows recursion over data).
 */
bool template_set_compile(struct template_set *set) MUST_USE;
const struct template *template_find(const struct template_set *set,
                                     struct slice name);

struct template_call {
    const struct template_set *set;
    template_translate *translate; /* null in spec mode */
    const void *translate_context;
    struct diagnostics *diagnostics;
};

/*
 * Renders into `out`. Unknown names and wrong types become findings (page
 * mode); false when there was one. Depth is bounded; too deep is a finding.
 */
bool template_render(const struct template_call *call,
                     const struct template *template, const struct value *root,
                     struct buf *out) MUST_USE;

#endif
