#!/bin/sh
# rendir verify: what holds the published rows once more (workbooks, CSV without
# formulas, kits) and releases that lie alone, as a folder or an archive. Each
# holds as it is; a change is found with manifest and descriptor made anew.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
# shellcheck source=tests/property/mutation.sh
. "$here/mutation.sh"
# shellcheck source=tests/spec/formats-portal.sh
. "$root/tests/spec/formats-portal.sh"

for tool in zip unzip; do
    command -v $tool >/dev/null || {
        skip "copies of rows ($tool is not installed)"
        finish
    }
done

formats_portal "$work/in" "$root"
site=$work/made
portal=p
"$rendir" build "$work/in" --output "$site/$portal" >"$work/said" 2>&1 || {
    cat "$work/said"
    bad "the portal was not built"
    finish
}

# counts LABEL: what the summary last said of it
counts() {
    sed -n "s/^ *\([0-9]*\) $1.*/\1/p" "$work/said" | head -n 1
}

"$rendir" verify --json "$work/json" "$site/$portal" >"$work/said" 2>&1
same "the portal: exit" 0 $?
same "workbooks" "$(find "$site" -name '*.xlsx' | wc -l)" "$(counts workbooks)"
same "kits" "$(find "$site" -path '*/kits/*.zip' | wc -l)" "$(counts kits)"
same "rows of workbooks" "$(counts rows)" \
    "$(sed -n '/workbooks, cell/{n;s/^ *\([0-9]*\) rows$/\1/p;}' "$work/said")"
has "the database is said not to be opened" "$work/said" " 1 .sqlite"
has "… in the report as JSON" "$work/json" '"ending": "sqlite",'
lacks "no workbook is left unopened" "$work/said" " .xlsx"

# --- workbooks --------------------------------------------------------------

# part WORKBOOK PART EXPRESSION: a part of a workbook changed by sed
part() {
    rm -rf "$work/parts"
    mkdir "$work/parts"
    (cd "$work/parts" && unzip -qq "$copy/$1") || bad "$1 is no archive"
    sed -i -e "$3" "$work/parts/$2"
    rm "$copy/$1"
    (cd "$work/parts" && zip -qr "$copy/$1" .)
}

# told NAME SENTENCE FILE: the change is made; manifest and descriptor anew
told() {
    cd "$copy" || exit 3
    redescribe "$3"
    remake
    caught "$1" "$3.*$2"
}

# book NAME SENTENCE EXPRESSION [PART]: a change in facts.xlsx
book() {
    begin $portal
    part data/facts.xlsx "${4:-xl/worksheets/sheet1.xml}" "$3"
    told "$1" "$2" data/facts.xlsx
}

# A workbook that was only packed again is the same one.
begin $portal
part data/facts.xlsx xl/styles.xml ''
cd "$copy" && redescribe data/facts.xlsx && remake
"$rendir" verify "$copy" >"$work/said"
same "a workbook packed by another program: exit" 0 $?

sheet=xl/worksheets/sheet1.xml
book "a digit of a number" \
    'has "-12.6" in E2, the CSV has "-12.50"' 's/<v>-12.5</<v>-12.6</'
book "a number beyond what a spreadsheet shows" \
    'has "999999999999998" in D7, the CSV has "999999999999999"' \
    's/<v>999999999999999</<v>999999999999998</'
book "a digit of a number that is text" \
    'has "99999999999999999999.6" in F4' \
    's/<t>99999999999999999999\.5</<t>99999999999999999999.6</'
book "a number in the place of a text" 'has "12" in A4, the CSV has "012"' \
    's/r="A4"[^>]*><is><t>012<\/t><\/is>/r="A4"><v>12<\/v>/'
book "a text in the place of a number" \
    'has 3 cells that the descriptor counts otherwise as "numbers_as_text"' \
    's/\(r="F2"\)[^>]*><v>1<\/v>/\1 t="inlineStr"><is><t>1<\/t><\/is>/'
book "a mark in the place of another" 'has "n.a." in E3, the CSV has "n.r."' \
    's/<t>n\.r\.</<t>n.a.</'
