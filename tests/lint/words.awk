# Functions and words that have no place in the program: unsafe, or dependent on
# clock, locale and environment, or things that only commands do. Comments and
# literals are left out of the search. Given all .c and .h of generator/.

function ban(names, reason, places,    i, n, name)
{
    n = split(names, name, " ")
    for (i = 1; i <= n; i++) {
        why[name[i]] = reason
        where[name[i]] = places
    }
}

BEGIN {
    ban("strcpy strcat sprintf vsprintf gets strncpy strncat alloca", \
        "has no bound or no end: use buf or slice", "")
    ban("strtok asctime ctime gmtime localtime", "keeps state between calls", "")
    ban("time clock gettimeofday clock_gettime rand srand random srandom " \
        "drand48 getrandom arc4random", \
        "what is written depends on nothing but the input", "")
    ban("atoi atol atoll atof strtod strtof strtold scanf sscanf fscanf", \
        "reads numbers without saying what is wrong: use amount_parse()", "")
    ban("setlocale newlocale uselocale nl_langinfo localeconv", \
        "output does not follow the machine's locale", "")
    ban("system popen tmpnam tempnam mktemp", "is unsafe", "")
    ban("getenv secure_getenv setenv putenv", \
        "only commands know the environment", "generator/command/")
    ban("exit _exit _Exit quick_exit abort", \
        "only commands, and BUG(), end the program", \
        "generator/command/ generator/base/bug.")
    ban("printf vprintf puts putchar fprintf vfprintf fputs fputc putc perror", \
        "only commands print", "generator/command/ generator/base/bug.")
}

function is_allowed(name,    i, n, place)
{
    n = split(where[name], place, " ")
    for (i = 1; i <= n; i++)
        if (index(FILENAME, place[i]) == 1)
            return 1
    return 0
}

# The line without comments and literals.
function code(line,    out, c, two, i, n)
{
    out = ""
    n = length(line)
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (in_comment) {
            if (two == "*/") {
                in_comment = 0
                i++
            }
        } else if (two == "/*") {
            in_comment = 1
            i++
        } else if (two == "//") {
            break
        } else if (c == "\"" || c == "'") {
            i = end_of_literal(line, i, n, c)
            out = out c c
        } else {
            out = out c
        }
    }
    return out
}

function end_of_literal(line, i, n, quote,    c)
{
    for (i++; i <= n; i++) {
        c = substr(line, i, 1)
        if (c == "\\")
            i++
        else if (c == quote)
            break
    }
    return i
}

function fault(text)
{
    printf "%s:%d: %s\n", FILENAME, FNR, text
    faults++
}

FNR == 1 { in_comment = 0 }

{
    rest = code($0)
    if (rest ~ /typedef[ \t]+(struct|union|enum)[^(]*$/)
        fault("a struct, union or enum hides behind a typedef")
    if (rest ~ /typedef .*[a-z0-9]_t;/)
        fault("names that end in _t belong to POSIX")
    while (match(rest, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
        name = substr(rest, RSTART, RLENGTH - 1)
        before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : ""
        sub(/[ \t]+$/, "", name)
        if (name in why && before != "." && before != ">" && !is_allowed(name))
            fault(name "() " why[name])
        rest = substr(rest, RSTART + RLENGTH)
    }
}

END { exit faults > 0 }
