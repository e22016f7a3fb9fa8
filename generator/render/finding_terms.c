/* Arguments of findings that are ids of ours or of the portal, in words. What a
 * source wrote (a code, a number, a cell) stands as it is. */
#include "model/derive.h"
#include "render/commitment/commitment.h"
#include "render/describe.h"
#include "render/finding_words.h"
#include "render/program/program_results.h"

/* --- kinds of arguments --- */

/* A word of our own rules, told in a sentence. */
static const struct {
    const char *id;
    const char *word;
} own_words[] = {
    {"none", N_("none")},
    {"its classifier", N_("its classifier")},
    {"increase", N_("increase")},
    {"decrease", N_("decrease")},
    {"keep", N_("stay as it is")},
    {"reach", N_("be reached")},
    {"delete", N_("come to an end")},
    {"baseline", N_("baseline")},
    {"value", N_("target")},
    {"achieved-unproven", N_("“declared achieved without evidence”")},
    {"progress-unproven", N_("“full progress without evidence”")},
    {"deadline-passed", N_("“the public deadline has passed”")},
    {"internal-passed", N_("“the internal deadline has passed”")},
    {"within-deadline", N_("“the deadline is to come”")},
    {"no-deadline", N_("“there is no deadline”")},
    {"declared", N_("“as declared”")},
};

static struct slice own_word(struct page *page, struct slice id)
{
    for (size_t i = 0; i < COUNT_OF(own_words); i++)
        if (slice_equal_text(id, own_words[i].id))
            return page_text(page, own_words[i].word);
    return id;
}

static struct slice status_word(struct page *page, struct slice id)
{
    struct slice word = commitment_status_word(id);

    return slice_equal(word, id)
               ? id
               : text_lowered(page, page_commitment_status(page, id));
}

static struct slice bill_word(struct page *page, struct slice id)
{
    return text_lowered(page, bill_stage_words(page, id));
}

/* "results|central" */
static struct slice category_words(struct page *page, struct slice codes)
{
    struct buf out = BUF_INIT;

    while (codes.len > 0) {
        struct slice code = slice_next(&codes, '|');

        buf_add_text(&out, out.len > 0 ? ", " : "");
        buf_add_slice(&out, text_lowered(page, program_category(page, code)));
    }
    return arena_take(page->arena, &out);
}

/* A column by its name or its role, as the first list that has it calls it. */
static struct slice column_word(struct page *page, struct slice id)
{
    const struct portal *portal = page->portal;
    const struct dimension *dimension = portal_dimension(portal, id);

    if (dimension != NULL)
        return dimension_phrase(page, dimension);
    for (size_t t = 0; t < portal->tables.count; t++) {
        const struct table *table = portal->tables.items[t];

        for (size_t c = 0; c < table->columns.count; c++) {
            const struct column *column = &table->columns.items[c];

            if (slice_equal(column->name, id) || slice_equal(column->role, id))
                return column->stage.len > 0
                           ? stage_phrase(page, column->stage)
                           : text_lowered(page,
                                          describe_column(page, table, column));
        }
    }
    return id;
}

/* A list by its name or by its role. */
static struct slice list_word(struct page *page, struct slice id)
{
    const struct table *table = portal_table_named(page->portal, id);

    for (int i = 0; i < ROLE_DERIVED && table == NULL; i++)
        if (slice_equal_text(id, resource_role_name((enum resource_role)i)))
            table = portal_table(page->portal, (enum resource_role)i, NULL);
    return table != NULL ? text_lowered(page, describe_table(page, table))
                         : own_word(page, id);
}

/* "change victimization 2017": the column first, then codes and a period. */
static struct slice about_words(struct page *page, struct slice about)
{
    struct slice rest = about;
    struct slice first = slice_next(&rest, ' ');
    struct slice word = column_word(page, first);

    return rest.len == 0 ? word
                         : ARENA_CONCAT(page->arena, word, SLICE(", "), rest);
}

/* "current 2016" */
static struct slice stage_year(struct page *page, struct slice text)
{
    struct slice rest = text;
    struct slice stage = slice_next(&rest, ' ');

    if (portal_stage(page->portal, stage) == NULL)
        return column_word(page, text);
    stage = stage_phrase(page, stage);
    return rest.len == 0 ? stage
                         : ARENA_CONCAT(page->arena, stage, SLICE(" "), rest);
}

/* --- which arguments are which --- */

struct term {
    enum diag_id id;
    unsigned argument;
    struct slice (*words)(struct page *page, struct slice argument);
};

static const struct term terms[] = {
    {DIAG_CODE_UNKNOWN, 0, column_word},
    {DIAG_CODE_UNKNOWN, 2, list_word},
    {DIAG_CODE_UNUSED, 0, column_word},
    {DIAG_LABELS_DIFFER, 0, list_word},
    {DIAG_CHOICE_UNKNOWN, 1, column_word},
    {DIAG_CHOICE_UNKNOWN, 2, own_word},
    {DIAG_REASON_MISSING, 1, status_word},
    {DIAG_STATUS_DIFFERS, 1, status_word},
    {DIAG_STATUS_DIFFERS, 2, status_word},
    {DIAG_STATUS_DIFFERS, 3, own_word},
    {DIAG_STAGES_CROSSED, 1, bill_word},
    {DIAG_STAGES_CROSSED, 2, bill_word},
    {DIAG_TARGET_SIDE, 1, own_word},
    {DIAG_ZERO_UNDECLARED, 1, own_word},
    {DIAG_PROGRAM_CATEGORY_SEVERAL, 1, category_words},
    {DIAG_CATEGORY_LINES_SEVERAL, 2, category_words},
    {DIAG_EQUIVALENCE_DIMENSION, 2, own_word},
    {DIAG_EQUIVALENCE_TWICE, 0, column_word},
    {DIAG_EQUIVALENCE_CHAIN, 0, column_word},
    {DIAG_PROTECTION_CUT, 1, stage_year},
    {DIAG_PROTECTION_CUT, 3, stage_year},
    {DIAG_MODIFICATIONS_DISAGREE, 2, stage_year},
    {DIAG_MODIFICATIONS_DISAGREE, 3, stage_year},
    {DIAG_GRADE_UNKNOWN, 2, own_word},
    {DIAG_SUCCESSOR_DIMENSION, 1, own_word},
    {DIAG_MAP_TERRITORY, 1, own_word},
    {DIAG_MAP_SHAPE, 1, own_word},
    {DIAG_CONSENT_NONE, 0, list_word},
    {DIAG_TOTAL_DISAGREES, 0, about_words},
    {DIAG_TOTAL_ROUNDING, 0, about_words},
    {DIAG_SHARE_DISAGREES, 0, about_words},
    {DIAG_SHARE_ROUNDING, 0, about_words},
    {DIAG_CHANGE_DISAGREES, 0, about_words},
    {DIAG_CHANGE_ROUNDING, 0, about_words},
    {DIAG_STATED_ALONE, 0, about_words},
    {DIAG_TOTALS_DIFFER, 0, about_words},
    {DIAG_TOTALS_DIFFER, 1, list_word},
    {DIAG_TOTALS_DIFFER, 3, list_word},
};

void finding_terms(struct page *page, struct finding *finding)
{
    for (size_t i = 0; i < COUNT_OF(terms); i++) {
        struct slice *argument = &finding->args[terms[i].argument];

        if (terms[i].id == finding->id && argument->len > 0)
            *argument = terms[i].words(page, *argument);
    }
}
