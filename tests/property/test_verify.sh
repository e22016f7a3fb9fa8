#!/bin/sh
# rendir verify: the site of this workspace holds, and nothing that is changed in
# it goes unnoticed. Each change is looked for twice: with the manifest left as it
# was, whose digest tells, and with manifest and descriptor made anew to match,
# so that only what is recomputed can find it.
#
# Only the digests can tell that words of a page, a picture, a style or (but for
# the digest in the descriptor) the database was changed. Workbooks, kits and
# releases that lie alone: test_verify_copies.sh.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

[ -d "$site/ejemplo" ] && [ -d "$site/guatemala" ] || {
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
# Files of a release are listed by its manifest, and by the one around it.
listed() {
    find "$site" -name manifest.sha256 | while IFS= read -r manifest; do
        find "${manifest%/*}" -type f -not -path "$manifest*" \
            -not -name extras.sha256
    done | wc -l
}
same "files" "$(listed)" "$(($(count 'files listed' "$work/said") + \
    $(count 'listed in extras' "$work/said")))"
same "receipts" "$(find "$site" -path '*/receipts/*' -name '*.html' \
    -exec cat {} + | grep -oE '<(li|td) id="([a-z2-7]{4}|[a-z2-7]{12})"' | wc -l)" \
    "$(count receipts "$work/said")"
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

"$rendir" verify --json "$work/json" "$site" >"$work/said2"
same "as JSON: exit" 0 $?
same "as JSON: the text" "$(cat "$work/said")" "$(cat "$work/said2")"
"$rendir" verify --format json "$site" >"$work/said2"
same "as JSON, printed" "$(cat "$work/json")" "$(cat "$work/said2")"
if command -v node >/dev/null; then
    same "as JSON" "true 0 $(count 'figures in them' "$work/said")" "$(
        node -e 'const r = JSON.parse(require("fs").readFileSync(0, "utf8"));
            const n = key => r.roots.reduce((sum, root) => sum + root[key], 0);
            console.log(r.holds, r.roots.reduce((sum, root) =>
                sum + root.faults.length, 0), n("figures"))' <"$work/json"
    )"
else
    skip "the report as JSON (node is not installed)"
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
says "nothing to verify" 2 "rendir: rendir verify needs PATH"
says "a key that is none" 2 \
    "rendir: --public-key RW: is not a key of minisign; minisign -G makes one" \
    --public-key RW "$site"
echo text >"$work/text"
"$rendir" verify "$work/text" >"$work/out" 2>"$work/err"
same "no archive: exit" 3 $?
grep -q "^rendir: $work/text is no folder, and cannot be read as a ZIP archive: " \
    "$work/err" && ok || bad "no archive: $(cat "$work/err")"
"$rendir" verify --json "$work/none/out.json" "$site/peru" >"$work/out" \
    2>"$work/err"
same "a report that cannot be written: exit" 3 $?
says "format" 2 "rendir: unknown format jason; nearest: json" \
    --format jason "$site"

# --- nothing goes unnoticed -------------------------------------------------

# shellcheck source=tests/property/mutation.sh
. "$here/mutation.sh"

portal=guatemala
begin $portal
remake
cd "$root" || exit 3
"$rendir" verify "$copy" >"$work/said" 2>&1
same "a copy holds" 0 $?
same "a manifest made anew is the same" "" \
    "$(diff "$site/$portal/manifest.sha256" "$copy/manifest.sha256")"

