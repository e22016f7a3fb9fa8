/* commitments/by/<field>: all commitments by pillar, owner, territory, deadline
 * …, a section each. */
#include "render/commitment/commitment.h"
#include "render/page/kinds.h"
#include "render/sections.h"
#include "render/commitment/status_chart.h"

struct lists {
    struct page *page;
    const struct commitment_field *field;
    const struct table *derived;
    struct sections sections;
    size_t number;
};

/* Rows of the table of commitments; an empty code asks for those without. */
static void rows_with(const struct lists *l, struct slice code,
                      struct row_list *rows)
{
    struct page *page = l->page;
    const struct table *table =
        portal_table(page->portal, ROLE_COMMITMENTS, NULL);

    if (code.len > 0) {
        struct row_list found = {0};

        related_rows(page, l->derived, l->field->name, code, &found);
        for (size_t i = 0; i < found.count; i++)
            related_row(page, table,
                        row_text(l->derived, row_at(l->derived, &found, i),
                                 "commitment"),
                        rows);
        return;
    }
    for (size_t i = 0; i < l->derived->rows.count; i++) {
        const struct row *row = &l->derived->rows.items[i];

        if (row_text(l->derived, row, l->field->name).len == 0)
            related_row(page, table, row_text(l->derived, row, "commitment"),
                        rows);
    }
}

static struct slice lead_of(const struct lists *l, struct slice code)
{
    struct page *page = l->page;
    struct slice filter =
        code.len > 0 ? with_term(page, nothing, l->field->name, "=", code)
                     : with_missing(page, nothing, slice_of(l->field->name));
    struct slice address = commitment_field_address(page, l->field, code);
    struct sentence_arg args[] = {
        ARG_FIGURE("all", commitment_count(page, filter)),
        ARG_FIGURE("achieved",
                   commitment_count(page, with_term(page, filter, "status", "=",
                                                    SLICE("achieved")))),
        ARG_FIGURE("late",
                   commitment_count(page, with_term(page, filter, "status", "=",
                                                    SLICE("delayed")))),
        ARG_FIGURE("dropped",
                   commitment_count(page, with_term(page, filter, "status", "=",
                                                    SLICE("discarded")))),
        ARG_LINK("page", commitment_field_words(page, l->field, code), address),
    };

    if (address.len > 0)
        return sentence(page,
                        N_("Commitments: {all}; achieved: {achieved}, delayed: "
                           "{late}, discarded: {dropped}. Its page: {page}."),
                        args, COUNT_OF(args));
    return sentence(page,
                    N_("Commitments: {all}; achieved: {achieved}, delayed: "
                       "{late}, discarded: {dropped}."),
                    args, COUNT_OF(args));
}

static void list_add(struct lists *l, struct slice code, struct slice heading)
{
    struct page *page = l->page;
    struct slice anchor = arena_format(page->arena, "list-%zu", ++l->number);
    struct row_list rows = {0};
    struct value *section;

    rows_with(l, code, &rows);
    if (rows.count == 0)
        return;
    section = section_add(&l->sections, anchor.ptr, heading, lead_of(l, code));
    (void)related_commitments_on(page, section, anchor.ptr, &rows, "table",
                                 heading);
}

static void lead(struct lists *l)
{
    struct page *page = l->page;

    sections_lead(
        &l->sections, commitments_sentence(page),
        page_text(page, N_("Every public promise, who answers for it, by when, "
                           "and what became of it.")));
}

void page_commitment_lists(struct page *page)
{
    struct lists l = {.page = page,
                      .field = commitment_field_named(page->route->status),
                      .derived = portal_table_named(
                          page->portal, SLICE("derived-commitments"))};
    struct code_list codes = {0};

    page_title(page, page_text(page, l.field->title));
    page_step(page, page_text(page, N_("Commitments")), SLICE("commitments"));
    page_step(page, page_text(page, l.field->head), page->route->key);
    sections_begin(page, &l.sections);
    lead(&l);
    commitment_field_codes(page, l.field, &codes);
    for (size_t i = 0; i < codes.count; i++)
        list_add(&l, codes.items[i],
                 commitment_field_words(page, l.field, codes.items[i]));
    list_add(&l, nothing, page_text(page, l.field->none));
    sections_end(&l.sections);
}
