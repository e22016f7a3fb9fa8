#!/bin/sh
# The City of Madrid, 2024: spending and revenue (each with a file of what the
# City and its agencies pay each other, which is taken away), investments, and
# the objectives, activities and indicators of each program, in three encodings.
# What is published adds up to CONTROL-TOTALS.tsv and to sums that awk makes of
# the sources.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "the City of Madrid" es-madrid-2024
workspace es-madrid
cp -R "$source/." "$work/in/data/madrid/"
chmod -R u+w "$work/in/data/madrid"

# The sources with tabs between their cells and without quotes.
plain=$work/plain
mkdir "$plain"
for file in "$source"/*.csv; do
    awk '{
        sub(/\r$/, "")
        line = ""
        open = 0
        for (i = 1; i <= length($0); i++) {
            c = substr($0, i, 1)
            if (c == "\"")
                open = !open
            else
                line = line (c == ";" && !open ? "\t" : c)
        }
        print line
    }' "$file" >"$plain/${file##*/}"
done

# total FILE COLUMN [CONDITION]: the sum of a column of the source, whose
# decimal mark is a comma, over the rows for which the condition of awk holds.
total() {
    awk -F '\t' "$sums"'
    FNR > 1 && ('"${3:-1}"') {
        gsub(/,/, ".", $'"$2"')
        sum += scaled($'"$2"')
    }
    END { print plain(sum) }' "$plain/$1"
}

# What is to come out of each table of facts: file, measure, sum; and the whole,
# which is what the first file says minus what the second says.
wanted() {
    name=$1
    taken=$2
    column=$3
    shift 3
    for measure; do
        file=ejecucion_$name.csv
        gross=$(total "$file" "$column")
        echo "$file $measure $gross"
        if [ "$taken" = yes ]; then
            file=ejecucion_${name}_eliminaciones.csv
            net=$(total "$file" "$column")
            echo "$file $measure $(minus 0 "$net")"
            echo "whole $measure $(minus "$gross" "$net")"
        fi
        column=$((column + 1))
    done | sort
}
minus() {
    echo "$1 $2" | awk "$sums"'{ print plain(scaled($1) - scaled($2)) }'
}
wanted gastos yes 11 initial modifications current authorised committed \
    accrued >"$work/execution.wanted"
wanted ingresos yes 7 initial_forecast forecast_changes forecast recognised \
    collected >"$work/revenue.wanted"
{
    wanted inversiones no 22 initial modifications current
    wanted inversiones no 27 authorised committed accrued
    wanted inversiones no 31 paid
} | sort >"$work/investments.wanted"

# The control totals are those of the first file.
awk -F '\t' -v file="$folder/ejecucion_gastos.csv" "$sums"'
BEGIN {
    word["sum CRED_INICIAL"] = "initial"
    word["sum MOD_CREDITO"] = "modifications"
    word["sum C_DEFINITIVO"] = "current"
    word["sum C_AUTORIZADO"] = "authorised"
    word["sum C_DISPUESTO"] = "committed"
    word["sum OBL_RECONOC"] = "accrued"
}
$1 == file && $3 in word {
    print "ejecucion_gastos.csv", word[$3], plain(scaled($4))
}' "$control" | sort >"$work/control"
same "control totals" 6 "$(wc -l <"$work/control")"
same "control totals that awk finds as well" "" \
    "$(comm -23 "$work/control" "$work/execution.wanted")"
# Investments are chapter 6 of spending, in another file.
while read -r measure column; do
    # shellcheck disable=SC2016 # conditions of awk
    same "chapter 6, $measure" \
        "$(total ejecucion_gastos.csv "$column" '$7 == 6')" \
        "$(awk -v measure="$measure" '$2 == measure { print $3 }' \
            "$work/investments.wanted")"
done <<EOF
initial 11
current 13
accrued 16
EOF

# A page that states the totals of the whole, bound to their figures.
mkdir -p "$work/in/content/madrid/pages"
{
    printf -- '---\ntitle: Totales de control\n---\n\n'
    for name in execution revenue; do
        awk -v name="$name" '$1 == "whole" {
            text = $3
            sub(/00$/, "", text)
            sub(/[.]/, ",", text)
            printf "* %s: [%s](figure:sum(%s,%s,period=2024))\n", $2, text,
                name, $2
        }' "$work/$name.wanted"
    done
} >"$work/in/content/madrid/pages/totales.es.md"

build
published data/execution.csv
verified
same "numbers in prose that disagree" 0 "$(grep -c 'W420' "$work/said")"

