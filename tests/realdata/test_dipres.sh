#!/bin/sh
# Eighteen files of the execution of Chile's budget to April 2017, in Latin-1,
# with sub-totals among the lines, in pesos and in dollars; and the budget act
# of 2017, a file without a header. CONTROL-TOTALS.tsv has nothing of them: what
# is to come out is added up here by awk, from the files, in whole numbers.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "budget of Chile, 2017" cl-dipres-2017
workspace cl-dipres
cp "$source"/bulk/*.csv "$work/in/data/dipres/"
cp "$source/ley-presupuestos-sin-cabecera.csv" "$work/in/data/ley/"

# Files with six codes, then amounts from column `first` to column `last`. A row
# is a sub-total where a row of its file has its codes and a deeper one; a row
# without codes states a result. Printed are the number of rows of each kind,
# and sums of the others: side, measure, program (or all), sum, rows. Sums are
# in ten-thousandths, which keeps them whole and below 2^53.
leaves="$sums"'
function add(key, text)
{
    gsub(",", ".", text)
    sum[key] += scaled(text)
    added[key]++
}
function close_file(    i, n, part, side, row, name)
{
    for (i = 1; i <= rows; i++) {
        split(line[i], part, ";")
        side = part[1] == "" || part[4] < 20 ? "revenue" : "execution"
        if (part[1] == "") {
            kind[side " excluded"]++
            continue
        }
        row = codes[i] in above ? "subtotal" : "used"
        kind[side " " row]++
        for (n = first; n <= last; n++) {
            name = measure[n] (currency && part[currency] == "D" ? "_usd" : "")
            if (row == "subtotal") {
                add(side " " name " subtotal", part[n])
                continue
            }
            add(side " " name " all", part[n])
            add(side " " name " " part[1] "." part[2] "." part[3], part[n])
        }
    }
    rows = 0
    delete above
}
BEGIN {
    FS = ";"
    split(measures, given, " ")
    for (n = first; n <= last; n++)
        measure[n] = given[n - first + 1]
}
FNR == 1 { close_file() }
FNR == 1 && header { next }
{
    line[++rows] = $0
    codes[rows] = ""
    for (i = 1; i <= 6 && $i != ""; i++) {
        if (i > 1)
            above[codes[rows]] = 1
        codes[rows] = codes[rows] "." $i
    }
}
END {
    close_file()
    for (key in kind)
        print key, kind[key] > rowsfile
    for (key in sum)
        print key, plain(sum[key]), added[key]
}'
awk -v header=1 -v currency=7 -v first=9 -v last=11 \
    -v measures="initial current executed" -v rowsfile="$work/rows.dipres" \
    "$leaves" "$source"/bulk/*.csv | sort >"$work/counted.dipres"
awk -v header=0 -v currency=0 -v first=8 -v last=9 \
    -v measures="approved approved_usd" -v rowsfile="$work/rows.ley" \
    "$leaves" "$source/ley-presupuestos-sin-cabecera.csv" |
    sort >"$work/counted.ley"
for portal in dipres ley; do
    sort -o "$work/rows.$portal" "$work/rows.$portal"
    grep -v ' subtotal ' "$work/counted.$portal" >"$work/wanted.$portal"
    grep ' subtotal ' "$work/counted.$portal" | cut -d ' ' -f 1,2,4 \
        >"$work/subtotals.$portal"
done
same "rows by kind, execution" "execution subtotal 153
execution used 755
revenue excluded 18
revenue subtotal 69
revenue used 132" "$(cat "$work/rows.dipres")"
same "rows by kind, budget act" "execution subtotal 1700
execution used 4460
revenue subtotal 1123
revenue used 2000" "$(cat "$work/rows.ley")"

# Pages that state all of them, of the budget act the totals alone, each bound
# to the figure that it is of.
pages() {
    printf -- '---\ntitle: Totales de control\n---\n\n'
    awk -v period="$1" '{
        value = $4
        sub(/[.]?0+$/, "", value)
        sub(/[.]/, ",", value)
        filter = "period=" period
        if ($3 != "all")
            filter = filter ";program=" $3
        printf "* %s, %s, %s: [%s](figure:sum(%s,%s,%s))\n", $1, $2, $3,
            value, $1, $2, filter
    }'
}
pages 2017-04 <"$work/wanted.dipres" \
    >"$work/in/content/dipres/pages/totales.es.md"
grep ' all ' "$work/wanted.ley" | pages 2017 \
    >"$work/in/content/ley/pages/totales.es.md"

build

# account PORTAL LIST...: the last lines of the build. A row that another table
# takes is counted there; the lists beside the files are used whole.
account() {
    portal=$1
    shift
    lists=0
    for list in "$@"; do
        lists=$((lists + $(tail -n +2 "$work/in/data/$portal/$list.csv" |
            wc -l)))
    done
    same "the account of rows of $portal" "$(awk -v lists="$lists" \
        -v portal="$portal" '
        { rows[$2 == "used"] += $3 }
        END {
            printf "%s: %d rows read = %d used + %d excluded + 0 refused",
                portal, rows[0] + rows[1] + lists, rows[1] + lists, rows[0]
        }' "$work/rows.$portal")" \
        "$(grep "^$portal: .* rows read " "$work/said")"
}
account dipres partidas programas subtitulos-gastos subtitulos-ingresos
account ley partidas subtitulos-gastos subtitulos-ingresos

# rows PORTAL MEASURE...: what is published as rows, and what the ledger says of
# rows left out.
rows() {
    portal=$1
    shift
    for side in execution revenue; do
        published "$portal/data/$side.csv"
        for measure in "$@"; do
            table "$portal/data/$side.csv" "select '$side', '$measure', program,
                \"$measure\" from t where \"$measure\" <> ''"
        done
    done >"$work/cells"
    awk -F '\t' "$sums"'
    {
        key = $1 " " $2 " "
        sum[key "all"] += scaled($4)
        sum[key $3] += scaled($4)
        rows[key "all"]++
        rows[key $3]++
    }
    END {
        for (key in sum)
            print key, plain(sum[key]), rows[key]
    }' "$work/cells" | sort | diff "$work/wanted.$portal" - >"$work/differ"
    same "$portal: sums of rows that differ" "" "$(cat "$work/differ")"

    table "$portal/data/ledger.csv" "select resource || ' ' || outcome || ' ' ||
        sum(records) from t where resource in ('execution', 'revenue')
            and outcome <> 'elsewhere' and records > 0
        group by resource, outcome" |
        sort | diff "$work/rows.$portal" - >"$work/differ"
    same "$portal: rows of the ledger that differ" "" "$(cat "$work/differ")"
}
rows dipres initial initial_usd current current_usd executed executed_usd
rows ley approved approved_usd

# subtotals PORTAL MEASURE=COLUMN...: of rows left out, by the ledger's columns.
subtotals() {
    portal=$1
    shift
    for pair in "$@"; do
        for side in execution revenue; do
            printf '%s %s ' "$side" "${pair%=*}"
            table "$portal/data/ledger.csv" "select ${pair#*=} from t
                where outcome = 'subtotal' and resource = '$side'
                    and ${pair#*=} <> ''" |
                awk "$sums"'{ sum += scaled($1) } END { print plain(sum) }'
        done
    done | sort | diff "$work/subtotals.$portal" - >"$work/differ"
    same "$portal: sub-totals of the ledger that differ" "" \
        "$(cat "$work/differ")"
}
subtotals dipres initial=initial_clp_e3 initial_usd=initial_usd_e3 \
    current=current_clp_e3 current_usd=current_usd_e3 \
    executed=executed_clp_e3 executed_usd=executed_usd_e3
subtotals ley approved=approved_clp_e3 approved_usd=approved_usd_usd_e3

# The same totals as figures: the ledgers of the pages that state them.
printed() {
    published "$1/data/figures/pages/totales.csv"
    table "$1/data/figures/pages/totales.csv" "select resource, measure, filter,
        value, unit, multiplier from t where status = 'present'" |
        awk -F '\t' "$sums"'
        {
            program = "all"
            if (match($3, /program=[0-9.]+/))
                program = substr($3, RSTART + 8, RLENGTH - 8)
            if ($5 == ($2 ~ /_usd$/ ? "USD" : "CLP") && $6 == 3)
                print $1, $2, program, plain(scaled($4))
        }' | sort -u
}
printed dipres >"$work/printed"
same "dipres: figures that differ" "" "$(cut -d ' ' -f 1-4 \
    "$work/wanted.dipres" | diff - "$work/printed")"
printed ley >"$work/printed"
same "ley: figures that differ" "" "$(grep ' all ' "$work/wanted.ley" |
    cut -d ' ' -f 1-4 | diff - "$work/printed")"

# What is found, each of it looked up in the files. W342: 11 subtitles of
# programs executed more than their budget. W357: the Treasury's file lacks the
# row of the Under-Secretariat of Human Rights (2,984,958 in the act), so that
# the sub-totals 27-10 and 27 are more than their rows, by three stages; in the
# act 17 programs have 0,001 where two rows give 0, on two levels.
same "dipres: findings" "W342 11
W357 6" "$(findings dipres/data)"
same "ley: findings" "W357 34" "$(findings ley/data)"
same "sub-total of the Treasury, less its rows" "765128
2984958
2984958" "$(table dipres/data/findings.csv "select sentence from t
    where code = 'W357' and sentence like '%27 | 10 %'" |
    sed 's/.* states \([0-9]*\) .* give /\1 /' |
    awk '{ print $1 - $2 }' | sort -n)"

# Pages: dollars stand beside the pesos, and alone where there is nothing else
# (partida 11, the army's program). Added up by awk, in thousands.
dollars() {
    awk -v key="execution $1_usd $2" '$1 " " $2 " " $3 == key {
        print $4 / 1
    }' "$work/wanted.dipres"
}
# prints PAGE NUMBER: how many figures of a page have this value.
prints() {
    grep -c "value=\"$2\"" "$work/out/dipres/es/$1"
}
for page in index.html budget.html; do
    same "$page has the dollars" yes "$([ "$(prints "$page" \
        "$(dollars executed all)")" -gt 0 ] && echo yes)"
done
same "the army's page has its dollars" yes "$([ "$(prints \
    programs/11.01.01.html "$(dollars executed 11.01.01)")" -gt 0 ] && echo yes)"
same "the army's page has no head in pesos" 0 \
    "$(sed -n '/<h1/,/<h2/p' "$work/out/dipres/es/programs/11.01.01.html" |
        grep -c CLP)"
verified
finish