book "a word" 'has "plane" in G2, the CSV has "plain"' 's/<t>plain</<t>plane</'
book "a text as a formula" 'has a formula in G3' \
    's/\(r="G3"\)[^>]*><is>.*<\/is><\/c>\(<c r="H3"\)/\1><f>1+1<\/f><v>2<\/v><\/c>\2/'
book "a truth value" 'has "1" in F2, the CSV has "1"' \
    's/\(r="F2"[^>]*\)>/\1 t="b">/'
book "a cell taken away" 'has "" in F3, the CSV has "2"' \
    's/<c r="F3"[^>]*><v>2<\/v><\/c>//'
book "a cell more" 'has "5" in F6, the CSV has ""' \
    's/\(<c r="G6"\)/<c r="F6"><v>5<\/v><\/c>\1/'
book "a cell behind the last column" 'has "5" in J2, the CSV has ""' \
    's/<\/c><\/row><row r="3"/<\/c><c r="J2"><v>5<\/v><\/c><\/row><row r="3"/'
book "a cell out of its place" 'row 2 has a cell out of its place' \
    's/<c r="F2"/<c r="B2"/'
book "a row taken away" 'has "" in A4, the CSV has "012"' \
    's/<row r="4".*\(<row r="5"\)/\1/'
book "a row taken from the end" 'has "" in A7, the CSV has "1e5"' \
    's/<row r="7".*<\/sheetData>/<\/sheetData>/'
book "a row more" 'has something in row 8, the CSV has 6 rows' \
    's/<\/sheetData>/<row r="8"><c r="A8"><v>1<\/v><\/c><\/row>&/'
book "two rows in another order" 'row 2 is out of its place' \
    's/<row r="4"/<row r="2"/'
book "the head taken away" 'has no head' 's/<row r="1".*\(<row r="2"\)/\1/'
book "a name of a column" 'has "accruing" in E1, the CSV has "accrued"' \
    's/<t>accrued</<t>accruing</'
book "a row that is hidden" 'is hidden' 's/<row r="4"/& hidden="1"/'
book "a column that is hidden" 'markup that is not plain' \
    's/<col /<col hidden="1" /'
book "markup of another kind" 'markup that is not read' \
    's/<sheetData>/<!-- more --><sheetData>/'
book "a format that shows other digits" 'has a format that shows other digits' \
    's/formatCode="[#,]*0\.0*"/formatCode="#,##0.00,"/' xl/styles.xml
book "a format of percentages" 'has a format that shows other digits' \
    '0,/<xf numFmtId="16[0-9]"/s//<xf numFmtId="10"/' xl/styles.xml
book "days counted from 1904" 'counts days from 1904' \
    's/<workbookPr/& date1904="1"/' xl/workbook.xml
book "another sheet as the first" 'in A1, the CSV has "institution"' \
    's/rId1/rId0/; s/rId2/rId1/; s/rId0/rId2/' xl/workbook.xml
book "a sheet that is not there" 'is a sheet that is not there' \
    's/sheet1\.xml/sheet7.xml/' xl/_rels/workbook.xml.rels
book "a formula in the other sheet" 'has a formula in B' \
    '0,/\(<c r="B[0-9]*"[^>]*>\)<is>/s//\1<f>1<\/f><is>/' xl/worksheets/sheet2.xml
book "another beginning" 'is not what the workbook begins with' \
    's/xl\/workbook\.xml/xl\/styles.xml/' _rels/.rels

begin $portal
part data/objects.xlsx $sheet 's/<v>42766</<v>42767</'
told "a day" 'has "42767" in D3, the CSV has "2017-01-31"' data/objects.xlsx
begin $portal
part data/objects.xlsx $sheet 's/<t>1899-12-31</<t>1899-12-30</'
told "a day that is text" 'has "1899-12-30" in D2' data/objects.xlsx
begin $portal
part data/offices.xlsx $sheet 's/_x005F_/_x0041_/'
told "a text that only looks escaped" 'has "Ministry of Ax0041_ things" in B3' \
    data/offices.xlsx

begin $portal
(cd "$work" && mkdir -p xl && echo x >xl/vbaProject.bin &&
    zip -q "$copy/data/facts.xlsx" xl/vbaProject.bin)
