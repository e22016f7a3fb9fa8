/* Which columns of a file the fields of a resource take their texts from. */
#include "base/place.h"
#include "model/aliases.h"
#include "model/condition.h"
#include "model/reading.h"

#define HEADINGS_SHOWN 300 /* bytes of a header, in a finding */

static struct place header_place(const struct reading *reading, size_t at)
{
    return (struct place){reading->source, (uint16_t)(at + 1), 0};
}

/* A field in another language may stand in the file of that language. */
static struct slice heading_in_file(struct reading *reading,
                                    const struct field *field)
{
    const struct table *table = reading->table;
    const struct column *column = &table->columns.items[field->column];
    const struct portal *portal = reading->loading->portal;

    for (size_t i = 0; i < table->overlays.count && column->language >= 0; i++)
        if (slice_equal(table->overlays.items[i].language,
                        portal->languages[column->language].path))
            return ARENA_CONCAT(reading->loading->arena,
                                table->overlays.items[i].language, SLICE("/"),
                                field->text.heading);
    return field->text.heading;
}

static int find(const struct reading *reading, struct slice heading)
{
    for (size_t i = 0; i < reading->column_count; i++)
        if (slice_equal(reading->headings[i], heading))
            return (int)i;
    return -1;
}

/* The header as a finding shows it: "code, lable". */
static struct slice headings_text(const struct reading *reading)
{
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < reading->column_count; i++) {
        if (text.len > HEADINGS_SHOWN) {
            buf_add_text(&text, ", …");
            break;
        }
        buf_add_text(&text, i > 0 ? ", " : "");
        buf_add_slice(&text, reading->headings[i]);
    }
    return arena_take(reading->loading->arena, &text);
}

static void missing(struct reading *reading, struct slice heading)
{
    struct map names;

    if (reading->is_quiet)
        return;
    map_init(&names, reading->loading->arena);
    for (size_t i = 0; i < reading->column_count; i++)
        (void)map_put(&names, reading->headings[i], &names);
    diag_add(reading->loading->diagnostics, DIAG_COLUMN_MISSING,
             ((struct place){reading->source, 0, 0}), heading,
             map_nearest_name(&names, heading), headings_text(reading));
}

/* Of headings that conditions and codes ask for, whatever this file says. */
static int find_called(const struct reading *reading, struct slice heading)
{
    for (size_t i = 0; i < reading->column_count; i++)
        if (slice_equal(reading->called[i], heading))
            return (int)i;
    return -1;
}

/* The column of a heading that must be there; -1 after a finding. */
static int find_needed(struct reading *reading, struct slice heading)
{
    int at = find_called(reading, heading);

    if (at < 0)
        missing(reading, heading);
    else
        reading->is_read[at] = true;
    return at;
}

/* Two columns of one declared name: which is meant is not for us to say. */
static void refuse_second(struct reading *reading, size_t at,
                          struct slice heading)
{
    reading->is_read[at] = true;
    if (!reading->is_quiet)
        diag_add(reading->loading->diagnostics, DIAG_HEADING_TWICE,
                 header_place(reading, at), heading);
}

static void check_twice(struct reading *reading, size_t first,
                        struct slice heading)
{
    for (size_t i = first + 1; i < reading->column_count; i++)
        if (slice_equal(reading->headings[i], heading) && !reading->is_read[i])
            refuse_second(reading, i, heading);
}

static bool is_called(const struct field_text *text, struct slice heading)
{
    if (slice_equal(text->heading, heading))
        return true;
    for (size_t i = 0; i < text->alias_count; i++)
        if (slice_equal(text->aliases[i], heading))
            return true;
    return false;
}

static int by_position(struct reading *reading, const struct field_text *text)
{
    size_t at = text->position - 1;
    struct slice found;

    if (at >= reading->column_count) {
        if (!text->is_optional)
            missing(reading, text->heading.len > 0
                                 ? text->heading
                                 : arena_format(reading->loading->arena,
                                                "(column %zu)", at + 1));
        return -1;
    }
    found = reading->headings[at];
    reading->is_read[at] = true;
    if (found.len > 0 && !is_called(text, found) && !reading->is_quiet)
        diag_add(reading->loading->diagnostics, DIAG_COLUMN_MOVED,
                 header_place(reading, at), text->heading, found);
    return (int)at;
}

/* Records of JSON and front matter have what they have. */
static bool may_lack(const struct reading *reading, const struct field *field)
{
    return field->text.is_optional ||
           (reading->table->format != FORMAT_CSV &&
            !reading->table->columns.items[field->column].required);
}

