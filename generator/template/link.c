/*
 * What needs more than one template: names, endless inclusion, and places that
 * are filled from elsewhere. Layer: template.
 */
#include "template/internal.h"

static bool includes(const struct op *op)
{
    return op->kind == OP_PARTIAL || op->kind == OP_PARENT;
}

/* ---- names ------------------------------------------------------------ */

static void resolve(struct template_set *set, struct op *op)
{
    op->target = map_get(&set->templates, op->text);
    if (op->target || set->mode == TEMPLATE_SPEC)
        return;
    struct slice nearest = map_nearest(&set->templates, op->text);
    if (nearest.len == 0)
        nearest = SLICE("none");
    template_fault(set, DIAG_TEMPLATE_UNKNOWN, op->place, op->text, nearest);
}

/* ---- endless inclusion ------------------------------------------------ */

struct chain {
    const struct template *items[TEMPLATE_NESTING_MAX];
    size_t count;
};

/* "a > b > a" */
static struct slice chain_text(struct arena *arena, const struct chain *chain,
                               size_t from)
{
    struct slice text = {NULL, 0};

    for (size_t i = from; i < chain->count; i++)
        text =
            arena_format(arena, SLICE_FORMAT SLICE_FORMAT " > ",
                         SLICE_ARGS(text), SLICE_ARGS(chain->items[i]->name));
    return arena_join(arena, text, chain->items[from]->name);
}

static void follow(struct template_set *set, struct chain *chain,
                   struct template *template);

static bool is_endless(struct template_set *set, const struct chain *chain,
                       const struct op *op)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->items[i] != op->target)
            continue;
        template_fault(set, DIAG_TEMPLATE_ENDLESS, op->place,
                       chain_text(set->arena, chain, i));
        return true;
    }
    return false;
}

/* Follows one inclusion; the height of what is included, 0 after a fault. */
static unsigned follow_op(struct template_set *set, struct chain *chain,
                          const struct op *op)
{
    if (is_endless(set, chain, op))
        return 0;
    if (chain->count < TEMPLATE_NESTING_MAX)
        follow(set, chain, op->target);
    if (chain->count + op->target->height <= TEMPLATE_NESTING_MAX &&
        op->target->height > 0)
        return op->target->height;
    template_fault(set, DIAG_TEMPLATE_NESTED, op->place,
                   arena_format(set->arena, "%d", TEMPLATE_NESTING_MAX));
    return 0;
}

/* Depth first; a template already left is not entered again. */
static void follow(struct template_set *set, struct chain *chain,
                   struct template *template)
{
    unsigned height = 0;

    if (template->height)
        return;
    chain->items[chain->count++] = template;
    for (size_t i = 0; i < template->count; i++) {
        const struct op *op = &template->items[i];
        unsigned below =
            includes(op) && op->target ? follow_op(set, chain, op) : 0;
        height = below > height ? below : height;
    }
    chain->count--;
    template->height = height + 1;
}

/* ---- places filled from elsewhere ------------------------------------- */

/*
 * Do the operations `from` up to `to` keep within `place`? A template that was
 * seen in this walk fits, or the walk would have ended.
 */
static bool fits(const struct template_set *set,
                 const struct template *template, size_t from, size_t to,
                 enum html_place place)
{
    for (size_t i = from; i < to; i++) {
        const struct op *op = &template->items[i];
        if (op->kind == OP_RAW)
            return false;
        if (op->kind == OP_TEXT && !html_place_takes(place, op->holds))
            return false;
        if (!includes(op) || op->target->fit_mark == set->marks)
            continue;
        op->target->fit_mark = set->marks;
        if (!fits(set, op->target, 0, op->target->count, place))
            return false;
    }
    return true;
}

static void check_fit(struct template_set *set, const struct op *op,
                      const struct template *template, size_t from, size_t to,
                      enum html_place place)
{
    set->marks++;
    if (place != HTML_REFUSED && !fits(set, template, from, to, place))
        template_fault(set, DIAG_TEMPLATE_PLACE_MARKUP, op->place, op->text);
}

/* An argument, and the number of the walk that looks for its blocks. */
struct argument {
    const struct template *template;
    size_t number;
    unsigned mark;
};

/*
 * Looks at the blocks that an argument may replace: those of its name in
 * `parent` and all that `parent` includes.
 */
static void check_argument(struct template_set *set,
                           const struct argument *argument,
                           struct template *parent)
{
    const struct op *given = &argument->template->items[argument->number];

    if (parent->mark == argument->mark)
        return;
    parent->mark = argument->mark;
    for (size_t i = 0; i < parent->count; i++) {
        const struct op *op = &parent->items[i];
        if (includes(op))
            check_argument(set, argument, op->target);
        if (op->kind == OP_BLOCK && op->html != HTML_TEXT &&
            slice_equal(op->text, given->text))
            check_fit(set, given, argument->template, argument->number + 1,
                      given->end, op->html);
    }
}

static void check_include(struct template_set *set,
                          const struct template *template, size_t number)
{
    const struct op *op = &template->items[number];

    if (op->html != HTML_TEXT)
        check_fit(set, op, op->target, 0, op->target->count, op->html);
    for (size_t i = number + 1; i < op->end; i = template->items[i].end) {
        struct argument argument = {template, i, ++set->marks};
        check_argument(set, &argument, op->target);
    }
}

static void check_includes(struct template_set *set,
                           const struct template *template)
{
    for (size_t i = 0; i < template->count; i++)
        if (includes(&template->items[i]))
            check_include(set, template, i);
}

void template_link(struct template_set *set)
{
    const struct map *templates = &set->templates;

    for (size_t i = 0; i < templates->count; i++) {
        struct template *template = templates->entries[i].value;
        for (size_t j = 0; j < template->count; j++)
            if (includes(&template->items[j]))
                resolve(set, &template->items[j]);
    }
    if (set->mode == TEMPLATE_SPEC)
        return;
    for (size_t i = 0; i < templates->count; i++)
        follow(set, &(struct chain){.count = 0}, templates->entries[i].value);
    /* What follows relies on names that are known and inclusion that ends. */
    for (size_t i = 0; i < templates->count && !set->broken; i++)
        check_includes(set, templates->entries[i].value);
}
