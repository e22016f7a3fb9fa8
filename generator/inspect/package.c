/* A datapackage.json of the guesses, each with its evidence in `_why`. */
#include <string.h>

#include "base/file.h"
#include "inspect/guess.h"

static void key_text(struct json_writer *w, const char *key, struct slice text)
{
    if (text.len == 0)
        return;
    json_key(w, key);
    json_string(w, text);
}

static void key_mark(struct json_writer *w, const char *key, char mark)
{
    json_key(w, key);
    json_string(w, (struct slice){&mark, 1});
}

static void key_list(struct json_writer *w, const char *key,
                     const struct slices *texts)
{
    if (texts->count == 0)
        return;
    json_key(w, key);
    json_open_array(w);
    for (size_t i = 0; i < texts->count; i++)
        json_string(w, texts->items[i]);
    json_close(w);
}

static void key_true(struct json_writer *w, const char *key, bool value)
{
    json_key(w, key);
    json_boolean(w, value);
}

struct slice path_below(struct arena *arena, const char *path,
                        const char *folder)
{
    char *real_path = realpath(path, NULL);
    char *real_folder = realpath(folder, NULL);
    struct slice below = {NULL, 0};

    if (real_path != NULL && real_folder != NULL) {
        struct slice start =
            ARENA_CONCAT(arena, slice_of(real_folder), SLICE("/"));

        if (slice_starts_with(slice_of(real_path), start))
            below = arena_copy(arena, slice_cut(slice_of(real_path), start.len,
                                                strlen(real_path)));
    }
    free(real_path);
    free(real_folder);
    return below;
}

static struct slice path_text(struct arena *arena, const char *path,
                              const char *folder)
{
    struct slice below = {NULL, 0};

    if (folder != NULL)
        below = path_below(arena, path, folder);
    return below.len > 0 ? below : slice_of(path);
}

static void write_path(struct json_writer *w, const struct sheet *sheet,
                       const char *folder)
{
    json_key(w, "path");
    if (sheet->files.count == 1) {
        json_string(
            w, path_text(sheet->arena, sheet->files.items[0].path, folder));
        return;
    }
    json_open_array(w);
    for (size_t i = 0; i < sheet->files.count; i++)
        json_string(
            w, path_text(sheet->arena, sheet->files.items[i].path, folder));
    json_close(w);
}

static void write_dialect(struct json_writer *w, const struct sniff *sniff)
{
    const struct dialect *dialect = &sniff->dialect;

    key_text(w, "encoding", dialect->encoding);
    json_key(w, "dialect");
    json_open_object(w);
    key_mark(w, "delimiter", dialect->delimiter);
    if (dialect->quote != '"')
        key_mark(w, "quoteChar", dialect->quote);
    if (!dialect->has_header)
        key_true(w, "header", false);
    if (dialect->comment != 0)
        key_mark(w, "commentChar", dialect->comment);
    if (dialect->skip_rows > 0) {
        json_key(w, "skipRows");
        json_integer(w, dialect->skip_rows);
    }
    json_close(w);
}

static void write_why(struct json_writer *w, const struct guess *guess)
{
    const struct sniff *sniff = &guess->insight->sheet->files.items[0].sniff;

    json_key(w, "_why");
    json_open_object(w);
    key_text(w, "role", guess->why);
    key_text(w, "encoding", sniff->encoding_why);
    key_text(w, "lineEnds", sniff->line_ends);
    key_text(w, "delimiter", sniff->delimiter_why);
    key_text(w, "quote", sniff->quote_why);
    key_text(w, "skipRows", sniff->skip_why);
    key_text(w, "commentChar", sniff->comment_why);
    key_text(w, "header", sniff->header_why);
    json_close(w);
    key_list(w, "_decide", &guess->decisions);
}

