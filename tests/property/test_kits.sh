#!/bin/sh
# Kits: each opens with others' tools, holds the rows that are published, and
# says of them what is true.
set -u
SITE=${SITE:-site}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

fault() {
    echo "FAILED  $1"
    failed=$((failed + 1))
    whole=false
}

if ! command -v unzip >/dev/null; then
    echo "skipped: kits (unzip is not installed)"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi
for kit in "$SITE"/*/data/kits/*.zip; do
    [ -f "$kit" ] || continue
    whole=true
    root=${kit%/data/kits/*}
    name=$(basename "$kit" .zip)
    rm -rf "$work/kit"
    unzip -qq "$kit" -d "$work/kit" || fault "$kit: unzip"
    inside=$work/kit/$(basename "$root")-$name
    cmp -s "$inside/$name.csv" "$root/data/$name.csv" ||
        fault "$kit: not the rows that are published"
    digest=$(sha256sum <"$inside/$name.csv" | cut -d ' ' -f 1)
    grep -qF "SHA-256 ($name.csv) = $digest" "$inside/CITATION.txt" ||
        fault "$kit: another SHA-256 in the citation"
    grep -qF "sha256:$digest" "$inside/datapackage.json" ||
        fault "$kit: another SHA-256 in the descriptor"
    head -n 1 "$inside/$name.csv" | tr -d '\r' | tr , '\n' >"$work/columns"
    sed 1d "$inside/dictionary.csv" | cut -d , -f 1 >"$work/entries"
    cmp -s "$work/columns" "$work/entries" ||
        fault "$kit: other columns in the dictionary"
    while read -r column; do
        grep -qxF -- "$column" "$inside/README.txt" ||
            fault "$kit: README.txt has nothing on $column"
    done <"$work/columns"
    # Only what lies in the kit is spoken of.
    grep -oE '"path": "[^"]*"' "$inside/datapackage.json" |
        grep -v '://' | cut -d '"' -f 4 >"$work/paths"
    while read -r path; do
        [ -f "$inside/$path" ] || fault "$kit: there is no $path"
    done <"$work/paths"
    find "$work/kit" -type f -newermt 1980-01-02 | grep -q . &&
        fault "$kit: a date that is not 1980-01-01"
    $whole && passed=$((passed + 1))
done
[ $((passed + failed)) -gt 0 ] || fault "$SITE holds no kits"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
