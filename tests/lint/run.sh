#!/bin/sh
# The rules of CONTRIBUTING.md, one after the other: what breaks them, with its
# line; then the plain closing line. ONLY=layers runs one of them.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
. "$here/files.sh"

rule() { # NAME WHAT COMMAND...
    case ${ONLY:-$1} in
    "$1") ;;
    *) return ;;
    esac
    name=$1
    what=$2
    shift 2
    if found=$("$@" 2>&1); then
        echo "ok      $name"
        ok
    else
        bad "$name: $what"
        printf '%s\n' "$found" | sed 's/^/    /'
    fi
}

# shellcheck disable=SC2046 # lists of files
rule layers 'includes go upwards only, each library through one file' \
    awk -f "$here/layers.awk" $(files c h | grep '^generator/')
# shellcheck disable=SC2046
rule words 'no unsafe function, nothing that only commands do' \
    awk -f "$here/words.awk" $(files c h | grep '^generator/')
# shellcheck disable=SC2046
rule shape 'functions, nesting and files stay small' \
    awk -f "$here/shape.awk" $(files c h)
rule text 'nothing put off, no path of one machine, headers say what for' \
    sh "$here/text.sh"
rule symbols 'no state between calls, no reserved names' sh "$here/symbols.sh"
rule headers 'each header compiles alone' sh "$here/headers.sh"
rule findings 'each finding is unique, reported and provoked by a test' \
    sh "$here/findings.sh"
rule messages 'each text is translated, each translation used' \
    sh "$here/messages.sh"
rule format 'laid out by clang-format' sh "$here/format.sh"
rule clang 'the second compiler is silent' sh "$here/clang.sh"
rule cppcheck 'cppcheck is silent' sh "$here/cppcheck.sh"
rule self-test 'each of these checks can fail' sh "$here/self-test.sh"

echo
finish