/* Files of the series that are written in another way than the first. */
static void write_files(struct json_writer *w, const struct sheet *sheet,
                        const char *folder)
{
    const struct sniff *first = &sheet->files.items[0].sniff;
    bool open = false;

    for (size_t i = 1; i < sheet->files.count; i++) {
        const struct sniff *own = &sheet->files.items[i].sniff;

        if (slice_equal(own->dialect.encoding, first->dialect.encoding) &&
            own->dialect.delimiter == first->dialect.delimiter &&
            own->dialect.quote == first->dialect.quote &&
            own->dialect.skip_rows == first->dialect.skip_rows)
            continue;
        if (!open) {
            json_key(w, "files");
            json_open_array(w);
            open = true;
        }
        json_open_object(w);
        key_text(w, "path",
                 path_text(sheet->arena, sheet->files.items[i].path, folder));
        write_dialect(w, own);
        json_close(w);
    }
    if (open)
        json_close(w);
}

static void write_columns(struct json_writer *w, const struct sheet *sheet)
{
    if (sheet->files.items[0].sniff.dialect.has_header)
        return;
    json_key(w, "columns");
    json_open_array(w);
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->is_named)
            json_string(w, c->heading);
        else
            json_string(w,
                        arena_format(sheet->arena, "column-%u", c->position));
    }
    json_close(w);
}

/* What a row condition calls the column. */
static struct slice field_name(const struct sheet *sheet, size_t column)
{
    const struct sheet_column *c = &sheet->columns.items[column];

    return c->is_named ? c->heading
                       : arena_format(sheet->arena, "column-%u", c->position);
}

static void write_levels(struct json_writer *w, const struct insight *insight)
{
    if (insight->level_count < 2)
        return;
    json_key(w, "subtotals");
    json_open_object(w);
    json_key(w, "levels");
    json_open_array(w);
    for (size_t i = 0; i < insight->level_count; i++)
        json_string(w, field_name(insight->sheet, insight->levels[i]));
    json_close(w);
    json_close(w);
}

static void write_total_texts(struct json_writer *w,
                              const struct insight *insight)
{
    const struct sheet_column *c =
        &insight->sheet->columns.items[insight->total_column];

    json_key(w, "field");
    json_string(w, field_name(insight->sheet, insight->total_column));
    json_key(w, "equals");
    json_open_array(w);
    for (size_t i = 0; i < c->values.count; i++)
        if (c->values.items[i]->is_total)
            json_string(w, c->values.items[i]->text);
    json_close(w);
}

static void write_total_exclusion(struct json_writer *w,
                                  const struct insight *insight)
{
    json_open_object(w);
    write_total_texts(w, insight);
    key_text(w, "reason",
             SLICE("rows that state a sum or a result of the others"));
    key_text(w, "_why",
             arena_format(insight->sheet->arena,
                          "%zu of their amounts are the sum of the other rows, "
                          "%zu are not",
                          insight->totals_agree, insight->totals_differ));
    json_close(w);
}

static void write_blank_exclusion(struct json_writer *w,
                                  const struct insight *insight)
{
    json_open_object(w);
    key_text(w, "field", field_name(insight->sheet, insight->blank_column));
    key_true(w, "empty", true);
    key_text(w, "reason", SLICE("rows without a text in any column"));
    key_text(w, "_why",
             arena_format(insight->sheet->arena, "%zu rows are like that",
                          insight->blank_rows));
    json_close(w);
}

/* Totals that agree are checked; others are left out, with the reason. */
static void write_totals(struct json_writer *w, const struct insight *insight)
{
    bool checked = insight->totals_differ == 0 && insight->totals_agree > 0;
    bool left_out = insight->total_rows > 0 && !checked;
    bool blank = insight->blank_rows > 0 && insight->blank_column != NO_COLUMN;

    if (insight->total_rows > 0 && checked) {
        json_key(w, "totals");
        json_open_object(w);
        write_total_texts(w, insight);
        json_close(w);
    }
    if (!left_out && !blank)
        return;
    json_key(w, "exclude");
    json_open_array(w);
    if (left_out)
        write_total_exclusion(w, insight);
    if (blank)
        write_blank_exclusion(w, insight);
    json_close(w);
}

