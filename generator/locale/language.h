/*
 * A language something is printed in. Layer: locale. Const, shared by pages.
 */
#ifndef LOCALE_LANGUAGE_H
#define LOCALE_LANGUAGE_H

#include "locale/locale.h"

#define LANGUAGES_MAX 8

/* Marks a msgid for the extraction (tests/lint/messages.sh). */
#define N_(text) text

struct language {
    struct slice path; /* folder of its pages: "es" */
    struct slice tag;  /* "es-GT" */
    const struct locale *locale;
    const struct catalogue *catalogue; /* null = English */
    struct slice name;                 /* of itself: "Español" */
    unsigned index;                    /* place in the portal's list */
};

/* Translation of `msgid`, English when there is none. */
struct slice language_text(const struct language *language, struct slice msgid);

/* The form for a count; by the English rule when there is no translation. */
struct slice language_plural(const struct language *language, struct slice one,
                             struct slice many, uint64_t count);

/* What speakers call the language of a tag: "es-GT" -> "Español". */
struct slice language_own_name(struct slice tag);

/* A text in the portal's languages, by index; empty where it is lacking. */
struct words {
    struct slice items[LANGUAGES_MAX];
};

/* The text in a language, else the first there is. */
struct slice words_in(const struct words *words,
                      const struct language *language);
/* The same for all languages. */
struct words words_all(struct slice text);
bool words_are_empty(const struct words *words);

#endif
