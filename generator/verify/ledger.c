/* A ledger: ids, values, rows and states, each worked out again. */
#include "verify/internal.h"

#define CELLS 12

static bool head_check(struct root *root, struct slice path,
                       const struct row_reader *reader)
{
    static const char *const heads[CELLS] = {
        "id",    "operation", "resource",   "measure",  "filter", "operands",
        "value", "unit",      "multiplier", "decimals", "rows",   "status"};
    bool ok = reader->count == CELLS;

    for (size_t i = 0; ok && i < CELLS; i++)
        ok = slice_equal_text(reader->cells[i], heads[i]);
    if (!ok)
        verify_fault(root, path, 0, "has not the head of a ledger");
    return ok;
}

static void number_read(struct root *root, const struct ledger *ledger,
                        struct figure *figure, struct slice rows)
{
    const struct amount_format plain = {'.', 0};
    struct amount count;

    figure->is_present = slice_equal_text(figure->status, "present");
    if (figure->is_present &&
        amount_parse(figure->value_text, plain, &figure->value) != AMOUNT_OK) {
        figure->is_present = false;
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": its value is no number: " SLICE_FORMAT,
                     SLICE_ARGS(figure->id), SLICE_ARGS(figure->value_text));
    }
    if (!figure->is_present && figure->value_text.len > 0)
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": is " SLICE_FORMAT ", and has a value",
                     SLICE_ARGS(figure->id), SLICE_ARGS(figure->status));
    if (amount_parse(rows, plain, &count) == AMOUNT_OK && count.scale == 0 &&
        count.coefficient >= 0 && count.coefficient <= UINT32_MAX)
        figure->rows = (uint32_t)count.coefficient;
    else
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": its number of rows is no such number",
                     SLICE_ARGS(figure->id));
}

static struct slice canonical_of(struct root *root, const struct figure *figure)
{
    struct slice comma = SLICE(",");
    struct slice operands = figure->operands;
    struct slice first;

    if (slice_equal_text(figure->operation, "constant"))
        return arena_format(&root->scratch, "constant(" SLICE_FORMAT ")",
                            SLICE_ARGS(figure->measure));
    if (operands.len > 0) {
        first = slice_next(&operands, ' ');
        return ARENA_CONCAT(&root->scratch, figure->operation, SLICE("("),
                            first, comma, operands, SLICE(")"));
    }
    return ARENA_CONCAT(&root->scratch, figure->operation, SLICE("("),
                        figure->resource, comma, figure->measure, comma,
                        figure->filter, SLICE(")"));
}

static void figure_read(struct root *root, struct ledger *ledger,
                        const struct row_reader *reader)
{
    const struct slice *cells = reader->cells;
    struct figure figure = {.offset = reader->row_at,
                            .id = cells[0],
                            .operation = cells[1],
                            .resource = cells[2],
                            .measure = cells[3],
                            .filter = cells[4],
                            .operands = cells[5],
                            .value_text = cells[6],
                            .unit = cells[7],
                            .multiplier = cells[8],
                            .status = cells[11]};
    char id[DIGEST_SHORT_SIZE];

    number_read(root, ledger, &figure, cells[10]);
    figure.canonical = canonical_of(root, &figure);
    digest_short(figure.canonical, id);
    if (!slice_equal_text(figure.id, id))
        verify_fault(root, ledger->path, figure.offset,
                     SLICE_FORMAT ": is not the id of " SLICE_FORMAT
                                  ", which is %s",
                     SLICE_ARGS(figure.id), SLICE_ARGS(figure.canonical), id);
    ARENA_PUSH(&root->scratch, &ledger->figures, figure);
}

static void ledger_read(struct root *root, struct ledger *ledger)
{
    struct row_reader reader;
    struct slice text;

    if (!verify_read_file(root, &root->scratch, ledger->path, &text))
        return;
    verify_rows_init(&reader, &root->scratch, text);
    if (!verify_rows_next(&reader) || !head_check(root, ledger->path, &reader))
        return;
    while (verify_rows_next(&reader))
        if (reader.count == CELLS)
            figure_read(root, ledger, &reader);
        else
            verify_fault(root, ledger->path, reader.row_at,
                         "has %zu cells where 12 are due", reader.count);
    root->report->figures += ledger->figures.count;
}

