/*
 * A portal: everything that pages are made of. Layer: model.
 *
 * Open plain structs, const once portal_load() returned. Lives in one arena.
 */
#ifndef MODEL_PORTAL_H
#define MODEL_PORTAL_H

#include "base/diag.h"
#include "input/markdown.h"
#include "model/money_rules.h"
#include "model/table.h"

struct stage {
    struct slice id;
    struct words label;
    struct words phrase; /* inside a sentence: "accrued", "budget in force" */
    struct words description;
};

struct status_words {
    struct slice id;
    struct words label;
    struct words definition;
};

/* How amounts of a currency are printed. */
struct display {
    struct slice currency;
    uint8_t multiplier;
    uint8_t decimals;
};

struct level_change {
    enum diag_id id;
    enum diag_level level;
};

struct acceptance {
    enum diag_id id;
    struct slice file; /* end of the path, empty = any */
    struct words reason;
    struct place place;
    bool used;
};

enum document_kind {
    DOCUMENT_PAGE,
    DOCUMENT_PLAN,
    DOCUMENT_PROGRAM,
    DOCUMENT_COMMITMENT,
    DOCUMENT_INDICATOR,
    DOCUMENT_REPORT,
    DOCUMENT_KIND_COUNT
};

/* One text of content/, in the languages it has. */
struct content {
    enum document_kind kind;
    struct slice name; /* file name without language and ending */
    const struct document *texts[LANGUAGES_MAX]; /* null = lacking */
    struct slice node; /* plans: the plan node it documents */
    struct date date;  /* reports */
    int order;
    /* Down to which level headings begin pages of their own: 1 to 3, 0 = none
     * does, -1 = not said. */
    int split;
};

/* An earlier release, as portal.yaml declares it. */
struct release {
    struct slice id;
    struct date date;     /* of its publication */
    struct slice digest;  /* SHA-256 of its manifest.sha256; may be empty */
    struct slice archive; /* where it can be had; may be empty */
    struct place place;
};

struct releases {
    struct release *items; /* oldest first */
    size_t count, capacity;
};

/* May it name a folder of the site? Letters, digits, '.' and '-'. */
bool release_id_is_valid(struct slice id);

/* Formats of datasets that cost time: `formats` of portal.yaml. */
enum extra_format { EXTRA_XLSX, EXTRA_SQLITE, EXTRA_KITS, EXTRA_COUNT };

/* Pages that have a picture for links to them: `cards` of portal.yaml. */
enum card_pages {
    CARDS_NONE,
    CARDS_MAIN, /* those that stand for the portal, its lists and reports */
    CARDS_ALL   /* besides those of each program, institution, promise … */
};

struct portal {
    struct arena *arena;
    struct sources *sources;
    struct diagnostics *diagnostics;
    struct slice key; /* its folder: "guatemala" */
    unsigned threads; /* that read a large file */
    bool is_hub;
    bool is_illustrative;
    struct words name;
    struct words publisher;
    struct words summary;
    struct words subject; /* who spends, inside a sentence; may be empty */
    struct language languages[LANGUAGES_MAX];
    unsigned language_count;
    struct date cut_off;
    struct period period;  /* the year of the headline */
    struct period compare; /* kind PERIOD_NONE = none */
    unsigned fiscal_month; /* the fiscal year's first */
    struct slice accent;
    struct slice release; /* what this edition is called; may be empty */
    struct releases releases;
    struct slice public_key; /* minisign's, of its signatures; may be empty */
    struct place public_key_place;
    bool formats[EXTRA_COUNT]; /* which are made beside CSV and JSON */
    bool has_search;           /* a page that searches, and an index for it */
    enum card_pages cards;
    struct slice licence_name;
    struct slice licence_address;
    struct slice contact_name;
    struct slice contact_address;
    struct slice budget_stage;    /* expenditure: the base of shares */
    struct slice execution_stage; /* expenditure: what is set against it */
    struct slice revenue_budget_stage;
    struct slice revenue_stage;
    struct slice financing_budget_stage; /* empty = those of revenue */
    struct slice financing_stage;
    struct {
        struct stage *items;
        size_t count, capacity;
    } stages;
    struct {
        struct status_words *items;
        size_t count, capacity;
    } statuses;
    struct {
        struct display *items;
        size_t count, capacity;
    } displays;
    struct {
        struct level_change *items;
        size_t count, capacity;
    } level_changes;
    struct {
        struct acceptance *items;
        size_t count, capacity;
    } acceptances;
    struct money_rules money;
    struct map labels;    /* "role/code" -> struct words */
    struct map constants; /* key -> struct amount */
    /* Is what is said to be achieved counted only where evidence shows it? */
    bool achieved_needs_evidence;
    struct {
        struct table **items; /* in the order of the descriptor, then derived */
        size_t count, capacity;
    } tables;
    struct map tables_by_name;
    struct map claims; /* model/claims.c: whose rows of shared files are */
    struct {
        struct dimension **items;
        size_t count, capacity;
    } dimensions;
    struct map dimensions_by_name;
    struct {
        struct stated_check *items; /* model/load.c */
        size_t count, capacity;
    } stated;
    struct {
        struct content **items; /* by kind, then name */
        size_t count, capacity;
    } contents;
    struct map contents_by_key; /* "programs/011.0138" */
    struct slice package_title;
    const struct portal *const *others; /* hub: the portals it compares */
    size_t other_count;
};

