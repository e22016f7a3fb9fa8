/* Which digits in prose state a quantity: found by what stands around them. */
#include "input/numbers.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "locale/locale.h"

#define YEAR_FIRST 1800
#define YEAR_LAST 2199
#define PARTS_MAX 8

/* A run of digits with what joins them. */
struct number {
    struct slice text;
    size_t from, to; /* in `text` */
};

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Letters of any script, as far as a number next to them would be a word. */
static bool joins_word(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000);
}

static bool joins_digits(uint32_t c)
{
    return c == '.' || c == ',' || c == ':' || c == '-' || c == '/' ||
           c == '\'' || c == 0xA0 || c == 0x2009 || c == 0x202F ||
           c == 0x2013 || c == 0x2019;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x202F;
}

/* Code point at `offset`, 0 at the end; moves past it. */
static uint32_t next_of(struct slice text, size_t *offset)
{
    return *offset < text.len ? utf8_decode(text, offset) : 0;
}

static uint32_t previous_of(struct slice text, size_t *offset)
{
    size_t at = *offset, read;

    if (at == 0)
        return 0;
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    *offset = read = at;
    return utf8_decode(text, &read);
}

/* The next run of digits from `*at` on; false when there is none. */
static bool number_next(struct slice text, size_t *at, struct number *out)
{
    size_t end;

    while (*at < text.len && !is_digit((unsigned char)text.ptr[*at]))
        (*at)++;
    if (*at == text.len)
        return false;
    *out = (struct number){text, *at, *at};
    for (end = *at; end < text.len;) {
        uint32_t c = utf8_decode(text, &end);
        size_t ahead = end;

        if (is_digit(c))
            out->to = end;
        else if (!joins_digits(c) || !is_digit(next_of(text, &ahead)))
            break;
    }
    *at = out->to;
    return true;
}

/* --- what it looks like --- */

/* Digits between joints; the number of parts, at most PARTS_MAX. */
static size_t parts_of(const struct number *number,
                       struct slice parts[PARTS_MAX], bool joints[256])
{
    size_t count = 0, start = number->from;

    for (size_t i = number->from; i < number->to && count < PARTS_MAX; i++) {
        unsigned char c = (unsigned char)number->text.ptr[i];

        joints[c] |= !is_digit(c);
        if (is_digit(c) && (i + 1 == number->to ||
                            !is_digit((unsigned char)number->text.ptr[i + 1])))
            parts[count++] = slice_cut(number->text, start, i + 1);
        else if (!is_digit(c))
            start = i + 1;
    }
    return count;
}

static unsigned value_of(struct slice digits)
{
    unsigned value = 0;

    for (size_t i = 0; i < digits.len && i < 6; i++)
        value = value * 10 + (unsigned)(digits.ptr[i] - '0');
    return value;
}

static bool is_year(struct slice digits)
{
    return digits.len == 4 && value_of(digits) >= YEAR_FIRST &&
           value_of(digits) <= YEAR_LAST;
}

/* "2017", "2014-2018", "2017-18", "2016, 2017". */
static bool is_years(const struct slice *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_year(parts[i]) && !(i > 0 && parts[i].len == 2))
            return false;
    return true;
}

/* "1.234.567", but not "1.2.3". */
static bool is_grouped(const struct slice *parts, size_t count)
{
    for (size_t i = 1; i + 1 < count; i++)
        if (parts[i].len != 3)
            return false;
    return true;
}

static bool is_code_or_time(const struct number *number)
{
    bool joints[256] = {false};
    struct slice parts[PARTS_MAX];
    size_t count = parts_of(number, parts, joints);

    if (is_years(parts, count))
        return !joints['.'] && !joints['\''];
    if (parts[0].len > 1 && parts[0].ptr[0] == '0')
        return true;
    if (joints[':'] || joints['/'])
        return true;
    return count > 2 && (joints['-'] || !is_grouped(parts, count));
}

/* --- what stands around it --- */

static struct slice word_before(struct slice text, size_t at)
{
    size_t end, start;

    for (end = start = at; start > 0 && is_blank(previous_of(text, &start));)
        end = start;
    if (end == at)
        return slice_cut(text, at, at);
    for (start = end; start > 0;) {
        size_t before = start;
        uint32_t c = previous_of(text, &before);

        if (is_blank(c) || c == '(')
            break;
        start = before;
    }
    return slice_cut(text, start, end);
}

