/* What stands behind one figure, in words. */
#include "render/receipts/receipt.h"

#include "render/history/restated.h"
#include "render/receipts/rows.h"

/* Stand for what a sentence has no words for yet. */
#define MARK_A "\x01"
#define MARK_B "\x02"

/* --- words --- */

static struct slice count_words(struct page *page, const char *msgid,
                                uint64_t count)
{
    struct buf digits = BUF_INIT;

    buf_add_padded(&digits, count, 1);
    return PLAIN(page, msgid,
                 ARG_TEXT("count", arena_take(page->arena, &digits)));
}

/* How the exact value becomes the number on the page. */
static struct slice unit_words(struct page *page, const struct figure *f)
{
    struct figure_unit stored = f->unit;
    struct slice decimals =
        count_words(page, N_("decimals: {count}"), f->unit.decimals);

    stored.shown = stored.multiplier;
    if (figure_is_percentage(f))
        return PLAIN(page, N_("shown as a percentage, {decimals}"),
                     ARG_TEXT("decimals", decimals));
    if (figure_is_points(f))
        return PLAIN(page, N_("shown in percentage points, {decimals}"),
                     ARG_TEXT("decimals", decimals));
    if (f->unit.shown > f->unit.multiplier)
        return PLAIN(page, N_("{unit}, shown in {shown}, {decimals}"),
                     ARG_TEXT("unit", page_unit(page, stored)),
                     ARG_TEXT("shown", page_unit(page, f->unit)),
                     ARG_TEXT("decimals", decimals));
    if (f->unit.decimals == 0)
        return page_unit(page, stored);
    if (f->unit.code.len == 0 && stored.multiplier == 0)
        return decimals;
    return PLAIN(page, N_("{unit}, {decimals}"),
                 ARG_TEXT("unit", page_unit(page, stored)),
                 ARG_TEXT("decimals", decimals));
}

static bool same_kind(const struct figure *a, const struct figure *b)
{
    return a->operation == b->operation &&
           slice_equal(a->resource, b->resource) &&
           slice_equal(a->measure, b->measure) &&
           slice_equal(a->unit.code, b->unit.code) &&
           a->unit.multiplier == b->unit.multiplier &&
           a->unit.shown == b->unit.shown &&
           a->unit.decimals == b->unit.decimals &&
           figure_is_points(a) == figure_is_points(b) &&
           figure_is_percentage(a) == figure_is_percentage(b);
}

static struct kind kind_new(struct page *page, const struct figure *f)
{
    struct kind kind = {.example = f, .unit = unit_words(page, f)};

    if (f->operation == FIGURE_CONSTANT) /* begins with its key */
        kind.name = operation_words(page, f);
    else if (f->operand_count == 0)
        kind.name = text_raised(page, operation_words(page, f));
    return kind;
}

/* A page has few kinds and many figures of each. */
static struct kind kind_of(struct receipts *r, const struct figure *f)
{
    struct kind kind;

    for (size_t i = r->kinds.count; i > 0; i--)
        if (same_kind(r->kinds.items[i - 1].example, f))
            return r->kinds.items[i - 1];
    kind = kind_new(r->page, f);
    ARENA_PUSH(r->page->arena, &r->kinds, kind);
    return kind;
}

static struct around around_of(struct page *page, const char *msgid)
{
    struct slice rest = PLAIN(page, msgid, ARG_TEXT("count", SLICE(MARK_A)));
    struct around around = {.before = slice_next(&rest, MARK_A[0])};

    around.after = rest;
    return around;
}

const struct told_term *receipt_term(struct receipts *r, struct slice resource,
                                     struct slice term)
{
    struct arena *arena = r->page->arena;
    struct slice key = ARENA_CONCAT(arena, resource, SLICE("|"), term);
    struct told_term *told = map_get(&r->terms, key);

    if (told == NULL) {
        told = ARENA_NEW(arena, struct told_term);
        *told = term_told(r->page, resource, term);
        (void)map_put(&r->terms, key, told);
    }
    return told;
}

static struct slice period_of(struct receipts *r, struct slice period)
{
    struct slice *told = map_get(&r->periods, period);

    if (told == NULL) {
        told = ARENA_NEW(r->page->arena, struct slice);
        *told = period_told(r->page, period);
        (void)map_put(&r->periods, period, told);
    }
    return *told;
}

/* "Program: Water; Institution: Health" */
void receipt_terms_write(struct receipts *r, struct slice resource,
                         struct slice terms)
{
    while (terms.len > 0) {
        struct slice term = slice_next(&terms, ';');

        markup_text(&r->m, receipt_term(r, resource, term)->words);
        if (terms.len > 0)
            markup_text(&r->m, SLICE("; "));
    }
}

