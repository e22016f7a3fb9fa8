/*
 * What was due, and when it was done: the reporting calendar, obligations to
 * account and questions asked, as published tables. Layer: model.
 *
 * derived-calendar, derived-obligations, derived-questions: one row per duty.
 *   on-time  done on or before the day it was due
 *   late     done after it
 *   done     done, with no day it was due; or said to be met, with no date
 *   owed     the day it was due lies before the cut-off and it is not done; or
 *            said not to be met
 *   not-due  the day it is due is still to come
 *   no-date  nothing to judge by
 * What was done after the cut-off is not yet known there.
 *
 * derived-reporting: one row per institution of the calendar: how many reports
 * were due to the cut-off, how many of them it owes, the next day one is due.
 *   owing       it owes one or more
 *   up-to-date  some were due, and it owes none
 *   not-due     none was due yet
 */
#ifndef MODEL_DERIVE_DUTIES_H
#define MODEL_DERIVE_DUTIES_H

#include "model/portal.h"

#define DUTY_STATUS_COUNT 6
/* In the order they are shown. */
struct slice duty_status(size_t index);
/* English word and definition (msgids). */
struct slice duty_status_word(struct slice id);
struct slice duty_status_definition(struct slice id);

/* Adds the tables for the roles that the portal has. */
void derive_duties(struct portal *portal);
/* "derived-calendar" for role calendar …; empty for other roles. */
struct slice derived_duties(enum resource_role role);

#endif
