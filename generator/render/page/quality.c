/* What is wrong with the data, what is missing, and what became of each row. */
#include "input/locate.h"
#include "render/account.h"
#include "render/finding_words.h"
#include "render/formulas.h"
#include "render/page/kinds.h"
#include "render/page/quality_money.h"

/* Of one code, on the page; the download has all. */
#define FINDINGS_SHOWN 100

/* --- the findings of this portal --- */

struct finding_list {
    struct finding *items;
    size_t count, capacity;
};

/* Portals of one run may share their diagnostics: others are left out. */
static bool is_ours(const struct page *page, struct place place)
{
    const struct portal *portal = page->portal;
    struct slice path, folder;

    if (place.source == 0)
        return true;
    path = sources_get(portal->sources, place.source)->path;
    folder = slice_next(&path, '/');
    if (!slice_equal_text(folder, "data") &&
        !slice_equal_text(folder, "content"))
        return true;
    return slice_equal(slice_next(&path, '/'), portal->key);
}

/*
 * Those that were there when the table of findings was made: what rendering
 * itself finds stops the site and is no part of the page.
 */
static void findings_read(struct page *page, struct finding_list *list)
{
    struct diagnostics *diagnostics = page->portal->diagnostics;
    const struct table *table =
        portal_table_named(page->portal, SLICE("findings"));
    size_t limit = table != NULL ? table->rows.count : 0;

    (void)pthread_mutex_lock(&diagnostics->lock);
    for (size_t i = 0; i < diagnostics->count && list->count < limit; i++)
        if (is_ours(page, diagnostics->items[i].place))
            ARENA_PUSH(page->arena, list, diagnostics->items[i]);
    (void)pthread_mutex_unlock(&diagnostics->lock);
}

/* --- groups: a level, a code --- */

/* The reason in the page's language; acceptances know all of them. */
static struct slice accepted_reason(const struct page *page,
                                    const struct finding *finding)
{
    const struct portal *portal = page->portal;
    const struct source *source =
        finding->place.source == 0
            ? NULL
            : sources_get(portal->sources, finding->place.source);

    for (size_t i = 0; i < portal->acceptances.count; i++) {
        const struct acceptance *accepted = &portal->acceptances.items[i];

        if (finding->accepted.len > 0 && accepted->id == finding->id &&
            (accepted->file.len == 0 ||
             (source != NULL && slice_ends_with(source->path, accepted->file))))
            return page_words(page, &accepted->reason);
    }
    return finding->accepted;
}

static struct slice place_words(struct page *page,
                                const struct location *location)
{
    if (location->line == 0)
        return location->path;
    if (location->column == 0)
        return arena_format(page->arena, SLICE_FORMAT ":%u",
                            SLICE_ARGS(location->path),
                            (unsigned)location->line);
    return arena_format(page->arena, SLICE_FORMAT ":%u:%u",
                        SLICE_ARGS(location->path), (unsigned)location->line,
                        (unsigned)location->column);
}

static void finding_item(struct page *page, struct value *list,
                         const struct finding *finding, struct locator *locator)
{
    struct value *item = view_object(page);
    struct location location = locator_find(locator, finding->place);

    view_text(page, item, "sentence", finding_sentence(page, finding));
    view_text(page, item, "place", place_words(page, &location));
    location = locator_find(locator, finding->other);
    view_text(page, item, "other",
              finding->other.source == 0 ? nothing
                                         : place_words(page, &location));
    view_text(page, item, "accepted", accepted_reason(page, finding));
    view_add(page, list, item);
}

static struct value *code_group(struct page *page, struct value *groups,
                                enum diag_id id, enum diag_level level)
{
    struct value *group = view_object(page);
    struct slice code = slice_of(diag_info(id)->code);
    struct slice filter = with_term(page, nothing, "code", "=", code);

    filter =
        with_term(page, filter, "level", "=", slice_of(diag_level_name(level)));
    view_code(page, group, "code", code);
    view_code(page, group, "level", slice_of(diag_level_name(level)));
    view_figure(page, group, "count",
                count_figure(page, SLICE("findings"), filter));
    view_add(page, groups, group);
    return group;
}

static void code_findings(struct page *page, struct value *groups,
                          const struct finding_list *all, size_t first)
{
    enum diag_id id = all->items[first].id;
    enum diag_level level = all->items[first].level;
    struct value *group = code_group(page, groups, id, level);
    struct value *list = view_list(page, group, "findings");
    struct locator locator;
    size_t shown = 0;
    size_t matched = 0;

    locator_init(&locator, page->portal->sources,
                 page->site->options.workspace);
    for (size_t i = first; i < all->count; i++) {
        if (all->items[i].id != id || all->items[i].level != level)
            continue;
        matched++;
        if (shown == FINDINGS_SHOWN)
            continue;
        shown++;
        finding_item(page, list, &all->items[i], &locator);
    }
    locator_release(&locator);
    view_flag(page, group, "is_cut", matched > shown);
    view_flag(page, group, "is_folded", level == DIAG_NOTE && matched > 1);
    view_text(page, group, "kind", finding_kind(page, &all->items[first]));
    view_text(page, group, "example",
              finding_sentence(page, &all->items[first]));
}

