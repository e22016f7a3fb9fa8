/* What hangs on an entity: indicators, commitments, plan nodes, records. */
#include "render/related.h"

#include "render/reference.h"
#include "render/row.h"

/* --- rows and codes, each once --- */

static void row_add(struct page *page, struct row_list *rows, size_t number)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i] == number)
            return;
    ARENA_PUSH(page->arena, rows, (uint32_t)number);
}

void related_rows(struct page *page, const struct table *table,
                  const char *role, struct slice code, struct row_list *rows)
{
    const struct row_list *list;

    if (table == NULL)
        return;
    list = table_rows_by(table, role, code);
    for (size_t i = 0; i < list->count; i++)
        row_add(page, rows, list->items[i]);
}

void related_row(struct page *page, const struct table *table,
                 struct slice code, struct row_list *rows)
{
    const struct row *row = table == NULL ? NULL : table_find(table, code);

    if (row != NULL)
        row_add(page, rows, (size_t)(row - table->rows.items));
}

void code_add(struct page *page, struct code_list *codes, struct slice code)
{
    if (code.len == 0)
        return;
    for (size_t i = 0; i < codes->count; i++)
        if (slice_equal(codes->items[i], code))
            return;
    ARENA_PUSH(page->arena, codes, code);
}

void row_codes(struct page *page, const struct table *table,
               const struct row *row, const char *role, struct code_list *codes)
{
    struct slice rest = row_text(table, row, role);

    while (rest.len > 0)
        code_add(page, codes, slice_trim(slice_next(&rest, '|')));
}

void related_codes(struct page *page, enum resource_role role, const char *by,
                   struct slice code, const char *want, struct code_list *codes)
{
    const struct portal *portal = page->portal;

    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t)) {
        const struct row_list *rows = table_rows_by(t, by, code);

        for (size_t i = 0; i < rows->count; i++)
            code_add(page, codes, row_text(t, row_at(t, rows, i), want));
    }
}

void linked_codes(struct page *page, const char *by, struct slice code,
                  const char *want, struct code_list *codes)
{
    related_codes(page, ROLE_LINKS, by, code, want, codes);
}

/* The head a portal gave a column, else ours. */
static struct slice column_head(const struct page *page,
                                const struct column *column, const char *ours)
{
    return words_are_empty(&column->title) ? page_text(page, ours)
                                           : page_words(page, &column->title);
}

/* The one value in `measure` of the row with a code. */
static const struct figure *value_of(struct page *page,
                                     const struct table *table,
                                     struct slice measure, const char *key,
                                     struct slice code)
{
    return figure_leaf(&page->figures, FIGURE_VALUE, table->name, measure,
                       with_term(page, nothing, key, "=", code));
}

/* --- registers --- */

/* The latest records stand on the page, all of them in the register. */
#define RECORDS_SHOWN 20

struct register_column {
    const char *role;
    enum resource_role refers;
    const char *folder;
    const char *head; /* msgid */
};

static const struct register_column entities[] = {
    {"program", ROLE_PROGRAMS, "programs", N_("Program")},
    {"institution", ROLE_INSTITUTIONS, "institutions", N_("Institution")},
    {"territory", ROLE_TERRITORIES, "territories", N_("Territory")},
    {"commitment", ROLE_COMMITMENTS, "commitments", N_("Commitment")},
    {"indicator", ROLE_INDICATORS, "indicators", N_("Indicator")},
};

/* Of meetings: who came, and what came of it. */
static const struct {
    const char *role;
    const char *head; /* msgid */
} counted[] = {
    {"participants", N_("Participants")},
    {"decisions", N_("Decisions")},
};

struct register_view {
    struct page *page;
    const struct table *table;
    const char *role; /* what the records are tied by */
    const struct column *columns[COUNT_OF(entities)]; /* null = not shown */
    const struct column *date;
    const struct column *status;
    const struct column *value;
    const struct column *counts[COUNT_OF(counted)]; /* null = not shown */
    const struct column *decided;
    struct page_table *out;
};

