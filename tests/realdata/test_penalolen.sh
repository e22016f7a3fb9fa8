#!/bin/sh
# The monthly balances of the Municipality of Peñalolén of 2025: 24 files,
# 10,188 rows. What is published for each month, as rows and as figures, adds up
# to the totals of CONTROL-TOTALS.tsv beside the source; amounts of a month and
# amounts since January are never added together.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "balances of Peñalolén" cl-penalolen-2025
workspace cl-penalolen
cp "$source"/Balance_*_2025.csv "$work/in/data/penalolen/"

# What is to come out: table, month, what and value, by the control file, whose
# words are the source's. Columns _ACUMULADO stand for January to that month.
awk -F '\t' -v folder="$folder/" '
BEGIN {
    split("Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre " \
        "Octubre Noviembre Diciembre", month, " ")
    for (i in month)
        number[month[i]] = sprintf("2025-%02d", i)
    word["records"] = "records"
    word["sum PRESUPUESTO_INICIAL"] = "initial"
    word["sum PRESUPUESTO_VIGENTE"] = "current"
    word["sum OBLIGADO_ACUMULADO"] = "obligated"
    word["sum DEVENGADO_ACUMULADO"] = "accrued"
    word["sum PAGADO_ACUMULADO"] = "paid"
    word["sum PERCIBIDO_ACUMULADO"] = "collected"
}
index($1, folder) == 1 && $3 in word {
    split(substr($1, length(folder) + 1), part, "_")
    table = part[2] == "Gastos" ? "execution" : "revenue"
    print table, number[part[3]], word[$3], $4
}' "$control" | sort >"$work/wanted"
same "control totals (12 months of 6 and of 5)" 132 "$(wc -l <"$work/wanted")"

# A page that states every one of them, bound to the figure that it is of.
{
    printf -- '---\ntitle: Totales de control\n---\n\n'
    awk '{
        period = $2
        if ($3 !~ /^(records|initial|current)$/)
            period = "2025-01.." $2
        call = $3 == "records" ? "count(" $1 ",*" : "sum(" $1 "," $3
        printf "* %s, %s, %s: [%s](figure:%s,period=%s))\n", $1, $2, $3, $4,
            call, period
    }' "$work/wanted"
} >"$work/in/content/penalolen/pages/totales.es.md"

build
same "the account of rows" \
    "penalolen: 10188 rows read = 10188 used + 0 excluded + 0 refused" \
    "$(grep ' rows read ' "$work/said")"
same "fatal findings" "penalolen: 0 fatal findings (0 accepted)" \
    "$(grep -o '^penalolen: .* accepted)' "$work/said")"
published data/execution.csv
published data/revenue.csv

# Rows: amounts of a month add up from January on, balances do not.
for name in execution revenue; do
    if [ $name = execution ]; then
        stages="obligated accrued paid"
        columns="obligated, accrued, paid"
    else
        stages="accrued collected"
        columns="accrued, collected"
    fi
    table data/$name.csv "select period, initial, \"current\", $columns from t
        order by period" >"$work/rows.$name"
    awk -F '\t' -v table=$name -v stages="$stages" '
    BEGIN { count = split("initial current " stages, stage, " ") }
    function month(    i)
    {
        print table, period, "records", rows
        for (i = 1; i <= count; i++) {
            printf "%s %s %s %.0f\n", table, period, stage[i], sum[i]
            if (i <= 2)
                sum[i] = 0
        }
        rows = 0
    }
    NR > 1 && $1 != period { month() }
    {
        period = $1
        rows++
        for (i = 1; i <= count; i++)
            sum[i] += $(i + 1)
    }
    END { month() }' "$work/rows.$name"
done | sort >"$work/published"
while read -r name month what value; do
    same "rows: $name $month $what" "$value" \
        "$(awk -v key="$name $month $what" \
            '$1 " " $2 " " $3 == key { print $4 }' "$work/published")"
done <"$work/wanted"

# Each row names another row of the files; each account is there each month.
for name in execution revenue; do
    same "$name: places" \
        "$(awk -v name=$name '$1 == name && $3 == "records" { n += $4 }
            END { print n }' "$work/wanted")" \
        "$(table data/$name.csv "select distinct source_file, source_row
            from t" | wc -l)"
done

# Revenue of a month is made of the columns since January. The files' own
# columns of the month agree with it on every row but two: they leave out the
# initial cash balance, which was entered in January and completed in March.
same "months of revenue that the files give otherwise" \
    "2025-01 115-15-00-000-000-000 100000000 0
2025-03 115-15-00-000-000-000 70905111 0" \
    "$(table data/revenue.csv "select period || ' ' || revenue_account || ' ' ||
        accrued || ' ' || devengado_parcial from t
        where accrued <> devengado_parcial
            or collected <> percibido_parcial order by 1")"

# The same totals as figures: the ledger of the page that states them.
ledger=data/figures/pages/totales.csv
published "$ledger"
table "$ledger" "select resource, operation, filter, measure, value, unit,
    multiplier, status from t" |
    awk -F '\t' '
    $8 != "present" { next }
    {
        sub(/^period=(2025-01\.\.)?/, "", $3)
        if ($2 == "count")
            print $1, $3, "records", $5
        else if ($6 == "CLP" && $7 == 0)
            print $1, $3, $4, $5
    }' | sort -u >"$work/figures"
while read -r name month what value; do
    same "figures: $name $month $what" "$value" \
        "$(awk -v key="$name $month $what" \
            '$1 " " $2 " " $3 == key { print $4 }' "$work/figures")"
done <"$work/wanted"

# What the spending files have since January is the sum of their months on every
# row, and none of these numbers is without one to compare it with.
same "numbers since January that could not be compared" 0 \
    "$(table data/findings.csv "select count(*) from t where code = 'N437'")"

# What is found, each of it looked up in the files. W342: vehicle rent ended the
# year above its budget, buildings had none from January to April. W343: six
# accounts accrued more than was obligated. W346: revenue of March (permits of
# circulation) is twice the median of the year. W358: 24 corrections of revenue
# downwards.
same "findings" "W342 2
W343 6
W346 1
W358 24" "$(findings data)"
same "accounts above their budget" "215-22-09-003-000-000
215-29-02-000-000-000" "$(table data/findings.csv "select sentence from t
    where code = 'W342'" | grep -o '215[-0-9]*' | sort)"
{
    echo 'create table m (i, code, accrued integer, collected integer);'
    i=0
    for month in Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre \
        Octubre Noviembre Diciembre; do
        i=$((i + 1))
        echo '.mode csv'
        echo ".import '$source/Balance_Ingresos_${month}_2025.csv' s"
        echo "insert into m select $i, CODIGO_CUENTA, DEVENGADO_ACUMULADO,
            PERCIBIDO_ACUMULADO from s; drop table s;"
    done
    echo 'select sum(b.accrued < a.accrued) + sum(b.collected < a.collected)
        from m a join m b on b.code = a.code and b.i = a.i + 1;'
} >"$work/falls"
same "falls since January that the files have" 24 \
    "$(sqlite3 "$work/source.db" <"$work/falls" | tr -d '\r')"

verified
finish
