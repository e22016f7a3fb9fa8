/* What stands behind each figure of a page, in words. */
#include "render/receipts/receipts.h"

#include "render/receipts/citation.h"
#include "render/describe.h"
#include "render/receipts/filter_words.h"
#include "render/reference.h"
#include "render/history/restated.h"
#include "render/slices.h"

/* Deeper operands stand by themselves: nobody would find them. */
#define LEVELS_NESTED 4

/* A figure of the page, and where it stands. */
struct receipt {
    const struct figure *figure;
    bool is_operand;
    bool is_written;
};

/* What is the same for all figures that ask for the same measure. */
struct kind {
    const struct figure *example;
    struct slice name;  /* "Sum of accrued" */
    struct slice table; /* its title */
    struct slice dictionary;
    struct slice unit; /* "EJR, shown in million EJR, decimals: 1" */
};

struct receipts {
    struct page *page;
    struct buf out;
    struct markup m;
    struct receipt *items; /* as page->figures */
    struct map by_id;
    struct map words; /* of terms and of periods -> struct slice */
    struct {
        struct kind *items;
        size_t count, capacity;
    } kinds;
};

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
    return PLAIN(page, N_("{unit} shown with {decimals}"),
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

/* Operands are a and b of the list below. */
static const char *tree_form(enum figure_operation operation)
{
    static const char *const forms[] = {
        [FIGURE_ADD] = N_("Sum: a plus b"),
        [FIGURE_DIFFERENCE] = N_("Difference: a minus b"),
        [FIGURE_RATIO] = N_("Ratio: a divided by b"),
        [FIGURE_SHARE] = N_("Share: a divided by b"),
        [FIGURE_CHANGE] = N_("Change: a minus b, divided by b"),
        [FIGURE_PRODUCT] = N_("Product: a times b"),
        [FIGURE_DAYS] = N_("Days from a to b"),
    };

    return forms[operation];
}

static struct kind kind_new(struct page *page, const struct figure *f)
{
    const struct table *table = portal_table_named(page->portal, f->resource);
    struct kind kind = {.example = f};

    if (f->operand_count > 0)
        kind.name = page_text(page, tree_form(f->operation));
    else if (f->operation == FIGURE_CONSTANT) /* begins with its key */
        kind.name = operation_words(page, f);
    else
        kind.name = text_raised(page, operation_words(page, f));
    kind.unit = unit_words(page, f);
    if (table != NULL) {
        kind.table = describe_table(page, table);
        kind.dictionary = link_dictionary(page, table);
    }
    return kind;
}

/* A page has few kinds and many figures of each. */
static const struct kind *kind_of(struct receipts *r, const struct figure *f)
{
    struct kind kind;

    for (size_t i = r->kinds.count; i > 0; i--)
        if (same_kind(r->kinds.items[i - 1].example, f))
            return &r->kinds.items[i - 1];
    kind = kind_new(r->page, f);
    ARENA_PUSH(r->page->arena, &r->kinds, kind);
    return &r->kinds.items[r->kinds.count - 1];
}

/* --- rows --- */

/* The code that a term fixes, of a dimension that the table is sliced by. */
static struct slice slice_of_term(struct page *page, const struct table *table,
                                  const struct filter_term *term,
                                  uint64_t *rows)
{
    const struct column *column = table_column(table, term->column);

    if (column == NULL || column->type != COLUMN_DIMENSION ||
        term->operator!= FILTER_EQUAL ||
        term->value_count != 1 || !table_has_slice(table, column->dimension))
        return nothing;
    *rows = slice_rows(page, table, column->dimension, term->values[0]);
    if (*rows == 0)
        return nothing;
    return slice_path(page->arena, table, column->dimension, term->values[0]);
}

struct slice receipt_rows_path(struct page *page, const struct figure *leaf)
{
    const struct table *table =
        portal_table_named(page->portal, leaf->resource);
    struct slice best = nothing;
    struct slice fault;
    struct filter filter;
    uint64_t fewest = UINT64_MAX;

    if (table == NULL || !table_is_published(table))
        return nothing;
    if (table_slice_count(table) > 0 &&
        filter_parse(page->arena, leaf->filter, &filter, &fault))
        for (size_t i = 0; i < filter.term_count; i++) {
            uint64_t rows = UINT64_MAX;
            struct slice path =
                slice_of_term(page, table, &filter.terms[i], &rows);

            if (path.len > 0 && rows < fewest) {
                best = path;
                fewest = rows;
            }
        }
    return best.len > 0 ? best
                        : ARENA_CONCAT(page->arena, SLICE("data/"), table->name,
                                       SLICE(".csv"));
}

static void place_write(struct receipts *r, const struct source *source,
                        struct place place, bool with_path)
{
    struct buf text = BUF_INIT;
    uint32_t line = source_line(source, place.record);

    if (source->kind == SOURCE_LISTING) {
        place = source_spot(source, place);
        source = sources_get(r->page->portal->sources, place.source);
        line = place.record;
    }
    if (with_path)
        buf_add_slice(&text, source->path);
    if (line > 0) {
        buf_add_text(&text, with_path ? ":" : "\xE2\x80\x93");
        buf_add_integer(&text, line);
    }
    markup_text(&r->m, buf_slice(&text));
    buf_release(&text);
}

/* "data/x.csv:2–1450", or from one file to another. */
static void places_write(struct receipts *r, const struct figure *f)
{
    const struct sources *sources = r->page->portal->sources;

    if (f->first.source == 0)
        return;
    markup_text(&r->m, SLICE(", "));
    place_write(r, sources_get(sources, f->first.source), f->first, true);
    if (f->last.source == 0 || (f->last.source == f->first.source &&
                                f->last.record == f->first.record))
        return;
    if (f->last.source != f->first.source)
        markup_text(&r->m, SLICE(" \xE2\x80\x93 "));
    place_write(r, sources_get(sources, f->last.source), f->last,
                f->last.source != f->first.source);
}

static void rows_write(struct receipts *r, const struct figure *f)
{
    struct page *page = r->page;

    markup_text(&r->m, SLICE("; "));
    markup_text(&r->m, count_words(page, N_("rows: {count}"), f->rows));
    if (f->withheld) {
        markup_text(&r->m, SLICE(" "));
        markup_text(&r->m, page_text(page, N_("(they are not published)")));
    }
    places_write(r, f);
}

/* --- what earlier releases had --- */

static bool is_restated(const struct figure *f, const struct past_value *past)
{
    if (!slice_equal_text(past->status, figure_status_name(f->status)))
        return true;
    return f->status == FIGURE_PRESENT &&
           amount_compare(past->value, f->value) != 0;
}

static void past_write(struct receipts *r, const struct past_value *past,
                       const char *msgid)
{
    struct page *page = r->page;
    bool is_present = slice_equal_text(past->status, "present");
    struct buf value = BUF_INIT;
    struct slice path = ARENA_CONCAT(page->arena, page->language->path,
                                     SLICE("/"), past->page, SLICE(".html"));

    if (is_present)
        amount_write(&value, past->value);
    markup_text(&r->m, SLICE("; "));
    markup_open(&r->m, "a");
    markup_attribute_text(&r->m, "rel", "predecessor-version");
    markup_attribute(&r->m, "href", link_past(page, past->release, path));
    markup_text(&r->m,
                PLAIN(page, msgid, ARG_TEXT("release", past->release),
                      ARG_TEXT("value",
                               is_present ? arena_take(page->arena, &value)
                                          : page_text(page, N_("no number")))));
    markup_close(&r->m);
    buf_release(&value);
}

static void history_write(struct receipts *r, const struct figure *f)
{
    const struct past_figure *past =
        past_find(r->page->site->options.past, f->id);

    if (past == NULL)
        return;
    if (is_restated(f, &past->first))
        past_write(r, &past->first,
                   N_("first published in {release}: {value}"));
    if (is_restated(f, &past->last) &&
        !slice_equal(past->last.release, past->first.release))
        past_write(r, &past->last, N_("in the release {release}: {value}"));
}

/* --- a figure --- */

static void value_write(struct receipts *r, const struct figure *f)
{
    struct buf exact = BUF_INIT;

    figure_print_exact(&exact, f);
    markup_open(&r->m, "b");
    markup_text(&r->m, f->status == FIGURE_PRESENT ? buf_slice(&exact)
                                                   : page_number(r->page, f));
    markup_close(&r->m);
    buf_release(&exact);
}

/* Neighbours ask for the same rows, or for the same time. */
static struct slice part_words(struct receipts *r, const struct figure *f,
                               struct slice filter)
{
    struct page *page = r->page;
    struct slice key =
        ARENA_CONCAT(page->arena, f->resource, SLICE(" "), filter);
    struct slice *words = map_get(&r->words, key);

    if (words == NULL) {
        struct figure part = {.resource = f->resource, .filter = filter};

        words = ARENA_NEW(page->arena, struct slice);
        *words = filter_words(page, &part);
        (void)map_put(&r->words, key, words);
    }
    return *words;
}

/* In the canonical text the period comes last. */
static size_t period_start(struct slice filter)
{
    size_t at = filter.len;

    while (at > 0 && filter.ptr[at - 1] != ';')
        at--;
    return slice_starts_with(slice_cut(filter, at, filter.len),
                             SLICE("period="))
               ? at
               : filter.len;
}

/* "2017; Program: Water (013)". */
static void filter_write(struct receipts *r, const struct figure *f)
{
    size_t at = period_start(f->filter);
    struct slice period = slice_cut(f->filter, at, f->filter.len);
    struct slice terms = slice_cut(f->filter, 0, at > 0 ? at - 1 : 0);

    if (period.len == 0)
        terms = f->filter;
    markup_text(&r->m, SLICE(": "));
    if (period.len > 0)
        markup_text(&r->m, part_words(r, f, period));
    if (period.len > 0 && terms.len > 0)
        markup_text(&r->m, SLICE("; "));
    if (terms.len > 0 || period.len == 0)
        markup_text(&r->m, part_words(r, f, terms));
}

/* What a leaf asks for, and where its rows are. */
static void leaf_write(struct receipts *r, const struct kind *kind,
                       const struct figure *f)
{
    struct slice path = receipt_rows_path(r->page, f);

    markup_text(&r->m, SLICE(", "));
    link_markup(&r->m, kind->table.len > 0 ? kind->table : f->resource,
                kind->dictionary);
    filter_write(r, f);
    if (path.len > 0) {
        markup_text(&r->m, SLICE(" "));
        link_markup(&r->m, SLICE("CSV"), link_file(r->page, path));
    }
    if (f->filter.len > 0) {
        markup_text(&r->m, SLICE(" "));
        markup_element(&r->m, "code", f->filter);
    }
}

static void asked_write(struct receipts *r, const struct kind *kind,
                        const struct figure *f)
{
    markup_text(&r->m, kind->name);
    if (f->operation == FIGURE_CONSTANT)
        markup_text(&r->m, SLICE(" (portal.yaml)"));
    else if (f->operand_count == 0)
        leaf_write(r, kind, f);
    markup_text(&r->m, SLICE(" = "));
}

static void receipt_write(struct receipts *r, struct receipt *receipt,
                          unsigned level);

/* Where it stands already, or will, there is a link. */
static void operand_write(struct receipts *r, const struct figure *f,
                          unsigned level)
{
    struct receipt *receipt = map_get(&r->by_id, slice_of(f->id));

    if (!receipt->is_written && level <= LEVELS_NESTED) {
        receipt_write(r, receipt, level);
        return;
    }
    markup_open(&r->m, "li");
    link_markup(&r->m, kind_of(r, f)->name,
                ARENA_CONCAT(r->page->arena, SLICE("#"), slice_of(f->id)));
    if (f->operand_count == 0 && f->operation != FIGURE_CONSTANT)
        filter_write(r, f);
    markup_close(&r->m);
}

static void operands_write(struct receipts *r, const struct figure *f,
                           unsigned level)
{
    if (f->operand_count == 0)
        return;
    markup_open(&r->m, "ol");
    markup_attribute_text(&r->m, "type", "a");
    for (unsigned i = 0; i < f->operand_count; i++)
        operand_write(r, f->operands[i], level + 1);
    markup_close(&r->m);
}

static void receipt_write(struct receipts *r, struct receipt *receipt,
                          unsigned level)
{
    const struct figure *f = receipt->figure;
    const struct kind *kind = kind_of(r, f);

    receipt->is_written = true;
    markup_open(&r->m, "li");
    markup_attribute_text(&r->m, "id", f->id);
    asked_write(r, kind, f);
    value_write(r, f);
    markup_raw(&r->m, restated_mark(r->page, f));
    if (kind->unit.len > 0) {
        /* "0.25, shown as …", but "12 EJR, shown in …" */
        markup_text(&r->m, figure_is_percentage(f) || figure_is_points(f)
                               ? SLICE(", ")
                               : SLICE(" "));
        markup_text(&r->m, kind->unit);
    }
    if (f->operand_count == 0 && f->operation != FIGURE_CONSTANT)
        rows_write(r, f);
    history_write(r, f);
    operands_write(r, f, level);
    markup_close(&r->m);
    if (level == 1)
        markup_text(&r->m, SLICE("\n"));
}

/* --- the list --- */

static void receipts_index(struct receipts *r)
{
    const struct figures *figures = &r->page->figures;

    r->items = ARENA_ARRAY(r->page->arena, figures->count + 1, struct receipt);
    map_init(&r->by_id, r->page->arena);
    map_init(&r->words, r->page->arena);
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *f = figures->items[i];

        r->items[i].figure = f;
        (void)map_put(&r->by_id, slice_of(f->id), &r->items[i]);
        /* Operands were asked for before what is made of them. */
        for (unsigned k = 0; k < f->operand_count; k++) {
            struct receipt *operand =
                map_get(&r->by_id, slice_of(f->operands[k]->id));

            operand->is_operand = true;
        }
    }
}

