#!/bin/sh
# Runs each libFuzzer program for so many seconds: run.sh SECONDS PROGRAM…
# Starts from tests/fuzz/seeds/<name>/ and what earlier runs found; an input that
# breaks something is kept in $B.
set -u
# Undefined behaviour is a failure, not a line in the log.
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
B=${B:-.build/fuzz}
seconds=$1
shift
passed=0
failed=0
for program in "$@"; do
    name=${program##*/fuzz_}
    mkdir -p "$B/corpus/$name"
    set -- "$B/corpus/$name"
    [ ! -d "tests/fuzz/seeds/$name" ] || set -- "$@" "tests/fuzz/seeds/$name"
    if "$program" -max_total_time="$seconds" -timeout=10 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$B/$name-" "$@" \
        >"$B/$name.log" 2>&1; then
        echo "ok      $name ($(sed -n 's/^stat::number_of_executed_units: *//p' \
            "$B/$name.log") inputs)"
        passed=$((passed + 1))
    else
        echo "FAILED  $name"
        tail -n 40 "$B/$name.log" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
