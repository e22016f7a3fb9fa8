/*
 * Findings in the page's words: what all of a kind say, and arguments that are
 * ids of the portal by their labels. Layer: render.
 */
#ifndef RENDER_FINDING_WORDS_H
#define RENDER_FINDING_WORDS_H

#include "render/page.h"

/* finding_terms.c: arguments that are ids, in words; by kind of finding. */
void finding_terms(struct page *page, struct finding *finding);
/* The sentence of a finding, not raised. */
struct slice finding_sentence(struct page *page, const struct finding *finding);
/* "Money executed on no budget": a head over all findings of one code. */
struct slice finding_kind(struct page *page, const struct finding *finding);

#endif
