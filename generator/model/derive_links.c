#include "model/derive_links.h"

#include "model/build.h"
#include "model/link_shares.h"

static const struct slice none = {NULL, 0};

const struct table *plan_facts(const struct portal *portal)
{
    for (const struct table *t = portal_table(portal, ROLE_EXECUTION, NULL);
         t != NULL; t = portal_table(portal, ROLE_EXECUTION, t))
        if (t->cube != NULL &&
            cube_find_dimension(t->cube, SLICE("program")) >= 0)
            return t;
    return NULL;
}

/* --- money of a program --- */

struct linking {
    struct portal *portal;
    const struct table *facts;
    int program, institution; /* dimensions of the cube; -1 = none */
    int measures[2];          /* budget, execution; -1 = none */
    struct table *programs;   /* derived-program-money */
    struct table *plans;      /* derived-plan-money */
    struct plan_codes tops;
    struct plan_codes years; /* "2017" */
};

/* One program, once for all its years and institutions. */
struct tied {
    struct slice code;
    struct slice category;
    const struct member *member; /* null: facts without a program */
    struct plan_codes nodes, plans, kinds, words;
    struct link_shares shares;
    const struct amount *percent; /* of its money, if this is a part of it */
    const char *rule;
};

struct sums {
    struct cube_sum of[2];
    bool has[2];
};

static bool sum_of(const struct linking *l, size_t which,
                   const struct cube_term *terms, size_t count,
                   struct period year, struct cube_sum *out)
{
    const struct cube *cube = l->facts->cube;
    int measure = l->measures[which];
    struct period at = year;

    if (measure < 0)
        return false;
    if (cube_measure(cube, (size_t)measure)->column->accumulation !=
        ACCUMULATE_FLOW)
        at = cube_last_period(cube, year);
    return at.kind != PERIOD_NONE &&
           cube_query(cube, (size_t)measure, terms, count, at, at, out) ==
               CUBE_OK &&
           out->values > 0 && !out->overflow;
}

/* Of a program; of an institution too, unless that is null. */
static struct sums sums_of(const struct linking *l, const struct tied *tied,
                           const struct member *const *institution,
                           struct period year)
{
    const struct member *const program[] = {tied->member};
    struct cube_term terms[2] = {
        {.dimension = l->program, .members = program, .count = 1},
        {.dimension = l->institution, .members = institution, .count = 1}};
    struct sums sums = {0};

    for (size_t i = 0; i < 2; i++)
        sums.has[i] =
            sum_of(l, i, terms, institution == NULL ? 1 : 2, year, &sums.of[i]);
    return sums;
}

static bool sums_are_whole(const struct sums *part, const struct sums *whole)
{
    for (size_t i = 0; i < 2; i++)
        if (part->has[i] != whole->has[i] ||
            (part->has[i] && part->of[i].values != whole->of[i].values))
            return false;
    return true;
}

static bool sums_are_any(const struct sums *sums)
{
    return sums->has[0] || sums->has[1];
}

/* Exact; with no fewer decimals than the money has. */
static bool share_of(struct amount money, struct amount percent,
                     struct amount *out)
{
    struct amount hundredth = {1, 2};

    if (!amount_multiply(percent, hundredth, &percent) ||
        !amount_multiply(money, percent, out))
        return false;
    *out = amount_reduce(*out);
    return out->scale >= money.scale || amount_round(*out, money.scale, out);
}

/* Takes a share of the whole off the rest; what cannot be told exactly stays
 * there. */
static struct sums sums_take(const struct sums *whole, struct amount percent,
                             struct sums *rest)
{
    struct sums part = *whole;

    for (size_t i = 0; i < 2; i++) {
        struct amount left;

        part.has[i] =
            whole->has[i] &&
            share_of(whole->of[i].value, percent, &part.of[i].value) &&
            amount_subtract(rest->of[i].value, part.of[i].value, &left);
        if (part.has[i])
            rest->of[i].value = left;
    }
    return part;
}

