/*
 * Numbers in documents against the figures they are bound to.
 *
 * A written number agrees when the figure's value, rounded half away from zero
 * to the decimals written, equals it. Percentages are written as such (66.3 for
 * a share of 0.663); amounts in the power of ten they are counted in, or in the
 * one they are printed in, or in the one that words behind the number name
 * ("7.0 thousand million USD", as the locale has it).
 */
#include "base/pool.h"
#include "check/rules.h"
#include "figure/address.h"
#include "figure/nearest.h"
#include "figure/print.h"

/* Of a command of another generator, in a finding. */
#define SHORTCODE_SHOWN 40

/* Powers of ten that languages have words for. */
#define POWER_STEP 3
#define POWER_MAX 12

struct prose {
    struct portal *portal;
    struct figures figures;
    const struct language *language;
};

struct written {
    struct slice text;
    struct amount value;
    bool percent;
    struct slice words; /* behind the number: its unit */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* The longest beginning, up to a blank, that is a number; words behind it. */
static bool read_written(const struct prose *prose, struct slice text,
                         struct written *out)
{
    const struct locale *locale = prose->language->locale;

    out->text = slice_trim(text);
    for (size_t end = out->text.len; end > 0; end--) {
        if (end < out->text.len && !is_blank(out->text.ptr[end]))
            continue;
        out->words = slice_trim(slice_cut(out->text, end, out->text.len));
        if (locale_read_number(locale, slice_cut(out->text, 0, end),
                               &out->value, &out->percent))
            return true;
    }
    return false;
}

static bool written_of(const struct prose *prose,
                       const struct markdown_link *link, struct written *out)
{
    return read_written(prose, link->title, out) ||
           read_written(prose, link->text, out);
}

/* --- words behind the number --- */

static bool begins_with_word(struct slice words, struct slice word)
{
    return word.len > 0 && slice_starts_with(words, word) &&
           (words.len == word.len || is_blank(words.ptr[word.len]));
}

/* The longest word for a power of ten that the words begin with. */
static struct slice magnitude_of(const struct locale *locale,
                                 struct slice words, unsigned *power)
{
    struct slice best = {NULL, 0};

    for (unsigned p = POWER_STEP; p <= POWER_MAX; p += POWER_STEP)
        for (int one = 0; one < 2; one++) {
            struct slice word = locale_magnitude(locale, p, one == 1);

            if (word.len > best.len && begins_with_word(words, word)) {
                best = word;
                *power = p;
            }
        }
    return best;
}

static bool is_percent_words(struct slice words)
{
    static const char *const known[] = {"per cent", "percent", "por ciento",
                                        "por cento", "pour cent"};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal_text(words, known[i]))
            return true;
    return false;
}

/*
 * Are these words the figure's unit? `*power` is the power of ten they name, or
 * stays. What is counted is a word that can be inflected; a currency is a code,
 * and percentages are no number of anything.
 */
static bool unit_fits(const struct prose *prose, const struct figure *figure,
                      struct slice words, unsigned *power)
{
    struct slice magnitude =
        magnitude_of(prose->language->locale, words, power);

    words = slice_trim(slice_cut(words, magnitude.len, words.len));
    if (magnitude.len > 0 && begins_with_word(words, SLICE("de")))
        words = slice_trim(slice_cut(words, 2, words.len));
    if (words.len == 0)
        return true;
    if (slice_equal(words, figure->unit.code)) {
        if (figure->unit.is_money && magnitude.len == 0)
            *power = 0; /* "4,000,000 USD" is dollars, however counted */
        return true;
    }
    if (figure_is_percentage(figure))
        return is_percent_words(words);
    return !figure->unit.is_money;
}

static void unit_differs(struct prose *prose, const struct figure *figure,
                         const struct written *written)
{
    struct buf unit = BUF_INIT;

    figure_print_unit(&unit, figure->unit, prose->language);
    diag_add(prose->portal->diagnostics, DIAG_PROSE_UNIT, prose->figures.place,
             written->text, buf_slice(&unit));
    buf_release(&unit);
}

/* --- the value, as it may be written --- */

