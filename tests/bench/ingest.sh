#!/bin/sh
# Time and memory of reading large extracts into cube, ledger and findings
# (`rendir check --data`), RENDIR=.build/rendir sh tests/bench/ingest.sh: made-up
# extracts of 12 dimensions and 6 amounts (make-extract.c), against libcsv alone
# on the same bytes (parse.c), measured in the same run.
#
# BENCH_ROWS gives the sizes (4000000 8000000; the second is 1.1 GB), RUNS how
# often each is timed (3); what is printed are medians.
#
# Then whole builds, once each, with a file of rows for every program:
# BENCH_BUILD gives their sizes (1000000 8000000; the second takes 6 GB where it
# is written). The amounts of all these files are those of the extract.
set -u
LC_ALL=C
export LC_ALL

here=$(dirname "$0")
root=$(cd "$here/../.." && pwd)
rendir=$(realpath "${RENDIR:-.build/rendir}")
sizes=${BENCH_ROWS:-4000000 8000000}
builds=${BENCH_BUILD-1000000 8000000}
programs=${BENCH_PROGRAMS:-10000}
RUNS=${RUNS:-3}

if [ -w /dev/shm ]; then
    work=$(mktemp -d /dev/shm/rendir.XXXXXX) || exit 3
else
    work=$(mktemp -d) || exit 3
fi
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

fail() {
    echo "bench: $1" >&2
    [ ! -s "$work/said" ] || head -n 20 "$work/said" >&2
    exit 1
}

compile() {
    ${CC:-cc} -std=c17 -D_GNU_SOURCE -O2 -o "$work/$1" "$here/$1.c" $2 ||
        fail "$1.c does not compile"
}
compile make-extract ""
compile parse -lcsv
compile measure ""

