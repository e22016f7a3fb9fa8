/* Sections about money: what is read, and the sentence on it. */
#include "render/money/money.h"

struct money_slice money_slice(const struct page *page,
                               const struct table *facts,
                               enum resource_role side, struct slice filter)
{
    return (struct money_slice){
        facts,  side, filter, page->portal->period, page->portal->compare,
        nothing};
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

    r.period = money_reach(portal, slice->facts, slice->year);
    r.budget = column_figure(page, slice->facts, money_column_of(slice, base),
                             filter, slice->year);
    r.executed =
        column_figure(page, slice->facts, money_column_of(slice, executed),
                      filter, slice->year);
    r.share = tree_of(page, FIGURE_SHARE, r.executed, r.budget);
    /* Taxes fall due on their own days, so revenue has no even pace. */
    if (slice->side == ROLE_EXECUTION && year_goes_on(portal) &&
        r.share != NULL)
        r.pace = pace_of(page);
    if (slice->before.kind == PERIOD_NONE ||
        !money_years_compare(portal, slice->facts, slice->year, slice->before))
        return r;
    base_before =
        column_figure_before(page, slice->facts, money_column_of(slice, base),
                             filter, slice->year, slice->before);
    executed_before = column_figure_before(page, slice->facts,
                                           money_column_of(slice, executed),
                                           filter, slice->year, slice->before);
    r.share_before = tree_of(page, FIGURE_SHARE, executed_before, base_before);
    r.points = tree_of(page, FIGURE_DIFFERENCE, r.share, r.share_before);
    /* A list of ten thousand rows asks for no more than it prints. */
    if (r.share == NULL || slice_equal(filter, slice->filter))
        r.change = tree_of(page, FIGURE_CHANGE, r.executed, executed_before);
    return r;
}

struct money_reading money_read(struct page *page,
                                const struct money_slice *slice)
{
    struct money_reading r = money_read_of(page, slice, slice->filter);

    r.behind = tree_of(page, FIGURE_DIFFERENCE, r.share, r.pace);
    return r;
}

static bool is_present(const struct figure *figure)
{
    return figure != NULL && figure->status == FIGURE_PRESENT;
}

static struct slice share_note(struct page *page, enum resource_role side,
                               const struct figure *pace)
{
    struct slice budget = budget_phrase(page, side);

    if (pace == NULL)
        return SENTENCE(page, N_("of the {budget}"),
                        ARG_TEXT("budget", budget));
    return SENTENCE(page, N_("of the {budget}; an even pace would be {pace}"),
                    ARG_TEXT("budget", budget), ARG_FIGURE("pace", pace));
}

struct slice share_label(struct page *page, enum resource_role side)
{
    return PLAIN(
        page, N_("Share {stage}"),
        ARG_TEXT("stage",
                 stage_phrase(page, execution_stage(page->portal, side))));
}

struct slice money_subject(const struct page *page, enum resource_role side)
{
    const struct words *own = &page->portal->subject;

    if (!words_are_empty(own))
        return page_words(page, own);
    return side == ROLE_EXECUTION
               ? page_text(page, N_("the government as a whole"))
               : page_text(page, N_("the government"));
}

struct slice money_filter(struct page *page, const struct money_slice *slice,
                          const struct dimension *dimension,
                          const struct member *member)
{
    return filter_join(page, slice->filter,
                       filter_of_member(page, dimension, member));
}

struct slice money_span(struct page *page, const struct money_slice *slice,
                        struct period year)
{
    struct period last = facts_last_period(slice->facts, slice->year);
    struct slice part = facts_part(page, slice->facts, year);

    if (part.len > 0)
        return part;
    if (last.kind == PERIOD_NONE || last.kind == PERIOD_YEAR ||
        (last.kind == PERIOD_MONTH && last.index == 12))
        return page_period(page, year);
    last.year = year.year;
    return PLAIN(page, N_("to {period}"),
                 ARG_TEXT("period", page_period(page, last)));
}

/* A year as a whole is compared with a year, not with a date of it. */
static struct slice change_note(struct page *page,
                                const struct money_slice *slice,
                                const struct money_reading *r)
{
    struct slice year = page_period(page, slice->before);

    if (r->period.kind == PERIOD_YEAR)
        return SENTENCE(page, N_("a change of {change} from {year}"),
                        ARG_FIGURE("change", r->change),
                        ARG_TEXT("year", year));
    return SENTENCE(page,
                    N_("a change of {change} from the same date of {year}"),
                    ARG_FIGURE("change", r->change), ARG_TEXT("year", year));
}

