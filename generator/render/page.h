/*
 * What every page works with: the page being made, its words, links, sentences,
 * tables, charts and figures. Layer: render.
 *
 * A page is rendered once per language with one collection of figures, so that
 * its ledger is one for all. What it makes lives in its arena.
 */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "chart/chart.h"
#include "emit/markup.h"
#include "figure/ask.h"
#include "figure/filter.h"
#include "figure/print.h"
#include "model/derive.h"
#include "render/site.h"

/* No text, address or filter where there could be one. */
static const struct slice nothing = {NULL, 0};

enum page_kind {
    PAGE_CHOICE, /* index.html of the root: the languages */
    PAGE_HOME,
    PAGE_MONEY,     /* budget, revenue */
    PAGE_DIMENSION, /* budget/<dimension> */
    PAGE_CODE,      /* budget/<dimension>/<code> */
    PAGE_PROGRAMS,
    PAGE_PROGRAM,
    PAGE_INSTITUTIONS,
    PAGE_INSTITUTION,
    PAGE_BODY_KIND, /* institutions/kind/<kind> */
    PAGE_TERRITORIES,
    PAGE_TERRITORY,
    PAGE_LEVEL, /* territories/level/<level> */
    PAGE_PLANS,
    PAGE_NODE,
    PAGE_LINK,         /* plan-budget: what money is tied to the plans */
    PAGE_RESPONSIBLES, /* who answers for what */
    PAGE_INDICATORS,
    PAGE_INDICATOR,
    PAGE_COMMITMENTS,
    PAGE_STATUS, /* commitments/status/<status> */
    PAGE_COMMITMENT,
    PAGE_COMMITMENT_LISTS, /* commitments/by/<field> */
    PAGE_UNIVERSE,         /* what there is to account for */
    PAGE_REGISTERS, /* registers: all lists that have no page of their own */
    PAGE_REGISTER,  /* registers/<resource> */
    PAGE_RECORD,
    PAGE_DATA,
    PAGE_DICTIONARY, /* data/<resource> */
    PAGE_QUALITY,
    PAGE_VERIFY, /* how to check the portal */
    PAGE_REPORTS,
    PAGE_DOCUMENT,       /* pages/, reports/, plans of content/ */
    PAGE_ACCOUNTABILITY, /* how the account itself is given */
    PAGE_DUTIES,         /* calendar, obligations, questions */
    PAGE_SCORECARD,
    PAGE_GRADES,
    PAGE_FORECASTS,
    PAGE_PROTECTIONS, /* protected */
    PAGE_CODES,       /* versions of classifiers */
    PAGE_PARTICIPATION,
    PAGE_HUB,
    PAGE_RELEASES, /* the editions there were */
    PAGE_CHANGES,  /* what differs from the one before */
    PAGE_SECTION,  /* of a document that is several pages */
    PAGE_GONE,     /* of a page that the portal has no more */
    PAGE_INDEX,    /* a-z, a-z/<letter> */
    PAGE_SEARCH,
    PAGE_NOT_FOUND,
    PAGE_KIND_COUNT
};

struct document_split;

/* One page in all languages. Made by render/routes.c and nowhere else. */
struct route {
    enum page_kind kind;
    struct slice key;        /* "programs/011.0138" */
    enum resource_role side; /* money: of facts */
    const struct dimension *dimension;
    const struct member *member; /* codes */
    const struct table *table;   /* entities, registers, dictionaries */
    const struct row *row;
    const struct content *content; /* documents, and texts of entities */
    struct slice status;
    const struct past_page *past;       /* pages that are gone */
    const struct document_split *split; /* documents; null = one page */
    size_t section; /* of them, from 1; 0 = what stands before the first */
};

struct site {
    struct arena *arena;
    const struct portal *portal;
    struct site_options options;
    struct template_set *templates;
    const struct template *by_kind[PAGE_KIND_COUNT];
    const struct template *receipts;
    struct {
        struct route *items;
        size_t count, capacity;
    } routes;
    struct map by_key;   /* key -> struct route */
    bool index_is_split; /* from A to Z: a page per letter */
    /* Of a hub: the routes of portal->others, for links into them. */
    const struct site **others;
    bool is_probe; /* render/document/published.c: links to files are not looked
                      up */
};

