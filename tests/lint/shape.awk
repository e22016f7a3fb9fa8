# Sizes: functions of at most 80 lines (nine in ten under 40), nesting of at most
# 3, files under 600 lines (tests 800). Reads code laid out by clang-format: a function opens
# with "{" and closes with "}" in the first column. Given .c and .h files; shares
# are counted over those of generator/.

function fault(line, text)
{
    printf "%s:%d: %s\n", FILENAME, line, text
    faults++
}

function end_of_file()
{
    # Tests are lists of cases: they may be longer than what they test.
    limit = file ~ /^tests\// ? 800 : 600
    if (lines >= limit) {
        printf "%s:%d: the file has %d lines, fewer than %d are allowed\n", \
            file, lines, lines, limit
        faults++
    }
}

FNR == 1 {
    end_of_file()
    file = FILENAME
    opened = 0
}

{ lines = FNR }

/^\{$/ { opened = FNR }

/^\}$/ && opened {
    size = FNR - opened + 1
    if (size > 80)
        fault(opened, "the function has " size " lines, at most 80 are allowed")
    if (FILENAME ~ /^generator\//) {
        functions++
        if (size >= 40)
            long_ones++
    }
    opened = 0
}

opened && /^                +(if|for|while|switch|do)([ (]|$)/ {
    fault(FNR, "nested deeper than 3")
}

END {
    end_of_file()
    if (functions >= 100 && long_ones * 10 > functions) {
        printf "generator: %d of %d functions have 40 lines or more; " \
            "one in ten may\n", long_ones, functions
        faults++
    }
    exit faults > 0
}
