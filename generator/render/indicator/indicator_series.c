/* Values and targets of an indicator as tables. */
#include "render/indicator/indicator.h"
#include "render/related.h"
#include "render/row.h"

/* How many values of a table are of the whole, and of groups. */
static void count_values(const struct table *table, struct slice code,
                         size_t *totals, size_t *groups)
{
    const struct row_list *rows = table_rows_by(table, "indicator", code);

    *totals = *groups = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (observation_is_total(table, row_at(table, rows, i)))
            ++*totals;
        else
            ++*groups;
}

/* The first table with a series of it, else the first with any value. */
static void find_values(struct indicator *indicator)
{
    const struct portal *portal = indicator->page->portal;
    bool has_series = false;

    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t)) {
        size_t totals, groups;

        count_values(t, indicator->code, &totals, &groups);
        indicator->has_groups |= groups > 0;
        if (groups > 0 && indicator->groups == NULL)
            indicator->groups = t;
        if (!has_series &&
            (totals > 0 || (groups > 0 && indicator->values == NULL)))
            indicator->values = t;
        has_series |= totals > 0;
    }
}

struct indicator indicator_read(struct page *page, const struct table *table,
                                const struct row *row)
{
    struct indicator indicator = {
        .page = page,
        .table = table,
        .row = row,
        .code = row_text(table, row, "code"),
        .unit = row_words(table, row, "unit", page->language),
        .derived =
            portal_table_named(page->portal, SLICE("derived-indicators"))};
    const struct row_list *rows;

    indicator.label = page_label(page, ROLE_INDICATORS, indicator.code);
    find_values(&indicator);
    if (indicator.derived == NULL)
        return indicator;
    rows = table_rows_by(indicator.derived, "indicator", indicator.code);
    if (rows->count > 0)
        indicator.rule = row_at(indicator.derived, rows, 0);
    return indicator;
}

struct slice indicator_unit_words(const struct indicator *indicator)
{
    return indicator->unit.len > 0
               ? indicator->unit
               : page_text(indicator->page, N_("no unit given"));
}

const struct figure *indicator_derived(const struct indicator *indicator,
                                       const char *column)
{
    struct page *page = indicator->page;

    if (indicator->rule == NULL ||
        row_cell(indicator->derived, indicator->rule, column)->state !=
            CELL_PRESENT)
        return NULL;
    return figure_leaf(
        &page->figures, FIGURE_VALUE, indicator->derived->name,
        slice_of(column),
        with_term(page, nothing, "indicator", "=", indicator->code));
}

/* --- observations --- */

struct series {
    const struct indicator *indicator;
    /* Totals of all tables, by period, then as in the files. */
    struct found_rows rows;
    bool has_break;
    bool has_territory;
    bool has_stated;
    bool has_released;
    bool has_note;
    bool has_source; /* a table has such a field */
};

static bool is_set(const struct table *table, const struct row *row,
                   const char *role)
{
    return row_cell(table, row, role)->state == CELL_PRESENT;
}

/* Not measured like the value before. */
static bool is_break(const struct table *table, const struct row *row)
{
    return slice_equal_text(row_text(table, row, "break"), "yes");
}

/* As rows_sort() has it: what has no period comes last. */
static bool is_before(const struct found_row *a, const struct found_row *b)
{
    struct period first = row_period(a->table, a->row, "period");
    struct period second = row_period(b->table, b->row, "period");

    if (first.kind == PERIOD_NONE || second.kind == PERIOD_NONE)
        return first.kind != PERIOD_NONE && second.kind == PERIOD_NONE;
    return period_compare(first, second) < 0;
}

static void series_note(struct series *series, const struct found_row *at)
{
    series->has_break |= is_break(at->table, at->row);
    series->has_territory |= is_set(at->table, at->row, "territory");
    series->has_stated |= is_set(at->table, at->row, "stated");
    series->has_released |= is_set(at->table, at->row, "released");
    series->has_note |= is_set(at->table, at->row, "note");
    series->has_source |= table_role_column(at->table, "source") != NULL;
}