/* Codes in the order of the catalogue. */
static void level_groups(struct page *page, struct value *groups,
                         const struct finding_list *all, enum diag_level level)
{
    for (int id = 0; id < DIAG_COUNT; id++)
        for (size_t i = 0; i < all->count; i++)
            if (all->items[i].id == (enum diag_id)id &&
                all->items[i].level == level) {
                code_findings(page, groups, all, i);
                break;
            }
}

static void level_section(struct page *page, struct value *list,
                          const struct finding_list *all, enum diag_level level,
                          struct slice title, struct slice note)
{
    struct value *section = view_object(page);
    struct value *groups = value_list_new(page->arena);

    level_groups(page, groups, all, level);
    if (groups->list.count == 0)
        return;
    view_text(page, section, "title", title);
    view_text(page, section, "note", note);
    view_code(page, section, "level", slice_of(diag_level_name(level)));
    view_set(page, section, "groups", groups);
    view_add(page, list, section);
}

static void findings(struct page *page)
{
    struct finding_list all = {NULL, 0, 0};
    struct value *list = view_list(page, page->view, "levels");

    findings_read(page, &all);
    level_section(page, list, &all, DIAG_FATAL,
                  page_text(page, N_("Faults that were accepted")),
                  page_text(page, N_("Each would have stopped the publication. "
                                     "The office accepted it, and says why.")));
    level_section(page, list, &all, DIAG_WARNING,
                  page_text(page, N_("Warnings")),
                  page_text(page, N_("Published and marked. Contradictions of "
                                     "the source stand as it has them.")));
    level_section(page, list, &all, DIAG_NOTE, page_text(page, N_("Notes")),
                  page_text(page, N_("Good to know; nothing is wrong with the "
                                     "numbers.")));
    view_link(page, page->view, "findings_link",
              page_has_table(page, "findings")
                  ? link_file(page, SLICE("data/findings.csv"))
                  : nothing);
}

/* --- key figures --- */

static void key_figure(struct page *page, struct value *list,
                       struct slice label, const struct figure *figure)
{
    struct value *item = view_object(page);

    view_text(page, item, "label", label);
    view_figure(page, item, "figure", figure);
    view_null(page, item, "unit");
    view_null(page, item, "note");
    view_null(page, item, "link");
    view_link(page, item, "receipt", link_receipt(page, figure));
    view_add(page, list, item);
}

static void level_figure(struct page *page, struct value *list,
                         struct slice label, const char *level)
{
    if (page_has_table(page, "findings"))
        key_figure(page, list, label,
                   count_figure(page, SLICE("findings"),
                                with_term(page, nothing, "level", "=",
                                          slice_of(level))));
}

static void ledger_figure(struct page *page, struct value *list,
                          struct slice label, const char *outcomes)
{
    if (page_has_table(page, "ledger"))
        key_figure(page, list, label,
                   figure_leaf(&page->figures, FIGURE_SUM, SLICE("ledger"),
                               SLICE("records"), slice_of(outcomes)));
}

static void key_figures(struct page *page)
{
    struct value *list = view_list(page, page->view, "key_figures");

    ledger_figure(page, list, page_text(page, N_("Rows read")),
                  "outcome!=elsewhere");
    ledger_figure(page, list, page_text(page, N_("Rows used")), "outcome=used");
    ledger_figure(page, list, page_text(page, N_("Rows excluded")),
                  "outcome=" ROWS_LEFT_OUT);
    ledger_figure(page, list, page_text(page, N_("Rows refused")),
                  "outcome=refused");
    level_figure(page, list, page_text(page, N_("Accepted faults")), "fatal");
    level_figure(page, list, page_text(page, N_("Warnings")), "warning");
    level_figure(page, list, page_text(page, N_("Notes")), "note");
    view_flag(page, page->view, "has_key_figures", list->list.count > 0);
}

/* --- completeness --- */

static void completeness_row(struct page *page, struct page_table *out,
                             const char *key, struct slice label,
                             const struct figure *count,
                             const struct figure *of)
{
    table_row(out);
    cell_code(out, slice_of(key), label, nothing);
    cell_figure(out, count);
    cell_figure(out, of);
    cell_figure(
        out, of == NULL ? NULL
                        : figure_tree(&page->figures, FIGURE_SHARE, count, of));
}

