/* Leaves over facts: sums and counts of cells of the cube. */
#include "figure/internal.h"
#include "figure/nearest.h"

static bool member_find(struct question *question,
                        const struct dimension *dimension, struct slice code,
                        const struct member **out)
{
    *out = map_get(&dimension->by_code, code);
    if (*out != NULL)
        return true;
    figure_fault(question, DIAG_FIGURE_CODE, dimension->name, code,
                 map_nearest_name(&dimension->by_code, code));
    return false;
}

static bool is_below(const struct member *member, const struct member *top)
{
    for (member = member->parent; member != NULL; member = member->parent)
        if (member == top)
            return true;
    return false;
}

/* Of a member and one above it only the latter: nothing is counted twice. */
static void drop_covered(struct cube_term *term, const struct member **members)
{
    size_t kept = 0;

    for (size_t i = 0; i < term->count; i++) {
        bool covered = false;

        for (size_t k = 0; k < term->count; k++)
            covered = covered || is_below(members[i], term->members[k]);
        if (!covered)
            members[kept++] = members[i];
    }
    term->count = kept;
}

static bool term_read(struct question *question, const struct filter_term *from,
                      struct cube_term *to)
{
    const struct column *column = table_column(question->table, from->column);
    const struct member **members = ARENA_ARRAY(
        question->figures->arena, from->value_count + 1, const struct member *);
    const struct dimension *dimension;

    if (column == NULL || column->type != COLUMN_DIMENSION ||
        from->operator== FILTER_NOT_EQUAL) {
        figure_fault(question, DIAG_FIGURE_FILTER, from->column,
                     question->table->name,
                     SLICE("facts are filtered by dimension and period"));
        return false;
    }
    to->dimension =
        cube_find_dimension(question->table->cube, column->dimension);
    dimension = cube_dimension(question->table->cube, (size_t)to->dimension);
    to->subtree = from->operator== FILTER_SUBTREE;
    to->members = members;
    to->count = 0;
    if (from->operator== FILTER_MISSING) {
        to->count = 1; /* the null member: rows without a code */
        return true;
    }
    for (size_t i = 0; i < from->value_count; i++) {
        const struct member *member;

        if (!member_find(question, dimension, from->values[i], &member))
            return false;
        members[to->count++] = member;
    }
    if (to->subtree)
        drop_covered(to, members);
    return true;
}

static enum figure_status status_of(const struct cube_sum *sum)
{
    if (sum->overflow)
        return FIGURE_OVERFLOWED;
    if (sum->values > 0)
        return FIGURE_PRESENT;
    if (sum->not_reported > 0)
        return FIGURE_NOT_REPORTED;
    if (sum->not_applicable > 0)
        return FIGURE_NOT_APPLICABLE;
    return sum->empty > 0 ? FIGURE_EMPTY : FIGURE_NO_ROWS;
}

void unit_of_money(struct question *question, const struct column *column,
                   uint8_t scale)
{
    const struct display *display =
        portal_display(question->figures->portal, column->currency);
    struct figure_unit *unit = &question->figure->unit;

    unit->code = column->currency;
    unit->is_money = column->currency.len > 0;
    unit->multiplier = column->multiplier;
    unit->shown = column->multiplier;
    unit->decimals = scale;
    if (display != NULL) {
        unit->shown = display->multiplier;
        unit->decimals = display->decimals;
    }
}

static void fill(struct question *question, const struct cube_sum *sum)
{
    struct figure *figure = question->figure;

    figure->rows =
        sum->values + sum->empty + sum->not_reported + sum->not_applicable;
    figure->first = sum->first;
    figure->last = sum->last;
    if (figure->operation == FIGURE_COUNT) {
        figure->status = FIGURE_PRESENT;
        figure->value =
            amount_of(slice_equal_text(figure->measure, "*") ? figure->rows
                                                             : sum->values);
        figure->unit = (struct figure_unit){.code = {NULL, 0}};
        return;
    }
    figure->status = status_of(sum);
    figure->value = sum->value;
    if (figure->operation == FIGURE_VALUE && figure->rows > 1) {
        figure->status = FIGURE_NO_ROWS;
        figure_fault(question, DIAG_FIGURE_MANY, figure->canonical,
                     arena_format(question->figures->arena, "%u", figure->rows),
                     figure_differences(question->figures, figure));
    }
    if (sum->overflow)
        figure_fault(question, DIAG_OVERFLOW, figure->canonical);
}

/* Rows are counted by the first amount: every row has a cell of each. */
static int measure_of(const struct cube *cube, const struct figure *figure)
{
    if (cube == NULL)
        return -1;
    if (figure->operation == FIGURE_CODES ||
        (figure->operation == FIGURE_COUNT &&
         slice_equal_text(figure->measure, "*")))
        return cube_measure_count(cube) > 0 ? 0 : -1;
    return cube_find_measure(cube, figure->measure);
}

