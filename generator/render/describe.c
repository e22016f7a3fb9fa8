/* Names of tables, columns and rows for readers. */
#include "render/describe.h"

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
    return (struct slice){NULL, 0};
}

/* Tables made by rule have English titles, which are msgids. */
static struct slice own_words(const struct page *page,
                              const struct table *table,
                              const struct words *words)
{
    struct slice text = page_words(page, words);

    if (text.len > 0 && table->role == ROLE_DERIVED)
        return language_text(page->language, text);
    return text;
}

struct slice describe_table(const struct page *page, const struct table *table)
{
    struct slice title = own_words(page, table, &table->title);

    return title.len > 0 ? title : table->name;
}

struct slice describe_table_text(const struct page *page,
                                 const struct table *table)
{
    return own_words(page, table, &table->description);
}

struct slice describe_column(const struct page *page, const struct table *table,
                             const struct column *column)
{
    struct slice word = {NULL, 0};
    struct slice title;

    if (column->language >= 0 && column->role.len > 0)
        word = role_word(page, column->role);
    if (word.len > 0)
        return word;
    title = own_words(page, table, &column->title);
    return title.len > 0 ? title : column->name;
}

struct slice describe_type(const struct page *page, enum column_type type)
{
    static const char *const words[] = {
        [COLUMN_TEXT] = N_("text"),
        [COLUMN_CODE] = N_("code"),
        [COLUMN_NUMBER] = N_("number"),
        [COLUMN_DATE] = N_("date"),
        [COLUMN_PERIOD] = N_("date or period"),
        [COLUMN_CHOICE] = N_("code of a short list"),
        [COLUMN_CODES] = N_("codes, joined by |"),
        [COLUMN_FLAG] = N_("yes or no"),
        [COLUMN_ADDRESS] = N_("address"),
        [COLUMN_DIMENSION] = N_("code of a classification"),
        [COLUMN_AMOUNT] = N_("amount"),
        [COLUMN_STATED] = N_("number the source states about the others"),
    };

    return page_text(page, words[type]);
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
    return (struct slice){NULL, 0};
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
    return (struct slice){NULL, 0};
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

bool describe_periods(const struct table *table, struct period *first,
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

static struct slice period_words(struct page *page, struct period period)
{
    if (period.kind == PERIOD_DAY)
        return page_date(page, period_first_day(period));
    return page_period(page, period);
}

struct slice describe_range(struct page *page, struct period first,
                            struct period last)
{
    struct slice from = period_words(page, first);
    struct slice to = period_words(page, last);

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
    return cell->state == CELL_PRESENT ? cell->text : (struct slice){NULL, 0};
}

/* --- rows --- */

static bool same_key(const struct table *table, const struct row *a,
                     const struct row *b)
{
    for (size_t k = 0; k < table->key.count; k++) {
        const struct column *column = table_column(table, table->key.items[k]);
        size_t at = column_index(table, column);

        if (!slice_equal(a->cells[at].text, b->cells[at].text))
            return false;
    }
    return true;
}

static bool key_is_unique(const struct table *table, const struct row *row)
{
    for (size_t r = 0; r < table->rows.count; r++)
        if (&table->rows.items[r] != row &&
            same_key(table, &table->rows.items[r], row))
            return false;
    return true;
}

/* Columns of the key, all of them with a value that a filter can name. */
static bool key_is_usable(const struct table *table, const struct row *row)
{
    if (table->key.count == 0 || table->key.count > FILTER_TERMS_MAX)
        return false;
    for (size_t k = 0; k < table->key.count; k++) {
        const struct column *column = table_column(table, table->key.items[k]);

        if (column == NULL || column->personal ||
            column->type == COLUMN_CODES ||
            row->cells[column_index(table, column)].state != CELL_PRESENT)
            return false;
    }
    return key_is_unique(table, row);
}

bool record_filter(struct page *page, const struct table *table,
                   const struct row *row, struct slice *out)
{
    struct slice code = row_text(table, row, "code");

    *out = (struct slice){NULL, 0};
    if (code.len > 0 && table_find(table, code) == row) {
        *out = filter_add(page->arena, *out, SLICE("code"), "=", code);
        return true;
    }
    if (!key_is_usable(table, row))
        return false;
    for (size_t k = 0; k < table->key.count; k++) {
        const struct column *column = table_column(table, table->key.items[k]);
        const struct cell *cell = &row->cells[column_index(table, column)];

        if (slice_equal_text(column->name, "period"))
            *out = filter_add_period(page->arena, *out, cell->is.period,
                                     cell->is.period);
        else
            *out = filter_add(page->arena, *out, column->name, "=", cell->text);
    }
    return true;
}

const struct figure *record_figure(struct page *page, const struct table *table,
                                   const struct row *row,
                                   const struct column *column)
{
    struct slice filter;

    if (!record_filter(page, table, row, &filter))
        return NULL;
    return figure_leaf(&page->figures, FIGURE_VALUE, table->name, column->name,
                       filter);
}

const struct figure *count_figure(struct page *page, struct slice resource,
                                  struct slice filter)
{
    return figure_leaf(&page->figures, FIGURE_COUNT, resource, SLICE("*"),
                       filter);
}

/* --- references --- */

static bool role_of(const struct table *table, const struct column *column,
                    enum resource_role *role)
{
    if (slice_equal_text(column->refers, "self")) {
        *role = table->role;
        return true;
    }
    for (int i = 0; i < ROLE_DERIVED; i++)
        if (slice_equal_text(column->refers,
                             resource_role_name((enum resource_role)i))) {
            *role = (enum resource_role)i;
            return true;
        }
    return false;
}

/* Entities have pages of their own; everything else is a record. */
static const char *folder_of(enum resource_role role)
{
    static const struct {
        enum resource_role role;
        const char *folder;
    } folders[] = {
        {ROLE_INSTITUTIONS, "institutions"}, {ROLE_PROGRAMS, "programs"},
        {ROLE_TERRITORIES, "territories"},   {ROLE_PLAN, "plans"},
        {ROLE_INDICATORS, "indicators"},     {ROLE_COMMITMENTS, "commitments"},
    };

    for (size_t i = 0; i < COUNT_OF(folders); i++)
        if (folders[i].role == role)
            return folders[i].folder;
    return NULL;
}

struct slice link_register(const struct page *page, const struct table *table)
{
    return link_page(page, route_key(page->arena, "registers", table->name));
}

struct slice link_record(const struct page *page, const struct table *table,
                         struct slice code)
{
    struct slice folder = route_key(page->arena, "registers", table->name);

    if (code.len == 0)
        return code;
    return link_page(
        page, route_key(page->arena, arena_text(page->arena, folder), code));
}

struct slice link_dictionary(const struct page *page, const struct table *table)
{
    return link_page(page, route_key(page->arena, "data", table->name));
}

struct slice reference_link(const struct page *page, const struct table *table,
                            const struct column *column, struct slice code)
{
    enum resource_role role;
    const struct table *target = NULL;

    if (!role_of(table, column, &role))
        return (struct slice){NULL, 0};
    if (folder_of(role) != NULL)
        return link_entity(page, folder_of(role), code);
    if (portal_find(page->portal, role, code, &target) == NULL)
        return (struct slice){NULL, 0};
    return link_record(page, target, code);
}

struct slice reference_label(const struct page *page, const struct table *table,
                             const struct column *column, struct slice code)
{
    enum resource_role role;

    return role_of(table, column, &role) ? page_label(page, role, code) : code;
}
