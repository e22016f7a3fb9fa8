/* Fields of a descriptor that is written. */
#include <string.h>

#include "inspect/package.h"

struct slice package_heading(const struct sheet *sheet, size_t column)
{
    const struct sheet_column *c = &sheet->columns.items[column];

    return c->is_named ? c->heading
                       : arena_format(sheet->arena, "column-%u", c->position);
}

static void write_split(struct json_writer *w, const char *mark, int part)
{
    if (mark == NULL || mark[0] == '\0')
        return;
    json_key(w, "split");
    json_open_object(w);
    key_text(w, "at", slice_of(mark));
    json_key(w, "part");
    json_integer(w, part);
    json_close(w);
}

/* A heading, or all that is to be said of it. */
static void write_labels(struct json_writer *w, const struct guess_field *field)
{
    bool has_split = field->split != NULL && field->split[0] != '\0';

    if (field->labels.len == 0)
        return;
    if (!has_split && !field->labels_fill && field->label_aliases.count == 0) {
        key_text(w, "labels", field->labels);
        return;
    }
    json_key(w, "labels");
    json_open_object(w);
    key_text(w, "name", field->labels);
    key_list(w, "aliases", &field->label_aliases);
    write_split(w, field->split, 2);
    if (field->labels_fill)
        key_text(w, "fill", SLICE("down"));
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
        key_text(w, "field", package_heading(sheet, field->stages_column));
        json_key(w, "values");
        write_pairs(w, field);
        json_close(w);
    }
    key_text(w, "stage", field->stage);
    if (field->accumulation != NULL)
        key_text(w, "accumulation", slice_of(field->accumulation));
    if (field->is_converted)
        key_text(w, "convert", SLICE("flow"));
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

void package_field(struct json_writer *w, const struct guess *guess,
                   const struct guess_field *field)
{
    const struct sheet *sheet = guess->insight->sheet;
    const struct sheet_column *c = field->column != NO_COLUMN
                                       ? &sheet->columns.items[field->column]
                                       : NULL;

    json_open_object(w);
    key_text(w, "name", field->name);
    key_list(w, "aliases", &field->aliases);
    if (field->is_optional)
        key_true(w, "optional", true);
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
    write_split(w, field->split, 1);
    if (field->fills)
        key_text(w, "fill", SLICE("down"));
    write_labels(w, field);
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
