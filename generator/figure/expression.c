/* Figures as authors write them: "share(sum(a,b,c=d),sum(a,b,))". */
#include "figure/internal.h"

struct expression {
    struct figures *figures;
    struct slice whole;
    struct slice rest;
    unsigned depth;
};

static const struct figure *syntax(struct expression *e, const char *why)
{
    diag_add(e->figures->diagnostics, DIAG_FIGURE_SYNTAX, e->figures->place,
             e->whole, slice_of(why));
    return NULL;
}

static bool operation_find(struct slice name, enum figure_operation *out)
{
    for (int i = FIGURE_VALUE; i <= FIGURE_DAYS; i++)
        if (slice_equal_text(name,
                             figure_operation_name((enum figure_operation)i))) {
            *out = (enum figure_operation)i;
            return true;
        }
    return false;
}

static void skip_blanks(struct expression *e)
{
    while (e->rest.len > 0 && e->rest.ptr[0] == ' ')
        e->rest = slice_cut(e->rest, 1, e->rest.len);
}

static bool take(struct expression *e, char c)
{
    skip_blanks(e);
    if (e->rest.len == 0 || e->rest.ptr[0] != c)
        return false;
    e->rest = slice_cut(e->rest, 1, e->rest.len);
    return true;
}

/* Text up to the closing parenthesis of a leaf (none is nested in it). */
static struct slice inside(struct expression *e)
{
    size_t end = slice_find(e->rest, ')');
    struct slice text = slice_cut(e->rest, 0, end);

    e->rest = slice_cut(e->rest, end, e->rest.len);
    return text;
}

static const struct figure *leaf(struct expression *e,
                                 enum figure_operation operation)
{
    struct slice args = inside(e);
    struct slice resource = slice_trim(slice_next(&args, ','));
    struct slice measure = slice_trim(slice_next(&args, ','));

    if (!take(e, ')'))
        return syntax(e, "')' is missing");
    if (resource.len == 0)
        return syntax(e, "a leaf has a resource");
    if (measure.len == 0 && operation == FIGURE_COUNT)
        measure = SLICE("*");
    if (measure.len == 0)
        return syntax(e, "a leaf has a resource and a measure");
    return figure_leaf(e->figures, operation, resource, measure, args);
}

static const struct figure *parse(struct expression *e);

static const struct figure *tree(struct expression *e,
                                 enum figure_operation operation)
{
    const struct figure *a = parse(e);
    const struct figure *b;

    if (a == NULL)
        return NULL;
    if (!take(e, ','))
        return syntax(e, "',' and a second figure are missing");
    b = parse(e);
    if (b == NULL)
        return NULL;
    if (!take(e, ')'))
        return syntax(e, "')' is missing");
    return figure_tree(e->figures, operation, a, b);
}

static const struct figure *parse(struct expression *e)
{
    size_t open;
    enum figure_operation operation;
    const struct figure *figure;

    skip_blanks(e);
    open = slice_find(e->rest, '(');
    if (open == e->rest.len)
        return syntax(e, "operation(…) is expected");
    if (!operation_find(slice_trim(slice_cut(e->rest, 0, open)), &operation))
        return syntax(e, "the operation is not known: value, count, sum, last, "
                         "min, max, mean, median, codes, constant, add, "
                         "difference, ratio, share, change, product, days");
    e->rest = slice_cut(e->rest, open + 1, e->rest.len);
    if (e->depth == EXPRESSION_DEPTH_MAX)
        return syntax(e, "it is nested too deeply");
    e->depth++;
    if (operation == FIGURE_CONSTANT) {
        figure = figure_constant(e->figures, slice_trim(inside(e)));
        if (!take(e, ')'))
            return syntax(e, "')' is missing");
    } else if (operation < FIGURE_CONSTANT) {
        figure = leaf(e, operation);
    } else {
        figure = tree(e, operation);
    }
    e->depth--;
    return figure;
}

const struct figure *figure_expression(struct figures *figures,
                                       struct slice text)
{
    struct expression e = {figures, text, text, 0};
    const struct figure *figure = parse(&e);

    if (figure == NULL)
        return NULL;
    skip_blanks(&e);
    if (e.rest.len > 0)
        return syntax(&e, "there is more after its end");
    return figure;
}
