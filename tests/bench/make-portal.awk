# A portal of N made-up programs, in an existing folder OUT:
#
#     awk -v programs=1000 -v out=OUT -f tests/bench/make-portal.awk
#
# 24 months of each program in one execution.csv, in shuffled order; programs.csv;
# a text of about 3 KB for each program; portal.yaml and datapackage.json. Whole
# numbers below 2^53 and a generator of our own, so that every awk writes the
# same bytes (under LC_ALL=C). Its folders must be there: see tests/bench/run.sh.

# Minimal standard generator (Park and Miller), multiplier 48271.
function random(below)
{
    state = (state * 48271) % 2147483647
    return state % below
}

function between(low, high)
{
    return low + random(high - low + 1)
}

function money(cents)
{
    return sprintf("%d.%02d", int(cents / 100), cents % 100)
}

function phrase(count,    text)
{
    text = word[random(word_count) + 1]
    while (--count > 0)
        text = text " " word[random(word_count) + 1]
    return text
}

function sentence(    text, kind)
{
    text = phrase(between(9, 16))
    text = toupper(substr(text, 1, 1)) substr(text, 2)
    kind = random(20)
    if (kind < 4)
        text = text " **" phrase(2) "**"
    else if (kind < 7)
        text = text " *" phrase(3) "*"
    else if (kind < 10)
        text = text " [" phrase(2) "](https://example.org/" between(1, 99999) ")"
    else if (kind < 11)
        text = text " `" phrase(1) "`"
    return text "."
}

function paragraph(    text, count)
{
    text = sentence()
    for (count = between(1, 3); count > 0; count--)
        text = text " " sentence()
    return text "\n\n"
}

function list(mark, count,    text)
{
    while (count-- > 0)
        text = text mark phrase(between(5, 10)) "\n"
    return text "\n"
}

function body(    text, section)
{
    for (section = 1; length(text) < 2900; section++) {
        text = text "## " phrase(4) "\n\n" paragraph()
        if (section % 4 == 1)
            text = text list("- ", 4)
        else if (section % 4 == 2)
            text = text list("1. ", 3)
        else if (section % 4 == 3)
            text = text "> " phrase(15) "\n\n### " phrase(3) "\n\n" paragraph()
        else
            text = text paragraph()
    }
    return text
}

function write_text(code,    file)
{
    file = texts "/" code ".en.md"
    printf "---\ntitle: \"%s %s\"\ndescription: \"%s\"\n---\n\n%s", phrase(3),
        code, phrase(8), body() > file
    close(file)
}

# A year's budget stands from January on and is changed once; months accrue what
# they accrue, and most of that is paid.
function add_months(code,    base, year, month, budget, accrued)
{
    base = between(100000, 900000000)
    for (year = 2024; year <= 2025; year++) {
        budget = base * 12
        for (month = 1; month <= 12; month++) {
            if (month == 7)
                budget = budget + int(base / 100) * between(0, 200)
            accrued = int(base / 100) * between(50, 120)
            row[++rows] = sprintf("%d-%02d,%s,%s,%s,%s", year, month, code,
                money(budget), money(accrued),
                money(int(accrued / 100) * between(70, 100)))
        }
    }
}

# Fisher and Yates.
function write_rows(    file, i, j, other)
{
    file = data "/execution.csv"
    print "period,program,current,accrued,paid" > file
    for (i = rows; i > 0; i--) {
        j = random(i) + 1
        print row[j] > file
        row[j] = row[i]
    }
    close(file)
}

function settings(    file)
{
    file = content "/portal.yaml"
    print "name: Bench" > file
    print "publisher: Nobody" > file
    print "summary: Made-up programs to measure the generator with." > file
    print "languages:" > file
    print "  - {path: en, locale: en-US}" > file
    print "cut_off: 2025-12-31" > file
    print "period: 2025" > file
    print "compare: 2024" > file
    print "fiscal_year_start: 1" > file
    print "illustrative: true" > file
    print "release: bench" > file
    print "stages:" > file
    print "  - {id: current, label: Current}" > file
    print "  - {id: accrued, label: Accrued}" > file
    print "  - {id: paid, label: Paid}" > file
    print "expenditure: {budget: current, execution: accrued}" > file
    print "display: {USD: {multiplier: 3, decimals: 1}}" > file
    close(file)
}

function field(name, more)
{
    return "{\"name\": \"" name "\", \"type\": \"string\"" more "}"
}

function keyed(name)
{
    return field(name, ", \"role\": \"" name "\"")
}

function amount(name, accumulation)
{
    return "{\"name\": \"" name "\", \"type\": \"number\", \"role\": " \
        "\"amount\", \"stage\": \"" name "\", \"accumulation\": \"" \
        accumulation "\"}"
}

function descriptor(    file)
{
    file = data "/datapackage.json"
    print "{\"name\": \"bench\", \"title\": \"Bench\", \"resources\": [" > file
    print "{\"name\": \"programs\", \"path\": \"programs.csv\", \"role\":" \
        " \"programs\", \"title\": \"Programs\", \"status\":" \
        " \"illustrative\"," > file
    print "\"schema\": {\"primaryKey\": [\"code\"], \"fields\": [" > file
    print keyed("code") "," > file
    print keyed("label") "," > file
    print keyed("responsible") "," > file
    print keyed("purpose") "," > file
    print field("sector", "") "]}}," > file
    print "{\"name\": \"execution\", \"path\": \"execution.csv\", \"role\":" \
        " \"execution\", \"title\": \"Execution\", \"status\":" \
        " \"illustrative\"," > file
    print "\"measure\": {\"currency\": \"USD\", \"multiplier\": 0}," > file
    print "\"schema\": {\"fields\": [" > file
    print keyed("period") "," > file
    print field("program",
        ", \"role\": \"dimension\", \"dimension\": \"program\"") "," > file
    print amount("current", "level") "," > file
    print amount("accrued", "flow") "," > file
    print amount("paid", "flow") "]}}" > file
    print "]}" > file
    close(file)
}

function write_programs(    file, i, code)
{
    file = data "/programs.csv"
    print "code,label,responsible,purpose,sector" > file
    for (i = 0; i < programs; i++) {
        code = sprintf("%03d.%04d", int(i / 100) + 1, i % 100 + 1)
        printf "%s,%s %s,\"Unit, %s\",%s,%s\n", code, phrase(3), code,
            phrase(2), phrase(12), word[random(8) + 1] > file
        write_text(code)
        add_months(code)
    }
    close(file)
}

BEGIN {
    state = 20170930
    content = out "/content/bench"
    texts = content "/programs"
    data = out "/data/bench"
    word_count = split("health education transport water justice forest farming " \
        "interior budget programme execution municipality ministry investment " \
        "quarter sanitation road community target indicator baseline progress " \
        "contract supplier award payment commitment accrual transfer region " \
        "district plan of the and for with by in to a salud inversión " \
        "ejecución presupuesto niñez gestión pública", word, " ")
    settings()
    descriptor()
    write_programs()
    write_rows()
}
