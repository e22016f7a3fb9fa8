/*
 * Plans as trees, and what is tied to their nodes. Layer: model.
 *
 * A portal may have several plans and several versions of one: each node
 * without a parent is the top of one, whatever its level is called and
 * wherever it stands. Nothing here reads an ordinal. Codes are borrowed from
 * the portal; lists live in the arena given.
 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include "model/portal.h"

/* Deeper trees are cut: circles were opened before (references.c). */
#define PLAN_DEPTH_MAX 64

struct plan_codes {
    struct slice *items;
    size_t count, capacity;
};
/* Each once, in the order of their coming; an empty code is none. */
void plan_codes_add(struct arena *arena, struct plan_codes *codes,
                    struct slice code);
bool plan_codes_have(const struct plan_codes *codes, struct slice code);
/* The codes of a CODES cell ("a|b") of a row. */
void plan_codes_of_row(struct arena *arena, struct plan_codes *codes,
                       const struct table *table, const struct row *row,
                       const char *role);
/* "a|b" */
struct slice plan_codes_text(struct arena *arena,
                             const struct plan_codes *codes);

struct slice plan_parent(const struct portal *portal, struct slice node);
/* The plan a node is of: its top, which may be itself; empty if unknown. */
struct slice plan_top(const struct portal *portal, struct slice node);
/* The node next below the top over which, or at which, a node stands; the top
 * itself has none. */
struct slice plan_branch(const struct portal *portal, struct slice node);
/* Is it the node itself, or one below it? */
bool plan_is_within(const struct portal *portal, struct slice node,
                    struct slice above);
/* What kind of plan it is: of the node or the next above that says so. */
struct slice plan_kind(const struct portal *portal, struct slice node);

/*
 * "public", "dissemination", "restricted": declared in the plan, else by the
 * documents that name the node, the least open of them deciding only where
 * none is public; empty where nobody says. Nodes of a restricted plan are
 * restricted as it is.
 */
struct slice plan_access(const struct portal *portal, struct slice node);
bool plan_is_restricted(const struct portal *portal, struct slice node);
/* Content of a restricted plan: below such a node, and nobody says of it
 * itself how open it is. It is not shown. */
bool plan_is_withheld(const struct portal *portal, struct slice node);

/*
 * Nodes that a program, indicator or commitment names in its own record, and
 * those that links tie to it (`by`: "program", "indicator", "commitment").
 * Programs have those of the programs above them as well.
 */
void plan_ties(const struct portal *portal, struct arena *arena,
               enum resource_role role, const char *by, struct slice code,
               struct plan_codes *nodes);

/* The same as the text of a CODES cell, in the portal's arena. */
struct slice plan_ties_text(const struct portal *portal,
                            enum resource_role role, const char *by,
                            struct slice code);

/* What became of a node in the plan after it. */
enum plan_fate {
    FATE_NONE,     /* its plan was not replaced, and nothing is said */
    FATE_KEPT,     /* one successor of the same name, and no other source */
    FATE_RENAMED,  /* the same, of another name */
    FATE_SPLIT,    /* several successors */
    FATE_MERGED,   /* a successor that has other sources too */
    FATE_DROPPED,  /* it is said to have none */
    FATE_UNSTATED, /* its plan was replaced, and nobody says */
    FATE_ADDED,    /* of a replacing plan: the successor of none */
    FATE_COUNT
};
enum plan_fate plan_fate(const struct portal *portal, struct slice node);
const char *plan_fate_name(enum plan_fate fate);
/* English words (msgids) and what the rule is. */
const char *plan_fate_word(enum plan_fate fate);
const char *plan_fate_definition(enum plan_fate fate);
/* Rows of plan-successors that name a node as `role` ("node", "successor"). */
const struct row_list *plan_succession(const struct portal *portal,
                                       const char *role, struct slice node,
                                       const struct table **table);
/* The plan that replaced the one with this top; empty when none did. */
struct slice plan_replaced_by(const struct portal *portal, struct slice top);

/*
 * The planning matrix of the SEP: three components, eight indicators
 * (seed 003, line 233). `index` < the count.
 */
#define PLAN_CRITERION_COUNT 8
const char *plan_criterion_code(size_t index);
const char *plan_criterion_word(size_t index); /* msgid */
const char *plan_component_word(size_t index); /* of a criterion; msgid */

#endif
