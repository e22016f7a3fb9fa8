#!/bin/sh
# A territory executes money and benefits from money: two dimensions, never
# added. Where only revenue has places, no page says that nothing is published.
# Links of documents lead where they lead on disk, a hub's into other portals;
# counts and sums of a register are those of its CSV.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

# --- a workspace: a portal that spends, one that collects, a hub ------------

# field NAME TYPE ROLE MORE
field() {
    printf '{"name": "%s", "type": "%s", "role": "%s"%s}' "$1" "$2" "$3" "$4"
}

for portal in spends collects hub; do
    mkdir -p "$work/in/content/$portal/pages" "$work/in/data/$portal"
    {
        echo "name: $portal"
        echo "languages: [{path: en, locale: en-US}]"
        echo "cut_off: 2017-12-31"
        echo "stages: [{id: current, label: Current}, {id: accrued, label: Accrued}]"
        echo "expenditure: {budget: current, execution: accrued}"
        echo "revenue: {budget: current, execution: accrued}"
    } >"$work/in/content/$portal/portal.yaml"
done
echo "kind: hub" >>"$work/in/content/hub/portal.yaml"
rm -r "$work/in/content/hub/pages" && mkdir -p "$work/in/content/hub/pages"
echo '{"name": "hub", "resources": []}' >"$work/in/data/hub/datapackage.json"

territories='{"name": "territories", "path": "territories.csv",
 "role": "territories", "schema": {"fields": ['$(field code string code ''),\
$(field label string label '')']}}'
place=$(field whom string dimension ', "dimension": "benefited-territory"')
# facts ROLE MORE
facts() {
    printf '{"name": "%s", "path": "facts.csv", "role": "%s", ' "$1" "$1"
    printf '"measure": {"currency": "XTS"}, "schema": {"fields": ['
    field period string period ''
    printf ', '
    field place string dimension ', "dimension": "territory"'
    printf ', %s, ' "$place"
    field current number amount ', "stage": "current"'
    printf ', '
    field accrued number amount ', "stage": "accrued"'
    printf ']}}'
}
register='{"name": "gifts", "path": "gifts.csv", "role": "register",
 "schema": {"fields": ['$(field code string code ''),$(field label string label ''),\
$(field status string status ''),$(field currency string currency ''),\
$(field value number value ''),$(field due date due ''),$(field 'done' date 'done' '')']}}'
echo "{\"name\": \"spends\", \"resources\": [$territories, $(facts execution), $register]}" \
    >"$work/in/data/spends/datapackage.json"
echo "{\"name\": \"collects\", \"resources\": [$territories, $(facts revenue)]}" \
    >"$work/in/data/collects/datapackage.json"
for portal in spends collects; do
    printf 'code,label\na,Alpha\nb,Beta\n' \
        >"$work/in/data/$portal/territories.csv"
    printf 'period,place,whom,current,accrued\n%s\n%s\n%s\n' \
        2017,a,a,200,100 2017,a,b,80,40 2017,b,b,10,7 \
        >"$work/in/data/$portal/facts.csv"
done
printf '%s\n' code,label,status,currency,value,due,done \
    g1,One,open,EUR,10,2017-05-01,2017-04-30 \
    g2,Two,open,USD,5,2017-05-01,2017-05-02 \
    g3,Three,closed,USD,7,2017-05-01, \
    g4,Four,open,USD,11,2018-05-01, \
    g5,Five,,EUR,13,, >"$work/in/data/spends/gifts.csv"
mkdir -p "$work/in/content/spends/assets" "$work/in/content/spends/plans"
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' \
    >"$work/in/content/spends/assets/map.svg"
printf -- '---\ntitle: Plan\n---\n# One\n\nSee [about](../pages/about.en.md).\n' \
    >"$work/in/content/spends/plans/plan.en.md"
printf -- '---\ntitle: About\n---\n[plan](../plans/plan.md#one)\n\n%s\n\n%s\n\n%s\n' \
    '![a map](../assets/map.svg)' '![Gifts](table:gifts/value,currency)' \
    '![Gifts](table:gifts/value)' \
    >"$work/in/content/spends/pages/about.en.md"
printf -- '---\ntitle: Far\n---\n[there](portal:spends/territories/b)\n' \
    >"$work/in/content/hub/pages/far.en.md"

"$rendir" build -q --templates "$root/templates" -o "$work/site" "$work/in" \
    >"$work/said" 2>&1
same "exit status of the build" 0 $?
for portal in spends collects hub; do
    "$rendir" verify "$work/site/$portal" >"$work/verified" 2>&1
    same "verify $portal" 0 $?
done

# --- territories -------------------------------------------------------------

# cell FILE: the amount accrued.
cell() {
    tr -d '\r' <"$work/site/$1" | awk -F, '$1 == "accrued" { print $2 }'
}
same "executed there" 7 "$(cell spends/data/territories/b.stages.csv)"
same "spent for it" 47 "$(cell spends/data/territories/b.benefits.csv)"
same "collected there" 7 "$(cell collects/data/territories/b.receives.csv)"
lacks "a territory with revenue only" \
    "$work/site/collects/en/territories/b.html" "publishes no amounts"
lacks "territories with revenue only" \
    "$work/site/collects/en/territories.html" "publishes no amounts"

# --- links -------------------------------------------------------------------

about=$work/site/spends/en/pages/about.html
has "link to a document" "$about" 'documents/plan.html#one'
has "link back" "$work/site/spends/en/documents/plan.html" 'pages/about.html'
has "image beside documents" "$about" 'assets/portal/map.svg'
if [ -f "$work/site/spends/assets/portal/map.svg" ]; then ok; else
    bad "the image was not copied"
fi
has "link into another portal" "$work/site/hub/en/pages/far.html" \
    '../../../spends/en/territories/b.html'
same "table in a text" "label,value,currency" \
    "$(head -n 1 "$work/site/spends/data/pages/about.text-1.csv" |
        tr -d '\r' | sed 's/^code/label/')"

# --- registers ---------------------------------------------------------------

gifts=$work/site/spends/data/registers
same "records by status, sums by currency" \
    "code,records,sum_EUR,sum_USD open,3,10,16 closed,1,,7 ,1,13," \
    "$(tr '\n' ' ' <"$gifts/gifts.by-status.csv" | tr -d '\r' | sed 's/ $//')"
same "within the limit" "status,records on-time,1 late,1 owed,1 not-due,1 no-date,1" \
    "$(tr '\n' ' ' <"$gifts/gifts.by-limit.csv" | tr -d '\r' | sed 's/ $//')"

finish
