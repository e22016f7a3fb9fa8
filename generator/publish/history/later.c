/* What differs because time went on: no change of what had been said. */
#include "publish/history/internal.h"

/* Fields that say when something came about. */
static bool is_event(const struct edition_column *column)
{
    static const char *const roles[] = {
        "date", "released",  "start",    "made", "asked", "announced",
        "done", "delivered", "answered", "held", "period"};

    if (column->made == MADE_PERIOD)
        return true;
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (slice_equal_text(column->role, roles[i]))
            return true;
    return false;
}

bool date_is_later(const struct comparison *comparison, struct slice text)
{
    struct date cut_off = comparison->editions[SIDE_OLD]->cut_off;
    struct period period;

    return date_is_set(cut_off) && period_parse(text, &period) &&
           date_compare(period_last_day(period), cut_off) > 0;
}

bool cells_are_later(const struct pairing *pairing, struct slice *cells)
{
    /* A target is of the time to come by nature. */
    if (pairing->sides[SIDE_NEW]->role == ROLE_TARGETS)
        return false;
    for (size_t i = 0; i < pairing->count; i++)
        if (is_event(pairing->joints[i].columns[SIDE_NEW]) &&
            date_is_later(pairing->comparison, cells[i]))
            return true;
    return false;
}

/* An event that was still to come has come since: its date, and what is said
 * with it, stand where nothing stood. */
bool cell_came(const struct pairing *pairing, const struct group *group,
               size_t joint)
{
    struct slice *before, *after;

    if (group->rows[SIDE_OLD].count != 1 || group->rows[SIDE_NEW].count != 1)
        return false;
    before = group->rows[SIDE_OLD].items[0];
    after = group->rows[SIDE_NEW].items[0];
    if (before[joint].len > 0)
        return false;
    for (size_t i = pairing->key_count; i < pairing->count; i++)
        if (before[i].len == 0 &&
            is_event(pairing->joints[i].columns[SIDE_NEW]) &&
            date_is_later(pairing->comparison, after[i]))
            return true;
    return false;
}
