#!/bin/sh
# What hangs on a program, an institution, a territory and a promise, in a site
# of a few rows: the budget's steps and log, codes that changed, levels and
# kinds as pages, who answers for what, clauses, meetings, people without
# consent, chains and targets in several tables, forecasts drawn, findings in
# Spanish. Prints "N passed, N failed" and exits 1 if anything failed.
set -u
LC_ALL=C
export LC_ALL

root=$(cd "$(dirname "$0")/../.." && pwd)
rendir=$(realpath "${RENDIR:-$root/.build/rendir}")
command -v sqlite3 >/dev/null || {
    echo "skipped: entity pages (sqlite3 is not installed)"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
}
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
        echo "FAILED: $1: expected \"$2\", found \"$3\""
    fi
}

# resource NAME ROLE FIELD:ROLE[:TYPE] ...
resource() {
    name=$1 role=$2
    shift 2
    printf '%s{"name": "%s", "path": "%s.csv", "role": "%s", "schema": {"fields": [' \
        "$comma" "$name" "$name" "$role"
    first=
    for field in "$@"; do
        printf '%s{"name": "%s"' "$first" "${field%%:*}"
        first=', '
        field=${field#*:}
        case $field in
        dimension=*) printf ', "role": "dimension", "dimension": "%s"}' \
            "${field#*=}" ;;
        amount=*) printf ', "type": "number", "role": "amount", "stage": "%s"}' \
            "${field#*=}" ;;
        *:number) printf ', "type": "number", "role": "%s"}' "${field%:*}" ;;
        *) printf ', "role": "%s"}' "$field" ;;
        esac
    done
    printf ']%s}}' "$key"
    key=
    comma=',
'
}

