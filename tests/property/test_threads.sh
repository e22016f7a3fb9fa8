#!/bin/sh
# One workspace, one site: thread count, time zone, locale and the folder one
# stands in change no byte; a manifest lists every file; a second build changes
# nothing; and in the tables that pages offer as CSV, parts sum to their whole.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

earlier=$built/earlier/ejemplo-2017-06.zip

# build NAME DIR THREADS [VARIABLE=VALUE...]: what it says goes to NAME.said, with
# the name of the output folder out of it.
build() {
    name=$1 folder=$2 threads=$3
    shift 3
    env "$@" "$rendir" build "$folder" --output "$work/$name" \
        --previous "$earlier" --jobs "$threads" >"$work/said" 2>&1 ||
        {
            bad "$name: the build failed"
            grep -e 'fatal\[' -e '^rendir: ' "$work/said" | head -n 20
            finish
        }
    sed "s|$work/$name|OUT|g" "$work/said" >"$work/$name.said"
    find "$work/$name" -name '*.lock' -exec rm {} +
}

# --- the same bytes ---------------------------------------------------------

cd "$root" || exit 3
build one . 1 TZ=UTC LC_ALL=C LANG=C
build two . 2 TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8
mkdir "$work/elsewhere"
cd "$work/elsewhere" || exit 3
build eight "$root" 8 TZ=America/Guatemala LC_ALL=C.UTF-8 LANG=tr_TR.UTF-8
cd "$root" || exit 3

for other in two eight; do
    if diff -r "$work/one" "$work/$other" >"$work/found" 2>&1; then
        ok
    else
        bad "$other threads: other bytes"
        head -n 20 "$work/found"
    fi
    # Only the folder they name may differ between the sentences.
    if [ "$other" = eight ]; then
        sed -i "s|$root/||g" "$work/$other.said"
    fi
    if diff "$work/one.said" "$work/$other.said" >"$work/found"; then
        ok
    else
        bad "$other threads: other findings"
        head -n 20 "$work/found"
    fi
done

# --- manifests --------------------------------------------------------------

for manifest in "$work"/one/*/manifest.sha256; do
    portal=$(basename "$(dirname "$manifest")")
    (
        cd "$(dirname "$manifest")" || exit 1
        sha256sum --check --strict --quiet manifest.sha256 >/dev/null 2>&1
    ) && ok || bad "$portal: the manifest does not fit its files"
    (
        cd "$(dirname "$manifest")" || exit 1
        find . -type f -not -path ./manifest.sha256 -not -path './pagefind/*' \
            -not -path ./extras.sha256 | sed 's|^\./||' |
            LC_ALL=C sort
    ) >"$work/there"
    sed 's/^[0-9a-f]*[ *]*//' "$manifest" >"$work/listed"
    cmp -s "$work/there" "$work/listed" && ok ||
        bad "$portal: the manifest lists other files than there are, or unsorted"
done

# --- a second build ---------------------------------------------------------

stamps() {
    find "$work/one" -type f -printf '%p %i %T@\n' | LC_ALL=C sort
}
inodes() {
    for portal in "$work"/one/*/; do
        stat -c '%n %i' "$portal"
    done
}
stamps >"$work/before"
inodes >"$work/inodes"
build one . 2 TZ=Asia/Tokyo
portals=$(find "$work/one" -mindepth 2 -maxdepth 2 -name manifest.sha256 | wc -l)
same "portals that say that nothing changed" "$portals" \
    "$(grep -c 'nothing changed$' "$work/one.said")"
inodes | cmp -s - "$work/inodes" && ok || bad "a root was exchanged for its equal"
stamps | cmp -s - "$work/before" && ok || bad "a file was written for its equal"
same "left beside the roots" "" "$(find "$work/one" -name '*.rendir-staging*')"

# --- parts and wholes -------------------------------------------------------

# stage PORTAL SIDE WHICH: of "expenditure: {budget: in-force, execution: …}"
stage() {
    sed -n "s/^$2: {.*$3: *\\([a-z-]*\\).*/\\1/p" "content/$1/portal.yaml"
}

# sums PORTAL: prints what does not add up, and how much was compared
sums() {
    budget=$(stage "$1" expenditure budget)
    executed=$(stage "$1" expenditure execution)
    income_budget=$(stage "$1" revenue budget)
    income=$(stage "$1" revenue execution)
    (
        cd "$work/one/$1/data" || exit 1
        for file in *.csv; do
            head -n 1 "$file" | grep -q '^code,.*parent' || continue
            sqlite3 :memory: '.mode csv' ".import $file list" '.mode tabs' \
                "select '$file', code, parent from list"
        done | tr -d '\r' >"$work/parents"
        find budget* revenue* figures/budget* figures/revenue* programs \
            institutions territories -name '*.stages.csv' \
            -o -name '*.members.csv' -o -name '*.by-*.csv' \
            -o -path 'figures/*' -type f 2>/dev/null | LC_ALL=C sort |
            tr '\n' '\0' | xargs -0 -x awk -v budget="$budget" \
            -v executed="$executed" -v income_budget="$income_budget" \
            -v income="$income" -f "$root/tests/property/sums.awk" \
            "$work/parents"
    )
}

# whole PORTAL LEAST: everything adds up, and there was that much to compare
whole() {
    sums "$1" >"$work/found"
    compared=$(sed -n 's/^compared //p' "$work/found")
    same "$1: sums that differ" "" "$(grep -v '^compared ' "$work/found" | head -n 5)"
    [ "${compared:-0}" -ge "$2" ] && ok ||
        bad "$1: $compared sums to compare, expected $2 or more"
}

if command -v sqlite3 >/dev/null; then
    whole ejemplo 300
    whole guatemala 6
else
    skip "parts and wholes (sqlite3 is not installed)"
fi
finish
