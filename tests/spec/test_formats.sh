#!/bin/sh
# The examples of generator/doc/formats.md: each `example` block is a resource,
# its fields, a file, and what is published of it, without the columns that name
# the source. Prints "N passed, N failed"; exits 1 if anything failed.
set -u
LC_ALL=C
export LC_ALL

root=$(cd "$(dirname "$0")/../.." && pwd)
rendir=$(realpath "${RENDIR:-$root/.build/rendir}")
reference=$root/generator/doc/formats.md
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# Blocks into $work/N/{resource,fields,other,file,published}.
awk -v out="$work" '
    /^```example$/ {
        folder = out "/" ++number
        system("mkdir -p " folder)
        part = ""
        next
    }
    /^```$/ { if (folder != "") print number; folder = ""; next }
    folder == "" { next }
    /^(resource|fields|other): / {
        part = $1
        sub(/:$/, "", part)
        sub(/^[a-z]+: /, "")
    }
    /^(file|published):$/ { part = $1; sub(/:$/, "", part); next }
    { print > (folder "/" part) }
' "$reference" >"$work/list"

portal() {
    mkdir -p "$1/in/content/p" "$1/in/data/p"
    cp -R "$root/templates" "$1/in/templates"
    cat >"$1/in/content/p/portal.yaml" <<'END'
name: P
languages: [{path: en, locale: en-US}]
cut_off: 2017-12-31
stages: [{id: initial, label: Initial}, {id: current, label: Current}, {id: accrued, label: Accrued}]
END
    ending=csv
    grep -q '"format": "json"' "$1/resource" && ending=json
    mv "$1/file" "$1/in/data/p/extract-ene.$ending"
    path="\"path\": \"extract-ene.$ending\""
    {
        printf '{"name": "p", "resources": [{"name": "facts", "role": "execution", %s, ' "$path"
        sed -e 's/^{}$//' -e '/^$/d' -e 's/^{//' -e 's/}$/,/' "$1/resource"
        printf '"schema": {"fields": '
        cat "$1/fields"
        printf '}}'
        if [ -f "$1/other" ]; then
            printf ', '
            sed "s|}\$|, $path, \"schema\": {\"fields\": |" "$1/other"
            cat "$1/fields"
            printf '}}'
        fi
        printf ']}\n'
    } >"$1/in/data/p/datapackage.json"
}

while read -r number; do
    here=$work/$number
    portal "$here"
    "$rendir" build "$here/in" --output "$here/out" >"$here/said" 2>&1
    # The last two columns name file and line.
    sed 's/,[^,]*,[^,]*$//' "$here/out/data/facts.csv" 2>/dev/null |
        tr -d '\r' >"$here/found"
    if cmp -s "$here/published" "$here/found"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: example $number of formats.md"
        diff "$here/published" "$here/found" | head -n 10
        grep 'fatal\[' "$here/said" | head -n 5
    fi
done <"$work/list"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
