#!/bin/sh
# The second compiler finds nothing to say either.
set -u
. "${LINT:-tests/lint}/files.sh"

command -v clang >/dev/null 2>&1 || {
    echo "clang is not installed: make setup lint"
    exit 1
}
# The Makefile's own list, when it is the one that asks.
# shellcheck disable=SC2086 # a list of words
files c | xargs -r -n 8 -P "$(nproc 2>/dev/null || echo 2)" \
    clang -std=c17 -D_GNU_SOURCE -DRENDIR_VERSION='"0"' -Igenerator \
        $(pkg-config --cflags-only-I librsvg-2.0 | sed 's/-I/-isystem /g') \
    -fsyntax-only ${WARNINGS:--Wall -Wextra -Wconversion} -Werror 2>&1
