#include "render/history/past.h"

const struct past_figure *past_find(const struct past *past, const char *id)
{
    return past == NULL ? NULL : map_get(&past->figures, slice_of(id));
}

const struct past_release *past_latest(const struct past *past)
{
    return past == NULL || past->releases.count == 0
               ? NULL
               : &past->releases.items[past->releases.count - 1];
}

struct slice past_language(const struct past *past, struct slice release,
                           struct slice language)
{
    struct slice first = language;

    for (size_t i = 0; i < past->releases.count; i++) {
        const struct past_release *r = &past->releases.items[i];

        if (!slice_equal(r->id, release))
            continue;
        for (size_t k = 0; k < r->languages.count; k++)
            if (slice_equal(r->languages.items[k], language))
                return language;
        if (r->languages.count > 0)
            first = r->languages.items[0];
    }
    return first;
}
