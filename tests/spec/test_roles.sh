#!/bin/sh
# Roles as a citizen reads them: a percentage in the place of a status, events
# that are evidence, milestones with a date and no plan, values by group beside
# the series of all. A site of ten rows; what it says is in its pages and files.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
# shellcheck source=tests/spec/published.sh
. "$here/published.sh"

command -v sqlite3 >/dev/null || {
    skip "roles (sqlite3 is not installed)"
    finish
}

mkdir -p "$work/in/content/p" "$work/in/data/p"
cp -R "$root/templates" "$work/in/templates"
cat >"$work/in/content/p/portal.yaml" <<'END'
name: P
languages: [{path: en, locale: en-US}]
cut_off: 2024-12-31
labels:
  kind: {press: A newspaper}
  category: {health: Health}
END
cat >"$work/in/data/p/datapackage.json" <<'END'
{"name": "p", "resources": [
  {"name": "promises", "path": "promises.csv", "role": "commitments",
   "schema": {"fields": [
     {"name": "code", "role": "code"}, {"name": "label", "role": "label"},
     {"name": "category", "role": "category"},
     {"name": "done", "type": "number", "role": "progress"},
     {"name": "deadline", "role": "deadline"},
     {"name": "Who said it"}]}},
  {"name": "evidence", "path": "evidence.csv", "role": "commitment-events",
   "schema": {"fields": [
     {"name": "promise", "role": "commitment"}, {"name": "date", "role": "date"},
     {"name": "kind", "role": "kind"}, {"name": "title", "role": "note"},
     {"name": "address", "role": "evidence"}]}},
  {"name": "steps", "path": "steps.csv", "role": "milestones",
   "schema": {"fields": [
     {"name": "promise", "role": "commitment"}, {"name": "step", "role": "label"},
     {"name": "date", "role": "date"}]}},
  {"name": "indicators", "path": "indicators.csv", "role": "indicators",
   "schema": {"fields": [
     {"name": "code", "role": "code"}, {"name": "label", "role": "label"},
     {"name": "direction", "role": "direction"}]}},
  {"name": "values", "path": "values.csv", "role": "observations",
   "schema": {"primaryKey": ["indicator", "year", "Sex", "Age group"],
    "fields": [
     {"name": "indicator", "role": "indicator"}, {"name": "year", "role": "period"},
     {"name": "Sex", "role": "disaggregation"},
     {"name": "Age group", "role": "disaggregation"},
     {"name": "value", "type": "number", "role": "value"}]}},
  {"name": "more", "path": "more.csv", "role": "observations",
   "schema": {"fields": [
     {"name": "indicator", "role": "indicator"}, {"name": "year", "role": "period"},
     {"name": "Region", "role": "disaggregation"},
     {"name": "value", "type": "number", "role": "value"}]}},
  {"name": "targets", "path": "targets.csv", "role": "targets",
   "schema": {"fields": [
     {"name": "indicator", "role": "indicator"}, {"name": "year", "role": "period"},
     {"name": "value", "type": "number", "role": "value"}]}}
]}
END
cd "$work/in/data/p" || exit 3
cat >promises.csv <<'END'
code,label,category,done,deadline,Who said it
all,All of it,health,100,2024-06-30,The president
half,Half of it,health,50,2024-06-30,
none,Nothing known,,,,
shown,Only shown,,,,
END
cat >evidence.csv <<'END'
promise,date,kind,title,address
shown,2024-02-01,press,The Daily,https://example.org/daily
shown,2024-01-01,press,,https://example.org/weekly
END
cat >steps.csv <<'END'
promise,step,date
half,See [the plan](https://example.org/plan),2024-03-01
END
printf 'code,label,direction\nrate,Rate,increase\nparts,Parts,\n' >indicators.csv
cat >more.csv <<'END'
indicator,year,Region,value
rate,2021,North,5
parts,2023,North,7
parts,2023,South,8
END
cat >values.csv <<'END'
indicator,year,Sex,Age group,value
rate,2022,,,10
rate,2022,women,,90
rate,2023,,,20
rate,2023,women,,95
rate,2023,,65+,99
END
printf 'indicator,year,value\nrate,2024,50\n' >targets.csv
cd "$work" || exit 3
publish

# --- promises -------------------------------------------------------------

same "rules" "all unproven progress-unproven
half delayed deadline-passed
none no-deadline no-deadline
shown no-deadline no-deadline" "$(table derived-commitments.csv \
    'select commitment || " " || status || " " || rule from t order by 1')"
same "complete, and nothing shows it" 1 \
    "$(on commitments/all 'Its published progress is complete; no evidence')"
same "the percentage" 1 "$(on commitments/half 'Progress published: 50%.')"
same "silence is not said of what has a percentage" 0 \
    "$(on commitments/half 'No result was published')"
same "nothing known" 1 "$(on commitments/none 'No status was published')"
same "not a percentage either" 0 "$(on commitments/none 'Progress')"
same "evidence is no result" 1 "$(on commitments/shown 'No status was published')"
same "evidence, the earlier first" "https://example.org/weekly
https://example.org/daily" \
    "$(table commitments/shown.evidence.csv 'select evidence from t')"
same "evidence by its title" 1 "$(grep -c \
    '<a href="https://example.org/daily">The Daily</a>' \
    "$work/out/en/commitments/shown.html")"
same "evidence without a title" 1 "$(grep -c \
    '<a href="https://example.org/weekly">https://example.org/weekly</a>' \
    "$work/out/en/commitments/shown.html")"
same "kinds in the portal's words" 2 "$(on commitments/shown 'A newspaper')"
same "a date without a plan" 1 \
    "$(on commitments/half 'not said whether planned or done')"
same "Markdown in a cell is text" 1 \
    "$(on commitments/half 'See [the plan](https://example.org/plan)')"
same "columns of no role" 1 "$(on commitments/all 'The president')"
same "categories" ",2
health,2" "$(table commitments.by_category.csv \
    'select category || "," || commitments from t order by 1')"
same "percentages in the list" "100 50" "$(table commitments.list.csv \
    'select progress from t where progress <> "" order by 1' | xargs)"

# --- values by group ------------------------------------------------------

same "all values are published" "5 2" "$(table values.csv "select count(*) ||
    ' ' || sum(is_total = 'yes') from t")"
same "their groups by the source's names" 1 \
    "$(head -n 1 "$work/out/data/values.csv" | grep -c 'sex,age_group,')"
same "the series is of all" "10 20" \
    "$(table indicators/rate.observations.csv 'select value from t' | xargs)"
same "the last value is of all" "20 not-met" \
    "$(table derived-indicators.csv 'select last_value || " " || status from t
        where indicator = "rate"')"
same "the others are counted" 1 \
    "$(on indicators/rate 'Further rows by group (Sex, Age group): 3.')"
same "and linked" 1 \
    "$(grep -c 'href="[./]*data/values.csv"' "$work/out/en/indicators/rate.html")"
same "groups of another table" 1 \
    "$(on indicators/rate 'Further rows by group (Region): 1.')"
same "no series without a value of all" 1 "$(on indicators/parts \
    'Further rows by group (Region): 2.')"
same "which is said" 2 "$(on indicators/parts \
    'No value of the whole was published, only values by group.')"
same "no chart of mixed values" 0 \
    "$(grep -c '<text[^>]*>95<' "$work/out/en/indicators/rate.html")"

finish
