#!/bin/sh
# XLSX and the spreadsheet-safe CSV, as others read them: openpyxl cell by cell,
# LibreOffice back into CSV, unzip and xmllint for the container.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
LC_ALL=C.UTF-8
export LC_ALL
# shellcheck source=tests/spec/formats-portal.sh
. "$here/formats-portal.sh"

# Debian's own knows the Debian package of openpyxl, whatever comes first.
python=
for one in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$one" -c 'import openpyxl' 2>/dev/null || python=$one
done

installed() {
    command -v "$1" >/dev/null 2>&1
}

formats_portal "$work/in" "$root"
"$rendir" build "$work/in" --output "$work/out" >"$work/built" 2>&1 || {
    cat "$work/built"
    bad 'the portal was not built'
    finish
}
data=$work/out/data

# --- the container ---

if installed unzip; then
    check 'the archives are whole' unzip -tqq "$data/facts.xlsx"
    mkdir "$work/parts"
    unzip -qq -d "$work/parts" "$data/facts.xlsx"
    check 'no cell is a formula' \
        sh -c "! grep -l '<f[ >]' '$work/parts/xl/worksheets/'*.xml"
    check 'its date is the cut-off' grep -q '2017-12-31T00:00:00Z' \
        "$work/parts/docProps/core.xml"
    if installed xmllint; then
        check 'its parts are XML' find "$work/parts" -name '*.xml' -exec \
            xmllint --noout {} +
    else
        skip 'parts of a workbook as XML (xmllint is not installed)'
    fi
else
    skip 'workbooks as archives (unzip is not installed)'
fi

# --- the same bytes again, and another clock ---

if installed faketime; then
    faketime '2031-05-06 07:08:09' "$rendir" build "$work/in" \
        --output "$work/again" >/dev/null 2>&1
else
    sleep 2
    TZ=Asia/Kolkata "$rendir" build "$work/in" --output "$work/again" \
        --jobs 1 >/dev/null 2>&1
fi
for file in facts.xlsx offices.xlsx objects.xlsx facts.safe.csv; do
    check "$file is the same again" cmp "$data/$file" "$work/again/data/$file"
done
"$rendir" build "$work/in" --output "$work/again" >"$work/third" 2>&1
check 'a third build changes nothing' grep -q 'nothing changed' "$work/third"

# --- cell by cell ---

if [ -n "$python" ]; then
    for name in facts offices objects; do
        check "$name.xlsx has the cells of its CSV" \
            "$python" "$here/workbook.py" "$data" "$name"
    done
    for name in execution ceilings commitments calendar derived-program-money; do
        [ -f "$site/ejemplo/data/$name.xlsx" ] || continue
        check "ejemplo: $name.xlsx has the cells of its CSV" \
            "$python" "$here/workbook.py" "$site/ejemplo/data" "$name"
    done
    sed 's/-12.50/-12.51/' "$data/facts.csv" >"$work/changed.csv"
    mkdir "$work/wrong"
    cp "$data/datapackage.json" "$data/facts.xlsx" "$work/wrong"
    cp "$work/changed.csv" "$work/wrong/facts.csv"
    check 'a cell that differs is seen' \
        sh -c "! '$python' '$here/workbook.py' '$work/wrong' facts"
else
    skip 'workbooks cell by cell (python3-openpyxl is not installed)'
fi

# --- cells that a spreadsheet would run ---

# By hand: two labels of offices, one of objects; those of facts are not known
# when pages are made.
same 'cells that would be run, by table' \
    'table,column,cells|offices,label,2|objects,label,1|' \
    "$(cut -d , -f 1-3 "$data/derived-formula-cells.csv" | tr -d '\r' | tr '\n' '|')"
check 'the page of the data counts them' grep -q \
    'would run: <data [^>]*value="3"' "$work/out/en/data.html"
check 'and says where others are' grep -q \
    'are counted in datapackage.json' "$work/out/en/data.html"
for table in offices objects; do
    check "the page of quality leads to $table.safe.csv" grep -q \
        "href=\"../data/$table.safe.csv\"" "$work/out/en/quality.html"
    [ -s "$data/$table.safe.csv" ] && ok || bad "$table.safe.csv is not there"
done
sed -i 's/=1+1 ministry/Ministry/; s/@office/office/' "$work/in/data/p/offices.csv"
sed -i 's/"-12.5/"12.5/g' "$work/in/data/p/objects.csv"
"$rendir" build "$work/in" --output "$work/none" >"$work/said" 2>&1
[ ! -e "$work/none/data/derived-formula-cells.csv" ] && ok ||
    bad 'a table of cells that there are not'
