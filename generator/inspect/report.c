/* What was found, as a table that a person reads. */
#include <string.h>

#include "base/utf8.h"
#include "inspect/guess.h"

#define WIDTH 100
#define SUBJECT 13
#define DISTINCT_SHOWN 99999
#define PATH_SHOWN 70

/* Adds `text` in `width` columns, cut with an ellipsis, filled with blanks. */
static void add_cell(struct buf *out, struct slice text, size_t width,
                     bool right)
{
    size_t len = utf8_length(text);
    size_t at = 0;

    if (len > width) {
        for (size_t i = 0; i + 1 < width; i++)
            (void)utf8_decode(text, &at);
        utf8_add_printable(out, slice_cut(text, 0, at));
        buf_add_text(out, "\xE2\x80\xA6");
        return;
    }
    for (size_t i = len; i < width && right; i++)
        buf_add_char(out, ' ');
    utf8_add_printable(out, text);
    for (size_t i = len; i < width && !right; i++)
        buf_add_char(out, ' ');
}

static void end_line(struct buf *out)
{
    while (out->len > 0 && out->ptr[out->len - 1] == ' ')
        out->len--;
    buf_add_char(out, '\n');
}

/* Words that go on in the next line under their first one. */
static void add_wrapped(struct buf *out, struct slice text, size_t indent)
{
    size_t column = indent;

    while (text.len > 0) {
        struct slice word = slice_next(&text, ' ');
        size_t len = utf8_length(word);

        if (column > indent && column + 1 + len > WIDTH) {
            end_line(out);
            for (size_t i = 0; i < indent; i++)
                buf_add_char(out, ' ');
            column = indent;
        }
        if (column > indent) {
            buf_add_char(out, ' ');
            column++;
        }
        if (len > WIDTH - indent) {
            add_cell(out, word, WIDTH - indent, false);
            len = WIDTH - indent;
        } else {
            utf8_add_printable(out, word);
        }
        column += len;
    }
    end_line(out);
}

static void add_subject(struct buf *out, const char *subject, struct slice text)
{
    buf_add_text(out, "  ");
    add_cell(out, slice_of(subject), SUBJECT, false);
    add_wrapped(out, text, SUBJECT + 2);
}

static void add_head(struct buf *out, const char *head)
{
    buf_add_format(out, "\n%s\n", head);
}

static struct slice mark_text(struct arena *arena, char mark)
{
    if (mark == '\t')
        return SLICE("tab");
    return arena_format(arena, "%c", mark);
}

/* Of a long path the end tells more than the beginning. */
static void add_path(struct buf *out, struct slice path)
{
    size_t len = utf8_length(path);
    size_t at = 0;

    if (len <= PATH_SHOWN) {
        utf8_add_printable(out, path);
        return;
    }
    for (size_t i = 0; i + PATH_SHOWN < len + 1; i++)
        (void)utf8_decode(path, &at);
    buf_add_text(out, "\xE2\x80\xA6");
    utf8_add_printable(out, slice_cut(path, at, path.len));
}

static void add_files(struct buf *out, const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->files.count; i++) {
        const struct sheet_file *file = &sheet->files.items[i];

        add_path(out, slice_of(file->path));
        buf_add_format(out, ": %zu records, %zu columns\n", file->row_count,
                       sheet->columns.count);
        if (file->is_cut)
            buf_add_format(out,
                           "  only these first %u records were looked at; "
                           "there are more\n",
                           SHEET_RECORDS);
    }
}

static void add_json(struct buf *out, const struct sheet *sheet)
{
    const struct json_list *list = &sheet->files.items[0].list;

    add_subject(out, "format", SLICE("JSON"));
    add_subject(out, "records",
                list->path.len == 0
                    ? arena_format(sheet->arena,
                                   "the file is a list of %zu objects",
                                   list->count)
                    : arena_format(sheet->arena,
                                   "\"" SLICE_FORMAT
                                   "\": the longest list of objects, %zu",
                                   SLICE_ARGS(list->path), list->count));
}

