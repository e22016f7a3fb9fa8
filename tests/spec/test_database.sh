#!/bin/sh
# The SQLite database of a release, asked by the sqlite3 shell and compared with
# the CSVs beside it.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
LC_ALL=C.UTF-8
export LC_ALL

command -v sqlite3 >/dev/null || {
    skip "databases (sqlite3 is not installed)"
    finish
}
# shellcheck source=tests/spec/formats-portal.sh
. "$here/formats-portal.sh"

# answers NAME EXPECTED SQL [FILE]
answers() {
    found=$(sqlite3 -batch "${4:-$base}" "$3" 2>&1 | tr '\n' ' ')
    check "$1" test "$2" = "${found% }"
    [ "$2" = "${found% }" ] || printf '    expected %s\n    found    %s\n' "$2" "${found% }"
}

formats_portal "$work/in" "$root"
"$rendir" build "$work/in" --output "$work/out" >"$work/built" 2>&1 || {
    cat "$work/built"
    bad 'the portal was not built'
    finish
}
base=$work/out/data/p.sqlite

# --- of a portal of ten rows ---

answers 'it is whole' 'ok' 'PRAGMA integrity_check'
answers 'every reference resolves' '' 'PRAGMA foreign_key_check'
answers 'it is told from other databases' '1919250020 1' \
    'PRAGMA application_id; PRAGMA user_version'
answers 'codes stay text' '011 text' \
    'SELECT institution || " " || typeof(institution) FROM facts LIMIT 1'
answers 'amounts are whole numbers at the scale of their column' \
    '3 -12500 1005 2000 100' \
    'SELECT scale FROM _columns WHERE dataset = "facts" AND "column" = "accrued";
     SELECT accrued FROM facts WHERE accrued IS NOT NULL'
answers 'why an amount is missing stays distinct' 'n.r. n.a.' \
    'SELECT accrued_state FROM facts WHERE accrued IS NULL ORDER BY rowid'
answers 'what no integer holds is text, and says so' \
    'TEXT 99999999999999999999.5 decimal text: too large for 64 bits' \
    'SELECT type FROM _columns WHERE dataset = "facts" AND "column" = "paid";
     SELECT paid FROM facts WHERE length(paid) > 9;
     SELECT note FROM _columns WHERE dataset = "facts" AND "column" = "paid"'
answers 'the view has decimals' '0.10 12345678901234.55 100.00 0.00 -7.00 999999999999999.00' \
    'SELECT current FROM facts_decimal ORDER BY rowid'
answers 'below one and below zero as well' '-12.500' \
    'SELECT accrued FROM facts_decimal WHERE accrued LIKE "-%"'
answers 'the key is the primary key' 'code' \
    'SELECT name FROM pragma_table_info("offices") WHERE pk'
answers 'dimensions refer to the lists of their codes' 'institution offices code object objects code' \
    'SELECT "from" || " " || "table" || " " || "to" FROM pragma_foreign_key_list("facts") ORDER BY 1'
answers 'codes and periods have an index' 'institution object period' \
    'SELECT info.name FROM pragma_index_list("facts") AS list,
     pragma_index_info(list.name) AS info ORDER BY 1'
answers 'comments stand in the schema' '1' \
    "SELECT sql LIKE '%-- Accrued; flow: summed over time; USD; value x 1000%' FROM sqlite_schema
     WHERE name = 'facts'"
answers 'titles are there in every language' 'en es' \
    'SELECT DISTINCT language FROM _words ORDER BY 1'
answers 'the release is named' '2017-Q4' 'SELECT value FROM _release WHERE key = "release"'
answers 'no table is empty of rows it should have' '' \
    'SELECT dataset FROM _datasets WHERE dataset = "facts" AND row_count <> 6'

# Sums, by the shell on one side and awk on the other.
cents=$(awk -F , 'NR > 1 && $5 ~ /^-?[0-9.]+$/ { sum += $5 * 1000 } END { printf "%.0f", sum }' \
    "$work/in/data/p/facts.csv")
answers 'the sum is that of the source' "$cents" 'SELECT SUM(accrued) FROM facts'
answers 'the hash is that of the CSV' \
    "$(sha256sum "$work/out/data/facts.csv" | cut -d ' ' -f 1)" \
    'SELECT csv_sha256 FROM _datasets WHERE dataset = "facts"'

