/* A row as CSV and as JSON. */
#include "publish/internal.h"

void dataset_row_begin(struct row_writer *w)
{
    w->row_start = w->csv.pending.len;
    if (w->has_json)
        json_open_object(&w->json);
}

void dataset_row_end(struct row_writer *w)
{
    comma_end_row(&w->comma);
    if (w->has_json)
        json_close(&w->json);
}

void dataset_row_text(struct row_writer *w, struct slice name,
                      struct slice text)
{
    w->formulas += comma_is_formula(text);
    comma_cell(&w->comma, text);
    if (!w->has_json)
        return;
    json_key_slice(&w->json, name);
    json_string(&w->json, text);
}

/* What a column of a database must have room for. */
static void amount_note(struct published_column *column, struct amount value)
{
    if (value.coefficient < 0)
        value.coefficient = -value.coefficient;
    if (value.scale > column->scale)
        column->scale = value.scale;
    if (value.scale == column->largest.scale
            ? value.coefficient > column->largest.coefficient
            : amount_compare(value, column->largest) > 0)
        column->largest = value;
}

void dataset_row_amount(struct row_writer *w, struct published_column *column,
                        struct amount value)
{
    amount_note(column, value);
    comma_cell_amount(&w->comma, value);
    if (!w->has_json)
        return;
    json_key_slice(&w->json, column->name);
    json_amount(&w->json, value);
}

void dataset_row_missing(struct row_writer *w, struct published_column *column,
                         enum cell_state state)
{
    if (state == CELL_NOT_REPORTED) {
        column->has_not_reported = true;
        dataset_row_text(w, column->name, SLICE(MARK_NOT_REPORTED));
    } else if (state == CELL_NOT_APPLICABLE) {
        column->has_not_applicable = true;
        dataset_row_text(w, column->name, SLICE(MARK_NOT_APPLICABLE));
    } else {
        comma_cell(&w->comma, SLICE(""));
        if (!w->has_json)
            return;
        json_key_slice(&w->json, column->name);
        json_null(&w->json);
    }
}

struct slice dataset_row_bytes(const struct row_writer *w)
{
    return slice_cut(buf_slice(&w->csv.pending), w->row_start,
                     w->csv.pending.len);
}

bool dataset_row_pass(struct row_writer *w)
{
    w->failed |= !outlet_pass(&w->csv);
    w->failed |= w->has_json && !outlet_pass(&w->json_file);
    return !w->failed;
}

bool row_writer_open(struct row_writer *w, struct root *root,
                     const struct dataset *dataset)
{
    w->has_json = table_has_json(dataset->table);
    comma_init(&w->comma, &w->csv.pending);
    json_init(&w->json, &w->json_file.pending, false);
    w->failed =
        !outlet_open(&w->csv, root, dataset->csv.path) ||
        (w->has_json && !outlet_open(&w->json_file, root, dataset->json.path));
    return !w->failed;
}

bool row_writer_close(struct row_writer *w, struct dataset *dataset)
{
    dataset->formulas = w->formulas;
    w->failed |= !outlet_close(&w->csv, &dataset->csv);
    w->failed |= w->has_json && !outlet_close(&w->json_file, &dataset->json);
    return !w->failed;
}

void row_writer_release(struct row_writer *w)
{
    outlet_release(&w->csv);
    outlet_release(&w->json_file);
}
