/* What columns are called and count: the same words as on dictionary pages. */
#include "publish/format/extras.h"
#include "render/describe.h"
#include "render/field_words.h"

struct slice column_title(const struct dataset *dataset,
                          const struct published_column *column,
                          const struct language *language)
{
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
    return field_label(dataset->portal, language, dataset->table,
                       column->column);
}

struct slice column_description(const struct dataset *dataset,
                                const struct published_column *column,
                                const struct language *language)
{
    return column->kind != PUBLISHED_CELL
               ? SLICE("")
               : field_text(dataset->portal, language, dataset->table,
                            column->column);
}

/* "USD", "USD x 1000000". */
static void currency_add(struct buf *out, const struct column *column)
{
    if (column->currency.len == 0)
        return;
    describe_join(out, column->currency);
    if (column->multiplier == 0)
        return;
    buf_add_text(out, " \xC3\x97 1");
    for (unsigned i = 0; i < column->multiplier; i++)
        buf_add_char(out, '0');
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
            describe_join(out, words_in(&stage->label, language));
        describe_join(out, accumulation_words(language, column->accumulation));
        currency_add(out, column);
    }
    describe_join(out, column->unit);
}

struct slice column_type_words(const struct published_column *column,
                               const struct language *language)
{
    enum column_type type = COLUMN_TEXT;

    if (column->kind == PUBLISHED_CELL)
        type = column->column->type;
    else if (column->kind == PUBLISHED_ROW)
        type = COLUMN_NUMBER;
    else if (column->kind == PUBLISHED_PERIOD)
        type = COLUMN_PERIOD;
    return field_type(language, type);
}
