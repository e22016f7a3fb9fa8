/* Records into portions, and these to those who type them. */
#include "model/portion.h"

#include "base/bug.h"

/* --- which files --- */

/* Rows may name one currency alone. */
static bool find_currency(const struct reading *reading, struct slice *out)
{
    const struct cube *cube = reading->table->cube;

    *out = cube_measure(cube, 0)->column->currency;
    for (size_t m = 1; reading->currency >= 0 && m < cube_measure_count(cube);
         m++)
        if (!slice_equal(cube_measure(cube, m)->column->currency, *out))
            return false;
    return true;
}

/* What must be looked at row after row is not for several threads. */
static bool fits(const struct reading *reading)
{
    const struct table *table = reading->table;
    const struct money_watch *watch;

    if (!reading->is_simple || table->format != FORMAT_CSV ||
        reading->loading->portal->threads < 2 ||
        (reading->keep != fact_keep && reading->keep != fact_cross) ||
        table->has_statements || table->equivalences != NULL ||
        table->key.count > 0 || reading->amount_count == 0)
        return false;
    watch = money_watch_of(reading->loading->portal, table);
    return watch == NULL || watch->identities.count <= MONEY_WATCHED_MAX;
}

static enum need need_of(const struct reading *reading,
                         const struct column *column, size_t at)
{
    switch (column->type) {
    case COLUMN_AMOUNT:
        return NEED_AMOUNT;
    case COLUMN_DIMENSION:
        return NEED_CODE;
    case COLUMN_NUMBER:
    case COLUMN_STATED:
        return NEED_NUMBER;
    case COLUMN_DATE:
    case COLUMN_PERIOD:
        return (int)at == reading->period ? NEED_PERIOD : NEED_DATE;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
        break;
    }
    return (int)at == reading->currency ? NEED_CURRENCY : NEED_NOTHING;
}

static size_t measure_of(const struct reading *reading, size_t column)
{
    size_t m = 0;

    while (m < reading->amount_count && reading->amounts[m] != column)
        m++;
    return m;
}

static void field_prepare(struct portions *portions, size_t f)
{
    struct reading *reading = portions->reading;
    const struct table *table = reading->table;
    struct portion_field *field = &portions->fields[f];
    size_t at = table->fields.items[f].column;

    field->column = &table->columns.items[at];
    field->bound = &reading->fields[f];
    field->need = need_of(reading, field->column, at);
    for (size_t i = 0; i < reading->required_count; i++)
        field->is_required |= reading->required[i] == at;
    if (field->need == NEED_NOTHING && field->is_required)
        field->need = NEED_TEXT;
    if (field->need == NEED_AMOUNT)
        field->at = measure_of(reading, at);
    if (field->need != NEED_CODE)
        return;
    field->at =
        (size_t)cube_find_dimension(table->cube, field->column->dimension);
    code_table_init(&field->codes, reading->loading->arena);
    for (size_t i = table->columns.count; i > 0; i--)
        if (table->columns.items[i - 1].label_of == (int)at) {
            field->has_label = !reading->is_quiet;
            field->label = portions->field_of[i - 1];
        }
}

void portions_begin(struct reading *reading)
{
    const struct table *table = reading->table;
    struct portions *portions;
    struct slice currency;

    if (!fits(reading) || !find_currency(reading, &currency))
        return;
    portions = ARENA_NEW(reading->loading->arena, struct portions);
    portions->reading = reading;
    portions->field_count = table->fields.count;
    portions->measure_count = reading->amount_count;
    portions->dimension_count = cube_dimension_count(table->cube);
    portions->currency = currency;
    portions->watch = money_watch_of(reading->loading->portal, table);
    for (size_t f = 0; f < table->fields.count; f++)
        portions->field_of[table->fields.items[f].column] = f;
    for (size_t f = 0; f < table->fields.count; f++)
        field_prepare(portions, f);
    reading->portions = portions;
}

void portions_learn(struct reading *reading, size_t column,
                    const struct member *member, bool has_label)
{
    struct portions *portions = reading->portions;
    const struct slice *label = has_label ? &member->label.items[0] : NULL;

    if (portions != NULL && member->id + 1 < CUBE_MEMBERS_MAX)
        code_table_add(&portions->fields[portions->field_of[column]].codes,
                       member->code, member->id + 1, label);
}

