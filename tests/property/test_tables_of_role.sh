#!/bin/sh
# What several files say of one thing is read together: the values of an
# indicator in two tables are one series, two assessors with a file each (and
# the same numbers in both) stand side by side, the last word of each counts.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

# --- a portal with two tables of a role --------------------------------------

content=$work/in/content/p data=$work/in/data/p
mkdir -p "$content" "$data"
cat >"$content/portal.yaml" <<'YAML'
name: P
languages: [{path: en, locale: en-US}]
cut_off: 2017-10-31
stages: [{id: accrued, label: Accrued}]
YAML

# field NAME ROLE [TYPE]
field() {
    printf '{"name": "%s", "role": "%s", "type": "%s"}' "$1" "$2" \
        "${3:-string}"
}

# resource NAME ROLE FIELDS...
resource() {
    printf '%s{"name": "%s", "path": "%s.csv", "role": "%s", "schema": {"fields": [' \
        "$separator" "$1" "$1" "$2"
    separator=, between=
    shift 2
    for one in "$@"; do
        printf '%s%s' "$between" "$one"
        between=,
    done
    printf ']}}\n'
}

separator=
{
    printf '{"name": "p", "resources": [\n'
    resource commitments commitments "$(field code code)" \
        "$(field label label)" "$(field status status)" \
        "$(field deadline deadline)"
    resource auditor assessments "$(field code code)" "$(field who assessor)" \
        "$(field date date)" "$(field commitment commitment)" \
        "$(field status status)"
    resource citizens assessments "$(field nr code)" \
        "$(field commitment commitment)" "$(field who assessor)" \
        "$(field on date)" "$(field verdict status)"
    resource indicators indicators "$(field code code)" \
        "$(field label label)" "$(field direction direction)"
    resource old observations "$(field indicator indicator)" \
        "$(field period period)" "$(field value value number)"
    resource new observations "$(field period period)" \
        "$(field indicator indicator)" "$(field sex disaggregation)" \
        "$(field rate value number)"
    printf ']}\n'
} >"$data/datapackage.json"
printf 'code,label,status,deadline\na,Bridge,on-time,2018-01-01\n' \
    >"$data/commitments.csv"
printf 'code,who,date,commitment,status\n%s\n%s\n' \
    '1,Auditor,2017-01-01,a,delayed' '2,Auditor,2017-05-01,a,on-time' \
    >"$data/auditor.csv"
printf 'nr,commitment,who,on,verdict\n%s\n%s\n' \
    '1,a,Citizens,2017-03-01,delayed' '2,a,Auditor,2017-06-01,achieved' \
    >"$data/citizens.csv"
printf 'code,label,direction\ni,Rate,increase\n' >"$data/indicators.csv"
printf 'indicator,period,value\ni,2013,10\ni,2015,12\n' >"$data/old.csv"
printf 'period,indicator,sex,rate\n%s\n%s\n%s\n' \
    2014,i,,11 2016,i,,15 2016,i,women,16 >"$data/new.csv"

"$rendir" build -q --templates "$root/templates" -o "$work/site" "$work/in" \
    >"$work/said" 2>&1
same "build" 0 $?
lacks "no list is left out" "$work/said" W799
"$rendir" verify "$work/site" >"$work/verified" 2>&1
same "verify" 0 $?

# --- one series --------------------------------------------------------------

# columns FILE: the first two of each row below the head.
columns() {
    tr -d '\r' <"$work/site/data/$1" | awk -F, 'NR > 1 {
        printf "%s=%s ", $1, $2 }'
}
same "values of both tables, by period" "2013=10 2014=11 2015=12 2016=15 " \
    "$(columns indicators/i.observations.csv)"
has "groups of the second table" "$work/site/en/indicators/i.html" \
    "The last values by group"

# --- voices ------------------------------------------------------------------

same "the last word of each assessor counts" \
    "Auditor no,Auditor no,Citizens yes,Auditor yes," \
    "$(tr -d '\r' <"$work/site/data/derived-assessments.csv" | awk -F, '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { printf "%s %s,", $at["assessor"], $at["counts"] }')"
same "all voices, the latest first" \
    "2017-06-01 2017-05-01 2017-03-01 2017-01-01 " \
    "$(tr -d '\r' <"$work/site/data/commitments/a.voices.csv" | awk -F, '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == "date") at = i; next }
        NR > 3 { printf "%s ", $(at ? at : 3) }')"

finish
