#!/bin/sh
# The archive of a release: the same bytes as the frozen tree, fit for others'
# tools, and a site that opens from disk. Skipped by name what has no tool.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
archive=$built/earlier/ejemplo-2017-06.zip

lacking() { # WHAT WHY: and with it all that follows
    skip "$1 ($2)"
    finish
}

[ -f "$archive" ] || lacking 'the archive of a release' "no $archive (make site)"
command -v unzip >/dev/null || lacking 'the archive of a release' 'no unzip'
check 'unzip -t' unzip -tqq "$archive"
check 'unzip' unzip -q "$archive" -d "$work"
unpacked=$work/ejemplo-2017-06
frozen=$site/ejemplo/releases/2017-06
check 'sha256sum -c' sh -c "cd '$unpacked' && sha256sum --quiet -c manifest.sha256"
check 'one folder' test "$(unzip -Z1 "$archive" | cut -d / -f 1 | sort -u)" = \
    ejemplo-2017-06
[ ! -d "$frozen" ] || check 'the frozen tree' diff -r "$frozen" "$unpacked"
[ ! -f "$frozen.zip" ] || check 'the published archive' cmp "$frozen.zip" "$archive"

node_serves ||
    lacking 'the archive in a browser' 'node 20 or newer is not installed'
[ -d "$here/node_modules/playwright-core" ] ||
    lacking 'the archive in a browser' 'no tests/browser/node_modules'
command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null 2>&1 ||
    lacking 'the archive in a browser' 'chromium is not installed'
counted node "$here/archive.mjs" "$unpacked"

finish
