#!/bin/sh
# The command line: usage, exit status, nearest names, help, `new`, the formats of
# `check`, and what `serve` gives and refuses.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

# says NAME STATUS STDERR ARGUMENT...: the whole of stderr, and an empty stdout
says() {
    name=$1 status=$2 text=$3
    shift 3
    "$rendir" "$@" >"$work/out" 2>"$work/err"
    same "$name: exit" "$status" "$?"
    same "$name" "$text" "$(cat "$work/err")"
    same "$name: stdout" "" "$(cat "$work/out")"
}

# --- usage ----------------------------------------------------------------

says 'no command' 2 'rendir: no command; rendir --help lists them'
says 'wrong command' 2 'rendir: unknown command buld; nearest: build' buld
says 'strange command' 2 'rendir: unknown command xyzzy' xyzzy
says 'wrong option' 2 'rendir: unknown option --jbs; nearest: --jobs' \
    build --jbs 4
says 'strange option' 2 \
    'rendir: unknown option --xyzzy; see rendir serve --help' serve --xyzzy
says 'value missing' 2 'rendir: --output needs a value: OUT' build --output
says 'value out of range' 2 \
    'rendir: --port takes a whole number from 0 to 65535, not 65536' \
    serve --port 65536
says 'two folders' 2 'rendir: one argument too many: b' build a b
says 'no folder' 2 'rendir: rendir new needs DIR' new
says 'format' 2 'rendir: unknown format serif; nearest: sarif' \
    check --format serif "$work"
says 'base address' 2 \
    'rendir: --base-url: example.org is no https or http address' \
    build --base-url example.org "$work"
says 'no workspace' 2 "rendir: $work/content: No such file or directory" \
    build "$work"
mkdir -p "$work/empty/content/nothing"
says 'no portal' 2 \
    "rendir: $work/empty/content holds no portal (NAME/portal.yaml)" \
    check "$work/empty"
mkdir -p "$work/named/content/Big" && : >"$work/named/content/Big/portal.yaml"
says 'name of a portal' 2 "rendir: $work/named/content/Big: only a-z, 0-9 and \
'-' may stand in a portal's name" check "$work/named"

# No value is passed over in silence.
says 'an option twice' 2 'rendir: --jobs stands there twice' \
    build -j 2 --jobs 3 "$work"
says 'an empty value' 2 'rendir: --base-url needs a value: URL is empty' \
    build --base-url '' "$work"
says 'an empty value behind =' 2 'rendir: --output needs a value: OUT is empty' \
    build --output= "$work"
says 'more than the version' 2 'rendir: one argument too many: more' \
    --version more
says 'more than all commands' 2 'rendir: one argument too many: more' \
    --help more
says 'more than a command' 2 'rendir: one argument too many: more' \
    help build more
"$rendir" new "$work/figures" --name one >"$work/out" 2>&1
cp -R "$work/figures/content/one" "$work/figures/content/two"
cp -R "$work/figures/data/one" "$work/figures/data/two"
says 'figures: a language that no portal has' 2 \
    "rendir: --language fr: portal one has en
rendir: --language fr: portal two has en" \
    figures --workspace "$work/figures" --templates "$root/templates" \
    --language fr
says 'figures: a page that no portal has' 2 \
    'rendir: --page nothing: no portal that is asked has such a page; its key is '\
'its address without language and .html (programs/011.0138)' \
    figures --workspace "$work/figures" --templates "$root/templates" \
    --page nothing
"$rendir" figures --workspace "$work/figures" --templates "$root/templates" \
    --language en --page budget --limit 1 >"$work/out" 2>"$work/err"
same 'figures: a language and a page: exit' 0 "$?"
same 'figures: a language and a page: stderr' '' "$(cat "$work/err")"
mkdir "$work/look"
echo a,b >"$work/look/a.csv"
says 'inspect: two ways to give the same' 2 \
    'rendir: --json prints what --write writes: give one of them' \
    inspect --json --write "$work/look" "$work/look/a.csv"

# --- help -----------------------------------------------------------------

