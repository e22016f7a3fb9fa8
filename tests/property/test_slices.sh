#!/bin/sh
# The rows of each code as a file of their own: put together, in the order of the
# source, they are the whole file's rows that have a code, byte for byte. Small
# (the portal of this workspace) and large (codes that do not fit in memory at
# once); thread count changes nothing; nothing is sliced that is withheld; and a
# full disk leaves the old site.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

# together NAME DATA FOLDER COLUMN: the slices of DATA/execution.csv by what
# stands in COLUMN (from 1); no cell has a comma or a line end.
together() {
    name=$1 data=$2 folder=$3 column=$4
    head -n 1 "$data/execution.csv" >"$work/head"
    tail -n +2 "$data/execution.csv" | awk -F, -v c="$column" '$c != ""' \
        >"$work/whole"
    : >"$work/all"
    files=0
    for slice in "$data/$folder"/*.execution.csv; do
        files=$((files + 1))
        code=$(basename "$slice" .execution.csv)
        head -n 1 "$slice" | cmp -s - "$work/head" || bad "$name: head of $code"
        tail -n +2 "$slice" >"$work/rows"
        cat "$work/rows" >>"$work/all"
        [ -s "$work/rows" ] || bad "$name: $code has no rows"
        # The last cell is the line in the source.
        awk -F, -v c="$column" -v code="$code" '{ sub(/\r$/, "") }
            $c != code { exit 1 } $NF + 0 <= last { exit 1 } { last = $NF + 0 }' \
            "$work/rows" || bad "$name: $code: a row of another, or out of order"
    done
    same "$name: codes" "$(awk -F, -v c="$column" '{ print $c }' "$work/whole" |
        sort -u | wc -l)" "$files"
    awk -F, '{ line = $NF; sub(/\r$/, "", line); print line "\t" $0 }' \
        "$work/all" | sort -n -k 1,1 | cut -f 2- >"$work/sorted"
    if cmp -s "$work/whole" "$work/sorted"; then ok; else
        bad "$name: the slices together are not the whole"
    fi
}

# --- the portal of this workspace -------------------------------------------

if [ -d "${site:-/nowhere}/ejemplo/data/programs" ]; then
    together ejemplo "$site/ejemplo/data" programs 2
    same 'ejemplo: linked from its page' 1 "$(grep -c \
        'href="../../data/programs/001.0001.execution.csv"' \
        "$site/ejemplo/es/programs/001.0001.html")"
    same 'ejemplo: files of the package' \
        "$(find "$site/ejemplo/data/programs" -name '*.execution.csv' | wc -l)" \
        "$(sed -n '/"rendir:slices"/,/\]/s/.*"files": \([0-9]*\).*/\1/p' \
            "$site/ejemplo/data/datapackage.json")"
else
    bad "there is no site/ejemplo; make site"
fi

# --- a larger one -----------------------------------------------------------

mkdir -p "$work/w/content/large" "$work/w/data/large"
cp -r "$root/templates" "$work/w/templates"
cat >"$work/w/content/large/portal.yaml" <<'YAML'
name: {en: Large}
publisher: Office
languages: [{path: en, locale: en-US}]
cut_off: 2024-12-31
licence: {name: CC BY 4.0}
stages:
  - {id: accrued, label: {en: Accrued}}
YAML
# Two in five rows are of one code, so that it alone is more than is held at
# once; one in seven has none; 300 others, and codes that files encode.
awk 'BEGIN {
    print "program,text,accrued"
    for (i = 0; i < 160000; i++) {
        n = (i * 7919) % 1000
        code = i % 7 == 0 ? "" : i % 7 < 4 ? "BIG" : "p" n % 300
        print code ",a text that makes the row as long as rows of a register " \
            "of payments are when they say what was paid to whom," i ".0" n % 10
    }
}' >"$work/w/data/large/execution.csv"

# package SLICES PUBLISH PERSONAL
package() {
    cat >"$work/w/data/large/datapackage.json" <<JSON
{"name": "large", "resources": [{"name": "execution", "path": "execution.csv",
 "role": "execution", "period": "2024", "slices": $1, "publish": "$2",
 "measure": {"currency": "USD"}, "schema": {"fields": [
 {"name": "program", "role": "dimension", "dimension": "program", "personal": $3},
 {"name": "text"}, {"name": "accrued", "role": "amount", "stage": "accrued"}]}}]}
JSON
}

