/* What a figure asks for, in words. */
#include "render/receipts/filter_words.h"

#include "render/history/changed_words.h"
#include "render/account.h"
#include "render/describe.h"
#include "render/reference.h"

/* Trees below this are not told: nobody would read on. */
#define LEVELS_TOLD 3

/* --- one term of a filter --- */

static struct slice with_code(struct page *page, struct slice label,
                              struct slice code)
{
    if (label.len == 0 || slice_equal(label, code))
        return code;
    return ARENA_CONCAT(page->arena, label, SLICE(" ("), code, SLICE(")"));
}

/* What a term is read for: its codes stand beside it, or nowhere else. */
struct reading {
    struct page *page;
    const struct table *table;
    bool coded;
};

static struct slice named(const struct reading *reading, struct slice label,
                          struct slice code)
{
    if (label.len > 0 && !reading->coded)
        return label;
    return with_code(reading->page, label, code);
}

static struct slice dimension_value(const struct reading *reading,
                                    const struct column *column,
                                    struct slice code)
{
    struct page *page = reading->page;
    const struct dimension *dimension =
        portal_dimension(page->portal, column->dimension);
    const struct member *member =
        dimension == NULL ? NULL : map_get(&dimension->by_code, code);

    return member == NULL
               ? code
               : named(reading, page_member_label(page, member), code);
}

static bool is_of_commitments(const struct table *table)
{
    return table->role == ROLE_COMMITMENTS ||
           table->role == ROLE_COMMITMENT_EVENTS ||
           slice_equal_text(table->name, "derived-commitments");
}

static struct slice derived_words(const struct page *page,
                                  const struct table *table,
                                  const struct column *column,
                                  struct slice code)
{
    if (slice_equal_text(column->role, "status") &&
        slice_equal_text(table->name, "derived-indicators"))
        return page_indicator_status(page, code);
    if (slice_equal_text(column->role, "kind") &&
        table == changes_of(page->portal))
        return change_kind_words(page, code);
    if (slice_equal_text(column->role, "outcome") &&
        slice_equal_text(table->name, "ledger"))
        return outcome_words(page, code);
    if (slice_equal_text(column->role, "stage") &&
        portal_stage(page->portal, code) != NULL)
        return stage_label(page, code);
    if (slice_equal_text(column->role, "resource") &&
        portal_table_named(page->portal, code) != NULL)
        return describe_table(page, portal_table_named(page->portal, code));
    if (slice_equal_text(code, "yes"))
        return page_text(page, N_("yes"));
    if (slice_equal_text(code, "no"))
        return page_text(page, N_("no"));
    return nothing;
}

struct slice choice_words(const struct page *page, const struct table *table,
                          const struct column *column, struct slice code)
{
    struct slice words = nothing;

    if (slice_equal_text(column->role, "status") && is_of_commitments(table))
        return page_commitment_status(page, code);
    if (table->role == ROLE_DERIVED)
        words = derived_words(page, table, column, code);
    return words.len > 0 ? words
                         : portal_label(page->portal,
                                        arena_text(page->arena, column->role),
                                        code, page->language);
}

/* Texts stand for themselves; codes of a list have its label. */
static struct slice value_words(const struct reading *reading,
                                const struct column *column, struct slice code)
{
    struct page *page = reading->page;
    const struct table *table = reading->table;
    const struct row *row;

    if (column->type == COLUMN_DIMENSION)
        return dimension_value(reading, column, code);
    if (column->refers.len > 0)
        return named(reading, reference_label(page, table, column, code), code);
    if (column->type == COLUMN_CHOICE)
        return choice_words(page, table, column, code);
    if (!slice_equal_text(column->role, "code"))
        return code;
    row = table_find(table, code);
    return row == NULL
               ? code
               : named(reading, row_words(table, row, "label", page->language),
                       code);
}

static struct slice column_label(struct page *page, const struct table *table,
                                 const struct column *column)
{
    const struct dimension *dimension =
        column->type == COLUMN_DIMENSION
            ? portal_dimension(page->portal, column->dimension)
            : NULL;

    return dimension != NULL ? dimension_label(page, dimension)
                             : describe_column(page, table, column);
}