# Figures of the page: id and value of the first leaf, printed "10,570.52".
leaf=$(sed -n 's/^\([a-z2-7]*\),sum,[^,]*,in_force,.*/\1/p' "$site/$portal/data/figures/index.csv" |
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
edit "a row taken from the data, counted" \
    'data/execution.csv: has [0-9]* rows, the descriptor says' data/execution.csv 5d
edit "a cell of the data" 'the published rows give 7009.70' data/execution.csv \
    '0,/\(social-development,2017-10,[^,]*\),31\.80/s//\1,31.81/'
edit "a cell of the data, against the JSON" \
    'data/execution.json:1: row [0-9]* has another "accrued" than the CSV' \
    data/execution.csv '0,/\(social-development,2017-10,[^,]*\),31\.80/s//\1,31.81/'
edit "a row twice in the data" 'the published rows give' data/execution.csv 5p
edit "a key twice in the data" 'csv:4: has the key .* a second time' \
    data/institutions.csv 3p
edit "a row that is cut off" 'cells where .* columns are' data/execution.csv \
    '5s/,.*//'
edit "a moved decimal in a ledger" \
    "data/figures/index.csv:[0-9]*: $leaf: the ledger has 1057.052, the published rows give 10570.52" \
    data/figures/index.csv "/^$leaf,/s/,10570\.52,/,1057.052,/"
edit "a share in a ledger" "$share: the ledger has 0.66.*, the operands give" \
    data/figures/index.csv "/^$share,/s/,0\.66313577761[0-9],/,0.663135777614,/"
edit "a filter in a ledger" "$leaf: is not the id of " \
    data/figures/index.csv "/^$leaf,/s/period=2017-10/period=2016-10/"
edit "a state in a ledger" "$leaf: the ledger has empty" \
    data/figures/index.csv "/^$leaf,/s/,10570\.52,\(.*\),present/,,\1,empty/"
edit "a number of rows" "$leaf: the ledger counts 18 rows, the published rows give 19" \
    data/figures/index.csv "/^$leaf,/s/,19,present/,18,present/"
edit "a unit in a ledger" "is counted in USD (10^6), the ledger says USD (10^3)" \
    data/figures/index.csv "/^$leaf,/s/,USD,6,/,USD,3,/"
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
edit "a type in the descriptor" \
    '"[0-9.]*" in the column "in_force" is no integer' data/datapackage.json \
    '0,/"type": "number"/s//"type": "integer"/'
edit "a name in the descriptor" 'where the descriptor has "instituto"' \
    data/datapackage.json '0,/"name": "institution"/s//"name": "instituto"/'
edit "a field taken from the descriptor" 'a pattern that cannot be read' \
    data/datapackage.json '0,/"pattern": "/s//"pattern": "(/'
edit "a number of rows in the descriptor" 'rows, the descriptor says 1$' \
    data/datapackage.json '0,/"rendir:rows": [0-9]*/s//"rendir:rows": 1/'
edit "a size in the descriptor" 'has [0-9]* bytes, the descriptor says 1$' \
    data/datapackage.json '0,/"bytes": [0-9]*/s//"bytes": 1/'
edit "a digest in the descriptor" 'is not the file that the descriptor names' \
    data/datapackage.json '0,/"sha256:[0-9a-f]\{8\}/s//"sha256:00000000/'
edit "a cell of the JSON" 'row [0-9]* has another "accrued" than the CSV' \
    data/execution.json '0,/"accrued":31\.80/s//"accrued":31.81/'
edit "a row taken from the JSON" 'row 1 has another' data/execution.json \
    's/^\[{[^}]*},/[/'
edit "a key more in the JSON" 'row 1 has "more", which the CSV has not' \
    data/execution.json '0,/}/s//,"more":1}/'
edit "JSON that breaks off" 'is no JSON from here on' data/execution.json 's/]$//'
edit "a workbook" 'is not the file that the descriptor names' \
    data/datapackage.json \
    '/"path": "execution.xlsx"/,/"hash"/s/"sha256:[0-9a-f]\{8\}/"sha256:00000000/'
edit "a digit in the CSV of a table" \
    'index.html:[0-9]*: this row of the table is not in data/index.lowest.csv' \
    data/index.lowest.csv '2s/,0\.253/,0.254/'
edit "a row taken from the CSV of a table" \
    'this row of the table is not in data/index.lowest.csv' \
    data/index.lowest.csv 2d
edit "a cell more in the CSV of a table" \
    'index.lowest.csv:2: has 4 cells where 3 columns are' \
    data/index.lowest.csv '2s/,/,1,/'
edit "a quote in the CSV of a table" 'has a quote that is not closed' \
    data/index.lowest.csv '$s/,\([^,]*\)$/,"\1/'
edit "a receipt's value" \
    "receipts/index.html:[0-9]*: $leaf: its receipt does not say what the ledger has, 10570.52" \
    es/receipts/index.html '0,/<b>10570\.52</s//<b>10570.53</'
edit "a quotient of a receipt" \
    'receipts/index.html:[0-9]*: [a-z2-7]*: its receipt does not say what the ledger has, 0.663' \
    es/receipts/index.html '0,/<b>66\.3/s//<b>66.4/'
edit "a receipt without its value" "$leaf: its receipt does not say" \
    es/receipts/index.html "0,/id=\"$leaf\"><b>[^<]*<\/b>/s//id=\"$leaf\">/"
edit "a receipt under another id" "$leaf: is in the ledger, and has no receipt" \
    es/receipts/index.html "0,/id=\"$leaf\"/s//id=\"aaaaaaaaaaaa\"/"
edit "a link to a receipt" 'there is no place es/receipts/index.html#aaaaaaaaaaaa' \
    es/index.html "0,/receipts\/index.html#[a-z2-7]*/s//receipts\/index.html#aaaaaaaaaaaa/"
edit "an anchor taken away" 'there is no place es/index.html#content' \
    es/index.html 's/id="content"//'
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
# Other threads, the same report.
"$rendir" verify -j 1 "$copy" >"$work/one"
"$rendir" verify -j 7 "$copy" >"$work/many"
same "the report does not depend on threads" "$(cat "$work/one")" \
    "$(cat "$work/many")"
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
rm data/execution.json
remake
caught "a table's JSON taken away" \
    'data/execution.json: is named by the descriptor, and is not there'
begin $portal
rm data/index.lowest.csv
remake
caught "the CSV of a table taken away" 'data/index.lowest.csv leads nowhere'
begin $portal
cp data/index.lowest.csv data/index.more.csv
caught "a CSV more" 'data/index.more.csv: is not in the manifest'
cd "$copy" || exit 3
remake
caught "a CSV more, listed" \
    'data/index.more.csv: is in data/, and neither the descriptor names it nor a page links'
begin $portal
sed -i '3d' manifest.sha256
caught "a line taken from the manifest" ': is not in the manifest'
begin $portal
sed -i 's/<title>[^<]*/&./' es/index.html
caught "a word" 'es/index.html: is not the file that the manifest lists'
begin $portal
printf X >>data/execution.xlsx
remake
caught "a workbook's bytes" \
    'data/execution.xlsx: is not the file that the descriptor names'
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

# The rows of a program once more.
slice=$(cd "$site/$portal" && find data/programs -name '*.execution.csv' |
    LC_ALL=C sort | head -n 1)
edit "a cell of a program's rows" 'does not hold the rows that data/execution.csv' \
    "$slice" '2s/,\([0-9]\)/,1\1/2'
begin $portal
rm "$slice"
remake
caught "a program's rows taken away" "$slice: is due for the rows of"

# --- releases ---------------------------------------------------------------

portal=guatemala
made=$work/made
mkdir -p "$work/keys" "$made"
if command -v minisign >/dev/null &&
    minisign -G -W -p "$work/keys/own.pub" -s "$work/keys/own.key" \
        >/dev/null 2>&1 &&
    minisign -G -W -p "$work/keys/other.pub" -s "$work/keys/other.key" \
        >/dev/null 2>&1; then
    signs=true
    set -- --key "$work/keys/own.key"
else
    signs=false
    skip "signatures (minisign is not installed)"
    set --
fi
"$rendir" build "$root" --portal $portal --release 2017-10 --output "$made" \
    "$@" >"$work/out" 2>"$work/err" || {
    bad "the release cannot be made: $(tail -n 3 "$work/err")"
    finish
}
site=$made
"$rendir" verify "$made" >"$work/said"
same "a frozen release: exit" 0 $?
same "a frozen release is a root of its own" "$made/$portal/releases/2017-10" \
    "$(sed -n 's/^\(.*\): holds$/\1/p' "$work/said" | sed -n 2p)"
same "its archive" 1 "$(count 'archives of releases' "$work/said")"
frozen=releases/2017-10
"$rendir" verify "$made/$portal/$frozen.zip" >"$work/zip"
same "the archive of a release: exit" 0 $?
out=$(count 'of them lead out of this release' "$work/zip")
same "links to other releases" "$(find "$made/$portal/$frozen" -name '*.html' \
    -exec cat {} + | grep -o 'rel="latest-version"' | wc -l)" "$out"
"$rendir" verify "$made/$portal/$frozen" >"$work/alone"
same "the folder of a release: exit" 0 $?
same "the folder of a release and its archive" \
    "$(sed -n '2,$p' "$work/zip")" "$(sed -n '2,$p' "$work/alone")"

# freeze: the manifest of the frozen release made anew, and its archive
freeze() {
    (cd $frozen && remake)
    remake
}
begin $portal
sed -i '0,/>10,570\.52</s//>10,570.53</' $frozen/es/index.html
caught "a frozen byte" \
    "copy/$frozen/es/index.html: is not the file that the manifest lists"
grep -q "$frozen.zip: holds es/index.html, and not as the folder" "$work/said" &&
    ok || bad "a frozen byte: its archive does not tell"
cd "$copy" || exit 3
remake
caught "a frozen byte, the outer manifest made anew" \
    "copy/$frozen/es/index.html: is not the file that the manifest lists"
cd "$copy" || exit 3
freeze
caught "a frozen byte, both manifests made anew" \
    "copy/$frozen/es/index.html:[0-9]*: $leaf: the page prints \"10,570.53\""
begin $portal
rm $frozen/data/execution.csv
caught "a frozen file taken away" "$frozen.zip: holds data/execution.csv, which the folder"
begin $portal
echo more >$frozen/more.txt
freeze
caught "a frozen file more" "$frozen.zip: lacks more.txt"
begin $portal
rm $frozen/manifest.sha256
caught "a release without a manifest" "$frozen: is a release without manifest"
begin $portal
sed -i '0,/rel="latest-version" href="\([^"]*\)"/s//href="\1"/' $frozen/es/index.html
freeze
caught "a link out of a release" 'es/index.html leads out of the release'
begin $portal
sed -i '0,/\(rel="latest-version" href="[^"]*\)index/s//\1indices/' \
    $frozen/es/index.html
freeze
caught "a link to nothing in the latest release" 'es/indices.html leads nowhere'
begin $portal
printf 'PK\003\004' >$frozen.zip
remake
caught "an archive that is none" "$frozen.zip: cannot be read as a ZIP archive"

# signed NAME STATUS LINE OPTION...: what is said of the signature of $copy
signed() {
    name=$1 status=$2 line=$3
    shift 3
    "$rendir" verify "$@" "$copy" >"$work/said" 2>&1
    same "$name: exit" "$status" $?
    same "$name" "  signature $line" "$(sed -n '/^  signature/{p;q}' "$work/said")"
}
if $signs; then
    begin $portal
    cd "$root" || exit 3
    number=$(sed -n '1s/.* //p' "$work/keys/own.pub")
    key=$(sed -n 2p "$work/keys/own.pub")
    signed "a signature and no key" 0 \
        "by key id $number, not checked: no key given (--public-key)"
    signed "a signature and its key" 0 \
        "by key id $number, the key given: the signature holds" --public-key "$key"
    signed "a signature and the file of its key" 0 \
        "by key id $number, the key given: the signature holds" \
        --public-key "$work/keys/own.pub"
    signed "a signature and another key" 1 wrong \
        --public-key "$work/keys/other.pub"
    says "a secret key" 2 "rendir: --public-key $work/keys/own.key: $(
        "$rendir" verify --public-key "$work/keys/own.key" "$copy" 2>&1 |
            sed 's/.*own.key: //'
    )" --public-key "$work/keys/own.key" "$copy"
    begin $portal
    sed -i '2s/./\n&/40; ' manifest.sha256.minisig
    caught "a signature that is broken" 'minisig: is no signature of minisign'
    begin $portal
    sed -i '2{s/^\(.\{50\}\)A/\1B/;t;s/^\(.\{50\}\)./\1A/}' manifest.sha256.minisig
    caught "a digit of a signature" 'minisig: ' --public-key "$key"
    begin $portal
    sed -i '3s/release:/release=/' manifest.sha256.minisig
    caught "the comment that is signed" 'minisig: ' --public-key "$key"
    begin $portal
    rm manifest.sha256.minisig
    caught "no signature where a key is given" \
        'minisig: is not there: the manifest is not signed' --public-key "$key"
    begin $portal
    sed -i '0,/ value="10570\.52"/s///' en/index.html
    remake
    caught "a manifest made anew" 'minisig: ' --public-key "$key"
