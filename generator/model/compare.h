/*
 * Portals side by side: the table `derived-comparison` of a hub. Layer: model.
 *
 * One row for each indicator of the hub and each portal it compares. The code
 * of the indicator names the rule (data/hub/indicators.csv defines them):
 *   execution-rate        execution stage over budget stage of expenditure, in
 *                         the portal's year
 *   indicators-complete   indicators with a baseline and a target that has a
 *                         value, over all
 *   commitments-achieved  status achieved, over all published commitments
 *   delays-explained      delayed or discarded with a published reason, over
 * all delayed or discarded results-budget-share  budget of programs of the
 * category results, over all
 *
 * Shares are in percent, to 12
 * decimals. Where no rule answers, the value that a document gives stands
 * (observations with a field `portal`), the latest of them. A share of nothing
 * is not applicable; what a portal does not hold is not reported.
 */
#ifndef MODEL_COMPARE_H
#define MODEL_COMPARE_H

#include "model/portal.h"

/* After hub->others is set, before its checks and pages. */
void compare_tables(struct portal *hub);

#endif
