#include "figure/address.h"

#include "figure/filter.h"
#include "figure/internal.h"

static const struct slice scheme = SLICE_INIT("figure:");

bool address_is_figure(struct slice address)
{
    return slice_starts_with(address, scheme);
}

const struct figure *figure_of_address(struct figures *figures,
                                       struct slice address)
{
    struct slice text = slice_cut(address, scheme.len, address.len);

    return figure_expression(figures, percent_decode(figures->arena, text));
}

/* --- writing --- */

/* Could an author write it? */
static bool fits(const struct figure *figure, unsigned depth)
{
    if (depth == 0)
        return false;
    for (unsigned i = 0; i < figure->operand_count; i++)
        if (!fits(figure->operands[i], depth - 1))
            return false;
    return true;
}

/* Bytes that stand for themselves in a destination, wherever it stands. */
static bool is_bare(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == ',' || c == ';' || c == '=' || c == '/' || c == ':' ||
           c == '*' || c == '?' || c == '+' || c == '(' || c == ')' ||
           (unsigned char)c >= 0x80;
}

static void add_encoded(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_bare(text.ptr[i]))
            buf_add_char(out, text.ptr[i]);
        else
            buf_add_format(out, "%%%02X", (unsigned char)text.ptr[i]);
}

static void add_expression(struct buf *out, const struct figure *figure)
{
    if (figure->operand_count == 0) {
        add_encoded(out, figure->canonical);
        return;
    }
    buf_add_text(out, figure_operation_name(figure->operation));
    for (unsigned i = 0; i < figure->operand_count; i++) {
        buf_add_char(out, i == 0 ? '(' : ',');
        add_expression(out, figure->operands[i]);
    }
    buf_add_char(out, ')');
}

bool figure_address_write(struct buf *out, const struct figure *figure)
{
    if (!fits(figure, EXPRESSION_DEPTH_MAX))
        return false;
    buf_add_slice(out, scheme);
    add_expression(out, figure);
    return true;
}
