# Parts and wholes in the CSV files of one published root's pages:
#
#     awk -v budget=current -v executed=accrued -v income_budget=estimated \
#         -v income=collected -f sums.awk PARENTS FILE... # in its data/
#
# PARENTS holds file name, code and parent of every published list that has
# parents, tab between. A table of members, over the codes that have none above
# them, adds up to the whole that its page prints: budget/function.members.csv to
# the sum without a filter in the page's ledger (figures/budget/function.csv),
# programs/001.0001.by-economic.csv to the row of its stage in
# programs/001.0001.stages.csv. Prints one line per fault, then "compared N".
# Amounts are counted in ten-thousandths, below 2^53.

function scaled(text,    part, sign)
{
    sign = sub(/^-/, "", text) ? -1 : 1
    split(text ".", part, ".")
    return sign * (part[1] * 10000 + substr(part[2] "0000", 1, 4))
}

# What is above a code in the lists that its dimension's codes may be from: those
# whose name has the beginning of the dimension's.
function parent_of(dimension, code,    file)
{
    for (file in lists)
        if (index(file, substr(dimension, 1, 5)) &&
            parents[file, code] != "")
            return parents[file, code]
    return ""
}

function is_top(table, code,    parent)
{
    parent = parent_of(dimension[table], code)
    return parent == "" || !((table, parent) in has)
}

function compare(table, name, sum, stage,    whole)
{
    gsub(/-/, "_", stage)
    if (!((page[table], stage) in now))
        return
    compared++
    whole = now[page[table], stage]
    if (sum != whole)
        printf "%s: %s adds up to %.0f, %s is %.0f (ten-thousandths)\n",
            table, name, sum, stage, whole
}

FNR == 1 {
    split("", at)
    table = ""
}
FILENAME == ARGV[1] {
    split($0, cell, "\t")
    lists[cell[1]] = 1
    parents[cell[1], cell[2]] = cell[3]
    next
}
{ sub(/\r$/, "") }
FNR == 1 {
    count = split($0, cell, ",")
    for (i = 1; i <= count; i++)
        at[cell[i]] = i
    name = FILENAME
    sub(/\.csv$/, "", name)
    is_ledger = sub(/^figures\//, "", name)
    if (is_ledger || sub(/\.stages$/, "", name))
        next
    table = FILENAME
    dimension[table] = name
    sub(/\.members$/, "", dimension[table])
    sub(/.*(\/|\.by-)/, "", dimension[table])
    sub(/\.(members|by-[^.\/]*)$/, "", name)
    page[table] = name
    next
}
is_ledger {
    split($0, cell, ",")
    measure = cell[at["measure"]]
    if (cell[at["operation"]] == "sum" &&
        cell[at["filter"]] ~ /^period=[^;]*$/ && !((name, measure) in now))
        now[name, measure] = scaled(cell[at["value"]])
    next
}
table == "" {
    split($0, cell, ",")
    gsub(/-/, "_", cell[1])
    if (cell[at["now"]] != "")
        now[name, cell[1]] = scaled(cell[at["now"]])
    next
}
{
    split($0, cell, ",")
    has[table, cell[1]] = 1
    rows[table]++
    code[table, rows[table]] = cell[1]
    if ("budget" in at)
        base[table, cell[1]] = scaled(cell[at["budget"]])
    if ("executed" in at)
        done[table, cell[1]] = scaled(cell[at["executed"]])
}
END {
    for (table in rows) {
        sum_base = sum_done = 0
        for (i = 1; i <= rows[table]; i++)
            if (is_top(table, code[table, i])) {
                sum_base += base[table, code[table, i]]
                sum_done += done[table, code[table, i]]
            }
        is_income = page[table] ~ /(^|\/)revenue/
        compare(table, "budget", sum_base, is_income ? income_budget : budget)
        compare(table, "executed", sum_done, is_income ? income : executed)
    }
    print "compared " compared + 0
}
