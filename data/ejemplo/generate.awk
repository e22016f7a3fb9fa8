# Writes the data of the fictional republic of Ejemplo: every CSV file of this
# folder. Nothing in it is about a real country.
#
#   awk -v seed=2017 -v out=DIR -f generate.awk
#
# The same seed gives the same bytes with any POSIX awk: random numbers come
# from a linear congruential generator whose products stay below 2^53, money is
# counted in whole cents, and no number is ever printed with a decimal format
# (they follow the locale). Tables that people wrote (names, promises, goals)
# are rows of text with '|' between cells and '+' between codes of one cell.

# ---- writing ----------------------------------------------------------------

function quoted(cell)
{
    if (cell !~ /[",]/)
        return cell
    gsub(/"/, "\"\"", cell)
    return "\"" cell "\""
}

function put(table, line,    cells, count, i, text)
{
    count = split(line, cells, "|")
    if (!(table in width))
        width[table] = count
    else if (width[table] != count) {
        print table ": " count " cells, not " width[table] ": " line \
            > "/dev/stderr"
        failed = 1
    }
    text = quoted(cells[1])
    for (i = 2; i <= count; i++)
        text = text "," quoted(cells[i])
    print text > (out "/" table ".csv")
}

# Codes of one cell are joined by '|' in the file, by '+' here.
function put_codes(table, line, field,    cells, count, i, text, sep)
{
    count = split(line, cells, "|")
    if (width[table] != count) {
        print table ": " count " cells: " line > "/dev/stderr"
        failed = 1
    }
    text = ""
    sep = ""
    for (i = 1; i <= count; i++) {
        if (index(field, "," i ","))
            gsub(/\+/, "|", cells[i])
        text = text sep quoted(cells[i])
        sep = ","
    }
    print text > (out "/" table ".csv")
}

# Whole numbers of any size below 2^53, whatever %d can hold.
function digits(number,    high)
{
    if (number < 0)
        return "-" digits(-number)
    high = int(number / 1000000)
    if (high == 0)
        return sprintf("%d", number)
    return digits(high) sprintf("%06d", number - high * 1000000)
}

function money(cents,    whole)
{
    if (cents < 0)
        return "-" money(-cents)
    whole = int(cents / 100)
    return digits(whole) "." sprintf("%02d", cents - whole * 100)
}

# ---- chance -----------------------------------------------------------------

# Lehmer's generator: 2^31 * 16807 < 2^46.
function chance(below)
{
    state = (state * 16807) % 2147483647
    return state % below
}

function between(low, high)
{
    return low + chance(high - low + 1)
}

# ---- dates ------------------------------------------------------------------

function day_number(text,    part, y, m)
{
    split(text, part, "-")
    y = part[1] + 0
    m = part[2] + 0
    if (m < 3) {
        y--
        m += 12
    }
    return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) \
        + int((153 * (m - 3) + 2) / 5) + part[3] - 1
}

function day_text(number,    y, rest, m)
{
    y = int(number / 365.2425) + 1
    while (day_number(y "-03-01") > number)
        y--
    rest = number - day_number(y "-03-01")
    m = int((5 * rest + 2) / 153)
    rest = rest - int((153 * m + 2) / 5) + 1
    m += 3
    if (m > 12) {
        m -= 12
        y++
    }
    return sprintf("%04d-%02d-%02d", y, m, rest)
}

function later(text, count)
{
    return day_text(day_number(text) + count)
}

function month_end(year, month)
{
    return month == 12 ? year "-12-31" \
        : later(sprintf("%d-%02d-01", year, month + 1), -1)
}

function period(year, month)
{
    return sprintf("%d-%02d", year, month)
}

# ---- classifiers, places, offices -------------------------------------------

function write_classifiers()
{
    put("functions", "code|label_es|label_en|parent")
    put("functions", "1|Servicios generales|General services|")
    put("functions", "1.1|Legislación y control|Legislation and oversight|1")
    put("functions", "1.2|Hacienda y planificación|Finance and planning|1")
    put("functions", "1.3|Deuda pública|Public debt|1")
    put("functions", "1.4|Transferencias a municipios|Transfers to municipalities|1")
    put("functions", "1.5|Estadística|Statistics|1")
    put("functions", "2|Orden y seguridad|Order and safety|")
    put("functions", "2.1|Policía|Police|2")
    put("functions", "2.2|Protección civil|Civil protection|2")
    put("functions", "2.3|Prevención y reinserción|Prevention and reintegration|2")
    put("functions", "3|Asuntos económicos|Economic affairs|")
    put("functions", "3.1|Transporte|Transport|3")
    put("functions", "3.2|Agricultura y pesca|Farming and fisheries|3")
    put("functions", "3.3|Trabajo|Labour|3")
    put("functions", "4|Ambiente|Environment|")
    put("functions", "4.1|Bosques y biodiversidad|Forests and biodiversity|4")
    put("functions", "4.2|Residuos|Waste|4")
    put("functions", "5|Agua y saneamiento|Water and sanitation|")
    put("functions", "5.1|Agua potable|Drinking water|5")
    put("functions", "5.2|Saneamiento|Sanitation|5")
    put("functions", "6|Salud|Health|")
    put("functions", "6.1|Salud pública|Public health|6")
    put("functions", "6.2|Atención ambulatoria|Outpatient care|6")
    put("functions", "6.3|Hospitales|Hospitals|6")
    put("functions", "7|Educación|Education|")
    put("functions", "7.1|Educación inicial y primaria|Early and primary education|7")
    put("functions", "7.2|Educación secundaria|Secondary education|7")
    put("functions", "7.3|Apoyo a la educación|Support for education|7")
    put("functions", "8|Protección social|Social protection|")
    put("functions", "8.1|Vejez|Old age|8")
    put("functions", "8.2|Familias|Families|8")
    put("economic", "code|label_es|label_en|parent|kind")
    put("economic", "1|Gasto corriente|Current expenditure||current")
    put("economic", "1.1|Remuneraciones|Pay|1|personnel")
    put("economic", "1.2|Bienes y servicios|Goods and services|1|")
    put("economic", "1.3|Intereses|Interest|1|")
    put("economic", "1.4|Transferencias corrientes|Current transfers|1|")
    put("economic", "2|Gasto de capital|Capital expenditure||capital")
    put("economic", "2.1|Inversión directa|Direct investment|2|")
    put("economic", "2.2|Transferencias de capital|Capital transfers|2|")
    put("funding", "code|label_es|label_en|parent")
    put("funding", "1|Recursos internos|Domestic resources|")
    put("funding", "11|Tesoro|Treasury|1")
    put("funding", "12|Ingresos propios|Own income|1")
    put("funding", "2|Recursos externos|External resources|")
    put("funding", "21|Préstamos|Loans|2")
    put("funding", "22|Donaciones|Grants|2")
    put("programming-categories", "code|label_es|label_en")
    put("programming-categories", "non-product|Gasto que no resulta en productos|Spending that delivers no product")
    put("revenue-items", "code|label_es|label_en|parent")
    put("revenue-items", "1|Ingresos tributarios|Tax revenue|")
    put("revenue-items", "1.1|Impuestos directos|Direct taxes|1")
    put("revenue-items", "1.2|Impuestos indirectos|Indirect taxes|1")
    put("revenue-items", "2|Ingresos no tributarios|Non-tax revenue|")
    put("revenue-items", "3|Ingresos de capital|Capital revenue|")
    put("revenue-items", "4|Donaciones recibidas|Grants received|")
    #    code|es|en|parent|million a year|growth per thousand|profile
    tax("1.1.1|Renta de empresas|Corporate income|1.1|1480|55|q")
    tax("1.1.2|Renta de personas|Personal income|1.1|960|48|f")
    tax("1.1.3|Patrimonio|Property|1.1|210|20|q")
    tax("1.2.1|Valor agregado|Value added|1.2|2650|62|f")
    tax("1.2.2|Aduanas|Customs|1.2|540|-35|f")
    tax("1.2.3|Combustibles|Fuels|1.2|470|18|f")
    tax("1.2.4|Bebidas y tabaco|Drinks and tobacco|1.2|160|31|f")
    tax("2.1|Tasas y permisos|Fees and permits|2|240|25|f")
    tax("2.2|Rentas del patrimonio público|Income from public property|2|130|12|q")
    tax("2.3|Multas|Fines|2|45|70|f")
    tax("3.1|Venta de activos|Sale of assets|3|38|0|z")
    tax("4.1|Donaciones de otros gobiernos|Grants from other governments|4|150|-40|q")
    tax("4.2|Donaciones de organismos|Grants from organisations|4|85|15|z")
}

function tax(line,    cell)
{
    split(line, cell, "|")
    taxes++
    tax_code[taxes] = cell[1]
    tax_base[taxes] = cell[5] * 100000000
    tax_growth[taxes] = cell[6] + 0
    tax_profile[taxes] = cell[7]
    put("revenue-items", cell[1] "|" cell[2] "|" cell[3] "|" cell[4])
}

function region(line, people,    cell, year, count)
{
    split(line, cell, "|")
    put("territories", line "||region")
    count = people
    for (year = 2015; year <= 2017; year++) {
        put("population", cell[1] "|" year "|" digits(count))
        count = int(count * (1000 + cell[1] * 3 - 4) / 1000)
    }
}

function write_places()
{
    put("territories", "code|label_es|label_en|parent|level")
    put("population", "territory|period|value")
    region("01|Distrito Capital|Capital District", 912400)
    region("02|Costa Clara|Clear Coast", 498150)
    region("03|Altos de Bruma|Misty Heights", 377820)
    region("04|Valle Sereno|Serene Valley", 641300)
    region("05|Llanos del Alba|Dawn Plains", 284560)
    region("06|Bosque Hondo|Deep Forest", 133940)
    region("07|Islas del Faro|Lighthouse Islands", 58210)
    region("08|Laguna Grande|Great Lagoon", 326670)
    # Spending that serves the whole country is not forced onto a region.
    put("territories", "00|Ámbito nacional, sin distribuir|National scope, not distributed||national")
}

function institution(code, parent, kind, es, en, head_es, head_en, mandate_es, mandate_en)
{
    offices++
    office[offices] = code
    office_es[code] = es
    office_en[code] = en
    put("institutions", code "|" es "|" en "|" parent "|" kind "|" head_es \
        "|" head_en "|" mandate_es "|" mandate_en "|https://" code \
        ".ejemplo.example/")
}

function write_institutions()
{
    put("institutions", "code|label_es|label_en|parent|kind|head_es|head_en|mandate_es|mandate_en|address")
    institution("001", "", "assembly", "Asamblea de Ejemplo", "Assembly of Ejemplo", "Presidencia de la Asamblea", "Office of the Speaker", "Hace las leyes, aprueba el presupuesto y pide cuentas de su ejecución.", "Makes laws, approves the budget and calls for account of it.")
    institution("002", "", "oversight", "Tribunal de Rendición de Cuentas", "Court of Accountability", "Presidencia del Tribunal", "Office of the President of the Court", "Revisa las cuentas públicas y publica lo que encuentra.", "Reviews the public accounts and publishes what it finds.")
    institution("010", "", "ministry", "Ministerio de Hacienda y Plan", "Ministry of Finance and Plan", "Despacho ministerial de Hacienda y Plan", "Office of the Minister for Finance and Plan", "Recauda, presupuesta, paga y sigue el plan nacional.", "Collects, budgets, pays and follows the national plan.")
    institution("011", "", "ministry", "Ministerio de Salud y Cuidados", "Ministry of Health and Care", "Despacho ministerial de Salud y Cuidados", "Office of the Minister for Health and Care", "Cuida la salud de las personas desde antes de nacer.", "Looks after people's health from before birth.")
    institution("012", "", "ministry", "Ministerio de Escuelas y Aprendizaje", "Ministry of Schools and Learning", "Despacho ministerial de Escuelas y Aprendizaje", "Office of the Minister for Schools and Learning", "Sostiene las escuelas públicas y a quienes enseñan en ellas.", "Runs the public schools and supports those who teach in them.")
    institution("013", "", "ministry", "Ministerio de Caminos y Puentes", "Ministry of Roads and Bridges", "Despacho ministerial de Caminos y Puentes", "Office of the Minister for Roads and Bridges", "Construye y mantiene caminos, puentes y transporte.", "Builds and maintains roads, bridges and transport.")
    institution("014", "", "ministry", "Ministerio de Agua y Saneamiento", "Ministry of Water and Sanitation", "Despacho ministerial de Agua y Saneamiento", "Office of the Minister for Water and Sanitation", "Lleva agua segura a las casas y trata la que sale de ellas.", "Brings safe water to homes and treats what leaves them.")
    institution("015", "", "ministry", "Ministerio de Campo y Pesca", "Ministry of Countryside and Fisheries", "Despacho ministerial de Campo y Pesca", "Office of the Minister for Countryside and Fisheries", "Apoya a quienes siembran, crían y pescan.", "Supports those who farm, raise animals and fish.")
    institution("016", "", "ministry", "Ministerio de Convivencia y Seguridad", "Ministry of Coexistence and Safety", "Despacho ministerial de Convivencia y Seguridad", "Office of the Minister for Coexistence and Safety", "Previene la violencia, protege y atiende a las víctimas.", "Prevents violence, protects people and cares for victims.")
    institution("017", "", "ministry", "Ministerio de Trabajo y Amparo", "Ministry of Work and Support", "Despacho ministerial de Trabajo y Amparo", "Office of the Minister for Work and Support", "Protege el trabajo, la vejez y a las familias sin ingresos.", "Protects work, old age and families without income.")
    institution("018", "", "ministry", "Ministerio de Ambiente y Bosques", "Ministry of Environment and Forests", "Despacho ministerial de Ambiente y Bosques", "Office of the Minister for Environment and Forests", "Cuida bosques, costas y el destino de los residuos.", "Cares for forests, coasts and what becomes of waste.")
    institution("021", "010", "institute", "Instituto de Estadística de Ejemplo", "Statistics Institute of Ejemplo", "Dirección del Instituto", "Office of the Director", "Mide el país con independencia de quien gobierna.", "Measures the country independently of who governs it.")
}

# ---- plan -------------------------------------------------------------------

function node(code, parent, level, office_code, others, es, en,    line)
{
    line = code "|" parent "|" level "|" office_code "|" others "|" es "|" en \
        "|2015|2020|2015-03-16|||||"
    put_codes("plan", line, ",5,")
}

# A whole plan: its term, its kind, what it replaces, how open it is, and what
# approved it.
function plan_top(code, level, office_code, es, en, start, end, date, kind, replaces, access, act_es, act_en)
{
    top = code
    top_start = start
    top_end = end
    top_date = date
    put("plan", code "||" level "|" office_code "||" es "|" en "|" start "|" \
        end "|" date "|" kind "|" replaces "|" access "|" act_es "|" act_en)
}

# A node of the plan opened last; an empty parent is the plan itself.
function below(code, parent, level, office_code, es, en)
{
    put("plan", code "|" (parent == "" ? top : parent) "|" level "|" \
        office_code "||" es "|" en "|" top_start "|" top_end "|" top_date \
        "|||||")
}

function successor(node_code, next_code, reason_es, reason_en)
{
    put("plan-successors", node_code "|" next_code "|2015-03-16|" reason_es \
        "|" reason_en)
}

function counterpart(node_code, other, kind)
{
    put("crosswalk", node_code "|" other "|" kind)
}

function write_plan_before()
{
    plan_top("p11", "plan", "010", "Plan Nacional de Ejemplo 2011–2014", "National Plan of Ejemplo 2011–2014", 2011, 2014, "2011-02-28", "country-result", "", "public", "Ley 2 de 2011, del Plan Nacional", "National Plan Act, No. 2 of 2011")
    below("p11.1", "", "axis", "011", "Vida sana y aprendizaje", "Healthy lives and learning")
    below("p11.1.1", "p11.1", "goal", "011", "Que ninguna niña ni niño muera por causas evitables", "That no child dies of preventable causes")
    below("p11.1.2", "p11.1", "goal", "012", "Más cobertura educativa", "More children in education")
    below("p11.2", "", "axis", "013", "Obras para el país", "Works for the country")
    below("p11.2.1", "p11.2", "goal", "013", "Caminos rurales mantenidos", "Rural roads maintained")
    below("p11.2.2", "p11.2", "goal", "013", "Caminos vecinales abiertos", "Local roads opened")
    below("p11.2.3", "p11.2", "goal", "014", "Una represa en cada región", "A dam in each region")
    below("p11.2.4", "p11.2", "goal", "013", "Un tren para Altos de Bruma", "A train for Misty Heights")
    below("p11.3", "", "axis", "015", "Producir más", "Produce more")
    below("p11.3.1", "p11.3", "goal", "015", "Crédito para familias campesinas", "Credit for farming families")
    below("p11.3.2", "p11.3", "goal", "015", "Precios estables del grano", "Stable grain prices")
    put("plan-successors", "node|successor|date|reason_es|reason_en")
    successor("p11.1", "1", "", "")
    successor("p11.1.1", "1.1", "", "")
    successor("p11.1.2", "1.2.1", "La educación inicial y la secundaria se miden por separado.", "Early education and secondary school are measured apart.")
    successor("p11.1.2", "1.2.2", "La educación inicial y la secundaria se miden por separado.", "Early education and secondary school are measured apart.")
    successor("p11.2", "2", "El eje suma agua y ambiente.", "The axis takes in water and environment.")
    successor("p11.2.1", "2.1.1", "Una sola red con los caminos vecinales.", "One network with the local roads.")
    successor("p11.2.2", "2.1.1", "Una sola red con los caminos rurales.", "One network with the rural roads.")
    successor("p11.2.3", "", "Los estudios de suelo no la aconsejan.", "Soil studies advise against it.")
    successor("p11.2.4", "", "", "")
    successor("p11.3", "3", "El eje suma trabajo y pensiones.", "The axis takes in work and pensions.")
    successor("p11.3.1", "3.2.3", "", "")
}

function write_other_plans()
{
    plan_top("gob", "policy", "010", "Prioridades de gobierno 2016–2018", "Government priorities 2016–2018", 2016, 2018, "2016-01-29", "government-goal", "", "public", "Acuerdo 1 de 2016 del Consejo de Ministros", "Agreement No. 1 of 2016 of the Council of Ministers")
    below("gob.1", "", "priority", "011", "Hambre cero en la niñez", "No child goes hungry")
    below("gob.2", "", "priority", "014", "Agua para todas las casas", "Water for every home")
    below("gob.3", "", "priority", "013", "Caminos que no se cortan", "Roads that stay open")
    below("gob.4", "", "priority", "016", "Barrios tranquilos", "Quiet neighbourhoods")
    below("gob.5", "", "priority", "013", "Un tren para Altos de Bruma", "A train for Misty Heights")
    plan_top("ods", "agenda", "010", "Objetivos de Desarrollo Sostenible 2030", "Sustainable Development Goals 2030", 2016, 2030, "2015-09-25", "sdg", "", "public", "", "")
    below("ods.2", "", "sdg-goal", "011", "Hambre cero", "Zero hunger")
    below("ods.3", "", "sdg-goal", "011", "Salud y bienestar", "Good health and well-being")
    below("ods.4", "", "sdg-goal", "012", "Educación de calidad", "Quality education")
    below("ods.5", "", "sdg-goal", "", "Igualdad de género", "Gender equality")
    below("ods.6", "", "sdg-goal", "014", "Agua limpia y saneamiento", "Clean water and sanitation")
    below("ods.13", "", "sdg-goal", "018", "Acción por el clima", "Climate action")
    below("ods.16", "", "sdg-goal", "016", "Paz, justicia e instituciones sólidas", "Peace, justice and strong institutions")
    plan_top("pei011", "institutional", "011", "Plan institucional de Salud y Cuidados 2016–2019", "Institutional plan of Health and Care 2016–2019", 2016, 2019, "2016-04-11", "institutional-result", "", "dissemination", "Resolución 18 de 2016 del Ministerio", "Ministry Resolution No. 18 of 2016")
    below("pei011.1", "", "result", "011", "Hospitales con menos espera", "Hospitals with shorter waits")
    below("pei011.2", "", "result", "011", "Salud mental en cada barrio", "Mental health in every neighbourhood")
    below("pei011.3", "", "result", "011", "Una historia clínica por persona", "One health record per person")
    plan_top("ppd", "plan", "016", "Plan de protección ante desastres 2016–2019", "Disaster protection plan 2016–2019", 2016, 2019, "2016-06-10", "", "", "restricted", "Acuerdo 7 de 2016 del Consejo de Ministros", "Agreement No. 7 of 2016 of the Council of Ministers")
}

function write_crosswalk()
{
    put("crosswalk", "node|counterpart|kind")
    counterpart("1.1.1", "ods.3", "part")
    counterpart("1.1.2", "ods.3", "part")
    counterpart("1.1.3", "ods.2", "part")
    counterpart("1.2.1", "ods.4", "part")
    counterpart("1.2.2", "ods.4", "part")
    counterpart("2.2.1", "ods.6", "part")
    counterpart("2.2.2", "ods.6", "part")
    counterpart("2.3.1", "ods.13", "part")
    counterpart("4.2.3", "ods.16", "part")
    counterpart("gob.1", "1.1.3", "same")
    counterpart("gob.2", "2.2.1", "same")
    counterpart("gob.3", "2.1.1", "same")
    counterpart("gob.4", "4.1.1", "part")
    counterpart("pei011.1", "1.1.1", "part")
    # Of this goal nothing but the correspondence says that money serves it.
    counterpart("4.1.2", "ods.5", "part")
}

function quality(criterion, plan_code, status, es, en)
{
    put("plan-quality", criterion "." plan_code "|" criterion "|" plan_code \
        "|" status "|" criterion " " plan_code "|" criterion " " plan_code \
        "|" es "|" en)
}

function write_quality()
{
    put("plan-quality", "code|criterion|plan_nodes|status|label_es|label_en|description_es|description_en")
    quality("1.1", "pne", "yes", "", "")
    quality("1.2", "pne", "yes", "", "")
    quality("1.3", "pne", "yes", "Con sus datos.", "With its data.")
    quality("2.1", "pne", "partly", "Hay resultados sin oficina responsable.", "Some results have no responsible office.")
    quality("2.2", "pne", "partly", "Cuatro de cada diez pesos no sirven a ningún resultado.", "Four pesos in ten serve no result.")
    quality("2.3", "pne", "yes", "", "")
    quality("3.1", "pne", "yes", "La Asamblea lo votó.", "The Assembly voted on it.")
    quality("3.2", "pne", "no", "No hubo consulta.", "There was no consultation.")
    quality("1.1", "pei011", "yes", "", "")
    quality("1.2", "pei011", "partly", "", "")
    quality("1.3", "pei011", "partly", "Solo una versión resumida.", "Only a shortened version.")
    quality("2.1", "pei011", "yes", "", "")
    quality("2.2", "pei011", "no", "No dice con qué dinero.", "It does not say with what money.")
    quality("2.3", "pei011", "no", "", "")
    quality("3.1", "pei011", "no", "", "")
}

function write_plan()
{
    put("plan", "code|parent|level|institution|collaborators|label_es|label_en|start|end|date|kind|replaces|access|legal_basis_es|legal_basis_en")
    plan_top("pne", "plan", "010", "Plan Nacional de Ejemplo 2015–2020", "National Plan of Ejemplo 2015–2020", 2015, 2020, "2015-03-16", "country-result", "p11", "public", "Ley 4 de 2015, del Plan Nacional", "National Plan Act, No. 4 of 2015")
    node("1", "pne", "axis", "011", "012", "Vida sana y aprendizaje", "Healthy lives and learning")
    node("1.1", "1", "goal", "011", "", "Que ninguna niña ni niño muera por causas evitables", "That no child dies of preventable causes")
    node("1.1.1", "1.1", "result", "011", "014", "Menos muertes antes del primer año", "Fewer deaths before the first year")
    node("1.1.2", "1.1", "result", "011", "", "Esquema de vacunas completo", "Full vaccination")
    node("1.1.3", "1.1", "result", "011", "012+017", "Menos desnutrición crónica", "Less chronic malnutrition")
    node("1.2", "1", "goal", "012", "", "Que cada niña y niño aprenda en la escuela", "That every child learns at school")
    node("1.2.1", "1.2", "result", "012", "", "Más niñas y niños en educación inicial", "More children in early education")
    node("1.2.2", "1.2", "result", "012", "", "Más jóvenes terminan la secundaria", "More young people finish secondary school")
    node("1.2.3", "1.2", "result", "012", "013", "Escuelas en buen estado", "Schools in good repair")
    node("2", "pne", "axis", "013", "014", "Territorio conectado y cuidado", "A connected, cared-for territory")
    node("2.1", "2", "goal", "013", "", "Caminos transitables todo el año", "Roads passable all year")
    node("2.1.1", "2.1", "result", "013", "015", "Caminos rurales mantenidos", "Rural roads maintained")
    node("2.1.2", "2.1", "result", "013", "", "Puentes seguros", "Safe bridges")
    node("2.1.3", "2.1", "result", "013", "016", "Menos muertes en la vía", "Fewer road deaths")
    node("2.2", "2", "goal", "014", "", "Agua segura en cada casa", "Safe water in every home")
    node("2.2.1", "2.2", "result", "014", "", "Más hogares con agua segura", "More homes with safe water")
    node("2.2.2", "2.2", "result", "014", "", "Más hogares con saneamiento", "More homes with sanitation")
    node("2.3", "2", "goal", "018", "", "Naturaleza que dura", "Nature that lasts")
    node("2.3.1", "2.3", "result", "018", "015", "Menos bosque perdido", "Less forest lost")
    node("2.3.2", "2.3", "result", "018", "", "Residuos tratados", "Waste treated")
    node("3", "pne", "axis", "017", "015", "Trabajo y campo", "Work and countryside")
    node("3.1", "3", "goal", "017", "", "Ingresos dignos", "Decent incomes")
    node("3.1.1", "3.1", "result", "017", "012", "Más jóvenes con empleo", "More young people in work")
    node("3.1.2", "3.1", "result", "017", "", "Pensión básica para mayores", "A basic pension for older people")
    node("3.1.3", "3.1", "result", "017", "", "Menos familias en pobreza extrema", "Fewer families in extreme poverty")
    node("3.2", "3", "goal", "015", "", "Un campo que produce", "A countryside that produces")
    node("3.2.1", "3.2", "result", "015", "014", "Más tierra con riego", "More irrigated land")
    node("3.2.2", "3.2", "result", "015", "", "Pesca artesanal sostenible", "Sustainable small-scale fishing")
    node("3.2.3", "3.2", "result", "015", "010", "Crédito para familias campesinas", "Credit for farming families")
    node("4", "pne", "axis", "016", "010", "Convivencia y Estado abierto", "Coexistence and an open State")
    node("4.1", "4", "goal", "016", "", "Vivir sin miedo", "Living without fear")
    node("4.1.1", "4.1", "result", "016", "012", "Menos hogares víctimas de delitos", "Fewer households victims of crime")
    node("4.1.2", "4.1", "result", "016", "011", "Víctimas atendidas", "Victims cared for")
    node("4.1.3", "4.1", "result", "016", "017", "Reinserción de quienes salen de prisión", "Reintegration of people leaving prison")
    node("4.2", "4", "goal", "010", "002", "Un Estado que rinde cuentas", "A State that renders account")
    node("4.2.1", "4.2", "result", "010", "021", "Datos abiertos en cada institución", "Open data in every institution")
    node("4.2.2", "4.2", "result", "010", "", "Ejecutar lo que se aprueba", "Executing what is approved")
    node("4.2.3", "4.2", "result", "002", "001", "Auditorías con respuesta", "Audits that get an answer")
    write_other_plans()
    write_plan_before()
    write_crosswalk()
    write_quality()
}

# ---- programs and money -----------------------------------------------------

# Parts of a program's budget: economic type : funding : region (0 = national,
# 1-3 = the program's first, second, third) : share in percent.
function set_mixes()
{
    mix["a"] = "1.1:11:0:68 1.2:11:0:32"
    mix["s"] = "1.1:11:1:45 1.2:11:2:35 1.2:12:3:20"
    mix["t"] = "1.4:11:1:50 1.4:11:2:36 1.2:11:0:14"
    mix["k"] = "2.1:21:1:52 2.1:11:2:31 1.2:11:3:17"
    mix["d"] = "1.3:11:0:100"
    mix["m"] = "1.4:11:1:30 2.2:11:2:28 1.4:11:2:24 2.2:11:3:18"
    mix["x"] = "1.1:11:1:48 1.2:11:2:30 2.1:22:3:22"
    # How much of a year's spending is accrued by the end of each month, in
    # thousandths: pay, goods, interest, transfers, works, and early spending.
    curve["1.1"] = "77 154 231 308 385 462 539 616 693 770 847 1000"
    curve["1.2"] = "30 80 145 215 290 370 450 535 620 715 830 1000"
    curve["1.3"] = "40 80 330 370 410 640 680 720 860 900 940 1000"
    curve["1.4"] = "60 140 225 310 395 480 565 650 735 820 905 1000"
    curve["2.1"] = "10 35 70 115 170 235 310 395 485 590 730 1000"
    curve["2.2"] = "20 60 110 170 240 315 400 490 580 680 800 1000"
    curve["early"] = "45 125 225 335 445 560 670 780 890 935 970 1000"
}

# `rates`: share of the budget in force accrued in 2015, 2016 and, at the same
# pace, 2017; in thousandths. `years`: first and last year of the program.
function program(code, es, en, function_code, mix_name, regions, million, rates, years, nodes,    cell, i)
{
    programs++
    program_code[programs] = code
    program_es[code] = es
    program_en[code] = en
    program_function[code] = function_code
    program_mix[code] = mix_name
    program_regions[code] = regions
    program_million[code] = million
    split(rates, cell, " ")
    for (i = 1; i <= 3; i++)
        program_rate[code, 2014 + i] = cell[i]
    program_pace[code] = cell[4]
    split(years, cell, "-")
    program_first[code] = cell[1] == "" ? 2015 : cell[1]
    program_last[code] = cell[2] == "" ? 2099 : cell[2]
    program_years[code] = years
    program_nodes[code] = nodes
}

function central(code, million, rates)
{
    program(code, "Gestión institucional", "Institutional management", \
        central_function[substr(code, 1, 3)], "a", "", million, rates, "", "")
}

function list_programs()
{
    central_function["001"] = "1.1"; central_function["002"] = "1.1"
    central_function["010"] = "1.2"; central_function["011"] = "6.1"
    central_function["012"] = "7.3"; central_function["013"] = "3.1"
    central_function["014"] = "5.1"; central_function["015"] = "3.2"
    central_function["016"] = "2.1"; central_function["017"] = "8.2"
    central_function["018"] = "4.1"; central_function["021"] = "1.5"
    central("001.0001", 62, "955 962 958")
    program("001.0020", "Elaboración de leyes", "Law-making", "1.1", "a", "", 88, "948 951 940", "", "")
    central("002.0001", 24, "962 958 961")
    program("002.0021", "Auditoría de las cuentas públicas", "Audit of public accounts", "1.1", "a", "", 71, "941 955 962", "", "4.2.3")
    program("002.0138", "Denuncia ciudadana", "Citizens' complaints", "1.1", "s", "01 04 08", 12, "882 914 930", "", "4.2.3")
    central("010.0001", 96, "948 952 955")
    program("010.0030", "Recaudación de impuestos", "Tax collection", "1.2", "s", "01 04 02", 184, "952 958 949", "", "")
    program("010.0031", "Presupuesto y tesorería", "Budget and treasury", "1.2", "a", "", 66, "961 955 958", "", "4.2.2")
    program("010.0032", "Planificación y datos abiertos", "Planning and open data", "1.2", "s", "01 03 05", 41, "861 902 915", "", "4.2.1+4.2.2")
    program("010.0098", "Aporte a los municipios", "Contribution to municipalities", "1.4", "m", "04 02 08", 610, "985 988 985", "", "")
    program("010.0099", "Servicio de la deuda", "Debt service", "1.3", "d", "", 720, "994 996 995", "", "")
    central("011.0001", 118, "951 948 950")
    program("011.0138", "Salud materna e infantil", "Mother and child health", "6.1", "s", "03 05 06", 286, "928 941 946", "", "1.1.1")
    program("011.0139", "Vacunación", "Vaccination", "6.1", "s", "01 04 02", 94, "902 871 742", "", "1.1.2")
    program("011.0140", "Atención primaria", "Primary care", "6.2", "s", "04 08 02", 402, "945 951 948", "", "1.1.1+1.1.3")
    program("011.0141", "Hospitales", "Hospitals", "6.3", "x", "01 04 02", 690, "962 958 961", "", "")
    program("011.0142", "Nutrición de la niñez", "Child nutrition", "6.1", "t", "03 05 06", 121, "884 902 871", "", "1.1.3")
    program("011.0143", "Salud mental comunitaria", "Community mental health", "6.2", "s", "01 08 04", 37, "0 0 802", "2017-", "")
    central("012.0001", 132, "955 951 953")
    program("012.0150", "Educación inicial", "Early education", "7.1", "x", "03 05 08", 248, "894 911 905", "", "1.2.1")
    program("012.0151", "Educación primaria", "Primary education", "7.1", "s", "04 01 02", 765, "968 971 969", "", "")
    program("012.0152", "Educación secundaria", "Secondary education", "7.2", "s", "01 04 08", 583, "951 958 955", "", "1.2.2")
    program("012.0153", "Alimentación escolar", "School meals", "7.3", "t", "03 05 04", 176, "932 921 942", "", "1.1.3+1.2.1")
    program("012.0154", "Formación docente", "Teacher training", "7.3", "s", "01 03 08", 58, "871 880 862", "", "1.2.2")
    program("012.0155", "Escuelas en buen estado", "Schools in good repair", "7.3", "k", "05 03 06", 163, "742 715 588", "", "1.2.3")
    central("013.0001", 58, "942 948 945")
    program("013.0138", "Puentes", "Bridges", "3.1", "k", "02 06 08", 142, "851 882 901", "", "2.1.2")
    program("013.0160", "Red vial principal", "Main road network", "3.1", "k", "04 01 02", 455, "912 905 888", "", "2.1.3")
    # Spends and does not deliver: see write_physical().
    program("013.0161", "Caminos rurales", "Rural roads", "3.1", "k", "05 03 06", 318, "948 962 975 early", "", "2.1.1")
    program("013.0162", "Transporte entre islas", "Transport between islands", "3.1", "s", "07 02 07", 44, "925 941 933", "", "")
    program("013.0163", "Seguridad vial", "Road safety", "3.1", "s", "01 04 02", 29, "802 851 874", "", "2.1.3")
    central("014.0001", 33, "938 942 940")
    program("014.0150", "Agua potable", "Drinking water", "5.1", "k", "03 08 05", 274, "862 855 842", "", "2.2.1")
    program("014.0151", "Saneamiento", "Sanitation", "5.2", "k", "08 02 04", 198, "811 764 655", "", "2.2.2")
    program("014.0164", "Presa del Alba", "Dawn Dam", "5.1", "k", "05 04 05", 151, "902 968 0", "2015-2016", "2.2.1")
    program("014.0165", "Cuencas y nacientes", "Basins and springs", "5.1", "s", "06 03 08", 36, "855 861 868", "", "2.2.1+2.3.1")
    central("015.0001", 39, "921 915 918")
    program("015.0170", "Asistencia técnica al campo", "Technical support for farming", "3.2", "s", "05 03 04", 87, "884 862 851", "", "3.2.1")
    program("015.0171", "Riego", "Irrigation", "3.2", "k", "05 04 03", 126, "812 774 745", "", "3.2.1")
    program("015.0172", "Pesca artesanal", "Small-scale fishing", "3.2", "s", "02 07 08", 42, "872 884 861", "", "3.2.2")
    program("015.0173", "Sanidad animal y vegetal", "Animal and plant health", "3.2", "s", "04 05 02", 51, "915 922 911", "", "")
    central("016.0001", 74, "948 951 949")
    program("016.0138", "Protección civil", "Civil protection", "2.2", "x", "02 08 07", 83, "902 925 918", "", "")
    program("016.0180", "Policía vecinal", "Neighbourhood police", "2.1", "x", "01 04 02", 521, "961 965 962", "", "4.1.1")
    program("016.0181", "Prevención de la violencia", "Violence prevention", "2.3", "s", "01 08 04", 68, "812 845 866", "", "4.1.1")
    program("016.0182", "Reinserción", "Reintegration", "2.3", "s", "01 05 02", 49, "744 712 641", "", "4.1.3")
    program("016.0183", "Atención a víctimas", "Care for victims", "2.3", "s", "01 04 08", 31, "895 912 928", "", "4.1.2")
    central("017.0001", 45, "941 938 942")
    program("017.0190", "Pensión básica", "Basic pension", "8.1", "t", "04 01 02", 548, "988 991 990", "", "3.1.2")
    program("017.0191", "Apoyo a familias", "Support for families", "8.2", "t", "03 05 06", 332, "972 968 975", "", "3.1.3+1.1.3")
    program("017.0192", "Primer empleo", "First job", "3.3", "t", "01 04 08", 64, "655 712 784", "", "3.1.1")
    program("017.0193", "Inspección del trabajo", "Labour inspection", "3.3", "s", "01 04 02", 27, "921 934 928", "", "")
    central("018.0001", 28, "935 941 938")
    program("018.0200", "Bosques", "Forests", "4.1", "s", "06 03 05", 61, "868 881 892", "", "2.3.1")
    program("018.0201", "Áreas protegidas", "Protected areas", "4.1", "s", "06 07 02", 38, "902 898 905", "", "2.3.1")
    program("018.0202", "Residuos", "Waste", "4.2", "m", "01 04 02", 54, "784 812 835", "", "2.3.2")
    program("018.0203", "Adaptación de la costa", "Coastal adaptation", "4.1", "x", "02 07 08", 33, "651 702 725", "", "")
    central("021.0001", 17, "951 948 955")
    program("021.0210", "Encuestas y censos", "Surveys and censuses", "1.5", "s", "01 04 03", 46, "934 958 951", "", "")
    line_category["010.0098"] = "non-product"
    program("021.0211", "Cuentas y registros", "Accounts and registers", "1.5", "a", "", 19, "942 951 947", "", "4.2.1")
}

function write_programs(    i, code, category, years, number, line)
{
    put("programs", "code|label_es|label_en|institution|category|responsible_es|responsible_en|purpose_es|purpose_en|legal_basis_es|legal_basis_en|target_population_es|target_population_en|plan_nodes|start|end|collaborators|problem_es|problem_en|sdg")
    for (i = 1; i <= programs; i++) {
        code = program_code[i]
        number = substr(code, 5)
        category = "results"
        if (number == "0001")
            category = "central"
        if (number == "0098" || number == "0099")
            category = "non-product"
        # Of the law's making: one line in no category, one in two.
        if (code == "018.0203")
            category = ""
        if (code == "021.0211")
            category = "results+central"
        # The list says nothing of it: its lines of the budget do.
        if (code in line_category)
            category = ""
        split(program_years[code], years, "-")
        line = code "|" program_es[code] "|" program_en[code] "|" \
            substr(code, 1, 3) "|" category "|"
        if (code == "015.0173")
            line = line "|"
        else if (category == "results")
            line = line "Dirección de " program_es[code] "|Directorate: " \
                program_en[code]
        else
            line = line "Secretaría general|General secretariat"
        if (category == "central")
            line = line "|Dirigir y sostener el trabajo de toda la institución.|Lead and support the work of the whole institution."
        else
            line = line "|" purpose_es[code] "|" purpose_en[code]
        line = line "|" basis_es[code] "|" basis_en[code] "|" people_es[code] \
            "|" people_en[code] "|" program_nodes[code] "|" years[1] "|" \
            years[2] "|" partner[code] "|" problem_es[code] "|" \
            problem_en[code] "|" sdg[code]
        put_codes("programs", line, ",5,14,17,20,")
    }
}

# A program's yearly budget in whole thousands of pesos, by line, in cents.
function approve(code, year,    million, parts, count, i, part, places, amount)
{
    million = program_million[code] * 1000
    million = int(million * (1000 - (2017 - year) * between(28, 55)) / 1000)
    count = split(mix[program_mix[code]], parts, " ")
    split(program_regions[code], places, " ")
    for (i = 1; i <= count; i++) {
        split(parts[i], part, ":")
        line_economic[i] = part[1]
        line_funding[i] = part[2]
        line_place[i] = part[3] == 0 ? "00" : places[part[3]]
        amount = int(million * part[4] / 100)
        line_approved[i] = amount * 100000
        line_current[i] = line_approved[i]
        line_committed[i] = 0
        line_accrued[i] = 0
        line_paid[i] = 0
    }
    return count
}

# Changes of a budget in the course of a year; recorded in their register.
function modify(code, year, month, count,    line, change, kind, kind_word)
{
    if (month == change_month[1])
        change = between(-60, 95)
    else if (month == change_month[2])
        change = between(-50, 70)
    else
        return
    # The law freezes debt service.
    if (code == "010.0099" || change == 0)
        return
    line = 1 + chance(count)
    change = int(line_approved[line] / 100000 * change / 1000) * 100000
    if (change == 0)
        return
    line_current[line] += change
    changes++
    kind = change > 0 ? "Ampliación|Increase" : "Reducción|Decrease"
    split(kind, kind_word, "|")
    put("modifications", sprintf("m%04d", changes) "|" kind_word[1] ": " \
        program_es[code] "|" kind_word[2] ": " program_en[code] "|" \
        period(year, month) "|" substr(code, 1, 3) "|" code "|" money(change) \
        "|" sprintf("Decreto %d de %d|Decree %d of %d", changes, year, \
        changes, year))
}

# Moves line `i` to the end of `month`: cumulative amounts, never more accrued
# than the budget in force, never more paid than accrued.
function spend(code, year, month, i,    rate, shares, goal, promised, paid)
{
    rate = program_rate[code, year]
    split(curve[program_pace[code] != "" && year == 2017 \
        ? program_pace[code] : line_economic[i]], shares, " ")
    goal = int(line_current[i] / 1000000 * rate * shares[month])
    if (month < 12)
        goal = int(goal / 1000 * (1000 + between(-24, 12))) + chance(100)
    if (goal < line_accrued[i])
        goal = line_accrued[i]
    # An entry booked twice and taken back the month after.
    if (month > 2 && month < 12 && chance(90) == 0)
        goal = line_accrued[i] - int(line_accrued[i] / 40) - chance(100)
    if (goal > line_current[i])
        goal = line_current[i]
    promised = goal + int((line_current[i] - goal) / 100 * between(18, 32))
    if (promised < line_committed[i])
        promised = line_committed[i]
    if (promised > line_current[i])
        promised = line_current[i]
    paid = line_accrued[i]
    if (goal > paid)
        paid += int((goal - paid) / 100 * between(20, 45))
    if (month == 12)
        paid = goal - int(goal / 1000 * between(4, 28))
    if (paid < line_paid[i])
        paid = line_paid[i]
    if (paid > goal)
        paid = goal
    new_committed = promised - line_committed[i]
    new_accrued = goal - line_accrued[i]
    new_paid = paid - line_paid[i]
    line_committed[i] = promised
    line_accrued[i] = goal
    line_paid[i] = paid
}

# What the institution asked for, and the ceiling it was given.
function asked(code, amount,    more)
{
    more = 1040 + (substr(code, 5) + 0) % 9 * 20
    return money(int(amount / 100000000 * more) * 100000) "|" \
        money(int(amount / 100000000 * 1018) * 100000)
}

# Until 2016 two functions had other codes.
function function_in(code, year)
{
    if (year > 2016)
        return code
    return code == "3.2" ? "3.9" : code == "7.3" ? "7.9" : code
}

# Transport between islands was called ferries until 2015.
function program_in(code, year)
{
    return code == "013.0162" && year < 2016 ? "013.0155" : code
}

# Whom a line is for: the ferries are built on the coast, the seed grows in the
# valley, and the hospitals of the capital are everybody's.
function benefited(code, place)
{
    if (code == "013.0162" && place == "02")
        return "07"
    if (code == "015.0171" && place == "04")
        return "05"
    return substr(code, 1, 3) == "011" && place == "01" ? "00" : place
}

function write_execution(    year, month, last, i, j, code, count, head, text)
{
    put("execution", "period|institution|program|function|economic|funding|territory|benefited|category|requested|ceiling|approved|current|committed|accrued|paid")
    put("modifications", "code|label_es|label_en|period|institution|program|value|legal_basis_es|legal_basis_en")
    for (year = 2015; year <= 2017; year++) {
        last = year == 2017 ? 9 : 12
        for (i = 1; i <= programs; i++) {
            code = program_code[i]
            if (year < program_first[code] || year > program_last[code])
                continue
            count = approve(code, year)
            for (j = 1; j <= count; j++)
                law[code, year] += line_approved[j]
            change_month[1] = chance(100) < 45 ? between(3, 6) : 0
            change_month[2] = chance(100) < 40 ? between(7, 10) : 0
            for (month = 1; month <= last; month++) {
                modify(code, year, month, count)
                for (j = 1; j <= count; j++) {
                    spend(code, year, month, j)
                    spent[code, year, int((month + 2) / 3)] += new_accrued
                    head = period(year, month) "|" substr(code, 1, 3) "|" \
                        program_in(code, year) "|" \
                        function_in(program_function[code], year) \
                        "|" line_economic[j] \
                        "|" line_funding[j] "|" line_place[j] \
                        "|" benefited(code, line_place[j]) \
                        "|" line_category[code] "|"
                    text = month == 1 ? asked(code, line_approved[j]) "|" \
                        money(line_approved[j]) : "-|-|-"
                    text = text "|" money(line_current[j]) "|"
                    # The Ministry of Countryside and Fisheries reports late.
                    if (year == 2017 && month > 7 && substr(code, 1, 3) == "015")
                        text = text "n.d.|n.d.|n.d."
                    else
                        text = text money(new_committed) "|" \
                            money(new_accrued) "|" money(new_paid)
                    put("execution", head text)
                }
            }
        }
    }
}

function write_revenue(    year, month, last, i, share, shares, sum, tax_sum, amount, estimate, memo)
{
    put("revenue", "row|period|item|estimated|collected")
    curve["f"] = "88 76 80 82 81 80 83 82 83 84 85 96"
    curve["q"] = "30 25 210 40 35 160 45 40 170 40 35 170"
    curve["z"] = "0 0 120 0 0 330 0 0 150 0 90 310"
    for (year = 2015; year <= 2017; year++) {
        last = year == 2017 ? 9 : 12
        for (month = 1; month <= last; month++) {
            sum[1] = sum[2] = tax_sum[1] = tax_sum[2] = 0
            for (i = 1; i <= taxes; i++) {
                split(curve[tax_profile[i]], shares, " ")
                share = shares[month]
                estimate = int(tax_base[i] / 1000000 * share \
                    * (1000 - (2017 - year) * tax_growth[i])) + 0
                estimate = int(estimate / 100000) * 100000
                amount = 0
                if (estimate > 0)
                    amount = int(estimate / 1000 * between(915, 1048)) \
                        + chance(100)
                # Refunds above what came in.
                if (tax_code[i] == "2.3" && month == 7 && year == 2016)
                    amount = -int(estimate / 5) - 37
                income[year] += amount
                put("revenue", "detail|" period(year, month) "|" tax_code[i] \
                    "|" money(estimate) "|" money(amount))
                sum[1] += estimate
                sum[2] += amount
                if (substr(tax_code[i], 1, 1) == "1") {
                    tax_sum[1] += estimate
                    tax_sum[2] += amount
                }
            }
            memo = int(sum[2] / 400)
            put("revenue", "total|" period(year, month) "|1|" \
                money(tax_sum[1]) "|" money(tax_sum[2]))
            put("revenue", "total|" period(year, month) "||" money(sum[1]) \
                "|" money(sum[2]))
            put("revenue", "memo|" period(year, month) "|2.1|" money(0) "|" \
                money(memo))
        }
    }
}

# ---- what programs are for, and their chains --------------------------------

function purpose(code, es, en, legal_es, legal_en, who_es, who_en)
{
    purpose_es[code] = es
    purpose_en[code] = en
    basis_es[code] = legal_es
    basis_en[code] = legal_en
    people_es[code] = who_es
    people_en[code] = who_en
}

function list_purposes()
{
    purpose("011.0138", "Que las mujeres lleguen sanas al parto y las niñas y niños cumplan su primer año.", "That women reach birth in good health and children see their first birthday.", "Ley 8 de 2011, de Salud", "Health Act, No. 8 of 2011", "Mujeres embarazadas y menores de un año", "Pregnant women and children under one")
    purpose("011.0139", "Que cada niña y niño tenga sus vacunas a tiempo.", "That every child is vaccinated on time.", "Ley 8 de 2011, de Salud", "Health Act, No. 8 of 2011", "Menores de cinco años", "Children under five")
    purpose("011.0140", "Que haya atención cerca de casa antes de que haga falta un hospital.", "Care close to home before a hospital is needed.", "Ley 8 de 2011, de Salud", "Health Act, No. 8 of 2011", "Toda la población", "Everyone")
    purpose("011.0142", "Que ninguna niña ni niño crezca menos por comer mal.", "That no child grows less for want of good food.", "Ley 3 de 2013, de Alimentación", "Food Act, No. 3 of 2013", "Menores de cinco años en las regiones 03, 05 y 06", "Children under five in regions 03, 05 and 06")
    purpose("011.0143", "Que la salud mental se atienda en el barrio.", "That mental health is cared for in the neighbourhood.", "Ley 2 de 2016, de Salud Mental", "Mental Health Act, No. 2 of 2016", "Personas de 12 años y más", "People aged 12 and over")
    purpose("012.0150", "Que las niñas y niños de tres a cinco años vayan a un centro de educación inicial.", "That children aged three to five attend early education.", "Ley 5 de 2009, de Educación", "Education Act, No. 5 of 2009", "Niñas y niños de tres a cinco años", "Children aged three to five")
    purpose("012.0152", "Que quien empieza la secundaria la termine.", "That those who start secondary school finish it.", "Ley 5 de 2009, de Educación", "Education Act, No. 5 of 2009", "Jóvenes de 12 a 18 años", "Young people aged 12 to 18")
    purpose("012.0153", "Que se coma bien en la escuela cada día de clases.", "A good meal at school every school day.", "Ley 3 de 2013, de Alimentación", "Food Act, No. 3 of 2013", "Estudiantes de escuelas públicas", "Pupils of public schools")
    purpose("012.0155", "Que los edificios escolares sean seguros y secos.", "That school buildings are safe and dry.", "Ley 5 de 2009, de Educación", "Education Act, No. 5 of 2009", "Estudiantes de escuelas públicas", "Pupils of public schools")
    purpose("013.0138", "Que todos los puentes puedan cruzarse sin riesgo.", "That every bridge can be crossed without risk.", "Ley 6 de 2010, de Vías", "Roads Act, No. 6 of 2010", "Quienes usan la red vial", "Users of the road network")
    purpose("013.0161", "Que los caminos rurales se puedan usar todo el año.", "That rural roads can be used all year.", "Ley 6 de 2010, de Vías", "Roads Act, No. 6 of 2010", "Familias rurales de las regiones 03, 05 y 06", "Rural families in regions 03, 05 and 06")
    purpose("013.0163", "Que menos personas mueran en la vía.", "That fewer people die on the roads.", "Ley 6 de 2010, de Vías", "Roads Act, No. 6 of 2010", "Toda la población", "Everyone")
    purpose("014.0150", "Que salga agua segura de cada llave.", "That safe water comes out of every tap.", "Ley 7 de 2014, de Agua", "Water Act, No. 7 of 2014", "Hogares sin conexión segura", "Households without a safe connection")
    purpose("014.0151", "Que las aguas servidas no lleguen sin tratar a ríos y costas.", "That sewage does not reach rivers and coasts untreated.", "Ley 7 de 2014, de Agua", "Water Act, No. 7 of 2014", "Hogares sin saneamiento", "Households without sanitation")
    purpose("014.0164", "Guardar agua para la estación seca en los Llanos del Alba.", "Store water for the dry season in the Dawn Plains.", "Ley 7 de 2014, de Agua", "Water Act, No. 7 of 2014", "Población de la región 05", "People of region 05")
    purpose("015.0170", "Que las familias campesinas produzcan más con menos riesgo.", "That farming families produce more at less risk.", "Ley 9 de 2012, del Campo", "Countryside Act, No. 9 of 2012", "Familias campesinas", "Farming families")
    purpose("015.0171", "Que falte menos agua para sembrar.", "Less want of water for crops.", "Ley 9 de 2012, del Campo", "Countryside Act, No. 9 of 2012", "Familias campesinas de las regiones 03, 04 y 05", "Farming families in regions 03, 04 and 05")
    purpose("015.0172", "Que la pesca artesanal dé para vivir y deje peces en el mar.", "That small-scale fishing yields a living and leaves fish in the sea.", "Ley 9 de 2012, del Campo", "Countryside Act, No. 9 of 2012", "Pescadoras y pescadores artesanales", "Small-scale fishers")
    purpose("016.0180", "Que haya policía conocida y cercana en cada barrio.", "A known police officer close by in every neighbourhood.", "Ley 4 de 2012, de Convivencia", "Coexistence Act, No. 4 of 2012", "Población urbana", "Urban population")
    purpose("016.0181", "Que menos jóvenes entren en la violencia.", "That fewer young people are drawn into violence.", "Ley 4 de 2012, de Convivencia", "Coexistence Act, No. 4 of 2012", "Jóvenes de 12 a 24 años", "Young people aged 12 to 24")
    purpose("016.0182", "Que quien sale de prisión no vuelva.", "That those who leave prison do not return.", "Ley 4 de 2012, de Convivencia", "Coexistence Act, No. 4 of 2012", "Personas que cumplen o cumplieron condena", "People serving or having served a sentence")
    purpose("016.0183", "Que cada víctima reciba atención en dos días.", "That every victim is seen within two days.", "Ley 4 de 2012, de Convivencia", "Coexistence Act, No. 4 of 2012", "Víctimas de delitos", "Victims of crime")
    purpose("017.0190", "Que nadie llegue a los 70 años sin un ingreso.", "That nobody reaches 70 without an income.", "Ley 1 de 2008, de Amparo", "Support Act, No. 1 of 2008", "Personas de 70 años y más sin pensión", "People aged 70 and over without a pension")
    purpose("017.0191", "Que las familias en pobreza extrema puedan comer y mandar a sus hijas e hijos a la escuela.", "That families in extreme poverty can eat and send their children to school.", "Ley 1 de 2008, de Amparo", "Support Act, No. 1 of 2008", "Familias en pobreza extrema", "Families in extreme poverty")
    purpose("017.0192", "Que el primer empleo no tarde años.", "That a first job does not take years.", "Ley 2 de 2015, de Primer Empleo", "First Job Act, No. 2 of 2015", "Jóvenes de 18 a 25 años sin empleo", "Unemployed people aged 18 to 25")
    purpose("018.0200", "Que se pierda menos bosque cada año.", "That less forest is lost each year.", "Ley 10 de 2010, de Bosques", "Forests Act, No. 10 of 2010", "Comunidades de bosque", "Forest communities")
    purpose("018.0202", "Que la basura se trate y no se tire.", "That waste is treated, not dumped.", "Ley 11 de 2013, de Residuos", "Waste Act, No. 11 of 2013", "Municipios", "Municipalities")
    purpose("010.0032", "Que se sepa qué se prometió, qué se gastó y qué se logró.", "That it is known what was promised, spent and achieved.", "Ley 12 de 2014, de Cuentas Abiertas", "Open Accounts Act, No. 12 of 2014", "Toda la población", "Everyone")
    purpose("002.0021", "Que cada cuenta pública tenga quien la revise.", "That every public account has someone to review it.", "Ley 12 de 2014, de Cuentas Abiertas", "Open Accounts Act, No. 12 of 2014", "Instituciones públicas", "Public institutions")
}

# Who else answers for a program, what it is to mend, which goals of the 2030
# Agenda it serves.
function tied(code, partners, goals, es, en)
{
    partner[code] = partners
    sdg[code] = goals
    problem_es[code] = es
    problem_en[code] = en
}

function list_ties()
{
    tied("011.0138", "017+014", "3", "En 2014 una de cada tres embarazadas de las regiones 03, 05 y 06 llegaba al parto sin controles, y morían 21 de cada mil menores de un año.", "In 2014 one in three pregnant women in regions 03, 05 and 06 gave birth without check-ups, and 21 of a thousand children died before their first birthday.")
    tied("011.0139", "012", "3", "Dos de cada diez menores de dos años no tenían todas sus vacunas.", "Two in ten children under two had not had all their vaccines.")
    tied("011.0142", "015+017", "2+3", "Una de cada cuatro niñas y niños tenía talla baja para su edad.", "One in four children was short for their age.")
    tied("012.0153", "011+015", "2+4", "", "")
    tied("012.0155", "013", "4", "La mitad de las escuelas tenía techos o muros dañados.", "Half of the schools had damaged roofs or walls.")
    tied("013.0161", "015", "9+11", "En la estación lluviosa se cortaba la mitad de los caminos rurales.", "In the rainy season half of the rural roads were cut off.")
    tied("014.0150", "011", "6", "Cuatro de cada diez hogares no tenían agua segura.", "Four in ten homes had no safe water.")
    tied("014.0151", "018", "6+14", "", "")
    tied("015.0171", "014", "2+6", "", "")
    tied("016.0181", "012", "16", "", "")
    tied("017.0190", "", "1+10", "Una de cada tres personas mayores no tenía ingreso propio.", "One in three older people had no income of their own.")
    tied("017.0191", "012+011", "1+2", "", "")
    tied("017.0192", "012", "8", "", "")
    tied("018.0200", "015", "13+15", "", "")
    tied("010.0032", "", "16", "", "")
    tied("002.0021", "", "16", "", "")
}

function set_finals()
{
    final_es["salud"] = "La población vive más y con mejor salud"
    final_en["salud"] = "People live longer and in better health"
    final_es["escuela"] = "La población adulta del futuro sabe y puede más"
    final_en["escuela"] = "Tomorrow's adults know more and can do more"
    final_es["vias"] = "Las personas y lo que producen se mueven sin riesgo"
    final_en["vias"] = "People and what they produce move without risk"
    final_es["agua"] = "Los hogares no enferman por el agua"
    final_en["agua"] = "Households do not fall ill from water"
    final_es["campo"] = "Las familias campesinas y pescadoras viven de su trabajo"
    final_en["campo"] = "Farming and fishing families live from their work"
    final_es["paz"] = "La población vive sin violencia y sin miedo"
    final_en["paz"] = "People live without violence and without fear"
    final_es["amparo"] = "Nadie vive en la pobreza extrema"
    final_en["amparo"] = "Nobody lives in extreme poverty"
    final_es["natura"] = "El territorio conserva su bosque, su agua y su costa"
    final_en["natura"] = "The land keeps its forest, its water and its coast"
    final_es["cuentas"] = "La ciudadanía puede pedir cuentas y obtenerlas"
    final_en["cuentas"] = "Citizens can call for account and get it"
}

# A chain of four levels. `plan`: units planned in 2017; `made`: delivered per
# thousand planned in 2015, 2016 and 2017.
function chain(code, final, specific_es, specific_en, product_es, product_en, unit_es, unit_en, activity_es, activity_en, proof_es, proof_en, if_es, if_en, goals, plan, made,    cell, head, evidence)
{
    if (!chains++)
        put("chain", "program|code|parent|level|label_es|label_en|indicators|verification_es|verification_en|assumptions_es|assumptions_en|responsible_es|responsible_en|evidence")
    split(goals, cell, " ")
    head = "|Dirección de " program_es[code] "|Directorate: " program_en[code] "|"
    # Nobody has shown that these deliveries lead to their result.
    evidence = code ~ /^(016.0182|018.0202)/ ? "" : "https://ejemplo.example/evidencia/" code
    put_codes("chain", code "|" code "-f||final|" final_es[final] "|" final_en[final] "|" cell[2] "|Instituto de Estadística, encuesta anual de hogares|Statistics Institute, annual household survey|La economía no cae y las demás instituciones cumplen su parte|The economy does not shrink and other institutions do their part|||", ",7,")
    put_codes("chain", code "|" code "-e|" code "-f|specific|" specific_es "|" specific_en "|" cell[1] "|" proof_es "|" proof_en "|" if_es "|" if_en head, ",7,")
    put("chain", code "|" code "-p|" code "-e|product|" product_es "|" product_en "||Informe trimestral de la dirección|Quarterly report of the directorate|La población usa lo que se entrega|People use what is delivered" head evidence)
    # What is published for this product ends here: no activity.
    if (code != "015.0172") {
        put("chain", code "|" code "-a|" code "-p|activity|" activity_es "|" activity_en "||Registro administrativo del ministerio|Administrative register of the ministry|Los fondos llegan a tiempo|Funds arrive on time" head)
        put("chain", code "|" code "-b|" code "-p|activity|Seguir lo entregado y publicarlo|Follow what is delivered and publish it||Registro administrativo del ministerio|Administrative register of the ministry||" head)
    }
    split(made, cell, " ")
    costs(code, "-p", program_second[code] ? 70 : 100)
    write_physical(code, unit_es, unit_en, plan, cell)
    if (program_second[code])
        second_product(code, head, evidence)
    if (code != "015.0172")
        write_inputs(code)
}

# A second product, for a program whose chain branches.
function second_product(code, head, evidence)
{
    put("chain", code "|" code "-q|" code "-e|product|Suplementos de hierro entregados|Iron supplements handed out||Informe trimestral de la dirección|Quarterly report of the directorate|La población usa lo que se entrega|People use what is delivered" head evidence)
    put("chain", code "|" code "-c|" code "-q|activity|Comprar y repartir suplementos|Buy and distribute supplements||Registro administrativo del ministerio|Administrative register of the ministry|Los fondos llegan a tiempo|Funds arrive on time" head)
    costs(code, "-q", 30)
    quarters(code, "-q", "cajas", "boxes", 264000, 2015, 940)
    quarters(code, "-q", "cajas", "boxes", 275000, 2016, 955)
    quarters(code, "-q", "cajas", "boxes", 286000, 2017, 948)
    targets_ahead(code, "-q", "cajas", "boxes", 286000)
    activity_year(code, "-c", int(cost[code "-q", 2017]))
    inputs_of(code, "-c", int(cost[code "-q", 2017]))
}

# What a product is to cost in a year: a part of the program's budget, in whole
# pesos.
function costs(code, product, part,    year)
{
    cost_part[code product] = part
    for (year = 2015; year <= 2017; year++)
        cost[code product, year] = int(law[code, year] / 10000 * part)
}

# "|budget|executed" of a quarter; what is left over stands in the last.
function quarter_money(code, product, year, quarter,    share, all, budget)
{
    split("20 25 25 30", share, " ")
    all = cost[code product, year]
    budget = int(all * share[quarter] / 100)
    if (quarter == 4)
        budget = all - int(all * 20 / 100) - 2 * int(all * 25 / 100)
    if (year == 2017 && quarter == 4)
        return "|" digits(budget) "|"
    if (year == 2017 && quarter == 3 && substr(code, 1, 3) == "015")
        return "|" digits(budget) "|n.d."
    return "|" digits(budget) "|" \
        money(int(spent[code, year, quarter] / 100 * cost_part[code product]))
}

function quarters(code, product, unit_es, unit_en, plan, year, made,    quarter, share, planned)
{
    split("20 25 25 30", share, " ")
    for (quarter = 1; quarter <= 4; quarter++) {
        planned = int(plan * share[quarter] / 100)
        put("physical", code "|" code product "|" year "-Q" quarter "|" unit_es \
            "|" unit_en "|" digits(planned) "|" \
            (year == 2017 && quarter == 4 ? "" : digits(int(planned * made / 1000))) \
            quarter_money(code, product, year, quarter))
    }
}

# Targets of the years to come.
function targets_ahead(code, product, unit_es, unit_en, plan,    year)
{
    for (year = 2018; year <= 2020 && year <= program_last[code]; year++)
        put("physical", code "|" code product "|" year "|" unit_es "|" unit_en \
            "|" digits(int(plan * (100 + (year - 2017) * 4) / 100)) "|||")
}

function activity_year(code, activity, budget)
{
    put("physical", code "|" code activity "|2017|meses|months|12|9|" \
        digits(budget) "|")
}

# Staff, services and what is left over: together the cost of the activity.
function inputs_of(code, activity, amount,    hands, trips, rest)
{
    if (!inputs++)
        put("inputs", "activity|period|label_es|label_en|unit_es|unit_en|quantity|unit_cost|cost")
    hands = int(amount * 45 / 100 / 26400)
    trips = int(amount * 20 / 100 / 385)
    rest = amount - hands * 26400 - trips * 385
    put("inputs", code activity "|2017|Personal técnico|Technical staff|personas al año|person-years|" hands "|26400|" digits(hands * 26400))
    # A slip of the source: one digit too many.
    put("inputs", code activity "|2017|Visitas y traslados|Visits and travel|viajes|trips|" trips "|385|" \
        digits(trips * 385) (code == "017.0192" && activity == "-a" ? "0" : ""))
    put("inputs", code activity "|2017|Materiales y servicios|Materials and services|lote|lot|1|" digits(rest) "|" digits(rest))
}

function write_inputs(code,    all, first, second)
{
    all = cost[code "-p", 2017]
    if (all == 0)
        return
    first = int(all * 8 / 10)
    second = all - first
    # Activities that do not add up to their product.
    if (code == "013.0163")
        second = int(second / 2)
    activity_year(code, "-a", first)
    activity_year(code, "-b", second)
    # Inputs that do not add up to their activity.
    inputs_of(code, "-a", code == "018.0202" ? first - 40000 : first)
    inputs_of(code, "-b", second)
}

function write_physical(code, unit_es, unit_en, plan, made,    year, quarter, last, planned, done, share, text)
{
    if (!physical++)
        put("physical", "program|product|period|unit_es|unit_en|planned|delivered|budget|executed")
    share[1] = 20; share[2] = 25; share[3] = 25; share[4] = 30
    for (year = 2015; year <= 2017; year++) {
        if (year < program_first[code] || year > program_last[code])
            continue
        last = year == 2017 ? 3 : 4
        for (quarter = 1; quarter <= last; quarter++) {
            planned = int(plan * (100 - (2017 - year) * 4) * share[quarter] / 10000)
            done = int(planned * made[year - 2014] / 1000 * between(960, 1040) / 1000)
            text = digits(done)
            # For indicators that count the same units, in the year to June.
            delivered[code, year, quarter] = done
            if (year < 2017 || quarter < 3)
                delivered[code] += done
            delivered[code, year] = delivered[code]
            if (year == 2017 && quarter == 3 && substr(code, 1, 3) == "015")
                text = "n.d."
            put("physical", code "|" code "-p|" year "-Q" quarter "|" unit_es \
                "|" unit_en "|" digits(planned) "|" text \
                quarter_money(code, "-p", year, quarter))
        }
    }
    if (program_last[code] >= 2017)
        put("physical", code "|" code "-p|2017-Q4|" unit_es "|" unit_en "|" \
            digits(int(plan * 30 / 100)) "|" quarter_money(code, "-p", 2017, 4))
    targets_ahead(code, "-p", unit_es, unit_en, plan)
}

function write_chains()
{
    program_second["011.0138"] = 1
    set_finals()
    chain("011.0138", "salud", "Más partos y primeros meses con control", "More births and first months with check-ups", "Controles de embarazo y de primer año", "Check-ups in pregnancy and the first year", "controles", "check-ups", "Visitar comunidades sin centro de salud", "Visit communities without a health centre", "Registro de nacimientos", "Register of births", "Hay caminos para llegar al control", "There are roads to reach the check-up", "infant-mortality", 412000, "948 962 957")
    chain("011.0139", "salud", "Más niñas y niños con el esquema completo", "More children fully vaccinated", "Vacunas aplicadas", "Vaccines given", "dosis", "doses", "Comprar vacunas en conjunto con otros países y aplicarlas en la escuela", "Buy vaccines jointly with other countries and give them at school", "Encuesta de cobertura", "Coverage survey", "Las familias aceptan la vacuna", "Families accept vaccination", "vaccination-coverage infant-mortality", 1260000, "931 1012 1124")
    chain("011.0140", "salud", "La atención llega antes de que haga falta un hospital", "Care arrives before a hospital is needed", "Consultas de atención primaria", "Primary care visits", "consultas", "visits", "Abrir centros de salud por la tarde", "Open health centres in the afternoon", "Registro de consultas", "Register of visits", "Hay personal que quiera ir a las regiones", "Staff are willing to work in the regions", "primary-care-wait", 2480000, "971 982 978")
    chain("011.0142", "salud", "Más niñas y niños con talla adecuada", "More children of adequate height", "Familias acompañadas con alimento y consejo", "Families supported with food and advice", "familias", "families", "Entregar el alimento en el control de salud", "Hand out food at the health check", "Encuesta de nutrición", "Nutrition survey", "El alimento se come en casa", "The food is eaten at home", "chronic-malnutrition", 58200, "902 918 894")
    chain("011.0143", "salud", "Más personas atendidas en su barrio", "More people cared for in their neighbourhood", "Consultas comunitarias de salud mental", "Community mental health visits", "consultas", "visits", "Formar equipos en diez distritos", "Train teams in ten districts", "Registro de consultas", "Register of visits", "Se contratan psicólogas y psicólogos", "Psychologists are hired", "mental-health-visits", 15200, "0 0 712")
    chain("012.0150", "escuela", "Más niñas y niños van a educación inicial", "More children attend early education", "Cupos abiertos en centros de educación inicial", "Places opened in early education centres", "cupos", "places", "Adaptar aulas y contratar educadoras", "Adapt classrooms and hire teachers", "Censo escolar", "School census", "Las familias tienen cómo llegar", "Families can get there", "early-education", 9600, "921 958 1014")
    chain("012.0152", "escuela", "Más jóvenes terminan la secundaria", "More young people finish secondary school", "Becas de permanencia", "Grants to stay at school", "becas", "grants", "Seguir la asistencia y avisar a tiempo", "Follow attendance and warn in time", "Censo escolar", "School census", "El trabajo temprano no crece", "Early work does not grow", "secondary-completion", 42500, "952 941 936")
    chain("012.0153", "escuela", "Se come bien cada día de clases", "Good meals every school day", "Raciones servidas", "Meals served", "raciones", "meals", "Comprar alimentos a familias campesinas", "Buy food from farming families", "Informe de las juntas escolares", "Reports of school boards", "Las escuelas tienen agua y cocina", "Schools have water and a kitchen", "school-meals-days chronic-malnutrition", 38400000, "942 951 964")
    chain("012.0155", "escuela", "Más escuelas en buen estado", "More schools in good repair", "Escuelas reparadas", "Schools repaired", "escuelas", "schools", "Contratar obras por grupo de escuelas", "Contract works by group of schools", "Inspección de edificios", "Inspection of buildings", "Los terrenos están inscritos", "The land is registered", "schools-good-repair", 240, "712 644 402")
    chain("013.0138", "vias", "Más puentes seguros", "More safe bridges", "Puentes reparados", "Bridges repaired", "puentes", "bridges", "Inspeccionar y reforzar antes de las lluvias", "Inspect and strengthen before the rains", "Inspección de puentes", "Inspection of bridges", "No hay crecidas fuera de lo común", "No exceptional floods", "bridges-safe", 25, "920 1010 1120")
    chain("013.0161", "vias", "Los caminos rurales se usan todo el año", "Rural roads usable all year", "Caminos rurales mantenidos", "Rural roads maintained", "kilómetros", "kilometres", "Contratar mantenimiento por tramos", "Contract maintenance by section", "Recorrido anual de la red", "Yearly survey of the network", "Las empresas cumplen los plazos", "Firms meet their deadlines", "rural-roads-passable", 640, "905 612 298")
    chain("013.0163", "vias", "Menos choques y atropellos", "Fewer crashes", "Controles de velocidad y alcohol", "Speed and alcohol checks", "controles", "checks", "Hacer controles de noche y en fin de semana", "Run checks at night and at weekends", "Registro de choques", "Register of crashes", "La policía acompaña", "The police take part", "road-deaths", 18400, "884 962 1035")
    chain("014.0150", "agua", "Más hogares con agua segura", "More homes with safe water", "Conexiones de agua segura", "Safe water connections", "conexiones", "connections", "Extender redes y clorar", "Extend networks and chlorinate", "Encuesta de hogares", "Household survey", "Las nacientes mantienen su caudal", "Springs keep their flow", "safe-water", 14800, "862 851 803")
    chain("014.0151", "agua", "Menos aguas sin tratar", "Less untreated sewage", "Conexiones a alcantarillado tratado", "Connections to treated sewers", "conexiones", "connections", "Terminar tres plantas de tratamiento", "Finish three treatment plants", "Encuesta de hogares", "Household survey", "Los municipios ceden los terrenos", "Municipalities give the land", "sanitation", 9200, "744 641 512")
    chain("015.0170", "campo", "Las familias campesinas producen más", "Farming families produce more", "Visitas de asistencia técnica", "Technical support visits", "visitas", "visits", "Acompañar cada ciclo de siembra", "Follow each sowing cycle", "Encuesta agraria", "Farm survey", "Los precios no caen", "Prices do not fall", "irrigated-land", 61000, "874 851 812")
    chain("015.0171", "campo", "Más tierra con riego", "More irrigated land", "Hectáreas con riego nuevo", "Newly irrigated hectares", "hectáreas", "hectares", "Construir canales y repartir turnos", "Build canals and share turns", "Encuesta agraria", "Farm survey", "Hay agua en la estación seca", "There is water in the dry season", "irrigated-land", 1450, "702 584 566")
    chain("015.0172", "campo", "La pesca artesanal es legal y dura", "Small-scale fishing is legal and lasts", "Embarcaciones registradas", "Boats registered", "embarcaciones", "boats", "Llevar el registro a los muelles", "Take the register to the docks", "Registro de embarcaciones", "Register of boats", "Se respeta la veda", "The closed season is respected", "boats-registered", 860, "804 922 941")
    chain("016.0180", "paz", "Hay policía cercana en cada barrio", "A police officer close by in every neighbourhood", "Patrullas de barrio", "Neighbourhood patrols", "patrullas", "patrols", "Asignar agentes fijos por barrio", "Assign officers to neighbourhoods", "Encuesta de victimización", "Victimisation survey", "Los vecinos denuncian", "Neighbours report crime", "victimization fear-at-night", 182000, "952 971 968")
    chain("016.0181", "paz", "Menos jóvenes entran en la violencia", "Fewer young people drawn into violence", "Jóvenes en actividades de tarde", "Young people in afternoon activities", "jóvenes", "young people", "Abrir escuelas por la tarde", "Open schools in the afternoon", "Registro de participantes", "Register of participants", "Las familias confían", "Families trust the programme", "victimization", 21500, "842 921 983")
    chain("016.0182", "paz", "Menos personas vuelven a prisión", "Fewer people return to prison", "Personas con plan de salida", "People with a release plan", "personas", "people", "Formar y acompañar seis meses", "Train and support for six months", "Registro penitenciario", "Prison register", "Las empresas contratan", "Firms hire", "recidivism", 3100, "711 642 588")
    chain("016.0183", "paz", "Más víctimas atendidas a tiempo", "More victims seen in time", "Víctimas atendidas", "Victims cared for", "personas", "people", "Abrir oficinas junto a los hospitales", "Open offices beside hospitals", "Registro de atención", "Register of care", "Las víctimas denuncian", "Victims report", "victims-attended fear-at-night", 15800, "912 968 1041")
    chain("017.0190", "amparo", "Más personas mayores con ingreso", "More older people with an income", "Pensiones pagadas", "Pensions paid", "pagos", "payments", "Pagar cada mes en el barrio o la aldea", "Pay monthly in the neighbourhood or village", "Registro de pagos", "Register of payments", "El registro civil está al día", "The civil register is up to date", "basic-pension-coverage extreme-poverty", 1820000, "982 991 1004")
    chain("017.0191", "amparo", "Menos familias sin comer", "Fewer families without food", "Transferencias pagadas", "Transfers paid", "pagos", "payments", "Revisar el padrón dos veces al año", "Review the roll twice a year", "Registro de pagos", "Register of payments", "Los precios de los alimentos no se disparan", "Food prices do not soar", "extreme-poverty", 1410000, "974 962 981")
    chain("017.0192", "amparo", "Más jóvenes con empleo", "More young people in work", "Contratos de primer empleo", "First job contracts", "contratos", "contracts", "Subsidiar los primeros seis meses", "Subsidise the first six months", "Registro de contratos", "Register of contracts", "La economía crea empleo", "The economy creates jobs", "youth-employment", 8400, "612 744 852")
    chain("018.0200", "natura", "Se pierde menos bosque", "Less forest is lost", "Hectáreas con guarda comunitaria", "Hectares with community rangers", "hectáreas", "hectares", "Contratar guardas de la comunidad", "Hire community rangers", "Imágenes de satélite", "Satellite images", "El precio de la madera no sube", "The price of timber does not rise", "forest-loss", 46000, "884 925 951")
    chain("018.0202", "natura", "Más residuos tratados", "More waste treated", "Toneladas tratadas", "Tonnes treated", "toneladas", "tonnes", "Apoyar a los municipios con plantas", "Support municipalities with plants", "Pesaje en planta", "Weighing at the plant", "Los municipios separan", "Municipalities separate waste", "waste-treated illegal-dumps", 158000, "871 962 1022")
    chain("010.0032", "cuentas", "Las cuentas se publican y se entienden", "Accounts are published and understood", "Conjuntos de datos publicados", "Datasets published", "conjuntos", "datasets", "Acompañar a cada institución", "Support each institution", "Catálogo de datos", "Data catalogue", "Las instituciones entregan a tiempo", "Institutions report on time", "open-datasets", 60, "410 640 1180")
    chain("002.0021", "cuentas", "Las auditorías tienen respuesta", "Audits get an answer", "Auditorías publicadas", "Audits published", "auditorías", "audits", "Publicar cada informe a los 30 días", "Publish each report within 30 days", "Registro de auditorías", "Register of audits", "La Asamblea las discute", "The Assembly debates them", "audit-answers", 52, "904 946 982")
}

# ---- indicators -------------------------------------------------------------

# `observed`: "period=value" pairs, '!' after a value marks a break in the
# series and '/' a change that the institution states. `wanted`: targets,
# "period=value" with '/' and the change stated.
function indicator(code, es, en, unit_es, unit_en, decimals, direction, level, frequency, office_code, program_code_, nodes, body, trust, base, base_period, meaning_es, meaning_en, observed, wanted,    cell, count, i)
{
    if (!indicators++)
        put("indicators", "code|label_es|label_en|unit_es|unit_en|decimals|direction|level|frequency|institution|program|plan_nodes|source_body_es|source_body_en|independence|baseline|baseline_period|definition_es|definition_en|performance|directness|rationale_es|rationale_en|responsible|baseline_zero|next_release|value_for_money|incentive|method_es|method_en|source")
    put_codes("indicators", code "|" es "|" en "|" unit_es "|" unit_en "|" decimals "|" direction "|" level "|" frequency "|" office_code "|" program_code_ "|" nodes "|" body_es[body] "|" body_en[body] "|" trust "|" base "|" base_period "|" meaning_es "|" meaning_en "|" more(code) "|generator", ",12,")
    count = split(observed, cell, " ")
    for (i = 1; i <= count; i++)
        observe(code, cell[i], "")
    count = split(wanted, cell, " ")
    for (i = 1; i <= count; i++)
        target(code, cell[i], "absolute", 1, "Plan Nacional 2015–2020", "National Plan 2015–2020", "", "")
}

# What more is known of some: dimension, whether it is direct, and why, who
# answers in person, what a zero means, the next release, is it worth its cost,
# does money depend on it, and the method.
function more(code)
{
    return code in extra ? extra[code] : "||||||||||"
}

function list_extras()
{
    extra["infant-mortality"] = "effectiveness|direct|||Dra. Inés Palma||2018-03-31|yes||Registro civil, corregido por la encuesta de hogares|Civil register, corrected by the household survey"
    extra["vaccination-coverage"] = "effectiveness|direct|||Dra. Inés Palma||2018-03-31|yes||Encuesta de hogares, todas las regiones|Household survey, all regions"
    extra["safe-water"] = "effectiveness|direct|||Ing. Tomás Ríos||2018-03-31|yes||Encuesta de hogares, con muestra de agua en uno de cada veinte|Household survey, with a water sample in one of twenty"
    extra["fear-at-night"] = "effectiveness|indirect|Ningún registro dice lo que la gente deja de hacer por miedo|No register says what people stop doing out of fear||||||Encuesta de opinión, mil doscientas personas|Opinion survey, twelve hundred people"
    extra["primary-care-wait"] = "quality|direct||||||no|yes|Mediana de las citas del sistema de expedientes|Median of the visits in the records system"
    extra["water-hours"] = "quality|indirect|Mide la red, no el agua que llega a cada casa|It measures the network, not the water that reaches each home||||||Reporte de cada operador|Report by each operator"
    extra["bridges-safe"] = "effectiveness|direct||||start||||Actas de inspección|Inspection records"
    extra["open-datasets"] = "effectiveness|indirect|Cuenta conjuntos, no si se usan|It counts datasets, not whether they are used|Lic. Marta Solano|start|2017-12-31|yes||Catálogo nacional|National catalogue"
    extra["irrigated-land"] = "effectiveness|direct|||||2017-06-30|||Imágenes de satélite y visita a una de cada diez fincas|Satellite images and a visit to one farm in ten"
    extra["police-ratio"] = "efficiency|indirect|Dice cuánta policía hay, no si hay menos delitos|It says how many officers there are, not whether there is less crime||||no||Planilla del ministerio|Payroll of the ministry"
    extra["teacher-training"] = "effectiveness|indirect|Cuenta cursos, no lo que se aprende|It counts courses, not what is learnt|||2017-09-15||yes||"
    extra["tax-evasion"] = "economy|direct|||||2018-06-30|yes||Diferencia entre el impuesto calculado y el cobrado|Gap between the tax computed and the tax collected"
}

function revision(line)
{
    if (!revisions++)
        put("revisions", "code|indicator|date|kind|period|before|after|change_es|change_en|reason_es|reason_en|source")
    put("revisions", line "|generator")
}

function write_revisions()
{
    revision("v1|secondary-completion|2017-03-31|value|2015|55.2|55.6|||Llegaron las actas de las escuelas nocturnas.|The records of the evening schools arrived.")
    revision("v2|chronic-malnutrition|2016-06-30|method||||La encuesta mide también a quienes viven en las islas.|The survey also covers those who live on the islands.|Las islas quedaban fuera desde 2004.|The islands had been left out since 2004.")
    revision("v3|chronic-malnutrition|2017-04-20|target|2018|18.0|20.5|||Acuerdo del Gabinete Social: una meta menos exigente.|Social Cabinet agreement: a less demanding target.")
    revision("v4|waste-treated|2017-08-31|value|2016|18.6|19.3||||")
    revision("v5|debt-share|2016-06-30|baseline|2014|36.5|36.9|||Se sumó la deuda de dos institutos.|The debt of two institutes was added.")
}

# `sex`: empty for the whole.
function observe(code, text, place, sex,    part, value, change, breaks, day)
{
    if (!observations++)
        put("observations", "indicator|period|territory|sex|value|change|break|released|source")
    split(text, part, "=")
    value = part[2]
    change = ""
    if (index(value, "/")) {
        change = substr(value, index(value, "/") + 1)
        value = substr(value, 1, index(value, "/") - 1)
    }
    breaks = "no"
    if (value ~ /!$/) {
        breaks = "yes"
        value = substr(value, 1, length(value) - 1)
    }
    if (part[1] == "2017")
        day = "2017-08-31"
    else if (part[1] ~ /Q/)
        day = later(month_end(substr(part[1], 1, 4), substr(part[1], 7) * 3), 45)
    else
        day = (part[1] + 1) "-03-31"
    put("observations", code "|" part[1] "|" place "|" sex "|" value "|" change "|" breaks "|" day "|generator")
}

function target(code, text, kind, version, origin_es, origin_en, wording_es, wording_en,    part, value, change)
{
    if (!targets++)
        put("targets", "indicator|period|version|value|kind|stated_change|origin_es|origin_en|wording_es|wording_en|from|path|tolerance|zero|source")
    split(text, part, "=")
    value = part[2]
    change = ""
    if (index(value, "/")) {
        change = substr(value, index(value, "/") + 1)
        value = substr(value, 1, index(value, "/") - 1)
    }
    put("targets", code "|" part[1] "|" version "|" value "|" kind "|" change "|" origin_es "|" origin_en "|" wording_es "|" wording_en "|" way(code, part[1]) "|generator")
}

# From when a target counts, its path, its tolerance, what its zero means.
function way(code, when)
{
    return (code, when) in ways ? ways[code, when] : "|||"
}

function list_ways()
{
    ways["infant-mortality", "2018"] = "|through||"
    ways["infant-mortality", "2020"] = "|through||"
    ways["illegal-dumps", "2020"] = "|||end"
    ways["debt-share", "2020"] = "||1.0|"
    ways["waste-treated", "2020"] = "|linear||"
    ways["audit-answers", "2020"] = "|deadline||"
    ways["school-meals-days", "2018"] = "2015|||"
}

function write_indicators()
{
    list_extras()
    list_ways()
    body_es["i"] = "Instituto de Estadística"; body_en["i"] = "Statistics Institute"
    body_es["m"] = "Ministerio responsable"; body_en["m"] = "Ministry in charge"
    body_es["t"] = "Tribunal de Rendición de Cuentas"; body_en["t"] = "Court of Accountability"
    indicator("infant-mortality", "Mortalidad infantil", "Infant mortality", "por 1000 nacidos vivos", "per 1,000 live births", 1, "decrease", "outcome", "annual", "011", "011.0138", "1.1.1", "i", "independent", "21.4", 2014, "Muertes antes de cumplir un año por cada mil nacidos vivos.", "Deaths before the first birthday per thousand live births.", "2014=21.4 2015=20.6 2016=19.1 2017=18.7", "2017=19.0 2018=18.0 2020=16.0/-25.2")
    indicator("vaccination-coverage", "Cobertura de vacunación", "Vaccination coverage", "% de menores de dos años", "% of children under two", 1, "increase", "outcome", "annual", "011", "011.0139", "1.1.2", "i", "independent", "78.2", 2014, "Parte de menores de dos años con el esquema completo.", "Share of children under two fully vaccinated.", "2014=78.2 2015=79.1 2016=83.6 2017=88.4", "2017=85.0 2020=95.0")
    indicator("chronic-malnutrition", "Desnutrición crónica", "Chronic malnutrition", "% de menores de cinco años", "% of children under five", 1, "decrease", "outcome", "annual", "011", "011.0142", "1.1.3", "i", "independent", "23.8", 2014, "Parte de menores de cinco años con talla baja para su edad. Desde 2016 la encuesta mide también a quienes viven en las islas: hay un corte en la serie.", "Share of children under five who are short for their age. Since 2016 the survey also covers the islands: there is a break in the series.", "2014=23.8 2015=23.5 2016=22.9! 2017=22.1", "2018=18.0 2020=16.0")
    target("chronic-malnutrition", "2018=20.5", "absolute", 2, "Acuerdo del Gabinete Social, 20 de abril de 2017: la meta del plan se cambió por una menos exigente", "Social Cabinet agreement of April 20, 2017: the plan's target was replaced by a less demanding one", "Llegar a 20,5 % en 2018", "Reach 20.5% in 2018")
    indicator("early-education", "Asistencia a educación inicial", "Attendance in early education", "% de 3 a 5 años", "% aged 3 to 5", 1, "increase", "outcome", "annual", "012", "012.0150", "1.2.1", "i", "independent", "41.5", 2014, "Parte de niñas y niños de 3 a 5 años que asisten a un centro.", "Share of children aged 3 to 5 attending a centre.", "2014=41.5 2015=44.0 2016=47.9 2017=52.3", "2017=52.0 2020=65.0")
    indicator("secondary-completion", "Secundaria terminada", "Secondary school completed", "% de 18 a 20 años", "% aged 18 to 20", 1, "increase", "outcome", "annual", "012", "012.0152", "1.2.2", "i", "independent", "54.8", 2014, "Parte de jóvenes de 18 a 20 años que terminaron la secundaria.", "Share of people aged 18 to 20 who finished secondary school.", "2014=54.8 2015=55.6 2016=56.1 2017=56.0", "2017=59.0 2020=66.0")
    indicator("schools-good-repair", "Escuelas en buen estado", "Schools in good repair", "% de escuelas", "% of schools", 1, "increase", "output", "annual", "012", "012.0155", "1.2.3", "m", "reported", "38.4", 2014, "Parte de escuelas públicas que pasan la inspección de edificios.", "Share of public schools that pass the building inspection.", "2014=38.4 2015=41.0 2016=43.2 2017=43.9", "2017=52.0 2020=70.0")
    indicator("school-meals-days", "Días con comida escolar", "Days with school meals", "días al año", "days a year", 0, "increase", "output", "annual", "012", "012.0153", "1.2.1", "m", "reported", "142", 2014, "Días de clases en que se sirvió comida, promedio de escuelas.", "School days on which meals were served, average of schools.", "2014=142 2015=155 2016=163", "2016=160 2017=170 2020=190")
    indicator("rural-roads-passable", "Caminos rurales transitables", "Passable rural roads", "% de la red rural", "% of the rural network", 1, "increase", "outcome", "annual", "013", "013.0161", "2.1.1", "t", "independent", "46.2", 2014, "Parte de la red rural que un vehículo común recorre en época de lluvias, según el recorrido del Tribunal.", "Share of the rural network that an ordinary vehicle can travel in the rainy season, by the Court's survey.", "2014=46.2 2015=48.0 2016=48.9 2017=49.3", "2017=58.0 2020=70.0")
    indicator("bridges-safe", "Puentes reparados desde 2015", "Bridges repaired since 2015", "puentes", "bridges", 0, "increase", "output", "annual", "013", "013.0138", "2.1.2", "m", "reported", "0", 2014, "Puentes reparados y aprobados en inspección, acumulado; 2017, hasta junio.", "Bridges repaired and passed by inspection, cumulative; 2017, to June.", running_total("013.0138"), "2017=45 2020=90")
    indicator("road-deaths", "Muertes en la vía", "Road deaths", "por 100 000 habitantes", "per 100,000 inhabitants", 1, "decrease", "outcome", "annual", "013", "013.0163", "2.1.3", "i", "independent", "14.9", 2014, "Personas muertas en choques o atropellos en el año.", "People killed in road crashes in the year.", "2014=14.9 2015=14.2 2016=13.1 2017=12.6", "2017=13.0 2020=10.0/-30.0")
    indicator("safe-water", "Hogares con agua segura", "Homes with safe water", "% de hogares", "% of households", 1, "increase", "outcome", "annual", "014", "014.0150", "2.2.1", "i", "independent", "71.3", 2014, "Parte de hogares con agua de red, todo el día y sin contaminación.", "Share of households with piped water, all day and uncontaminated.", "2014=71.3 2015=72.4 2016=73.0 2017=73.8", "2017=76.0 2018=80.0")
    target("safe-water", "2020=80.0", "absolute", 2, "Mensaje a la Asamblea, 15 de marzo de 2017: la misma meta, dos años después", "Message to the Assembly, March 15, 2017: the same target, two years later", "Ocho de cada diez hogares en 2020", "Eight in ten homes in 2020")
    indicator("water-hours", "Horas de servicio de agua", "Hours of water service", "horas al día", "hours a day", 1, "increase", "output", "annual", "014", "014.0150", "2.2.1", "m", "reported", "14.2", 2014, "Horas al día con agua, promedio de las redes.", "Hours a day with water, average of networks.", "2014=14.2 2015=14.6 2016=15.1 2017=15.0", "2017=16.0 2020=20.0")
    indicator("sanitation", "Hogares con saneamiento tratado", "Homes with treated sanitation", "% de hogares", "% of households", 1, "increase", "outcome", "annual", "014", "014.0151", "2.2.2", "i", "independent", "48.1", 2014, "Parte de hogares cuyas aguas servidas se tratan.", "Share of households whose sewage is treated.", "2014=48.1 2015=48.9 2016=49.2 2017=49.6", "2017=54.0 2020=65.0")
    indicator("forest-loss", "Bosque perdido en el año", "Forest lost in the year", "hectáreas", "hectares", 0, "decrease", "outcome", "annual", "018", "018.0200", "2.3.1", "i", "independent", "6420", 2014, "Hectáreas de bosque que había el año anterior y ya no.", "Hectares of forest that stood the year before and are gone.", "2014=6420 2015=6105 2016=5730", "2016=5900 2017=5400 2020=4000")
    indicator("waste-treated", "Residuos tratados", "Waste treated", "% del peso", "% by weight", 1, "increase", "outcome", "annual", "018", "018.0202", "2.3.2", "m", "reported", "12.4", 2014, "Parte de los residuos recogidos que llega a una planta.", "Share of collected waste that reaches a plant.", "2014=12.4 2015=15.0 2016=19.3 2017=23.1", "2017=22.0 2020=40.0")
    indicator("illegal-dumps", "Botaderos a cielo abierto", "Open dumps", "botaderos", "dumps", 0, "delete", "outcome", "annual", "018", "018.0202", "2.3.2", "m", "unverified", "64", 2014, "Lugares donde se tira basura sin permiso.", "Places where waste is dumped without a permit.", "2014=64 2015=51 2016=40 2017=33", "2020=0")
    indicator("youth-employment", "Jóvenes con empleo", "Young people in work", "% de 18 a 25 años", "% aged 18 to 25", 1, "increase", "outcome", "quarterly", "017", "017.0192", "3.1.1", "i", "independent", "38.7", "2014-Q4", "Parte de jóvenes de 18 a 25 años que trabajaron en el trimestre.", "Share of people aged 18 to 25 who worked in the quarter.", "2016-Q1=39.2 2016-Q2=39.6 2016-Q3=39.9 2016-Q4=40.8 2017-Q1=40.3 2017-Q2=41.1", "2017-Q4=42.0 2020-Q4=47.0")
    indicator("basic-pension-coverage", "Cobertura de la pensión básica", "Coverage of the basic pension", "% de 70 años y más", "% aged 70 and over", 1, "increase", "outcome", "annual", "017", "017.0190", "3.1.2", "m", "reported", "52.6", 2014, "Parte de personas de 70 años y más con alguna pensión.", "Share of people aged 70 and over with some pension.", "2014=52.6 2015=58.3 2016=64.0 2017=69.8", "2017=68.0 2020=85.0")
    indicator("extreme-poverty", "Pobreza extrema", "Extreme poverty", "% de la población", "% of the population", 1, "decrease", "outcome", "annual", "017", "017.0191", "3.1.3", "i", "independent", "14.2", 2014, "Parte de la población que no puede pagar la canasta de alimentos.", "Share of the population that cannot pay for the food basket.", "2014=14.2 2015=13.6 2016=12.8 2017=12.1", "2017=12.0 2020=9.0")
    indicator("irrigated-land", "Tierra con riego", "Irrigated land", "miles de hectáreas", "thousand hectares", 1, "increase", "output", "annual", "015", "015.0171", "3.2.1", "m", "reported", "31.2", 2014, "Tierra de cultivo con riego en uso.", "Farmland with irrigation in use.", "2014=31.2 2015=32.0 2016=32.4 2017=n.d.", "2017=36.0 2020=42.0")
    indicator("boats-registered", "Embarcaciones registradas", "Registered boats", "% de embarcaciones", "% of boats", 1, "increase", "output", "annual", "015", "015.0172", "3.2.2", "m", "reported", "22.0", 2014, "Parte de embarcaciones artesanales en el registro.", "Share of small-scale boats in the register.", "2014=22.0 2015=30.4 2016=41.2 2017=n.d.", "2017=50.0 2020=80.0")
    indicator("rural-credit", "Familias campesinas con crédito", "Farming families with credit", "% de familias", "% of families", 1, "increase", "outcome", "annual", "015", "", "3.2.3", "i", "independent", "12.1", 2014, "Parte de familias campesinas con un crédito vigente.", "Share of farming families with a running loan.", "2014=12.1 2015=11.8 2016=11.5", "")
    indicator("victimization", "Hogares víctimas de delitos", "Households victims of crime", "% de hogares", "% of households", 1, "decrease", "outcome", "annual", "016", "016.0180", "4.1.1", "i", "independent", "25.6", 2014, "Parte de hogares con alguna víctima de un delito en doce meses.", "Share of households with a victim of crime in twelve months.", "2014=25.6 2015=24.9/-2.7 2016=23.1/-7.2 2017=22.4/-3.5", "")
    target("victimization", "2018=-25.0", "relative", 1, "Plan Nacional 2015–2020", "National Plan 2015–2020", "Reducir en una cuarta parte los hogares víctimas", "Cut victim households by a quarter")
    indicator("fear-at-night", "Miedo a caminar de noche", "Fear of walking at night", "% de 18 años y más", "% aged 18 and over", 1, "decrease", "outcome", "annual", "016", "016.0183", "4.1.1", "i", "independent", "58.1", 2014, "Parte de personas adultas que tienen miedo de caminar de noche en su barrio.", "Share of adults afraid to walk at night in their neighbourhood.", "2014=58.1 2015=57.5 2016=55.2 2017=53.9", "")
    target("fear-at-night", "2020=", "absolute", 1, "Plan Nacional 2015–2020", "National Plan 2015–2020", "Reducir el miedo de manera sustancial", "Reduce fear substantially")
    indicator("victims-attended", "Víctimas atendidas en dos días", "Victims seen within two days", "% de denuncias", "% of reports", 1, "increase", "output", "annual", "016", "016.0183", "4.1.2", "m", "reported", "44.0", 2014, "Parte de víctimas atendidas a los dos días de denunciar.", "Share of victims seen within two days of reporting.", "2014=44.0 2015=52.3 2016=61.2 2017=67.4", "2017=65.0 2020=85.0")
    indicator("recidivism", "Reincidencia", "Reoffending", "% a los dos años", "% after two years", 1, "decrease", "outcome", "annual", "016", "016.0182", "4.1.3", "m", "reported", "36.5", 2014, "Parte de quienes vuelven a prisión en los dos años siguientes.", "Share of those who return to prison within two years.", "2014=36.5 2015=36.1 2016=36.8 2017=37.4", "2017=34.0 2020=30.0")
    indicator("police-ratio", "Policía vecinal por habitante", "Neighbourhood police per inhabitant", "por 10 000 habitantes", "per 10,000 inhabitants", 1, "reach", "input", "annual", "016", "016.0180", "4.1.1", "m", "reported", "21.4", 2014, "Agentes de barrio por cada diez mil habitantes.", "Neighbourhood officers per ten thousand inhabitants.", "2014=21.4 2015=22.3 2016=23.6 2017=24.2", "2018=25.0")
    indicator("open-datasets", "Conjuntos de datos abiertos", "Open datasets", "conjuntos", "datasets", 0, "increase", "output", "annual", "010", "010.0032", "4.2.1", "i", "independent", "0", 2014, "Conjuntos en el catálogo nacional, acumulado; 2017, hasta junio.", "Datasets in the national catalogue, cumulative; 2017, to June.", running_total("010.0032"), "2017=100 2020=250")
    indicator("audit-answers", "Auditorías con respuesta", "Audits answered", "% de auditorías", "% of audits", 1, "increase", "process", "annual", "002", "002.0021", "4.2.3", "t", "independent", "31.0", 2014, "Parte de auditorías contestadas en el plazo de ley.", "Share of audits answered within the legal time.", "2014=31.0 2015=38.5 2016=45.1 2017=52.2", "2017=60.0 2020=90.0")
    indicator("debt-share", "Deuda pública", "Public debt", "% del producto", "% of output", 1, "keep", "outcome", "annual", "010", "", "4.2.2", "i", "independent", "36.9", 2014, "Deuda del gobierno central al cierre del año.", "Central government debt at the end of the year.", "2014=36.9 2015=37.4 2016=37.8", "2020=38.0")
    indicator("tax-evasion", "Evasión del impuesto al valor agregado", "Value added tax evasion", "% del impuesto", "% of the tax", 1, "decrease", "outcome", "annual", "010", "010.0030", "4.2.2", "m", "reported", "29.8", 2014, "Parte del impuesto que se debió cobrar y no se cobró.", "Share of the tax due that was not collected.", "2014=29.8 2015=29.1 2016=28.0", "2017=26.0 2020=20.0")
    indicator("primary-care-wait", "Espera para una consulta", "Wait for a visit", "días", "days", 0, "decrease", "process", "annual", "011", "011.0140", "1.1.1", "m", "reported", "19", 2014, "Días entre pedir una consulta y tenerla, mediana.", "Days between asking for a visit and having it, median.", "2014=19 2015=17 2016=15 2017=14", "2017=14 2020=7")
    indicator("mental-health-visits", "Consultas comunitarias de salud mental", "Community mental health visits", "consultas", "visits", 0, "increase", "output", "quarterly", "011", "011.0143", "", "m", "reported", "", "", "Consultas en equipos de barrio. El programa empezó en 2017: no hay línea de base.", "Visits to neighbourhood teams. The program began in 2017: there is no baseline.", "2017-Q1=" delivered["011.0143", 2017, 1] " 2017-Q2=" delivered["011.0143", 2017, 2], "")
    target("mental-health-visits", "2017=15200", "cumulative", 1, "Ley 2 de 2016, de Salud Mental", "Mental Health Act, No. 2 of 2016", "", "")
    indicator("teacher-training", "Docentes con formación al día", "Teachers with up-to-date training", "% de docentes", "% of teachers", 1, "increase", "output", "annual", "012", "012.0154", "1.2.2", "m", "reported", "33.0", 2014, "Parte de docentes con un curso en los últimos tres años.", "Share of teachers with a course in the last three years.", "2014=33.0 2015=37.2 2016=44.1 2017=49.3", "2017=48.0 2020=75.0")
    target("school-meals-days", "2018=165", "average", 2, "Ley 5 de 2015, de Comedores Escolares", "School Meals Act, No. 5 of 2015", "Un promedio de 165 días entre 2015 y 2018", "An average of 165 days from 2015 to 2018")
    by_sex("youth-employment", "2017-Q1", "35.2 45.5")
    by_sex("youth-employment", "2017-Q2", "36.0 46.3")
    by_sex("secondary-completion", "2017", "59.1 52.8")
    write_revisions()
    by_region("chronic-malnutrition", 2016, "12.1 19.4 34.8 15.2 31.6 36.2 24.3 22.8")
    by_region("chronic-malnutrition", 2017, "11.8 18.9 33.2 14.9 30.7 35.1 24.6 22.0")
    by_region("safe-water", 2017, "93.4 74.1 55.0 81.6 61.3 42.7 58.8 66.9")
}

function running_total(code)
{
    return "2014=0 2015=" delivered[code, 2015] " 2016=" \
        delivered[code, 2016] " 2017=" delivered[code, 2017]
}

function by_sex(code, when, values,    cell)
{
    split(values, cell, " ")
    observe(code, when "=" cell[1], "", "women")
    observe(code, when "=" cell[2], "", "men")
}

function by_region(code, year, values,    cell, i)
{
    split(values, cell, " ")
    for (i = 1; i <= 8; i++)
        observe(code, year "=" cell[i], "0" i)
}

# ---- commitments ------------------------------------------------------------

function why(code, step, es, en)
{
    reason_es[code, step] = es
    reason_en[code, step] = en
}

function quote(code, es, en)
{
    quote_es[code] = es
    quote_en[code] = en
}

function list_words()
{
    quote("c001", "En 2017 morirán menos de 19 niñas y niños por cada mil que nacen.", "In 2017 fewer than 19 children will die for every thousand born.")
    quote("c002", "Nueve de cada diez menores de dos años tendrán todas sus vacunas.", "Nine in ten children under two will have all their vaccines.")
    quote("c007", "Ninguna escuela se mojará por dentro.", "No school will be wet inside.")
    quote("c011", "Mil quinientos kilómetros de camino rural, todo el año.", "Fifteen hundred kilometres of rural road, all year round.")
    quote("c014", "La Presa del Alba tendrá una segunda etapa.", "Dawn Dam will have a second stage.")
    quote("c020", "Un banco para el campo, con ventanilla en cada región.", "A bank for the countryside, with a counter in every region.")
    quote("c024", "La reincidencia bajará a 34 de cada cien.", "Reoffending will fall to 34 in a hundred.")
    quote("c029", "Cada gasto público, en línea al mes siguiente.", "Every public expense online the following month.")
    quote("c030", "Un tren de la costa a la capital.", "A train from the coast to the capital.")
    quote("c036", "Agua segura para ocho de cada diez hogares.", "Safe water for eight in ten homes.")
    why("c004", 2, "La compra de equipos se repitió porque ninguna oferta cumplía.", "The purchase of equipment was repeated because no bid qualified.")
    why("c007", 2, "Los terrenos de 61 escuelas no están inscritos y no se puede contratar la obra.", "The land of 61 schools is not registered and works cannot be contracted.")
    why("c010", 2, "El concurso quedó desierto una vez.", "The first tender had no bidders.")
    why("c011", 2, "Se pagaron anticipos a tres empresas que no han terminado los tramos.", "Advances were paid to three firms that have not finished their sections.")
    why("c011", 3, "El ministerio pide un año más.", "The ministry asks for one more year.")
    why("c014", 2, "El estudio de suelos mostró que la segunda etapa no es segura. Los fondos pasaron a agua potable.", "The soil study showed that the second stage is not safe. The funds went to drinking water.")
    why("c018", 2, "La planta espera el permiso del municipio.", "The plant awaits the municipality's permit.")
    why("c022", 2, "Los datos de agosto y septiembre no han llegado.", "The data for August and September have not arrived.")
    why("c024", 2, "Se contrataron 11 de 40 acompañantes.", "Eleven of forty support workers were hired.")
    why("c030", 2, "El costo calculado pasó a más del doble de lo anunciado.", "The estimated cost rose to more than twice what was announced.")
    why("c036", 2, "La misma meta pasa de 2018 a 2020.", "The same target moves from 2018 to 2020.")
    why("c040", 2, "La ley entró en vigor cuatro meses después de lo previsto.", "The act came into force four months later than planned.")
}

# What stands behind an event: why, by whose word, the stage of a bill, and the
# evidence with its archived copy. Two achievements show none.
function proof(code, step, status, moved,    shown, kind, stage_code)
{
    shown = status == "achieved" && code != "c016" && code != "c025"
    kind = (code, step) in reason_sort ? reason_sort[code, step] : ""
    stage_code = (code, step) in bill ? bill[code, step] : ""
    return kind "|" (moved == "" ? "|" : "Acuerdo del Consejo de Gobierno|Agreement of the Cabinet") "|" stage_code "|" \
        (shown ? "https://pruebas.ejemplo.example/" code ".pdf|https://archivo.ejemplo.example/" code ".pdf|" digest(code) : "||") "|" \
        (status == "achieved" || status == "discarded" || moved != "" ? "Jefatura de Gabinete" : "")
}

# Sixty-four digits that look like a SHA-256 and are none: the paper is
# fictional too.
function digest(text,    state, i, out)
{
    state = length(text)
    for (i = 1; i <= length(text); i++)
        state = (state * 31 + index("abcdefghijklmnopqrstuvwxyz0123456789-", substr(text, i, 1))) % 65521
    out = ""
    for (i = 1; i <= 16; i++) {
        state = (state * 75 + 74) % 65537
        out = out sprintf("%04x", state % 65536)
    }
    return out
}

function list_proofs()
{
    reason_sort["c014", 2] = "technical"
    reason_sort["c020", 2] = "priorities"
    reason_sort["c030", 2] = "budgetary"
    bill["c040", 1] = "tabled"
    bill["c040", 2] = "second-chamber"
    bill["c040", 3] = "in-force"
    bill["c020", 1] = "tabled"
    person["c001"] = "Dra. Inés Palma"
    person["c007"] = "Arq. Julián Mora"
    person["c011"] = "Ing. Elsa Quirós"
    person["c029"] = "Lic. Marta Solano"
    person["c036"] = "Ing. Tomás Ríos"
    money_from["c001"] = "new-money"
    money_from["c011"] = "new-money"
    money_from["c015"] = "reallocation"
    money_from["c018"] = "new-money"
    money_from["c028"] = "new-money"
    money_from["c029"] = "reallocation"
    money_from["c036"] = "reallocation"
}

# What others say, from their own lists.
function assess(code, who, date, commitment_code, status, es, en)
{
    if (!assessments++)
        put("assessments", "code|assessor_es|assessor_en|kind|date|commitment|status|method_es|method_en|reason_es|reason_en|address|source")
    put("assessments", code "|" judge_es[who] "|" judge_en[who] "|" judge_kind[who] "|" date "|" commitment_code "|" status "|" judge_way_es[who] "|" judge_way_en[who] "|" es "|" en "|https://" who ".ejemplo.example/" commitment_code "|generator")
}

function write_assessments()
{
    judge_es["observatorio"] = "Observatorio de Promesas"
    judge_en["observatorio"] = "Promise Observatory"
    judge_kind["observatorio"] = "civil-society"
    judge_way_es["observatorio"] = "Visita y dos entrevistas por promesa"
    judge_way_en["observatorio"] = "A visit and two interviews for each promise"
    judge_es["auditoria"] = "Auditoría Pública"
    judge_en["auditoria"] = "Public Audit"
    judge_kind["auditoria"] = "auditor"
    judge_way_es["auditoria"] = "Muestra de expedientes"
    judge_way_en["auditoria"] = "A sample of files"
    assess("a01", "observatorio", "2017-06-15", "c001", "needs-attention", "El dato de 2017 aún no se publicaba.", "The value for 2017 was not published yet.")
    assess("a02", "observatorio", "2017-09-12", "c001", "achieved", "El dato de 2017 cumple la meta.", "The value for 2017 meets the target.")
    assess("a03", "observatorio", "2017-09-12", "c007", "delayed", "De doce escuelas visitadas, cinco se mojan.", "Of twelve schools visited, five get wet.")
    assess("a04", "observatorio", "2017-09-12", "c011", "delayed", "Tres tramos siguen cerrados.", "Three sections are still closed.")
    assess("a05", "observatorio", "2017-09-12", "c016", "needs-attention", "Se publica la mitad de las redes.", "Half of the networks are published.")
    assess("a06", "observatorio", "2017-09-12", "c025", "achieved", "Las ocho oficinas atienden.", "All eight offices are open.")
    assess("a07", "observatorio", "2017-09-12", "c029", "needs-attention", "Los gastos de tres ministerios salen dos meses después.", "Expenses of three ministries come out two months later.")
    assess("a08", "observatorio", "2017-09-12", "c036", "delayed", "La promesa era para 2018.", "The promise was for 2018.")
    assess("a09", "auditoria", "2017-08-31", "c013", "needs-attention", "Once radares no tienen permiso de operación.", "Eleven cameras have no permit to operate.")
    assess("a10", "auditoria", "2017-08-31", "c011", "delayed", "Los anticipos no tienen garantía vigente.", "The advances have no valid guarantee.")
    assess("a11", "auditoria", "2017-08-31", "c018", "delayed", "Una de tres plantas está terminada.", "One of three plants is finished.")
    assess("a12", "auditoria", "2017-08-31", "c033", "achieved", "Los contratos están en regla.", "The contracts are in order.")
    assess("a13", "auditoria", "2017-08-31", "c038", "achieved", "", "")
}

# What there is in all, against what is published here.
function universe(line)
{
    if (!universes++)
        put("universe", "code|parent|label_es|label_en|date|value|withheld|status|resource|filter|reason_es|reason_en|source")
    put("universe", line "|generator")
}

function write_universe()
{
    universe("promises||Compromisos del Gobierno|Commitments of the Government|2017-09-30|60|12|published|commitments||Doce son acuerdos del gabinete que la ley reserva cinco años.|Twelve are agreements of the Cabinet that the law reserves for five years.")
    universe("promises-2015|promises|Anunciados en 2015|Announced in 2015|2015|20|1|published|derived-commitments|announced_year=2015||")
    universe("promises-2016|promises|Anunciados en 2016|Announced in 2016|2016|26|6|published|derived-commitments|announced_year=2016||")
    universe("promises-2017|promises|Anunciados en 2017|Announced in 2017|2017|14|5|published|derived-commitments|announced_year=2017||")
    universe("indicators||Indicadores del Plan Nacional|Indicators of the National Plan|2015-03-16|34||published|indicators|||")
    universe("field-visits||Promesas hechas en visitas|Promises made on visits|2017-09-30|||withheld||||")
}

# `steps`: events "date/status" or "date/status/new deadline".
function commitment(code, es, en, office_code, program_code_, nodes, goals, level, announced, deadline, inside, place, funding, steps,    cell, part, count, i, origin_es, origin_en)
{
    if (!commitments++) {
        put("commitments", "code|label_es|label_en|quote_es|quote_en|announced|institution|territory|program|plan_nodes|indicators|level|deadline|internal_deadline|deadline_origin_es|deadline_origin_en|funding|status|responsible|internal_deadline_origin_es|internal_deadline_origin_en|funding_mode|source")
        put("commitment-events", "commitment|date|status|deadline|reason_es|reason_en|assessor|reason_kind|deadline_origin_es|deadline_origin_en|stage|evidence|archive|evidence_hash|approver|source|internal_deadline")
        put("milestones", "commitment|label_es|label_en|deadline|done|source")
    }
    origin_es = "Mensaje a la Asamblea"
    origin_en = "Message to the Assembly"
    if (substr(announced, 1, 4) == "2015") {
        origin_es = "Plan Nacional 2015–2020"
        origin_en = "National Plan 2015–2020"
    }
    if (deadline == "")
        origin_es = origin_en = ""
    put_codes("commitments", code "|" es "|" en "|" quote_es[code] "|" quote_en[code] "|" announced "|" office_code "|" place "|" program_code_ "|" nodes "|" goals "|" level "|" deadline "|" inside "|" origin_es "|" origin_en "|" funding "||" person[code] "|" (inside == "" ? "|" : "Unidad de Seguimiento|Follow-up Unit") "|" money_from[code] "|generator", ",10,11,")
    count = split(steps, cell, " ")
    for (i = 1; i <= count; i++) {
        split(cell[i], part, "/")
        put("commitment-events", code "|" part[1] "|" part[2] "|" part[3] "|" reason_es[code, i] "|" reason_en[code, i] "|" (i % 2 ? "Unidad de Seguimiento" : "Tribunal de Rendición de Cuentas") "|" proof(code, i, part[2], part[3]) "|generator|")
    }
    write_milestones(code, announced, deadline, steps)
}

function write_milestones(code, announced, deadline, steps,    first, final, i, day, done, state_text)
{
    if (length(deadline) != 10 || chance(10) < 2)
        return
    first = day_number(announced)
    final = day_number(deadline)
    for (i = 1; i <= 3; i++) {
        day = first + int((final - first) * i / 3)
        done = day + between(-25, 40)
        if (done <= first)
            done = first + 5
        if (steps ~ /discarded/ && i > 1)
            done = 0
        if (i == 3 && steps !~ /achieved/)
            done = 0
        if (i == 3 && steps ~ /achieved/)
            done = day_number(substr(steps, index(steps, "/achieved") - 10, 10))
        if (steps ~ /delayed/ && steps !~ /achieved/ && i == 2)
            done = 0
        if (done > day_number("2017-09-30"))
            done = 0
        put("milestones", code "|" step_es[i] "|" step_en[i] "|" day_text(day) "|" (done ? day_text(done) : "") "|generator")
    }
}

function write_commitments()
{
    list_proofs()
    write_assessments()
    write_universe()
    step_es[1] = "Recursos asignados"; step_en[1] = "Funds assigned"
    step_es[2] = "Contratos o convenios firmados"; step_en[2] = "Contracts or agreements signed"
    step_es[3] = "Resultado entregado"; step_en[3] = "Result delivered"
    commitment("c001", "Bajar la mortalidad infantil a menos de 19 por mil", "Bring infant mortality below 19 per thousand", "011", "011.0138", "1.1.1", "infant-mortality", "outcome", "2015-03-16", "2017-12-31", "", "", "funded", "2016-06-30/on-time 2017-08-31/achieved")
    commitment("c002", "Vacunar a nueve de cada diez menores de dos años", "Vaccinate nine in ten children under two", "011", "011.0139", "1.1.2", "vaccination-coverage", "outcome", "2016-03-15", "2018-12-31", "2018-06-30", "", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c003", "Abrir diez equipos de salud mental", "Open ten mental health teams", "011", "011.0143", "", "mental-health-visits", "output", "2017-03-15", "2018-03-31", "", "", "partly", "2017-06-30/on-time")
    commitment("c004", "Equipar 40 centros de salud", "Equip 40 health centres", "011", "011.0140", "1.1.1", "", "output", "2016-03-15", "2017-06-30", "", "04", "funded", "2016-09-30/on-time 2017-06-30/delayed")
    commitment("c005", "Entregar alimento a 50 000 familias", "Give food to 50,000 families", "011", "011.0142", "1.1.3", "chronic-malnutrition", "output", "2015-03-16", "2016-12-31", "", "05", "funded", "2016-06-30/on-time 2016-12-20/achieved")
    commitment("c006", "Abrir 20 000 cupos de educación inicial", "Open 20,000 places in early education", "012", "012.0150", "1.2.1", "early-education", "output", "2015-03-16", "2017-08-31", "", "", "funded", "2016-06-30/on-time 2017-08-25/achieved")
    commitment("c007", "Reparar todas las escuelas con goteras", "Repair every leaking school", "012", "012.0155", "1.2.3", "schools-good-repair", "output", "2016-03-15", "2017-12-31", "2017-09-30", "", "partly", "2016-12-15/needs-attention 2017-06-30/delayed/2018-12-31")
    commitment("c008", "Servir comida escolar 170 días al año", "Serve school meals 170 days a year", "012", "012.0153", "1.2.1", "school-meals-days", "output", "2015-03-16", "2017-12-31", "", "", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c009", "Formar a la mitad de los docentes", "Train half of the teachers", "012", "012.0154", "1.2.2", "teacher-training", "output", "2015-03-16", "2017-12-31", "", "", "funded", "2016-06-30/needs-attention 2017-06-30/on-time")
    commitment("c010", "Reforzar 45 puentes", "Strengthen 45 bridges", "013", "013.0138", "2.1.2", "bridges-safe", "output", "2015-03-16", "2016-12-31", "", "02", "funded", "2016-06-30/on-time 2016-12-31/delayed 2017-05-19/achieved")
    commitment("c011", "Mantener 1500 kilómetros de camino rural", "Maintain 1,500 kilometres of rural road", "013", "013.0161", "2.1.1", "rural-roads-passable", "output", "2015-03-16", "2016-12-31", "", "", "funded", "2016-06-30/needs-attention 2016-12-31/delayed/2017-06-30 2017-06-30/delayed/2018-06-30")
    commitment("c012", "Poner barco diario entre islas", "Run a daily boat between islands", "013", "013.0162", "", "", "output", "2016-03-15", "2016-12-31", "", "07", "funded", "2016-11-28/achieved")
    commitment("c013", "Instalar 60 radares de velocidad", "Install 60 speed cameras", "013", "013.0163", "2.1.3", "road-deaths", "input", "2016-03-15", "2017-03-31", "", "", "funded", "2016-12-15/on-time 2017-04-28/achieved")
    commitment("c014", "Construir la segunda etapa de la Presa del Alba", "Build the second stage of Dawn Dam", "014", "014.0164", "2.2.1", "", "output", "2015-03-16", "2018-12-31", "", "05", "unfunded", "2016-06-30/needs-attention 2016-11-04/discarded")
    commitment("c015", "Conectar 14 000 hogares a agua segura", "Connect 14,000 homes to safe water", "014", "014.0150", "2.2.1", "safe-water", "output", "2017-03-15", "2017-12-31", "", "03", "funded", "2017-06-30/needs-attention")
    commitment("c016", "Publicar la calidad del agua de cada red", "Publish the water quality of every network", "014", "014.0150", "2.2.1", "", "process", "2016-03-15", "2016-09-30", "", "", "funded", "2016-09-12/achieved")
    commitment("c017", "Proteger 30 nacientes", "Protect 30 springs", "014", "014.0165", "2.2.1", "", "output", "2015-03-16", "2018-12-31", "", "06", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c018", "Terminar tres plantas de tratamiento", "Finish three treatment plants", "014", "014.0151", "2.2.2", "sanitation", "output", "2015-03-16", "2017-06-30", "", "08", "partly", "2016-06-30/needs-attention 2017-06-30/delayed")
    commitment("c019", "Dar riego a 4000 hectáreas más", "Irrigate 4,000 more hectares", "015", "015.0171", "3.2.1", "irrigated-land", "output", "2015-03-16", "2017-06-30", "", "05", "partly", "2017-05-31/on-time")
    commitment("c020", "Crear el banco del campo", "Create the bank for the countryside", "015", "", "3.2.3", "rural-credit", "process", "2015-03-16", "2017-12-31", "", "", "unfunded", "2016-06-30/needs-attention 2017-02-10/discarded")
    commitment("c021", "Registrar todas las embarcaciones artesanales", "Register every small boat", "015", "015.0172", "3.2.2", "boats-registered", "output", "2016-03-15", "2018-12-31", "", "02", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c022", "Visitar 60 000 fincas en el año", "Visit 60,000 farms in the year", "015", "015.0170", "3.2.1", "", "output", "2017-03-15", "2017-12-31", "", "", "funded", "2017-06-30/on-time 2017-09-30/needs-attention")
    commitment("c023", "Tener policía fija en 300 barrios", "Have assigned police in 300 neighbourhoods", "016", "016.0180", "4.1.1", "police-ratio+victimization", "input", "2015-03-16", "2018-12-31", "", "", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c024", "Bajar la reincidencia a 34 por ciento", "Bring reoffending down to 34 per cent", "016", "016.0182", "4.1.3", "recidivism", "outcome", "2015-03-16", "2017-12-31", "", "", "partly", "2016-12-15/needs-attention 2017-06-30/delayed")
    commitment("c025", "Abrir oficinas de víctimas en cada región", "Open victims' offices in every region", "016", "016.0183", "4.1.2", "victims-attended", "output", "2016-03-15", "2017-06-30", "", "", "funded", "2016-12-15/on-time 2017-06-02/achieved")
    commitment("c026", "Abrir 100 escuelas por la tarde", "Open 100 schools in the afternoon", "016", "016.0181", "4.1.1", "", "output", "2016-03-15", "2017-12-31", "2017-10-31", "", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c027", "Pagar la pensión básica a siete de cada diez mayores", "Pay the basic pension to seven in ten older people", "017", "017.0190", "3.1.2", "basic-pension-coverage", "outcome", "2015-03-16", "2018-12-31", "", "", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c028", "Subsidiar 8000 primeros empleos al año", "Subsidise 8,000 first jobs a year", "017", "017.0192", "3.1.1", "youth-employment", "output", "2016-03-15", "2017-12-31", "", "", "funded", "2016-12-15/needs-attention 2017-06-30/needs-attention")
    commitment("c029", "Publicar cada gasto al mes siguiente", "Publish every expense the following month", "010", "010.0032", "4.2.1+4.2.2", "open-datasets", "process", "2016-03-15", "2016-12-31", "", "", "funded", "2016-12-15/needs-attention 2017-03-24/achieved")
    commitment("c030", "Construir el tren de la costa", "Build the coastal train", "013", "", "", "", "output", "2015-03-16", "2020-12-31", "", "02", "unfunded", "2016-06-30/needs-attention 2017-03-15/discarded")
    commitment("c031", "Contestar seis de cada diez auditorías a tiempo", "Answer six in ten audits in time", "010", "", "4.2.3", "audit-answers", "process", "2017-03-15", "2017-12-31", "", "", "funded", "2017-06-30/needs-attention")
    commitment("c032", "Bajar la evasión a 26 por ciento", "Bring evasion down to 26 per cent", "010", "010.0030", "4.2.2", "tax-evasion", "outcome", "2016-03-15", "2017-12-31", "", "", "funded", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c033", "Contratar 200 guardas de bosque", "Hire 200 forest rangers", "018", "018.0200", "2.3.1", "forest-loss", "input", "2015-03-16", "2016-06-30", "", "06", "funded", "2016-06-17/achieved")
    commitment("c034", "Cerrar todos los botaderos", "Close every open dump", "018", "018.0202", "2.3.2", "illegal-dumps", "outcome", "2015-03-16", "2020-12-31", "", "", "partly", "2016-12-15/on-time 2017-06-30/on-time")
    commitment("c035", "Cuidar las costas", "Look after the coasts", "018", "018.0203", "", "", "output", "2016-03-15", "", "", "02", "unfunded", "2017-06-30/needs-attention")
    commitment("c036", "Llevar agua segura a ocho de cada diez hogares", "Bring safe water to eight in ten homes", "014", "014.0150", "2.2.1", "safe-water", "outcome", "2015-03-16", "2018-12-31", "", "", "partly", "2016-12-15/on-time 2017-03-15/needs-attention/2020-12-31")
    commitment("c037", "Hacer el censo de población", "Carry out the population census", "021", "021.0210", "4.2.1", "", "output", "2016-03-15", "2018-06-30", "", "", "funded", "2017-06-30/on-time")
    commitment("c038", "Revisar el padrón de familias", "Review the roll of families", "017", "017.0191", "3.1.3", "extreme-poverty", "process", "2016-03-15", "2016-12-31", "", "", "funded", "2016-12-09/achieved")
    commitment("c039", "Mejorar el trato en las oficinas públicas", "Improve how public offices treat people", "010", "", "", "", "process", "2016-03-15", "", "", "", "unfunded", "")
    commitment("c040", "Atender en diez días las denuncias ciudadanas", "Answer citizens' complaints in ten days", "002", "002.0138", "4.2.3", "", "process", "2016-03-15", "2017-03-31", "", "", "funded", "2016-12-15/on-time 2017-03-31/delayed/2017-12-31 2017-08-15/on-time")
    commitment("c041", "Publicar las leyes en lenguaje claro", "Publish laws in plain language", "001", "001.0020", "", "", "process", "2017-03-15", "2018-12-31", "", "", "unfunded", "")
    commitment("c042", "Dar agua y cocina a 200 escuelas", "Give water and a kitchen to 200 schools", "012", "012.0153", "1.1.3+1.2.3", "school-meals-days", "output", "2017-03-15", "2018-06-30", "", "03", "funded", "2017-06-30/on-time")
    commitment("c043", "Hacer un plan de evacuación en cada municipio de la costa", "Make an evacuation plan in every coastal municipality", "016", "016.0138", "", "", "process", "2016-03-15", "2017-03-31", "", "02", "funded", "")
    # A deadline of those in charge alone: the public one stands.
    put("commitment-events", "c002|2017-05-15|||La compra de cadenas de frío se licitó de nuevo.|The purchase of cold chains was tendered again.|Unidad de Seguimiento|technical|Unidad de Seguimiento|Follow-up Unit|||||Jefatura de Gabinete|generator|2018-09-30")
}

# ---- links, reviews, papers -------------------------------------------------

function link(line,    parts)
{
    if (!links++)
        put("links", "plan_node|program|indicator|commitment|kind|share")
    put("links", line (split(line, parts, "|") < 6 ? "|" : ""))
}

function write_links()
{
    link("1.1.1|011.0138|||direct")
    link("1.1.1|011.0140|||contributes")
    link("1.1.1|014.0150|||contributes")
    link("1.1.2|011.0139|||direct")
    link("1.1.3|011.0142|||direct")
    link("1.1.3|012.0153|||contributes")
    link("1.1.3|017.0191|||contributes|30")
    link("1.2.1|012.0150|||direct")
    link("1.2.2|012.0152|||direct")
    link("1.2.3|012.0155|||direct")
    link("2.1.1|013.0161|||direct")
    link("2.1.2|013.0138|||direct")
    link("2.1.3|013.0163|||direct")
    link("2.2.1|014.0150|||direct")
    link("2.2.2|014.0151|||direct")
    link("2.3.1|018.0200|||direct")
    link("2.3.2|018.0202|||direct")
    link("3.1.1|017.0192|||direct")
    link("3.1.2|017.0190|||direct")
    link("3.1.3|017.0191|||direct|60")
    link("3.2.1|015.0171|||direct")
    link("3.2.2|015.0172|||direct")
    link("3.2.3||rural-credit||direct")
    link("3.2.3|||c020|direct")
    link("4.1.1|016.0180|||direct")
    link("4.1.1|016.0181|||direct|70")
    link("4.1.1|012.0152|||contributes")
    link("4.1.2|016.0183|||direct")
    link("4.1.3|016.0182|||direct")
    link("4.2.1|010.0032|||government-goal")
    link("4.2.2|010.0031|||direct")
    link("4.2.3|002.0021|||direct")
    link("p11.2.3|014.0164|||direct")
    link("gob.1|011.0142|||direct")
    link("gob.1|012.0153|||direct")
    link("gob.2|014.0150|||direct")
    link("gob.2|014.0151|||contributes")
    link("gob.3|013.0161|||direct")
    link("gob.3|013.0138|||contributes")
    link("gob.4|016.0180|||direct")
    link("gob.4|016.0181|||direct|30")
    link("ods.2|011.0142|||direct")
    link("ods.3|011.0138|||direct")
    link("ods.3|011.0139|||direct")
    link("ods.3|011.0140|||contributes")
    link("ods.4|012.0150|||direct")
    link("ods.4|012.0151|||direct")
    link("ods.4|012.0152|||direct")
    link("ods.6|014.0150|||direct")
    link("ods.6|014.0151|||direct")
    link("ods.13|018.0200|||direct")
    link("ods.16|002.0021|||contributes")
    link("pei011.1|011.0141|||direct")
    link("pei011.2|011.0143|||direct")
}

function evaluation(line)
{
    if (!evaluations++)
        put("evaluations", "code|label_es|label_en|date|program|institution|plan_nodes|evaluator_es|evaluator_en|scheme_es|scheme_en|grade_es|grade_en|source")
    put_codes("evaluations", line "|generator", ",7,")
}

function recommendation(line)
{
    if (!recommendations++)
        put("recommendations", "code|label_es|label_en|evaluation|response_es|response_en|deadline|status|source")
    put("recommendations", line "|generator")
}

function write_reviews(    who, scale, peers)
{
    who = "|Tribunal de Rendición de Cuentas|Court of Accountability"
    peers = "|Instituto de Estadística|Statistics Institute"
    scale = "|Escala del Tribunal, de A a D|Court's scale, A to D|"
    evaluation("e01|Evaluación de caminos rurales|Evaluation of rural roads|2016-10-14|013.0161|013|2.1.1" who scale "D: gasta y no entrega|D: spends and does not deliver")
    evaluation("e02|Evaluación de la vacunación|Evaluation of vaccination|2017-05-12|011.0139|011|1.1.2" peers scale "A: entrega más con menos|A: delivers more for less")
    evaluation("e03|Evaluación de escuelas en buen estado|Evaluation of schools in good repair|2017-04-07|012.0155|012|1.2.3" who scale "C: a medias|C: half-way")
    evaluation("e04|Evaluación de la pensión básica|Evaluation of the basic pension|2016-06-24|017.0190|017|3.1.2" peers scale "B: cumple|B: meets its goals")
    evaluation("e05|Evaluación de la nutrición de la niñez|Evaluation of child nutrition|2016-11-18|011.0142|011|1.1.3" peers scale "B: cumple|B: meets its goals")
    evaluation("e06|Evaluación de la reinserción|Evaluation of reintegration|2017-07-21|016.0182|016|4.1.3" who scale "D: no reduce la reincidencia|D: does not reduce reoffending")
    evaluation("e07|Evaluación del riego|Evaluation of irrigation|2016-09-09|015.0171|015|3.2.1" who scale "C: a medias|C: half-way")
    evaluation("e08|Evaluación de puentes|Evaluation of bridges|2017-08-11|013.0138|013|2.1.2" who scale "B: cumple|B: meets its goals")
    evaluation("e09|Revisión del plan a mitad de camino|Mid-term review of the plan|2017-06-16||010|pne" peers scale "B: con vacíos|B: with gaps")
    evaluation("e10|Evaluación de primer empleo|Evaluation of First Job|2016-12-02|017.0192|017|3.1.1" peers scale "C: a medias|C: half-way")
    recommendation("r01|Pagar por tramo terminado y no por anticipo|Pay for finished sections, not in advance|e01|Aceptada para los contratos de 2018|Accepted for the contracts of 2018|2018-01-31|accepted")
    recommendation("r02|Publicar el avance de cada tramo|Publish the progress of every section|e01|||2017-03-31|open")
    recommendation("r03|Cobrar las garantías a quien no termina|Call in the guarantees of those who do not finish|e01|||2017-06-30|open")
    recommendation("r04|Seguir comprando vacunas con otros países|Keep buying vaccines with other countries|e02|Hecho en el presupuesto de 2018|Done in the budget for 2018|2017-09-30|implemented")
    recommendation("r05|Pasar el ahorro a las regiones con menos cobertura|Move the savings to regions with less coverage|e02|En estudio|Under study|2018-03-31|accepted")
    recommendation("r06|Inscribir los terrenos antes de contratar|Register the land before contracting|e03|Aceptada|Accepted|2018-06-30|accepted")
    recommendation("r07|Contratar por grupos de diez escuelas|Contract in groups of ten schools|e03|Rechazada: dejaría fuera a empresas pequeñas|Rejected: it would leave out small firms|2017-12-31|rejected")
    recommendation("r08|Pagar también en las aldeas|Pay in villages too|e04|Hecho desde enero de 2017|Done since January 2017|2017-01-31|implemented")
    recommendation("r09|Cruzar el padrón con el registro civil|Match the roll with the civil register|e04|Hecho|Done|2016-12-31|implemented")
    recommendation("r10|Medir también en las islas|Measure in the islands too|e05|Hecho: la encuesta de 2016 las incluye|Done: the 2016 survey includes them|2016-12-31|implemented")
    recommendation("r11|Llegar a las familias antes de los dos años|Reach families before the age of two|e05|Aceptada|Accepted|2018-12-31|accepted")
    recommendation("r12|Contratar a quienes acompañan la salida|Hire those who support release|e06|||2017-12-31|open")
    recommendation("r13|Dejar de financiar cursos sin empleo al final|Stop funding courses that lead to no job|e06|||2017-12-31|open")
    recommendation("r14|Terminar canales antes de empezar otros|Finish canals before starting others|e07|||2017-03-31|open")
    recommendation("r15|Revisar los puentes cada año|Inspect bridges every year|e08|Aceptada|Accepted|2018-12-31|accepted")
    recommendation("r16|Dar programa o retirar el resultado 3.2.3|Give result 3.2.3 a program or drop it|e09|En estudio|Under study|2018-03-31|accepted")
    recommendation("r17|Poner una meta a cada indicador|Give every indicator a target|e09|Aceptada|Accepted|2018-03-31|accepted")
    recommendation("r18|Pagar el subsidio al mes de la contratación|Pay the subsidy within a month of hiring|e10|Hecho desde abril de 2017|Done since April 2017|2017-04-30|implemented")
}

function agreement(line)
{
    if (!agreements++)
        put("agreements", "code|label_es|label_en|kind|institution|program|counterpart_es|counterpart_en|start|end|legal_basis_es|legal_basis_en|source")
    put("agreements", line "|Ley 12 de 2014, de Cuentas Abiertas|Open Accounts Act, No. 12 of 2014|generator")
}

function paper(line)
{
    if (!papers++)
        put("documents", "code|label_es|label_en|kind|start|access|institution|program|plan_nodes|address|source")
    put_codes("documents", line "|generator", ",9,")
}

function write_papers()
{
    agreement("a01|Acuerdo de gestión de vacunación|Management agreement on vaccination|management|011|011.0139|Ministerio de Hacienda y Plan|Ministry of Finance and Plan|2016|2018")
    agreement("a02|Acuerdo de gestión de caminos rurales|Management agreement on rural roads|management|013|013.0161|Ministerio de Hacienda y Plan|Ministry of Finance and Plan|2016|2018")
    agreement("a03|Acuerdo de gestión de pensión básica|Management agreement on the basic pension|management|017|017.0190|Ministerio de Hacienda y Plan|Ministry of Finance and Plan|2015|2017")
    agreement("a04|Convenio de plantas de tratamiento|Agreement on treatment plants|cooperation|014|014.0151|Municipios de Laguna Grande|Municipalities of Great Lagoon|2015|2019")
    agreement("a05|Convenio de escuelas por la tarde|Agreement on schools in the afternoon|cooperation|016|016.0181|Ministerio de Escuelas y Aprendizaje|Ministry of Schools and Learning|2016|2018")
    agreement("a06|Convenio de compra conjunta de vacunas|Agreement to buy vaccines jointly|cooperation|011|011.0139|Países vecinos, ficticios|Neighbouring countries, fictional|2015|2020")
    agreement("a07|Convenio de guardas comunitarios|Agreement on community rangers|cooperation|018|018.0200|Comunidades de Bosque Hondo|Communities of Deep Forest|2015|2020")
    agreement("a08|Convenio de datos con el Instituto|Data agreement with the Institute|cooperation|010|010.0032|Instituto de Estadística|Statistics Institute|2016|2020")
    agreement("a09|Convenio de compra a familias campesinas|Agreement to buy from farming families|cooperation|012|012.0153|Ministerio de Campo y Pesca|Ministry of Countryside and Fisheries|2016|2018")
    paper("d01|Plan Nacional 2015–2020|National Plan 2015–2020|plan|2015-03-16|public|010||pne|https://ejemplo.example/d01")
    paper("d02|Ley de presupuesto de 2015|Budget act for 2015|law|2014-12-18|public|001|||https://ejemplo.example/d02")
    paper("d03|Ley de presupuesto de 2016|Budget act for 2016|law|2015-12-17|public|001|||https://ejemplo.example/d03")
    paper("d04|Ley de presupuesto de 2017|Budget act for 2017|law|2016-12-15|public|001|||https://ejemplo.example/d04")
    paper("d05|Ley de Cuentas Abiertas|Open Accounts Act|law|2014-08-07|public|001|010.0032|4.2.1|https://ejemplo.example/d05")
    paper("d06|Ley de Salud Mental|Mental Health Act|law|2016-09-22|public|001|011.0143||https://ejemplo.example/d06")
    paper("d07|Mensaje a la Asamblea de 2016|Message to the Assembly of 2016|speech|2016-03-15|public|010|||https://ejemplo.example/d07")
    paper("d08|Mensaje a la Asamblea de 2017|Message to the Assembly of 2017|speech|2017-03-15|public|010||2.2.1|https://ejemplo.example/d08")
    paper("d09|Acuerdo del Gabinete Social|Social Cabinet agreement|agreement|2017-04-20|public|011|011.0142|1.1.3|https://ejemplo.example/d09")
    paper("d10|Estudio de suelos de la Presa del Alba|Soil study of Dawn Dam|study|2016-10-21|public|014|014.0164|2.2.1|https://ejemplo.example/d10")
    paper("d11|Informe del recorrido de caminos rurales|Report of the survey of rural roads|study|2017-08-30|public|002|013.0161|2.1.1|https://ejemplo.example/d11")
    paper("d12|Protocolo de patrullas de barrio|Protocol of neighbourhood patrols|protocol|2016-02-12|restricted|016|016.0180||")
}

function day_or_none(text)
{
    return text > "2017-09-30" ? "" : text
}

# Accounts are closed on the last day of the month; quarterly reports follow
# within a month. Most are punctual. One ministry is not.
function write_calendar(    i, month, year, quarter, code, due, done, head, late)
{
    put("calendar", "code|label_es|label_en|institution|due|rule_es|rule_en|delivered")
    for (i = 1; i <= offices; i++) {
        code = office[i]
        late = code == "015"
        for (month = 1; month <= 9; month++) {
            due = month_end(2017, month)
            done = later(due, late ? between(16, 41) : -between(0, 3))
            if (late && month > 7)
                done = ""
            put("calendar", "cierre-" code "-" period(2017, month) "|Cierre mensual, " period(2017, month) "|Monthly closing, " period(2017, month) "|" code "|" due "|A más tardar el último día del mes|By the last day of the month|" day_or_none(done))
        }
        for (quarter = 1; quarter <= 7; quarter++) {
            year = quarter > 4 ? 2017 : 2016
            month = (quarter > 4 ? quarter - 4 : quarter) * 3
            head = year "-Q" (month / 3)
            due = later(month_end(year, month), 30)
            done = later(due, late ? between(12, 55) : -between(0, 9))
            if (code == "013" && quarter == 4)
                done = later(due, 6)
            if (due > "2017-09-30" || (late && quarter == 6))
                done = ""
            put("calendar", "informe-" code "-" tolower(head) "|Informe trimestral, " head "|Quarterly report, " head "|" code "|" due "|A los 30 días del cierre del trimestre|Within 30 days of the end of the quarter|" day_or_none(done))
        }
    }
}

# ---- registers --------------------------------------------------------------

function list_firms()
{
    split("Constructora Piedra Azul|Vialidad del Alba|Obras del Faro|Ingeniería Cuatro Ríos|Techos y Muros Bruma|Canales Hondos|Suministros Nácar|Alimentos Vega Verde", firm, "|")
    #             program:first firm:last firm that sells to it
    works = split("013.0161:1:3|013.0138:1:4|012.0155:4:5|014.0150:4:6|014.0151:4:6|013.0160:1:4|015.0171:6:6|011.0139:7:7|012.0153:8:8|016.0180:7:7", work, "|")
}

# Two were awarded without bids, above the amount from which they are asked for.
function modality(number, code)
{
    if (code == "013.0161" && number % 2)
        return "limited"
    return number == 12 || number == 31 ? "direct" : "open"
}

function write_contracts(    i, seller, code, year, day, amount, places, state_word)
{
    put("contracts", "code|label_es|label_en|date|program|institution|territory|status|value|modality|threshold|objections|supplier|bids|contact|source")
    for (i = 1; i <= 48; i++) {
        split(work[1 + (i - 1) % works], seller, ":")
        code = seller[1]
        year = 2015 + int((i - 1) / 17)
        day = sprintf("%d-%02d-%02d", year, between(1, 9), between(1, 28))
        split(program_regions[code], places, " ")
        amount = between(180, 3900) * 1000000 + chance(100000)
        state_word = year == 2015 ? "closed" : (chance(3) ? "open" : "closed")
        # The three firms that took advances for rural roads.
        if (code == "013.0161")
            state_word = year == 2015 ? "closed" : "late"
        put("contracts", sprintf("k%03d", i) "|" program_es[code] ": contrato " i "|" program_en[code] ": contract " i "|" day "|" code "|" substr(code, 1, 3) "|" places[1 + chance(3)] "|" state_word "|" money(amount) "|" modality(i, code) "|9000000.00|" (i % 7 == 0 ? 2 : i % 5 == 0 ? 1 : 0) "|" firm[between(seller[2] + 0, seller[3] + 0)] "|" between(1, 7) "|" sprintf("contacto-privado-%02d@proveedores.example", i) "|generator")
    }
}

function project(line)
{
    if (!projects++)
        put("projects", "code|label_es|label_en|period|program|institution|territory|plan_nodes|status|value|physical|financial|registration|feasibility|beneficiaries|source")
    put_codes("projects", line "|generator", ",8,")
}

function audit(line)
{
    if (!audits++)
        put("audits", "code|label_es|label_en|date|institution|program|status|findings|resolved|address|source")
    put("audits", line "|generator")
}

function risk(line)
{
    if (!risks++)
        put("risks", "code|label_es|label_en|date|program|institution|indicator|status|likelihood|impact|response_es|response_en|source")
    put("risks", line "|generator")
}

function meeting(line)
{
    if (!meetings++)
        put("meetings", "code|label_es|label_en|date|institution|commitment|status|participants|decisions|decided_es|decided_en|source")
    put("meetings", line "|generator")
}

function entry(table, heads, line)
{
    if (!(table in width))
        put(table, heads "|source")
    put(table, line "|generator")
}

function donation(line)
{
    entry("donations", "code|label_es|label_en|date|institution|program|territory|counterpart_es|counterpart_en|status|currency|value|disbursed", line)
}

function issue(line)
{
    entry("coordination", "code|label_es|label_en|date|institution|collaborators|program|due|done|outcome", line)
}

# Six dimensions, each from 1 (low) to 3 (high).
function initiative_risk(code, promise, owner, es, en, scores,    part, i)
{
    split(scores, part, " ")
    for (i = 1; i <= 6; i++)
        entry("initiative-risks", "code|label_es|label_en|date|institution|commitment|dimension|score|scale_low|scale_high", code "." i "|" es ": " risk_es[i] "|" en ": " risk_en[i] "|2017-01-31|" owner "|" promise "|" risk_code[i] "|" part[i] "|1|3")
}

function list_risk_dimensions()
{
    split("budget design stakeholders assembly institutions change", risk_code, " ")
    split("presupuesto|diseño técnico|partes interesadas|trámite en la Asamblea|otras instituciones|gestión del cambio", risk_es, "|")
    split("budget|technical design|stakeholders|passage in the Assembly|other institutions|management of change", risk_en, "|")
}

function framework(line)
{
    entry("frameworks", "code|label_es|label_en|date|institution|kind|score|scale_low|scale_high|grade|address", line)
}

function account_item(line)
{
    entry("accounts", "code|label_es|label_en|date|institution|kind|status|due|done|address", line)
}

function regional_plan(line)
{
    entry("regional-plans", "code|label_es|label_en|date|territory|plan_nodes|kind|status|value", line)
}

function write_more_registers(    i, head, code, day)
{
    donation("d1|Vacunas para las islas|Vaccines for the islands|2016-03-15|011|011.0139|07|Fondo Mundial de Salud (ficticio)|World Health Fund (fictional)|running|USD|1200000.00|940000.00")
    donation("d2|Escuelas seguras|Safe schools|2015-08-20|012|012.0155|06|República vecina|Neighbouring republic|finished|EJR|8600000.00|8600000.00")
    donation("d3|Agua en los Altos|Water in the Uplands|2017-02-10|014|014.0150|03|Banco Regional (ficticio)|Regional Bank (fictional)|running|USD|3500000.00|410000.00")
    donation("d4|Semillas|Seeds|2016-11-04|015|015.0171|05|República vecina|Neighbouring republic|cancelled|EJR|2100000.00|0.00")
    issue("i1|Permisos de agua para la planta del Alba|Water permits for the Dawn plant|2016-09-05|014|015|014.0151|2017-03-05|2017-02-20|completed")
    issue("i2|Caminos a escuelas nuevas|Roads to new schools|2016-11-14|012|013|012.0155|2017-05-14|2017-08-01|completed")
    issue("i3|Traspaso de bodegas|Hand-over of warehouses|2017-01-09|011|012|011.0139|2017-07-09||")
    issue("i4|Registro único de hogares|Single register of households|2017-02-27|017|010|017.0190|2017-08-27|2017-08-22|transferred")
    issue("i5|Puertos y guardacostas|Ports and coast guard|2017-08-15|013|014|013.0138|2018-02-15||")
    list_risk_dimensions()
    initiative_risk("r1", "c011", "013", "Caminos rurales", "Rural roads", "3 2 2 1 2 3")
    initiative_risk("r2", "c007", "012", "Escuelas en buen estado", "Schools in good repair", "2 3 1 1 3 2")
    framework("f1|Gasto público y rendición de cuentas, fiabilidad del presupuesto|Public expenditure and accountability, budget reliability|2016-06-30|010|pefa||||B+|https://ejemplo.example/f1")
    framework("f2|Índice de presupuesto abierto|Open budget index|2015-09-09|010|open-budget|43|0|100||https://ejemplo.example/f2")
    framework("f3|Índice de presupuesto abierto|Open budget index|2017-01-30|010|open-budget|51|0|100||https://ejemplo.example/f3")
    framework("f4|Cinco pilares de la gestión por resultados|Five pillars of management by results|2016-12-05|010|five-pillars|2.6|0|5||https://ejemplo.example/f4")
    for (i = 1; i <= 6; i++) {
        code = sprintf("%03d", 10 + i)
        day = i == 3 ? "2017-04-18" : i == 5 ? "" : sprintf("2017-03-%02d", 10 + i)
        account_item("ac" i ".d|Cuenta de 2016, documento|Account of 2016, document|2016|" code "|document|" (day == "" ? "missing" : "published") "|2017-03-31|" day "|https://ejemplo.example/cuenta-" code)
        account_item("ac" i ".v|Cuenta de 2016, video|Account of 2016, video|2016|" code "|video|" (i % 3 ? "published" : "missing") "|2017-03-31|" (i % 3 ? "2017-03-31" : "") "|")
    }
    regional_plan("rp1|Plan regional de los Altos|Regional plan of the Uplands|2016-05-30|03|2.2.1|national|running|58900000.00")
    regional_plan("rp2|Conectividad de los Altos|Connectivity of the Uplands|2016-05-30|03||local|running|6200000.00")
    regional_plan("rp3|Plan regional del Alba|Regional plan of the Dawn|2016-06-18|05|3.2.1|national|late|47300000.00")
    regional_plan("rp4|Muelle y turismo de las Islas|Dock and tourism of the Islands|2016-07-02|07||local|finished|14200000.00")
}

function write_registers()
{
    write_more_registers()
    list_firms()
    write_contracts()
    project("p01|Camino rural Alba–Hondo|Dawn to Deep rural road|2016|013.0161|013|05|2.1.1|late|84500000.00|31|84|SIP-2016-011|approved|18400")
    project("p02|Puente de la Laguna|Lagoon bridge|2015|013.0138|013|08|2.1.2|finished|31200000.00|100|100|SIP-2015-004|approved|42000")
    project("p03|Puente de Costa Clara|Clear Coast bridge|2016|013.0138|013|02|2.1.2|finished|22750000.00|100|98|SIP-2016-019|approved|37500")
    project("p04|Planta de tratamiento de Laguna Grande|Great Lagoon treatment plant|2015|014.0151|014|08|2.2.2|late|96400000.00|44|71|SIP-2015-022|approved|61000")
    project("p05|Planta de tratamiento de Costa Clara|Clear Coast treatment plant|2016|014.0151|014|02|2.2.2|running|71800000.00|52|58|SIP-2016-031|approved|48200")
    project("p06|Acueducto de Altos de Bruma|Misty Heights aqueduct|2016|014.0150|014|03|2.2.1|running|58900000.00|67|63|SIP-2016-037|approved|29300")
    project("p07|Canal de riego del Alba|Dawn irrigation canal|2015|015.0171|015|05|3.2.1|late|47300000.00|38|46||pending|5200")
    project("p08|Presa del Alba, primera etapa|Dawn Dam, first stage|2015|014.0164|014|05|2.2.1|finished|268000000.00|100|100|SIP-2015-001|approved|88000")
    project("p09|Escuelas del Bosque Hondo|Schools of Deep Forest|2017|012.0155|012|06|1.2.3|running|19600000.00|22|19|SIP-2017-006|approved|3100")
    project("p10|Muelle de las Islas del Faro|Lighthouse Islands dock|2016|013.0162|013|07||finished|14200000.00|100|100|SIP-2016-040|not-needed|58200")
    meeting("n01|Mesa de caminos rurales|Rural roads table|2017-02-08|013|c011|held|14|3|Reparar primero los puentes de la Sierra|Repair the bridges of the Sierra first")
    meeting("n02|Mesa de caminos rurales|Rural roads table|2017-05-10|013|c011|held|11|2|Pasar 40 kilómetros a la próxima temporada seca|Move 40 kilometres to the next dry season")
    meeting("n03|Mesa de caminos rurales|Rural roads table|2017-08-09|013|c011|cancelled|0|0||")
    meeting("n04|Gabinete Social|Social Cabinet|2017-04-20|011||held|9|4|Una sola lista de hogares para los tres programas|One list of households for the three programs")
    meeting("n05|Mesa de agua segura|Safe water table|2017-03-01|014|c036|held|16|2|Publicar los análisis de agua cada mes|Publish the water tests every month")
    meeting("n06|Mesa de escuelas|Schools table|2017-06-14|012|c007|held|12|3|Empezar por las escuelas sin techo|Begin with the schools without a roof")
    meeting("n07|Comisión del banco del campo|Commission on the bank for the countryside|2016-08-17|015|c020|held|7|0||")
    meeting("n08|Comisión del banco del campo|Commission on the bank for the countryside|2016-11-16|015|c020|cancelled|0|0||")
    meeting("n09|Mesa de reinserción|Reintegration table|2017-07-05|016|c024|held|13|2|Un convenio con los talleres del puerto|An agreement with the workshops of the port")
    meeting("n10|Revisión trimestral de compromisos|Quarterly review of commitments|2017-06-30|010||held|24|11|Pedir prueba de cada compromiso que se da por cumplido|Ask for evidence of every commitment said to be achieved")
    meeting("n11|Revisión trimestral de compromisos|Quarterly review of commitments|2017-09-29|010||held|23|9|Nuevo plazo para riego|A new deadline for irrigation")
    risk("x01|Anticipos sin obra terminada|Advances without finished works|2016-10-14|013.0161|013|rural-roads-passable|open|5|4|Pagar por tramo desde 2018|Pay by section from 2018")
    risk("x02|Terrenos sin inscribir|Unregistered land|2017-04-07|012.0155|012|schools-good-repair|open|4|4|Oficina de inscripción|Registration office")
    risk("x03|Sequía en los Llanos|Drought in the Plains|2017-01-20|015.0171|015|irrigated-land|open|3|5|Turnos de riego|Irrigation turns")
    risk("x04|Datos que llegan tarde|Data that arrive late|2017-03-31|015.0170|015||open|5|3||")
    risk("x05|Permisos municipales|Municipal permits|2016-06-30|014.0151|014|sanitation|open|4|3|Mesa con municipios|Table with municipalities")
    risk("x06|Rechazo a las vacunas|Refusal of vaccines|2015-09-11|011.0139|011|vaccination-coverage|closed|2|4|Vacunación en la escuela|Vaccination at school")
    risk("x07|Crecidas fuera de temporada|Floods out of season|2016-05-27|013.0138|013|bridges-safe|mitigated|3|4|Refuerzo antes de las lluvias|Strengthening before the rains")
    risk("x08|Pocas ofertas de trabajo al salir de prisión|Few jobs on leaving prison|2017-07-21|016.0182|016|recidivism|open|4|4||")
    risk("x09|Padrón desactualizado|Outdated roll|2016-03-18|017.0191|017|extreme-poverty|mitigated|3|3|Revisión dos veces al año|Review twice a year")
    audit("u01|Auditoría de anticipos en caminos rurales|Audit of advances for rural roads|2017-03-17|013|013.0161|open|14|2|https://ejemplo.example/u01")
    audit("u02|Auditoría de compras de vacunas|Audit of vaccine purchases|2016-12-09|011|011.0139|closed|3|3|https://ejemplo.example/u02")
    audit("u03|Auditoría de obras escolares|Audit of school works|2017-05-26|012|012.0155|open|9|4|https://ejemplo.example/u03")
    audit("u04|Auditoría del padrón de pensiones|Audit of the pension roll|2016-09-30|017|017.0190|closed|6|6|https://ejemplo.example/u04")
    audit("u05|Auditoría de cierres mensuales|Audit of monthly closings|2017-08-25|015|015.0001|open|8|0|https://ejemplo.example/u05")
    audit("u06|Auditoría de plantas de tratamiento|Audit of treatment plants|2017-06-23|014|014.0151|open|7|3|https://ejemplo.example/u06")
    audit("u07|Auditoría de la Presa del Alba|Audit of Dawn Dam|2017-02-24|014|014.0164|closed|5|5|https://ejemplo.example/u07")
    audit("u08|Auditoría de cursos en prisiones|Audit of prison courses|2017-09-08|016|016.0182|open|6|0|https://ejemplo.example/u08")
    audit("u09|Auditoría de la compra de radares|Audit of the purchase of cameras|2017-07-14|013|013.0163|closed|2|2|https://ejemplo.example/u09")
}

function people(code, unit_es, unit_en, meant, served,    cell, year)
{
    if (!peoples++)
        put("beneficiaries", "program|period|unit_es|unit_en|target|served")
    split(served, cell, " ")
    for (year = 2015; year <= 2017; year++)
        put("beneficiaries", code "|" year "|" unit_es "|" unit_en "|" \
            digits(int(meant * (98 + (year - 2015)) / 100)) "|" cell[year - 2014])
}

function staff(code, year, line, es, en, count, pay)
{
    if (!staffs++)
        put("posts", "program|period|budget_line|label_es|label_en|posts|cost")
    put("posts", code "|" year "|" line "|" es "|" en "|" count "|" digits(count * pay))
}

function staff_of(code, heads, care, help,    year)
{
    for (year = 2015; year <= 2017; year++) {
        staff(code, year, "011", "Dirección y jefaturas", "Directors and heads", heads, 42000)
        staff(code, year, "011", "Personal técnico y profesional", "Technical and professional staff", care + (year - 2015) * 12, 26400)
        staff(code, year, "022", "Personal por contrato", "Staff on contract", help + (year - 2015) * 20, 14500)
    }
}

# The most that a program may ask for in the years to come.
function ceiling(code, year)
{
    if (!ceilings++)
        put("ceilings", "period|institution|program|ceiling")
    put("ceilings", year "|" substr(code, 1, 3) "|" code "|" \
        money(int(law[code, 2017] / 100000000 * (1000 + (year - 2017) * 25)) * 100000))
}

function clause(line)
{
    if (!clauses++)
        put("clauses", "code|agreement|label_es|label_en|indicator|unit_es|unit_en|target|due|value|incentive_es|incentive_en|status")
    put("clauses", line)
}

function write_programs_more(    i, year)
{
    people("011.0138", "mujeres y menores de un año", "women and children under one", 118400, "81200 88750 69300")
    people("011.0139", "menores de cinco años", "children under five", 402000, "318100 331400 352000")
    people("011.0142", "menores de cinco años", "children under five", 96500, "51200 55800 56100")
    people("012.0150", "niñas y niños de 3 a 5 años", "children aged 3 to 5", 231000, "98200 107400 115900")
    people("013.0161", "familias rurales", "rural families", 84200, "41000 27300 13100")
    people("014.0150", "hogares", "homes", 143000, "61200 74100 85900")
    people("017.0190", "personas de 70 años y más", "people aged 70 and over", 158000, "139200 146100 151700")
    people("017.0192", "jóvenes sin empleo", "unemployed young people", 61000, "5100 6350 5420")
    people("016.0182", "personas que salen de prisión", "people leaving prison", 4200, "2200 2010 -")
    staff_of("011.0138", 14, 812, 240)
    staff_of("011.0139", 6, 301, 120)
    staff_of("012.0150", 11, 1460, 310)
    staff_of("013.0161", 9, 96, 41)
    staff_of("017.0190", 8, 164, 70)
    for (year = 2018; year <= 2020; year++)
        for (i = 1; i <= programs; i++)
            if (program_last[program_code[i]] >= 2017)
                ceiling(program_code[i], year)
    clause("a01-1|a01|Vacunar al 85 % de los menores de dos años en 2017|Vaccinate 85% of children under two in 2017|vaccination-coverage|%|%|85|2017-06-30|83.1|Uso libre del 2 % del presupuesto del año siguiente|Free use of 2% of next year's budget|missed")
    clause("a01-2|a01|Publicar la cobertura por región cada trimestre|Publish coverage by region every quarter||informes|reports|2|2017-06-30|2|Reconocimiento público|Public recognition|met")
    clause("a02-1|a02|Terminar 640 kilómetros en 2017|Finish 640 kilometres in 2017|rural-roads-passable|kilómetros|kilometres|640|2017-12-31||Uso libre de lo ahorrado|Free use of what is saved|")
    clause("a02-2|a02|Publicar el avance de cada tramo|Publish the progress of every section||informes|reports|2|2017-06-30||Retención del 1 % del presupuesto|Withholding of 1% of the budget|")
    clause("a03-1|a03|Pagar a tiempo 99 de cada 100 pensiones|Pay 99 of every 100 pensions on time||%|%|99|2016-12-31|99.2|Uso libre del 1 % del presupuesto del año siguiente|Free use of 1% of next year's budget|met")
}

# ---- money beside the budget -------------------------------------------------

# Loans taken and paid back; the bank's credit goes up and down.
function write_financing(    year, month, last, loan, credit, paid)
{
    put("financing-items", "code|label_es|label_en|parent")
    put("financing-items", "1|Préstamos recibidos|Loans received|")
    put("financing-items", "1.1|Préstamos internos|Domestic loans|1")
    put("financing-items", "1.2|Préstamos externos|Foreign loans|1")
    put("financing-items", "2|Pago de préstamos|Repayment of loans|")
    put("financing", "period|item|programmed|received")
    for (year = 2015; year <= 2017; year++) {
        last = year == 2017 ? 9 : 12
        for (month = 1; month <= last; month++) {
            loan = 14000000000 + (month * 37 + year) % 11 * 600000000
            credit = month % 3 ? 0 : 32000000000 - (year - 2015) * 2600000000
            paid = 7000000000 + month % 4 * 310000000
            put("financing", period(year, month) "|1.1|" money(17000000000) \
                "|" money(loan))
            put("financing", period(year, month) "|1.2|" \
                money(month % 3 ? 0 : 30000000000) "|" money(credit))
            put("financing", period(year, month) "|2|" money(-7500000000) \
                "|" money(-paid))
        }
    }
    put("execution-abroad", "period|institution|current|accrued|paid")
    for (year = 2016; year <= 2017; year++) {
        last = year == 2017 ? 9 : 12
        for (month = 1; month <= last; month++)
            put("execution-abroad", period(year, month) "|010|" \
                money(840000000 + (year - 2016) * 30000000) "|" \
                money(61000000 + month * 700000) "|" \
                money(60000000 + month * 650000))
    }
}

function write_terms(    year, head)
{
    put("price-index", "period|value|base|label_es|label_en|source")
    head = "|2017|Precios al consumo, promedio del año|Consumer prices, mean of the year|generator"
    put("price-index", "2015|92.6" head)
    put("price-index", "2016|96.3" head)
    put("price-index", "2017|100.0" head)
    put("exchange-rates", "currency|base|period|value|table|source")
    put("exchange-rates", "EJR|USD|2016|25.352|mean|generator")
    put("exchange-rates", "EJR|USD|2017|26.018|mean|generator")
    put("exchange-rates", "EJR|USD|2017|26.340|september|generator")
    put("equivalence", "dimension|code|from|to|target|label_es|label_en|source")
    put("equivalence", "function|3.9|2015|2016|3.2|Campo y pesca|Countryside and fisheries|generator")
    put("equivalence", "function|7.9|2015|2016|7.3|Servicios educativos|Education services|generator")
    put("equivalence", "program|013.0155|2015|2015|013.0162|Transbordadores|Ferries|generator")
    put("protections", "program|from|to|legal_basis_es|legal_basis_en|source")
    head = "|Ley 4 de 2015, de Infancia|Childhood Act, No. 4 of 2015|generator"
    put("protections", "011.0139|2015|" head)
    put("protections", "011.0142|2015|" head)
    put("protections", "012.0155|2016|2017" head)
    put("protections", "017.0190|2015|" head)
    put("funds", "code|label_es|label_en|institution|legal_basis_es|legal_basis_en|opening|income|spending|closing|source")
    put("funds", "f1|Fondo de caminos|Road fund|013|Ley 6 de 2010, de Vías|Roads Act, No. 6 of 2010|12400000.00|48300000.00|41750000.00|18950000.00|generator")
    put("funds", "f2|Fondo de emergencias|Emergency fund|014|Ley 9 de 2012|Act No. 9 of 2012|96000000.00|24000000.00|7310000.00|112690000.00|generator")
    # Two digits of the closing balance changed places: 4550000.00.
    put("funds", "f3|Fondo de vivienda rural|Rural housing fund|017|Ley 3 de 2013|Act No. 3 of 2013|5200000.00|1800000.00|2450000.00|4505000.00|generator")
}

function write_forecasts(    year, wanted)
{
    put("forecasts", "forecaster|indicator|resource|stage|period|made|value|source")
    for (year = 2015; year <= 2017; year++) {
        wanted = int(income[year] / 100000000) * 100000000
        if (year == 2017)
            wanted = int(wanted / 900000000) * 1200000000
        put("forecasts", "treasury||revenue|collected|" year "|" (year - 1) \
            "-09|" money(int(wanted / 100 * (year == 2016 ? 106 : 104))) \
            "|generator")
        put("forecasts", "council||revenue|collected|" year "|" (year - 1) \
            "-10|" money(int(wanted / 100 * (year == 2015 ? 99 : 101))) \
            "|generator")
    }
    put("forecasts", "treasury|infant-mortality|||2015|2014-11|19.8|generator")
    put("forecasts", "council|infant-mortality|||2015|2014-12|20.9|generator")
    put("forecasts", "treasury|infant-mortality|||2016|2015-11|18.2|generator")
    put("forecasts", "council|infant-mortality|||2016|2015-12|19.4|generator")
    put("forecasts", "treasury|infant-mortality|||2018|2017-08|17.5|generator")
    put("forecasts", "council|infant-mortality|||2018|2017-09|18.3|generator")
}

# ---- the account itself ------------------------------------------------------

function duty(line)
{
    if (!duties++)
        put("obligations", "code|label_es|label_en|rule_es|rule_en|institution|due|done|met|address|source")
    put("obligations", line "|generator")
}

function write_obligations(    law_words, home)
{
    law_words = "|Ley 12 de 2014, de Cuentas Abiertas, artículo "
    home = "|https://ejemplo.example/"
    duty("l1|Publicar el presupuesto aprobado|Publish the approved budget" law_words "3|Open Accounts Act, No. 12 of 2014, section 3|010|2017-01-15|2017-01-12|" home "l1")
    duty("l2|Publicar las cuentas del año anterior|Publish the accounts of the year before" law_words "4|Open Accounts Act, No. 12 of 2014, section 4|010|2017-04-30|2017-06-09|" home "l2")
    duty("l3|Dictaminar las cuentas|Give an opinion on the accounts" law_words "5|Open Accounts Act, No. 12 of 2014, section 5|002|2017-07-31|2017-07-28|" home "l3")
    duty("l4|Responder al dictamen ante la Asamblea|Answer the opinion before the Assembly" law_words "6|Open Accounts Act, No. 12 of 2014, section 6|010|2017-09-15|||")
    duty("l5|Publicar declaraciones de intereses|Publish declarations of interests" law_words "9|Open Accounts Act, No. 12 of 2014, section 9|001|2017-03-31||yes" home "l5")
    duty("l6|Consultar el plan cada dos años|Consult on the plan every two years" law_words "11|Open Accounts Act, No. 12 of 2014, section 11|010|2017-12-15|||")
    duty("l7|Tener un sitio de cuentas en cada municipio|Have an accounts page in each municipality" law_words "14|Open Accounts Act, No. 12 of 2014, section 14|018|||no|")
}

function question(line)
{
    if (!questions++)
        put("questions", "code|label_es|label_en|asked|institution|program|due|answered|answer_es|answer_en|source")
    put("questions", line "|generator")
}

function write_questions()
{
    question("q1|¿Por qué se pagaron anticipos por caminos sin obra?|Why were advances paid for roads without works?|2017-02-20|013|013.0161|2017-03-22|2017-05-03|Los contratos de 2015 lo permitían. Los de 2018 pagarán por tramo terminado.|The contracts of 2015 allowed it. Those of 2018 will pay for finished sections.")
    question("q2|¿Cuántas vacunas quedan por repartir?|How many vaccines are still to be handed out?|2017-03-06|011|011.0139|2017-04-05|2017-03-28|Ninguna al cierre de febrero.|None at the close of February.")
    question("q3|¿Qué escuelas no se van a reparar?|Which schools will not be repaired?|2017-06-12|012|012.0155|2017-07-12|||")
    question("q4|¿Cuándo se publica el cierre de agosto del Ministerio de Campo?|When will the August closing of the Ministry of Countryside be published?|2017-09-04|015||2017-10-04|||")
    question("q5|¿Quién decide qué canal se termina primero?|Who decides which canal is finished first?|2017-05-15|015|015.0171|2017-06-14|2017-06-14|La junta de regantes de cada cuenca.|The irrigation board of each basin.")
}

# One answer about a report; an edition is published as year-<edition>.
function score(edition, subject, criterion, es, en, status, why_es, why_en)
{
    if (!scores++)
        put("scorecard", "code|subject|criterion|label_es|label_en|status|description_es|description_en|assessor_es|assessor_en|date|source|report")
    put("scorecard", subject (edition == 2015 ? "-2015" : "") "." criterion \
        "|" subject "|" criterion "|" es "|" en "|" status "|" why_es "|" \
        why_en "|Observatorio de Cuentas|Accounts Observatory|" \
        (edition == 2015 ? "2016-08" : "2017-08") "|generator|" \
        (edition != "" ? "year-" edition : ""))
}

function write_scorecard()
{
    score(2015, "report", "public", "El informe anual es público", "The annual report is public", "yes", "Está en este sitio.", "It is on this site.")
    score(2015, "report", "bad-results", "El informe anual explica los malos resultados", "The annual report explains bad results", "no", "Solo cuenta lo que se terminó.", "It tells of what was finished and of nothing else.")
    score(2015, "report", "forum", "El informe anual se dirige a un foro", "The annual report is addressed to a forum", "no", "Se publicó sin enviarlo a nadie.", "It was published and sent to nobody.")
    score(2015, "report", "obligatory", "El informe anual es obligatorio", "The annual report is obligatory", "yes", "Ley 12 de 2014.", "Act No. 12 of 2014.")
    score(2015, "report", "debate", "El informe anual permite el debate", "The annual report allows debate", "no", "No hay sesión en que se discuta.", "There is no session in which it is discussed.")
    score(2016, "report", "public", "El informe anual es público", "The annual report is public", "yes", "Está en este sitio.", "It is on this site.")
    score(2016, "report", "bad-results", "El informe anual explica los malos resultados", "The annual report explains bad results", "yes", "Lo atrasado y lo descartado tienen página propia.", "What is delayed and what was discarded have pages of their own.")
    score(2016, "report", "forum", "El informe anual se dirige a un foro", "The annual report is addressed to a forum", "partly", "Se envía a la Asamblea, que no lo pone en agenda.", "It is sent to the Assembly, which does not put it on its agenda.")
    score(2016, "report", "obligatory", "El informe anual es obligatorio", "The annual report is obligatory", "yes", "Ley 12 de 2014.", "Act No. 12 of 2014.")
    score(2016, "report", "debate", "El informe anual permite el debate", "The annual report allows debate", "no", "No hay sesión en que se discuta.", "There is no session in which it is discussed.")
    score("", "speech", "public", "El mensaje anual es público", "The annual message is public", "yes", "Se transmite.", "It is broadcast.")
    score("", "speech", "bad-results", "El mensaje anual explica los malos resultados", "The annual message explains bad results", "no", "No nombra lo que no se cumplió.", "It does not name what was not done.")
    score("", "speech", "forum", "El mensaje anual se dirige a un foro", "The annual message is addressed to a forum", "yes", "A la Asamblea.", "To the Assembly.")
    score("", "speech", "obligatory", "El mensaje anual es obligatorio", "The annual message is obligatory", "", "", "")
    score("", "speech", "debate", "El mensaje anual permite el debate", "The annual message allows debate", "no", "No admite preguntas.", "It takes no questions.")
}

function consultation(line)
{
    if (!consultations++)
        put("participation", "code|label_es|label_en|date|kind|institution|territory|program|participants|proposals|answered|adopted|source")
    put("participation", line "|generator")
}

function write_participation()
{
    consultation("c1|Consulta del plan en los Altos|Consultation on the plan in the Uplands|2016-11-12|consultation|010|03||214|37|37|9")
    consultation("c2|Consulta del plan en la Costa|Consultation on the plan on the Coast|2016-11-19|consultation|010|02||308|52|31|6")
    consultation("c3|Presupuesto participativo de agua|Participatory budget for water|2017-04-22|participatory-budget|014|04||96|14|14|5")
    consultation("c4|Audiencia sobre caminos rurales|Hearing on rural roads|2017-06-03|hearing|013|05|013.0161|141|23|4|1")
    consultation("c5|Audiencia sobre vacunas|Hearing on vaccines|2017-08-26|hearing|011|01|011.0139|58|6|0|0")
}

function grade(line)
{
    if (!grades++)
        put("grades", "code|scheme_es|scheme_en|order|label_es|label_en|description_es|description_en|source")
    put("grades", line "|generator")
}

function write_grades(    court, panel)
{
    court = "|Escala del Tribunal, de A a D|Court's scale, A to D|"
    panel = "|Tres niveles del Observatorio|Observatory's three levels|"
    grade("court-a" court "1|A|A|Entrega más con menos|Delivers more for less")
    grade("court-b" court "2|B|B|Cumple sus metas|Meets its goals")
    grade("court-c" court "3|C|C|Cumple a medias|Meets them half-way")
    grade("court-d" court "4|D|D|Gasta y no entrega|Spends and does not deliver")
    grade("panel-1" panel "1|Satisfactorio|Satisfactory|Lo medido va por su camino|What is measured is on its way")
    grade("panel-2" panel "2|Regular|Fair|Va por su camino en parte|Partly on its way")
    grade("panel-3" panel "3|Insatisfactorio|Unsatisfactory|No va por su camino|Not on its way")
    court = "|Observatorio de Cuentas|Accounts Observatory" panel
    sub(/\|$/, "", court)
    evaluation("e21|Revisión ciudadana de caminos rurales|Citizens' review of rural roads|2016-11-30|013.0161|013|2.1.1" court "|Insatisfactorio|Unsatisfactory")
    evaluation("e22|Revisión ciudadana de la vacunación|Citizens' review of vaccination|2017-06-30|011.0139|011|1.1.2" court "|Satisfactorio|Satisfactory")
    evaluation("e23|Revisión ciudadana de la pensión básica|Citizens' review of the basic pension|2016-07-29|017.0190|017|3.1.2" court "|Regular|Fair")
}

function write_account()
{
    write_financing()
    write_terms()
    write_forecasts()
    write_obligations()
    write_questions()
    write_scorecard()
    write_participation()
    write_grades()
}

# What differs from the edition of June (first-edition.awk), where a reason was
# published.
function write_corrections()
{
    put("corrections", "resource|column|dimension|entity|period|date|reason_es|reason_en|source")
    put("corrections", "execution|accrued|program|013.0161|2017-03|2017-08-14|Una factura de los caminos de la Sierra se había contado dos veces.|An invoice for the roads of the Sierra had been counted twice.|generator")
    put("corrections", "targets|value|indicator|infant-mortality|2018|2017-07-20|La meta se calculó de nuevo con los nacimientos del censo.|The target was worked out again with the births of the census.|generator")
    put("corrections", "indicators|baseline|indicator|waste-treated||2017-08-31|La planta del puerto no existía en el año de base.|The plant at the port did not exist in the year of the baseline.|generator")
    put("corrections", "programs||program|014.0164||2017-07-03|La segunda etapa se descartó: ya no hay que distinguirlas.|The second stage was discarded: there is nothing left to tell apart.|generator")
}

# People who know how it is done; two of them did not agree to be named.
function write_roster()
{
    entry("roster", "code|label_es|label_en|institution|kind|consent", "p1|Marta Quiroz|Marta Quiroz|010|budget|yes")
    entry("roster", "", "p2|Tomás Vela|Tomás Vela|011|evaluation|yes")
    entry("roster", "", "p3|Persona tres|Person three|012|evaluation|no")
    entry("roster", "", "p4|Irene Salas|Irene Salas|014|planning|yes")
    entry("roster", "", "p5|Persona cinco|Person five|016|planning|")
}

function write_sources()
{
    put("sources", "code|label_es|label_en|description_es|description_en|author_es|author_en|period")
    put("sources", "generator|Programa que escribe los datos de Ejemplo|Program that writes the data of Ejemplo|Datos ilustrativos escritos por data/ejemplo/generate.awk con semilla " seed ". No describen ningún país.|Illustrative data written by data/ejemplo/generate.awk with seed " seed ". They describe no country.|Proyecto rendir|The rendir project|2017")
}

BEGIN {
    if (seed == "" || out == "") {
        print "use: awk -v seed=2017 -v out=DIR -f generate.awk" > "/dev/stderr"
        exit 2
    }
    state = (seed + 0) % 2147483646 + 1
    chance(2)
    chance(2)
    write_classifiers()
    write_places()
    write_institutions()
    write_plan()
    set_mixes()
    list_programs()
    list_purposes()
    list_ties()
    write_programs()
    write_execution()
    write_revenue()
    write_chains()
    write_indicators()
    list_words()
    write_commitments()
    write_links()
    write_reviews()
    write_papers()
    write_calendar()
    write_registers()
    write_programs_more()
    write_account()
    write_corrections()
    write_roster()
    write_sources()
    exit failed
}