# median COLUMN FILE
median() {
    awk -v column="$1" '{ print $column }' "$2" | sort -n |
        awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# accrued SEPARATOR FILE...: rows and cents of one or more files, exactly; the
# column is counted from the end, where no cell has a separator in it.
accrued() {
    separator=$1
    shift
    printf '%s\0' "$@" | xargs -0 awk -F "$separator" '
        FNR == 1 {
            for (i = 1; i <= NF; i++)
                if ($i == "accrued") after = NF - i
            next
        }
        {
            split($(NF - after), part, ".")
            cents = part[1] * 100 + substr(part[2] "00", 1, 2)
            high += int(cents / 1000000)
            low += cents % 1000000
            rows++
        }
        END { printf "%d %.0f %.0f\n", rows, high, low }' |
        awk '{ rows += $1; high += $2; low += $3 }
        END {
            high += int(low / 1000000)
            printf "%d rows, %.0f%06d cents\n", rows, high, low % 1000000
        }'
}

# build ROWS: a whole portal from an extract of so many rows
build() {
    "$work/make-extract" "$1" "$programs" >"$work/in/data/b/extract.csv" ||
        fail "no extract of $1 rows"
    "$work/measure" "$rendir" build "$work/in" --output "$work/out" \
        >"$work/build.s" 2>"$work/said" || fail "rendir build"
    slices=$(find "$work/out/data/programs" -name '*.execution.csv' | wc -l)
    want=$(accrued ';' "$work/in/data/b/extract.csv")
    found=$(accrued ',' "$work"/out/data/programs/*.execution.csv)
    [ "$want" = "$found" ] || fail "slices have $found, the extract $want"
    files=$(find "$work/out" -type f | wc -l)
    pages=$(find "$work/out" -name '*.html' | wc -l)
    find "$work/out" -type f -printf '%s\n' |
        awk -v rows="$1" -v files="$files" -v pages="$pages" \
            -v slices="$slices" -v measured="$(cat "$work/build.s")" '
        { bytes += $1 }
        END {
            split(measured, of, " ")
            printf "%10d | %8.2f %8.2f %6d | %7d %8.0f %7d %7d %7.0f\n",
                rows, of[1], of[2] + of[3], of[4] / 1024, pages, pages / of[1],
                slices, files, bytes / 1e6
        }'
    rm -rf "$work/out"
}

mkdir -p "$work/in/content/b" "$work/in/data/b"
cp -R "$root/templates" "$work/in/templates"
cat >"$work/in/content/b/portal.yaml" <<'END'
name: Extract
languages: [{path: en, locale: en-US}]
cut_off: 2024-12-31
period: 2024
stages:
  - {id: initial, label: Initial}
  - {id: modifications, label: Modifications}
  - {id: current, label: Current}
  - {id: committed, label: Committed}
  - {id: accrued, label: Accrued}
  - {id: paid, label: Paid}
expenditure: {budget: current, execution: accrued}
END
{
    printf '{"name": "b", "resources": [{"name": "execution", '
    printf '"role": "execution", "path": "extract.csv", '
    printf '"dialect": {"delimiter": ";"}, "measure": {"currency": "USD"}, '
    printf '"schema": {"fields": ['
    for name in institution program territory function object source \
        economic activity unit product kind; do
        printf '{"name": "%s", "role": "dimension", "dimension": "%s"}, ' \
            "$name" "$name"
    done
    for name in initial modifications current committed accrued paid; do
        printf '{"name": "%s", "role": "amount", "stage": "%s", ' \
            "$name" "$name"
        printf '"type": "number"}, '
    done
    printf '{"name": "month", "role": "period"}]}}]}\n'
} >"$work/in/data/b/datapackage.json"

echo "extracts of 12 dimensions and 6 amounts, $programs programs, $(nproc) cores; libcsv on one"
printf '%10s %7s | %8s | %8s %8s %9s %7s %6s | %s\n' rows MB 'libcsv s' \
    'wall s' 'CPU s' 'rows/s' 'MB/s' 'MiB' 'x libcsv'
for rows in $sizes; do
    "$work/make-extract" "$rows" "$programs" >"$work/in/data/b/extract.csv" ||
        fail "no extract of $rows rows"
    bytes=$(wc -c <"$work/in/data/b/extract.csv")
    rm -f "$work/parse.s" "$work/ingest.s"
    for run in $(seq "$RUNS"); do
        "$work/parse" "$work/in/data/b/extract.csv" ';' >>"$work/parse.s" ||
            fail "libcsv"
        "$work/measure" "$rendir" check --data "$work/in" >>"$work/ingest.s" \
            2>"$work/said" || fail "rendir check --data"
    done
    "$rendir" check --data "$work/in" |
        grep -q "^b: $rows rows read = $rows used + 0 excluded + 0 refused$" ||
        fail "not all of $rows rows were used"
    awk -v rows="$rows" -v bytes="$bytes" -v parse="$(median 1 "$work/parse.s")" \
        -v wall="$(median 1 "$work/ingest.s")" \
        -v user="$(median 2 "$work/ingest.s")" \
        -v kernel="$(median 3 "$work/ingest.s")" \
        -v peak="$(median 4 "$work/ingest.s")" 'BEGIN {
        printf "%10d %7.0f | %8.2f | %8.2f %8.2f %9.0f %7.1f %6d | %.2f\n",
            rows, bytes / 1e6, parse, wall, user + kernel, rows / wall,
            bytes / 1e6 / wall, peak / 1024, wall / parse
    }'
done

[ -n "$builds" ] || exit 0
# "role" comes once.
sed 's/"role": "execution", /&"slices": ["program"], /' \
    "$work/in/data/b/datapackage.json" >"$work/sliced.json"
cp "$work/sliced.json" "$work/in/data/b/datapackage.json"
echo
echo "whole builds, with a file of rows for every program"
printf '%10s | %8s %8s %6s | %7s %8s %7s %7s %7s\n' rows 'wall s' 'CPU s' \
    'MiB' pages pages/s slices files MB
for rows in $builds; do
    build "$rows"
done
