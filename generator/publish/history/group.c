/* What became of the rows with one key. */
#include <string.h>

#include "figure/filter.h"
#include "publish/history/internal.h"

/* When the old edition was made, the period of a row was: */
enum when { WHEN_PAST, WHEN_RUNNING, WHEN_TO_COME };

static const struct slice *any_row(const struct group *group)
{
    int side = group->rows[SIDE_NEW].count > 0 ? SIDE_NEW : SIDE_OLD;

    return group->rows[side].items[0];
}

static struct period period_of(const struct pairing *pairing,
                               const struct slice *cells)
{
    struct period period = {0};

    if (pairing->time == SIZE_MAX ||
        !period_parse(cells[pairing->time], &period))
        period.kind = PERIOD_NONE;
    return period;
}

static enum when when_of(const struct pairing *pairing,
                         const struct group *group)
{
    struct date cut_off = pairing->comparison->editions[SIDE_OLD]->cut_off;
    struct period period = period_of(pairing, any_row(group));

    if (period.kind == PERIOD_NONE || !date_is_set(cut_off) ||
        date_compare(period_last_day(period), cut_off) <= 0)
        return WHEN_PAST;
    return date_compare(period_first_day(period), cut_off) <= 0 ? WHEN_RUNNING
                                                                : WHEN_TO_COME;
}

/* --- what a change is about --- */

/* The first of several codes that are joined. */
static struct slice first_code(const struct joint *joint, struct slice cell)
{
    if (joint->columns[SIDE_NEW]->type == COLUMN_CODES)
        return slice_cut(cell, 0, slice_find(cell, '|'));
    return cell;
}

static void subject_take(struct change *change, struct arena *arena,
                         struct slice scheme, struct slice code)
{
    for (int i = 0; i < CHANGE_SUBJECTS; i++) {
        struct slice *subject = &change->record.subjects[i];

        if (subject->len == 0 && code.len > 0 &&
            slice_equal_text(scheme,
                             change_subject_name((enum change_subject)i)))
            *subject = arena_copy(arena, code);
    }
}

static void subjects_take(const struct pairing *pairing, struct change *change,
                          const struct slice *cells)
{
    for (size_t i = 0; i < pairing->count; i++) {
        const struct joint *joint = &pairing->joints[i];

        if (joint->scheme.len > 0)
            subject_take(change, pairing->comparison->arena, joint->scheme,
                         first_code(joint, cells[i]));
    }
}

static struct slice label_of(const struct pairing *pairing,
                             const struct slice *cells)
{
    for (size_t i = 0; i < pairing->count; i++)
        if (slice_equal_text(pairing->joints[i].columns[SIDE_NEW]->role,
                             "label"))
            return cells[i];
    return SLICE("");
}

/* A change of these rows: its key, period, subjects, label. */
static struct change *told(const struct pairing *pairing,
                           const struct group *group, enum change_kind kind)
{
    struct comparison *comparison = pairing->comparison;
    struct change *change =
        change_new(comparison, kind, pairing->sides[SIDE_NEW], pairing->order);
    const struct slice *cells = any_row(group);

    change->record.key = arena_copy(comparison->arena, group->key);
    change->record.period = period_of(pairing, cells);
    change->record.label =
        arena_copy(comparison->arena, label_of(pairing, cells));
    subjects_take(pairing, change, cells);
    return change;
}

/* --- numbers --- */

static bool is_number(const struct joint *joint)
{
    switch (joint->columns[SIDE_NEW]->type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        return true;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_DATE:
    case COLUMN_PERIOD:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_DIMENSION:
        break;
    }
    return false;
}

/* In units, not in thousands or millions of them. */
static bool number_read(const struct edition_column *column, struct slice text,
                        struct amount *out)
{
    struct amount scale = {1, 0};
    struct amount read;

    for (unsigned i = 0; i < column->multiplier; i++)
        scale.coefficient *= 10;
    return amount_parse(text, (struct amount_format){'.', 0}, &read) ==
               AMOUNT_OK &&
           amount_multiply(read, scale, out);
}

/* The sum of a column over rows: false where no cell has a number. */
static bool rows_sum(const struct pairing *pairing, size_t joint, int side,
                     const struct group_rows *rows, struct amount *out)
{
    const struct edition_column *column = pairing->joints[joint].columns[side];
    bool any = false;

    *out = amount_of(0);
    for (size_t i = 0; i < rows->count; i++) {
        struct amount number;

        if (!number_read(column, rows->items[i][joint], &number))
            continue;
        any = true;
        if (!amount_add(*out, number, out))
            return false;
    }
    return any;
}