/* --- rows --- */

static void put_money(struct row_maker *maker, const struct sums *sums)
{
    for (size_t i = 0; i < 2; i++)
        row_put_number(maker, sums->has[i], sums->of[i].value);
}

static void put_codes(struct row_maker *maker, const struct plan_codes *codes)
{
    row_put_text(maker, plan_codes_text(maker->portal->arena, codes));
}

static struct period year_of(struct slice text)
{
    struct period year;

    return period_parse(text, &year) ? year
                                     : (struct period){PERIOD_NONE, 0, 0, 0};
}

static struct place place_of(const struct tied *tied)
{
    return tied->member != NULL && tied->member->row != NULL
               ? tied->member->row->place
               : (struct place){0, 0, 0};
}

static bool is_linked(const struct tied *tied)
{
    return tied->nodes.count > 0 || tied->kinds.count > 0;
}

static void program_row(struct linking *l, const struct tied *tied,
                        struct slice institution, struct period year,
                        const struct sums *sums)
{
    struct row_maker maker;

    row_begin(&maker, l->portal, l->programs);
    row_put_text(&maker, tied->code);
    row_put_text(&maker, institution);
    row_put_period(&maker, year);
    row_put_text(&maker, tied->category);
    put_money(&maker, sums);
    row_put_text(&maker, is_linked(tied) ? SLICE("yes") : SLICE("no"));
    put_codes(&maker, &tied->kinds);
    put_codes(&maker, &tied->words);
    put_codes(&maker, &tied->plans);
    put_codes(&maker, &tied->nodes);
    row_put_text(&maker, slice_of(tied->rule));
    row_put_number(&maker, tied->percent != NULL,
                   tied->percent != NULL ? *tied->percent : amount_of(0));
    row_put_period(&maker, period_of_day(l->portal->cut_off));
    row_end(&maker, place_of(tied));
}

/* Under which branch of a plan all of its nodes there lie. */
static const char *branch_of(const struct linking *l, const struct tied *tied,
                             struct slice top, struct slice *branch)
{
    struct plan_codes branches = {0};

    if (!is_linked(tied))
        return "none";
    if (!plan_codes_have(&tied->plans, top))
        return "other";
    for (size_t i = 0; i < tied->nodes.count; i++)
        if (slice_equal(plan_top(l->portal, tied->nodes.items[i]), top))
            plan_codes_add(l->portal->arena, &branches,
                           plan_branch(l->portal, tied->nodes.items[i]));
    if (branches.count == 0)
        return "whole";
    if (branches.count > 1)
        return "several";
    *branch = branches.items[0];
    return "linked";
}

static void plan_row(struct linking *l, const struct tied *tied,
                     struct slice institution, struct period year,
                     const struct sums *sums, struct slice top)
{
    struct row_maker maker;
    struct slice branch = none;
    const char *status = branch_of(l, tied, top, &branch);

    row_begin(&maker, l->portal, l->plans);
    row_put_text(&maker, tied->code);
    row_put_text(&maker, institution);
    row_put_period(&maker, year);
    row_put_text(&maker, top);
    row_put_text(&maker, branch);
    row_put_text(&maker, slice_of(status));
    put_money(&maker, sums);
    row_put_period(&maker, period_of_day(l->portal->cut_off));
    row_end(&maker, place_of(tied));
}

static void part_add(struct linking *l, const struct tied *tied,
                     struct slice institution, struct period year,
                     const struct sums *sums)
{
    program_row(l, tied, institution, year, sums);
    for (size_t i = 0; i < l->tops.count; i++)
        plan_row(l, tied, institution, year, sums, l->tops.items[i]);
}

