/*
 * A made-up extract of a ministry's accounts, as large as asked for:
 * `make-extract ROWS PROGRAMS` writes it to the standard output. Semicolons,
 * decimal points, a header, twelve dimensions and the amounts of six stages;
 * one row in twenty has a quoted cell. 8,000,000 rows are some 1.1 GB.
 *
 * The same numbers give the same bytes. A program belongs to one institution
 * and one function, some have far more rows than others, initial and
 * modifications make current, and paid <= accrued <= committed <= current.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OUTPUT_LEN ((size_t)1 << 20)
#define ROW_LEN_MAX 512
#define INSTITUTIONS 120
#define TERRITORIES 340
#define OBJECTS 200

/* What all rows of a program share. */
struct program {
    unsigned institution, function, source, unit;
};

struct extract {
    uint64_t random;
    struct program *programs;
    uint64_t program_count;
    char *output;
    size_t len;
};

static void fail(const char *what)
{
    perror(what);
    exit(3);
}

static void write_out(struct extract *extract)
{
    for (size_t at = 0; at < extract->len;) {
        ssize_t count =
            write(STDOUT_FILENO, extract->output + at, extract->len - at);

        if (count < 0 && errno != EINTR)
            fail("make-extract");
        at += count > 0 ? (size_t)count : 0;
    }
    extract->len = 0;
}

