/* Names of tables and columns for readers. */
#include "render/describe.h"

#include "render/field_words.h"

struct role_word {
    const char *role;
    const char *word; /* msgid */
};

/* Field roles that may have a column per language, and what they hold. */
static const struct role_word role_words[] = {
    {"label", N_("Name")},
    {"description", N_("Description")},
    {"note", N_("Note")},
    {"head", N_("Head")},
    {"mandate", N_("Mandate")},
    {"responsible", N_("Responsible")},
    {"purpose", N_("Purpose")},
    {"legal-basis", N_("Legal basis")},
    {"target-population", N_("Target population")},
    {"verification", N_("Means of verification")},
    {"assumptions", N_("Assumptions")},
    {"unit", N_("Unit")},
    {"definition", N_("Definition")},
    {"method", N_("Method")},
    {"source-body", N_("Source of the data")},
    {"origin", N_("Where it comes from")},
    {"wording", N_("Wording")},
    {"quote", N_("Quotation")},
    {"deadline-origin", N_("Where the deadline comes from")},
    {"reason", N_("Reason")},
    {"assessor", N_("Assessed by")},
    {"evaluator", N_("Evaluator")},
    {"scheme", N_("Scheme of the grade")},
    {"grade", N_("Grade")},
    {"response", N_("Response")},
    {"counterpart", N_("Counterpart")},
    {"author", N_("Author")},
    {"rule", N_("Rule")},
};

static struct slice role_word(const struct page *page, struct slice role)
{
    for (size_t i = 0; i < COUNT_OF(role_words); i++)
        if (slice_equal_text(role, role_words[i].role))
            return page_text(page, role_words[i].word);
    return nothing;
}

struct slice describe_table(const struct page *page, const struct table *table)
{
    struct slice title = words_of_table(page->language, table, &table->title);

    return title.len > 0 ? title : table->name;
}

struct slice describe_table_text(const struct page *page,
                                 const struct table *table)
{
    return words_of_table(page->language, table, &table->description);
}

struct slice describe_field(const struct page *page, const struct table *table,
                            const struct column *column)
{
    return field_title(page->language, table, column);
}

struct slice describe_column(const struct page *page, const struct table *table,
                             const struct column *column)
{
    struct slice word = nothing;
    struct slice title;

    if (column->language >= 0 && column->role.len > 0)
        word = role_word(page, column->role);
    if (word.len > 0)
        return word;
    title = describe_field(page, table, column);
    return title.len > 0 ? title : column->name;
}

struct slice describe_type(const struct page *page, enum column_type type)
{
    return field_type(page->language, type);
}

struct slice describe_role(const struct page *page, enum resource_role role)
{
    return page_text(page, resource_role_title(role));
}

struct slice describe_status(const struct page *page, enum table_status status)
{
    switch (status) {
    case TABLE_OFFICIAL:
        break;
    case TABLE_PROVISIONAL:
        return page_text(page, N_("Provisional"));
    case TABLE_ILLUSTRATIVE:
        return page_text(page, N_("Illustrative"));
    case TABLE_DISPUTED:
        return page_text(page, N_("Disputed"));
    }
    return nothing;
}

struct slice describe_status_note(const struct page *page,
                                  enum table_status status)
{
    switch (status) {
    case TABLE_OFFICIAL:
        break;
    case TABLE_PROVISIONAL:
        return page_text(page, N_("Provisional: these values may still be "
                                  "revised by the source."));
    case TABLE_ILLUSTRATIVE:
        if (page->portal->is_illustrative)
            break; /* every page says so already */
        return page_text(page, N_("Illustrative: this table is invented. It "
                                  "shows what a portal can hold."));
    case TABLE_DISPUTED:
        return page_text(page,
                         N_("Disputed: the source contradicts itself here. "
                            "The values stand as it gives them."));
    }
    return nothing;
}