static void unit_take(const struct pairing *pairing, struct change *change,
                      const struct joint *joint, const struct slice *cells)
{
    const struct edition_column *column = joint->columns[SIDE_NEW];

    struct slice unit =
        column->currency.len > 0 ? column->currency : column->unit;

    if (column->type == COLUMN_AMOUNT && pairing->currency != SIZE_MAX &&
        cells[pairing->currency].len > 0)
        unit = cells[pairing->currency];
    change->record.unit = arena_copy(pairing->comparison->arena, unit);
}

static void numbers_take(const struct pairing *pairing,
                         const struct group *group, size_t joint,
                         struct change *change)
{
    struct change_record *record = &change->record;

    record->has_before =
        rows_sum(pairing, joint, SIDE_OLD, &group->rows[SIDE_OLD],
                 &record->before_value);
    record->has_after = rows_sum(pairing, joint, SIDE_NEW,
                                 &group->rows[SIDE_NEW], &record->after_value);
    record->has_difference =
        record->has_before && record->has_after &&
        amount_subtract(record->after_value, record->before_value,
                        &record->difference);
    unit_take(pairing, change, &pairing->joints[joint], any_row(group));
}

/* Equal whatever the zeros at the end; of several rows their sums. */
static bool numbers_equal(const struct pairing *pairing,
                          const struct group *group, size_t joint)
{
    struct amount sums[SIDES];
    bool has[SIDES];

    for (int side = 0; side < SIDES; side++)
        has[side] =
            rows_sum(pairing, joint, side, &group->rows[side], &sums[side]);
    if (has[SIDE_OLD] && has[SIDE_NEW])
        return amount_compare(sums[SIDE_OLD], sums[SIDE_NEW]) == 0;
    if (has[SIDE_OLD] || has[SIDE_NEW])
        return false;
    return group->rows[SIDE_OLD].count != 1 ||
           group->rows[SIDE_NEW].count != 1 ||
           slice_equal(group->rows[SIDE_OLD].items[0][joint],
                       group->rows[SIDE_NEW].items[0][joint]);
}

/* --- texts --- */

static int compare_texts(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left,
                         *(const struct slice *)right);
}

/* What stands in a column: the cell, or those of several rows, sorted. */
static struct slice rows_text(const struct pairing *pairing, size_t joint,
                              const struct group_rows *rows)
{
    struct arena *arena = pairing->comparison->arena;
    struct buf text = BUF_INIT;
    struct slice *cells;

    if (rows->count == 1)
        return arena_copy(arena, rows->items[0][joint]);
    cells = ARENA_ARRAY(arena, rows->count + 1, struct slice);
    for (size_t i = 0; i < rows->count; i++)
        cells[i] = rows->items[i][joint];
    qsort(cells, rows->count, sizeof(*cells), compare_texts);
    for (size_t i = 0; i < rows->count; i++) {
        buf_add_text(&text, i > 0 ? " | " : "");
        buf_add_slice(&text, cells[i]);
    }
    return arena_take(arena, &text);
}

static struct slice sum_text(struct arena *arena, bool has, struct amount sum)
{
    struct buf text = BUF_INIT;

    if (has)
        amount_write(&text, sum);
    return arena_take(arena, &text);
}

/* --- columns of rows that both sides have --- */

/* A value of a period that runs is expected to grow. */
static bool value_continues(const struct pairing *pairing,
                            const struct joint *joint, enum when when)
{
    static const char *const growing[] = {"delivered", "executed", "served"};
    struct slice role = joint->columns[SIDE_NEW]->role;

    if (when != WHEN_RUNNING)
        return false;
    if (joint->columns[SIDE_NEW]->type == COLUMN_AMOUNT ||
        joint->columns[SIDE_NEW]->type == COLUMN_STATED)
        return true;
    for (size_t i = 0; i < COUNT_OF(growing); i++)
        if (slice_equal_text(role, growing[i]))
            return pairing->sides[SIDE_NEW]->role != ROLE_REGISTER;
    return false;
}

static void number_compare(const struct pairing *pairing,
                           const struct group *group, size_t joint)
{
    const struct joint *column = &pairing->joints[joint];
    bool single =
        group->rows[SIDE_OLD].count == 1 && group->rows[SIDE_NEW].count == 1;
    enum when when = when_of(pairing, group);
    struct arena *arena = pairing->comparison->arena;
    struct change_record *record;
    struct change *change;
    enum change_kind kind;

    if (numbers_equal(pairing, group, joint))
        return;
    if (value_continues(pairing, column, when) ||
        cell_came(pairing, group, joint)) {
        pairing->comparison->changes->continued++;
        return;
    }
    kind = change_of_cell(pairing, column, SLICE(""), SLICE(""));
    if (kind == CHANGE_AMOUNT && when == WHEN_TO_COME)
        kind = CHANGE_VALUE;
    change = told(pairing, group, kind);
    record = &change->record;
    numbers_take(pairing, group, joint, change);
    record->column = arena_copy(arena, column->columns[SIDE_NEW]->name);
    change->column = column->index[SIDE_NEW];
    record->before =
        single ? rows_text(pairing, joint, &group->rows[SIDE_OLD])
               : sum_text(arena, record->has_before, record->before_value);
    record->after =
        single ? rows_text(pairing, joint, &group->rows[SIDE_NEW])
               : sum_text(arena, record->has_after, record->after_value);
}

