#include "render/searched.h"

/* Null: of no kind that readers would ask for. */
static const char *kind_word(enum page_kind kind)
{
    static const char *const words[PAGE_KIND_COUNT] = {
        [PAGE_MONEY] = N_("Budget"),
        [PAGE_DIMENSION] = N_("Budget"),
        [PAGE_CODE] = N_("Budget"),
        [PAGE_PROGRAM] = N_("Program"),
        [PAGE_INSTITUTION] = N_("Institution"),
        [PAGE_TERRITORY] = N_("Territory"),
        [PAGE_NODE] = N_("Plan"),
        [PAGE_PLANS] = N_("Plan"),
        [PAGE_INDICATOR] = N_("Indicator"),
        [PAGE_COMMITMENT] = N_("Commitment"),
        [PAGE_REGISTER] = N_("Register"),
        [PAGE_RECORD] = N_("Register"),
        [PAGE_DATA] = N_("Data"),
        [PAGE_DICTIONARY] = N_("Data"),
        [PAGE_DOCUMENT] = N_("Document"),
        [PAGE_SECTION] = N_("Document"),
    };

    return words[kind];
}

bool page_kind_is_searched(enum page_kind kind)
{
    return kind != PAGE_CHOICE && kind != PAGE_GONE && kind != PAGE_INDEX &&
           kind != PAGE_SEARCH && kind != PAGE_NOT_FOUND;
}

struct slice page_found_as(const struct page *page)
{
    const char *word = kind_word(page->route->kind);

    if (!page->portal->has_search || page->frozen || page->on_receipts ||
        !page_kind_is_searched(page->route->kind))
        return nothing;
    return page_text(page, word != NULL ? word : N_("Overview"));
}
