#!/bin/sh
# rendir verify: the site of this workspace holds, and nothing that is changed in
# it goes unnoticed. Where the manifest is made anew after a change, only what
# is recomputed can find it.
# Prints "N passed, N failed, N skipped"; exits 1 if anything failed.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
rendir=$(realpath "${RENDIR:-$root/.build/rendir}")
site=$(realpath "${SITE:-$root/site}" 2>/dev/null)
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
skipped=0

ok() {
    passed=$((passed + 1))
}

bad() {
    failed=$((failed + 1))
    echo "FAILED: $1"
}

# same NAME EXPECTED FOUND
same() {
    if [ "$2" = "$3" ]; then ok; else bad "$1: expected \"$2\", found \"$3\""; fi
}

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

[ -n "$site" ] && [ -d "$site/ejemplo" ] && [ -d "$site/guatemala" ] || {
    bad "there is no site to verify; make site"
    finish
}

# --- the site holds ---------------------------------------------------------

# count LABEL FILE: the sum of what a summary says of LABEL
count() {
    sed -n "s/^ *\([0-9]*\) $1.*/\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'
}

"$rendir" verify "$site" >"$work/said" 2>"$work/err"
same "the site: exit" 0 $?
same "the site: stderr" "" "$(cat "$work/err")"
same "the site: faults" 0 "$(count faults "$work/said")"
same "roots that hold" "$(find "$site" -mindepth 2 -maxdepth 2 \
    -name manifest.sha256 | wc -l)" "$(grep -c '/[a-z]*: holds$' "$work/said")"
grep -q '^.* above the roots: holds$' "$work/said" && ok ||
    bad "the page above the roots is not verified"

# What was read is what there is, by other tools.
same "ledgers" "$(find "$site" -path '*/data/figures/*' -name '*.csv' | wc -l)" \
    "$(count ledgers "$work/said")"
same "figures" "$(find "$site" -path '*/data/figures/*' -name '*.csv' \
    -exec tail -q -n +2 {} + | wc -l)" "$(count 'figures in them' "$work/said")"
same "files" "$(find "$site" -mindepth 2 -type f -not -name manifest.sha256 |
    wc -l)" "$(count 'files listed' "$work/said")"
same "pages" "$(find "$site" -name '*.html' | wc -l)" \
    "$(count pages "$work/said")"
same "figures printed" "$(find "$site" -name '*.html' -exec cat {} + |
    grep -o 'data-figure="' | wc -l)" \
    "$(($(count 'numbers printed' "$work/said") + \
        $(count 'figures said' "$work/said") + \
        $(count 'words for' "$work/said")))"
same "every figure is recomputed, a constant or not checkable" \
    "$(count 'figures in them' "$work/said")" \
    "$(($(count recomputed "$work/said") + \
        $(count constants "$work/said") + \
        $(count 'not checkable' "$work/said")))"

"$rendir" verify --format json "$site" >"$work/json"
same "as JSON: exit" 0 $?
if command -v node >/dev/null; then
    same "as JSON" "true 0 $(count 'figures in them' "$work/said")" "$(
        node -e 'const r = JSON.parse(require("fs").readFileSync(0, "utf8"));
            const n = key => r.roots.reduce((sum, root) => sum + root[key], 0);
            console.log(r.holds, r.roots.reduce((sum, root) =>
                sum + root.faults.length, 0), n("figures"))' <"$work/json"
    )"
else
    skipped=$((skipped + 1))
    echo "skipped: the report as JSON (node is not installed)"
fi

# --- the command line -------------------------------------------------------

# says NAME STATUS STDERR ARGUMENT...
says() {
    name=$1 status=$2 text=$3
    shift 3
    "$rendir" verify "$@" >"$work/out" 2>"$work/err"
    same "$name: exit" "$status" $?
    same "$name" "$text" "$(cat "$work/err")"
    same "$name: stdout" "" "$(cat "$work/out")"
}
mkdir "$work/empty"
says "no root" 2 \
    "rendir: $work/empty holds no root (a folder with manifest.sha256)" \
    "$work/empty"