static void text_compare(const struct pairing *pairing,
                         const struct group *group, size_t joint)
{
    const struct joint *column = &pairing->joints[joint];
    struct slice before = rows_text(pairing, joint, &group->rows[SIDE_OLD]);
    struct slice after = rows_text(pairing, joint, &group->rows[SIDE_NEW]);
    struct change *change;

    if (slice_equal(before, after))
        return;
    if (cell_came(pairing, group, joint)) {
        pairing->comparison->changes->continued++;
        return;
    }
    change =
        told(pairing, group, change_of_cell(pairing, column, before, after));
    change->record.column =
        arena_copy(pairing->comparison->arena, column->columns[SIDE_NEW]->name);
    change->record.before = before;
    change->record.after = after;
    change->column = column->index[SIDE_NEW];
}

static void columns_of_group(const struct pairing *pairing,
                             const struct group *group)
{
    bool only_sums = group->is_recoded && (group->rows[SIDE_OLD].count != 1 ||
                                           group->rows[SIDE_NEW].count != 1);

    for (size_t i = pairing->key_count; i < pairing->count; i++) {
        if (!pairing->joints[i].is_comparable)
            continue;
        if (is_number(&pairing->joints[i]))
            number_compare(pairing, group, i);
        else if (!only_sums)
            text_compare(pairing, group, i);
    }
}

/* --- rows that one side has --- */

/* "accrued=12.50; paid=3", or what the row is called. */
static struct slice row_text_of(const struct pairing *pairing,
                                const struct group *group, int side)
{
    struct arena *arena = pairing->comparison->arena;
    struct buf text = BUF_INIT;
    struct slice label = label_of(pairing, group->rows[side].items[0]);

    if (label.len > 0)
        return arena_copy(arena, label);
    for (size_t i = pairing->key_count; i < pairing->count; i++) {
        struct slice cell = rows_text(pairing, i, &group->rows[side]);

        if (!is_number(&pairing->joints[i]) || cell.len == 0)
            continue;
        buf_add_text(&text, text.len > 0 ? "; " : "");
        buf_add_slice(&text, pairing->joints[i].columns[side]->name);
        buf_add_char(&text, '=');
        buf_add_slice(&text, cell);
    }
    return arena_take(arena, &text);
}

static void row_appeared(const struct pairing *pairing,
                         const struct group *group)
{
    enum resource_role role = pairing->sides[SIDE_NEW]->role;
    struct change *change;

    if (role == ROLE_DERIVED || change_is_declaration(pairing->sides[SIDE_NEW]))
        return;
    change = told(pairing, group,
                  role == ROLE_COMMITMENTS ? CHANGE_COMMITMENT_ADDED
                                           : CHANGE_ROW_APPEARED);
    change->record.after = row_text_of(pairing, group, SIDE_NEW);
}

/* "0012|0013": what took the place of a code. */
static struct slice successors_text(const struct pairing *pairing,
                                    struct slice scheme, struct slice from)
{
    const struct successor *s = NULL;
    struct buf text = BUF_INIT;

    (void)reasons_successors(&pairing->comparison->reasons, scheme, from, &s);
    for (; s != NULL; s = s->next) {
        buf_add_text(&text, text.len > 0 ? "|" : "");
        buf_add_slice(&text, s->to);
    }
    return arena_take(pairing->comparison->arena, &text);
}

/* A code that is not there any more. */
static void code_vanished(const struct pairing *pairing,
                          const struct group *group)
{
    const struct reasons *reasons = &pairing->comparison->reasons;
    struct slice scheme = pairing->joints[0].scheme;
    struct slice code = group->rows[SIDE_OLD].items[0][0];
    const struct successor *first = NULL;
    size_t count = reasons_successors(reasons, scheme, code, &first);
    enum change_kind kind = CHANGE_CODE_DROPPED;
    struct change *change;

    if (pairing->sides[SIDE_NEW]->role == ROLE_COMMITMENTS)
        kind = CHANGE_COMMITMENT_DROPPED;
    if (count > 1)
        kind = CHANGE_SPLIT;
    else if (count == 1)
        kind = reasons_predecessors(reasons, scheme, first->to) > 1
                   ? CHANGE_MERGED
                   : CHANGE_CODE_RENAMED;
    change = told(pairing, group, kind);
    if (kind == CHANGE_CODE_DROPPED || kind == CHANGE_COMMITMENT_DROPPED) {
        change->record.before = row_text_of(pairing, group, SIDE_OLD);
        return;
    }
    change->record.before = arena_copy(pairing->comparison->arena, code);
    change->record.after = successors_text(pairing, scheme, code);
}

