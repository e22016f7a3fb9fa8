/*
 * What earlier releases were and printed. Layer: render. Filled by
 * publish/history/ before the site is made, asked by pages; const from then on.
 */
#ifndef RENDER_PAST_H
#define RENDER_PAST_H

#include "base/amount.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/map.h"
#include "locale/language.h"

/* One release's answer to a question: the same question has the same id in
 * every release. */
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

struct past_release {
    struct slice id;
    struct date date; /* of its publication */
    struct date cut_off;
    char manifest[DIGEST_HEX_SIZE]; /* SHA-256 of its manifest.sha256 */
    struct slice archive;           /* where it can be had; may be empty */
    struct {
        struct slice *items; /* folders of its pages, sorted: "en", "es" */
        size_t count, capacity;
    } languages;
};

/* A page that the portal has no more: its address stays. */
struct past_page {
    struct slice key;     /* "programs/0112" */
    struct slice title;   /* in the first language that had it */
    struct words titles;  /* in each of ours that had it */
    struct slice release; /* the last that had it */
};

struct past {
    struct map figures; /* id -> struct past_figure */
    struct {
        struct past_release *items; /* oldest first */
        size_t count, capacity;
    } releases;
    struct {
        struct past_page *items; /* by key */
        size_t count, capacity;
    } pages; /* all that the latest release had; which are gone, routes know */
};

/* Null where no earlier release has it. */
const struct past_figure *past_find(const struct past *past, const char *id);
/* In which of its languages a release is read by readers of this one: the same,
 * else the first that it has. */
struct slice past_language(const struct past *past, struct slice release,
                           struct slice language);
/* The latest release, or null. */
const struct past_release *past_latest(const struct past *past);

#endif
