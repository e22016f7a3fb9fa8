/*
 * The version of rendir. Layer: base. The Makefile defines it; the value here
 * is for a compile by hand.
 */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#ifndef RENDIR_VERSION
#define RENDIR_VERSION "0.1.0"
#endif

#endif
