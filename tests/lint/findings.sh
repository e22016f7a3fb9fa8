#!/bin/sh
# The catalogue of findings: a code and a name stand once, the letter says the
# level, arguments are numbered without gaps, something reports it, and
# tests/findings/<CODE>.case provokes it, or `skipped` there says what does.
set -u

status=0
catalogue=generator/base/diag.def
awk '
function fault(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    faults++
}
/^DIAG\(/ {
    entry = $0
    name = entry; sub(/^DIAG\(/, "", name); sub(/,.*/, "", name)
    if (!match(entry, /"[FWN][0-9][0-9][0-9]"/)) {
        fault(name " has no code like \"F101\"")
        next
    }
    code = substr(entry, RSTART + 1, 4)
    if (code in codes)
        fault(code " is the code of " codes[code] " already")
    codes[code] = name
    if (substr(code, 2) in numbers)
        fault(substr(code, 2) " is the number of " numbers[substr(code, 2)] " already")
    numbers[substr(code, 2)] = code
    if (name in names)
        fault(name " stands here for the second time")
    names[name] = 1
    level = "DIAG_NOTE"
    if (code ~ /^F/) level = "DIAG_FATAL"
    if (code ~ /^W/) level = "DIAG_WARNING"
    if (index(entry, ", " level ",") == 0)
        fault(code " is not of the level that its letter says")
    for (i = 1; i <= 4; i++)
        if (index(entry, "{" i "}") && !index(entry, "{" (i - 1) "}"))
            fault(code " has {" i "} and no {" (i - 1) "}")
}
END { exit faults > 0 }' "$catalogue" || status=1

for entry in $(sed -n 's/^DIAG(\([A-Z_0-9]*\), "\([A-Z0-9]*\)".*/\1:\2/p' \
    "$catalogue"); do
    name=${entry%:*}
    code=${entry#*:}
    grep -rqw "DIAG_$name" generator --include='*.c' || {
        echo "$catalogue: nothing reports $code ($name)"
        status=1
    }
    [ -f "tests/findings/$code.case" ] ||
        grep -q "^$code " tests/findings/skipped || {
        echo "$catalogue: no tests/findings/$code.case provokes $code ($name)"
        status=1
    }
done
exit $status
