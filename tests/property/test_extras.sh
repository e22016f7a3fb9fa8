#!/bin/sh
# The search index and the cards: made where portal.yaml asks for them, listed in
# extras.sha256 and nowhere else, so that the manifest does not depend on what
# made them; never of an earlier build; in no release; and verified. Pagefind is
# stood for by a program of a few lines, and is used itself where it is installed.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

templates=$root/templates
address=https://cuentas.example.org/isla/
cp -r "$root/tests/golden/one" "$work/w"
settings=$work/w/content/one/portal.yaml
cp "$settings" "$work/plain.yaml"

# build OUT ARGUMENT...: with no Pagefind in PATH
build() {
    out=$1
    shift
    PATH=/usr/bin:/bin "$rendir" build --templates "$templates" \
        --output "$work/$out" "$@" "$work/w" >"$work/said" 2>&1
}

# whole NAME ROOT: both lists hold, no file is in none or in two, it verifies
whole() {
    same "$1: the manifest" "" \
        "$(cd "$2" && sha256sum --quiet -c manifest.sha256 2>&1)"
    [ ! -f "$2/extras.sha256" ] || same "$1: the extras" "" \
        "$(cd "$2" && sha256sum --quiet -c extras.sha256 2>&1)"
    same "$1: the files" "$(cd "$2" && find . -type f ! -name '*.sha256' \
        -o -type f -path './releases/*' | sed 's|^\./||' | sort)" \
        "$(cd "$2" && cat ./*.sha256 | sed 's/^[0-9a-f]*  //' | sort)"
    check "$1: verify" "$rendir" verify "$2"
}

# A Pagefind: says what it read, and what its options were.
cat >"$work/pagefind" <<'EOF'
#!/bin/sh
here=$(dirname "$0")
[ "$1" != --version ] || { echo 'stand-in 1.0'; exit; }
echo run >>"$here/runs"
echo "$*" >"$here/options"
[ ! -f "$here/fails" ] || { echo 'words of its own'; echo 'the last word'; exit 3; }
find pages -type f | sort >"$here/pages"
mkdir -p bundle/fragment
name=$(cat "$here/pages" pages/es/index.html | sha256sum | cut -c 1-12)
echo "$name" >"bundle/fragment/es_$name.pf_fragment"
echo 'export const search = 0;' >bundle/pagefind.js
echo unused >bundle/pagefind-ui.js
env | sort >"$here/environment"
EOF
chmod +x "$work/pagefind"

# --- not asked for ---

build off --base-url "$address"
same 'off: exit' 0 $?
same 'off: nothing of it' "" "$(cd "$work/off" && find . -name 'pagefind*' \
    -o -name cards -o -name 'search*' -o -name extras.sha256)"
lacks 'off: no link' "$work/off/es/index.html" 'search.html'
whole off "$work/off"

# --- the search ---

printf 'search: true\n' >>"$settings"
build none
same 'no program: exit' 0 $?
has 'no program: a finding' "$work/said" 'warning[W680]'
has 'no program: how to get it' "$work/said" '@pagefind/linux-x64'
same 'no program: no index' null "$(sed -n 's/.*"program": \(.*\),/\1/p' \
    "$work/none/pagefind/rendir.json")"
has 'no program: the page leads on' "$work/none/es/search.html" 'a-z.html'
has 'the header' "$work/none/es/index.html" 'href="../es/search.html"'
whole 'no program' "$work/none"

build refused --search none
lacks 'refused: no finding' "$work/said" W680
same 'refused: the same manifest' "" \
    "$(diff "$work/none/manifest.sha256" "$work/refused/manifest.sha256")"

build wrong --search "$work/nowhere"
same 'a program that is not there: exit' 2 $?
has 'a program that is not there' "$work/said" 'is no program that can be run'

touch "$work/fails"
build failed --search "$work/pagefind"
same 'a failure: exit' 0 $?
has 'a failure: a finding' "$work/said" 'warning[W681]'
has 'a failure: why' "$work/said" 'it ended with status 3 (the last word)'
same 'a failure: the same manifest' "" \
    "$(diff "$work/none/manifest.sha256" "$work/failed/manifest.sha256")"
whole 'a failure' "$work/failed"
printf 'levels_of_findings: {W681: fatal}\n' >>"$settings"
build fatal --search "$work/pagefind"
same 'a failure that is fatal: exit' 1 $?
[ ! -e "$work/fatal" ] && ok || bad 'a failure that is fatal: published'
sed -i '$d' "$settings"
rm "$work/fails" "$work/runs"

SECRET_OF_MINE=1 build made --search "$work/pagefind"
lacks 'an index: no finding' "$work/said" 'W68'
same 'an index: the same manifest' "" \
    "$(diff "$work/none/manifest.sha256" "$work/made/manifest.sha256")"