for command in build check figures diff inspect new serve sign verify; do
    "$rendir" $command --help >"$work/help" 2>"$work/err"
    same "$command --help: exit" 0 "$?"
    same "$command --help: first line" "usage: rendir $command [options]" \
        "$(sed -n '1s/ \[\{0,1\}\(DIR\|PATH\|ROOT\|OLD NEW\|FILE\.\.\.\|WORDS\.\.\.\)\]\{0,1\}$//p' "$work/help")"
    same "$command --help: stderr" '' "$(cat "$work/err")"
    if awk 'length($0) > 80 { exit 1 }' "$work/help"; then ok; else
        bad "$command --help: a line is longer than 80"; fi
    # Both ways: the manual has each option and no other.
    sed -n 's/^  *\(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' "$work/help" | grep -v '^help$' | sort >"$work/options"
    awk -v section=".Ss rendir $command" '
        /^\.S[sh]/ { inside = $0 == section }
        inside && /^\.It Fl/ {
            for (i = 1; i < NF; i++)
                if ($i == "Fl" && $(i + 1) ~ /^-/)
                    print substr($(i + 1), 2)
        }' "$root/generator/doc/rendir.1" | sort >"$work/manual"
    same "$command: options of the manual" "$(cat "$work/options")" \
        "$(cat "$work/manual")"
done
same '--help' 'usage: rendir COMMAND [options] [DIR]' \
    "$("$rendir" --help | head -n 1)"
same '--version' 'rendir' "$("$rendir" --version | sed 's/ [0-9.]*$//')"
if [ -w /dev/full ]; then
    "$rendir" --help >/dev/full 2>"$work/err"
    same 'stdout is full: exit' 3 "$?"
else
    skip 'full stdout (no /dev/full)'
fi

# --- new ------------------------------------------------------------------

"$rendir" new "$work/Mi País 2" >"$work/out" 2>"$work/err"
same 'new: exit' 0 "$?"
same 'new: name of the portal' 'mi-pa-s-2' "$(ls "$work/Mi País 2/content")"
same 'new: placeholders left' '' "$(grep -rl '@portal@' "$work/Mi País 2")"
says 'new: folder is not empty' 2 \
    "rendir: $work/Mi País 2: is not empty; nothing was written" \
    new "$work/Mi País 2"
says 'new: name' 2 \
    "rendir: No: only a-z, 0-9 and '-' may stand in a portal's name" \
    new --name No "$work/no"
mkdir "$work/w"
"$rendir" new --name example "$work/w" >/dev/null
same 'new: into an empty folder' 0 "$?"
cp -r "$root/templates" "$work/w/templates"

says 'unknown portal' 2 'rendir: unknown portal exmple; nearest: example' \
    build --portal exmple "$work/w"
says 'templates' 2 \
    "rendir: $work/none: no templates there (--templates names them)" \
    build --templates "$work/none" "$work/w"

# --- check ----------------------------------------------------------------

"$rendir" check "$work/w" >"$work/out" 2>"$work/err"
same 'check of a new workspace: exit' 0 "$?"
same 'check of a new workspace: warnings' '' \
    "$(grep -E ': (fatal|warning)\[' "$work/out")"
same 'check writes nothing' '' "$(ls -d "$work/w/site"* 2>/dev/null)"

sed 's/^2025,20,20.1,34000000.00/2025,20,20.1,34 million/' \
    "$work/w/data/example/execution.csv" >"$work/execution.csv"
cp "$work/w/data/example/execution.csv" "$work/whole.csv"
cp "$work/execution.csv" "$work/w/data/example/execution.csv"
"$rendir" check "$work/w" >"$work/out" 2>"$work/err"
same 'check with a fault: exit' 1 "$?"
same 'check with a fault: place' \
    'data/example/execution.csv:7:14: fatal[F303]:' \
    "$(grep -o '^data/.*F303]:' "$work/out")"
if command -v node >/dev/null; then
    "$rendir" check --format jsonl "$work/w" >"$work/lines"
    same 'jsonl: exit' 1 "$?"
    same 'jsonl' 'example F303 fatal data/example/execution.csv 7 14' \
        "$(node -e '
const lines = require("fs").readFileSync(0, "utf8").trim().split("\n");
const one = lines.map(JSON.parse).find((line) => line.code === "F303");
console.log([one.portal, one.code, one.level, one.path, one.line, one.column]
    .join(" "));' <"$work/lines")"
    "$rendir" check --format sarif "$work/w" >"$work/sarif"
    same 'sarif: exit' 1 "$?"
    same 'sarif' '2.1.0 rendir error data/example/execution.csv 7 14 F303' \
        "$(node -e '
