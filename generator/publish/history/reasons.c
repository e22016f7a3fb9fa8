/* Declared reasons: corrections, successors of codes, revisions of indicators.
 */
#include "figure/filter.h"
#include "publish/history/internal.h"

/* --- reading --- */

/* The cell of a role in the row cut last; empty where there is none. */
static struct slice cell_of(const struct rows_in *rows, const char *role)
{
    const struct edition_column *column =
        edition_column_of(rows->dataset, role);

    return column == NULL ? SLICE("")
                          : rows->cells[column - rows->dataset->columns.items];
}

static struct slice copy_of(const struct comparison *comparison,
                            const struct rows_in *rows, const char *role)
{
    return arena_copy(comparison->arena, cell_of(rows, role));
}

static struct reason_place place_in(const struct comparison *comparison,
                                    const struct rows_in *rows)
{
    return (struct reason_place){
        arena_copy(comparison->arena, rows->dataset->name),
        (size_t)rows->number};
}

typedef void reason_sink(struct comparison *comparison,
                         const struct rows_in *rows);

static bool rows_each(struct comparison *comparison, int side,
                      const struct edition_dataset *dataset, reason_sink *sink)
{
    struct rows_in rows;
    bool done = rows_in_open(&rows, comparison->editions[side], dataset,
                             comparison->fault);

    while (done && rows_in_next(&rows)) {
        done = rows_in_cut(&rows);
        if (done)
            sink(comparison, &rows);
    }
    done = done && !rows.failed;
    rows_in_close(&rows);
    return done;
}

static bool role_each(struct comparison *comparison, int side,
                      enum resource_role role, reason_sink *sink)
{
    const struct edition *edition = comparison->editions[side];

    for (const struct edition_dataset *d =
             edition_dataset_of(edition, role, NULL);
         d != NULL; d = edition_dataset_of(edition, role, d))
        if (!rows_each(comparison, side, d, sink))
            return false;
    return true;
}

static void successor_add(struct comparison *comparison,
                          const struct rows_in *rows)
{
    struct successor successor = {
        .scheme = change_scheme_name(copy_of(comparison, rows, "dimension")),
        .from = copy_of(comparison, rows, "old-code"),
        .to = copy_of(comparison, rows, "new-code"),
        .reason = copy_of(comparison, rows, "reason"),
        .source = copy_of(comparison, rows, "source"),
        .place = place_in(comparison, rows),
    };

    ARENA_PUSH(comparison->arena, &comparison->reasons.successors, successor);
}

static void node_successor_add(struct comparison *comparison,
                               const struct rows_in *rows)
{
    struct successor successor = {
        .scheme = SLICE("node"),
        .from = copy_of(comparison, rows, "node"),
        .to = copy_of(comparison, rows, "successor"),
        .reason = copy_of(comparison, rows, "reason"),
        .source = copy_of(comparison, rows, "source"),
        .place = place_in(comparison, rows),
    };

    ARENA_PUSH(comparison->arena, &comparison->reasons.successors, successor);
}

static struct period period_in(struct slice text)
{
    struct period period;

    if (!period_parse(text, &period))
        period = (struct period){.kind = PERIOD_NONE};
    return period;
}

static struct correction correction_of(const struct comparison *comparison,
                                       const struct rows_in *rows)
{
    return (struct correction){
        .resource = copy_of(comparison, rows, "resource"),
        .column = copy_of(comparison, rows, "column"),
        .key = copy_of(comparison, rows, "key"),
        .dimension = change_scheme_name(copy_of(comparison, rows, "dimension")),
        .entity = copy_of(comparison, rows, "entity"),
        .period = period_in(cell_of(rows, "period")),
        .date = copy_of(comparison, rows, "date"),
        .reason = copy_of(comparison, rows, "reason"),
        .source = copy_of(comparison, rows, "source"),
        .place = place_in(comparison, rows),
    };
}

static void correction_add(struct comparison *comparison,
                           const struct rows_in *rows)
{
    struct correction correction = correction_of(comparison, rows);

    ARENA_PUSH(comparison->arena, &comparison->reasons.corrections, correction);
}

static bool corrections_equal(const struct correction *a,
                              const struct correction *b)
{
    return slice_equal(a->resource, b->resource) &&
           slice_equal(a->column, b->column) && slice_equal(a->key, b->key) &&
           slice_equal(a->dimension, b->dimension) &&
           slice_equal(a->entity, b->entity) &&
           period_equal(a->period, b->period) &&
           slice_equal(a->date, b->date) && slice_equal(a->reason, b->reason);
}

