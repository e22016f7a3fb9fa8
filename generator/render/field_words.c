#include "render/field_words.h"

#include "render/derived_words.h"

struct slice words_of_table(const struct language *language,
                            const struct table *table,
                            const struct words *words)
{
    struct slice text = words_in(words, language);

    if (text.len > 0 && table->role == ROLE_DERIVED)
        return language_text(language, text);
    return text;
}

struct slice field_title(const struct language *language,
                         const struct table *table, const struct column *column)
{
    struct slice title = words_of_table(language, table, &column->title);

    return title.len == 0 && table->role == ROLE_DERIVED
               ? derived_word(language, column->role)
               : title;
}

struct slice field_label(const struct portal *portal,
                         const struct language *language,
                         const struct table *table, const struct column *column)
{
    struct slice title = field_title(language, table, column);
    const struct stage *stage = portal_stage(portal, column->stage);

    return title.len > 0 || stage == NULL ? title
                                          : words_in(&stage->label, language);
}

struct slice field_text(const struct portal *portal,
                        const struct language *language,
                        const struct table *table, const struct column *column)
{
    struct slice text = words_of_table(language, table, &column->description);
    const struct stage *stage = portal_stage(portal, column->stage);

    return text.len > 0 || stage == NULL
               ? text
               : words_in(&stage->description, language);
}

struct slice field_type(const struct language *language, enum column_type type)
{
    static const char *const words[] = {
        [COLUMN_TEXT] = N_("text"),
        [COLUMN_CODE] = N_("code"),
        [COLUMN_NUMBER] = N_("number"),
        [COLUMN_DATE] = N_("date"),
        [COLUMN_PERIOD] = N_("date or period"),
        [COLUMN_CHOICE] = N_("code of a short list"),
        [COLUMN_CODES] = N_("codes, joined by |"),
        [COLUMN_FLAG] = N_("yes or no"),
        [COLUMN_ADDRESS] = N_("address"),
        [COLUMN_DIMENSION] = N_("code of a classification"),
        [COLUMN_AMOUNT] = N_("amount"),
        [COLUMN_STATED] = N_("number the source states about the others"),
    };

    return language_text(language, slice_of(words[type]));
}

struct slice accumulation_words(const struct language *language,
                                enum accumulation accumulation)
{
    const char *words = N_("flow: summed over time");

    if (accumulation == ACCUMULATE_TO_DATE)
        words = N_("to date: the last value stands");
    else if (accumulation == ACCUMULATE_LEVEL)
        words = N_("level: the last value stands");
    return language_text(language, slice_of(words));
}
