/* What inspect guesses from bytes, headings, texts and rows. */
#include "input_help.h"

#include "inspect/guess.h"

#define LIT(text) ((struct slice){(text), sizeof(text) - 1})
#define assert_slice(found, expected)                                          \
    do {                                                                       \
        struct slice found_slice = (found);                                    \
        assert_int_equal(found_slice.len, strlen(expected));                   \
        if (found_slice.len > 0)                                               \
            assert_memory_equal(found_slice.ptr, (expected), found_slice.len); \
    } while (0)

/* A file with these bytes, all the way to its guess. */
struct looked {
    struct world world;
    struct sheet sheet;
    struct insight insight;
    struct guess guess;
};

static void look(struct looked *looked, struct slice bytes)
{
    struct slice fault = {NULL, 0};
    bool fits;

    world_init(&looked->world);
    world_write(&looked->world, bytes);
    sheet_init(&looked->sheet, &looked->world.arena);
    assert_true(sheet_read(&looked->sheet, looked->world.path, &fits, &fault));
    sheet_understand(&looked->sheet);
    insight_find(&looked->insight, &looked->sheet);
    guess_find(&looked->guess, &looked->insight);
}

static const struct sheet_column *column(const struct looked *looked, size_t i)
{
    assert_true(i < looked->sheet.columns.count);
    return &looked->sheet.columns.items[i];
}

static const struct guess_field *field(const struct looked *looked, size_t i)
{
    for (size_t f = 0; f < looked->guess.fields.count; f++)
        if (looked->guess.fields.items[f].column == i)
            return &looked->guess.fields.items[f];
    fail_msg("column %zu has no field", i);
    return NULL;
}

static void encodings(void **state)
{
    static const struct {
        struct slice bytes;
        bool is_whole;
        const char *name;
        const char *declared;
        const char *why;
    } cases[] = {
        {SLICE_INIT("a,b\n"), true, "UTF-8", "", "ASCII"},
        {SLICE_INIT("a\xC3\xB1o\n"), true, "UTF-8", "", "valid"},
        {SLICE_INIT("\xEF\xBB\xBF"
                    "a\n"),
         true, "UTF-8 with a byte order mark", "", "EF BB BF"},
        {SLICE_INIT("a\xF1o\n"), true, "ISO-8859-1", "iso-8859-1",
         "offset 1 (0xF1)"},
        {SLICE_INIT("a\xF1o, and more bytes\n"), false, "Windows-1252",
         "windows-1252", "offset 1 (0xF1)"},
        {SLICE_INIT("a\xF1o \x93quoted\x94\n"), true, "Windows-1252",
         "windows-1252", "0x80 to 0x9F"},
        {SLICE_INIT("\xFF\xFE"
                    "a\0,\0b\0\n\0"),
         true, "UTF-16", "UTF-16", "mark"},
        {SLICE_INIT("a\0,\0b\0\n\0"), true, "UTF-16LE", "UTF-16LE", "zero"},
        {SLICE_INIT("\0a\0,\0b\0\n"), true, "UTF-16BE", "UTF-16BE", "zero"},
        /* The sample cuts the last character in two. */
        {SLICE_INIT("abcdef\xC3"), false, "UTF-8", "", "ASCII"},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sniff sniff = {.dialect = DIALECT_DEFAULT};

        assert_true(
            sniff_encoding(&arena, cases[i].bytes, cases[i].is_whole, &sniff));
        assert_slice(sniff.encoding_name, cases[i].name);
        assert_slice(sniff.dialect.encoding, cases[i].declared);
        if (i + 1 < COUNT_OF(cases))
            assert_non_null(
                strstr(arena_text(&arena, sniff.encoding_why), cases[i].why));
    }
    arena_release(&arena);
}

static void binaries(void **state)
{
    static const struct slice cases[] = {
        SLICE_INIT("PK\x03\x04 a sheet"), SLICE_INIT("%PDF-1.7"),
        SLICE_INIT("ab\0\0\0cd"), SLICE_INIT("\x01\x02\x03\x04")};
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sniff sniff = {.dialect = DIALECT_DEFAULT};

        assert_false(sniff_encoding(&arena, cases[i], true, &sniff));
    }
    arena_release(&arena);
}

