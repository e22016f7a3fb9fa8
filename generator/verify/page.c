/* Pages: their figures, anchors and addresses. */
#include "verify/internal.h"

#define DEPTH_MAX 256
/* Of an id, where they are enough on a page of receipts. */
#define HEAD_LETTERS 4

struct element {
    struct slice name;
    struct slice language; /* of its text */
};

struct page {
    struct root *root;
    struct slice path;
    enum page_form form;
    const struct ledger *ledger;
    struct element open[DEPTH_MAX];
    size_t depth;
    /* The figure being read: */
    const struct figure *figure;
    size_t figure_depth; /* 0 = none is */
    struct printed printed;
    struct buf text;
    struct buf value; /* of an attribute, decoded */
    struct map ids;
    size_t first_anchor; /* of the page, in the list of the root */
    struct sheet sheet;
    size_t table_depth; /* 0 = none is open */
    /* The receipt being read: */
    const struct figure *receipt;
    size_t receipt_depth;
    size_t value_depth; /* of its value; 0 = not being read */
    bool receipt_agrees;
    struct map receipts; /* id -> figure */
    struct map heads;    /* first letters of an id -> the first such figure */
};

/* What the attributes of a start tag say. */
struct tag {
    struct slice language;
    struct slice figure;
    struct slice value;
    bool has_value;
    struct slice id;
    struct slice address; /* href */
    bool has_address;
    struct slice relation;
};

static struct slice decoded(struct page *page, struct slice raw)
{
    if (slice_find(raw, '&') == raw.len)
        return raw;
    buf_reset(&page->value);
    verify_markup_decode(&page->value, raw);
    return arena_copy(&page->root->scratch, buf_slice(&page->value));
}

static bool is_address(struct slice element, struct slice name)
{
    static const char *const names[] = {"xlink:href", "src", "poster", "action",
                                        "cite"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(name, names[i]))
            return true;
    return slice_equal_text(element, "object") &&
           slice_equal_text(name, "data");
}

static struct slice address_check(struct page *page, size_t offset,
                                  struct slice address, bool leaves)
{
    const struct link link = {page->path, offset, address, leaves};

    return verify_link(page->root, &link);
}

/* "a.png 1x, b.png 2x" */
static void addresses_check(struct page *page, size_t offset, struct slice list)
{
    while (list.len > 0) {
        struct slice part = slice_trim(slice_next(&list, ','));

        (void)address_check(page, offset,
                            slice_cut(part, 0, slice_find(part, ' ')), false);
    }
}

static void attribute_read(struct page *page, const struct markup_token *token,
                           struct slice name, struct slice value,
                           struct tag *tag)
{
    if (slice_equal_text(name, "lang") || slice_equal_text(name, "xml:lang")) {
        tag->language = value;
    } else if (slice_equal_text(name, "id")) {
        tag->id = decoded(page, value);
    } else if (slice_equal_text(name, "data-figure")) {
        tag->figure = value;
    } else if (slice_equal_text(name, "value")) {
        tag->value = value;
        tag->has_value = true;
    } else if (slice_equal_text(name, "rel")) {
        tag->relation = value;
    } else if (slice_equal_text(name, "href")) {
        tag->address = decoded(page, value);
        tag->has_address = true;
    } else if (slice_equal_text(name, "srcset")) {
        addresses_check(page, token->at, decoded(page, value));
    } else if (is_address(token->name, name)) {
        (void)address_check(page, token->at, decoded(page, value), false);
    }
}

/* RFC 5829: the same page of another release. */
static bool is_release(struct slice relation)
{
    while (relation.len > 0) {
        struct slice word = slice_next(&relation, ' ');

        if (slice_equal_text(word, "latest-version") ||
            slice_equal_text(word, "predecessor-version"))
            return true;
    }
    return false;
}

/* The CSV of a table follows the table. */
static void link_read(struct page *page, size_t offset, const struct tag *tag)
{
    struct slice path =
        address_check(page, offset, tag->address, is_release(tag->relation));

    if (!page->sheet.is_there || path.len == 0 ||
        !verify_is_sheet(page->root, path))
        return;
    verify_sheet(page->root, page->path, path, &page->sheet);
    page->sheet.is_there = false;
}

static void attributes_read(struct page *page, const struct markup_token *token,
                            struct tag *tag)
{
    struct slice rest = token->attributes;
    struct slice name;
    struct slice value;

    while (verify_attribute(&rest, &name, &value))
        attribute_read(page, token, name, value, tag);
    if (tag->id.ptr != NULL)
        (void)map_put(&page->ids, tag->id, page);
    if (tag->has_address)
        link_read(page, token->at, tag);
}

/* --- figures --- */

