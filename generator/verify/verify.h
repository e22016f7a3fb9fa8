/*
 * What is published, recomputed from its bytes. Layer: verify, which stands
 * aside: it includes base/ and the number-reading part of locale/ only and has
 * its own readers of CSV, JSON and markup, so that its agreement with the
 * generator means something.
 *
 * What holds of a root:
 * - the files are those of manifest.sha256 and, for a search index and cards
 *   and nothing else, of extras.sha256, each with that SHA-256; where a public
 *   key is given, its owner signed that manifest;
 * - every file that the descriptor (data/datapackage.json) names has the bytes
 *   it says; every dataset has the rows, columns, types, constraints and keys
 *   it says; JSON, the files per code, workbooks, kits and CSV without formulas
 *   hold the same rows as the CSV;
 * - every row of every ledger (data/figures/) has the id of its canonical text,
 *   and the value, number of rows and status that the published tables give;
 * - every figure of a page is in the page's ledger, with the ledger's value,
 *   and the number printed is that value at the decimals printed; its receipts
 *   have every figure of the ledger, with the ledger's value;
 * - every row of figures in a table of a page is a row of the table's CSV;
 * - every relative address and anchor leads somewhere, and not out of a root
 *   unless to another release of it;
 * - each release under releases/ is such a root by itself, and the archive
 *   beside it holds the same files; an archive without a folder is such a root.
 *
 * Of what no other file tells (words, pictures, the database) only the digest
 * is compared; the report counts these files.
 *
 * Nothing here prints or ends the program; every text of a report lives in the
 * arena that was given.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"

struct public_key;

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

/* How many files with such a name: "sqlite". */
struct verify_ending {
    struct slice name;
    size_t files;
};

enum verify_signature {
    VERIFY_UNSIGNED,
    VERIFY_SIGNED, /* by somebody: no key was given */
    VERIFY_SIGNATURE_HOLDS,
    VERIFY_SIGNATURE_WRONG
};

struct verify_report {
    struct slice name;              /* as on the command line: "site/ejemplo" */
    bool is_front;                  /* the pages beside roots: only links */
    bool is_nested;                 /* a release under releases/ */
    bool is_frozen;                 /* a release, wherever it lies */
    struct slice release;           /* its id, or empty */
    char manifest[DIGEST_HEX_SIZE]; /* SHA-256 of manifest.sha256 */
    enum verify_signature signature;
    struct slice key_number;      /* "E7620F1842B4E81F" */
    struct slice trusted_comment; /* of a signature that holds */
    size_t files;                 /* that the manifest lists */
    size_t extras;                /* that extras.sha256 lists */
    size_t datasets;
    size_t dataset_rows;
    size_t same_rows; /* of them, again in JSON, in files per code, and in CSV
                       * without formulas */
    size_t workbooks; /* whose cells are the dataset's */
    size_t workbook_rows;
    size_t kits; /* whose rows are the dataset's */
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
    size_t receipts; /* rows of receipts pages that say what the ledger says */
    size_t sheets;   /* CSV files of tables on pages */
    size_t sheet_figures; /* on pages, found in the CSV of their table */
    size_t links;         /* relative ones */
    size_t links_out;     /* of them, to other releases that are not here */
    size_t archives;      /* of releases, equal to their folders */
    size_t by_digest;     /* files whose content nothing looked at */
    struct {
        struct verify_ending *items;
        size_t count, capacity;
    } endings; /* of them, by name */
    struct {
        struct verify_fault *items; /* by path and place */
        size_t count, capacity;
    } faults;
    bool unreadable; /* something could not be read: no verdict */
};

struct verify_wish {
    const char *path;             /* a root, a folder of roots, a ZIP of such */
    const struct public_key *key; /* null: signatures are not checked */
    unsigned threads;
};

struct verify_reports {
    struct verify_report **items; /* a root, then its releases; the front last
                                   */
    size_t count, capacity;
};

enum verify_result {
    VERIFY_DONE,
    VERIFY_NO_ROOT,   /* nothing there has a manifest.sha256 */
    VERIFY_UNREADABLE /* with a reason: "is not a ZIP archive" */
};

enum verify_result verify(struct arena *arena, const struct verify_wish *wish,
                          struct verify_reports *out, struct buf *reason);

#endif
