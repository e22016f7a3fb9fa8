/*
 * Shared by the loader's files. Layer: model, not for others.
 */
#ifndef MODEL_INTERNAL_H
#define MODEL_INTERNAL_H

#include "model/portal.h"

/* What loading one portal carries along. */
struct loading {
    struct portal *portal;
    struct arena *arena;
    struct sources *sources;
    struct diagnostics *diagnostics;
    const char *workspace;
    struct slice data_folder;    /* "data/guatemala" */
    struct slice content_folder; /* "content/guatemala" */
    struct map noted;            /* model/stated.c */
    struct map keys;             /* model/key.c: of the rows being read */
    struct map known_files;      /* model/load.c: read before */
    struct map undeclared;       /* headings found so in the resource */
    struct map unasked;          /* model/unasked.c: of the resource */
    struct map claims;           /* model/claims.c: path -> whose rows */
};

/* Columns of a file that can be read, and fields of a resource. */
#define TABLE_COLUMNS_MAX 128
#define TABLE_COLUMNS_MAX_TEXT "128"

/* Code columns from the upper to the lower, with sub-totals among the rows. */
#define LEVELS_MAX 16

/* What roles.def says of a field role. */
struct field_info {
    enum resource_role resource;
    const char *role;
    enum column_type type;
    const char *refers;
    bool required;
};
const struct field_info *field_info_find(enum resource_role resource,
                                         struct slice role);
/* All field roles of a resource role, by name, for a diagnostic. */
void field_info_names(enum resource_role resource, struct map *names);
size_t field_info_count(void);
const struct field_info *field_info_at(size_t index);
bool resource_role_find(struct slice name, enum resource_role *out);

/* portal.yaml into loading->portal; false when it could not be read. */
bool settings_load(struct loading *loading, const char *i18n);
/* Releases, signature, formats: model/edition_settings.c. */
void edition_settings_read(struct loading *loading, const struct node *root);
/* A text or a map of texts by language path. */
struct words words_read(struct loading *loading, const struct node *node);

/* datapackage.json into portal->tables. */
void descriptor_load(struct loading *loading);

/* Longer texts are no period. */
#define PERIOD_TEXT_MAX 32

/* Numbers of a column with more decimals than are meant. */
struct residue {
    uint32_t rounded;   /* left by binary fractions: rounded */
    uint32_t suspected; /* the same, but no `decimals` are declared */
    uint32_t longer;    /* more decimals than declared, kept */
    struct place first[3];
    char example[3][40];
};
struct bound_field;
/*
 * Reads a cell of a column; faults become findings (CELL_REFUSED) unless
 * `diagnostics` is null. Its text borrows from `raw`, without blanks around.
 */
void cell_read(struct diagnostics *diagnostics, struct column *column,
               struct bound_field *bound, struct slice raw, struct place place,
               struct cell *cell);
/* What was meant to stay inside is not quoted in a finding either. */
struct slice column_quoted(const struct column *column, struct slice text);
/* The common case of it, where bound->quick says so; false for all else. */
bool cell_read_quick(const struct column *column,
                     const struct bound_field *bound, struct slice raw,
                     struct cell *cell);
/* The period or date that a text without blanks around stands for. */
bool period_make(const struct column *column, const struct bound_field *bound,
                 struct slice raw, struct period *out);
/* Numbers with more decimals are looked at one by one. */
#define MONEY_DECIMALS 4
/* After the last row of a file: what was counted. */
void residue_report(struct diagnostics *diagnostics,
                    const struct column *column,
                    const struct bound_field *bound);

/* Rows of all tables that are kept; then members of dimensions; then facts. */
void tables_load(struct loading *loading);
void facts_load(struct loading *loading);
void dimensions_build(struct loading *loading);
/* After tables: territories that no map has, and shapes of no territory. */
void atlas_check(struct loading *loading);
/* The member of a code, added when it is unknown. */
struct member *dimension_member(struct arena *arena,
                                struct dimension *dimension, struct slice code);

/* Before the first file of a resource, read or replayed. */
void row_keys_begin(struct loading *loading);
/*
 * Notes the key of a row: the primary key, else its code. True, after a finding
 * unless `quiet`, when a row before had the same.
 */
bool row_key_taken(struct loading *loading, const struct table *table,
                   const struct cell *cells, struct place place, bool quiet);

/* A row of facts that may state something about the others. */
struct stated_row {
    const struct table *table;
    const struct cell *cells;
    const uint16_t *fields; /* of the file, by column */
    const struct member *const *members;
    struct period period;
    struct place place;
    bool is_total; /* its amounts are totals, not parts */
};
/* Keeps what the row states in portal->stated. */
void stated_keep(struct loading *loading, const struct stated_row *row);
/* After the last row of a table: finds what its statements look back to. */
void stated_resolve(struct loading *loading, const struct table *table);

/* Markdown documents of content/. */
void contents_load(struct loading *loading);

/*
 * claims.c: files that several resources of facts read, or one that takes only
 * some rows: each record must be used by exactly one.
 */
void claims_prepare(struct loading *loading);
enum claim {
    CLAIM_PASSED,   /* left to another resource */
    CLAIM_LEFT_OUT, /* excluded with its reason, a total */
    CLAIM_USED
};
/* What a resource does with a record; false when another has accounted for it
 * already. */
bool claim_row(struct loading *loading, const struct table *table,
               struct slice path, struct place place, enum claim claim);
/* When the rows are published: is the record the table's? */
bool claim_stands(const struct loading *loading, const struct table *table,
                  struct slice path, struct place place);
void claims_check(struct loading *loading);

/* Opens circles of `parent` in a table, before it is indexed. */
void cycles_break(struct loading *loading, struct table *table);
/* References both ways, vocabularies. */
void references_check(struct loading *loading);

/* derived-* tables (statuses by rule). */
void derive_tables(struct loading *loading);

#endif