static struct slice values_words(const struct reading *reading,
                                 const struct column *column,
                                 const struct filter_term *term)
{
    struct slice words = nothing;

    for (size_t i = 0; i < term->value_count; i++) {
        struct slice one = column == NULL
                               ? term->values[i]
                               : value_words(reading, column, term->values[i]);

        words = i == 0 ? one
                       : PLAIN(reading->page, N_("{one} or {other}"),
                               ARG_TEXT("one", words), ARG_TEXT("other", one));
    }
    return words;
}

static struct slice head_of(const struct reading *reading,
                            const struct column *column,
                            const struct filter_term *term)
{
    return column == NULL ? term->column
                          : column_label(reading->page, reading->table, column);
}

static struct slice term_words(const struct reading *reading,
                               const struct filter_term *term)
{
    static const char *const forms[] = {
        [FILTER_EQUAL] = N_("{column}: {values}"),
        [FILTER_NOT_EQUAL] = N_("{column}: not {values}"),
        [FILTER_SUBTREE] = N_("{column}: {values} and all below"),
        [FILTER_MISSING] = N_("{column}: none given"),
    };
    const struct column *column = table_column(reading->table, term->column);

    return PLAIN(reading->page, forms[term->operator],
                 ARG_TEXT("column", head_of(reading, column, term)),
                 ARG_TEXT("values", values_words(reading, column, term)));
}

static struct slice period_words(struct page *page, const struct filter *filter)
{
    if (period_compare(filter->from, filter->to) == 0)
        return page_period(page, filter->from);
    return PLAIN(page, N_("{from} to {to}"),
                 ARG_TEXT("from", page_period(page, filter->from)),
                 ARG_TEXT("to", page_period(page, filter->to)));
}

static struct slice joined(struct page *page, struct slice before,
                           struct slice more)
{
    return before.len == 0
               ? more
               : ARENA_CONCAT(page->arena, before, SLICE("; "), more);
}

struct slice filter_words(struct page *page, const struct figure *leaf)
{
    const struct table *table =
        portal_table_named(page->portal, leaf->resource);
    const struct reading reading = {page, table, true};
    struct filter filter;
    struct slice fault;
    struct slice words = nothing;

    if (table == NULL ||
        !filter_parse(page->arena, leaf->filter, &filter, &fault))
        return leaf->filter;
    for (size_t i = 0; i < filter.term_count; i++)
        words = joined(page, words, term_words(&reading, &filter.terms[i]));
    if (filter.from.kind != PERIOD_NONE)
        words = joined(page, words, period_words(page, &filter));
    return words.len > 0 ? words : page_text(page, N_("all rows"));
}

/* "Program: Water" -> "Water", where the column is said elsewhere. */
static struct slice besides(struct slice words, struct slice head)
{
    size_t at = head.len;

    if (!slice_starts_with(words, head) || at >= words.len ||
        words.ptr[at] != ':')
        return words;
    return slice_trim(slice_cut(words, at + 1, words.len));
}

struct told_term term_told(struct page *page, struct slice resource,
                           struct slice text)
{
    const struct table *table = portal_table_named(page->portal, resource);
    const struct reading reading = {page, table, false};
    struct told_term told = {.words = text, .values = text};
    const struct filter_term *term;
    struct filter filter;
    struct slice fault;

    if (table == NULL || !filter_parse(page->arena, text, &filter, &fault) ||
        filter.term_count != 1)
        return told;
    term = &filter.terms[0];
    told.column = head_of(&reading, table_column(table, term->column), term);
    told.words = term_words(&reading, term);
    told.values = besides(told.words, told.column);
    told.is_code = term->operator== FILTER_EQUAL && term->value_count == 1 &&
                   slice_equal(told.values, term->values[0]);
    return told;
}

struct slice period_told(struct page *page, struct slice text)
{
    struct filter filter;
    struct slice fault;

    if (!filter_parse(page->arena, text, &filter, &fault) ||
        filter.from.kind == PERIOD_NONE)
        return text;
    return period_words(page, &filter);
}

/* --- what is done with it --- */