static void line_ends(void **state)
{
    static const struct {
        struct slice text;
        const char *found;
    } cases[] = {
        {SLICE_INIT("a\nb\n"), "LF"},
        {SLICE_INIT("a\r\nb\r\n"), "CR LF"},
        {SLICE_INIT("a\rb\r"), "CR"},
        {SLICE_INIT("a"), "none"},
        {SLICE_INIT("a\r\nb\n"), "mixed: 1 CR LF, 1 LF, 0 CR"},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sniff sniff = {.has_mark = false};

        sniff_line_ends(&arena, cases[i].text, &sniff);
        assert_slice(sniff.line_ends, cases[i].found);
    }
    arena_release(&arena);
}

static void dialects(void **state)
{
    static const struct {
        struct slice text;
        char delimiter, quote, comment;
        uint32_t skip;
        bool header;
    } cases[] = {
        {SLICE_INIT("a,b\n1,2\n3,4\n"), ',', '"', 0, 0, true},
        {SLICE_INIT("a;b\n1,5;2,5\n3,1;4,0\n"), ';', '"', 0, 0, true},
        {SLICE_INIT("a\tb\n1\t2\n"), '\t', '"', 0, 0, true},
        {SLICE_INIT("a|b\n1|2\n"), '|', '"', 0, 0, true},
        {SLICE_INIT("'a','b'\n'1','2'\n"), ',', '\'', 0, 0, true},
        {SLICE_INIT("\"a;b\",c\n\"1;2\",3\n"), ',', '"', 0, 0, true},
        {SLICE_INIT("Informe de gastos\n\ncod,monto\n1,5\n2,6\n"), ',', '"', 0,
         2, true},
        {SLICE_INIT("Informe,,\ncod,nombre,monto\n1,x,5\n2,y,6\n"), ',', '"', 0,
         1, true},
        {SLICE_INIT("cod,monto\n# a note\n1,5\n2,6\n"), ',', '"', '#', 0, true},
        {SLICE_INIT("01;Uno;5\n02;Dos;6\n03;Tres;7\n"), ';', '"', 0, 0, false},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct sniff sniff = {.dialect = DIALECT_DEFAULT};

        sniff_dialect(&arena, cases[i].text, &sniff);
        assert_int_equal(sniff.dialect.delimiter, cases[i].delimiter);
        assert_int_equal(sniff.dialect.quote, cases[i].quote);
        assert_int_equal(sniff.dialect.comment, cases[i].comment);
        assert_int_equal(sniff.dialect.skip_rows, cases[i].skip);
        assert_int_equal(sniff.dialect.has_header, cases[i].header);
    }
    arena_release(&arena);
}

static void names(void **state)
{
    static const struct {
        const char *heading;
        enum name_kind kind;
        const char *what;
    } cases[] = {
        {"CRED_INICIAL", NAME_STAGE, "approved"},
        {"Presupuesto Vigente", NAME_STAGE, "current"},
        {"Dotação atualizada", NAME_STAGE, "current"},
        {"Despesas empenhadas", NAME_STAGE, "committed"},
        {"Valor liquidado", NAME_STAGE, "accrued"},
        {"OBL_RECONOC", NAME_STAGE, "accrued"},
        {"DEVENGADO_ACUMULADO", NAME_STAGE, "accrued"},
        {"Revised budget", NAME_STAGE, "current"},
        {"Crédits votés", NAME_STAGE, "approved"},
        {"Percibido", NAME_STAGE, "collected"},
        {"SALDO_PRESUPUES.", NAME_DERIVED, "balance"},
        {"%_OBLIG_A_LA_FECHA", NAME_DERIVED, "share"},
        {"Código Entidad", NAME_DIMENSION, "institution"},
        {"ff_desc", NAME_DIMENSION, "funding"},
        {"Fonte de recursos", NAME_DIMENSION, "funding"},
        {"Ministère", NAME_DIMENSION, "institution"},
        {"Año", NAME_YEAR, ""},
        {"Mês", NAME_MONTH, ""},
        {"Devise", NAME_CURRENCY, ""},
        {"Unidad de medida", NAME_FIELD, "unit"},
        {"Promesa", NAME_FIELD, "commitment"},
        {"xyzzy", NAME_NONE, ""},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct name_guess guess = name_find(&arena, slice_of(cases[i].heading));

        assert_int_equal(guess.kind, cases[i].kind);
        assert_slice(guess.what, cases[i].what);
    }
    assert_true(name_find(&arena, LIT("Descripcion Centro")).is_label);
    assert_true(name_find(&arena, LIT("Código Entidad")).is_code);
    assert_true(name_find(&arena, LIT("PAGADO_ACUMULADO")).is_to_date);
    assert_true(name_find(&arena, LIT("PAGADO_PARCIAL")).is_of_period);
    assert_int_equal(
        name_find(&arena, LIT("Ejecución Acumulada al ABRIL")).month, 4);
    assert_int_equal(name_find(&arena, LIT("Importe 2024")).year, 2024);
    assert_int_equal(month_of_name(LIT("dezembro")), 12);
    assert_int_equal(month_of_name(LIT("fevrier")), 2);
    assert_int_equal(month_of_name(LIT("x")), 0);
    assert_true(names_total(LIT("RESULTADO")));
    assert_true(names_total(LIT("Total general")));
    assert_true(names_total(LIT("Sub-total")));
    assert_false(names_total(LIT("Totalidad")));
    assert_true(role_has_field("execution", "amount"));
    assert_false(role_has_field("execution", "label"));
    arena_release(&arena);
}