/* What one link with a share ties. */
static struct tied tied_by(const struct linking *l, const struct tied *whole,
                           const struct link_share *share)
{
    struct arena *arena = l->portal->arena;
    struct tied part = {.code = whole->code,
                        .category = whole->category,
                        .member = whole->member,
                        .percent = &share->percent,
                        .rule = "share"};

    plan_codes_add(arena, &part.nodes, share->node);
    plan_codes_add(arena, &part.plans, plan_top(l->portal, share->node));
    plan_codes_add(arena, &part.kinds,
                   link_kind_of_row(l->portal, share->table, share->row));
    plan_codes_add(arena, &part.words,
                   row_text(share->table, share->row, "kind"));
    return part;
}

/* A row for each share, and one for what is left over. */
static void shares_add(struct linking *l, const struct tied *tied,
                       struct slice institution, struct period year,
                       const struct sums *sums)
{
    struct sums rest = *sums;
    struct tied left = {.code = tied->code,
                        .category = tied->category,
                        .member = tied->member,
                        .rule = "rest"};
    struct amount percent;

    for (size_t i = 0; i < tied->shares.count; i++) {
        const struct link_share *share = &tied->shares.items[i];
        struct tied part = tied_by(l, tied, share);
        struct sums own = sums_take(sums, share->percent, &rest);

        part_add(l, &part, institution, year, &own);
    }
    if (!amount_subtract(amount_of(100), tied->shares.sum, &percent) ||
        amount_sign(percent) <= 0)
        return;
    left.percent = &percent;
    part_add(l, &left, institution, year, &rest);
}

static void rows_add(struct linking *l, const struct tied *tied,
                     struct slice institution, struct period year,
                     const struct sums *sums)
{
    if (!sums_are_any(sums))
        return;
    if (tied->shares.sharing == SHARING_USED)
        shares_add(l, tied, institution, year, sums);
    else
        part_add(l, tied, institution, year, sums);
}

static void institutions_add(struct linking *l, const struct tied *tied,
                             struct period year)
{
    const struct dimension *dimension =
        cube_dimension(l->facts->cube, (size_t)l->institution);

    for (size_t i = 0; i <= dimension->members.count; i++) {
        const struct member *const member[] = {
            i < dimension->members.count ? dimension->members.items[i] : NULL};
        struct sums sums;

        if (member[0] != NULL && !member[0]->used)
            continue;
        sums = sums_of(l, tied, member, year);
        rows_add(l, tied, member[0] != NULL ? member[0]->code : none, year,
                 &sums);
    }
}

/* Most programs are of one institution: that one is asked first. */
static void year_add(struct linking *l, const struct tied *tied,
                     struct period year)
{
    struct sums whole = sums_of(l, tied, NULL, year), part = {0};
    const struct member *own[] = {NULL};
    struct slice code =
        tied->member == NULL || tied->member->row == NULL
            ? none
            : row_text(tied->member->table, tied->member->row, "institution");

    if (!sums_are_any(&whole))
        return;
    if (l->institution < 0) {
        rows_add(l, tied, code, year, &whole);
        return;
    }
    own[0] = map_get(
        &cube_dimension(l->facts->cube, (size_t)l->institution)->by_code, code);
    if (own[0] != NULL)
        part = sums_of(l, tied, own, year);
    if (sums_are_whole(&part, &whole))
        rows_add(l, tied, code, year, &part);
    else
        institutions_add(l, tied, year);
}

/* --- what a program is tied to --- */

