/*
 * Commitments: where one stands and why (commitment_standing.c), what it can
 * show (commitment_evidence.c), its deadlines in time (commitment_timeline.c),
 * each as a row (commitment_deadlines.c), who says what of it
 * (commitment_voices.c), and lists of those of a status
 * (commitment_list.c). Layer: render.
 */
#ifndef RENDER_COMMITMENT_H
#define RENDER_COMMITMENT_H

#include "render/related.h"

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

/* "Recorded as achieved 84 days after its deadline." as markup, or empty. */
struct slice standing_done(struct page *page, struct slice code);
/* How often and how far the deadline was moved, as markup, or empty. */
struct slice standing_moves(struct page *page, struct slice code);

/* Sets "chart_timeline": every move of the deadline, milestones, statuses. */
void commitment_timeline(struct page *page, const struct table *table,
                         const struct row *row, struct slice label);
/* Sets "deadlines", public and internal ones apart; null where none was moved.
 */
void commitment_deadlines(struct page *page, const struct table *table,
                          const struct row *row);
/*
 * Sets "voices", those in charge, the rule and third parties side by side (null
 * when they say the same and nobody else speaks), and "no_assessment".
 */
void commitment_voices(struct page *page, struct slice code,
                       const struct standing *standing);
/* Sets "bill": the stages of legislation; null when it is none. */
void commitment_bill(struct page *page, struct slice code);
struct slice bill_stage_words(const struct page *page, struct slice stage);

/*
 * What commitments are listed by (commitment_field.c): a column of
 * derived-commitments, its codes, and the page of each.
 */
struct commitment_field {
    const char *name;        /* of the column */
    const char *key;         /* of the page, commitments/by/<key> */
    const char *title;       /* msgid */
    const char *head;        /* msgid */
    const char *none;        /* msgid: rows without a code */
    enum resource_role role; /* ROLE_COUNT: a word of the portal or ours */
    const char *folder;      /* of the pages of its codes; null = none */
};
size_t commitment_field_count(void);
const struct commitment_field *commitment_field_at(size_t index);
const struct commitment_field *commitment_field_named(struct slice name);
struct slice commitment_field_words(const struct page *page,
                                    const struct commitment_field *field,
                                    struct slice code);
struct slice commitment_field_address(struct page *page,
                                      const struct commitment_field *field,
                                      struct slice code);
/* The codes that some commitment has, in their order. */
void commitment_field_codes(struct page *page,
                            const struct commitment_field *field,
                            struct code_list *codes);

/* What is new per year, and all until then: two charts. */
void flow_write(struct page *page, const struct table *table,
                const struct slice *years, const struct figure **added,
                size_t count, struct buf *out);
/* Sets "chart_flow" and "undated" for the commitments published here. */
void commitment_flow(struct page *page);
/* Sets "assessors": what each third party says of how many, and whether the
 * rule and those in charge say the same. */
void commitment_assessors(struct page *page);
/* Sets "assessed": those in charge, the rule and each third party side by side,
 * over the commitments with this code in `column` ("program", "institution",
 * "territory"); null where no third party speaks of one. */
void commitment_assessed(struct page *page, const char *column,
                         struct slice code);

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
