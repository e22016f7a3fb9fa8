#!/bin/sh
# The budget of the City of Buenos Aires, 17,108 rows: what is published, in the
# figures and in the rows, adds up to totals that were computed from the source
# with exact decimals by another program (CONTROL-TOTALS.tsv beside it).
# Prints "N passed, N failed, N skipped"; exits 1 if anything failed.
set -u
LC_ALL=C
export LC_ALL

root=$(cd "$(dirname "$0")/../.." && pwd)
rendir=$(realpath "${RENDIR:-$root/.build/rendir}")
shared=${RENDIR_SHARED:-$root/../shared}
folder=ar-caba-2013-2021
source=$shared/realdata/$folder/presu_agrupado.csv
control=$shared/realdata/CONTROL-TOTALS.tsv

skip() {
    echo "skipped: totals of Buenos Aires ($1)"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
}

[ -r "$source" ] && [ -r "$control" ] || skip "$folder is not in RENDIR_SHARED"
command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"

work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# same NAME EXPECTED FOUND
same() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1: expected $2, found $3"
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
}

# Sums in ten-thousandths: below 2^53, so exact in any awk.
sums='
function scaled(text,    part, sign)
{
    sign = 1
    if (substr(text, 1, 1) == "-") {
        sign = -1
        text = substr(text, 2)
    }
    if (text !~ /^[0-9]+([.][0-9]?[0-9]?[0-9]?[0-9]?0*)?$/) {
        print "not a plain decimal: " text
        return 0
    }
    split(text ".", part, ".")
    return sign * (part[1] * 10000 + substr(part[2] "0000", 1, 4))
}
function plain(value,    whole)
{
    whole = int(value / 10000)
    return sprintf("%.0f.%04.0f", whole, value - whole * 10000)
}'

# What is to come out, from the control file, whose words are the source's.
awk -F '\t' -v file="$folder/presu_agrupado.csv" "$sums"'
BEGIN {
    word["sum sancion"] = "sanction"
    word["sum vigente"] = "current"
    word["sum definitivo"] = "definitive"
    word["sum devengado"] = "accrued"
}
$1 == file && sub(/^anio=/, "", $2) {
    if ($3 == "records")
        print $2, $3, $4
    else if ($3 in word)
        print $2, word[$3], plain(scaled($4))
}' "$control" | sort >"$work/wanted"

cp -R "$root/tests/realdata/ar-caba/." "$work/in"
cp -R "$root/templates" "$work/in/templates"
cp "$source" "$work/in/data/caba/presu_agrupado.csv"

# A page that states every control total, bound to the figure that it is of.
mkdir -p "$work/in/content/caba/pages"
{
    printf -- '---\ntitle: Control totals\n---\n\n'
    awk '$2 == "records" {
        printf "* %s: [%s](figure:count(execution,*,period=%s)) rows\n", $1, $3, $1
        next
    }
    {
        printf "* %s, %s: [%s](figure:sum(execution,%s,period=%s))\n", $1, $2,
            $3, $2, $1
    }' "$work/wanted"
} >"$work/in/content/caba/pages/totals.en.md"

"$rendir" build "$work/in" --output "$work/out" >"$work/said" 2>&1
same "exit status of the build" 0 $?
same "the account of rows" \
    "caba: 17108 rows read = 17108 used + 0 excluded + 0 refused" \
    "$(grep ' rows read ' "$work/said")"
same "fatal findings" "caba: 0 fatal findings (0 accepted)" \
    "$(grep -o '^caba: .* accepted)' "$work/said")"
if [ ! -f "$work/out/data/execution.csv" ]; then
    grep 'fatal\[' "$work/said" | head -n 20
    finish
fi

# What is published as rows, read by sqlite3: year and stages, tab between.
sqlite3 -separator '	' "$work/base.db" '.mode csv' \
    ".import $work/out/data/execution.csv execution" '.mode tabs' \
    'select period, sanction, "current", definitive, accrued,
        source_file, source_row from execution' >"$work/rows"

awk -F '\t' "$sums"'
BEGIN { split("sanction current definitive accrued", stage, " ") }
{
    rows[$1]++
    for (i = 1; i <= 4; i++)
        sum[$1 " " stage[i]] += scaled($(i + 1))
}
END {
    for (year in rows)
        print year, "records", rows[year]
    for (key in sum)
        print key, plain(sum[key])
}' "$work/rows" | sort >"$work/published"

same "control totals (8 years, 4 stages and the number of rows)" 40 \
    "$(wc -l <"$work/wanted")"
same "rows published" 17108 "$(wc -l <"$work/rows")"
same "each row names another row of the source" 17108 \
    "$(cut -f 6,7 "$work/rows" | sort -u | wc -l)"
same "rows of 2020" 0 "$(grep -c '^2020' "$work/rows")"
while read -r year what value; do
    same "rows: $year $what" "$value" "$(awk -v year="$year" -v what="$what" \
        '$1 == year && $2 == what { print $3 }' "$work/published")"
done <"$work/wanted"

# The same totals once more, as figures: the ledger of the page that states
# them. The prose agrees with them as well: no W420.
ledger=$work/out/data/figures/pages/totals.csv
same "the page has a ledger" yes "$([ -f "$ledger" ] && echo yes)"
same "numbers in prose that disagree" 0 "$(grep -c 'W420' "$work/said")"
sqlite3 "$work/base.db" '.mode csv' ".import $ledger figures" '.mode tabs' \
    "select operation, filter, measure, value, unit, multiplier, status, rows
        from figures where resource = 'execution'" | tr -d '\r' >"$work/figures"
awk -F '\t' "$sums"'
{ sub(/^period=/, "", $2) }
$7 != "present" { next }
$1 == "count" { print $2, "records", $4 }
$1 == "sum" && $5 == "ARS" && $6 == 0 { print $2, $3, plain(scaled($4)), $8 }
' "$work/figures" >"$work/printed"
while read -r year what value; do
    rows=$(awk -v year="$year" '$1 == year && $2 == "records" { print $3 }' \
        "$work/wanted")
    [ "$what" = records ] || value="$value $rows"
    same "figures: $year $what" "$value" "$(awk -v year="$year" \
        -v what="$what" '$1 == year && $2 == what { $1 = $2 = ""
            sub(/^ +/, ""); print }' "$work/printed" | sort -u)"
done <"$work/wanted"

finish
