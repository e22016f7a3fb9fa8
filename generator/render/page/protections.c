/* Programs whose money is protected, and whether it was. */
#include "render/page/kinds.h"
#include "render/related.h"
#include "render/row.h"
#include "render/sections.h"

struct protecting {
    struct page *page;
    const struct table *table;
    const struct table *derived;
    struct sections sections;
};

static const struct figure *value_of(struct protecting *p,
                                     const struct row *row, const char *measure)
{
    struct slice filter = with_term(p->page, nothing, "program", "=",
                                    row_text(p->derived, row, "program"));
    struct period year = row_period(p->derived, row, "period");

    filter = with_term(p->page, filter, "rule", "=",
                       row_text(p->derived, row, "rule"));
    return figure_leaf(&p->page->figures, FIGURE_VALUE, p->derived->name,
                       slice_of(measure),
                       filter_add_period(p->page->arena, filter, year, year));
}

static struct slice rule_words(struct protecting *p, const struct row *row)
{
    struct page *page = p->page;
    struct period year = row_period(p->derived, row, "period");
    bool within =
        slice_equal_text(row_text(p->derived, row, "rule"), "within-year");
    struct slice stage = stage_label(page, row_text(p->derived, row, "stage"));
    struct slice before =
        stage_label(page, row_text(p->derived, row, "stage_before"));

    return within ? PLAIN(page, N_("{stage} against {before}, {year}"),
                          ARG_TEXT("stage", stage), ARG_TEXT("before", before),
                          ARG_TEXT("year", page_period(page, year)))
                  : PLAIN(page, N_("{stage} of {year} against the year before"),
                          ARG_TEXT("stage", stage),
                          ARG_TEXT("year", page_period(page, year)));
}

static void comparison_row(struct protecting *p, struct page_table *out,
                           const struct row *row)
{
    struct page *page = p->page;
    struct slice code = row_text(p->derived, row, "program");
    bool is_cut = slice_equal_text(row_text(p->derived, row, "status"), "cut");
    const struct figure *before = value_of(p, row, "value_before");
    const struct figure *now = value_of(p, row, "value");

    table_row(out);
    cell_code(out, code, page_label(page, ROLE_PROGRAMS, code),
              link_entity(page, "programs", code));
    cell_text(out, rule_words(p, row));
    cell_figure(out, before);
    cell_figure(out, now);
    cell_figure(out, tree_of(page, FIGURE_CHANGE, now, before));
    cell_status(out, is_cut ? SLICE("cut") : SLICE("kept"),
                is_cut ? page_text(page, N_("Cut despite protection"))
                       : page_text(page, N_("Kept")));
}

static struct slice unit_of(struct protecting *p)
{
    return p->derived->rows.count == 0
               ? nothing
               : page_unit(
                     p->page,
                     value_of(p, &p->derived->rows.items[0], "value")->unit);
}

static void comparisons(struct protecting *p, const char *key,
                        struct slice heading, const char *status)
{
    struct page *page = p->page;
    struct page_table *out = table_begin(page, key, heading);
    struct slice unit = unit_of(p);

    table_text_column(out, "program", page_text(page, N_("Program")));
    table_text_column(out, "rule", page_text(page, N_("What is compared")));
    table_figure_column(out, "before", page_text(page, N_("Before")), unit);
    table_figure_column(out, "now", page_text(page, N_("Then")), unit);
    table_figure_column(out, "change", page_text(page, N_("Change")), nothing);
    table_text_column(out, "status", page_text(page, N_("Status")));
    for (size_t r = 0; r < p->derived->rows.count; r++)
        if (slice_equal_text(
                row_text(p->derived, &p->derived->rows.items[r], "status"),
                status))
            comparison_row(p, out, &p->derived->rows.items[r]);
    if (table_rows(out) > 0)
        table_end(out, section_add(&p->sections, key, heading, nothing),
                  "table");
}

static void declared(struct protecting *p)
{
    struct page *page = p->page;
    struct slice heading = page_text(page, N_("What is protected"));
    struct page_table *out = table_begin(page, "declared", heading);

    table_text_column(out, "program", page_text(page, N_("Program")));
    table_text_column(out, "from", page_text(page, N_("From")));
    table_text_column(out, "to", page_text(page, N_("To")));
    table_text_column(out, "legal_basis", page_text(page, N_("Legal basis")));
    for (size_t r = 0; r < p->table->rows.count; r++) {
        const struct row *row = &p->table->rows.items[r];
        struct slice code = row_text(p->table, row, "program");

        table_row(out);
        cell_code(out, code, page_label(page, ROLE_PROGRAMS, code),
                  link_entity(page, "programs", code));
        cell_period(out, row_period(p->table, row, "start"));
        cell_period(out, row_period(p->table, row, "end"));
        cell_text(out, row_words(p->table, row, "legal-basis", page->language));
    }
    table_end(out, section_add(&p->sections, "declared", heading, nothing),
              "table");
}

void page_protections(struct page *page)
{
    struct protecting p = {.page = page,
                           .table = page->route->table,
                           .derived = portal_table_named(
                               page->portal, SLICE("derived-protections"))};
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count_figure(page, p.table->name, nothing)),
        ARG_FIGURE("all", p.derived == NULL
                              ? NULL
                              : count_figure(page, p.derived->name, nothing)),
        ARG_FIGURE("cut", p.derived == NULL
                              ? NULL
                              : count_figure(page, p.derived->name,
                                             SLICE("status=cut")))};
    struct slice form =
        p.derived == NULL
            ? text_counted(
                  page, args[0].figure,
                  N_("The money of {count} program is declared protected."),
                  N_("The money of {count} programs is declared "
                     "protected."))
            : text_counted(
                  page, args[0].figure,
                  N_("The money of {count} program is declared protected. "
                     "Comparisons of its budgets: {all}; cuts despite the "
                     "protection: {cut}."),
                  N_("The money of {count} programs is declared protected. "
                     "Comparisons of their budgets: {all}; cuts despite "
                     "the protection: {cut}."));

    page_title(page, page_text(page, N_("Protected programs")));
    page_step(page, page_text(page, N_("Budget")), SLICE("budget"));
    page_step(page, page_text(page, N_("Protected programs")),
              page->route->key);
    sections_begin(page, &p.sections);
    sections_lead(&p.sections, sentence_of(page, form, args, COUNT_OF(args)),
                  sentence_plain_of(page, form, args, COUNT_OF(args)));
    if (p.derived != NULL) {
        comparisons(&p, "cut", page_text(page, N_("Cut despite protection")),
                    "cut");
        comparisons(&p, "kept", page_text(page, N_("Kept")), "kept");
    }
    declared(&p);
    sections_end(&p.sections);
}
