#include "publish/history/past.h"

#include "publish/history/rows_in.h"

#define LEDGERS "data/figures/"

enum { LEDGER_ID, LEDGER_VALUE, LEDGER_STATUS, LEDGER_COLUMNS };

/* One edition's ledgers being read. */
struct reading {
    struct past *past;
    struct arena *arena;
    struct edition *edition;
    struct slice release;
    struct map statuses; /* a handful of words, each kept once */
    struct edition_dataset ledger;
    struct buf *fault;
};

static void columns_set(struct reading *reading)
{
    static const char *const names[LEDGER_COLUMNS] = {"id", "value", "status"};

    for (size_t i = 0; i < LEDGER_COLUMNS; i++) {
        struct edition_column column = {.name = slice_of(names[i])};

        ARENA_PUSH(reading->arena, &reading->ledger.columns, column);
    }
}

static struct slice status_of(struct reading *reading, struct slice text)
{
    struct slice *known = map_get(&reading->statuses, text);

    if (known == NULL) {
        known = ARENA_NEW(reading->arena, struct slice);
        *known = arena_copy(reading->arena, text);
        (void)map_put(&reading->statuses, *known, known);
    }
    return *known;
}

static void figure_take(struct reading *reading, const struct rows_in *rows,
                        struct slice page)
{
    struct map *figures = &reading->past->figures;
    struct past_figure *figure = map_get(figures, rows->cells[LEDGER_ID]);
    struct past_value value = {.release = reading->release, .page = page};
    bool is_new = figure == NULL;

    /* Of one release the first page counts. */
    if (!is_new && slice_equal(figure->last.release, reading->release))
        return;
    value.status = status_of(reading, rows->cells[LEDGER_STATUS]);
    if (amount_parse(rows->cells[LEDGER_VALUE], (struct amount_format){'.', 0},
                     &value.value) != AMOUNT_OK)
        value.value = amount_of(0);
    if (is_new) {
        figure = ARENA_NEW(reading->arena, struct past_figure);
        figure->first = value;
        (void)map_put(figures,
                      arena_copy(reading->arena, rows->cells[LEDGER_ID]),
                      figure);
    }
    figure->last = value;
}

static bool ledger_read(struct reading *reading, struct slice path)
{
    const size_t head = sizeof(LEDGERS) - 1;
    struct slice page = arena_copy(
        reading->arena, slice_cut(path, head, path.len - SLICE(".csv").len));
    struct rows_in rows;
    bool done;

    reading->ledger.path = path;
    done =
        rows_in_open(&rows, reading->edition, &reading->ledger, reading->fault);
    while (done && rows_in_next(&rows)) {
        done = rows_in_cut(&rows);
        if (done)
            figure_take(reading, &rows, page);
    }
    done = done && !rows.failed;
    rows_in_close(&rows);
    return done;
}

/* A manifest is sorted by path, and so are the pages. */
static bool ledgers_read(struct reading *reading)
{
    const struct map *files = &reading->edition->digests;

    for (size_t i = 0; i < files->count; i++) {
        struct slice path = files->entries[i].key;

        if (slice_starts_with(path, SLICE(LEDGERS)) &&
            slice_ends_with(path, SLICE(".csv")) && !ledger_read(reading, path))
            return false;
    }
    return true;
}

bool past_read(struct past *past, struct arena *arena,
               struct edition *const *editions, size_t count, struct buf *fault)
{
    map_init(&past->figures, arena);
    for (size_t i = 0; i < count; i++) {
        struct reading reading = {.past = past,
                                  .arena = arena,
                                  .edition = editions[i],
                                  .fault = fault};

        map_init(&reading.statuses, arena);
        columns_set(&reading);
        reading.release = arena_copy(arena, editions[i]->release);
        if (!ledgers_read(&reading))
            return false;
    }
    return true;
}