/* --- portions and sheaves --- */

static void portion_make(const struct portions *portions,
                         struct portion *portion)
{
    struct arena *arena = &portion->arena;
    size_t values = PORTION_ROWS * portions->measure_count;

    arena_init(arena);
    portion->cells = ARENA_ARRAY(arena, PORTION_ROWS * portions->field_count,
                                 struct portion_cell);
    portion->records_read = ARENA_ARRAY(arena, PORTION_ROWS, uint32_t);
    portion->decimals = ARENA_ARRAY(arena, values, uint8_t);
    portion->is_left = ARENA_ARRAY(arena, PORTION_ROWS, bool);
    for (size_t d = 0; d < portions->dimension_count; d++)
        portion->rows.codes[d] = ARENA_ARRAY(arena, PORTION_ROWS, uint32_t);
    portion->rows.periods = ARENA_ARRAY(arena, PORTION_ROWS, uint16_t);
    portion->rows.values = ARENA_ARRAY(arena, values, int64_t);
    portion->rows.states = ARENA_ARRAY(arena, values, uint8_t);
    portion->rows.is_odd = ARENA_ARRAY(arena, PORTION_ROWS, bool);
    portion->rows.records = ARENA_ARRAY(arena, PORTION_ROWS, uint32_t);
}

static void portion_empty(struct portion *portion)
{
    portion->count = 0;
    buf_reset(&portion->text);
}

static void sheaf_free(struct sheaf *sheaf)
{
    if (sheaf == NULL)
        return;
    for (size_t i = 0; i < SHEAF_PORTIONS; i++) {
        buf_release(&sheaf->portions[i].text);
        arena_release(&sheaf->portions[i].arena);
    }
    free(sheaf);
}

static struct sheaf **sheaf_at(struct portions *portions, size_t number)
{
    return &portions->sheaves[number % COUNT_OF(portions->sheaves)];
}

/* The one being filled. */
static struct sheaf *sheaf_of(struct portions *portions)
{
    struct sheaf **sheaf = sheaf_at(portions, portions->handed);

    if (*sheaf == NULL)
        *sheaf = calloc(1, sizeof(**sheaf));
    if (*sheaf == NULL)
        out_of_memory();
    return *sheaf;
}

static struct portion *portion_of(struct portions *portions)
{
    struct sheaf *sheaf = sheaf_of(portions);
    struct portion *portion = &sheaf->portions[sheaf->filling];

    if (portion->cells == NULL)
        portion_make(portions, portion);
    return portion;
}

static uint32_t sheaf_rows(const struct sheaf *sheaf)
{
    uint32_t rows = 0;

    for (size_t i = 0; i < SHEAF_PORTIONS; i++)
        rows += sheaf->portions[i].count;
    return rows;
}

/* The next one, in the order of the file; its room is used again. */
static bool sheaf_commit(struct portions *portions)
{
    struct sheaf *sheaf = *sheaf_at(portions, portions->committed++);

    portions->alone = 0;
    for (size_t i = 0; i < SHEAF_PORTIONS && !portions->is_stopped; i++)
        portions->is_stopped =
            !(sheaf->is_untyped ? portion_commit_alone : portion_commit)(
                portions, &sheaf->portions[i]);
    if (!sheaf->is_untyped)
        portions->is_unusual = portions->alone > sheaf_rows(sheaf) / 4 * 3;
    for (size_t i = 0; i < SHEAF_PORTIONS; i++)
        portion_empty(&sheaf->portions[i]);
    sheaf->filling = 0;
    return !portions->is_stopped;
}

static void crew_type(void *context, void *work, size_t index)
{
    struct sheaf *sheaf = work;

    if (!sheaf->is_untyped)
        portion_type(context, &sheaf->portions[index]);
}

static void crew_close(void *context, void *sheaf)
{
    (void)context;
    (void)sheaf;
}

