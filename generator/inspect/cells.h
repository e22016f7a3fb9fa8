/*
 * What the texts of a column are. Layer: inspect, not for others.
 *
 *   cells.c    codes, words, months; which type is tried first
 *   numbers.c  amounts, and the marks they are written with
 *   dates.c    dates, months with their year, fiscal years
 */
#ifndef INSPECT_CELLS_H
#define INSPECT_CELLS_H

#include "inspect/sheet.h"

/* A column is of a type when at most one text in so many is not. */
#define ODD_SHARE 20

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does its name say that it holds amounts or measured values? */
bool column_is_quantity(const struct sheet_column *column);
/* Counts rows with a text that is not of the type. */
void cells_odd(struct cells_guess *guess, const struct sheet_value *value);
/* False when the texts are of another type. */
bool numbers_understand(struct arena *arena, struct sheet_column *column);
bool dates_understand(struct arena *arena, struct sheet_column *column);

#endif
