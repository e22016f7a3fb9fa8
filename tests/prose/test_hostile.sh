#!/bin/sh
# Texts as somebody will write them: HTML and braces, headings without words,
# one name for many, notes that are none, ragged tables, addresses with spaces
# and accents, words without an end, from right to left, with other line ends.
# hostile/ and what is written below as published: every finding with its place
# (hostile.findings), valid HTML, links that lead somewhere, no page too wide.
# Usage: test_hostile.sh [--accept]
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

cp -R "$here/hostile" "$work/in"
cp -R "$root/templates" "$work/in/templates"
texts=$work/in/content/p

# --- texts that a file of this repository cannot well be -------------------

page() { # NAME: what comes in, with a title
    { printf -- '---\ntitle: %s\n---\n' "$1" && cat; } >"$texts/pages/$1.en.md"
}

printf 'x\n' >"$texts/assets/foto ñandú.png"
printf '[home](links.en.md)\n' | page 'árbol de páginas'
printf -- '---\r\ntitle: CR LF\r\n---\r\n# One\r\n\r\n| a |\r\n|---|\r\n| 1 |\r\n\r\nText[^a].\r\n\r\n[^a]: Note.\r\n' \
    >"$texts/pages/crlf.en.md"
printf -- '---\rtitle: CR\r---\r# One\r\rtext\r' >"$texts/pages/cr.en.md"
printf '\357\273\277---\ntitle: BOM\n---\n# One\n' >"$texts/pages/bom.en.md"
: >"$texts/pages/empty.en.md"
printf 'a \001\007\177\033[31m b\n' | page control
{
    printf '# שלום עולם\n\nمرحبا abc 123 שלום.\n\n| א | ב |\n|---|---|\n| 1 | 2 |\n'
    printf '\342\200\256turned\342\200\254 \342\200\213zero\n'
} | page right-to-left
word=$(awk 'BEGIN { while (i++ < 400) printf "x" }')
{
    printf -- '---\ntitle: %s\ndescription: %s\n---\n# %s\n' "$word" "$word" "$word"
    printf '%s **%s** `%s` [%s](https://x.example/%s)\n\n    %s\n\n> %s\n\n' \
        "$word" "$word" "$word" "$word" "$word" "$word" "$word"
    printf -- '- %s\n\n| %s | b |\n|---|---|\n| %s | %s |\n\n```\n%s\n```\n\n[^a] x\n\n[^a]: %s\n' \
        "$word" "$word" "$word" "$word" "$word" "$word"
} >"$texts/pages/long-words.en.md"
awk 'BEGIN { while (i++ < 40) printf "> "; print "deep\n"
    for (i = 0; i < 30; i++) printf "%*s- item\n", 2 * i, "" }' | page deep
awk 'BEGIN { while (i++ < 45) printf "# Part %d\n\nWords. [next](#part-%d)\n\n", i, i + 1 }' >"$work/parts"
mkdir -p "$texts/plans"
{ printf -- '---\ntitle: Long\n---\n' && cat "$work/parts"; } >"$texts/plans/long.en.md"

# --- what is said of them ----------------------------------------------------

"$rendir" build --output "$work/out" --limit 0 "$work/in" >"$work/said" 2>&1
same "exit status of the build" 0 $?
grep '^content/' "$work/said" | grep -v 'N328\|N421' >"$work/findings"
[ "${1:-}" != --accept ] || cp "$work/findings" "$here/hostile.findings"
same "findings" "" "$(diff "$here/hostile.findings" "$work/findings")"
check "rendir verify" "$rendir" verify "$work/out"

# --- what readers get --------------------------------------------------------

main() { # PAGE
    sed -n '/<main/,/<\/main>/p' "$work/out/en/pages/$1.html"
}
same "elements that the texts could have made" 0 "$(cat "$work"/out/en/pages/*.html |
    grep -cE '<(iframe|b>|i>|div onclick|script>alert)|<[a-z][^>]*(="javascript:| onerror=)')"
same "braces stand as written" 1 "$(main braces | grep -cF '{{title}} {{{body}}} {{&gt; partials/table}}')"
same "pictures of other servers" 0 "$(cat "$work"/out/en/pages/*.html | grep -c '<img src="http')"
same "ids of headings of one name" "money money-2 money-3 money-2-2 money-4" \
    "$(main anchors | grep -o '<h[1-6] id="money[^"]*' | sed 's/.*"//' | xargs)"
same "an anchor as other programs write it" 2 \
    "$(main links | grep -o 'href="#seccion-unica">\(frag\|enc\)' | wc -l)"
same "an address with %20" 1 "$(main links | grep -c 'src="../../assets/portal/foto ñandú.png"')"
same "the first of two notes of one name" 1 "$(main notes | grep -c '<li id="fn-1">First\. ')"
same "headings without words" 0 "$(main headings | grep -c '<h[1-6][^>]*></h')"
same "tables in a paragraph part it" 0 "$(main blocks | tr '\n' ' ' | grep -c '<p>[^/]*<div class="table')"
same "carriage returns" 1 "$(main crlf | grep -c '<td>1</td>')"
same "old line ends" 1 "$(main cr | grep -c '<h2 id="one">One</h2>')"
same "ids that stand twice" "" "$(for file in "$work"/out/en/*/*.html; do
    grep -o ' id="[^"]*"' "$file" | sort | uniq -d; done)"
same "a report without a date in the feed" 0 "$(grep -c '<entry>' "$work/out/feed.en.xml")"

# --- in the terms of the browser suite ---------------------------------------

browser=$root/tests/browser
if node_serves && [ -d "$browser/node_modules/html-validate" ]; then
    counted node "$browser/validate.mjs" "$work/out"
    if command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null; then
        counted node "$browser/widths.mjs" "$work/out"
        counted node "$browser/pages.mjs" "$work/out"
    else
        skip 'pages in a browser (chromium is not installed)'
    fi
else
    skip 'HTML, links and pages (node 20 or tests/browser/node_modules is missing)'
fi
finish
