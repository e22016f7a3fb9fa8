#!/bin/sh
# What the 340 municipalities of Guatemala expected and received in 2017: 7,449
# rows and an empty one. What is published, as rows and as figures, adds up to
# the totals of CONTROL-TOTALS.tsv beside the source; inhabitants are found by
# code.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "municipalities of Guatemala" gt-municipalidades-ingresos-2017
workspace gt-municipalidades
data=$work/in/data/municipalidades
cp "$source/munis2017.csv" "$source/INE_poblacion_municipios.csv" \
    "$source"/catalogo_*.csv "$data/"

# What is to come out: where, what and value. 0900 is the department whose
# totals the control file has.
awk -F '\t' -v file="$folder/munis2017.csv" "$sums"'
BEGIN {
    word["sum Asignado"] = "approved"
    word["sum Modificado"] = "modification"
    word["sum Vigente"] = "current"
    word["sum Devengado"] = "accrued"
    word["sum Percibido"] = "collected"
    place["-"] = "all"
    place["Departamento=QUETZALTENANGO"] = "0900"
}
$1 == file && $3 in word { print place[$2], word[$3], plain(scaled($4)) }
' "$control" | sort >"$work/wanted"
same "control totals" 7 "$(wc -l <"$work/wanted")"

# Inhabitants by year (0 and NA are none), and
# those of 2017, from the file, in hundred-thousandths as it writes them, which
# keeps them whole. The municipality that it gives the code of another is left
# out.
iconv -f latin1 -t utf-8 "$source/INE_poblacion_municipios.csv" |
    awk -F , -v people="$work/people" '
    NR == 1 || ($3 == 1310 && $4 != "Huehuetenango") { next }
    {
        for (i = 5; i <= 15; i++) {
            if ($i == "0" || $i == "NA")
                continue
            split($i ".", part, ".")
            value = part[1] * 100000 + substr(part[2] "00000", 1, 5)
            sum[i] += value
            rows[i]++
            if (i == 12)
                printf "%04d %.0f\n", $3, value > people
        }
    }
    END {
        for (i = 5; i <= 15; i++)
            printf "%d %d %.0f\n", i + 2005, rows[i], sum[i]
    }' >"$work/inhabitants"

# Quetzales per inhabitant of three municipalities of different size, to the
# cent. Rows are counted by sqlite3, whose reading of CSV is its own.
source_rows() {
    sqlite3 "$work/source.db" '.mode csv' \
        ".import '$source/munis2017.csv' s" '.mode tabs' "$1" 'drop table s'
}
source_rows "select substr(\"Código Entidad\", 5), replace(Percibido, ',', '')
    from s where substr(\"Código Entidad\", 5) in ('0101', '0316', '2217')" |
    awk "$sums"'
    NR == FNR { people[$1] = $2; next }
    { sum[$1] += scaled($2) }
    END {
        for (code in sum)
            printf "%s %.2f\n", code, sum[code] * 10 / people[code]
    }' "$work/people" - | sort >"$work/per-head"
same "municipalities with an amount per inhabitant" "0101 0316 2217" \
    "$(cut -d ' ' -f 1 "$work/per-head" | tr '\n' ' ' | sed 's/ $//')"

# A page that states all of these, each bound to the figure that it is of.
{
    printf -- '---\ntitle: Totales de control\n---\n\n'
    awk '{
        filter = "period=2017"
        if ($1 != "all")
            filter = filter ";territory%3C" $1
        printf "* %s, %s: [%s](figure:sum(revenue,%s,%s))\n", $1, $2, $3, $2,
            filter
    }' "$work/wanted"
    awk '{
        filter = "period=2017;territory=" $1
        printf "* %s: [%s](figure:ratio(sum(revenue,collected,%s),", $1, $2,
            filter
        printf "last(population,value,%s)))\n", filter
    }' "$work/per-head"
} >"$work/in/content/municipalidades/pages/totales.es.md"

build
lists=$(for list in "$source/INE_poblacion_municipios.csv" \
    "$source/INE_poblacion_municipios.csv" "$source"/catalogo_*.csv \
    "$data/departamentos.csv"; do tail -n +2 "$list"; done | wc -l)
read=$((lists + 7450))
same "the account of rows" \
    "$read rows read = $((read - 3)) used + 3 excluded + 0 refused" \
    "$(sed -n 's/^municipalidades: \(.* rows read .*\)/\1/p' "$work/said")"
