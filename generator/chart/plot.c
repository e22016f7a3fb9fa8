/*
 * Grid lines and the names of positions. Layer: chart.
 */
#include "chart/draw.h"

static void open_hidden(struct canvas *canvas)
{
    markup_open(&canvas->svg, "g");
    markup_attribute_text(&canvas->svg, "aria-hidden", "true");
}

void plot_draw_grid(struct canvas *canvas, const struct plot *plot,
                    const struct axis *axis)
{
    open_hidden(canvas);
    for (size_t i = 0; i < axis->count; i++) {
        double tick = axis->ticks[i];
        double y = scale_place(&plot->y, tick);
        bool is_zero = tick > -1e-12 && tick < 1e-12;

        draw_line(canvas, is_zero ? "zero" : "grid",
                  (struct point){plot->x.from, y},
                  (struct point){plot->x.to, y});
        if (!plot->ticks_inside)
            draw_text(canvas, "tick",
                      (struct point){plot->x.from - 8, y + DRAW_BASELINE},
                      ANCHOR_END, axis->labels[i]);
        else if (!is_zero && y > plot->ticks_below)
            draw_text(canvas, "tick", (struct point){plot->x.from, y - 5},
                      ANCHOR_START, axis->labels[i]);
    }
    markup_close(&canvas->svg);
}

void plot_draw_positions(struct canvas *canvas, const struct plot *plot,
                         const struct slice *positions, size_t count)
{
    double slot =
        (plot->x.to - plot->x.from) / (double)larger((double)count, 1);
    double widest = 0;
    size_t stride = 1;

    for (size_t i = 0; i < count; i++)
        widest = larger(widest, text_width(positions[i]));
    while (widest + 4 > slot * (double)stride && stride < count)
        stride++;
    open_hidden(canvas);
    for (size_t i = 0; i < count; i += stride) {
        double x = plot->x.from + ((double)i + 0.5) * slot;

        draw_text(canvas, "tick", (struct point){x, plot->y.from + 20},
                  ANCHOR_MIDDLE, positions[i]);
    }
    markup_close(&canvas->svg);
}
