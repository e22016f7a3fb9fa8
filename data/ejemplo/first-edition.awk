# A table of Ejemplo as the edition of June 2017 had it: rows and cells that
# came later are left out, and what was restated since stands as it was first
# published. Called by first-edition.sh, a file at a time:
#
#   awk -v table=execution -f first-edition.awk execution.csv

function read_row(line, cells,    count, i, c, quoted, text)
{
    count = 1
    text = ""
    quoted = 0
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\"" && quoted && substr(line, i + 1, 1) == "\"") {
            text = text c
            i++
        } else if (c == "\"") {
            quoted = !quoted
        } else if (c == "," && !quoted) {
            cells[count++] = text
            text = ""
        } else {
            text = text c
        }
    }
    cells[count] = text
    return count
}

function write_row(cells, count,    i, text, cell)
{
    for (i = 1; i <= count; i++) {
        cell = cells[i]
        if (cell ~ /[",]/) {
            gsub(/"/, "\"\"", cell)
            cell = "\"" cell "\""
        }
        text = text (i > 1 ? "," : "") cell
    }
    print text
}

# "2017-Q2" and "2017-06" end with June; so does "2017-06-30".
function is_later(text)
{
    if (text ~ /^[0-9]+-Q[1-4]$/)
        return text > "2017-Q2"
    if (text ~ /^[0-9]+$/)
        return text > "2017"
    return text > (length(text) > 7 ? "2017-06-30" : "2017-06")
}

function digits(number)
{
    return number < 0 ? "-" digits(-number) : sprintf("%d", number)
}

# Cents, so that no decimal is lost on the way.
function plus(amount, cents,    total, whole)
{
    sub(/\./, "", amount)
    total = amount + cents
    whole = int(total / 100)
    return digits(whole) "." sprintf("%02d", total - whole * 100)
}

BEGIN {
    drops["execution"] = drops["execution-abroad"] = "period"
    drops["revenue"] = drops["financing"] = drops["modifications"] = "period"
    drops["physical"] = "period"
    drops["observations"] = "released"
    drops["commitment-events"] = drops["contracts"] = drops["audits"] = "date"
    drops["assessments"] = drops["evaluations"] = drops["meetings"] = "date"
    drops["participation"] = drops["revisions"] = drops["risks"] = "date"
    drops["forecasts"] = "made"
    drops["documents"] = "start"
    drops["questions"] = "asked"
    blanks["milestones"] = blanks["coordination"] = blanks["obligations"] = "done"
    blanks["calendar"] = "delivered"
    blanks["questions"] = "answered"
}

NR == 1 {
    width = read_row($0, names)
    for (i = 1; i <= width; i++)
        at[names[i]] = i
    print
    next
}

{
    read_row($0, row)
    if (table in drops && is_later(row[at[drops[table]]]))
        next
    if (table in blanks && is_later(row[at[blanks[table]]]))
        row[at[blanks[table]]] = ""
    as_published()
    write_row(row, width)
}

# Answers without a date, recommendations of evaluations to come.
function tidy()
{
    if (table == "questions" && row[at["answered"]] == "")
        row[at["answer_es"]] = row[at["answer_en"]] = ""
    if (table == "coordination" && row[at["done"]] == "")
        row[at["outcome"]] = ""
    if (table == "universe" && row[at["date"]] == "2017-09-30")
        row[at["date"]] = "2017-06-30"
}

function restate(period, program, cents)
{
    if (row[at["period"]] == period && row[at["program"]] == program &&
        !(period in restated)) {
        restated[period] = 1
        row[at["accrued"]] = plus(row[at["accrued"]], cents)
    }
}

function as_published()
{
    tidy()
    if (table == "execution") {
        restate("2017-03", "013.0161", 125000000)
        restate("2017-05", "011.0138", -83040000)
        restate("2016-11", "015.0171", -41200000)
    } else if (table == "targets") {
        if (row[1] == "vaccination-coverage" && row[at["period"]] == "2017")
            row[at["value"]] = "90.0"
        if (row[1] == "infant-mortality" && row[at["period"]] == "2018")
            row[at["value"]] = "17.5"
    } else if (table == "indicators" && row[1] == "waste-treated") {
        row[at["baseline"]] = "13.1"
    } else if (table == "programs" && row[1] == "014.0164") {
        row[at["label_es"]] = "Presa del Alba, primera etapa"
        row[at["label_en"]] = "Dawn Dam, first stage"
    } else if (table == "commitments") {
        if (row[1] == "c042")
            row[at["deadline"]] = "2017-12-31"
    } else if (table == "commitment-events") {
        if (row[1] == "c030" && row[at["status"]] == "discarded") {
            row[at["reason_es"]] = "El trazado no fue aprobado por los municipios."
            row[at["reason_en"]] = "The municipalities did not approve the route."
        }
        if (row[1] == "c021" && row[at["date"]] == "2017-06-30")
            row[at["status"]] = "achieved"
    }
}

# A promise that the edition after does not have.
END {
    if (table != "commitments")
        exit
    for (i = 1; i <= width; i++)
        row[i] = ""
    row[at["code"]] = "c044"
    row[at["label_es"]] = "Publicar las actas del Consejo de Gobierno"
    row[at["label_en"]] = "Publish the minutes of the Cabinet"
    row[at["announced"]] = "2016-03-15"
    row[at["institution"]] = "010"
    row[at["level"]] = "process"
    row[at["deadline"]] = "2017-12-31"
    row[at["deadline_origin_es"]] = "Mensaje a la Asamblea"
    row[at["deadline_origin_en"]] = "Message to the Assembly"
    row[at["funding"]] = "funded"
    row[at["source"]] = "generator"
    write_row(row, width)
}