/* After all are read: an operand may follow what it is of. */
static void figures_index(struct root *root, struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->figures.count; i++) {
        struct figure *figure = &ledger->figures.items[i];

        if (map_put(&ledger->by_id, figure->id, figure) != NULL)
            verify_fault(root, ledger->path, figure->offset,
                         SLICE_FORMAT ": stands twice", SLICE_ARGS(figure->id));
    }
}

static void operands_find(const struct ledger *ledger, struct figure *figure)
{
    struct slice rest = figure->operands;

    figure->a = map_get(&ledger->by_id, slice_next(&rest, ' '));
    figure->b = map_get(&ledger->by_id, rest);
}

/* --- against what is worked out --- */

static bool disagrees(struct root *root, const struct ledger *ledger,
                      const struct figure *figure, const char *source,
                      const struct answer *answer)
{
    struct buf value = BUF_INIT;
    const char *fault = NULL;

    if (slice_equal_text(answer->status, "present"))
        amount_write(&value, answer->value);
    else
        buf_add_slice(&value, answer->status);
    if (!slice_equal(figure->status, answer->status) ||
        (figure->is_present &&
         amount_compare(figure->value, answer->value) != 0))
        fault = value.ptr;
    if (fault != NULL)
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": the ledger has " SLICE_FORMAT
                                  ", the %s give %s: " SLICE_FORMAT,
                     SLICE_ARGS(figure->id),
                     SLICE_ARGS(figure->is_present ? figure->value_text
                                                   : figure->status),
                     source, fault, SLICE_ARGS(figure->canonical));
    else if (figure->rows != answer->rows)
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": the ledger counts %u rows, the %s give "
                                  "%u: " SLICE_FORMAT,
                     SLICE_ARGS(figure->id), (unsigned)figure->rows, source,
                     (unsigned)answer->rows, SLICE_ARGS(figure->canonical));
    buf_release(&value);
    return fault != NULL || figure->rows != answer->rows;
}

/* What an amount counts, by the descriptor. */
static bool unit_is_wrong(struct root *root, const struct ledger *ledger,
                          const struct figure *figure,
                          const struct answer *answer)
{
    const struct column *measure = answer->measure;

    if (measure == NULL || measure->currency.len == 0 ||
        slice_equal_text(figure->operation, "count"))
        return false;
    if (slice_equal(figure->unit, measure->currency) &&
        slice_equal(figure->multiplier, measure->multiplier))
        return false;
    verify_fault(root, ledger->path, figure->offset,
                 SLICE_FORMAT
                 ": is counted in " SLICE_FORMAT " (10^" SLICE_FORMAT
                 "), the ledger says " SLICE_FORMAT " (10^" SLICE_FORMAT ")",
                 SLICE_ARGS(figure->id), SLICE_ARGS(measure->currency),
                 SLICE_ARGS(measure->multiplier), SLICE_ARGS(figure->unit),
                 SLICE_ARGS(figure->multiplier));
    return true;
}

/* What cannot be worked out is at least the same in every ledger. */
static void tell(struct root *root, const struct ledger *ledger,
                 const struct figure *figure, bool is_constant)
{
    struct slice text =
        figure->is_present ? figure->value_text : figure->status;
    struct telling *first = map_get(&root->told, figure->canonical);
    struct telling *telling = first;

    while (telling != NULL && !slice_equal(telling->text, text))
        telling = telling->next;
    if (telling == NULL) {
        telling = ARENA_NEW(root->arena, struct telling);
        telling->text = arena_copy(root->arena, text);
        telling->path = ledger->path;
        telling->offset = figure->offset;
        telling->id = arena_copy(root->arena, figure->id);
        telling->is_constant = is_constant;
        if (first != NULL) {
            telling->next = first->next;
            first->next = telling;
        } else {
            (void)map_put(&root->told,
                          arena_copy(root->arena, figure->canonical), telling);
        }
    } else if (slice_compare(ledger->path, telling->path) < 0) {
        telling->path = ledger->path;
        telling->offset = figure->offset;
    }
    telling->count++;
}

