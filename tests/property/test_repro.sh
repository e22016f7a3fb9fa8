#!/bin/sh
# The same input gives the same bytes: another clock, time zone, locale and
# thread count change nothing in the site.
set -u
RENDIR=${RENDIR:-.build/rendir}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT

build() { # FOLDER JOBS, with the environment that comes before it
    "$RENDIR" build --output "$work/$1" --jobs "$2" >"$work/said" 2>&1 || {
        cat "$work/said"
        echo "0 passed, 1 failed"
        exit 1
    }
    find "$work/$1" -name '*.lock' -exec rm {} +
}

TZ=UTC LC_ALL=C LANG=C build one 1
TZ=Asia/Kolkata LC_ALL=es_GT.UTF-8 LANG=es_GT.UTF-8 build many 4
if found=$(diff -r "$work/one" "$work/many" 2>&1); then
    echo "1 passed, 0 failed"
else
    printf '%s\n' "$found" | head -n 40
    echo "0 passed, 1 failed"
    exit 1
fi
