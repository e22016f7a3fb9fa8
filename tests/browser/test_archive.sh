#!/bin/sh
# The archive of a release: the same bytes as the frozen tree, fit for others'
# tools, and a site that opens from disk. Skipped by name what has no tool.
set -u
B=${B:-.build}
SITE=${SITE:-site}
archive=$B/earlier/ejemplo-2017-06.zip
here=tests/browser
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() { # NAME COMMAND…
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        head -n 20 "$work/said"
    fi
}

skip() { # NAME REASON
    echo "skipped: $1 ($2)"
    echo "$passed passed, $failed failed, 1 skipped"
    [ "$failed" -eq 0 ]
    exit
}

[ -f "$archive" ] || skip 'the archive of a release' "no $archive (make site)"
command -v unzip >/dev/null || skip 'the archive of a release' 'no unzip'
check 'unzip -t' unzip -tqq "$archive"
check 'unzip' unzip -q "$archive" -d "$work"
root=$work/ejemplo-2017-06
frozen=$SITE/ejemplo/releases/2017-06
check 'sha256sum -c' sh -c "cd '$root' && sha256sum --quiet -c manifest.sha256"
check 'one folder' test "$(unzip -Z1 "$archive" | cut -d / -f 1 | sort -u)" = \
    ejemplo-2017-06
[ ! -d "$frozen" ] || check 'the frozen tree' diff -r "$frozen" "$root"
[ ! -f "$frozen.zip" ] || check 'the published archive' cmp "$frozen.zip" "$archive"

[ -d "$here/node_modules/playwright-core" ] ||
    skip 'the archive in a browser' "no $here/node_modules"
command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null 2>&1 ||
    skip 'the archive in a browser' 'chromium is not installed'
node "$here/archive.mjs" "$root" >"$work/pages" 2>&1
sed '$d' "$work/pages"
counts=$(tail -n 1 "$work/pages")
more=${counts%% passed*}
lost=${counts#*passed, }
lost=${lost%% failed*}
case $more$lost in
*[!0-9]* | '')
    cat "$work/pages"
    failed=$((failed + 1))
    ;;
*)
    passed=$((passed + more))
    failed=$((failed + lost))
    ;;
esac
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