/* "file: x.csv" is no more than "file=x.csv". */
bool receipt_terms_are_codes(struct receipts *r, struct slice resource,
                             struct slice terms)
{
    while (terms.len > 0) {
        struct slice term = slice_next(&terms, ';');
        const struct told_term *told = receipt_term(r, resource, term);

        if (!told->is_code ||
            !slice_equal(told->column,
                         slice_cut(term, 0, slice_find(term, '='))))
            return false;
    }
    return true;
}

static void number_write(struct receipts *r, const struct around *around,
                         struct slice digits)
{
    markup_text(&r->m, around->before);
    markup_text(&r->m, digits);
    markup_text(&r->m, around->after);
}

/* --- rows --- */

static void place_write(struct receipts *r, struct row_spot spot,
                        bool with_path)
{
    struct buf text = BUF_INIT;

    if (with_path)
        buf_add_slice(&text, spot.path);
    if (spot.line > 0) {
        buf_add_text(&text, with_path ? ":" : "\xE2\x80\x93");
        buf_add_integer(&text, spot.line);
    }
    markup_text(&r->m, buf_slice(&text));
    buf_release(&text);
}

/* "data/x.csv:2–1450", or from one file to another. */
static void places_write(struct receipts *r, struct row_spot first,
                         struct row_spot last)
{
    bool one_file = slice_equal(first.path, last.path);

    markup_text(&r->m, SLICE(", "));
    place_write(r, first, true);
    if (one_file && last.line == first.line)
        return;
    if (!one_file)
        markup_text(&r->m, SLICE(" \xE2\x80\x93 "));
    place_write(r, last, !one_file);
}

/* "lines 2–1450" of the file that is said above. */
static void lines_write(struct receipts *r, uint32_t first, uint32_t last)
{
    struct buf text = BUF_INIT;

    if (first == 0)
        return;
    buf_add_integer(&text, first);
    if (last != first) {
        buf_add_text(&text, "\xE2\x80\x93");
        buf_add_integer(&text, last);
    }
    markup_text(&r->m, SLICE(", "));
    number_write(r, last != first ? &r->lines : &r->line, buf_slice(&text));
    buf_release(&text);
}

static void spots_write(struct receipts *r, const struct receipt_block *block,
                        const struct figure *f)
{
    struct row_spot first = row_spot(r->page, f->first);
    struct row_spot last =
        f->last.source == 0 ? first : row_spot(r->page, f->last);

    if (block->source.len > 0)
        lines_write(r, first.line, last.line);
    else
        places_write(r, first, last);
}

void receipt_rows_write(struct receipts *r, const struct receipt_block *block,
                        const struct figure *f)
{
    struct page *page = r->page;
    struct buf digits = BUF_INIT;

    buf_add_integer(&digits, f->rows);
    number_write(r, &r->rows, buf_slice(&digits));
    buf_release(&digits);
    if (f->withheld) {
        markup_text(&r->m, SLICE(" "));
        markup_text(&r->m, page_text(page, N_("(they are not published)")));
    }
    if (f->first.source != 0)
        spots_write(r, block, f);
}

/* --- a value --- */

static bool is_quotient(const struct figure *f)
{
    return f->operand_count > 0 &&
           (figure_is_percentage(f) || figure_is_points(f) ||
            f->operation == FIGURE_RATIO);
}

/* Quotients have no last digit: they are rounded as on the page. */
static struct slice value_words(struct receipts *r, const struct figure *f)
{
    struct buf exact = BUF_INIT;

    if (f->status != FIGURE_PRESENT || is_quotient(f))
        return page_number(r->page, f);
    figure_print_exact(&exact, f);
    return arena_take(r->page->arena, &exact);
}

/* --- what earlier releases had --- */

/* As the receipt would have said it then. */
static struct slice past_words(struct receipts *r, const struct figure *f,
                               const struct past_value *past)
{
    struct figure then = *f;

    if (!slice_equal_text(past->status, "present"))
        return page_text(r->page, N_("no number"));
    then.status = FIGURE_PRESENT;
    then.value = past->value;
    return value_words(r, &then);
}

/* Where it was another number, or none; what grew since then is told of the
 * figures that the page leads here from. */
static void past_write(struct receipts *r, const struct figure *f,
                       const struct past_value *past, const char *msgid)
{
    struct page *page = r->page;
    struct slice words = past_words(r, f, past);

    if (slice_equal_text(past->status, figure_status_name(f->status)) &&
        (f->status != FIGURE_PRESENT ||
         amount_compare(past->value, f->value) == 0 ||
         slice_equal(words, value_words(r, f))))
        return;
    markup_text(&r->m, SLICE("; "));
    markup_open(&r->m, "a");
    markup_attribute_text(&r->m, "rel", "predecessor-version");
    markup_attribute(&r->m, "href",
                     link_past_page(page, past->release, past->page));
    markup_text(&r->m, PLAIN(page, msgid, ARG_TEXT("release", past->release),
                             ARG_TEXT("value", words)));
    markup_close(&r->m);
}