/* A CSV that stands beside a table of the page. */
struct page_file {
    struct slice path;
    struct slice bytes;
};

/* What a card prints besides the title (render/card.h). */
struct headline {
    struct slice label;
    const struct figure *figure; /* the first key figure, or null */
    struct slice unit;
    struct slice status; /* in words; of a promise, an indicator */
};

struct page {
    const struct site *site;
    const struct portal *portal;
    const struct language *language;
    const struct route *route;
    struct arena *arena; /* of this page, all languages */
    struct figures figures;
    struct value *view;
    struct value *breadcrumb; /* list on the view */
    struct {
        struct page_file *items;
        size_t count, capacity;
    } files;
    bool first_language; /* files are written once */
    bool frozen;      /* made as the page of a release, below releases/<id>/ */
    bool on_receipts; /* links are for its receipts, a folder deeper */
    struct slice title; /* as page_title() has it */
    struct headline headline;
};

/* --- words: view.c --- */

/* Translation of an English text: page_text(page, N_("Programs")). */
struct slice page_text(const struct page *page, const char *msgid);
struct slice page_words(const struct page *page, const struct words *words);
/* Printed forms in the page's language; no period is no text. */
struct slice page_period(struct page *page, struct period period);
struct slice page_date(struct page *page, struct date date);
struct slice page_number(struct page *page, const struct figure *figure);
struct slice page_unit(struct page *page, struct figure_unit unit);
/* Word of a commitment or indicator status (portal's own words first). */
struct slice page_commitment_status(const struct page *page,
                                    struct slice status);
struct slice page_indicator_status(const struct page *page,
                                   struct slice status);
/* Label of a code of a role ("institutions", "programs" …), else the code. */
struct slice page_label(const struct page *page, enum resource_role role,
                        struct slice code);
struct slice page_member_label(const struct page *page,
                               const struct member *member);
/* "Institution", "Economic type": the name of a dimension. */
struct slice dimension_label(const struct page *page,
                             const struct dimension *dimension);
/* The same inside a sentence: "institution". */
struct slice dimension_phrase(struct page *page,
                              const struct dimension *dimension);
/* "Institution" -> "institution", "budget" -> "Budget"; "GDP" stays. */
struct slice text_lowered(struct page *page, struct slice text);
struct slice text_raised(struct page *page, struct slice text);
/* "Outcome": a level in the portal's words, else in ours; empty stays so. */
struct slice page_level(const struct page *page, struct slice code);

/* --- the view: view.c ---
 * Texts are borrowed: they live as long as the page's arena. A name is a
 * literal and is set once. */

void view_null(struct page *page, struct value *object, const char *name);
void view_text(struct page *page, struct value *object, const char *name,
               struct slice text); /* empty text = null */
void view_code(struct page *page, struct value *object, const char *name,
               struct slice code);
void view_link(struct page *page, struct value *object, const char *name,
               struct slice address); /* empty = null */
void view_figure(struct page *page, struct value *object, const char *name,
                 const struct figure *figure); /* null = null */
void view_markup(struct page *page, struct value *object, const char *name,
                 struct slice markup); /* empty = null */
void view_flag(struct page *page, struct value *object, const char *name,
               bool flag);
void view_date(struct page *page, struct value *object, const char *name,
               struct period period); /* none = null */
void view_set(struct page *page, struct value *object, const char *name,
              const struct value *value);
struct value *view_object(struct page *page);
struct value *view_list(struct page *page, struct value *object,
                        const char *name);
void view_add(struct page *page, struct value *list, const struct value *item);
/* A list that is null when it stayed empty, so that a section can ask. */
void view_list_or_null(struct page *page, struct value *object,
                       const char *name, const struct value *list);
