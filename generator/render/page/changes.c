/* What differs from the release before: nothing changes silently. */
#include "render/history/changed.h"
#include "render/page/kinds.h"
#include "render/sections.h"

/* Of one group, on the page; the download has all. */
#define ROWS_SHOWN 200

/* Sections, each with the kinds that it holds. */
static const struct {
    const char *anchor;
    const char *heading;
    const char *kinds; /* joined by '|', as a filter has them; null = others */
} groups[] = {
    {"amounts", N_("Amounts restated"), "amount-restated"},
    {"rows", N_("Rows added to the past, or gone from it"),
     "row-appeared|row-vanished"},
    {"targets", N_("Targets and baselines moved"),
     "target-moved|baseline-moved|direction-changed|unit-changed"},
    {"deadlines", N_("Deadlines moved"), "deadline-moved"},
    {"commitments", N_("Commitments added or dropped"),
     "commitment-added|commitment-dropped"},
    {"statuses", N_("Statuses changed"), "status-reversed|status-changed"},
    {"reasons", N_("Reasons and responsible ones edited"),
     "reason-edited|responsible-changed"},
    {"names", N_("Renamed, split, merged"),
     "label-changed|code-renamed|code-dropped|code-split|code-merged"},
    {"values", N_("Other values edited"), "value-edited"},
    {"tables", N_("Tables and columns"),
     "dataset-added|dataset-dropped|column-added|column-dropped"},
};

static bool is_in(struct slice kinds, struct slice kind)
{
    while (kinds.ptr != NULL)
        if (slice_equal(slice_next(&kinds, '|'), kind))
            return true;
    return false;
}

static struct changed_rows rows_of(struct page *page, struct slice kinds)
{
    const struct table *table = changes_of(page->portal);
    struct changed_rows rows = {NULL, 0, 0};

    for (size_t r = 0; r < table->rows.count; r++) {
        const struct row *row = &table->rows.items[r];

        if (is_in(kinds, change_text(page, row, "kind")))
            ARENA_PUSH(page->arena, &rows, row);
    }
    return rows;
}

static void group_section(struct page *page, struct sections *sections,
                          size_t group)
{
    struct slice kinds = slice_of(groups[group].kinds);
    struct slice heading = page_text(page, groups[group].heading);
    struct changed_rows rows = rows_of(page, kinds);
    size_t count = rows.count;
    struct page_table *out;

    if (count == 0)
        return;
    if (count > ROWS_SHOWN)
        rows.count = ROWS_SHOWN;
    out = changed_table(page, groups[group].anchor, heading, &rows,
                        slice_find(kinds, '|') < kinds.len);
    if (count > ROWS_SHOWN)
        table_note(out,
                   SENTENCE(page,
                            N_("The first 200 are shown; {table} has all "
                               "of them."),
                            ARG_LINK("table", SLICE(CHANGES_TABLE ".csv"),
                                     link_file(page, SLICE("data/" CHANGES_TABLE
                                                           ".csv")))));
    table_end(out,
              section_add(sections, groups[group].anchor, heading, nothing),
              "table");
}

/* --- what the page begins with --- */

static const struct figure *changes_count(struct page *page, const char *filter)
{
    return count_figure(page, SLICE(CHANGES_TABLE), slice_of(filter));
}

/* Of a section below, with the way to it where there is one. */
static void group_number(struct page *page, struct sections *sections,
                         const char *label, const char *anchor,
                         const char *filter)
{
    const struct figure *count = changes_count(page, filter);

    key_figure_add(
        page, sections->key_figures, page_text(page, label), count, nothing,
        amount_sign(count->value) > 0 ? arena_format(page->arena, "#%s", anchor)
                                      : nothing);
}

static void numbers(struct page *page, struct sections *sections)
{
    key_figure_add(page, sections->key_figures, page_text(page, N_("Changes")),
                   changes_count(page, ""), nothing, nothing);
    key_figure_add(page, sections->key_figures,
                   page_text(page, N_("Without a published reason")),
                   changes_count(page, "is_explained=no"), nothing, nothing);
    group_number(page, sections, N_("Amounts restated"), "amounts",
                 "kind=amount-restated");
    group_number(page, sections, N_("Deadlines moved"), "deadlines",
                 "kind=deadline-moved");
}

static void lead(struct page *page, struct sections *sections)
{
    const struct past_release *before = past_latest(page->site->options.past);
    const struct figure *count = changes_count(page, "");
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count),
        ARG_FIGURE("unexplained", changes_count(page, "is_explained=no")),
        ARG_LINK("release", before == NULL ? nothing : before->id,
                 before == NULL || page->frozen
                     ? nothing
                     : link_past(page, before->id, SLICE("index.html"))),
        ARG_TEXT("date",
                 before == NULL ? nothing : page_date(page, before->cut_off))};
    const char *form =
        amount_sign(count->value) > 0
            ? N_("Values that release {release} had published and that differ "
                 "now: {count}. Without a published reason: {unexplained}. "
                 "What is new because time went on after {date} is not "
                 "counted.")
            : N_("Nothing that release {release} had published differs now. "
                 "What is new because time went on after {date} is not "
                 "counted.");

    sections_lead(sections, sentence(page, form, args, COUNT_OF(args)),
                  sentence_plain(page, form, args, COUNT_OF(args)));
}

static struct slice feed_link(struct page *page, const char *ending)
{
    return link_file(page,
                     arena_format(page->arena, "changes/feed.%.*s.%s",
                                  SLICE_ARGS(page->language->path), ending));
}

static void downloads(struct page *page, struct sections *sections)
{
    section_card(
        sections, page_text(page, N_("All changes as a table")),
        link_file(page, SLICE("data/" CHANGES_TABLE ".csv")),
        page_text(page,
                  N_("A row for each, with what it was and what it is.")));
    section_card(sections, page_text(page, N_("Figures that read otherwise")),
                 link_file(page, SLICE("changes/figures.csv")),
                 page_text(page, N_("Every number of a past period that a page "
                                    "of that release printed with another "
                                    "value.")));
    section_card(sections, page_text(page, N_("Feed of changes (Atom)")),
                 feed_link(page, "xml"),
                 SENTENCE(page,
                          N_("For a feed reader: an entry for each change. "
                             "Also as {json}."),
                          ARG_LINK("json", SLICE("JSON Feed"),
                                   feed_link(page, "json"))));
}

void page_changes(struct page *page)
{
    struct sections sections;

    page_title(page, page_text(page, N_("What changed")));
    sections_begin(page, &sections);
    lead(page, &sections);
    numbers(page, &sections);
    downloads(page, &sections);
    for (size_t i = 0; i < COUNT_OF(groups); i++)
        group_section(page, &sections, i);
    sections_end(&sections);
}