fi

# --- archives ---------------------------------------------------------------

# zipped FOLDER ARCHIVE: what is in the folder, as `zip` packs it
zipped() {
    rm -f "$2"
    (cd "$1" && zip -qr "$2" .)
}
if command -v zip >/dev/null; then
    zipped "$made" "$work/all.zip"
    zipped "$made/$portal" "$work/root.zip"
    "$rendir" verify "$made/$portal" >"$work/folder"
    for archive in all root; do
        "$rendir" verify "$work/$archive.zip" >"$work/said"
        same "$archive.zip: exit" 0 $?
        same "$archive.zip and the folder" \
            "$(grep -v 'holds$' "$work/folder")" \
            "$(grep -v 'holds$' "$work/said")"
    done
    # packed NAME SENTENCE: the copy as an archive does not hold
    packed() {
        cd "$root" || exit 3
        zipped "$copy" "$work/changed.zip"
        "$rendir" verify --limit 0 "$work/changed.zip" >"$work/said" 2>&1
        same "$1: exit" 1 $?
        grep -q -e "$2" "$work/said" && ok ||
            bad "$1: no fault says \"$2\": $(head -n 3 "$work/said")"
    }
    begin $portal
    sed -i '0,/>10,570\.52</s//>10,570.53</' es/index.html
    packed "an entry of an archive" \
        'es/index.html: is not the file that the manifest lists'
    cd "$copy" || exit 3
    remake
    packed "an entry of an archive, the manifest made anew" \
        "es/index.html:[0-9]*: $leaf: the page prints \"10,570.53\""
    begin $portal
    rm data/execution.csv
    packed "an archive without a file" 'lists data/execution.csv, which is not there'
    head -c 5000 "$work/root.zip" >"$work/cut.zip"
    "$rendir" verify "$work/cut.zip" >"$work/out" 2>"$work/err"
    same "an archive that is cut off: exit" 3 $?
    (cd "$work/keys" && zip -q "$work/none.zip" ./*)
    cd "$work" || exit 3
    says "an archive without a root" 2 \
        "rendir: none.zip holds no root (a folder with manifest.sha256)" none.zip
    cd "$root" || exit 3
else
    skip "archives (zip is not installed)"
fi

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
