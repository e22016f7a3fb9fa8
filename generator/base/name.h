/*
 * Names that become a part of paths and addresses as they stand: of portals,
 * tables and languages. Layer: base.
 */
#ifndef BASE_NAME_H
#define BASE_NAME_H

#include "base/slice.h"

/* One or more of a-z, 0-9 and '-'. */
bool name_is_plain(struct slice name);

#endif