/* An institution stands in it as one that works on it. */
static bool is_shared(const char *role)
{
    return slice_equal_text(SLICE("collaborators"), role);
}

/* A program says its institution already. */
static bool is_shown(const char *role, const char *column)
{
    bool in_program = slice_equal_text(slice_of(role), "program");

    return !slice_equal_text(slice_of(column), role) &&
           !(in_program && slice_equal_text(slice_of(column), "institution"));
}

static void value_head(struct register_view *r, const struct row *first)
{
    struct page *page = r->page;
    const struct figure *figure =
        value_of(page, r->table, r->value->name, "code",
                 row_text(r->table, first, "code"));

    table_figure_column(r->out, "value",
                        column_head(page, r->value, N_("Value")),
                        page_unit(page, figure->unit));
}

static void register_heads(struct register_view *r, const struct row *first)
{
    struct page *page = r->page;

    table_text_column(r->out, "code", page_text(page, N_("Record")));
    if (r->date != NULL)
        table_text_column(r->out, "date",
                          column_head(page, r->date, N_("Date")));
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (r->columns[i] != NULL)
            table_text_column(
                r->out, entities[i].role,
                column_head(page, r->columns[i], entities[i].head));
    if (r->status != NULL)
        table_text_column(r->out, "status",
                          column_head(page, r->status, N_("Status")));
    for (size_t i = 0; i < COUNT_OF(counted); i++)
        if (r->counts[i] != NULL)
            table_figure_column(
                r->out, counted[i].role,
                column_head(page, r->counts[i], counted[i].head), nothing);
    if (r->decided != NULL)
        table_text_column(r->out, "decided",
                          page_text(page, N_("What was decided")));
    if (r->value != NULL)
        value_head(r, first);
}

static void register_row(struct register_view *r, const struct row *row)
{
    struct page *page = r->page;
    struct slice code = row_text(r->table, row, "code");

    table_row(r->out);
    cell_code(r->out, code, row_words(r->table, row, "label", page->language),
              link_record(page, r->table, code));
    if (r->date != NULL)
        cell_period(r->out, row_period(r->table, row, "date"));
    for (size_t i = 0; i < COUNT_OF(entities); i++) {
        struct slice other;

        if (r->columns[i] == NULL)
            continue;
        other = row_text(r->table, row, entities[i].role);
        cell_code(r->out, other, page_label(page, entities[i].refers, other),
                  link_entity(page, entities[i].folder, other));
    }
    if (r->status != NULL) {
        struct slice status = row_text(r->table, row, "status");

        cell_code(r->out, status,
                  portal_label(page->portal, "status", status, page->language),
                  nothing);
    }
    for (size_t i = 0; i < COUNT_OF(counted); i++)
        if (r->counts[i] != NULL)
            cell_figure(r->out, value_of(page, r->table, r->counts[i]->name,
                                         "code", code));
    if (r->decided != NULL)
        cell_text(r->out, row_words(r->table, row, "decided", page->language));
    if (r->value != NULL)
        cell_figure(r->out,
                    value_of(page, r->table, r->value->name, "code", code));
}

