#!/bin/sh
# Plans written in Markdown for another site generator: each of 31 documents has
# a page that links lead to, with every word of its text, and what cannot be
# shown as it was meant is found. Nothing in the files is changed; their names
# follow from where they stood by a rule.
# shellcheck source=tests/realdata/common.sh
. "$(dirname "$0")/common.sh"

begin "plans of Colombia in Markdown" co-aga-planes
workspace co-aga
content=$work/in/content/aga

# planes-de-accion/ -> plans/, blog/ -> reports/, the others -> pages/; a folder
# becomes a part of the name, and the index of a folder has the folder's name.
# Prints "folder/name", without the ending.
name_of() {
    printf '%s\n' "$1" | sed '
        s|^\./||
        s|\.md$||
        s|/_index$||
        s|^planes-de-accion$|planes-de-accion/planes-de-accion|
        s|^blog/|reports=|
        s|^planes-de-accion/|plans=|
        /=/!s|^|pages=|
        s|/|-|g
        s|=|/|'
}

mkdir -p "$content/plans" "$content/pages" "$content/reports"
(cd "$source" && find . -name '*.md' | sort) >"$work/files"
while IFS= read -r file; do
    cp "$source/$file" "$content/$(name_of "$file").es.md"
done <"$work/files"
same "documents" 31 "$(wc -l <"$work/files")"
same "documents with a name of their own" 31 \
    "$(find "$content" -name '*.es.md' | wc -l)"

build
published es/plans.html
verified
same "fatal findings, all accepted" "aga: 48 fatal findings (48 accepted)" \
    "$(grep -o '^aga: .* accepted)' "$work/said")"

# --- findings, each counted in the source by another program ----------------

# Names in front matter that are none of ours.
count_keys() {
    while IFS= read -r file; do
        awk '/^---/ { if (++n == 2) exit; next }
            n == 1 && /^[A-Za-z_]+:/ { sub(/:.*/, ""); print }' "$source/$file"
    done <"$work/files" | grep -cvxE \
        'title|description|date|order|node|summary|author'
}

# What matches in the bodies, one line for each match.
bodies() {
    while IFS= read -r file; do
        awk '/^---/ && ++n <= 2 { next } n >= 2' "$source/$file"
    done <"$work/files" | grep -oE "$1"
}

findings data >"$work/findings"
found() {
    sed -n "s/^$1 //p" "$work/findings"
}
same "F210: names in front matter" "$(count_keys)" "$(found F210)"
# The fifth is one of those commands: what stands in it would be a tag.
same "W221: HTML" $(($(bodies '^<(iframe|!--)' | wc -l) + 1)) "$(found W221)"
same "W222: images without a text" "$(bodies '!\[\]\(' | wc -l)" \
    "$(found W222)"
same "W228: commands of the generator" "$(bodies '\{\{<' | wc -l)" \
    "$(found W228)"
# Those inside HTML are no links: one image is commented out.
same "W537: links into that site" \
    $(($(bodies '\]\(/' | wc -l) - $(bodies '<!--.*\]\(/' | wc -l))) \
    "$(found W537)"
titles() {
    for file in "$content/plans"/*.md; do
        sed -n '2,/^---/s/^title: *"\{0,1\}\([^"]*\).*/\1/p' "$file"
    done
}
same "W229: a title twice" "$(titles | sort | uniq -d | wc -l)" "$(found W229)"
same "nothing else" "F210 W221 W222 W228 W229 W537" \
    "$(cut -d ' ' -f 1 "$work/findings" | xargs)"
same "N230: documents without a text" 3 \
    "$(table data/findings.csv "select count(*) from t where code = 'N230'")"
same "the progress of the IV plan is called as its chapter on environment" 1 \
    "$(table data/findings.csv "select count(*) from t where code = 'W229' and
        file like '%/cuarto-plan-avances.es.md' and sentence like '% Ambiente;%'")"

# --- every word is on a page that a link leads to ---------------------------

# Other bytes than ASCII are letters: the words of UTF-8 texts, one a line.
words() {
    tr -cs "A-Za-z0-9\200-\377" '\n' | sort -u
}

# Addresses of links and the numbers of lists are no text.
body_words() {
    awk '/^---/ && ++n <= 2 { next } n >= 2' "$1" |
        sed -e 's/^ *[0-9]*\. //' -e 's/\](\([^()]*([^()]*)\)*[^()]*)/] /g' | words
}

page_words() {
    sed -e 's/<[^>]*>/ /g' -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g' \
        -e "s/&#39;/'/g" -e 's/&amp;/\&/g' "$1" | words
}

# As the file names of pages are: other bytes than a-z, 0-9, "." and "-" in hex.
encoded() {
    printf %s "$1" | od -An -v -tx1 | tr -s ' \n' '\n' | awk '
        function plain(hex,    high, low)
        {
            high = index("0123456789abcdef", substr(hex, 1, 1)) - 1
            low = index("0123456789abcdef", substr(hex, 2, 1)) - 1
            return sprintf("%c", high * 16 + low)
        }
        /^[0-7]/ && plain($0) ~ /[a-z0-9.-]/ { printf "%s", plain($0); next }
        /./ { printf "~%s", $0 }'
}

while IFS= read -r file; do
    name=$(name_of "$file")
    folder=${name%%/*}
    [ "$folder" != plans ] || folder=documents
    page=$folder/$(encoded "${name#*/}").html
    body_words "$source/$file" >"$work/wanted"
    page_words "$work/out/es/$page" >"$work/there"
    same "words of $file that are not on its page" "" \
        "$(comm -23 "$work/wanted" "$work/there" | xargs)"
    same "a link leads to $page" yes "$(grep -rlF "$page\"" "$work/out/es" \
        --include=*.html | grep -qv "/$page$" && echo yes)"
done <"$work/files"

# --- what other generators run, readers see as text -------------------------

same "elements that HTML in a document could have made" 0 \
    "$(cat "$work"/out/es/*/*.html | grep -cE '<(iframe|script src="http)')"
same "addresses from the top of a server" 0 \
    "$(cat "$work"/out/es/*/*.html | grep -cE '<[a-z][^<>]*(href|src)="/')"
same "a moment is of the day it names" 1 "$(grep -c '28 de agosto de 2020' \
    "$work/out/es/reports/avance-iv-plan.html")"

# --- all of them as one long plan: a page for each, none lost ----------------

rm -rf "${content:?}"/*/
mkdir "$content/plans"
number=0
echo "---
title: Todo
---" >"$content/plans/todo.es.md"
while IFS= read -r file; do
    number=$((number + 1))
    printf '\n# Documento %s\n\n' "$number"
    awk '/^---/ && ++n <= 2 { next } n >= 2' "$source/$file" |
        sed 's/^#/##/'
done <"$work/files" >>"$content/plans/todo.es.md"
build
published es/documents/todo.html
verified
same "pages of the long plan" 31 \
    "$(find "$work/out/es/documents/todo" -name '*.html' | wc -l)"
number=0
while IFS= read -r file; do
    number=$((number + 1))
    page=documents/todo/documento-$number.html
    body_words "$source/$file" >"$work/wanted"
    page_words "$work/out/es/$page" >"$work/there"
    same "words of $file that are not on $page" "" \
        "$(comm -23 "$work/wanted" "$work/there" | xargs)"
    same "the contents lead to $page" 1 \
        "$(grep -c "<li><a href=\"../../es/$page\"" \
            "$work/out/es/documents/todo.html")"
done <"$work/files"

finish