/* What the old edition gave reasons for is told there, and explains nothing
 * that was changed since. */
static void correction_strike(struct comparison *comparison,
                              const struct rows_in *rows)
{
    struct correction old = correction_of(comparison, rows);

    for (size_t i = 0; i < comparison->reasons.corrections.count; i++) {
        struct correction *correction =
            &comparison->reasons.corrections.items[i];

        if (!correction->used && corrections_equal(correction, &old)) {
            correction->used = true;
            correction->reason = SLICE("");
            return;
        }
    }
}

/* A revision of an indicator that is declared since is a reason as well. */
static void revision_add(struct comparison *comparison,
                         const struct rows_in *rows)
{
    struct date cut_off = comparison->editions[SIDE_OLD]->cut_off;
    struct correction correction = {
        .dimension = SLICE("indicator"),
        .entity = copy_of(comparison, rows, "indicator"),
        .period = period_in(cell_of(rows, "period")),
        .date = copy_of(comparison, rows, "date"),
        .reason = copy_of(comparison, rows, "reason"),
        .source = copy_of(comparison, rows, "source"),
        .place = place_in(comparison, rows),
        .is_silent = true,
    };
    struct date date;

    if (correction.reason.len > 0 && date_parse(correction.date, &date) &&
        (!date_is_set(cut_off) || date_compare(date, cut_off) > 0))
        ARENA_PUSH(comparison->arena, &comparison->reasons.corrections,
                   correction);
}

/* --- successors by code --- */

static void scheme_key(struct buf *out, struct slice scheme, struct slice code)
{
    buf_add_slice(out, scheme);
    buf_add_char(out, '\x1f');
    buf_add_slice(out, code);
}

static void *scheme_get(const struct map *map, struct slice scheme,
                        struct slice code)
{
    struct buf key = BUF_INIT;
    void *found;

    scheme_key(&key, scheme, code);
    found = map_get(map, buf_slice(&key));
    buf_release(&key);
    return found;
}

static void scheme_put(struct map *map, struct slice scheme, struct slice code,
                       void *value)
{
    struct buf key = BUF_INIT;

    scheme_key(&key, scheme, code);
    (void)map_put(map, arena_take(map->arena, &key), value);
}

static void code_explain(struct reasons *reasons, struct slice code,
                         struct successor *successor)
{
    if (code.len > 0 && successor->reason.len > 0)
        (void)map_put(&reasons->by_code, code, successor);
}

static void successor_index(struct reasons *reasons,
                            struct successor *successor)
{
    struct slice scheme = successor->scheme;
    size_t *count;

    code_explain(reasons, successor->from, successor);
    code_explain(reasons, successor->to, successor);
    if (successor->to.len == 0 || slice_equal(successor->to, successor->from))
        return;
    successor->next = scheme_get(&reasons->by_from, scheme, successor->from);
    scheme_put(&reasons->by_from, scheme, successor->from, successor);
    count = scheme_get(&reasons->by_to, scheme, successor->to);
    if (count == NULL) {
        count = ARENA_NEW(reasons->by_to.arena, size_t);
        scheme_put(&reasons->by_to, scheme, successor->to, count);
    }
    ++*count;
}

static void successors_index(struct comparison *comparison)
{
    struct reasons *reasons = &comparison->reasons;

    map_init(&reasons->by_from, comparison->arena);
    map_init(&reasons->by_to, comparison->arena);
    map_init(&reasons->by_code, comparison->arena);
    /* From the last: each is put before those of its code. */
    for (size_t i = reasons->successors.count; i-- > 0;)
        successor_index(reasons, &reasons->successors.items[i]);
}

bool reasons_read(struct comparison *comparison)
{
    bool done =
        role_each(comparison, SIDE_NEW, ROLE_SUCCESSORS, successor_add) &&
        role_each(comparison, SIDE_NEW, ROLE_PLAN_SUCCESSORS,
                  node_successor_add) &&
        role_each(comparison, SIDE_NEW, ROLE_CORRECTIONS, correction_add) &&
        role_each(comparison, SIDE_OLD, ROLE_CORRECTIONS, correction_strike) &&
        role_each(comparison, SIDE_NEW, ROLE_REVISIONS, revision_add);

    successors_index(comparison);
    return done;
}

size_t reasons_successors(const struct reasons *reasons, struct slice scheme,
                          struct slice from, const struct successor **first)
{
    const struct successor *s = scheme_get(&reasons->by_from, scheme, from);
    size_t count = 0;