mkdir -p "$work/in/content/p" "$work/in/data/p"
cp -R "$root/templates" "$work/in/templates"
cat >"$work/in/content/p/portal.yaml" <<'END'
name: P
languages: [{path: en, locale: en-US}, {path: es, locale: es-GT}]
cut_off: 2024-12-31
period: 2024
stages: [{id: asked, label: Asked}, {id: approved, label: Approved}, {id: current, label: Current}, {id: accrued, label: Accrued}]
expenditure: {budget: current, execution: accrued}
labels: {level: {region: Region, town: Town}, kind: {ministry: Ministry, agency: Agency}}
END
comma=
key=
{
    printf '{"name": "p", "resources": [\n'
    resource bodies institutions code:code label:label kind:kind
    resource places territories code:code label:label level:level
    resource people population place:territory year:period people:value:number
    resource programs programs code:code label:label body:institution \
        head:responsible
    resource spending execution year:period body:dimension=institution \
        program:dimension=program place:dimension=territory \
        for:dimension=benefited-territory asked:amount=asked \
        approved:amount=approved current:amount=current accrued:amount=accrued
    resource changes modifications code:code label:label date:date \
        body:institution program:program value:value:number
    resource names equivalence dimension:dimension code:old-code from:start \
        to:end target:target label:label
    resource results chain code:code program:program level:level label:label
    resource works chain code:code program:program level:level parent:parent \
        label:label
    resource goods physical product:product program:program year:period \
        budget:budget:number
    key=', "primaryKey": ["activity", "label", "year"]'
    resource inputs inputs activity:activity label:label year:period \
        quantity:quantity:number unit:unit-cost:number
    resource indicators indicators code:code label:label program:program \
        body:institution direction:direction head:responsible
    resource values observations indicator:indicator year:period value:value:number
    resource targets targets indicator:indicator year:period value:value:number
    resource later targets indicator:indicator year:period value:value:number
    resource promises commitments code:code label:label body:institution \
        deadline:deadline status:status head:responsible
    resource deals agreements code:code label:label body:institution
    resource terms clauses code:code deal:agreement label:label \
        target:target:number value:value:number
    resource meetings register code:code label:label date:date \
        body:institution promise:commitment came:participants:number \
        took:decisions:number what:decided
    resource roster register code:code label:label agreed:consent
    resource guesses forecasts who:forecaster indicator:indicator year:period \
        made:made value:value:number
    printf ']}\n'
} >"$work/in/data/p/datapackage.json"
cd "$work/in/data/p" || exit 3
printf 'code,label,kind\nb1,Roads,ministry\nb2,Water,agency\n' >bodies.csv
printf 'code,label,level\nr1,North,region\nr2,South,region\nt1,Port,town\n' >places.csv
printf 'place,year,people\nr1,2024,10\nr2,2024,40\nt1,2024,5\n' >people.csv
printf 'code,label,body,head\np1,Bridges,b1,Ana Paz\np2,Wells,b2,\n' >programs.csv
cat >spending.csv <<'END'
year,body,program,place,for,asked,approved,current,accrued
2024,b1,p1,r1,r2,120,100,130,60
2024,b2,p2,r2,r2,50,50,40,30
2023,b1,old,r1,r1,90,80,80,70
END
cat >changes.csv <<'END'
code,label,date,body,program,value
m1,More,2024-03-01,b1,p1,50
m2,Less,2024-05-01,b1,p1,-20
m3,Less,2024-05-02,b2,p2,-10
m4,Before,2023-05-02,b1,p1,0.5
END
printf 'dimension,code,from,to,target,label\nprogram,old,2023,2023,p1,Fords\n' >names.csv
printf 'code,program,level,label\ng1,p1,product,Bridge\n' >results.csv
printf 'code,program,level,parent,label\na1,p1,activity,g1,Design\na2,p1,activity,g1,Build\n' >works.csv
printf 'product,program,year,budget\ng1,p1,2024,100\n' >goods.csv
printf 'activity,label,year,quantity,unit\na1,Plans,2024,2,10\na2,Steel,2024,7,10\n' >inputs.csv
printf 'code,label,program,body,direction,head\ni1,Bridges mended,p1,b1,increase,Ana Paz\n' >indicators.csv
printf 'indicator,year,value\ni1,2023,5\ni1,2024,8\n' >values.csv
printf 'indicator,year,value\ni1,2024,7\n' >targets.csv
printf 'indicator,year,value\ni1,2026,12\n' >later.csv
cat >promises.csv <<'END'
code,label,body,deadline,status,head
c1,Mend them,b1,2025-06-30,achieved,Ana Paz
c2,Dig them,b2,2024-06-30,on-time,Ana Paz
END
printf 'code,label,body\nd1,Deal,b1\n' >deals.csv
printf 'code,deal,label,target,value\nd1-1,d1,Mend ten bridges,10,8\n' >terms.csv
cat >meetings.csv <<'END'
code,label,date,body,promise,came,took,what
n1,Table,2024-02-01,b1,c1,14,3,Begin in the north
END
printf 'code,label,agreed\nx1,Rosa Lima,yes\nx2,Zutana Uno,no\nx3,Zutana Dos,\n' >roster.csv
cat >guesses.csv <<'END'
who,indicator,year,made,value
council,i1,2023,2022-10,6
council,i1,2024,2023-10,9
council,i1,2024,2023-12,8.5
END
cd "$work" || exit 3
"$rendir" build "$work/in" --output "$work/out" >"$work/said" 2>&1
same "build" 0 $?
"$rendir" verify "$work/out" >"$work/verified" 2>&1
same "verify" 0 $?
same "fatal findings" "" "$(grep 'fatal\[' "$work/said")"

# table CSV SQL
table() {
    sqlite3 :memory: '.mode csv' ".import '$work/out/data/$1' t" '.mode list' \
        "$2" | tr -d '\r'
}

# on PAGE TEXT: how many lines of the English page, without tags, have the text
on() {
    sed 's/<[^>]*>//g' "$work/out/en/$1.html" | grep -cF -- "$2"
}

# --- how the budget became what it is ----------------------------------------

steps='Asked Approved Increases Reductions Current Accrued'
for page in programs/p1 institutions/b1; do
    same "$page: steps" "$steps" "$(sed -n '/id="budget-steps"/,/<\/section>/p' \
        "$work/out/en/$page.html" | grep -o '<th scope="row"[^>]*>[^<]*' |
        sed 's/.*>//' | xargs)"
    same "$page: log" "More 50|Less -20" "$(table "$page.modifications.csv" \
        'select code || " " || value from t order by value + 0 desc' |
        sed 's/m1/More/; s/m2/Less/' | paste -sd'|' -)"
    same "$page: of its year" 1 "$(on $page 'Modifications of 2024: 2.')"
