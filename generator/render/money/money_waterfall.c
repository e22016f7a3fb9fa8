/* How the budget became what it is, and the log of what changed it. */
#include "model/derive_money.h"
#include "render/money/money.h"
#include "render/reference.h"
#include "render/row.h"

/* Levels, and between two of them an increase, a reduction and the rest. */
#define STEPS_MAX (CUBE_MEASURES_MAX + 3)

struct fall {
    struct page *page;
    const struct money_slice *slice;
    struct chart_step steps[STEPS_MAX];
    size_t count;
    size_t levels;
};

static void step_add(struct fall *fall, struct slice label,
                     const struct figure *figure, bool is_change)
{
    if (figure == NULL || fall->count == STEPS_MAX)
        return;
    fall->steps[fall->count++] = (struct chart_step){
        .label = label, .figure = figure, .is_change = is_change};
    fall->levels += !is_change;
}

static const struct figure *stage_figure(const struct fall *fall, size_t at)
{
    return money_figure(
        fall->page, fall->slice->facts,
        cube_measure(fall->slice->facts->cube, at)->column->stage,
        fall->slice->filter, fall->slice->year);
}

/* "program" where the filter is one program; the log knows programs and
 * institutions, and no other dimension. */
static const char *log_field(const struct money_slice *slice)
{
    static const char *const fields[] = {"program", "institution"};
    struct slice filter = slice->filter;

    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        struct slice field = slice_of(fields[i]);

        if (slice_starts_with(filter, field) && filter.len > field.len &&
            filter.ptr[field.len] == '=' &&
            slice_find(filter, ';') == filter.len)
            return fields[i];
    }
    return NULL;
}

static const struct table *log_of(struct page *page,
                                  const struct money_slice *slice)
{
    bool fits = slice->filter.len == 0 || log_field(slice) != NULL;

    return fits && slice->side == ROLE_EXECUTION
               ? portal_table_named(page->portal,
                                    SLICE("derived-modifications"))
               : NULL;
}

static const struct figure *
logged(const struct fall *fall, const struct table *log, const char *direction)
{
    struct period year = fall->slice->year;
    struct slice filter = with_term(fall->page, fall->slice->filter,
                                    "direction", "=", slice_of(direction));
    const struct figure *sum =
        figure_leaf(&fall->page->figures, FIGURE_SUM, log->name, SLICE("value"),
                    filter_add_period(fall->page->arena, filter, year, year));

    return sum->status == FIGURE_PRESENT ? sum : NULL;
}

/* Without a log there is one change; with one, what it leaves unexplained. */
static void changes_add(struct fall *fall, size_t from, size_t to)
{
    struct page *page = fall->page;
    const struct table *log = log_of(page, fall->slice);
    const struct figure *before = stage_figure(fall, from);
    const struct figure *rest =
        tree_of(page, FIGURE_DIFFERENCE, stage_figure(fall, to), before);
    const struct figure *up =
        log == NULL ? NULL : logged(fall, log, "increase");
    const struct figure *down =
        log == NULL ? NULL : logged(fall, log, "reduction");

    if (rest == NULL || rest->status != FIGURE_PRESENT)
        return;
    step_add(fall, page_text(page, N_("Increases")), up, true);
    step_add(fall, page_text(page, N_("Reductions")), down, true);
    if (up != NULL)
        rest = figure_tree(&page->figures, FIGURE_DIFFERENCE, rest, up);
    if (down != NULL)
        rest = figure_tree(&page->figures, FIGURE_DIFFERENCE, rest, down);
    if ((up == NULL && down == NULL) || amount_sign(rest->value) != 0)
        step_add(fall,
                 up == NULL && down == NULL
                     ? page_text(page, N_("Modifications"))
                     : page_text(page, N_("Not in the log")),
                 rest, true);
}

/* Steps that stand in the facts are drawn as they are. */
static void steps_gather(struct fall *fall)
{
    const struct portal *portal = fall->page->portal;
    const struct table *facts = fall->slice->facts;
    size_t stages[CUBE_MEASURES_MAX];
    size_t count = stages_in_order(portal, facts, stages);
    int before = stage_before_budget(portal, facts);
    bool has_steps = false;

    for (size_t i = 0; i < count; i++) {
        struct slice id = cube_measure(facts->cube, stages[i])->column->stage;
        bool is_step = stage_is_step(portal, id);

        if (!money_is_main(fall->slice, stages[i]))
            continue;
        has_steps |= is_step;
        if (slice_equal(id, portal->budget_stage) && before >= 0 && !has_steps)
            changes_add(fall, (size_t)before, stages[i]);
        step_add(fall, stage_label(fall->page, id),
                 stage_figure(fall, stages[i]), is_step);
    }
}