says "no folder" 2 \
    "rendir: $work/none holds no root (a folder with manifest.sha256)" \
    "$work/none"
says "nothing to verify" 2 "rendir: rendir verify needs DIR"
says "format" 2 "rendir: unknown format jason; nearest: json" \
    --format jason "$site"

# --- nothing goes unnoticed -------------------------------------------------

# begin PORTAL: a copy of it in $copy, and the working folder in it
begin() {
    copy=$work/copy
    rm -rf "$copy"
    cp -R "$site/$1" "$copy"
    cd "$copy" || exit 3
}

# The manifest of what is there now.
remake() {
    find . -type f -not -name manifest.sha256 | sed 's|^\./||' |
        LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum >manifest.sha256
}

# caught NAME SENTENCE: the copy does not hold, and one fault says so
caught() {
    cd "$root" || exit 3
    if diff -r "$site/$portal" "$copy" >/dev/null; then
        bad "$1: the test changed nothing"
        return
    fi
    "$rendir" verify --limit 0 "$copy" >"$work/said" 2>&1
    same "$1: exit" 1 $?
    if grep -q -e "$2" "$work/said"; then
        ok
    else
        bad "$1: no fault says \"$2\":"
        grep "^  $copy" "$work/said" | head -n 3
    fi
}

# edit NAME SENTENCE FILE EXPRESSION: a change by sed, the manifest made anew
edit() {
    begin "$portal"
    sed -i -e "$4" "$3"
    remake
    caught "$1" "$2"
}

portal=guatemala
begin $portal
remake
cd "$root" || exit 3
"$rendir" verify "$copy" >"$work/said" 2>&1
same "a copy holds" 0 $?
same "a manifest made anew is the same" "" \
    "$(diff "$site/$portal/manifest.sha256" "$copy/manifest.sha256")"

# Figures of the page: id and value of the first leaf, printed "10,570.52".
leaf=$(sed -n 's/^\([a-z2-7]*\),sum,.*/\1/p' "$site/$portal/data/figures/index.csv" |
    head -n 1)
same "the figure that is changed" 10570.52 \
    "$(sed -n "s/^$leaf,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,\([^,]*\),.*/\1/p" \
        "$site/$portal/data/figures/index.csv")"
share=$(sed -n 's/^\([a-z2-7]*\),share,.*/\1/p' \
    "$site/$portal/data/figures/index.csv" | head -n 1)

edit "a digit of a printed number" \
    "es/index.html:[0-9]*: $leaf: the page prints \"10,570.53\"" \
    es/index.html "0,/>10,570\.52</s//>10,570.53</"
edit "a group mark for a decimal one" 'the page prints "10.57"' \
    es/index.html "0,/>10,570\.52</s//>10.57</"
edit "a digit of a printed percentage" 'the page prints "66.4' \
    es/index.html '0,/\(<data [^>]*>66\)\.3/s//\1.4/'
edit "a sign" "$leaf: the page prints \"-10,570.52\"" \
    en/index.html "0,/>10,570\.52</s//>-10,570.52</"
edit "a number that is none" 'neither a number of es-GT nor words' \
    es/index.html "0,/>10,570\.52</s//>10,57,0.52</"
edit "a number of another language" 'neither a number of es-GT nor words' \
    es/index.html "0,/>10,570\.52</s//>10.570,52</"
edit "nothing in the place of a number" 'neither a number of es-GT nor words' \
    es/index.html "0,/>10,570\.52</s//></"
edit "a digit in a chart" 'the page prints "25.4' \
    es/index.html '0,/\(<text [^>]*data-figure="[^>]*>25\)\.3/s//\1.4/'
edit "a changed value" "its value is \"10570.53\", the ledger has \"10570.52\"" \
    en/index.html '0,/value="10570\.52"/s//value="10570.53"/'
edit "a value taken away" "$leaf: its value is \"\"" \
    en/index.html '0,/ value="10570\.52"/s///'
