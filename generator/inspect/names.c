#include "inspect/names.h"

#include <string.h>

#include "input/words.h"

enum word_flag {
    WORD_CODE,
    WORD_LABEL,
    WORD_TO_DATE,
    WORD_OF_PERIOD,
    WORD_REVENUE,
    WORD_SPENDING
};

struct name_entry {
    struct slice text;
    enum name_kind kind;
    struct slice what;
};

struct word_entry {
    struct slice text;
    enum word_flag flag;
};

#define WORD(text, flag)
#define NAME(text, kind, what)                                                 \
    {SLICE_INIT(text), NAME_##kind, SLICE_INIT(what)},
static const struct name_entry names[] = {
#include "inspect/names.def"
};
#undef NAME
#undef WORD

#define NAME(text, kind, what)
#define WORD(text, flag) {SLICE_INIT(text), WORD_##flag},
static const struct word_entry words[] = {
#include "inspect/names.def"
};
#undef NAME
#undef WORD

struct role_field {
    const char *resource;
    const char *field;
};

/* Every field role, after the name of the resource that may have it. */
#define N_(text) text
#define RESOURCE(name, text, title) {text, ""},
#define FIELD(name, role, type, refers, required) {"", role},
static const struct role_field role_fields[] = {
#include "model/roles.def"
};
#undef RESOURCE
#undef FIELD
#undef N_

bool role_has_field(const char *resource, const char *field)
{
    bool here = false;

    for (size_t i = 0; i < COUNT_OF(role_fields); i++) {
        const struct role_field *entry = &role_fields[i];

        if (entry->resource[0] != '\0')
            here = strcmp(entry->resource, resource) == 0;
        else if (here && strcmp(entry->field, field) == 0)
            return true;
    }
    return false;
}

struct slice name_fold(struct arena *arena, struct slice text)
{
    struct map used;

    map_init(&used, arena);
    return heading_id(arena, &used, text);
}

bool folded_has(struct slice folded, struct slice word)
{
    for (size_t at = text_find(folded, 0, word); at < folded.len;
         at = text_find(folded, at + 1, word)) {
        size_t end = at + word.len;

        if ((at == 0 || folded.ptr[at - 1] == '-') &&
            (end == folded.len || folded.ptr[end] == '-'))
            return true;
    }
    return false;
}

/* What is worked out from others is none of them; money before the rest. */
static unsigned weight(const struct name_entry *entry)
{
    if (entry->kind == NAME_DERIVED)
        return 3;
    return entry->kind == NAME_STAGE ? 2 : 1;
}

static const struct name_entry *entry_find(struct slice folded)
{
    const struct name_entry *best = NULL;

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct name_entry *entry = &names[i];

        if (slice_equal(folded, entry->text))
            return entry;
        if (!folded_has(folded, entry->text))
            continue;
        if (best == NULL || weight(entry) > weight(best) ||
            (weight(entry) == weight(best) && entry->text.len > best->text.len))
            best = entry;
    }
    return best;
}

static void flags_find(struct slice folded, struct name_guess *guess)
{
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (!folded_has(folded, words[i].text))
            continue;
        switch (words[i].flag) {
        case WORD_CODE:
            guess->is_code = true;
            break;
        case WORD_LABEL:
            guess->is_label = true;
            break;
        case WORD_TO_DATE:
            guess->is_to_date = true;
            break;
        case WORD_OF_PERIOD:
            guess->is_of_period = true;
            break;
        case WORD_REVENUE:
            guess->is_revenue = true;
            break;
        case WORD_SPENDING:
            guess->is_spending = true;
            break;
        }
    }
}

static int digits_of(struct slice word)
{
    int value = 0;

    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < '0' || word.ptr[i] > '9' || word.len > 4)
            return -1;
        value = value * 10 + (word.ptr[i] - '0');
    }
    return word.len > 0 ? value : -1;
}

static bool is_flagged(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_equal(words[i].text, word))
            return true;
    return false;
}

/* "ene", "Jan (YTD)", "mar-23": a short month beside nothing but its year. */
static void short_month_find(struct slice folded, struct name_guess *guess)
{
    unsigned month = 0;
    int year = 0;

    while (folded.len > 0) {
        struct slice word = slice_next(&folded, '-');
        int digits = digits_of(word);

        if (month == 0 && month_of_name(word) > 0)
            month = month_of_name(word);
        else if (digits >= 0 && (word.len == 2 || word.len == 4) && year == 0)
            year = word.len == 2 ? 2000 + digits : digits;
        else if (!is_flagged(word))
            return;
    }
    if (month == 0)
        return;
    guess->month = month;
    if (guess->year == 0)
        guess->year = year;
}

/* "1999" to "2099" as a word of the name, and the full name of a month. */
static void time_find(struct slice folded, struct name_guess *guess)
{
    struct slice rest = folded;

    while (rest.len > 0) {
        struct slice word = slice_next(&rest, '-');
        int year = word.len == 4 ? digits_of(word) : -1;

        /* "2022-23" is named by the year it begins in. */
        if (year >= 1900 && year < 2100 && guess->year == 0)
            guess->year = year;
        else if (word.len > 3 && month_of_name(word) > 0)
            guess->month = month_of_name(word);
    }
    if (guess->month == 0)
        short_month_find(folded, guess);
}

/* "VoteNumber" -> "Vote Number", "econ1" -> "econ 1". */
static struct slice words_apart(struct arena *arena, struct slice heading)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < heading.len; i++) {
        char before = i > 0 ? heading.ptr[i - 1] : ' ';
        char c = heading.ptr[i];
        bool is_lower = before >= 'a' && before <= 'z';