static struct amount hundredfold(struct amount value)
{
    struct amount out;

    return amount_multiply(value, amount_of(100), &out) ? out : value;
}

/* The value counted in another power of ten; as it is when that cannot be. */
static struct amount in_power(const struct figure *figure, unsigned power)
{
    struct amount out = figure->value;
    unsigned p = figure->unit.multiplier;

    for (; p < power; p++)
        if (out.scale < AMOUNT_SCALE_MAX)
            out.scale++;
        else if (!amount_divide(out, amount_of(10), AMOUNT_SCALE_MAX, &out))
            return figure->value;
    for (; p > power; p--)
        if (!amount_multiply(out, amount_of(10), &out))
            return figure->value;
    return out;
}

/* As it may be written; the last of them is the one that is printed. */
static size_t forms_of(const struct figure *figure, bool percent,
                       struct amount out[2])
{
    size_t count = 0;
    bool is_ratio = figure_is_percentage(figure) || figure_is_points(figure);

    if (is_ratio) {
        out[count++] = hundredfold(figure->value);
    } else if (slice_starts_with(figure->unit.code, SLICE("%"))) {
        out[count++] = figure->value;
    } else if (percent) {
        if (figure->operation == FIGURE_CONSTANT)
            out[count++] = figure->value;
        out[count++] = hundredfold(figure->value);
    } else {
        if (figure->unit.shown > figure->unit.multiplier)
            out[count++] = figure->value;
        out[count++] = figure->unit.shown > figure->unit.multiplier
                           ? in_power(figure, figure->unit.shown)
                           : figure->value;
    }
    return count;
}

static void disagree(struct prose *prose, const struct written *written,
                     struct slice data)
{
    diag_add(prose->portal->diagnostics, DIAG_PROSE_DISAGREES,
             prose->figures.place, written->text, data);
}

static void compare(struct prose *prose, const struct figure *figure,
                    const struct written *written)
{
    struct amount forms[2];
    size_t count = forms_of(figure, written->percent, forms);
    unsigned power = POWER_MAX + 1;
    struct amount rounded;
    struct buf data = BUF_INIT;

    if (!unit_fits(prose, figure, written->words, &power))
        unit_differs(prose, figure, written);
    if (power <= POWER_MAX) {
        forms[0] = in_power(figure, power);
        count = 1;
    }
    for (size_t i = 0; i < count; i++)
        if (amount_round(forms[i], written->value.scale, &rounded) &&
            amount_compare(rounded, written->value) == 0)
            return;
    locale_write_amount(prose->language->locale, &data, forms[count - 1],
                        written->value.scale);
    if (figure_is_percentage(figure) || written->percent)
        buf_add_text(&data, " %");
    disagree(prose, written, buf_slice(&data));
    buf_release(&data);
}

/* The leaf behind it that matches nothing, of which nothing was said yet. */
static const struct figure *unmatched(const struct figure *figure)
{
    if (figure->status != FIGURE_NO_ROWS || figure->faulted)
        return NULL;
    if (figure->operand_count == 0)
        return figure;
    for (unsigned i = 0; i < figure->operand_count; i++) {
        const struct figure *found = unmatched(figure->operands[i]);

        if (found != NULL)
            return found;
    }
    return NULL;
}

static void check_absent(struct prose *prose, const struct figure *figure,
                         const struct written *written)
{
    const struct figure *leaf = unmatched(figure);
    struct buf data = BUF_INIT;

    if (leaf != NULL)
        diag_add(prose->portal->diagnostics, DIAG_FIGURE_NO_ROWS,
                 prose->figures.place, leaf->canonical,
                 figure_nearest(&prose->figures, leaf));
    if (figure->status == FIGURE_NO_ROWS || written == NULL)
        return;
    figure_print(&data, figure, prose->language);
    disagree(prose, written, buf_slice(&data));
    buf_release(&data);
}