edit "a figure under another id" 'aaaaaaaaaaaa: is not in the page.s ledger' \
    en/index.html "0,/$leaf/s//aaaaaaaaaaaa/"
edit "the words for a lack" 'prints the words for a lack (es-GT: sin dato)' \
    es/indicators.html '0,/\(<data [^>]*value="[0-9][^>]*>\)[0-9,.]*</s//\1sin dato</'
edit "a row taken from the data" 'the published rows give' data/execution.csv 5d
edit "a cell of the data" 'the published rows give 7009.70' data/execution.csv \
    '0,/\(social-development,2017-10,[^,]*\),31\.80/s//\1,31.81/'
edit "a row twice in the data" 'the published rows give' data/execution.csv 5p
edit "a row that is cut off" 'cells where .* columns are' data/execution.csv \
    '5s/,.*//'
edit "a moved decimal in a ledger" \
    "data/figures/index.csv:2: $leaf: the ledger has 1057.052, the published rows give 10570.52" \
    data/figures/index.csv '2s/,10570\.52,/,1057.052,/'
edit "a share in a ledger" "$share: the ledger has 0.66.*, the operands give" \
    data/figures/index.csv "/^$share,/s/,0\.66313577761[0-9],/,0.663135777614,/"
edit "a filter in a ledger" "$leaf: is not the id of " \
    data/figures/index.csv '2s/period=2017-10/period=2016-10/'
edit "a state in a ledger" "$leaf: the ledger has empty" \
    data/figures/index.csv '2s/,10570\.52,\(.*\),present/,,\1,empty/'
edit "a number of rows" "$leaf: the ledger counts 18 rows, the published rows give 19" \
    data/figures/index.csv '2s/,19,present/,18,present/'
edit "a unit in a ledger" "is counted in USD (10^6), the ledger says USD (10^3)" \
    data/figures/index.csv '2s/,USD,6,/,USD,3,/'
edit "an operand taken away" 'an operand is not in the ledger' \
    data/figures/index.csv 2d
edit "a constant in one ledger" 'derived-constants does not' \
    data/figures/institutions/health.csv 's/^\(.*,year_months,.*\),12,/\1,13,/'
edit "a ledger without its head" 'has not the head of a ledger' \
    data/figures/index.csv 1d
edit "a table out of the descriptor" 'there is no published table' \
    data/datapackage.json '0,/"name": "execution"/s//"name": "hidden"/'
edit "a descriptor that is none" 'datapackage.json: is no JSON' \
    data/datapackage.json '$d'
edit "a broken link" 'the address ../es/budgets.html leads nowhere' \
    es/index.html '0,/href="\.\.\/es\/budget\.html"/s//href="..\/es\/budgets.html"/'
edit "a link to a folder" 'the address ../es/budget leads to a folder' \
    es/index.html '0,/href="\.\.\/es\/budget\.html"/s//href="..\/es\/budget"/'
edit "a broken anchor" 'there is no place es/index.html#contents' \
    es/index.html 's/href="#content"/href="#contents"/'
edit "a broken address of a download" 'leads nowhere' \
    en/index.html '0,/index\.lowest\.csv/s//index.lower.csv/'
edit "a broken address in a feed" 'feed.es.xml.*leads nowhere' \
    feed.es.xml 's/href="es\//href="is\//'

# A figure changed wherever it stands: ledgers and pages agree, the data do not.
begin $portal
grep -rl 10570.52 data/figures es en | xargs sed -i 's/10570\.52/10570.53/g'
grep -rl '>10,570\.52<' es en | xargs sed -i 's/>10,570\.52</>10,570.53</g'
remake
caught "one number everywhere" \
    "the ledger has 10570.53, the published rows give 10570.52"

# swap FILE FILE
swap() {
    mv "$1" "$work/swapped" && mv "$2" "$1" && mv "$work/swapped" "$2"
}
begin $portal
swap es/institutions/health.html es/institutions/education.html
caught "two files swapped" \
    'es/institutions/health.html: is not the file that the manifest lists'