        if (is_lower && ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
            buf_add_text(&out, " ");
        buf_add(&out, &c, 1);
    }
    return arena_take(arena, &out);
}

static bool is_code_or_label(struct slice word)
{
    static const struct slice small[] = {SLICE_INIT("de"), SLICE_INIT("del"),
                                         SLICE_INIT("da"), SLICE_INIT("do"),
                                         SLICE_INIT("of"), SLICE_INIT("la")};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if ((words[i].flag == WORD_CODE || words[i].flag == WORD_LABEL) &&
            slice_equal(words[i].text, word))
            return true;
    for (size_t i = 0; i < COUNT_OF(small); i++)
        if (slice_equal(small[i], word))
            return true;
    return false;
}

static struct slice bare_name(struct arena *arena, struct slice folded)
{
    struct buf out = BUF_INIT;

    while (folded.len > 0) {
        struct slice word = slice_next(&folded, '-');

        if (is_code_or_label(word))
            continue;
        buf_add_text(&out, out.len > 0 ? "-" : "");
        buf_add_slice(&out, word);
    }
    return arena_take(arena, &out);
}

struct name_guess name_find(struct arena *arena, struct slice heading)
{
    struct name_guess guess = {.kind = NAME_NONE};
    const struct name_entry *entry;
    struct slice folded;

    if (slice_trim(heading).len == 0)
        return guess;
    folded = name_fold(arena, words_apart(arena, heading));
    entry = entry_find(folded);
    if (entry != NULL) {
        guess.known = true;
        guess.kind = entry->kind;
        guess.what = entry->what;
        guess.entry = entry->text;
    }
    if (slice_find(heading, '%') < heading.len) {
        guess.kind = NAME_DERIVED;
        guess.what = SLICE("share");
        guess.entry = SLICE("%");
        guess.known = true;
    }
    guess.bare = bare_name(arena, folded);
    flags_find(folded, &guess);
    time_find(folded, &guess);
    guess.known |= guess.is_code || guess.is_label;
    guess.is_revenue |= slice_equal_text(guess.what, "collected");
    return guess;
}

unsigned month_of_name(struct slice folded)
{
    /* Spanish, Portuguese, English, French, Italian, German; then short. */
    static const char *const months[12] = {
        "enero janeiro january janvier gennaio januar ene jan janv gen",
        "febrero fevereiro february fevrier febbraio februar feb fev fevr",
        "marzo marco march mars marz maerz mar mrz",
        "abril april avril aprile abr apr avr",
        "mayo maio may mai maggio mag",
        "junio junho june juin giugno juni jun giu",
        "julio julho july juillet luglio juli jul juil lug",
        "agosto august aout ago aug",
        "septiembre setiembre setembro september septembre settembre sep set",
        "octubre outubro october octobre ottobre oktober oct out okt ott",
        "noviembre novembro november novembre nov",
        "diciembre dezembro december decembre dicembre dezember dic dez dec",
    };

    for (unsigned i = 0; i < 12 && folded.len > 0; i++) {
        struct slice rest = slice_of(months[i]);

        while (rest.len > 0)
            if (slice_equal(slice_next(&rest, ' '), folded))
                return i + 1;
    }
    return 0;
}

static bool folded_is_total(struct slice folded)
{
    static const struct slice whole[] = {
        SLICE_INIT("resultado"),   SLICE_INIT("soma"),   SLICE_INIT("somme"),
        SLICE_INIT("sum"),         SLICE_INIT("suma"),   SLICE_INIT("totales"),
        SLICE_INIT("totals"),      SLICE_INIT("totaux"), SLICE_INIT("summe"),
        SLICE_INIT("gesamtsumme"), SLICE_INIT("totale")};
    static const struct slice first[] = {
        SLICE_INIT("total"), SLICE_INIT("subtotal"), SLICE_INIT("sub-total"),
        SLICE_INIT("gran-total"), SLICE_INIT("grand-total")};

    for (size_t i = 0; i < COUNT_OF(whole); i++)
        if (slice_equal(folded, whole[i]))
            return true;
    for (size_t i = 0; i < COUNT_OF(first); i++)
        if (slice_starts_with(folded, first[i]) &&
            (folded.len == first[i].len || folded.ptr[first[i].len] == '-'))
            return true;
    return false;
}

bool names_total(struct slice text)
{
    struct arena scratch;
    bool total;

    /* Most texts need no closer look. */
    if (text.len < 3 || strchr("TtSsGgRr", text.ptr[0]) == NULL)
        return false;
    arena_init(&scratch);
    total = folded_is_total(name_fold(&scratch, text));
    arena_release(&scratch);
    return total;
}

bool names_missing(struct slice text)
{
    static const char *const marks[] = {
        "-",        "--",       "---",          "..",          "...",
        "*",        "n.d.",     "n.d",          "nd",          "N.D.",
        "ND",       "n/d",      "N/D",          "s/d",         "S/D",
        "s/i",      "S/I",      "s.d.",         "n.a.",        "N.A.",
        "n/a",      "N/A",      "NA",           "na",          "null",
        "NULL",     "Null",     "NaN",          "nan",         "none",
        "None",     "#N/A",     "#N/D",         "x",           "sin dato",
        "Sin dato", "sem dado", "\xE2\x80\x93", "\xE2\x80\x94"};

    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (slice_equal_text(text, marks[i]))
            return true;
    return false;
}

static bool has_flag(struct slice folded, enum word_flag flag)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (words[i].flag == flag && folded_has(folded, words[i].text))
            return true;
    return false;
}

bool names_revenue(struct slice folded)
{
    return has_flag(folded, WORD_REVENUE);
}

bool names_spending(struct slice folded)
{
    return has_flag(folded, WORD_SPENDING);
}