static void register_table(struct page *page, const struct table *table,
                           const char *role, const struct row_list *rows,
                           struct value *item)
{
    struct register_view r = {.page = page, .table = table, .role = role};
    size_t shown = rows->count < RECORDS_SHOWN ? rows->count : RECORDS_SHOWN;

    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (is_shown(role, entities[i].role))
            r.columns[i] = table_role_column(table, entities[i].role);
    r.date = table_role_column(table, "date");
    r.status = table_role_column(table, "status");
    r.value = table_role_column(table, "value");
    for (size_t i = 0; i < COUNT_OF(counted) && table->role == ROLE_REGISTER;
         i++)
        r.counts[i] = table_role_column(table, counted[i].role);
    if (table->role == ROLE_REGISTER)
        r.decided = table_role_column(table, "decided");
    r.out = table_begin(
        page,
        arena_format(page->arena, "registers-" SLICE_FORMAT "%s",
                     SLICE_ARGS(table->name), is_shared(role) ? "-shared" : "")
            .ptr,
        PLAIN(page,
              is_shared(role)  ? N_("{register}: records it works on")
              : r.date != NULL ? N_("{register}, the latest first")
                               : N_("{register}: records"),
              ARG_TEXT("register", page_words(page, &table->title))));
    register_heads(&r, row_at(table, rows, 0));
    for (size_t i = 0; i < shown; i++)
        register_row(&r, row_at(table, rows, i));
    table_end(r.out, item, "table");
}

static void register_section(struct page *page, const struct table *table,
                             const char *role, struct slice code,
                             struct value *list)
{
    struct row_list rows = {NULL, 0, 0};
    struct value *item;
    const struct column *column = table_role_column(table, role);

    related_rows(page, table, role, code, &rows);
    if (rows.count == 0)
        return;
    /* Records without a date come last, in the register's order. */
    rows_sort(page, table, &rows, table_role_column(table, "date"),
              ROWS_LATEST_FIRST);
    item = view_object(page);
    view_text(page, item, "title",
              is_shared(role)
                  ? PLAIN(page, N_("{register} of others that it works on"),
                          ARG_TEXT("register", page_words(page, &table->title)))
                  : page_words(page, &table->title));
    view_link(page, item, "link", link_register(page, table));
    view_figure(page, item, "count",
                count_figure(
                    page, table->name,
                    filter_add(page->arena, nothing, column->name, "=", code)));
    view_flag(page, item, "is_cut", rows.count > RECORDS_SHOWN);
    register_table(page, table, role, &rows, item);
    view_add(page, list, item);
}

bool related_registers(struct page *page, const char *role, struct slice code,
                       const char *name)
{
    static const enum resource_role roles[] = {
        ROLE_REGISTER, ROLE_MODIFICATIONS, ROLE_OBLIGATIONS, ROLE_QUESTIONS,
        ROLE_PARTICIPATION};
    const struct portal *portal = page->portal;
    struct value *list = value_list_new(page->arena);

    for (size_t i = 0; i < COUNT_OF(roles); i++)
        for (const struct table *t = portal_table(portal, roles[i], NULL);
             t != NULL; t = portal_table(portal, roles[i], t)) {
            register_section(page, t, role, code, list);
            if (slice_equal_text(SLICE("institution"), role))
                register_section(page, t, "collaborators", code, list);
        }
    view_list_or_null(page, page->view, name, list);
    return list->list.count > 0;
}

/* --- indicators --- */

static void indicator_heads(struct page *page, struct page_table *out)
{
    table_text_column(out, "indicator", page_text(page, N_("Indicator")));
    table_text_column(out, "unit", page_text(page, N_("Unit")));
    table_figure_column(out, "baseline", page_text(page, N_("Baseline")),
                        nothing);
    table_text_column(out, "baseline_period",
                      page_text(page, N_("Baseline of")));
    table_figure_column(out, "last_value", page_text(page, N_("Last value")),
                        nothing);
    table_text_column(out, "last_period", page_text(page, N_("Value of")));
    table_figure_column(out, "target_value", page_text(page, N_("Target")),
                        nothing);
    table_text_column(out, "target_period", page_text(page, N_("Target for")));
    table_text_column(out, "status", page_text(page, N_("Status")));
}

