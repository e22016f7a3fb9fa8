#include "render/budget.h"

static const struct slice nothing = {NULL, 0};

struct money_slice money_slice(const struct page *page,
                               const struct table *facts,
                               enum resource_role side, struct slice filter)
{
    return (struct money_slice){facts, side, filter, page->portal->period,
                                page->portal->compare};
}

struct slice dimension_label(const struct page *page,
                             const struct dimension *dimension)
{
    struct slice label = page_words(page, &dimension->title);

    return label.len > 0 ? label : dimension->name;
}

void view_chart(struct page *page, struct value *object, const char *name,
                struct buf *buf)
{
    view_markup(page, object, name, arena_copy(page->arena, buf_slice(buf)));
    buf_release(buf);
}

static const struct figure *tree_or_null(struct page *page,
                                         enum figure_operation operation,
                                         const struct figure *a,
                                         const struct figure *b)
{
    if (a == NULL || b == NULL)
        return NULL;
    return figure_tree(&page->figures, operation, a, b);
}

static const struct figure *pace_of(struct page *page)
{
    return figure_tree(&page->figures, FIGURE_SHARE,
                       figure_constant(&page->figures, SLICE("elapsed_months")),
                       figure_constant(&page->figures, SLICE("year_months")));
}

/* Does the year go on at the cut-off? Only then is there a pace to keep. */
static bool year_goes_on(const struct portal *portal)
{
    const struct amount *months =
        map_get(&portal->constants, SLICE("elapsed_months"));

    return months != NULL && amount_compare(*months, amount_of(12)) < 0;
}

struct money_reading money_read_of(struct page *page,
                                   const struct money_slice *slice,
                                   struct slice filter)
{
    const struct portal *portal = page->portal;
    struct slice base = budget_stage(portal, slice->side);
    struct slice executed = execution_stage(portal, slice->side);
    struct money_reading r = {0};
    const struct figure *base_before;
    const struct figure *executed_before;

    r.period = facts_last_period(slice->facts, slice->year);
    r.budget = money_figure(page, slice->facts, base, filter, slice->year);
    r.executed =
        money_figure(page, slice->facts, executed, filter, slice->year);
    r.share = tree_or_null(page, FIGURE_SHARE, r.executed, r.budget);
    if (year_goes_on(portal) && r.share != NULL)
        r.pace = pace_of(page);
    if (slice->before.kind == PERIOD_NONE)
        return r;
    base_before = money_figure_before(page, slice->facts, base, filter,
                                      slice->year, slice->before);
    executed_before = money_figure_before(page, slice->facts, executed, filter,
                                          slice->year, slice->before);
    r.share_before =
        tree_or_null(page, FIGURE_SHARE, executed_before, base_before);
    r.points = tree_or_null(page, FIGURE_DIFFERENCE, r.share, r.share_before);
    /* A list of ten thousand rows asks for no more than it prints. */
    if (r.share == NULL || slice_equal(filter, slice->filter))
        r.change =
            tree_or_null(page, FIGURE_CHANGE, r.executed, executed_before);
    return r;
}

struct money_reading money_read(struct page *page,
                                const struct money_slice *slice)
{
    struct money_reading r = money_read_of(page, slice, slice->filter);

    r.behind = tree_or_null(page, FIGURE_DIFFERENCE, r.share, r.pace);
    return r;
}

void key_figure_add(struct page *page, struct value *list, struct slice label,
                    const struct figure *figure, struct slice note,
                    struct slice link)
{
    struct value *item;

    if (figure == NULL)
        return;
    item = view_object(page);
    view_text(page, item, "label", label);
    view_figure(page, item, "figure", figure);
    view_text(page, item, "unit",
              figure_is_percentage(figure) ? nothing
                                           : page_unit(page, figure->unit));
    view_markup(page, item, "note", note);
    view_link(page, item, "link", link);
    view_add(page, list, item);
}