/* --- codes --- */

/* The dimension whose codes are counted; -1 after a finding. */
static int dimension_of(struct question *question)
{
    const struct column *column =
        table_column(question->table, question->figure->measure);

    if (column != NULL && column->type == COLUMN_DIMENSION)
        return cube_find_dimension(question->table->cube, column->dimension);
    figure_fault(question, DIAG_FIGURE_MEASURE, question->figure->measure,
                 question->table->name,
                 nearest_column(question->figures->arena, question->table,
                                question->figure->measure));
    return -1;
}

static uint32_t rows_of(const struct question *question,
                        const struct cube_term *terms, size_t count,
                        enum cube_answer *answer)
{
    struct cube_sum sum;

    *answer = cube_query(question->table->cube, 0, terms, count,
                         question->filter->from, question->filter->to, &sum);
    return sum.values + sum.empty + sum.not_reported + sum.not_applicable;
}

/* Those that the cube knows to meet the term; without one, all. */
static const bool *codes_tried(const struct question *question,
                               const struct cube_term *terms, size_t count,
                               int dimension)
{
    const struct cube *cube = question->table->cube;
    size_t all = cube_dimension(cube, (size_t)dimension)->members.count;
    bool *met = ARENA_ARRAY(question->figures->arena, all + 1, bool);
    bool is_known = count == 1;

    for (size_t i = 0; is_known && i < terms[0].count; i++)
        is_known = terms[0].members[i] != NULL &&
                   cube_meet(cube, terms[0].dimension, terms[0].members[i],
                             dimension, met);
    for (size_t i = 0; !is_known && i < all; i++)
        met[i] = true;
    return met;
}

static void answer_codes(struct question *question, struct cube_term *terms)
{
    struct figure *figure = question->figure;
    size_t count = question->filter->term_count;
    int at = dimension_of(question);
    enum cube_answer answer;
    const struct dimension *dimension;
    const bool *met;
    int64_t codes = 0;

    if (at < 0)
        return;
    dimension = cube_dimension(question->table->cube, (size_t)at);
    met = codes_tried(question, terms, count, at);
    figure->rows = rows_of(question, terms, count, &answer);
    for (size_t i = 0; answer != CUBE_NO_SET && i < dimension->members.count;
         i++) {
        const struct member *member = dimension->members.items[i];

        terms[count] = (struct cube_term){at, &member, 1, false};
        if (met[i] && rows_of(question, terms, count + 1, &answer) > 0)
            codes++;
    }
    if (answer == CUBE_NO_SET) {
        figure_fault(question, DIAG_FIGURE_SLICE, question->table->name,
                     question->filter_text);
        return;
    }
    figure->status = FIGURE_PRESENT;
    figure->value = amount_of(codes);
    figure->unit = (struct figure_unit){.code = {NULL, 0}};
}

void answer_from_cube(struct question *question)
{
    const struct cube *cube = question->table->cube;
    struct figure *figure = question->figure;
    struct cube_term terms[FILTER_TERMS_MAX + 1];
    struct cube_sum sum;
    int measure = measure_of(cube, figure);
    enum cube_answer answer;

    figure->status = FIGURE_NO_ROWS;
    if (measure < 0) {
        figure_fault(question, DIAG_FIGURE_MEASURE, figure->measure,
                     question->table->name,
                     nearest_column(question->figures->arena, question->table,
                                    figure->measure));
        return;
    }
    if (figure->operation > FIGURE_SUM && figure->operation != FIGURE_CODES) {
        figure_fault(question, DIAG_FIGURE_SYNTAX, figure->canonical,
                     SLICE("facts have sum, count, value and codes"));
        return;
    }
    unit_of_money(question, cube_measure(cube, (size_t)measure)->column,
                  cube_measure(cube, (size_t)measure)->scale);
    for (size_t i = 0; i < question->filter->term_count; i++)
        if (!term_read(question, &question->filter->terms[i], &terms[i]))
            return;
    if (figure->operation == FIGURE_CODES) {
        answer_codes(question, terms);
        return;
    }
    answer =
        cube_query(cube, (size_t)measure, terms, question->filter->term_count,
                   question->filter->from, question->filter->to, &sum);
    if (answer == CUBE_NO_SET)
        figure_fault(question, DIAG_FIGURE_SLICE, question->table->name,
                     question->filter_text);
    else if (answer == CUBE_NOT_A_FLOW && figure->operation != FIGURE_COUNT)
        figure_fault(question, DIAG_FIGURE_TIME, figure->measure,
                     question->table->name, question->filter_text);
    else
        fill(question, &sum);
}
