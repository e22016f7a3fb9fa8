#include "render/field_words.h"

struct role_word {
    const char *role;
    const char *word; /* msgid */
};

/* What we make by rule has no titles of a source. */
static const struct role_word derived_words[] = {
    {"status", N_("Status")},
    {"declared", N_("Declared")},
    {"deadline", N_("Deadline")},
    {"commitment", N_("Commitment")},
    {"indicator", N_("Indicator")},
    {"institution", N_("Institution")},
    {"program", N_("Program")},
    {"territory", N_("Territory")},
    {"category", N_("Category")},
    {"level", N_("Level")},
    {"period", N_("Period")},
    {"as_of", N_("As of")},
    {"duty", N_("Duty")},
    {"kind", N_("Kind")},
    {"table", N_("Table")},
    {"is_explained", N_("Has a published reason")},
};

static struct slice derived_word(const struct language *language,
                                 struct slice role)
{
    for (size_t i = 0; i < COUNT_OF(derived_words); i++)
        if (slice_equal_text(role, derived_words[i].role))
            return language_text(language, slice_of(derived_words[i].word));
    return SLICE("");
}

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
