#!/bin/sh
# Runs the test programs and scripts it is given, one line each and all that a
# failed one said, then by name what was skipped, then the closing line.
#
# A cmocka program is counted by its own [  OK  ], [  FAILED  ], [  SKIPPED ]
# lines; a script by its closing line "N passed, N failed[, N skipped]", and
# its lines "skipped: name (reason)" are repeated at the end. Something that
# dies without saying how many failed is one failure.
set -u

B=${B:-.build}
LIMIT=${TEST_SECONDS:-900}
export B RENDIR="${RENDIR:-$PWD/$B/rendir}" SITE="${SITE:-site}"

tally='
/^\[       OK \] / { passed++ }
/^\[  FAILED  \] [A-Za-z_]/ && !seen[$0]++ { failed++ }
/^\[  SKIPPED \] [A-Za-z_]/ && !seen[$0]++ { skipped++; names[++n] = $4 }
/^skipped: / { names[++n] = substr($0, 10) }
/^[0-9]+ passed, [0-9]+ failed/ {
    passed += $1; failed += $3; skipped += $5; closed = 1
}
END {
    if (status != 0 && !failed)
        failed = 1
    if (status == 0 && !passed && !failed && !skipped) {
        print "it ran no test"; failed = 1
    }
    printf "%d %d %d\n", passed, failed, skipped > counts
    for (i = 1; i <= n; i++)
        print test ": " names[i] > named
}'

# One test: its output, its counts and its skipped names side by side.
one() {
    log=$B/results/$(printf '%s' "${1#"$B"/}" | tr / .)
    case $1 in
    *.sh) set -- "$1" sh "$1" ;;
    *.mjs) set -- "$1" node "$1" ;;
    *) set -- "$1" "$1" ;;
    esac
    test=${1#"$B"/}
    shift
    if command -v "$1" >/dev/null 2>&1; then
        timeout "$LIMIT" "$@" >"$log.log" 2>&1 </dev/null
        status=$?
    else
        echo "skipped: all of it ($1 is not installed)" >"$log.log"
        echo "0 passed, 0 failed, 1 skipped" >>"$log.log"
        status=0
    fi
    [ $status -ne 124 ] || echo "stopped after $LIMIT seconds" >>"$log.log"
    : >"$log.skipped"
    awk -v status=$status -v test="$test" -v counts="$log.counts" \
        -v named="$log.skipped" "$tally" "$log.log" >"$log.fault"
    cat "$log.fault" >>"$log.log"
    read -r passed failed skipped <"$log.counts"
    skips=
    [ "$skipped" -eq 0 ] || skips=", $skipped skipped"
    if [ "$failed" -eq 0 ]; then
        echo "ok      $test ($passed passed$skips)"
    else
        {
            echo "FAILED  $test ($passed passed, $failed failed$skips," \
                "exit status $status):"
            sed 's/^/    /' "$log.log"
        } >"$log.report"
        cat "$log.report" # at once, not between the lines of another
    fi
}

if [ "${1-}" = --one ]; then
    one "$2"
    exit 0
fi

rm -rf "$B/results"
mkdir -p "$B/results"
# Programs have no state in common and run side by side; scripts may build the
# same site and run one after the other.
for test in "$@"; do
    case $test in
    *.sh | *.mjs) ;;
    *) printf '%s\n' "$test" ;;
    esac
done | xargs -r -P "$(nproc 2>/dev/null || echo 2)" -n 1 sh "$0" --one
for test in "$@"; do
    case $test in
    *.sh | *.mjs) one "$test" ;;
    esac
done

set -- "$B"/results/*.counts
if [ ! -e "$1" ]; then
    echo "no test was asked for"
    exit 1
fi
if [ -n "$(cat "$B"/results/*.skipped)" ]; then
    echo
    echo "skipped:"
    sed 's/^/    /' "$B"/results/*.skipped
fi
echo
cat "$@" | awk '{ passed += $1; failed += $2; skipped += $3 }
    END {
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0
    }'
