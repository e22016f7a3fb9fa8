/* Rows that are sums of other rows, and whether they agree. */
#include <string.h>

#include "inspect/insight.h"

struct money {
    size_t columns[MONEY_MAX];
    size_t count;
};

static struct money money_of(const struct insight *insight)
{
    struct money money = {.count = 0};

    for (size_t i = 0; i < insight->sheet->columns.count; i++)
        if (column_is_money(&insight->sheet->columns.items[i]) &&
            money.count < MONEY_MAX)
            money.columns[money.count++] = i;
    return money;
}

/* A total says so, and has no codes of its own, or hardly any. */
static size_t total_text_of(const struct sheet *sheet, size_t row)
{
    size_t found = NO_COLUMN;
    size_t filled = 0;
    size_t all = 0;

    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (c->cells.type == CELLS_NUMBER || c->cells.type == CELLS_EMPTY)
            continue;
        all++;
        filled +=
            !sheet_cell(c, row)->is_missing && !sheet_cell(c, row)->is_total;
        if (sheet_cell(c, row)->is_total)
            found = i;
    }
    return filled * 2 <= all ? found : NO_COLUMN;
}

void rows_of_totals_find(struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;
    bool any = false;

    for (size_t i = 0; i < sheet->columns.count; i++)
        for (size_t j = 0; j < sheet->columns.items[i].values.count && !any;
             j++)
            any = sheet->columns.items[i].values.items[j]->is_total;
    for (size_t row = 0; row < sheet->row_files.count && any; row++) {
        size_t column = total_text_of(sheet, row);

        if (column == NO_COLUMN)
            continue;
        insight->rows[row] = ROW_TOTAL;
        insight->total_rows++;
        insight->total_column = column;
        insight->total_text =
            sheet_cell(&sheet->columns.items[column], row)->text;
    }
}

static bool is_blank(const struct insight *insight, size_t column, size_t row)
{
    return sheet_cell(&insight->sheet->columns.items[column], row)->is_missing;
}

/* Is `next` blank wherever `column` is? */
static bool blanks_go_on(const struct insight *insight, size_t column,
                         size_t next)
{
    for (size_t row = 0; row < insight->sheet->row_files.count; row++)
        if (insight->rows[row] == ROW_LEAF && is_blank(insight, column, row) &&
            !is_blank(insight, next, row))
            return false;
    return true;
}

static bool has_blanks(const struct insight *insight, size_t column)
{
    for (size_t row = 0; row < insight->sheet->row_files.count; row++)
        if (insight->rows[row] == ROW_LEAF && is_blank(insight, column, row))
            return true;
    return false;
}

/* From the last code that is never blank to the lowest one. */
static void levels_find(struct insight *insight)
{
    size_t previous = NO_COLUMN;

    for (size_t i = 0; i < insight->sheet->columns.count; i++) {
        if (insight->sheet->columns.items[i].cells.type != CELLS_CODE)
            continue;
        if (!has_blanks(insight, i)) {
            if (insight->level_count > 1)
                return;
            insight->levels[0] = i;
            insight->level_count = 1;
        } else if (insight->level_count == 0 ||
                   insight->level_count == LEVELS_MAX ||
                   (insight->level_count > 1 &&
                    !blanks_go_on(insight, previous, i))) {
            return;
        } else {
            insight->levels[insight->level_count++] = i;
        }
        previous = i;
    }
}

/* The sums below one code. */
struct branch {
    bool is_deeper; /* a row with a lower code is below it */
    struct amount sums[MONEY_MAX];
};

struct tree {
    struct insight *insight;
    struct money money;
    struct map branches;
};

static bool is_level(const struct insight *insight, size_t column)
{
    for (size_t i = 0; i < insight->level_count; i++)
        if (insight->levels[i] == column)
            return true;
    return false;
}

static size_t depth_of(const struct insight *insight, size_t row)
{
    size_t depth = 0;

    while (depth < insight->level_count &&
           !is_blank(insight, insight->levels[depth], row))
        depth++;
    return depth;
}

/* What else tells rows apart, and the codes down to `depth`. */
static struct slice branch_key(const struct tree *tree, size_t row,
                               size_t depth, struct buf *key)
{
    const struct insight *insight = tree->insight;
    const struct sheet *sheet = insight->sheet;

    buf_reset(key);
    buf_add(key, (const char *)&sheet->row_files.items[row], sizeof(uint32_t));
    for (size_t i = 0; i < sheet->columns.count; i++) {
        const struct sheet_column *c = &sheet->columns.items[i];

        if (column_is_part_of_keys(insight, i) && !is_level(insight, i) &&
            (c->cells.type != CELLS_TEXT ||
             (!c->name.is_label && i != insight->total_column)))
            buf_add(key, (const char *)&c->rows.items[row], sizeof(uint32_t));
    }
    for (size_t i = 0; i < depth; i++)
        buf_add(key,
                (const char *)&sheet->columns.items[insight->levels[i]]
                    .rows.items[row],
                sizeof(uint32_t));
    return buf_slice(key);
}