static void add_form(struct buf *out, const struct sheet *sheet)
{
    const struct sheet_file *file = &sheet->files.items[0];
    const struct sniff *sniff = &file->sniff;
    struct arena *arena = sheet->arena;

    add_head(out, sheet->files.count > 1 ? "How the first file is written"
                                         : "How it is written");
    if (file->is_json) {
        add_json(out, sheet);
        return;
    }
    add_subject(out, "encoding",
                arena_format(arena, "likely " SLICE_FORMAT ": " SLICE_FORMAT,
                             SLICE_ARGS(sniff->encoding_name),
                             SLICE_ARGS(sniff->encoding_why)));
    add_subject(out, "line ends", sniff->line_ends);
    add_subject(out, "delimiter", sniff->delimiter_why);
    add_subject(out, "quote",
                arena_format(arena, SLICE_FORMAT "  " SLICE_FORMAT,
                             SLICE_ARGS(mark_text(arena, sniff->dialect.quote)),
                             SLICE_ARGS(sniff->quote_why)));
    if (sniff->skip_why.len > 0)
        add_subject(out, "preamble",
                    arena_format(arena, "%u lines to skip: " SLICE_FORMAT,
                                 sniff->dialect.skip_rows,
                                 SLICE_ARGS(sniff->skip_why)));
    if (sniff->comment_why.len > 0)
        add_subject(out, "comments", sniff->comment_why);
    add_subject(out, "header", sniff->header_why);
    if (file->count.refused_rows > 0)
        add_subject(out, "refused",
                    arena_format(arena, "%u rows; the first: " SLICE_FORMAT,
                                 file->count.refused_rows,
                                 SLICE_ARGS(file->fault)));
}

/* Files of a series that are written in another way than the first. */
static void add_other_forms(struct buf *out, const struct sheet *sheet)
{
    const struct dialect *first = &sheet->files.items[0].sniff.dialect;

    for (size_t i = 1; i < sheet->files.count; i++) {
        const struct sheet_file *file = &sheet->files.items[i];
        const struct dialect *own = &file->sniff.dialect;

        if (slice_equal(own->encoding, first->encoding) &&
            own->delimiter == first->delimiter && own->quote == first->quote &&
            own->skip_rows == first->skip_rows)
            continue;
        add_subject(
            out, "differs",
            arena_format(
                sheet->arena,
                SLICE_FORMAT ": " SLICE_FORMAT ", delimiter " SLICE_FORMAT,
                SLICE_ARGS(file->base), SLICE_ARGS(file->sniff.encoding_name),
                SLICE_ARGS(mark_text(sheet->arena, own->delimiter))));
    }
}

static struct slice type_text(struct arena *arena,
                              const struct sheet_column *column)
{
    const struct cells_guess *cells = &column->cells;

    if (cells->type == CELLS_DATE)
        return arena_format(arena, "date %s", cells->pattern);
    if (cells->type != CELLS_NUMBER)
        return slice_of(cells_type_name(cells->type));
    if (cells->format.group == 0)
        return cells->decimals > 0
                   ? arena_format(arena, "number 0%c0", cells->format.decimal)
                   : SLICE("number");
    return arena_format(arena, "number 0%c000%c0", cells->format.group,
                        cells->format.decimal);
}

static const struct sheet_value *first_value(const struct sheet_column *column)
{
    for (size_t i = 0; i < column->values.count; i++)
        if (!column->values.items[i]->is_missing)
            return column->values.items[i];
    return NULL;
}

static struct slice range_text(struct arena *arena,
                               const struct sheet_column *column)
{
    const struct cells_guess *cells = &column->cells;
    const struct sheet_value *first = first_value(column);
    struct buf text = BUF_INIT;

    if (cells->type == CELLS_NUMBER) {
        amount_write(&text, cells->low);
        buf_add_text(&text, " to ");
        amount_write(&text, cells->high);
    } else if (cells->type == CELLS_DATE) {
        date_write(&text, cells->first);
        buf_add_text(&text, " to ");
        date_write(&text, cells->last);
    } else if (first != NULL) {
        buf_add_slice(&text, first->text);
    }
    return arena_take(arena, &text);
}

static const struct guess_field *field_of(const struct guess *guess,
                                          size_t column)
{
    for (size_t i = 0; i < guess->fields.count; i++)
        if (guess->fields.items[i].column == column)
            return &guess->fields.items[i];
    return NULL;
}

