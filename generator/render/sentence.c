/* Translated sentences with figures and links in them. */
#include "render/page.h"
#include "render/history/restated.h"

static const struct sentence_arg *arg_find(const struct sentence_arg *args,
                                           size_t count, struct slice name)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal_text(name, args[i].name))
            return &args[i];
    BUG("a sentence names an argument that it was not given");
}

void figure_markup(struct page *page, struct markup *m,
                   const struct figure *figure)
{
    struct buf exact = BUF_INIT;

    figure_print_exact(&exact, figure);
    markup_open(m, "data");
    markup_attribute_text(m, "data-figure", figure->id);
    markup_attribute(m, "value", buf_slice(&exact));
    if (figure->status != FIGURE_PRESENT)
        markup_attribute_text(m, "class", "missing");
    markup_text(m, page_number(page, figure));
    markup_close(m);
    markup_raw(m, restated_mark(page, figure));
    buf_release(&exact);
}

void link_markup(struct markup *m, struct slice text, struct slice address)
{
    if (address.len > 0) {
        markup_open(m, "a");
        markup_attribute(m, "href", address);
    }
    markup_text(m, text);
    if (address.len > 0)
        markup_close(m);
}

static void arg_write(struct page *page, struct buf *out,
                      const struct sentence_arg *arg, bool plain)
{
    struct markup m;

    if (plain) {
        buf_add_slice(out, arg->figure != NULL ? page_number(page, arg->figure)
                                               : arg->text);
        return;
    }
    markup_init(&m, out, MARKUP_HTML);
    if (arg->figure != NULL)
        figure_markup(page, &m, arg->figure);
    else
        link_markup(&m, arg->text, arg->address);
    markup_finish(&m);
}

/* An argument without words takes what parts it from the one before along:
 * "cumulative by month, {unit}" has no unit where money has no currency. */
static void drop_parting(struct buf *out)
{
    struct slice before = buf_slice(out);

    while (slice_ends_with(before, SLICE(" ")))
        before.len--;
    if (slice_ends_with(before, SLICE(",")))
        before.len--;
    buf_cut(out, before.len);
}

static struct slice compose(struct page *page, struct slice rest,
                            const struct sentence_arg *args, size_t count,
                            bool plain)
{
    struct buf out = BUF_INIT;

    while (rest.len > 0) {
        struct slice before = slice_next(&rest, '{');
        const struct sentence_arg *arg;

        if (plain)
            buf_add_slice(&out, before);
        else
            markup_escape_text(&out, before);
        if (rest.ptr == NULL)
            break;
        arg = arg_find(args, count, slice_next(&rest, '}'));
        if (arg->figure == NULL && arg->text.len == 0)
            drop_parting(&out);
        else
            arg_write(page, &out, arg, plain);
    }
    return arena_take(page->arena, &out);
}

struct slice sentence(struct page *page, const char *msgid,
                      const struct sentence_arg *args, size_t count)
{
    return compose(page, page_text(page, msgid), args, count, false);
}

struct slice sentence_plain(struct page *page, const char *msgid,
                            const struct sentence_arg *args, size_t count)
{
    return compose(page, page_text(page, msgid), args, count, true);
}

struct slice text_counted(const struct page *page, const struct figure *figure,
                          const char *one, const char *many)
{
    const uint64_t no_count = UINT32_MAX;
    struct amount value = figure->value;
    bool is_count = figure->status == FIGURE_PRESENT && value.scale == 0 &&
                    value.coefficient >= 0 && value.coefficient < UINT32_MAX;

    return language_plural(page->language, slice_of(one), slice_of(many),
                           is_count ? (uint64_t)value.coefficient : no_count);
}

struct slice sentence_of(struct page *page, struct slice form,
                         const struct sentence_arg *args, size_t count)
{
    return compose(page, form, args, count, false);
}

struct slice sentence_plain_of(struct page *page, struct slice form,
                               const struct sentence_arg *args, size_t count)
{
    return compose(page, form, args, count, true);
}
