/*
 * A release frozen: releases/<id>/ in the root. Layer: publish.
 *
 * The same tree as the root without releases/, its pages as site_render() made
 * them for there, all other files the same bytes; release.json says what it
 * is; its manifest and signature are its own.
 */
#ifndef PUBLISH_RELEASE_H
#define PUBLISH_RELEASE_H

#include "publish/portal.h"

/* After everything else was written. Nothing where nothing is frozen. False
 * after a finding. */
bool release_freeze(struct root *root,
                    const struct publication *publication) MUST_USE;
/*
 * Would what is frozen in the old root stay? False, with a finding, where a
 * release would be lost or have other bytes.
 */
bool release_guard(struct root *root) MUST_USE;

#endif
