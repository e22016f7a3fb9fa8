#!/bin/sh
# data/verify.sql with the SQLite shell alone: every root of the site agrees, a
# portal that asks for every operation agrees, and what is changed is reported.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

command -v sqlite3 >/dev/null || {
    skip "verify.sql (sqlite3 is not installed)"
    finish
}
[ -d "$site/ejemplo" ] || {
    bad "there is no site; make site"
    finish
}

# run ROOT: the report into $work/said
run() {
    (cd "$1" && sqlite3 :memory: <data/verify.sql) >"$work/said" 2>"$work/err"
}

# said LABEL: the number that the report gives it
said() {
    sed -n "s/^$1: \([0-9]*\)$/\1/p" "$work/said"
}

# What each ledger holds, each figure once: by awk, which needs no CSV reader
# for an id.
figures() {
    find "$1/data/figures" -name '*.csv' -exec \
        awk -F , 'length($1) == 12 && $1 !~ /[^a-z2-7]/ && !seen[$1]++ { print $1 }' {} + |
        sort -u | wc -l
}

# agrees NAME ROOT: all but constants recomputed, and nothing different
agrees() {
    run "$2"
    same "$1: errors" "" "$(cat "$work/err")"
    same "$1: figures" "$(figures "$2")" "$(said 'figures in the ledgers')"
    same "$1: different" 0 "$(said different)"
    same "$1: adds up" "$(said 'figures in the ledgers')" \
        "$(($(said recomputed) + $(said 'not checked')))"
    same "$1: recomputed" "$(said recomputed)" \
        "$(($(said 'equal, every digit') + $(said 'equal to nine digits')))"
    [ $((100 * $(said recomputed))) -ge $((95 * $(said 'figures in the ledgers'))) ] &&
        ok || bad "$1: only $(said recomputed) recomputed"
    same "$1: what is not checked is constants" "$(said 'not checked')" \
        "$(($(said 'not checked, a constant that the portal states') + 0))"
}

for place in "$site"/*/; do
    [ -f "$place/manifest.sha256" ] || continue
    agrees "$(basename "$place")" "${place%/}"
    for frozen in "$place"releases/*/; do
        [ ! -f "$frozen/data/verify.sql" ] || agrees "$frozen" "${frozen%/}"
    done
done

# --- one number by hand, as the page tells it -----------------------------

# The text of the Nth <pre> after the heading of that section.
by_hand() {
    awk -v n="$2" '/id="by-hand"/ { on = 1 }
        on && /<pre[^>]*><code>/ { k++; sub(/.*<pre[^>]*><code>/, ""); if (k == n) hot = 1 }
        hot { line = $0; sub(/<\/code>.*/, "", line); print line }
        /<\/code><\/pre>/ { hot = 0 }' "$1" |
        sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#39;/'"'"'/g; s/&amp;/\&/g'
}

for page in "$site"/*/*/verify.html; do
    folder=$(dirname "$(dirname "$page")")
    by_hand "$page" 1 >"$work/query"
    [ -s "$work/query" ] || { bad "$page: no number by hand"; continue; }
    same "$page" "$(by_hand "$page" 2)" \
        "$(cd "$folder" && sqlite3 <"$work/query" 2>&1)"
done

# --- every operation ------------------------------------------------------

mkdir -p "$work/all/content/p/pages" "$work/all/data/p"
cat >"$work/all/content/p/portal.yaml" <<'END'
name: P
languages: [{path: en, locale: en-US}]
cut_off: 2017-10-31
period: 2017
stages: [{id: accrued, label: Accrued}]
constants: {pace: 10}
END
cat >"$work/all/data/p/datapackage.json" <<'END'
{"name": "p", "resources": [
  {"name": "programs", "path": "programs.csv", "role": "programs",
   "schema": {"fields": [
     {"name": "code", "type": "string", "role": "code"},
     {"name": "parent", "type": "string", "role": "parent"},
     {"name": "label", "type": "string", "role": "label"}]}},
  {"name": "population", "path": "population.csv", "role": "population",
   "schema": {"fields": [
     {"name": "period", "type": "string", "role": "period"},
     {"name": "territory", "type": "string", "role": "territory"},
     {"name": "value", "type": "number", "role": "value"}]}},
  {"name": "places", "path": "places.csv", "role": "territories",
   "schema": {"fields": [
     {"name": "code", "type": "string", "role": "code"},
     {"name": "label", "type": "string", "role": "label"}]}},
  {"name": "execution", "path": "execution.csv", "role": "execution",
   "schema": {"fields": [
     {"name": "period", "type": "string", "role": "period"},
     {"name": "program", "type": "string", "role": "dimension",
      "dimension": "program"},
     {"name": "kind", "type": "string", "role": "dimension",
      "dimension": "kind"},
     {"name": "accrued", "type": "number", "role": "amount", "stage": "accrued",
      "missing": {"": "empty", "n.d.": "not-reported"}}]}}
]}
END
printf '%s\n' code,parent,label '0a,,Alpha' 'b;c,0a,Beta' '01,b;c,Gamma' \
    >"$work/all/data/p/programs.csv"
