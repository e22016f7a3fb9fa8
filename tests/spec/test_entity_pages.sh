#!/bin/sh
# What hangs on a program, an institution, a territory and a promise, in a site
# of a few rows: the budget's steps and log, codes that changed, levels and
# kinds as pages, who answers for what, clauses, meetings, people without
# consent, chains and targets in several tables, forecasts drawn, findings in
# Spanish.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
# shellcheck source=tests/spec/published.sh
. "$here/published.sh"

command -v sqlite3 >/dev/null || {
    skip "entity pages (sqlite3 is not installed)"
    finish
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
        head:responsible for:category
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
    resource plans physical product:product program:program year:period \
        planned:planned:number
    resource came physical product:product program:program year:period \
        delivered:delivered:number
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
    resource prices deflator year:period value:value:number base:base
    resource guesses forecasts who:forecaster indicator:indicator year:period \
        made:made value:value:number
    printf ']}\n'
} >"$work/in/data/p/datapackage.json"
cd "$work/in/data/p" || exit 3
printf 'code,label,kind\nb1,Roads,ministry\nb2,Water,agency\n' >bodies.csv
printf 'code,label,level\nr1,North,region\nr2,South,region\nt1,Port,town\n' >places.csv
printf 'place,year,people\nr1,2024,10\nr2,2024,40\nt1,2024,5\n' >people.csv
printf 'code,label,body,head,for\np1,Bridges,b1,Ana Paz,results\np2,Wells,b2,,results|central\n' >programs.csv
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
printf 'product,program,year,planned\ng1,p1,2024,40\n' >plans.csv
printf 'product,program,year,delivered\ng1,p1,2024,30\n' >came.csv
printf 'code,label,body\nd1,Deal,b1\n' >deals.csv
cat >places.geojson <<'END'
{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"code": "r1"}, "geometry": {"type": "Polygon",
   "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}},
  {"type": "Feature", "properties": {"code": "r2"}, "geometry": {"type": "Polygon",
   "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}}]}
END
sed 's|"role": "territories",|&\n"map": {"path": "places.geojson", "source": "Map Office",\n"licenses": [{"name": "CC0", "path": "https://cc0.example/"}]},|' \
    datapackage.json >with-map && mv with-map datapackage.json
printf 'code,deal,label,target,value\nd1-1,d1,Mend ten bridges,10,8\n' >terms.csv
cat >meetings.csv <<'END'
code,label,date,body,promise,came,took,what
n1,Table,2024-02-01,b1,c1,14,3,Begin in the north
END
printf 'code,label,agreed\nx1,Rosa Lima,yes\nx2,Zutana Uno,no\nx3,Zutana Dos,\n' >roster.csv
printf 'year,value,base\n2023,96,2024\n2024,120,2024\n' >prices.csv
cat >guesses.csv <<'END'
who,indicator,year,made,value
council,i1,2023,2022-10,6
council,i1,2024,2023-10,9
council,i1,2024,2023-12,8.5
END
cd "$work" || exit 3
publish

# --- what the money was worth --------------------------------------------------

# 130 * 120 / 120, 80 * 120 / 96: as published first, then in prices of 2024.
for page in programs/p1 institutions/b1; do
    same "$page: in prices of 2024" "2023 80 100.00|2023 70 87.50|2024 130 130.00|2024 60 60.00" \
        "$(table "$page.real-terms.csv" "select year || ' ' || nominal || ' ' ||
            value from t" | paste -sd'|' -)"
    same "$page: the base year is named" 1 "$(on $page 'Each amount as published, times the price index of 2024')"
done
same "a place without an index of its own" 1 "$(on territories/r2 'In prices of 2024' | sed 's/[1-9][0-9]*/1/')"

# --- a product in three tables, a map that others may take -------------------

same "planned in one table, delivered in another" "40 30 75 100" \
    "$(sqlite3 :memory: ".import --csv '$work/out/data/derived-products.csv' t" \
        "select planned || ' ' || delivered || ' ' || cast(share as real) || ' ' ||
        budget from t" | sed 's/75.0/75/')"
same "as the page says it" "40 30 0.75" "$(table programs/p1.physical.csv \
    "select planned || ' ' || delivered || ' ' || cast(share as real) from t")"
cmp -s "$work/in/data/p/places.geojson" "$work/out/data/places.geojson" ||
    bad "the shapes of the map are not published as they came"
same "whose map it is" 1 "$(on territories 'The shapes of the maps (GeoJSON) · Source: Map Office · Licence: CC0')"

same "a program in two categories is called by both" 1 \
    "$(on programs/p2 'Results program + Central action')"
same "and listed apart" 1 \
    "$(on programs 'Programs in more than one category' | sed 's/[1-9][0-9]*/1/')"

# --- one and many --------------------------------------------------------------

same "one record" 1 "$(on registers/meetings 'This list has 1 record: February 1, 2024.')"
same "one, in Spanish" 1 "$(sed 's/<[^>]*>//g' "$work/out/es/registers/meetings.html" |
    grep -c 'Esta lista tiene 1 registro: ')"
same "many" 1 "$(on registers/changes 'This list has 4 records: ')"

# --- how the budget became what it is ----------------------------------------

steps='Asked Approved Increases Reductions Current Accrued'
for page in programs/p1 institutions/b1; do
    same "$page: steps" "$steps" "$(sed -n '/id="budget-steps"/,/<\/section>/p' \
        "$work/out/en/$page.html" | grep -o '<th scope="row"[^>]*>[^<]*' |
        sed 's/.*>//' | xargs)"
    same "$page: log" "More 50|Less -20" "$(table "$page.modifications.csv" \
        'select code || " " || value from t order by value + 0 desc' |
        sed 's/m1/More/; s/m2/Less/' | paste -sd'|' -)"
    same "$page: of its year" 1 "$(on $page 'modifications in 2024')"
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

finish
