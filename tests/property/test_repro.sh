#!/bin/sh
# The same input gives the same bytes: another clock, time zone, locale, thread
# count, folder and compiler change nothing in the site.
set -u
RENDIR=${RENDIR:-.build/rendir}
B=${B:-.build}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
skipped=0

here=$(pwd)
case $RENDIR in /*) ;; *) RENDIR=$here/$RENDIR ;; esac
case $B in /*) ;; *) B=$here/$B ;; esac

# What this workspace's portals published before.
earlier=earlier/ejemplo-2017-06.zip
previous=
[ ! -f "$B/$earlier" ] || previous="--previous $B/$earlier"

build() { # PROGRAM FOLDER JOBS, with the environment that comes before it
    # $previous is an option and its value, or nothing.
    "$1" build --output "$work/$2" --jobs "$3" $previous >"$work/said" 2>&1 || {
        cat "$work/said"
        echo "FAILED  $2: it was not built"
        return 1
    }
}

same() { # FOLDER: as the first one
    if found=$(diff -r "$work/one" "$work/$1" 2>&1); then
        passed=$((passed + 1))
        echo "ok      $1"
    else
        failed=$((failed + 1))
        echo "FAILED  $1 differs:"
        printf '%s\n' "$found" | cut -c 1-200 | head -n 20
    fi
    rm -rf "${work:?}/$1"
}

check() { # PROGRAM FOLDER JOBS
    if build "$@"; then same "$2"; else failed=$((failed + 1)); fi
}

TZ=UTC LC_ALL=C LANG=C build "$RENDIR" one 1 || {
    echo "0 passed, 1 failed"
    exit 1
}
check "$RENDIR" two-threads 2
TZ=Asia/Kolkata LC_ALL=es_GT.UTF-8 LANG=es_GT.UTF-8 \
    check "$RENDIR" four-threads-elsewhere 4
TZ=America/Lima LC_ALL=tr_TR.UTF-8 check "$RENDIR" another-locale 3

# Another folder, whose files were made in another order.
mkdir "$work/workspace"
ls -r | grep -Ex 'content|data|templates' | while read -r folder; do
    cp -r "$folder" "$work/workspace/"
done
cd "$work/workspace" && check "$RENDIR" another-folder 2
cd "$here" || exit 3

# The other compiler orders what the language leaves open otherwise. What was
# published before is made with it too.
compiler() { # OTHER
    if ! make -s B="$B/$1" CC="$1" OPTIMISE=-O1 "$B/$1/rendir" \
        "$B/$1/$earlier" >"$work/said" 2>&1; then
        tail -n 20 "$work/said"
        echo "FAILED  it does not compile with $1"
        failed=$((failed + 1))
        return
    fi
    check "$B/$1/rendir" another-compiler 2
    if cmp "$B/$earlier" "$B/$1/$earlier"; then
        passed=$((passed + 1))
        echo "ok      the archive of a release by another compiler"
    else
        failed=$((failed + 1))
    fi
}

if [ -z "${OTHER-}" ]; then
    echo "skipped: another compiler (make repro builds it)"
    skipped=1
elif command -v "$OTHER" >/dev/null; then
    compiler "$OTHER"
else
    echo "skipped: another compiler ($OTHER is not installed)"
    skipped=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