static struct slice role_text(struct arena *arena, const struct guess *guess,
                              size_t column)
{
    const struct guess_field *field = field_of(guess, column);
    size_t code = guess->insight->columns[column].label_of;

    if ((field == NULL || field->role == NULL) && code != NO_COLUMN)
        return arena_format(
            arena, "label of " SLICE_FORMAT,
            SLICE_ARGS(column_label(
                arena, &guess->insight->sheet->columns.items[code])));
    if (field == NULL || field->role == NULL)
        return SLICE("-");
    if (field->dimension.len > 0)
        return field->dimension;
    if (field->to_date_of.len > 0)
        return arena_format(arena, SLICE_FORMAT " to date",
                            SLICE_ARGS(field->to_date_of));
    if (field->stage.len > 0)
        return arena_format(
            arena, SLICE_FORMAT "%s%s", SLICE_ARGS(field->stage),
            field->accumulation != NULL ? ", " : "",
            field->accumulation != NULL ? field->accumulation : "");
    return slice_of(field->role);
}

static void add_column(struct buf *out, const struct guess *guess,
                       size_t column)
{
    const struct sheet *sheet = guess->insight->sheet;
    const struct sheet_column *c = &sheet->columns.items[column];
    struct arena *arena = sheet->arena;
    size_t rows = c->rows.count;
    size_t share = rows > 0 ? c->empty * (size_t)100 / rows : 0;

    add_cell(out, arena_format(arena, "%u", c->position), 4, true);
    buf_add_text(out, "  ");
    add_cell(out, c->heading.len > 0 ? c->heading : SLICE("(no name)"), 24,
             false);
    buf_add_char(out, ' ');
    add_cell(out, type_text(arena, c), 16, false);
    buf_add_char(out, ' ');
    add_cell(out,
             share == 0 && c->empty > 0 ? SLICE("<1 %")
                                        : arena_format(arena, "%zu %%", share),
             5, true);
    buf_add_char(out, ' ');
    add_cell(out,
             c->distinct > DISTINCT_SHOWN
                 ? SLICE(">99999")
                 : arena_format(arena, "%zu", c->distinct),
             6, true);
    buf_add_text(out, "  ");
    add_cell(out, range_text(arena, c), 20, false);
    buf_add_char(out, ' ');
    add_cell(out, role_text(arena, guess, column), 17, false);
    end_line(out);
}

static void add_columns(struct buf *out, const struct guess *guess)
{
    const struct sheet *sheet = guess->insight->sheet;

    add_head(out, "Columns (likely: what the name and the texts suggest)");
    add_cell(out, SLICE("#"), 4, true);
    buf_add_text(out, "  ");
    add_cell(out, SLICE("heading"), 24, false);
    buf_add_char(out, ' ');
    add_cell(out, SLICE("type"), 16, false);
    buf_add_text(out, " empty  texts  ");
    add_cell(out, SLICE("range or example"), 20, false);
    buf_add_text(out, " likely\n");
    for (size_t i = 0; i < sheet->columns.count; i++)
        add_column(out, guess, i);
}

static struct slice headings_text(const struct sheet *sheet,
                                  const size_t *columns, size_t count)
{
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        buf_add_text(&text, i > 0 ? " + " : "");
        buf_add_slice(&text, column_label(sheet->arena,
                                          &sheet->columns.items[columns[i]]));
    }
    return arena_take(sheet->arena, &text);
}

static void add_key(struct buf *out, const struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;

    if (insight->key_count == 0)
        add_subject(
            out, "key",
            insight->alike > 0
                ? arena_format(sheet->arena,
                               "none: %zu rows have codes and words like "
                               "another row",
                               insight->alike)
                : SLICE("none of up to 4 columns tells all rows apart"));
    else
        add_subject(
            out, "key",
            arena_format(sheet->arena,
                         "likely " SLICE_FORMAT "%s: no two rows have the same",
                         SLICE_ARGS(headings_text(sheet, insight->key,
                                                  insight->key_count)),
                         insight->key_is_by_file ? ", in each file" : ""));
}

static void add_hierarchy(struct buf *out, const struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct column_insight *own = &insight->columns[i];
        struct slice label =
            column_label(sheet->arena, &sheet->columns.items[i]);

        if (own->label_of != NO_COLUMN &&
            insight->columns[own->label_of].label_conflicts > 0)
            add_subject(
                out, "labels",
                arena_format(sheet->arena,
                             "\"" SLICE_FORMAT
                             "\": %zu codes have several labels",
                             SLICE_ARGS(label),
                             insight->columns[own->label_of].label_conflicts));
        if (own->parent != NO_COLUMN)
            add_subject(
                out, "hierarchy",
                arena_format(
                    sheet->arena,
                    "each \"" SLICE_FORMAT "\" is of one \"" SLICE_FORMAT
                    "\"%s",
                    SLICE_ARGS(label),
                    SLICE_ARGS(column_label(
                        sheet->arena, &sheet->columns.items[own->parent])),
                    own->has_prefix ? ", and its code begins with that" : ""));
    }
}

