/* Words and values of a page in its language. */
#include "render/page.h"

struct slice page_text(const struct page *page, const char *msgid)
{
    return language_text(page->language, slice_of(msgid));
}

struct slice page_words(const struct page *page, const struct words *words)
{
    return words_in(words, page->language);
}

static struct slice keep(struct page *page, struct buf *buf)
{
    struct slice text = arena_copy(page->arena, buf_slice(buf));

    buf_release(buf);
    return text;
}

struct slice page_period(struct page *page, struct period period)
{
    struct buf out = BUF_INIT;

    locale_write_period(page->language->locale, &out, period);
    return keep(page, &out);
}

struct slice page_date(struct page *page, struct date date)
{
    struct buf out = BUF_INIT;

    locale_write_date(page->language->locale, &out, date);
    return keep(page, &out);
}

struct slice page_number(struct page *page, const struct figure *figure)
{
    struct buf out = BUF_INIT;

    figure_print(&out, figure, page->language);
    return keep(page, &out);
}

struct slice page_unit(struct page *page, struct figure_unit unit)
{
    struct buf out = BUF_INIT;

    figure_print_unit(&out, unit, page->language);
    return keep(page, &out);
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
    return value_figure(page->arena, slice_of(figure->id), keep(page, &exact),
                        page_number(page, figure));
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
    printed = period.kind == PERIOD_DAY
                  ? page_date(page, period_first_day(period))
                  : page_period(page, period);
    view_set(page, object, name,
             period.kind == PERIOD_DAY
                 ? value_date(page->arena, printed, keep(page, &iso))
                 : value_period(page->arena, printed, keep(page, &iso)));
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
