/* A text of content/ as a page; the list of reports. */
#include "render/document/document.h"
#include "render/document/document_split.h"
#include "render/page/kinds.h"

/* A table of contents for texts with more headings than this. */
#define HEADINGS_WITHOUT_CONTENTS 4

/* Headings of the first two levels that are used. */
static void contents(struct page *page, const struct markdown_result *headings)
{
    struct value *list = view_list(page, page->view, "contents");
    unsigned top = 6;

    for (size_t i = 0; i < headings->heading_count; i++)
        if (headings->headings[i].level < top)
            top = headings->headings[i].level;
    for (size_t i = 0; i < headings->heading_count; i++) {
        const struct markdown_heading *heading = &headings->headings[i];
        struct value *item = view_object(page);

        if (heading->level > top + 1)
            continue;
        view_text(page, item, "label", heading->text);
        view_link(page, item, "link",
                  arena_join(page->arena, SLICE("#"), heading->id));
        view_flag(page, item, "is_part", heading->level > top);
        view_add(page, list, item);
    }
    view_flag(page, page->view, "has_contents",
              headings->heading_count > HEADINGS_WITHOUT_CONTENTS);
}

/* --- sections on pages of their own --- */

/* Its name and address; `n` = 0 is the whole. */
static struct value *section_item(struct page *page, unsigned shown, size_t n)
{
    const struct document_split *split = page->route->split;
    struct value *item = view_object(page);

    view_text(page, item, "label",
              n == 0 ? content_title(page, page->route->content)
                     : split_heading(split, shown, n)->text);
    view_link(page, item, "link",
              link_page(page, n == 0 ? split->whole : split->keys[n - 1]));
    return item;
}

/* The contents of the first page: every section. */
static void section_list(struct page *page, unsigned shown)
{
    const struct document_split *split = page->route->split;
    struct value *list = view_list(page, page->view, "contents");
    unsigned top = 6;

    for (size_t n = 1; n <= split->count; n++)
        if (split_heading(split, shown, n)->level < top)
            top = split_heading(split, shown, n)->level;
    for (size_t n = 1; n <= split->count; n++) {
        struct value *item = section_item(page, shown, n);

        view_flag(page, item, "is_part",
                  split_heading(split, shown, n)->level > top);
        view_add(page, list, item);
    }
    view_flag(page, page->view, "has_contents", true);
}

/* The way through: what stands before, and what follows. */
static void section_steps(struct page *page, unsigned shown)
{
    const struct document_split *split = page->route->split;
    size_t n = page->route->section;

    if (n > 0)
        view_set(page, page->view, "previous",
                 section_item(page, shown, n - 1));
    else
        view_null(page, page->view, "previous");
    if (n < split->count)
        view_set(page, page->view, "following",
                 section_item(page, shown, n + 1));
    else
        view_null(page, page->view, "following");
}

static void no_steps(struct page *page)
{
    view_null(page, page->view, "previous");
    view_null(page, page->view, "following");
}

static bool begins_heading(struct slice rest)
{
    size_t at = rest.len > 1 && rest.ptr[1] == '/' ? 2 : 1;

    return rest.len > at + 2 && rest.ptr[0] == '<' && rest.ptr[at] == 'h' &&
           rest.ptr[at + 1] >= '3' && rest.ptr[at + 1] <= '6';
}

/*
 * Texts that begin at "##" stand well inside a section of another page; alone
 * on their own they would skip a level below the h1. Text is escaped, so that
 * '<' begins a tag wherever it stands.
 */
static struct slice headings_raise(struct page *page,
                                   const struct markdown_result *headings,
                                   struct slice markup)
{
    char *raised;

    for (size_t i = 0; i < headings->heading_count; i++)
        if (headings->headings[i].level == 1)
            return markup;
    raised = arena_alloc(page->arena, markup.len + 1);
    for (size_t i = 0; i < markup.len; i++)
        raised[i] = markup.ptr[i];
    for (size_t i = 0; i < markup.len; i++)
        if (begins_heading(slice_cut(markup, i, markup.len)))
            raised[i + (markup.ptr[i + 1] == '/' ? 3 : 2)]--;
    return (struct slice){raised, markup.len};
}

static void steps(struct page *page, const struct content *content)
{
    const struct document_split *split = page->route->split;

    if (content->kind == DOCUMENT_REPORT)
        page_step(page, page_text(page, N_("Reports")), SLICE("reports"));
    if (content->kind == DOCUMENT_PLAN)
        page_step(page, page_text(page, N_("Plans")), SLICE("plans"));
    page_step(page, content_title(page, content),
              split != NULL ? split->whole : page->route->key);
}

