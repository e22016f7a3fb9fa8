/* All institutions: what each has and answers for. */
#include "render/group.h"
#include "render/money/money.h"
#include "render/page/kinds.h"

/* A column of counts: rows of a list that name the institution. */
struct count_column {
    const char *name;
    const char *head; /* msgid */
    const char *resource;
    const char *filter; /* more terms, or empty */
    enum resource_role role;
};

static const struct count_column counts[] = {
    {"programs", N_("Programs"), NULL, "", ROLE_PROGRAMS},
    {"goals", N_("Goals of the plans"), NULL, "", ROLE_PLAN},
    {"indicators", N_("Indicators"), NULL, "", ROLE_INDICATORS},
    {"commitments", N_("Commitments"), NULL, "", ROLE_COMMITMENTS},
    {"delayed", N_("Delayed"), "derived-commitments", "status=delayed",
     ROLE_COMMITMENTS},
};

static const struct grouping by_kind = {ROLE_INSTITUTIONS, "kind",
                                        "institutions"};

struct institution_list {
    struct page *page;
    const struct table *resources[COUNT_OF(counts)]; /* null = no column */
    const struct dimension *dimension;
    struct money_slice money;
    struct money_reading whole;
    struct page_table *out;
};

/* Lists that name no institution have nothing to count. */
static void resources_find(struct institution_list *list)
{
    const struct portal *portal = list->page->portal;

    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        const struct table *table = portal_table(portal, counts[i].role, NULL);

        if (table == NULL || table_role_column(table, "institution") == NULL)
            continue;
        list->resources[i] =
            counts[i].resource == NULL
                ? table
                : portal_table_named(portal, slice_of(counts[i].resource));
    }
}

static const struct figure *count_for(const struct institution_list *list,
                                      size_t column, struct slice code)
{
    struct page *page = list->page;
    const struct table *table = list->resources[column];

    return count_figure(
        page, table->name,
        filter_add(page->arena, slice_of(counts[column].filter),
                   table_role_column(table, "institution")->name, "=", code));
}

static void heads(struct institution_list *list, bool has_head)
{
    struct page *page = list->page;

    table_text_column(list->out, "code", page_text(page, N_("Institution")));
    table_text_column(list->out, "kind", page_text(page, N_("Kind")));
    if (has_head)
        table_text_column(list->out, "head",
                          page_text(page, N_("Who heads it")));
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        if (list->resources[i] != NULL)
            table_figure_column(list->out, counts[i].name,
                                page_text(page, counts[i].head), nothing);
}

static void line(struct institution_list *list, const struct table *table,
                 const struct row *row, bool has_head)
{
    struct page *page = list->page;
    struct slice code = row_text(table, row, "code");
    struct slice kind = row_text(table, row, "kind");
    struct slice head = row_words(table, row, "head", page->language);

    table_row(list->out);
    cell_code(list->out, code, row_words(table, row, "label", page->language),
              link_entity(page, "institutions", code));
    cell_code(list->out, kind,
              portal_label(page->portal, "kind", kind, page->language),
              nothing);
    if (has_head)
        cell_text(list->out,
                  head.len > 0 ? head : page_text(page, N_("nobody named")));
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        if (list->resources[i] != NULL)
            cell_figure(list->out, count_for(list, i, code));
}

/* Of one kind, or all where `kind` is null. */
static void table_of(struct institution_list *list, const struct slice *kind,
                     const char *name)
{
    struct page *page = list->page;
    const struct table *first =
        portal_table(page->portal, ROLE_INSTITUTIONS, NULL);
    bool has_head = table_role_column(first, "head") != NULL;

    list->out =
        table_begin(page, "institutions",
                    page_text(page, N_("Institutions and what hangs on them")));
    heads(list, has_head);
    for (const struct table *t = first; t != NULL;
         t = portal_table(page->portal, ROLE_INSTITUTIONS, t))
        for (size_t i = 0; i < t->rows.count; i++)
            if (kind == NULL ||
                slice_equal(row_text(t, &t->rows.items[i], "kind"), *kind))
                line(list, t, &t->rows.items[i], has_head);
    table_end(list->out, page->view, name);
}

static void money(struct institution_list *list)
{
    struct page *page = list->page;
    struct member_list top = {NULL, 0, 0};
    struct member_list all = {NULL, 0, 0};

    if (list->money.facts == NULL) {
        view_null(page, page->view, "lead");
        view_null(page, page->view, "chart_dots");
        view_null(page, page->view, "members");
        return;
    }
    list->whole = money_read(page, &list->money);
    direct_members(page, list->dimension, NULL, &top);
    nested_members(page, list->dimension, NULL, &all);
    view_markup(page, page->view, "lead",
                money_sentence(page, money_subject(page, list->money.side),
                               &list->money, &list->whole));
    money_dots(page, &list->money, list->dimension, &top, "dots", "chart_dots");
    money_members(page, &list->money, list->dimension, &all, "money",
                  "members");
}

static struct institution_list list_of(struct page *page)
{
    struct institution_list list = {
        .page = page,
        .dimension = portal_dimension(page->portal, SLICE("institution"))};

    list.money = money_slice(
        page, facts_with(page->portal, ROLE_EXECUTION, SLICE("institution")),
        ROLE_EXECUTION, nothing);
    resources_find(&list);
    return list;
}

void page_body_kind(struct page *page)
{
    struct institution_list list = list_of(page);
    struct slice kind = page->route->status;
    struct slice word = group_word(page, &by_kind, kind, "");

    page_title(page,
               PLAIN(page, N_("Institutions: {kind}"), ARG_TEXT("kind", word)));
    page_description(page, PLAIN(page,
                                 N_("Institutions of the kind {kind}: what "
                                    "each has to spend and answers for."),
                                 ARG_TEXT("kind", text_lowered(page, word))));
    page_step(page, page_text(page, N_("Institutions")), SLICE("institutions"));
    page_step(page, word, page->route->key);
    view_markup(
        page, page->view, "lead",
        SENTENCE(
            page, N_("Institutions of this kind: {count}, of {all}."),
            ARG_FIGURE("count", group_count(page, &by_kind, kind)),
            ARG_FIGURE(
                "all",
                count_figure(
                    page,
                    portal_table(page->portal, ROLE_INSTITUTIONS, NULL)->name,
                    nothing))));
    group_chips(page, &by_kind, &kind);
    view_null(page, page->view, "note");
    money_dots_of_group(page, &list.money, list.dimension,
                        portal_table(page->portal, ROLE_INSTITUTIONS, NULL),
                        "kind");
    table_of(&list, &kind, "table");
}

void page_institutions(struct page *page)
{
    struct institution_list list = list_of(page);

    page_title(page, page_text(page, N_("Institutions")));
    page_description(page, page_text(page, N_("What each institution has to "
                                              "spend and answers for.")));
    page_step(page, page_text(page, N_("Institutions")), page->route->key);
    group_chips(page, &by_kind, NULL);
    view_link(page, page->view, "responsibles_link",
              link_page(page, SLICE("responsibles")));
    money(&list);
    table_of(&list, NULL, "institutions");
}
