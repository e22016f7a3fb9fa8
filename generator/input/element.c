#include "input/element.h"

#include "emit/markup.h"

/* The heading that names the part is the page's h1, the next level is h2. */
static unsigned shown_level(const struct markdown_part *part, unsigned level)
{
    unsigned shown = level + 1 - part->level;

    return shown < 2 ? 2 : shown > 6 ? 6 : shown;
}

void element_heading(struct buf *out, const struct markdown_part *part,
                     const struct markdown_heading *heading, struct slice html)
{
    unsigned shown = shown_level(part, heading->level);
    bool has_anchor = part->has_anchors && heading->line > 0;

    buf_add_text(out, has_anchor ? "<div class=\"heading\">" : "");
    buf_add_format(out, "<h%u id=\"" SLICE_FORMAT "\">", shown,
                   SLICE_ARGS(heading->id));
    buf_add_slice(out, html);
    buf_add_format(out, "</h%u>", shown);
    if (has_anchor)
        buf_add_format(out,
                       " <a class=\"anchor\" href=\"#" SLICE_FORMAT
                       "\" aria-labelledby=\"" SLICE_FORMAT "\">#</a></div>",
                       SLICE_ARGS(heading->id), SLICE_ARGS(heading->id));
    buf_add_char(out, '\n');
}

void element_code(struct buf *out, struct slice info, struct slice text)
{
    struct slice language = slice_next(&info, ' ');

    /* Long lines scroll, by keyboard too. */
    buf_add_text(out, "<pre tabindex=\"0\"><code");
    if (language.len) {
        buf_add_text(out, " class=\"language-");
        markup_escape_attribute(out, language);
        buf_add_char(out, '"');
    }
    buf_add_char(out, '>');
    markup_escape_text(out, text);
    buf_add_text(out, "</code></pre>\n");
}

void element_list(struct buf *out, bool ordered, int start, bool entering)
{
    if (!entering)
        buf_add_text(out, ordered ? "</ol>\n" : "</ul>\n");
    else if (ordered && start != 1)
        buf_add_format(out, "<ol start=\"%d\">\n", start);
    else
        buf_add_text(out, ordered ? "<ol>\n" : "<ul>\n");
}

void element_paragraph_end(struct buf *out)
{
    struct slice html = buf_slice(out);

    while (html.len > 0 && html.ptr[html.len - 1] == ' ')
        html.len--;
    if (slice_ends_with(html, SLICE("<p>")))
        buf_cut(out, html.len - SLICE("<p>").len);
    else
        buf_add_text(out, "</p>\n");
}

bool element_is_block(struct slice html)
{
    return slice_starts_with(html, SLICE("<figure")) ||
           slice_starts_with(html, SLICE("<div")) ||
           slice_starts_with(html, SLICE("<p>"));
}