static void plan_node(struct page *page, const struct content *content)
{
    bool is_plan = content->kind == DOCUMENT_PLAN && content->node.len > 0;

    view_text(page, page->view, "node",
              is_plan ? page_label(page, ROLE_PLAN, content->node) : nothing);
    view_link(page, page->view, "node_link",
              is_plan ? link_entity(page, "plans", content->node) : nothing);
}

/* --- scorecards that judge a report --- */

static void judgement_add(struct page *page, struct value *list,
                          const struct table *table, const struct row *row,
                          struct slice name)
{
    struct value *item = view_object(page);
    struct slice filter = with_term(
        page, nothing,
        arena_text(page->arena, table_role_column(table, "report")->name), "=",
        name);

    view_markup(
        page, item, "text",
        SENTENCE(
            page,
            N_("{scorecard}: questions put to this report: {count}. "
               "Assessed by {who}, {date}."),
            ARG_LINK("scorecard", page_words(page, &table->title),
                     link_page(page, SLICE("scorecard"))),
            ARG_FIGURE("count", count_figure(page, table->name, filter)),
            ARG_TEXT("who", row_words(table, row, "assessor", page->language)),
            ARG_TEXT("date",
                     page_period(page, row_period(table, row, "date")))));
    view_add(page, list, item);
}

/* One for each scorecard, from its first answer about this report. */
static void judgements(struct page *page, const struct content *content)
{
    struct value *list = value_list_new(page->arena);

    for (const struct table *t =
             portal_table(page->portal, ROLE_SCORECARD, NULL);
         t != NULL && content->kind == DOCUMENT_REPORT;
         t = portal_table(page->portal, ROLE_SCORECARD, t)) {
        size_t r = 0;

        while (r < t->rows.count &&
               !slice_equal(row_text(t, &t->rows.items[r], "report"),
                            content->name))
            r++;
        if (r < t->rows.count)
            judgement_add(page, list, t, &t->rows.items[r], content->name);
    }
    view_list_or_null(page, page->view, "judgements", list);
}

void page_document(struct page *page)
{
    const struct content *content = page->route->content;
    struct value *view = page->view;
    struct markdown_result headings;
    struct slice body;

    page_title(page, content_title(page, content));
    page_description(page, content_summary(page, content));
    steps(page, content);
    view_date(page, view, "date", period_of_day(content->date));
    view_text(page, view, "author", content_author(page, content));
    plan_node(page, content);
    judgements(page, content);
    body = document_render(page, content, view, &headings);
    view_markup(page, view, "body", headings_raise(page, &headings, body));
    view_flag(page, view, "is_split", page->route->split != NULL);
    if (page->route->split != NULL) {
        unsigned shown = content_language(page, content);

        section_list(page, shown);
        section_steps(page, shown);
    } else {
        contents(page, &headings);
        no_steps(page);
    }
}

void page_section(struct page *page)
{
    const struct content *content = page->route->content;
    unsigned shown = content_language(page, content);
    const struct markdown_heading *own =
        split_heading(page->route->split, shown, page->route->section);
    struct value *view = page->view;
    struct markdown_result headings;

    page_title(page, own->text);
    page_description(page, content_title(page, content));
    steps(page, content);
    page_step(page, own->text, page->route->key);
    view_code(page, view, "anchor", own->id);
    view_flag(page, view, "is_split", false);
    view_set(page, view, "whole", section_item(page, shown, 0));
    view_markup(page, view, "body",
                document_render(page, content, view, &headings));
    contents(page, &headings);
    section_steps(page, shown);
}

/* --- reports --- */

static void report_add(struct page *page, struct value *list,
                       const struct content *content)
{
    struct value *item = view_object(page);

    view_text(page, item, "title", content_title(page, content));
    view_text(page, item, "text", content_summary(page, content));
    view_date(page, item, "date", period_of_day(content->date));
    view_link(page, item, "link", link_entity(page, "reports", content->name));
    view_add(page, list, item);
}

void page_reports(struct page *page)
{
    struct value *list = view_list(page, page->view, "reports");
    size_t count;
    const struct content **reports = content_reports(page, &count);

    page_title(page, page_text(page, N_("Reports")));
    page_description(page,
                     page_text(page, N_("Dated reports, the latest first. Each "
                                        "keeps its address.")));
    page_step(page, page_text(page, N_("Reports")), SLICE("reports"));
    for (size_t i = 0; i < count; i++)
        report_add(page, list, reports[i]);
}
