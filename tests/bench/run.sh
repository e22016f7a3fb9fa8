#!/bin/sh
# Time and memory of builds, RENDIR=.build/rendir sh tests/bench/run.sh: made-up
# portals of several sizes (make-portal.awk), then the documentary examples.
#
# Medians of RUNS runs after one warm-up, on tmpfs where there is one, so that
# the disk says nothing. "x floor" is against a program that only writes the same
# files (floor.c), measured in the same run: compare ratios, not seconds.
set -u
LC_ALL=C
export LC_ALL

here=$(dirname "$0")
rendir=$(realpath "${RENDIR:-.build/rendir}")
sizes=${BENCH_SIZES:-1000 10000}
RUNS=${RUNS:-5}
threads=$(nproc 2>/dev/null || echo 1)

if [ -w /dev/shm ]; then
    work=$(mktemp -d /dev/shm/rendir.XXXXXX) || exit 3
    where="on tmpfs"
else
    work=$(mktemp -d) || exit 3
    where="on $(stat -f -c %T "$work")"
fi
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

fail() {
    echo "bench: $1" >&2
    [ ! -s "$work/said" ] || head -n 20 "$work/said" >&2
    exit 1
}

for tool in floor measure; do
    ${CC:-cc} -std=c17 -D_GNU_SOURCE -O2 -pthread -o "$work/$tool" \
        "$here/$tool.c" || fail "$tool.c does not compile"
done

# median COLUMN FILE
median() {
    awk -v column="$1" '{ print $column }' "$2" | sort -n |
        awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# timed FILE COMMAND...: appends wall, user, system, memory
timed() {
    file=$1
    shift
    "$work/measure" "$@" >>"$file" 2>"$work/said" || fail "failed: $*"
}

# runs LABEL FOLDER COMMAND...: a warm-up and RUNS runs into an empty FOLDER
runs() {
    label=$1 folder=$2
    shift 2
    rm -rf "$folder" "$work/warm" "$work/$label"
    timed "$work/warm" "$@"
    for run in $(seq "$RUNS"); do
        rm -rf "$folder"
        timed "$work/$label" "$@"
    done
}

floor() {
    : >"$work/floor.s"
    for run in $(seq "$RUNS"); do
        rm -rf "$work/copy"
        "$work/floor" "$work/out" "$work/copy" "$threads" >>"$work/floor.s" ||
            fail "the floor cannot be measured"
    done
    rm -rf "$work/copy"
    median 1 "$work/floor.s"
}

cents='NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
{ value = $at["accrued"]; sub(/[.]/, "", value); sum += value }
END { printf "%d %.0f\n", NR - 1, sum }'

# What is timed must be right: a page for each program, no cent lost.
proof() {
    pages=$(find "$work/out/en/programs" -name '*.html' | wc -l)
    [ "$pages" -eq "$1" ] || fail "$pages program pages of $1"
    want=$(awk -F , "$cents" "$work/in/data/bench/execution.csv")
    found=$(awk -F , "$cents" "$work/out/data/execution.csv")
    [ "$want" = "$found" ] || fail "published $found, the source has $want"
}

# row LABEL FILE: the line of the table
row() {
    unchanged=$(median 1 "$work/again")
    files=$(find "$work/out" -type f | wc -l)
    pages=$(find "$work/out" -name '*.html' | wc -l)
    bytes=$(find "$work/out" -type f -printf '%s\n' |
        awk '{ sum += $1 } END { printf "%.0f\n", sum }')
    sort -n "$work/$2" | awk -v label="$1" -v wall="$(median 1 "$work/$2")" \
        -v user="$(median 2 "$work/$2")" -v kernel="$(median 3 "$work/$2")" \
        -v peak="$(median 4 "$work/$2")" -v floor="$(floor)" \
        -v again="$unchanged" -v files="$files" -v pages="$pages" \
        -v bytes="$bytes" '
        NR == 1 { least = $1 }
        { most = $1 }
        END {
            printf "%-12s %7.2f %11s %7.2f %7.2f %6d %7d %7.1f %8d %8.3f %8.1f %9.2f\n",
                label, wall, sprintf("%.2f-%.2f", least, most), user, kernel,
                peak / 1024, files, bytes / 1e6, pages / wall, floor,
                wall / floor, again
        }'
}

again() {
    rm -f "$work/again"
    for run in 1 2 3; do
        timed "$work/again" "$@"
    done
}

echo "$threads processors, load $(cut -d ' ' -f 1-3 /proc/loadavg), $where;" \
    "medians of $RUNS runs after a warm-up; seconds, MB = 10^6 bytes"
printf '%-12s %7s %11s %7s %7s %6s %7s %7s %8s %8s %8s %9s\n' programs wall \
    least-most user system 'MiB' files MB pages/s floor 'x floor' unchanged

for size in $sizes; do
    rm -rf "$work/in"
    mkdir -p "$work/in/content/bench/programs" "$work/in/data/bench"
    awk -v programs="$size" -v out="$work/in" -f "$here/make-portal.awk" ||
        fail "the portal of $size programs cannot be made"
    cp -R "$here/../../templates" "$work/in/templates"
    set -- "$rendir" build "$work/in" --output "$work/out" --jobs "$threads"
    runs build "$work/out" "$@"
    proof "$size"
    again "$@"
    row "$size" build
done

# The documentary examples, each with its page and data as they stand here.
rm -rf "$work/in" "$work/out"
mkdir -p "$work/in/content" "$work/in/data"
for portal in guatemala chile peru; do
    cp -R "$here/../../content/$portal" "$work/in/content/$portal"
    cp -R "$here/../../data/$portal" "$work/in/data/$portal"
done
cp -R "$here/../../templates" "$work/in/templates"
set -- "$rendir" build "$work/in" --output "$work/out" --jobs "$threads"
runs build "$work/out" "$@"
again "$@"
row 'gt, cl, pe' build
