#!/bin/sh
# Kits: each opens with others' tools, holds the rows that are published, and
# says of them what is true.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

fault() {
    bad "$1"
    whole=false
}

command -v unzip >/dev/null || {
    skip "kits (unzip is not installed)"
    finish
}
for kit in "$site"/*/data/kits/*.zip; do
    [ -f "$kit" ] || continue
    whole=true
    edition=${kit%/data/kits/*}
    name=$(basename "$kit" .zip)
    rm -rf "$work/kit"
    unzip -qq "$kit" -d "$work/kit" || fault "$kit: unzip"
    inside=$work/kit/$(basename "$edition")-$name
    cmp -s "$inside/$name.csv" "$edition/data/$name.csv" ||
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
    ! $whole || ok
done
[ $((passed + failed)) -gt 0 ] || fault "$site holds no kits"

finish
