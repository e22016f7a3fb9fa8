#include "render/history/changed.h"

#include "render/reference.h"

/* On an entity's page; the download has all. */
#define ROWS_SHOWN 50

/* --- a table --- */

static bool has_numbers(const struct page *page,
                        const struct changed_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (change_text(page, rows->items[i], "old_value").len > 0 ||
            change_text(page, rows->items[i], "new_value").len > 0)
            return true;
    return false;
}

static void subject_cell(struct page *page, struct page_table *out,
                         const struct row *row)
{
    cell_code(out, change_text(page, row, "key"),
              change_subject_words(page, row),
              change_subject_address(page, row));
}

/* "Amount restated: Budget execution, accrued, March 2017" */
static struct slice kind_and_field(struct page *page, const struct row *row)
{
    return ARENA_CONCAT(page->arena,
                        change_kind_words(page, change_text(page, row, "kind")),
                        SLICE(": "), change_field_words(page, row));
}

static void field_cell(struct page *page, struct page_table *out,
                       const struct row *row, bool names_kind)
{
    cell_code(out, change_text(page, row, "kind"),
              names_kind ? kind_and_field(page, row)
                         : change_field_words(page, row),
              nothing);
}

static const struct figure *value_of(struct page *page, const struct row *row,
                                     const char *measure)
{
    return figure_leaf(&page->figures, FIGURE_VALUE, SLICE(CHANGES_TABLE),
                       slice_of(measure),
                       with_term(page, nothing, "change", "=",
                                 change_text(page, row, "change")));
}

/* What was added or lost is there on one side, whether or not it has a name. */
static bool is_there(const struct page *page, const struct row *row,
                     const char *name)
{
    static const struct {
        const char *ending, *side;
    } sides[] = {{"-appeared", "new"},
                 {"-added", "new"},
                 {"-vanished", "old"},
                 {"-dropped", "old"}};
    struct slice kind = change_text(page, row, "kind");

    for (size_t i = 0; i < COUNT_OF(sides); i++)
        if (slice_ends_with(kind, slice_of(sides[i].ending)) &&
            strcmp(name, sides[i].side) == 0)
            return true;
    return false;
}

/* As a number, as a status, as words; or that there was nothing. */
static void value_cell(struct page *page, struct page_table *out,
                       const struct row *row, const char *measure,
                       const char *name)
{
    struct slice text = change_text(page, row, name);
    struct slice words = change_value_words(page, row, text);

    if (change_text(page, row, measure).len > 0)
        cell_figure(out, value_of(page, row, measure));
    else if (text.len == 0 && is_there(page, row, name))
        cell_words(out, nothing, page_text(page, N_("published")));
    else if (text.len == 0)
        cell_missing(out, page_text(page, N_("nothing")));
    else if (change_is_status(page, row))
        cell_status(out, text, words);
    else
        cell_words(out, text, words);
}

static void difference_cells(struct page *page, struct page_table *out,
                             const struct row *row)
{
    if (change_text(page, row, "difference").len > 0)
        cell_figure(out, value_of(page, row, "difference"));
    else
        cell_text(out, nothing);
    cell_text(out, change_unit_words(page, row));
}

static struct slice no_reason_words(const struct page *page,
                                    const struct row *row)
{
    return slice_equal_text(change_text(page, row, "is_explained"),
                            CHANGE_BY_RULE)
               ? page_text(page, N_("by rule, from what was published since"))
               : page_text(page, N_("no reason published"));
}

static void reason_cell(struct page *page, struct page_table *out,
                        const struct row *row)
{
    struct slice reason = change_reason_words(page, row);

    if (reason.len > 0)
        cell_text(out, reason);
    else
        cell_missing(out, no_reason_words(page, row));
}

static void heads(struct page *page, struct page_table *out, bool with_numbers)
{
    struct slice was = page_text(page, N_("It was"));
    struct slice is = page_text(page, N_("It is"));

    table_text_column(out, "key", page_text(page, N_("Of what")));
    table_text_column(out, "kind", page_text(page, N_("What changed")));
    if (with_numbers) {
        table_figure_column(out, "old", was, nothing);
        table_figure_column(out, "new", is, nothing);
        table_figure_column(out, "difference",
                            page_text(page, N_("Difference")), nothing);
        table_text_column(out, "unit", page_text(page, N_("Unit")));
    } else {
        table_text_column(out, "old", was);
        table_text_column(out, "new", is);
    }
    table_text_column(out, "reason", page_text(page, N_("Reason")));
}

struct page_table *changed_table(struct page *page, const char *key,
                                 struct slice caption,
                                 const struct changed_rows *rows,
                                 bool names_kind)
{
    struct page_table *out = table_begin(page, key, caption);
    bool with_numbers = has_numbers(page, rows);

    heads(page, out, with_numbers);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = rows->items[i];

        table_row(out);
        subject_cell(page, out, row);
        field_cell(page, out, row, names_kind);
        value_cell(page, out, row, "old_value", "old");
        value_cell(page, out, row, "new_value", "new");
        if (with_numbers)
            difference_cells(page, out, row);
        reason_cell(page, out, row);
    }
    return out;
}

/* --- on the pages that are concerned --- */

