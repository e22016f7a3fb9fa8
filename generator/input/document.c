/*
 * A Markdown file: front matter between two lines "---", then the body.
 */
#include "input/markdown.h"

#include "input/report.h"
#include "input/words.h"

static bool is_fence(struct slice line)
{
    while (line.len &&
           (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\t'))
        line.len--;
    return slice_equal_text(line, "---");
}

/*
 * Cuts the front matter off `*rest`, both fences included; counts lines. False
 * when it has no end.
 */
static bool cut_front(struct slice *rest, uint32_t *line, struct slice *front)
{
    struct slice begin;

    (void)line_take(rest);
    *line += 1;
    begin = *rest;
    while (rest->len) {
        size_t before = rest->len;

        *line += 1;
        if (is_fence(line_take(rest))) {
            *front = slice_cut(begin, 0, begin.len - before);
            return true;
        }
    }
    return false;
}

static const struct node *read_front(struct arena *arena,
                                     struct diagnostics *diagnostics,
                                     uint16_t source, struct slice front)
{
    const struct node *node = yaml_parse(arena, diagnostics, source, 2, front);

    if (node && node->kind != NODE_MAP) {
        diag_report(diagnostics, DIAG_FRONT_MATTER_KIND, node->place, NULL, 0);
        return NULL;
    }
    return node;
}

static const struct node *empty_front(struct arena *arena, uint16_t source)
{
    struct node *node = ARENA_NEW(arena, struct node);

    node->kind = NODE_MAP;
    node->place = (struct place){source, 1, 1};
    return node;
}

bool document_read(struct arena *arena, struct sources *sources,
                   struct diagnostics *diagnostics, const char *file_path,
                   struct slice path, struct document *out)
{
    struct text_file file;
    struct slice rest, first, front = {NULL, 0};

    if (!text_file_read(arena, sources, diagnostics, file_path, path, &file))
        return false;
    *out = (struct document){.source = file.source, .body_line = 1};
    rest = first = file.text;
    if (is_fence(line_take(&first))) {
        if (!cut_front(&rest, &out->body_line, &front)) {
            diag_report(diagnostics, DIAG_FRONT_MATTER_OPEN,
                        (struct place){file.source, 1, 1}, NULL, 0);
            return false;
        }
        out->front = read_front(arena, diagnostics, file.source, front);
    } else {
        out->front = empty_front(arena, file.source);
    }
    out->body = rest;
    return out->front != NULL;
}
