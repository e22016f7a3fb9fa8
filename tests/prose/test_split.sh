#!/bin/sh
# A long text on several pages: split/ as it is published, the main part of each
# page in split.expected, and every link and anchor of them.
# Usage: test_split.sh [--accept].
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

cp -R "$here/split" "$work/in"
cp -R "$root/templates" "$work/in/templates"
"$rendir" build --output "$work/out" "$work/in" >"$work/said" 2>&1
same "exit status of the build" 0 $?
(cd "$work/out" && for page in $(find en/documents es/documents -name '*.html' |
    sort); do
    echo "=== $page"
    sed -n '/<main/,/<\/main>/p' "$page" | grep -v '^$'
done) >"$work/pages"
[ "${1:-}" != --accept ] || cp "$work/pages" "$here/split.expected"
same "pages" "" "$(diff "$here/split.expected" "$work/pages")"
same "links of another text" "en/documents/long/money.html#deep-one
en/documents/long.html
en/documents/long/con-1.html#con
en/documents/long/money.html
en/documents/long.html#the-plan" \
    "$(sed -n '/<main/,/<\/main>/p' "$work/out/en/pages/other.html" |
        grep -o 'href="[^"]*documents[^"]*' | sed 's|.*\.\./||')"
"$rendir" verify "$work/out" >"$work/verified" 2>&1
same "exit status of rendir verify" 0 $?

# --- without being asked ---------------------------------------------------------

long() {
    awk -v sections="$1" 'BEGIN {
        print "---\ntitle: Long\n---\nBefore."
        for (i = 1; i <= sections; i++)
            printf "# Part %d\nWords.\n", i }'
}
pages() {
    "$rendir" build --output "$work/out" "$work/in" >"$work/said" 2>&1
    find "$work/out/$1" -name '*.html' 2>/dev/null | wc -l
}
long 40 >"$work/in/content/p/plans/more.en.md"
same "a plan of 40 headings is one page" 0 "$(pages en/documents/more)"
long 41 >"$work/in/content/p/plans/more.en.md"
same "a plan of 41 headings is 41 pages and the first" 41 \
    "$(pages en/documents/more)"
long 41 | sed 's/^title.*/&\nsplit: 0/' >"$work/in/content/p/plans/more.en.md"
same "but not with split: 0" 0 "$(pages en/documents/more)"
long 41 >"$work/in/content/p/pages/more.en.md"
same "a page is one page" 0 "$(pages en/pages/more)"
long 3 | sed 's/^title.*/&\nsplit: 1/' >"$work/in/content/p/pages/more.en.md"
same "unless it says so" 3 "$(pages en/pages/more)"
long 3 | sed 's/^title.*/&\nsplit: 4/' >"$work/in/content/p/pages/more.en.md"
same "a level that is none" 1 \
    "$("$rendir" check "$work/in" | grep -c 'more.en.md:3:8: fatal\[F302\]')"
rm "$work/in/content/p/pages/more.en.md"
mkdir "$work/in/content/p/programs"
long 3 | sed 's/^title.*/&\nsplit: 1/' >"$work/in/content/p/programs/a.en.md"
same "the text of a program is no page" 1 \
    "$("$rendir" check "$work/in" | grep -c 'a.en.md:3:8: fatal\[F302\]')"

finish
