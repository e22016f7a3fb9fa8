/* A datapackage.json of the guesses, each with its evidence in `_why`. */
#include <string.h>

#include "base/file.h"
#include "inspect/package.h"

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

static void write_paths_of(struct json_writer *w, const struct sheet *sheet,
                           const char *folder)
{
    for (size_t i = 0; i < sheet->files.count; i++)
        json_string(
            w, path_text(sheet->arena, sheet->files.items[i].path, folder));
}

static void write_path(struct json_writer *w, const struct guess *guess,
                       const char *folder)
{
    bool one = guess->insight->sheet->files.count + guess->merged.count == 1;

    json_key(w, "path");
    if (!one)
        json_open_array(w);
    write_paths_of(w, guess->insight->sheet, folder);
    for (size_t i = 0; i < guess->merged.count; i++)
        write_paths_of(w, guess->merged.items[i]->insight->sheet, folder);
    if (!one)
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

static bool is_written_as(const struct sniff *own, const struct sniff *first)
{
    return slice_equal(own->dialect.encoding, first->dialect.encoding) &&
           own->dialect.delimiter == first->dialect.delimiter &&
           own->dialect.quote == first->dialect.quote &&
           own->dialect.skip_rows == first->dialect.skip_rows;
}

static void write_files_of(struct json_writer *w, const struct guess *guess,
                           const struct guess *first, const char *folder,
                           bool *open)
{
    const struct sheet *sheet = guess->insight->sheet;
    bool has_period = !slice_equal(guess->period, first->period);

    for (size_t i = 0; i < sheet->files.count; i++) {
        const struct sniff *own = &sheet->files.items[i].sniff;
        bool alike =
            is_written_as(own, &first->insight->sheet->files.items[0].sniff);

        if (alike && !has_period)
            continue;
        if (!*open) {
            json_key(w, "files");
            json_open_array(w);
            *open = true;
        }
        json_open_object(w);
        key_text(w, "path",
                 path_text(sheet->arena, sheet->files.items[i].path, folder));
        if (!alike)
            write_dialect(w, own);
        if (has_period)
            key_text(w, "period", guess->period);
        json_close(w);
    }
}

/* Files that are written in another way than the first, or of another time. */
static void write_files(struct json_writer *w, const struct guess *guess,
                        const char *folder)
{
    bool open = false;

    write_files_of(w, guess, guess, folder, &open);
    for (size_t i = 0; i < guess->merged.count; i++)
        write_files_of(w, guess->merged.items[i], guess, folder, &open);
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

static void write_measure(struct json_writer *w, const struct guess *guess)
{
    if (guess->currency.len == 0)
        return;
    json_key(w, "measure");
    json_open_object(w);
    key_text(w, "currency", guess->currency);
    key_text(w, "_why", guess->currency_why);
    json_close(w);
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
        json_string(w, package_heading(insight->sheet, insight->levels[i]));
    json_close(w);
    json_close(w);
}

static void write_total_texts(struct json_writer *w,
                              const struct insight *insight)
{
    const struct sheet_column *c =
        &insight->sheet->columns.items[insight->total_column];

    json_key(w, "field");
    json_string(w, package_heading(insight->sheet, insight->total_column));
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
    key_text(w, "field",
             package_heading(insight->sheet, insight->blank_column));
    key_true(w, "empty", true);
    key_text(w, "reason",
             insight->note_rows == 0
                 ? SLICE("rows without a text in any column")
                 : SLICE("blank lines, headings and notes: rows without an "
                         "amount"));
    key_text(w, "_why",
             arena_format(insight->sheet->arena,
                          "%zu rows have no text, %zu a text in one column "
                          "alone",
                          insight->blank_rows, insight->note_rows));
    json_close(w);
}

/* Totals that agree are checked; others are left out, with the reason. */
static void write_totals(struct json_writer *w, const struct insight *insight)
{
    bool checked = insight->totals_differ == 0 && insight->totals_agree > 0;
    bool left_out = insight->total_rows > 0 && !checked;
    bool blank = insight->blank_rows + insight->note_rows > 0 &&
                 insight->blank_column != NO_COLUMN;

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

static void write_schema(struct json_writer *w, const struct guess *guess)
{
    json_key(w, "schema");
    json_open_object(w);
    json_key(w, "fields");
    json_open_array(w);
    for (size_t i = 0; i < guess->fields.count; i++)
        package_field(w, guess, &guess->fields.items[i]);
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
        json_string(w, package_heading(insight->sheet, insight->key[i]));
    json_close(w);
}

static void write_take(struct json_writer *w, const struct guess *guess,
                       const struct slices *texts)
{
    if (texts == NULL)
        return;
    json_key(w, "take");
    json_open_object(w);
    key_text(w, "field",
             package_heading(guess->insight->sheet, guess->insight->sides));
    key_list(w, "equals", texts);
    json_close(w);
}

static void write_resource(struct json_writer *w, const struct guess *guess,
                           const char *folder, const struct slices *take)
{
    const struct sheet *sheet = guess->insight->sheet;

    json_open_object(w);
    key_text(w, "name", guess->name);
    write_path(w, guess, folder);
    key_text(w, "title", guess->name);
    key_text(w, "role", slice_of(guess->role));
    key_text(w, "dimension", guess->dimension);
    key_text(w, "period", guess->period);
    if (sheet->files.items[0].is_json) {
        key_text(w, "format", SLICE("json"));
        key_text(w, "records", sheet->files.items[0].list.path);
    } else {
        write_dialect(w, &sheet->files.items[0].sniff);
        write_columns(w, sheet);
        write_files(w, guess, folder);
    }
    write_take(w, guess, take);
    write_measure(w, guess);
    write_currencies(w, guess->insight);
    write_levels(w, guess->insight);
    write_totals(w, guess->insight);
    write_why(w, guess);
    write_key(w, guess->insight);
    write_schema(w, guess);
    json_close(w);
}

/* Both sides in one file: two resources, each with its rows. */
static void write_sides(struct json_writer *w, struct guess *guess,
                        const char *folder)
{
    struct slice name = guess->name;

    if (guess->revenue.count == 0 || guess->spending.count == 0) {
        write_resource(w, guess, folder, NULL);
        return;
    }
    write_resource(w, guess, folder, &guess->spending);
    guess->role = "revenue";
    guess->name =
        ARENA_CONCAT(guess->insight->sheet->arena, name, SLICE("-revenue"));
    write_resource(w, guess, folder, &guess->revenue);
    guess->name = name;
}

/* Two resources may not have one name. */
static bool name_is_taken(struct guess *const *guesses, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (slice_equal(guesses[i]->name, guesses[index]->name))
            return true;
    return false;
}

void package_write(struct buf *out, struct arena *arena, struct slice name,
                   struct guess *const *guesses, size_t count,
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

        if (guess.is_merged)
            continue;
        if (name_is_taken(guesses, i))
            guess.name = arena_format(arena, SLICE_FORMAT "-%zu",
                                      SLICE_ARGS(guess.name), i + 1);
        write_sides(&w, &guess, folder);
    }
    json_close(&w);
    json_close(&w);
    json_finish(&w);
}
