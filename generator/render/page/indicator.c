/* indicators/<code>: what is measured, where it stands, where it should. */
#include "render/detail.h"
#include "render/document/document.h"
#include "render/indicator/indicator.h"
#include "render/page/kinds.h"
#include "render/row.h"
#include "render/commitment/status_chart.h"

static struct slice text_of(const struct indicator *indicator, const char *role)
{
    return row_words(indicator->table, indicator->row, role,
                     indicator->page->language);
}

static struct period derived_period(const struct indicator *indicator,
                                    const char *column)
{
    if (indicator->rule == NULL)
        return (struct period){PERIOD_NONE, 0, 0, 0};
    return row_period(indicator->derived, indicator->rule, column);
}

/* --- the summary: where it stands, where it came from, where it should --- */

static struct slice last_sentence(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    const struct figure *last = indicator_derived(indicator, "last_value");

    if (last == NULL && indicator->has_groups)
        return page_text(page, N_("No value of the whole was published, only "
                                  "values by group."));
    if (last == NULL)
        return page_text(page, N_("No value was published."));
    return SENTENCE(
        page, N_("The last value is {value} {unit}, for {period}."),
        ARG_FIGURE("value", last), ARG_TEXT("unit", indicator->unit),
        ARG_TEXT("period",
                 page_period(page, derived_period(indicator, "last_period"))));
}

static struct slice baseline_sentence(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct period period =
        row_period(indicator->table, indicator->row, "baseline-period");
    const struct figure *baseline =
        row_value(page, indicator->table, indicator->row, "baseline");

    if (baseline == NULL || baseline->status != FIGURE_PRESENT)
        return page_text(page, N_("No baseline was published."));
    if (period.kind == PERIOD_NONE)
        return SENTENCE(page,
                        N_("It started from {value}, in a year that was not "
                           "published."),
                        ARG_FIGURE("value", baseline));
    return SENTENCE(page, N_("It started from {value} in {period}."),
                    ARG_FIGURE("value", baseline),
                    ARG_TEXT("period", page_period(page, period)));
}

static struct slice target_sentence(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    const struct figure *target = indicator_derived(indicator, "target_value");

    if (target == NULL)
        return page_text(page, N_("No numeric target with a deadline was "
                                  "published."));
    return SENTENCE(
        page, N_("The target is {value} by {period}."),
        ARG_FIGURE("value", target),
        ARG_TEXT("period", page_period(page, derived_period(indicator,
                                                            "target_period"))));
}

static struct slice summary(const struct indicator *indicator)
{
    return arena_format(indicator->page->arena,
                        SLICE_FORMAT " " SLICE_FORMAT " " SLICE_FORMAT,
                        SLICE_ARGS(last_sentence(indicator)),
                        SLICE_ARGS(baseline_sentence(indicator)),
                        SLICE_ARGS(target_sentence(indicator)));
}

/* --- the status and its rule --- */

static bool is_provisional(struct slice status)
{
    return slice_equal_text(status, "on-path") ||
           slice_equal_text(status, "off-path") ||
           slice_equal_text(status, "not-due") ||
           slice_equal_text(status, "no-baseline");
}

static void status(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct slice id = row_text(indicator->derived, indicator->rule, "status");
    const struct figure *expected =
        indicator_derived(indicator, "expected_value");
    struct period deadline = derived_period(indicator, "target_period");
    struct slice provisional = nothing, path = nothing;

    if (is_provisional(id) && deadline.kind != PERIOD_NONE)
        provisional =
            PLAIN(page, N_("It may still change until its deadline, {date}."),
                  ARG_TEXT("date", page_date(page, period_last_day(deadline))));
    if (expected != NULL)
        path = SENTENCE(
            page, N_("On its path it would have stood at {value} in {period}."),
            ARG_FIGURE("value", expected),
            ARG_TEXT("period",
                     page_period(page,
                                 derived_period(indicator, "reached_period"))));
    view_code(page, page->view, "status", id);
    page->headline.status = page_indicator_status(page, id);
    view_text(page, page->view, "status_word", page->headline.status);
    view_text(page, page->view, "status_rule",
              page_text(page, arena_text(page->arena,
                                         indicator_status_definition(id))));
    view_text(page, page->view, "rule_words",
              indicator_rule_words(
                  page, row_text(indicator->derived, indicator->rule, "rule")));
    view_text(page, page->view, "provisional", provisional);
    view_markup(page, page->view, "path", path);
}

/* --- what it is --- */

