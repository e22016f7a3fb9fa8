/*
 * What pages of programs, institutions and territories share: who it is, its
 * money, details of it. Layer: render.
 *
 * Names set on page->view, for partials/entity-head and entity-money: kind,
 * code, unlisted, details, key_figures (entity_begin); lead, no_money, stages,
 * chart_cumulative, chart_waterfall,
 * modifications, modifications_note, terms, old_codes, crossed (entity_money);
 * has_details, has_key_figures, and for partials/slices has_slices, slices
 * (entity_end).
 */
#ifndef RENDER_ENTITY_H
#define RENDER_ENTITY_H

#include "render/money/money.h"

struct entity_kind {
    enum resource_role role;
    const char *field;    /* "program": the field role, and the dimension */
    const char *folder;   /* "programs" */
    const char *word;     /* msgid: "Program" */
    const char *plural;   /* msgid: "Programs" */
    const char *unlisted; /* msgid: the code is in no list */
    const char *no_money; /* msgid */
};

struct entity {
    const struct entity_kind *kind;
    struct slice code;
    struct slice label;
    const struct table *table; /* null like row: facts use it, no list has it */
    const struct row *row;
    const struct dimension *dimension; /* null: no facts have it */
    const struct member *member;
    struct money_slice money; /* facts null: no amounts for it */
    struct money_reading reading;
    struct value *details; /* lists being filled */
    struct value *key_figures;
};

/* Title, breadcrumb, kind and code; reads the money. */
struct entity entity_begin(struct page *page, const struct entity_kind *kind);
/* A text of the row in the page's language. */
struct slice entity_words(const struct page *page, const struct entity *entity,
                          const char *role);

/*
 * Key figures, stages, curve, and a table for every other dimension of the
 * facts but `skip` (may be null); one with a single member is a detail.
 * Also the sentence and the description.
 */
void entity_money(struct page *page, struct entity *entity, const char *skip);
/*
 * Its revenue: "receives_lead" and "receives", for partials/entity-receives;
 * the description too where it has no spending. After entity_money.
 */
void entity_receives(struct page *page, const struct entity *entity);
/*
 * Money spent for a territory, wherever it is executed: "benefits", from facts
 * with the dimension benefited-territory.
 */
void entity_benefits(struct page *page, const struct entity *entity);
/* Members of a dimension that the entity has amounts in, parents first. */
void entity_members(struct page *page, const struct entity *entity,
                    const struct dimension *dimension,
                    struct member_list *list);
/* "2015 to 2020" of the row; nothing when both are missing. */
void entity_span(struct page *page, struct entity *entity, const char *label);
/* Parent and children of the row. */
void entity_family(struct page *page, struct entity *entity, const char *above,
                   const char *below);
/* Note and source of the row. */
void entity_source(struct page *page, struct entity *entity);
/* Evaluations, agreements and documents, registers, with has_evaluations,
 * has_papers and has_registers. */
void entity_records(struct page *page, const struct entity *entity);
/* Last: says which of the lists have something. */
void entity_end(struct page *page, const struct entity *entity);

#endif