/* Values of groups are not in the series. */
static struct series series_read(const struct indicator *indicator)
{
    struct series series = {.indicator = indicator};
    struct found_rows *rows = &series.rows;
    size_t kept = 0;

    *rows = portal_rows_by(indicator->page->portal, indicator->page->arena,
                           ROLE_OBSERVATIONS, "indicator", indicator->code);
    for (size_t i = 0; i < rows->count; i++) {
        const struct found_row one = rows->items[i];
        size_t at = kept;

        if (!observation_is_total(one.table, one.row))
            continue;
        series_note(&series, &one);
        for (; at > 0 && is_before(&one, &rows->items[at - 1]); at--)
            rows->items[at] = rows->items[at - 1];
        rows->items[at] = one;
        kept++;
    }
    rows->count = kept;
    return series;
}

static void observation_heads(const struct series *series,
                              struct page_table *out)
{
    struct page *page = series->indicator->page;

    table_text_column(out, "period", page_text(page, N_("Period")));
    if (series->has_territory)
        table_text_column(out, "territory", page_text(page, N_("Territory")));
    table_figure_column(out, "value", page_text(page, N_("Value")),
                        series->indicator->unit);
    table_figure_column(out, "change",
                        page_text(page, N_("Change since the last")), nothing);
    if (series->has_stated)
        table_figure_column(out, "stated",
                            page_text(page, N_("Change the source states")),
                            SLICE("%"));
    if (series->has_break)
        table_text_column(out, "break",
                          page_text(page, N_("Comparable with the last")));
    if (series->has_released)
        table_text_column(out, "released", page_text(page, N_("Released")));
    if (series->has_note)
        table_text_column(out, "note", page_text(page, N_("Note")));
    if (series->has_source)
        table_text_column(out, "source",
                          page_text(page, N_("Source document")));
}

/* The value before of the same territory, if the two may be compared. */
static const struct found_row *row_before(const struct series *series,
                                          size_t index)
{
    const struct found_row *one = &series->rows.items[index];
    struct slice territory = row_text(one->table, one->row, "territory");

    if (is_break(one->table, one->row))
        return NULL;
    while (index-- > 0) {
        const struct found_row *before = &series->rows.items[index];

        if (slice_equal(row_text(before->table, before->row, "territory"),
                        territory))
            return before;
    }
    return NULL;
}

static const struct figure *change_of(const struct series *series, size_t index)
{
    struct page *page = series->indicator->page;
    const struct found_row *one = &series->rows.items[index];
    const struct found_row *before = row_before(series, index);

    if (before == NULL || !is_set(one->table, one->row, "value") ||
        !is_set(before->table, before->row, "value"))
        return NULL;
    return figure_tree(&page->figures, FIGURE_CHANGE,
                       row_value(page, one->table, one->row, "value"),
                       row_value(page, before->table, before->row, "value"));
}

static void observation_row(const struct series *series, size_t index,
                            struct page_table *out)
{
    struct page *page = series->indicator->page;
    const struct table *table = series->rows.items[index].table;
    const struct row *row = series->rows.items[index].row;
    struct slice territory = row_text(table, row, "territory");

    table_row(out);
    cell_period(out, row_period(table, row, "period"));
    if (series->has_territory)
        cell_code(out, territory,
                  territory.len > 0
                      ? page_label(page, ROLE_TERRITORIES, territory)
                      : page_text(page, N_("Whole country")),
                  link_entity(page, "territories", territory));
    cell_figure(out, row_value(page, table, row, "value"));
    cell_figure(out, change_of(series, index));
    if (series->has_stated)
        cell_figure(out, is_set(table, row, "stated")
                             ? row_value(page, table, row, "stated")
                             : NULL);
    if (series->has_break)
        cell_text(out, is_break(table, row)
                           ? page_text(page, N_("no: break in the series"))
                       : row_before(series, index) != NULL
                           ? page_text(page, N_("yes"))
                           : nothing);
    if (series->has_released)
        cell_period(out, row_period(table, row, "released"));
    if (series->has_note)
        cell_text(out, row_words(table, row, "note", page->language));
    if (series->has_source)
        cell_code(out, row_source(page, table, row),
                  row_source(page, table, row),
                  row_source_address(page, table, row));
}