static struct slice direction_words(const struct page *page,
                                    struct slice direction)
{
    if (slice_equal_text(direction, "increase"))
        return page_text(page, N_("More is better."));
    if (slice_equal_text(direction, "decrease"))
        return page_text(page, N_("Less is better."));
    if (slice_equal_text(direction, "keep"))
        return page_text(page, N_("It should stay as it is."));
    if (slice_equal_text(direction, "reach"))
        return page_text(page, N_("It should reach the target."));
    if (slice_equal_text(direction, "delete"))
        return page_text(page, N_("It should disappear."));
    return direction;
}

static struct slice independence_words(const struct page *page,
                                       struct slice independence)
{
    if (slice_equal_text(independence, "independent"))
        return page_text(page, N_("Measured independently of those who answer "
                                  "for it."));
    if (slice_equal_text(independence, "reported"))
        return page_text(page, N_("Reported by those who answer for it."));
    if (slice_equal_text(independence, "unverified"))
        return page_text(page, N_("Not verified by anyone."));
    return independence;
}

static struct slice word_of(const struct indicator *indicator, const char *role)
{
    struct slice code = row_text(indicator->table, indicator->row, role);

    return code.len == 0 ? code
                         : portal_label(indicator->page->portal, role, code,
                                        indicator->page->language);
}

static struct slice performance_words(const struct page *page,
                                      struct slice code)
{
    if (slice_equal_text(code, "effectiveness"))
        return page_text(page, N_("Effectiveness: is the aim reached?"));
    if (slice_equal_text(code, "efficiency"))
        return page_text(page, N_("Efficiency: how much for how much?"));
    if (slice_equal_text(code, "economy"))
        return page_text(page, N_("Economy: at what cost?"));
    if (slice_equal_text(code, "quality"))
        return page_text(page, N_("Quality: how well?"));
    return code.len == 0 ? nothing
                         : portal_label(page->portal, "performance", code,
                                        page->language);
}

/* A zero is a number only if the source means it as one. */
static struct slice zero_words(const struct page *page, struct slice code)
{
    if (slice_equal_text(code, "value"))
        return page_text(page, N_("The zero was measured."));
    if (slice_equal_text(code, "start"))
        return page_text(page, N_("Nothing of it existed yet: the zero is the "
                                  "start."));
    if (slice_equal_text(code, "placeholder"))
        return page_text(page, N_("The zero stands for a value that is not "
                                  "known, and is not counted."));
    return code;
}

static void kinds(const struct indicator *indicator, struct value *list)
{
    struct page *page = indicator->page;
    struct slice direct =
        row_text(indicator->table, indicator->row, "directness");
    struct slice pays = row_text(indicator->table, indicator->row, "incentive");
    const struct cell *baseline =
        row_cell(indicator->table, indicator->row, "baseline");

    detail_text(
        page, list, N_("Dimension"),
        performance_words(
            page, row_text(indicator->table, indicator->row, "performance")),
        NULL);
    if (slice_equal_text(direct, "indirect"))
        detail_text(page, list, N_("Direct or indirect"),
                    page_text(page, N_("Indirect: it stands for something "
                                       "that is not measured itself.")),
                    NULL);
    if (slice_equal_text(direct, "direct"))
        detail_text(page, list, N_("Direct or indirect"),
                    page_text(page, N_("Direct.")), NULL);
    detail_text(page, list, N_("Why this indicator"),
                text_of(indicator, "rationale"), NULL);
    if (slice_equal_text(pays, "yes"))
        detail_text(page, list, N_("Money depends on it"),
                    page_text(page, N_("Yes: those who report it are paid by "
                                       "it.")),
                    NULL);
    if (baseline->state == CELL_PRESENT &&
        amount_sign(baseline->is.number) == 0)
        detail_text(page, list, N_("Baseline of zero"),
                    zero_words(page, row_text(indicator->table, indicator->row,
                                              "baseline-zero")),
                    NULL);
}

static void releases(const struct indicator *indicator, struct value *list)
{
    struct page *page = indicator->page;
    bool is_overdue = slice_equal_text(
        row_text(indicator->derived, indicator->rule, "release_overdue"),
        "yes");
    struct period next =
        row_period(indicator->table, indicator->row, "next-release");

    detail_period(page, list, N_("Next release"), next, NULL);
    if (is_overdue)
        detail_text(page, list, N_("Release overdue"),
                    page_text(page, N_("Nothing was released since that "
                                       "day.")),
                    NULL);
}