static struct slice budget_label(struct page *page, enum resource_role side)
{
    if (!stages_are_named(page->portal, side))
        return stage_label(page, budget_stage(page->portal, side));
    return text_raised(page, budget_phrase(page, side));
}

static void main_key_figures(struct page *page, struct value *list,
                             const struct money_slice *slice,
                             const struct money_reading *r)
{
    const struct portal *portal = page->portal;
    struct slice note = nothing;

    key_figure_add(page, list, budget_label(page, slice->side), r->budget,
                   facts_year(page, slice->facts, slice->year), nothing);
    note = facts_part(page, slice->facts, slice->year);
    if (is_present(r->change))
        note = change_note(page, slice, r);
    key_figure_add(page, list,
                   stage_label(page, execution_stage(portal, slice->side)),
                   r->executed, note, nothing);
    if (r->share != NULL)
        key_figure_add(page, list, share_label(page, slice->side), r->share,
                       share_note(page, slice->side, r->pace), nothing);
}

void money_key_figures(struct page *page, struct value *list,
                       const struct money_slice *slice,
                       const struct money_reading *r)
{
    if (money_has_main(page, slice))
        main_key_figures(page, list, slice, r);
    money_foreign_figures(page, list, slice);
}

/*
 * Sentences have a form for every combination, so that each can be translated
 * whole: [of a part of the government, whose page it is][none, ahead of,
 * behind, at an even pace][no year before, one].
 */
enum pace { PACE_NONE, PACE_AHEAD, PACE_BEHIND, PACE_EVEN, PACE_COUNT };

static const char *const share_forms[2][PACE_COUNT][2] = {
    {{N_("{when}, {who} had {stage} {share} of its {budget}."),
      N_("{when}, {who} had {stage} {share} of its {budget}; {before} "
         "{then}.")},
     {N_("{when}, {who} had {stage} {share} of its {budget}, ahead of an even "
         "pace ({pace})."),
      N_("{when}, {who} had {stage} {share} of its {budget}, ahead of an even "
         "pace ({pace}); {before} {then}.")},
     {N_("{when}, {who} had {stage} {share} of its {budget}, behind an even "
         "pace ({pace})."),
      N_("{when}, {who} had {stage} {share} of its {budget}, behind an even "
         "pace ({pace}); {before} {then}.")},
     {N_("{when}, {who} had {stage} {share} of its {budget}, at an even "
         "pace."),
      N_("{when}, {who} had {stage} {share} of its {budget}, at an even "
         "pace; {before} {then}.")}},
    {{N_("{when}, {share} of its {budget} had been {stage}."),
      N_("{when}, {share} of its {budget} had been {stage}; {before} {then}.")},
     {N_("{when}, {share} of its {budget} had been {stage}, ahead of an even "
         "pace ({pace})."),
      N_("{when}, {share} of its {budget} had been {stage}, ahead of an even "
         "pace ({pace}); {before} {then}.")},
     {N_("{when}, {share} of its {budget} had been {stage}, behind an even "
         "pace ({pace})."),
      N_("{when}, {share} of its {budget} had been {stage}, behind an even "
         "pace ({pace}); {before} {then}.")},
     {N_("{when}, {share} of its {budget} had been {stage}, at an even pace."),
      N_("{when}, {share} of its {budget} had been {stage}, at an even pace; "
         "{before} {then}.")}},
};

/* Shares that are printed alike are not told apart by a word either. */
static enum pace pace_met(const struct money_reading *r)
{
    struct amount share;
    struct amount pace;
    uint8_t scale;
    int order;

    if (!is_present(r->behind))
        return PACE_NONE;
    scale = (uint8_t)(r->share->unit.decimals + 2); /* printed in per cent */
    if (!amount_round(r->share->value, scale, &share) ||
        !amount_round(r->pace->value, scale, &pace))
        return PACE_NONE;
    order = amount_compare(share, pace);
    return order > 0 ? PACE_AHEAD : order < 0 ? PACE_BEHIND : PACE_EVEN;
}

/* What is said where neither stage that the side is read by has an amount. */
static const char *form_without(struct page *page,
                                const struct money_slice *slice,
                                const struct money_reading *r)
{
    if (!money_has_main(page, slice))
        return N_("The amounts of {who} in {now} are published in {currency}; "
                  "they stand apart.");
    if (r->executed == NULL && r->budget == NULL &&
        money_has_amounts(page, slice))
        return N_("Amounts of {who} in {now} are published by stage.");
    return N_("No amounts are published for {who} in {now}.");
}

