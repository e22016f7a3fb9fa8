#!/bin/sh
# What changed between two editions: every kind of change, made on purpose, is
# found once and named rightly, and nothing else is; cells changed in the portal
# of this workspace come out as they went in, and as sqlite3 sees them in the
# published files. ZIPs and releases read as folders do; what does not verify is
# refused.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

# same_file NAME EXPECTED FOUND
same_file() {
    if cmp -s "$2" "$3"; then
        ok
    else
        bad "$1"
        diff "$2" "$3" | sed 's/^/    /' | head -n 40
    fi
}

# build WORKSPACE OUT [OPTION ...]
build() {
    from=$1 out=$2
    shift 2
    "$rendir" build --templates "$root/templates" --output "$out" "$@" "$from" \
        >"$work/log" 2>&1
    status=$?
    [ "$status" -eq 0 ] || {
        bad "build of $from: exit status $status"
        grep 'fatal' "$work/log" | head -n 5
        finish
    }
}

# diff_of OLD NEW [OPTION ...]: the CSV in $work/csv, its exit status in $status
diff_of() {
    "$rendir" diff --format csv "$@" >"$work/csv" 2>"$work/aside"
    status=$?
}

# kind,table,key,column,old,new,difference,reason of each change; no cell of
# these tests has a comma.
short() {
    tr -d '\r' <"$work/csv" | tail -n +2 |
        awk -F, 'BEGIN { OFS = "," } { print $1, $2, $3, $4, $16, $17, $15, $19 }'
}

# field NAME ROLE [MORE]
field() {
    printf '{"name": "%s", "type": "string", "role": "%s"%s}' "$1" "$2" "${3:-}"
}

# --- a small portal, and what was done to it ---

old=$work/old
mkdir -p "$old/content/p" "$old/data/p"

cat >"$old/content/p/portal.yaml" <<'END'
name: P
languages: [{path: en, locale: en-US}]
cut_off: 2017-09-30
release: 2017-09
stages: [{id: accrued, label: Accrued}, {id: paid, label: Paid}]
END

# resource NAME ROLE KEY FIELDS
resource() {
    printf '%s{"name": "%s", "path": "%s.csv", "role": "%s", "schema": {"fields": [%s]%s}}' \
        "$comma" "$1" "$1" "$2" "$4" "${3:+, \"primaryKey\": [$3]}"
    comma=',
'
}

amount() {
    field "$1" amount ", \"stage\": \"$1\", \"accumulation\": \"flow\""
}

program=$(field program dimension ', "dimension": "program"')
period=$(field period period)

# descriptor GRANTS_CURRENCY DONATION_FIELD LAST_RESOURCE
descriptor() {
    comma=
    printf '{"name": "p", "resources": [\n'
    resource programs programs '"code"' \
        "$(field code code), $(field label label), $(field head responsible)"
    resource execution execution '"period", "program"' \
        "$period, $program, $(amount accrued), $(amount paid)"
    resource revenue revenue '' \
        "$period, $(field item dimension ', "dimension": "item"'), $(amount accrued)"
    resource grants execution '"period", "program"' \
        "$period, $program, $(field accrued amount ", \"stage\": \"accrued\", \"currency\": \"$1\"")"
    resource indicators indicators '"code"' \
        "$(field code code), $(field label label), $(field unit unit), $(field side direction), $(field start baseline), $(field first baseline-period)"
    resource targets targets '"indicator", "period"' \
        "$(field indicator indicator), $period, $(field value value)"
    resource observations observations '"indicator", "period"' \
        "$(field indicator indicator), $period, $(field value value)"
    resource revisions revisions '"code"' \
        "$(field code code), $(field indicator indicator), $(field date date), $(field kind kind), $period, $(field reason reason)"
    resource promises commitments '"code"' \
        "$(field code code), $(field label label), $(field due deadline), $(field who responsible), $(field state status)"
    resource events commitment-events '"promise", "date"' \
        "$(field promise commitment), $(field date date), $(field state status), $(field why reason)"
    resource donations register '"code"' \
        "$(field code code), $(field label label), $(field date date), $(field value value), $2"
    resource successors successors '' \
        "$(field dimension dimension), $(field from old-code), $(field to new-code), $(field why reason)"
    resource corrections corrections '' \
        "$(field resource resource), $(field column column), $(field key key), $(field dimension dimension), $(field entity entity), $period, $(field why reason)"
    resource "$3" register '"code"' "$(field code code), $(field label label)"
    printf '\n]}\n'
}

# table NAME: its lines from stdin
table() {
    cat >"$old/data/p/$1.csv"
}

