#include "render/past.h"

const struct past_figure *past_find(const struct past *past, const char *id)
{
    return past == NULL ? NULL : map_get(&past->figures, slice_of(id));
}
