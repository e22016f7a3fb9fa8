# What the tests of mappings of real sources share. Sourced by tests/realdata/
# test_*.sh, which then do, in this order:
#
#   begin "what is tested" FOLDER    FOLDER of RENDIR_SHARED/realdata, or skip
#   workspace MAPPING                copy the mapping of that name to $work/in
#   ...copy the source's files into $work/in/data, write pages...
#   build; published PORTAL...
#   same NAME EXPECTED FOUND         any number of times
#   finish
#
# None of the sources is in the repository: where they are absent the test is
# skipped by name. Every expected number comes from the sources themselves, by
# another program than rendir.
# shellcheck shell=sh
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

realdata=${RENDIR_SHARED:-$root/../shared}/realdata
control=$realdata/CONTROL-TOTALS.tsv

# begin SUBJECT FOLDER: $source is the folder.
begin() {
    folder=$2
    source=$realdata/$folder
    lacking=
    [ -d "$source" ] && [ -r "$control" ] ||
        lacking="$folder is not in RENDIR_SHARED"
    command -v sqlite3 >/dev/null || lacking='sqlite3 is not installed'
    [ -z "$lacking" ] || {
        skip "$1 ($lacking)"
        finish
    }
}

# workspace MAPPING
workspace() {
    cp -R "$root/tests/realdata/$1/." "$work/in"
    cp -R "$root/templates" "$work/in/templates"
}

# Builds $work/in into $work/out; what it says is in $work/said.
build() {
    "$rendir" build "$work/in" --output "$work/out" >"$work/said" 2>&1
    same "exit status of the build" 0 $?
}

# published FILE: without this file of the site nothing else can be tested.
published() {
    [ -f "$work/out/$1" ] && return
    same "$1" "is published" "is not"
    grep 'fatal\[' "$work/said" | head -n 20
    finish
}

# verified: the site once more, by what it says of itself.
verified() {
    "$rendir" verify "$work/out" >"$work/verified" 2>&1
    same "exit status of rendir verify" 0 $?
}

# table CSV SQL: the rows that SQL gives of the file, there called t, with tabs
# between the cells; line ends within cells become blanks.
table() {
    sqlite3 "$work/table.db" 'drop table if exists t' '.mode csv' \
        ".import '$work/out/$1' t" ".mode tabs" "$2" | tr -d '\r'
}

# findings FOLDER: "CODE COUNT", sorted, of all findings that are no notes.
# What the portal accepts counts as well.
findings() {
    table "$1/findings.csv" "select code || ' ' || count(*) from t
        where code not like 'N%' group by code order by code"
}

# Sums in ten-thousandths: below 2^53, so exact in any awk.
sums='
function scaled(text,    part, sign)
{
    sign = 1
    if (substr(text, 1, 1) == "-") {
        sign = -1
        text = substr(text, 2)
    }
    if (text !~ /^[0-9]+([.][0-9]?[0-9]?[0-9]?[0-9]?0*)?$/) {
        print "not a plain decimal: " text
        return 0
    }
    split(text ".", part, ".")
    return sign * (part[1] * 10000 + substr(part[2] "0000", 1, 4))
}
function plain(value,    whole, sign)
{
    sign = ""
    if (value < 0) {
        sign = "-"
        value = -value
    }
    whole = int(value / 10000)
    return sprintf("%s%.0f.%04.0f", sign, whole, value - whole * 10000)
}'
