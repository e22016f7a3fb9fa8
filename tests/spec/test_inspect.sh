#!/bin/sh
# rendir inspect: small files made for each guess, faults and their sentences, the
# descriptor it writes, and real extracts where ../shared/realdata is there.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

real=${RENDIR_SHARED:-$root/../shared}/realdata

# says NAME STATUS STDERR ARGUMENT...: the whole of stderr, and an empty stdout
says() {
    name=$1 status=$2 text=$3
    shift 3
    "$rendir" inspect "$@" >"$work/out" 2>"$work/err"
    same "$name: exit" "$status" "$?"
    same "$name" "$text" "$(cat "$work/err")"
    same "$name: stdout" "" "$(cat "$work/out")"
}

# look FILE...: the report in one line per sentence, into $work/seen
look() {
    "$rendir" inspect "$@" >"$work/report" 2>"$work/err"
    same "inspect $(basename "$1"): exit" 0 "$?"
    if awk '{ gsub(/[^ -~]+/, "x") } length($0) > 100 { exit 1 }' \
        "$work/report"; then ok; else bad "$(basename "$1"): wider than 100"; fi
    awk '/^               [^ ]/ { sub(/^ +/, " "); printf "%s", $0; next }
        { printf "\n%s", $0 } END { print "" }' "$work/report" >"$work/seen"
}

# sees TEXT: the report has it
sees() {
    if tr -s ' ' <"$work/seen" | grep -qF -- "$1"; then ok; else
        bad "not in the report of $subject: $1"; fi
}

# likely HEADING TYPE ROLE: the line of a column, blanks as they come
likely() {
    if tr -s ' ' <"$work/seen" | grep -q -- "^ *[0-9]* $1 $2 .* $3\$"; then ok; else
        bad "$subject: $1 is not $2 ... $3"; fi
}

# --- what cannot be looked at ----------------------------------------------

says 'no file' 2 'rendir: rendir inspect needs FILE...'
says 'missing' 1 \
    "rendir: $work/no.csv does not exist; check its name and folder" \
    "$work/no.csv"
says 'a folder' 1 "rendir: $work is a folder; name the files in it" "$work"
: >"$work/empty.csv"
says 'empty' 1 \
    "rendir: $work/empty.csv is empty; ask its publisher for the rows" \
    "$work/empty.csv"
printf 'PK\003\004 \000\001' >"$work/sheet.xlsx"
says 'binary' 1 "rendir: $work/sheet.xlsx is no text; save the sheet as CSV and \
inspect that" "$work/sheet.xlsx"
printf '<html><table><tr><td>1</td></tr></table></html>' >"$work/page.xls"
says 'a web page' 1 "rendir: $work/page.xls is a web page or XML, whatever it is \
called; open it and save the sheet as CSV" "$work/page.xls"
printf '{"a": 1}' >"$work/one.json"
says 'JSON without records' 1 "rendir: $work/one.json has no list of objects; \
records are the objects of a list" "$work/one.json"
says 'wrong option' 2 'rendir: unknown option --wirte; nearest: --write' \
    --wirte "$work/empty.csv"
same 'help inspect' "$("$rendir" inspect --help)" "$("$rendir" help inspect)"
same 'help of what is no command' \
    'rendir: unknown command inspekt; nearest: inspect' \
    "$("$rendir" help inspekt 2>&1)"

# One that cannot be read does not keep the others from being shown.
printf 'codigo,nombre\n01,Uno\n02,Dos\n' >"$work/list.csv"
"$rendir" inspect "$work/no.csv" "$work/list.csv" >"$work/out" 2>"$work/err"
same 'one of two: exit' 1 "$?"
same 'one of two' "$work/list.csv: 2 records, 2 columns" "$(head -n 1 "$work/out")"

# --- small files -------------------------------------------------------------

subject='a budget'
printf 'A\361o;Secci\363n;Denominaci\363n Secci\363n;Vigente;Pagado\r\n' >"$work/gasto.csv"
printf '2024;01;Salud;1.200,50;n.d.\r\n2024;02;Educaci\363n;2.300,00;15,25\r\n' \
    >>"$work/gasto.csv"