const log = JSON.parse(require("fs").readFileSync(0, "utf8"));
const run = log.runs[0];
const one = run.results.find((result) => result.ruleId === "F303");
const place = one.locations[0].physicalLocation;
console.log([log.version, run.tool.driver.name, one.level,
    place.artifactLocation.uri, place.region.startLine,
    place.region.startColumn,
    run.tool.driver.rules[one.ruleIndex].id].join(" "));' <"$work/sarif")"
else
    skip 'jsonl and sarif (node is not installed)'
fi

# Every fault is found in one run; of each code some are printed, the rest
# counted. The formats for programs are whole.
{
    cat "$work/whole.csv"
    awk 'BEGIN { for (i = 0; i < 1250; i++) print "2025,20,20.1,x" i ",1,1,1" }'
} | awk -F , -v columns="$(head -n 1 "$work/whole.csv" | awk -F , '{ print NF }')" \
    '{ line = $1
       for (i = 2; i <= columns; i++) line = line "," $i
       print line }' >"$work/w/data/example/execution.csv"
"$rendir" check "$work/w" >"$work/out" 2>"$work/err"
same 'many faults: exit' 1 "$?"
same 'many faults: printed' 20 "$(grep -c 'fatal\[F303\]' "$work/out")"
same 'many faults: counted' \
    'and 1230 more of F303; rendir check --limit 0 prints all' \
    "$(grep '^and .* of F303' "$work/out")"
"$rendir" check --limit 3 "$work/w" >"$work/out" 2>"$work/err"
same 'three of each: printed' 3 "$(grep -c 'fatal\[F303\]' "$work/out")"
same 'three of each: counted' 1 "$(grep -c '^and 1247 more of F303' "$work/out")"
"$rendir" check --limit 0 "$work/w" >"$work/out" 2>"$work/err"
same 'all: printed' 1250 "$(grep -c 'fatal\[F303\]' "$work/out")"
same 'all: counted' 0 "$(grep -c '^and .* more of' "$work/out")"
"$rendir" check --limit 3 --format jsonl "$work/w" >"$work/out" 2>"$work/err"
same 'jsonl is whole' 1250 "$(grep -c '"code":"F303"' "$work/out")"
"$rendir" check --limit 3 --format sarif "$work/w" >"$work/out" 2>"$work/err"
same 'sarif is whole' 1250 "$(grep -c '"ruleId": "F303"' "$work/out")"
"$rendir" build --limit 3 "$work/w" >"$work/out" 2>"$work/err"
same 'build prints as many' 3 "$(grep -c 'fatal\[F303\]' "$work/err")"
same 'build counts the rest' 1 "$(grep -c '^and 1247 more of F303' "$work/err")"
cp "$work/execution.csv" "$work/w/data/example/execution.csv"

# --- build ----------------------------------------------------------------

"$rendir" build "$work/w" >"$work/out" 2>"$work/err"
same 'build with a fault: exit' 1 "$?"
same 'build with a fault: site' '' "$(ls -d "$work/w/site"* 2>/dev/null)"
cp "$work/whole.csv" "$work/w/data/example/execution.csv"
"$rendir" build --base-url https://example.org/a "$work/w" \
    >"$work/out" 2>"$work/err"
same 'build: exit' 0 "$?"
same 'build: ledger' \
    'example: 24 rows read = 24 used + 0 excluded + 0 refused' \
    "$(sed -n 1p "$work/out")"
same 'build: beside the site' 'README.md content data site templates' \
    "$(cd "$work/w" && echo *)"
same 'build: manifest' '' \
    "$(cd "$work/w/site" && sha256sum --quiet -c manifest.sha256 2>&1)"
same 'build: manifest is complete' \
    "$(cd "$work/w/site" && find . -type f ! -name manifest.sha256 |
        sed 's|^\./||' | LC_ALL=C sort)" \
    "$(sed 's/^[0-9a-f]*  //' "$work/w/site/manifest.sha256")"
same 'build: sitemap' 1 \
    "$(grep -c 'https://example.org/a/en/index.html' "$work/w/site/sitemap.xml")"
