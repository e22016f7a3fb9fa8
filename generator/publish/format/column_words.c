/* What columns are called and count: the same words as on dictionary pages. */
#include "publish/format/extras.h"

struct slice column_title(const struct dataset *dataset,
                          const struct published_column *column,
                          const struct language *language)
{
    const struct stage *stage;

    switch (column->kind) {
    case PUBLISHED_CELL:
        break;
    case PUBLISHED_PERIOD:
        return language_text(language, SLICE("Period"));
    case PUBLISHED_FILE:
        return language_text(language, SLICE("Source file"));
    case PUBLISHED_ROW:
        return language_text(language, SLICE("Line in the source file"));
    case PUBLISHED_DIMENSION:
        return language_text(language, SLICE("Dimension, or all"));
    case PUBLISHED_CODE:
        return language_text(language, SLICE("Code in the dimension"));
    }
    if (!words_are_empty(&column->column->title))
        return words_in(&column->column->title, language);
    stage = portal_stage(dataset->portal, column->column->stage);
    return stage != NULL ? words_in(&stage->label, language) : SLICE("");
}

struct slice column_description(const struct dataset *dataset,
                                const struct published_column *column,
                                const struct language *language)
{
    const struct stage *stage;

    if (column->kind != PUBLISHED_CELL)
        return SLICE("");
    if (!words_are_empty(&column->column->description))
        return words_in(&column->column->description, language);
    stage = portal_stage(dataset->portal, column->column->stage);
    return stage != NULL ? words_in(&stage->description, language) : SLICE("");
}

static void join(struct buf *out, struct slice text)
{
    if (text.len == 0)
        return;
    if (out->len > 0)
        buf_add_text(out, "; ");
    buf_add_slice(out, text);
}

/* "USD", "USD x 1000000". */
static void currency_add(struct buf *out, const struct column *column)
{
    if (column->currency.len == 0)
        return;
    join(out, column->currency);
    if (column->multiplier == 0)
        return;
    buf_add_text(out, " \xC3\x97 1");
    for (unsigned i = 0; i < column->multiplier; i++)
        buf_add_char(out, '0');
}

static struct slice accumulation_words(const struct language *language,
                                       enum accumulation accumulation)
{
    switch (accumulation) {
    case ACCUMULATE_FLOW:
        break;
    case ACCUMULATE_TO_DATE:
        return language_text(language, SLICE("to date: the last value stands"));
    case ACCUMULATE_LEVEL:
        return language_text(language, SLICE("level: the last value stands"));
    }
    return language_text(language, SLICE("flow: summed over time"));
}

void column_unit(struct buf *out, const struct dataset *dataset,
                 const struct published_column *published,
                 const struct language *language)
{
    const struct column *column = published->column;
    const struct stage *stage;

    if (published->kind != PUBLISHED_CELL)
        return;
    if (column->type == COLUMN_AMOUNT) {
        stage = portal_stage(dataset->portal, column->stage);
        if (stage != NULL &&
            !slice_equal(words_in(&stage->label, language),
                         column_title(dataset, published, language)))
            join(out, words_in(&stage->label, language));
        join(out, accumulation_words(language, column->accumulation));
        currency_add(out, column);
    }
    join(out, column->unit);
}

struct slice column_type_words(const struct published_column *column,
                               const struct language *language)
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
    enum column_type type = COLUMN_TEXT;

    if (column->kind == PUBLISHED_CELL)
        type = column->column->type;
    else if (column->kind == PUBLISHED_ROW)
        type = COLUMN_NUMBER;
    else if (column->kind == PUBLISHED_PERIOD)
        type = COLUMN_PERIOD;
    return language_text(language, slice_of(words[type]));
}
