/*
 * Commitments: where one stands and why (commitment_standing.c), what it can
 * show (commitment_evidence.c), and lists of those of a status
 * (commitment_list.c). Layer: render.
 */
#ifndef RENDER_COMMITMENT_H
#define RENDER_COMMITMENT_H

#include "render/page.h"

/* What the rules found about a commitment. */
struct standing {
    struct slice status;
    struct slice rule;
    struct slice declared; /* by those in charge; empty = never */
    bool has_progress;     /* a percentage was published */
    struct period changed; /* the last event */
    struct period deadline;
};

/* False when the portal derives nothing for that code. */
bool standing_read(const struct page *page, struct slice code,
                   struct standing *out);
/* Why it has that status, in words (plain text). */
struct slice standing_words(struct page *page, const struct standing *standing);
/* Days after the deadline; null unless delayed. */
const struct figure *standing_days(struct page *page, struct slice code,
                                   const struct standing *standing);
/* "Days late at the cut-off: 91." as markup; empty unless delayed. */
struct slice standing_late(struct page *page, struct slice code,
                           const struct standing *standing);

/* "Progress published: 75 %." as markup; empty without one. */
struct slice standing_progress(struct page *page, struct slice code,
                               const struct standing *standing);
/* The same as a figure, or null. */
const struct figure *progress_figure(struct page *page, struct slice code,
                                     const struct standing *standing);

/*
 * The last event of a commitment before the cut-off that has this status, or
 * null. `moved` gets the last new deadline of any event.
 */
const struct row *last_event(const struct page *page, struct slice code,
                             struct slice status, struct period *moved);
/* Reason of the last event with this status; empty when none was published. */
struct slice event_reason(const struct page *page, const struct row *event);

/* Does it give no status, no deadline and no reason? */
bool event_is_evidence(const struct page *page, const struct row *event);
/* Sets "evidence" to the events of a commitment that are; false without any. */
bool commitment_evidence(struct page *page, struct slice code);
/* Sets "milestones"; `status` is the commitment's. False without any. */
bool commitment_milestones(struct page *page, struct slice code,
                           struct slice status);

/* Those that nobody gave a status or a progress. */
const struct figure *commitments_silent(struct page *page, struct slice filter);
/* Is there not a single status or progress that anyone published? */
bool commitments_are_silent(struct page *page);
/* How many there are and what became of them, in a sentence. Markup. */
struct slice commitments_sentence(struct page *page);
/*
 * Sets "items" (for partials/commitment-item) and "list" (its CSV) to the
 * commitments of a status.
 */
void commitment_items(struct page *page, struct slice status);
/* "chips": every status with its count and page; `current` may be empty. */
void commitment_chips(struct page *page, struct slice current);

#endif
