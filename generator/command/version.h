/*
 * What the build fixes: version and the folder of installed files. Layer:
 * command. The Makefile defines both; the value here is for a compile by hand.
 */
#ifndef COMMAND_VERSION_H
#define COMMAND_VERSION_H

#include "base/version.h"

/* Holds templates/. */
#ifndef RENDIR_SHARE
#define RENDIR_SHARE "/usr/local/share/rendir"
#endif

#endif