lacks 'without such cells nothing is said' "$work/none/en/data.html" \
    'would run'
lacks 'without such cells the page of quality has no section' \
    "$work/none/en/quality.html" 'would run'

# --- LibreOffice opens it, and gives the CSV back ---

if installed soffice && installed python3; then
    HOME=$work/home soffice --headless --convert-to \
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1' \
        --outdir "$work/office" "$data/facts.xlsx" >"$work/office.said" 2>&1
    check 'LibreOffice gives the rows back' python3 - "$data/facts.csv" \
        "$work/office/facts-facts.csv" "$work/office/facts.csv" <<'END'
import csv, os, sys
from decimal import Decimal, InvalidOperation
def rows(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.reader(file))
def equal(a, b):
    if a.replace('\r\n', '\n') == b:
        return True
    try:
        return '.' in a + b and Decimal(a) == Decimal(b)
    except InvalidOperation:
        return False
ours = rows(sys.argv[1])
theirs = rows(next(path for path in sys.argv[2:] if os.path.exists(path)))
faults = [(a, b) for x, y in zip(ours, theirs) for a, b in zip(x, y) if not equal(a, b)]
print(len(ours), len(theirs), faults)
sys.exit(bool(faults) or len(ours) != len(theirs))
END
else
    skip 'LibreOffice opens a workbook (soffice is not installed)'
fi

# --- the safe CSV ---

column() { # FILE: the last field of the source, and the labels of offices
    tr -d '\r' <"$1"
}
same 'formulas of facts are text in the safe CSV' \
    "\"'=HYPERLINK(\"\"http://x\"\")\" '+5" \
    "$(column "$data/facts.safe.csv" | grep -o "\"'=[^)]*)\"\|'+5" | tr '\n' ' ' |
        sed 's/ $//')"
check 'numbers below zero are left alone' \
    grep -q ',-12.50,' "$data/facts.safe.csv"
check 'a text that is a number below zero too' grep -q '^01,-12.5,' "$data/objects.safe.csv"
check 'and others are not' grep -q "^02,'-12.5 or so," "$data/objects.safe.csv"
check 'the raw one is as it was' grep -q ',+5,' "$data/facts.csv"
check 'but for the apostrophes they are one file' \
    sh -c "sed \"s/,'/,/g; s/\\\"'/\\\"/g\" '$data/facts.safe.csv' | cmp - '$data/facts.csv'"
check 'a table without such cells has no safe CSV' \
    test ! -e "$data/derived-programs.safe.csv"
if installed python3; then
    same 'the descriptor counts the cells' 'facts 2 offices 2 objects 1' \
        "$(python3 -c '
import json, sys
found = json.load(open(sys.argv[1]))["resources"]
print(" ".join("%s %d" % (r["name"], r["rendir:formula_cells"])
               for r in found if r["rendir:formula_cells"]))' \
            "$data/datapackage.json")"
fi
check 'the dictionary leads to the safe CSV' \
    grep -q 'href="../../data/offices.safe.csv"' "$work/out/en/data/offices.html"
check 'the dictionary leads to the workbook' \
    grep -q 'href="../../data/offices.xlsx"' "$work/out/en/data/offices.html"

# --- formats that are not asked for ---

echo 'formats: [sqlite]' >>"$work/in/content/p/portal.yaml"
"$rendir" build "$work/in" --output "$work/none" >"$work/said" 2>&1
check 'no workbook where none is asked for' test ! -e "$work/none/data/facts.xlsx"
check 'and no link to one' \
    sh -c "! grep -q xlsx '$work/none/en/data/facts.html' '$work/none/en/data.html'"

# --- more rows than a sheet has ---

sed -i '/^formats:/d' "$work/in/content/p/portal.yaml"
echo 'formats: [xlsx]' >>"$work/in/content/p/portal.yaml"
awk 'BEGIN {
    print "office,Object,month,current,accrued,paid,note"
    for (i = 0; i < 1048576; i++) print "011,01,2017-01,1,1,1,"
}' >"$work/in/data/p/facts.csv"
"$rendir" build "$work/in" --output "$work/long" >"$work/said" 2>&1
check 'a table longer than a sheet has no workbook' \
    test ! -e "$work/long/data/facts.xlsx" -a -e "$work/long/data/offices.xlsx"
check 'and its page says so' grep -q 'There is no workbook of this table' \
    "$work/long/en/data/facts.html"
check 'the descriptor says so too' \
    grep -q '"omitted": *"more rows or columns than a sheet has"' \
    "$work/long/data/datapackage.json"

finish
