#include "render/history/changed_words.h"

#include "figure/filter.h"
#include "render/describe.h"
#include "render/receipts/filter_words.h"
#include "render/reference.h"

static const struct {
    const char *kind;
    const char *words;
} kinds[] = {
    {"amount-restated", N_("Amount restated")},
    {"row-appeared", N_("Row added to the past")},
    {"row-vanished", N_("Row gone")},
    {"target-moved", N_("Target moved")},
    {"baseline-moved", N_("Baseline moved")},
    {"deadline-moved", N_("Deadline moved")},
    {"direction-changed", N_("Direction changed")},
    {"unit-changed", N_("Unit changed")},
    {"commitment-added", N_("Commitment added")},
    {"commitment-dropped", N_("Commitment dropped")},
    {"status-reversed", N_("Status reversed")},
    {"status-changed", N_("Status changed")},
    {"reason-edited", N_("Reason edited")},
    {"responsible-changed", N_("Responsible changed")},
    {"label-changed", N_("Renamed")},
    {"code-renamed", N_("Code changed")},
    {"code-dropped", N_("Code dropped")},
    {"code-split", N_("Split")},
    {"code-merged", N_("Merged")},
    {"value-edited", N_("Value edited")},
    {"dataset-added", N_("Table added")},
    {"dataset-dropped", N_("Table gone")},
    {"column-added", N_("Column added")},
    {"column-dropped", N_("Column gone")},
};

struct slice change_text(const struct page *page, const struct row *row,
                         const char *name)
{
    const struct table *table = changes_of(page->portal);
    const struct column *column = table_column(table, slice_of(name));

    return row->cells[column - table->columns.items].text;
}

struct slice change_kind_words(const struct page *page, struct slice kind)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (slice_equal_text(kind, kinds[i].kind))
            return page_text(page, kinds[i].words);
    return kind;
}

static const struct table *table_of(const struct page *page,
                                    const struct row *row)
{
    return portal_table_named(page->portal, change_text(page, row, "table"));
}

static struct slice table_words(const struct page *page, const struct row *row)
{
    const struct table *table = table_of(page, row);

    return table == NULL ? change_text(page, row, "table")
                         : describe_table(page, table);
}

/* Null where the row as such was added or lost, or its column is gone. */
static const struct column *column_of(const struct page *page,
                                      const struct row *row)
{
    const struct table *table = table_of(page, row);
    struct slice name = change_text(page, row, "column");

    return table == NULL || name.len == 0 ? NULL : table_column(table, name);
}

/* --- what it is of --- */

static const char *const folders[CHANGE_SUBJECTS] = {
    [CHANGE_PROGRAM] = "programs",       [CHANGE_INSTITUTION] = "institutions",
    [CHANGE_TERRITORY] = "territories",  [CHANGE_INDICATOR] = "indicators",
    [CHANGE_COMMITMENT] = "commitments", [CHANGE_NODE] = "plans",
};

/* What a row is of first of all, where it names several. */
static const enum change_subject order[] = {
    CHANGE_COMMITMENT,  CHANGE_INDICATOR, CHANGE_PROGRAM,
    CHANGE_INSTITUTION, CHANGE_NODE,      CHANGE_TERRITORY};

/* Empty where the row is of nothing that has a page. */
static struct slice subject_of(const struct page *page, const struct row *row,
                               enum change_subject *out)
{
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        struct slice code =
            change_text(page, row, change_subject_name(order[i]));

        *out = order[i];
        if (code.len > 0)
            return code;
    }
    return nothing;
}

/* The value of a term of the key: "r12" of "code=r12". */
static struct slice key_value(const struct page *page, const struct row *row,
                              const char *name)
{
    struct slice key = change_text(page, row, "key");

    while (key.len > 0) {
        struct slice value = slice_next(&key, ';');

        if (slice_equal_text(slice_next(&value, '='), name))
            return percent_decode(page->arena, value);
    }
    return nothing;
}

struct slice change_subject_address(const struct page *page,
                                    const struct row *row)
{
    const struct table *table = table_of(page, row);
    enum change_subject subject;
    struct slice code = subject_of(page, row, &subject);
    struct slice address = link_entity(page, folders[subject], code);

    if (code.len == 0 && table != NULL)
        address = link_record(page, table, key_value(page, row, "code"));
    return slice_equal(address, link_page(page, page->route->key)) ? nothing
                                                                   : address;
}