whole 'an index' "$work/made"
same 'an index: its files' "pagefind.js rendir.json" \
    "$(cd "$work/made/pagefind" && find . -maxdepth 1 -type f | sed 's|^./||' |
        sort | tr '\n' ' ' | sed 's/ $//')"
lacks 'an index: nothing of the environment' "$work/environment" SECRET
has 'what it reads' "$work/pages" pages/en/programs/
for path in receipts/ 404 a-z search.html pages/index.html releases/; do
    lacks 'what it does not read' "$work/pages" "$path"
done
has 'one kind of page' "$work/made/es/programs/$(cd "$work/made/es/programs" &&
    for f in *.html; do echo "$f" && break; done)" 'filter="kind:Programa"'

build made --search "$work/pagefind"
has 'again: nothing changed' "$work/said" 'nothing changed'
same 'again: not made again' 1 "$(wc -l <"$work/runs")"
old=$(ls "$work/made/pagefind/fragment")
sed -i 's/Un país que no existe/Un país inventado/' "$settings"
build made --search "$work/pagefind"
same 'a page changed: made again' 2 "$(wc -l <"$work/runs")"
new=$(ls "$work/made/pagefind/fragment")
[ "$old" != "$new" ] && ok || bad 'a page changed: the same index'
same 'a page changed: nothing of the old index' 1 \
    "$(ls "$work/made/pagefind/fragment" | wc -l)"
echo more >>"$work/made/pagefind/pagefind.js"
build made --search "$work/pagefind"
same 'a damaged index: made again' 3 "$(wc -l <"$work/runs")"
whole 'made again' "$work/made"
[ ! -e "$work/made.rendir-staging" ] && ok || bad 'something was left beside it'

# --- the cards ---

printf 'cards: main\n' >>"$settings"
build bare --search none
has 'no address: a note' "$work/said" 'note[N682]'
same 'no address: no card' "" "$(find "$work/bare" -name cards)"
lacks 'no address: nothing said of it' "$work/bare/es/index.html" 'og:'
build cards --search none --base-url "$address" --release 2017-03
same 'cards: exit' 0 $?
whole cards "$work/cards"
few=$(find "$work/cards" -name '*.png' | wc -l)
has 'cards: the head of a page' "$work/cards/es/index.html" \
    "<meta property=\"og:image\" content=\"${address}es/cards/index.png\">"

# A picture: what it is, and how large.
for card in "$work"/cards/*/cards/*.png; do
    same "$card" '137 80 78 71 13 10 26 10 0 0 4 176 0 0 2 118' \
        "$(od -An -v -tu1 -N 24 "$card" | tr -s ' \n' ' ' |
            awk '{ for (i = 1; i <= 8; i++) printf "%s ", $i
                for (i = 17; i <= 24; i++) printf "%s%s", $i, i < 24 ? " " : "" }')"
done

# Its number is one of the page's, with the page's receipt.
printed() { # FILE ID
    grep -o "data-figure=\"$2\"[^>]*>[^<]*<" "$1" | sed 's/.*>//' | head -n 1
}
seen=0
for card in "$work"/cards/*/cards/*.svg; do
    id=$(sed -n 's/.*data-figure="\([a-z2-7]*\)".*/\1/p' "$card")
    [ -n "$id" ] || continue
    seen=$((seen + 1))
    language=${card#"$work"/cards/}
    language=${language%%/*}
    name=${card##*/}
    page=$work/cards/$language/${name%.svg}.html
    same "the number of $language/$name" "$(printed "$page" "$id")" \
        "$(printed "$card" "$id")"
    has "its receipt" "$work/cards/$language/receipts/${name%.svg}.html" \
        "id=\"$id\""
done
[ "$seen" -gt 1 ] && ok || bad "$seen cards have a number"
has 'it says what is illustrative' "$work/cards/en/cards/index.svg" \
    'Illustrative data'

sed -i 's/^cards: main/cards: all/' "$settings"
build all --search "$work/pagefind" --base-url "$address"
[ "$(find "$work/all" -name '*.png' | wc -l)" -gt "$few" ] && ok ||
    bad 'all: no more cards than before'
has 'all: of a commitment' "$work/all/es/commitments/$(cd "$work/all/es/cards/commitments" &&
    for f in *.svg; do echo "${f%.svg}" && break; done).html" 'og:image'
whole 'all' "$work/all"
picture=$work/all/es/cards/index.png
inode=$(stat -c %i "$picture")
sed -i 's/^  *- {id: accrued, label: {es: Devengado/  - {id: accrued, label: {es: Ejecutado/' \
    "$settings"
build all --search "$work/pagefind" --base-url "$address"
whole 'all, changed' "$work/all"
[ "$inode" != "$(stat -c %i "$picture")" ] && ok || bad 'an old card was kept'
build all --search "$work/pagefind" --base-url "$address"
has 'all, again' "$work/said" 'nothing changed'

# --- a release has neither ---