void money_key_figures(struct page *page, struct value *list,
                       const struct money_slice *slice,
                       const struct money_reading *r)
{
    const struct portal *portal = page->portal;
    struct slice base = stage_label(page, budget_stage(portal, slice->side));
    struct slice done = stage_label(page, execution_stage(portal, slice->side));
    struct slice note = nothing;

    key_figure_add(page, list, base, r->budget, page_period(page, slice->year),
                   nothing);
    if (r->change != NULL && r->change->status == FIGURE_PRESENT)
        note = SENTENCE(
            page, N_("a change of {change} against the same time of {year}"),
            ARG_FIGURE("change", r->change),
            ARG_TEXT("year", page_period(page, slice->before)));
    key_figure_add(page, list, done, r->executed, note, nothing);
    note = nothing;
    if (r->pace != NULL)
        note = SENTENCE(page, N_("of {base}; an even pace would be {pace}"),
                        ARG_TEXT("base", base), ARG_FIGURE("pace", r->pace));
    else if (r->share != NULL)
        note = SENTENCE(page, N_("of {base}"), ARG_TEXT("base", base));
    key_figure_add(page, list, done, r->share, note, nothing);
}

/* Sentences have a form for every combination, so that each can be translated
 * whole. */
static const char *sentence_form(const struct money_reading *r)
{
    bool ahead = r->behind != NULL && amount_sign(r->behind->value) >= 0;
    bool has_before =
        r->share_before != NULL && r->share_before->status == FIGURE_PRESENT;

    if (r->share == NULL)
        return N_("To {period}, {who}: {executed} {unit} {stage}.");
    if (r->behind != NULL && has_before)
        return ahead
                   ? N_("To {period}, {who}: {share} of the {base} budget "
                        "{stage}, ahead of an even pace ({pace}); {before} at "
                        "the same time of {year}.")
                   : N_("To {period}, {who}: {share} of the {base} budget "
                        "{stage}, behind an even pace ({pace}); {before} at "
                        "the same time of {year}.");
    if (r->behind != NULL)
        return ahead ? N_("To {period}, {who}: {share} of the {base} budget "
                          "{stage}, ahead of an even pace ({pace}).")
                     : N_("To {period}, {who}: {share} of the {base} budget "
                          "{stage}, behind an even pace ({pace}).");
    if (has_before)
        return N_("To {period}, {who}: {share} of the {base} budget {stage}; "
                  "{before} in {year}.");
    return N_("To {period}, {who}: {share} of the {base} budget {stage}.");
}

/* Stages stand inside a sentence: "in force", not "In force". */
static struct slice lowered(struct page *page, struct slice text)
{
    char *copy;

    if (text.len < 2 || text.ptr[0] < 'A' || text.ptr[0] > 'Z' ||
        (text.ptr[1] >= 'A' && text.ptr[1] <= 'Z'))
        return text;
    copy = arena_alloc(page->arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        copy[i] = text.ptr[i];
    copy[0] = (char)(copy[0] - 'A' + 'a');
    return (struct slice){copy, text.len};
}

static struct slice compose(struct page *page, struct slice who,
                            const struct money_slice *slice,
                            const struct money_reading *r, bool plain)
{
    const struct portal *portal = page->portal;
    const struct figure *any = r->executed != NULL ? r->executed : r->budget;
    const struct sentence_arg args[] = {
        ARG_TEXT("period", page_period(page, r->period)),
        ARG_TEXT("who", who),
        ARG_TEXT("stage",
                 lowered(page, stage_label(page, execution_stage(
                                                     portal, slice->side)))),
        ARG_TEXT("base",
                 lowered(page,
                         stage_label(page, budget_stage(portal, slice->side)))),
        ARG_FIGURE("executed", any),
        ARG_TEXT("unit", any != NULL ? page_unit(page, any->unit) : nothing),
        ARG_FIGURE("share", r->share),
        ARG_FIGURE("pace", r->pace),
        ARG_FIGURE("before", r->share_before),
        ARG_TEXT("year", page_period(page, slice->before)),
        ARG_TEXT("now", page_period(page, slice->year)),
    };

    const char *form = sentence_form(r);

    if (any == NULL || any->status != FIGURE_PRESENT)
        form = N_("No amounts are published for {who} in {now}.");
    else if (r->share != NULL && r->share->status != FIGURE_PRESENT)
        form = N_("{who} has no budget in {now} that a share could be taken "
                  "of.");
    return plain ? sentence_plain(page, form, args, COUNT_OF(args))
                 : sentence(page, form, args, COUNT_OF(args));
}

struct slice money_sentence(struct page *page, struct slice who,
                            const struct money_slice *slice,
                            const struct money_reading *reading)
{
    return compose(page, who, slice, reading, false);
}

struct slice money_sentence_plain(struct page *page, struct slice who,
                                  const struct money_slice *slice,
                                  const struct money_reading *reading)
{
    return compose(page, who, slice, reading, true);
}
