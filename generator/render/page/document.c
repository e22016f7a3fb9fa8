/* A text of content/ as a page; the list of reports. */
#include "render/document.h"
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
    if (content->kind == DOCUMENT_REPORT)
        page_step(page, page_text(page, N_("Reports")), SLICE("reports"));
    if (content->kind == DOCUMENT_PLAN)
        page_step(page, page_text(page, N_("Plans")), SLICE("plans"));
    page_step(page, content_title(page, content), page->route->key);
}

static void plan_node(struct page *page, const struct content *content)
{
    bool is_plan = content->kind == DOCUMENT_PLAN && content->node.len > 0;

    view_text(page, page->view, "node",
              is_plan ? page_label(page, ROLE_PLAN, content->node) : nothing);
    view_link(page, page->view, "node_link",
              is_plan ? link_entity(page, "plans", content->node) : nothing);
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
    body = document_render(page, content, view, &headings);
    view_markup(page, view, "body", headings_raise(page, &headings, body));
    contents(page, &headings);
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
