/*
 * Keys of a field that say where its text comes from and how it is written.
 * Layer: model, not for others. What is wrong with them has been reported.
 */
#ifndef MODEL_FIELD_SOURCE_H
#define MODEL_FIELD_SOURCE_H

#include "model/internal.h"

void field_source_read(struct loading *loading, struct field_text *text,
                       const struct node *node);
void number_form_read(struct loading *loading, struct number_form *form,
                      const struct node *node);
void date_form_read(struct loading *loading, struct date_form *form,
                    const struct node *node);

#endif
