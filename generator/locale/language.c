#include "locale/language.h"

struct slice language_own_name(struct slice tag)
{
    static const struct {
        struct slice prefix;
        struct slice name;
    } names[] = {
        {SLICE_INIT("es"), SLICE_INIT("Español")},
        {SLICE_INIT("en"), SLICE_INIT("English")},
        {SLICE_INIT("pt"), SLICE_INIT("Português")},
        {SLICE_INIT("fr"), SLICE_INIT("Français")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_starts_with(tag, names[i].prefix))
            return names[i].name;
    return tag;
}

struct slice language_plural(const struct language *language, struct slice one,
                             struct slice many, uint64_t count)
{
    return catalogue_plural(language->catalogue, one, many, count);
}

struct slice language_text(const struct language *language, struct slice msgid)
{
    return catalogue_text(language->catalogue, msgid);
}

struct slice words_in(const struct words *words,
                      const struct language *language)
{
    if (words->items[language->index].len > 0)
        return words->items[language->index];
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (words->items[i].len > 0)
            return words->items[i];
    return (struct slice){NULL, 0};
}

struct words words_all(struct slice text)
{
    struct words words;

    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        words.items[i] = text;
    return words;
}

bool words_are_empty(const struct words *words)
{
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (words->items[i].len > 0)
            return false;
    return true;
}
