#!/bin/sh
# 56 measures that Chile's government promised for its first 100 days, with
# milestones, evidence and a percentage instead of a status. The counts come from
# the files themselves, read by sqlite3, and from the records they were made of.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "promises of Chile, 2014" cl-100dias-2014
workspace cl-100dias
cp "$source"/derivado/*.csv "$work/in/data/promesas/"
build
published data/derived-commitments.csv
verified

# ask SQL: of the source: promesas, hitos, evidencias
ask() {
    sqlite3 "$work/source.db" "$1"
}
for list in promesas hitos evidencias; do
    sqlite3 "$work/source.db" '.mode csv' \
        ".import $source/derivado/$list.csv $list"
done
derived=data/derived-commitments.csv

# --- every row is accounted for ---------------------------------------------

same "promises in the records that the files were made of" 56 \
    "$(grep -c '"model": "promises.promise"' "$source/100dias.json")"
same "rows of the three files" "56 101 150" \
    "$(ask 'select count(*) from promesas') $(ask 'select count(*) from hitos'
    ) $(ask 'select count(*) from evidencias')"
again=$(ask 'select count(*) - (select count(*) from
    (select distinct * from evidencias)) from evidencias')
same "evidence that stands twice" 3 "$again"
same "the account of rows" \
    "promesas: 307 rows read = $((307 - again)) used + 0 excluded + $again refused" \
    "$(grep ' rows read ' "$work/said")"
same "findings" "F305 3" "$(findings data)"
same "where they are" "48-51 49-52 50-53" "$("$rendir" check --format jsonl \
    "$work/in" | sed -n 's/.*"code":"F305".*"line":\([0-9]*\),"message".*"line":\([0-9]*\)}.*/\2-\1/p' |
    xargs)"
same "milestones published" 101 \
    "$(table data/milestones.csv 'select count(*) from t')"
same "evidence published" $((150 - again)) \
    "$(table data/evidence.csv 'select count(*) from t')"

# --- what follows from the percentages --------------------------------------

same "achieved by their percentage" \
    "$(ask "select count(*) from promesas where porcentaje = '100'")" \
    "$(table $derived "select count(*) from t where status = 'achieved' and
        rule = 'progress'")"
same "delayed, a day after the deadline" \
    "$(ask "select count(*) from promesas where porcentaje <> '100'")" \
    "$(table $derived "select count(*) from t where status = 'delayed' and
        rule = 'deadline-passed' and days_late = '1'")"
same "percentages as in the source" \
    "$(ask 'select id || " " || porcentaje from promesas order by id')" \
    "$(table $derived 'select commitment || " " || progress from t
        order by commitment')"
same "nobody declared a status" 0 \
    "$(table $derived "select count(*) from t where declared <> ''")"
same "100 days after 11 March 2014" 2014-06-19 \
    "$(sqlite3 :memory: "select date('2014-03-11', '+100 days')")"
same "deadlines" "2014-06-19 56" "$(table $derived \
    'select deadline || " " || count(*) from t group by deadline')"

# --- pages ------------------------------------------------------------------

same "categories" "$(ask 'select count(distinct categoria) from promesas')" \
    "$(($(wc -l <"$work/out/data/commitments.by_category.csv") - 1))"
same "promises by category" \
    "$(ask 'select categoria || ": " || count(*) from promesas
        group by categoria order by categoria')" \
    "$(table data/commitments.by_category.csv \
        'select category || ": " || commitments from t order by category')"
same "a percentage on the page of its promise" 1 \
    "$(grep -c 'Progress published: <data [^>]*value="75">75</data>%' \
        "$work/out/en/commitments/56.html")"
same "a complete one is achieved" 1 \
    "$(grep -c '<p.*Its published progress is complete' \
        "$work/out/en/commitments/61.html")"
same "links to evidence of promise 56" \
    "$(ask "select count(*) from evidencias where promesa = '56'")" \
    "$(ask "select url from evidencias where promesa = '56'" |
        sed 's/&/\&amp;/g' >"$work/urls"
        sed -n '/id="table-evidence"/,/<\/table>/p' \
            "$work/out/en/commitments/56.html" | grep -cFf "$work/urls")"
same "Markdown in a cell is its text" 1 \
    "$(sed -n '/id="table-milestones"/,/<\/table>/p' \
        "$work/out/en/commitments/56.html" |
        grep -cF '[Confech](http://www.latercera.com/')"
same "promises whose milestones are all on their pages" \
    "$(ask 'select promesa || " " || count(*) from hitos
        group by promesa' | sort)" \
    "$(for list in "$work"/out/data/commitments/*.milestones.csv; do
        name=${list##*/}
        echo "${name%%.*} $(table "data/commitments/$name" \
            'select count(*) from t')"
    done | sort)"

# --- the same from the records as their program wrote them ------------------

# cells FILE COLUMN...: of a published list, sorted
cells() {
    list=$1
    shift
    table "data/$list.csv" "select $(echo "$*" | sed "s/ / || ' | ' || /g")
        from t order by 1"
}
cells commitments code label quote >"$work/promises"
cells milestones commitment 'done' label >"$work/milestones"
cells evidence commitment date note evidence >"$work/evidence"
rm -rf "$work/in" "$work/out"
workspace cl-100dias-raw
cp "$source/100dias.json" "$work/in/data/promesas/"
build
published data/derived-commitments.csv
verified
records=$(grep -c '"pk": ' "$source/100dias.json")
same "the account of records" "promesas: $((3 * records)) rows read =\
 307 used + $((3 * records - 307)) excluded + 0 refused" \
    "$(grep ' rows read ' "$work/said")"
same "promises" "$(cat "$work/promises")" "$(cells commitments code label quote)"
same "milestones" "$(cat "$work/milestones")" \
    "$(cells milestones commitment 'done' label)"
same "evidence, what stands twice as well" "$(cat "$work/evidence")" \
    "$(cells evidence commitment date note evidence | uniq)"
same "names that other kinds of records have" W308 \
    "$(findings data | cut -d ' ' -f 1)"
finish