printf '%s\n' code,label 'x,X' 'y,Y' 'z,Z' >"$work/all/data/p/places.csv"
printf '%s\n' period,territory,value 2017,x,3 2017,y,10 2016,x,7 2017,z,4 \
    >"$work/all/data/p/population.csv"
printf '%s\n' period,program,kind,accrued \
    2017-01,0a,k,100.05 '2017-02,b;c,k,-0.10' 2017-03,01,k,999999999999999.99 \
    '2016-01,b;c,m,7' 2016-02,01,,n.d. 2017-03,0a,m,0 2017-04,01,m, \
    >"$work/all/data/p/execution.csv"
{
    printf '%s\n' '---' 'title: All' '---'
    for figure in 'sum(execution,accrued,period=2017)' \
        'sum(execution,accrued,program%3C0a;period=2017-01..2017-03)' \
        'sum(execution,accrued,program=b%253bc|01)' \
        'sum(population,value,territory!=x)' 'count(programs,*,parent=?missing)' \
        'sum(execution,accrued,kind=m)' 'count(programs,*,parent%3C0a)' \
        'sum(execution,accrued,period=2016-02)' \
        'count(execution,*,program%3Cb%253bc)' 'codes(execution,program,)' \
        'min(population,value,)' 'max(population,value,)' \
        'mean(population,value,period=2017)' 'median(population,value,)' \
        'median(population,value,period=2017)' \
        'value(population,value,period=2017;territory=y)' \
        'last(population,value,territory=x)' \
        'share(sum(execution,accrued,program=0a),sum(execution,accrued,period=2016))' \
        'share(sum(execution,accrued,period=2016),sum(execution,accrued,period=2017))' \
        'change(sum(execution,accrued,period=2017-02),sum(execution,accrued,period=2016))' \
        'ratio(sum(execution,accrued,period=2017),sum(population,value,period=2017))' \
        'ratio(count(execution,*,),mean(population,value,period=2017))' \
        'share(count(execution,*,),sum(execution,accrued,program=0a;period=2017-03))' \
        'difference(sum(execution,accrued,period=2017-02),sum(execution,accrued,period=2017-01))' \
        'add(sum(execution,accrued,period=2017-03),sum(execution,accrued,period=2016-01))'; do
        printf '[1](figure:%s)\n\n' "$figure"
    done
} >"$work/all/content/p/pages/all.en.md"
if "$rendir" build -q --templates "$root/templates" -o "$work/every" \
    "$work/all" >"$work/out" 2>&1; then
    agrees "every operation" "$work/every"
    for operation in value count sum last min max mean median codes add \
        difference ratio share change; do
        grep -rqs "^[a-z2-7]*,$operation," "$work/every/data/figures" && ok ||
            bad "no ledger has $operation"
    done
else
    bad "the portal of every operation: $(head -n 3 "$work/out")"
fi

# --- what is changed ------------------------------------------------------

# reports NAME PATTERN: of the copy in $work/copy
reports() {
    run "$work/copy"
    [ "$(said different)" -gt 0 ] && ok || bad "$1 goes unnoticed"
    grep -q "^different, [a-z2-7]*: $2" "$work/said" && ok ||
        bad "$1: $(grep '^different, ' "$work/said" | head -n 1 | cut -c 1-200)"
    rm -rf "$work/copy"
}

fresh() {
    mkdir "$work/copy" && cp -R "$site/guatemala/data" "$work/copy/"
}

fresh
sed -i '2s/,[0-9]*\.\([0-9]*\),/,9999.\1,/' "$work/copy/data/execution.csv"
cmp -s "$work/copy/data/execution.csv" "$site/guatemala/data/execution.csv" &&
    bad "nothing was changed in the rows"
reports "a changed amount" 'sum(execution,.*the ledger has .*, the rows give '
fresh
sed -i '2d' "$work/copy/data/execution.csv"
reports "a removed row" '.*(execution,.*the ledger has .* rows), the rows give '
fresh
awk 'BEGIN { FS = OFS = "," } !done && /^[a-z2-7]*,sum,execution,.*\.[0-9][0-9],/ {
    if (match($0, /[0-9]\.[0-9]/)) {
        $0 = substr($0, 1, RSTART - 1) "." substr($0, RSTART, 1) substr($0, RSTART + 2)
        done = 1
    }
} 1' "$site/guatemala/data/figures/index.csv" >"$work/copy/data/figures/index.csv"
cmp -s "$work/copy/data/figures/index.csv" "$site/guatemala/data/figures/index.csv" &&
    bad "nothing was moved in the ledger"
reports "a moved decimal" 'sum(execution,'
fresh
awk -F , '!done && $2 == "share" && $7 ~ /^0\./ { sub(/0\./, "0.0", $0); done = 1 } 1' \
    "$site/guatemala/data/figures/index.csv" >"$work/copy/data/figures/index.csv"
reports "a changed share" 'share('
fresh
rm "$work/copy/data/execution.csv"
run "$work/copy"
[ -z "$(said different)" ] && [ -s "$work/err" ] && ok ||
    bad "a table that is not there goes unnoticed"

finish
