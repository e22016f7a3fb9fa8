/*
 * Printed numbers against values: read as the page's language writes numbers,
 * and compared at the decimals printed, half away from zero.
 */
#include "locale/locale.h"
#include "verify/internal.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Beyond ASCII by first byte: no-break spaces begin with C2 or E2. */
static bool is_letter(char c)
{
    unsigned char byte = (unsigned char)c;

    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (byte >= 0xC3 && byte != 0xE2);
}

static bool holds(struct slice text, bool (*wanted)(char))
{
    for (size_t i = 0; i < text.len; i++)
        if (wanted(text.ptr[i]))
            return true;
    return false;
}

static bool rounds_to(struct amount value, struct amount printed)
{
    struct amount rounded;

    return amount_round(value, printed.scale, &rounded) &&
           amount_compare(rounded, printed) == 0;
}

static bool hundredfold_rounds_to(struct amount value, struct amount printed)
{
    return amount_multiply(value, amount_of(100), &value) &&
           rounds_to(value, printed);
}

/* Counted in `power` of ten more. */
static bool fits_in(struct amount value, unsigned power, struct amount printed)
{
    struct amount divisor = amount_of(1);
    struct amount shown;

    for (; power > 0; power--)
        divisor.coefficient *= 10;
    return amount_divide(value, divisor, printed.scale, &shown) &&
           amount_compare(shown, printed) == 0;
}

/* "es-GT: sin dato" */
static struct slice wording_key(struct root *root,
                                const struct printed *printed)
{
    return arena_format(root->arena, SLICE_FORMAT ": " SLICE_FORMAT,
                        SLICE_ARGS(printed->language),
                        SLICE_ARGS(printed->text));
}

static void missing_check(struct root *root, const struct figure *figure,
                          const struct printed *printed)
{
    struct slice key = wording_key(root, printed);

    if (slice_trim(printed->text).len == 0 || holds(printed->text, is_digit)) {
        verify_fault(root, printed->page, printed->offset,
                     SLICE_FORMAT ": is " SLICE_FORMAT
                                  ", the page prints \"" SLICE_FORMAT "\"",
                     SLICE_ARGS(figure->id), SLICE_ARGS(figure->status),
                     SLICE_ARGS(printed->text));
        return;
    }
    root->report->missing++;
    (void)map_put(&root->missing, key, root);
}

/* Words an author chose ("one in four"), or not a number at all. */
static void words_check(struct root *root, const struct figure *figure,
                        const struct printed *printed)
{
    if (holds(printed->text, is_letter)) {
        struct wording wording = {printed->page, printed->offset,
                                  wording_key(root, printed)};

        ARENA_PUSH(root->arena, &root->wordings, wording);
        return;
    }
    verify_fault(root, printed->page, printed->offset,
                 SLICE_FORMAT ": \"" SLICE_FORMAT
                              "\" is neither a number of " SLICE_FORMAT
                              " nor words",
                 SLICE_ARGS(figure->id), SLICE_ARGS(printed->text),
                 SLICE_ARGS(printed->language));
}

static void disagree(struct root *root, const struct figure *figure,
                     const struct printed *printed)
{
    verify_fault(root, printed->page, printed->offset,
                 SLICE_FORMAT ": the page prints \"" SLICE_FORMAT
                              "\", the ledger has " SLICE_FORMAT,
                 SLICE_ARGS(figure->id), SLICE_ARGS(printed->text),
                 SLICE_ARGS(figure->value_text));
}

/* This thread's votes on a unit, which may turn out to be a currency. */
static struct currency *currency_of(struct root *root,
                                    const struct figure *figure)
{
    struct slice key =
        verify_currency_key(&root->scratch, figure->unit, figure->multiplier);
    struct currency *currency = map_get(&root->currencies, key);

    if (currency == NULL) {
        currency = ARENA_NEW(root->arena, struct currency);
        currency->key = arena_copy(root->arena, key);
        (void)map_put(&root->currencies, currency->key, currency);
    }
    return currency;
}

/*
 * Settled where the number is the value as it stands; else it may be money in a
 * power of ten, which the pages decide together.
 */
