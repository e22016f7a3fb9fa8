/*
 * What the build fixes: version and the folder of installed files. Layer:
 * command. The Makefile defines both; the values here are for a compile by
 * hand.
 */
#ifndef COMMAND_VERSION_H
#define COMMAND_VERSION_H

#ifndef RENDIR_VERSION
#define RENDIR_VERSION "0.1.0"
#endif

/* Holds templates/. */
#ifndef RENDIR_SHARE
#define RENDIR_SHARE "/usr/local/share/rendir"
#endif

#endif