static struct slice describe(const struct fall *fall)
{
    const struct chart_step *first = &fall->steps[0];
    const struct chart_step *last = &fall->steps[fall->count - 1];

    return PLAIN(fall->page,
                 N_("From {first}, {first_amount} {unit}, to {last}, "
                    "{last_amount} {unit}."),
                 ARG_TEXT("first", text_lowered(fall->page, first->label)),
                 ARG_FIGURE("first_amount", first->figure),
                 ARG_TEXT("last", text_lowered(fall->page, last->label)),
                 ARG_FIGURE("last_amount", last->figure),
                 ARG_TEXT("unit", page_unit(fall->page, last->figure->unit)));
}

void money_waterfall(struct page *page, const struct money_slice *slice,
                     const char *key, const char *name)
{
    struct fall fall = {.page = page, .slice = slice};
    struct chart_frame frame;
    struct buf out = BUF_INIT;
    struct slice unit;

    if (slice->facts != NULL && slice->facts->cube != NULL)
        steps_gather(&fall);
    if (fall.levels < 3) {
        view_null(page, page->view, name);
        return;
    }
    unit = page_unit(page, fall.steps[0].figure->unit);
    frame =
        page_frame(page, key,
                   PLAIN(page,
                         slice->side == ROLE_EXECUTION
                             ? N_("From budget to payment, {span}, {unit}")
                             : N_("What was expected and what came, {span}, "
                                  "{unit}"),
                         ARG_TEXT("span", money_span(page, slice, slice->year)),
                         ARG_TEXT("unit", unit)),
                   describe(&fall), slice->facts);
    frame.label_head = page_text(page, N_("Stage"));
    chart_waterfall(&out, &frame, unit, fall.steps, fall.count);
    view_chart(page, page->view, name, &out);
}

/* --- the log --- */

/* The whole log is a register. */
#define LOG_ROWS_MAX 30

static void log_row(struct page *page, struct page_table *out,
                    const struct table *from, const struct table *log,
                    const struct row *row, bool names_program)
{
    struct slice code = row_text(log, row, "modification");
    struct slice program = row_text(log, row, "program");
    struct slice kind = row_text(log, row, "kind");
    const struct row *source = table_find(from, code);

    table_row(out);
    cell_code(out, code, row_words(from, source, "label", page->language),
              link_record(page, from, code));
    cell_period(out, row_period(log, row, "period"));
    if (names_program)
        cell_code(out, program, page_label(page, ROLE_PROGRAMS, program),
                  link_entity(page, "programs", program));
    if (table_role_column(from, "kind") != NULL)
        cell_code(out, kind,
                  portal_label(page->portal, "kind", kind, page->language),
                  nothing);
    if (table_role_column(from, "legal-basis") != NULL)
        cell_text(out, row_words(from, source, "legal-basis", page->language));
    cell_figure(
        out,
        figure_leaf(&page->figures, FIGURE_VALUE, log->name, SLICE("value"),
                    with_term(page, nothing, "modification", "=", code)));
}

static struct slice log_note(struct page *page, const struct table *from,
                             const struct table *log,
                             const struct money_slice *slice, bool is_cut)
{
    struct period year = slice->year;
    const struct figure *count =
        count_figure(page, log->name,
                     filter_add_period(page->arena, slice->filter, year, year));
    const struct sentence_arg args[] = {
        ARG_TEXT("year", page_period(page, year)), ARG_FIGURE("count", count),
        ARG_LINK("register", page_words(page, &from->title),
                 link_register(page, from))};

    if (!is_cut)
        return sentence_of(
            page,
            text_counted(
                page, count,
                N_("{count} modification in {year}. Those of all years: "
                   "{register}."),
                N_("{count} modifications in {year}. Those of all years: "
                   "{register}.")),
            args, COUNT_OF(args));
    return sentence_of(
        page,
        text_counted(
            page, count,
            N_("{count} modification in {year}. {register} has all."),
            N_("{count} modifications in {year}; here are the largest. "
               "{register} has all.")),
        args, COUNT_OF(args));
}

