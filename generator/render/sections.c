#include "render/sections.h"

void sections_begin(struct page *page, struct sections *sections)
{
    *sections = (struct sections){.page = page,
                                  .list = value_list_new(page->arena),
                                  .key_figures = value_list_new(page->arena),
                                  .cards = value_list_new(page->arena),
                                  .words = value_list_new(page->arena),
                                  .charts = value_list_new(page->arena)};
}

void sections_lead(struct sections *sections, struct slice markup,
                   struct slice plain)
{
    view_markup(sections->page, sections->page->view, "lead", markup);
    page_description(sections->page, plain);
}

struct value *section_add(struct sections *sections, const char *anchor,
                          struct slice heading, struct slice text)
{
    struct page *page = sections->page;
    struct value *section = view_object(page);

    view_code(page, section, "anchor", slice_of(anchor));
    view_text(page, section, "heading", heading);
    view_markup(page, section, "text", text);
    view_add(page, sections->list, section);
    return section;
}

void section_card(struct sections *sections, struct slice title,
                  struct slice address, struct slice text)
{
    struct page *page = sections->page;
    struct value *card = view_object(page);

    if (address.len == 0)
        return;
    view_text(page, card, "title", title);
    view_link(page, card, "link", address);
    view_markup(page, card, "text", text);
    view_add(page, sections->cards, card);
}

void section_word(struct sections *sections, struct slice style,
                  struct slice word, struct slice definition)
{
    struct page *page = sections->page;
    struct value *item = view_object(page);

    view_code(page, item, "status", style);
    view_text(page, item, "word", word);
    view_text(page, item, "definition", definition);
    view_add(page, sections->words, item);
}

void section_chart(struct sections *sections, struct buf *chart)
{
    struct value *item = view_object(sections->page);

    view_chart(sections->page, item, "drawing", chart);
    view_add(sections->page, sections->charts, item);
}

void sections_end(struct sections *sections)
{
    struct page *page = sections->page;
    struct value *view = page->view;

    view_set(page, view, "key_figures", sections->key_figures);
    view_flag(page, view, "has_key_figures",
              sections->key_figures->list.count > 0);
    view_set(page, view, "sections", sections->list);
    view_set(page, view, "cards", sections->cards);
    view_flag(page, view, "has_cards", sections->cards->list.count > 0);
    view_set(page, view, "words", sections->words);
    view_set(page, view, "charts", sections->charts);
    view_flag(page, view, "has_words", sections->words->list.count > 0);
    if (!view_has(page, "lead"))
        view_null(page, view, "lead");
    if (!view_has(page, "chart"))
        view_null(page, view, "chart");
    if (!view_has(page, "citation"))
        view_null(page, view, "citation");
}
