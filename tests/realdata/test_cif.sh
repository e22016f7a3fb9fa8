#!/bin/sh
# The Canadian Indicator Framework, goals 1 to 8: 44 indicators from the front
# matter of Markdown files, with a second file each in French, and 37 tables of
# values. Every value is published, those of a whole apart from those of groups;
# what is lacking (a series, a direction, a deadline) is shown and found.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "the Canadian Indicator Framework" ca-cif-metas-1-8
workspace ca-cif
mv "$work/in/fr.po" "$work/in/templates/i18n/fr.po"
cp -R "$source/meta" "$source/meta-fr" "$source/data" "$work/in/data/cif/"
chmod -R u+w "$work/in/data/cif"

build
published data/observations.csv
verified

# Cells of a line of CSV with quotes, into cell[1] to cell[n].
cells='
function cut(line,    n, c, i, open)
{
    sub(/\r$/, "", line)
    n = 1
    cell[1] = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\"")
            open = !open
        else if (c == "," && !open)
            cell[++n] = ""
        else
            cell[n] = cell[n] c
    }
    return n
}'

# What is to come out: for each value its indicator, the period as it is
# published, whether it is of a whole (no group named), and the value.
for file in "$source"/data/indicator_*.csv; do
    name=${file##*/indicator_}
    awk -v code="${name%.csv}" "$cells"'
    FNR == 1 {
        n = cut($0)
        for (i = 1; i <= n; i++) {
            if (cell[i] == "Year") year = i
            else if (cell[i] == "Value") value = i
            else if (cell[i] != "GeoCode" && cell[i] != "Progress") group[i] = 1
        }
        next
    }
    {
        cut($0)
        whole = "yes"
        for (i in group)
            if (cell[i] != "")
                whole = "no"
        period = cell[year]
        if (code == "6-4-1")
            sub(/^.*-/, "", period) # by the last of three years
        sub(/[\/-][0-9]+$/, "", period) # by the first of two
        sub(/ /, "-", period)
        print code, period, whole, cell[value]
    }' "$file"
done | sort >"$work/wanted"
for name in observations observations-quarterly observations-fiscal \
    observations-fiscal-short observations-three-years; do
    if head -n 1 "$work/out/data/$name.csv" | grep -q is_total; then
        whole="is_total"
    else
        whole="'yes'"
    fi
    table "data/$name.csv" "select indicator || ' ' || period || ' ' ||
        case $whole when 'yes' then 'yes' else 'no' end || ' ' || value from t"
done | sort >"$work/found"
same "rows of the 37 files" \
    "$(awk 'FNR > 1 { n++ } END { print n }' "$source"/data/*.csv)" \
    "$(wc -l <"$work/found")"
same "values published, one by one" "" \
    "$(diff "$work/wanted" "$work/found" | head -n 5)"
same "indicators with a series of the whole" \
    "$(awk '$3 == "yes" && $4 != ""' "$work/wanted" | cut -d ' ' -f 1 |
        sort -u | wc -l)" \
    "$(table data/derived-indicators.csv \
        "select count(*) from t where last_value <> ''")"

# The last value of each of them.
awk '$3 == "yes" && $4 != "" && (!($1 in last) || $2 > last[$1]) {
    last[$1] = $2
    value[$1] = $4
}
END {
    for (code in last)
        print code, last[code], value[code]
}' "$work/wanted" | sort >"$work/last"
table data/derived-indicators.csv "select indicator || ' ' || last_period ||
    ' ' || last_value from t where last_value <> ''" | sort >"$work/derived"
same "last values" "" "$(diff "$work/last" "$work/derived" | head -n 5)"

# Its page has them all, whichever table they are in.
while read -r code _; do
    echo "$code $(awk -v code="$code" \
        '$1 == code && $3 == "yes" && $4 != "" { n++ } END { print n + 0 }' \
        "$work/wanted")"
done <"$work/last" >"$work/counts"
while read -r code _; do
    page=$work/out/data/indicators/$code.observations.csv
    [ -f "$page" ] || page=/dev/null
    echo "$code $(awk -F , 'FNR > 1 && $2 != "" { n++ } END { print n + 0 }' \
        "$page")"
done <"$work/last" >"$work/printed"
same "values on the pages of indicators" "" \
    "$(diff "$work/counts" "$work/printed")"

# Front matter, read here by lines: what stands in one line.
front() {
    awk -v key="$1" '
    FNR == 1 {
        path = FILENAME
        sub(/^.*\//, "", path)
        sub(/[.]md$/, "", path)
        done = 0
    }
    !done && index($0, key ":") == 1 {
        text = substr($0, length(key) + 2)
        gsub(/^[ ]+|[ \r]+$/, "", text)
        done = 1
        if (getline next_line > 0 && next_line ~ /^ /)
            next
        if (text ~ /^".*"$/ || text ~ /^\047.*\047$/)
            text = substr(text, 2, length(text) - 2)
        gsub(/\047\047/, "\047", text)
        gsub(/^[ ]+|[ ]+$/, "", text)
        print path "|" text
    }' "$source/$2"/*.md | sort
}
labels() {
    front indicator_name "$1" >"$work/wanted"
    table data/indicators.csv \
        "select code || '|' || trim(label_$2) from t" | sort >"$work/labels"
    same "names in $2" "" "$(comm -23 "$work/wanted" "$work/labels")"
    same "names in $2 that stand in one line" "$3" "$(wc -l <"$work/wanted")"
}
same "indicators" 44 "$(table data/indicators.csv 'select count(*) from t')"
labels meta en 31
labels meta-fr fr 44

# Targets: those in numbers, and those that are words alone.
same "targets" \
    "$(grep -L 'target_name: *No specific target' "$source"/meta/*.md | wc -l)" \
    "$(table data/targets.csv 'select count(*) from t')"
same "targets in numbers" \
    "$(grep -l '^[- ]*target:' "$source"/meta/*.md | wc -l)" \
    "$(table data/targets.csv "select count(*) from t where value <> ''")"
same "better when lower" 2 "$(table data/indicators.csv "select count(*) from t
    where direction = 'decrease' and code in ('3-13-1', '8-1-1')")"

# What has no file of values is shown as lacking, in both languages.
lacking=0
for file in "$source"/meta/*.md; do
    code=$(basename "$file" .md)
    [ -f "$source/data/indicator_$code.csv" ] && continue
    lacking=$((lacking + 1))
    grep -q 'No value was published[.]' "$work/out/en/indicators/$code.html" &&
        grep -q 'Aucune valeur n.a été publiée[.]' \
            "$work/out/fr/indicators/$code.html"
    same "$code says that it lacks values" 0 $?
done
same "indicators without a file" 7 "$lacking"

# 1.1.1, 3.2.1 and 7.1.1 state a target and no direction.
same "findings" "W329 3" "$(findings data)"
same "of indicators" "1-1-1 3-2-1 7-1-1" "$(grep -o 'W329.: indicator [^ ]*' \
    "$work/said" | sed 's/.* //' | tr '\n' ' ' | sed 's/ $//')"

finish