# --- the same bytes again; nothing beside it ---

TZ=Asia/Kolkata "$rendir" build "$work/in" --output "$work/again" --jobs 1 >/dev/null 2>&1
check 'it is the same again' cmp "$base" "$work/again/data/p.sqlite"
check 'no journal is left' sh -c "! ls -A '$work/out' '$work/out/data' | grep -E 'journal|scratch|-wal'"
echo 'formats: [xlsx]' >>"$work/in/content/p/portal.yaml"
"$rendir" build "$work/in" --output "$work/none" >/dev/null 2>&1
check 'none where none is asked for' test ! -e "$work/none/data/p.sqlite"
check 'and no link to one' sh -c "! grep -q 'p[.]sqlite' '$work/none/en/data.html'"

# --- numbers of every kind in one column, and every mark beside them ---

mkdir -p "$work/odd/content/p" "$work/odd/data/p"
cat >"$work/odd/content/p/portal.yaml" <<'END'
name: P
languages: [{path: en, locale: en-US}]
cut_off: 2017-10-31
stages: [{id: accrued, label: Accrued}, {id: paid, label: Paid}]
constants: {pace: 10}
END
cat >"$work/odd/data/p/datapackage.json" <<'END'
{"name": "p", "resources": [
  {"name": "execution", "path": "execution.csv", "role": "execution",
   "schema": {"fields": [
     {"name": "period", "type": "string", "role": "period"},
     {"name": "kind", "type": "string", "role": "dimension",
      "dimension": "kind"},
     {"name": "accrued", "type": "number", "role": "amount", "stage": "accrued",
      "missing": {"": "empty", "n.d.": "not-reported", "-": "not-applicable"}},
     {"name": "paid", "type": "number", "role": "amount", "stage": "paid",
      "missing": {"": "empty", "n.r.": "not-reported"}}]}}
]}
END
printf '%s\n' period,kind,accrued,paid 2017-01,k,100.05,1 \
    2017-02,k,-0.10,n.r. 2017-03,k,999999999999999.99,-0.000001 \
    2016-02,m,n.d.,1e3 2017-03,m,0,-9223372036854.775807 2017-04,m,, \
    2017-05,m,-,-0 2017-06,m,-999999999999999.99,1E-6 \
    >"$work/odd/data/p/execution.csv"
check 'numbers of every kind are published' "$rendir" build -q \
    --templates "$root/templates" -o "$work/odd/out" "$work/odd"
odd=$work/odd/out/data/p.sqlite
answers 'each at the scale of its column' \
    '10005 -10 99999999999999999 0 -99999999999999999' \
    'SELECT accrued FROM execution WHERE accrued IS NOT NULL ORDER BY rowid' "$odd"
answers 'to the last that 64 bits hold' \
    '1000000 -1 1000000000 -9223372036854775807 0 1' \
    'SELECT paid FROM execution WHERE paid IS NOT NULL ORDER BY rowid' "$odd"
answers 'what is missing says why' 'n.r. empty n.a.' \
    'SELECT accrued_state FROM execution WHERE accrued IS NULL ORDER BY rowid' "$odd"
answers 'in each column' 'n.r. empty' \
    'SELECT paid_state FROM execution WHERE paid IS NULL ORDER BY rowid' "$odd"

# --- every cell, of this and of what is published ---

if command -v python3 >/dev/null; then
    check 'every cell is that of the CSV' python3 "$here/database.py" "$work/out" data/p.sqlite
    check 'of the odd ones too' python3 "$here/database.py" "$work/odd/out" data/p.sqlite
    for folder in "$site"/*/; do
        name=$(basename "$folder")
        [ -f "$folder/data/$name.sqlite" ] || continue
        answers "$name is whole" 'ok' 'PRAGMA integrity_check' "$folder/data/$name.sqlite"
        answers "$name: every reference resolves" '' 'PRAGMA foreign_key_check' \
            "$folder/data/$name.sqlite"
        check "$name: every cell is that of the CSV" \
            python3 "$here/database.py" "$folder" "data/$name.sqlite"
    done
else
    skip "databases cell by cell (python3 is not installed)"
fi

finish