/* Rows of a list without a value in a field; all when it has no such field. */
static const struct figure *
lacking_figure(struct page *page, const struct table *table, const char *role)
{
    const struct column *column = table_role_column(table, role);

    if (column == NULL)
        return count_figure(page, table->name, nothing);
    return count_figure(page, table->name,
                        arena_format(page->arena, SLICE_FORMAT "=?missing",
                                     SLICE_ARGS(column->name)));
}

static void indicator_rows(struct page *page, struct page_table *out)
{
    const struct table *table =
        portal_table(page->portal, ROLE_INDICATORS, NULL);
    struct slice derived = SLICE("derived-indicators");
    const struct figure *all;

    if (table == NULL || !page_has_table(page, "derived-indicators"))
        return;
    all = count_figure(page, table->name, nothing);
    completeness_row(
        page, out, "indicators-without-target",
        page_text(page, N_("Indicators without a dated target")),
        count_figure(page, derived,
                     with_term(page, nothing, "has_target", "=", SLICE("no"))),
        all);
    completeness_row(page, out, "indicators-without-baseline",
                     page_text(page, N_("Indicators without a baseline")),
                     count_figure(page, derived,
                                  with_term(page, nothing, "has_baseline", "=",
                                            SLICE("no"))),
                     all);
    completeness_row(page, out, "indicators-without-owner",
                     page_text(page, N_("Indicators without an owner")),
                     lacking_figure(page, table, "institution"), all);
    completeness_row(page, out, "indicators-without-source",
                     page_text(page, N_("Indicators that do not say who "
                                        "produces the data")),
                     lacking_figure(page, table, "source-body"), all);
}

/* Events say why; without a table of events nothing does. */
static void reason_row(struct page *page, struct page_table *out,
                       const struct figure *all)
{
    struct slice code = slice_of(diag_info(DIAG_REASON_MISSING)->code);
    struct slice late = SLICE("status=delayed|discarded");

    if (portal_table(page->portal, ROLE_COMMITMENT_EVENTS, NULL) == NULL)
        completeness_row(
            page, out, "delays-without-events",
            page_text(page, N_("Delayed or discarded commitments; no event is "
                               "published that would say why")),
            count_figure(page, SLICE("derived-commitments"), late), all);
    else if (page_has_table(page, "findings"))
        completeness_row(
            page, out, "events-without-reason",
            page_text(page, N_("Events that delay or discard a commitment and "
                               "do not say why")),
            count_figure(page, SLICE("findings"),
                         with_term(page, nothing, "code", "=", code)),
            NULL);
}

static void commitment_rows(struct page *page, struct page_table *out)
{
    const struct table *table =
        portal_table(page->portal, ROLE_COMMITMENTS, NULL);
    const struct figure *all;

    if (table == NULL)
        return;
    all = count_figure(page, table->name, nothing);
    completeness_row(page, out, "commitments-without-owner",
                     page_text(page, N_("Commitments without an owner")),
                     lacking_figure(page, table, "institution"), all);
    completeness_row(page, out, "commitments-without-deadline",
                     page_text(page, N_("Commitments without a deadline")),
                     lacking_figure(page, table, "deadline"), all);
    reason_row(page, out, all);
}

static void completeness(struct page *page)
{
    struct page_table *out = table_begin(
        page, "completeness", page_text(page, N_("What is missing")));

    table_text_column(out, "gap", page_text(page, N_("What")));
    table_figure_column(out, "count", page_text(page, N_("How many")), nothing);
    table_figure_column(out, "of", page_text(page, N_("Of")), nothing);
    table_figure_column(out, "share", page_text(page, N_("Share")), nothing);
    indicator_rows(page, out);
    commitment_rows(page, out);
    if (page_has_table(page, "findings"))
        completeness_row(
            page, out, "translations-missing",
            page_text(page, N_("Texts that lack a language")),
            count_figure(
                page, SLICE("findings"),
                with_term(page, nothing, "code", "=",
                          slice_of(diag_info(DIAG_TRANSLATION_MISSING)->code))),
            NULL);
    table_end(out, page->view, "completeness");
}

void page_quality(struct page *page)
{
    page_title(page, page_text(page, N_("What is wrong with the data")));
    page_description(
        page, page_text(page, N_("Every fault, contradiction and gap that the "
                                 "checks found, with its file and line, and "
                                 "what became of each row.")));
    page_step(page, page_text(page, N_("Quality")), SLICE("quality"));
    key_figures(page);
    findings(page);
    completeness(page);
    quality_money(page);
    ledger_table(page, nothing, "ledger");
    ledger_amounts_table(page, "ledger_amounts");
    formulas_table(page, "formulas");
    withheld_list(page, "withheld");
}
