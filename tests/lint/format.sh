#!/bin/sh
# Every C file is laid out as clang-format has it; `make format` does it.
set -u
. "${LINT:-tests/lint}/files.sh"

command -v clang-format >/dev/null 2>&1 || {
    echo "clang-format is not installed: make setup lint"
    exit 1
}
# One line per file is enough; all of them have the same cure.
found=$(files c h | xargs -r clang-format --dry-run -Werror 2>&1 |
    sed -n 's/: error: .*//p' | sort -t: -k1,1 -u)
[ -n "$found" ] || exit 0
printf '%s\n' "$found" | sed 's/$/: not laid out; make format/'
exit 1
