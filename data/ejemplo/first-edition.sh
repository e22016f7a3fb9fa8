#!/bin/sh
# Ejemplo as it was published in June 2017: a workspace of that one portal, made
# from the present one. The present edition is compared with it, so that the
# example shows what a second release looks like.
#
#   sh data/ejemplo/first-edition.sh WORKSPACE-TO-MAKE
#
# Like everything about Ejemplo it is invented.
set -eu

[ $# -eq 1 ] || { echo "usage: first-edition.sh DIR" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
to=$1
LC_ALL=C
export LC_ALL

mkdir -p "$to/content" "$to/data/ejemplo"
cp -R "$root/content/ejemplo" "$to/content/"
rm -rf "$to"/content/ejemplo/reports/third-quarter-2017.* \
    "$to"/content/ejemplo/programs "$to"/content/ejemplo/commitments \
    "$to"/content/ejemplo/plans
# What was written since speaks of months that had not come.
for text in "$to"/content/ejemplo/pages/method.*.md; do
    awk 'BEGIN { RS = ""; ORS = "\n\n" } !/period=2017[);]/' "$text" >"$text.then"
    mv "$text.then" "$text"
done

# Numbers in the texts are bound to the data, and were others then.
sed -i 's/\[75\([.,]\)0/[50\10/' "$to"/content/ejemplo/pages/method.*.md
sed -i 's/\[77\([.,]\)4/[77\11/' "$to"/content/ejemplo/reports/year-2016.*.md

# The settings of then: what comes between the two marks is of later releases.
sed -e 's/^cut_off: .*/cut_off: 2017-06-30/' \
    -e 's/^release: .*/release: 2017-06/' \
    -e 's/pace_months: 9/pace_months: 6/' \
    -e '/^releases:/,/^[a-z]/{/^releases:/d;/^  /d;}' \
    -e 's/septiembre de 2017/junio de 2017/; s/September 2017/June 2017/' \
    "$root/content/ejemplo/portal.yaml" >"$to/content/ejemplo/portal.yaml"

cp "$here/datapackage.json" "$here"/*.geojson "$to/data/ejemplo/"
for file in "$here"/*.csv; do
    name=$(basename "$file" .csv)
    awk -v table="$name" -f "$here/first-edition.awk" "$file" \
        >"$to/data/ejemplo/$name.csv"
done
# No evaluation of after June, no advice from one.
awk -F , 'NR == FNR { known[$1] = 1; next }
    FNR == 1 || !/,e0(6|8),/' "$to/data/ejemplo/evaluations.csv" \
    "$here/recommendations.csv" >"$to/data/ejemplo/recommendations.csv"
# Corrections are of what came first.
head -n 1 "$here/corrections.csv" >"$to/data/ejemplo/corrections.csv"