static int by_heading(struct reading *reading, const struct field *field)
{
    struct slice heading = heading_in_file(reading, field);
    int at = find(reading, heading);

    for (size_t i = 0; i < field->text.alias_count; i++) {
        int other = find(reading, field->text.aliases[i]);

        if (other < 0)
            continue;
        if (at >= 0 && at != other) {
            refuse_second(reading, (size_t)other, field->text.aliases[i]);
            continue;
        }
        at = other;
        heading = field->text.aliases[i];
    }
    if (at >= 0) {
        reading->is_read[at] = true;
        check_twice(reading, (size_t)at, heading);
    } else if (!may_lack(reading, field)) {
        missing(reading, heading);
    }
    return at;
}

static void bind_parts(struct reading *reading, struct bound_field *bound)
{
    const struct field_text *text = &bound->field->text;

    bound->parts =
        ARENA_ARRAY(reading->loading->arena, text->part_count + 1, int);
    for (size_t i = 0; i < text->part_count; i++)
        bound->parts[i] = find_needed(reading, text->parts[i]);
}

static struct slice file_name(struct slice path)
{
    size_t cut = path.len;

    while (cut > 0 && path.ptr[cut - 1] != '/')
        cut--;
    return slice_cut(path, cut, path.len);
}

/* The text that every record of the file has. */
static void bind_fixed(struct reading *reading, struct bound_field *bound)
{
    const struct field_text *text = &bound->field->text;
    struct slice fixed = text->constant;
    struct slice name = file_name(reading->account->path);

    bound->is_fixed = true;
    if (text->from_path.len > 0 &&
        !template_match(name, text->from_path, &fixed)) {
        fixed = (struct slice){NULL, 0};
        if (!reading->is_quiet)
            diag_add(reading->loading->diagnostics, DIAG_TEXT_UNFIT,
                     ((struct place){reading->source, 0, 0}), name,
                     text->heading, text->from_path);
    }
    bound->fixed = fixed;
    if (!field_text_make(reading, bound, NULL,
                         (struct place){reading->source, 0, 0}, &fixed))
        fixed = (struct slice){NULL, 0};
    bound->fixed = arena_copy(reading->loading->arena, fixed);
}

static bool is_plain(const struct field_text *text)
{
    return text->split_part == 0 && text->pattern.len == 0 && text->pad == 0 &&
           !text->fills_down && text->values == NULL && text->part_count == 0;
}

/* What the file says of its numbers goes before what the field says. */
static void bind_numbers(struct reading *reading, struct bound_field *bound)
{
    const struct file_form *form = &reading->account->form;
    bool is_amount = reading->table->columns.items[bound->field->column].type ==
                     COLUMN_AMOUNT;

    bound->number = bound->field->number;
    if (form->format.decimal != 0)
        bound->number.format.decimal = form->format.decimal;
    if (form->format.group != 0)
        bound->number.format.group = form->format.group;
    if (!is_amount)
        return;
    if (form->is_subtracted)
        bound->number.is_reversed = !bound->number.is_reversed;
    if (form->factor.coefficient != 0)
        bound->number.factor = form->factor;
}

static bool is_plain_number(const struct number_form *form)
{
    return !form->has_affixes && !form->trailing_minus && !form->is_reversed &&
           form->factor.coefficient == 1 && form->factor.scale == 0;
}

static bool is_timed(const struct reading *reading, const struct field *field)
{
    return reading->table->columns.items[field->column].type == COLUMN_AMOUNT ||
           field->period.kind != PERIOD_NONE || field->month > 0;
}

static bool has_heading(const struct field_text *text)
{
    return !text->has_constant && text->from_path.len == 0 &&
           text->part_count == 0 && text->position == 0;
}

static bool is_placed(const struct table *table, size_t column)
{
    for (size_t i = 0; i < table->fields.count; i++)
        if (table->fields.items[i].text.position == column + 1)
            return true;
    return false;
}

/* A file without a header has the columns of the fields, in their order, but
 * for those that say where they stand. */
static void name_columns(struct reading *reading)
{
    const struct table *table = reading->table;
    size_t next = 0;

    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field_text *text = &table->fields.items[i].text;

        if (text->position > 0 && text->position <= reading->column_count)
            reading->headings[text->position - 1] = text->heading;
    }
    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field_text *text = &table->fields.items[i].text;

        if (!has_heading(text) || find(reading, text->heading) >= 0)
            continue;
        while (next < reading->column_count && is_placed(table, next))
            next++;
        if (next < reading->column_count)
            reading->headings[next++] = text->heading;
    }
}

