/* The findings, as a table that is published. */
#include "check/rules.h"
#include "input/locate.h"
#include "model/build.h"

static struct table *findings_table(struct portal *portal)
{
    struct table *table = table_new(portal, SLICE("findings"), ROLE_DERIVED);

    table->title = portal_words(portal, SLICE(N_("Findings in the data")));
    /* Not a key: a code stands in many rows. */
    table_add_column(portal, table, "code", COLUMN_CHOICE)->role =
        SLICE("finding");
    (void)table_add_column(portal, table, "level", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "file", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "line", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "column", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "other_file", COLUMN_CHOICE);
    (void)table_add_column(portal, table, "other_line", COLUMN_NUMBER);
    (void)table_add_column(portal, table, "sentence", COLUMN_TEXT);
    (void)table_add_column(portal, table, "accepted", COLUMN_TEXT);
    return table;
}

static struct slice sentence_of(struct arena *arena,
                                const struct finding *finding)
{
    struct buf out = BUF_INIT;

    finding_write(&out, finding, slice_of(diag_info(finding->id)->sentence));
    return arena_take(arena, &out);
}

static void findings_row(struct portal *portal, struct table *table,
                         const struct finding *finding,
                         const struct location *location,
                         const struct location *other)
{
    struct row_maker maker;

    row_begin(&maker, portal, table);
    row_put_text(&maker, slice_of(diag_info(finding->id)->code));
    row_put_text(&maker, slice_of(diag_level_name(finding->level)));
    row_put_text(&maker, location->path);
    row_put_number(&maker, location->line > 0, amount_of(location->line));
    row_put_number(&maker, location->column > 0, amount_of(location->column));
    row_put_text(&maker, other->path);
    row_put_number(&maker, other->line > 0, amount_of(other->line));
    row_put_text(&maker, sentence_of(portal->arena, finding));
    row_put_text(&maker, finding->accepted);
    row_end(&maker, finding->place);
}

void report_findings(struct portal *portal, const char *workspace)
{
    struct table *table = findings_table(portal);
    struct locator locator, second;

    locator_init(&locator, portal->sources, workspace);
    locator_init(&second, portal->sources, workspace);
    for (size_t i = 0; i < portal->diagnostics->count; i++) {
        const struct finding *finding = &portal->diagnostics->items[i];
        struct location location = locator_find(&locator, finding->place);
        struct location other = {.line = 0};

        if (finding->other.source != 0)
            other = locator_find(&second, finding->other);
        findings_row(portal, table, finding, &location, &other);
    }
    locator_release(&locator);
    locator_release(&second);
    table_index(portal, table);
}