struct slice receipts_list(struct page *page)
{
    struct receipts r = {.page = page};
    size_t count = page->figures.count;

    if (count == 0)
        return nothing;
    receipts_index(&r);
    markup_init(&r.m, &r.out, MARKUP_HTML);
    markup_open(&r.m, "ul");
    markup_attribute_text(&r.m, "class", "receipts");
    for (size_t i = 0; i < count; i++)
        if (!r.items[i].is_operand)
            receipt_write(&r, &r.items[i], 1);
    /* What was too deep. */
    for (size_t i = 0; i < count; i++)
        if (!r.items[i].is_written)
            receipt_write(&r, &r.items[i], 1);
    markup_close(&r.m);
    markup_finish(&r.m);
    return arena_take(page->arena, &r.out);
}

/* --- the page --- */

static void addresses(struct page *page, struct slice path)
{
    struct value *view = page->view;

    view_link(page, view, "style_link",
              link_file(page, SLICE("assets/site.css")));
    view_link(page, view, "accent_link",
              link_file(page, SLICE("assets/portal.css")));
    view_link(page, view, "page_link", link_file(page, path));
    view_link(page, view, "ledger_link",
              link_file(page, ARENA_CONCAT(page->arena, SLICE("data/figures/"),
                                           page->route->key, SLICE(".csv"))));
    view_link(page, view, "latest_link",
              page->frozen ? link_latest(page, path) : nothing);
}

void receipts_view(struct page *page, const char *digest)
{
    const struct portal *portal = page->portal;
    struct slice path =
        ARENA_CONCAT(page->arena, page->language->path, SLICE("/"),
                     page->route->key, SLICE(".html"));
    struct cited cited = {
        .title = page->title, .path = path, .digest = slice_of(digest)};

    page->view = value_object_new(page->arena);
    view_code(page, page->view, "lang", page->language->tag);
    view_text(page, page->view, "title", page->title);
    view_text(page, page->view, "portal", page_words(page, &portal->name));
    view_flag(page, page->view, "is_illustrative", portal->is_illustrative);
    view_code(page, page->view, "release", edition_id(page));
    view_markup(page, page->view, "receipts", receipts_list(page));
    addresses(page, path);
    citation_view(page, &cited);
}
