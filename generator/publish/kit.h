/*
 * A kit per dataset: data/kits/<resource>.zip holds, in one folder, the CSV,
 * README.txt in all languages (the columns, the method, licence, how to cite),
 * dictionary.csv, CITATION.txt, the method as Markdown and a Data Package of
 * that one resource. Layer: publish, not for others.
 */
#ifndef PUBLISH_KIT_H
#define PUBLISH_KIT_H

#include "publish/internal.h"

/* After the rows and the descriptor are written; in parallel. Nothing where
 * the portal's formats lack kits. False after a finding. */
bool kits_publish(struct root *root, const struct dataset *datasets,
                  size_t count, const struct publish_options *options) MUST_USE;

/* --- kit_words.c: the texts --- */

void kit_readme(struct buf *out, const struct dataset *dataset,
                const struct publish_options *options);
void kit_citation(struct buf *out, const struct dataset *dataset,
                  const struct publish_options *options);
/* A row per published column: names, types and marks as programs read them,
 * titles and descriptions in every language. */
void kit_dictionary(struct buf *out, const struct dataset *dataset);
/* pages/method of content, as written; empty where there is none. */
void kit_method(struct buf *out, const struct dataset *dataset,
                unsigned language);

#endif
