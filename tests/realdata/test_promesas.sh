#!/bin/sh
# 228 promises of a president of Uruguay, without codes, statuses or deadlines,
# in two files of which one repeats the other, with five columns that have no
# name. The counts come from the files, read by sqlite3.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "promises of Uruguay, 2015" uy-promesas-2015
workspace uy-promesas
cp "$source"/*.csv "$work/in/data/promesas/"
build
published data/derived-commitments.csv
verified

columns='origen, pagina, tema, propuesta, c5, c6, c7, c8, c9, persona'
for file in gobiernonacional 1marzo2015; do
    sqlite3 "$work/source.db" "create table f$file ($columns)" '.mode csv' \
        ".import --skip 1 $source/promesas_$file.csv f$file"
done
ask() {
    sqlite3 "$work/source.db" "$1"
}

# --- every row is accounted for ---------------------------------------------

same "promises in the two files" "228 31" "$(ask '
    select count(*) from fgobiernonacional') $(ask '
    select count(*) from f1marzo2015')"
again=$(ask 'select count(*) from f1marzo2015 as b where exists (select 1
    from fgobiernonacional as a where a.origen = b.origen and
    a.pagina = b.pagina and a.tema = b.tema and a.propuesta = b.propuesta)')
same "promises of the second that the first has word for word" 31 "$again"
same "the account of rows" \
    "promesas: 261 rows read = 230 used + $again excluded + 0 refused" \
    "$(grep ' rows read ' "$work/said")"
same "fatal findings" "promesas: 0 fatal findings (0 accepted)" \
    "$(grep -o '^promesas: .* accepted)' "$work/said")"
same "the person is called otherwise there" "$(ask 'select count(*)
    from f1marzo2015 where persona not in
    (select persona from fgobiernonacional)')" \
    "$(table data/findings.csv "select count(*) from t where code = 'W356' and
        sentence like '%Tabaré Vásquez%Tabaré Vázquez%' and
        file like '%1marzo2015.csv'")"
same "and nothing else is found" "W356 31" "$(findings data)"

# --- codes from the words ---------------------------------------------------

same "promises published" 228 \
    "$(table data/commitments.csv 'select count(*) from t')"
same "codes" "228 1" "$(table data/commitments.csv 'select
    count(distinct code) || " " || count(distinct length(code)) from t')"
# Blanks around a cell, in thirteen of them, are no words.
same "their words are those of the source" \
    "$(ask 'select trim(propuesta) from fgobiernonacional' | sort | sha256sum)" \
    "$(table data/commitments.csv 'select quote from t' | sort | sha256sum)"
# A row less, and the others in another order: the codes stay.
mkdir "$work/again"
cp -R "$work/in" "$work/again/in"
{
    head -n 1 "$source/promesas_1marzo2015.csv"
    tail -n +3 "$source/promesas_1marzo2015.csv" | sort -r
} >"$work/again/in/data/promesas/promesas_1marzo2015.csv"
sed -i 's/"promesas_gobiernonacional.csv", //' \
    "$work/again/in/data/promesas/datapackage.json"
"$rendir" build "$work/again/in" --output "$work/again/out" \
    >"$work/again/said" 2>&1
same "codes of rows alone" 30 "$(sqlite3 :memory: '.mode csv' \
    ".import $work/out/data/commitments.csv a" \
    ".import $work/again/out/data/commitments.csv b" \
    'select count(*) from a, b where a.code = b.code and a.quote = b.quote')"

# --- nothing is known of any ------------------------------------------------

same "statuses" "no-deadline no-deadline 228" \
    "$(table data/derived-commitments.csv 'select
        status || " " || rule || " " || count(*) from t group by status, rule')"
same "pages that say so" 228 "$(grep -l \
    'No se publicó estado ni plazo público: nada dice qué fue de él.' \
    "$work/out/es/commitments"/*.html | wc -l)"
same "no share of nothing" 0 \
    "$(find "$work/out/data" -name 'commitments.compliance.csv' | wc -l)"
same "promises by topic" \
    "$(ask 'select tema || ": " || count(*) from fgobiernonacional
        group by tema order by tema')" \
    "$(table data/commitments.by_category.csv \
        'select category || ": " || commitments from t order by category')"
same "promises by where they were made" \
    "$(ask 'select lower(origen) || ": " || count(*) from fgobiernonacional
        group by lower(origen) order by 1')" \
    "$(table data/commitments.by_source.csv \
        'select source || ": " || commitments from t order by 1')"
same "columns without a name, published and empty" 5 \
    "$(head -n 1 "$work/out/data/commitments.csv" | tr , '\n' |
        grep -c '^sin_nombre_')"
finish