static void check_figure(struct prose *prose, const struct markdown_link *link)
{
    const struct figure *figure;
    struct written written;
    bool is_number = written_of(prose, link, &written);

    prose->figures.place = link->place;
    figure = figure_of_address(&prose->figures, link->address);
    if (figure == NULL)
        return;
    if (figure->status != FIGURE_PRESENT)
        check_absent(prose, figure, is_number ? &written : NULL);
    else if (is_number)
        compare(prose, figure, &written);
    else
        diag_add(prose->portal->diagnostics, DIAG_FIGURE_SYNTAX, link->place,
                 slice_trim(link->text),
                 SLICE("neither the text nor the title of the link is a "
                       "number"));
}

/* Charts, tables and pages are looked up where they are made (render). */
static bool is_ours(struct slice address)
{
    return slice_starts_with(address, SLICE("chart:")) ||
           slice_starts_with(address, SLICE("page:")) ||
           slice_starts_with(address, SLICE("portal:")) ||
           slice_starts_with(address, SLICE("table:"));
}

static bool on_link(void *context, const struct markdown_link *link,
                    struct buf *out)
{
    struct prose *prose = context;

    if (slice_starts_with(link->address, SLICE("/")) &&
        !slice_starts_with(link->address, SLICE("//")))
        diag_add(prose->portal->diagnostics, DIAG_LINK_OUTSIDE, link->place,
                 link->address);
    if (address_is_figure(link->address))
        check_figure(prose, link);
    else if (!is_ours(link->address))
        return false;
    buf_add_slice(out, link->content);
    return true;
}

static void report_unbound(struct prose *prose, const struct document *document,
                           uint32_t count)
{
    struct place place = {document->source, 0, document->body_line};

    if (count > 0)
        diag_add(prose->portal->diagnostics, DIAG_PROSE_UNBOUND, place,
                 arena_format(prose->figures.arena, "%u", count));
}

/* "{{< figure src=... >}}" up to where it ends on its line. */
static struct slice shortcode_of(struct slice line)
{
    size_t from = 0, to;

    while (from < line.len &&
           !slice_starts_with(slice_cut(line, from, line.len), SLICE("{{<")) &&
           !slice_starts_with(slice_cut(line, from, line.len), SLICE("{{%")))
        from++;
    to = from;
    while (to < line.len &&
           !slice_ends_with(slice_cut(line, from, to), SLICE("}}")))
        to++;
    if (to - from > SHORTCODE_SHOWN)
        to = from + SHORTCODE_SHOWN;
    return slice_cut(line, from, to);
}

/* Other site generators run these; here a reader sees them. */
static void report_shortcodes(struct prose *prose,
                              const struct document *document)
{
    struct slice rest = document->body;
    struct place place = {document->source, 0, document->body_line};
    bool is_code = false;

    for (; rest.len > 0; place.record++) {
        struct slice line = slice_next(&rest, '\n');
        struct slice shortcode = shortcode_of(line);

        is_code ^= slice_starts_with(slice_trim(line), SLICE("```"));
        if (shortcode.len == 0 || is_code)
            continue;
        place.field = (uint16_t)(shortcode.ptr - line.ptr + 1);
        diag_add(prose->portal->diagnostics, DIAG_SHORTCODE, place, shortcode);
    }
}

static void check_document(struct portal *portal,
                           const struct document *document,
                           const struct language *language)
{
    struct prose prose = {.portal = portal, .language = language};
    struct markdown_result result;
    struct arena scratch;
    struct buf html = BUF_INIT;

    arena_init(&scratch);
    figures_init(&prose.figures, portal, &scratch, portal->diagnostics);
    markdown_render(&scratch, portal->diagnostics, document, on_link, &prose,
                    &html, &result);
    report_unbound(&prose, document, result.unbound_numbers);
    report_shortcodes(&prose, document);
    buf_release(&html);
    arena_release(&scratch);
}

/* One text: every language of every document is one task. */
static void check_text(void *context, size_t index, unsigned worker)
{
    struct portal *portal = context;
    const struct content *content =
        portal->contents.items[index / portal->language_count];
    size_t language = index % portal->language_count;

    (void)worker;
    if (content->texts[language] != NULL)
        check_document(portal, content->texts[language],
                       &portal->languages[language]);
}

void check_prose(struct portal *portal)
{
    pool_run(pool_processors(), portal->contents.count * portal->language_count,
             check_text, portal);
}