static struct branch *branch_of(struct tree *tree, struct slice key)
{
    struct branch *branch = map_get(&tree->branches, key);

    if (branch == NULL) {
        branch = ARENA_NEW(tree->branches.arena, struct branch);
        (void)map_put(&tree->branches, arena_copy(tree->branches.arena, key),
                      branch);
    }
    return branch;
}

static void branches_mark(struct tree *tree, struct buf *key)
{
    for (size_t row = 0; row < tree->insight->sheet->row_files.count; row++) {
        size_t depth = depth_of(tree->insight, row);

        if (tree->insight->rows[row] != ROW_LEAF)
            continue;
        for (size_t i = 1; i < depth; i++)
            branch_of(tree, branch_key(tree, row, i, key))->is_deeper = true;
    }
}

static void amount_gather(struct amount *sum, struct amount amount)
{
    struct amount whole;

    if (amount_add(*sum, amount, &whole))
        *sum = whole;
}

static void row_gather(struct tree *tree, size_t row, struct buf *key)
{
    size_t depth = depth_of(tree->insight, row);

    for (size_t i = 1; i < depth; i++) {
        struct branch *branch = branch_of(tree, branch_key(tree, row, i, key));

        for (size_t m = 0; m < tree->money.count; m++)
            amount_gather(&branch->sums[m],
                          sheet_cell(&tree->insight->sheet->columns
                                          .items[tree->money.columns[m]],
                                     row)
                              ->amount);
    }
}

static void subtotals_mark(struct tree *tree, struct buf *key)
{
    struct insight *insight = tree->insight;

    for (size_t row = 0; row < insight->sheet->row_files.count; row++) {
        size_t depth = depth_of(insight, row);
        const struct branch *branch;

        if (insight->rows[row] != ROW_LEAF || depth == 0 ||
            depth == insight->level_count)
            continue;
        branch = map_get(&tree->branches, branch_key(tree, row, depth, key));
        if (branch == NULL || !branch->is_deeper)
            continue;
        insight->rows[row] = ROW_SUBTOTAL;
        insight->subtotal_rows++;
    }
}

static void subtotals_compare(struct tree *tree, struct buf *key)
{
    struct insight *insight = tree->insight;

    for (size_t row = 0; row < insight->sheet->row_files.count; row++) {
        const struct branch *branch;

        if (insight->rows[row] != ROW_SUBTOTAL)
            continue;
        branch = map_get(&tree->branches,
                         branch_key(tree, row, depth_of(insight, row), key));
        for (size_t m = 0; m < tree->money.count && branch != NULL; m++) {
            bool agrees =
                amount_compare(
                    branch->sums[m],
                    sheet_cell(
                        &insight->sheet->columns.items[tree->money.columns[m]],
                        row)
                        ->amount) == 0;

            insight->subtotals_agree += agrees;
            insight->subtotals_differ += !agrees;
        }
    }
}

void subtotals_find(struct insight *insight)
{
    struct tree tree = {.insight = insight, .money = money_of(insight)};
    struct arena scratch;
    struct buf key = BUF_INIT;

    levels_find(insight);
    if (insight->level_count < 2 || tree.money.count == 0) {
        insight->level_count = 0;
        return;
    }
    arena_init(&scratch);
    map_init(&tree.branches, &scratch);
    branches_mark(&tree, &key);
    subtotals_mark(&tree, &key);
    for (size_t row = 0; row < insight->sheet->row_files.count; row++)
        if (insight->rows[row] == ROW_LEAF)
            row_gather(&tree, row, &key);
    subtotals_compare(&tree, &key);
    buf_release(&key);
    arena_release(&scratch);
    if (insight->subtotal_rows == 0)
        insight->level_count = 0;
}

/* The sum of what is used, of one file and column. */
static struct amount leaves_sum(const struct insight *insight, size_t column,
                                size_t file)
{
    const struct sheet_file *f = &insight->sheet->files.items[file];
    struct amount sum = amount_of(0);

    for (size_t row = f->first_row; row < f->first_row + f->row_count; row++)
        if (insight->rows[row] == ROW_LEAF)
            amount_gather(
                &sum, sheet_cell(&insight->sheet->columns.items[column], row)
                          ->amount);
    return sum;
}

void sums_check(struct insight *insight)
{
    const struct sheet *sheet = insight->sheet;
    struct money money = money_of(insight);

    if (insight->total_rows == 0 ||
        insight->total_rows > sheet->files.count * 4)
        return;
    for (size_t row = 0; row < sheet->row_files.count; row++) {
        if (insight->rows[row] != ROW_TOTAL)
            continue;
        for (size_t m = 0; m < money.count; m++) {
            const struct sheet_value *value =
                sheet_cell(&sheet->columns.items[money.columns[m]], row);
            bool agrees;

            if (value->is_missing)
                continue;
            agrees = amount_compare(leaves_sum(insight, money.columns[m],
                                               sheet->row_files.items[row]),
                                    value->amount) == 0;
            insight->totals_agree += agrees;
            insight->totals_differ += !agrees;
        }
    }
}