descriptor XAA '{"name": "donor", "type": "string"}' visits >"$old/data/p/datapackage.json"
table programs <<'END'
code,label,head
a,Alpha,Ana
b,Beta,Bea
c,Gamma,Ceci
d,Delta,Dora
e,Epsilon,Eva
f,Phi,Flor
g,Gone,Gil
END
table execution <<'END'
period,program,accrued,paid
2017-08,a,10.00,1
2017-09,a,20,2
2017-08,b,5,1
2017-08,c,7,1
2017-08,d,8,1
2017-08,e,3,1
2017-08,f,4,1
2017-08,g,9,1
2017,a,100,50
END
table revenue <<'END'
period,item,accrued
2017-08,x,1
2017-08,x,2
2017-08,y,5
END
table grants <<'END'
period,program,accrued
2017-08,a,1000
2018-01,a,500
END
table indicators <<'END'
code,label,unit,side,start,first
i1,Deaths,per cent,increase,10,2015
END
table targets <<'END'
indicator,period,value
i1,2018,50
i1,2020,60
END
table observations <<'END'
indicator,period,value
i1,2016,30
END
table revisions <<'END'
code,indicator,date,kind,period,reason
v0,i1,2016-11-01,value,2016,Before
END
table promises <<'END'
code,label,due,who,state
k1,Build,2018-12-31,Ana,on-time
k2,Paint,2018-12-31,Bea,on-time
k3,Repair,2017-06-30,Ceci,achieved
END
table events <<'END'
promise,date,state,why
k1,2017-05-01,on-time,Rain
END
table donations <<'END'
code,label,date,value,donor
r1,Tents,2017-03-01,100,X
r2,Beds,2017-04-01,50,Y
END
table successors <<'END'
dimension,from,to,why
program,z,y,Long ago
END
table corrections <<'END'
resource,column,key,dimension,entity,period,why
execution,,,,,2017-08,Told before
END
table visits <<'END'
code,label
t1,One
END

new=$work/new
cp -R "$old" "$new"
sed -i 's/^cut_off: .*/cut_off: 2017-12-31/; s/^release: .*/release: 2017-12/' \
    "$new/content/p/portal.yaml"
descriptor XAB '{"name": "purpose", "type": "string"}' audits >"$new/data/p/datapackage.json"
cd "$new/data/p" || exit 3
mv visits.csv audits.csv
cat >programs.csv <<'END'
code,label,head
a,Alfa,Ana
b,Beta,Berta
c2,Gamma,Ceci
d1,Delta one,Dora
d2,Delta two,Dora
ef,Epsilon and Phi,Eva
END
cat >execution.csv <<'END'
period,program,accrued,paid
2017-07,a,1,1
2017-08,a,12.50,1
2017-09,a,20.00,2
2017-08,b,5,2
2017-08,c2,7,1
2017-08,d1,5,1
2017-08,d2,3,0
2017-08,ef,7,2
2017-10,a,30,3
2017,a,140,80
END
sed -i 's/^2017-08,x,2/2017-08,x,3/' revenue.csv
sed -i 's/^2017-08,a,1000/2017-08,a,4000/' grants.csv
sed -i 's/^i1,.*/i1,Deaths,points,decrease,11,2015/' indicators.csv
sed -i 's/^i1,2018,50/i1,2018,55/; /2020/d' targets.csv
sed -i 's/30$/31/' observations.csv
echo v1,i1,2017-11-01,value,2016,Census >>revisions.csv
cat >promises.csv <<'END'
code,label,due,who,state
k1,Build,2019-06-30,Bob,on-time
k3,Repair,2017-06-30,Ceci,delayed
k4,Plant,2019-12-31,Dora,on-time
END
sed -i 's/Rain/Lack of funds/' events.csv
echo k1,2017-11-01,on-time, >>events.csv
cat >donations.csv <<'END'
code,label,date,value,purpose
r1,Tents,2017-03-01,90,
r3,Food,2017-11-01,5,
r4,Water,2017-01-01,7,
END
cat >>successors.csv <<'END'
program,c,c2,Renumbered
program,d,d1,Act 5
program,d,d2,Act 5
program,e,ef,Joined
program,f,ef,Joined
END
cat >>corrections.csv <<'END'
execution,,,program,a,,All of a
execution,accrued,period=2017-08;program=a,,,,Late invoice
execution,,,,,2016,Matches nothing
nowhere,,,,,,No such dataset
promises,,,,k2,,Given up by decree
END
cd "$root" || exit 3

build "$old" "$work/a"
build "$new" "$work/b"

