#!/bin/sh
# What the object files hold: no state that lasts between calls, and no external
# name that C, POSIX or libcsv keep for themselves. Reads $B/generator/**/*.o.
set -u
B=${B:-.build}

objects=$(find "$B/generator" -name '*.o' 2>/dev/null | LC_ALL=C sort)
if [ -z "$objects" ]; then
    echo "$B/generator: holds no object file; make all"
    exit 1
fi

# Allowed: libgettextpo reports through callbacks that take no argument of ours,
# so the reader's trouble waits for it, one per thread, for one call.
allowed='locale/catalogue\.o current_trouble$'

# Columns of nm: name, value, class, type, size, line, section.
# shellcheck disable=SC2086 # a list of files
nm -f sysv -A $objects | awk -F '|' -v allowed="$allowed" '
NF >= 7 {
    split($1, place, ":")
    object = place[1]
    name = place[2]
    class = $3
    section = $7
    gsub(/ /, "", name)
    gsub(/ /, "", class)
    gsub(/ /, "", section)
    sub(/^.*\/generator\//, "", object)
    state = section ~ /^\.(data|bss|tdata|tbss)/ || section == "*COM*"
    if (state && section !~ /^\.data\.rel\.ro/ &&
        object " " name !~ allowed && name !~ /^(__asan|__odr|__gcov)/) {
        print "generator/" object ": " name " can change and outlives its call (" \
            section ")"
        faults++
    }
    if (class ~ /^[TDRBV]$/ && name ~ /^((str|mem|wcs|is|to)[a-z]|csv_|_)/) {
        print "generator/" object ": " name " is a name kept for C, POSIX or libcsv"
        faults++
    }
}
END { exit faults > 0 }'
