/* The receipts of a page: lists, tables, and the page around them. */
#include "render/receipts/receipts.h"

#include "render/describe.h"
#include "render/receipts/citation.h"
#include "render/receipts/receipt.h"
#include "render/reference.h"

/* --- lists --- */

static void item_write(struct receipts *r, const struct receipt_block *block,
                       const struct receipt *receipt)
{
    const struct figure *f = receipt->figure;
    struct slice unit = receipt_unit(r, f);

    markup_open(&r->m, "li");
    markup_attribute(&r->m, "id", receipt->anchor);
    receipt_asked_write(r, receipt,
                        receipt_has_rows(f)
                            ? terms_besides(r->page->arena,
                                            receipt->subject->terms,
                                            block->fixed)
                            : nothing);
    if (receipt_has_rows(f) && block->rows_path.len == 0)
        receipt_csv_write(r, receipt->subject->rows_path);
    markup_text(&r->m, SLICE(" = "));
    receipt_value_write(r, f);
    if (unit.len > 0) {
        /* "25 %, shown as …", but "12 EJR, shown in …" */
        markup_text(&r->m, figure_is_percentage(f) || figure_is_points(f)
                               ? SLICE(", ")
                               : SLICE(" "));
        markup_text(&r->m, unit);
    }
    if (receipt_has_rows(f)) {
        markup_text(&r->m, SLICE("; "));
        receipt_rows_write(r, block, f);
    }
    receipt_history_write(r, receipt);
    markup_close(&r->m);
    markup_text(&r->m, SLICE("\n"));
}

static void list_write(struct receipts *r, const struct receipt_block *block)
{
    markup_open(&r->m, "ul");
    for (size_t i = 0; i < block->receipts.count; i++)
        item_write(r, block, block->receipts.items[i]);
    markup_close(&r->m);
}

/* --- tables --- */

/* What each column is, by the letter at its head. */
static void legend_write(struct receipts *r, const struct receipt_block *block)
{
    markup_open(&r->m, "ol");
    markup_attribute_text(&r->m, "type", "a");
    for (size_t i = 0; i < block->columns.count; i++) {
        const struct receipt *example =
            block->columns.items[i]->receipts.items[0];
        struct slice unit = receipt_unit(r, example->figure);

        markup_open(&r->m, "li");
        receipt_asked_write(r, example, nothing);
        if (unit.len > 0) {
            markup_text(&r->m, SLICE(": "));
            markup_text(&r->m, unit);
        }
        markup_close(&r->m);
        markup_text(&r->m, SLICE("\n"));
    }
    markup_close(&r->m);
}

/* "Program", where all rows but that of the whole are programs. */
static struct slice rows_head(struct receipts *r,
                              const struct receipt_block *block)
{
    struct slice head = nothing;

    for (size_t i = 0; i < block->rows.count; i++) {
        struct slice rest = terms_besides(
            r->page->arena, block->rows.items[i]->terms, block->fixed);
        struct slice term = slice_next(&rest, ';');
        struct slice column;

        if (term.len == 0)
            continue;
        column = receipt_term(r, block->resource, term)->column;
        if (rest.len > 0 || (head.len > 0 && !slice_equal(column, head)))
            return nothing;
        head = column;
    }
    return head;
}

static void head_write(struct receipts *r, const struct receipt_block *block,
                       struct slice head)
{
    markup_open(&r->m, "thead");
    markup_open(&r->m, "tr");
    if (head.len > 0) {
        markup_open(&r->m, "th");
        markup_attribute_text(&r->m, "scope", "col");
        markup_text(&r->m, head);
    } else {
        markup_open(&r->m, "td");
    }
    markup_close(&r->m);
    for (size_t i = 0; i < block->columns.count; i++) {
        markup_open(&r->m, "th");
        markup_attribute_text(&r->m, "scope", "col");
        receipt_letter_write(r, i);
        markup_close(&r->m);
    }
    markup_close(&r->m);
    markup_close(&r->m);
    markup_text(&r->m, SLICE("\n"));
}

/* "Water", unless that is the code. */
static void value_name_write(struct receipts *r, const struct told_term *told)
{
    if (told->is_code)
        return;
    markup_text(&r->m, told->values);
    markup_text(&r->m, SLICE(" "));
}

