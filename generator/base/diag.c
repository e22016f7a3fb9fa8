#include "base/diag.h"

#include <string.h>

#include "base/utf8.h"

#define NAME_SIZE 40

/*
 * "unknown-code" from UNKNOWN_CODE, by the compiler: the catalogue names each
 * finding once.
 */
#define BYTE(text, i) ((text)[(i) < sizeof(text) ? (i) : sizeof(text) - 1])
#define LOWER(c)                                                               \
    (char)((c) == '_' ? '-' : (c) >= 'A' && (c) <= 'Z' ? (c) - 'A' + 'a' : (c))
#define LOWER_AT(text, i) LOWER(BYTE(text, i))
#define LOWER_TEN(text, i)                                                     \
    LOWER_AT(text, (i)), LOWER_AT(text, (i) + 1), LOWER_AT(text, (i) + 2),     \
        LOWER_AT(text, (i) + 3), LOWER_AT(text, (i) + 4),                      \
        LOWER_AT(text, (i) + 5), LOWER_AT(text, (i) + 6),                      \
        LOWER_AT(text, (i) + 7), LOWER_AT(text, (i) + 8),                      \
        LOWER_AT(text, (i) + 9)

#define DIAG(name, code, level, sentence)                                      \
    _Static_assert(sizeof(#name) <= NAME_SIZE, "name of a finding too long");
#include "base/diag.def"
#undef DIAG

static const char names[DIAG_COUNT][NAME_SIZE] = {
#define DIAG(name, code, level, sentence)                                      \
    {LOWER_TEN(#name, 0), LOWER_TEN(#name, 10), LOWER_TEN(#name, 20),          \
     LOWER_TEN(#name, 30)},
#include "base/diag.def"
#undef DIAG
};

static const struct diag_info infos[DIAG_COUNT] = {
#define DIAG(name, code, level, sentence)                                      \
    {names[DIAG_##name], code, level, sentence},
#include "base/diag.def"
#undef DIAG
};

void diagnostics_init(struct diagnostics *diagnostics)
{
    memset(diagnostics, 0, sizeof(*diagnostics));
    arena_init(&diagnostics->arena);
    if (pthread_mutex_init(&diagnostics->lock, NULL) != 0)
        out_of_memory();
}

void diagnostics_release(struct diagnostics *diagnostics)
{
    (void)pthread_mutex_destroy(&diagnostics->lock);
    arena_release(&diagnostics->arena);
    diagnostics->items = NULL;
    diagnostics->count = diagnostics->capacity = 0;
}

const struct diag_info *diag_info(enum diag_id id)
{
    if ((unsigned)id >= DIAG_COUNT)
        BUG("no such finding");
    return &infos[id];
}

const char *diag_level_name(enum diag_level level)
{
    switch (level) {
    case DIAG_NOTE:
        return "note";
    case DIAG_WARNING:
        return "warning";
    case DIAG_FATAL:
        return "fatal";
    }
    BUG("no such level");
}

bool diag_find(struct slice code, enum diag_id *out)
{
    for (size_t i = 0; i < DIAG_COUNT; i++)
        if (slice_equal_text(code, infos[i].code) ||
            slice_equal_text(code, infos[i].name)) {
            *out = (enum diag_id)i;
            return true;
        }
    return false;
}

struct finding *diag_report(struct diagnostics *diagnostics, enum diag_id id,
                            struct place place, const struct slice *args,
                            size_t arg_count)
{
    const struct place places[2] = {place, {0}};

    return diag_report_pair(diagnostics, id, places, args, arg_count);
}

struct finding *diag_report_pair(struct diagnostics *diagnostics,
                                 enum diag_id id, const struct place places[2],
                                 const struct slice *args, size_t arg_count)
{
    struct finding finding = {.id = id,
                              .level = diag_info(id)->level,
                              .place = places[0],
                              .other = places[1]};
    struct finding *added;

    if (arg_count > DIAG_ARGS_MAX)
        BUG("too many arguments of a finding");
    (void)pthread_mutex_lock(&diagnostics->lock);
    for (size_t i = 0; i < arg_count; i++)
        finding.args[i] = arena_copy(&diagnostics->arena, args[i]);
    ARENA_PUSH(&diagnostics->arena, diagnostics, finding);
    added = &diagnostics->items[diagnostics->count - 1];
    (void)pthread_mutex_unlock(&diagnostics->lock);
    return added;
}

size_t diagnostics_count(const struct diagnostics *diagnostics,
                         enum diag_level level)
{
    size_t count = 0;

    for (size_t i = 0; i < diagnostics->count; i++)
        count += diagnostics->items[i].level == level;
    return count;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(struct place a, struct place b)
{
    int order = compare_numbers(a.source, b.source);

    if (order == 0)
        order = compare_numbers(a.record, b.record);
    return order ? order : compare_numbers(a.field, b.field);
}

/* Ends with the second place: what is equal in all of it prints alike. */
static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left;
    const struct finding *b = right;
    int order = compare_places(a->place, b->place);

    if (order == 0)
        order = strcmp(infos[a->id].code, infos[b->id].code);
    for (size_t i = 0; i < DIAG_ARGS_MAX && order == 0; i++)
        order = slice_compare(a->args[i], b->args[i]);
    return order ? order : compare_places(a->other, b->other);
}

void diagnostics_sort(struct diagnostics *diagnostics)
{
    if (diagnostics->count > 1)
        qsort(diagnostics->items, diagnostics->count,
              sizeof(*diagnostics->items), compare_findings);
}

/* The number in "{3}" at the start of `s`, or DIAG_ARGS_MAX. */
static size_t argument_number(struct slice s)
{
    if (s.len < 3 || s.ptr[0] != '{' || s.ptr[2] != '}' || s.ptr[1] < '0' ||
        s.ptr[1] >= '0' + DIAG_ARGS_MAX)
        return DIAG_ARGS_MAX;
    return (size_t)(s.ptr[1] - '0');
}

void finding_write(struct buf *out, const struct finding *finding,
                   struct slice sentence)
{
    for (size_t at = 0; at < sentence.len;) {
        struct slice rest = slice_cut(sentence, at, sentence.len);
        size_t number = argument_number(rest);

        if (number < DIAG_ARGS_MAX) {
            utf8_add_printable(out, finding->args[number]);
            at += 3;
        } else {
            buf_add_char(out, sentence.ptr[at++]);
        }
    }
}
