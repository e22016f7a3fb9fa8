/*
 * Sections that pages of programs, institutions, territories, plan nodes and
 * indicators share: what hangs on them. Layer: render.
 *
 * Each sets `name` on page->view: what its partial reads, or null (and returns
 * false) when there is nothing. Partials: partials/related-registers for
 * "registers"; partials/table for the others: {{#indicators}}{{>
 * partials/table}}{{/…}}.
 */
#ifndef RENDER_RELATED_H
#define RENDER_RELATED_H

#include "render/page.h"

/*
 * Adds the rows of `table` whose CODE or CODES field `role` holds `code`, each
 * once; `rows` starts as {0}. A null table adds nothing.
 */
void related_rows(struct page *page, const struct table *table,
                  const char *role, struct slice code, struct row_list *rows);
/* Adds the row of `table` with that code, once; unknown codes add nothing. */
void related_row(struct page *page, const struct table *table,
                 struct slice code, struct row_list *rows);

struct code_list {
    struct slice *items;
    size_t count, capacity;
};
/*
 * Codes in the field `want` of the rows of a role whose field `by` holds
 * `code`, each once, in the order of the tables; the second of the table of
 * links.
 */
void related_codes(struct page *page, enum resource_role role, const char *by,
                   struct slice code, const char *want,
                   struct code_list *codes);
void linked_codes(struct page *page, const char *by, struct slice code,
                  const char *want, struct code_list *codes);
void code_add(struct page *page, struct code_list *codes, struct slice code);
/* The codes of a CODES cell ("a|b") of a row. */
void row_codes(struct page *page, const struct table *table,
               const struct row *row, const char *role,
               struct code_list *codes);

/*
 * A small table for each register that has a record tied to an entity: `role`
 * is "program", "institution", "territory", "plan-nodes", "commitment" or
 * "indicator". A list of {title, link, table}.
 */
bool related_registers(struct page *page, const char *role, struct slice code,
                       const char *name);
/* Rows of the table of indicators, with baseline, last value, target, status.
 */
bool related_indicators(struct page *page, const struct row_list *rows,
                        const char *name);
/* Rows of the table of commitments, with owner, deadline and status. */
bool related_commitments(struct page *page, const struct row_list *rows,
                         const char *name);
/* The same under a caption of its own, for a page that has it twice. */
bool related_commitments_as(struct page *page, const struct row_list *rows,
                            const char *name, struct slice caption);
/* The same on an object of the view; `key` names the CSV. */
bool related_commitments_on(struct page *page, struct value *object,
                            const char *key, const struct row_list *rows,
                            const char *name, struct slice caption);
/* Rows of the plan, with their level and the nodes above them. */
bool related_nodes(struct page *page, const struct code_list *codes,
                   const char *name);
bool related_nodes_as(struct page *page, const struct code_list *codes,
                      const char *name, struct slice caption);

#endif
