/* What the rules say of an indicator: each of its targets, what it lacks, the
 * four points, and what was changed of it. */
#include "render/indicator/indicator.h"
#include "render/related.h"
#include "render/row.h"

/* --- the rules in words --- */

static const struct {
    const char *rule;
    const char *words; /* msgid */
} rules[] = {
    {"no-target", N_("No number with a deadline: nothing to judge by.")},
    {"placeholder",
     N_("Its zero is declared a placeholder: nothing to judge by.")},
    {"no-data", N_("No value was published between the baseline and the "
                   "deadline.")},
    {"no-direction", N_("The source does not say which way is better.")},
    {"no-side", N_("It should reach the target, and without a baseline nobody "
                   "can say from which side.")},
    {"no-base", N_("Without a dated baseline there is no value or no path.")},
    {"zero-base", N_("A change in per cent of a baseline of zero is no "
                     "number.")},
    {"deadline-value", N_("The deadline has passed: what was reached by then "
                          "is compared with the target.")},
    {"path-linear", N_("Before the deadline: what was reached is compared with "
                       "the straight line to the target, by days.")},
    {"path-through", N_("Before the deadline: what was reached is compared "
                        "with the line through all targets on the way, by "
                        "days.")},
    {"path-constant", N_("Before the deadline: what was reached is compared "
                         "with the target itself, which is the same all "
                         "along.")},
    {"path-deadline", N_("By its declared path nothing is due before the "
                         "deadline.")},
};

struct slice indicator_rule_words(const struct page *page, struct slice rule)
{
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (slice_equal_text(rule, rules[i].rule))
            return page_text(page, rules[i].words);
    return rule;
}

/* --- each target --- */

static struct slice compared_words(const struct page *page, struct slice what)
{
    if (slice_equal_text(what, "mean"))
        return page_text(page, N_("mean of the period"));
    if (slice_equal_text(what, "sum"))
        return page_text(page, N_("total of the period"));
    if (slice_equal_text(what, "last"))
        return page_text(page, N_("last value"));
    return nothing;
}

static const struct figure *verdict_figure(struct page *page,
                                           const struct table *derived,
                                           const struct row *row,
                                           const char *column)
{
    if (row_cell(derived, row, column)->state != CELL_PRESENT)
        return NULL;
    return figure_leaf(&page->figures, FIGURE_VALUE, derived->name,
                       slice_of(column),
                       with_term(page, nothing, "target", "=",
                                 row_text(derived, row, "target")));
}

static void verdict_heads(const struct indicator *indicator,
                          struct page_table *out)
{
    struct page *page = indicator->page;

    table_text_column(out, "deadline", page_text(page, N_("Deadline")));
    table_figure_column(out, "target_value",
                        page_text(page, N_("To be reached")), indicator->unit);
    table_figure_column(out, "reached_value", page_text(page, N_("Reached")),
                        indicator->unit);
    table_text_column(out, "reached_period", page_text(page, N_("Value of")));
    table_text_column(out, "compared", page_text(page, N_("What is compared")));
    table_figure_column(out, "expected_value",
                        page_text(page, N_("On the path by then")),
                        indicator->unit);
    table_text_column(out, "status", page_text(page, N_("Status")));
    table_text_column(out, "rule", page_text(page, N_("Rule")));
}

static void verdict_row(struct page *page, struct page_table *out,
                        const struct table *derived, const struct row *row)
{
    struct slice status = row_text(derived, row, "status");
    struct slice compared = row_text(derived, row, "compared");
    struct slice rule = row_text(derived, row, "rule");
    struct period deadline = row_period(derived, row, "deadline");

    table_row(out);
    if (deadline.kind == PERIOD_NONE)
        cell_missing(out, page_text(page, N_("no date given")));
    else
        cell_period(out, deadline);
    cell_figure(out, verdict_figure(page, derived, row, "target_value"));
    cell_figure(out, verdict_figure(page, derived, row, "reached_value"));
    cell_period(out, row_period(derived, row, "reached_period"));
    cell_code(out, compared, compared_words(page, compared), nothing);
    cell_figure(out, verdict_figure(page, derived, row, "expected_value"));
    cell_status(out, status, page_indicator_status(page, status));
    cell_code(out, rule, indicator_rule_words(page, rule), nothing);
}

void indicator_verdicts(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-targets"));
    struct page_table *out = table_begin(
        page, "verdicts", page_text(page, N_("Every target, judged by rule")));
    const struct row_list *rows;

    verdict_heads(indicator, out);
    if (derived != NULL) {
        rows = table_rows_by(derived, "indicator", indicator->code);
        for (size_t i = 0; i < rows->count; i++)
            verdict_row(page, out, derived, row_at(derived, rows, i));
    }
    table_end(out, page->view, "verdicts");
}

/* --- badges and the four points --- */

static const struct {
    const char *column;
    const char *words; /* msgid */
} badges[] = {{"has_target", N_("no target")},
              {"has_unit", N_("no unit")},
              {"has_owner", N_("no owner")},
              {"has_source", N_("no source")}};

struct slice indicator_lacks(struct page *page, const struct table *derived,
                             const struct row *rule)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; rule != NULL && i < COUNT_OF(badges); i++) {
        if (!slice_equal_text(row_text(derived, rule, badges[i].column), "no"))
            continue;
        buf_add_text(&out, out.len > 0 ? ", " : "");
        buf_add_slice(&out, page_text(page, badges[i].words));
    }
    return arena_take(page->arena, &out);
}