static void derived_cells(struct page *page, struct page_table *out,
                          const struct table *derived, struct slice code)
{
    const struct row_list *rows = table_rows_by(derived, "indicator", code);
    const struct row *row = rows->count > 0 ? row_at(derived, rows, 0) : NULL;
    struct slice status = row_text(derived, row, "status");

    cell_figure(
        out, value_of(page, derived, SLICE("last_value"), "indicator", code));
    cell_period(out, row_period(derived, row, "last_period"));
    cell_figure(
        out, value_of(page, derived, SLICE("target_value"), "indicator", code));
    cell_period(out, row_period(derived, row, "target_period"));
    cell_status(out, status, page_indicator_status(page, status));
}

bool related_indicators(struct page *page, const struct row_list *rows,
                        const char *name)
{
    const struct table *table =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-indicators"));
    struct page_table *out =
        table_begin(page, name, page_text(page, N_("Indicators")));
    bool has_baseline =
        table != NULL && table_role_column(table, "baseline") != NULL;

    indicator_heads(page, out);
    for (size_t i = 0; derived != NULL && i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);
        struct slice code = row_text(table, row, "code");

        table_row(out);
        cell_code(out, code, row_words(table, row, "label", page->language),
                  link_entity(page, "indicators", code));
        cell_text(out, row_words(table, row, "unit", page->language));
        cell_figure(out, has_baseline ? value_of(page, table, SLICE("baseline"),
                                                 "code", code)
                                      : NULL);
        cell_period(out, row_period(table, row, "baseline-period"));
        derived_cells(page, out, derived, code);
    }
    table_end(out, page->view, name);
    return table_rows(out) > 0;
}

/* --- commitments --- */

struct commitment_view {
    struct page *page;
    const struct table *table;
    const struct table *derived;
    struct page_table *out;
    bool has_late;     /* one of them is: then there is a column for it */
    bool has_owner;    /* the source has such a field */
    bool has_deadline; /* the same, or an event set one */
    bool has_progress; /* the same of progress */
};

static const struct row *rule_of(const struct table *derived, struct slice code)
{
    const struct row_list *rows = table_rows_by(derived, "commitment", code);

    return rows->count > 0 ? row_at(derived, rows, 0) : NULL;
}

static bool is_late(const struct commitment_view *v, struct slice code)
{
    return row_cell(v->derived, rule_of(v->derived, code), "days_late")
               ->state == CELL_PRESENT;
}

static void commitment_heads(struct commitment_view *v)
{
    struct page *page = v->page;

    table_text_column(v->out, "commitment", page_text(page, N_("Commitment")));
    if (v->has_owner)
        table_text_column(v->out, "institution",
                          page_text(page, N_("Who answers for it")));
    if (v->has_deadline)
        table_text_column(v->out, "deadline", page_text(page, N_("Deadline")));
    if (v->has_progress)
        table_figure_column(v->out, "progress", page_text(page, N_("Progress")),
                            SLICE("%"));
    if (v->has_late)
        table_figure_column(v->out, "days_late",
                            page_text(page, N_("Days late")), nothing);
    table_text_column(v->out, "status", page_text(page, N_("Status")));
}

static void owner_cell(struct commitment_view *v, struct slice owner)
{
    if (owner.len > 0)
        cell_code(v->out, owner, page_label(v->page, ROLE_INSTITUTIONS, owner),
                  link_entity(v->page, "institutions", owner));
    else
        cell_missing(v->out, page_text(v->page, N_("no owner named")));
}

static void deadline_cell(struct commitment_view *v, struct period deadline)
{
    if (deadline.kind != PERIOD_NONE)
        cell_period(v->out, deadline);
    else
        cell_missing(v->out, page_text(v->page, N_("no public deadline")));
}

/* What no row can have is no column: the page says what all of them lack. */
static void commitment_columns(struct commitment_view *v,
                               const struct row_list *rows)
{
    v->has_owner = table_role_column(v->table, "institution") != NULL;
    v->has_progress = table_role_column(v->table, "progress") != NULL;
    v->has_deadline = table_role_column(v->table, "deadline") != NULL;
    for (size_t i = 0; i < rows->count; i++) {
        struct slice code =
            row_text(v->table, row_at(v->table, rows, i), "code");

        v->has_late |= is_late(v, code);
        v->has_deadline |=
            row_period(v->derived, rule_of(v->derived, code), "deadline")
                .kind != PERIOD_NONE;
    }
}

