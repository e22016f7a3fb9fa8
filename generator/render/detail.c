/* Details: labels with what stands behind each. */
#include "render/detail.h"

#include "render/row.h"

struct value *details_begin(struct page *page, const char *name)
{
    return view_list(page, page->view, name);
}

/* What the partial asks of a detail; one of them is given. */
struct detail {
    struct slice text;
    struct slice address; /* of a link around the text, may be empty */
    struct slice missing;
    struct slice markup;
    struct period date;
};

static void detail_add(struct page *page, struct value *list, const char *label,
                       const struct detail *detail)
{
    struct value *item = view_object(page);

    view_text(page, item, "label", page_text(page, label));
    view_text(page, item, "text", detail->text);
    view_link(page, item, "link", detail->address);
    view_text(page, item, "missing", detail->missing);
    view_markup(page, item, "markup", detail->markup);
    view_date(page, item, "date", detail->date);
    view_null(page, item, "figure");
    view_null(page, item, "unit");
    view_add(page, list, item);
}

static void missing_add(struct page *page, struct value *list,
                        const char *label, const char *missing)
{
    if (missing != NULL)
        detail_add(page, list, label,
                   &(struct detail){.missing = page_text(page, missing)});
}

void detail_link(struct page *page, struct value *list, const char *label,
                 struct slice text, struct slice address, const char *missing)
{
    if (text.len > 0)
        detail_add(page, list, label,
                   &(struct detail){.text = text, .address = address});
    else
        missing_add(page, list, label, missing);
}

void detail_text(struct page *page, struct value *list, const char *label,
                 struct slice text, const char *missing)
{
    detail_link(page, list, label, text, nothing, missing);
}

void detail_period(struct page *page, struct value *list, const char *label,
                   struct period period, const char *missing)
{
    if (period.kind != PERIOD_NONE)
        detail_add(page, list, label, &(struct detail){.date = period});
    else
        missing_add(page, list, label, missing);
}

void detail_codes(struct page *page, struct value *list, const char *label,
                  enum resource_role role, const char *folder,
                  const struct code_list *codes)
{
    struct buf out = BUF_INIT;
    struct slice markup;

    for (size_t i = 0; i < codes->count; i++) {
        struct slice address = link_entity(page, folder, codes->items[i]);
        struct slice text = page_label(page, role, codes->items[i]);

        if (i > 0)
            buf_add_text(&out, "; ");
        buf_add_slice(
            &out, SENTENCE(page, "{label}", ARG_LINK("label", text, address)));
    }
    markup = arena_take(page->arena, &out);
    if (markup.len > 0)
        detail_add(page, list, label, &(struct detail){.markup = markup});
}

void detail_code(struct page *page, struct value *list, const char *label,
                 enum resource_role role, const char *folder, struct slice code,
                 const char *missing)
{
    detail_link(page, list, label, page_label(page, role, code),
                link_entity(page, folder, code), missing);
}

void detail_source(struct page *page, struct value *list,
                   const struct table *table, const struct row *row)
{
    detail_link(page, list, N_("Source document"),
                row_source_words(page, table, row),
                row_source_address(page, table, row),
                table_role_column(table, "source") == NULL
                    ? NULL
                    : N_("no source document given"));
}
