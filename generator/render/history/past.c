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