static void row_name_write(struct receipts *r,
                           const struct receipt_block *block,
                           const struct receipt_subject *row, bool is_headed)
{
    struct slice terms =
        terms_besides(r->page->arena, row->terms, block->fixed);

    markup_open(&r->m, "th");
    markup_attribute_text(&r->m, "scope", "row");
    if (terms.len == 0)
        markup_text(&r->m, page_text(r->page, N_("all rows")));
    else if (is_headed)
        value_name_write(r, receipt_term(r, block->resource, terms));
    else if (!receipt_terms_are_codes(r, block->resource, terms)) {
        receipt_terms_write(r, block->resource, terms);
        markup_text(&r->m, SLICE(" "));
    }
    if (terms.len > 0)
        markup_element(&r->m, "code", terms);
    if (block->rows_path.len == 0)
        receipt_csv_write(r, row->rows_path);
    markup_close(&r->m);
}

static void cell_write(struct receipts *r, const struct receipt_block *block,
                       const struct receipt *receipt)
{
    markup_open(&r->m, "td");
    if (receipt != NULL) {
        const struct figure *f = receipt->figure;

        markup_attribute(&r->m, "id", receipt->anchor);
        receipt_value_write(r, f);
        if (receipt_has_rows(f)) {
            markup_text(&r->m, SLICE(" "));
            receipt_rows_write(r, block, f);
        }
        receipt_history_write(r, receipt);
    }
    markup_close(&r->m);
}

static void table_write(struct receipts *r, const struct receipt_block *block,
                        struct slice name)
{
    struct slice head = rows_head(r, block);
    size_t width = block->columns.count;

    legend_write(r, block);
    markup_open(&r->m, "div");
    markup_attribute_text(&r->m, "class", "table-scroll");
    markup_attribute_text(&r->m, "tabindex", "0");
    markup_attribute_text(&r->m, "role", "region");
    markup_attribute(&r->m, "aria-labelledby", name);
    markup_open(&r->m, "table");
    markup_attribute_text(&r->m, "class", "data");
    head_write(r, block, head);
    markup_open(&r->m, "tbody");
    for (size_t i = 0; i < block->rows.count; i++) {
        markup_open(&r->m, "tr");
        row_name_write(r, block, block->rows.items[i], head.len > 0);
        for (size_t k = 0; k < width; k++)
            cell_write(r, block, block->cells[i * width + k]);
        markup_close(&r->m);
        markup_text(&r->m, SLICE("\n"));
    }
    markup_close(&r->m);
    markup_close(&r->m);
    markup_close(&r->m);
}

/* --- all of them --- */

/* The dataset, what all rows have, and where they are. Blocks have numbers,
 * since several can be of one dataset and are landmarks. */
static void block_head_write(struct receipts *r,
                             const struct receipt_block *block, size_t number,
                             struct slice name)
{
    struct page *page = r->page;
    const struct table *table =
        portal_table_named(page->portal, block->resource);

    markup_open(&r->m, "h2");
    markup_attribute(&r->m, "id", name);
    markup_text(&r->m, arena_format(page->arena, "%zu. ", number));
    if (table != NULL)
        link_markup(&r->m, describe_table(page, table),
                    link_dictionary(page, table));
    else
        markup_text(&r->m, block->resource.len > 0 ? block->resource
                                                   : SLICE("portal.yaml"));
    markup_close(&r->m);
    if (block->fixed.len + block->source.len + block->rows_path.len == 0)
        return;
    markup_open(&r->m, "p");
    if (block->fixed.len > 0) {
        receipt_terms_write(r, block->resource, block->fixed);
        markup_text(&r->m, SLICE(" "));
        markup_element(&r->m, "code", block->fixed);
    }
    if (block->fixed.len > 0 && block->source.len > 0)
        markup_text(&r->m, SLICE(" "));
    markup_text(&r->m, block->source);
    receipt_csv_write(r, block->rows_path);
    markup_close(&r->m);
}

struct slice receipts_list(struct page *page, const struct receipts_plan *plan)
{
    struct receipts r = {.page = page, .plan = plan};

    if (plan->count == 0)
        return nothing;
    receipts_init(&r);
    markup_open(&r.m, "div");
    markup_attribute_text(&r.m, "class", "receipts");
    for (size_t i = 0; i < plan->blocks.count; i++) {
        const struct receipt_block *block = plan->blocks.items[i];
        struct slice name = arena_format(page->arena, "r-%zu", i + 1);

        block_head_write(&r, block, i + 1, name);
        if (block->is_table)
            table_write(&r, block, name);
        else
            list_write(&r, block);
    }
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

void receipts_view(struct page *page, const struct receipts_plan *plan,
                   const char *digest)
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
    view_markup(page, page->view, "receipts", receipts_list(page, plan));
    addresses(page, path);
    citation_view(page, &cited);
}
