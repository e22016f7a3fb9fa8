#!/bin/sh
# Releases: one is frozen, a later build carries it on byte for byte and says
# what changed; history comes by --previous and in no other way.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

digests() {
    (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)
}

# Builds, and keeps what was said and the exit status.
build() {
    "$rendir" build -q --templates "$root/templates" "$@" >"$work/out" 2>&1
    status=$?
}

# refused NAME STATUS CODE-OR-WORDS SITE ARGUMENTS...: and SITE stays.
refused() {
    name=$1 expected=$2 words=$3 site=$4
    shift 4
    before=$([ -d "$site" ] && digests "$site")
    build "$@"
    same "$name: status" "$expected" "$status"
    has "$name" "$work/out" "$words"
    same "$name: nothing written" "$before" "$([ -d "$site" ] && digests "$site")"
}

"$rendir" new --name town "$work/w" >/dev/null || exit 3
yaml=$work/w/content/town/portal.yaml
data=$work/w/data/town

# --- the first release -------------------------------------------------------

sed -i -e 's/^release: .*/release: "2024-final"/' -e 's/^cut_off: .*/cut_off: 2024-12-31/' \
    -e 's/^period: 2025/period: 2024/' -e '/^compare:/d' "$yaml"
echo 'C3,Pave the road,2024-03-01,20,20.1,,output,2025-03-31,' >>"$data/commitments.csv"
cp -r "$data" "$work/data-later"
sed -i '/^2025,/d' "$data/execution.csv"
sed -i '/,2025,/d' "$data/observations.csv"
sed -i '/,2025-/d' "$data/evidence.csv"
sed -i 's/^C2,\(.*\),achieved$/C2,\1,/' "$data/commitments.csv"
build "$work/w" -o "$work/a" --release 2024-final
same 'first release' 0 "$status"
frozen=$work/a/releases/2024-final
same 'its manifest holds' '' \
    "$(cd "$frozen" && sha256sum --quiet -c manifest.sha256 2>&1)"
same 'its manifest is whole' "$(wc -l <"$frozen/manifest.sha256")" \
    "$(find "$frozen" -type f ! -name manifest.sha256 | wc -l)"
same 'the manifest of all holds' '' \
    "$(cd "$work/a" && sha256sum --quiet -c manifest.sha256 2>&1)"
has 'it says what it is' "$frozen/release.json" '"release": "2024-final"'
has 'frozen pages lead to the latest' "$frozen/en/programs/10.1.html" \
    'rel="latest-version" href="../../../../en/programs/10.1.html"'
same 'data is one file under two names' \
    "$(stat -c %i "$work/a/data/execution.csv")" \
    "$(stat -c %i "$frozen/data/execution.csv")"
"$rendir" verify "$work/a" >"$work/out" 2>&1
same 'verify' 0 $?
"$rendir" verify "$frozen" >"$work/out" 2>&1
same 'verify the release alone' 0 $?
build "$work/w" -o "$work/a" --release 2024-final
same 'freezing the same again changes nothing' 0 "$status"

sed -i 's/40600000/40600001/; s/39800000.00/39800001.00/' "$data/execution.csv"
refused 'another one of that id' 1 'F625' "$work/a" \
    "$work/w" -o "$work/a" --release 2024-final
sed -i 's/39800001.00/39800000.00/' "$data/execution.csv"

# --- the second, a year later, with changes made on purpose -------------------

cp -r "$work/w" "$work/w2"
yaml=$work/w2/content/town/portal.yaml
data=$work/w2/data/town
cp "$work/data-later"/* "$data/"
sed -i -e 's/^release: .*/release: "2025-final"/' -e 's/^cut_off: .*/cut_off: 2025-12-31/' \
    -e 's/^period: 2024/period: 2025/' "$yaml"
refused 'what is frozen may not be lost' 1 'F631' "$work/a" \
    "$work/w2" -o "$work/a"
printf 'releases:\n  - {id: 2024-final, date: 2025-02-01}\n' >>"$yaml"
sed -i 's/^2024,10,10.1,\(.*\),39800000.00$/2024,10,10.1,\1,38800000.00/' \
    "$data/execution.csv"
sed -i 's/^completion,2027,85.0/completion,2027,83.0/' "$data/targets.csv"
sed -i 's/^C1,\(.*\),2026-12-31,/C1,\1,2028-12-31,/' "$data/commitments.csv"
sed -i 's/,School meals,/,Meals and water in schools,/' "$data/programs.csv"
sed -i '/^distance,/d' "$data/indicators.csv" "$data/observations.csv" \
    "$data/targets.csv"
