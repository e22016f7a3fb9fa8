# A portal of ten rows with what spreadsheets and databases get wrong: sourced by
# test_workbook.sh and test_database.sh, which build it with formats_portal.

# formats_portal FOLDER ROOT
formats_portal() {
    mkdir -p "$1/content/p" "$1/data/p"
    cp -R "$2/templates" "$1/templates"
    cat >"$1/content/p/portal.yaml" <<'END'
name: P
publisher: The office
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
languages: [{path: en, locale: en-US}, {path: es, locale: es-GT}]
cut_off: 2017-12-31
release: 2017-Q4
stages:
  - {id: current, label: Current}
  - {id: accrued, label: Accrued}
  - {id: paid, label: Paid}
END
    cat >"$1/data/p/datapackage.json" <<'END'
{"name": "p", "resources": [
  {"name": "facts", "role": "execution", "path": "facts.csv",
   "title": "Facts -- of the year", "measure": {"currency": "USD", "multiplier": 0},
   "schema": {"fields": [
     {"name": "office", "role": "dimension", "dimension": "institution"},
     {"name": "Object", "role": "dimension", "dimension": "object"},
     {"name": "month", "role": "period"},
     {"name": "current", "role": "amount", "stage": "current", "type": "number"},
     {"name": "accrued", "role": "amount", "stage": "accrued", "type": "number",
      "missing": {"?": "not-reported", "-": "not-applicable"}},
     {"name": "paid", "role": "amount", "stage": "paid", "type": "number"},
     {"name": "note"}]}},
  {"name": "offices", "role": "institutions", "path": "offices.csv",
   "schema": {"primaryKey": ["code"], "fields": [
     {"name": "code", "role": "code"}, {"name": "label", "role": "label"}]}},
  {"name": "objects", "role": "classifier", "dimension": "object", "path": "objects.csv",
   "schema": {"fields": [
     {"name": "code", "role": "code"}, {"name": "label", "role": "label"},
     {"name": "parent", "role": "parent"},
     {"name": "from", "role": "valid-from", "type": "date"}]}}]}
END
    cat >"$1/data/p/offices.csv" <<'END'
code,label
011,"=1+1 ministry, ""quoted"""
012,Ministry of _x0041_ things
1e5,@office
END
    cat >"$1/data/p/objects.csv" <<'END'
code,label,parent,from
0,Personnel,,1899-12-31
01,"-12.5",0,2017-01-31
02,"-12.5 or so",0,
END
    cat >"$1/data/p/facts.csv" <<'END'
office,Object,month,current,accrued,paid,note
011,01,2017-01,0.1,-12.50,1,plain
011,02,2017-01,12345678901234.55,?,2,"=HYPERLINK(""http://x"")"
012,01,2017-02,100,-,99999999999999999999.5,"+5"
012,02,2017-02,0,1.005,3,"-3"
1e5,01,2017-03,-7,2,,"two
lines"
1e5,02,2017-03,999999999999999,0.1,4," blank "
END
}