static void words_of(const struct linking *l, struct tied *tied,
                     struct slice code)
{
    for (const struct table *t = portal_table(l->portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(l->portal, ROLE_LINKS, t)) {
        const struct row_list *rows = table_rows_by(t, "program", code);

        for (size_t i = 0; i < rows->count; i++) {
            const struct row *row = row_at(t, rows, i);

            plan_codes_add(l->portal->arena, &tied->words,
                           row_text(t, row, "kind"));
            /* A link to a kind of plan and to no node of one. */
            if (row_text(t, row, "plan-node").len == 0)
                plan_codes_add(l->portal->arena, &tied->kinds,
                               link_kind_of_row(l->portal, t, row));
        }
    }
}

static bool has_links(const struct portal *portal, struct slice code)
{
    for (const struct table *t = portal_table(portal, ROLE_LINKS, NULL);
         t != NULL; t = portal_table(portal, ROLE_LINKS, t)) {
        const struct row_list *rows = table_rows_by(t, "program", code);

        for (size_t i = 0; i < rows->count; i++)
            if (row_text(t, row_at(t, rows, i), "plan-node").len > 0 ||
                link_kind_of_row(portal, t, row_at(t, rows, i)).len > 0)
                return true;
    }
    return false;
}

static const char *rule_of(const struct portal *portal, const struct tied *tied)
{
    const struct table *table;
    const struct row *row;
    bool own;

    if (tied->code.len == 0)
        return "no-program";
    row = portal_find(portal, ROLE_PROGRAMS, tied->code, &table);
    own = row != NULL && row_text(table, row, "plan-nodes").len > 0;
    if (has_links(portal, tied->code))
        return own ? "both" : "link";
    if (own)
        return "own-record";
    return tied->nodes.count > 0 ? "parent" : "none";
}

static struct slice category_of(const struct portal *portal, struct slice code)
{
    for (int depth = 0; code.len > 0 && depth < PLAN_DEPTH_MAX; depth++) {
        const struct table *table;
        const struct row *row =
            portal_find(portal, ROLE_PROGRAMS, code, &table);
        struct slice category =
            row == NULL ? none : row_text(table, row, "category");

        if (category.len > 0)
            return category;
        code = row == NULL ? none : row_text(table, row, "parent");
    }
    return none;
}

static void tie(const struct linking *l, const struct member *member,
                struct tied *tied)
{
    struct arena *arena = l->portal->arena;