sed -i 's/,distance,output/,,output/' "$data/commitments.csv"

refused 'a declared release that is not given' 1 'F620' "$work/b" \
    "$work/w2" -o "$work/b"
build "$work/w2" -o "$work/b" --previous "$work/a"
same 'second edition' 0 "$status"
same 'the first release is what it was' "$(digests "$frozen")" \
    "$(digests "$work/b/releases/2024-final")"
same 'its archive, too' "$(sha256sum <"$work/a/releases/2024-final.zip")" \
    "$(sha256sum <"$work/b/releases/2024-final.zip")"
"$rendir" verify "$work/b" >"$work/out" 2>&1
same 'verify' 0 $?
same 'every file is listed' '' \
    "$(cd "$work/b" && sha256sum --quiet -c manifest.sha256 2>&1)"

# kind, key, old and new of each change, as made above
changes=$work/b/data/derived-changes.csv
told() {
    awk -F, -v kind="$1" -v key="$2" -v old="$3" -v new="$4" '
        $2 == kind && index($0, key) && index($0, old) && index($0, new) {
            found = 1
        }
        END { exit !found }' "$changes"
}
for change in 'amount-restated|10.1|39800000.00|38800000.00' \
    'target-moved|completion|85.0|83.0' \
    'deadline-moved|C1|2026-12-31|2028-12-31' \
    'label-changed|10.2|School meals|Meals and water in schools' \
    'row-vanished|distance||'; do
    IFS='|' read -r kind key old new <<END
$change
END
    if told "$kind" "$key" "$old" "$new"; then ok; else bad "told: $change"; fi
done
same 'a status that follows by rule is no change without a reason' 'by-rule' \
    "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "is_explained") at = i }
        $2 == "status-changed" && $3 == "derived-commitments" { print $at }' "$changes" |
        sort -u)"
same 'nothing else was restated' 1 "$(grep -c ',amount-restated,' "$changes")"
same 'what came with the year is no change' 0 "$(grep -c ',2025,' "$changes")"
has 'figures that read otherwise' "$work/b/changes/figures.csv" \
    'sum(execution,accrued,program=10.1;period=2024)'
has 'the page says so' "$work/b/en/changes.html" 'no reason published'
has 'so does the page concerned' "$work/b/en/programs/10.1.html" \
    'Changed since the release before'
has 'with a mark at the number' "$work/b/en/programs/10.1.html" \
    'class="restated"'
has 'a page that is gone stays as a sign' "$work/b/en/indicators/distance.html" \
    'data-gone="2024-final"'
has 'as first published' "$work/b/en/receipts/programs/10.1.html" \
    'rel="predecessor-version" href="../../../releases/2024-final/en/'

# --- the same from a ZIP, from the release's folder, from the output ----------

build "$work/w2" -o "$work/c" --previous "$work/a/releases/2024-final.zip"
same 'from the archive' 0 "$status"
same 'the same site' "$(digests "$work/b")" "$(digests "$work/c")"
build "$work/w2" -o "$work/a" --previous "$work/a"
same 'over the first site' 0 "$status"
same 'the same site again' "$(digests "$work/b")" "$(digests "$work/a")"

# --- a correction -------------------------------------------------------------

cat >"$data/corrections.csv" <<'END'
resource,column,program,period,reason
execution,accrued,10.1,2024,A transfer was entered twice.
execution,accrued,99.9,2024,It names nothing.
END
sed -i 's/program,period,reason/entity,period,reason/' "$data/corrections.csv"
python3 - "$data/datapackage.json" <<'END'
import json, sys
path = sys.argv[1]
package = json.load(open(path))
package["resources"].append({
    "name": "corrections", "path": "corrections.csv", "role": "corrections",
    "schema": {"fields": [
        {"name": "resource", "type": "string", "role": "resource"},
        {"name": "column", "type": "string", "role": "column"},
        {"name": "entity", "type": "string", "role": "entity"},
        {"name": "period", "type": "string", "role": "period"},
        {"name": "reason", "type": "string", "role": "reason"}]}})
json.dump(package, open(path, "w"), indent=1)
END
build "$work/w2" -o "$work/d" --previous "$work/b"
same 'with corrections' 0 "$status"
has 'the reason is told' "$work/d/en/changes.html" 'A transfer was entered twice.'
"$rendir" build --templates "$root/templates" "$work/w2" -o "$work/d" \
    --previous "$work/b" >"$work/out" 2>&1