void receipt_history_write(struct receipts *r, const struct receipt *receipt)
{
    const struct past *known = r->page->site->options.past;
    const struct figure *f = receipt->figure;
    const struct past_figure *past = past_find(known, f->id);

    if (past == NULL || !(receipt->is_linked || figure_was_settled(known, f)))
        return;
    past_write(r, f, &past->first, N_("first published in {release}: {value}"));
    if (!slice_equal(past->last.release, past->first.release))
        past_write(r, f, &past->last, N_("in the release {release}: {value}"));
}

/* --- a figure --- */

void receipt_value_write(struct receipts *r, const struct figure *f)
{
    markup_element(&r->m, "b", value_words(r, f));
    markup_raw(&r->m, restated_mark(r->page, f));
}

void receipt_letter_write(struct receipts *r, size_t place)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    const size_t count = sizeof letters - 1;
    struct slice text = {&letters[place % count], 1};

    if (place >= count)
        text = ARENA_CONCAT(
            r->page->arena,
            ((struct slice){&letters[(place / count - 1) % count], 1}), text);
    markup_element(&r->m, "var", text);
}

/* The column of the same table, or the figure itself. */
static void operand_write(struct receipts *r, const struct receipt *receipt,
                          const struct figure *f)
{
    const struct receipt *operand = receipt_of(r->plan, f);
    struct slice address =
        ARENA_CONCAT(r->page->arena, SLICE("#"), operand->anchor);

    if (receipt->column->block != NULL && operand->subject == receipt->subject)
        receipt_letter_write(r, operand->column->place);
    else
        link_markup(&r->m, value_words(r, f), address);
}

/* "a as a share of b" */
static void tree_write(struct receipts *r, const struct receipt *receipt)
{
    const struct figure *f = receipt->figure;
    struct slice rest = text_raised(
        r->page, PLAIN(r->page, operation_form(f), ARG_TEXT("a", SLICE(MARK_A)),
                       ARG_TEXT("b", SLICE(MARK_B))));

    for (size_t i = 0, from = 0; i <= rest.len; i++) {
        bool is_mark = i < rest.len &&
                       (rest.ptr[i] == MARK_A[0] || rest.ptr[i] == MARK_B[0]);

        if (!is_mark && i < rest.len)
            continue;
        markup_text(&r->m, slice_cut(rest, from, i));
        if (is_mark)
            operand_write(r, receipt, f->operands[rest.ptr[i] == MARK_B[0]]);
        from = i + 1;
    }
}

bool receipt_has_rows(const struct figure *f)
{
    return f->operand_count == 0 && f->operation != FIGURE_CONSTANT;
}

static struct slice filter_joined(struct receipts *r, struct slice before,
                                  struct slice after)
{
    if (before.len == 0 || after.len == 0)
        return before.len == 0 ? after : before;
    return ARENA_CONCAT(r->page->arena, before, SLICE(";"), after);
}

/* "Sum of Accrued, 2017; Program: Water", with the filter behind. */
static void leaf_write(struct receipts *r, const struct receipt *receipt,
                       struct slice terms)
{
    const struct figure *f = receipt->figure;
    struct slice besides, period, code;

    filter_split(f->filter, &besides, &period);
    terms = filter_joined(r, receipt->aside, terms);
    code = filter_joined(r, terms, period);
    markup_text(&r->m, kind_of(r, f).name);
    if (period.len > 0) {
        markup_text(&r->m, SLICE(", "));
        markup_text(&r->m, period_of(r, period));
    }
    if (terms.len > 0 && !receipt_terms_are_codes(r, f->resource, terms)) {
        markup_text(&r->m, SLICE("; "));
        receipt_terms_write(r, f->resource, terms);
    }
    if (code.len > 0) {
        markup_text(&r->m, SLICE(" "));
        markup_element(&r->m, "code", code);
    }
}

void receipt_asked_write(struct receipts *r, const struct receipt *receipt,
                         struct slice terms)
{
    if (receipt->figure->operand_count > 0)
        tree_write(r, receipt);
    else
        leaf_write(r, receipt, terms);
}

void receipt_csv_write(struct receipts *r, struct slice path)
{
    if (path.len == 0)
        return;
    markup_text(&r->m, SLICE(" "));
    link_markup(&r->m, SLICE("CSV"), link_file(r->page, path));
}

struct slice receipt_unit(struct receipts *r, const struct figure *f)
{
    return kind_of(r, f).unit;
}

/* --- the whole --- */

void receipts_init(struct receipts *r)
{
    struct page *page = r->page;

    map_init(&r->terms, page->arena);
    map_init(&r->periods, page->arena);
    r->rows = around_of(page, N_("rows: {count}"));
    r->line = around_of(page, N_("line {count}"));
    r->lines = around_of(page, N_("lines {count}"));
    markup_init(&r->m, &r->out, MARKUP_HTML);
}
