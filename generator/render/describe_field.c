/* What the numbers and codes of a field are. */
#include "render/describe.h"
#include "render/field_words.h"

void describe_join(struct buf *out, struct slice text)
{
    if (text.len == 0)
        return;
    if (out->len > 0)
        buf_add_text(out, "; ");
    buf_add_slice(out, text);
}

static struct slice stated_words(const struct page *page,
                                 const struct column *column)
{
    switch (column->statement.kind) {
    case STATE_SHARE:
        break;
    case STATE_DIFFERENCE:
        return page_text(page, N_("a difference, checked"));
    case STATE_CHANGE:
        return page_text(page, N_("a change in percent, checked"));
    case STATE_TO_DATE:
        return page_text(page, N_("the sum since the year began, checked"));
    }
    return page_text(page, N_("a share in percent, checked"));
}

struct slice describe_counted(struct page *page, const struct column *column)
{
    struct figure_unit unit = {.code = column->currency,
                               .multiplier = column->multiplier,
                               .is_money = true};
    struct buf out = BUF_INIT;

    if (column->type == COLUMN_AMOUNT) {
        describe_join(&out, stage_label(page, column->stage));
        describe_join(&out,
                      accumulation_words(page->language, column->accumulation));
        describe_join(&out, page_unit(page, unit));
    }
    if (column->type == COLUMN_STATED)
        describe_join(&out, stated_words(page, column));
    if (column->dimension.len > 0)
        describe_join(&out, PLAIN(page, N_("classification {name}"),
                                  ARG_TEXT("name", column->dimension)));
    if (column->refers.len > 0 && !slice_equal_text(column->refers, "self"))
        describe_join(&out, PLAIN(page, N_("code of {name}"),
                                  ARG_TEXT("name", column->refers)));
    describe_join(&out, column->unit);
    return arena_take(page->arena, &out);
}
