/*
 * Scales, ranges and round ticks. Layer: chart.
 */
#include "chart/draw.h"

double larger(double a, double b)
{
    return a > b ? a : b;
}

double smaller(double a, double b)
{
    return a < b ? a : b;
}

double scale_place(const struct scale *scale, double value)
{
    double part = (value - scale->lo) / (scale->hi - scale->lo);

    return scale->from + part * (scale->to - scale->from);
}

bool figure_is_drawn(const struct figure *figure)
{
    return figure && figure->status == FIGURE_PRESENT;
}

static double times_ten(double value, unsigned power)
{
    for (; power > 0; power--)
        value *= 10;
    return value;
}

/* In whole units, whatever the multiplier: figures of one chart may be counted
 * in different ones. */
double figure_size(const struct figure *figure)
{
    return times_ten(amount_to_double(figure->value), figure->unit.multiplier);
}

/* What one printed unit of such a figure is in whole units. */
static double printed_unit(const struct figure *figure)
{
    const struct figure_unit *unit = &figure->unit;

    if (figure_is_points(figure))
        return 0.01; /* kept as a ratio, printed times a hundred */
    if (figure_is_percentage(figure))
        return 1;
    return times_ten(1, unit->shown > unit->multiplier ? unit->shown
                                                       : unit->multiplier);
}

void range_add_value(struct range *range, double value)
{
    if (!range->is_set)
        *range = (struct range){value, value, true};
    range->lo = smaller(range->lo, value);
    range->hi = larger(range->hi, value);
}

void range_add(struct range *range, const struct figure *figure)
{
    if (figure_is_drawn(figure))
        range_add_value(range, figure_size(figure));
}

void range_include_whole(struct range *range, const struct figure *like)
{
    if (like && like->operation == FIGURE_SHARE && range->lo >= 0 &&
        range->hi > 0.5 && range->hi < 1)
        range->hi = 1;
}

void range_include_zero(struct range *range)
{
    range_add_value(range, 0);
    if (range->lo >= range->hi)
        range->hi = range->lo + 1;
}

/* A step of 1, 2 or 5 times a power of ten, kept apart so that 3 steps of 0.1
 * are 0.3 and not 0.30000000000000004. */
struct step {
    int factor;
    double power; /* of ten, multiplied when above … */
    bool divides; /* … or divided by when below one */
};

static double step_times(const struct step *step, double n)
{
    double product = n * step->factor;

    return step->divides ? product / step->power : product * step->power;
}

static void step_grow(struct step *step)
{
    if (step->factor < 5) {
        step->factor = step->factor == 1 ? 2 : 5;
        return;
    }
    step->factor = 1;
    if (!step->divides) {
        step->power *= 10;
        return;
    }
    step->power /= 10;
    if (step->power <= 1)
        *step = (struct step){1, 1, false};
}

/* The largest power of ten that is not above `size`. */
static struct step step_below(double size)
{
    struct step step = {1, 1, false};

    while (step.power * 10 <= size)
        step.power *= 10;
    if (size >= 1)
        return step;
    step.divides = true;
    while (1 / step.power > size)
        step.power *= 10;
    return step;
}

/* Whole steps at or below `value`, forgiving what binary fractions lose. */
static double steps_below(double value, const struct step *step)
{
    double steps = value / step_times(step, 1);
    double nearest = (double)(wide)(steps + (steps < 0 ? -0.5 : 0.5));

    if (nearest - steps > 1e-9)
        nearest -= 1;
    return nearest;
}

size_t chart_ticks(double lo, double hi, size_t max, double *out)
{
    size_t count = 0;

    if (max == 0 || !(lo <= hi))
        return 0;
    if (lo >= hi) {
        out[0] = lo;
        return 1;
    }
    struct step step = step_below((hi - lo) / (double)max);
    for (;;) {
        double first = 0.0 - steps_below(-lo, &step);
        double last = steps_below(hi, &step);

        if (last - first + 1 <= (double)max) {
            for (; first + (double)count <= last; count++)
                out[count] = step_times(&step, first + (double)count);
            return count;
        }
        step_grow(&step);
    }
}

/* The fewest decimals that show all ticks as they are. */
static uint8_t ticks_decimals(const double *ticks, size_t count)
{
    double power = 1;

    for (uint8_t decimals = 0; decimals < 9; decimals++, power *= 10) {
        bool fits = true;

        for (size_t i = 0; i < count; i++) {
            double scaled = ticks[i] * power;
            double rest = scaled - (double)(wide)scaled;
            rest = rest < 0 ? -rest : rest;
            fits = fits && (rest < 1e-6 || rest > 1 - 1e-6);
        }
        if (fits)
            return decimals;
    }
    return 9;
}

static struct amount tick_amount(double tick, uint8_t decimals)
{
    double scaled = tick;

    for (unsigned i = 0; i < decimals; i++)
        scaled *= 10;
    return (struct amount){(wide)(scaled + (scaled < 0 ? -0.5 : 0.5)),
                           decimals};
}

static struct slice tick_label(const struct chart_frame *frame,
                               struct amount tick, bool is_percentage)
{
    const struct locale *locale = frame->language->locale;
    struct buf text = BUF_INIT;
    unsigned decimals = tick.scale;

    if (is_percentage)
        locale_write_percent(locale, &text, tick,
                             decimals > 2 ? decimals - 2 : 0);
    else
        locale_write_amount(locale, &text, tick, decimals);
    struct slice label = arena_copy(frame->arena, buf_slice(&text));
    buf_release(&text);
    return label;
}

double round_between(double lo, double hi)
{
    if (lo < 0 && hi >= 0)
        return 0;
    /* A step not above the distance has a multiple there. */
    struct step step = step_below(hi - lo);
    double round = step_times(&step, steps_below(hi, &step));

    for (;;) {
        step_grow(&step);
        double coarser = step_times(&step, steps_below(hi, &step));
        if (!(coarser > lo))
            return round;
        round = coarser;
    }
}

/* Labels of ticks that stand in printed units. */
static void axis_label(struct axis *axis, const struct chart_frame *frame,
                       const struct figure *like)
{
    double unit = like ? printed_unit(like) : 1;
    uint8_t decimals = ticks_decimals(axis->ticks, axis->count);
    bool is_percentage = like && figure_is_percentage(like);

    for (size_t i = 0; i < axis->count; i++) {
        struct amount tick = tick_amount(axis->ticks[i], decimals);

        axis->labels[i] = tick_label(frame, tick, is_percentage);
        axis->label_width =
            larger(axis->label_width, text_width(axis->labels[i]));
        axis->ticks[i] *= unit;
    }
}

void axis_init_at(struct axis *axis, const struct chart_frame *frame,
                  const double *values, size_t count, const struct figure *like)
{
    double unit = like ? printed_unit(like) : 1;

    *axis = (struct axis){0};
    for (; axis->count < count && axis->count < DRAW_TICKS_MAX; axis->count++)
        axis->ticks[axis->count] = values[axis->count] / unit;
    axis_label(axis, frame, like);
}

void axis_init(struct axis *axis, const struct chart_frame *frame,
               struct range range, size_t max, const struct figure *like)
{
    size_t most = max < DRAW_TICKS_MAX ? max : DRAW_TICKS_MAX;
    double unit = like ? printed_unit(like) : 1;

    *axis = (struct axis){0};
    axis->count =
        chart_ticks(range.lo / unit, range.hi / unit, most, axis->ticks);
    axis_label(axis, frame, like);
}
