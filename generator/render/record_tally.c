#include "render/record_tally.h"

#include "model/derive_duties.h"
#include "model/derive_registers.h"
#include "render/describe.h"

/* More words than this are names, not kinds. */
#define WORDS_MAX 12

/* The words of a column, each once, as they first stand. */
struct word_list {
    struct slice items[WORDS_MAX];
    size_t count;
    bool too_many;
    bool any_missing;
};

struct tally {
    struct page *page;
    const struct table *table;
    const struct column *value;    /* what is added up, or null */
    const struct column *currency; /* null: all in one */
    struct word_list currencies;
    struct value *list;
};

static void word_add(struct word_list *words, struct slice word)
{
    for (size_t i = 0; i < words->count; i++)
        if (slice_equal(words->items[i], word))
            return;
    if (words->count == WORDS_MAX)
        words->too_many = true;
    else
        words->items[words->count++] = word;
}

static struct word_list words_of(const struct table *table,
                                 const struct column *column)
{
    struct word_list words = {.count = 0};

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct cell *cell =
            &table->rows.items[r].cells[column_index(table, column)];

        if (cell->state == CELL_PRESENT)
            word_add(&words, cell->text);
        else
            words.any_missing = true;
    }
    return words;
}

static struct slice term_of(struct page *page, const struct column *column,
                            struct slice word)
{
    return with_term(page, nothing, arena_text(page->arena, column->name), "=",
                     word);
}

/* --- amounts --- */

static void amount_columns(const struct tally *tally, struct page_table *out)
{
    struct page *page = tally->page;
    struct slice head;

    if (tally->value == NULL)
        return;
    head = describe_column(page, tally->table, tally->value);
    if (tally->currency == NULL)
        table_figure_column(out, "sum", head, nothing);
    for (size_t i = 0; i < tally->currencies.count; i++)
        table_figure_column(out,
                            arena_format(page->arena, "sum_" SLICE_FORMAT,
                                         SLICE_ARGS(tally->currencies.items[i]))
                                .ptr,
                            head, tally->currencies.items[i]);
}

static void amount_cells(const struct tally *tally, struct page_table *out,
                         struct slice filter)
{
    struct page *page = tally->page;

    if (tally->value == NULL)
        return;
    if (tally->currency == NULL)
        cell_figure(out,
                    figure_leaf(&page->figures, FIGURE_SUM, tally->table->name,
                                tally->value->name, filter));
    for (size_t i = 0; i < tally->currencies.count; i++) {
        struct slice in =
            term_of(page, tally->currency, tally->currencies.items[i]);

        cell_figure(out, figure_leaf(&page->figures, FIGURE_SUM,
                                     tally->table->name, tally->value->name,
                                     filter_join(page, filter, in)));
    }
}

/* --- one column --- */

static void tally_row(const struct tally *tally, struct page_table *out,
                      struct slice code, struct slice label,
                      struct slice filter)
{
    table_row(out);
    cell_code(out, code, label, nothing);
    cell_figure(out, count_figure(tally->page, tally->table->name, filter));
    amount_cells(tally, out, filter);
}

static void section_end(const struct tally *tally, struct page_table *out)
{
    struct value *section = view_object(tally->page);

    table_end(out, section, "table");
    view_add(tally->page, tally->list, section);
}

static void tally_column(const struct tally *tally, const struct column *column)
{
    struct page *page = tally->page;
    struct word_list words = words_of(tally->table, column);
    struct slice head = describe_column(page, tally->table, column);
    struct page_table *out;

    if (words.too_many || words.count == 0)
        return;
    out = table_begin(page,
                      ARENA_CONCAT(page->arena, SLICE("by-"), column->name).ptr,
                      PLAIN(page, N_("Records by {column}"),
                            ARG_TEXT("column", text_lowered(page, head))));
    table_text_column(out, "code", head);
    table_figure_column(out, "records", page_text(page, N_("Records")),
                        nothing);
    amount_columns(tally, out);
    for (size_t i = 0; i < words.count; i++)
        tally_row(tally, out, words.items[i],
                  portal_label(page->portal,
                               arena_text(page->arena, column->role),
                               words.items[i], page->language),
                  term_of(page, column, words.items[i]));
    if (words.any_missing)
        tally_row(tally, out, nothing, page_text(page, N_("Not stated")),
                  with_missing(page, nothing, column->name));
    section_end(tally, out);
}

/* --- the limit --- */

static void tally_limit(const struct tally *tally)
{
    struct page *page = tally->page;
    struct slice derived = SLICE("derived-registers");
    struct slice head = page_text(page, N_("Within the limit"));
    struct slice filter =
        with_term(page, nothing, "register", "=", tally->table->name);
    struct page_table *out = table_begin(page, "by-limit", head);

    table_text_column(out, "status", page_text(page, N_("Status")));
    table_figure_column(out, "records", page_text(page, N_("Records")),
                        nothing);
    for (size_t i = 0; i < DUTY_STATUS_COUNT; i++) {
        const struct figure *count = count_figure(
            page, derived,
            with_term(page, filter, "status", "=", duty_status(i)));

        if (count == NULL || amount_sign(count->value) == 0)
            continue;
        table_row(out);
        cell_code(out, duty_status(i),
                  page_text(page, arena_text(page->arena,
                                             duty_status_word(duty_status(i)))),
                  nothing);
        cell_figure(out, count);
    }
    section_end(tally, out);
}

static bool is_tallied(const struct tally *tally, const struct column *column)
{
    return column->type == COLUMN_CHOICE && column != tally->currency &&
           column_is_shown(tally->page, tally->table, column);
}

void record_tally(struct page *page, const struct table *table,
                  const char *name)
{
    struct tally tally = {.page = page,
                          .table = table,
                          .value = table_role_column(table, "value"),
                          .currency = table_role_column(table, "currency"),
                          .list = value_list_new(page->arena)};

    /* In other lists values have units of their own, row by row. */
    if (table->role != ROLE_REGISTER)
        tally.value = NULL;
    if (tally.currency != NULL)
        tally.currencies = words_of(table, tally.currency);
    for (size_t i = 0; i < table->columns.count; i++)
        if (is_tallied(&tally, &table->columns.items[i]))
            tally_column(&tally, &table->columns.items[i]);
    if (register_has_limit(table) && page_has_table(page, "derived-registers"))
        tally_limit(&tally);
    view_list_or_null(page, page->view, name, tally.list);
}