told "a part that could run" 'vbaProject.bin is no part of a plain workbook' \
    data/facts.xlsx
begin $portal
head -c 3000 "$base/data/facts.xlsx" >data/facts.xlsx
told "a workbook that is cut off" 'cannot be read as a workbook' data/facts.xlsx
begin $portal
echo text >data/facts.xlsx
told "a workbook that is none" 'cannot be read as a workbook' data/facts.xlsx

# As another spreadsheet saves it: texts that cells share.
if command -v python3 >/dev/null; then
    begin $portal
    part data/facts.xlsx xl/styles.xml ''
    python3 - "$work/parts" <<'END'
import re, sys
folder = sys.argv[1]
path = folder + '/xl/worksheets/sheet1.xml'
sheet = open(path, encoding='utf-8').read()
texts = []
def share(match):
    texts.append(match.group(1))
    return f't="s"><v>{len(texts) - 1}</v></c>'
sheet = re.sub(r't="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is></c>', share, sheet)
open(path, 'w', encoding='utf-8').write(sheet)
with open(folder + '/xl/sharedStrings.xml', 'w', encoding='utf-8') as out:
    out.write('<sst>' + ''.join(f'<si>{text}</si>' for text in texts) + '</sst>')
END
    rm "$copy/data/facts.xlsx"
    (cd "$work/parts" && zip -qr "$copy/data/facts.xlsx" .)
    cd "$copy" && redescribe data/facts.xlsx && remake
    "$rendir" verify "$copy" >"$work/said"
    same "texts that cells share: exit" 0 $?
    part data/facts.xlsx xl/sharedStrings.xml 's/>plain</>plane</'
    told "a word that cells share" 'has "plane" in G2' data/facts.xlsx
    begin $portal
    part data/facts.xlsx $sheet \
        's/\(r="G2"[^>]*\) t="inlineStr"><is><t>plain<\/t><\/is>/\1 t="s"><v>99<\/v>/'
    told "a text that is not there" 'has a text that is not there' data/facts.xlsx
else
    skip "texts that cells share (python3 is not installed)"
fi

# --- CSV without formulas ---------------------------------------------------

# safe NAME SENTENCE EXPRESSION: a change in facts.safe.csv
safe() {
    begin $portal
    sed -i -e "$3" data/facts.safe.csv
    told "$1" "$2" data/facts.safe.csv
}
safe "a mark taken away" "has \"+5\" where \"'+5\" is due" "s/,'+5,/,+5,/"
safe "a mark too many" "has \"'plain\" where \"plain\" is due" \
    "s/,plain,/,'plain,/"
safe "a digit" 'has "-12.51" where "-12.50" is due' 's/-12\.50/-12.51/'
safe "a row taken away" 'has' 3d
safe "a row less at the end" 'has fewer rows than the CSV' '$d'
safe "a row more" 'has more rows than the CSV' '$p'
safe "a cell less" 'has 8 cells where the CSV has 9' '2s/,plain//'
# unsafe SENTENCE EXPRESSION: what the descriptor says of it
unsafe() {
    begin $portal
    sed -i -e "$2" data/datapackage.json
    remake
    caught "formulas in the descriptor" "$1"
}
unsafe 'cells with a mark, the descriptor says otherwise' \
    '0,/"rendir:formula_cells": [1-9]/s//"rendir:formula_cells": 9/'
unsafe 'has no cells that a spreadsheet would run, and a CSV without them' \
    '0,/"rendir:formula_cells": [1-9]/s//"rendir:formula_cells": 0/'
unsafe 'and no CSV without them' '0,/"rendir:formula_cells": 0/s//"rendir:formula_cells": 1/'

# --- kits -------------------------------------------------------------------

# kit NAME SENTENCE FILE EXPRESSION: a change in the kit of facts
kit() {
    begin $portal
    part data/kits/facts.zip "p-facts/$3" "$4"
    told "$1" "$2" data/kits/facts.zip
}
kit "a cell" 'has not the bytes of data/facts.csv' facts.csv 's/-12\.50/-12.51/'
kit "a digest" 'describes otherwise than data/datapackage.json: hash' \
    datapackage.json '0,/"sha256:[0-9a-f]\{8\}/s//"sha256:00000000/'
