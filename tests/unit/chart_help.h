/*
 * What the tests of chart share: a frame in English, figures that no portal
 * asked for, and what was drawn, as text.
 */
#ifndef TESTS_CHART_HELP_H
#define TESTS_CHART_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chart/chart.h"

struct easel {
    struct arena arena;
    struct language language;
    struct chart_frame frame;
    struct buf out;
    unsigned figures;
};

/* Before and after each test: cmocka_unit_test_setup_teardown(). */
static inline int setup(void **state)
{
    struct easel *easel = calloc(1, sizeof(*easel));

    if (easel == NULL)
        return -1;
    arena_init(&easel->arena);
    easel->language.tag = SLICE("en-US");
    easel->language.locale = locale_find(SLICE("en-US"));
    easel->frame = (struct chart_frame){
        .language = &easel->language,
        .arena = &easel->arena,
        .key = "spending",
        .title = SLICE("Accrued <2017> & before"),
        .description = SLICE("What the chart says."),
        .source = SLICE("Source: the treasury."),
        .label_head = SLICE("Institution"),
    };
    *state = easel;
    return 0;
}

static inline int teardown(void **state)
{
    struct easel *easel = *state;

    buf_release(&easel->out);
    arena_release(&easel->arena);
    free(easel);
    return 0;
}

/* A figure with an id of its own; `text` null: not reported. */
static inline struct figure *number(struct easel *easel, const char *text)
{
    struct figure *figure = ARENA_NEW(&easel->arena, struct figure);
    const struct amount_format plain = {'.', 0};

    (void)snprintf(figure->id, sizeof(figure->id), "figure%06u",
                   easel->figures++);
    figure->operation = FIGURE_SUM;
    figure->unit.decimals = 1;
    figure->status = text != NULL ? FIGURE_PRESENT : FIGURE_NOT_REPORTED;
    if (text != NULL)
        assert_int_equal(amount_parse(slice_of(text), plain, &figure->value),
                         AMOUNT_OK);
    return figure;
}

static inline size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (text = strstr(text, part); text != NULL; text = strstr(text + 1, part))
        count++;
    return count;
}

#endif