/* Of the currencies, ISO 4217 codes as they are; dollars by their usual sign.
 */
static struct slice currency_code(struct slice text)
{
    bool letters = text.len == 3;

    for (size_t i = 0; i < text.len; i++)
        letters &= text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    if (letters)
        return text;
    if (slice_equal_text(text, "D") || slice_equal_text(text, "US$") ||
        slice_equal_text(text, "$us"))
        return SLICE("USD");
    return text; /* what it is called is to be said by a person */
}

static void write_currencies(struct json_writer *w,
                             const struct insight *insight)
{
    const struct sheet_column *c;

    if (insight->currency == NO_COLUMN)
        return;
    c = &insight->sheet->columns.items[insight->currency];
    json_key(w, "currencies");
    json_open_array(w);
    for (size_t i = 0; i < c->values.count; i++) {
        if (c->values.items[i]->is_missing)
            continue;
        json_open_object(w);
        json_key(w, "currency");
        json_string(w, currency_code(c->values.items[i]->text));
        json_key(w, "code");
        json_string(w, c->values.items[i]->text);
        json_key(w, "_why");
        json_string(w, SLICE("is it the ISO 4217 code? Add \"multiplier\" "
                             "where amounts are in thousands (3) or millions "
                             "(6)"));
        json_close(w);
    }
    json_close(w);
}

static void write_pairs(struct json_writer *w, const struct guess_field *field)
{
    json_open_object(w);
    for (size_t i = 0; i < field->pair_count; i++) {
        json_key_slice(w, field->pairs[i].from);
        json_string(w, field->pairs[i].to);
    }
    json_close(w);
}

static void write_missing(struct json_writer *w,
                          const struct sheet_column *column)
{
    if (column->mark_count == 0)
        return;
    json_key(w, "missing");
    json_open_object(w);
    for (size_t i = 0; i < column->mark_count; i++) {
        json_key_slice(w, column->missing_marks[i]);
        json_string(w, SLICE("not-reported"));
    }
    json_close(w);
}

static void write_number(struct json_writer *w, const struct cells_guess *cells)
{
    if (cells->format.decimal != '.')
        key_mark(w, "decimalChar", cells->format.decimal);
    if (cells->format.group != 0)
        key_mark(w, "groupChar", cells->format.group);
    if (cells->has_text_around)
        key_true(w, "bareNumber", false);
    if (cells->is_trailing_minus)
        key_text(w, "negative", SLICE("trailing"));
    if (cells->residues > 0) {
        json_key(w, "decimals");
        json_integer(w, 2);
    }
}

static void write_origin(struct json_writer *w, const struct guess_field *field)
{
    key_text(w, "constant", field->constant);
    key_text(w, "fromPath", field->from_path);
    key_list(w, "join", &field->join);
    if (field->join.count > 0)
        key_text(w, "with",
                 strcmp(field->role, "period") == 0 ? SLICE("-") : SLICE("."));
    key_list(w, "digest", &field->digest);
    if (field->pair_count > 0 && field->stages_column == NO_COLUMN) {
        json_key(w, "values");
        write_pairs(w, field);
    }
}

static void write_stage(struct json_writer *w, const struct sheet *sheet,
                        const struct guess_field *field)
{
    if (field->stages_column != NO_COLUMN) {
        json_key(w, "stages");
        json_open_object(w);
        key_text(w, "field", field_name(sheet, field->stages_column));
        json_key(w, "values");
        write_pairs(w, field);
        json_close(w);
    }
    key_text(w, "stage", field->stage);
    if (field->accumulation != NULL)
        key_text(w, "accumulation", slice_of(field->accumulation));
    key_text(w, "period", field->period);
    if (field->month > 0) {
        json_key(w, "month");
        json_integer(w, field->month);
    }
    if (field->to_date_of.len == 0)
        return;
    json_key(w, "statement");
    json_open_object(w);
    key_text(w, "kind", SLICE("to-date"));
    key_text(w, "measure", field->to_date_of);
    json_close(w);
}