struct slice change_subject_words(const struct page *page,
                                  const struct row *row)
{
    struct slice label = change_text(page, row, "label");
    enum change_subject subject;
    struct slice code = subject_of(page, row, &subject);
    struct slice words =
        code.len == 0 ? nothing
                      : page_label(page, change_subject_role(subject), code);

    /* What is no more has the name that it had. */
    if (words.len > 0 && !slice_equal(words, code))
        return words;
    if (label.len == 0)
        label = change_text(page, row, "key");
    return label.len > 0 ? label : table_words(page, row);
}

/* --- what changed --- */

/* "reason", and of a text in another language than the page's, in which. */
static struct slice column_label(struct page *page, const struct row *row)
{
    const struct column *column = column_of(page, row);
    const struct language *language;
    struct slice name;

    if (column == NULL)
        return change_text(page, row, "column");
    name =
        text_lowered(page, describe_column(page, table_of(page, row), column));
    if (column->language < 0)
        return name;
    language = &page->portal->languages[column->language];
    /* A title that ends in ")" says it already. */
    return language == page->language || name.ptr[name.len - 1] == ')'
               ? name
               : ARENA_CONCAT(page->arena, name, SLICE(" ("), language->name,
                              SLICE(")"));
}

/* When the row is of, as far as that is part of its name. */
static struct slice period_words(struct page *page, const struct row *row)
{
    struct slice text = key_value(page, row, "period");
    struct period period;

    if (text.len == 0)
        text = key_value(page, row, "date");
    return period_parse(text, &period) ? page_period(page, period) : nothing;
}

/* Amounts have rows by more than program and month; others have a name. */
static struct slice terms_words(struct page *page, const struct row *row)
{
    const struct table *table = table_of(page, row);
    struct slice key = change_text(page, row, "key");
    struct figure rest = {.resource = change_text(page, row, "table")};
    struct buf filter = BUF_INIT;
    enum change_subject subject;
    struct slice code = subject_of(page, row, &subject);

    if (table == NULL || table->cube == NULL)
        return nothing;
    while (key.len > 0) {
        struct slice term = slice_next(&key, ';');
        struct slice value = term;

        if (slice_equal_text(slice_next(&value, '='), "period") ||
            slice_equal(percent_decode(page->arena, value), code))
            continue;
        if (filter.len > 0)
            buf_add_char(&filter, ';');
        buf_add_slice(&filter, term);
    }
    rest.filter = arena_take(page->arena, &filter);
    return rest.filter.len > 0 ? filter_words(page, &rest) : nothing;
}

static void part_add(struct buf *out, const char *mark, struct slice part)
{
    if (part.len == 0)
        return;
    buf_add_text(out, mark);
    buf_add_slice(out, part);
}

struct slice change_field_words(struct page *page, const struct row *row)
{
    struct buf words = BUF_INIT;

    buf_add_slice(&words, table_words(page, row));
    part_add(&words, ", ", column_label(page, row));
    part_add(&words, ", ", period_words(page, row));
    part_add(&words, "; ", terms_words(page, row));
    return arena_take(page->arena, &words);
}

/* --- what it said --- */

bool change_is_status(const struct page *page, const struct row *row)
{
    struct slice kind = change_text(page, row, "kind");

    return slice_equal_text(kind, "status-changed") ||
           slice_equal_text(kind, "status-reversed");
}

struct slice change_value_words(struct page *page, const struct row *row,
                                struct slice text)
{
    const struct column *column = column_of(page, row);
    struct period period;

    if (text.len == 0 || column == NULL)
        return text;
    if ((column->type == COLUMN_DATE || column->type == COLUMN_PERIOD) &&
        period_parse(text, &period))
        return page_period(page, period);
    if (column->type == COLUMN_CHOICE)
        return choice_words(page, table_of(page, row), column, text);
    if (column->refers.len > 0)
        return reference_label(page, table_of(page, row), column, text);
    return text;
}

struct slice change_unit_words(const struct page *page, const struct row *row)
{
    struct slice unit = change_text(page, row, "unit");
    struct slice code = change_text(page, row, "indicator");
    const struct table *table;
    const struct row *indicator =
        portal_find(page->portal, ROLE_INDICATORS, code, &table);

    if (unit.len > 0 || indicator == NULL ||
        change_text(page, row, "difference").len == 0)
        return unit;
    return row_words(table, indicator, "unit", page->language);
}

struct slice change_reason_words(const struct page *page, const struct row *row)
{
    return row_words(changes_of(page->portal), row, "reason", page->language);
}