# By hand, from what was done above. Of `2017`, which ran still when the first
# edition was made, both values go on; so do 2017-10, the event of November and
# the donation of November: 5 in all.
cat >"$work/expected" <<'END'
label-changed,programs,code=a,label,Alpha,Alfa,,
responsible-changed,programs,code=b,responsible,Bea,Berta,,
code-renamed,programs,code=c,,c,c2,,Renumbered
code-split,programs,code=d,,d,d1|d2,,Act 5
row-appeared,programs,code=d1,,,Delta one,,Act 5
row-appeared,programs,code=d2,,,Delta two,,Act 5
code-merged,programs,code=e,,e,ef,,Joined
row-appeared,programs,code=ef,,,Epsilon and Phi,,Joined
code-merged,programs,code=f,,f,ef,,Joined
code-dropped,programs,code=g,,Gone,,,
row-appeared,execution,period=2017-07;program=a,,,accrued=1; paid=1,,All of a
amount-restated,execution,period=2017-08;program=a,accrued,10.00,12.50,2.50,Late invoice
amount-restated,execution,period=2017-08;program=b,paid,1,2,1,
row-vanished,execution,period=2017-08;program=d,,accrued=8; paid=1,,,Act 5
row-appeared,execution,period=2017-08;program=d1,,,accrued=5; paid=1,,Act 5
row-appeared,execution,period=2017-08;program=d2,,,accrued=3; paid=0,,Act 5
row-vanished,execution,period=2017-08;program=g,,accrued=9; paid=1,,,
amount-restated,revenue,item=x;period=2017-08,accrued,3,4,1,
unit-changed,grants,,accrued,XAA; flow,XAB; flow,,
unit-changed,indicators,code=i1,unit,per cent,points,,
direction-changed,indicators,code=i1,direction,increase,decrease,,
baseline-moved,indicators,code=i1,baseline,10,11,1,
target-moved,targets,indicator=i1;period=2018,value,50,55,5,
row-vanished,targets,indicator=i1;period=2020,,value=60,,,
amount-restated,observations,indicator=i1;period=2016,value,30,31,1,Census
deadline-moved,promises,code=k1,deadline,2018-12-31,2019-06-30,,
responsible-changed,promises,code=k1,responsible,Ana,Bob,,
commitment-dropped,promises,code=k2,,Paint,,,Given up by decree
status-reversed,promises,code=k3,status,achieved,delayed,,
commitment-added,promises,code=k4,,,Plant,,
reason-edited,events,commitment=k1;date=2017-05-01,reason,Rain,Lack of funds,,
column-added,donations,,purpose,,,,
column-dropped,donations,,donor,,,,
amount-restated,donations,code=r1,value,100,90,-10,
row-vanished,donations,code=r2,,Beds,,,
row-appeared,donations,code=r4,,,Water,,
dataset-added,audits,,,,,,
status-changed,derived-indicators,indicator=i1,status,on-path,off-path,,
dataset-dropped,visits,,,,,,
END
changed=$(wc -l <"$work/expected" | tr -d ' ')
one=$work/a two=$work/b
diff_of "$one" "$two"
same "exit status of a difference" 1 "$status"
short | sort >"$work/found"
sort "$work/expected" >"$work/sorted"
same_file "every kind of change, and no other" "$work/sorted" "$work/found"
same "corrections that explain nothing" 2 "$(wc -l <"$work/aside")"
same "a correction that matches nothing" 1 \
    "$(grep -c 'row 4: nothing of execution' "$work/aside")"
same "a correction of what is not there" 1 \
    "$(grep -c 'row 5: nowhere is the name of no' "$work/aside")"
"$rendir" diff "$one" "$two" >"$work/text" 2>/dev/null
same "what goes on is counted" 1 \
    "$(grep -c "^$changed changes, .*; 6 rows and values of time" "$work/text")"
same "what has no reason says so" 1 \
    "$(grep -c 'period=2017-08;program=b paid .*no reason published$' "$work/text")"
"$rendir" diff --format json "$one" "$two" >"$work/json" 2>/dev/null
if command -v python3 >/dev/null; then
    same "JSON has the same list" "$changed" "$(python3 -c \
        'import json, sys; print(len(json.load(sys.stdin)["changes"]))' \
        <"$work/json")"
else
    skip "JSON has the same list (no python3)"
fi

diff_of "$one" "$one"
same "nothing changed" 0 "$status"
same "nothing changed: only the head" 1 "$(wc -l <"$work/csv")"

# The other way round: the amounts turn over.
diff_of "$two" "$one"
same "backwards" "amount-restated,12.50,10.00,-2.50" \
    "$(short | awk -F, '$3 == "period=2017-08;program=a" { print $1 "," $5 "," $6 "," $7 }')"

# --- what is refused ---

cp -R "$one" "$work/bad"
sed -i 's/^\(.*2017-08,.*\)7/\18/' "$work/bad/data/execution.csv"
diff_of "$work/bad" "$two"
same "a changed byte is refused" 3 "$status"
same "and named" 1 "$(grep -c 'does not verify.*data/execution.csv' "$work/aside")"
diff_of "$work/nowhere" "$two"
same "no such folder" 3 "$status"
diff_of "$work/old" "$two"
same "no root" 3 "$status"
diff_of "$two"
same "one operand" 2 "$status"
diff_of --format yaml "$one" "$two"
same "unknown format" 2 "$status"

