/*
 * The rows of locale/table.def and how to find one. Layer: locale.
 */
#include "locale/locale.h"

#include "base/map.h"
#include "locale/table.h"

#define WORDS(...) __VA_ARGS__
#define DISTANCE_MAX 100

#define MONTHS(name, ...)                                                      \
    static const char *const months_##name[MONTH_COUNT] = {__VA_ARGS__};
#include "locale/table.def"

#define WORDING(name, quarters, magnitudes, month_pattern, quarter_pattern)    \
    static const struct wording wording_##name = {                             \
        {quarters}, {magnitudes}, month_pattern, quarter_pattern};
#include "locale/table.def"

static const struct locale rows[] = {
#define LOCALE(tag, wording, months, months_short, decimal, group,             \
               grouping_minimum, percent, date_pattern)                        \
    {SLICE_INIT(tag),  &wording_##wording,                                     \
     months_##months,  months_##months_short,                                  \
     decimal,          SLICE_INIT(group),                                      \
     grouping_minimum, SLICE_INIT(percent),                                    \
     date_pattern},
#include "locale/table.def"
};

const struct locale *locale_find(struct slice tag)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (slice_equal(rows[i].tag, tag))
            return &rows[i];
    }
    return NULL;
}

struct slice locale_tag(const struct locale *locale)
{
    return locale->tag;
}

static bool same_language(struct slice a, struct slice b)
{
    return slice_equal(slice_cut(a, 0, slice_find(a, '-')),
                       slice_cut(b, 0, slice_find(b, '-')));
}

/*
 * How far a tag is from one of the table; DISTANCE_MAX + 1 = not near. Regions
 * of a language are near at any distance; else only a slip of the pen is, such
 * as "es_GT" or "ES-GT".
 */
static size_t tag_distance(struct slice known, struct slice tag)
{
    const size_t slip = 2;
    size_t distance = edit_distance(known, tag, DISTANCE_MAX);

    if (same_language(known, tag))
        return distance < DISTANCE_MAX ? distance : DISTANCE_MAX;
    return distance <= slip ? distance : DISTANCE_MAX + 1;
}

struct slice locale_nearest(struct slice tag)
{
    size_t best_distance = DISTANCE_MAX + 1;
    struct slice best = {NULL, 0};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t distance = tag_distance(rows[i].tag, tag);

        if (distance >= best_distance)
            continue;
        best_distance = distance;
        best = rows[i].tag;
    }
    return best;
}

/* "Octubre" is "octubre"; "may" is a word of English, and "May" a month. */
static bool is_name(struct slice word, struct slice month)
{
    return slice_equal(word, month) ||
           (word.len > 3 && word.len == month.len &&
            (word.ptr[0] | ' ') == (month.ptr[0] | ' ') &&
            slice_equal(slice_cut(word, 1, word.len),
                        slice_cut(month, 1, month.len)));
}

bool locale_has_month(struct slice word)
{
    if (word.len == 0)
        return false;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t month = 0; month < MONTH_COUNT; month++)
            if (is_name(word, slice_of(rows[i].months[month])))
                return true;
    return false;
}

const char *locale_table_version(void)
{
    return "42";
}
