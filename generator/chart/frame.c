/*
 * The figure element around a chart's two drawings. Layer: chart.
 */
#include "chart/draw.h"

static struct slice id_of(const struct chart_frame *frame, const char *suffix)
{
    return arena_format(frame->arena, "%s-%s", frame->key, suffix);
}

void frame_open(struct markup *html, struct buf *out,
                const struct chart_frame *frame, const char *class)
{
    struct slice classes =
        arena_format(frame->arena, "chart %s%s", class,
                     frame->illustrative ? " illustrative" : "");

    markup_init(html, out, MARKUP_HTML);
    markup_open(html, "figure");
    markup_attribute(html, "class", classes);
    markup_attribute_text(html, "id", frame->key);
    markup_open(html, "figcaption");
    markup_element(html, "span", frame->title);
    if (frame->illustrative) {
        markup_open(html, "strong");
        markup_attribute_text(html, "class", "illustrative-label");
        markup_text(html,
                    language_text(frame->language, SLICE("Illustrative data")));
        markup_close(html);
    }
    markup_close(html);
}

static void receipts_link(struct markup *html, const struct chart_frame *frame)
{
    markup_text(html, SLICE(" "));
    markup_open(html, "a");
    markup_attribute(html, "href", frame->receipts);
    markup_text(html, language_text(frame->language, SLICE("Receipts")));
    markup_close(html);
}

void frame_close(struct markup *html, const struct chart_frame *frame)
{
    if (frame->source.len > 0 || frame->receipts.len > 0) {
        markup_open(html, "p");
        markup_attribute_text(html, "class", "chart-source");
        markup_text(html, frame->source);
        if (frame->receipts.len > 0)
            receipts_link(html, frame);
        markup_close(html);
    }
    markup_close(html);
    markup_finish(html);
}

double canvas_width(bool is_narrow)
{
    return is_narrow ? 360 : 720;
}

static void canvas_name(struct canvas *canvas)
{
    const struct chart_frame *frame = canvas->frame;
    bool is_narrow = canvas->is_narrow;
    struct slice title = id_of(frame, is_narrow ? "title-narrow" : "title");
    struct slice text = id_of(frame, is_narrow ? "desc-narrow" : "desc");
    bool is_described = frame->description.len > 0;
    struct slice both =
        arena_format(frame->arena, SLICE_FORMAT " " SLICE_FORMAT,
                     SLICE_ARGS(title), SLICE_ARGS(text));

    markup_attribute(&canvas->svg, "aria-labelledby",
                     is_described ? both : title);
    markup_open(&canvas->svg, "title");
    markup_attribute(&canvas->svg, "id", title);
    markup_text(&canvas->svg, frame->title);
    markup_close(&canvas->svg);
    if (!is_described)
        return;
    markup_open(&canvas->svg, "desc");
    markup_attribute(&canvas->svg, "id", text);
    markup_text(&canvas->svg, frame->description);
    markup_close(&canvas->svg);
}

void canvas_open(struct canvas *canvas, struct markup *html,
                 const struct chart_frame *frame, bool has_links)
{
    bool is_narrow = canvas->is_narrow;
    int width = (int)canvas->width, height = (int)(canvas->height + 0.99);

    canvas->frame = frame;
    markup_raw(html, SLICE("")); /* ends an open start tag */
    markup_init(&canvas->svg, html->out, MARKUP_XML);
    markup_open(&canvas->svg, "svg");
    markup_attribute_text(&canvas->svg, "class",
                          is_narrow ? "chart-narrow" : "chart-wide");
    markup_attribute(&canvas->svg, "viewBox",
                     arena_format(frame->arena, "0 0 %d %d", width, height));
    markup_attribute_text(&canvas->svg, "role", has_links ? "group" : "img");
    canvas_name(canvas);
}

void canvas_close(struct canvas *canvas, struct markup *html)
{
    markup_close(&canvas->svg);
    markup_finish(&canvas->svg);
    markup_raw(html, SLICE("\n"));
}
