#!/bin/sh
# Whole small portals, NAME/ each, against what they gave before:
#
#   NAME.findings   what `rendir check` prints, and its exit status
#   NAME.tree       SHA-256 of every file of the site
#   NAME.pages/     some pages in full, so that a change can be read
#   NAME.facts      "FILE<tab>TEXT": computed by hand, never renewed
#
# After a change that is meant: UPDATE=1 sh tests/golden/test_golden.sh, and read
# `git diff tests/golden`. RENDIR names the program. Assets are copies of the
# theme's: they are compared with it and stand in no list.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

result() { # STATUS WHAT
    if [ "$1" -eq 0 ]; then ok; else bad "$2"; fi
}

# Files of a site with their digests, by path. The manifest repeats them.
tree() {
    (cd "$1" && find . -type f | sed 's|^\./||' | LC_ALL=C sort |
        grep -v -e '^assets/site\.' -e '^manifest\.sha256$' -e '\.lock$' |
        tr '\n' '\0' | xargs -0 sha256sum)
}

# "changed en/index.html", "new …", "gone …": of two such lists.
tree_diff() {
    awk '
        { hash = substr($0, 1, 64); path = substr($0, 67) }
        NR == FNR { old[path] = hash; next }
        !(path in old) { print "new " path; next }
        old[path] != hash { print "changed " path }
        { delete old[path] }
        END { for (path in old) print "gone " path }' "$1" "$2" | LC_ALL=C sort
}

# One line an element, so that a difference is a line.
readable() {
    sed 's/></>\n</g' "$1"
}

page_compare() { # EXPECTED GIVEN NAME
    if [ -f "$2" ] && cmp -s "$1" "$2"; then
        result 0
        return
    fi
    result 1 "$3"
    if [ -f "$2" ]; then
        readable "$1" >"$work/old"
        readable "$2" >"$work/new"
        diff -U 1 "$work/old" "$work/new" | sed '1,2d; s/^/    /' | cut -c 1-200 |
            head -n 40
    else
        echo "    there is no such page"
    fi
}

build() { # NAME: the site in $work/NAME, the findings in $work/NAME.findings
    (cd "$here/$1" && "$rendir" check --limit 0 --templates "$root/templates" . 2>&1
        echo "exit status $?") >"$work/$1.findings"
    (cd "$here/$1" && "$rendir" build --quiet --templates "$root/templates" \
        --output "$work/$1" .) >"$work/said" 2>&1
    status=$?
    [ $status -eq 0 ] || sed 's/^/    /' "$work/said"
    [ -d "$work/$1" ] || mkdir "$work/$1"
    tree "$work/$1" >"$work/$1.tree"
    return $status
}

renew() {
    cp "$work/$1.findings" "$here/$1.findings"
    cp "$work/$1.tree" "$here/$1.tree"
    (cd "$here/$1.pages" && find . -type f) | while read -r page; do
        cp "$work/$1/$page" "$here/$1.pages/$page"
    done
    echo "renewed: $1"
}

# Of a script that one kind of page loads, nothing is there without that page.
assets_compare() {
    for file in "$root"/templates/assets/*; do
        case ${file##*/} in
        search.js) [ -d "$work/$1/pagefind" ] || continue ;;
        esac
        [ -d "$file" ] || cmp "$file" "$work/$1/assets/${file##*/}" || return 1
    done
}

facts_compare() {
    tab=$(printf '\t')
    while IFS=$tab read -r file text; do
        grep -qF -- "$text" "$work/$1/$file"
        result $? "$1/$file does not say: $text"
    done <"$here/$1.facts"
}

compare() {
    diff "$here/$1.findings" "$work/$1.findings" >"$work/diff"
    result $? "$1.findings"
    sed 's/^/    /' "$work/diff"
    tree_diff "$here/$1.tree" "$work/$1.tree" >"$work/diff"
    [ ! -s "$work/diff" ]
    result $? "$1.tree: $(wc -l <"$work/diff") files differ (UPDATE=1 renews)"
    head -n 20 "$work/diff" | sed 's/^/    /'
    for page in $(cd "$here/$1.pages" && find . -type f | LC_ALL=C sort); do
        page_compare "$here/$1.pages/$page" "$work/$1/$page" "$1/${page#./}"
    done
}

for portal in "$here"/*/content; do
    name=$(basename "$(dirname "$portal")")
    build "$name"
    result $? "$name was not built"
    assets_compare "$name"
    result $? "$name: assets are not the theme's"
    [ "${UPDATE:-}" != 1 ] || renew "$name"
    compare "$name"
    facts_compare "$name"
done

finish
