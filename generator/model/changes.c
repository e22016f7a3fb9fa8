#include "model/changes.h"

#include "model/build.h"

static const struct {
    const char *name;
    enum resource_role role;
} subjects[CHANGE_SUBJECTS] = {
    [CHANGE_PROGRAM] = {"program", ROLE_PROGRAMS},
    [CHANGE_INSTITUTION] = {"institution", ROLE_INSTITUTIONS},
    [CHANGE_TERRITORY] = {"territory", ROLE_TERRITORIES},
    [CHANGE_INDICATOR] = {"indicator", ROLE_INDICATORS},
    [CHANGE_COMMITMENT] = {"commitment", ROLE_COMMITMENTS},
    [CHANGE_NODE] = {"node", ROLE_PLAN},
};

const char *change_subject_name(enum change_subject subject)
{
    return subjects[subject].name;
}

enum resource_role change_subject_role(enum change_subject subject)
{
    return subjects[subject].role;
}

struct table *changes_of(const struct portal *portal)
{
    return map_get(&portal->tables_by_name, SLICE(CHANGES_TABLE));
}

/* "reason", or "reason_es" and "reason_en". */
static void reasons_declare(struct portal *portal, struct table *to)
{
    for (unsigned i = 0; i < portal->language_count; i++) {
        struct column *column = table_add_column(
            portal, to,
            portal->language_count == 1
                ? "reason"
                : arena_format(portal->arena, "reason_" SLICE_FORMAT,
                               SLICE_ARGS(portal->languages[i].path))
                      .ptr,
            COLUMN_TEXT);

        column->role = SLICE("reason");
        column->language = portal->language_count == 1 ? -1 : (int)i;
    }
}

void changes_declare(struct portal *portal)
{
    static const char *const texts[] = {"old", "new", "unit", "source", NULL};
    struct table *to;

    if (portal->releases.count == 0)
        return;
    to = table_new(portal, SLICE(CHANGES_TABLE), ROLE_DERIVED);
    to->title = portal_words(
        portal, SLICE(N_("What changed since the release before")));
    (void)table_add_column(portal, to, "change", COLUMN_CODE);
    (void)table_add_column(portal, to, "kind", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "table", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "key", COLUMN_TEXT);
    (void)table_add_column(portal, to, "column", COLUMN_CHOICE);
    (void)table_add_column(portal, to, "label", COLUMN_TEXT);
    (void)table_add_column(portal, to, "period", COLUMN_PERIOD);
    for (int i = 0; i < CHANGE_SUBJECTS; i++)
        (void)table_add_column(portal, to, subjects[i].name, COLUMN_CHOICE);
    (void)table_add_column(portal, to, "old_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "new_value", COLUMN_NUMBER);
    (void)table_add_column(portal, to, "difference", COLUMN_NUMBER);
    for (size_t i = 0; texts[i] != NULL; i++)
        (void)table_add_column(portal, to, texts[i], COLUMN_TEXT);
    (void)table_add_column(portal, to, "is_explained", COLUMN_CHOICE);
    reasons_declare(portal, to);
    table_index(portal, to);
}

/* A status that is derived follows from what was published since; that
 * something done is done no more asks for a reason all the same. */
static struct slice explained(const struct change_record *record)
{
    if (record->reason.len > 0)
        return SLICE("yes");
    return slice_starts_with(record->table, SLICE("derived-")) &&
                   slice_equal_text(record->kind, "status-changed")
               ? SLICE(CHANGE_BY_RULE)
               : SLICE("no");
}

void changes_add(struct portal *portal, const struct change_record *record)
{
    struct table *to = changes_of(portal);
    struct row_maker maker;

    row_begin(&maker, portal, to);
    row_put_text(
        &maker, arena_format(portal->arena, "%zu", (size_t)to->rows.count + 1));
    row_put_text(&maker, record->kind);
    row_put_text(&maker, record->table);
    row_put_text(&maker, record->key);
    row_put_text(&maker, record->column);
    row_put_text(&maker, record->label);
    row_put_period(&maker, record->period);
    for (int i = 0; i < CHANGE_SUBJECTS; i++)
        row_put_text(&maker, record->subjects[i]);
    row_put_number(&maker, record->has_before, record->before_value);
    row_put_number(&maker, record->has_after, record->after_value);
    row_put_number(&maker, record->has_difference, record->difference);
    row_put_text(&maker, record->before);
    row_put_text(&maker, record->after);
    row_put_text(&maker, record->unit);
    row_put_text(&maker, record->source);
    row_put_text(&maker, explained(record));
    for (unsigned i = 0; i < portal->language_count; i++)
        row_put_text(&maker, record->reasons[i]);
    row_end(&maker, (struct place){0, 0, 0});
}

void changes_end(struct portal *portal)
{
    table_index(portal, changes_of(portal));
}
