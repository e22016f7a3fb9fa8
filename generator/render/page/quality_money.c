/* What the amounts are held against, and how often they did not keep to it. */
#include "render/page/quality_money.h"

#include "render/describe.h"
#include "render/reference.h"

static const struct slice rules_name = SLICE_INIT("derived-money-rules");

/* A row of derived-money-rules (check/money_report.c). */
struct rule {
    struct page *page;
    const struct table *table;
    const struct row *row;
    const struct table *facts;
};

static struct slice text_of(const struct rule *rule, const char *column)
{
    return row_text(rule->table, rule->row, column);
}

/* "current budget" rather than "current". */
static struct slice stage_words(struct page *page, struct slice id)
{
    if (id.len > 0 &&
        slice_equal(id, budget_stage(page->portal, ROLE_EXECUTION)))
        return budget_phrase(page, ROLE_EXECUTION);
    return stage_phrase(page, id);
}

/* "initial + modifications" of "initial|modifications". */
static struct slice stages_joined(const struct rule *rule, const char *column)
{
    struct slice rest = text_of(rule, column);
    struct buf out = BUF_INIT;

    while (rest.len > 0) {
        buf_add_text(&out, out.len > 0 ? " + " : "");
        buf_add_slice(&out, stage_words(rule->page, slice_next(&rest, '|')));
    }
    return arena_take(rule->page->arena, &out);
}

/* "in each institution, program", or "as a whole". */
static struct slice level_words(const struct rule *rule)
{
    struct page *page = rule->page;
    struct slice rest = text_of(rule, "level");
    struct buf out = BUF_INIT;

    if (rest.len == 0)
        return page_text(page, N_("as a whole"));
    while (rest.len > 0) {
        const struct dimension *dimension =
            portal_dimension(page->portal, slice_next(&rest, '|'));

        buf_add_text(&out, out.len > 0 ? " × " : "");
        buf_add_slice(&out, dimension_phrase(page, dimension));
    }
    return PLAIN(page, N_("by {level}"),
                 ARG_TEXT("level", arena_take(page->arena, &out)));
}

/* The factor from which a period is out of line, in the page's digits. */
static struct slice factor_words(const struct rule *rule)
{
    const struct amount times = rule->page->portal->money.times;
    struct buf out = BUF_INIT;

    locale_write_amount(rule->page->language->locale, &out, times, times.scale);
    return arena_take(rule->page->arena, &out);
}

/* What a kind of rule says, and what it counts. */
struct rule_words {
    const char *rule;
    const char *sentence;
    const char *counted;
};

static const struct rule_words *words_of(struct slice rule)
{
    static const struct rule_words words[] = {
        {"identity", N_("{first} is {second}, on every row"),
         N_("rows that have these amounts")},
        {"control", N_("{first} is not more than the {second}, {level}"),
         N_("amounts by period")},
        {"order", N_("{first} is not more than {second}, {level}"),
         N_("amounts by period")},
        {"balance", N_("{first} of revenue is {second} of expenditure"),
         N_("periods")},
        {"to-date", N_("{first} to date does not fall within a year, {level}"),
         N_("amounts by period")},
        {"outliers",
         N_("{first} of a period stays within {times} times the median of the "
            "others of its year, and that part of it"),
         N_("periods")},
        {"rows",
         N_("a period has at least half as many rows with {first} as the "
            "periods beside it"),
         N_("periods")},
        {"no-budget",
         N_("nothing is {first} where the {second} is zero, {level}"),
         N_("amounts by year")},
        {"part-years",
         N_("the share of the {second} that is {first} in a year is at least "
            "half of what it is in the others"),
         N_("years")},
    };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_equal_text(rule, words[i].rule))
            return &words[i];
    BUG("every rule that is checked has words");
}

/* Where the table has several, a rule holds of each apart. */
static struct slice with_currency(const struct rule *rule, struct slice told)
{
    const struct cube *cube = rule->facts != NULL ? rule->facts->cube : NULL;
    struct slice currency = text_of(rule, "currency");

