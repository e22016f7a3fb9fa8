#!/bin/sh
# The site as its readers have it: valid, linked, and in Chromium. Skipped by
# name where node, its modules or a browser are missing (make setup test).
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

part() {
    counted node "$here/$1" "$site"
}

if ! node_serves; then
    skip 'HTML, links and pages (node 20 or newer is not installed)'
    finish
fi
if [ ! -d "$here/node_modules/html-validate" ]; then
    skip 'HTML, links and pages (no tests/browser/node_modules)'
    finish
fi
part self-test.mjs
part validate.mjs
if command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null 2>&1; then
    part pages.mjs
    part receipts.mjs
else
    skip 'pages in a browser (chromium is not installed)'
fi
finish