printf '2025;01;Salud;1.300,50;3,00\r\n2025;02;Educaci\363n;2.400,00;7,50\r\n' \
    >>"$work/gasto.csv"
look "$work/gasto.csv"
sees 'encoding likely ISO-8859-1: the byte at offset 1 (0xF1) is not UTF-8'
sees 'line ends CR LF'
sees 'delimiter semicolon: 5 of 5 records of the sample have 5 fields'
sees 'role likely execution'
sees 'key likely Año + Sección'
sees 'does "n.d." mean not reported or not applicable?'
likely 'Año' year period
likely 'Sección' code section
likely 'Vigente' 'number 0.000,0' current
likely 'Pagado' 'number 0,0' paid

subject='a series'
for month in Enero:01:5:5 Febrero:02:4:9 Marzo:03:6:15 Abril:04:1:16 Mayo:05:7:23; do
    rest=${month#*:}
    flow=${rest#*:}
    printf 'Cuenta,Devengado_Parcial,Devengado_Acumulado\n1-01,%s,%s\n1-02,%s,%s\n' \
        "${flow%:*}" "${flow#*:}" "${flow%:*}" "${flow#*:}" \
        >"$work/Gastos_${month%%:*}_2025.csv"
done
look "$work"/Gastos_*_2025.csv
sees '5 with the same columns: one resource'
sees 'likely in the names: Gastos_{}_2025.csv'
sees 'to date "Devengado_Acumulado": of 8 steps to the next month 8 rise, 0 fall'
sees 'by period "Devengado_Parcial": of 8 steps to the next month 4 rise, 4 fall'
sees 'key likely Cuenta, in each file'
likely 'Devengado_Parcial' number 'accrued, flow'
likely 'Devengado_Acumulado' number 'accrued to date'

subject='many records'
awk 'BEGIN { print "codigo,devengado"; for (i = 0; i < 100001; i++) print "c" i ",1" }' \
    >"$work/long.csv"
look "$work/long.csv"
sees 'only these first 100000 records were looked at; there are more'

subject='a late byte'
awk 'BEGIN { print "codigo,nombre"; for (i = 0; i < 90000; i++) print "c" i ",palabras" }' \
    >"$work/late.csv"
printf 'x,A\361o\n' >>"$work/late.csv"
look "$work/late.csv"
sees 'likely Windows-1252: the byte at offset'
sees 'is not UTF-8, though the first 1 MiB is'

subject='other columns'
look "$work/list.csv" "$work/gasto.csv"
same 'two resources' 2 "$(grep -c '^Columns' "$work/report")"

subject='fiscal years and months in words'
printf 'Año fiscal,Devengado\n2010-11,1.5\n2011-12,2.5\n' >"$work/fiscal.csv"
look "$work/fiscal.csv"
likely 'Año fiscal' 'date %Y-%y' period
sees '"Año fiscal": is "2010-11" a month, or a fiscal year? It is read as %Y-%y'
printf 'Mes,Devengado\nEnero 2023,1.5\nfeb-23,2.5\n' >"$work/months.csv"
"$rendir" inspect --json "$work/months.csv" | tr -d ' \n' >"$work/flat"
has "$subject" "$work/flat" '"values":{"Enero2023":"2023-01","feb-23":"2023-02"}'
printf 'Año,Trimestre,Devengado\n2023,I,1.5\n2023,II,2.5\n' >"$work/parts.csv"
"$rendir" inspect --json "$work/parts.csv" | tr -d ' \n' >"$work/flat"
has "$subject" "$work/flat" '"values":{"2023-I":"2023-Q1","2023-II":"2023-Q2"}'

subject='contracts'
# shellcheck disable=SC2016
printf 'ID Contrato,Proveedor,Documento Proveedor,Fecha de Firma,Valor del Contrato\nC-1,Ana,101,2023-01-31,"$1,000"\nC-2,Luz,102,2023-02-28,"$2,500"\nC-3,Ana,101,2023-03-30,"$9,000"\n' \
    >"$work/list.csv"
look "$work/list.csv"
sees 'role likely register: contracts, one in each row, with its code'
likely 'ID Contrato' code code
likely 'Fecha de Firma' 'date %Y-%m-%d' date
sees '"Documento Proveedor" may tell who a person is: "personal": true keeps it'

# --- the descriptor ------------------------------------------------------------

"$rendir" new "$work/site" --name p >/dev/null
rm "$work/site/data/p"/*
says 'no folder' 2 "rendir: $work/none is no folder; make it, and copy the files \
there" --write "$work/none" "$work/gasto.csv"
says 'elsewhere' 2 "rendir: $work/gasto.csv is not in $work/site/data/p; copy it \
there, and inspect the copy" --write "$work/site/data/p" "$work/gasto.csv"
cp "$work/gasto.csv" "$work"/Gastos_*_2025.csv "$work/site/data/p"
"$rendir" inspect --write "$work/site/data/p" "$work/site/data/p"/*.csv >"$work/out"
same 'write: exit' 0 "$?"
same 'write' "$work/site/data/p/datapackage.json: written; next: read its _why and \
_decide, then rendir check" "$(tail -n 1 "$work/out")"
says 'a second time' 2 "rendir: $work/site/data/p/datapackage.json is there already \
and is not overwritten; move it away, or write to another folder" \
    --write "$work/site/data/p" "$work/site/data/p/gasto.csv"
grep -q '"path": "gasto.csv"' "$work/site/data/p/datapackage.json"
same 'paths are relative' 0 "$?"
grep -q '"_why": "its name has' "$work/site/data/p/datapackage.json"
same 'evidence' 0 "$?"
(cd "$work/site/data/p" && "$rendir" inspect --json gasto.csv) >"$work/json"
same 'json: exit' 0 "$?"
same 'json' '{' "$(head -n 1 "$work/json")"
same 'indented by two' 1 "$(grep -c '^  "resources": \[$' "$work/json")"

# settled DIR: portal.yaml with the stages that the descriptor names
settled() {
    stages=$(sed -n 's/^ *"stage": "\(.*\)",*$/\1/p' "$1/data/p/datapackage.json" | sort -u)
    { sed '/^stages:/,$d' "$1/content/p/portal.yaml"
        echo 'stages:'
        for stage in $stages; do echo "  - {id: $stage, label: $stage}"; done
    } >"$work/portal.yaml"
    mv "$work/portal.yaml" "$1/content/p/portal.yaml"
    rm -rf "$1/content/p/pages"
}

# fatal DIR: codes of fatal findings
fatal() {
    "$rendir" check --templates "$root/templates" "$1" 2>&1 |
        sed -n 's/.*: fatal\[\([A-Z0-9]*\)\].*/\1/p' | sort -u | tr '\n' ' '
}

settled "$work/site"
same 'what was written loads' '' "$(fatal "$work/site")"

# --- real extracts ---------------------------------------------------------------

# starts NAME FILE...: a portal of the real files, whose descriptor loads
starts() {
    name=$1
    shift
    "$rendir" new "$work/$name" --name p >/dev/null
    rm "$work/$name/data/p"/*
    cp "$@" "$work/$name/data/p"
    "$rendir" inspect --write "$work/$name/data/p" "$work/$name/data/p"/*.csv >/dev/null
    settled "$work/$name"
}

if [ -d "$real" ]; then
    subject=munis2017.csv
    look "$real/gt-municipalidades-ingresos-2017/munis2017.csv"
    sees 'encoding likely UTF-8 with a byte order mark'
    sees 'delimiter comma: 1000 of 1000 records of the sample have 18 fields'
    sees 'role likely revenue: "Percibido" is a stage of revenue'
    sees 'key likely Código Entidad + Código Recurso'
    sees 'each "Código Entidad" is of one "Código Departamento"'
    likely Ejercicio year period
    likely 'Código Entidad' code institution
    likely 'Código Departamento' code territory
    likely Asignado 'number 0,000.0' approved
    likely Modificado 'number 0.0' modifications
    likely Vigente 'number 0.0' current
    likely Devengado 'number 0,000.0' accrued
    likely Percibido 'number 0,000.0' collected
    starts gt "$real/gt-municipalidades-ingresos-2017/munis2017.csv"
    same 'gt loads' '' "$(fatal "$work/gt")"

    subject=ejecucion_gastos.csv
    look "$real/es-madrid-2024/ejecucion_gastos.csv"
    sees 'encoding likely Windows-1252: the byte at offset 345 (0xC1) is not UTF-8'
    sees 'line ends CR LF'
    sees 'delimiter semicolon'
    sees 'role likely execution'
    sees 'key none'
    likely Centro code centre
    likely Programa code program
    likely Economico code object
    likely CRED_INICIAL number approved
    likely MOD_CREDITO 'number 0,0' modifications
    likely C_DEFINITIVO 'number 0,0' current
    likely C_DISPUESTO 'number 0,0' committed
    likely OBL_RECONOC 'number 0,0' accrued
    starts es "$real/es-madrid-2024/ejecucion_gastos.csv"
    same 'es: only the period is lacking' 'F327 ' "$(fatal "$work/es")"

    subject='cl-dipres-2017'
    look "$real"/cl-dipres-2017/bulk/*.csv
    sees 'encoding likely ISO-8859-1'
    sees '18 with the same columns: one resource'
    sees 'rows have blank lower codes (Subtítulo + Item + Asignación)'
    sees '18 rows are named "RESULTADO"'
    sees 'likely revenue and spending in one file'
    sees 'currencies likely 2, in "Moneda"'
    likely Moneda text currency
    likely Subtítulo code subtitle
    likely 'Presupuesto Inicial' number approved
    likely 'Presupuesto Vigente' number current
    likely 'Ejecución Acumulada al …' number 'accrued, to-date'

    subject='cl-penalolen-2025'
    look "$real"/cl-penalolen-2025/Balance_Gastos_*.csv
    sees '12 with the same columns: one resource'
    sees 'key likely FECHA_BALANCE + CODIGO_CUENTA'
    sees 'likely in the names: Balance_Gastos_{}_2025.csv, with 12 different texts'
    sees 'to date "DEVENGADO_ACUMULADO"'
    sees 'by period "DEVENGADO_PARCIAL"'
    likely FECHA_BALANCE 'date %d/%m/%Y' period
    likely CODIGO_CUENTA code account
    likely OBLIGADO_PARCIAL number 'committed, flow'
    likely OBLIGADO_ACUMULADO number 'committed to date'
    likely SALDO_PRESUPUES. number -
    starts cl "$real"/cl-penalolen-2025/Balance_Gastos_*.csv
    same 'cl loads' '' "$(fatal "$work/cl")"

    subject=presu_agrupado.csv
    look "$real/ar-caba-2013-2021/presu_agrupado.csv"
    sees 'encoding likely UTF-8: only ASCII'
    sees 'each "fun_desc" is of one "fin_desc"'
    likely anio year period
    likely jur_desc text institution
    likely ff_desc text funding
    likely sancion 'number 0.0' approved
    likely vigente 'number 0.0' current
    likely devengado 'number 0.0' accrued
    starts ar "$real/ar-caba-2013-2021/presu_agrupado.csv"
    same 'ar loads' '' "$(fatal "$work/ar")"

    subject='uy-promesas-2015'
    look "$real"/uy-promesas-2015/*.csv
    sees 'role likely commitments: the name of "Propuesta"'
    sees '2 with the same columns: one resource'
    likely Propuesta text label
    starts uy "$real"/uy-promesas-2015/*.csv
    same 'uy loads' '' "$(fatal "$work/uy")"
else
    skip "real extracts (no $real)"
fi

finish
