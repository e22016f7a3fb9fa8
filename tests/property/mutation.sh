# A published root changed on purpose, and what `rendir verify` says of it.
# Sourced behind check.sh; $site is what is copied, $portal the root in it.
# shellcheck shell=sh disable=SC2154

# begin PORTAL: a copy of it in $copy, and the working folder in it
begin() {
    base=$site/$1
    copy=$work/copy
    rm -rf "$copy"
    cp -R "$base" "$copy"
    cd "$copy" || exit 3
}

# The manifest of what is there now; extras have a list of their own.
remake() {
    find . -type f -not -path './manifest.sha256*' -not -path './pagefind/*' \
        -not -path './*/cards/*' -not -path ./extras.sha256 | sed 's|^\./||' |
        LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum >manifest.sha256
}

# redescribe FILE: its size and digest in the descriptor, where it is named there
redescribe() {
    case $1 in
    data/datapackage.json | data/figures/*) return ;;
    data/*) ;;
    *) return ;;
    esac
    awk -v path="\"path\": \"${1#data/}\"" -v bytes="$(wc -c <"$1")" \
        -v hash="$(sha256sum <"$1" | cut -c 1-64)" '
        index($0, path) { inside = 1 }
        inside && /"bytes":/ { sub(/[0-9]+/, bytes) }
        inside && /"hash":/ {
            sub(/sha256:[0-9a-f]+/, "sha256:" hash)
            inside = 0
        }
        { print }' data/datapackage.json >"$work/descriptor"
    cat "$work/descriptor" >data/datapackage.json
}

# caught NAME SENTENCE [OPTION...]: the copy does not hold, and one fault says so
caught() {
    name=$1 sentence=$2
    shift 2
    cd "$root" || exit 3
    if diff -r "$base" "$copy" >/dev/null; then
        bad "$name: the test changed nothing"
        return
    fi
    "$rendir" verify --limit 0 "$@" "$copy" >"$work/said" 2>&1
    same "$name: exit" 1 $?
    if grep -q -e "$sentence" "$work/said"; then
        ok
    else
        bad "$name: no fault says \"$sentence\":"
        grep "^  $copy" "$work/said" | head -n 3
    fi
}

# twice NAME SENTENCE FILE: by the digest, then by what is recomputed
twice() {
    caught "$1, the manifest as it was" \
        "/$3: is not the file that the manifest lists"
    cd "$copy" || exit 3
    redescribe "$3"
    remake
    caught "$1" "$2"
}

# edit NAME SENTENCE FILE EXPRESSION: a change by sed
edit() {
    begin "$portal"
    sed -i -e "$4" "$3"
    twice "$1" "$2" "$3"
}