struct slice describe_missing(const struct page *page, enum cell_state state)
{
    switch (state) {
    case CELL_PRESENT:
    case CELL_EMPTY:
        break;
    case CELL_NOT_REPORTED:
        return page_text(page, N_("not reported"));
    case CELL_NOT_APPLICABLE:
        return page_text(page, N_("not applicable"));
    case CELL_REFUSED:
        return page_text(page, N_("not readable in the source"));
    }
    return page_text(page, N_("no data"));
}

struct slice describe_flag(const struct page *page, struct slice flag)
{
    if (slice_equal_text(flag, "yes"))
        return page_text(page, N_("yes"));
    return slice_equal_text(flag, "no") ? page_text(page, N_("no")) : flag;
}

/* --- time --- */

static void period_widen(struct period period, struct period *first,
                         struct period *last)
{
    if (period.kind == PERIOD_NONE)
        return;
    if (first->kind == PERIOD_NONE || period_compare(period, *first) < 0)
        *first = period;
    if (last->kind == PERIOD_NONE || period_compare(period, *last) > 0)
        *last = period;
}

static const struct column *time_column(const struct table *table)
{
    static const char *const roles[] = {"period", "date", "due", "start",
                                        "announced"};
    const struct column *column = NULL;

    for (size_t i = 0; i < COUNT_OF(roles) && column == NULL; i++)
        column = table_role_column(table, roles[i]);
    return column;
}

bool table_periods(const struct table *table, struct period *first,
                   struct period *last)
{
    const struct column *column = time_column(table);

    *first = *last = table->period;
    if (table->cube != NULL)
        for (size_t i = 0; i < cube_period_count(table->cube); i++)
            period_widen(cube_period(table->cube, i), first, last);
    for (size_t r = 0; column != NULL && r < table->rows.count; r++) {
        const struct cell *cell =
            &table->rows.items[r].cells[column_index(table, column)];

        if (cell->state == CELL_PRESENT)
            period_widen(cell->is.period, first, last);
    }
    return first->kind != PERIOD_NONE;
}

struct slice describe_periods(struct page *page, const struct table *table)
{
    struct period first, last;
    struct slice from, to;

    if (!table_periods(table, &first, &last))
        return nothing;
    from = page_period(page, first);
    to = page_period(page, last);
    if (slice_equal(from, to))
        return from;
    return arena_format(page->arena, SLICE_FORMAT " \xE2\x80\x93 " SLICE_FORMAT,
                        SLICE_ARGS(from), SLICE_ARGS(to));
}

/* --- columns --- */

/* The name without "_es": carried texts have no role to be paired by. */
static struct slice pair_name(const struct page *page,
                              const struct column *column)
{
    struct slice path;
    struct slice name = column->name;

    if (column->role.len > 0)
        return column->role;
    if (column->language < 0)
        return name;
    path = page->portal->languages[column->language].path;
    if (name.len > path.len + 1 && slice_ends_with(name, path))
        name.len -= path.len + 1;
    return name;
}

/* The column that serves the page's language, else the first of its pair. */
static const struct column *column_of_pair(const struct page *page,
                                           const struct table *table,
                                           const struct column *column)
{
    struct slice name = pair_name(page, column);
    const struct column *first = NULL;

    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *other = &table->columns.items[i];

        if (other->type != column->type || other->personal ||
            !slice_equal(pair_name(page, other), name))
            continue;
        if (other->language == (int)page->language->index)
            return other;
        if (first == NULL)
            first = other;
    }
    return first;
}

bool column_is_shown(const struct page *page, const struct table *table,
                     const struct column *column)
{
    if (column->personal)
        return false;
    return column->language < 0 ||
           column_of_pair(page, table, column) == column;
}

struct slice column_words(const struct page *page, const struct table *table,
                          const struct row *row, const struct column *column)
{
    const struct cell *cell = &row->cells[column_index(table, column)];

    if (column->type == COLUMN_TEXT && column->role.len > 0 &&
        column->language >= 0)
        return row_words(table, row, arena_text(page->arena, column->role),
                         page->language);
    return cell->state == CELL_PRESENT ? cell->text : nothing;
}
