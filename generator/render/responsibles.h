/*
 * Who answers for programs, commitments and indicators, by the names that are
 * published. Layer: render.
 */
#ifndef RENDER_RESPONSIBLES_H
#define RENDER_RESPONSIBLES_H

#include "render/page.h"

/* Is anybody named? Then there is a page "responsibles". */
bool responsibles_exist(const struct portal *portal);

#endif