has 'a correction that names nothing' "$work/out" 'corrections.csv:3'
has 'a correction that names nothing' "$work/out" 'W650'

# --- what is refused ----------------------------------------------------------

refused 'an id that was used' 2 'none is frozen twice' "$work/d" \
    "$work/w2" -o "$work/d" --previous "$work/b" --release 2024-final
refused 'an id that is no folder' 2 'letters' "$work/d" \
    "$work/w2" -o "$work/d" --previous "$work/b" --release ../x
refused 'an edition called otherwise' 2 'no portal' "$work/d" \
    "$work/w2" -o "$work/d" --previous "$work/b" --release 2026
cp -r "$work/b" "$work/bad"
sed -i 's/38800000/38900000/; s/39800000/39900000/' \
    "$work/bad/releases/2024-final/data/execution.csv"
refused 'a release that was altered' 1 'F623' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/bad"
has 'it names the file' "$work/out" 'data/execution.csv'
"$rendir" new --name village "$work/v" >/dev/null
sed -i 's/^release: .*/release: "2025"/' "$work/v/content/village/portal.yaml"
build "$work/v" -o "$work/vs" --release 2025
refused "another portal's" 2 'village' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/vs"
build "$work/v" -o "$work/none"
sed -i 's/^release: .*/&\nreleases:\n  - {id: 2024-x, date: 2025-02-01}/' \
    "$work/v/content/village/portal.yaml"
refused 'a root that froze nothing' 1 'F628' "$work/e" \
    "$work/v" -o "$work/e" --previous "$work/none"
cp -r "$work/b" "$work/gap"
rm "$work/gap/releases/2024-final/manifest.sha256" \
    "$work/gap/releases/2024-final/data/datapackage.json"
cp "$work/b/releases/2024-final/manifest.sha256" "$work/gap/releases/2024-final/"
refused 'a release that cannot be read' 1 'F630' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/gap"
cp -r "$work/a/releases/2024-final" "$work/twin"
echo ' ' >>"$work/twin/robots.txt"
(cd "$work/twin" && find . -type f ! -name manifest.sha256 | sed 's|^./||' |
    LC_ALL=C sort | xargs sha256sum >manifest.sha256)
refused 'two of one id' 1 'F629' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/b" --previous "$work/twin"
refused 'a folder that is none' 3 'no published root' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/w2"
refused 'what is not there' 3 'no such' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/nowhere"
cp "$yaml" "$work/yaml"
hash=$(sha256sum <"$frozen/manifest.sha256" | cut -d ' ' -f 1)
sed -i "s/date: 2025-02-01/date: 2025-02-01, manifest: $hash/" "$yaml"
build "$work/w2" -o "$work/f" --previous "$work/b"
same 'with the digest that was declared' 0 "$status"
sed -i "s/$hash/$(echo "$hash" | tr 0-9a-f f0-9a-e)/" "$yaml"
refused 'with another digest' 1 'F622' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/b"
cp "$work/yaml" "$yaml"
sed -i '/^releases:/,$d' "$yaml"
refused 'a release that nobody declares' 1 'F621' "$work/e" \
    "$work/w2" -o "$work/e" --previous "$work/b"
cp "$work/yaml" "$yaml"

# --- the second is frozen, too --------------------------------------------------

build "$work/w2" -o "$work/g" --previous "$work/b" --release 2025-final
same 'second release' 0 "$status"
for id in 2024-final 2025-final; do
    same "$id holds" '' "$(cd "$work/g/releases/$id" &&
        sha256sum --quiet -c manifest.sha256 2>&1)"
done
has 'from one to the other' \
    "$work/g/releases/2025-final/en/receipts/programs/10.1.html" \
    'rel="predecessor-version" href="../../../../2024-final/en/'
"$rendir" verify "$work/g" >"$work/out" 2>&1
same 'verify both' 0 $?

if command -v unzip >/dev/null 2>&1; then
    mkdir "$work/unpacked"
    (cd "$work/unpacked" && unzip -q "$work/g/releases/2025-final.zip")
    "$rendir" verify "$work/unpacked/town-2025-final" >"$work/out" 2>&1
    same 'verify what was unpacked' 0 $?
else
    skip 'the archive unpacked (unzip is not installed)'
fi

finish