    for (size_t m = 0;
         cube != NULL && currency.len > 0 && m < cube_measure_count(cube); m++)
        if (!slice_equal(cube_measure(cube, m)->column->currency, currency))
            return ARENA_CONCAT(rule->page->arena, told, SLICE(" ("), currency,
                                SLICE(")"));
    return told;
}

static struct slice rule_sentence(const struct rule *rule,
                                  const struct rule_words *words)
{
    struct page *page = rule->page;

    return with_currency(
        rule, text_raised(
                  page, PLAIN(page, words->sentence,
                              ARG_TEXT("first", stages_joined(rule, "first")),
                              ARG_TEXT("second", stages_joined(rule, "second")),
                              ARG_TEXT("level", level_words(rule)),
                              ARG_TEXT("times", factor_words(rule)))));
}

static const struct figure *rule_figure(const struct rule *rule,
                                        const char *column)
{
    return figure_leaf(
        &rule->page->figures, FIGURE_VALUE, rules_name, slice_of(column),
        with_term(rule->page, nothing, "code", "=", text_of(rule, "code")));
}

static void rule_row(const struct rule *rule, struct page_table *out)
{
    const struct rule_words *words = words_of(text_of(rule, "rule"));
    struct page *page = rule->page;
    bool is_declared = slice_equal_text(text_of(rule, "declared"), "yes");

    table_row(out);
    cell_code(out, text_of(rule, "code"), rule_sentence(rule, words), nothing);
    cell_code(out, text_of(rule, "resource"), describe_table(page, rule->facts),
              link_dictionary(page, rule->facts));
    cell_text(out, is_declared ? page_text(page, N_("declared by the portal"))
                               : page_text(page, N_("without being declared")));
    cell_text(out, page_text(page, words->counted));
    cell_figure(out, rule_figure(rule, "looked_at"));
    cell_figure(out, rule_figure(rule, "broken"));
}

static void rules_table(struct page *page)
{
    struct page_table *out =
        table_begin(page, "money-rules", page_text(page, N_("Rules on money")));
    const struct table *table = portal_table_named(page->portal, rules_name);

    table_text_column(out, "rule", page_text(page, N_("Rule")));
    table_text_column(out, "resource", page_text(page, N_("Table")));
    table_text_column(out, "declared",
                      page_text(page, N_("Why it is checked")));
    table_text_column(out, "counted", page_text(page, N_("What is counted")));
    table_figure_column(out, "looked_at", page_text(page, N_("Looked at")),
                        nothing);
    table_figure_column(out, "broken", page_text(page, N_("Not kept")),
                        nothing);
    for (size_t i = 0; table != NULL && i < table->rows.count; i++) {
        struct rule rule = {page, table, &table->rows.items[i], NULL};

        rule.facts =
            portal_table_named(page->portal, text_of(&rule, "resource"));
        rule_row(&rule, out);
    }
    table_end(out, page->view, "money_rules");
}

/* Each declared year of each side's first table, once. */
static void part_years(struct page *page)
{
    const struct money_rules *rules = &page->portal->money;
    struct value *list = view_list(page, page->view, "part_years");

    for (size_t i = 0; i < rules->part_years.count; i++) {
        struct period year = rules->part_years.items[i].year;
        struct slice note = facts_part_note(
            page, facts_of(page->portal, ROLE_EXECUTION), year, true);
        struct value *item = view_object(page);

        if (note.len == 0)
            note = facts_part_note(page, facts_of(page->portal, ROLE_REVENUE),
                                   year, true);
        if (note.len == 0)
            continue;
        view_text(page, item, "text", note);
        view_add(page, list, item);
    }
    view_flag(page, page->view, "has_part_years", list->list.count > 0);
}

void quality_money(struct page *page)
{
    rules_table(page);
    part_years(page);
}