/* Has any row of this indicator such a group? */
static bool is_broken_down(const struct indicator *indicator,
                           const struct table *table, size_t column)
{
    const struct row_list *rows =
        table_rows_by(table, "indicator", indicator->code);

    for (size_t i = 0; i < rows->count; i++)
        if (row_at(table, rows, i)->cells[column].state == CELL_PRESENT)
            return true;
    return false;
}

/* "Age group, Sex": what the source breaks the series down by. */
static struct slice group_names(const struct indicator *indicator,
                                const struct table *table)
{
    struct page *page = indicator->page;
    struct buf names = BUF_INIT;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.items[i];
        struct slice title = page_words(page, &column->title);

        if (!slice_equal_text(column->role, "disaggregation") ||
            !is_broken_down(indicator, table, i))
            continue;
        buf_add_text(&names, names.len > 0 ? ", " : "");
        buf_add_slice(&names, title.len > 0 ? title : column->heading);
    }
    return arena_take(page->arena, &names);
}

static struct slice file_of(struct page *page, const struct table *table)
{
    return table_is_published(table)
               ? link_file(page, arena_format(page->arena,
                                              "data/" SLICE_FORMAT ".csv",
                                              SLICE_ARGS(table->name)))
               : nothing;
}

/* Rows by group: counted here, kept in the published file. */
static struct slice groups_sentence(const struct indicator *indicator,
                                    const struct table *table)
{
    struct page *page = indicator->page;
    struct slice address = file_of(page, table);
    struct slice filter =
        with_term(page, nothing, "indicator", "=", indicator->code);
    const struct figure *count =
        count_figure(page, table->name,
                     with_term(page, filter, "is_total", "=", SLICE("no")));

    if (address.len == 0)
        return SENTENCE(page,
                        N_("Further rows by group ({groups}): {count}. They "
                           "are not in the series above."),
                        ARG_TEXT("groups", group_names(indicator, table)),
                        ARG_FIGURE("count", count));
    return SENTENCE(page,
                    N_("Further rows by group ({groups}): {count}. They are "
                       "not in the series above, but in {file}."),
                    ARG_TEXT("groups", group_names(indicator, table)),
                    ARG_FIGURE("count", count),
                    ARG_LINK("file", table->name, address));
}

static struct slice further(const struct indicator *indicator)
{
    const struct portal *portal = indicator->page->portal;
    struct buf out = BUF_INIT;

    for (const struct table *t = portal_table(portal, ROLE_OBSERVATIONS, NULL);
         t != NULL; t = portal_table(portal, ROLE_OBSERVATIONS, t)) {
        size_t totals, groups;

        count_values(t, indicator->code, &totals, &groups);
        if (groups == 0)
            continue;
        buf_add_text(&out, out.len > 0 ? " " : "");
        buf_add_slice(&out, groups_sentence(indicator, t));
    }
    return arena_take(indicator->page->arena, &out);
}

void indicator_observations(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct page_table *out = table_begin(
        page, "observations",
        indicator->has_groups ? page_text(page, N_("Every value of the whole"))
                              : page_text(page, N_("Every value published")));
    struct series series = series_read(indicator);

    observation_heads(&series, out);
    for (size_t i = 0; i < series.rows.count; i++)
        observation_row(&series, i, out);
    table_end(out, page->view, "observations");
    view_markup(page, page->view, "further", further(indicator));
    view_flag(page, page->view, "has_groups", indicator->has_groups);
    view_flag(page, page->view, "has_breaks", series.has_break);
}