/* Is this name of the view set to something? */
bool view_has(const struct page *page, const char *name);
/* Appends a key figure to a list of them; a null figure adds nothing. */
void key_figure_add(struct page *page, struct value *list, struct slice label,
                    const struct figure *figure, struct slice note,
                    struct slice link);

/* --- links: link.c --- */

/* "programs" + "011.0138" -> key of the page, with the code encoded. */
struct slice route_key(struct arena *arena, const char *folder,
                       struct slice code);
/*
 * A file name of its own for every code: "[a-z0-9.-]" stay, every other byte
 * and a dot in front become "~hh". Above 200 bytes a name ends in a digest
 * instead.
 */
struct slice route_encode(struct arena *arena, struct slice code);
/* Relative address of a page, or empty when there is no such page. */
struct slice link_page(const struct page *page, struct slice key);
/* The other portal's language of this page's path, else its first. */
const struct language *link_language(const struct page *page,
                                     const struct portal *other);
/* A page of another portal, from a hub; empty when there is none. */
struct slice link_portal(const struct page *page, struct slice portal,
                         struct slice key);
struct slice link_entity(const struct page *page, const char *folder,
                         struct slice code);
/* "programs", "budget/function": where the pages of its codes are. */
struct slice folder_of_member(struct arena *arena, enum resource_role side,
                              struct slice dimension);
/* The page of a code of a dimension, wherever it is. */
struct slice link_member(const struct page *page, enum resource_role side,
                         const struct dimension *dimension, struct slice code);
/* Relative address of a file from the root ("data/x.csv"). */
struct slice link_file(const struct page *page, struct slice path);

/* A file of an earlier release ("es/index.html"): from the root it lies in
 * releases/<id>/, from a frozen page beside that page's own release. */
struct slice link_past(const struct page *page, struct slice release,
                       struct slice path);
/* A page of it ("programs/0112"), in this language if it has it. */
struct slice link_past_page(const struct page *page, struct slice release,
                            struct slice key);
/* From a frozen page: the same file of the latest edition. */
struct slice link_latest(const struct page *page, struct slice path);
/* The receipts of this page, or the row of one figure there; empty where a page
 * has none (the choice of languages, the page that is not found). */
struct slice link_receipts(const struct page *page);
struct slice link_receipt(const struct page *page, const struct figure *figure);
/* Has the page receipts of its own? */
bool route_has_receipts(const struct route *route);

/* --- sentences: sentence.c --- */

/*
 * A translated text with figures, links and texts in it, as markup:
 * SENTENCE(page, N_("{who} had accrued {share}."), ARG_TEXT("who", name),
 *          ARG_FIGURE("share", figure))
 * An argument may be left unused; a placeholder without one is a bug.
 */
struct sentence_arg {
    const char *name;
    const struct figure *figure; /* or */
    struct slice text;
    struct slice address; /* of a link around the text, may be empty */
};
#define ARG_FIGURE(n, f)                                                       \
    {                                                                          \
        .name = (n), .figure = (f)                                             \
    }
#define ARG_TEXT(n, t)                                                         \
    {                                                                          \
        .name = (n), .text = (t)                                               \
    }
#define ARG_LINK(n, t, a)                                                      \
    {                                                                          \
        .name = (n), .text = (t), .address = (a)                               \
    }
struct slice sentence(struct page *page, const char *msgid,
                      const struct sentence_arg *args, size_t count);
#define SENTENCE(page, msgid, ...)                                             \
    sentence((page), (msgid), (const struct sentence_arg[]){__VA_ARGS__},      \
             sizeof((const struct sentence_arg[]){__VA_ARGS__}) /              \
                 sizeof(struct sentence_arg))
/* The same as plain text (titles, descriptions of charts, feeds). */
struct slice sentence_plain(struct page *page, const char *msgid,
                            const struct sentence_arg *args, size_t count);
#define PLAIN(page, msgid, ...)                                                \
    sentence_plain((page), (msgid),                                            \
                   (const struct sentence_arg[]){__VA_ARGS__},                 \
                   sizeof((const struct sentence_arg[]){__VA_ARGS__}) /        \
                       sizeof(struct sentence_arg))

