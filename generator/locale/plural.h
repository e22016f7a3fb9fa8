/*
 * The Plural-Forms field of a PO header. Layer: locale, for its own files only.
 *
 * Grammar and meaning: GNU gettext manual, "Additional functions for plural
 * forms": a C expression in `n` over unsigned integers. Division by zero, which
 * C leaves undefined, gives 0.
 */
#ifndef LOCALE_PLURAL_H
#define LOCALE_PLURAL_H

#include <stdint.h>

#include "base/arena.h"

#define PLURAL_FORMS_MAX 6

struct plural;

/*
 * Reads "nplurals=2; plural=(n != 1);". Null, and a reason in `*fault` (in
 * `arena`), where it is not of this form or names a form that is not there.
 */
const struct plural *plural_parse(struct arena *arena, struct slice field,
                                  struct slice *fault);
/* 1 to PLURAL_FORMS_MAX. */
unsigned plural_form_count(const struct plural *plural);
/* The form to use for `n`: below plural_form_count(). */
unsigned plural_form(const struct plural *plural, uint64_t n);

#endif