kit "a type" 'describes otherwise than data/datapackage.json: schema' \
    datapackage.json '0,/"type": "number"/s//"type": "string"/'
kit "a column of the dictionary" 'has in its dictionary another column: paying' \
    dictionary.csv 's/^paid,/paying,/'
kit "a column taken from the dictionary" 'dictionary' dictionary.csv '$d'
begin $portal
zip -qd data/kits/facts.zip p-facts/facts.csv
told "rows taken away" 'lacks facts.csv' data/kits/facts.zip
begin $portal
echo none >data/kits/facts.zip
told "a kit that is none" 'cannot be read as a ZIP archive' data/kits/facts.zip
begin $portal
cp data/kits/facts.zip data/kits/other.zip
told "a kit of nothing" 'is the kit of a dataset that is not there' \
    data/kits/other.zip

# --- a release alone --------------------------------------------------------

# The second release leads to the first one, and both to the latest.
cp "$site/$portal/data/facts.csv" "$work/first.csv"
sed -i 's/^release: .*/release: 2017-Q3/' "$work/in/content/p/portal.yaml"
"$rendir" build "$work/in" --release 2017-Q3 --output "$work/first" \
    >"$work/said" 2>&1 || bad "the first release: $(tail -n 2 "$work/said")"
sed -i 's/^release: .*/release: 2017-Q4/' "$work/in/content/p/portal.yaml"
printf 'releases:\n  - {id: 2017-Q3, date: 2017-10-15}\n' \
    >>"$work/in/content/p/portal.yaml"
mkdir -p "$work/in/content/p/pages"
cat >"$work/in/content/p/pages/about.en.md" <<'END'
---
title: About
---
[Before](releases/2017-Q3.zip) and [its pages](releases/2017-Q3/index.html),
[a page of it](releases/2017-Q3/en/budget.html),
[this one](releases/2017-Q4.zip); [what changed](changes/feed.en.xml), also as
[JSON](changes/feed.es.json) and [figures](changes/figures.csv).
END
"$rendir" build "$work/in" --release 2017-Q4 --output "$work/second" \
    --previous "$work/first/releases/2017-Q3.zip" >"$work/said" 2>&1 ||
    bad "the second release: $(tail -n 2 "$work/said")"
