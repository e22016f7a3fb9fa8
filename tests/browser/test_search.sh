#!/bin/sh
# The search as its readers have it, in Chromium. Skipped by name where node, its
# modules, a browser or Pagefind are missing (make setup test).
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
cd "$root" || exit 3

if ! node_serves; then
    skip 'the search (node 20 or newer is not installed)'
elif [ ! -d "$here/node_modules/playwright-core" ]; then
    skip 'the search (no tests/browser/node_modules)'
elif ! command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null 2>&1; then
    skip 'the search (chromium is not installed)'
elif [ ! -f "$site/ejemplo/pagefind/pagefind.js" ]; then
    skip 'the search (site/ was made without Pagefind)'
else
    # The same without an index: as it is published where no program made one.
    mkdir -p "$work/bare/en" "$work/bare/pagefind"
    cp -r "$site/ejemplo/assets" "$work/bare/"
    cp "$site/ejemplo/en/search.html" "$site/ejemplo/en/a-z.html" "$work/bare/en/"
    echo '{"program": null, "pages": null}' >"$work/bare/pagefind/rendir.json"
    frozen=$(cd "$site/ejemplo" &&
        find releases -path '*/es/search.html' 2>/dev/null | sort | head -n 1)
    counted node "$here/search.mjs" "$site/ejemplo" "$work/bare" "$frozen"
fi
finish