# --- from a ZIP, and as a release of a root ---

if command -v zip >/dev/null; then
    mkdir "$work/zip"
    cp -R "$one" "$work/zip/p-2017-09"
    (cd "$work/zip" && zip -qr old.zip p-2017-09)
    diff_of "$work/zip/old.zip" "$two"
    short | sort >"$work/found"
    same_file "a ZIP reads as a folder does" "$work/sorted" "$work/found"
else
    skip "a ZIP reads as a folder does (no zip)"
fi
cp -R "$two" "$work/whole"
mkdir "$work/whole/releases"
cp -R "$one" "$work/whole/releases/2017-09"
diff_of --release 2017-09 "$work/whole"
short | sort >"$work/found"
same_file "a release inside a root" "$work/sorted" "$work/found"

# --- the portal of this workspace ---

if [ ! -d "$root/data/ejemplo" ]; then
    skip "cells of ejemplo (no data/ejemplo)"
    finish
fi
for edition in c d; do
    mkdir -p "$work/$edition/content" "$work/$edition/data"
    cp -R "$root/content/ejemplo" "$work/$edition/content/"
    cp -R "$root/data/ejemplo" "$work/$edition/data/"
    # Its own history is not given here.
    awk '/^releases:/ { skipping = 1; next } /^[^ ]/ { skipping = 0 } !skipping' \
        "$root/content/ejemplo/portal.yaml" \
        >"$work/$edition/content/ejemplo/portal.yaml"
done
data=$work/d/data/ejemplo
awk 'BEGIN { FS = OFS = "," }
    FNR == 2 || FNR == 500 || FNR == 1234 || FNR == 2001 { $15 += 1000 }
    FNR == 77 || FNR == 3000 { $16 = "1.25" }
    FNR == 4001 { $13 = "999999999.99" }
    { print }' "$data/execution.csv" >"$work/cells"
mv "$work/cells" "$data/execution.csv"
sed -i '/^c004,/d' "$data/commitments.csv"
sed -i 's/^infant-mortality,2018,1,18.0/infant-mortality,2018,1,18.5/' "$data/targets.csv"
awk "NR == 2 { held = \$0; next } { print } END { print held }" \
    "$data/economic.csv" >"$work/cells" # another order says nothing
mv "$work/cells" "$data/economic.csv"
build "$work/c" "$work/c.out"
build "$work/d" "$work/d.out"
one=$work/c.out two=$work/d.out
diff_of "$one" "$two"
same "ejemplo: cells" 7 "$(short | grep -c '^amount-restated,execution,')"
same "ejemplo: the target" \
    "target-moved,targets,indicator=infant-mortality;period=2018;version=1,value,18.0,18.5,0.5," \
    "$(short | grep '^target-moved')"
same "ejemplo: the promise" "commitment-dropped,commitments,code=c004" \
    "$(short | grep '^commitment-dropped' | cut -d, -f1-3)"
same "ejemplo: and nothing else of a source" 9 \
    "$(short | awk -F, '$2 !~ /^derived-/' | wc -l | tr -d ' ')"

if command -v sqlite3 >/dev/null; then
    sqlite3 :memory: >"$work/expected" <<END
.mode csv
.import $one/data/execution.csv o
.import $two/data/execution.csv n
.mode list
.separator ,
WITH o2 AS (SELECT 'accrued' AS c, period, program, economic, funding, territory, accrued AS v FROM o
    UNION ALL SELECT 'paid', period, program, economic, funding, territory, paid FROM o
    UNION ALL SELECT 'current', period, program, economic, funding, territory, current FROM o),
n2 AS (SELECT 'accrued' AS c, period, program, economic, funding, territory, accrued AS v FROM n
    UNION ALL SELECT 'paid', period, program, economic, funding, territory, paid FROM n
    UNION ALL SELECT 'current', period, program, economic, funding, territory, current FROM n)
SELECT 'period=' || period || ';program=' || program || ';economic=' || economic ||
    ';funding=' || funding || ';territory=' || territory, c, o2.v, n2.v
FROM o2 JOIN n2 USING (c, period, program, economic, funding, territory)
WHERE o2.v <> n2.v;
END
    sort "$work/expected" >"$work/sorted"
    short | awk -F, '$1 == "amount-restated" { print $3 "," $4 "," $5 "," $6 }' |
        sort >"$work/found"
    same_file "ejemplo: cells as sqlite3 sees them" "$work/sorted" "$work/found"
else
    skip "ejemplo: cells as sqlite3 sees them (no sqlite3)"
fi
finish