/* Asks for what does not leave: counted, with the only word there is on what is
 * counted in what. */
static void withheld_check(struct root *root, struct ledger *ledger,
                           const struct figure *figure)
{
    struct common *common = root->common;
    struct verify_withheld *withheld;

    (void)pthread_mutex_lock(&common->lock);
    withheld = map_get(&common->withheld, figure->resource);
    if (withheld != NULL)
        withheld->figures++;
    (void)pthread_mutex_unlock(&common->lock);
    if (figure->unit.len > 0) {
        struct slice unit = verify_currency_key(&root->scratch, figure->unit,
                                                figure->multiplier);

        if (!map_has(&root->units, unit))
            (void)map_put(&root->units, arena_copy(root->arena, unit), root);
    }
    tell(root, ledger, figure, false);
}

static void leaf_check(struct root *root, struct ledger *ledger,
                       const struct figure *figure)
{
    const struct answer *answer = verify_leaf(root, figure);

    switch (answer->kind) {
    case ANSWER_NONE:
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": " SLICE_FORMAT, SLICE_ARGS(figure->id),
                     SLICE_ARGS(answer->fault));
        return;
    case ANSWER_WITHHELD:
        withheld_check(root, ledger, figure);
        return;
    case ANSWER_GIVEN:
        break;
    }
    if (!disagrees(root, ledger, figure, "published rows", answer) &&
        !unit_is_wrong(root, ledger, figure, answer))
        root->report->recomputed++;
}

static void tree_check(struct root *root, const struct ledger *ledger,
                       const struct figure *figure)
{
    struct answer answer;

    if (figure->a == NULL || figure->b == NULL)
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": an operand is not in the ledger",
                     SLICE_ARGS(figure->id));
    else if (!verify_tree(figure, &answer))
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": there is no operation " SLICE_FORMAT,
                     SLICE_ARGS(figure->id), SLICE_ARGS(figure->operation));
    else if (!disagrees(root, ledger, figure, "operands", &answer))
        root->report->recomputed++;
}

/* constant(key) is the value of that key in the table derived-constants. */
static void constant_check(struct root *root, const struct ledger *ledger,
                           const struct figure *figure)
{
    struct figure leaf = *figure;
    const struct answer *answer;

    leaf.operation = SLICE("value");
    leaf.resource = SLICE("derived-constants");
    leaf.measure = SLICE("value");
    leaf.filter =
        arena_join(&root->scratch, SLICE("constant="), figure->measure);
    answer = verify_leaf(root, &leaf);
    if (answer->kind == ANSWER_GIVEN &&
        (!slice_equal_text(answer->status, "present") ||
         amount_compare(answer->value, figure->value) != 0))
        verify_fault(root, ledger->path, figure->offset,
                     SLICE_FORMAT ": the ledger has " SLICE_FORMAT
                                  ", derived-constants does not: " SLICE_FORMAT,
                     SLICE_ARGS(figure->id), SLICE_ARGS(figure->value_text),
                     SLICE_ARGS(figure->canonical));
    else
        tell(root, ledger, figure, true);
}

static void figure_check(struct root *root, struct ledger *ledger,
                         const struct figure *figure)
{
    if (slice_equal_text(figure->operation, "constant")) {
        constant_check(root, ledger, figure);
    } else if (figure->operands.len > 0) {
        tree_check(root, ledger, figure);
    } else {
        leaf_check(root, ledger, figure);
    }
}

void verify_ledger(struct root *root, struct slice path, struct ledger *ledger)
{
    *ledger = (struct ledger){.path = path};
    map_init(&ledger->by_id, &root->scratch);
    ledger_read(root, ledger);
    figures_index(root, ledger);
    for (size_t i = 0; i < ledger->figures.count; i++)
        operands_find(ledger, &ledger->figures.items[i]);
    for (size_t i = 0; i < ledger->figures.count; i++)
        figure_check(root, ledger, &ledger->figures.items[i]);
}
