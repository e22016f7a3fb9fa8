#!/bin/sh
# Time and memory of reading large extracts into cube, ledger and findings
# (`rendir check --data`), RENDIR=.build/rendir sh tests/bench/ingest.sh: made-up
# extracts of 12 dimensions and 6 amounts (make-extract.c), against libcsv alone
# on the same bytes (parse.c), measured in the same run.
#
# BENCH_ROWS gives the sizes (4000000 8000000; the second is 1.1 GB), RUNS how
# often each is timed (3); what is printed are medians.
set -u
LC_ALL=C
export LC_ALL

here=$(dirname "$0")
root=$(cd "$here/../.." && pwd)
rendir=$(realpath "${RENDIR:-.build/rendir}")
sizes=${BENCH_ROWS:-4000000 8000000}
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
