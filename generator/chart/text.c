/*
 * How wide text will be, nearly, and where it breaks. Layer: chart.
 *
 * The reader's font is not known when a chart is drawn. The widths are those of
 * DejaVu Sans, which is wider than the other fonts a system-ui stack finds, so
 * an estimate errs on the side of room.
 */
#include "chart/draw.h"

#include <string.h>

#include "base/utf8.h"

/* In em. Accented letters and unknown scripts count as a wide letter. */
static double code_point_width(uint32_t code_point)
{
    if (code_point >= 0x2E80)
        return 1.0; /* CJK and other full-width forms */
    if (code_point >= 0x80)
        return 0.64;
    if (code_point >= '0' && code_point <= '9')
        return 0.64;
    if (strchr(" .,:;|!'ijlI()[]/", (int)code_point))
        return 0.37;
    if (strchr("frt-", (int)code_point))
        return 0.42;
    if (strchr("mwMW%@", (int)code_point))
        return 0.95;
    if (code_point >= 'A' && code_point <= 'Z')
        return 0.71;
    return 0.61;
}

double text_width(struct slice text)
{
    double width = 0;

    for (size_t i = 0; i < text.len;)
        width += code_point_width(utf8_decode(text, &i));
    return width * DRAW_TEXT_SIZE;
}

struct text_lines text_wrap(struct arena *arena, struct slice text,
                            double width)
{
    struct text_lines lines = {.height = DRAW_LINE_HEIGHT};
    size_t start = 0, end = 0;

    while (end < text.len) {
        struct slice rest = slice_cut(text, end + 1, text.len);
        size_t next = end + 1 + slice_find(rest, ' ');
        struct slice line = slice_cut(text, start, next);

        if (end > start && text_width(line) > width) {
            struct slice full = slice_cut(text, start, end);
            ARENA_PUSH(arena, &lines, full);
            start = end + 1;
        }
        end = next < text.len ? next : text.len;
    }
    if (start < text.len) {
        struct slice last = slice_cut(text, start, text.len);
        ARENA_PUSH(arena, &lines, last);
    }
    for (size_t i = 0; i < lines.count; i++)
        lines.width = larger(lines.width, text_width(lines.items[i]));
    return lines;
}

struct text_lines text_wrap_sized(struct arena *arena, struct slice text,
                                  double width, double part)
{
    struct text_lines lines = text_wrap(arena, text, width / part);

    lines.width *= part;
    lines.height *= part;
    return lines;
}

struct text_lines text_line(struct arena *arena, struct slice text)
{
    return text_wrap(arena, text, text_width(text) + 1);
}

struct slice figure_text(const struct chart_frame *frame,
                         const struct figure *figure)
{
    struct buf text = BUF_INIT;

    figure_print(&text, figure, frame->language);
    struct slice copy = arena_copy(frame->arena, buf_slice(&text));
    buf_release(&text);
    return copy;
}

double figure_width(const struct chart_frame *frame,
                    const struct figure *figure)
{
    return text_width(figure_text(frame, figure)) * 1.1;
}