"$rendir" build --base-url https://example.org/a/ -j 1 "$work/w" \
    >"$work/out" 2>"$work/err"
same 'build again: exit' 0 "$?"
same 'build again' 1 "$(grep -c 'nothing changed' "$work/out")"
"$rendir" build --quiet "$work/w" >"$work/out" 2>"$work/err"
same 'quiet' '' "$(cat "$work/out" "$work/err")"

# Two portals: a root each, and a page above them.
cp -r "$work/w" "$work/two" && rm -rf "$work/two/site"
cp -r "$work/two/content/example" "$work/two/content/other"
cp -r "$work/two/data/example" "$work/two/data/other"
"$rendir" build --portal other "$work/two" >/dev/null 2>"$work/err"
same 'one of two: exit' 0 "$?"
same 'one of two' 'other' "$(cd "$work/two/site" && echo ./*/ | sed 's|[./]||g')"
"$rendir" build "$work/two" >/dev/null 2>"$work/err"
same 'two: exit' 0 "$?"
# The addresses of pages that site/index.html leads to, each once.
leads_to() {
    grep -o 'href="[^"]*\.html"' "$work/two/site/index.html" |
        sed 's/href="//; s/"$//' | awk '!seen[$0]++' | tr '\n' ' ' | sed 's/ $//'
}
same 'two' 'example/en/index.html other/en/index.html' "$(leads_to)"
# A hub above them repeats what they say: it waits until they are true.
mkdir -p "$work/two/content/all"
cat >"$work/two/content/all/portal.yaml" <<'YAML'
name: All of them
kind: hub
languages: [{path: en, locale: en-US}]
cut_off: 2025-12-31
release: "2025"
YAML
"$rendir" build "$work/two" >/dev/null 2>"$work/err"
same 'hub: exit' 0 "$?"
same 'hub: the page above leads to it first' \
    'all/en/index.html example/en/index.html other/en/index.html' \
    "$(leads_to)"
cp "$work/execution.csv" "$work/two/data/other/execution.csv"
"$rendir" build --portal all "$work/two" >/dev/null 2>"$work/err"
same 'hub over a fault: exit' 1 "$?"
same 'hub over a fault' "fatal[F613]: portal other has fatal findings, and the \
hub compares it; the hub was not published" "$(grep F613 "$work/err")"

says 'two over one' 3 "rendir: $work/w/site is the root of one portal; name \
another folder for several (-o), or remove it" \
    build -o "$work/w/site" "$work/two"

# --- the workflow that `new` writes: a release, then what comes after it -----

# step NAME: its commands, as a runner would run them
step() {
    awk -v name="      - name: $1" '
        $0 == name { inside = 1; next }
        inside && /^      - / { exit }
        inside && running { print substr($0, 11) }
        inside && /^        run: \|$/ { running = 1 }' \
        .github/workflows/publish.yml >"$work/step"
    [ -s "$work/step" ] || echo 'echo no such step; exit 1' >"$work/step"
    PATH=$(dirname "$(realpath "$rendir")"):$PATH sh -e "$work/step" \
        >"$work/out" 2>"$work/err"
}

workflow_tests() {
    RELEASE=2025 MINISIGN_KEY='' step 'Build, sign, verify'
    same 'workflow: a release: exit' 0 "$?"
    same 'workflow: what to declare' \
        "    manifest: $(sha256sum <site/releases/2025/manifest.sha256 |
            cut -c 1-64)" "$(grep manifest: "$work/out" | tail -n 1)"
    mkdir "$work/earlier" && mv site/releases/2025.zip "$work/earlier/"
    rm -rf site
    sed -i 's/^release: .*/release: "2026"/' content/town/portal.yaml
    {
        echo releases:
        sed -n '/^  - id/,$p' "$work/out" |
            sed "s|(where.*|file://$work/earlier/2025.zip|"
        [ -z "$1" ] || echo "signature: {public_key: $(tail -n 1 "$1.pub")}"
    } >>content/town/portal.yaml
    step 'Fetch earlier releases'
    same 'workflow: fetch: exit' 0 "$?"
    RELEASE='' MINISIGN_KEY='' step 'Build, sign, verify'
    same 'workflow: the next edition: exit' 0 "$?"
    same 'workflow: the release is carried on' '' \
        "$(cmp "$work/earlier/2025.zip" site/releases/2025.zip 2>&1)"
    rm -r previous
    sed -i "s|archive: .*|archive: '$work/earlier/2025.zip'|" \
        content/town/portal.yaml
    step 'Fetch earlier releases'
    same 'workflow: fetch by a path: exit' 0 "$?"
    same 'workflow: fetched by a path' '' \
        "$(cmp "$work/earlier/2025.zip" previous/1.zip 2>&1)"
    [ -n "$1" ] || return
    rm -r site previous
    sed -i '/^releases:/,/^    archive:/d' content/town/portal.yaml
    RELEASE=2026 MINISIGN_KEY=$(cat "$1.key") step 'Build, sign, verify'
    same 'workflow: signed: exit' 0 "$?"
    same 'workflow: signed' 2 "$(grep -c 'the signature holds' "$work/out")"
}