/* --- targets --- */

/* As rows_sort() has it: what has no date comes last. */
static bool is_earlier(const struct target *a, const struct target *b)
{
    struct period first = row_period(a->table, a->row, "period");
    struct period second = row_period(b->table, b->row, "period");

    if (first.kind == PERIOD_NONE || second.kind == PERIOD_NONE)
        return first.kind != PERIOD_NONE;
    return period_compare(first, second) < 0;
}

static void target_insert(struct page *page, struct target_list *list,
                          struct target target)
{
    size_t at = list->count;

    ARENA_PUSH(page->arena, list, target);
    while (at > 0 && is_earlier(&target, &list->items[at - 1])) {
        list->items[at] = list->items[at - 1];
        at--;
    }
    list->items[at] = target;
}

struct target_list targets_read(struct page *page, struct slice indicator)
{
    const struct portal *portal = page->portal;
    struct target_list list = {NULL, 0, 0};

    for (const struct table *t = portal_table(portal, ROLE_TARGETS, NULL);
         t != NULL; t = portal_table(portal, ROLE_TARGETS, t)) {
        const struct row_list *rows = table_rows_by(t, "indicator", indicator);

        for (size_t i = 0; i < rows->count; i++)
            target_insert(page, &list, (struct target){t, row_at(t, rows, i)});
    }
    return list;
}

static bool has_cells(const struct target_list *all, const char *role)
{
    for (size_t i = 0; i < all->count; i++)
        if (is_set(all->items[i].table, all->items[i].row, role))
            return true;
    return false;
}

static struct slice target_unit(const struct indicator *indicator,
                                struct slice kind)
{
    if (slice_equal_text(kind, "relative"))
        return page_text(indicator->page, N_("% change from the baseline"));
    return indicator_unit_words(indicator);
}

static struct slice kind_words(const struct page *page, struct slice kind)
{
    if (slice_equal_text(kind, "absolute"))
        return page_text(page, N_("a value to reach"));
    if (slice_equal_text(kind, "relative"))
        return page_text(page, N_("a change from the baseline"));
    if (slice_equal_text(kind, "average"))
        return page_text(page, N_("an average over the period"));
    if (slice_equal_text(kind, "cumulative"))
        return page_text(page, N_("a total over the period"));
    return portal_label(page->portal, "kind", kind, page->language);
}

/* What the source says the target means: in its unit, or as a percentage. */
static const struct {
    const char *role;
    const char *name; /* in the CSV */
    bool is_percent;
} stated[] = {{"stated-change", "stated_change", false},
              {"stated-change-percent", "stated_change_percent", true}};

static void target_heads(const struct indicator *indicator,
                         struct page_table *out, const struct target_list *all)
{
    struct page *page = indicator->page;

    table_text_column(out, "deadline", page_text(page, N_("Deadline")));
    table_figure_column(out, "value", page_text(page, N_("Target")), nothing);
    table_text_column(out, "unit", page_text(page, N_("Counted in")));
    table_text_column(out, "kind", page_text(page, N_("Kind")));
    table_text_column(out, "wording",
                      page_text(page, N_("In the words of the source")));
    for (size_t i = 0; i < COUNT_OF(stated); i++)
        if (has_cells(all, stated[i].role))
            table_figure_column(out, stated[i].name,
                                page_text(page, N_("Change the source states")),
                                stated[i].is_percent ? SLICE("%")
                                                     : indicator->unit);
    table_text_column(out, "origin", page_text(page, N_("Set by")));
    table_text_column(out, "note", page_text(page, N_("Note")));
    table_text_column(out, "source", page_text(page, N_("Source document")));
}

