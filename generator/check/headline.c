/* What pages would show nothing of, or without its unit, and say no word. */
#include "check/rules.h"
#include "model/cube.h"

static bool has_year(const struct table *table, int year)
{
    for (size_t i = 0; i < cube_period_count(table->cube); i++)
        if (cube_period(table->cube, i).year == year)
            return true;
    return false;
}

/* "2021 to 2023", of all tables. */
static struct slice years_of(const struct portal *portal)
{
    int first = 0;
    int last = 0;

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table->role != ROLE_EXECUTION || table->cube == NULL)
            continue;
        for (size_t p = 0; p < cube_period_count(table->cube); p++) {
            int year = cube_period(table->cube, p).year;

            first = first == 0 || year < first ? year : first;
            last = year > last ? year : last;
        }
    }
    if (first == last)
        return arena_format(portal->arena, "%d", first);
    return arena_format(portal->arena, "%d to %d", first, last);
}

/* Without amounts of that year the pages of money are blank. */
static void year_check(const struct portal *portal)
{
    const struct table *first = NULL;

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table->role != ROLE_EXECUTION || table->cube == NULL ||
            cube_period_count(table->cube) == 0)
            continue;
        if (has_year(table, portal->period.year))
            return;
        first = first == NULL ? table : first;
    }
    if (first != NULL)
        diag_add(portal->diagnostics, DIAG_YEAR_WITHOUT_FACTS, first->place,
                 arena_format(portal->arena, "%d", portal->period.year),
                 years_of(portal));
}

static bool lacks_currency(const struct table *table)
{
    for (size_t m = 0; m < cube_measure_count(table->cube); m++)
        if (cube_measure(table->cube, m)->column->currency.len == 0)
            return true;
    return false;
}

void check_headline(const struct portal *portal)
{
    if (portal->period.kind != PERIOD_NONE)
        year_check(portal);
    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];

        if (table->cube != NULL && lacks_currency(table))
            diag_add(portal->diagnostics, DIAG_AMOUNTS_WITHOUT_CURRENCY,
                     table->place, table->name);
    }
}