static void bind_field(struct reading *reading, struct bound_field *bound)
{
    const struct field_text *text = &bound->field->text;

    bound->at = -1;
    bound->stage_at = -1;
    bound->is_plain = is_plain(text);
    bound->is_timed = is_timed(reading, bound->field);
    bind_numbers(reading, bound);
    bound->has_plain_numbers = is_plain_number(&bound->number);
    if (bound->field->stage_heading.len > 0)
        bound->stage_at = find_needed(reading, bound->field->stage_heading);
    if (text->has_constant || text->from_path.len > 0)
        bind_fixed(reading, bound);
    else if (text->part_count > 0)
        bind_parts(reading, bound);
    else if (text->position > 0)
        bound->at = by_position(reading, text);
    else
        bound->at = by_heading(reading, bound->field);
}

static void note_conditions(struct reading *reading,
                            const struct conditions *conditions)
{
    for (size_t i = 0; i < conditions->count; i++)
        (void)find_needed(reading, conditions->items[i].field);
}

static void note_choices(struct reading *reading)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->exclusions.count; i++)
        note_conditions(reading, &table->exclusions.items[i].when);
    note_conditions(reading, &table->take);
    for (size_t i = 0; i < table->levels.count; i++)
        (void)find_needed(reading, table->levels.items[i]);
}

/* Once for a resource: its files are mostly alike. A column without a name is
 * looked at later: most are empty. */
static void undeclared(struct reading *reading)
{
    struct loading *loading = reading->loading;

    for (size_t i = 0; i < reading->column_count; i++) {
        struct slice heading = reading->headings[i];

        /* A list taken from facts leaves the rest to them. */
        if (reading->is_read[i] || reading->is_quiet ||
            reading->table->is_distinct)
            continue;
        if (heading.len == 0 && reading->account->form.columns != NULL)
            continue; /* the descriptor says that it is not read */
        if (heading.len == 0)
            reading->unnamed[reading->unnamed_count++] = i;
        else if (map_put(&loading->undeclared, heading, loading) == NULL)
            diag_add(loading->diagnostics, DIAG_COLUMN_UNDECLARED,
                     header_place(reading, i), heading);
    }
}

/* The headings of the file: its own, or those the descriptor gives it. */
static bool take_headings(struct reading *reading,
                          const struct table_header *header)
{
    const struct file_form *form = &reading->account->form;
    struct arena *arena = reading->loading->arena;

    reading->column_count = header->count;
    if (header->count > TABLE_COLUMNS_MAX) {
        diag_add(reading->loading->diagnostics, DIAG_TOO_MANY,
                 ((struct place){header->source, 0, 0}), reading->account->path,
                 SLICE("columns"), SLICE(TABLE_COLUMNS_MAX_TEXT));
        return false;
    }
    if (form->columns != NULL && form->column_count != header->count) {
        if (!reading->is_quiet)
            diag_add(reading->loading->diagnostics, DIAG_COLUMNS_COUNT,
                     ((struct place){header->source, 0, 0}),
                     arena_format(arena, "%zu", header->count),
                     arena_format(arena, "%zu", form->column_count));
        return false;
    }
    for (size_t i = 0; i < header->count; i++)
        if (form->columns != NULL)
            reading->headings[i] = form->columns[i];
        else if (header->names != NULL)
            reading->headings[i] = arena_copy(arena, header->names[i]);
    return true;
}

/* So that a place can name the cell of a row that was kept. */
static void note_fields(struct reading *reading)
{
    struct file_account *account = reading->account;

    account->source = reading->source;
    account->fields = ARENA_ARRAY(reading->loading->arena,
                                  reading->table->columns.count + 1, uint16_t);
    for (size_t i = 0; i < reading->table->fields.count; i++) {
        const struct bound_field *bound = &reading->fields[i];
        int at = bound->parts != NULL ? bound->parts[0] : bound->at;

        if (at >= 0)
            account->fields[bound->field->column] = (uint16_t)(at + 1);
    }
}

/* A budget of the year, in each of its months. */
static bool stands_all_year(const struct table *table,
                            const struct field *field)
{
    const struct column *column = &table->columns.items[field->column];

    return column->type == COLUMN_AMOUNT && field->month == 0 &&
           field->period.kind == PERIOD_NONE &&
           column->accumulation == ACCUMULATE_LEVEL;
}

/* The times for which the record has amounts; one of no time of its own when
 * there are none. */
