#!/bin/sh
# Editions after editions: what comes by --previous is taken in any form and
# gives one site, and is refused when a byte of it was changed; languages come
# and go, units change, codes are split, and no link breaks.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

build() { # WORKSPACE OUT OPTIONS...
    from=$1 out=$2
    shift 2
    "$rendir" build --limit 0 --templates "$root/templates" -o "$out" "$@" \
        "$from" >"$work/said" 2>&1
    status=$?
}

# The portal as it is published next, to be changed.
edition() {
    rm -rf "$work/w" "$work/o"
    cp -r "$work/third" "$work/w"
    yaml=$work/w/content/town/portal.yaml
    data=$work/w/data/town
}

# next WHAT: builds it, verifies it, and looks at every link, into other
# releases too.
next() {
    build "$work/w" "$work/o" --previous "$work/b"
    same "$1: exit" 0 "$status"
    same "$1: verify" '' "$("$rendir" verify "$work/o" 2>&1 |
        grep -A 5 'does not hold' | head -n 8)"
    same "$1: links" '' "$(broken "$work/o")"
    same "$1: as rendir diff has it" \
        "$("$rendir" diff --format csv "$work/b" "$work/o" 2>&1 |
            awk -F, 'NR > 1 { print $1, $2, $3, $4 }' | sort)" \
        "$(awk -F, 'NR > 1 { print $2, $3, $4, $5 }' \
            "$work/o/data/derived-changes.csv" | sort)"
}

