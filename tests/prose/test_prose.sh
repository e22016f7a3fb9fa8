#!/bin/sh
# Texts that cite: every link that `rendir figures` prints binds the number it
# prints, in every language; a number that is wrong is found with its place, and
# stops the build where portal.yaml says so; links to published files lead to
# files that are published.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
LC_ALL=C.UTF-8
export LC_ALL

portal=ejemplo
mkdir -p "$work/in/content" "$work/in/data"
cp -R "$root/templates" "$work/in/templates"
cp -R "$root/content/$portal" "$work/in/content/$portal"
cp -R "$root/data/$portal" "$work/in/data/$portal"
# Its earlier release is not needed here.
awk '/^releases:/ { skipping = 1; next } /^[^ ]/ { skipping = 0 } !skipping' \
    "$root/content/$portal/portal.yaml" >"$work/in/content/$portal/portal.yaml"
cd "$work/in" || exit 3
texts=content/$portal

figures() {
    "$rendir" figures "$@"
}

# Two hundred links, evenly out of all, with what they bind.
links() {
    figures --limit 0 --language "$1" | grep '^  \[.*](figure:' >"$work/all.$1"
    awk -v all="$(wc -l <"$work/all.$1")" '
        int(NR * 200 / all) != int((NR - 1) * 200 / all) {
            sub(/^ +/, ""); print "*", $0 }' "$work/all.$1"
}

# text FOLDER/NAME.LANGUAGE: a document of what comes in.
text() {
    {
        printf -- '---\ntitle: T\n---\n\n'
        cat
    } >"$texts/$1.md"
}

# Findings of the documents called zz.
found() {
    "$rendir" check --limit 0 | grep "/zz\.[a-z]*\.md:" | grep -v 'N239\|N328\|W332'
}

# --- every link that is printed binds what is printed -------------------------

links es >"$work/es"
links en >"$work/en"
same "links" "200 200" "$(wc -l <"$work/es") $(wc -l <"$work/en")"
same "as many in both languages" "$(wc -l <"$work/all.es")" \
    "$(wc -l <"$work/all.en")"
for folder in pages plans reports; do
    text $folder/zz.es <"$work/es"
    text $folder/zz.en <"$work/en"
done
code=$(basename "$(find "$texts/programs" -name '*.es.md' | sort | head -n 1)")
sed -n '1,40p' "$work/es" >>"$texts/programs/$code"
commitment=$(basename "$(find "$texts/commitments" -name '*.es.md' | sort |
    head -n 1)")
sed -n '41,80p' "$work/es" >>"$texts/commitments/$commitment"
same "findings in texts of pasted links" "" "$(found | head -n 5)"
same "in texts of a program and of a commitment" "" \
    "$("$rendir" check --limit 0 | grep -F -e "/$code:" -e "/$commitment:" |
        grep -v N421)"
# In the cells of a table a bar would end the cell.
sed '1i | a |\n|---|
    s/^\* \(.*\)$/| \1 |/' "$work/es" | text pages/zz.es
same "in the cells of a table" "" "$(found)"
"$rendir" build --output "$work/out" >"$work/said" 2>&1
same "exit status of the build" 0 $?
same "bound on its page" 200 \
    "$(grep -c '<td><data data-figure=' "$work/out/es/pages/zz.html")"
"$rendir" verify "$work/out" >"$work/verified" 2>&1
same "exit status of rendir verify" 0 $?

# One digit more.
sed 's/^\* \[\(.*[0-9]\)\([^0-9]*\)](figure/* [1\1\2](figure/' "$work/es" |
    text pages/zz.es
same "all of them with a digit too many are found" 200 \
    "$(found | grep -c '^content/[^:]*:[0-9]*:[0-9]*: \(warning\[W420\]\|fatal\[F401\]\)')"

# --- searching ----------------------------------------------------------------

count() {
    figures --limit 1 "$@" | sed -n 's/^ejemplo: .* of \([0-9]*\) figures.*/\1/p'
}

rm -f "$texts"/*/zz.*.md
same "case and accents do not matter" "$(count devengado educacion)" \
    "$(count DEVENGADO EDUCACIÓN)"
same "something is found" yes "$([ "$(count educacion)" -gt 0 ] && echo yes)"
same "words are all there" yes \
    "$([ "$(count educacion)" -lt "$(count)" ] && echo yes)"
same "nothing fits" 0 "$(count xyzzy)"
same "of one page" "$(figures --page index --limit 0 |
    grep -c '^  page:index ')" "$(count --page index)"
same "the limit" 7 "$(figures --page index --limit 7 | grep -c '^  \[.*](figure:')"
same "patterns" 'figure:count(programs,*,code=CODE' "$(figures --limit 0 |
    grep -o '^figure:count(programs,\*,code=CODE')"
same "nothing was written" "" "$(find . -newer "$work/verified" -type f)"
figures --format jsn >"$work/said" 2>&1
same "exit status of an unknown format" "2 rendir: unknown format jsn; nearest: json" \
    "$? $(cat "$work/said")"
figures --portal ejmplo >"$work/said" 2>&1
same "exit status of an unknown portal" 2 $?
if command -v node >/dev/null; then
    figures --limit 5 --format json devengado >"$work/json"
    same "JSON" "ejemplo 5 true" "$(node -e '
        const [p] = JSON.parse(require("fs").readFileSync(process.argv[1]));
        console.log(p.portal, p.figures.length, p.figures.every(f =>
            f.link.startsWith("[" + f.printed + "](figure:") && f.words && f.page));
        ' "$work/json")"
fi

# --- what is wrong ---------------------------------------------------------------

echo '[0,123456](figure:count(programs,*))' | text pages/zz.es
same "where, and both values" 1 "$(found |
    grep -c '^content/ejemplo/pages/zz.es.md:5:12: warning\[W420\]: the text says 0,123456, the data say [0-9]')"
"$rendir" build --output "$work/out" >"$work/said" 2>&1
same "a warning publishes" "0 1" \
    "$? $(grep -c '>0,123456</data>' "$work/out/es/pages/zz.html")"
echo "levels_of_findings: {W420: fatal}" >>"$texts/portal.yaml"
before=$(sha256sum "$work/out/manifest.sha256")
"$rendir" build --output "$work/out" >"$work/said" 2>&1
same "fatal where portal.yaml says so" "1 1" \
    "$? $(grep -c 'zz.es.md:5:12: fatal\[W420\]' "$work/said")"
same "the old site stays" "$before" "$(sha256sum "$work/out/manifest.sha256")"
figures --limit 1 >"$work/figures" 2>"$work/said"
same "nothing is listed of a portal with fatal findings" "1 1" \
    "$? $(grep -c 'rendir check --portal ejemplo' "$work/said")"
sed -i '$d' "$texts/portal.yaml"

# --- links to published files -----------------------------------------------------

rm -f "$texts"/*/zz.*.md
(cd "$work/out" && find data -type f ! -name '*.xml' | sort) |
    grep -vE '^data/source/' >"$work/files"
awk -v all="$(wc -l <"$work/files")" '
    !/\// || gsub("/", "/") == 1 || int(NR * 150 / all) != int((NR - 1) * 150 / all) {
        printf "* [x](%s)\n", $0 }' "$work/files" | text pages/zz.es
same "links to files that are published" "" "$(found | head -n 5)"
echo '[x](data/executio.csv) [x](data/programs/011.0138.executon.csv)' |
    text pages/zz.es
same "links to files that are not, with the nearest" \
    "data/execution.csv data/programs/011.0138.execution.csv" \
    "$(found | sed -n 's/.*fatal\[F536\].* nearest: //p' | xargs)"

finish
