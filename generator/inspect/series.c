/* Many files as one series: names, periods, amounts since the year began. */
#include <stdlib.h>
#include <string.h>

#include "inspect/insight.h"

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* What all names begin with, cut back to the end of a word. */
static size_t common_head(const struct sheet *sheet)
{
    struct slice first = sheet->files.items[0].base;
    size_t len = first.len;

    for (size_t i = 1; i < sheet->files.count; i++) {
        struct slice other = sheet->files.items[i].base;
        size_t same = 0;

        while (same < len && same < other.len &&
               first.ptr[same] == other.ptr[same])
            same++;
        len = same;
    }
    while (len > 0 && is_letter_or_digit(first.ptr[len - 1]))
        len--;
    return len;
}

static size_t common_tail(const struct sheet *sheet, size_t head)
{
    struct slice first = sheet->files.items[0].base;
    size_t len = first.len - head;

    for (size_t i = 1; i < sheet->files.count; i++) {
        struct slice other = sheet->files.items[i].base;
        size_t same = 0;

        while (same < len && same < other.len - head &&
               first.ptr[first.len - 1 - same] ==
                   other.ptr[other.len - 1 - same])
            same++;
        len = same;
    }
    while (len > 0 && is_letter_or_digit(first.ptr[first.len - len]))
        len--;
    return len;
}

/* Digits of a word as a number, -1 when there are others in it. */
static int digits_of(struct slice word)
{
    int value = 0;

    if (word.len == 0 || word.len > 6)
        return -1;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < '0' || word.ptr[i] > '9')
            return -1;
        value = value * 10 + (word.ptr[i] - '0');
    }
    return value;
}

static bool is_year(int value)
{
    return value >= 1900 && value <= 2100;
}

/* The year and month that the words of a name tell; 0 where they do not. */
static void name_period(struct slice folded, bool is_part, int *year,
                        int *month)
{
    while (folded.len > 0) {
        struct slice word = slice_next(&folded, '-');
        int value = digits_of(word);

        if (word.len == 4 && is_year(value))
            *year = value;
        else if (word.len == 6 && is_year(value / 100) && value % 100 >= 1 &&
                 value % 100 <= 12) {
            *year = value / 100;
            *month = value % 100;
        } else if (is_part && word.len <= 2 && value >= 1 && value <= 12)
            *month = value;
        else if (month_of_name(word) > 0 && *month == 0)
            *month = (int)month_of_name(word);
    }
}

/* Each name has a year, and either all or none have a month. */
static bool periods_read(struct insight *insight)
{
    struct sheet *sheet = insight->sheet;
    size_t with_month = 0;

    for (size_t i = 0; i < sheet->files.count; i++) {
        int year = 0;
        int month = 0;

        name_period(name_fold(sheet->arena, insight->file_parts[i]), true,
                    &year, &month);
        if (year == 0) {
            int other = month;

            name_period(name_fold(sheet->arena, sheet->files.items[i].base),
                        false, &year, &other);
        }
        if (year == 0)
            return false;
        with_month += month > 0;
        insight->file_periods[i] =
            month > 0 ? period_of_month(year, month) : period_of_year(year);
        for (size_t j = 0; j < i; j++)
            if (period_compare(insight->file_periods[i],
                               insight->file_periods[j]) == 0)
                return false;
    }
    return with_month == 0 || with_month == sheet->files.count;
}

void file_names_find(struct insight *insight)
{
    struct sheet *sheet = insight->sheet;
    struct slice first = sheet->files.items[0].base;
    size_t head = sheet->files.count > 1 ? common_head(sheet) : 0;
    size_t tail = sheet->files.count > 1 ? common_tail(sheet, head) : 0;

    if (sheet->files.count < 2 || head + tail == 0)
        return;
    insight->file_parts =
        ARENA_ARRAY(sheet->arena, sheet->files.count, struct slice);
    insight->file_periods =
        ARENA_ARRAY(sheet->arena, sheet->files.count, struct period);
    for (size_t i = 0; i < sheet->files.count; i++) {
        struct slice base = sheet->files.items[i].base;

        if (head + tail >= base.len)
            return;
        insight->file_parts[i] = slice_cut(base, head, base.len - tail);
    }
    insight->file_pattern =
        ARENA_CONCAT(sheet->arena, slice_cut(first, 0, head), SLICE("{}"),
                     slice_cut(first, first.len - tail, first.len));
    if (!periods_read(insight))
        insight->file_periods = NULL;
}

/* Months since year 0, of a row; negative: not known. */
static int row_month(const struct insight *insight, size_t row)
{
    const struct sheet *sheet = insight->sheet;

    if (insight->date != NO_COLUMN) {
        const struct sheet_value *value =
            sheet_cell(&sheet->columns.items[insight->date], row);

        return value->date.year > 0 ? value->date.year * 12 + value->date.month
                                    : -1;
    }
    if (insight->file_periods != NULL) {
        struct period period =
            insight->file_periods[sheet->row_files.items[row]];

        return period.kind == PERIOD_MONTH ? period.year * 12 + period.index
                                           : -1;
    }
    return -1;
}

struct step {
    int month;
    size_t row;
};

static int compare_steps(const void *a, const void *b)
{
    const struct step *x = a;
    const struct step *y = b;

    if (x->month != y->month)
        return x->month < y->month ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* One series of one column: what it was, and is. */
struct run {
    int month;
    struct amount before;
    struct amount now;
    bool has_before;
};

static void run_close(struct run *run, struct column_insight *column)
{
    int order;

    if (run->has_before) {
        order = amount_compare(run->now, run->before);
        column->steps++;
        column->falls += order < 0;
        column->rises += order > 0;
    }
    run->before = run->now;
    run->has_before = true;
    run->now = amount_of(0);
}

/* The codes of a row, without its time. */
static struct slice run_key(const struct insight *insight, size_t row,
                            struct buf *key)
{
    const struct sheet *sheet = insight->sheet;

    buf_reset(key);
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (column_is_part_of_keys(insight, i) &&
            (c->cells.type == CELLS_CODE || c->cells.type == CELLS_TEXT))
            buf_add(key, (const char *)&c->rows.items[row], sizeof(uint32_t));
    }
    return buf_slice(key);
}