# Relative addresses of pages that lead to no file.
broken() {
    # shellcheck disable=SC2016 # of awk
    (cd "$1" && find . -name '*.html' | sort | xargs awk '
        { rest = $0
          while (match(rest, /(href|src)="[^"#]*/)) {
              link = substr(rest, RSTART, RLENGTH)
              rest = substr(rest, RSTART + RLENGTH)
              sub(/^[a-z]*="/, "", link)
              if (link == "" || link ~ /^[a-z]+:/) continue
              folder = FILENAME; sub(/[^\/]*$/, "", folder)
              path = folder link
              while (sub(/[^\/]+\/\.\.\//, "", path)) {}
              if (!seen[path]++) print path
          } }' | while read -r path; do
            [ -e "$path" ] || echo "$path"
        done | head -n 5)
}

# told KIND KEY COLUMN: old and new, its reason or "no"
told() {
    awk -F, -v kind="$1" -v key="$2" -v column="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["kind"] == kind && $at["key"] == key && $at["column"] == column {
            print $at["old"] "|" $at["new"] "|" \
                ($at["reason"] == "" ? "no" : $at["reason"])
        }' "$work/o/data/derived-changes.csv"
}

count() { # KIND
    grep -c ",$1," "$work/o/data/derived-changes.csv"
}

resource() { # NAME ROLE COLUMN=ROLE...: its rows from stdin
    cat >"$data/$1.csv"
    fields='' name=$1 role=$2
    shift 2
    for field in "$@"; do
        fields="$fields, {\"name\": \"${field%=*}\", \"role\": \"${field#*=}\"}"
    done
    awk -v more="{\"name\": \"$name\", \"path\": \"$name.csv\", \"role\": \"$role\", \
\"schema\": {\"fields\": [${fields#, }]}}," '
        { print } /"resources": \[/ { print more }' "$data/datapackage.json" \
        >"$work/package" && mv "$work/package" "$data/datapackage.json"
}

# --- three editions -----------------------------------------------------------

"$rendir" new --name town "$work/first" >/dev/null || exit 3
yaml=$work/first/content/town/portal.yaml
data=$work/first/data/town
sed -i -e 's/^release: .*/release: "2024"/' -e '/^compare:/d' \
    -e 's/^cut_off: .*/cut_off: 2024-12-31/' -e 's/^period: 2025/period: 2024/' \
    "$yaml"
cp -r "$data" "$work/later"
sed -i '/^2025,/d' "$data/execution.csv"
sed -i '/,2025,/d' "$data/observations.csv"
sed -i '/,2025-/d' "$data/evidence.csv"
# The text counts programs, which come and go here.
rm -r "$work/first/content/town/pages"
build "$work/first" "$work/a" --release 2024
same 'first: exit' 0 "$status"
cp -r "$work/first" "$work/second"
cp "$work/later"/* "$work/second/data/town/"
yaml=$work/second/content/town/portal.yaml
sed -i -e 's/^release: .*/release: "2025"/' -e 's/^period: 2024/period: 2025/' \
    -e 's/^cut_off: .*/cut_off: 2025-12-31/' "$yaml"
printf 'releases:\n  - {id: "2024", date: 2025-02-01}\n' >>"$yaml"
build "$work/second" "$work/b" --previous "$work/a" --release 2025
same 'second: exit' 0 "$status"
cp -r "$work/second" "$work/third"
yaml=$work/third/content/town/portal.yaml
sed -i -e 's/^release: .*/release: "2026"/' \
    -e 's/^cut_off: .*/cut_off: 2026-12-31/' "$yaml"
echo '  - {id: "2025", date: 2026-02-01}' >>"$yaml"
sed -i 's/39800000/38800000/' "$work/third/data/town/execution.csv"

edition
next 'third'
same 'third: what changed' '39800000.00|38800000.00|no' \
    "$(told amount-restated 'period=2024;program=10.1' accrued)"
for jobs in 1 4; do
    build "$work/w" "$work/o" --previous "$work/b" -j "$jobs"
    same "third: again, $jobs threads: nothing new" 1 \
        "$(grep -c 'nothing changed$' "$work/said")"
done
mv "$work/o" "$work/whole"

# --- any form gives the same site ----------------------------------------------

form() { # WHAT OPTIONS...
    what=$1
    shift
    build "$work/third" "$work/o" "$@"
    same "$what: exit" 0 "$status"
    same "$what: the same site" '' "$(diff -rq "$work/whole" "$work/o" | head -n 3)"
    rm -rf "$work/o"
}

a=$work/a/releases/2024
b=$work/b/releases/2025
form 'folders' --previous "$a" --previous "$b"
form 'in another order' --previous "$b.zip" --previous "$a.zip"
form 'a root that has one, a ZIP' --previous "$work/a" --previous "$b.zip"
form 'all of it twice' --previous "$work/b" --previous "$a" --previous "$work/b"
if command -v zip >/dev/null; then
    (cd "$work/b" && zip -qr "$work/b.zip" .)
    form 'the root as a ZIP' --previous "$work/b.zip"
else
    skip 'the root as a ZIP (no zip)'
fi
has 'the page leads to the archive' "$work/whole/en/releases.html" \
    'href="../releases/2024.zip"'
same 'a table that stayed is one file in all of them' \
    "$(stat -c %i "$work/whole/data/programs.csv")" \
    "$(stat -c %i "$work/whole/releases/2024/data/programs.csv")"

# --- what was changed is refused -------------------------------------------------

# refused WHAT WORDS OPTIONS...: nothing is written
refused() {
    what=$1 words=$2
    shift 2
    build "$work/third" "$work/o" "$@"
    same "$what: exit" 1 "$status"
    has "$what" "$work/said" "$words"
    same "$what: nothing written" no "$([ -e "$work/o" ] && echo yes || echo no)"
}

# Turns one bit of a byte.
flip() { # FILE OFFSET
    byte=$(od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
    # shellcheck disable=SC2059 # an octal escape
    printf "\\$(printf %03o $((byte ^ 1)))" |
        dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

bad_copy() {
    rm -rf "$work/bad"
    cp -r "$work/b" "$work/bad"
}

bad_copy
flip "$work/bad/releases/2024.zip" 20000
refused 'a byte of the archive in a root' \
    "F623]: release 2024 in $work/bad does not verify: releases/2024.zip is not" \
    --previous "$work/bad"
bad_copy
rm "$work/bad/releases/2024.zip"
refused 'an archive that a root lists and has not' \
    'releases/2024.zip is not what the root' --previous "$work/bad"
bad_copy
flip "$work/bad/releases/2025/en/index.html" 2000
refused 'a byte of a page' \
    'files are not what manifest.sha256 says: en/index.html' --previous "$work/bad"
bad_copy
line=$(sha256sum "$work/bad/releases/2025/en/index.html" | cut -c 1-64)
flip "$work/bad/releases/2025/en/index.html" 2000
sed -i "s/^$line/$(sha256sum "$work/bad/releases/2025/en/index.html" |
    cut -c 1-64)/" "$work/bad/releases/2025/manifest.sha256"
refused 'a page and its manifest' \
    "releases/2025/manifest.sha256 is not what the root's" --previous "$work/bad"
head -c 300000 "$b.zip" >"$work/cut.zip"
build "$work/third" "$work/o" --previous "$work/cut.zip"
same 'a ZIP that is cut: exit' 3 "$status"
has 'a ZIP that is cut' "$work/said" 'cut.zip: Not a zip archive'
if command -v zip >/dev/null; then
    cp "$b.zip" "$work/more.zip"
    mkdir -p "$work/town-2025/en"
    echo more >"$work/town-2025/en/more.html"
    (cd "$work" && zip -q more.zip town-2025/en/more.html)
    refused 'a ZIP with a file more' 'manifest.sha256 does not list en/more.html' \
        --previous "$work/more.zip" --previous "$a.zip"
else
    skip 'a ZIP with a file more (no zip)'
fi
edition
sed -i 's/^release: .*/release: "2026.zip"/' "$yaml"
build "$work/w" "$work/o" --previous "$work/b"
same 'an id that another archive would have: exit' 1 "$status"
has 'an id that another archive would have' "$work/said" \
    '"2026.zip" is not an id'

if command -v minisign >/dev/null &&
    minisign -G -W -p "$work/k.pub" -s "$work/k.key" >/dev/null 2>&1; then
    edition
    echo "signature: {public_key: $(tail -n 1 "$work/k.pub")}" >>"$yaml"
    build "$work/w" "$work/signed" --previous "$work/b" --release 2026 \
        --key "$work/k.key"
    same 'signed: exit' 0 "$status"
    cp -r "$work/third" "$work/fourth"
    mv "$work/third" "$work/third.kept"
    mv "$work/fourth" "$work/third"
    sed -i 's/^release: .*/release: "2027"/' \
        "$work/third/content/town/portal.yaml"
    echo '  - {id: "2026", date: 2027-02-01}' \
        >>"$work/third/content/town/portal.yaml"
    build "$work/third" "$work/o" --previous "$work/signed"
    same 'after a signed one: exit' 0 "$status"
    same 'after a signed one: the signature stays' '' \
        "$(cmp "$work/o/releases/2026/manifest.sha256.minisig" \
            "$work/signed/releases/2026/manifest.sha256.minisig" 2>&1)"
    rm -rf "$work/o"
    cp -r "$work/signed/releases/2026" "$work/2026"
    sed -i '2s/A/B/' "$work/2026/manifest.sha256.minisig"
    refused 'a signature that was changed' \
        'does not verify: manifest.sha256.minisig is not of these bytes' \
        --previous "$work/2026" --previous "$work/b"
    rm "$work/signed/releases/2026/manifest.sha256.minisig"
    refused 'a signature that a root lists and has not' \
        'releases/2026/manifest.sha256.minisig is not what' \
        --previous "$work/signed"
    rm -rf "$work/third"
    mv "$work/third.kept" "$work/third"
else
    skip 'signatures (minisign is not installed)'
fi

# --- units ------------------------------------------------------------------------

edition
sed -i 's/"currency": "USD"/"currency": "USD", "multiplier": 3/' \
    "$data/datapackage.json"
next 'the same digits, thousands now'
same 'the same digits, thousands now: units' 3 "$(count unit-changed)"
same 'the same digits, thousands now: every amount is another' 18 \
    "$(count amount-restated)"
edition
sed -i 's/38800000/39800000/' "$data/execution.csv"
awk -F, -v OFS=, 'NR > 1 { for (i = 4; i <= 6; i++) $i = sprintf("%.5f", $i / 1000) } 1' \
    "$data/execution.csv" >"$work/csv" && mv "$work/csv" "$data/execution.csv"
sed -i 's/"currency": "USD"/"currency": "USD", "multiplier": 3/' \
    "$data/datapackage.json"
next 'told in thousands'
same 'told in thousands: units' 3 "$(count unit-changed)"
same 'told in thousands: no amount is another' 0 "$(count amount-restated)"

# --- codes --------------------------------------------------------------------------

edition
sed -i 's/^10.2,\([^,]*\)/10.3,\1/' "$data/programs.csv"
sed -i 's/,10\.2,/,10.3,/' "$data/execution.csv" "$data/commitments.csv" \
    "$data/indicators.csv"
resource successors successors dimension=dimension old=old-code new=new-code \
    reason=reason <<'END'
dimension,old,new,reason
program,10.2,10.3,Renumbered
END
next 'a code renamed'
same 'a code renamed' '10.2|10.3|Renumbered' \
    "$(told code-renamed code=10.2 '')"
same 'who names it, for the same reason' '10.2|10.3|Renumbered' \
    "$(told value-edited code=C2 program)"
same 'its amounts stay' 1 "$(count amount-restated)"
same 'that reasons are given now is no change' 0 "$(count dataset-added)"

# --- languages ------------------------------------------------------------------------

drop_distance() { # a page that is gone as well
    sed -i '/^distance,/d' "$data/indicators.csv" "$data/observations.csv" \
        "$data/targets.csv"
    sed -i 's/,distance,output/,,output/' "$data/commitments.csv"
}

edition
sed -i '/path: en, locale/a\  - {path: es, locale: es-GT}' "$yaml"
drop_distance
next 'a language more'
has 'a language more: as first published, in the one there was' \
    "$work/o/es/receipts/programs/10.1.html" 'releases/2024/en/'
has 'a language more: gone, in the one there was' \
    "$work/o/es/indicators/distance.html" 'releases/2025/en/'
edition
sed -i 's/path: en, locale: en-US/path: es, locale: es-GT/' "$yaml"
drop_distance
next 'another language'
has 'another language: its pages keep a sign' \
    "$work/o/en/programs/10.1.html" 'href="../../es/programs/10.1.html"'
has 'another language: with the last release that had them' \
    "$work/o/en/programs/10.1.html" \
    'rel="predecessor-version" href="../../releases/2025/en/programs/10.1.html"'
build "$work/w" "$work/c" --previous "$work/b" --release 2026
same 'another language, frozen: exit' 0 "$status"
same 'another language, frozen: links' '' "$(broken "$work/c")"
mv "$work/b" "$work/b.kept" && mv "$work/c" "$work/b"
sed -i -e 's/^release: .*/release: "2027"/' \
    -e 's/path: es, locale: es-GT/path: en, locale: en-US/' "$yaml"
echo '  - {id: "2026", date: 2027-02-01}' >>"$yaml"
rm -rf "$work/o"
next 'and back'
has 'and back: the other has a sign now' "$work/o/es/index.html" \
    'href="../en/index.html"'

finish
