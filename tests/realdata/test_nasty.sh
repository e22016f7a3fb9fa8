#!/bin/sh
# Labels that no table can have, in files of nasty-frictionless: two columns of
# one name, columns without any, rows of empty cells. test_nasty.c reads the
# cells; here a portal says by name which of them it wants.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "labels of nasty files" nasty-frictionless

# portal FILE FIELD...: a list of the file's rows whose fields are given as JSON.
portal() {
    file=$1
    shift
    rm -rf "$work/in"
    mkdir -p "$work/in/content/p" "$work/in/data/p"
    printf '%s\n' 'name: P' 'languages: [{path: en, locale: en-US}]' \
        'cut_off: 2024-12-31' >"$work/in/content/p/portal.yaml"
    fields=$1
    shift
    for field; do
        fields="$fields, $field"
    done
    printf '{"name": "p", "resources": [{"name": "list", "path": "t.csv",
        "role": "register", "schema": {"fields": [%s]}}]}\n' "$fields" \
        >"$work/in/data/p/datapackage.json"
    cp "$source/$file" "$work/in/data/p/t.csv"
    "$rendir" check --limit 0 --templates "$root/templates" "$work/in" \
        >"$work/said" 2>&1
}

# said: "CODE:LINE:COLUMN" of what was found in the file, notes left out.
said() {
    sed -n 's|^data/p/t\.csv:\([0-9:]*\): [a-z]*\[\([FW][0-9]*\)\].*|\2:\1|p' \
        "$work/said" | xargs
}

id='{"name": "id", "role": "code"}'
name='{"name": "name", "role": "label"}'

# id,,age: a column without a label is not used, and where it first holds
# something that is said.
portal blank-headers.csv "$id" '{"name": "age", "role": "label"}'
same "a column without a label" W308:2:6 "$(said)"
portal blank-headers.csv "$id" '{"name": "age"}' \
    '{"name": "first name", "role": "label", "column": 2}'
same "a column without a label, by its position" "" "$(said)"

# id,name,id,age,id: which is meant is not for us to say.
portal duplicate-headers.csv "$id" "$name" '{"name": "age"}'
same "three columns of one label" "F335:1:9 F335:1:16" "$(said)"
portal duplicate-headers.csv '{"name": "id", "role": "code", "column": 1}' \
    "$name" '{"name": "age"}' '{"name": "id", "aliases": ["id"], "column": 5}'
same "a label that stands twice, by position" "" \
    "$(grep -o 'F3[0-9]*' "$work/said" | grep -v F309 | xargs)"

# A,B,B,C
portal duplicate-column.csv '{"name": "A", "role": "code"}' \
    '{"name": "B", "role": "label"}' '{"name": "C"}'
same "two columns of one label" F335:1:5 "$(said)"

# The third of three rows is ",,": read, and refused for what it lacks.
portal blank-rows.csv "$id" "$name" '{"name": "age"}'
same "a row of empty cells" F311:4:1 "$(said)"

# A name that is not there: the nearest one, and what the header has.
portal table.csv "$id" '{"name": "nane", "role": "label"}'
same "a label that is not there" \
    'fatal[F307]: the file has no column "nane"; nearest: name' \
    "$(grep -o 'fatal.F307.: .*; nearest: [a-z]*' "$work/said")"
finish
