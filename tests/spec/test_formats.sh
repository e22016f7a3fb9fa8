#!/bin/sh
# The examples of generator/doc/formats.md. An `example` block is a resource, its
# fields, a file, and what is published of it, without the columns that name the
# source. A `change` block is a table as a release had it and as it is now, the
# reasons, and the changes told, in the columns named. A `site` block is a text or
# settings, and files that are and are not in the root.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

reference=$root/generator/doc/formats.md

# Blocks into $work/N/, a file for each part, and what kind it is.
awk -v out="$work" '
    /^```(example|change|site)$/ {
        folder = out "/" ++number
        kind = substr($0, 4)
        system("mkdir -p " folder)
        part = ""
        next
    }
    /^```$/ { if (folder != "") print number, kind; folder = ""; next }
    folder == "" { next }
    /^(resource|fields|other): / {
        part = $1
        sub(/:$/, "", part)
        sub(/^[a-z]+: /, "")
    }
    /^(before|file|corrections|successors|published|portal|text|there|not there):$/ {
        part = $0
        sub(/:$/, "", part)
        sub(/ /, "-", part)
        next
    }
    { print > (folder "/" part) }
' "$reference" >"$work/list"

# A workspace with settings, and the descriptor from standard input.
workspace() {
    mkdir -p "$1/in/content/p/plans" "$1/in/data/p"
    cp -R "$root/templates" "$1/in/templates"
    cat >"$1/in/content/p/portal.yaml" <<'END'
name: P
languages: [{path: en, locale: en-US}]
cut_off: 2017-12-31
stages: [{id: initial, label: Initial}, {id: current, label: Current}, {id: accrued, label: Accrued}]
END
    cat >"$1/in/data/p/datapackage.json"
}

build() {
    "$rendir" build "$@" >>"$block/said" 2>&1
}

# An example: its resource, and what is published of it.
example() {
    ending=csv
    grep -q '"format": "json"' "$1/resource" && ending=json
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
    } | workspace "$1"
    mv "$1/file" "$1/in/data/p/extract-ene.$ending"
    build "$1/in" --output "$1/out"
    # The last two columns name file and line.
    sed 's/,[^,]*,[^,]*$//' "$1/out/data/facts.csv" 2>/dev/null |
        tr -d '\r' >"$1/found"
}

# A resource of a change: of a list each column is called as its role.
resource() {
    printf '{"name": "%s", "path": "%s.csv", "role": "%s", "schema": {"fields": [' \
        "$1" "$1" "$1"
    awk -F , -v facts="$([ "$1" = execution ] && echo 1)" '
        function field(name) {
            if (!facts || name == "period")
                return "\"role\": \"" name "\""
            if (name == "accrued")
                return "\"type\": \"number\", \"role\": \"amount\", " \
                    "\"stage\": \"accrued\", \"currency\": \"USD\""
            return "\"role\": \"dimension\", \"dimension\": \"" name "\""
        }
        NR == 1 {
            for (i = 1; i <= NF; i++)
                printf "%s{\"name\": \"%s\", %s}", (i > 1 ? ", " : ""), $i, field($i)
        }' "$2"
    printf ']}}'
}

change() {
    {
        printf '{"name": "p", "resources": ['
        resource execution "$1/file"
        printf ', '
        resource corrections "$1/corrections"
        printf ', '
        resource successors "$1/successors"
        printf ']}\n'
    } | workspace "$1"
    cp "$1/before" "$1/in/data/p/execution.csv"
    for list in corrections successors; do
        sed 1q "$1/$list" >"$1/in/data/p/$list.csv"
    done
    build --release 1 "$1/in" --output "$1/first"
    cp "$1/file" "$1/in/data/p/execution.csv"
    for list in corrections successors; do
        cp "$1/$list" "$1/in/data/p/$list.csv"
    done
    printf 'release: "2"\nreleases: [{id: "1", date: 2018-01-31}]\n' \
        >>"$1/in/content/p/portal.yaml"
    build --previous "$1/first" "$1/in" --output "$1/out"
    tr -d '\r' <"$1/out/data/derived-changes.csv" |
        awk -F , -v wanted="$(sed 1q "$1/published")" '
            NR == 1 {
                count = split(wanted, names, ",")
                for (i = 1; i <= NF; i++)
                    at[$i] = i
            }
            {
                for (i = 1; i <= count; i++)
                    printf "%s%s", (i > 1 ? "," : ""), $at[names[i]]
                print ""
            }' >"$1/found"
}

site() {
    echo '{"name": "p", "resources": [{"name": "facts", "role": "execution",
        "path": "facts.csv", "period": "2017", "schema": {"fields": [{"name": "accrued",
        "type": "number", "role": "amount", "stage": "accrued"}]}}]}' | workspace "$1"
    printf 'accrued\n1\n' >"$1/in/data/p/facts.csv"
    [ ! -f "$1/portal" ] || cat "$1/portal" >>"$1/in/content/p/portal.yaml"
    [ ! -f "$1/text" ] || cp "$1/text" "$1/in/content/p/plans/plan.en.md"
    build "$1/in" --output "$1/out"
    cp "$1/there" "$1/published"
    sed 's/^/absent: /' "$1/not-there" >>"$1/published"
    {
        while read -r path; do
            [ ! -f "$1/out/$path" ] || echo "$path"
        done <"$1/there"
        while read -r path; do
            [ -e "$1/out/$path" ] || echo "absent: $path"
        done <"$1/not-there"
    } >"$1/found"
    [ -f "$1/out/manifest.sha256" ] || echo "nothing was published" >>"$1/found"
}

while read -r number kind; do
    block=$work/$number
    $kind "$block"
    if cmp -s "$block/published" "$block/found"; then
        ok
    else
        bad "example $number of formats.md"
        diff "$block/published" "$block/found" | head -n 10
        grep 'fatal\[' "$block/said" | head -n 5
    fi
done <"$work/list"

finish