static void unit_check(struct root *root, const struct figure *figure,
                       const struct printed *printed, struct amount number)
{
    struct currency *currency = currency_of(root, figure);
    struct print print = {.page = printed->page,
                          .offset = printed->offset,
                          .value = figure->value,
                          .printed = number,
                          .currency = currency};

    for (unsigned power = 0; power < POWERS_MAX; power++)
        currency->votes[power] += amount_sign(figure->value) != 0 &&
                                  fits_in(figure->value, power, number);
    if (fits_in(figure->value, 0, number)) {
        root->report->numbers++;
        return;
    }
    print.id = arena_copy(root->arena, figure->id);
    print.text = arena_copy(root->arena, printed->text);
    print.value_text = arena_copy(root->arena, figure->value_text);
    ARENA_PUSH(root->arena, &root->prints, print);
}

/* Percentages of a source are kept as written: 25 is 25 %. */
static bool number_fits(const struct figure *figure, struct amount number,
                        bool percent)
{
    if (verify_is_ratio(figure))
        return hundredfold_rounds_to(figure->value, number);
    if (rounds_to(figure->value, number))
        return !percent || slice_starts_with(figure->unit, SLICE("%")) ||
               slice_equal_text(figure->operation, "constant");
    return percent && !slice_starts_with(figure->unit, SLICE("%")) &&
           hundredfold_rounds_to(figure->value, number);
}

void verify_printed(struct root *root, const struct figure *figure,
                    const struct printed *printed)
{
    const struct locale *locale = locale_find(printed->language);
    struct amount number;
    bool percent;

    if (!figure->is_present) {
        missing_check(root, figure, printed);
        return;
    }
    if (locale == NULL) {
        verify_fault(root, printed->page, printed->offset,
                     SLICE_FORMAT ": how \"" SLICE_FORMAT
                                  "\" writes numbers is not known",
                     SLICE_ARGS(figure->id), SLICE_ARGS(printed->language));
        return;
    }
    if (!locale_read_number(locale, printed->text, &number, &percent)) {
        words_check(root, figure, printed);
        return;
    }
    if (!percent && !verify_is_ratio(figure) && figure->unit.len > 0)
        unit_check(root, figure, printed, number);
    else if (number_fits(figure, number, percent))
        root->report->numbers++;
    else
        disagree(root, figure, printed);
}

bool verify_is_rounded(const struct figure *figure, struct slice language,
                       struct slice text)
{
    const struct locale *locale = locale_find(language);
    struct amount number;
    bool percent;

    if (locale == NULL || !figure->is_present ||
        !locale_read_number(locale, text, &number, &percent))
        return false;
    if (number_fits(figure, number, percent))
        return true;
    for (unsigned power = 0; !percent && power < POWERS_MAX; power++)
        if (fits_in(figure->value, power, number))
            return true;
    return false;
}

/* --- what pages decide together --- */

/* 0 for a unit that is no currency. */
static unsigned power_of(const struct root *root,
                         const struct currency *currency)
{
    unsigned best = 0;

    if (!map_has(&root->common->currencies, currency->key) &&
        !map_has(&root->units, currency->key))
        return 0;
    for (unsigned power = 1; power < POWERS_MAX; power++)
        if (currency->votes[power] > currency->votes[best])
            best = power;
    return best;
}

static void print_check(struct root *root, const struct print *print)
{
    const struct figure figure = {.id = print->id,
                                  .value_text = print->value_text};
    const struct printed printed = {
        .page = print->page, .offset = print->offset, .text = print->text};

    if (fits_in(print->value, power_of(root, print->currency->total),
                print->printed))
        root->report->numbers++;
    else
        disagree(root, &figure, &printed);
}

void verify_prints(struct root *root)
{
    for (size_t i = 0; i < root->prints.count; i++)
        print_check(root, &root->prints.items[i]);
    for (size_t i = 0; i < root->wordings.count; i++) {
        const struct wording *wording = &root->wordings.items[i];

        if (!map_has(&root->missing, wording->key))
            root->report->in_words++;
        else
            verify_fault(root, wording->page, wording->offset,
                         "prints the words for a lack (" SLICE_FORMAT
                         ") where the ledger has a value",
                         SLICE_ARGS(wording->key));
    }
}
