# The English texts that pages print and translators translate, one per line as
# file:line<TAB>text, the text escaped as in C and PO. Given templates
# (*.html), C files and diag.def; see messages.sh for what is looked for.

BEGIN { RS = "\001" } # whole files

function escaped(text)
{
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return text
}

function collapsed(text)
{
    gsub(/[ \t\r\n]+/, " ", text)
    sub(/^ /, "", text)
    sub(/ $/, "", text)
    return text
}

function say(offset, text,    head, line)
{
    head = substr(whole, 1, offset)
    line = gsub(/\n/, "", head) + 1
    if (text != "")
        print FILENAME ":" line "\t" text
}

# The template renderer collapses white space before it looks a text up.
function from_template(    rest, at, start, end)
{
    rest = whole
    at = 0
    while (match(rest, /\{\{#_\}\}/)) {
        start = RSTART + RLENGTH
        end = index(rest, "{{/_}}")
        if (end < start)
            break
        say(at + start, escaped(collapsed(substr(rest, start, end - start))))
        at += end + 5
        rest = substr(rest, end + 6)
    }
}

# One or more literals side by side, from the start of `text`; sets `used`.
function literals(text,    out, i, c)
{
    out = ""
    used = 0
    while (match(text, /^[ \t\n]*"/)) {
        for (i = RLENGTH + 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            if (c == "\"")
                break
            out = out c
            if (c == "\\")
                out = out substr(text, ++i, 1)
        }
        text = substr(text, i + 1)
        used += i
    }
    return out
}

# Calls that match `opening`, whose end is where the literal begins.
function from_calls(opening,    rest, at, text)
{
    rest = whole
    at = 0
    while (match(rest, opening)) {
        at += RSTART + RLENGTH - 1
        rest = substr(rest, RSTART + RLENGTH)
        text = literals(rest)
        say(at, text)
        at += used
        rest = substr(rest, used + 1)
    }
}

function from_code()
{
    from_calls("[^A-Za-z0-9_](N_|TR)\\(")
    from_calls("[^A-Za-z0-9_](language_text|page_text|catalogue_text)" \
        "\\([^;{}\"]*SLICE\\(")
}

# catalogue_plural(catalogue, SLICE("one"), SLICE("many"), count)
function from_plurals()
{
    from_calls("(catalogue|language|page)_plural\\([^;{}\"]*SLICE\\(")
    from_calls("(catalogue|language|page)_plural\\([^;{}\"]*SLICE\\(" \
        "[ \t\n]*\"[^\"]*\"\\),[ \t\n]*SLICE\\(")
}

# Comments may show what a call looks like; lines keep their numbers.
function without_comments(text,    out, comment)
{
    out = ""
    while (match(text, /\/\*([^*]|\*+[^*\/])*\*+\//)) {
        comment = substr(text, RSTART, RLENGTH)
        gsub(/[^\n]/, "", comment)
        out = out substr(text, 1, RSTART - 1) comment
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}

{
    whole = FILENAME ~ /\.html$/ ? $0 : without_comments($0)
    if (FILENAME ~ /\.html$/)
        from_template()
    else if (FILENAME ~ /diag\.def$/)
        from_calls("DIAG\\([A-Z_0-9]+, \"[A-Z0-9]+\", [A-Z_]+,")
    else if (FILENAME ~ /\.(c|h|def)$/) {
        from_code()
        from_plurals()
    }
}