/*
 * A text with the form for its number, translated:
 * text_counted(page, figure, N_("{n} record"), N_("{n} records")). What is no
 * whole number has the form of many.
 */
struct slice text_counted(const struct page *page, const struct figure *figure,
                          const char *one, const char *many);
/* The two above for such a text. */
struct slice sentence_of(struct page *page, struct slice form,
                         const struct sentence_arg *args, size_t count);
struct slice sentence_plain_of(struct page *page, struct slice form,
                               const struct sentence_arg *args, size_t count);

/* <data data-figure="ID" value="exact">printed</data> */
void figure_markup(struct page *page, struct markup *m,
                   const struct figure *figure);
/* A text, linked where there is an address. */
void link_markup(struct markup *m, struct slice text, struct slice address);

/* --- tables, HTML and CSV from one description: table_view.c --- */

struct page_table;
/*
 * `key` names the CSV: data/<page key>.<key>.csv. Then columns, then rows:
 * every row has as many cells as there are columns.
 */
struct page_table *table_begin(struct page *page, const char *key,
                               struct slice caption);
/* `name` is the CSV's head (language-neutral), `head` the page's. */
void table_text_column(struct page_table *table, const char *name,
                       struct slice head);
void table_figure_column(struct page_table *table, const char *name,
                         struct slice head, struct slice unit);
void table_row(struct page_table *table);
/* depth of nesting of the row (indents the first cell), 0 = none */
void table_row_depth(struct page_table *table, unsigned depth);
/* A row for the CSV alone; its figures need not be in the page's ledger. */
void table_row_aside(struct page_table *table);
/* A sentence below the table, as markup. */
void table_note(struct page_table *table, struct slice markup);
void cell_text(struct page_table *table, struct slice text);
/* Words in a column of numbers, or in any but the first: they wrap. */
void cell_words(struct page_table *table, struct slice code, struct slice text);
/* A fingerprint: it wraps anywhere. */
void cell_digest(struct page_table *table, struct slice digest);
/* Words in the place of what the source lacks; the CSV has nothing there. */
void cell_missing(struct page_table *table, struct slice words);
/* `code` goes to the CSV, `text` to the page, linked when `address` is given.
 */
void cell_code(struct page_table *table, struct slice code, struct slice text,
               struct slice address);
void cell_figure(struct page_table *table, const struct figure *figure);
void cell_period(struct page_table *table, struct period period);
/* A status badge: `style` is its CSS suffix. */
void cell_status(struct page_table *table, struct slice style,
                 struct slice word);
size_t table_rows(const struct page_table *table);
/* Sets `name` to the table, or null when it has no rows; queues the CSV. */
void table_end(struct page_table *table, struct value *object,
               const char *name);

/* --- charts: chart_view.c --- */

/* A frame with source line from the table and the cut-off. `key` literal. */
struct chart_frame page_frame(struct page *page, const char *key,
                              struct slice title, struct slice description,
                              const struct table *table);
/* Sets `name` to the chart in the buffer, which is released. */
void view_chart(struct page *page, struct value *object, const char *name,
                struct buf *buf);

/* --- filters and figures: figures.c --- */

/* Is there a table of that name? */
bool page_has_table(const struct page *page, const char *name);

/* "column=code" joined to a filter; the operator may be "<" and others too. */
struct slice with_term(struct page *page, struct slice filter,
                       const char *column, const char *operator,
                       struct slice code);
/* "column=?missing" joined to a filter. */
struct slice with_missing(struct page *page, struct slice filter,
                          struct slice column);
/* Two filters that hold together; either may be empty. */
struct slice filter_join(struct page *page, struct slice a, struct slice b);
/* "dimension=code", or "dimension<code" when it has children. */
struct slice filter_of_member(struct page *page,
                              const struct dimension *dimension,
                              const struct member *member);
/* Number of rows of a table. */
const struct figure *count_figure(struct page *page, struct slice resource,
                                  struct slice filter);