static const char *sentence_form(struct page *page,
                                 const struct money_slice *slice,
                                 const struct money_reading *r)
{
    bool is_part = slice->filter.len > 0;
    enum pace pace = pace_met(r);

    if (!is_present(r->executed) && !is_present(r->budget))
        return form_without(page, slice, r);
    if (is_present(r->share))
        return share_forms[is_part][pace][is_present(r->share_before)];
    if (r->share != NULL)
        return N_("{who} has no budget in {now} that a share could be taken "
                  "of.");
    if (!stages_are_named(page->portal, slice->side))
        return N_("Published of {who} for {now}: {amount} {unit} ({base}).");
    if (r->executed == NULL)
        return N_("For {now}, the {budget} is {amount} {unit}.");
    return is_part ? N_("{when}, {amount} {unit} had been {stage}.")
                   : N_("{when}, {who} had {stage} {amount} {unit}.");
}

/* A part of a year is read to its last month, a year as a whole. */
static struct slice when_words(struct page *page, struct period period)
{
    return period.kind == PERIOD_YEAR
               ? PLAIN(page, N_("In {period}"),
                       ARG_TEXT("period", page_period(page, period)))
               : PLAIN(page, N_("To {period}"),
                       ARG_TEXT("period", page_period(page, period)));
}

static struct slice then_words(struct page *page,
                               const struct money_slice *slice)
{
    if (slice->before.year == slice->year.year - 1)
        return page_text(page, N_("a year before"));
    return PLAIN(page, N_("at the same date of {year}"),
                 ARG_TEXT("year", page_period(page, slice->before)));
}

static struct slice compose(struct page *page, struct slice who,
                            const struct money_slice *slice,
                            const struct money_reading *r, bool plain)
{
    const struct figure *any = r->executed != NULL ? r->executed : r->budget;
    const char *form = sentence_form(page, slice, r);
    const struct sentence_arg args[] = {
        ARG_TEXT("when", when_words(page, r->period)),
        ARG_TEXT("who", who),
        ARG_TEXT("stage", stage_phrase(page, execution_stage(page->portal,
                                                             slice->side))),
        ARG_TEXT("budget", budget_phrase(page, slice->side)),
        ARG_TEXT("base",
                 stage_phrase(page, budget_stage(page->portal, slice->side))),
        ARG_FIGURE("amount", any),
        ARG_TEXT("unit", any != NULL ? page_unit(page, any->unit) : nothing),
        ARG_FIGURE("share", r->share),
        ARG_FIGURE("pace", r->pace),
        ARG_FIGURE("before", r->share_before),
        ARG_TEXT("then", then_words(page, slice)),
        ARG_TEXT("now", page_period(page, slice->year)),
        ARG_TEXT("currency", money_foreign(page, slice)),
    };

    return plain ? sentence_plain(page, form, args, COUNT_OF(args))
                 : sentence(page, form, args, COUNT_OF(args));
}

/*
 * A portal is read by the first table of a side. What is told of another, of
 * investments alone for example, is of less than that, and says so.
 */
static struct slice with_table(struct page *page,
                               const struct money_slice *slice,
                               struct slice told, bool plain)
{
    struct slice title;

    if (slice->facts == NULL ||
        slice->facts == facts_of(page->portal, slice->side))
        return told;
    title = page_words(page, &slice->facts->title);
    if (title.len == 0)
        return told;
    title = plain ? PLAIN(page, N_("Of \"{table}\" alone."),
                          ARG_TEXT("table", title))
                  : SENTENCE(page, N_("Of \"{table}\" alone."),
                             ARG_TEXT("table", title));
    return ARENA_CONCAT(page->arena, title, SLICE(" "), told);
}

/* Part years say so wherever their amounts are told. */
static struct slice with_parts(struct page *page,
                               const struct money_slice *slice,
                               struct slice told, bool plain)
{
    const struct period years[] = {slice->year, slice->before};

    for (size_t i = 0; i < COUNT_OF(years); i++) {
        struct slice note =
            years[i].kind == PERIOD_NONE
                ? nothing
                : facts_part_note(page, slice->facts, years[i], plain);

        if (note.len > 0)
            told = ARENA_CONCAT(page->arena, told, SLICE(" "), note);
    }
    return with_table(page, slice, told, plain);
}

struct slice money_sentence(struct page *page, struct slice who,
                            const struct money_slice *slice,
                            const struct money_reading *reading)
{
    return with_parts(page, slice, compose(page, who, slice, reading, false),
                      false);
}

struct slice money_sentence_plain(struct page *page, struct slice who,
                                  const struct money_slice *slice,
                                  const struct money_reading *reading)
{
    return with_parts(page, slice, compose(page, who, slice, reading, true),
                      true);
}
