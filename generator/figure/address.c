#include "figure/address.h"

#include "figure/filter.h"

static const struct slice scheme = SLICE_INIT("figure:");

bool address_is_figure(struct slice address)
{
    return slice_starts_with(address, scheme);
}

const struct figure *figure_of_address(struct figures *figures,
                                       struct slice address)
{
    struct slice text = slice_cut(address, scheme.len, address.len);

    return figure_expression(figures, percent_decode(figures->arena, text));
}