static bool subject_of(const struct page *page, enum change_subject *out)
{
    const struct route *route = page->route;

    for (int i = 0; route->row != NULL && i < CHANGE_SUBJECTS; i++)
        if (route->table->role == change_subject_role((enum change_subject)i)) {
            *out = (enum change_subject)i;
            return true;
        }
    return false;
}

static struct changed_rows first_rows(struct page *page,
                                      const struct row_list *list)
{
    const struct table *table = changes_of(page->portal);
    struct changed_rows rows = {NULL, 0, 0};

    for (size_t i = 0; i < list->count && i < ROWS_SHOWN; i++)
        ARENA_PUSH(page->arena, &rows, &table->rows.items[list->items[i]]);
    return rows;
}

static void section_write(struct page *page, enum change_subject subject,
                          const struct row_list *list)
{
    const struct past_release *before = past_latest(page->site->options.past);
    struct slice code = row_text(page->route->table, page->route->row, "code");
    struct slice release = before == NULL ? nothing : before->id;
    struct value *section = view_object(page);
    struct changed_rows rows = first_rows(page, list);
    const struct figure *count = count_figure(
        page, SLICE(CHANGES_TABLE),
        with_term(page, nothing, change_subject_name(subject), "=", code));
    const struct sentence_arg args[] = {
        ARG_FIGURE("count", count), ARG_TEXT("release", release),
        ARG_LINK("all", page_text(page, N_("What changed")),
                 link_page(page, SLICE("changes")))};

    view_markup(
        page, section, "hint",
        sentence_of(
            page,
            text_counted(
                page, count,
                N_("{count} value was altered after release {release}."),
                N_("{count} values were altered after release "
                   "{release}.")),
            args, COUNT_OF(args)));
    view_markup(
        page, section, "text",
        sentence_of(
            page,
            text_counted(
                page, count,
                N_("{count} value was altered after release {release}. "
                   "Those of the whole portal: {all}."),
                N_("{count} values were altered after release {release}. "
                   "Those of the whole portal: {all}.")),
            args, COUNT_OF(args)));
    table_end(
        changed_table(page, "changes",
                      page_text(page, N_("Changed since the release before")),
                      &rows, true),
        section, "table");
    view_set(page, page->view, "changed", section);
}

void changed_section(struct page *page)
{
    const struct table *table = changes_of(page->portal);
    enum change_subject subject;
    const struct column *column;
    const struct row_list *rows = NULL;

    if (table != NULL && subject_of(page, &subject)) {
        column = table_column(table, slice_of(change_subject_name(subject)));
        rows = map_get(&column->index,
                       row_text(page->route->table, page->route->row, "code"));
    }
    if (rows == NULL || rows->count == 0)
        view_null(page, page->view, "changed");
    else
        section_write(page, subject, rows);
}

/* --- for the feed --- */

/* With its unit: a feed has no columns. */
static struct slice value_in_feed(struct page *page, const struct row *row,
                                  const char *name)
{
    struct slice text = change_text(page, row, name);
    struct slice unit = change_unit_words(page, row);

    if (text.len == 0)
        return page_text(page, N_("nothing"));
    if (unit.len == 0)
        return change_value_words(page, row, text);
    return ARENA_CONCAT(page->arena, text, SLICE(" "), unit);
}

static struct site_report entry_of(struct page *page, const struct row *row)
{
    struct slice reason = change_reason_words(page, row);

    return (struct site_report){
        .title = ARENA_CONCAT(page->arena, change_subject_words(page, row),
                              SLICE(". "), kind_and_field(page, row)),
        .summary = PLAIN(
            page, N_("It was: {old} / It is: {new} / Reason: {reason}"),
            ARG_TEXT("old", value_in_feed(page, row, "old")),
            ARG_TEXT("new", value_in_feed(page, row, "new")),
            ARG_TEXT("reason",
                     reason.len > 0 ? reason : no_reason_words(page, row))),
        .part = change_text(page, row, "change"),
        .date = page->portal->cut_off};
}

size_t site_changes(const struct site *site, unsigned language,
                    struct arena *arena, const struct site_report **out)
{
    const struct table *table = changes_of(site->portal);
    struct page page = {.site = site,
                        .portal = site->portal,
                        .language = &site->portal->languages[language],
                        .route = map_get(&site->by_key, SLICE("changes")),
                        .arena = arena};
    struct site_report *entries =
        ARENA_ARRAY(arena, SITE_CHANGES_MAX + 1, struct site_report);
    size_t count = 0;

    for (size_t r = 0;
         table != NULL && r < table->rows.count && count < SITE_CHANGES_MAX;
         r++)
        entries[count++] = entry_of(&page, &table->rows.items[r]);
    if (count == SITE_CHANGES_MAX && table->rows.count > count)
        entries[count - 1] = (struct site_report){
            .title = page_text(&page, N_("There is more")),
            .summary = page_text(&page, N_("The table of changes has all of "
                                           "them.")),
            .part = SLICE("more"),
            .date = site->portal->cut_off};
    for (size_t i = 0; i < count; i++)
        entries[i].path =
            ARENA_CONCAT(arena, page.language->path, SLICE("/changes.html"));
    *out = entries;
    return count;
}
