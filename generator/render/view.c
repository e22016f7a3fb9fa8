/* Words and values of a page in its language. */
#include "render/page.h"
#include "render/history/restated.h"

struct slice page_text(const struct page *page, const char *msgid)
{
    return language_text(page->language, slice_of(msgid));
}

struct slice page_words(const struct page *page, const struct words *words)
{
    return words_in(words, page->language);
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static struct slice first_replaced(struct page *page, struct slice text,
                                   char first)
{
    struct slice head = {&first, 1};
    struct slice rest = {text.ptr + 1, text.len - 1};

    return arena_format(page->arena, SLICE_FORMAT SLICE_FORMAT,
                        SLICE_ARGS(head), SLICE_ARGS(rest));
}

struct slice text_lowered(struct page *page, struct slice text)
{
    if (text.len < 2 || !is_upper(text.ptr[0]) || is_upper(text.ptr[1]))
        return text;
    return first_replaced(page, text, (char)(text.ptr[0] - 'A' + 'a'));
}

struct slice text_raised(struct page *page, struct slice text)
{
    if (text.len == 0 || !is_lower(text.ptr[0]))
        return text;
    return first_replaced(page, text, (char)(text.ptr[0] - 'a' + 'A'));
}

struct slice page_period(struct page *page, struct period period)
{
    struct buf out = BUF_INIT;

    locale_write_period(page->language->locale, &out, period);
    return arena_take(page->arena, &out);
}

struct slice page_date(struct page *page, struct date date)
{
    struct buf out = BUF_INIT;

    locale_write_date(page->language->locale, &out, date);
    return arena_take(page->arena, &out);
}

struct slice page_number(struct page *page, const struct figure *figure)
{
    struct buf out = BUF_INIT;

    figure_print(&out, figure, page->language);
    return arena_take(page->arena, &out);
}

struct slice page_unit(struct page *page, struct figure_unit unit)
{
    struct buf out = BUF_INIT;

    figure_print_unit(&out, unit, page->language);
    return arena_take(page->arena, &out);
}

struct slice page_commitment_status(const struct page *page,
                                    struct slice status)
{
    const struct status_words *own = portal_status(page->portal, status);

    if (own != NULL && !words_are_empty(&own->label))
        return page_words(page, &own->label);
    return language_text(page->language, commitment_status_word(status));
}

struct slice page_indicator_status(const struct page *page, struct slice status)
{
    return language_text(page->language, indicator_status_word(status));
}

struct slice page_level(const struct page *page, struct slice code)
{
    static const struct {
        const char *code, *word;
    } words[] = {{"input", N_("Input")},
                 {"process", N_("Process")},
                 {"output", N_("Output")},
                 {"outcome", N_("Outcome")}};
    struct slice key =
        arena_format(page->arena, "level/" SLICE_FORMAT, SLICE_ARGS(code));

    if (code.len == 0)
        return nothing;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_equal_text(code, words[i].code) &&
            !map_has(&page->portal->labels, key))
            return page_text(page, words[i].word);
    return portal_label(page->portal, "level", code, page->language);
}

struct slice page_label(const struct page *page, enum resource_role role,
                        struct slice code)
{
    const struct table *table;
    const struct row *row = portal_find(page->portal, role, code, &table);
    struct slice label = {NULL, 0};

    if (row != NULL)
        label = row_words(table, row, "label", page->language);
    return label.len > 0 ? label : code;
}

struct slice page_member_label(const struct page *page,
                               const struct member *member)
{
    struct slice label = words_in(&member->label, page->language);

    return label.len > 0 ? label : member->code;
}

struct slice dimension_label(const struct page *page,
                             const struct dimension *dimension)
{
    struct slice label = page_words(page, &dimension->title);

    return label.len > 0 ? label : dimension->name;
}

struct slice dimension_phrase(struct page *page,
                              const struct dimension *dimension)
{
    return text_lowered(page, dimension_label(page, dimension));
}

void view_set(struct page *page, struct value *object, const char *name,
              const struct value *value)
{
    value_set(page->arena, object, name, value);
}