/* Of the constants, those that no portal declares. */
static const char *own_constant(const struct figure *figure)
{
    if (figure->operation != FIGURE_CONSTANT)
        return NULL;
    if (slice_equal_text(figure->measure, "year_months"))
        return N_("Months of the year");
    return slice_equal_text(figure->measure, "elapsed_months")
               ? N_("Months of the year until the cut-off date")
               : NULL;
}

const char *operation_form(const struct figure *figure)
{
    static const char *const forms[] = {
        [FIGURE_VALUE] = N_("{measure}"),
        [FIGURE_COUNT] = N_("number of rows that have {measure}"),
        [FIGURE_SUM] = N_("sum of {measure}"),
        [FIGURE_LAST] = N_("last value of {measure}"),
        [FIGURE_MIN] = N_("lowest {measure}"),
        [FIGURE_MAX] = N_("highest {measure}"),
        [FIGURE_MEAN] = N_("mean of {measure}"),
        [FIGURE_MEDIAN] = N_("median of {measure}"),
        [FIGURE_CODES] = N_("number of different codes of {measure}"),
        [FIGURE_CONSTANT] = N_("{measure}, a number that the portal declares"),
        [FIGURE_ADD] = N_("{a} plus {b}"),
        [FIGURE_DIFFERENCE] = N_("{a} minus {b}"),
        [FIGURE_RATIO] = N_("{a} divided by {b}"),
        [FIGURE_SHARE] = N_("{a} as a share of {b}"),
        [FIGURE_CHANGE] = N_("change of {a} from {b}"),
        [FIGURE_PRODUCT] = N_("{a} times {b}"),
        [FIGURE_DAYS] = N_("days from {a} to {b}"),
    };

    if (own_constant(figure) != NULL)
        return forms[FIGURE_VALUE];
    return slice_equal_text(figure->measure, "*") ? N_("number of rows")
                                                  : forms[figure->operation];
}

static struct slice measure_words(struct page *page,
                                  const struct figure *figure)
{
    const struct table *table =
        portal_table_named(page->portal, figure->resource);
    const struct column *column =
        table == NULL ? NULL : table_column(table, figure->measure);

    if (own_constant(figure) != NULL)
        return page_text(page, own_constant(figure));
    if (column == NULL)
        return figure->measure;
    if (column->stage.len > 0)
        return stage_label(page, column->stage);
    return column_label(page, table, column);
}

struct slice operation_words(struct page *page, const struct figure *figure)
{
    return PLAIN(page, operation_form(figure),
                 ARG_TEXT("measure", measure_words(page, figure)),
                 ARG_TEXT("a", SLICE("a")), ARG_TEXT("b", SLICE("b")));
}

/* --- the whole --- */

static struct slice leaf_words(struct page *page, const struct figure *leaf)
{
    const struct table *table =
        portal_table_named(page->portal, leaf->resource);

    return PLAIN(page, N_("{what} ({table}: {filter})"),
                 ARG_TEXT("what", operation_words(page, leaf)),
                 ARG_TEXT("table", table == NULL ? leaf->resource
                                                 : describe_table(page, table)),
                 ARG_TEXT("filter", filter_words(page, leaf)));
}

static struct slice words_at(struct page *page, const struct figure *figure,
                             unsigned level);

static struct slice operand_words(struct page *page,
                                  const struct figure *operand, unsigned level)
{
    struct slice words = words_at(page, operand, level);

    if (operand->operand_count == 0 || level > LEVELS_TOLD)
        return words;
    return ARENA_CONCAT(page->arena, SLICE("["), words, SLICE("]"));
}

static struct slice words_at(struct page *page, const struct figure *figure,
                             unsigned level)
{
    if (figure->operation == FIGURE_CONSTANT)
        return operation_words(page, figure);
    if (figure->operand_count == 0)
        return leaf_words(page, figure);
    if (level > LEVELS_TOLD)
        return SLICE("\xE2\x80\xA6");
    return PLAIN(
        page, operation_form(figure),
        ARG_TEXT("a", operand_words(page, figure->operands[0], level + 1)),
        ARG_TEXT("b", operand_words(page, figure->operands[1], level + 1)));
}

struct slice figure_words(struct page *page, const struct figure *figure)
{
    return words_at(page, figure, 1);
}
