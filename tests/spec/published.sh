# A workspace in $work/in as a site in $work/out, and what its files and pages
# say: sourced behind check.sh by test_roles.sh and test_entity_pages.sh.
# shellcheck shell=sh disable=SC2154

# What the build says is in $work/said.
publish() {
    "$rendir" build "$work/in" --output "$work/out" >"$work/said" 2>&1
    same "build" 0 $?
    "$rendir" verify "$work/out" >"$work/verified" 2>&1
    same "verify" 0 $?
    same "fatal findings" "" "$(grep 'fatal\[' "$work/said")"
}

# table CSV SQL: of a file below data/, there called t
table() {
    sqlite3 :memory: '.mode csv' ".import '$work/out/data/$1' t" '.mode list' \
        "$2" | tr -d '\r'
}

# on PAGE TEXT: how many lines of the English page, without tags, have the text
on() {
    sed 's/<[^>]*>//g' "$work/out/en/$1.html" | grep -cF -- "$2"
}