static struct slice word_after(struct slice text, size_t at)
{
    size_t start = at, end;

    for (size_t ahead = at; is_blank(next_of(text, &ahead));)
        start = ahead;
    for (end = start; end < text.len;) {
        size_t ahead = end;

        if (!joins_word(next_of(text, &ahead)))
            break;
        end = ahead;
    }
    return slice_cut(text, start, end);
}

/* "31 de octubre", "31 October", "October 31". */
static bool is_day(const struct number *number)
{
    struct slice digits = slice_cut(number->text, number->from, number->to);
    struct slice after = word_after(number->text, number->to);

    if (digits.len > 2 || value_of(digits) < 1 || value_of(digits) > 31)
        return false;
    if (slice_equal_text(after, "de") || slice_equal_text(after, "of"))
        after = word_after(number->text,
                           (size_t)(after.ptr + after.len - number->text.ptr));
    return locale_has_month(after) ||
           locale_has_month(word_before(number->text, number->from));
}

/* What makes the number behind it a name. */
static bool is_naming(struct slice word)
{
    static const char *const names[] = {
        "acuerdo",    "anexo",         "annex",     "apendice",
        "appendix",   "appropriation", "art.",      "article",
        "articles",   "articulo",      "articulos", "artigo",
        "arts.",      "axis",          "capitulo",  "chapter",
        "code",       "codigo",        "cuadro",    "decree",
        "decreto",    "eje",           "fase",      "figura",
        "figure",     "goal",          "grafica",   "grafico",
        "inciso",     "indicador",     "indicator", "law",
        "lei",        "level",         "ley",       "line",
        "linea",      "lineas",        "lines",     "loi",
        "n.°",        "n.º",           "nivel",     "no",
        "no.",        "nota",          "note",      "num.",
        "number",     "numero",        "n°",        "nº",
        "objetivo",   "ods",           "p.",        "pag.",
        "page",       "pages",         "pagina",    "paginas",
        "paso",       "phase",         "pilar",     "pillar",
        "pp.",        "program",       "programa",  "resolucion",
        "resolution", "sdg",           "seccion",   "section",
        "step",       "tabla",         "table",     "titulo",
        "tomo",       "version",       "volume",    "volumen",
    };
    struct buf folded = BUF_INIT;
    bool found = false;

    fold_text(&folded, word);
    for (size_t i = 0; i < COUNT_OF(names) && !found; i++)
        found = slice_equal_text(buf_slice(&folded), names[i]);
    buf_release(&folded);
    return found;
}

/* "2.º", "1er", "21st". */
static bool is_ordinal(const struct number *number)
{
    static const char *const marks[] = {"º",  "ª",  "°",  ".º", ".ª", ".°",
                                        "st", "nd", "rd", "th", "er", ".er",
                                        "ro", "do", "ra", "da", "to", "ta"};
    struct slice rest = slice_cut(number->text, number->to, number->text.len);

    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t behind = slice_of(marks[i]).len;

        if (slice_starts_with(rest, slice_of(marks[i])) &&
            !joins_word(next_of(rest, &behind)))
            return true;
    }
    return false;
}

/* "A4", "PP-0138": a part of a word. */
static bool is_in_word(const struct number *number)
{
    size_t at = number->from;
    uint32_t before = previous_of(number->text, &at);

    if (before == '-' || before == '.' || before == '/')
        before = previous_of(number->text, &at);
    return joins_word(before) && at < number->from;
}

static bool has_percent(const struct number *number)
{
    size_t at = number->to;
    uint32_t c = next_of(number->text, &at);

    return c == '%' || (is_blank(c) && next_of(number->text, &at) == '%');
}

static bool is_quantity(const struct number *number)
{
    if (is_in_word(number))
        return false;
    if (has_percent(number))
        return true;
    return !is_code_or_time(number) && !is_ordinal(number) && !is_day(number) &&
           !is_naming(word_before(number->text, number->from));
}

uint32_t count_numbers(struct slice text)
{
    struct number number;
    uint32_t count = 0;

    for (size_t at = 0; number_next(text, &at, &number);)
        count += is_quantity(&number);
    return count;
}