static void log_heads(struct page *page, struct page_table *out,
                      const struct table *from, const struct table *log,
                      bool names_program)
{
    const struct figure *any = figure_leaf(
        &page->figures, FIGURE_VALUE, log->name, SLICE("value"),
        with_term(page, nothing, "modification", "=",
                  row_text(log, &log->rows.items[0], "modification")));

    table_text_column(out, "code", page_text(page, N_("Modification")));
    table_text_column(out, "date", page_text(page, N_("Date")));
    if (names_program)
        table_text_column(out, "program", page_text(page, N_("Program")));
    if (table_role_column(from, "kind") != NULL)
        table_text_column(out, "kind", page_text(page, N_("Kind")));
    if (table_role_column(from, "legal-basis") != NULL)
        table_text_column(out, "legal_basis",
                          page_text(page, N_("Legal basis")));
    table_figure_column(out, "value", page_text(page, N_("Change")),
                        page_unit(page, any->unit));
}

static struct amount size_of(const struct table *log, const struct row *row)
{
    struct amount value = row_cell(log, row, "value")->is.number;

    return amount_sign(value) < 0 ? amount_negate(value) : value;
}

/* The largest first, up or down; of equal ones the earlier row. */
static struct row_list largest_of(struct page *page, const struct table *log,
                                  struct row_list *rows)
{
    struct row_list largest = {NULL, 0, 0};

    while (largest.count < LOG_ROWS_MAX && largest.count < rows->count) {
        size_t best = largest.count;

        for (size_t i = best + 1; i < rows->count; i++)
            if (amount_compare(size_of(log, row_at(log, rows, i)),
                               size_of(log, row_at(log, rows, best))) > 0)
                best = i;
        ARENA_PUSH(page->arena, &largest, rows->items[best]);
        rows->items[best] = rows->items[largest.count - 1];
    }
    return largest;
}

static void log_keep(struct page *page, const struct table *log, size_t number,
                     struct period year, struct row_list *out)
{
    if (period_contains(year,
                        row_period(log, &log->rows.items[number], "period")))
        ARENA_PUSH(page->arena, out, (uint32_t)number);
}

/* Rows of the log in the year and under the filter of the slice. */
static void log_rows(struct page *page, const struct money_slice *slice,
                     const struct table *log, struct row_list *out)
{
    const char *field = log_field(slice);
    const struct row_list *rows;
    struct slice code;

    if (field == NULL) {
        for (size_t r = 0; r < log->rows.count; r++)
            log_keep(page, log, r, slice->year, out);
        return;
    }
    code = slice_cut(slice->filter, slice_of(field).len + 1, slice->filter.len);
    rows = table_rows_by(log, field, percent_decode(page->arena, code));
    for (size_t i = 0; i < rows->count; i++)
        log_keep(page, log, rows->items[i], slice->year, out);
}

void money_log(struct page *page, const struct money_slice *slice,
               const char *key, const char *name, const char *note)
{
    const struct table *from =
        portal_table(page->portal, ROLE_MODIFICATIONS, NULL);
    const struct table *log = log_of(page, slice);
    struct row_list rows = {NULL, 0, 0};
    struct page_table *out;
    bool names_program;
    bool is_cut;

    if (log != NULL)
        log_rows(page, slice, log, &rows);
    if (rows.count == 0) {
        view_null(page, page->view, name);
        view_null(page, page->view, note);
        return;
    }
    names_program = log_field(slice) == NULL ||
                    !slice_equal_text(slice_of(log_field(slice)), "program");
    is_cut = rows.count > LOG_ROWS_MAX;
    rows = largest_of(page, log, &rows);
    rows_sort(page, log, &rows, table_column(log, SLICE("period")),
              ROWS_LATEST_FIRST);
    out = table_begin(page, key, page_text(page, N_("Budget modifications")));
    log_heads(page, out, from, log, names_program);
    for (size_t i = 0; i < rows.count; i++)
        log_row(page, out, from, log, row_at(log, &rows, i), names_program);
    view_markup(page, page->view, note,
                log_note(page, from, log, slice, is_cut));
    table_end(out, page->view, name);
}
