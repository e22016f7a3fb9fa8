/* Findings in the page's words. */
#include "render/finding_words.h"

#include "render/describe.h"

/* --- arguments: ids by their labels --- */

/* Findings whose arguments name stages, tables of facts and dimensions. */
static bool names_ids(enum diag_id id)
{
    static const enum diag_id ids[] = {
        DIAG_IDENTITY_BROKEN, DIAG_BUDGET_EXCEEDED,    DIAG_STAGE_EXCEEDED,
        DIAG_BALANCE_BROKEN,  DIAG_TO_DATE_FALLS,      DIAG_PERIOD_OUT_OF_LINE,
        DIAG_BUDGET_NONE,     DIAG_PERIOD_HALF_FILLED, DIAG_YEAR_LOOKS_PARTIAL,
        DIAG_SUBTOTAL_DIFFERS};

    for (size_t i = 0; i < COUNT_OF(ids); i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* A stage, or a column of one; another currency than the main is named. */
static struct slice stage_words(struct page *page, const struct table *facts,
                                struct slice id)
{
    const struct cube *cube = facts->cube;

    for (size_t m = 0; m < cube_measure_count(cube); m++) {
        const struct column *column = cube_measure(cube, m)->column;

        if (!slice_equal(column->stage, id) && !slice_equal(column->name, id))
            continue;
        if (slice_equal(column->currency,
                        cube_measure(cube, 0)->column->currency))
            return stage_phrase(page, column->stage);
        return ARENA_CONCAT(page->arena, stage_phrase(page, column->stage),
                            SLICE(" ("), column->currency, SLICE(")"));
    }
    return nothing;
}

static struct slice id_words(struct page *page, struct slice id)
{
    const struct portal *portal = page->portal;
    const struct dimension *dimension = portal_dimension(portal, id);

    for (size_t i = 0; i < portal->tables.count; i++) {
        const struct table *table = portal->tables.items[i];
        struct slice words;

        if (!table_is_fact(table) || table->cube == NULL)
            continue;
        words = slice_equal(table->name, id) ? describe_table(page, table)
                                             : stage_words(page, table, id);
        if (words.len > 0)
            return words;
    }
    return dimension != NULL ? dimension_phrase(page, dimension) : id;
}

/* "execution, program 11, 2017-10": word by word. */
static struct slice argument_words(struct page *page, struct slice argument)
{
    struct buf out = BUF_INIT;
    size_t start = 0;

    for (size_t i = 0; i <= argument.len; i++) {
        if (i < argument.len && argument.ptr[i] != ' ' &&
            argument.ptr[i] != ',')
            continue;
        if (i > start)
            buf_add_slice(&out, id_words(page, slice_cut(argument, start, i)));
        if (i < argument.len)
            buf_add_char(&out, argument.ptr[i]);
        start = i + 1;
    }
    return arena_take(page->arena, &out);
}

static struct slice written(struct page *page, const struct finding *finding)
{
    struct slice msgid = slice_of(diag_info(finding->id)->sentence);
    struct buf out = BUF_INIT;

    finding_write(&out, finding, language_text(page->language, msgid));
    return arena_take(page->arena, &out);
}

struct slice finding_sentence(struct page *page, const struct finding *finding)
{
    struct finding told = *finding;

    for (size_t i = 0; names_ids(told.id) && i < COUNT_OF(told.args); i++)
        told.args[i] = argument_words(page, told.args[i]);
    finding_terms(page, &told);
    return written(page, &told);
}

/* --- kinds --- */

/* Of sentences that say little without their numbers. */
static const char *head_of(enum diag_id id)
{
    static const struct {
        enum diag_id id;
        const char *head;
    } heads[] = {
        {DIAG_IDENTITY_BROKEN, N_("Amounts of a row that do not add up")},
        {DIAG_BUDGET_EXCEEDED, N_("More than what it is held against")},
        {DIAG_STAGE_EXCEEDED, N_("More than the stage before it")},
        {DIAG_BALANCE_BROKEN,
         N_("Revenue and spending that should be the same")},
        {DIAG_TO_DATE_FALLS, N_("An amount to date that falls")},
        {DIAG_PERIOD_OUT_OF_LINE, N_("A period out of line with its year")},
        {DIAG_PERIOD_HALF_FILLED,
         N_("A period with far fewer rows than those beside it")},
        {DIAG_BUDGET_NONE, N_("Money executed on no budget")},
        {DIAG_YEAR_LOOKS_PARTIAL, N_("A year that looks like a part of one")},
        {DIAG_SUBTOTAL_DIFFERS, N_("A sub-total that its rows do not give")},
    };

    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (heads[i].id == id)
            return heads[i].head;
    return NULL;
}

/* What all of a kind say: "… has no deadline"; else the first as an example. */
struct slice finding_kind(struct page *page, const struct finding *finding)
{
    const char *head = head_of(finding->id);
    struct finding any = *finding;
    struct slice text;

    if (head != NULL)
        return page_text(page, head);
    for (size_t i = 0; i < COUNT_OF(any.args); i++)
        any.args[i] = SLICE("…");
    text = written(page, &any);
    while (slice_starts_with(text, SLICE("… … ")))
        text = slice_cut(text, SLICE("… ").len, text.len);
    if (slice_starts_with(text, SLICE("…:")))
        text = finding_sentence(page, finding);
    return text_raised(page, text);
}
