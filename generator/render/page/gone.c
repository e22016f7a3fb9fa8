/* The page in the place of one that the portal has no more. */
#include "render/history/changed_words.h"
#include "render/page/kinds.h"

/* Where pages of its kind are, and what of changes they are about. */
static const struct {
    const char *folder;
    const char *label; /* msgid */
    enum change_subject subject;
} places[] = {
    {"programs", N_("Programs"), CHANGE_PROGRAM},
    {"institutions", N_("Institutions"), CHANGE_INSTITUTION},
    {"territories", N_("Territories"), CHANGE_TERRITORY},
    {"indicators", N_("Indicators"), CHANGE_INDICATOR},
    {"commitments", N_("Commitments"), CHANGE_COMMITMENT},
    {"plans", N_("Plans"), CHANGE_NODE},
};

/* The number of places where it is of no such kind. */
static size_t place_of(struct slice key)
{
    struct slice folder = slice_next(&key, '/');
    size_t i = 0;

    while (i < COUNT_OF(places) && !slice_equal_text(folder, places[i].folder))
        i++;
    return i;
}

/* Of a change that took the page away, not of one on the way there. */
static bool took_away(struct slice kind)
{
    return slice_ends_with(kind, SLICE("-dropped")) ||
           slice_ends_with(kind, SLICE("-vanished")) ||
           slice_equal_text(kind, "code-renamed") ||
           slice_equal_text(kind, "code-merged") ||
           slice_equal_text(kind, "code-split");
}

static const struct row *change_of(const struct page *page, size_t place)
{
    const struct table *table = changes_of(page->portal);
    const char *subject = change_subject_name(places[place].subject);

    for (size_t r = 0; table != NULL && r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];
        struct slice code = change_text(page, row, subject);

        if (code.len > 0 && took_away(change_text(page, row, "kind")) &&
            slice_equal(route_key(page->arena, places[place].folder, code),
                        page->route->key))
            return row;
    }
    return NULL;
}

static void reason(struct page *page, size_t place)
{
    const struct row *row =
        place < COUNT_OF(places) ? change_of(page, place) : NULL;
    struct slice words = row == NULL ? nothing : change_reason_words(page, row);

    view_text(page, page->view, "gone_reason", words);
    view_flag(page, page->view, "is_unexplained",
              row != NULL && words.len == 0);
}

void page_gone(struct page *page)
{
    const struct past_page *past = page->route->past;
    struct slice title = page_words(page, &past->titles);
    size_t place = place_of(past->key);

    if (title.len == 0)
        title = past->title.len > 0 ? past->title : past->key;
    page_title(page, title);
    page_description(
        page, PLAIN(page, N_("This page was last published in release {id}."),
                    ARG_TEXT("id", past->release)));
    if (place < COUNT_OF(places))
        page_step(page, page_text(page, places[place].label),
                  slice_of(places[place].folder));
    view_text(page, page->view, "gone_release", past->release);
    view_link(page, page->view, "gone_link",
              link_past_page(page, past->release, past->key));
    reason(page, place);
}
