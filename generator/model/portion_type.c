/* Cells of a portion into numbers, one column after the other. */
#include "model/portion.h"

/* Rows that are typed together: their texts stay in the nearest cache until all
 * columns are done. */
#define RUN 64

struct run {
    uint32_t from, to;
};

static struct slice cell_text(const struct portions *portions,
                              const struct portion *portion, uint32_t row,
                              size_t field)
{
    const struct portion_cell *cell =
        &portion->cells[row * portions->field_count + field];

    return (struct slice){portion->text.ptr + cell->at, cell->len};
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Blanks around a text are looked at by whoever reads the row alone. */
static bool is_trimmed(struct slice text)
{
    return !is_white(text.ptr[0]) && !is_white(text.ptr[text.len - 1]);
}

/* Has the cell a text to be typed? If not, the row is left where it needs one.
 */
static inline bool has_text(const struct portion_field *field,
                            struct portion *portion, uint32_t row,
                            struct slice text)
{
    if (text.len > 0 && is_trimmed(text))
        return true;
    if (text.len > 0 || field->is_required)
        portion->is_left[row] = true;
    return false;
}

static void texts_check(const struct portions *portions,
                        struct portion *portion, size_t f, struct run run)
{
    const struct portion_field *field = &portions->fields[f];

    for (uint32_t i = run.from; i < run.to; i++)
        (void)has_text(field, portion, i, cell_text(portions, portion, i, f));
}

static void currencies_check(const struct portions *portions,
                             struct portion *portion, size_t f, struct run run)
{
    const struct portion_field *field = &portions->fields[f];

    for (uint32_t i = run.from; i < run.to; i++) {
        struct slice text = cell_text(portions, portion, i, f);

        if (has_text(field, portion, i, text) &&
            !slice_equal(text, portions->currency))
            portion->is_left[i] = true;
    }
}

static void numbers_check(const struct portions *portions,
                          struct portion *portion, size_t f, struct run run)
{
    const struct portion_field *field = &portions->fields[f];
    struct amount number;

    for (uint32_t i = run.from; i < run.to; i++) {
        struct slice text = cell_text(portions, portion, i, f);

        if (has_text(field, portion, i, text) &&
            (!amount_parse_plain(text, field->bound->number.format.decimal,
                                 &number) ||
             number.scale > portion->limits[f] ||
             number.scale > MONEY_DECIMALS))
            portion->is_left[i] = true;
    }
}

static void dates_check(const struct portions *portions,
                        struct portion *portion, size_t f, struct run run)
{
    const struct portion_field *field = &portions->fields[f];
    struct slice known = {NULL, 0};
    struct period period;

    for (uint32_t i = run.from; i < run.to; i++) {
        struct slice text = cell_text(portions, portion, i, f);

        if (!has_text(field, portion, i, text) || slice_equal(text, known))
            continue;
        if (period_make(field->column, field->bound, text, &period))
            known = text;
        else
            portion->is_left[i] = true;
    }
}

/* Place of the period in the portion's list; PORTION_PERIODS = none. */
static uint32_t period_place(const struct portion_field *field,
                             struct portion *portion, struct slice text)
{
    uint32_t count = portion->period_count;
    uint64_t word = code_word(text);

    for (uint32_t p = 0; p < count; p++)
        if (portion->period_words[p] == word &&
            slice_equal(portion->period_texts[p], text))
            return p;
    if (count == PORTION_PERIODS ||
        !period_make(field->column, field->bound, text,
                     &portion->periods[count]))
        return PORTION_PERIODS;
    portion->period_words[count] = word;
    portion->period_texts[count] = text;
    portion->period_count++;
    return count;
}

/* The cell of a period is never empty in a usual row. */
static void periods_type(const struct portions *portions,
                         struct portion *portion, size_t f, struct run run)
{
    const struct portion_field *field = &portions->fields[f];

    for (uint32_t i = run.from; i < run.to; i++) {
        struct slice text = cell_text(portions, portion, i, f);
        uint32_t place = PORTION_PERIODS;

        if (text.len > 0 && is_trimmed(text))
            place = period_place(field, portion, text);
        if (place == PORTION_PERIODS)
            portion->is_left[i] = true;
        else
            portion->rows.periods[i] = (uint16_t)place;
    }
}

/* Every row is of the time that the table states. */
static void periods_of_table(const struct portions *portions,
                             struct portion *portion)
{
    portion->period_count = 1;
    portion->periods[0] = portions->reading->table->period;
    memset(portion->rows.periods, 0,
           portion->count * sizeof(*portion->rows.periods));
}

static int64_t power_of_ten(unsigned exponent)
{
    int64_t power = 1;

    for (; exponent > 0; exponent--)
        power *= 10;
    return power;
}

/* False where the number has more decimals than the measure so far, or needs
 * more than 64 bits. */
static bool amount_type(const struct portion_field *field, uint8_t scale,
                        struct slice text, int64_t *value, uint8_t *decimals)
{
    struct amount number;

    if (!amount_parse_plain(text, field->bound->number.format.decimal,
                            &number) ||
        number.scale > scale || number.scale > MONEY_DECIMALS)
        return false;
    *decimals = number.scale;
    *value = (int64_t)number.coefficient;
    return number.scale == scale ||
           !__builtin_mul_overflow(
               *value, power_of_ten((unsigned)(scale - number.scale)), value);
}

static void amounts_type(const struct portions *portions,
                         struct portion *portion, size_t f, struct run run)
{
    const struct portion_field *field = &portions->fields[f];
    size_t n = portions->measure_count;
    struct cube_rows *rows = &portion->rows;

    for (uint32_t i = run.from; i < run.to; i++) {
        struct slice text = cell_text(portions, portion, i, f);
        size_t at = i * n + field->at;

        rows->values[at] = 0;
        rows->states[at] = CELL_PRESENT;
        portion->decimals[at] = 0;
        if (!has_text(field, portion, i, text)) {
            rows->states[at] = CELL_EMPTY;
            rows->is_odd[i] = true;
        } else if (!amount_type(field, portion->scales[field->at], text,
                                &rows->values[at], &portion->decimals[at])) {
            portion->is_left[i] = true;
        }
    }
}

/* Has the row the label that its code has, or none? */
static bool label_fits(const struct portions *portions,
                       const struct portion *portion, uint32_t row,
                       const struct portion_field *field,
                       const struct code_entry *entry)
{
    struct slice label = cell_text(portions, portion, row, field->label);

    return entry->has_any_label || label.len == 0 ||
           slice_equal(label, entry->label);
}

static void code_type(const struct portions *portions, struct portion *portion,
                      const struct portion_field *field,
                      const struct code_slots *slots,
                      struct code_search *search, uint32_t row)
{
    uint32_t number = code_find(slots, search);

    portion->rows.codes[field->at][row] = number;
    if (number == 0 ||
        (field->has_label && !label_fits(portions, portion, row, field,
                                         &slots->entries[search->at])))
        portion->is_left[row] = true;
}

/* The slots of all rows are asked for before the first is needed. */
static void codes_type(const struct portions *portions, struct portion *portion,
                       size_t f, struct run run)
{
    const struct portion_field *field = &portions->fields[f];
    const struct code_slots *slots = code_slots(&field->codes);
    struct code_search searches[RUN];

    for (uint32_t i = run.from; i < run.to; i++) {
        struct slice text = cell_text(portions, portion, i, f);
        struct code_search *search = &searches[i - run.from];

        search->text = (struct slice){NULL, 0};
        if (!has_text(field, portion, i, text))
            continue;
        *search = code_search(slots, text);
        __builtin_prefetch(&slots->slots[search->at]);
    }
    for (uint32_t i = run.from; i < run.to; i++)
        if (searches[i - run.from].text.len > 0)
            code_type(portions, portion, field, slots, &searches[i - run.from],
                      i);
        else
            portion->rows.codes[field->at][i] = 0;
}

static void field_type(const struct portions *portions, struct portion *portion,
                       size_t f, struct run run)
{
    switch (portions->fields[f].need) {
    case NEED_NOTHING:
        break;
    case NEED_TEXT:
        texts_check(portions, portion, f, run);
        break;
    case NEED_CURRENCY:
        currencies_check(portions, portion, f, run);
        break;
    case NEED_NUMBER:
        numbers_check(portions, portion, f, run);
        break;
    case NEED_DATE:
        dates_check(portions, portion, f, run);
        break;
    case NEED_PERIOD:
        periods_type(portions, portion, f, run);
        break;
    case NEED_AMOUNT:
        amounts_type(portions, portion, f, run);
        break;
    case NEED_CODE:
        codes_type(portions, portion, f, run);
        break;
    }
}

/* A value as it would be with `scale` decimals, of which it has no more. */
static wide scaled(const struct portion *portion, size_t measure, uint8_t scale,
                   int64_t value)
{
    return (wide)value *
           power_of_ten((unsigned)(scale - portion->scales[measure]));
}

/* Rows that break an identity are looked at one by one. */
static void identity_check(const struct portions *portions,
                           struct portion *portion,
                           const struct watched_identity *watched,
                           struct run run)
{
    size_t parts = watched->identity->part_count;
    uint8_t scale = portion->scales[watched->total];

    for (size_t p = 0; p < parts; p++)
        if (portion->scales[watched->parts[p]] > scale)
            scale = portion->scales[watched->parts[p]];
    for (uint32_t i = run.from; i < run.to; i++) {
        size_t row = i * portions->measure_count;
        const int64_t *values = portion->rows.values + row;
        wide gap =
            scaled(portion, watched->total, scale, values[watched->total]);

        for (size_t p = 0; p < parts; p++)
            gap -= scaled(portion, watched->parts[p], scale,
                          values[watched->parts[p]]);
        if (gap != 0 && identity_is_whole(watched, &portion->rows.states[row]))
            portion->is_left[i] = true;
    }
}

static void run_type(const struct portions *portions, struct portion *portion,
                     struct run run)
{
    const struct money_watch *watch = portions->watch;

    for (size_t f = 0; f < portions->field_count; f++)
        field_type(portions, portion, f, run);
    for (size_t i = 0; watch != NULL && i < watch->identities.count; i++)
        identity_check(portions, portion, &watch->identities.items[i], run);
}

void portion_type(const struct portions *portions, struct portion *portion)
{
    uint32_t count = portion->count;

    if (count == 0)
        return;
    memset(portion->is_left, 0, count * sizeof(*portion->is_left));
    memset(portion->rows.is_odd, 0, count * sizeof(*portion->rows.is_odd));
    portion->period_count = 0;
    if (portions->reading->period < 0)
        periods_of_table(portions, portion);
    for (uint32_t from = 0; from < count; from += RUN)
        run_type(portions, portion,
                 (struct run){from, from + RUN < count ? from + RUN : count});
    portion->has_left = memchr(portion->is_left, 1, count) != NULL;
    if (!portion->has_left)
        portion_tally(portions, portion, 0, count, &portion->tally);
}