done
same "another program's log" m3 "$(table programs/p2.modifications.csv \
    'select code from t')"
same "a code that changed" 1 \
    "$(on programs/p1 'Counted here too, from earlier years: old Fords')"
same "one that did not" 0 "$(on programs/p2 'Counted here too')"

# --- levels and kinds ---------------------------------------------------------

same "towns" t1 "$(table territories/level/town.territories.csv 'select code from t')"
same "regions per inhabitant" "r1 6.0 r2 0.75" \
    "$(table territories/level/region.territories.csv \
        'select code || " " || (per_inhabitant + 0.0) from t' | xargs)"
same "filters" "All 3 Region 2 Town 1" \
    "$(sed -n '/<ul class="filters">/,/<\/ul>/p' "$work/out/en/territories.html" |
        sed 's/<[^>]*>//g' | xargs)"
same "the one shown" 1 "$(grep -c 'level/town.html" aria-current="page"' \
    "$work/out/en/territories/level/town.html")"
same "agencies" b2 "$(table institutions/kind/agency.institutions.csv \
    'select code from t')"
same "money for a territory" 1 "$(on territories/r2 'wherever it is executed')"

# --- who answers for what -----------------------------------------------------

same "roads" "Ana Paz p1|Ana Paz c1|Ana Paz i1" "$(table responsibles.body-2.csv \
    'select responsible || " " || code from t' | paste -sd'|' -)"
same "the same name elsewhere is not one" "Ana Paz c2" \
    "$(table responsibles.body-3.csv 'select responsible || " " || code from t')"
same "nobody named" "2 1 1" "$(table responsibles.named.csv \
    "select \"all\" || ' ' || named || ' ' || nobody from t where list = 'programs'")"

# --- clauses, meetings, consent -----------------------------------------------

same "clauses of an institution" "d1-1 10 8" "$(table institutions/b1.clauses.csv \
    'select code || " " || target || " " || value from t')"
for page in institutions/b1 commitments/c1; do
    same "$page: meeting" "14 3 Begin in the north" \
        "$(table "$page.registers-meetings.csv" \
            'select participants || " " || decisions || " " || decided from t')"
done
same "with consent" x1 "$(table roster.csv 'select code from t')"
same "without is counted" 1 "$(on registers/roster 'Withheld for lack of consent: 2.')"
same "and named nowhere" "" "$(grep -rl 'Zutana' "$work/out")"
same "the finding" 1 "$(grep -c 'N767.*roster: withheld.*: 2' "$work/said")"

# --- tables in parts ----------------------------------------------------------

same "activities of another table" "g1 2024 100 90 10" \
    "$(table derived-costs.csv "select node || ' ' || period || ' ' || stated ||
        ' ' || computed || ' ' || difference from t where node = 'g1'")"
same "the breach" 1 "$(grep -c 'W718.*g1 in 2024.*100.*90' "$work/said")"
same "its page" 1 "$(on programs/p1 'Steel')"
same "targets of both tables" "2024 7 2026 12" \
    "$(table indicators/i1.targets.csv 'select deadline || " " || value from t' | xargs)"

# --- achieved, forecasts, words -----------------------------------------------

same "no evidence" "unproven achieved-unproven achieved" \
    "$(table derived-commitments.csv "select status || ' ' || rule || ' ' ||
        declared from t where commitment = 'c1'")"
same "not counted" "0 1" "$(table commitments.compliance.csv "select achieved ||
    ' ' || unproven from t where denominator = 'all'")"
same "its list" 1 "$(on commitments/status/unproven 'Mend them')"
same "forecast, the last made" "8 8.5" "$(sed -n '/id="columns-1"/,/<\/figure>/p' \
    "$work/out/en/forecasts.html" | tr '\n' ' ' | sed 's/<tr/\n<tr/g' |
    sed -n 's/<tr><th scope="row">2024<\/th>//; t row
    d; :row
    s/<\/table>.*//; s/<[^>]*>/ /g; p' | xargs)"
same "a rule in Spanish" 1 "$(sed 's/<[^>]*>//g' "$work/out/es/quality.html" |
    grep -c 'la regla «el plazo público venció» da atrasado')"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