    *tied = (struct tied){.member = member};
    if (member != NULL)
        tied->code = member->code;
    plan_ties(l->portal, arena, ROLE_PROGRAMS, "program", tied->code,
              &tied->nodes);
    for (size_t i = 0; i < tied->nodes.count; i++) {
        struct slice node = tied->nodes.items[i];

        plan_codes_add(arena, &tied->plans, plan_top(l->portal, node));
        plan_codes_add(arena, &tied->kinds,
                       link_kind_of(l->portal, tied->code, node));
    }
    link_shares_from_above(l->portal, arena, tied->code, &tied->shares);
    words_of(l, tied, tied->code);
    tied->category = category_of(l->portal, tied->code);
    tied->rule = rule_of(l->portal, tied);
}

/* --- the tables --- */

static void add_reference(struct portal *portal, struct table *table,
                          const char *name, enum column_type type,
                          const char *refers)
{
    table_add_column(portal, table, name, type)->refers = slice_of(refers);
}

static void add_money(struct linking *l, struct table *table)
{
    static const char *const names[] = {"budget", "executed"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct column *column =
            table_add_column(l->portal, table, names[i], COLUMN_NUMBER);
        /* Of a stage that the facts lack nothing is ever written. */
        int measure = l->measures[i] < 0 ? l->measures[1 - i] : l->measures[i];
        const struct column *from =
            cube_measure(l->facts->cube, (size_t)measure)->column;

        column->currency = from->currency;
        column->multiplier = from->multiplier;
    }
}

static struct table *money_table(struct linking *l, const char *name,
                                 const char *title)
{
    struct table *table = table_new(l->portal, slice_of(name), ROLE_DERIVED);

    table->title = portal_words(l->portal, slice_of(title));
    table->status = l->facts->status;
    if (l->facts->publish == PUBLISH_NONE)
        table->publish = PUBLISH_NONE;
    add_reference(l->portal, table, "program", COLUMN_CODE, "programs");
    add_reference(l->portal, table, "institution", COLUMN_CODE, "institutions");
    (void)table_add_column(l->portal, table, "period", COLUMN_PERIOD);
    return table;
}

static void tables_begin(struct linking *l)
{
    struct portal *portal = l->portal;

    l->programs = money_table(l, "derived-program-money",
                              N_("Money of programs and the plans it is tied "
                                 "to, derived by rule"));
    (void)table_add_column(portal, l->programs, "category", COLUMN_CHOICE);
    add_money(l, l->programs);
    (void)table_add_column(portal, l->programs, "linked", COLUMN_CHOICE);
    (void)table_add_column(portal, l->programs, "kinds", COLUMN_CODES);
    (void)table_add_column(portal, l->programs, "links", COLUMN_CODES);
    add_reference(portal, l->programs, "plans", COLUMN_CODES, "plan");
    add_reference(portal, l->programs, "plan_nodes", COLUMN_CODES, "plan");
    (void)table_add_column(portal, l->programs, "rule", COLUMN_CHOICE);
    (void)table_add_column(portal, l->programs, "share", COLUMN_NUMBER);
    (void)table_add_column(portal, l->programs, "as_of", COLUMN_DATE);
    l->plans = money_table(l, "derived-plan-money",
                           N_("Money by branch of each plan, derived by rule"));
    add_reference(portal, l->plans, "plan", COLUMN_CODE, "plan");
    add_reference(portal, l->plans, "branch", COLUMN_CODE, "plan");
    (void)table_add_column(portal, l->plans, "status", COLUMN_CHOICE);
    add_money(l, l->plans);
    (void)table_add_column(portal, l->plans, "as_of", COLUMN_DATE);
}

static void years_find(struct linking *l)
{
    const struct cube *cube = l->facts->cube;

    for (size_t i = 0; i < cube_period_count(cube); i++)
        plan_codes_add(l->portal->arena, &l->years,
                       arena_format(l->portal->arena, "%d",
                                    (int)cube_period(cube, i).year));
}

static void tops_find(struct linking *l)
{
    for (const struct table *t = portal_table(l->portal, ROLE_PLAN, NULL);
         t != NULL; t = portal_table(l->portal, ROLE_PLAN, t))
        for (size_t i = 0; i < t->rows.count; i++) {
            const struct row *row = &t->rows.items[i];

            if (row_text(t, row, "parent").len == 0)
                plan_codes_add(l->portal->arena, &l->tops,
                               row_text(t, row, "code"));
        }
}

static bool linking_begin(struct linking *l, struct portal *portal)
{
    const struct cube *cube;

    *l = (struct linking){.portal = portal, .facts = plan_facts(portal)};
    if (l->facts == NULL || portal_table(portal, ROLE_PLAN, NULL) == NULL)
        return false;
    cube = l->facts->cube;
    l->program = cube_find_dimension(cube, SLICE("program"));
    l->institution = cube_find_dimension(cube, SLICE("institution"));
    l->measures[0] = cube_find_stage(cube, portal->budget_stage);
    l->measures[1] = cube_find_stage(cube, portal->execution_stage);
    years_find(l);
    tops_find(l);
    return l->measures[0] >= 0 || l->measures[1] >= 0;
}

static void member_add(struct linking *l, const struct member *member)
{
    struct tied tied;

    tie(l, member, &tied);
    for (size_t y = 0; y < l->years.count; y++)
        year_add(l, &tied, year_of(l->years.items[y]));
}

void derive_links(struct portal *portal)
{
    struct linking l;
    const struct dimension *dimension;

    if (!linking_begin(&l, portal))
        return;
    tables_begin(&l);
    dimension = cube_dimension(l.facts->cube, (size_t)l.program);
    for (size_t i = 0; i < dimension->members.count; i++)
        if (dimension->members.items[i]->used)
            member_add(&l, dimension->members.items[i]);
    member_add(&l, NULL);
    table_index(portal, l.programs);
    table_index(portal, l.plans);
}
