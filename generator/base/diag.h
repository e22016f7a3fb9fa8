/*
 * Findings: what is wrong or noteworthy in the input. Layer: base.
 *
 * diag.def is the only place where identifiers, levels and sentences live. A
 * finding keeps its arguments apart from its sentence, so that the quality page
 * can say it in the reader's language. Reporting is safe from several threads;
 * reading is for after they have ended.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <pthread.h>

#include "base/buf.h"
#include "base/place.h"

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_FATAL };

enum diag_id {
#define DIAG(name, code, level, sentence) DIAG_##name,
#include "base/diag.def"
#undef DIAG
    DIAG_COUNT
};

#define DIAG_ARGS_MAX 5

struct finding {
    enum diag_id id;
    enum diag_level level; /* after portal.yaml had its say */
    struct place place;
    struct place other; /* the second place, source 0 = none */
    struct slice args[DIAG_ARGS_MAX];
    struct slice accepted; /* reason from portal.yaml, empty = not accepted */
};

struct diagnostics {
    struct arena arena;
    pthread_mutex_t lock;
    struct finding *items;
    size_t count, capacity;
};

struct diag_info {
    const char *name; /* "unknown-code" */
    const char *code; /* "W301" */
    enum diag_level level;
    const char *sentence; /* English, with {0} … {4} */
};

void diagnostics_init(struct diagnostics *diagnostics);
void diagnostics_release(struct diagnostics *diagnostics);

const struct diag_info *diag_info(enum diag_id id);
const char *diag_level_name(enum diag_level level);
/* By code ("W301") or name; false when there is none. */
bool diag_find(struct slice code, enum diag_id *out) MUST_USE;

/*
 * Arguments are copied; `args` may be null when there are none. The finding may
 * move with the next report.
 */
struct finding *diag_report(struct diagnostics *diagnostics, enum diag_id id,
                            struct place place, const struct slice *args,
                            size_t arg_count);
/* With a second place, set under the lock. */
struct finding *diag_report_pair(struct diagnostics *diagnostics,
                                 enum diag_id id, const struct place places[2],
                                 const struct slice *args, size_t arg_count);
/* diag_add(diagnostics, DIAG_X, place, slice, slice …) */
#define diag_add(diagnostics, id, place, ...)                                  \
    diag_report((diagnostics), (id), (place), (struct slice[]){__VA_ARGS__},   \
                sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice))
#define diag_add_pair(diagnostics, id, first, second, ...)                     \
    diag_report_pair(                                                          \
        (diagnostics), (id), (const struct place[]){(first), (second)},        \
        (struct slice[]){__VA_ARGS__},                                         \
        sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice))

size_t diagnostics_count(const struct diagnostics *diagnostics,
                         enum diag_level level);
/* By source, record, field, code, arguments: the order of printing. */
void diagnostics_sort(struct diagnostics *diagnostics);
/* `sentence` (of diag_info, or its translation) with the arguments in it. */
void finding_write(struct buf *out, const struct finding *finding,
                   struct slice sentence);

#endif
