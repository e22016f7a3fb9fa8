/* commitments/status/<status>: the commitments that have it, and why. */
#include "render/commitment/commitment.h"
#include "render/page/kinds.h"
#include "render/commitment/status_chart.h"

static void definition(struct page *page)
{
    const struct status_words *own =
        portal_status(page->portal, page->route->status);
    struct slice rule = commitment_status_definition(page->route->status);

    view_text(page, page->view, "own_definition",
              own == NULL ? nothing : page_words(page, &own->definition));
    view_text(page, page->view, "rule",
              page_text(page, arena_text(page->arena, rule)));
}

/* Delayed by the calendar alone is not the same as known to be late. */
static struct slice silent_sentence(struct page *page)
{
    const struct figure *silent = commitments_silent(
        page, with_term(page, nothing, "status", "=", page->route->status));

    if (!slice_equal_text(page->route->status, "delayed") ||
        amount_sign(silent->value) == 0)
        return nothing;
    return SENTENCE(page,
                    N_("For {count} of them no result was published at all: no "
                       "status, no event. They are here because their "
                       "deadline passed and nothing shows that they were met, "
                       "not because someone recorded a delay."),
                    ARG_FIGURE("count", silent));
}

void page_status(struct page *page)
{
    struct slice status = page->route->status;
    struct slice word = page_commitment_status(page, status);
    const struct figure *count =
        commitment_count(page, with_term(page, nothing, "status", "=", status));

    page_title(page, PLAIN(page, N_("Commitments: {status}"),
                           ARG_TEXT("status", word)));
    page_description(
        page,
        page_text(page, arena_text(page->arena,
                                   commitment_status_definition(status))));
    page_step(page, page_text(page, N_("Commitments")), SLICE("commitments"));
    page_step(page, word, page->route->key);
    view_code(page, page->view, "status", status);
    view_text(page, page->view, "status_word", word);
    view_markup(page, page->view, "summary_sentence",
                SENTENCE(page,
                         N_("{count} of {all} commitments have this status."),
                         ARG_FIGURE("count", count),
                         ARG_FIGURE("all", commitment_count(page, nothing))));
    view_markup(page, page->view, "silent", silent_sentence(page));
    definition(page);
    commitment_chips(page, status);
    commitment_items(page, status);
}
