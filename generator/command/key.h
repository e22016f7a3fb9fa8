/*
 * The secret key that signs, from a file and a password. Layer: command.
 *
 * The password comes from the environment (RENDIR_KEY_PASSWORD), else from the
 * terminal without an echo; it is asked for only where the file has one.
 */
#ifndef COMMAND_KEY_H
#define COMMAND_KEY_H

#include "base/signature.h"

/* The exit status; when not EXIT_PUBLISHED, it was said why. Who reads a key
 * forgets it with signer_wipe(). */
int signer_load(const char *path, struct signer *out) MUST_USE;

#endif