static void details(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct value *list = details_begin(page, "details");
    struct slice direction =
        row_text(indicator->table, indicator->row, "direction");
    struct slice independence =
        row_text(indicator->table, indicator->row, "independence");

    detail_text(page, list, N_("Definition"), text_of(indicator, "definition"),
                N_("no definition published"));
    detail_text(page, list, N_("Unit"), indicator->unit, N_("no unit given"));
    detail_text(page, list, N_("Which way is better"),
                direction_words(page, direction), N_("not said"));
    detail_text(
        page, list, N_("Level"),
        page_level(page, row_text(indicator->table, indicator->row, "level")),
        N_("no level given"));
    kinds(indicator, list);
    detail_text(page, list, N_("Method"), text_of(indicator, "method"), NULL);
    detail_text(page, list, N_("Measured by"),
                text_of(indicator, "source-body"), N_("not said"));
    detail_text(page, list, N_("Independence"),
                independence_words(page, independence), N_("not said"));
    detail_text(page, list, N_("Frequency"), word_of(indicator, "frequency"),
                N_("not said"));
    detail_code(page, list, N_("Who answers for it"), ROLE_INSTITUTIONS,
                "institutions",
                row_text(indicator->table, indicator->row, "institution"),
                N_("no owner named"));
    detail_text(page, list, N_("Person in charge"),
                text_of(indicator, "responsible"), NULL);
    detail_code(page, list, N_("Budget program"), ROLE_PROGRAMS, "programs",
                row_text(indicator->table, indicator->row, "program"), NULL);
    releases(indicator, list);
    detail_source(page, list, indicator->table, indicator->row);
    detail_text(page, list, N_("Note"), text_of(indicator, "note"), NULL);
}

static void line(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct buf out = BUF_INIT;

    if (indicator_line(indicator, "indicator-line", nothing, &out))
        view_chart(page, page->view, "chart", &out);
    else
        view_null(page, page->view, "chart");
}

/* --- what is lacking --- */

struct wanted {
    const char *role;
    const char *words; /* msgid */
};

static const struct wanted wanted[] = {
    {"definition", N_("A definition.")},
    {"unit", N_("A unit.")},
    {"direction", N_("Whether more or less is better.")},
    {"baseline", N_("A baseline.")},
    {"baseline-period", N_("The year of the baseline.")},
    {"source-body", N_("Who measures it.")},
    {"institution", N_("Who answers for it.")},
    {"frequency", N_("How often it is measured.")},
};

static void lack_add(struct page *page, struct value *list, const char *words)
{
    struct value *item = view_object(page);

    view_text(page, item, "text", page_text(page, words));
    view_add(page, list, item);
}

static void lacking(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct value *list = view_list(page, page->view, "lacking");

    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        if (row_cell(indicator->table, indicator->row, wanted[i].role)->state !=
            CELL_PRESENT)
            lack_add(page, list, wanted[i].words);
    if (indicator_derived(indicator, "target_value") == NULL)
        lack_add(page, list, N_("A numeric target with a deadline."));
    if (indicator_derived(indicator, "last_value") == NULL)
        lack_add(page, list,
                 indicator->has_groups ? N_("A value of the whole.")
                                       : N_("Any value."));
    view_flag(page, page->view, "is_lacking", list->list.count > 0);
}

/* --- what it is tied to --- */

static void ties(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    const struct table *table =
        portal_table(page->portal, ROLE_COMMITMENTS, NULL);
    struct row_list rows = {0};
    struct code_list nodes = {0}, linked = {0};

    row_codes(page, indicator->table, indicator->row, "plan-nodes", &nodes);
    linked_codes(page, "indicator", indicator->code, "plan-node", &nodes);
    related_nodes(page, &nodes, "nodes");
    related_rows(page, table, "indicators", indicator->code, &rows);
    linked_codes(page, "indicator", indicator->code, "commitment", &linked);
    for (size_t i = 0; i < linked.count; i++)
        related_row(page, table, linked.items[i], &rows);
    related_commitments(page, &rows, "commitments");
    related_registers(page, "indicator", indicator->code, "registers");
    view_flag(page, page->view, "has_registers", view_has(page, "registers"));
}

void page_indicator(struct page *page)
{
    struct indicator indicator =
        indicator_read(page, page->route->table, page->route->row);
    struct slice definition = text_of(&indicator, "definition");

    page_title(page, indicator.label);
    page_description(page, definition.len > 0
                               ? definition
                               : text_of(&indicator, "description"));
    page_step(page, page_text(page, N_("Indicators")), SLICE("indicators"));
    page_step(page, indicator.label, page->route->key);
    view_text(page, page->view, "about", text_of(&indicator, "description"));
    view_markup(page, page->view, "summary_sentence", summary(&indicator));
    status(&indicator);
    details(&indicator);
    line(&indicator);
    indicator_observations(&indicator);
    indicator_targets(&indicator);
    indicator_verdicts(&indicator);
    indicator_badges(&indicator);
    indicator_checklist(&indicator);
    indicator_revisions(&indicator);
    indicator_groups(&indicator);
    lacking(&indicator);
    ties(&indicator);
    document_body(page);
    status_definitions(page, "status_words", true);
}
