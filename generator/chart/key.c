/*
 * The key of a chart: a mark, its name and, where there is one, its figure.
 * Layer: chart.
 */
#include "chart/draw.h"

#define MARK 14.0
#define MARK_GAP 6.0
#define ENTRY_GAP 20.0
#define LINE 26.0

static double entry_width(const struct chart_frame *frame,
                          const struct key_entry *entry)
{
    double width = MARK + MARK_GAP + text_width(entry->label);

    if (entry->figure)
        width += MARK_GAP + figure_width(frame, entry->figure);
    return width;
}

double key_arrange(const struct chart_frame *frame, struct key_entry *entries,
                   size_t count, double top, double width)
{
    double x = 0, y = top + LINE / 2;

    for (size_t i = 0; i < count; i++) {
        double size = entry_width(frame, &entries[i]);

        if (x > 0 && x + size > width) {
            x = 0;
            y += LINE;
        }
        entries[i].at = (struct point){x, y};
        x += size + ENTRY_GAP;
    }
    return count > 0 ? y + LINE / 2 : top;
}

static void draw_mark(struct canvas *canvas, const struct key_entry *entry)
{
    struct box box = {entry->at.x, entry->at.y - MARK / 2, MARK, MARK};
    struct point middle = {box.x + MARK / 2, entry->at.y};

    if (entry->is_round) {
        draw_circle(canvas, entry->class, middle, MARK / 2 - 1);
        return;
    }
    draw_box(canvas, entry->class, box);
    if (entry->hatch != 0)
        draw_hatch(canvas, box, entry->hatch == 2);
}

/* The figure first: the width of digits is known better than that of words. */
static void draw_entry(struct canvas *canvas, const struct key_entry *entry)
{
    struct point at = {entry->at.x + MARK + MARK_GAP,
                       entry->at.y + DRAW_BASELINE};
    struct text_lines label = text_line(canvas->frame->arena, entry->label);

    draw_mark(canvas, entry);
    if (entry->figure) {
        draw_figure(canvas, "value", at, ANCHOR_START, entry->figure);
        at.x += figure_width(canvas->frame, entry->figure) + MARK_GAP;
    }
    draw_link_open(canvas, entry->address);
    draw_lines(canvas, "label", at, ANCHOR_START, &label);
    draw_link_close(canvas, entry->address);
}

void key_draw(struct canvas *canvas, const struct key_entry *entries,
              size_t count)
{
    for (size_t i = 0; i < count; i++)
        draw_entry(canvas, &entries[i]);
}
