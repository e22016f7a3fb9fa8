#!/bin/sh
# Extracts in the forms that publishers use: what `rendir inspect --write` makes of
# them loads, builds and verifies with nothing but stages added, and the published
# sums are those of the file (worked out by hand below, to the cent).
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

# begin NAME: an empty workspace for the files of $data
begin() {
    name=$1
    data=$work/$name/data/p
    mkdir -p "$data" "$work/$name/content/p"
}

# portal YEAR STAGE...: settings
portal() {
    year=$1
    shift
    {
        echo 'name: P'
        echo 'languages: [{path: en, locale: en-US}]'
        echo "cut_off: $year-12-31"
        echo "period: $year"
        echo 'stages:'
        for stage in "$@"; do echo "  - {id: $stage, label: $stage}"; done
    } >"$work/$name/content/p/portal.yaml"
}

# build YEAR STAGE...: inspected, built, verified
build() {
    "$rendir" inspect --write "$data" "$data"/* >"$work/$name/seen" 2>&1
    same "$name: inspect" 0 "$?"
    portal "$@"
    "$rendir" build --templates "$root/templates" "$work/$name" \
        >"$work/$name/said" 2>&1
    same "$name: build" 0 "$?"
    same "$name: fatal" '' "$(grep -F 'fatal[' "$work/$name/said")"
    "$rendir" verify "$work/$name/site" >"$work/$name/verified" 2>&1
    same "$name: verify" 0 "$?"
}

# total RESOURCE COLUMN SUM: of a published column (no label here has a comma)
total() {
    same "$name: sum of $2 in $1" "$3" "$(awk -F, -v column="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i; next }
        { cents += sprintf("%.0f", $at * 100) }
        END { printf "%.2f", cents / 100 }' "$work/$name/site/data/$1.csv")"
}

# says TEXT: the descriptor, blanks left out
says() {
    tr -d ' \n' <"$data/datapackage.json" >"$work/$name/flat"
    has "$name: descriptor" "$work/$name/flat" "$1"
}

# Brazil: ISO-8859-1, semicolons, every cell quoted, decimal comma, R$ in headings,
# a month in each row; an empty column and codes of one value.
begin br
{
    printf '"Ano e m\352s do lan\347amento";"C\363digo \323rg\343o Superior";"Nome \323rg\343o Superior";"C\363digo Gest\343o";"Nome Gest\343o";"Sigla Localizador";"Valor Empenhado (R$)";"Valor Pago (R$)"\r\n'
    printf '"2024/01";"26000";"Minist\351rio da Educa\347\343o";"00001";"TESOURO";"";"1500,25";"1000,00"\r\n'
    printf '"2024/02";"26000";"Minist\351rio da Educa\347\343o";"00001";"TESOURO";"";"-200,00";"50,10"\r\n'
    printf '"2024/02";"36000";"Minist\351rio da Sa\372de";"00001";"TESOURO";"";"300,05";"0,00"\r\n'
} >"$data/202401_Despesas.csv"
build 2024 committed paid
total 202401-despesas committed 1600.30
total 202401-despesas paid 1050.10
says '"measure":{"currency":"BRL"'
says '"name":"CódigoGestão"'

# Kenya: lines before the header, groups named once, negatives in parentheses,
# sub-totals, a grand total, a blank line and a note at the end.
begin ke
cat >"$data/recurrent-2022-23.csv" <<'END'
REPUBLIC OF KENYA,,,,,
Recurrent expenditure by vote,,,,,
Vote,Vote Name,Programme Code,Programme Name,Revised Gross Estimates (KShs.),Actual Expenditure (KShs.)
R1011,Executive Office,0702,Cabinet Affairs,"1,000.50",900.25
,,0703,Advisory Services,"2,000.00",(50.25)
,Sub-Total R1011,,,"3,000.50",850.00
R1066,Basic Education,0501,Primary,"5,000.00","4,500.00"
,Sub-Total R1066,,,"5,000.00","4,500.00"
,Grand Total,,,"8,000.50","5,350.00"
,,,,,
Source: IFMIS,,,,,
END
build 2022 current accrued
total recurrent-2022-23 current 8000.50
total recurrent-2022-23 accrued 5350.00
says '"currency":"KES"'
same 'ke: groups named once' 2 "$(grep -c '^R1011,' "$work/ke/site/data/recurrent-2022-23.csv")"
same 'ke: rows left out' 'ke: 8 rows read = 3 used + 5 excluded + 0 refused' \
    "$(sed -n 's/^p: \(.* rows read.*\)/ke: \1/p' "$work/ke/said")"

# Philippines: a sign of money before every number, inside the parentheses too,
# blanks and no-break blanks between groups.
begin ph
{
    printf 'UACS Code;Department;Adjusted Allotments;Total Disbursements\n'
    printf '07 001 0000000;Education;\342\202\261 1 234 567.89;\342\202\261 1\302\240000.10\n'
    printf '13 001 0000000;Health;\342\202\261 2\302\240000.11;(\342\202\261 250.05)\n'
} >"$data/saaodb-2022.csv"
build 2022 allotted paid
total saaodb-2022 allotted 1236568.00
total saaodb-2022 paid 750.05
says '"currency":"PHP"'

# India: lakh and crore, and the year of each amount in its heading.
begin in
cat >"$data/demands.csv" <<'END'
"Demand No.","Ministry","Major Head","Description","Actuals 2021-22","Budget Estimates 2022-23","Budget Estimates 2023-24"
"1","Agriculture","2401","Crop Husbandry","63,10,304.61","1,00,000.00","1,12,55,455.71"
"25","Education","2202","General Education","999.39","12,34,56,789.00","10.29"
END
build 2023 approved accrued
total demands accrued 6311304.00
total demands approved 134812255.00
same 'in: the year of a heading' 2021 \
    "$(awk -F, 'NR == 2 { for (i = 1; i <= NF; i++) if ($i ~ /^20/) print $i }' \
        "$work/in/site/data/demands.csv")"

# The budget of the year, and twelve months to date; the year is not over.
begin wide
cat >"$data/execution.csv" <<'END'
Year,Ministry Code,Ministry,Budget,Jan (YTD),Feb (YTD),Mar (YTD),Apr (YTD),May (YTD),Jun (YTD)
2022,10,Finance,100.00,10.00,20.50,30.00,40.00,50.00,60.25
2022,20,Health,200.00,1.00,2.00,3.00,4.00,5.00,6.00
2023,10,Finance,120.00,7.00,8.00,9.00,,,
END
build 2023 current accrued
total execution accrued 75.25
says '"accumulation":"to-date","convert":"flow","month":2'
says '"stage":"current","accumulation":"level"'
has 'wide: the budget of the year' "$work/wide/site/data/figures/budget.csv" ',120.00,'

# A sheet saved as text: UTF-16, tabs.
begin sheet
printf 'Fiscal Year\tDepartment\tDepartment Name\tOriginal Budget\tExpended\r\n2022\t010\tPolice\t"1,000.25"\t10.00\r\n2022\t020\tLibraries \342\200\223 all\t0.75\t1.50\r\n' |
    iconv -f UTF-8 -t UTF-16 >"$data/budget.txt"
build 2022 approved accrued
total budget approved 1001.00
total budget accrued 11.50

# Headings that drift from year to year, half-years in a column.
begin drift
printf 'A\361o;Semestre;Cod. Entidad;Entidad;Presupuesto;Devengado\r\n2020;1;11;Salud;100,00;10,25\r\n2020;2;11;Salud;100,00;20,00\r\n' \
    >"$data/ejecucion_2020.csv"
printf 'Ejercicio;Semestre;C\363digo Entidad;Entidad;Presupuesto Vigente;Devengado\r\n2021;1;11;Salud;110,00;30,50\r\n2021;2;11;Salud;110,00;40,00\r\n' \
    >"$data/ejecucion_2021.csv"
build 2021 current accrued
total ejecucion-2020 accrued 100.75
says '"name":"Cod.Entidad","aliases":["CódigoEntidad"]'
says '"2021-2":"2021-12"'
same 'drift: one resource' 1 "$(grep -c '"path"' "$data/datapackage.json")"

# Both sides in one file.
begin sides
cat >"$data/haushalt-2023.csv" <<'END'
einzelplan;einzelplan-text;einnahmen-ausgaben;soll;ist
06;Inneres;Ausgaben;1000,00;90,50
06;Inneres;Einnahmen;10,00;12,25
15;Gesundheit;Ausgaben;2000,00;180,00
END
build 2023 current accrued
total haushalt-2023 accrued 270.50
total haushalt-2023-revenue accrued 12.25

# A service's answer in JSON, numbers as texts, null; year and month in two fields.
begin json
cat >"$data/answer.json" <<'END'
{"success": true, "result": {"fields": [{"id": "anio"}], "records": [
 {"_id": 1, "anio": "2023", "mes": "1", "entidad": "1 - Presidencia", "vigente": "100.50", "devengado": "1.25"},
 {"_id": 2, "anio": "2023", "mes": "2", "entidad": "2 - Congreso", "vigente": "200", "devengado": null}]}}
END
build 2023 current accrued
total answer current 300.50
total answer accrued 1.25
says '"format":"json","records":"result.records"'
same 'json: code and label' '2,2023-02,Congreso' \
    "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        NR == 3 { print $at["institution"] "," $at["period"] "," $at["institution_label"] }' \
        "$work/json/site/data/answer.csv")"

# Codes and labels in one cell (BOOST), one blank between them.
begin boost
cat >"$data/boost.csv" <<'END'
year,admin1,econ1,fin_source1,approved,executed
2019,03 Ministry of Education,21 Wages,1 Government,10.10,9.00
2020,05 Ministry of Health,22 Goods,1 Government,20.20,19.50
END
build 2020 approved accrued
total boost approved 30.30
total boost accrued 28.50
says '"split":{"at":"","part":1}'
has 'boost: the label apart' "$work/boost/site/data/boost.csv" 'Ministry of Health'
lacks 'boost: the label apart' "$work/boost/site/data/boost.csv" '05 Ministry'

# Stages as rows under headings in one word (South Africa); two of one name.
begin za
cat >"$data/estimates.csv" <<'END'
VoteNumber,Department,FinancialYear,BudgetPhase,Value
16,Basic Education,2021,Main appropriation,1000
16,Basic Education,2021,Adjusted appropriation,1100
16,Basic Education,2021,Audit Outcome,900
18,Health,2021,Main appropriation,2000
18,Health,2021,Audit Outcome,1950
END
build 2021 approved current accrued
total estimates approved 3000.00
total estimates current 1100.00
total estimates accrued 2850.00

# Mexico: programs are numbered anew within each kind; letters as codes.
begin mx
cat >"$data/cuenta_2023.csv" <<'END'
CICLO,ID_RAMO,DESC_RAMO,ID_UR,DESC_UR,ID_MODALIDAD,DESC_MODALIDAD,ID_PP,DESC_PP,ID_ENTIDAD_FEDERATIVA,ENTIDAD_FEDERATIVA,MONTO_APROBADO,MONTO_MODIFICADO,MONTO_DEVENGADO,MONTO_ADEFAS
2023,11,Educación,700,Finanzas,E,Servicios,001,Universidades,9,Ciudad de México,10.50,11.00,9.00,0
2023,11,Educación,A2M,Universidad,M,Apoyo,001,Administración,15,México,20.00,21.00,19.00,0
2023,12,Salud,M7F,Psiquiatría,E,Servicios,002,Hospitales,9,Ciudad de México,30.00,31.00,29.25,0
END
build 2023 approved current accrued
total cuenta-2023 approved 60.50
total cuenta-2023 current 63.00
total cuenta-2023 accrued 57.25
says '"join":["ID_MODALIDAD","ID_PP"]'
has 'mx: a program of its own' "$work/mx/site/data/cuenta-2023.csv" 'M.001'
says '"dimension":"executing-unit"'
says '"dimension":"territory"'

# Transactions: a sign before the sign of money.
begin uk
printf 'Entity,Date,Expense Type,Supplier,Transaction Number,Amount\r\nDHSC,01/02/2024,Grants,ACME,1,"\24327,581.04"\r\nUKHSA,28/03/2024,IT,Delta,2,"-\2431,000.04"\r\n' \
    >"$data/spend_2024.csv"
build 2024 accrued
total spend-2024 accrued 26581.00
says '"currency":"GBP"'

finish
