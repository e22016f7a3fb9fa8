/*
 * The Table Schema of a dataset (Data Package v2), with the column types of the
 * Fiscal Data Package (format/fiscal.c).
 */
#include "publish/format/format.h"

#define PERIOD_PATTERN "[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?"

static const char *schema_type(enum column_type type)
{
    switch (type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        return "number";
    case COLUMN_DATE:
        return "date";
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_PERIOD:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_DIMENSION:
        break;
    }
    return "string";
}

static void missing_value(struct json_writer *w, const char *value,
                          const char *label)
{
    json_open_object(w);
    json_key(w, "value");
    json_string(w, slice_of(value));
    json_key(w, "label");
    json_string(w, slice_of(label));
    json_close(w);
}

/* The marks that the column has, and no others: "n.a." may also be a text. */
static void marks_write(struct json_writer *w,
                        const struct published_column *column)
{
    if (!column->has_not_reported && !column->has_not_applicable)
        return;
    json_key(w, "missingValues");
    json_open_array(w);
    missing_value(w, "", "empty");
    if (column->has_not_reported)
        missing_value(w, MARK_NOT_REPORTED, "not reported");
    if (column->has_not_applicable)
        missing_value(w, MARK_NOT_APPLICABLE, "not applicable");
    json_close(w);
}

static void period_constraint(struct json_writer *w)
{
    json_key(w, "constraints");
    json_open_object(w);
    json_key(w, "pattern");
    json_string(w, SLICE(PERIOD_PATTERN));
    json_close(w);
}

/* What an amount counts. */
static void measure_write(struct json_writer *w, const struct dataset *dataset,
                          const struct column *column)
{
    if (column->type != COLUMN_AMOUNT && column->type != COLUMN_STATED)
        return;
    text_member(w, "rendir:stage", column->stage);
    text_member(
        w, "rendir:phase",
        slice_of(fiscal_phase(dataset->portal, dataset->table, column)));
    text_member(w, "rendir:direction",
                slice_of(fiscal_direction(dataset->table)));
    text_member(w, "rendir:currency", column->currency);
    json_key(w, "rendir:multiplier");
    json_integer(w, column->multiplier);
    text_member(w, "rendir:accumulation",
                slice_of(accumulation_name(column->accumulation)));
}

static void titles_write(struct json_writer *w, const struct dataset *dataset,
                         const struct column *column)
{
    static const char *const title[] = {"title", "rendir:titles"};
    static const char *const description[] = {"description",
                                              "rendir:descriptions"};
    const struct stage *stage = portal_stage(dataset->portal, column->stage);
    const struct words *words = &column->title;
    const struct words *texts = &column->description;

    if (words_are_empty(words) && stage != NULL)
        words = &stage->label;
    if (words_are_empty(texts) && stage != NULL)
        texts = &stage->description;
    words_write(w, title, words, dataset->portal);
    words_write(w, description, texts, dataset->portal);
}

static void cell_field(struct json_writer *w, const struct dataset *dataset,
                       const struct published_column *published)
{
    const struct column *column = published->column;

    json_key(w, "type");
    json_string(w, slice_of(schema_type(column->type)));
    titles_write(w, dataset, column);
    if (column->type == COLUMN_PERIOD)
        period_constraint(w);
    marks_write(w, published);
    text_member(w, "rendir:type", slice_of(column_type_name(column->type)));
    text_member(w, "rendir:role", column->role);
    text_member(w, "rendir:dimension", column->dimension);
    text_member(w, "rendir:refers",
                slice_equal_text(column->refers, "self")
                    ? slice_of(resource_role_name(dataset->table->role))
                    : column->refers);
    if (column->language >= 0)
        text_member(w, "rendir:language",
                    dataset->portal->languages[column->language].path);
    if (column->type == COLUMN_CODES)
        text_member(w, "rendir:separator", SLICE("|"));
    text_member(w, "rendir:unit", column->unit);
    measure_write(w, dataset, column);
}

/* Columns that are no field of the source. */
static void made_field(struct json_writer *w,
                       const struct published_column *published)
{
    static const struct {
        const char *type;
        const char *title;
        const char *made;
    } infos[] = {
        [PUBLISHED_CELL] = {"string", "", ""},
        [PUBLISHED_PERIOD] = {"string", "Period", "period"},
        [PUBLISHED_FILE] = {"string", "Source file", "file"},
        [PUBLISHED_ROW] = {"integer", "Line in the source file", "row"},
        [PUBLISHED_DIMENSION] = {"string", "Dimension, or all", "dimension"},
        [PUBLISHED_CODE] = {"string", "Code in the dimension", "code"},
    };

    json_key(w, "type");
    json_string(w, slice_of(infos[published->kind].type));
    json_key(w, "title");
    json_string(w, slice_of(infos[published->kind].title));
    if (published->kind == PUBLISHED_PERIOD)
        period_constraint(w);
    text_member(w, "rendir:made", slice_of(infos[published->kind].made));
}

bool key_is_published(const struct table *table)
{
    if (table->key.count == 0 || table->publish == PUBLISH_AGGREGATE)
        return false;
    for (size_t i = 0; i < table->key.count; i++) {
        const struct column *column = table_column(table, table->key.items[i]);

        if (column == NULL || column->personal)
            return false;
    }
    return true;
}

static void key_write(struct json_writer *w, const struct table *table)
{
    if (!key_is_published(table))
        return;
    json_key(w, "primaryKey");
    json_open_array(w);
    for (size_t i = 0; i < table->key.count; i++)
        json_string(w, table->key.items[i]);
    json_close(w);
}

static void fiscal_write(struct json_writer *w, const struct dataset *dataset,
                         const struct published_column *column)
{
    struct buf type = BUF_INIT;

    fiscal_type(&type, dataset->table, column);
    text_member(w, "columnType", buf_slice(&type));
    buf_release(&type);
}

void schema_write(struct json_writer *w, const struct dataset *dataset)
{
    json_open_object(w);
    json_key(w, "fields");
    json_open_array(w);
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct published_column *column = &dataset->columns[i];

        json_open_object(w);
        json_key(w, "name");
        json_string(w, column->name);
        if (column->kind == PUBLISHED_CELL)
            cell_field(w, dataset, column);
        else
            made_field(w, column);
        fiscal_write(w, dataset, column);
        json_close(w);
    }
    json_close(w);
    key_write(w, dataset->table);
    json_key(w, "missingValues");
    json_open_array(w);
    missing_value(w, "", "empty");
    json_close(w);
    json_close(w);
}
