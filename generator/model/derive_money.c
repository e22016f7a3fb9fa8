#include "model/derive_money.h"

#include "model/build.h"
#include "model/derive_links.h"

bool facts_have_year(const struct table *facts, struct period year)
{
    return cube_last_period(facts->cube, year).kind != PERIOD_NONE;
}

int facts_first_year(const struct table *facts)
{
    return cube_period_count(facts->cube) > 0 ? cube_period(facts->cube, 0).year
                                              : 1;
}

int facts_last_year(const struct table *facts)
{
    size_t count = cube_period_count(facts->cube);

    return count > 0 ? cube_period(facts->cube, count - 1).year : 0;
}

bool year_sum(const struct table *facts, size_t measure, struct slice dimension,
              const struct member *member, struct period year,
              struct cube_sum *out)
{
    const struct column *column = cube_measure(facts->cube, measure)->column;
    struct period last = cube_last_period(facts->cube, year);
    bool is_flow = column->accumulation == ACCUMULATE_FLOW;
    const struct cube_term term = {
        .dimension = cube_find_dimension(facts->cube, dimension),
        .members = &member,
        .count = 1,
        .subtree = true};

    if (last.kind == PERIOD_NONE || (member != NULL && term.dimension < 0))
        return false;
    return cube_query(facts->cube, measure, &term, member != NULL ? 1 : 0,
                      is_flow ? year : last, is_flow ? year : last,
                      out) == CUBE_OK &&
           out->values > 0 && !out->overflow;
}

size_t stages_in_order(const struct portal *portal, const struct table *facts,
                       size_t *out)
{
    size_t count = 0;

    for (size_t i = 0; i < portal->stages.count; i++) {
        int at = cube_find_stage(facts->cube, portal->stages.items[i].id);

        if (at >= 0 && count < CUBE_MEASURES_MAX)
            out[count++] = (size_t)at;
    }
    return count;
}

bool stage_is_step(const struct portal *portal, struct slice stage)
{
    for (size_t i = 0; i < portal->money.identities.count; i++) {
        const struct money_identity *identity =
            &portal->money.identities.items[i];

        for (size_t k = 1; k < identity->part_count; k++)
            if (slice_equal(identity->parts[k], stage))
                return true;
    }
    return false;
}

int stage_before_budget(const struct portal *portal, const struct table *facts)
{
    size_t stages[CUBE_MEASURES_MAX];
    size_t count = stages_in_order(portal, facts, stages);
    int before = -1;

    for (size_t i = 0; i < count; i++) {
        struct slice id = cube_measure(facts->cube, stages[i])->column->stage;

        if (slice_equal(id, portal->budget_stage))
            return before;
        if (!stage_is_step(portal, id))
            before = (int)stages[i];
    }
    return -1;
}

/* What a year begins with: the level before the budget, else the budget. */
static int first_stage(const struct portal *portal, const struct table *facts)
{
    int before = stage_before_budget(portal, facts);

    return before >= 0 ? before
                       : cube_find_stage(facts->cube, portal->budget_stage);
}

static struct table *derived_new(struct portal *portal, const char *name,
                                 const char *title, const struct table *from)
{
    struct table *to = table_new(portal, slice_of(name), ROLE_DERIVED);

    to->title = portal_words(portal, slice_of(title));
    to->status = from->status;
    to->publish =
        from->publish == PUBLISH_NONE ? PUBLISH_NONE : PUBLISH_NORMALISED;
    return to;
}

static void money_column(struct portal *portal, struct table *table,
                         const char *name, struct slice currency,
                         uint8_t multiplier)
{
    struct column *column =
        table_add_column(portal, table, name, COLUMN_NUMBER);

    column->currency = currency;
    column->multiplier = multiplier;
}

static void code_column(struct portal *portal, struct table *table,
                        const char *name, const char *refers)
{
    table_add_column(portal, table, name, COLUMN_CODE)->refers =
        slice_of(refers);
}

static const struct table *facts_with_cube(const struct portal *portal,
                                           enum resource_role side)
{
    for (const struct table *t = portal_table(portal, side, NULL); t != NULL;
         t = portal_table(portal, side, t))
        if (t->cube != NULL && cube_measure_count(t->cube) > 0)
            return t;
    return NULL;
}

/* --- modifications --- */

