#!/bin/sh
# Every header compiles alone, after nothing.
set -u
. "${LINT:-tests/lint}/files.sh"

status=0
for header in $(files h | grep '^generator/'); do
    printf '#include "%s"\n' "${header#generator/}" |
        ${CC:-cc} -std=c17 -D_GNU_SOURCE -Igenerator -Wall -Wextra -Werror \
            -fsyntax-only -x c - || {
        echo "$header:1: does not compile alone"
        status=1
    }
done
exit $status
