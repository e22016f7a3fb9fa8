#!/bin/sh
# What goes wrong while a site is written leaves the old one whole: a kill, a
# folder that may not be written, a full disk, a second builder, bad input.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

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

"$rendir" new --name example "$work/w" >/dev/null || exit 3
cp -r "$root/templates" "$work/w/templates"
cp "$work/w/data/example/execution.csv" "$work/execution.csv"
site=$work/out/site
"$rendir" build -o "$site" "$work/w" >"$work/said" 2>&1 || {
    cat "$work/said"
    bad 'the first build'
    finish
}
whole 'first build' "$site"
first=$(state "$site")

# --- killed at many moments -----------------------------------------------

killed=0
for delay in 0.005 0.01 0.02 0.03 0.04 0.06 0.08 0.1 0.15 0.2; do
    write_input "$((killed + 1))"
    "$rendir" build -j 2 -o "$site" "$work/w" >/dev/null 2>&1 &
    run=$!
    sleep $delay
    kill -9 $run 2>/dev/null
    wait $run 2>/dev/null
    [ $? -ne 137 ] || killed=$((killed + 1))
    whole "killed after $delay s" "$site"
done
if [ $killed -gt 0 ]; then ok; else bad 'no run was killed'; fi
write_input 0
"$rendir" build -o "$site" "$work/w" >/dev/null 2>&1
same 'after the kills: exit' 0 "$?"
same 'after the kills: site' "$first" "$(state "$site")"
same 'after the kills: left beside' 'site' "$(ls "$work/out")"

# --- bad input ------------------------------------------------------------

printf 'year,institution,program,approved,current,accrued\n2025,10,10.1,1,x,1\n' \
    >"$work/w/data/example/execution.csv"
"$rendir" build -o "$site" "$work/w" >/dev/null 2>&1
same 'bad input: exit' 1 "$?"
same 'bad input: site' "$first" "$(state "$site")"
whole 'bad input' "$site"
write_input 0

# A table whose download would have the descriptor's address.
cp -r "$work/w" "$work/named"
sed 's/"name": "targets"/"name": "datapackage"/' \
    "$work/w/data/example/datapackage.json" \
    >"$work/named/data/example/datapackage.json"
"$rendir" build -o "$site" "$work/named" >/dev/null 2>"$work/err"
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
    chmod -R a+rX "$work" && $as "$rendir" --version >/dev/null 2>&1; }; then
    chmod a-w "$work/out"
    write_input 5
    $as "$rendir" build -o "$site" "$work/w" >/dev/null 2>"$work/err"
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
    flock "$site.lock" "$rendir" build -o "$site" "$work/w" \
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
"$rendir" build -o "$work/thesis" "$work/w" >/dev/null 2>"$work/err"
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
    found=$(unshare --mount --map-root-user sh "$work/full.sh" "$rendir" \
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

# --- a fault at any moment ------------------------------------------------

# The second edition, with the first from a ZIP, frozen, signed, in all formats.
fault_build() { # COMMAND TO RUN IT UNDER...
    rm -rf "$work/f/out"
    cp -al "$work/f/base" "$work/f/out"
    (cd "$work/f" && "$@" "$rendir" build -q -j 1 --base-url https://x.example/ \
        --previous first.zip --release 2026 $signing -o out/site second) \
        >"$work/said" 2>&1
    status=$?
}

fault_sites() {
    mkdir "$work/f"
    cp -r "$work/w" "$work/f/first"
    "$rendir" build -q --release 2025 -o "$work/f/base/site" "$work/f/first" \
        >/dev/null 2>&1
    cp "$work/f/base/site/releases/2025.zip" "$work/f/first.zip"
    cp -r "$work/f/first" "$work/f/second"
    sed -i 's/^release:.*/release: "2026"\nreleases: [{id: "2025", date: 2026-02-01}]/' \
        "$work/f/second/content/example/portal.yaml"
    signing=
    if command -v minisign >/dev/null &&
        minisign -G -W -p "$work/f/k.pub" -s "$work/f/k.key" >/dev/null 2>&1; then
        signing='--key k.key'
    fi
    fault_build env
    same 'without a fault: exit' 0 "$status"
    without=$(state "$work/f/out/site")
    before=$(state "$work/f/base/site")
}

# fault CALL ERROR WORDS: some of the calls fail; words of the system are told
fault() {
    fault_build strace -f -qq --seccomp-bpf -e trace="$1" -o "$work/calls"
    calls=$(wc -l <"$work/calls")
    # Not those of the loader, before main().
    for part in 3 5 7 9 11 12; do
        number=$((calls * part / 13 + 1))
        fault_build strace -f -qq --seccomp-bpf -o /dev/null -e trace="$1" \
            -e inject="$1:error=$2:when=$number"
        name="$1 $number of $calls: $2"
        if [ "$status" -eq 0 ]; then # of no consequence: then truly none
            same "$name: published" "$without" "$(state "$work/f/out/site")"
        else
            same "$name: exit" 3 "$status"
            has "$name" "$work/said" "$3"
            same "$name: site" "$before" "$(state "$work/f/out/site")"
        fi
        # What cannot be removed is left to the next run.
        [ "$1" = unlink ] || same "$name: left beside" site "$(ls "$work/f/out")"
        same "$name: bytes" '' "$(cd "$work/f/out/site" &&
            sha256sum --quiet -c manifest.sha256 2>&1 | head -n 3)"
        same "$name: files" '' "$(cd "$work/f/out/site" && find . -type f |
            sed 's|^./||' | grep -v '^manifest.sha256' | sort >"$work/there"
            cut -c 67- manifest.sha256 | sort | diff - "$work/there" | head -n 3)"
    done
}

if command -v strace >/dev/null &&
    strace -f -qq --seccomp-bpf -o /dev/null -e trace=write \
        -e inject=write:error=EIO:when=9999 true 2>/dev/null; then
    fault_sites
    fault write ENOSPC 'cannot be written: '
    fault pwrite64 EDQUOT 'cannot be written'
    fault mkdirat EDQUOT 'Disk quota exceeded'
    fault linkat EMLINK 'Too many links'
    fault syncfs EIO 'Input/output error'
    fault renameat2 EIO 'cannot be put in its place: Input/output error'
    fault unlink EIO 'Input/output error'
else
    skip 'a fault at any moment (strace is not installed, or may not trace)'
fi

finish
