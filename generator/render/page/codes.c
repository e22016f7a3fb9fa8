/* Versions of classifiers: old codes, and the codes they are counted under. */
#include "model/equivalence.h"
#include "render/page/kinds.h"
#include "render/related.h"
#include "render/row.h"
#include "render/sections.h"

static struct slice member_words(const struct page *page,
                                 const struct dimension *dimension,
                                 struct slice code)
{
    const struct member *member =
        dimension == NULL ? NULL : map_get(&dimension->by_code, code);
    struct slice label =
        member == NULL ? nothing : page_member_label(page, member);

    return label.len > 0 ? label : code;
}

/* The side on which the codes of a dimension have their pages. */
static enum resource_role side_of(const struct page *page,
                                  struct slice dimension)
{
    static const enum resource_role sides[] = {ROLE_EXECUTION, ROLE_REVENUE,
                                               ROLE_FINANCING};

    for (size_t i = 0; i < COUNT_OF(sides); i++)
        if (facts_with(page->portal, sides[i], dimension) != NULL)
            return sides[i];
    return ROLE_EXECUTION;
}

static void equivalence_row(struct page *page, struct page_table *out,
                            const struct table *table, const struct row *row)
{
    struct slice name = row_text(table, row, "dimension");
    const struct dimension *dimension = portal_dimension(page->portal, name);
    struct slice code = row_text(table, row, "old-code");
    struct slice target = row_text(table, row, "target");
    struct slice label = row_words(table, row, "label", page->language);

    table_row(out);
    cell_text(out, code);
    cell_text(out, label.len > 0 ? label : member_words(page, dimension, code));
    cell_period(out, row_period(table, row, "start"));
    cell_period(out, row_period(table, row, "end"));
    cell_text(out, target);
    cell_code(out, member_words(page, dimension, target),
              member_words(page, dimension, target),
              dimension == NULL
                  ? nothing
                  : link_member(page, side_of(page, name), dimension, target));
}

static void equivalences(struct page *page, struct sections *sections,
                         const struct table *table, struct slice name,
                         size_t at)
{
    const struct dimension *dimension = portal_dimension(page->portal, name);
    const char *key = arena_format(page->arena, "codes-%zu", at + 1).ptr;
    struct slice heading =
        dimension == NULL ? name : dimension_label(page, dimension);
    struct page_table *out = table_begin(page, key, heading);

    table_text_column(out, "code", page_text(page, N_("Code then")));
    table_text_column(out, "label", page_text(page, N_("Name then")));
    table_text_column(out, "from", page_text(page, N_("From")));
    table_text_column(out, "to", page_text(page, N_("To")));
    table_text_column(out, "target", page_text(page, N_("Code now")));
    table_text_column(out, "target_label", page_text(page, N_("Name now")));
    for (size_t r = 0; r < table->rows.count; r++)
        if (slice_equal(row_text(table, &table->rows.items[r], "dimension"),
                        name))
            equivalence_row(page, out, table, &table->rows.items[r]);
    table_end(
        out,
        section_add(sections, key, heading,
                    SENTENCE(page,
                             N_("In the published rows, the column {column} "
                                "has the code as it stood in its year."),
                             ARG_TEXT("column",
                                      equivalence_column(page->arena, name)))),
        "table");
}

/* --- codes that have a beginning or an end --- */

static bool is_dated(const struct table *table, const struct row *row)
{
    return row_period(table, row, "valid-from").kind != PERIOD_NONE ||
           row_period(table, row, "valid-to").kind != PERIOD_NONE;
}

static void versions(struct page *page, struct sections *sections)
{
    struct slice heading = page_text(page, N_("When codes were in use"));
    struct page_table *out = table_begin(page, "versions", heading);

    table_text_column(out, "list", page_text(page, N_("Classification")));
    table_text_column(out, "code", page_text(page, N_("Code")));
    table_text_column(out, "label", page_text(page, N_("Name")));
    table_text_column(out, "from", page_text(page, N_("From")));
    table_text_column(out, "to", page_text(page, N_("To")));
    for (const struct table *t =
             portal_table(page->portal, ROLE_CLASSIFIER, NULL);
         t != NULL; t = portal_table(page->portal, ROLE_CLASSIFIER, t))
        for (size_t r = 0; r < t->rows.count; r++) {
            const struct row *row = &t->rows.items[r];

            if (!is_dated(t, row))
                continue;
            table_row(out);
            cell_text(out, page_words(page, &t->title));
            cell_text(out, row_text(t, row, "code"));
            cell_text(out, row_words(t, row, "label", page->language));
            cell_period(out, row_period(t, row, "valid-from"));
            cell_period(out, row_period(t, row, "valid-to"));
        }
    if (table_rows(out) > 0)
        table_end(out, section_add(sections, "versions", heading, nothing),
                  "table");
}

void page_codes(struct page *page)
{
    const struct table *table = page->route->table;
    struct sections sections;
    struct code_list dimensions = {NULL, 0, 0};
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count_figure(page, table->name, nothing))};
    struct slice form = text_counted(
        page, args[0].figure,
        N_("{count} code of earlier years is counted under a code of today. So "
           "years can be compared, and both codes stay."),
        N_("{count} codes of earlier years are counted under a code of today. "
           "So years can be compared, and both codes stay."));

    page_title(page, page_text(page, N_("Codes through the years")));
    page_step(page, page_text(page, N_("Budget")), SLICE("budget"));
    page_step(page, page_text(page, N_("Codes through the years")),
              page->route->key);
    sections_begin(page, &sections);
    sections_lead(&sections, sentence_of(page, form, args, 1),
                  sentence_plain_of(page, form, args, 1));
    for (size_t r = 0; r < table->rows.count; r++)
        code_add(page, &dimensions,
                 row_text(table, &table->rows.items[r], "dimension"));
    for (size_t i = 0; i < dimensions.count; i++)
        equivalences(page, &sections, table, dimensions.items[i], i);
    versions(page, &sections);
    sections_end(&sections);
}
