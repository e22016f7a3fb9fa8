/*
 * Quantities in prose. Layer: input, internal.
 */
#ifndef INPUT_NUMBERS_H
#define INPUT_NUMBERS_H

#include <stdint.h>

#include "base/slice.h"

/*
 * How many quantities a text states. Digits with what joins them to one number
 * or range (points, commas, hyphens, narrow spaces) are one; those that state
 * no quantity are none: years and spans of years, dates and times, ordinals
 * ("2.º", "21st"), codes ("A4", "PP-0138", "011", "1.2.3"), and what a word in
 * front makes a name ("article 134", "Decreto 101-97", "page 7").
 */
uint32_t count_numbers(struct slice text);

#endif