void view_null(struct page *page, struct value *object, const char *name)
{
    view_set(page, object, name, value_null());
}

void view_text(struct page *page, struct value *object, const char *name,
               struct slice text)
{
    view_set(page, object, name,
             text.len == 0 ? value_null() : value_text(page->arena, text));
}

void view_code(struct page *page, struct value *object, const char *name,
               struct slice code)
{
    view_set(page, object, name,
             code.len == 0 ? value_null() : value_code(page->arena, code));
}

void view_link(struct page *page, struct value *object, const char *name,
               struct slice address)
{
    view_set(page, object, name,
             address.len == 0 ? value_null()
                              : value_link(page->arena, address));
}

static const struct value *figure_value(struct page *page,
                                        const struct figure *figure)
{
    struct buf exact = BUF_INIT;

    figure_print_exact(&exact, figure);
    return value_marked(page->arena,
                        value_figure(page->arena, slice_of(figure->id),
                                     arena_take(page->arena, &exact),
                                     page_number(page, figure)),
                        restated_mark(page, figure));
}

void view_figure(struct page *page, struct value *object, const char *name,
                 const struct figure *figure)
{
    view_set(page, object, name,
             figure == NULL ? value_null() : figure_value(page, figure));
}

void view_markup(struct page *page, struct value *object, const char *name,
                 struct slice markup)
{
    view_set(page, object, name,
             markup.len == 0 ? value_null()
                             : value_markup(page->arena, markup));
}

void view_flag(struct page *page, struct value *object, const char *name,
               bool flag)
{
    view_set(page, object, name, value_boolean(flag));
}

void view_date(struct page *page, struct value *object, const char *name,
               struct period period)
{
    struct buf iso = BUF_INIT;
    struct slice printed;

    if (period.kind == PERIOD_NONE) {
        view_null(page, object, name);
        return;
    }
    period_write(&iso, period);
    printed = page_period(page, period);
    view_set(
        page, object, name,
        period.kind == PERIOD_DAY
            ? value_date(page->arena, printed, arena_take(page->arena, &iso))
            : value_period(page->arena, printed,
                           arena_take(page->arena, &iso)));
}

struct value *view_object(struct page *page)
{
    return value_object_new(page->arena);
}

struct value *view_list(struct page *page, struct value *object,
                        const char *name)
{
    struct value *list = value_list_new(page->arena);

    view_set(page, object, name, list);
    return list;
}

void view_add(struct page *page, struct value *list, const struct value *item)
{
    value_list_add(page->arena, list, item);
}

void view_list_or_null(struct page *page, struct value *object,
                       const char *name, const struct value *list)
{
    view_set(page, object, name, list->list.count > 0 ? list : value_null());
}

bool view_has(const struct page *page, const char *name)
{
    const struct value_object *object = &page->view->object;

    for (size_t i = 0; i < object->count; i++)
        if (slice_equal_text(object->items[i].name, name))
            return object->items[i].value->kind != VALUE_NULL;
    return false;
}

/* For its card: a share says more than an amount, else the first of them. */
static void headline_note(struct page *page, struct slice label,
                          const struct figure *figure, struct slice unit)
{
    struct headline *headline = &page->headline;

    if (figure->status != FIGURE_PRESENT ||
        (headline->figure != NULL && (figure_is_percentage(headline->figure) ||
                                      !figure_is_percentage(figure))))
        return;
    headline->label = label;
    headline->figure = figure;
    headline->unit = unit;
}

void key_figure_add(struct page *page, struct value *list, struct slice label,
                    const struct figure *figure, struct slice note,
                    struct slice link)
{
    struct value *item;
    struct slice unit;

    if (figure == NULL)
        return;
    item = view_object(page);
    unit =
        figure_is_percentage(figure) ? nothing : page_unit(page, figure->unit);
    view_text(page, item, "label", label);
    view_figure(page, item, "figure", figure);
    view_text(page, item, "unit", unit);
    view_markup(page, item, "note", note);
    view_link(page, item, "link", link);
    view_link(page, item, "receipt", link_receipt(page, figure));
    view_add(page, list, item);
    headline_note(page, label, figure, unit);
}