static void add_sums(struct buf *out, const struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;

    if (insight->subtotal_rows > 0)
        add_subject(
            out, "sub-totals",
            arena_format(
                sheet->arena,
                "%zu rows have blank lower codes (" SLICE_FORMAT
                ") while deeper rows exist; of %zu amounts %zu are the sum of "
                "the rows below",
                insight->subtotal_rows,
                SLICE_ARGS(headings_text(sheet, insight->levels,
                                         insight->level_count)),
                insight->subtotals_agree + insight->subtotals_differ,
                insight->subtotals_agree));
    if (insight->total_rows > 0)
        add_subject(
            out, "totals",
            arena_format(sheet->arena,
                         "%zu rows are named \"" SLICE_FORMAT
                         "\"; %zu amounts are the sum of the other rows, %zu "
                         "are not",
                         insight->total_rows, SLICE_ARGS(insight->total_text),
                         insight->totals_agree, insight->totals_differ));
    if (insight->both_sides.len > 0)
        add_subject(
            out, "two sides",
            arena_format(
                sheet->arena,
                "likely revenue and spending in one file: " SLICE_FORMAT,
                SLICE_ARGS(insight->both_sides)));
}

static void add_series(struct buf *out, const struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;

    if (insight->file_periods != NULL)
        add_subject(out, "periods",
                    arena_format(sheet->arena,
                                 "likely in the names: " SLICE_FORMAT
                                 ", with %zu different texts at {}",
                                 SLICE_ARGS(insight->file_pattern),
                                 sheet->files.count));
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct column_insight *own = &insight->columns[i];

        if (own->steps > 0)
            add_subject(
                out, own->is_cumulative ? "to date" : "by period",
                arena_format(sheet->arena,
                             "\"" SLICE_FORMAT
                             "\": of %zu steps to the next month %zu rise, "
                             "%zu fall",
                             SLICE_ARGS(sheet->columns.items[i].heading),
                             own->steps, own->rises, own->falls));
    }
    if (insight->currency != NO_COLUMN &&
        sheet->columns.items[insight->currency].distinct > 1)
        add_subject(
            out, "currencies",
            arena_format(
                sheet->arena, "likely %zu, in \"" SLICE_FORMAT "\"",
                sheet->columns.items[insight->currency].distinct,
                SLICE_ARGS(sheet->columns.items[insight->currency].heading)));
}

static void add_decisions(struct buf *out, const struct guess *guess)
{
    if (guess->decisions.count == 0)
        return;
    add_head(out, "What to decide yourself");
    for (size_t i = 0; i < guess->decisions.count; i++) {
        buf_add_text(out, "  - ");
        add_wrapped(out, guess->decisions.items[i], 4);
    }
}

static void add_stages(struct buf *out, const struct guess *guess)
{
    if (guess->stages.count == 0)
        return;
    add_head(out, "Stages for portal.yaml");
    for (size_t i = 0; i < guess->stages.count; i++)
        buf_add_format(out, "  - {id: " SLICE_FORMAT ", label: \xE2\x80\xA6}\n",
                       SLICE_ARGS(guess->stages.items[i]));
}

void report_write(struct buf *out, const struct guess *guess)
{
    const struct insight *insight = guess->insight;
    const struct sheet *sheet = insight->sheet;

    add_files(out, sheet);
    add_form(out, sheet);
    add_other_forms(out, sheet);
    add_columns(out, guess);
    add_head(out, "What the rows say");
    add_subject(out, "role",
                arena_format(sheet->arena, "likely %s: " SLICE_FORMAT,
                             guess->role, SLICE_ARGS(guess->why)));
    if (sheet->files.count > 1)
        add_subject(out, "files",
                    arena_format(sheet->arena,
                                 "%zu with the same columns: one resource",
                                 sheet->files.count));
    add_key(out, insight);
    add_hierarchy(out, insight);
    add_sums(out, insight);
    add_series(out, insight);
    add_stages(out, guess);
    add_decisions(out, guess);
}
