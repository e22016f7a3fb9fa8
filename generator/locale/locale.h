/*
 * How a language and region write numbers, dates and words. Layer: locale.
 *
 * Numbers come from the checked-in table locale/table.def (derived from CLDR,
 * see its head), so that bytes do not depend on the ICU version. Rounding is
 * half away from zero and happens only here, for display. A locale is const and
 * may be used from many threads.
 */
#ifndef LOCALE_LOCALE_H
#define LOCALE_LOCALE_H

#include "base/amount.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"

struct locale; /* a row of the table */

/* "es-GT", "en-US" …; null where the table has no such row. */
const struct locale *locale_find(struct slice tag);
struct slice locale_tag(const struct locale *locale);
/* The tag of the known locale nearest to `tag`, for a diagnostic: one of the
 * same language, else one that looks alike, else empty. */
struct slice locale_nearest(struct slice tag);

/* Grouped, with the locale's marks and "-" (U+2212 is never used: copies of a
 * number must paste into a spreadsheet), `decimals` after the point. */
void locale_write_amount(const struct locale *locale, struct buf *out,
                         struct amount value, unsigned decimals);
/* 0.2530 -> "25.3 %" (no-break space) or "25.3%", as the locale has it. */
void locale_write_percent(const struct locale *locale, struct buf *out,
                          struct amount ratio, unsigned decimals);
void locale_write_integer(const struct locale *locale, struct buf *out,
                          int64_t value);
/* "million", "millones", "mil millones", "thousand" for 10^3, 10^6, 10^9,
 * 10^12; empty for others. `one`: the singular. */
struct slice locale_magnitude(const struct locale *locale, unsigned power,
                              bool one);
/* "31 October 2017", "31 de octubre de 2017". */
void locale_write_date(const struct locale *locale, struct buf *out,
                       struct date date);
/* "2017", "third quarter of 2017", "October 2017". */
void locale_write_period(const struct locale *locale, struct buf *out,
                         struct period period);
/* "Oct", "oct" for the axis of a chart. */
struct slice locale_month_short(const struct locale *locale, unsigned month);
/* Is it the name of a month, in any language of the table? */
bool locale_has_month(struct slice word);
/*
 * Reads a number as prose writes it: groups, decimals, a percent sign
 * (`*percent` set, value divided by nothing: "25 %" gives 25). Words around it
 * are a fault. False leaves the results alone.
 */
bool locale_read_number(const struct locale *locale, struct slice text,
                        struct amount *value, bool *percent) MUST_USE;

/*
 * Message catalogues (GNU PO through libgettextpo). The msgid is the English
 * text. Loaded once, const after.
 */
struct catalogue;
/*
 * Loads templates/i18n/<language>.po. A missing or broken file gives null and a
 * reason in `*fault` (in `arena`). Entries marked fuzzy are not used.
 */
const struct catalogue *catalogue_load(struct arena *arena, const char *path,
                                       struct slice *fault);
/* The translation, or `msgid` itself. `catalogue` may be null. */
struct slice catalogue_text(const struct catalogue *catalogue,
                            struct slice msgid);
/* True when there is a translation that is not empty. */
bool catalogue_has(const struct catalogue *catalogue, struct slice msgid);
/* By the catalogue's own Plural-Forms (C expression, up to 6 forms); `one` and
 * `many` by the English rule where there is no translation. */
struct slice catalogue_plural(const struct catalogue *catalogue,
                              struct slice one, struct slice many,
                              uint64_t count);

/*
 * Order of names for readers (ICU, with numbers by value). Two texts that ICU
 * calls equal are ordered by bytes, so that sorting is total. One collator per
 * thread.
 */
struct collator;
struct collator *collator_open(struct slice tag);
void collator_close(struct collator *collator);
int collator_compare(const struct collator *collator, struct slice a,
                     struct slice b);
/* Sort key to order many texts by bytes; in `arena`. */
struct slice collator_key(struct collator *collator, struct arena *arena,
                          struct slice text);
/* Of ICU, "72.1", for the manifest. */
const char *collator_library_version(void);

/* Of libgettextpo, for the manifest. */
void catalogue_library_version(struct buf *out);
/* Of CLDR, which locale/table.def was derived from. */
const char *locale_table_version(void);

#endif