static void write_field(struct json_writer *w, const struct guess *guess,
                        const struct guess_field *field)
{
    const struct sheet *sheet = guess->insight->sheet;
    const struct sheet_column *c = field->column != NO_COLUMN
                                       ? &sheet->columns.items[field->column]
                                       : NULL;

    json_open_object(w);
    key_text(w, "name", field->name);
    /* A headerless file gets its headings from "columns". */
    if (c != NULL && !c->is_named &&
        sheet->files.items[0].sniff.dialect.has_header) {
        json_key(w, "column");
        json_integer(w, c->position);
    }
    if (field->type != NULL)
        key_text(w, "type", slice_of(field->type));
    if (field->role != NULL)
        key_text(w, "role", slice_of(field->role));
    key_text(w, "dimension", field->dimension);
    key_text(w, "labels", field->labels);
    write_stage(w, sheet, field);
    write_origin(w, field);
    if (field->format != NULL && strcmp(field->format, "%Y-%m-%d") != 0)
        key_text(w, "format", slice_of(field->format));
    if (field->granularity != NULL)
        key_text(w, "granularity", slice_of(field->granularity));
    if (c != NULL && c->cells.type == CELLS_NUMBER)
        write_number(w, &c->cells);
    if (c != NULL)
        write_missing(w, c);
    key_text(w, "_why", field->why);
    json_close(w);
}

static void write_schema(struct json_writer *w, const struct guess *guess)
{
    json_key(w, "schema");
    json_open_object(w);
    json_key(w, "fields");
    json_open_array(w);
    for (size_t i = 0; i < guess->fields.count; i++)
        write_field(w, guess, &guess->fields.items[i]);
    json_close(w);
    json_close(w);
}

static void write_key(struct json_writer *w, const struct insight *insight)
{
    if (insight->key_count == 0)
        return;
    json_key(w, "_key");
    json_open_array(w);
    for (size_t i = 0; i < insight->key_count; i++)
        json_string(w, field_name(insight->sheet, insight->key[i]));
    json_close(w);
}

static void write_resource(struct json_writer *w, const struct guess *guess,
                           const char *folder)
{
    const struct sheet *sheet = guess->insight->sheet;

    json_open_object(w);
    key_text(w, "name", guess->name);
    write_path(w, sheet, folder);
    key_text(w, "title", guess->name);
    key_text(w, "role", slice_of(guess->role));
    key_text(w, "dimension", guess->dimension);
    key_text(w, "period", guess->period);
    write_dialect(w, &sheet->files.items[0].sniff);
    write_columns(w, sheet);
    write_files(w, sheet, folder);
    write_currencies(w, guess->insight);
    write_levels(w, guess->insight);
    write_totals(w, guess->insight);
    write_why(w, guess);
    write_key(w, guess->insight);
    write_schema(w, guess);
    json_close(w);
}

/* Two resources may not have one name. */
static bool name_is_taken(const struct guess *const *guesses, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (slice_equal(guesses[i]->name, guesses[index]->name))
            return true;
    return false;
}

void package_write(struct buf *out, struct arena *arena, struct slice name,
                   const struct guess *const *guesses, size_t count,
                   const char *folder)
{
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    key_text(&w, "$schema",
             SLICE("https://datapackage.org/profiles/2.0/datapackage.json"));
    key_text(&w, "name", name);
    key_text(&w, "_why",
             SLICE("Guessed by rendir inspect from the first records. Keys "
                   "that begin with _ are comments: read them, decide, and "
                   "remove them."));
    json_key(&w, "resources");
    json_open_array(&w);
    for (size_t i = 0; i < count; i++) {
        struct guess guess = *guesses[i];

        if (name_is_taken(guesses, i))
            guess.name = arena_format(arena, SLICE_FORMAT "-%zu",
                                      SLICE_ARGS(guess.name), i + 1);
        write_resource(&w, &guess, folder);
    }
    json_close(&w);
    json_close(&w);
    json_finish(&w);
}
