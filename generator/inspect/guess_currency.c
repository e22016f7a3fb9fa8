/* The currency of amounts: from signs in headings and cells. */
#include <string.h>

#include "inspect/guess.h"

/* Signs that one currency has, or that most who write them mean. The longer
 * ones stand first. */
static const struct {
    const char *sign;
    const char *currency;
    bool is_shared; /* other countries write it too */
} signs[] = {
    {"US$", "USD", false},
    {"USD", "USD", false},
    {"R$", "BRL", false},
    {"RD$", "DOP", false},
    {"C$", "NIO", true},
    {"S/", "PEN", false},
    {"Bs", "BOB", true},
    {"KShs", "KES", false},
    {"Kshs", "KES", false},
    {"KSh", "KES", false},
    {"UShs", "UGX", false},
    {"Rs.", "INR", true},
    {"\xE2\x82\xB9", "INR", false},
    {"\xE2\x82\xB1", "PHP", false},
    {"\xE2\x82\xAC", "EUR", false},
    {"\xC2\xA3", "GBP", false},
    {"\xE2\x82\xA6", "NGN", false},
    {"\xE2\x82\xB2", "PYG", false},
    {"\xE2\x82\xA1", "CRC", false},
    {"GH\xE2\x82\xB5", "GHS", false},
    {"Lps", "HNL", false},
    {"EUR", "EUR", false},
    {"GBP", "GBP", false},
    {"MXN", "MXN", false},
    {"COP", "COP", false},
    {"KES", "KES", false},
    {"ZAR", "ZAR", false},
    {"CHF", "CHF", false},
    {"Q ", "GTQ", false},
    {"$", "", true},
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The sign in the text, its letters not a part of a word; or COUNT_OF. */
static size_t sign_in(struct slice text)
{
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        struct slice sign = slice_of(signs[i].sign);

        for (size_t at = 0; at + sign.len <= text.len; at++) {
            char before = at > 0 ? text.ptr[at - 1] : ' ';
            char after =
                at + sign.len < text.len ? text.ptr[at + sign.len] : ' ';

            if (slice_starts_with(slice_cut(text, at, text.len), sign) &&
                (!is_letter(sign.ptr[0]) || !is_letter(before)) &&
                (!is_letter(sign.ptr[sign.len - 1]) || !is_letter(after)))
                return i;
        }
    }
    return COUNT_OF(signs);
}

/* In the heading of an amount, or around its numbers. */
static size_t sign_of_column(const struct sheet_column *column,
                             struct slice *where)
{
    size_t found = sign_in(column->heading);

    *where = column->heading;
    for (size_t i = 0;
         found == COUNT_OF(signs) && column->cells.has_text_around &&
         i < column->values.count;
         i++) {
        if (!column->values.items[i]->is_number)
            continue;
        *where = column->values.items[i]->text;
        found = sign_in(*where);
    }
    return found;
}

void guess_currency(struct guess *guess)
{
    struct sheet *sheet = guess->insight->sheet;
    size_t found = COUNT_OF(signs);
    struct slice where = {NULL, 0};

    for (size_t i = 0; i < sheet->columns.count && found == COUNT_OF(signs);
         i++)
        if (column_is_money(&sheet->columns.items[i]))
            found = sign_of_column(&sheet->columns.items[i], &where);
    if (found == COUNT_OF(signs) || signs[found].currency[0] == '\0') {
        guess_decide(guess, SLICE("no column has the currency: set it in "
                                  "\"measure\", with the power of ten that "
                                  "amounts are written in"));
        return;
    }
    guess->currency = slice_of(signs[found].currency);
    guess->currency_why =
        arena_format(sheet->arena, "\"%s\" in \"" SLICE_FORMAT "\"",
                     signs[found].sign, SLICE_ARGS(where));
    guess_decide(
        guess,
        arena_format(sheet->arena,
                     "the currency seems to be %s (" SLICE_FORMAT
                     "): is it%s? Are amounts in thousands or "
                     "millions? Say so in \"measure\"",
                     signs[found].currency, SLICE_ARGS(guess->currency_why),
                     signs[found].is_shared ? ", as others write that sign too"
                                            : ""));
}
