#!/bin/sh
# cppcheck, with as few exceptions as cppcheck.suppressions says.
set -u
here=${LINT:-tests/lint}

command -v cppcheck >/dev/null 2>&1 || {
    echo "cppcheck is not installed: make setup lint"
    exit 1
}
cppcheck --quiet --std=c11 --language=c -I generator -D_GNU_SOURCE \
    --enable=warning,performance,portability \
    --template='{file}:{line}: {message} [{id}]' \
    --library="$here/cppcheck.cfg" \
    --suppressions-list="$here/cppcheck.suppressions" \
    --error-exitcode=1 \
    -j "$(nproc 2>/dev/null || echo 2)" generator 2>&1