/* One figure made of two; null when either is. */
const struct figure *tree_of(struct page *page, enum figure_operation operation,
                             const struct figure *a, const struct figure *b);

/* --- figures over facts: facts.c --- */

/* The fact table that headlines a side: the first of the descriptor. */
const struct table *facts_of(const struct portal *portal,
                             enum resource_role side);
/* The first fact table of a side that has a dimension, or null. */
const struct table *facts_with(const struct portal *portal,
                               enum resource_role side, struct slice dimension);
/*
 * The sum of a stage over a year (flows: all its periods; to-date and level:
 * its last period in the table). `filter` may be empty. Null when the table has
 * no such stage or nothing in that year.
 */
const struct figure *money_figure(struct page *page, const struct table *facts,
                                  struct slice stage, struct slice filter,
                                  struct period year);
/*
 * The same of the year `before`, to the same month that the table reaches in
 * `year`: a part of a year is compared with the same part. Null when the table
 * has no such period.
 */
const struct figure *
money_figure_before(struct page *page, const struct table *facts,
                    struct slice stage, struct slice filter, struct period year,
                    struct period before);
/* The same of one amount column: a stage can have several, by currency. */
const struct figure *column_figure(struct page *page, const struct table *facts,
                                   const struct column *column,
                                   struct slice filter, struct period year);
const struct figure *
column_figure_before(struct page *page, const struct table *facts,
                     const struct column *column, struct slice filter,
                     struct period year, struct period before);
/* Are there rows of that year? No figure is made for it. */
bool facts_have_rows(const struct table *facts, const struct cube_term *terms,
                     size_t count, struct period year);
/* The amount column of a stage, or null. */
const struct column *stage_column(const struct table *facts,
                                  struct slice stage);
/* Last period of the table in a year (kind none when there is none). */
struct period facts_last_period(const struct table *facts, struct period year);
/*
 * Part years, which stand beside whole ones (portal.yaml, `partial_years`):
 * "part year, until April 2017", empty for any other; the year's name with
 * these words; and a sentence on them with the portal's reason, or nothing
 (markup, unless `plain`).
 */
struct slice facts_part(struct page *page, const struct table *facts,
                        struct period year);
struct slice facts_year(struct page *page, const struct table *facts,
                        struct period year);
struct slice facts_part_note(struct page *page, const struct table *facts,
                             struct period year, bool plain);
struct slice stage_label(const struct page *page, struct slice stage);
/* The same inside a sentence: "accrued". */
struct slice stage_phrase(struct page *page, struct slice stage);
/* What shares of a side are taken of: "budget in force". */
struct slice budget_phrase(struct page *page, enum resource_role side);
/*
 * Stages a side is read by: base of shares and what is set against it. Where
 * the portal names neither, the first stage of the first table is its base.
 */
bool stages_are_named(const struct portal *portal, enum resource_role side);
struct slice budget_stage(const struct portal *portal, enum resource_role side);
struct slice execution_stage(const struct portal *portal,
                             enum resource_role side);

/* --- the site and the frame of a page: site.c, routes.c, layout.c --- */

/* The HTML of a page in its language; its figures join those it has. */
bool page_render(struct page *page, struct buf *out);
/* Is it a name that some systems keep for devices? */
bool route_is_reserved(struct slice key);
/* False after a finding: an address twice, or one that is reserved. */
bool routes_build(struct site *site);
/* Frame around every page: header, navigation, breadcrumb, footer. */
void page_layout(struct page *page);
/* Breadcrumb step; call in order from the top (home is there already). */
void page_step(struct page *page, struct slice label, struct slice key);
/* Title of the page (h1, <title>) and its description (plain text). */
void page_title(struct page *page, struct slice title);
void page_description(struct page *page, struct slice text);
/* Last: "page_summary", the sentence it opens with or its description. */
void page_summary(struct page *page);
/* Markup of a sentence as plain text. */
struct slice markup_words(struct arena *arena, struct slice markup);

#endif