/* What is known now, and grows: typing asks nobody. */
static void sheaf_instruct(const struct portions *portions, struct sheaf *sheaf)
{
    const struct cube *cube = portions->reading->table->cube;

    sheaf->is_untyped =
        portions->is_unusual && portions->handed % SHEAVES_UNTYPED != 0;
    for (size_t i = 0; i < SHEAF_PORTIONS; i++) {
        struct portion *portion = &sheaf->portions[i];

        for (size_t m = 0; m < portions->measure_count; m++)
            portion->scales[m] = cube_measure(cube, m)->scale;
        for (size_t f = 0; f < portions->field_count; f++)
            portion->limits[f] = portions->fields[f].column->decimals;
    }
}

static bool sheaf_hand(struct portions *portions)
{
    const struct crew_job job = {portions, SHEAF_PORTIONS, crew_type,
                                 crew_close};
    struct sheaf *sheaf = sheaf_of(portions);

    portions->handed++;
    sheaf->is_untyped = portions->handed == 1;
    if (sheaf->is_untyped) /* nothing is known yet: no row is usual */
        return sheaf_commit(portions);
    if (portions->crew == NULL)
        portions->crew = crew_new(portions->reading->loading->portal->threads,
                                  SHEAVES_WAITING, &job);
    sheaf_instruct(portions, sheaf);
    crew_hand(portions->crew, sheaf);
    return portions->handed - portions->committed <= SHEAVES_WAITING ||
           sheaf_commit(portions);
}

/* --- records --- */

/* Does the record stand in one piece, as it does where it has no quotes? */
static bool is_piece(const struct slice *cells, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (cells[i].ptr != cells[i - 1].ptr + cells[i - 1].len + 1)
            return false;
    return true;
}

static void record_copy(const struct portions *portions,
                        struct portion *portion, const struct slice *cells,
                        size_t count)
{
    struct portion_cell *out =
        &portion->cells[portion->count * portions->field_count];
    size_t at = portion->text.len;
    const char *end = cells[count - 1].ptr + cells[count - 1].len;

    if (is_piece(cells, count)) {
        buf_add(&portion->text, cells[0].ptr, (size_t)(end - cells[0].ptr));
        for (size_t f = 0; f < portions->field_count; f++) {
            struct slice cell = cells[portions->fields[f].bound->at];

            out[f] = (struct portion_cell){
                (uint32_t)(at + (size_t)(cell.ptr - cells[0].ptr)),
                (uint32_t)cell.len};
        }
        return;
    }
    for (size_t f = 0; f < portions->field_count; f++) {
        struct slice cell = cells[portions->fields[f].bound->at];

        out[f] = (struct portion_cell){(uint32_t)portion->text.len,
                                       (uint32_t)cell.len};
        buf_add(&portion->text, cell.ptr, cell.len);
    }
}

/* The next portion, when this one is full. */
static bool portion_next(struct portions *portions,
                         const struct portion *portion)
{
    if (portion->count < PORTION_ROWS && portion->text.len < PORTION_TEXT)
        return true;
    if (++sheaf_of(portions)->filling < SHEAF_PORTIONS)
        return true;
    return sheaf_hand(portions);
}

bool portions_take(struct reading *reading, const struct record_batch *batch)
{
    struct portions *portions = reading->portions;
    uint32_t records_read = reading->account->count.records;

    for (size_t i = 0; i < batch->record_count; i++) {
        struct portion *portion = portion_of(portions);

        record_copy(portions, portion, &batch->cells[i * batch->column_count],
                    batch->column_count);
        portion->rows.records[portion->count] = batch->first + (uint32_t)i;
        portion->records_read[portion->count] = records_read;
        portion->count++;
        if (!portion_next(portions, portion))
            return false;
    }
    return true;
}

void portions_end(struct reading *reading)
{
    struct portions *portions = reading->portions;
    struct sheaf *last;

    if (portions == NULL)
        return;
    last = sheaf_of(portions);
    if (portions->crew == NULL) { /* too few rows for several threads */
        last->is_untyped = true;
        portions->handed++;
    } else {
        if (!portions->is_stopped && sheaf_rows(last) > 0)
            (void)sheaf_hand(portions);
        crew_free(portions->crew);
    }
    while (!portions->is_stopped && portions->committed < portions->handed)
        (void)sheaf_commit(portions);
    for (size_t i = 0; i < COUNT_OF(portions->sheaves); i++)
        sheaf_free(portions->sheaves[i]);
    reading->portions = NULL;
}