if command -v curl >/dev/null; then
    "$rendir" new --name town "$work/town" >/dev/null
    cp -r "$root/templates" "$work/town/templates"
    signing=
    if command -v minisign >/dev/null &&
        minisign -G -W -p "$work/sign.pub" -s "$work/sign.key" >/dev/null 2>&1; then
        signing=$work/sign
    else
        skip 'workflow that signs (minisign is not installed)'
    fi
    cd "$work/town" || exit 3
    workflow_tests "$signing"
    cd "$root" || exit 3
else
    skip 'workflow (curl is not installed)'
fi

# --- serve ----------------------------------------------------------------

# get PATH: status and body, the path as it is
get() {
    curl -s --path-as-is -o "$work/body" -w '%{http_code} %{content_type}' \
        "http://127.0.0.1:$port$1"
}

serve_tests() {
    same 'serve: page' '200 text/html; charset=utf-8' "$(get /en/index.html)"
    if cmp -s "$work/body" "$work/w/site/en/index.html"; then ok; else
        bad 'serve: the page has other bytes'; fi
    same 'serve: folder' '200 text/html; charset=utf-8' "$(get /)"
    same 'serve: folder without slash' 302 "$(get /en | cut -d' ' -f1)"
    same 'serve: table' '200 text/csv; charset=utf-8' \
        "$(get /data/execution.csv)"
    same 'serve: nothing there' 404 "$(get /en/none.html | cut -d' ' -f1)"
    same 'serve: out of the site' 404 \
        "$(get /../README.md | cut -d' ' -f1)"
    same 'serve: out of the site, encoded' 404 \
        "$(get /en/%2e%2e/%2e%2e/README.md | cut -d' ' -f1)"
    same 'serve: a link that leads out' 404 "$(get /out.md | cut -d' ' -f1)"
    same 'serve: HEAD' 200 "$(curl -s -I -o /dev/null -w '%{http_code}' \
        "http://127.0.0.1:$port/en/index.html")"
    same 'serve: POST' 405 "$(curl -s -X POST -d x=1 -o /dev/null \
        -w '%{http_code}' "http://127.0.0.1:$port/en/index.html")"
}

says 'serve: address' 3 \
    'rendir: cannot listen at localhost: Cannot assign requested address' \
    serve --address localhost "$work/w"
says 'serve: no site' 3 "rendir: no site in $work/none: No such file or \
directory" serve -o "$work/none"
says 'serve: a file' 3 "rendir: no site in $0: Not a directory" serve -o "$0"
if command -v curl >/dev/null; then
    ln -s ../README.md "$work/w/site/out.md"
    : >"$work/served"
    "$rendir" serve --port 0 "$work/w" >"$work/served" 2>&1 &
    server=$!
    tries=50
    until grep -q http "$work/served" || [ $tries -eq 0 ]; do
        sleep 0.1
        tries=$((tries - 1))
    done
    port=$(sed -n 's|.*http://127.0.0.1:\([0-9]*\)/$|\1|p' "$work/served")
    serve_tests
    says 'serve: port in use' 3 \
        'rendir: cannot listen at 127.0.0.1: Address already in use' \
        serve --port "$port" "$work/w"
    kill "$server"
    wait "$server"
    same 'serve: ended by a signal' 0 "$?"
    server=
else
    skip 'serve (curl is not installed)'
fi

finish
