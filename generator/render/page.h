/*
 * What every page kind works with: the page being made, links, sentences,
 * tables, charts. Layer: render.
 *
 * One file per page kind: page_<kind>(page) sets the names its template
 * (templates/<kind>.html) asks for on page->view. A page is rendered once per
 * language with one collection of figures, so that its ledger is one for all.
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
    PAGE_TERRITORIES,
    PAGE_TERRITORY,
    PAGE_PLANS,
    PAGE_NODE,
    PAGE_INDICATORS,
    PAGE_INDICATOR,
    PAGE_COMMITMENTS,
    PAGE_STATUS, /* commitments/status/<status> */
    PAGE_COMMITMENT,
    PAGE_REGISTERS, /* registers: all lists that have no page of their own */
    PAGE_REGISTER,  /* registers/<resource> */
    PAGE_RECORD,
    PAGE_DATA,
    PAGE_DICTIONARY, /* data/<resource> */
    PAGE_QUALITY,
    PAGE_REPORTS,
    PAGE_DOCUMENT, /* pages/, reports/, plans of content/ */
    PAGE_HUB,
    PAGE_NOT_FOUND,
    PAGE_KIND_COUNT
};

/* One page in all languages. Made by render/routes.c and nowhere else. */
struct route {
    enum page_kind kind;
    struct slice key;        /* "programs/011.0138" */
    enum resource_role side; /* money: ROLE_EXECUTION or ROLE_REVENUE */
    const struct dimension *dimension;
    const struct member *member; /* codes */
    const struct table *table;   /* entities, registers, dictionaries */
    const struct row *row;
    const struct content *content; /* documents, and texts of entities */
    struct slice status;
};

struct site {
    struct arena *arena;
    const struct portal *portal;
    struct site_options options;
    struct template_set *templates;
    const struct template *by_kind[PAGE_KIND_COUNT];
    struct {
        struct route *items;
        size_t count, capacity;
    } routes;
    struct map by_key; /* key -> struct route */
};

/* A CSV that stands beside a table of the page. */
struct page_file {
    struct slice path;
    struct slice bytes;
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
};

/* --- words --- */

/* Translation of an English text: page_text(page, N_("Programs")). */
struct slice page_text(const struct page *page, const char *msgid);
struct slice page_words(const struct page *page, const struct words *words);
/* Printed forms in the page's language. */
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

/* --- the view --- */

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

/* --- links --- */

/* "programs" + "011.0138" -> key of the page, with the code encoded. */
struct slice route_key(struct arena *arena, const char *folder,
                       struct slice code);
/* "[a-z0-9.-]" stay, everything else becomes ~hex. */
struct slice route_encode(struct arena *arena, struct slice code);
/* Relative address of a page, or empty when there is no such page. */
struct slice link_page(const struct page *page, struct slice key);
struct slice link_entity(const struct page *page, const char *folder,
                         struct slice code);
/* The page of a code of a dimension, wherever it is. */
struct slice link_member(const struct page *page, enum resource_role side,
                         const struct dimension *dimension, struct slice code);
/* Relative address of a file from the root ("data/x.csv"). */
struct slice link_file(const struct page *page, struct slice path);

/* --- sentences ---
 * sentence(page, N_("{who} had accrued {share}."), 2, "who", arg_text(…), …):
 * a translated text with figures, links and texts in it. Markup. */
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

/* <data data-figure="ID" value="exact">printed</data> */
void figure_markup(struct page *page, struct markup *m,
                   const struct figure *figure);
/* A text, linked where there is an address. */
void link_markup(struct markup *m, struct slice text, struct slice address);

/* --- tables: HTML and CSV from one description --- */

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
void cell_text(struct page_table *table, struct slice text);
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

/* --- charts --- */

/* A frame with source line from the table and the cut-off. `key` literal. */
struct chart_frame page_frame(struct page *page, const char *key,
                              struct slice title, struct slice description,
                              const struct table *table);

/* --- figures over facts --- */

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
/* Last period of the table in a year (kind none when there is none). */
struct period facts_last_period(const struct table *facts, struct period year);
struct slice stage_label(const struct page *page, struct slice stage);
/* The same inside a sentence: "accrued". */
struct slice stage_phrase(struct page *page, struct slice stage);
/* What shares of a side are taken of: "budget in force". */
struct slice budget_phrase(struct page *page, enum resource_role side);
/* "Institution" -> "institution", "budget" -> "Budget"; "GDP" stays. */
struct slice text_lowered(struct page *page, struct slice text);
struct slice text_raised(struct page *page, struct slice text);
/* Filter text "dimension=code", or "dimension<code" when it has children. */
struct slice filter_of_member(struct page *page,
                              const struct dimension *dimension,
                              const struct member *member);
/* Stages a side is read by: base of shares and what is set against it. */
struct slice budget_stage(const struct portal *portal, enum resource_role side);
struct slice execution_stage(const struct portal *portal,
                             enum resource_role side);

/* --- documents --- */

/* The text of a content entry as markup, with charts and figures; sets
 * `fallback` (text or null) on the view when another language had to do. */
struct slice document_markup(struct page *page, const struct content *content,
                             struct value *view);
struct slice content_title(const struct page *page,
                           const struct content *content);

/* --- page kinds --- */

void page_choice(struct page *page);
void page_home(struct page *page);
void page_money(struct page *page);
void page_dimension(struct page *page);
void page_code(struct page *page);
void page_programs(struct page *page);
void page_program(struct page *page);
void page_institutions(struct page *page);
void page_institution(struct page *page);
void page_territories(struct page *page);
void page_territory(struct page *page);
void page_plans(struct page *page);
void page_node(struct page *page);
void page_indicators(struct page *page);
void page_indicator(struct page *page);
void page_commitments(struct page *page);
void page_status(struct page *page);
void page_commitment(struct page *page);
void page_registers(struct page *page);
void page_register(struct page *page);
void page_record(struct page *page);
void page_data(struct page *page);
void page_dictionary(struct page *page);
void page_quality(struct page *page);
void page_reports(struct page *page);
void page_document(struct page *page);
void page_hub(struct page *page);
void page_not_found(struct page *page);

/* Routes of a site; render/routes.c. */
bool routes_build(struct site *site);
/* Frame around every page: header, navigation, breadcrumb, footer. */
void page_layout(struct page *page);
/* Breadcrumb step; call in order from the top (home is there already). */
void page_step(struct page *page, struct slice label, struct slice key);
/* Title of the page (h1, <title>) and its description (plain text). */
void page_title(struct page *page, struct slice title);
void page_description(struct page *page, struct slice text);

#endif
