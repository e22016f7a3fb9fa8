/*
 * The rules, one file each. Layer: check, not for others.
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "model/portal.h"

/*
 * What the source states about its own numbers against what its rows give.
 *
 * A stated number agrees when what is computed, rounded half away from zero to
 * the decimals of the stated one, equals it. Otherwise every number is taken
 * for what its last decimal leaves open (12.5 is anything from 12.45 to 12.55):
 * when some values within these bounds give some value within the bounds of
 * what is stated, the difference is one of rounding and a note; else it is a
 * warning. For a total of n parts the bounds are n half units of the parts'
 * last decimal and half a unit of its own. What has nothing to be compared with
 * is a note too.
 */
void check_stated(struct portal *portal);
/* The same for observations and targets. */
void check_stated_indicators(struct portal *portal);

/* The same thing in two places: totals of two tables, rates of a period. */
void check_across(struct portal *portal);
/* The rules on money of portal.yaml, and those that hold by themselves; adds
 * the table derived-money-rules. */
void check_money(struct portal *portal);

/* Programs: categories, results chains, costs, targets against money; adds the
 * derived tables of check/program.h. */
void check_programs(struct portal *portal);

/* Commitments against the rule, and the universe against what is published. */
void check_promises(struct portal *portal);
/* Targets, zeros, revisions and releases of indicators. */
void check_measures(struct portal *portal);

/* Numbers in documents against the figures they are bound to. */
void check_prose(struct portal *portal);
/* Ties to dropped nodes, versions, plans that are not public, the planning
 * matrix. */
void check_plans(struct portal *portal);
/* Rows of lists that state totals. */
void check_list_totals(struct portal *portal);
/* What cannot be so, whatever the subject. */
void check_sense(struct portal *portal);
/* What is lacking where a rule or a page needs it. */
void check_lacking(struct portal *portal);
/* Links that share out the money of programs. */
void check_links(struct portal *portal);
/* Documents about what is not in the data. */
void check_documents(struct portal *portal);
/* Codes and the codes that took their place. */
void check_successors(struct portal *portal);
/* Records of registers against the thresholds and scales they declare. */
void check_registers(struct portal *portal);
/* Reports that scorecards name. */
void check_scorecards(struct portal *portal);
/* A headline year that no amount is of; amounts without a currency. */
void check_headline(const struct portal *portal);
/* Balances of funds against what came and went. */
void check_balances(struct portal *portal);

/* The derived tables `findings` and `ledger`. */
void report_findings(struct portal *portal, const char *workspace);
/* Sums of all rows that are larger than can be kept. */
void check_sums(struct portal *portal);
void report_ledger(struct portal *portal);

#endif
