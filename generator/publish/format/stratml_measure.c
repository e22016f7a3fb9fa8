/* The indicators of a plan's nodes: StratML's performance indicators. */
#include "publish/format/stratml.h"

#include "model/derive.h"
#include "render/exports.h"

static const struct slice none = {NULL, 0};

/* --- parts --- */

struct slice plan_markup_words(const struct plan_file *file,
                               const struct table *table, const struct row *row,
                               const char *role)
{
    return role_is_open(table, role)
               ? row_words(table, row, role, file->language)
               : none;
}

void plan_markup_identifier(struct buf *out, const char *kind,
                            struct slice code)
{
    buf_add_format(out, "%s-", kind);
    for (size_t i = 0; i < code.len; i++) {
        unsigned char c = (unsigned char)code.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || c == '.' || c == '-')
            buf_add_char(out, (char)c);
        else
            buf_add_format(out, "_%02x", c);
    }
}

void plan_markup_text(struct markup *m, const char *name, struct slice text)
{
    if (text.len > 0)
        markup_element(m, name, text);
}

void plan_markup_date(struct markup *m, const char *name, struct date date)
{
    struct buf text = BUF_INIT;

    if (!date_is_set(date))
        return;
    date_write(&text, date);
    markup_element(m, name, buf_slice(&text));
    buf_release(&text);
}

void plan_markup_first_day(struct markup *m, struct period period)
{
    if (period.kind != PERIOD_NONE)
        plan_markup_date(m, "StartDate", period_first_day(period));
}

void plan_markup_last_day(struct markup *m, struct period period)
{
    if (period.kind != PERIOD_NONE)
        plan_markup_date(m, "EndDate", period_last_day(period));
}

/* --- indicators --- */

static void result_write(struct markup *m, const char *name,
                         const struct period days[2], struct amount value,
                         struct slice description)
{
    struct buf text = BUF_INIT;

    amount_write(&text, value);
    markup_open(m, name);
    plan_markup_first_day(m, days[0]);
    plan_markup_last_day(m, days[1]);
    markup_element(m, "NumberOfUnits", buf_slice(&text));
    plan_markup_text(m, "Description", description);
    markup_close(m);
    buf_release(&text);
}

static bool values_are_open(const struct table *table)
{
    return table_is_open(table) && role_is_open(table, "indicator") &&
           role_is_open(table, "period") && role_is_open(table, "value");
}

/* What a target comes to, by rule: of a relative one, the value it means. */
static void targets_write(struct plan_file *file, struct slice indicator)
{
    const struct table *derived =
        portal_table_named(file->portal, SLICE("derived-targets"));
    const struct row_list *rows;

    if (derived == NULL ||
        !values_are_open(portal_table(file->portal, ROLE_TARGETS, NULL)))
        return;
    rows = table_rows_by(derived, "indicator", indicator);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(derived, rows, i);
        const struct cell *value = row_cell(derived, row, "target_value");
        const struct period days[2] = {{PERIOD_NONE, 0, 0, 0},
                                       row_period(derived, row, "deadline")};

        if (value->state != CELL_PRESENT)
            continue;
        result_write(&file->markup, "TargetResult", days, value->is.number,
                     none);
        file->has_targets = true;
    }
}

static void baseline_write(struct plan_file *file, const struct table *table,
                           const struct row *row)
{
    const struct cell *value = row_cell(table, row, "baseline");
    struct period period = row_period(table, row, "baseline-period");
    const struct period days[2] = {period, period};

    if (value->state != CELL_PRESENT || !role_is_open(table, "baseline") ||
        slice_equal_text(row_text(table, row, "baseline-zero"), "placeholder"))
        return;
    result_write(&file->markup, "ActualResult", days, value->is.number,
                 language_text(file->language, SLICE("Baseline")));
}

