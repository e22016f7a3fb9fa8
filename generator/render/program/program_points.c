/*
 * The fifteen elements of a program's diagnostic (requirements: guatemala-korea
 * 2.6): each with what is published of it, or the words that nothing is. Which
 * are published is decided in check/program_sheet.c.
 */
#include "model/kind.h"
#include "render/program/program_parts.h"
#include "render/row.h"

struct point {
    const char *element; /* as in derived-diagnostic */
    const char *label;   /* msgid */
    const char *name;    /* of the view: what tells of it */
    const char *anchor;  /* where that stands */
};

static const struct point points[] = {
    {"analysis", N_("What is known of the problem and the program"),
     "evaluations", "#evaluations"},
    {"target-population", N_("Whom it is for, by year"), "beneficiaries",
     "#people"},
    {"served", N_("Whom it served, by year"), "beneficiaries", "#people"},
    {"not-served", N_("Whom it did not serve, by year"), "beneficiaries",
     "#people"},
    {"execution", N_("What it spent, by year"), "years", "#years"},
    {"personnel", N_("Staff and pay"), "posts", "#people"},
    {"personnel-trend", N_("Pay over the years"), "personnel", "#personnel"},
    {"posts", N_("Posts by budget line"), "posts", "#people"},
    {"spending-type", N_("Current and capital spending"), "kinds", "#kinds"},
    {"geography", N_("Where it works"), "crossed", "#parts"},
    {"personnel-services", N_("Pay beside what is delivered"), "personnel",
     "#personnel"},
    {"weight", N_("Its weight in its institution"), NULL, NULL},
    {"plan-link", N_("The goals it serves"), "nodes", "#ties"},
    {"achievement", N_("Targets of the year and what was delivered"),
     "physical", "#delivers"},
    {"money-physical", N_("Money beside delivery"), "physical", "#delivers"},
};

static struct slice filter_of(struct page *page, const struct entity *entity)
{
    return with_term(page, nothing, "program", "=", entity->code);
}

static bool is_published(const struct page *page, const struct entity *entity,
                         const char *element)
{
    const struct table *table =
        portal_table_named(page->portal, SLICE("derived-diagnostic"));
    const struct row_list *rows = table_rows_by(table, "program", entity->code);

    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = row_at(table, rows, i);

        if (slice_equal_text(row_text(table, row, "element"), element))
            return slice_equal_text(row_text(table, row, "published"), "yes");
    }
    return false;
}

/* --- what a point says besides its link --- */

static const struct figure *
people_sum(struct page *page, const struct entity *entity, const char *role)
{
    const struct portal *portal = page->portal;
    const struct figure *sum = NULL;

    for (const struct table *t = portal_table(portal, ROLE_BENEFICIARIES, NULL);
         t != NULL; t = portal_table(portal, ROLE_BENEFICIARIES, t)) {
        const struct column *column = table_role_column(t, role);
        const struct figure *one;

        if (column == NULL)
            continue;
        one =
            figure_leaf(&page->figures, FIGURE_SUM, t->name, column->name,
                        filter_add_period(page->arena, filter_of(page, entity),
                                          portal->period, portal->period));
        if (sum == NULL || !is_told(sum))
            sum = one;
        else if (is_told(one))
            sum = tree_of(page, FIGURE_ADD, sum, one);
    }
    return sum;
}

static struct slice with_year(struct page *page, const struct figure *figure)
{
    if (!is_told(figure))
        return nothing;
    return SENTENCE(page, N_("{value} in {year}"), ARG_FIGURE("value", figure),
                    ARG_TEXT("year", page_period(page, page->portal->period)));
}

static const struct figure *weight_of(struct page *page,
                                      const struct entity *entity)
{
    struct slice institution =
        row_text(entity->table, entity->row, "institution");
    const struct dimension *dimension =
        portal_dimension(page->portal, SLICE("institution"));
    const struct member *member =
        dimension == NULL ? NULL : map_get(&dimension->by_code, institution);

    if (member == NULL || entity->money.facts == NULL ||
        cube_find_dimension(entity->money.facts->cube, SLICE("institution")) <
            0)
        return NULL;
    return tree_of(page, FIGURE_SHARE, entity->reading.budget,
                   money_figure(page, entity->money.facts,
                                budget_stage(page->portal, ROLE_EXECUTION),
                                filter_of_member(page, dimension, member),
                                entity->money.year));
}

static struct slice weight_words(struct page *page, const struct entity *entity)
{
    const struct figure *weight = weight_of(page, entity);

    if (!is_told(weight))
        return nothing;
    return SENTENCE(
        page, N_("{share} of the budget of {institution}"),
        ARG_FIGURE("share", weight),
        ARG_LINK(
            "institution",
            page_label(page, ROLE_INSTITUTIONS,
                       row_text(entity->table, entity->row, "institution")),
            link_entity(page, "institutions",
                        row_text(entity->table, entity->row, "institution"))));
}

static struct slice words_of(struct page *page, const struct entity *entity,
                             const char *element)
{
    struct slice name = slice_of(element);

    if (slice_equal_text(name, "target-population"))
        return with_year(page, people_sum(page, entity, "target"));
    if (slice_equal_text(name, "served"))
        return with_year(page, people_sum(page, entity, "served"));
    if (slice_equal_text(name, "not-served"))
        return with_year(page, tree_of(page, FIGURE_DIFFERENCE,
                                       people_sum(page, entity, "target"),
                                       people_sum(page, entity, "served")));
    if (slice_equal_text(name, "weight"))
        return weight_words(page, entity);
    return nothing;
}

/* Where no section tells of it, the details at the top do. */
static struct slice anchor_of(const struct page *page,
                              const struct point *point)
{
    if (point->name == NULL)
        return nothing;
    return view_has(page, point->name) ? slice_of(point->anchor)
                                       : SLICE("#about");
}

static void point_add(struct page *page, const struct entity *entity,
                      const struct point *point, struct value *list)
{
    struct value *item = view_object(page);
    bool published = is_published(page, entity, point->element);

    view_text(page, item, "label", page_text(page, point->label));
    view_flag(page, item, "published", published);
    view_markup(page, item, "words",
                published ? words_of(page, entity, point->element) : nothing);
    view_link(page, item, "anchor",
              published ? anchor_of(page, point) : nothing);
    view_add(page, list, item);
}

void program_points(struct page *page, const struct entity *entity)
{
    struct value *list = value_list_new(page->arena);
    struct slice filter = filter_of(page, entity);

    if (entity->row == NULL) {
        view_null(page, page->view, "points");
        view_null(page, page->view, "points_sentence");
        return;
    }
    for (size_t i = 0; i < COUNT_OF(points); i++)
        point_add(page, entity, &points[i], list);
    view_list_or_null(page, page->view, "points", list);
    view_markup(
        page, page->view, "points_sentence",
        SENTENCE(
            page,
            N_("Of the {all} elements of a program's diagnostic, {published} "
               "are "
               "published for this program."),
            ARG_FIGURE("all",
                       count_figure(page, SLICE("derived-diagnostic"), filter)),
            ARG_FIGURE("published",
                       count_figure(page, SLICE("derived-diagnostic"),
                                    with_term(page, filter, "published", "=",
                                              SLICE("yes"))))));
}
