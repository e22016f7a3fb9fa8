/* What a page opens with is also what it is described by. */
#include "render/describe.h"
#include "render/page.h"

/* A mark beside a number, and what it says to those who listen. */
static bool is_mark(struct slice tag)
{
    return slice_starts_with(tag, SLICE("<sup"));
}

static void add_entity(struct buf *out, struct slice *rest)
{
    static const struct {
        const char *name;
        char c;
    } entities[] = {{"&amp;", '&'},
                    {"&lt;", '<'},
                    {"&gt;", '>'},
                    {"&quot;", '"'},
                    {"&#39;", '\''}};

    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (slice_starts_with(*rest, slice_of(entities[i].name))) {
            buf_add_char(out, entities[i].c);
            *rest = slice_cut(*rest, slice_of(entities[i].name).len, rest->len);
            return;
        }
    buf_add_char(out, '&');
    *rest = slice_cut(*rest, 1, rest->len);
}

/* Past a tag; a mark goes with what it holds. */
static void pass_tag(struct slice *rest)
{
    const struct slice end = SLICE("</sup>");
    bool mark = is_mark(*rest);

    while (rest->len > 0 && mark && !slice_starts_with(*rest, end))
        *rest = slice_cut(*rest, 1, rest->len);
    (void)slice_next(rest, '>');
}

struct slice markup_words(struct arena *arena, struct slice markup)
{
    struct buf out = BUF_INIT;

    while (markup.len > 0) {
        if (markup.ptr[0] == '<') {
            pass_tag(&markup);
        } else if (markup.ptr[0] == '&') {
            add_entity(&out, &markup);
        } else {
            buf_add_char(&out, markup.ptr[0]);
            markup = slice_cut(markup, 1, markup.len);
        }
    }
    return arena_take(arena, &out);
}

static const struct value *member_of(const struct page *page, const char *name)
{
    for (size_t i = 0; i < page->view->object.count; i++)
        if (slice_equal_text(page->view->object.items[i].name, name))
            return page->view->object.items[i].value;
    return NULL;
}

/* "Contract 41. Contracts. Republic of Ejemplo": a page without a sentence. */
static struct slice names_of(struct page *page)
{
    const struct table *table = page->route->table;
    struct slice text = page->title;

    if (table != NULL)
        text = ARENA_CONCAT(page->arena, text, SLICE(". "),
                            describe_table(page, table));
    return ARENA_CONCAT(page->arena, text, SLICE(". "),
                        page_words(page, &page->portal->name));
}

void page_summary(struct page *page)
{
    /* As templates call the sentence of the page's head; the last is what a
     * page without one says of itself. */
    static const char *const names[] = {"lead", "summary_sentence", "records",
                                        "no_money", "description"};
    struct slice text = {NULL, 0};

    for (size_t i = 0; i < COUNT_OF(names) && text.len == 0; i++) {
        const struct value *value = member_of(page, names[i]);

        if (value != NULL && value->kind == VALUE_MARKUP)
            text = slice_trim(markup_words(page->arena, value->text));
        else if (value != NULL && value->kind == VALUE_TEXT)
            text = value->text;
    }
    view_text(page, page->view, "page_summary",
              text.len > 0 ? text : names_of(page));
}
