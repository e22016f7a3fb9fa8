#!/bin/sh
# What goes wrong while a site is written leaves the old one whole: a kill, a
# folder that may not be written, a full disk, a second builder, bad input.
# Prints "N passed, N failed, N skipped" and exits 1 if anything failed.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
RENDIR=${RENDIR:-$root/.build/rendir}
work=$(mktemp -d) || exit 3
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
passed=0
failed=0
skipped=0

ok() {
    passed=$((passed + 1))
}

bad() {
    failed=$((failed + 1))
    echo "FAILED: $1"
}

skip() {
    skipped=$((skipped + 1))
    echo "skipped: $1"
}

# same NAME EXPECTED FOUND
same() {
    if [ "$2" = "$3" ]; then ok; else bad "$1: expected \"$2\", found \"$3\""; fi
}

# whole NAME SITE: every file as the manifest says, and no other
whole() {
    same "$1: bytes" '' \
        "$(cd "$2" && sha256sum --quiet -c manifest.sha256 2>&1 | head -n 3)"
    same "$1: files" "$(wc -l <"$2/manifest.sha256")" \
        "$(find "$2" -type f ! -name manifest.sha256 | wc -l)"
}

# More of everything budgeted is another site; 0 more is the first one.
write_input() {
    if [ "$1" -eq 0 ]; then
        cp "$work/execution.csv" "$work/w/data/example/execution.csv"
    else
        awk -F, -v OFS=, -v more="$1" \
            'NR > 1 { $4 += more; $5 += more } { print }' \
            "$work/execution.csv" >"$work/w/data/example/execution.csv"
    fi
}

# One line that says which bytes a site has.
state() {
    sha256sum <"$1/manifest.sha256"
}

"$RENDIR" new --name example "$work/w" >/dev/null || exit 3
cp -r "$root/templates" "$work/w/templates"
cp "$work/w/data/example/execution.csv" "$work/execution.csv"
site=$work/out/site
"$RENDIR" build -o "$site" "$work/w" >"$work/said" 2>&1 || {
    cat "$work/said"
    echo '0 passed, 1 failed'
    exit 1
}
whole 'first build' "$site"
first=$(state "$site")

# --- killed at many moments -----------------------------------------------

killed=0
for delay in 0.005 0.01 0.02 0.03 0.04 0.06 0.08 0.1 0.15 0.2; do
    write_input "$((killed + 1))"
    "$RENDIR" build -j 2 -o "$site" "$work/w" >/dev/null 2>&1 &
    run=$!
    sleep $delay
    kill -9 $run 2>/dev/null
    wait $run 2>/dev/null
    [ $? -ne 137 ] || killed=$((killed + 1))
    whole "killed after $delay s" "$site"
done
if [ $killed -gt 0 ]; then ok; else bad 'no run was killed'; fi
write_input 0
"$RENDIR" build -o "$site" "$work/w" >/dev/null 2>&1
same 'after the kills: exit' 0 "$?"
same 'after the kills: site' "$first" "$(state "$site")"
same 'after the kills: left beside' 'site' "$(ls "$work/out")"

# --- bad input ------------------------------------------------------------

printf 'year,institution,program,approved,current,accrued\n2025,10,10.1,1,x,1\n' \
    >"$work/w/data/example/execution.csv"
"$RENDIR" build -o "$site" "$work/w" >/dev/null 2>&1
same 'bad input: exit' 1 "$?"
same 'bad input: site' "$first" "$(state "$site")"
whole 'bad input' "$site"
write_input 0

# A table whose download would have the descriptor's address.
cp -r "$work/w" "$work/named"
sed 's/"name": "targets"/"name": "datapackage"/' \
    "$work/w/data/example/datapackage.json" \
    >"$work/named/data/example/datapackage.json"
"$RENDIR" build -o "$site" "$work/named" >/dev/null 2>"$work/err"
same 'written twice: exit' 1 "$?"
same 'written twice: finding' "fatal[F611]: data/datapackage.json would be \
written twice; the old site stays" "$(grep F611 "$work/err")"
same 'written twice: site' "$first" "$(state "$site")"

