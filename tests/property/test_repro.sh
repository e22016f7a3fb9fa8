#!/bin/sh
# The same input gives the same bytes: another clock, time zone, locale, thread
# count, folder and compiler change nothing in the site.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

# What this workspace's portals published before.
earlier=earlier/ejemplo-2017-06.zip
previous=
[ ! -f "$built/$earlier" ] || previous="--previous $built/$earlier"

# What makes the index of the search, where it is installed.
search=$root/tests/browser/node_modules/@pagefind/linux-x64/bin/pagefind_extended
[ -x "$search" ] || search=none

build() { # PROGRAM FOLDER JOBS, with the environment that comes before it
    # $previous is an option and its value, or nothing.
    "$1" build --output "$work/$2" --jobs "$3" --search "$search" $previous \
        >"$work/said" 2>&1 || {
        cat "$work/said"
        bad "$2: it was not built"
        return 1
    }
}

alike() { # FOLDER: as the first one
    if found=$(diff -r "$work/one" "$work/$1" 2>&1); then
        ok
    else
        bad "$1 differs:"
        printf '%s\n' "$found" | cut -c 1-200 | head -n 20
    fi
    rm -rf "${work:?}/$1"
}

again() { # PROGRAM FOLDER JOBS
    ! build "$@" || alike "$2"
}

cd "$root" || exit 3
TZ=UTC LC_ALL=C LANG=C build "$rendir" one 1 || finish
again "$rendir" two-threads 2
TZ=Asia/Kolkata LC_ALL=es_GT.UTF-8 LANG=es_GT.UTF-8 \
    again "$rendir" four-threads-elsewhere 4
TZ=America/Lima LC_ALL=tr_TR.UTF-8 again "$rendir" another-locale 3

# Another folder, whose files were made in another order.
mkdir "$work/workspace"
ls -r | grep -Ex 'content|data|templates' | while read -r folder; do
    cp -r "$folder" "$work/workspace/"
done
cd "$work/workspace" && again "$rendir" another-folder 2
cd "$root" || exit 3

# The other compiler orders what the language leaves open otherwise. What was
# published before is made with it too.
compiler() { # OTHER
    if ! make -s B="$built/$1" CC="$1" OPTIMISE=-O1 "$built/$1/rendir" \
        "$built/$1/$earlier" >"$work/said" 2>&1; then
        tail -n 20 "$work/said"
        bad "it does not compile with $1"
        return
    fi
    again "$built/$1/rendir" another-compiler 2
    check 'the archive of a release by another compiler' \
        cmp "$built/$earlier" "$built/$1/$earlier"
}

if [ -z "${OTHER-}" ]; then
    echo "skipped: another compiler (make repro builds it)"
    skipped=1
elif command -v "$OTHER" >/dev/null; then
    compiler "$OTHER"
else
    echo "skipped: another compiler ($OTHER is not installed)"
    skipped=1
fi

finish
