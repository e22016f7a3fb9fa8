#include "input/pipe.h"

static struct slice without_outer_pipes(struct slice line)
{
    line = slice_trim(line);
    if (line.len && line.ptr[0] == '|')
        line = slice_cut(line, 1, line.len);
    if (line.len && line.ptr[line.len - 1] == '|' &&
        (line.len < 2 || line.ptr[line.len - 2] != '\\'))
        line = slice_cut(line, 0, line.len - 1);
    return line;
}

void pipe_split(struct arena *arena, struct slice line,
                struct pipe_cells *cells)
{
    struct slice rest = without_outer_pipes(line);
    struct buf cell = BUF_INIT;

    *cells = (struct pipe_cells){NULL, 0, 0};
    for (size_t i = 0; i <= rest.len; i++) {
        bool escaped =
            i + 1 < rest.len && rest.ptr[i] == '\\' && rest.ptr[i + 1] == '|';

        if (i == rest.len || rest.ptr[i] == '|') {
            ARENA_PUSH(arena, cells,
                       arena_copy(arena, slice_trim(buf_slice(&cell))));
            buf_reset(&cell);
        } else if (escaped) {
            buf_add_char(&cell, rest.ptr[++i]);
        } else {
            buf_add_char(&cell, rest.ptr[i]);
        }
    }
    buf_release(&cell);
}

/* ":--", "--", ":-:", "--:"; false for anything else. */
static bool read_align(struct slice cell, enum pipe_align *align)
{
    bool left = cell.len && cell.ptr[0] == ':';
    bool right = cell.len > 1 && cell.ptr[cell.len - 1] == ':';
    struct slice dashes =
        slice_cut(cell, left ? 1 : 0, cell.len - (right ? 1 : 0));

    if (dashes.len == 0)
        return false;
    for (size_t i = 0; i < dashes.len; i++)
        if (dashes.ptr[i] != '-')
            return false;
    if (left && right)
        *align = PIPE_CENTER;
    else if (right)
        *align = PIPE_RIGHT;
    else
        *align = left ? PIPE_LEFT : PIPE_NONE;
    return true;
}

bool pipe_delimiter(struct arena *arena, struct slice line,
                    enum pipe_align **align, size_t *count)
{
    struct pipe_cells cells;

    if (slice_find(line, '|') == line.len)
        return false;
    pipe_split(arena, line, &cells);
    if (cells.count > PIPE_COLUMNS_MAX)
        return false;
    *align = ARENA_ARRAY(arena, cells.count, enum pipe_align);
    *count = cells.count;
    for (size_t i = 0; i < cells.count; i++)
        if (!read_align(cells.items[i], &(*align)[i]))
            return false;
    return true;
}

static void write_row(struct arena *arena, const struct pipe_table *table,
                      size_t row, const struct pipe_writer *writer,
                      struct buf *out)
{
    static const char *const classes[] = {"", " class=\"align-left\"",
                                          " class=\"align-center\"",
                                          " class=\"align-right\""};
    struct pipe_cells cells;

    pipe_split(arena, table->lines[row], &cells);
    if (cells.count != table->align_count)
        writer->ragged(writer->context, row, cells.count, table->align_count);
    buf_add_text(out, "<tr>");
    for (size_t i = 0; i < cells.count || i < table->align_count; i++) {
        buf_add_text(out, row == 0 ? "<th scope=\"col\"" : "<td");
        if (i < table->align_count)
            buf_add_text(out, classes[table->align[i]]);
        buf_add_char(out, '>');
        if (i < cells.count)
            writer->cell(writer->context, row, cells.items[i]);
        buf_add_text(out, row == 0 ? "</th>" : "</td>");
    }
    buf_add_text(out, "</tr>\n");
}

static void write_name(struct buf *out, struct slice heading)
{
    if (heading.len > 0)
        buf_add_format(out, " aria-labelledby=\"" SLICE_FORMAT "\"",
                       SLICE_ARGS(heading));
}

/* Whoever hears the page is told which table begins: Markdown has no caption
 * to say it. */
static void write_begin(struct buf *out, struct slice heading)
{
    buf_add_text(out, "<div class=\"table-scroll\" tabindex=\"0\"");
    buf_add_text(out, heading.len > 0 ? " role=\"group\"" : "");
    write_name(out, heading);
    buf_add_text(out, "><table");
    write_name(out, heading);
    buf_add_text(out, ">\n");
}

void pipe_write(struct arena *arena, const struct pipe_table *table,
                const struct pipe_writer *writer, struct buf *out)
{
    write_begin(out, table->heading);
    buf_add_text(out, "<thead>\n");
    write_row(arena, table, 0, writer, out);
    buf_add_text(out, "</thead>\n");
    if (table->line_count > 2) {
        buf_add_text(out, "<tbody>\n");
        for (size_t row = 2; row < table->line_count; row++)
            write_row(arena, table, row, writer, out);
        buf_add_text(out, "</tbody>\n");
    }
    buf_add_text(out, "</table></div>\n");
}