# --- a folder that may not be written -------------------------------------

# As somebody else where root would be let in everywhere.
if [ "$(id -u)" -eq 0 ]; then
    as='setpriv --reuid 65534 --regid 65534 --clear-groups'
else
    as=
fi
if [ -z "$as" ] || { command -v setpriv >/dev/null &&
    chmod -R a+rX "$work" && $as "$RENDIR" --version >/dev/null 2>&1; }; then
    chmod a-w "$work/out"
    write_input 5
    $as "$RENDIR" build -o "$site" "$work/w" >/dev/null 2>"$work/err"
    same 'unwritable: exit' 3 "$?"
    same 'unwritable: finding' \
        "fatal[F603]: $site cannot be staged: Permission denied; nothing was \
published" "$(grep F603 "$work/err")"
    same 'unwritable: site' "$first" "$(state "$site")"
    chmod u+w "$work/out"
    write_input 0
else
    skip 'unwritable folder (the program cannot be run as another user)'
fi

# --- a second builder -----------------------------------------------------

if command -v flock >/dev/null; then
    flock "$site.lock" "$RENDIR" build -o "$site" "$work/w" \
        >/dev/null 2>"$work/err"
    same 'locked: exit' 3 "$?"
    same 'locked: finding' 1 "$(grep -c 'fatal\[F602\]' "$work/err")"
    rm -f "$site.lock"
else
    skip 'second builder (flock is not installed)'
fi

# --- a folder of somebody else --------------------------------------------

mkdir "$work/thesis"
echo mine >"$work/thesis/thesis.txt"
"$RENDIR" build -o "$work/thesis" "$work/w" >/dev/null 2>"$work/err"
same 'foreign folder: exit' 3 "$?"
same 'foreign folder: finding' 1 "$(grep -c 'fatal\[F605\]' "$work/err")"
same 'foreign folder' 'thesis.txt' "$(ls "$work/thesis")"

# --- a full disk ----------------------------------------------------------

# In a mount namespace: a file system with room for one site, not for two.
cat >"$work/full.sh" <<'INNER'
mount -t tmpfs -o size="$4"k tmpfs "$3" || exit 99
"$1" build -o "$3/site" "$2" >/dev/null 2>&1 || exit 98
before=$(cat "$3/site/manifest.sha256")
awk -F, -v OFS=, 'NR > 1 { $4 += 7; $5 += 7 } { print }' \
    "$2/data/example/execution.csv" >"$2/changed"
# Every page of the new site differs by its release.
sed 's/^release:.*/release: "2025-changed"/' "$2/content/example/portal.yaml" \
    >"$2/portal.yaml"
cp "$2/changed" "$2/data/example/execution.csv"
cp "$2/portal.yaml" "$2/content/example/portal.yaml"
"$1" build -o "$3/site" "$2" >/dev/null 2>"$2/err"
echo "exit $?"
grep -c 'fatal\[F601\].*No space left on device' "$2/err"
[ "$before" = "$(cat "$3/site/manifest.sha256")" ] && echo same
cd "$3/site" && sha256sum --quiet -c manifest.sha256 && echo whole
cd "$3" && ls
INNER
mkdir "$work/disk"
if unshare --mount --map-root-user true 2>/dev/null; then
    cp -r "$work/w" "$work/w2"
    # Pages of memory: every file takes whole ones.
    room=$(find "$site" -type f -size +0 -printf '%s\n' |
        awk '{ kib += int(($1 + 4095) / 4096) * 4 } END { print int(kib * 1.4) }')
    found=$(unshare --mount --map-root-user sh "$work/full.sh" "$RENDIR" \
        "$work/w2" "$work/disk" "$room" 2>&1)
    status=$?
    if [ $status -eq 99 ]; then
        skip 'full disk (tmpfs cannot be mounted)'
    else
        same 'full disk' 'exit 3
1
same
whole
site' "$found"
    fi
else
    skip 'full disk (unshare is not allowed)'
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
