#include "check/check.h"

#include "check/rules.h"

/* "execution.csv" is the end of "data/p/execution.csv", by whole names. */
static bool is_end_of(struct slice end, struct slice path)
{
    size_t before = path.len - end.len;

    return slice_ends_with(path, end) &&
           (before == 0 || path.ptr[before - 1] == '/');
}

static bool accepts(const struct portal *portal,
                    const struct acceptance *acceptance,
                    const struct finding *finding)
{
    const struct source *source =
        sources_get(portal->sources, finding->place.source);

    if (finding->id != acceptance->id)
        return false;
    return acceptance->file.len == 0 ||
           (source != NULL && is_end_of(acceptance->file, source->path));
}

static void accept_finding(const struct portal *portal,
                           struct acceptance *acceptance,
                           struct finding *finding)
{
    if (!accepts(portal, acceptance, finding))
        return;
    acceptance->used = true;
    if (finding->accepted.len == 0)
        finding->accepted =
            words_in(&acceptance->reason, &portal->languages[0]);
}

/* Figures, templates, links, shown tables: found while pages are made. */
static bool comes_late(enum diag_id id)
{
    const char *code = diag_info(id)->code;

    return (code[1] >= '4' && code[1] <= '6') || id == DIAG_TABLE_UNKNOWN;
}

/* What found nothing is told, unless it may still come. */
static void apply_acceptances(const struct portal *portal, bool is_late)
{
    for (size_t i = 0; i < portal->acceptances.count; i++) {
        struct acceptance *acceptance = &portal->acceptances.items[i];
        size_t count = portal->diagnostics->count;

        for (size_t k = 0; k < count; k++)
            accept_finding(portal, acceptance, &portal->diagnostics->items[k]);
        if (!acceptance->used && comes_late(acceptance->id) == is_late)
            diag_add(portal->diagnostics, DIAG_ACCEPTANCE_UNUSED,
                     acceptance->place,
                     slice_of(diag_info(acceptance->id)->code));
    }
}

static void apply_levels(const struct portal *portal)
{
    for (size_t i = 0; i < portal->level_changes.count; i++) {
        const struct level_change *change = &portal->level_changes.items[i];

        for (size_t k = 0; k < portal->diagnostics->count; k++)
            if (portal->diagnostics->items[k].id == change->id)
                portal->diagnostics->items[k].level = change->level;
    }
}

void check_portal(struct portal *portal, const char *workspace)
{
    check_documents(portal);
    check_headline(portal);
    check_registers(portal);
    check_balances(portal);
    check_scorecards(portal);
    check_plans(portal);
    check_links(portal);
    check_list_totals(portal);
    check_sense(portal);
    check_lacking(portal);
    check_successors(portal);
    check_stated(portal);
    check_across(portal);
    check_sums(portal);
    check_money(portal);
    check_stated_indicators(portal);
    check_programs(portal);
    check_promises(portal);
    check_measures(portal);
    check_prose(portal);
    apply_acceptances(portal, false);
    apply_levels(portal);
    diagnostics_sort(portal->diagnostics);
    report_ledger(portal);
    report_findings(portal, workspace);
}

void check_late(const struct portal *portal)
{
    apply_acceptances(portal, true);
    apply_levels(portal);
}

size_t check_blocking(const struct diagnostics *diagnostics)
{
    size_t count = 0;

    for (size_t i = 0; i < diagnostics->count; i++)
        count += diagnostics->items[i].level == DIAG_FATAL &&
                 diagnostics->items[i].accepted.len == 0;
    return count;
}
