/* Reports against criteria: who answers what of which report. */
#include "render/document/document.h"
#include "render/page/kinds.h"
#include "render/reference.h"
#include "render/related.h"
#include "render/row.h"
#include "render/sections.h"

static struct slice word_of(const struct page *page, const char *role,
                            struct slice code)
{
    return portal_label(page->portal, role, code, page->language);
}

/* The answers of one assessor on one day about one report. */
struct edition {
    struct slice subject;
    struct slice report; /* the document that is judged; may be empty */
    struct slice assessor;
    struct period date;
};

struct edition_list {
    struct edition *items;
    size_t count, capacity;
};

static struct edition edition_of(const struct page *page,
                                 const struct table *table,
                                 const struct row *row)
{
    return (struct edition){row_text(table, row, "subject"),
                            row_text(table, row, "report"),
                            row_words(table, row, "assessor", page->language),
                            row_period(table, row, "date")};
}

static bool is_same(const struct edition *a, const struct edition *b)
{
    return slice_equal(a->subject, b->subject) &&
           slice_equal(a->report, b->report) &&
           slice_equal(a->assessor, b->assessor) &&
           period_compare(a->date, b->date) == 0;
}

static void edition_add(struct page *page, struct edition_list *list,
                        struct edition edition)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_same(&list->items[i], &edition))
            return;
    ARENA_PUSH(page->arena, list, edition);
}

static const struct row *answer_row(const struct page *page,
                                    const struct table *table,
                                    const struct edition *edition,
                                    struct slice criterion)
{
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct edition own = edition_of(page, table, row);

        if (is_same(&own, edition) &&
            slice_equal(row_text(table, row, "criterion"), criterion))
            return row;
    }
    return NULL;
}

static void answer_cell(struct page *page, struct page_table *out,
                        const struct table *table,
                        const struct edition *edition, struct slice criterion)
{
    const struct row *row = answer_row(page, table, edition, criterion);
    struct slice status =
        row == NULL ? nothing : row_text(table, row, "status");

    if (status.len == 0)
        cell_missing(out, page_text(page, N_("not assessed")));
    else
        cell_code(out, status, word_of(page, "status", status),
                  link_record(page, table, row_text(table, row, "code")));
}

/* The report itself, where it is published here. */
static void report_cell(struct page *page, struct page_table *out,
                        struct slice name)
{
    const struct content *content =
        portal_content(page->portal, DOCUMENT_REPORT, name);

    if (content == NULL)
        cell_missing(out, page_text(page, N_("not published here")));
    else
        cell_code(out, name, content_title(page, content),
                  link_entity(page, "reports", name));
}

static void edition_row(struct page *page, struct page_table *out,
                        const struct table *table,
                        const struct edition *edition,
                        const struct code_list *criteria)
{
    table_row(out);
    cell_code(out, edition->subject, word_of(page, "subject", edition->subject),
              nothing);
    report_cell(page, out, edition->report);
    cell_text(out, edition->assessor);
    cell_period(out, edition->date);
    for (size_t i = 0; i < criteria->count; i++)
        answer_cell(page, out, table, edition, criteria->items[i]);
}

static void matrix(struct page *page, struct sections *sections,
                   const struct table *table)
{
    struct edition_list editions = {NULL, 0, 0};
    struct code_list criteria = {NULL, 0, 0};
    struct slice heading = page_words(page, &table->title);
    struct page_table *out = table_begin(page, "matrix", heading);

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        edition_add(page, &editions, edition_of(page, table, row));
        code_add(page, &criteria, row_text(table, row, "criterion"));
    }
    table_text_column(out, "subject", page_text(page, N_("Report")));
    table_text_column(out, "document", page_text(page, N_("Document judged")));
    table_text_column(out, "assessor", page_text(page, N_("Assessed by")));
    table_text_column(out, "date", page_text(page, N_("Date")));
    for (size_t i = 0; i < criteria.count; i++)
        table_text_column(out, arena_text(page->arena, criteria.items[i]),
                          word_of(page, "criterion", criteria.items[i]));
    for (size_t i = 0; i < editions.count; i++)
        edition_row(page, out, table, &editions.items[i], &criteria);
    table_end(out,
              section_add(sections, "matrix", heading,
                          page_text(page, N_("Each answer leads to what was "
                                             "found and where it is "
                                             "written."))),
              "table");
}

/* --- what was found --- */

static void findings(struct page *page, struct sections *sections,
                     const struct table *table)
{
    struct slice heading = page_text(page, N_("What was found"));
    struct page_table *out = table_begin(page, "answers", heading);

    table_text_column(out, "code", page_text(page, N_("Question")));
    table_text_column(out, "answer", page_text(page, N_("Answer")));
    table_text_column(out, "description", page_text(page, N_("Description")));
    table_text_column(out, "source", page_text(page, N_("Source")));
    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice code = row_text(table, row, "code");
        struct slice status = row_text(table, row, "status");

        table_row(out);
        cell_code(out, code, row_words(table, row, "label", page->language),
                  link_record(page, table, code));
        if (status.len == 0)
            cell_missing(out, page_text(page, N_("not assessed")));
        else
            cell_code(out, status, word_of(page, "status", status), nothing);
        cell_text(out, row_words(table, row, "description", page->language));
        cell_code(out, row_source(page, table, row),
                  row_source_words(page, table, row),
                  row_source_address(page, table, row));
    }
    table_end(out, section_add(sections, "answers", heading, nothing), "table");
}

static void counts(struct page *page, struct sections *sections,
                   const struct table *table)
{
    struct code_list answers = {NULL, 0, 0};

    for (size_t r = 0; r < table->rows.count; r++)
        code_add(page, &answers,
                 row_text(table, &table->rows.items[r], "status"));
    for (size_t i = 0; i < answers.count; i++)
        if (answers.items[i].len > 0)
            key_figure_add(page, sections->key_figures,
                           word_of(page, "status", answers.items[i]),
                           count_figure(page, table->name,
                                        with_term(page, nothing, "status", "=",
                                                  answers.items[i])),
                           nothing, nothing);
    key_figure_add(page, sections->key_figures,
                   page_text(page, N_("Not assessed")),
                   count_figure(page, table->name,
                                with_missing(page, nothing, SLICE("status"))),
                   nothing, nothing);
}

void page_scorecard(struct page *page)
{
    const struct table *table = page->route->table;
    struct sections sections;
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count_figure(page, table->name, nothing))};
    struct slice form = text_counted(
        page, args[0].figure,
        N_("{count} question is put to the reports. What nobody assessed is "
           "shown as such and not as a failure."),
        N_("{count} questions are put to the reports. What nobody assessed is "
           "shown as such and not as a failure."));

    page_title(page, page_words(page, &table->title));
    page_step(page, page_text(page, N_("Accountability")),
              SLICE("accountability"));
    page_step(page, page_words(page, &table->title), page->route->key);
    sections_begin(page, &sections);
    sections_lead(&sections, sentence_of(page, form, args, 1),
                  sentence_plain_of(page, form, args, 1));
    counts(page, &sections, table);
    matrix(page, &sections, table);
    findings(page, &sections, table);
    sections_end(&sections);
}
