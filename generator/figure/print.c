/*
 * Figures as text in a language. Layer: figure.
 *
 * A value is counted in its unit's multiplier (as UNIT_MULT has it in SDMX); it
 * is printed in the unit's `shown` power of ten, which only moves the point.
 */
#include "figure/print.h"

/* What stands in the place of a number that is not there. */
static struct slice status_words(enum figure_status status)
{
    switch (status) {
    case FIGURE_PRESENT:
        break;
    case FIGURE_EMPTY:
    case FIGURE_NO_ROWS:
        return SLICE(N_("no data"));
    case FIGURE_NOT_REPORTED:
        return SLICE(N_("not reported"));
    case FIGURE_NOT_APPLICABLE:
        return SLICE(N_("not applicable"));
    case FIGURE_NOT_DUE:
        return SLICE(N_("not yet due"));
    case FIGURE_NO_BASE:
        return SLICE(N_("no base"));
    case FIGURE_OVERFLOWED:
        return SLICE(N_("too large to compute"));
    }
    BUG("a present figure has no status words");
}

/* The value counted in the power of ten it is shown in. */
static struct amount shown_value(const struct figure *figure)
{
    struct amount value = figure->value;
    unsigned shift;

    if (figure_is_points(figure)) {
        if (!amount_multiply(value, amount_of(100), &value))
            return figure->value;
        return value;
    }
    if (figure->unit.shown <= figure->unit.multiplier)
        return value;
    shift = figure->unit.shown - figure->unit.multiplier;
    if (value.scale + shift <= AMOUNT_SCALE_MAX) {
        value.scale = (uint8_t)(value.scale + shift);
        return value;
    }
    for (; shift > 0; shift--)
        if (!amount_divide(value, amount_of(10), AMOUNT_SCALE_MAX, &value))
            return figure->value;
    return value;
}

void figure_print(struct buf *out, const struct figure *figure,
                  const struct language *language)
{
    if (figure->status != FIGURE_PRESENT)
        buf_add_slice(out,
                      language_text(language, status_words(figure->status)));
    else if (figure_is_percentage(figure))
        locale_write_percent(language->locale, out, figure->value,
                             figure->unit.decimals);
    else
        locale_write_amount(language->locale, out, shown_value(figure),
                            figure->unit.decimals);
}

void figure_print_exact(struct buf *out, const struct figure *figure)
{
    if (figure->status == FIGURE_PRESENT)
        amount_write(out, figure->value);
}

/*
 * "millones de USD", but "mil USD": the nouns of these languages take a
 * preposition, the numeral "mil" does not (RAE, Diccionario panhispánico de
 * dudas, "millón"; the same in Portuguese).
 */
static bool magnitude_takes_de(struct slice tag, struct slice word)
{
    struct slice language = slice_cut(tag, 0, slice_find(tag, '-'));

    if (!slice_equal_text(language, "es") && !slice_equal_text(language, "pt"))
        return false;
    return !slice_equal_text(word, "mil");
}

/* Writes what stands before the code; true when there was anything. */
static bool write_multiplier(struct buf *out, unsigned power,
                             const struct locale *locale)
{
    struct slice word = locale_magnitude(locale, power, false);

    if (power == 0)
        return false;
    if (word.len > 0) {
        buf_add_slice(out, word);
        return true;
    }
    /* No language has a word for 10^2 or 10^5: the factor in digits. */
    buf_add_text(out, "\xC3\x97 1");
    for (unsigned i = 0; i < power; i++)
        buf_add_char(out, '0');
    return true;
}

void figure_print_unit(struct buf *out, struct figure_unit unit,
                       const struct language *language)
{
    const struct locale *locale = language->locale;
    unsigned power =
        unit.shown > unit.multiplier ? unit.shown : unit.multiplier;
    bool has_multiplier = write_multiplier(out, power, locale);

    if (unit.code.len == 0)
        return;
    if (has_multiplier) {
        struct slice word = locale_magnitude(locale, power, false);
        bool takes_de =
            word.len > 0 && magnitude_takes_de(locale_tag(locale), word);
        buf_add_text(out, takes_de ? " de " : " ");
    }
    buf_add_slice(out, unit.is_money ? unit.code
                                     : language_text(language, unit.code));
}
