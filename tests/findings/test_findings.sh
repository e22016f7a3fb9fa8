#!/bin/sh
# Every code of generator/base/diag.def that a workspace can provoke has here the
# smallest one that does, in one file CODE.case. Its sections replace files of
# base.portal:
#
#   === PATH           the file, as it stands
#   === printf PATH    the file is what printf makes of the section (\000 bytes)
#   === awk PATH       the file is what this awk program prints
#   === remove PATH    there is no such file
#   === expected       the lines that `rendir check` prints for this code, exactly
#
# Blank lines at the end of a section are none of it. Text before the first
# section says why. Codes that no workspace provokes stand in `skipped`, each with
# the reason. Usage: test_findings.sh [CODE ...]; RENDIR names the program.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

# Sections of a case into files $1/N, listed in $1/list as "mode path".
split_case() {
    awk -v out="$1" '
        function flush_blank() {
            while (blank > 0) { print "" > file; blank-- }
        }
        /^=== / {
            if (file != "") close(file)
            blank = 0
            file = out "/" ++number
            mode = $2; path = $3
            if (path == "") { path = mode; mode = "file" }
            print mode, path > (out "/list")
            printf "" > file
            next
        }
        file == "" { next }
        $0 == "" { blank++; next }
        { flush_blank(); print > file }
    ' "$2"
}

# The section is the format itself: its escapes are the point.
bytes() {
    # shellcheck disable=SC2059
    printf "$(cat "$1")"
}

# Applies the sections of $2 to the workspace $1/site.
unpack() {
    rm -rf "$1/parts"
    mkdir -p "$1/parts"
    split_case "$1/parts" "$2"
    number=0
    while read -r mode path; do
        number=$((number + 1))
        part=$1/parts/$number
        file=$1/site/$path
        if [ "$path" = expected ]; then
            cp "$part" "$1/expected"
            continue
        fi
        mkdir -p "$(dirname "$file")"
        case $mode in
        file) cp "$part" "$file" ;;
        printf) bytes "$part" >"$file" ;;
        awk) LC_ALL=C awk -f "$part" >"$file" </dev/null ;;
        remove) rm -rf "$file" ;;
        esac
    done <"$1/parts/list"
}

run_case() {
    code=$1
    place=$work/$code
    mkdir -p "$place"
    unpack "$place" "$here/base.portal"
    unpack "$place" "$here/$code.case"
    theme=$root/templates
    [ ! -d "$place/site/templates" ] || theme=$place/site/templates
    "$rendir" check --limit 0 --templates "$theme" "$place/site" \
        >"$place/output" 2>"$place/errors"
    status=$?
    grep -F "[$code]: " "$place/output" >"$place/found"
    if [ "$status" -gt 1 ] || ! cmp -s "$place/expected" "$place/found"; then
        bad "$code (exit status $status)"
        diff "$place/expected" "$place/found" | sed 's/^/    /'
        sed 's/^/    /' "$place/errors" | head -n 5
    else
        ok
    fi
    rm -rf "$place"
}

# shellcheck disable=SC2046 # codes are words
[ $# -gt 0 ] || set -- $(sed -n 's/^DIAG([A-Z_0-9]*, "\([FWN][0-9]*\)".*/\1/p' \
    "$root/generator/base/diag.def")
for code; do
    if [ -f "$here/$code.case" ]; then
        run_case "$code"
    elif grep -q "^$code " "$here/skipped"; then
        skip "$(sed -n "s/^$code \(.*\)/$code (\1)/p" "$here/skipped")"
    else
        bad "$code has no case"
    fi
done

finish
