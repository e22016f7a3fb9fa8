/* How to check this portal without believing it. */
#include "render/card.h"
#include "render/describe.h"
#include "render/page.h"
#include "render/reference.h"
#include "render/page/kinds.h"

/* --- one figure by hand --- */

static bool is_to_download(const struct table *table)
{
    return table_is_published(table) && table->publish != PUBLISH_AGGREGATE;
}

/* Years and months sort as texts do, and one never lies within another's
 * ending: what is asked for can be said in one comparison. */
static bool periods_are_plain(const struct cube *cube)
{
    for (size_t i = 0; i < cube_period_count(cube); i++) {
        enum period_kind kind = cube_period(cube, i).kind;

        if (kind != PERIOD_YEAR && kind != PERIOD_MONTH)
            return false;
    }
    return true;
}

/* Has the table this very period? Then a filter takes it alone. */
static bool has_period(const struct cube *cube, struct slice text)
{
    struct period period;

    if (!period_parse(text, &period))
        return false;
    for (size_t i = 0; i < cube_period_count(cube); i++)
        if (period_compare(cube_period(cube, i), period) == 0)
            return true;
    return false;
}

/* "period=2017-01..2017-10" as a condition; empty for any other filter. */
static struct slice condition_of(struct page *page, const struct figure *figure,
                                 const struct cube *cube)
{
    const struct slice name = SLICE("period=");
    struct slice text = slice_cut(figure->filter, name.len, figure->filter.len);
    struct slice from;

    if (!slice_starts_with(figure->filter, name) ||
        slice_find(text, ';') < text.len || !periods_are_plain(cube))
        return nothing;
    from = slice_cut(text, 0, slice_find(text, '.'));
    if (from.len < text.len)
        return arena_format(
            page->arena,
            "period BETWEEN '" SLICE_FORMAT "' AND '" SLICE_FORMAT "'",
            SLICE_ARGS(from),
            SLICE_ARGS(slice_cut(text, from.len + 2, text.len)));
    return arena_format(page->arena,
                        has_period(cube, from) ? "period = '" SLICE_FORMAT "'"
                                               : "period LIKE '" SLICE_FORMAT
                                                 "-%%'",
                        SLICE_ARGS(from));
}

/* What SQLite is told, and what it answers. */
struct by_hand {
    const struct table *table;
    const struct figure *figure;
    struct slice query;
    struct slice answer;
};

/* What the home page begins with: what was executed this year. */
static bool sum_by_hand(struct page *page, struct by_hand *out)
{
    const struct portal *portal = page->portal;
    const struct table *facts = facts_of(portal, ROLE_EXECUTION);
    struct slice where = nothing;
    struct buf value = BUF_INIT;

    if (facts == NULL || facts->cube == NULL || !is_to_download(facts))
        return false;
    out->table = facts;
    out->figure = money_figure(page, facts, portal->execution_stage, nothing,
                               portal->period);
    if (out->figure != NULL && out->figure->status == FIGURE_PRESENT &&
        out->figure->operation == FIGURE_SUM)
        where = condition_of(page, out->figure, facts->cube);
    if (where.len == 0)
        return false;
    out->query = arena_format(
        page->arena,
        "SELECT count(*), printf('%%.%uf', sum(\"" SLICE_FORMAT
        "\"))\nFROM \"" SLICE_FORMAT "\" WHERE " SLICE_FORMAT ";",
        (unsigned)out->figure->value.scale, SLICE_ARGS(out->figure->measure),
        SLICE_ARGS(facts->name), SLICE_ARGS(where));
    amount_write(&value, out->figure->value);
    out->answer = arena_format(page->arena, "%u|" SLICE_FORMAT,
                               (unsigned)out->figure->rows,
                               SLICE_ARGS(buf_slice(&value)));
    buf_release(&value);
    return true;
}

/* Else what a home page without money begins with. */
static const struct table *counted_table(const struct portal *portal)
{
    static const char *const names[] = {
        "derived-commitments", "derived-indicators", "derived-comparison"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct table *table =
            portal_table_named(portal, slice_of(names[i]));

        if (table != NULL && is_to_download(table))
            return table;
    }
    for (size_t i = 0; i < portal->tables.count; i++)
        if (is_to_download(portal->tables.items[i]))
            return portal->tables.items[i];
    return NULL;
}

static bool count_by_hand(struct page *page, struct by_hand *out)
{
    out->table = counted_table(page->portal);
    if (out->table == NULL)
        return false;
    out->figure = count_figure(page, out->table->name, nothing);
    out->query =
        arena_format(page->arena, "SELECT count(*) FROM \"" SLICE_FORMAT "\";",
                     SLICE_ARGS(out->table->name));
    out->answer = arena_format(page->arena, "%u", (unsigned)out->figure->rows);
    return true;
}

static void example(struct page *page)
{
    struct by_hand by_hand = {.table = NULL};

    if (!sum_by_hand(page, &by_hand) && !count_by_hand(page, &by_hand)) {
        view_null(page, page->view, "query");
        return;
    }
    view_code(page, page->view, "query",
              arena_format(page->arena,
                           ".import --csv \"data/" SLICE_FORMAT
                           ".csv\" \"" SLICE_FORMAT "\"\n" SLICE_FORMAT,
                           SLICE_ARGS(by_hand.table->name),
                           SLICE_ARGS(by_hand.table->name),
                           SLICE_ARGS(by_hand.query)));
    view_code(page, page->view, "answer", by_hand.answer);
    view_figure(page, page->view, "example", by_hand.figure);
    view_text(page, page->view, "example_unit",
              page_unit(page, by_hand.figure->unit));
    view_link(page, page->view, "example_receipt",
              link_receipt(page, by_hand.figure));
    view_text(page, page->view, "example_table",
              describe_table(page, by_hand.table));
    view_link(page, page->view, "example_dictionary",
              link_dictionary(page, by_hand.table));
}

void page_verify(struct page *page)
{
    struct slice key = page->portal->public_key;

    page_title(page, page_text(page, N_("Check this portal")));
    page_description(
        page, page_text(page, N_("How to check, without believing us, that "
                                 "these files are the ones that were published "
                                 "and that every number follows from the "
                                 "published rows.")));
    page_step(page, page_text(page, N_("Data")), SLICE("data"));
    view_code(page, page->view, "public_key", key);
    view_flag(page, page->view, "has_key", key.len > 0);
    view_flag(page, page->view, "has_extras", site_has_extras(page));
    view_link(page, page->view, "manifest_link",
              link_file(page, SLICE("manifest.sha256")));
    view_link(page, page->view, "script_file_link",
              link_file(page, SLICE("data/verify.sql")));
    example(page);
}