    *first = s;
    for (; s != NULL; s = s->next)
        count++;
    return count;
}

/* The one code that took the place of another; false where none or several
 * did. */
static bool follow(const struct reasons *reasons, struct slice scheme,
                   struct slice *code)
{
    const struct successor *first = NULL;

    if (reasons_successors(reasons, scheme, *code, &first) != 1)
        return false;
    *code = first->to;
    return true;
}

struct slice reasons_last(const struct reasons *reasons, struct slice scheme,
                          struct slice code)
{
    size_t steps = 0;
    struct slice least, at;

    while (follow(reasons, scheme, &code))
        if (++steps > reasons->successors.count)
            break;
    if (steps <= reasons->successors.count)
        return code;
    /* They lead in a circle: the first of it by name. */
    least = at = code;
    while (follow(reasons, scheme, &at) && !slice_equal(at, code))
        if (slice_compare(at, least) < 0)
            least = at;
    return least;
}

size_t reasons_predecessors(const struct reasons *reasons, struct slice scheme,
                            struct slice to)
{
    const size_t *count = scheme_get(&reasons->by_to, scheme, to);

    return count != NULL ? *count : 0;
}

/* --- which reason is whose --- */

/* The value of a column in a key text. */
static bool key_value(struct slice key, struct slice name, struct slice *out)
{
    while (key.len > 0) {
        struct slice value = slice_next(&key, ';');

        if (slice_equal(slice_next(&value, '='), name)) {
            *out = value;
            return true;
        }
    }
    return false;
}

/* Is all that a correction's key says so in the change's? Counts its terms. */
static bool key_matches(struct arena *scratch, struct slice wanted,
                        struct slice key, unsigned *terms)
{
    while (wanted.len > 0) {
        struct slice value = slice_next(&wanted, ';');
        struct slice name = slice_trim(slice_next(&value, '='));
        struct slice found;

        if (!key_value(key, name, &found) ||
            !slice_equal(percent_decode(scratch, found),
                         percent_decode(scratch, value)))
            return false;
        ++*terms;
    }
    return true;
}

static bool key_holds(struct arena *scratch, struct slice key,
                      struct slice code)
{
    while (key.len > 0) {
        struct slice value = slice_next(&key, ';');

        (void)slice_next(&value, '=');
        if (slice_equal(percent_decode(scratch, value), code))
            return true;
    }
    return false;
}

static bool entity_matches(struct arena *scratch,
                           const struct correction *correction,
                           const struct change *change)
{
    struct slice value;

    for (int i = 0; i < CHANGE_SUBJECTS; i++) {
        const char *name = change_subject_name((enum change_subject)i);

        if ((correction->dimension.len == 0 ||
             slice_equal_text(correction->dimension, name)) &&
            slice_equal(change->record.subjects[i], correction->entity))
            return true;
    }
    if (correction->dimension.len == 0)
        return key_holds(scratch, change->record.key, correction->entity);
    return key_value(change->record.key, correction->dimension, &value) &&
           slice_equal(percent_decode(scratch, value), correction->entity);
}

/* What a revision of an indicator may be the reason of. */
static bool is_of_indicator(const struct comparison *comparison,
                            const struct change *change)
{
    const struct edition_dataset *dataset =
        edition_dataset(comparison->editions[SIDE_NEW], change->record.table);

    return dataset != NULL &&
           (dataset->role == ROLE_INDICATORS || dataset->role == ROLE_TARGETS ||
            dataset->role == ROLE_OBSERVATIONS);
}

/* The period that dates the row, else the one that its key names. */
static bool period_matches(struct period period, const struct change *change)
{
    struct period own = change->record.period;
    struct slice text;

    if (own.kind == PERIOD_NONE &&
        (!key_value(change->record.key, SLICE("period"), &text) ||
         !period_parse(text, &own)))
        return false;
    return period_contains(period, own);
}

/* 0 = is not for this change; else the more is named the more. */
static unsigned correction_weight(const struct comparison *comparison,
                                  struct arena *scratch,
                                  const struct correction *correction,
                                  const struct change *change)
{
    const struct change_record *record = &change->record;
    unsigned weight = 1;

    if (correction->is_silent
            ? !is_of_indicator(comparison, change)
            : !slice_equal(correction->resource, record->table))
        return 0;
    if (correction->column.len > 0 &&
        !slice_equal(correction->column, record->column))
        return 0;
    if (correction->period.kind != PERIOD_NONE &&
        !period_matches(correction->period, change))
        return 0;
    if (correction->entity.len > 0 &&
        !entity_matches(scratch, correction, change))
        return 0;
    if (!key_matches(scratch, correction->key, record->key, &weight))
        return 0;
    return weight + (correction->column.len > 0) +
           (correction->entity.len > 0) +
           (correction->period.kind != PERIOD_NONE);
}