# published_sums TABLE MEASURE...
published_sums() {
    name=$1
    shift
    columns=
    for measure; do
        columns="$columns, \"$measure\""
    done
    table "data/$name.csv" "select source_file$columns from t" >"$work/rows"
    awk -F '\t' -v measures="$*" "$sums"'
    BEGIN { n = split(measures, measure, " ") }
    {
        sub(/^.*\//, "", $1)
        for (i = 1; i <= n; i++) {
            value = scaled($(i + 1))
            sum[$1 " " measure[i]] += value
            whole[measure[i]] += value
        }
        file[$1]
    }
    END {
        for (key in sum)
            print key, plain(sum[key])
        for (name in file)
            files++
        for (key in whole)
            if (files > 1)
                print "whole", key, plain(whole[key])
    }' "$work/rows" | sort
}
facts() {
    name=$1
    rows=$2
    shift 2
    published_sums "$name" "$@" >"$work/$name.found"
    same "sums of $name" "" \
        "$(diff "$work/$name.wanted" "$work/$name.found")"
    same "rows of $name" "$rows" "$(wc -l <"$work/rows")"
}
# rows FILE...: lines but the first of each.
rows() {
    for file; do
        awk 'FNR > 1 { n++ } END { print n + 0 }' "$plain/$file"
    done | awk '{ n += $1 } END { print n }'
}
facts execution \
    "$(rows ejecucion_gastos.csv ejecucion_gastos_eliminaciones.csv)" \
    initial modifications current authorised committed accrued
facts revenue \
    "$(rows ejecucion_ingresos.csv ejecucion_ingresos_eliminaciones.csv)" \
    initial_forecast forecast_changes forecast recognised collected
facts investments "$(rows ejecucion_inversiones.csv)" \
    initial modifications current authorised committed accrued paid

# What programs are for.
count() {
    table "data/$1.csv" "select count(*) from t where ${2:-1}"
}
# distinct FILE COLUMN...: how many different texts the columns make.
distinct() {
    awk -F '\t' -v columns="$2" '
    BEGIN { n = split(columns, column, " ") }
    FNR > 1 {
        key = ""
        for (i = 1; i <= n; i++)
            key = key ";" $column[i]
        seen[key]
    }
    END {
        for (key in seen)
            found++
        print found + 0
    }' "$plain/$1"
}
indicators=$(awk -F '\t' 'FNR > 1 && $4 != "" { n++ } END { print n }' \
    "$plain/indicadores.csv")
same "programs of a centre and section" \
    "$(distinct ejecucion_gastos.csv "1 3 5")" "$(count programs)"
same "objectives" "$(rows objetivos.csv)" "$(count objectives)"
same "activities" "$(rows actividades.csv)" "$(count activities)"
same "indicators" "$indicators" "$(count indicators)"
same "indicators in the chain" "$indicators" "$(count measures)"
same "sum of what is budgeted of all indicators" \
    "$(awk -F '\t' 'FNR > 1 && $4 != "" { sum += $7 } END { printf "%.0f\n", sum }' \
        "$plain/indicadores.csv")" \
    "$(table data/targets.csv 'select sum(value) from t')"
same "activities below an objective that is there" "$(rows actividades.csv)" \
    "$(sqlite3 "$work/chain.db" '.mode csv' \
        ".import '$work/out/data/objectives.csv' o" \
        ".import '$work/out/data/activities.csv' a" \
        'select count(*) from a join o on a.parent = o.code')"
same "a program's page shows objective, activity and indicator" "1 1 1" "$(
    for words in "Gestión sostenible en materia de movilidad ciclista" \
        "Inspecciones del funcionamiento de los expendedores" \
        "Bicicletas públicas de alquiler"; do
        grep -q "$words" "$work/out/es/programs/00115013404.html" && echo 1
    done | tr '\n' ' ' | sed 's/ $//')"
same "words stay glued as they are" 1 "$(count activities \
    "code = '001100.91216.01.B' and label like '%orden del día delas sesiones%'")"
same "a name in another encoding" "Á" "$(table data/institutions.csv \
    "select substr(label, 1, 1) from t where code = '131'")"
same "principal investments" "$(rows inversiones_principales.csv)" \
    "$(count principal-investments)"
same "their total budget" "$(total inversiones_principales.csv 28)" \
    "$(table data/principal-investments.csv 'select value from t' |
        awk "$sums"'{ sum += scaled($1) } END { print plain(sum) }')"

# Findings. Programs with objectives and no money: by hand, in the sources, 23
# of them; seven investments lie in two districts; six lines do not add up
# (their last decimal is lost), and so spending is 0.06 more than revenue.
awk -F '\t' 'FNR > 1 { print $1 $3 $5 }' "$plain/ejecucion_gastos.csv" |
    sort -u >"$work/with-money"
# alone FILE [CONDITION]: rows of programs without money
alone() {
    awk -F '\t' 'NR == FNR { money[$1]; next }
        FNR > 1 && !(($1 $2) in money) && ('"${2:-1}"') { n++ }
        END { print n + 0 }' "$work/with-money" "$plain/$1"
}
# shellcheck disable=SC2016 # conditions of awk
unknown=$(($(alone objetivos.csv) + $(alone actividades.csv) +
    2 * $(alone indicadores.csv '$4 != ""') +
    $(awk -F '\t' 'FNR > 1 && $10 ~ /-/ { n++ } END { print n }' \
        "$plain/inversiones_principales.csv")))
same "findings" "W321 $unknown
W341 1
W344 1" "$(findings data | grep -v -e W329 -e W713 -e W714)"
# Each program with objectives has activities and indicators side by side.
chains=$(awk -F '\t' 'NR == FNR { money[$1]; next }
    FNR > 1 && ($1 $2) in money && !(($1 $2) in seen) { seen[$1 $2]; n++ }
    END { print n }' "$work/with-money" "$plain/objetivos.csv")
same "programs whose chain is not whole, which are noted" "$chains $chains" \
    "$(count findings "code = 'W713' and level = 'note'") $(count findings \
        "code = 'W714' and level = 'note'")"
same "indicators without a direction, which are noted" "$indicators" \
    "$(count findings "code = 'W329' and level = 'note'")"
same "rows that do not add up" "$(awk -F '\t' "$sums"'
    FNR > 1 {
        for (i = 11; i <= 13; i++)
            gsub(/,/, ".", $i)
        n += scaled($11) + scaled($12) != scaled($13)
    }
    END { print n }' "$plain/ejecucion_gastos.csv")" \
    "$(grep -o 'does not hold in [0-9]*' "$work/said" | grep -o '[0-9]*$')"
same "lines over their own credit, no fault where sections bind" 1452 \
    "$(awk -F '\t' "$sums"'
    FNR > 1 {
        gsub(/,/, ".", $13)
        gsub(/,/, ".", $16)
        n += scaled($16) > scaled($13)
    }
    END { print n }' "$plain/ejecucion_gastos.csv")"

finish