static void modification_row(struct portal *portal, const struct table *from,
                             const struct row *row, struct table *to)
{
    const struct cell *value = row_cell(from, row, "value");
    struct row_maker maker;

    if (value->state != CELL_PRESENT)
        return;
    row_begin(&maker, portal, to);
    row_put_text(&maker, row_text(from, row, "code"));
    row_put_text(&maker, amount_sign(value->is.number) < 0 ? SLICE("reduction")
                                                           : SLICE("increase"));
    row_put_period(&maker, row_period(from, row, "date"));
    row_put_number(&maker, true, value->is.number);
    row_put_cell(&maker, row_cell(from, row, "kind"));
    row_put_cell(&maker, row_cell(from, row, "institution"));
    row_put_cell(&maker, row_cell(from, row, "program"));
    row_put_period(&maker, period_of_day(portal->cut_off));
    row_end(&maker, row->place);
}

static struct slice amount_words(struct portal *portal, struct amount value)
{
    struct buf out = BUF_INIT;
    struct slice text;

    amount_write(&out, value);
    text = arena_copy(portal->arena, buf_slice(&out));
    buf_release(&out);
    return text;
}

/* The sum of the modifications of a year; false without any. */
static bool modified_in(const struct table *table, struct period year,
                        struct amount *sum, struct place *first)
{
    bool any = false;

    *sum = amount_of(0);
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (!period_contains(year, row_period(table, row, "period")))
            continue;
        if (!any)
            *first = row->place;
        any = true;
        if (!amount_add(*sum, row_cell(table, row, "value")->is.number, sum))
            return false;
    }
    return any;
}

/* The log says how the budget changed, and the facts do. */
static void modifications_check(struct portal *portal,
                                const struct table *facts,
                                const struct table *table, struct period year)
{
    int from = stage_before_budget(portal, facts);
    int to = cube_find_stage(facts->cube, portal->budget_stage);
    struct cube_sum sums[2];
    struct amount sum, change;
    struct place first;

    if (from < 0 || to < 0 || !modified_in(table, year, &sum, &first) ||
        !year_sum(facts, (size_t)from, (struct slice){NULL, 0}, NULL, year,
                  &sums[0]) ||
        !year_sum(facts, (size_t)to, (struct slice){NULL, 0}, NULL, year,
                  &sums[1]) ||
        !amount_subtract(sums[1].value, sums[0].value, &change) ||
        amount_compare(change, sum) == 0)
        return;
    diag_add_pair(portal->diagnostics, DIAG_MODIFICATIONS_DISAGREE, first,
                  sums[1].last, arena_format(portal->arena, "%d", year.year),
                  amount_words(portal, sum),
                  cube_measure(facts->cube, (size_t)from)->column->name,
                  cube_measure(facts->cube, (size_t)to)->column->name,
                  amount_words(portal, change));
}

static void derive_modifications(struct portal *portal)
{
    const struct table *from = portal_table(portal, ROLE_MODIFICATIONS, NULL);
    const struct table *facts = facts_with_cube(portal, ROLE_EXECUTION);
    struct table *to;
    const struct column *budget;

    if (from == NULL || facts == NULL)
        return;
    budget = cube_measure(facts->cube, 0)->column;
    to = derived_new(portal, "derived-modifications",
                     N_("Budget modifications by direction"), from);
    code_column(portal, to, "modification", "modifications");
    (void)table_add_column(portal, to, "direction", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "period", COLUMN_PERIOD);
    money_column(portal, to, "value", budget->currency, budget->multiplier);
    (void)table_add_column(portal, to, "kind", COLUMN_CHOICE);
    code_column(portal, to, "institution", "institutions");
    code_column(portal, to, "program", "programs");
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    for (size_t i = 0; i < from->rows.count; i++)
        modification_row(portal, from, &from->rows.items[i], to);
    table_index(portal, to);
    for (int year = facts_first_year(facts); year <= facts_last_year(facts);
         year++)
        modifications_check(portal, facts, to, period_of_year(year));
}

/* --- protected programs --- */

struct protection {
    struct portal *portal;
    const struct table *from;
    const struct table *facts;
    const struct row *row;
    const struct member *member;
    struct table *to;
};

/* Two amounts of which the first may not be less. */
struct comparison {
    const char *rule;
    struct period year;
    size_t stages[2];
    struct period years[2];
};

static struct slice stage_in_year(const struct protection *p,
                                  const struct comparison *c, int i)
{
    struct buf out = BUF_INIT;
    struct slice text;

    buf_add_slice(&out,
                  cube_measure(p->facts->cube, c->stages[i])->column->name);
    buf_add_char(&out, ' ');
    period_write(&out, c->years[i]);
    text = arena_copy(p->portal->arena, buf_slice(&out));
    buf_release(&out);
    return text;
}