/* A number the source states, to be compared with its rows (check/stated.c). */
struct stated_check {
    const struct table *table;
    const struct column *column; /* null: a stated total of `measure` */
    const struct column *measure;
    const struct member *members[CUBE_DIMENSIONS_MAX]; /* by cube dimension */
    struct period period;
    struct amount stated;
    struct amount of[2]; /* shares: two amounts of the row; else the row's and
                            the one in the period it is compared with */
    bool has_of[2];
    bool is_total; /* the row states a total: null members are all codes */
    struct place place;
};

struct portal_paths {
    const char *workspace; /* "." */
    struct slice key;
    const char *i18n; /* folder of the PO files */
    unsigned threads; /* that read a large file; 0 = processors */
};

/*
 * Loads content/<key> and data/<key>. Every fault of every file becomes a
 * finding; null only when portal.yaml itself could not be read.
 */
struct portal *portal_load(struct arena *arena, struct sources *sources,
                           struct diagnostics *diagnostics,
                           const struct portal_paths *paths);
/*
 * Before pages are made or figures in prose are asked for: reads tables that
 * are too long to be kept once more, for what pages cross (model/cube.h). A
 * file that is not as it was is found.
 */
void portal_cross(struct portal *portal, const char *workspace);

/* First table of a role, or null; `after` continues behind a table. */
const struct table *portal_table(const struct portal *portal,
                                 enum resource_role role,
                                 const struct table *after);
const struct table *portal_table_named(const struct portal *portal,
                                       struct slice name);
const struct dimension *portal_dimension(const struct portal *portal,
                                         struct slice name);
const struct stage *portal_stage(const struct portal *portal, struct slice id);
/* Word for a code of a CHOICE field (portal's label, translation, or code). */
struct slice portal_label(const struct portal *portal, const char *role,
                          struct slice code, const struct language *language);
const struct status_words *portal_status(const struct portal *portal,
                                         struct slice id);
const struct content *portal_content(const struct portal *portal,
                                     enum document_kind kind,
                                     struct slice name);
const struct display *portal_display(const struct portal *portal,
                                     struct slice currency);
/* An English text in all languages of the portal. */
struct words portal_words(const struct portal *portal, struct slice msgid);
/* Finds a row of any table with the role, by code. */
const struct row *portal_find(const struct portal *portal,
                              enum resource_role role, struct slice code,
                              const struct table **table);
/* A row and the table that it is of. */
struct found_row {
    const struct table *table;
    const struct row *row;
};
struct found_rows {
    struct found_row *items;
    size_t count, capacity;
};
/* Rows of all tables of a role whose field `by` holds `code`, in their order.
 */
struct found_rows portal_rows_by(const struct portal *portal,
                                 struct arena *arena, enum resource_role role,
                                 const char *by, struct slice code);
/*
 * Reads the used rows of a fact table once more, for publishing. Their places
 * are those of the first time.
 */
typedef bool row_sink(void *context, const struct row *row);
bool table_replay(const struct portal *portal, const struct table *table,
                  const char *workspace, row_sink *sink,
                  void *context) MUST_USE;

#endif
