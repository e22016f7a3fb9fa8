/* index.html of a root: choose a language. Not found: 404.html. */
#include "render/page.h"
#include "render/page/kinds.h"

static void accent_file(struct page *page)
{
    struct slice accent = page->portal->accent;
    struct page_file file = {SLICE_INIT("assets/portal.css"),
                             SLICE_INIT(":root { }\n")};
    bool plain = accent.len > 0;

    for (size_t i = 0; i < accent.len; i++)
        plain = plain && (accent.ptr[i] == '#' ||
                          (accent.ptr[i] >= '0' && accent.ptr[i] <= '9') ||
                          (accent.ptr[i] >= 'a' && accent.ptr[i] <= 'f') ||
                          (accent.ptr[i] >= 'A' && accent.ptr[i] <= 'F'));
    if (plain)
        file.bytes =
            arena_format(page->arena, ":root { --accent: " SLICE_FORMAT "; }\n",
                         SLICE_ARGS(accent));
    ARENA_PUSH(page->arena, &page->files, file);
}

void page_choice(struct page *page)
{
    const struct portal *portal = page->portal;
    struct value *names = view_list(page, page->view, "choices");

    page_title(page, page_words(page, &portal->name));
    page_description(page, page_words(page, &portal->summary));
    for (unsigned i = 0; i < portal->language_count; i++) {
        const struct language *language = &portal->languages[i];
        struct value *item = view_object(page);

        view_text(page, item, "name", language->name);
        view_code(page, item, "tag", language->tag);
        view_text(page, item, "portal_summary",
                  words_in(&portal->summary, language));
        view_link(page, item, "link",
                  arena_format(page->arena, SLICE_FORMAT "/index.html",
                               SLICE_ARGS(language->path)));
        view_add(page, names, item);
    }
    if (!page->frozen)
        accent_file(page);
}

void page_not_found(struct page *page)
{
    page_title(page, page_text(page, N_("Page not found")));
    page_description(page, nothing);
    page_step(page, page_text(page, N_("Page not found")), SLICE("404"));
}