begin $portal
swap es/institutions/health.html es/institutions/education.html
remake
caught "two pages swapped, the manifest made anew" "is not in the page's ledger"
begin $portal
swap es/index.html en/index.html
remake
caught "two languages swapped" 'its language is "en-US", that of its folder'

begin $portal
rm data/execution.csv
caught "a file taken away" 'lists data/execution.csv, which is not there'
begin $portal
rm en/institutions/health.html es/institutions/health.html
remake
caught "a page taken away" \
    'data/figures/institutions/health.csv: is the ledger of a page that is not'
begin $portal
rm data/execution.csv
remake
caught "a table taken away" \
    'data/execution.csv: is named by the descriptor, and is not there'
begin $portal
echo more >more.html
caught "a file that is not listed" 'more.html: is not in the manifest'
begin $portal
ln -s /etc/passwd more
caught "a link of the file system" 'more: is no regular file'
begin $portal
sed -i '3s/^./z/' manifest.sha256
caught "a digest" 'is not the file that the manifest lists'
begin $portal
sed -i '3s/ .*//' manifest.sha256
caught "a line of the manifest" 'manifest.sha256:3: is no line of a manifest'
begin $portal
sed -i 3p manifest.sha256
caught "a file listed twice" 'twice'

# Money shown in millions, counted in units.
portal=ejemplo
page=es/budget.html
edit "money in another power of ten" 'the page prints "9,9"' "$page" \
    '0,/>9[^<]*914,5</s//>9,9</'
edit "a number for a lack" 'the page prints "0"' "$(cd "$site/$portal" &&
    grep -rl ' value="">' es | LC_ALL=C sort | head -n 1)" \
    '0,/ value="">\(<[^>]*>\)\{0,1\}[^<]*</s// value="">\10</'
edit "a digit of money" 'the page prints' "$page" \
    "0,/>\([0-9]\)\([^<]*\),\([0-8]\)<\/data>/s//>\1\2,9<\/data>/"

# --- what does not leave ----------------------------------------------------

# withheld MODE: a small portal, one table of which is published by MODE
withheld() {
    rm -rf "$work/small" "$work/small-site"
    "$rendir" new "$work/small" >/dev/null || bad "rendir new failed"
    descriptor=$work/small/data/small/datapackage.json
    sed -i "0,/\"role\": \"execution\"/s//\"role\": \"execution\", \"publish\": \"$1\"/" \
        "$descriptor"
    grep -q "\"publish\": \"$1\"" "$descriptor" || bad "publish: $1 is not set"
    "$rendir" build "$work/small" --templates "$root/templates" \
        --output "$work/small-site" >"$work/err" 2>&1 || {
        bad "publish: $1: the build failed"
        head -n 5 "$work/err"
    }
    "$rendir" verify "$work/small-site" >"$work/said" 2>&1
    same "publish: $1: exit" 0 $?
    [ "$(count 'not checkable' "$work/said")" -gt 0 ] && ok ||
        bad "publish: $1: nothing is counted as not checkable"
    grep -q '^ *[1-9][0-9]* of execution$' "$work/said" && ok ||
        bad "publish: $1: the table is not named"
    same "publish: $1: all is counted" \
        "$(count 'figures in them' "$work/said")" \
        "$(($(count recomputed "$work/said") + \
            $(count constants "$work/said") + \
            $(count 'not checkable' "$work/said")))"
}
withheld none
withheld aggregate
# Numbers that nobody can recompute must still be the same wherever they stand.
ledger=$(grep -l ',execution,' "$work"/small-site/data/figures/*.csv | head -n 1)
sed -i '0,/^\([a-z2-7]*,sum,execution,[^,]*,[^,]*,,\)[0-9.]*,/s//\17,/' "$ledger"
"$rendir" verify "$work/small-site" >"$work/said" 2>&1
same "a number that is not checkable: exit" 1 $?

finish