void indicator_badges(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct value *list = view_list(page, page->view, "badges");

    for (size_t i = 0; indicator->rule != NULL && i < COUNT_OF(badges); i++) {
        struct value *item;

        if (!slice_equal_text(
                row_text(indicator->derived, indicator->rule, badges[i].column),
                "no"))
            continue;
        item = view_object(page);
        view_text(page, item, "text", page_text(page, badges[i].words));
        view_add(page, list, item);
    }
    view_flag(page, page->view, "has_badges", list->list.count > 0);
}

static const struct {
    const char *column;
    const char *point; /* msgids */
    const char *rule;
} points[] = {
    {"timely", N_("Timely"),
     N_("The last value was released within one turn of its own frequency.")},
    {"objective", N_("Objective"),
     N_("It is measured independently of those who answer for it, and its "
        "definition or method is published.")},
    {"actionable", N_("Actionable"),
     N_("It has an owner, a direction and a target with a deadline.")},
    {"value_for_money", N_("Worth its cost"),
     N_("The source says that measuring it is worth what it costs.")},
};

static void answer_cell(struct page *page, struct page_table *out,
                        struct slice answer)
{
    if (slice_equal_text(answer, "yes"))
        cell_text(out, page_text(page, N_("yes")));
    else if (slice_equal_text(answer, "no"))
        cell_text(out, page_text(page, N_("no")));
    else
        cell_missing(out, page_text(page, N_("not known")));
}

void indicator_checklist(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct page_table *out =
        table_begin(page, "checklist",
                    page_text(page, N_("Four points of a good "
                                       "indicator")));

    table_text_column(out, "point", page_text(page, N_("Point")));
    table_text_column(out, "answer", page_text(page, N_("Answer")));
    table_text_column(out, "rule", page_text(page, N_("Rule")));
    for (size_t i = 0; indicator->rule != NULL && i < COUNT_OF(points); i++) {
        table_row(out);
        cell_code(out, slice_of(points[i].column),
                  page_text(page, points[i].point), nothing);
        answer_cell(
            page, out,
            row_text(indicator->derived, indicator->rule, points[i].column));
        cell_text(out, page_text(page, points[i].rule));
    }
    table_end(out, page->view, "checklist");
}

/* --- what was changed --- */

static struct slice kind_words(const struct page *page, struct slice kind)
{
    static const struct {
        const char *kind;
        const char *words; /* msgid */
    } kinds[] = {{"value", N_("Value")},       {"target", N_("Target")},
                 {"baseline", N_("Baseline")}, {"definition", N_("Definition")},
                 {"method", N_("Method")},     {"source", N_("Source")},
                 {"unit", N_("Unit")}};

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (slice_equal_text(kind, kinds[i].kind))
            return page_text(page, kinds[i].words);
    return portal_label(page->portal, "kind", kind, page->language);
}

static void revision_heads(const struct indicator *indicator,
                           struct page_table *out)
{
    struct page *page = indicator->page;

    table_text_column(out, "date", page_text(page, N_("Changed on")));
    table_text_column(out, "kind", page_text(page, N_("What")));
    table_text_column(out, "period", page_text(page, N_("Of")));
    table_figure_column(out, "before", page_text(page, N_("Before")),
                        indicator->unit);
    table_figure_column(out, "after", page_text(page, N_("After")),
                        indicator->unit);
    table_text_column(out, "change", page_text(page, N_("Change")));
    table_text_column(out, "reason", page_text(page, N_("Reason")));
    table_text_column(out, "source", page_text(page, N_("Source document")));
}

static void revision_row(struct page *page, struct page_table *out,
                         const struct table *table, const struct row *row)
{
    struct slice kind = row_text(table, row, "kind");
    struct slice reason = row_words(table, row, "reason", page->language);

    table_row(out);
    cell_period(out, row_period(table, row, "date"));
    cell_code(out, kind, kind_words(page, kind), nothing);
    cell_period(out, row_period(table, row, "period"));
    cell_figure(out, row_cell(table, row, "before")->state == CELL_PRESENT
                         ? record_figure(page, table, row,
                                         table_role_column(table, "before"))
                         : NULL);
    cell_figure(out, row_cell(table, row, "after")->state == CELL_PRESENT
                         ? record_figure(page, table, row,
                                         table_role_column(table, "after"))
                         : NULL);
    cell_text(out, row_words(table, row, "change", page->language));
    if (reason.len > 0)
        cell_text(out, reason);
    else
        cell_missing(out, page_text(page, N_("no explanation published")));
    cell_code(out, row_source(page, table, row), row_source(page, table, row),
              row_source_address(page, table, row));
}

void indicator_revisions(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    const struct table *table =
        portal_table(page->portal, ROLE_REVISIONS, NULL);
    struct page_table *out = table_begin(
        page, "revisions",
        page_text(page, N_("What was changed since it was first published")));
    struct row_list rows = {0};

    related_rows(page, table, "indicator", indicator->code, &rows);
    if (table != NULL)
        rows_sort(page, table, &rows, table_role_column(table, "date"),
                  ROWS_EARLIEST_FIRST);
    revision_heads(indicator, out);
    for (size_t i = 0; i < rows.count; i++)
        revision_row(page, out, table, row_at(table, &rows, i));
    table_end(out, page->view, "revisions");
}