static void column_follow(struct insight *insight, size_t column,
                          const struct step *steps, size_t count)
{
    struct column_insight *own = &insight->columns[column];
    struct arena scratch;
    struct map runs;
    struct buf key = BUF_INIT;

    arena_init(&scratch);
    map_init(&runs, &scratch);
    for (size_t i = 0; i < count; i++) {
        struct slice text = run_key(insight, steps[i].row, &key);
        struct run *run = map_get(&runs, text);
        struct amount sum;

        if (run == NULL) {
            run = ARENA_NEW(&scratch, struct run);
            run->month = steps[i].month;
            (void)map_put(&runs, arena_copy(&scratch, text), run);
        } else if (run->month != steps[i].month) {
            /* A year's first amounts follow nothing. */
            run_close(run, own);
            run->has_before =
                (run->month - 1) / 12 == (steps[i].month - 1) / 12;
            run->month = steps[i].month;
        }
        if (amount_add(
                run->now,
                sheet_cell(&insight->sheet->columns.items[column], steps[i].row)
                    ->amount,
                &sum))
            run->now = sum;
    }
    for (size_t i = 0; i < runs.count; i++)
        run_close(runs.entries[i].value, own);
    buf_release(&key);
    arena_release(&scratch);
    own->is_cumulative = own->steps >= 4 && own->falls * 50 <= own->steps &&
                         own->rises > own->falls * 10 &&
                         own->rises * 20 >= own->steps;
}

static size_t months_count(const struct step *steps, size_t count)
{
    size_t months = count > 0;

    for (size_t i = 1; i < count; i++)
        months += steps[i].month != steps[i - 1].month;
    return months;
}

void cumulative_find(struct insight *insight)
{
    struct sheet *sheet = insight->sheet;
    struct step *steps = calloc(sheet->row_files.count + 1, sizeof(*steps));
    size_t count = 0;

    if (steps == NULL)
        out_of_memory();
    for (size_t row = 0; row < sheet->row_files.count; row++) {
        int month = row_month(insight, row);

        if (month >= 0 && insight->rows[row] == ROW_LEAF)
            steps[count++] = (struct step){month, row};
    }
    qsort(steps, count, sizeof(*steps), compare_steps);
    insight->period_count = months_count(steps, count);
    if (insight->period_count >= 2 && insight->period_count <= 1200)
        for (size_t i = 0; i < sheet->columns.count; i++)
            if (column_is_money(&sheet->columns.items[i]))
                column_follow(insight, i, steps, count);
    free(steps);
}

/* The first text of a column that `says` so at its beginning, rows counted. */
static struct slice text_that(struct arena *scratch,
                              const struct sheet_column *column,
                              bool (*says)(struct slice), size_t *rows)
{
    struct slice found = {NULL, 0};

    *rows = 0;
    for (size_t i = 0; i < column->values.count && i < 2000; i++) {
        const struct sheet_value *value = column->values.items[i];
        struct slice folded;

        if (value->is_missing || value->text.len > 60)
            continue;
        folded = name_fold(scratch, value->text);
        if (!says(folded))
            continue;
        if (found.len == 0)
            found = value->text;
        *rows += value->count;
    }
    return found;
}

/* "I" and "G" under a heading of the kind "Ingreso/Gasto". */
static bool is_letter_of_side(const struct sheet_column *column)
{
    if (!column->name.is_revenue || !column->name.is_spending)
        return false;
    return column->distinct >= 1 && column->distinct <= 3;
}

static void side_look(struct insight *insight, size_t column)
{
    const struct sheet_column *c = &insight->sheet->columns.items[column];
    struct arena scratch;
    size_t rows[2];
    struct slice revenue;
    struct slice spending;

    arena_init(&scratch);
    revenue = text_that(&scratch, c, names_revenue, &rows[0]);
    spending = text_that(&scratch, c, names_spending, &rows[1]);
    arena_release(&scratch);
    if (is_letter_of_side(c)) {
        insight->sides = column;
        insight->both_sides = SLICE("its heading names both");
    } else if (revenue.len > 0 && spending.len > 0 &&
               insight->sides == NO_COLUMN) {
        if (c->distinct <= 4)
            insight->sides = column;
        insight->both_sides = arena_format(
            insight->sheet->arena,
            "\"" SLICE_FORMAT "\" has \"" SLICE_FORMAT "\" (%zu rows of such "
            "words) and \"" SLICE_FORMAT "\" (%zu)",
            SLICE_ARGS(column_label(insight->sheet->arena, c)),
            SLICE_ARGS(revenue), rows[0], SLICE_ARGS(spending), rows[1]);
    }
}

/* Only where neither the file's name nor a heading tells. */
void sides_find(struct insight *insight)
{
    struct sheet *sheet = insight->sheet;
    bool has_money = false;
    struct slice base = name_fold(sheet->arena, sheet->files.items[0].base);

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        has_money |= column_is_money(c);
        if (column_is_money(c) && c->name.is_revenue)
            return;
    }
    if (!has_money || names_revenue(base) || names_spending(base))
        return;
    for (size_t i = 0; i < sheet->columns.count; i++)
        if (sheet->columns.items[i].cells.type == CELLS_TEXT ||
            is_letter_of_side(&sheet->columns.items[i]))
            side_look(insight, i);
}