static void numbers(void **state)
{
    static const struct {
        struct slice bytes;
        char decimal, group;
        bool is_ambiguous, has_text_around;
        const char *low, *high;
    } cases[] = {
        {SLICE_INIT("monto\n1.5\n2.25\n"), '.', 0, false, false, "1.5", "2.25"},
        {SLICE_INIT("monto\n\"1,5\"\n\"-2,25\"\n"), ',', 0, false, false,
         "-2.25", "1.5"},
        {SLICE_INIT("monto\n\"415,210,000.00\"\n0\n"), '.', ',', false, false,
         "0", "415210000.00"},
        {SLICE_INIT("monto\n\"1.234.567,8\"\n5\n"), ',', '.', false, false, "5",
         "1234567.8"},
        {SLICE_INIT("monto\n1 234 567\n12\n"), '.', ' ', false, false, "12",
         "1234567"},
        {SLICE_INIT("monto\n1.234\n5.678\n"), ',', '.', true, false, "1234",
         "5678"},
        {SLICE_INIT("monto\n\"Q 1,200.00\"\n\"Q 7.50\"\n"), '.', ',', false,
         true, "7.50", "1200.00"},
        {SLICE_INIT("monto\n5.5-\n(7.25)\n"), '.', 0, false, false, "-7.25",
         "-5.5"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct looked looked;
        const struct cells_guess *cells;
        struct buf text = BUF_INIT;

        look(&looked, cases[i].bytes);
        cells = &column(&looked, 0)->cells;
        assert_int_equal(cells->type, CELLS_NUMBER);
        assert_int_equal(cells->format.decimal, cases[i].decimal);
        assert_int_equal(cells->format.group, cases[i].group);
        assert_int_equal(cells->is_ambiguous, cases[i].is_ambiguous);
        assert_int_equal(cells->has_text_around, cases[i].has_text_around);
        amount_write(&text, cells->low);
        assert_slice(buf_slice(&text), cases[i].low);
        buf_reset(&text);
        amount_write(&text, cells->high);
        assert_slice(buf_slice(&text), cases[i].high);
        buf_release(&text);
        world_release(&looked.world);
    }
}

static void dates(void **state)
{
    static const struct {
        struct slice bytes;
        const char *pattern;
        bool is_ambiguous;
    } cases[] = {
        {SLICE_INIT("fecha\n2025-01-31\n2025-02-28\n"), "%Y-%m-%d", false},
        {SLICE_INIT("fecha\n31/01/2025\n05/02/2025\n"), "%d/%m/%Y", false},
        {SLICE_INIT("fecha\n01/31/2025\n02/05/2025\n"), "%m/%d/%Y", false},
        {SLICE_INIT("fecha\n01/02/2025\n03/04/2025\n"), "%d/%m/%Y", true},
        {SLICE_INIT("fecha\n20250131\n20250228\n"), "%Y%m%d", false},
        {SLICE_INIT("fecha\n2025-01\n2025-02\n"), "%Y-%m", false},
        {SLICE_INIT("fecha\n202501\n202502\n"), "%Y%m", false},
        {SLICE_INIT("fecha\n01/2025\n12/2025\n"), "%m/%Y", false},
        {SLICE_INIT("ejercicio\n2024-25\n2025-26\n"), "%Y-%y", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct looked looked;

        look(&looked, cases[i].bytes);
        assert_int_equal(column(&looked, 0)->cells.type, CELLS_DATE);
        assert_string_equal(column(&looked, 0)->cells.pattern,
                            cases[i].pattern);
        assert_int_equal(column(&looked, 0)->cells.is_ambiguous,
                         cases[i].is_ambiguous);
        world_release(&looked.world);
    }
}

static void other_types(void **state)
{
    static const struct {
        struct slice bytes;
        enum cell_type type;
    } cases[] = {
        {SLICE_INIT("anio\n2016\n2017\n"), CELLS_YEAR},
        {SLICE_INIT("mes\nEnero\nFebrero\n"), CELLS_MONTH},
        {SLICE_INIT("mes\n1\n12\n"), CELLS_MONTH},
        {SLICE_INIT("x\n001\n002\n"), CELLS_CODE},
        {SLICE_INIT("programa\n91216\n91240\n"), CELLS_CODE},
        {SLICE_INIT("cuenta\n215-21-01\n215-21-02\n"), CELLS_CODE},
        {SLICE_INIT("nombre\nuno\ndos\n"), CELLS_TEXT},
        {SLICE_INIT("x,y\n,1\n,2\n"), CELLS_EMPTY},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct looked looked;

        look(&looked, cases[i].bytes);
        assert_int_equal(column(&looked, 0)->cells.type, cases[i].type);
        world_release(&looked.world);
    }
}

static void missing_marks_and_odd_texts(void **state)
{
    struct looked looked;

    (void)state;
    look(&looked, LIT("cod,pagado\n01,1.5\n02,n.d.\n03,\n04,2.5\n"));
    assert_int_equal(column(&looked, 1)->cells.type, CELLS_NUMBER);
    assert_int_equal(column(&looked, 1)->empty, 1);
    assert_int_equal(column(&looked, 1)->mark_count, 1);
    assert_slice(column(&looked, 1)->missing_marks[0], "n.d.");
    assert_int_equal(column(&looked, 1)->distinct, 2);
    world_release(&looked.world);
}

static void residues(void **state)
{
    struct looked looked;

    (void)state;
    look(&looked, LIT("pagado\n3837574934.7700005\n12.5\n"));
    assert_int_equal(column(&looked, 0)->cells.residues, 1);
    world_release(&looked.world);
    look(&looked, LIT("pagado\n37.61560151724364\n12.83716000123456\n"
                      "1.1234567891\n"));
    assert_int_equal(column(&looked, 0)->cells.residues, 0);
    world_release(&looked.world);
}

static void labels_parents_and_keys(void **state)
{
    struct looked looked;

    (void)state;
    look(&looked, LIT("Sección;Descripción Sección;Programa;Devengado\n"
                      "1;Uno;101;5\n1;Uno;102;6\n2;Dos;201;7\n"
                      "2;Dos;201;8\n1;Uno;101;9\n"));
    assert_int_equal(looked.insight.columns[1].label_of, 0);
    assert_int_equal(looked.insight.columns[0].label, 1);
    assert_int_equal(looked.insight.alike, 2);
    assert_int_equal(looked.insight.key_count, 0);
    assert_slice(field(&looked, 0)->dimension, "section");
    assert_slice(field(&looked, 0)->labels, "Descripción Sección");
    assert_slice(field(&looked, 2)->dimension, "program");
    assert_slice(field(&looked, 3)->stage, "accrued");
    world_release(&looked.world);

    look(&looked, LIT("Sección;Programa;Anio;Devengado\n"
                      "1;101;2016;5\n1;102;2016;6\n1;101;2017;5\n"
                      "2;201;2017;5\n2;202;2017;5\n2;201;2016;5\n"
                      "1;102;2017;5\n1;101;2015;4\n2;201;2015;1\n"));
    assert_int_equal(looked.insight.columns[1].parent, 0);
    assert_true(looked.insight.columns[1].has_prefix);
    assert_int_equal(looked.insight.key_count, 2);
    assert_int_equal(looked.insight.key[0], 1);
    assert_int_equal(looked.insight.key[1], 2);
    world_release(&looked.world);
}

static void subtotals_and_totals(void **state)
{
    struct looked looked;

    (void)state;
    look(&looked, LIT("Subtítulo;Item;Denominación;Devengado\n"
                      "21;;GASTOS EN PERSONAL;30\n21;01;Planta;10\n"
                      "21;02;Contrata;20\n22;;BIENES;5\n"
                      ";;TOTAL;35\n"));
    assert_int_equal(looked.insight.level_count, 2);
    assert_int_equal(looked.insight.subtotal_rows, 1);
    assert_int_equal(looked.insight.subtotals_agree, 1);
    assert_int_equal(looked.insight.subtotals_differ, 0);
    assert_int_equal(looked.insight.rows[3], ROW_LEAF);
    assert_int_equal(looked.insight.total_rows, 1);
    assert_int_equal(looked.insight.totals_agree, 1);
    assert_int_equal(looked.insight.totals_differ, 0);
    world_release(&looked.world);

    look(&looked, LIT("Subtítulo;Item;Denominación;Devengado\n"
                      "21;;GASTOS;31\n21;01;Planta;10\n21;02;Contrata;20\n"
                      ";;RESULTADO;-7\n"));
    assert_int_equal(looked.insight.subtotals_differ, 1);
    assert_int_equal(looked.insight.totals_differ, 1);
    world_release(&looked.world);
}

static void sides_currencies_and_stages_in_rows(void **state)
{
    struct looked looked;

    (void)state;
    look(&looked, LIT("Item;Moneda;Denominación;Devengado\n"
                      "01;P;OTROS INGRESOS;5\n02;D;GASTOS DE PERSONAL;6\n"));
    assert_true(looked.insight.both_sides.len > 0);
    assert_int_equal(looked.insight.currency, 1);
    assert_string_equal(field(&looked, 1)->role, "currency");
    world_release(&looked.world);

    look(&looked, LIT("Programa;Etapa;Monto\n01;Inicial;5\n01;Devengado;6\n"
                      "02;Inicial;5\n02;Devengado;6\n"));
    assert_string_equal(field(&looked, 2)->role, "amount");
    assert_int_equal(field(&looked, 2)->stages_column, 1);
    assert_int_equal(field(&looked, 2)->pair_count, 2);
    assert_slice(field(&looked, 2)->pairs[0].to, "approved");
    assert_slice(field(&looked, 2)->pairs[1].to, "accrued");
    world_release(&looked.world);
}

static void roles(void **state)
{
    static const struct {
        struct slice bytes;
        const char *role;
    } cases[] = {
        {SLICE_INIT("Programa,Vigente,Pagado\n01,5,4\n"), "execution"},
        {SLICE_INIT("Clase,Vigente,Percibido\n01,5,4\n"), "revenue"},
        {SLICE_INIT("Year,Value\n2016,78.2\n2017,82.5\n"), "observations"},
        {SLICE_INIT("Indicador,Unidad de medida,Meta\n01,Km,5\n"),
         "indicators"},
        {SLICE_INIT("Tema,Promesa\nAgua,Construir pozos\n"), "commitments"},
        {SLICE_INIT("municipio,anio,poblacion\nA,2017,50\nB,2017,60\n"),
         "population"},
        {SLICE_INIT("codigo,nombre\n01,Uno\n02,Dos\n"), "classifier"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct looked looked;

        look(&looked, cases[i].bytes);
        assert_string_equal(looked.guess.role, cases[i].role);
        world_release(&looked.world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings),
        cmocka_unit_test(binaries),
        cmocka_unit_test(line_ends),
        cmocka_unit_test(dialects),
        cmocka_unit_test(names),
        cmocka_unit_test(numbers),
        cmocka_unit_test(dates),
        cmocka_unit_test(other_types),
        cmocka_unit_test(missing_marks_and_odd_texts),
        cmocka_unit_test(residues),
        cmocka_unit_test(labels_parents_and_keys),
        cmocka_unit_test(subtotals_and_totals),
        cmocka_unit_test(sides_currencies_and_stages_in_rows),
        cmocka_unit_test(roles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
