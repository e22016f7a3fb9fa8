/* The page that searches, where there are script, a server and an index. */
#include "render/page.h"
#include "render/page/kinds.h"

void page_search(struct page *page)
{
    struct slice title = page_text(page, N_("Search"));

    page_step(page, title, SLICE("search"));
    page_title(page, title);
    page_description(page,
                     page_text(page, N_("Finds words in the pages of this "
                                        "portal.")));
    view_link(page, page->view, "bundle_link",
              page->frozen ? nothing
                           : link_file(page, SLICE("pagefind/rendir.json")));
}
