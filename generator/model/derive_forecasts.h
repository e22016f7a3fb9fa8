/*
 * Forecasts against what came, as published tables; grades against their
 * scales. Layer: model.
 *
 * derived-forecasts (of indicators) and derived-money-forecasts (of a stage of
 * facts over a year): one row per forecast that names what it is of, with the
 * outturn of that period and what was missed, without its sign, where there is
 * one. Observations of a territory or a group are no outturn; of several of one
 * period the last one is. A year of facts that is not over at the cut-off has
 * no outturn.
 */
#ifndef MODEL_DERIVE_FORECASTS_H
#define MODEL_DERIVE_FORECASTS_H

#include "model/portal.h"

void derive_forecasts(struct portal *portal);
/* Grades of evaluations that their scale does not have. */
void grades_check(struct portal *portal);
/* Two answers of one assessor to one question of a scorecard. */
void scores_check(struct portal *portal);

#endif