static void figure_begin(struct page *page, const struct markup_token *token,
                         const struct tag *tag)
{
    const struct figure *figure =
        page->ledger != NULL ? map_get(&page->ledger->by_id, tag->figure)
                             : NULL;

    if (figure == NULL) {
        verify_fault(page->root, page->path, token->at,
                     SLICE_FORMAT ": is not in the page's ledger",
                     SLICE_ARGS(tag->figure));
        return;
    }
    if (token->is_alone || page->figure_depth > 0) {
        verify_fault(page->root, page->path, token->at,
                     SLICE_FORMAT ": stands in an element without text, or in "
                                  "another figure",
                     SLICE_ARGS(tag->figure));
        return;
    }
    /* SVG has no place for the value. */
    if (slice_equal_text(token->name, "data") &&
        (!tag->has_value || !slice_equal(tag->value, figure->value_text)))
        verify_fault(page->root, page->path, token->at,
                     SLICE_FORMAT ": its value is \"" SLICE_FORMAT
                                  "\", the ledger has \"" SLICE_FORMAT "\"",
                     SLICE_ARGS(tag->figure), SLICE_ARGS(tag->value),
                     SLICE_ARGS(figure->value_text));
    if (page->table_depth > 0)
        ARENA_PUSH(&page->root->scratch, &page->sheet.figures,
                   ((struct sheet_figure){page->sheet.row, page->sheet.cell,
                                          token->at, figure->value_text}));
    page->figure = figure;
    page->figure_depth = page->depth;
    page->printed =
        (struct printed){.page = page->path,
                         .offset = token->at,
                         .language = page->open[page->depth - 1].language};
    buf_reset(&page->text);
}

static void figure_end(struct page *page)
{
    page->figure_depth = 0;
    page->printed.text = buf_slice(&page->text);
    verify_printed(page->root, page->figure, &page->printed);
}

/* --- tables --- */

static void table_follow(struct page *page, struct slice name)
{
    if (slice_equal_text(name, "table")) {
        page->sheet = (struct sheet){.is_there = false};
        page->table_depth = page->depth;
    } else if (page->table_depth > 0 && slice_equal_text(name, "tr")) {
        page->sheet.row++;
        page->sheet.cell = 0;
    } else if (page->table_depth > 0 &&
               (slice_equal_text(name, "td") || slice_equal_text(name, "th"))) {
        page->sheet.cell++;
    }
}

/* --- receipts --- */

/* The ledger's value as it stands; what is computed of figures may be rounded.
 * Of a lack, nothing can be. */
static void value_end(struct page *page)
{
    const struct figure *figure = page->receipt;
    struct slice text = slice_trim(buf_slice(&page->text));

    page->value_depth = 0;
    page->receipt_agrees =
        !figure->is_present || slice_equal(text, figure->value_text) ||
        (figure->operands.len > 0 &&
         verify_is_rounded(figure, page->open[0].language, text));
}

/* The first <b> of a receipt. */
static void value_begin(struct page *page, struct slice element)
{
    if (page->receipt_depth == 0 || page->receipt_agrees ||
        page->value_depth > 0 || !slice_equal_text(element, "b"))
        return;
    page->value_depth = page->depth;
    buf_reset(&page->text);
}

static void receipt_end(struct page *page, size_t offset)
{
    const struct figure *figure = page->receipt;

    page->receipt_depth = 0;
    if (page->receipt_agrees)
        page->root->report->receipts++;
    else
        verify_fault(page->root, page->path, offset,
                     SLICE_FORMAT ": its receipt does not say what the ledger "
                                  "has, " SLICE_FORMAT,
                     SLICE_ARGS(figure->id), SLICE_ARGS(figure->value_text));
}

/* By its id, or by the first letters of it where they are the first such. */
static const struct figure *receipt_named(const struct page *page,
                                          struct slice id)
{
    const struct figure *figure = map_get(&page->ledger->by_id, id);

    return figure != NULL ? figure : map_get(&page->heads, id);
}

/* The rows of what a figure is made of may be nested in its own, behind its
 * value. */
static void receipt_begin(struct page *page, const struct tag *tag,
                          size_t offset)
{
    const struct figure *figure;

    if (page->form != PAGE_RECEIPTS || tag->id.len == 0)
        return;
    figure = receipt_named(page, tag->id);
    if (figure == NULL)
        return;
    if (page->receipt_depth > 0)
        receipt_end(page, offset);
    (void)map_put(&page->receipts, figure->id, page);
    page->receipt = figure;
    page->receipt_depth = page->depth;
    page->receipt_agrees = false;
}

/* "cite" is the place of the citation. */
static void heads_index(struct page *page)
{
    const struct ledger *ledger = page->ledger;

    map_init(&page->heads, &page->root->scratch);
    (void)map_put(&page->heads, SLICE("cite"), NULL);
    for (size_t i = 0; i < ledger->figures.count; i++) {
        struct figure *figure = &ledger->figures.items[i];
        struct slice head = slice_cut(figure->id, 0, HEAD_LETTERS);

        if (!map_has(&page->heads, head))
            (void)map_put(&page->heads, head, figure);
    }
}

