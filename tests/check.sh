# What test scripts have in common, sourced and never run. A script begins with
#
#   #!/bin/sh
#   # What it proves.
#   . "$(dirname "$0")/../check.sh"
#
# says what it found by the functions below, skips by name what it lacks a tool
# for, and ends with `finish`. It has then, none of them a relative path:
#
#   $root     the repository
#   $here     the folder of the script
#   $built    what make made (B); $rendir, the program in it (RENDIR)
#   $site     what `make site` published (SITE); it may not be there
#   $work     an empty folder that goes when the script ends
# shellcheck shell=sh disable=SC2034
set -u
LC_ALL=C
export LC_ALL

absolute() { # PATH
    case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac
}

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
built=$(absolute "${B:-$root/.build}")
rendir=$(absolute "${RENDIR:-$built/rendir}")
site=$(absolute "${SITE:-$root/site}")
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 143' HUP INT TERM # through the one above
passed=0
failed=0
skipped=0

ok() {
    passed=$((passed + 1))
}

bad() { # WHAT
    failed=$((failed + 1))
    echo "FAILED: $1"
}

skip() { # WHAT (WHY)
    skipped=$((skipped + 1))
    echo "skipped: $1"
}

same() { # WHAT EXPECTED FOUND
    if [ "$2" = "$3" ]; then ok; else bad "$1: expected \"$2\", found \"$3\""; fi
}

has() { # WHAT FILE TEXT
    if grep -qF -e "$3" "$2"; then ok; else bad "$1: \"$3\" is not in $2"; fi
}

lacks() { # WHAT FILE TEXT
    if grep -qF -e "$3" "$2"; then bad "$1: \"$3\" is in $2"; else ok; fi
}

check() { # WHAT COMMAND...: what it says is shown when it fails
    if said=$(shift && "$@" 2>&1); then
        ok
    else
        bad "$1"
        printf '%s\n' "$said" | head -n 20 | sed 's/^/    /'
    fi
}

# Playwright and html-validate ask for 20; Debian 12 has 18.
node_serves() {
    major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    [ "${major:-0}" -ge 20 ]
}

# Another test, whose closing line counts as ours.
counted() { # COMMAND...
    "$@" >"$work/counted" 2>&1
    set -- $? "$(tail -n 1 "$work/counted")"
    sed '$d' "$work/counted"
    case $2 in
    [0-9]*' passed, '[0-9]*' failed'*)
        # shellcheck disable=SC2086 # words: N passed, N failed[, N skipped]
        set -- "$1" $2 0
        passed=$((passed + $2))
        failed=$((failed + $4))
        skipped=$((skipped + $6))
        [ "$1" -eq 0 ] || [ "$4" -gt 0 ] || bad "exit status $1"
        ;;
    *) bad "$2 (exit status $1)" ;;
    esac
}

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}