static void target_row(const struct indicator *indicator,
                       struct page_table *out, const struct target *target,
                       const struct target_list *all)
{
    struct page *page = indicator->page;
    const struct table *table = target->table;
    const struct row *row = target->row;
    struct period period = row_period(table, row, "period");
    bool has_value = is_set(table, row, "value");
    struct slice kind = row_text(table, row, "kind");

    table_row(out);
    if (period.kind == PERIOD_NONE)
        cell_missing(out, page_text(page, N_("no date given")));
    else
        cell_period(out, period);
    cell_figure(out, row_value(page, table, row, "value"));
    cell_text(out, has_value ? target_unit(indicator, kind) : nothing);
    cell_code(out, kind, kind_words(page, kind), nothing);
    cell_text(out, row_words(table, row, "wording", page->language));
    for (size_t i = 0; i < COUNT_OF(stated); i++)
        if (has_cells(all, stated[i].role))
            cell_figure(out, is_set(table, row, stated[i].role)
                                 ? row_value(page, table, row, stated[i].role)
                                 : NULL);
    cell_text(out, row_words(table, row, "origin", page->language));
    cell_text(out, row_words(table, row, "note", page->language));
    cell_code(out, row_source(page, table, row), row_source(page, table, row),
              row_source_address(page, table, row));
}

static void note_add(struct page *page, struct value *notes, struct slice text)
{
    struct value *item = view_object(page);

    view_text(page, item, "text", text);
    view_add(page, notes, item);
}

static bool same_value(const struct target *a, const struct target *b)
{
    return is_set(a->table, a->row, "value") &&
           is_set(b->table, b->row, "value") &&
           amount_compare(row_cell(a->table, a->row, "value")->is.number,
                          row_cell(b->table, b->row, "value")->is.number) == 0;
}

/* Two targets that cannot both be the one: two dates, or two values. */
static void compare_targets(const struct indicator *indicator,
                            const struct target *a, const struct target *b,
                            struct value *notes)
{
    struct page *page = indicator->page;
    struct period first = row_period(a->table, a->row, "period");
    struct period second = row_period(b->table, b->row, "period");

    if (first.kind == PERIOD_NONE || second.kind == PERIOD_NONE ||
        !slice_equal(row_text(a->table, a->row, "kind"),
                     row_text(b->table, b->row, "kind")))
        return;
    if (same_value(a, b) && period_compare(first, second) != 0)
        note_add(page, notes,
                 PLAIN(page,
                       N_("Two deadlines were published for the same target: "
                          "{first} and {second}. Both are shown."),
                       ARG_TEXT("first", page_period(page, first)),
                       ARG_TEXT("second", page_period(page, second))));
    else if (!same_value(a, b) && period_compare(first, second) == 0)
        note_add(page, notes,
                 PLAIN(page,
                       N_("Two different targets were published for {period}. "
                          "Both are shown."),
                       ARG_TEXT("period", page_period(page, first))));
}

static void target_notes(const struct indicator *indicator,
                         const struct target_list *all)
{
    struct page *page = indicator->page;
    struct value *notes = view_list(page, page->view, "target_notes");
    bool stays = slice_equal_text(
        row_text(indicator->table, indicator->row, "direction"), "keep");

    for (size_t i = 0; i < all->count; i++)
        for (size_t k = i + 1; k < all->count && !stays; k++)
            compare_targets(indicator, &all->items[i], &all->items[k], notes);
    view_flag(page, page->view, "has_target_notes", notes->list.count > 0);
}

void indicator_targets(const struct indicator *indicator)
{
    struct page *page = indicator->page;
    struct page_table *out = table_begin(
        page, "targets", page_text(page, N_("Every target published")));
    struct target_list all = targets_read(page, indicator->code);

    target_heads(indicator, out, &all);
    for (size_t i = 0; i < all.count; i++)
        target_row(indicator, out, &all.items[i], &all);
    table_end(out, page->view, "targets");
    target_notes(indicator, &all);
}
