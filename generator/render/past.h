/*
 * What earlier releases printed, by the id of the figure: the same question has
 * the same id in every release. Layer: render. Filled by
 * publish/history/, asked by pages; const while pages render.
 */
#ifndef RENDER_PAST_H
#define RENDER_PAST_H

#include "base/amount.h"
#include "base/date.h"
#include "base/map.h"

/* One release's answer. */
struct past_value {
    struct slice release; /* "2017-06" */
    struct slice page;    /* key of the first page, by name, that has it */
    struct slice status;  /* as in the ledger: "present", "no-rows" … */
    struct amount value;  /* where it is present */
};

struct past_figure {
    struct past_value first; /* of the earliest release that has it */
    struct past_value last;  /* of the latest; may be the same */
};

struct past {
    struct map figures;   /* id -> struct past_figure */
    struct slice release; /* the latest earlier release */
    struct date cut_off;  /* of that release */
};

/* Null where no earlier release has it. */
const struct past_figure *past_find(const struct past *past, const char *id);

#endif