static void commitment_row(struct commitment_view *v, const struct row *row)
{
    struct page *page = v->page;
    struct slice code = row_text(v->table, row, "code");
    const struct row *rule = rule_of(v->derived, code);
    struct slice status = row_text(v->derived, rule, "status");

    table_row(v->out);
    cell_code(v->out, code, row_words(v->table, row, "label", page->language),
              link_entity(page, "commitments", code));
    if (v->has_owner)
        owner_cell(v, row_text(v->table, row, "institution"));
    if (v->has_deadline)
        deadline_cell(v, row_period(v->derived, rule, "deadline"));
    if (v->has_progress)
        cell_figure(v->out, value_of(page, v->derived, SLICE("progress"),
                                     "commitment", code));
    if (v->has_late)
        cell_figure(v->out, is_late(v, code)
                                ? value_of(page, v->derived, SLICE("days_late"),
                                           "commitment", code)
                                : NULL);
    cell_status(v->out, status, page_commitment_status(page, status));
}

bool related_commitments_on(struct page *page, struct value *object,
                            const char *key, const struct row_list *rows,
                            const char *name, struct slice caption)
{
    struct commitment_view v = {
        .page = page,
        .table = portal_table(page->portal, ROLE_COMMITMENTS, NULL),
        .derived =
            portal_table_named(page->portal, SLICE("derived-commitments"))};
    size_t count = v.derived == NULL ? 0 : rows->count;

    if (count > 0)
        commitment_columns(&v, rows);
    v.out = table_begin(page, key, caption);
    commitment_heads(&v);
    for (size_t i = 0; i < count; i++)
        commitment_row(&v, row_at(v.table, rows, i));
    table_end(v.out, object, name);
    return table_rows(v.out) > 0;
}

bool related_commitments_as(struct page *page, const struct row_list *rows,
                            const char *name, struct slice caption)
{
    return related_commitments_on(page, page->view, name, rows, name, caption);
}

bool related_commitments(struct page *page, const struct row_list *rows,
                         const char *name)
{
    return related_commitments_as(page, rows, name,
                                  page_text(page, N_("Commitments")));
}

/* --- plan nodes --- */

bool related_nodes_as(struct page *page, const struct code_list *codes,
                      const char *name, struct slice caption)
{
    struct page_table *out = table_begin(page, name, caption);

    table_text_column(out, "plan_node", page_text(page, N_("Goal")));
    table_text_column(out, "level", page_text(page, N_("Level")));
    table_text_column(out, "parent", page_text(page, N_("Part of")));
    for (size_t i = 0; i < codes->count; i++) {
        const struct table *plan = NULL;
        const struct row *row =
            portal_find(page->portal, ROLE_PLAN, codes->items[i], &plan);
        struct slice above;
        struct slice level;

        if (row == NULL)
            continue; /* an unknown code is found with the references */
        above = row_text(plan, row, "parent");
        level = row_text(plan, row, "level");
        table_row(out);
        cell_code(out, codes->items[i],
                  row_words(plan, row, "label", page->language),
                  link_entity(page, "plans", codes->items[i]));
        cell_code(out, level,
                  portal_label(page->portal, "level", level, page->language),
                  nothing);
        cell_code(out, above, page_label(page, ROLE_PLAN, above),
                  link_entity(page, "plans", above));
    }
    table_end(out, page->view, name);
    return table_rows(out) > 0;
}

bool related_nodes(struct page *page, const struct code_list *codes,
                   const char *name)
{
    return related_nodes_as(page, codes, name,
                            page_text(page, N_("Goals of the plans")));
}