static void find_variants(struct reading *reading)
{
    bool has_months = false;

    reading->variant_count = 0;
    for (size_t i = 0; i < reading->table->fields.count; i++)
        has_months |= reading->table->fields.items[i].month > 0;
    for (size_t i = 0; i < reading->table->fields.count; i++) {
        const struct field *field = &reading->table->fields.items[i];
        size_t v = 0;

        if (!reading->fields[i].is_timed)
            continue;
        reading->fields[i].variant = VARIANT_EACH;
        if (has_months && stands_all_year(reading->table, field))
            continue;
        while (
            v < reading->variant_count &&
            (reading->variants[v].month != field->month ||
             period_compare(reading->variants[v].period, field->period) != 0))
            v++;
        if (v == reading->variant_count)
            reading->variants[reading->variant_count++] =
                (struct variant){field->period, field->month};
        reading->fields[i].variant = v;
    }
    if (reading->variant_count == 0)
        reading->variants[reading->variant_count++] =
            (struct variant){{PERIOD_NONE, 0, 0, 0}, 0};
}

static int role_at(const struct table *table, const char *role)
{
    const struct column *column = table_role_column(table, role);

    return column != NULL ? (int)column_index(table, column) : -1;
}

static enum quick quick_of(const struct reading *reading,
                           const struct bound_field *bound)
{
    const struct column *column =
        &reading->table->columns.items[bound->field->column];

    if (!bound->is_plain || bound->is_fixed || bound->at < 0 ||
        column->missing_count > 0)
        return QUICK_NONE;
    switch (column->type) {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        return bound->has_plain_numbers && !bound->number.has_decimals
                   ? QUICK_NUMBER
                   : QUICK_NONE;
    case COLUMN_DATE:
    case COLUMN_PERIOD:
        return QUICK_PERIOD;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CHOICE:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_DIMENSION:
        break;
    }
    return QUICK_TEXT;
}

/* Most files of facts ask for nothing but their cells, one row a record. */
static bool is_simple(const struct reading *reading)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->fields.count; i++)
        if (reading->fields[i].quick == QUICK_NONE ||
            table->fields.items[i].stage_heading.len > 0)
            return false;
    return table->cube != NULL && table->fields.count == table->columns.count &&
           table->exclusions.count == 0 && table->take.count == 0 &&
           table->levels.count == 0 && table->to_date == NULL &&
           table->currencies.count == 0 && reading->variant_count == 1 &&
           reading->variants[0].month == 0 &&
           reading->variants[0].period.kind == PERIOD_NONE &&
           reading->unnamed_count == 0 && !reading->fills &&
           !map_has(&reading->loading->claims, reading->account->path) &&
           (reading->period >= 0 || table->period.kind != PERIOD_NONE);
}

/* Labels may be lacking: the code is printed then, and it is found (W325). */
static void note_required(struct reading *reading)
{
    const struct table *table = reading->table;

    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].required &&
            !slice_equal_text(table->columns.items[i].role, "label"))
            reading->required[reading->required_count++] = i;
}

static void note_amounts(struct reading *reading)
{
    const struct table *table = reading->table;

    if (table->cube == NULL)
        return;
    reading->amount_count = cube_measure_count(table->cube);
    for (size_t m = 0; m < reading->amount_count; m++)
        reading->amounts[m] =
            column_index(table, cube_measure(table->cube, m)->column);
}

bool reading_bind(struct reading *reading, const struct table_header *header)
{
    struct table *table = reading->table;

    reading->source = header->source;
    if (!take_headings(reading, header))
        return false;
    if (header->names == NULL && reading->account->form.columns == NULL)
        name_columns(reading);
    for (size_t i = 0; i < reading->column_count; i++)
        reading->called[i] = alias_name(table, reading->headings[i]);
    reading->fields = ARENA_ARRAY(reading->loading->arena,
                                  table->fields.count + 1, struct bound_field);
    for (size_t i = 0; i < table->fields.count; i++) {
        reading->fields[i].field = &table->fields.items[i];
        bind_field(reading, &reading->fields[i]);
        reading->fills |= table->fields.items[i].text.fills_down;
    }
    note_choices(reading);
    undeclared(reading);
    note_fields(reading);
    find_variants(reading);
    note_required(reading);
    note_amounts(reading);
    reading->currency = role_at(table, "currency");
    reading->period = role_at(table, "period");
    for (size_t i = 0; i < table->fields.count; i++)
        reading->fields[i].quick = quick_of(reading, &reading->fields[i]);
    reading->is_simple = is_simple(reading);
    return true;
}
