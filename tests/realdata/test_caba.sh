#!/bin/sh
# The budget of the City of Buenos Aires, 17,108 rows: what is published, in the
# figures and in the rows, adds up to totals that were computed from the source
# with exact decimals by another program (CONTROL-TOTALS.tsv beside it).
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "totals of Buenos Aires" ar-caba-2013-2021
workspace ar-caba
cp "$source/presu_agrupado.csv" "$work/in/data/caba/presu_agrupado.csv"

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

build
same "the account of rows" \
    "caba: 17108 rows read = 17108 used + 0 excluded + 0 refused" \
    "$(grep ' rows read ' "$work/said")"
same "fatal findings" "caba: 0 fatal findings (0 accepted)" \
    "$(grep -o '^caba: .* accepted)' "$work/said")"
published data/execution.csv

# What is published as rows, read by sqlite3: year and stages, tab between.
table data/execution.csv 'select period, sanction, "current", definitive,
    accrued, source_file, source_row from t' >"$work/rows"
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
ledger=data/figures/pages/totals.csv
published "$ledger"
same "numbers in prose that disagree" 0 "$(grep -c 'W420' "$work/said")"
table "$ledger" "select operation, filter, measure, value, unit, multiplier,
    status, rows from t where resource = 'execution'" >"$work/figures"
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

verified
finish
