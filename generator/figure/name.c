/*
 * Names of operations and states, as canonical texts and ledgers write them.
 * Layer: figure.
 */
#include "figure/figure.h"

const char *figure_operation_name(enum figure_operation operation)
{
    static const char *const names[] = {
        [FIGURE_VALUE] = "value",   [FIGURE_COUNT] = "count",
        [FIGURE_SUM] = "sum",       [FIGURE_LAST] = "last",
        [FIGURE_MIN] = "min",       [FIGURE_MAX] = "max",
        [FIGURE_MEAN] = "mean",     [FIGURE_MEDIAN] = "median",
        [FIGURE_CODES] = "codes",   [FIGURE_CONSTANT] = "constant",
        [FIGURE_ADD] = "add",       [FIGURE_DIFFERENCE] = "difference",
        [FIGURE_RATIO] = "ratio",   [FIGURE_SHARE] = "share",
        [FIGURE_CHANGE] = "change", [FIGURE_PRODUCT] = "product",
        [FIGURE_DAYS] = "days",
    };

    if ((size_t)operation >= COUNT_OF(names))
        BUG("unknown figure operation");
    return names[operation];
}

const char *figure_status_name(enum figure_status status)
{
    static const char *const names[] = {
        [FIGURE_PRESENT] = "present",
        [FIGURE_EMPTY] = "empty",
        [FIGURE_NO_ROWS] = "no-rows",
        [FIGURE_NOT_REPORTED] = "not-reported",
        [FIGURE_NOT_APPLICABLE] = "not-applicable",
        [FIGURE_NOT_DUE] = "not-due",
        [FIGURE_NO_BASE] = "no-base",
        [FIGURE_OVERFLOWED] = "overflowed",
    };

    if ((size_t)status >= COUNT_OF(names))
        BUG("unknown figure status");
    return names[status];
}

bool figure_is_percentage(const struct figure *figure)
{
    if (figure->operation == FIGURE_ADD && figure->operand_count > 0)
        return figure_is_percentage(figure->operands[0]);
    return figure->operation == FIGURE_SHARE ||
           figure->operation == FIGURE_CHANGE;
}

bool figure_is_points(const struct figure *figure)
{
    return figure->operation == FIGURE_DIFFERENCE &&
           figure->operand_count > 0 &&
           (figure_is_percentage(figure->operands[0]) ||
            figure_is_points(figure->operands[0]));
}
