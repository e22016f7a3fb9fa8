#!/bin/sh
# Every English text that a page prints has a translation in each
# templates/i18n/*.po but English, keeps its {places} there, and no translation
# is left without a text.
#
#   messages.sh          the check
#   messages.sh list     every text as file:line<TAB>text
#   messages.sh pot      a PO template of them, on standard output
#
# A text is what stands between {{#_}} and {{/_}} in a template; a literal in
# N_("…") or TR("…"), or in SLICE("…") as an argument of language_text(),
# page_text() or a *_plural(); and the sentences of diag.def. What reaches a
# translation by a variable is marked N_() where it is written.
set -u
here=${LINT:-tests/lint}

texts() {
    {
        [ ! -d templates ] || find templates -name '*.html'
        [ ! -d generator ] || find generator -name '*.[ch]' -o -name '*.def'
    } | LC_ALL=C sort | xargs -r awk -f "$here/messages.awk" |
        grep -v '^generator/locale/language\.h:'
}

# What a PO file translates: msgid<TAB>msgstr, a plural as two lines.
translations() {
    awk '
    function literal(line) {
        sub(/^[^"]*"/, "", line)
        sub(/"[ \t\r]*$/, "", line)
        return line
    }
    function finish() {
        if (id != "" && text != "" && !fuzzy) {
            print id "\t" text
            if (plural != "") print plural "\t" text
        }
        id = plural = text = ""; fuzzy = 0; part = ""
    }
    /^#,.*fuzzy/ { finish(); fuzzy = 1; next }
    /^#~/ { next }
    /^msgid_plural / { part = "plural"; plural = literal($0); next }
    /^msgid / { was = fuzzy; if (part != "") { finish(); was = 0 }
        fuzzy = was; part = "id"; id = literal($0); next }
    /^msgstr/ { part = "text"; text = text literal($0); next }
    /^"/ {
        if (part == "id") id = id literal($0)
        else if (part == "plural") plural = plural literal($0)
        else if (part == "text") text = text literal($0)
    }
    END { finish() }' "$1"
}

# {0} and {name} stand on both sides; of a plural, in one of the forms.
places() {
    awk -F '\t' -v po="$1" '
    function misses(from, to,    place) {
        while (match(from, /\{[a-z0-9_]+\}/)) {
            place = substr(from, RSTART, RLENGTH)
            from = substr(from, RSTART + RLENGTH)
            if (index(to, place) == 0)
                return place
        }
        return ""
    }
    {
        place = misses($1, $2)
        if (place == "")
            place = misses($2, $1)
        if (place != "") {
            print po ": " place " is on one side only of \"" $1 "\""
            faults++
        }
    }
    END { exit faults > 0 }'
}

case ${1-} in
list)
    texts
    exit 0
    ;;
pot)
    printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    texts | awk -F '\t' '!seen[$2]++ {
        printf "\n#: %s\nmsgid \"%s\"\nmsgstr \"\"\n", $1, $2 }'
    exit 0
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
texts >"$work/texts"
cut -f 2 "$work/texts" | LC_ALL=C sort -u >"$work/used"
status=0
for po in templates/i18n/*.po; do
    if [ ! -f "$po" ]; then
        [ ! -s "$work/used" ] || {
            echo "templates/i18n: no catalogue for $(wc -l <"$work/used") texts"
            status=1
        }
        break
    fi
    translations "$po" >"$work/pairs"
    places "$po" <"$work/pairs" || status=1
    cut -f 1 "$work/pairs" | LC_ALL=C sort -u >"$work/has"
    LC_ALL=C comm -23 "$work/used" "$work/has" >"$work/missing"
    case $po in
    */en.po | */en[-_]*.po) : >"$work/missing" ;; # the texts are English
    esac
    LC_ALL=C comm -13 "$work/used" "$work/has" >"$work/idle"
    [ ! -s "$work/missing" ] || status=1
    [ ! -s "$work/idle" ] || status=1
    awk -F '\t' -v po="$po" 'NR == FNR { missing[$0] = 1; next }
        $2 in missing && !seen[$2]++ {
            print $1 ": not in " po ": \"" $2 "\"" }' \
        "$work/missing" "$work/texts"
    sed "s|^|$po: nothing prints \"|; s|\$|\"|" "$work/idle"
done
exit $status
