/*
 * data/build.json: what made the bytes. Layer: publish.
 *
 * The version of rendir and of each library whose behaviour shapes what is
 * written: the same input and the same of these give the same site. No clock,
 * no machine, no path.
 */
#ifndef PUBLISH_BUILD_H
#define PUBLISH_BUILD_H

#include "publish/root.h"

/* False after a finding. */
bool build_publish(struct root *root) MUST_USE;

#endif