releases=$work/second/releases
same "a text leads to releases and what changed" 7 \
    "$(grep -o 'href="\.\./\(\.\./\)*\(releases\|changes\)/[^"]*\(zip\|html\|xml\|json\|csv\)"' \
        "$work/second/en/pages/about.html" | sort -u | grep -c -v changes.html)"
same "out of a frozen release they are words" "Before and its pages" \
    "$(sed -n 's/.*\(Before and its pages\).*/\1/p' \
        "$releases/2017-Q4/en/pages/about.html")"
printf '\n[x](releases/2017-Q3/en/none.html)\n' \
    >>"$work/in/content/p/pages/about.en.md"
"$rendir" build "$work/in" --output "$work/second" \
    --previous "$work/first/releases/2017-Q3.zip" >"$work/said" 2>&1
same "a page that the release has not: exit" 1 $?
has "a page that the release has not" "$work/said" \
    "fatal[F536]: releases/2017-Q3/en/none.html leads to no file of the portal"

# leads FOLDER: addresses of its pages to other releases
leads() {
    find "$1" -name '*.html' -exec cat {} + |
        grep -o 'rel="\(latest\|predecessor\)-version"' | wc -l
}
for id in 2017-Q3 2017-Q4; do
    mkdir -p "$work/far/$id"
    cp -R "$releases/$id" "$work/far/$id/downloaded"
    cp "$releases/$id.zip" "$work/far/$id/download.zip"
    for place in downloaded download.zip; do
        "$rendir" verify "$work/far/$id/$place" >"$work/said" 2>&1
        same "$id alone, $place: exit" 0 $?
        same "$id alone, $place: links to other releases" \
            "$(leads "$releases/$id")" "$(counts 'of them lead out')"
        has "$id alone, $place: is a frozen release" "$work/said" \
            "  release   $id, frozen"
        same "$id alone, $place: workbooks" \
            "$(find "$releases/$id" -name '*.xlsx' | wc -l)" "$(counts workbooks)"
        same "$id alone, $place: figures" \
            "$(find "$releases/$id/data/figures" -name '*.csv' \
                -exec tail -q -n +2 {} + | wc -l)" "$(counts 'figures in them')"
    done
done

# alone NAME SENTENCE FILE EXPRESSION: a release changed, as a folder and packed
alone() {
    base=$releases/2017-Q4
    copy=$work/copy/p-2017-Q4
    rm -rf "$work/copy"
    mkdir "$work/copy"
    cp -R "$base" "$copy"
    cd "$copy" || exit 3
    sed -i -e "$4" "$3"
    redescribe "$3"
    remake
    caught "$1, a folder" "$2"
    rm -f "$work/copy.zip"
    (cd "$work/copy" && zip -qr "$work/copy.zip" .)
    copy=$work/copy.zip
    "$rendir" verify --limit 0 "$copy" >"$work/said" 2>&1
    same "$1, an archive: exit" 1 $?
    grep -q -e "$2" "$work/said" && ok ||
        bad "$1, an archive: no fault says \"$2\""
}
figure=$(sed -n '2s/,.*//p' "$releases/2017-Q4/data/figures/index.csv")
alone "a digit of a page" "$figure: the page prints" en/index.html \
    "0,/\(data-figure=\"$figure\"[^>]*>[^<]*\)\([0-9]\)/s//\1\29/"
alone "a cell" 'the published rows give' data/facts.csv 's/-12\.50/-12.51/'
alone "a cell, against the workbook" 'facts.xlsx: has "-12.5" in E2' \
    data/facts.csv 's/-12\.50/-12.51/'
alone "a link in it" 'leads nowhere' en/index.html \
    's/href="\.\.\/en\/data\.html"/href="..\/en\/date.html"/'
alone "a link that leaves unsaid" 'leads nowhere' en/index.html \
    '0,/rel="latest-version" href="\([^"]*\)"/s//href="\1"/'
alone "a link beyond the portal" 'leads to no release of this portal' \
    en/index.html \
    '0,/\(rel="latest-version" href="\)\([^"]*\)"/s//\1..\/\2"/'
alone "a link beside releases" 'leads to no release of this portal' \
    en/index.html \
    '0,/\(rel="latest-version" href="\)[^"]*"/s//\1..\/..\/stray.html"/'

# In a root that has lost the folder, its archive is a release still.
begin_alone() {
    base=$work/second
    copy=$work/copy
    rm -rf "$copy"
    cp -R "$base" "$copy"
    rm -r "$copy/releases/2017-Q3"
    cd "$copy" || exit 3
}
begin_alone
remake
"$rendir" verify --limit 0 "$copy" >"$work/said" 2>&1
has "an archive without its folder is verified" "$work/said" \
    "releases/2017-Q3.zip/p-2017-Q3: holds"
begin_alone
unzip -qq releases/2017-Q3.zip -d "$work/lone"
(cd "$work/lone/p-2017-Q3" &&
    sed -i 's/-12\.50/-12.51/' data/facts.csv && redescribe data/facts.csv &&
    remake)
rm releases/2017-Q3.zip
(cd "$work/lone" && zip -qr "$copy/releases/2017-Q3.zip" .)
remake
caught "a cell in an archive without its folder" \
    'releases/2017-Q3.zip/p-2017-Q3/data/figures/.*the published rows give'
begin_alone
(cd "$work/in" && zip -qr "$copy/releases/2017-Q3.zip" data)
rm releases/2017-Q3.zip
(cd "$work/in" && zip -qr "$copy/releases/2017-Q3.zip" data)
remake
caught "an archive that holds no release" \
    'releases/2017-Q3.zip: holds no release'
begin_alone
echo none >releases/2017-Q3.zip
remake
caught "an archive that is none, without its folder" \
    'releases/2017-Q3.zip: cannot be read as a ZIP archive'

finish