/* Of the whole: those of a territory or a group are in the dataset. */
static void observations_write(struct plan_file *file, struct slice indicator)
{
    struct found_rows rows = portal_rows_by(
        file->portal, file->arena, ROLE_OBSERVATIONS, "indicator", indicator);

    for (size_t i = 0; i < rows.count; i++) {
        const struct table *table = rows.items[i].table;
        const struct row *row = rows.items[i].row;
        const struct cell *value = row_cell(table, row, "value");
        struct period period = row_period(table, row, "period");
        const struct period days[2] = {period, period};

        if (!values_are_open(table) || value->state != CELL_PRESENT ||
            !observation_is_total(table, row) ||
            row_text(table, row, "territory").len > 0)
            continue;
        result_write(&file->markup, "ActualResult", days, value->is.number,
                     none);
        file->has_results = true;
    }
}

/* The standard has no word for other levels. */
static const char *chain_stage(struct slice level)
{
    static const char *const stages[][2] = {{"input", "Input"},
                                            {"process", "Output_Processing"},
                                            {"output", "Output"},
                                            {"outcome", "Outcome"}};

    for (size_t i = 0; i < COUNT_OF(stages); i++)
        if (slice_equal_text(level, stages[i][0]))
            return stages[i][1];
    return NULL;
}

/* An indicator of several nodes is there in each: its identifier has both. */
static void indicator_identifier(struct markup *m, struct slice node,
                                 struct slice code)
{
    struct buf id = BUF_INIT;

    plan_markup_identifier(&id, "node", node);
    buf_add_char(&id, '_');
    plan_markup_identifier(&id, "-indicator",
                           code); /* "_-": no code gives it */
    markup_element(m, "Identifier", buf_slice(&id));
    buf_release(&id);
}

static void indicator_write(struct plan_file *file, struct slice node,
                            const struct node_tie *tie)
{
    struct markup *m = &file->markup;
    struct slice code = row_text(tie->table, tie->row, "code");
    const char *stage = chain_stage(row_text(tie->table, tie->row, "level"));

    markup_open(m, "PerformanceIndicator");
    if (stage != NULL && role_is_open(tie->table, "level"))
        markup_attribute_text(m, "ValueChainStage", stage);
    markup_attribute_text(m, "PerformanceIndicatorType", "Quantitative");
    markup_element(m, "MeasurementDimension",
                   plan_markup_words(file, tie->table, tie->row, "label"));
    markup_element(m, "UnitOfMeasurement",
                   plan_markup_words(file, tie->table, tie->row, "unit"));
    indicator_identifier(m, node, code);
    markup_open(m, "MeasurementInstance");
    targets_write(file, code);
    baseline_write(file, tie->table, tie->row);
    observations_write(file, code);
    markup_close(m);
    plan_markup_text(
        m, "OtherInformation",
        plan_markup_words(file, tie->table, tie->row, "definition"));
    markup_close(m);
}

void plan_markup_measures(struct plan_file *file, struct slice node)
{
    const struct node_ties *ties = map_get(file->ties, node);

    for (size_t i = 0; ties != NULL && i < ties->count; i++)
        indicator_write(file, node, &ties->items[i]);
}

/* --- which indicators hang on which node --- */

static void tie_add(struct arena *arena, struct map *map, struct slice node,
                    struct node_tie tie)
{
    struct node_ties *ties = map_get(map, node);

    if (ties == NULL) {
        ties = ARENA_NEW(arena, struct node_ties);
        (void)map_put(map, node, ties);
    }
    ARENA_PUSH(arena, ties, tie);
}

void plan_markup_ties(const struct portal *portal, struct arena *arena,
                      struct map *map)
{
    for (const struct table *t = portal_table(portal, ROLE_INDICATORS, NULL);
         t != NULL; t = portal_table(portal, ROLE_INDICATORS, t)) {
        if (!table_is_open(t) || !role_is_open(t, "code") ||
            !role_is_open(t, "label") || !role_is_open(t, "plan-nodes"))
            continue;
        for (size_t r = 0; r < t->rows.count; r++) {
            const struct node_tie tie = {t, &t->rows.items[r]};
            struct plan_codes nodes = {0};

            plan_ties(portal, arena, ROLE_INDICATORS, "indicator",
                      row_text(t, tie.row, "code"), &nodes);
            for (size_t i = 0; i < nodes.count; i++)
                tie_add(arena, map, nodes.items[i], tie);
        }
    }
}