# build OUT THREADS
build() {
    "$rendir" build -j "$2" -o "$1" "$work/w" >"$work/said" 2>&1
}

package '["program"]' normalised false
build "$work/one" 1 || {
    cat "$work/said"
    bad 'the large portal is not built'
    finish
}
mv "$work/one/data/programs/~42~49~47.execution.csv" \
    "$work/one/data/programs/BIG.execution.csv"
together large "$work/one/data" programs 1
mv "$work/one/data/programs/BIG.execution.csv" \
    "$work/one/data/programs/~42~49~47.execution.csv"
[ "$(wc -c <"$work/one/data/programs/~42~49~47.execution.csv")" -gt 8388608 ] &&
    ok || bad 'the large code would fit in a group'
build "$work/four" 4
same 'threads' "$(sha256sum <"$work/one/manifest.sha256")" \
    "$(sha256sum <"$work/four/manifest.sha256")"
"$rendir" verify "$work/one" >"$work/said" 2>&1
same 'large: verified' 0 $?
file=$(ls -i "$work/one/data/programs/p1.execution.csv")
build "$work/one" 2
same 'again: nothing changed' 1 "$(grep -c 'nothing changed' "$work/said")"
sed -i '$s/,[0-9]*\./,77./' "$work/w/data/large/execution.csv"
build "$work/one" 2
same 'a row changed: other slices are the same files' "$file" \
    "$(ls -i "$work/one/data/programs/p1.execution.csv")"
same 'left beside' 'four one said w' "$(ls "$work" | grep -v -e head -e whole \
    -e all -e rows -e sorted | tr '\n' ' ' | sed 's/ $//')"

# --- a full disk ------------------------------------------------------------

cat >"$work/full.sh" <<'INNER'
mount -t tmpfs -o size="$4"k tmpfs "$3" || exit 99
"$1" build -o "$3/site" "$2" >/dev/null 2>"$2/err"
echo "exit $?"
grep -c 'fatal\[F601\].*No space left on device' "$2/err"
ls "$3"
INNER
mkdir "$work/disk"
if unshare --mount --map-root-user true 2>/dev/null; then
    whole=$(($(wc -c <"$work/one/data/execution.csv") / 1024))
    # No room for the whole file; for it but not for what is put aside; for
    # both but not for the slices.
    for room in $((whole / 2)) $((whole * 3 / 2)) $((whole * 9 / 4)); do
        found=$(unshare --mount --map-root-user sh "$work/full.sh" "$rendir" \
            "$work/w" "$work/disk" $room 2>&1)
        if [ $? -eq 99 ]; then
            skip 'full disk (tmpfs cannot be mounted)'
        else
            same "full disk, $room KiB" 'exit 3
1' "$found"
        fi
    done
else
    skip 'full disk (unshare is not allowed)'
fi

# --- what is not sliced -----------------------------------------------------

for mode in aggregate none; do
    package '["program"]' $mode false
    build "$work/$mode" 2
    same "$mode: exit" 0 $?
    same "$mode: slices" 0 \
        "$(find "$work/$mode/data" -name '*.execution.csv' | wc -l)"
    same "$mode: links" '' "$(grep -rlE 'href="[^"]*[^/"]\.execution\.csv"' \
        "$work/$mode/en")"
done
package '["program"]' normalised true
build "$work/personal" 2
same 'personal: exit' 1 $?
same 'personal: finding' 'fatal[F302]: "program" is not a dimension to slice by: it is personal; the setting was not used' \
    "$(sed -n 's/.*\(fatal\[F302\]\)/\1/p' "$work/said" | head -n 1)"
package '["programme"]' normalised false
build "$work/unknown" 2
same 'unknown: finding' 'fatal[F302]: "programme" is not a dimension of execution (nearest: program); the setting was not used' \
    "$(sed -n 's/.*\(fatal\[F302\]\)/\1/p' "$work/said" | head -n 1)"
finish