static void receipts_check(struct page *page)
{
    const struct ledger *ledger = page->ledger;

    for (size_t i = 0; i < ledger->figures.count; i++) {
        const struct figure *figure = &ledger->figures.items[i];

        if (!map_has(&page->receipts, figure->id))
            verify_fault(page->root, page->path, VERIFY_WHOLE,
                         SLICE_FORMAT ": is in the ledger, and has no receipt",
                         SLICE_ARGS(figure->id));
    }
}

/* --- elements --- */

/* The pages of a language's folder are in that language. */
static void language_note(struct page *page, size_t offset,
                          struct slice language)
{
    const struct spoken spoken = {page->path, offset,
                                  arena_copy(page->root->arena, language)};

    if (page->ledger != NULL && slice_find(page->path, '/') < page->path.len)
        ARENA_PUSH(page->root->arena, &page->root->spoken, spoken);
}

static void element_open(struct page *page, const struct markup_token *token)
{
    struct tag tag = {.has_value = false};

    attributes_read(page, token, &tag);
    if (slice_equal_text(token->name, "html"))
        language_note(page, token->at, tag.language);
    if (!token->is_alone && page->depth < DEPTH_MAX) {
        struct slice around =
            page->depth > 0 ? page->open[page->depth - 1].language : SLICE("");

        page->open[page->depth++] = (struct element){
            token->name, tag.language.len > 0 ? tag.language : around};
    } else if (!token->is_alone) {
        verify_fault(page->root, page->path, token->at,
                     "is nested deeper than %d elements", DEPTH_MAX);
    }
    if (!token->is_alone) {
        table_follow(page, token->name);
        receipt_begin(page, &tag, token->at);
        value_begin(page, token->name);
    }
    if (tag.figure.len > 0)
        figure_begin(page, token, &tag);
}

/* Ends the nearest open element of that name, and what is open in it. */
static void element_close(struct page *page, const struct markup_token *token)
{
    size_t depth = page->depth;

    while (depth > 0 && !slice_equal(page->open[depth - 1].name, token->name))
        depth--;
    if (depth == 0)
        return;
    page->depth = depth - 1;
    if (page->figure_depth > page->depth)
        figure_end(page);
    if (page->value_depth > page->depth)
        value_end(page);
    if (page->receipt_depth > page->depth)
        receipt_end(page, token->at);
    if (page->table_depth > page->depth) {
        page->table_depth = 0;
        page->sheet.is_there = true;
    }
}

static void text_read(struct page *page, struct slice raw)
{
    if (page->figure_depth > 0 || page->value_depth > 0)
        verify_markup_decode(&page->text, raw);
}

/* --- places --- */

/* Links within the page are settled here; for others its places are kept. */
static void places_keep(struct page *page)
{
    struct root *root = page->root;
    struct slice whole =
        path_join(root->arena, root->common->below, page->path);
    struct buf ids = BUF_INIT;
    size_t kept = page->first_anchor;

    for (size_t i = kept; i < root->anchors.count; i++) {
        const struct anchor anchor = root->anchors.items[i];

        if (!slice_equal(anchor.path, whole))
            root->anchors.items[kept++] = anchor;
        else if (!map_has(&page->ids, anchor.name))
            verify_fault(root, page->path, anchor.offset,
                         "there is no place " SLICE_FORMAT "#" SLICE_FORMAT,
                         SLICE_ARGS(page->path), SLICE_ARGS(anchor.name));
    }
    root->anchors.count = kept;
    for (size_t i = 0; i < page->ids.count; i++) {
        buf_add_slice(&ids, page->ids.entries[i].key);
        buf_add_char(&ids, '\n');
    }
    ARENA_PUSH(root->arena, &root->places,
               ((struct page_places){whole, arena_take(root->arena, &ids)}));
}

static void tokens_read(struct page *page, struct slice text)
{
    struct markup_reader reader = {.text = text};
    struct markup_token token;

    for (verify_markup_next(&reader, &token); token.kind != MARKUP_END;
         verify_markup_next(&reader, &token)) {
        if (token.kind == MARKUP_OPEN)
            element_open(page, &token);
        else if (token.kind == MARKUP_CLOSE)
            element_close(page, &token);
        else
            text_read(page, token.text);
    }
    if (page->figure_depth > 0)
        figure_end(page);
    if (page->receipt_depth > 0)
        receipt_end(page, text.len);
}

void verify_page(struct root *root, struct slice path, enum page_form form,
                 const struct ledger *ledger)
{
    struct page page = {.root = root,
                        .path = path,
                        .form = form,
                        .ledger = ledger,
                        .first_anchor = root->anchors.count};
    struct slice text;

    if (!verify_read_file(root, &root->scratch, path, &text))
        return;
    root->report->pages += slice_ends_with(path, SLICE(".html"));
    map_init(&page.ids, &root->scratch);
    map_init(&page.receipts, &root->scratch);
    if (form == PAGE_RECEIPTS)
        heads_index(&page);
    tokens_read(&page, text);
    places_keep(&page);
    if (form == PAGE_RECEIPTS)
        receipts_check(&page);
    buf_release(&page.text);
    buf_release(&page.value);
}
