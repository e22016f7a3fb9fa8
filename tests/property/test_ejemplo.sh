#!/bin/sh
# The fictional portal's data: its generator gives the committed bytes with every
# awk at hand, and parts sum to wholes by a second route (sqlite3 over the CSV).
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

data=$root/data/ejemplo

# --- the generator --------------------------------------------------------

# generate LABEL FOLDER SEED COMMAND...
generate() {
    label=$1 folder=$work/$2 seed=$3
    shift 3
    mkdir "$folder"
    "$@" -v seed="$seed" -v out="$folder" -f "$data/generate.awk" ||
        bad "$label: the generator failed"
}

compare() {
    for file in "$data"/*.csv; do
        cmp -s "$file" "$work/$2/$(basename "$file")" ||
            { bad "$1: $(basename "$file") differs"; return; }
    done
    same "$1: number of files" "$(ls "$data"/*.csv | wc -l)" \
        "$(ls "$work/$2" | wc -l)"
}

found=0
for tool in mawk gawk original-awk; do
    command -v "$tool" >/dev/null ||
        { skip "$tool (not installed)"; continue; }
    found=$((found + 1))
    generate "$tool" "$tool" 2017 "$tool"
    compare "$tool" "$tool"
done
if command -v busybox >/dev/null && busybox awk 'BEGIN {}' 2>/dev/null; then
    found=$((found + 1))
    generate busybox busybox 2017 busybox awk
    compare busybox busybox
else
    skip "busybox awk (not installed)"
fi
[ "$found" -gt 0 ] && ok || bad "no awk to run the generator with"

# A decimal comma in the environment must not reach the files.
for locale in $(locale -a 2>/dev/null | grep -E '^(de|es|fr)_' | head -n 1); do
    generate "$locale" comma 2017 env LC_ALL="$locale" awk
    compare "$locale" comma
done
generate "other seed" other 2018 awk
if cmp -s "$data/execution.csv" "$work/other/execution.csv"; then
    bad "another seed gives the same amounts"
else
    ok
fi
bytes=$(cat "$data"/*.csv | wc -c)
[ "$bytes" -lt 2000000 ] && ok || bad "the data take $bytes bytes"
same "carriage returns" 0 "$(cat "$data"/*.csv | tr -dc '\r' | wc -c)"

# --- the descriptor --------------------------------------------------------

same "resources marked illustrative" "$(ls "$data"/*.csv | wc -l)" \
    "$(grep -c '"status": "illustrative"' "$data/datapackage.json")"
for file in "$data"/*.csv; do
    grep -q "\"path\": \"$(basename "$file")\"" "$data/datapackage.json" ||
        bad "$(basename "$file") is not in the descriptor"
done
same "fields that never leave" 1 \
    "$(grep -c '"personal": true' "$data/datapackage.json")"
same "files with supplier contacts" contracts.csv \
    "$(cd "$data" && grep -l contacto-privado ./*.csv | sed 's|^./||')"

# --- the sums --------------------------------------------------------------

if ! command -v sqlite3 >/dev/null; then
    skip "sums (sqlite3 is not installed)"
    finish
fi

{
    echo ".mode csv"
    for file in "$data"/*.csv; do
        echo ".import \"$file\" \"$(basename "$file" .csv)\""
    done
    # Cents as whole numbers: marks of missing cells count as nothing.
    cat <<'SQL'
create table money as
    select period, substr(period, 1, 4) as year, institution,
        coalesce((select target from equivalence
            where dimension = 'program' and code = program
                and substr(period, 1, 4) between "from" and "to"),
            program) as program,
        coalesce((select target from equivalence
            where dimension = 'function' and code = "function"
                and substr(period, 1, 4) between "from" and "to"),
            "function") as "function", economic, funding, territory,
        program || economic || funding || territory as line,
        cast(round(approved * 100) as integer) as approved,
        cast(round(current * 100) as integer) as current,
        cast(round(committed * 100) as integer) as committed,
        cast(round(accrued * 100) as integer) as accrued,
        cast(round(paid * 100) as integer) as paid
    from execution;
create table running as
    select *, sum(committed) over w as committed_all,
        sum(accrued) over w as accrued_all, sum(paid) over w as paid_all,
        lag(current) over w as current_before
    from money window w as (partition by line, year order by period);
create table income as
    select "row", period, item,
        cast(round(estimated * 100) as integer) as estimated,
        cast(round(collected * 100) as integer) as collected
    from revenue;
create table changes as
    select program, period, cast(round(value * 100) as integer) as value
    from modifications;
SQL
} >"$work/load.sql"
sqlite3 "$work/base.db" <"$work/load.sql" || bad "the files do not load"

# none NAME QUERY: the query finds no offending row.
none() {
    same "$1" 0 "$(sqlite3 "$work/base.db" "select count(*) from ($2)" 2>&1)"
}

# least NAME MINIMUM QUERY
least() {
    number=$(sqlite3 "$work/base.db" "$3" 2>&1)
    [ "$number" -ge "$2" ] 2>/dev/null && ok ||
        bad "$1: expected at least $2, found $number"
}

none "one row per key" "select 1 from execution group by period, program,
    economic, funding, territory having count(*) > 1"
none "every line has every month of its year" "select 1 from money
    group by line, year having count(*) <> case year when '2017' then 9
    else 12 end"
none "approved in January only" "select 1 from execution
    where (approved = '-') = (substr(period, 6) = '01')"
none "January: the budget in force is what was approved" "select 1 from money
    where substr(period, 6) = '01' and current <> approved"
none "approved plus modifications is the budget in force" "
    select 1 from (select program, year, sum(approved) as a from money
        group by 1, 2) as x
    join (select program, year, period, sum(current) as c from money
        group by 1, 2, 3) as y using (program, year)
    where c <> a + (select coalesce(sum(value), 0) from changes
        where program = x.program and substr(period, 1, 4) = x.year
        and period <= y.period)"
none "no modification without rows" "select 1 from changes where not exists
    (select 1 from money where program = changes.program
    and period = changes.period)"
none "accrued within the budget in force" "select 1 from running
    where accrued_all > current"
none "committed within the budget in force" "select 1 from running
    where committed_all > current"
none "accrued within committed" "select 1 from running
    where accrued_all > committed_all"
none "paid within accrued" "select 1 from running where paid_all > accrued_all"
least "reversals" 10 "select count(*) from money where accrued < 0"
none "only the late ministry lacks months, and its last two" "
    select 1 from execution where (accrued = 'n.d.') <>
    (institution = '015' and period in ('2017-08', '2017-09'))"
none "institution is the head of the program's code" "select 1 from money
    where institution <> substr(program, 1, 3)"

# Subtree sums of the top codes of a classifier against the plain sum.
whole() {
    none "$1: tops of the tree sum to the whole" "
        with recursive below(top, code) as (
            select code, code from \"$2\" where parent = ''
            union all
            select top, c.code from below join \"$2\" as c
                on c.parent = below.code)
        select 1 from (select period, sum($4) as part from \"$3\"
            join below on below.code = \"$3\".\"$1\" where $5 group by 1) as a
        full join (select period, sum($4) as all_of from \"$3\" where $5
            group by 1) as b using (period)
        where part is not all_of"
    none "$1: codes of facts are leaves that exist" "
        select 1 from \"$3\" where $5 and (\"$1\" not in
            (select code from \"$2\") $6)"
}
leaf() {
    echo "or \"$1\" in (select parent from \"$2\")"
}
for stage in approved current committed accrued paid; do
    whole function functions money $stage 1 "$(leaf function functions)"
    whole economic economic money $stage 1 "$(leaf economic economic)"
    whole funding funding money $stage 1 "$(leaf funding funding)"
    whole institution institutions money $stage 1 ""
    whole territory territories money $stage 1 "$(leaf territory territories)"
done
whole item revenue-items income collected "\"row\" = 'detail'" \
    "$(leaf item revenue-items)"
none "revenue: stated totals are the sums of their parts" "
    select 1 from income as t where \"row\" = 'total' and
    (estimated, collected) <> (select sum(estimated), sum(collected)
        from income as d where d.\"row\" = 'detail' and d.period = t.period
        and (t.item = '' or d.item like t.item || '.%'))"

# --- what the portal promises to show ------------------------------------

same institutions 12 "$(sqlite3 "$work/base.db" 'select count(*) from institutions')"
same programs 60 "$(sqlite3 "$work/base.db" 'select count(*) from programs')"
same regions 8 "$(sqlite3 "$work/base.db" \
    "select count(*) from territories where level = 'region'")"
least "program numbers that repeat" 3 "select count(*) from (select 1 from
    programs group by substr(code, 5) having count(*) > 1)"
least "programs with a chain of four levels" 20 "select count(*) from
    (select 1 from chain group by program having count(distinct level) = 4)"
least indicators 30 "select count(*) from indicators"
least commitments 40 "select count(*) from commitments"
least "indicators with a zero baseline" 1 "select count(*) from indicators
    where baseline = '0'"
least "indicators without a target" 1 "select count(*) from indicators
    where code not in (select indicator from targets where value <> '')"
least "targets moved" 2 "select count(*) from targets where version = '2'"
least "breaks in series" 1 "select count(*) from observations
    where \"break\" = 'yes'"
for status in achieved on-time needs-attention delayed discarded; do
    least "events: $status" 1 "select count(*) from \"commitment-events\"
        where status = '$status'"
done
least "dropped with a reason" 1 "select count(*) from \"commitment-events\"
    where status = 'discarded' and reason_es <> ''"
same "dropped without a reason" 1 "$(sqlite3 "$work/base.db" "select count(*)
    from \"commitment-events\" where status = 'discarded' and reason_es = ''")"
least "achieved late" 1 "select count(*) from commitments as c join
    \"commitment-events\" as e on e.commitment = c.code
    where e.status = 'achieved' and c.deadline <> '' and e.date > c.deadline"
least "deadlines moved" 3 "select count(*) from \"commitment-events\"
    where deadline <> ''"
least "no deadline" 1 "select count(*) from commitments where deadline = ''"
for register in contracts projects meetings risks audits modifications; do
    least "$register" 8 "select count(*) from \"$register\""
done

# Codes point at rows that exist.
refers() {
    none "$1.$2 is in $3" "select 1 from \"$1\" where \"$2\" <> '' and \"$2\"
        not in (select code from \"$3\")"
}
for table in programs plan indicators commitments evaluations agreements \
    documents calendar modifications contracts projects meetings risks audits; do
    refers $table institution institutions
done
for table in chain physical indicators commitments links evaluations agreements \
    documents modifications contracts projects risks audits; do
    refers $table program programs
done
none "execution.program is in programs" "select 1 from money where program
    not in (select code from programs)"
refers physical product chain
refers chain parent chain
refers plan parent plan
refers links plan_node plan
refers links commitment commitments
refers links indicator indicators
refers observations indicator indicators
refers targets indicator indicators
refers commitment-events commitment commitments
refers milestones commitment commitments
refers recommendations evaluation evaluations
refers population territory territories
refers commitments territory territories
none "nothing is dated after the cut-off" "select 1 from \"commitment-events\"
    where date > '2017-09-30' union all select 1 from calendar
    where delivered > '2017-09-30' union all select 1 from milestones
    where done > '2017-09-30' union all select 1 from observations
    where released > '2017-09-30'"

finish
