/* Records of registers against the rules they name themselves. */
#include "check/rules.h"

struct record {
    struct portal *portal;
    const struct table *table;
    const struct row *row;
};

static bool number_of(const struct record *record, const char *role,
                      struct amount *out)
{
    const struct cell *cell = row_cell(record->table, record->row, role);

    if (cell->state != CELL_PRESENT)
        return false;
    *out = cell->is.number;
    return true;
}

static struct place place_of(const struct record *record, const char *role)
{
    return cell_place(record->table, record->row,
                      table_role_column(record->table, role));
}

static struct slice code_of(const struct record *record)
{
    return row_text(record->table, record->row, "code");
}

static struct slice written(const struct record *record, const char *role)
{
    return row_cell(record->table, record->row, role)->text;
}

/* Guatecompras: above an amount bids are asked for (seed 000, L2831). */
static void check_award(const struct record *record)
{
    struct amount value, threshold;

    if (slice_equal_text(row_text(record->table, record->row, "modality"),
                         "direct") &&
        number_of(record, "value", &value) &&
        number_of(record, "threshold", &threshold) &&
        amount_compare(value, threshold) > 0)
        diag_add(record->portal->diagnostics, DIAG_AWARD_DIRECT,
                 place_of(record, "modality"), code_of(record),
                 written(record, "value"), written(record, "threshold"));
}

static bool is_constant(const struct record *record, const char *key,
                        struct amount *out)
{
    const struct amount *constant =
        map_get(&record->portal->constants, slice_of(key));

    if (constant != NULL)
        *out = *constant;
    return constant != NULL;
}

/* Money above one share with works below another: of portal.yaml. */
static void check_progress(const struct record *record)
{
    struct amount physical, financial, most, least;

    if (number_of(record, "physical", &physical) &&
        number_of(record, "financial", &financial) &&
        is_constant(record, "gap_money", &most) &&
        is_constant(record, "gap_physical", &least) &&
        amount_compare(financial, most) > 0 &&
        amount_compare(physical, least) < 0)
        diag_add(record->portal->diagnostics, DIAG_PROJECT_MONEY_AHEAD,
                 place_of(record, "physical"), code_of(record),
                 written(record, "financial"), written(record, "physical"));
}

/* SNIP: what is not registered may have no money (seed 000, L1286). */
static void check_registration(const struct record *record)
{
    struct amount financial;

    if (table_role_column(record->table, "registration") != NULL &&
        row_text(record->table, record->row, "registration").len == 0 &&
        number_of(record, "financial", &financial) &&
        amount_sign(financial) > 0)
        diag_add(record->portal->diagnostics, DIAG_PROJECT_UNREGISTERED,
                 place_of(record, "registration"), code_of(record),
                 written(record, "financial"));
}

static void check_score(const struct record *record)
{
    struct amount score, bound;
    bool is_outside;

    if (!number_of(record, "score", &score))
        return;
    is_outside = number_of(record, "scale-low", &bound) &&
                 amount_compare(score, bound) < 0;
    is_outside = is_outside || (number_of(record, "scale-high", &bound) &&
                                amount_compare(score, bound) > 0);
    if (is_outside)
        diag_add(record->portal->diagnostics, DIAG_SCORE_OUTSIDE,
                 place_of(record, "score"), code_of(record),
                 written(record, "score"), written(record, "scale-low"),
                 written(record, "scale-high"));
}

/* Nothing is published in the name of those who did not agree. */
static void check_consent(struct portal *portal, const struct table *table)
{
    for (size_t e = 0; e < table->exclusions.count; e++)
        if (table->exclusions.items[e].is_consent &&
            table->exclusions.items[e].rows > 0)
            diag_add(portal->diagnostics, DIAG_CONSENT_NONE, table->place,
                     table->name,
                     arena_format(portal->arena, "%u",
                                  table->exclusions.items[e].rows));
}

void check_registers(struct portal *portal)
{
    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        if (table->role != ROLE_REGISTER)
            continue;
        check_consent(portal, table);
        for (size_t r = 0; r < table->rows.count; r++) {
            struct record record = {portal, table, &table->rows.items[r]};

            check_award(&record);
            check_progress(&record);
            check_registration(&record);
            check_score(&record);
        }
    }
}