published data/revenue.csv
same "rows left out" "population 1
revenue 1
territories 1" "$(table data/ledger.csv "select resource || ' ' || records
    from t where outcome = 'excluded' and records > 0 order by resource")"

# Rows, read by sqlite3. The first two digits of a municipality are those of its
# department: so they are in every row of the source.
same "rows whose department is another" 0 "$(source_rows "select count(*) from s
    where substr(\"Código Entidad\", 5, 2) || '00' <> \"Código Departamento\"
        and \"Código Entidad\" <> ''")"
table data/revenue.csv "select substr(territory, 1, 2) || '00', approved,
    modification, \"current\", accrued, collected, source_row from t
" >"$work/rows"
awk -F '\t' "$sums"'
BEGIN { split("approved modification current accrued collected", stage, " ") }
{
    for (i = 1; i <= 5; i++) {
        sum["all " stage[i]] += scaled($(i + 1))
        sum[$1 " " stage[i]] += scaled($(i + 1))
    }
}
END {
    for (key in sum)
        print key, plain(sum[key])
}' "$work/rows" >"$work/published"
same "rows published" 7449 "$(wc -l <"$work/rows")"
same "each row names another row of the source" 7449 \
    "$(cut -f 7 "$work/rows" | sort -u | wc -l)"

ledger=data/figures/pages/totales.csv
published "$ledger"
table "$ledger" "select filter, measure, value from t
    where operation = 'sum' and unit = 'GTQ' and multiplier = 0
        and filter not like '%territory=%' and status = 'present'" |
    awk -F '\t' "$sums"'
    { print ($1 ~ /territory/ ? "0900" : "all"), $2, plain(scaled($3)) }
' >"$work/figures"
while read -r where what value; do
    for kind in published figures; do
        same "$kind: $where $what" "$value" \
            "$(awk -v where="$where" -v what="$what" \
                '$1 == where && $2 == what { print $3 }' "$work/$kind" |
                sort -u)"
    done
done <"$work/wanted"

# Inhabitants: all years, and the codes of 2017.
table data/population.csv "select period, value from t" | awk -F '\t' '
    {
        split($2 ".", part, ".")
        sum[$1] += part[1] * 100000 + substr(part[2] "00000", 1, 5)
        rows[$1] += $2 != ""
    }
    END {
        for (year in rows)
            printf "%d %d %.0f\n", year, rows[year], sum[year]
    }' | sort | diff "$work/inhabitants" - >"$work/differ"
same "inhabitants by year that differ" "" "$(cat "$work/differ")"
same "municipalities with money and no inhabitants" 1015 \
    "$(table data/revenue.csv "select distinct territory from t" | sort |
        awk 'NR == FNR { known[$1] = 1; next }
            !($1 in known)' "$work/people" -)"

same "quetzales per inhabitant that differ" "" "$(
    table "$ledger" "select substr(f.filter, 11, 4), r.value from t r
        join t f on substr(r.operands, 1, 12) = f.id
        where r.operation = 'ratio'" |
        awk '{ printf "%s %.2f\n", $1, $2 }' | sort | diff "$work/per-head" -)"
same "numbers in prose that disagree" 0 "$(grep -c W420 "$work/said")"

# Nothing is found that a reader has to be warned of: the initial budget and
# what was modified give the current one on every row, and no row was collected
# before it was accrued.
same "findings" "" "$(findings data)"
same "rows whose budget adds up" "7449 0" \
    "$(table data/derived-money-rules.csv "select looked_at || ' ' || broken
        from t where rule = 'identity'")"

# Pages: the home has the revenue, people are whole, a municipality stands under
# its department, and departments are called so.
same "revenue on the home" yes \
    "$(grep -q 'class="key-figures"' "$work/out/es/index.html" && echo yes)"
same "parts of people" "" "$(grep -h -A 1 '<dt>Habitantes</dt>' \
    "$work"/out/es/territories/*.html | grep -o '>[0-9,]*[.][0-9]*<')"
same "steps to Salamá" "1500.html 1501.html" "$(sed -n \
    '/<nav class="breadcrumb/,/<[/]nav>/p' "$work/out/es/territories/1501.html" |
    grep -o '[0-9]*[.]html' | grep '^[0-9]' | tr '\n' ' ' | sed 's/ $//')"
same "the first list of territories is of departments" yes \
    "$(grep -q 'por departamento, 2017' "$work/out/es/territories.html" &&
        echo yes)"

verified
finish
