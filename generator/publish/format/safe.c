/*
 * CSV that a spreadsheet opens without running any of it: what begins as a
 * formula does gets an apostrophe before it (OWASP, "CSV Injection"). There is
 * such a file only where the CSV has such cells.
 */
#include "publish/format/extras.h"

static void safe_cell(struct comma_writer *w, struct slice text,
                      struct buf *scratch)
{
    if (!comma_is_formula(text)) {
        comma_cell(w, text);
        return;
    }
    buf_reset(scratch);
    buf_add_char(scratch, '\'');
    buf_add_slice(scratch, text);
    comma_cell(w, buf_slice(scratch));
}

static bool rows_write(struct reread *rows, struct outlet *outlet)
{
    struct comma_writer w;
    struct buf scratch = BUF_INIT;
    bool done = true;

    comma_init(&w, &outlet->pending);
    while (done && reread_row(rows)) {
        for (size_t i = 0; i < rows->count; i++)
            safe_cell(&w, rows->cells[i], &scratch);
        comma_end_row(&w);
        done = outlet_pass(outlet);
    }
    buf_release(&scratch);
    return done && !rows->failed;
}

bool safe_publish(struct root *root, struct dataset *dataset)
{
    struct outlet outlet = {.stream = NULL};
    struct reread rows;
    bool done;

    done = reread_open(&rows, root, dataset->csv.path, dataset->column_count) &&
           outlet_open(&outlet, root, dataset->safe.path) &&
           rows_write(&rows, &outlet) && outlet_close(&outlet, &dataset->safe);
    reread_close(&rows);
    outlet_release(&outlet);
    return done;
}
