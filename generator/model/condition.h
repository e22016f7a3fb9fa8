/*
 * Which rows are meant. Layer: model, not for others.
 *
 * A condition looks at a cell as it stands in the file, blanks around it left
 * out; a file without the column has an empty cell there. All conditions of a
 * list must hold; an empty list always holds.
 */
#ifndef MODEL_CONDITION_H
#define MODEL_CONDITION_H

#include "model/internal.h"

/* One condition, or a list of them; null adds none. */
void conditions_read(struct loading *loading, const struct node *node,
                     struct conditions *out);
/* One, from a map that may have other keys. */
void condition_read(struct loading *loading, const struct node *node,
                    struct conditions *out);
/* `headings` and `raw`: the columns of the file, by the names that the
 * conditions have for them (aliases.h), and a record of it. */
bool conditions_hold(const struct conditions *conditions,
                     const struct slice *headings, size_t count,
                     const struct slice *raw);
bool conditions_look_at(const struct conditions *conditions,
                        struct slice heading);

#endif
