/*
 * A published root, recomputed from its bytes. Layer: verify, which stands
 * aside: it includes base/ and locale/ only and has its own readers of CSV,
 * JSON and markup, so that its agreement with the generator means something.
 *
 * What holds of a root:
 * - the files are those of manifest.sha256, each with that SHA-256;
 * - every row of every ledger (data/figures/) has the id of its canonical text,
 *   and the value, number of rows and status that the published tables
 *   (data/datapackage.json and what it names) give;
 * - every figure of a page is in the page's ledger, with the ledger's value,
 *   and the number printed is that value at the decimals printed;
 * - every relative address and anchor leads somewhere.
 *
 * Nothing here prints or ends the program; every text of a report lives in the
 * arena that was given.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "base/arena.h"
#include "base/digest.h"

struct verify_fault {
    struct slice path; /* from the root */
    size_t offset;     /* in the file; VERIFY_WHOLE = the file as such */
    size_t line;       /* 1-based, 0 = the file as such */
    struct slice text; /* one sentence */
};

#define VERIFY_WHOLE SIZE_MAX

/* A table whose rows do not leave, and how many leaves ask for it. */
struct verify_withheld {
    struct slice resource;
    size_t figures;
};

struct verify_report {
    char manifest[DIGEST_HEX_SIZE]; /* SHA-256 of manifest.sha256 */
    size_t files;                   /* that the manifest lists */
    size_t ledgers;
    size_t figures;    /* rows of ledgers: what follows, and what is at fault */
    size_t recomputed; /* leaves and trees that agree */
    size_t constants;  /* stated by the portal, the same in every ledger */
    size_t not_checkable;
    struct {
        struct verify_withheld *items;
        size_t count, capacity;
    } withheld;
    size_t pages;
    size_t numbers;  /* printed, and the figure's at the decimals printed */
    size_t in_words; /* a figure said without digits ("one in four") */
    size_t missing;  /* words for a value that is not there */
    size_t links;    /* relative ones */
    struct {
        struct verify_fault *items; /* by path and place */
        size_t count, capacity;
    } faults;
    bool unreadable; /* something could not be read: no verdict */
};

/* Has it a manifest.sha256? */
bool verify_is_root(const char *folder);
void verify_root(struct arena *arena, const char *folder,
                 struct verify_report *report);
/* The pages beside roots, such as the index.html above them: links only. */
void verify_front(struct arena *arena, const char *folder,
                  struct verify_report *report);

#endif