static void correction_give(struct comparison *comparison,
                            struct arena *scratch, struct change *change)
{
    unsigned best = 0;

    for (size_t i = 0; i < comparison->reasons.corrections.count; i++) {
        struct correction *correction =
            &comparison->reasons.corrections.items[i];
        unsigned weight;

        if (correction->reason.len == 0)
            continue;
        weight = correction_weight(comparison, scratch, correction, change);
        if (weight == 0)
            continue;
        correction->used = true;
        if (weight < best)
            continue;
        best = weight;
        change->record.reason = correction->reason;
        change->record.source = correction->source;
        change->reason = correction->place;
    }
}

/* A code that was given up explains what vanished or appeared with it. */
static void successor_give(const struct comparison *comparison,
                           struct arena *scratch, struct change *change)
{
    struct slice key = change->record.key;

    while (key.len > 0) {
        struct slice value = slice_next(&key, ';');
        const struct successor *s;

        (void)slice_next(&value, '=');
        s = map_get(&comparison->reasons.by_code,
                    percent_decode(scratch, value));
        if (s == NULL)
            continue;
        change->record.reason = s->reason;
        change->record.source = s->source;
        change->reason = s->place;
        return;
    }
}

/* A cell that named a code names the one that took its place. */
static void reference_give(const struct comparison *comparison,
                           struct change *change)
{
    const struct edition_dataset *dataset =
        edition_dataset(comparison->editions[SIDE_NEW], change->record.table);
    const struct successor *s = NULL;
    size_t column;

    if (dataset == NULL || change->record.column.len == 0)
        return;
    column = edition_column_find(dataset, change->record.column);
    if (column == SIZE_MAX)
        return;
    (void)reasons_successors(
        &comparison->reasons,
        change_scheme(dataset, &dataset->columns.items[column]),
        change->record.before, &s);
    while (s != NULL && !slice_equal(s->to, change->record.after))
        s = s->next;
    if (s == NULL)
        return;
    change->record.reason = s->reason;
    change->record.source = s->source;
    change->reason = s->place;
}

static bool is_of_codes(enum change_kind kind)
{
    return kind == CHANGE_CODE_DROPPED || kind == CHANGE_CODE_RENAMED ||
           kind == CHANGE_SPLIT || kind == CHANGE_MERGED ||
           kind == CHANGE_ROW_VANISHED || kind == CHANGE_ROW_APPEARED;
}

/* --- what is wrong with them --- */

static bool has_column(const struct comparison *comparison,
                       struct slice resource, struct slice column)
{
    for (int side = 0; side < SIDES; side++) {
        const struct edition_dataset *dataset =
            edition_dataset(comparison->editions[side], resource);

        if (dataset != NULL && edition_column_find(dataset, column) != SIZE_MAX)
            return true;
    }
    return false;
}

static void correction_fault(struct comparison *comparison,
                             const struct correction *correction)
{
    struct reason_fault fault = {.place = correction->place,
                                 .resource = correction->resource};
    struct slice resource = correction->resource;

    if (correction->is_silent || correction->used)
        return;
    if (edition_dataset(comparison->editions[SIDE_NEW], resource) == NULL &&
        edition_dataset(comparison->editions[SIDE_OLD], resource) == NULL)
        fault.unknown = resource;
    else if (correction->column.len > 0 &&
             !has_column(comparison, resource, correction->column))
        fault.unknown = correction->column;
    ARENA_PUSH(comparison->arena, &comparison->changes->faults, fault);
}

void reasons_give(struct comparison *comparison)
{
    struct changes *changes = comparison->changes;
    struct arena scratch;

    arena_init(&scratch);
    for (size_t i = 0; i < changes->count; i++) {
        struct change *change = &changes->items[i];

        correction_give(comparison, &scratch, change);
        if (change->record.reason.len == 0 && is_of_codes(change->kind))
            successor_give(comparison, &scratch, change);
        else if (change->record.reason.len == 0)
            reference_give(comparison, change);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    for (size_t i = 0; i < comparison->reasons.corrections.count; i++)
        correction_fault(comparison, &comparison->reasons.corrections.items[i]);
}