static void protection_compare(const struct protection *p,
                               const struct comparison *c)
{
    struct portal *portal = p->portal;
    struct cube_sum sums[2];
    struct row_maker maker;
    bool is_cut;

    for (int i = 0; i < 2; i++)
        if (!year_sum(p->facts, c->stages[i], SLICE("program"), p->member,
                      c->years[i], &sums[i]))
            return;
    is_cut = amount_compare(sums[0].value, sums[1].value) < 0;
    row_begin(&maker, portal, p->to);
    row_put_text(&maker, p->member->code);
    row_put_period(&maker, c->year);
    row_put_text(&maker, slice_of(c->rule));
    row_put_text(&maker, is_cut ? SLICE("cut") : SLICE("kept"));
    row_put_period(&maker, period_of_day(portal->cut_off));
    for (int i = 0; i < 2; i++) {
        row_put_text(&maker,
                     cube_measure(p->facts->cube, c->stages[i])->column->stage);
        row_put_number(&maker, true, sums[i].value);
    }
    row_end(&maker, p->row->place);
    if (is_cut)
        diag_add_pair(portal->diagnostics, DIAG_PROTECTION_CUT, p->row->place,
                      sums[0].first, p->member->code, stage_in_year(p, c, 0),
                      amount_words(portal, sums[0].value),
                      stage_in_year(p, c, 1),
                      amount_words(portal, sums[1].value));
}

static bool is_protected(const struct protection *p, struct period year)
{
    struct period from = row_period(p->from, p->row, "start");
    struct period to = row_period(p->from, p->row, "end");

    return from.kind != PERIOD_NONE && from.year <= year.year &&
           (to.kind == PERIOD_NONE || to.year >= year.year);
}

static void protection_year(const struct protection *p, struct period year)
{
    int first = first_stage(p->portal, p->facts);
    int budget = cube_find_stage(p->facts->cube, p->portal->budget_stage);
    struct period before = period_of_year(year.year - 1);

    if (first < 0 || !is_protected(p, year))
        return;
    protection_compare(p, &(struct comparison){"between-years",
                                               year,
                                               {(size_t)first, (size_t)first},
                                               {year, before}});
    if (budget >= 0 && budget != first)
        protection_compare(p,
                           &(struct comparison){"within-year",
                                                year,
                                                {(size_t)budget, (size_t)first},
                                                {year, year}});
}

static void protection_columns(struct portal *portal, const struct table *facts,
                               struct table *to)
{
    const struct column *money = cube_measure(facts->cube, 0)->column;

    code_column(portal, to, "program", "programs");
    (void)table_add_column(portal, to, "period", COLUMN_PERIOD);
    (void)table_add_column(portal, to, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "status", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "as_of", COLUMN_DATE);
    (void)table_add_column(portal, to, "stage", COLUMN_CHOICE);
    money_column(portal, to, "value", money->currency, money->multiplier);
    (void)table_add_column(portal, to, "stage_before", COLUMN_CHOICE);
    money_column(portal, to, "value_before", money->currency,
                 money->multiplier);
}

static void derive_protections(struct portal *portal)
{
    const struct table *from = portal_table(portal, ROLE_PROTECTIONS, NULL);
    struct protection p = {
        .portal = portal, .from = from, .facts = plan_facts(portal)};
    const struct dimension *programs =
        portal_dimension(portal, SLICE("program"));

    if (from == NULL || p.facts == NULL || programs == NULL)
        return;
    p.to = derived_new(portal, "derived-protections",
                       N_("Protected programs: kept or cut, by rule"), from);
    protection_columns(portal, p.facts, p.to);
    for (size_t r = 0; r < from->rows.count; r++) {
        p.row = &from->rows.items[r];
        p.member =
            map_get(&programs->by_code, row_text(from, p.row, "program"));
        if (p.member == NULL)
            continue; /* an unknown program is found with the references */
        for (int year = facts_first_year(p.facts);
             year <= facts_last_year(p.facts); year++)
            if (facts_have_year(p.facts, period_of_year(year)))
                protection_year(&p, period_of_year(year));
    }
    table_index(portal, p.to);
}

void derive_money(struct portal *portal)
{
    derive_modifications(portal);
    derive_protections(portal);
    derive_conversions(portal);
}
