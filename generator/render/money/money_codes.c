/* Codes that changed: what a member was called in earlier years. */
#include "render/money/money.h"
#include "render/row.h"

/* "3.9 Countryside and fisheries (2015 – 2016)" of a row of equivalences. */
static void old_code_add(struct page *page, const struct table *table,
                         const struct row *row, struct buf *out)
{
    struct period end = row_period(table, row, "end");
    struct slice label = row_words(table, row, "label", page->language);

    if (out->len > 0)
        buf_add_text(out, "; ");
    buf_add_slice(out, row_text(table, row, "old-code"));
    if (label.len > 0)
        buf_add_format(out, " " SLICE_FORMAT, SLICE_ARGS(label));
    if (end.kind != PERIOD_NONE)
        buf_add_slice(out, PLAIN(page, N_(" (until {period})"),
                                 ARG_TEXT("period", page_period(page, end))));
}

void money_old_codes(struct page *page, const struct dimension *dimension,
                     const struct member *member)
{
    struct buf out = BUF_INIT;

    for (const struct table *t =
             portal_table(page->portal, ROLE_EQUIVALENCE, NULL);
         t != NULL && member != NULL;
         t = portal_table(page->portal, ROLE_EQUIVALENCE, t))
        for (size_t r = 0; r < t->rows.count; r++) {
            const struct row *row = &t->rows.items[r];

            if (slice_equal(row_text(t, row, "dimension"), dimension->name) &&
                slice_equal(row_text(t, row, "target"), member->code))
                old_code_add(page, t, row, &out);
        }
    if (out.len == 0) {
        view_null(page, page->view, "old_codes");
        return;
    }
    view_markup(
        page, page->view, "old_codes",
        SENTENCE(page,
                 N_("Counted here too, from earlier years: {codes}. "
                    "{page}"),
                 ARG_TEXT("codes", arena_take(page->arena, &out)),
                 ARG_LINK("page",
                          page_text(page, N_("Codes through the years")),
                          link_page(page, SLICE("codes")))));
}