frozen=$work/cards/releases/2017-03
same 'a release: nothing of it' "" "$(cd "$frozen" && find . -name pagefind \
    -o -name cards -o -name extras.sha256)"
lacks 'a release: no form' "$frozen/es/search.html" '<form'
has 'a release: another way' "$frozen/es/search.html" 'a-z.html'
lacks 'a release: no card' "$frozen/es/index.html" 'og:image'
same 'a release: its manifest' "" \
    "$(cd "$frozen" && sha256sum --quiet -c manifest.sha256 2>&1)"
if command -v unzip >/dev/null; then
    same 'the archive: nothing of it' "" "$(unzip -Z1 "$frozen.zip" |
        grep -e pagefind -e cards/ -e extras)"
else
    skip 'the archive of a release (unzip is not installed)'
fi
{
    grep -v '^release:' "$settings"
    echo 'release: 2017-04'
    echo 'releases: [{id: 2017-03, date: 2017-04-02}]'
} >"$work/later.yaml"
cp "$work/later.yaml" "$settings"
build later --search "$work/pagefind" --base-url "$address" \
    --previous "$work/cards"
same 'a later build: exit' 0 $?
same 'a later build: the release is as it was' "" \
    "$(diff -r "$frozen" "$work/later/releases/2017-03")"
whole 'a later build' "$work/later"

# --- what verify finds ---

# caught NAME SENTENCE: of $work/copy
caught() {
    "$rendir" verify --limit 0 "$work/copy" >"$work/said" 2>&1
    same "$1: exit" 1 $?
    has "$1" "$work/said" "$2"
    rm -rf "$work/copy"
    cp -r "$work/all" "$work/copy"
}
# The list of extras, of what is there now.
relist() {
    (cd "$work/copy" && find pagefind ./*/cards -type f | sed 's|^\./||' |
        LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum >extras.sha256)
}
cp -r "$work/all" "$work/copy"
echo x >>"$work/copy/pagefind/pagefind.js"
caught 'a changed index' 'is not the file that extras.sha256 lists'
echo x >"$work/copy/pagefind/other.js"
caught 'a file beside the index' 'pagefind/other.js: is not in the manifest'
rm "$work/copy/es/cards/index.png"
caught 'a card that is gone' 'lists es/cards/index.png, which is not there'
rm "$work/copy/extras.sha256"
caught 'no list' 'pagefind/pagefind.js: is not in the manifest'
sed -i '1s/^./z/' "$work/copy/extras.sha256"
caught 'a digest' 'is not the file that extras.sha256 lists'
echo nonsense >>"$work/copy/extras.sha256"
caught 'no line' 'is no line of a manifest'
cp "$work/copy/es/index.html" "$work/copy/es/other.html"
(cd "$work/copy" && sha256sum es/other.html >>extras.sha256)
caught 'a page among the extras' \
    'lists es/other.html, which is of no search index and no card'
cp "$work/copy/es/index.html" "$work/copy/pagefind/index.html"
relist
caught 'a page in the index' 'which is of no search index and no card'
grep ' es/index.html$' "$work/copy/manifest.sha256" >>"$work/copy/extras.sha256"
caught 'in both lists' 'lists es/index.html twice'
sed -i 's/\(data-figure="[a-z2-7]*">[^<0-9]*\)\([0-9]\)/\19\2/' \
    "$work/copy/es/cards/index.svg"
relist
caught 'another number on a card' 'es/cards/index.svg'
sed -i 's/data-figure="[a-z2-7]*"/data-figure="aaaaaaaaaaaa"/' \
    "$work/copy/es/cards/index.svg"
relist
caught 'a number of no page' 'es/cards/index.svg'

# --- Pagefind itself ---

pagefind=$root/tests/browser/node_modules/@pagefind/linux-x64/bin/pagefind_extended
if [ -x "$pagefind" ]; then
    cp "$work/later.yaml" "$settings"
    previous=$work/cards
    build real --search "$pagefind" --previous "$previous" --jobs 1
    same 'Pagefind: exit' 0 $?
    lacks 'Pagefind: no finding' "$work/said" 'W68'
    whole Pagefind "$work/real"
    has 'Pagefind: an index per language' \
        "$work/real/pagefind/pagefind-entry.json" '"es-gt"'
    TZ=Asia/Kolkata LC_ALL=es_GT.UTF-8 build real2 --search "$pagefind" \
        --previous "$previous" --jobs 4
    same 'Pagefind: the same bytes' "" "$(diff -rq "$work/real" "$work/real2")"
    build real --search "$pagefind" --previous "$previous"
    has 'Pagefind: nothing changed' "$work/said" 'nothing changed'
    build real --search none --previous "$previous"
    same 'Pagefind: the same manifest without it' "" \
        "$(diff "$work/real/manifest.sha256" "$work/real2/manifest.sha256")"
else
    skip 'the index by Pagefind (no tests/browser/node_modules/@pagefind)'
fi
finish
