#!/bin/sh
# The rules of CONTRIBUTING.md, one after the other: what breaks them, with its
# line; then the plain closing line. ONLY=layers runs one of them.
set -u
here=${LINT:-tests/lint}
. "$here/files.sh"

passed=0
failed=0
check() {
    case ${ONLY:-$1} in
    "$1") ;;
    *) return ;;
    esac
    name=$1
    what=$2
    shift 2
    if found=$("$@" 2>&1); then
        echo "ok      $name"
        passed=$((passed + 1))
    else
        echo "FAILED  $name: $what"
        printf '%s\n' "$found" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
}

# shellcheck disable=SC2046 # lists of files
check layers 'includes go upwards only, each library through one file' \
    awk -f "$here/layers.awk" $(files c h | grep '^generator/')
# shellcheck disable=SC2046
check words 'no unsafe function, nothing that only commands do' \
    awk -f "$here/words.awk" $(files c h | grep '^generator/')
# shellcheck disable=SC2046
check shape 'functions, nesting and files stay small' \
    awk -f "$here/shape.awk" $(files c h)
check text 'nothing put off, no path of one machine, headers say what for' \
    sh "$here/text.sh"
check symbols 'no state between calls, no reserved names' sh "$here/symbols.sh"
check headers 'each header compiles alone' sh "$here/headers.sh"
check findings 'each finding is unique, reported and provoked by a test' \
    sh "$here/findings.sh"
check messages 'each text is translated, each translation used' \
    sh "$here/messages.sh"
check format 'laid out by clang-format' sh "$here/format.sh"
check clang 'the second compiler is silent' sh "$here/clang.sh"
check cppcheck 'cppcheck is silent' sh "$here/cppcheck.sh"
check self-test 'each of these checks can fail' sh "$here/self-test.sh"

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
