#include "figure/filter.h"

#include "model/table.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

struct slice percent_decode(struct arena *arena, struct slice text)
{
    char *out;
    size_t len = 0;

    if (slice_find(text, '%') == text.len)
        return text;
    out = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        int high = i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
        int low = i + 2 < text.len ? hex_digit(text.ptr[i + 2]) : -1;

        if (text.ptr[i] == '%' && high >= 0 && low >= 0) {
            out[len++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[len++] = text.ptr[i];
        }
    }
    return (struct slice){out, len};
}

static bool is_reserved(char c)
{
    return (unsigned char)c <= 0x20 || c == '%' || c == ';' || c == '|' ||
           c == '=' || c == '<' || c == '>' || c == '!' || c == '?' ||
           c == ',' || c == '(' || c == ')' || c == 0x7f;
}

void filter_encode(struct buf *out, struct slice value)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];

        if (!is_reserved(value.ptr[i])) {
            buf_add_char(out, value.ptr[i]);
            continue;
        }
        buf_add_char(out, '%');
        buf_add_char(out, digits[c >> 4]);
        buf_add_char(out, digits[c & 15]);
    }
}

static bool period_range(struct slice text, struct filter *out)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == '.')
            return period_parse(slice_cut(text, 0, i), &out->from) &&
                   period_parse(slice_cut(text, i + 2, text.len), &out->to);
    if (!period_parse(text, &out->from))
        return false;
    out->to = out->from;
    return true;
}

static bool values_parse(struct arena *arena, struct slice text,
                         struct filter_term *term)
{
    if (slice_equal_text(text, "?missing") && term->operator== FILTER_EQUAL) {
        term->operator= FILTER_MISSING;
        return true;
    }
    do {
        if (term->value_count == FILTER_VALUES_MAX)
            return false;
        term->values[term->value_count++] =
            percent_decode(arena, slice_next(&text, '|'));
    } while (text.ptr != NULL);
    return true;
}

/* A set of codes: "b|a|b" asks what "a|b" asks, and has its id. */
static void values_sort(struct filter_term *term)
{
    size_t kept = 0;

    for (size_t i = 1; i < term->value_count; i++)
        for (size_t k = i;
             k > 0 && slice_compare(term->values[k - 1], term->values[k]) > 0;
             k--) {
            struct slice swap = term->values[k];

            term->values[k] = term->values[k - 1];
            term->values[k - 1] = swap;
        }
    for (size_t i = 0; i < term->value_count; i++)
        if (i == 0 || !slice_equal(term->values[i], term->values[kept - 1]))
            term->values[kept++] = term->values[i];
    term->value_count = kept;
}

static bool term_parse(struct arena *arena, struct slice text,
                       struct filter *out)
{
    struct filter_term term = {.operator= FILTER_EQUAL };
    size_t at = 0;

    while (at < text.len && text.ptr[at] != '=' && text.ptr[at] != '<' &&
           text.ptr[at] != '!')
        at++;
    if (at == 0 || at == text.len)
        return false;
    term.column = column_published(arena, slice_cut(text, 0, at));
    if (text.ptr[at] == '<')
        term.operator= FILTER_SUBTREE;
    if (text.ptr[at] == '!') {
        term.operator= FILTER_NOT_EQUAL;
        at++;
        if (at == text.len || text.ptr[at] != '=')
            return false;
    }
    text = slice_cut(text, at + 1, text.len);
    if (slice_equal_text(term.column, "period") &&
        term.operator== FILTER_EQUAL && !slice_equal_text(text, "?missing"))
        return out->from.kind == PERIOD_NONE && period_range(text, out);
    if (out->term_count == FILTER_TERMS_MAX)
        return false;
    if (!values_parse(arena, text, &term))
        return false;
    values_sort(&term);
    out->terms[out->term_count++] = term;
    return true;
}

static int term_compare(const struct filter_term *a,
                        const struct filter_term *b)
{
    int order = slice_compare(a->column, b->column);

    if (order == 0)
        order = (int)a->operator-(int) b->operator;
    if (order == 0 && a->value_count > 0 && b->value_count > 0)
        order = slice_compare(a->values[0], b->values[0]);
    return order;
}

static void terms_sort(struct filter *filter)
{
    for (size_t i = 1; i < filter->term_count; i++)
        for (size_t k = i; k > 0 && term_compare(&filter->terms[k - 1],
                                                 &filter->terms[k]) > 0;
             k--) {
            struct filter_term swap = filter->terms[k];

            filter->terms[k] = filter->terms[k - 1];
            filter->terms[k - 1] = swap;
        }
}

bool filter_parse(struct arena *arena, struct slice text, struct filter *out,
                  struct slice *fault)
{
    out->term_count = 0;
    out->from = out->to = (struct period){PERIOD_NONE, 0, 0, 0};
    text = slice_trim(text);
    while (text.len > 0) {
        struct slice term = slice_trim(slice_next(&text, ';'));

        if (!term_parse(arena, term, out)) {
            *fault = term;
            return false;
        }
    }
    terms_sort(out);
    return true;
}

static void term_write(struct buf *out, const struct filter_term *term)
{
    static const char *const operators[] = {"=", "!=", "<", "="};

    buf_add_slice(out, term->column);
    buf_add_text(out, operators[term->operator]);
    if (term->operator== FILTER_MISSING)
        buf_add_text(out, "?missing");
    for (size_t i = 0; i < term->value_count; i++) {
        if (i > 0)
            buf_add_char(out, '|');
        filter_encode(out, term->values[i]);
    }
}

struct slice filter_canonical(struct arena *arena, const struct filter *filter)
{
    struct buf out = BUF_INIT;
    struct slice text;

    for (size_t i = 0; i < filter->term_count; i++) {
        if (out.len > 0)
            buf_add_char(&out, ';');
        term_write(&out, &filter->terms[i]);
    }
    text = arena_copy(arena, buf_slice(&out));
    buf_release(&out);
    return filter_add_period(arena, text, filter->from, filter->to);
}

struct slice filter_add(struct arena *arena, struct slice before,
                        struct slice column, const char *operator,
                        struct slice code)
{
    struct buf out = BUF_INIT;

    buf_add_slice(&out, before);
    if (before.len > 0)
        buf_add_char(&out, ';');
    buf_add_slice(&out, column);
    buf_add_text(&out, operator);
    filter_encode(&out, code);
    return arena_take(arena, &out);
}

struct slice filter_add_period(struct arena *arena, struct slice before,
                               struct period from, struct period to)
{
    struct buf out = BUF_INIT;

    if (from.kind == PERIOD_NONE)
        return before;
    buf_add_slice(&out, before);
    if (before.len > 0)
        buf_add_char(&out, ';');
    buf_add_text(&out, "period=");
    period_write(&out, from);
    if (period_compare(from, to) != 0) {
        buf_add_text(&out, "..");
        period_write(&out, to);
    }
    return arena_take(arena, &out);
}
