/*
 * Rows of a chart: a label and the place of its mark. Layer: chart.
 */
#include "chart/draw.h"

#define LABEL_WIDTH_MAX 264.0
#define LABEL_GAP 12.0
#define ROW_GAP 11.0

static bool rows_have_labels(const struct row_set *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].text.len > 0)
            return true;
    return false;
}

void rows_arrange(struct row_set *rows, struct arena *arena, bool is_narrow,
                  double top, double thickness)
{
    double most = is_narrow ? canvas_width(true) : LABEL_WIDTH_MAX;
    double widest = 0, y = top;

    for (size_t i = 0; i < rows->count; i++) {
        struct row *row = &rows->items[i];
        row->lines = text_wrap(arena, row->text, most);
        double text = (double)row->lines.count * DRAW_LINE_HEIGHT;
        double height =
            is_narrow ? text + 3 + thickness : larger(text, thickness);

        widest = larger(widest, row->lines.width);
        row->top = y;
        row->middle = is_narrow ? y + height - thickness / 2 : y + height / 2;
        y += height + ROW_GAP;
    }
    bool has_column = !is_narrow && rows_have_labels(rows);
    rows->plot = has_column ? smaller(widest, LABEL_WIDTH_MAX) + LABEL_GAP : 0;
    rows->bottom = rows->count > 0 ? y - ROW_GAP : y;
}

void rows_draw(struct canvas *canvas, const struct row_set *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        double first = row->top + DRAW_LINE_HEIGHT / 2;

        if (row->lines.count == 0)
            continue;
        if (!canvas->is_narrow)
            first = row->middle -
                    (double)(row->lines.count - 1) * DRAW_LINE_HEIGHT / 2;
        draw_link_open(canvas, row->address);
        draw_lines(canvas, "label", (struct point){0, first + DRAW_BASELINE},
                   ANCHOR_START, &row->lines);
        draw_link_close(canvas, row->address);
    }
}

void rows_draw_rule(struct canvas *canvas, const struct row_set *rows,
                    const char *class, double x, struct scale span)
{
    const double reach = 12;

    if (!canvas->is_narrow) {
        draw_line(canvas, class, (struct point){x, span.from},
                  (struct point){x, span.to});
        return;
    }
    for (size_t i = 0; i < rows->count; i++) {
        double middle = rows->items[i].middle;

        draw_line(canvas, class, (struct point){x, middle - reach},
                  (struct point){x, middle + reach});
    }
}