static void row_vanished(const struct pairing *pairing,
                         const struct group *group)
{
    const struct edition_dataset *dataset = pairing->sides[SIDE_NEW];
    struct change *change;

    if (dataset->role == ROLE_DERIVED)
        return;
    if (dataset->role == ROLE_COMMITMENTS || change_is_entity(dataset)) {
        code_vanished(pairing, group);
        return;
    }
    change = told(pairing, group, CHANGE_ROW_VANISHED);
    change->record.before = row_text_of(pairing, group, SIDE_OLD);
}

/* Rows of a key that is used more than once. */
static void count_compare(const struct pairing *pairing,
                          const struct group *group)
{
    size_t old = group->rows[SIDE_OLD].count;
    size_t new = group->rows[SIDE_NEW].count;
    struct arena *arena = pairing->comparison->arena;
    struct change *change;

    if (old == new || group->is_recoded ||
        pairing->sides[SIDE_NEW]->role == ROLE_DERIVED)
        return;
    change = told(pairing, group,
                  new > old ? CHANGE_ROW_APPEARED : CHANGE_ROW_VANISHED);
    change->record.before = arena_format(arena, "%zu", old);
    change->record.after = arena_format(arena, "%zu", new);
}

void group_compare(struct pairing *pairing, const struct group *group)
{
    if (group->is_moved) {
        if (pairing->sides[SIDE_NEW]->role == ROLE_COMMITMENTS ||
            change_is_entity(pairing->sides[SIDE_NEW]))
            code_vanished(pairing, group);
        return;
    }
    if (group->rows[SIDE_OLD].count == 0) {
        if (group->rows[SIDE_NEW].count > 0)
            row_appeared(pairing, group);
        return;
    }
    if (group->rows[SIDE_NEW].count == 0) {
        row_vanished(pairing, group);
        return;
    }
    count_compare(pairing, group);
    columns_of_group(pairing, group);
}

/* --- codes that others took the place of --- */

/* The code under which the rows of this one are now, where that is one. */
static bool code_recoded(const struct pairing *pairing, size_t joint,
                         struct slice code, struct slice *out)
{
    const struct successor *first = NULL;

    *out = code;
    if (pairing->joints[joint].scheme.len == 0 ||
        reasons_successors(&pairing->comparison->reasons,
                           pairing->joints[joint].scheme, code, &first) != 1)
        return false;
    *out = first->to;
    return true;
}

static struct group *successor_group(struct pairing *pairing,
                                     const struct groups *groups,
                                     const struct group *group,
                                     struct buf *text)
{
    bool recoded = false;

    buf_reset(text);
    for (size_t i = 0; i < pairing->key_count; i++) {
        struct slice code;

        recoded |=
            code_recoded(pairing, i, group->rows[SIDE_OLD].items[0][i], &code);
        buf_add_text(text, i > 0 ? ";" : "");
        buf_add_slice(text, pairing->joints[i].columns[SIDE_NEW]->name);
        buf_add_char(text, '=');
        filter_encode(text, code);
    }
    return recoded ? map_get(&groups->by_key, buf_slice(text)) : NULL;
}

/* Money of several codes adds up under one; the codes themselves do not. */
static bool may_move(const struct pairing *pairing, const struct group *to)
{
    if (to->rows[SIDE_NEW].count == 0)
        return false;
    if (!change_is_entity(pairing->sides[SIDE_NEW]) &&
        pairing->sides[SIDE_NEW]->role != ROLE_COMMITMENTS)
        return true;
    return to->rows[SIDE_OLD].count == 0 &&
           reasons_predecessors(&pairing->comparison->reasons,
                                pairing->joints[0].scheme,
                                to->rows[SIDE_NEW].items[0][0]) == 1;
}

void groups_recode(struct pairing *pairing, struct groups *groups,
                   struct arena *arena)
{
    struct buf text = BUF_INIT;

    if (pairing->comparison->reasons.successors.count == 0)
        return;
    for (size_t i = 0; i < groups->count; i++) {
        struct group *group = groups->items[i];
        struct group *to;

        if (group->rows[SIDE_NEW].count > 0 || group->is_moved)
            continue;
        to = successor_group(pairing, groups, group, &text);
        if (to == NULL || !may_move(pairing, to))
            continue;
        for (size_t r = 0; r < group->rows[SIDE_OLD].count; r++)
            ARENA_PUSH(arena, &to->rows[SIDE_OLD],
                       group->rows[SIDE_OLD].items[r]);
        to->is_recoded = true;
        group->is_moved = true;
    }
    buf_release(&text);
}