/* splitmix64, by Sebastiano Vigna (public domain) */
static uint64_t draw(struct extract *extract)
{
    uint64_t z = extract->random += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* Below `limit`; the product of two even draws, so small ones are common. */
static uint64_t draw_skewed(struct extract *extract, uint64_t limit)
{
    uint64_t bits = draw(extract);
    uint64_t product = (bits >> 32) * (bits & UINT32_MAX) >> 32;

    return product * limit >> 32;
}

static unsigned draw_below(struct extract *extract, unsigned limit)
{
    return (unsigned)((draw(extract) >> 32) * limit >> 32);
}

static void add_text(struct extract *extract, const char *text)
{
    size_t len = strlen(text);

    memcpy(extract->output + extract->len, text, len);
    extract->len += len;
}

static void add_char(struct extract *extract, char c)
{
    extract->output[extract->len++] = c;
}

/* In at least `width` digits. */
static void add_number(struct extract *extract, uint64_t value, unsigned width)
{
    char digits[24];
    size_t at = sizeof digits;

    for (; value > 0 || width > 0; value /= 10) {
        digits[--at] = (char)('0' + value % 10);
        width -= width > 0;
    }
    memcpy(extract->output + extract->len, digits + at, sizeof digits - at);
    extract->len += sizeof digits - at;
}

/* A number of `width` digits as a cell. */
static void add_code(struct extract *extract, uint64_t value, unsigned width)
{
    add_number(extract, value, width);
    add_char(extract, ';');
}

static void add_amount(struct extract *extract, int64_t cents)
{
    uint64_t size = cents < 0 ? -(uint64_t)cents : (uint64_t)cents;

    add_char(extract, ';');
    if (cents < 0)
        add_char(extract, '-');
    add_number(extract, size / 100, 1);
    add_char(extract, '.');
    add_number(extract, size % 100, 2);
}

/* A part of `cents`, in hundredths. */
static int64_t part_of(struct extract *extract, int64_t cents, unsigned least)
{
    return cents / 100 * (least + draw_below(extract, 101 - least));
}

/* Of each stage no more than of the one before, but for the first two. */
static void add_amounts(struct extract *extract)
{
    uint64_t bits = draw(extract);
    int64_t initial = (int64_t)(bits >> (34 + bits % 20)) * 100;
    int64_t change = part_of(extract, initial, 0) / 4;
    int64_t current, committed, accrued, paid;

    initial += (int64_t)(bits >> 8 & 63);
    current = initial + (bits & 128 ? change : -change);
    committed = part_of(extract, current, 60);
    accrued = part_of(extract, committed, 50);
    paid = part_of(extract, accrued, 70);
    add_amount(extract, initial);
    add_amount(extract, current - initial);
    add_amount(extract, current);
    add_amount(extract, committed);
    add_amount(extract, accrued);
    add_amount(extract, paid);
}

/* One in twenty needs quotes, and one of these has quotes in it. */
static void add_product(struct extract *extract, unsigned product)
{
    static const char *const names[] = {"Servicio de salud",
                                        "Atención primaria", "Obra de caminos",
                                        "Insumos médicos", "Beca de estudio"};
    unsigned kind = draw_below(extract, 100);
    const char *name = names[product % 5];

    if (kind < 4)
        add_text(extract, "\"");
    if (kind == 0)
        add_text(extract, "\"\"");
    add_text(extract, name);
    if (kind == 0)
        add_text(extract, "\"\"");
    add_text(extract, kind < 4 ? "; tipo " : " ");
    add_number(extract, product, 3);
    if (kind < 4)
        add_text(extract, "\"");
    add_char(extract, ';');
}

static void add_row(struct extract *extract)
{
    uint64_t number = draw_skewed(extract, extract->program_count);
    const struct program *program = &extract->programs[number];
    uint64_t object = draw_skewed(extract, OBJECTS);
    uint64_t territory = draw_skewed(extract, TERRITORIES);
    unsigned month = draw_below(extract, 12) + 1;
    bool quoted = draw_below(extract, 100) == 0;

    if (quoted)
        add_char(extract, '"');
    add_number(extract, 11130000 + program->institution, 8);
    add_text(extract, quoted ? "\";" : ";");
    add_code(extract, number + 1, 5);
    add_code(extract, 101 + territory, 4);
    add_code(extract, program->function, 3);
    add_code(extract, 100 + object * 4, 3);
    add_code(extract, program->source, 2);
    add_code(extract, object < OBJECTS * 3 / 4 ? 21 : 31, 2);
    add_code(extract, 1 + (object + number) % 9, 3);
    add_code(extract, program->unit, 3);
    add_product(extract, (unsigned)((number * 7 + object) % 400));
    add_text(extract, object % 5 == 0 ? "obra;" : "gasto;");
    add_text(extract, "2024-");
    add_number(extract, month, 2);
    add_amounts(extract);
    add_char(extract, '\n');
}

static void make_programs(struct extract *extract)
{
    for (uint64_t i = 0; i < extract->program_count; i++)
        extract->programs[i] = (struct program){
            .institution = 1 + (unsigned)draw_skewed(extract, INSTITUTIONS),
            .function = 10 + draw_below(extract, 90),
            .source = 11 + draw_below(extract, 8),
            .unit = 201 + draw_below(extract, 40),
        };
}

/* A number above zero that fits, or the usage. */
static uint64_t read_count(const char *text)
{
    char *end;
    unsigned long long count = strtoull(text, &end, 10);

    if (*end == '\0' && count > 0 && count <= UINT32_MAX)
        return count;
    (void)fprintf(stderr, "make-extract: %s is no count\n", text);
    exit(2);
}

int main(int argc, char **argv)
{
    struct extract extract = {.random = 2024};
    uint64_t rows;

    if (argc != 3) {
        (void)fprintf(stderr, "usage: make-extract ROWS PROGRAMS\n");
        return 2;
    }
    rows = read_count(argv[1]);
    extract.program_count = read_count(argv[2]);
    extract.programs = calloc(extract.program_count, sizeof *extract.programs);
    extract.output = malloc(OUTPUT_LEN + ROW_LEN_MAX);
    if (!extract.programs || !extract.output)
        fail("make-extract");
    make_programs(&extract);
    add_text(&extract,
             "institution;program;territory;function;object;source;economic;"
             "activity;unit;product;kind;month;initial;modifications;"
             "current;committed;accrued;paid\n");
    for (uint64_t i = 0; i < rows; i++) {
        add_row(&extract);
        if (extract.len >= OUTPUT_LEN)
            write_out(&extract);
    }
    write_out(&extract);
    free(extract.output);
    free(extract.programs);
    return 0;
}
