/* The route table: every page there is, made before any is rendered. */
#include "render/commitment/commitment.h"
#include "render/document/document_split.h"
#include "render/group.h"
#include "render/index.h"
#include "render/page.h"
#include "render/responsibles.h"

static struct route *route_add(struct site *site, enum page_kind kind,
                               struct slice key)
{
    struct route route = {.kind = kind, .key = key};

    ARENA_PUSH(site->arena, &site->routes, route);
    return &site->routes.items[site->routes.count - 1];
}

static struct route *route_named(struct site *site, enum page_kind kind,
                                 const char *key)
{
    return route_add(site, kind, slice_of(key));
}

static void entity_routes(struct site *site, enum resource_role role,
                          enum page_kind kind, const char *folder,
                          enum document_kind texts)
{
    const struct portal *portal = site->portal;

    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t))
        for (size_t i = 0; i < t->rows.count; i++) {
            const struct row *row = &t->rows.items[i];
            struct slice code = row_text(t, row, "code");
            struct route *route;

            if (table_find(t, code) != row)
                continue; /* a second row of the same key: found */
            route = route_add(site, kind, route_key(site->arena, folder, code));
            route->table = t;
            route->row = row;
            if (texts != DOCUMENT_KIND_COUNT)
                route->content = portal_content(portal, texts, code);
        }
}

/* Codes that facts use and no list has: they get a page all the same. */
static void unlisted_routes(struct site *site, const char *dimension,
                            enum page_kind kind, const char *folder)
{
    const struct dimension *d =
        portal_dimension(site->portal, slice_of(dimension));

    for (size_t i = 0; d != NULL && i < d->members.count; i++)
        if (d->members.items[i]->row == NULL) {
            struct route *route = route_add(
                site, kind,
                route_key(site->arena, folder, d->members.items[i]->code));

            route->member = d->members.items[i];
            route->dimension = d;
        }
}

static bool has_own_pages(const struct dimension *dimension)
{
    return slice_equal_text(dimension->name, "institution") ||
           slice_equal_text(dimension->name, "program") ||
           slice_equal_text(dimension->name, "territory");
}

static void code_routes(struct site *site, enum resource_role side,
                        const struct dimension *dimension, const char *folder)
{
    for (size_t i = 0; i < dimension->members.count; i++) {
        const struct member *member = dimension->members.items[i];
        struct route *route;

        if (!member->used && member->child_count == 0)
            continue;
        route = route_add(site, PAGE_CODE,
                          route_key(site->arena, folder, member->code));
        route->side = side;
        route->dimension = dimension;
        route->member = member;
    }
}

static void side_routes(struct site *site, enum resource_role side,
                        const char *folder)
{
    const struct portal *portal = site->portal;

    if (facts_of(portal, side) == NULL)
        return;
    route_named(site, PAGE_MONEY, folder)->side = side;
    for (size_t i = 0; i < portal->dimensions.count; i++) {
        const struct dimension *dimension = portal->dimensions.items[i];
        struct slice key = arena_format(site->arena, "%s/" SLICE_FORMAT, folder,
                                        SLICE_ARGS(dimension->name));
        struct route *route;

        if (facts_with(portal, side, dimension->name) == NULL)
            continue;
        route = route_add(site, PAGE_DIMENSION, key);
        route->side = side;
        route->dimension = dimension;
        if (!has_own_pages(dimension))
            code_routes(site, side, dimension, key.ptr);
    }
}

/* A list page where any table of the role has rows. */
static void list_route(struct site *site, enum resource_role role,
                       enum page_kind kind, const char *key)
{
    const struct table *table = portal_table(site->portal, role, NULL);

    if (table != NULL)
        route_named(site, kind, key)->table = table;
}

/* A list by a field that some commitment has. */
static void commitment_list_routes(struct site *site)
{
    const struct table *derived =
        portal_table_named(site->portal, SLICE("derived-commitments"));

    for (size_t i = 0; derived != NULL && i < commitment_field_count(); i++) {
        const struct commitment_field *field = commitment_field_at(i);
        bool any = false;

        for (size_t r = 0; r < derived->rows.count; r++)
            any |=
                row_text(derived, &derived->rows.items[r], field->name).len > 0;
        if (any)
            route_add(
                site, PAGE_COMMITMENT_LISTS,
                arena_format(site->arena, "commitments/by/%s", field->key))
                ->status = slice_of(field->name);
    }
}

static void commitment_routes(struct site *site)
{
    if (portal_table(site->portal, ROLE_UNIVERSE, NULL) != NULL ||
        portal_table(site->portal, ROLE_COMMITMENTS, NULL) != NULL)
        (void)route_named(site, PAGE_UNIVERSE, "universe");
    if (portal_table(site->portal, ROLE_COMMITMENTS, NULL) == NULL)
        return;
    commitment_list_routes(site);
    list_route(site, ROLE_COMMITMENTS, PAGE_COMMITMENTS, "commitments");
    entity_routes(site, ROLE_COMMITMENTS, PAGE_COMMITMENT, "commitments",
                  DOCUMENT_COMMITMENT);
    for (size_t i = 0; i < COMMITMENT_STATUS_COUNT; i++) {
        if (!commitment_status_is_used(site->portal, commitment_status(i)))
            continue;
        route_add(
            site, PAGE_STATUS,
            route_key(site->arena, "commitments/status", commitment_status(i)))
            ->status = commitment_status(i);
    }
}

/* Lists without a page kind of their own are registers. */
static bool is_register(enum resource_role role)
{
    return role == ROLE_REGISTER || role == ROLE_EVALUATIONS ||
           role == ROLE_RECOMMENDATIONS || role == ROLE_AGREEMENTS ||
           role == ROLE_DOCUMENTS || role == ROLE_CALENDAR ||
           role == ROLE_SOURCES || role == ROLE_ASSESSMENTS ||
           role == ROLE_UNIVERSE || role == ROLE_PLAN_QUALITY ||
           role == ROLE_EXCHANGE_RATES || role == ROLE_MODIFICATIONS ||
           role == ROLE_PROTECTIONS || role == ROLE_EQUIVALENCE ||
           role == ROLE_DEFLATOR || role == ROLE_FORECASTS ||
           role == ROLE_OBLIGATIONS || role == ROLE_QUESTIONS ||
           role == ROLE_SCORECARD || role == ROLE_PARTICIPATION ||
           role == ROLE_GRADES;
}

static void record_routes(struct site *site, const struct table *table,
                          const char *folder)
{
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice code = row_text(table, row, "code");
        struct route *route;

        if (code.len == 0 || table_find(table, code) != row)
            continue;
        route =
            route_add(site, PAGE_RECORD, route_key(site->arena, folder, code));
        route->table = table;
        route->row = row;
    }
}

static void register_routes(struct site *site)
{
    bool any = false;

    for (size_t i = 0; i < site->portal->tables.count; i++) {
        const struct table *table = site->portal->tables.items[i];
        struct slice key;

        if (!is_register(table->role))
            continue;
        key = route_key(site->arena, "registers", table->name);
        route_add(site, PAGE_REGISTER, key)->table = table;
        record_routes(site, table, key.ptr);
        any = true;
    }
    if (any)
        (void)route_named(site, PAGE_REGISTERS, "registers");
}

static bool has_grades(const struct portal *portal)
{
    const struct table *table = portal_table(portal, ROLE_EVALUATIONS, NULL);

    return table != NULL && table_role_column(table, "grade") != NULL;
}

/* How the account itself is given: a page for each list that says so. */
static void account_routes(struct site *site)
{
    static const struct {
        enum resource_role role;
        enum page_kind kind;
        const char *key;
    } pages[] = {
        {ROLE_CALENDAR, PAGE_DUTIES, "calendar"},
        {ROLE_OBLIGATIONS, PAGE_DUTIES, "obligations"},
        {ROLE_QUESTIONS, PAGE_DUTIES, "questions"},
        {ROLE_SCORECARD, PAGE_SCORECARD, "scorecard"},
        {ROLE_FORECASTS, PAGE_FORECASTS, "forecasts"},
        {ROLE_PROTECTIONS, PAGE_PROTECTIONS, "protected"},
        {ROLE_EQUIVALENCE, PAGE_CODES, "codes"},
        {ROLE_PARTICIPATION, PAGE_PARTICIPATION, "participation"},
    };
    size_t before = site->routes.count;

    for (size_t i = 0; i < COUNT_OF(pages); i++)
        list_route(site, pages[i].role, pages[i].kind, pages[i].key);
    if (has_grades(site->portal))
        list_route(site, ROLE_EVALUATIONS, PAGE_GRADES, "grades");
    if (site->routes.count > before)
        (void)route_named(site, PAGE_ACCOUNTABILITY, "accountability");
}

/* Each section of a long text is a page. */
static void section_routes(struct site *site, const struct route *whole)
{
    const struct document_split *split = whole->split;
    const struct content *content = whole->content;

    for (size_t i = 0; split != NULL && i < split->count; i++) {
        struct route *route = route_add(site, PAGE_SECTION, split->keys[i]);

        route->content = content;
        route->split = split;
        route->section = i + 1;
    }
}

static void document_route(struct site *site, const struct content *content,
                           const char *folder)
{
    struct slice key = route_key(site->arena, folder, content->name);
    struct route *route = route_add(site, PAGE_DOCUMENT, key);
    struct route whole;

    route->content = content;
    route->split = document_split(site, content, key);
    whole = *route; /* the table may move */
    section_routes(site, &whole);
}

static void document_routes(struct site *site)
{
    bool reports = false;

    for (size_t i = 0; i < site->portal->contents.count; i++) {
        const struct content *content = site->portal->contents.items[i];
        bool is_report = content->kind == DOCUMENT_REPORT;

        if (!is_report && content->kind != DOCUMENT_PAGE &&
            content->kind != DOCUMENT_PLAN)
            continue;
        document_route(site, content,
                       is_report                        ? "reports"
                       : content->kind == DOCUMENT_PLAN ? "documents"
                                                        : "pages");
        reports |= is_report;
    }
    if (reports)
        (void)route_named(site, PAGE_REPORTS, "reports");
}

static void data_routes(struct site *site)
{
    (void)route_named(site, PAGE_DATA, "data");
    for (size_t i = 0; i < site->portal->tables.count; i++) {
        const struct table *table = site->portal->tables.items[i];

        route_add(site, PAGE_DICTIONARY,
                  route_key(site->arena, "data", table->name))
            ->table = table;
    }
    (void)route_named(site, PAGE_QUALITY, "quality");
    (void)route_named(site, PAGE_VERIFY, "verify");
}

/* Names that some systems keep for devices: a file cannot have them. */
bool route_is_reserved(struct slice key)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"};
    size_t start = key.len;
    struct slice name;

    while (start > 0 && key.ptr[start - 1] != '/')
        start--;
    name = slice_cut(key, start, key.len);
    name = slice_cut(name, 0, slice_find(name, '.'));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_text(name, names[i]))
            return true;
    return name.len == 4 &&
           (slice_starts_with(name, SLICE("com")) ||
            slice_starts_with(name, SLICE("lpt"))) &&
           name.ptr[3] >= '1' && name.ptr[3] <= '9';
}

static bool routes_index(struct site *site)
{
    struct diagnostics *diagnostics = site->portal->diagnostics;
    bool unique = true;

    map_init(&site->by_key, site->arena);
    for (size_t i = 0; i < site->routes.count; i++) {
        struct route *route = &site->routes.items[i];
        struct place place = {0, 0, 0};

        if (route->row != NULL)
            place = route->row->place;
        if (route_is_reserved(route->key)) {
            diag_add(diagnostics, DIAG_ROUTE_RESERVED, place, route->key);
            unique = false;
        } else if (map_has(&site->by_key, route->key)) {
            diag_add(diagnostics, DIAG_ROUTE_TWICE, place, route->key);
            unique = false;
        } else {
            (void)map_put(&site->by_key, route->key, route);
        }
    }
    return unique;
}

/* Some row of a role has a code in a field. */
static bool has_field(const struct portal *portal, enum resource_role role,
                      const char *field)
{
    for (const struct table *t = portal_table(portal, role, NULL); t != NULL;
         t = portal_table(portal, role, t))
        for (size_t i = 0; i < t->rows.count; i++)
            if (row_text(t, &t->rows.items[i], field).len > 0)
                return true;
    return false;
}

/* Is anything said of the money behind the plans? */
static bool has_ties(const struct portal *portal)
{
    return has_field(portal, ROLE_LINKS, "program") ||
           has_field(portal, ROLE_PROGRAMS, "plan-nodes") ||
           has_field(portal, ROLE_INDICATORS, "measures");
}

static void plan_routes(struct site *site)
{
    const struct portal *portal = site->portal;
    const struct table *table = portal_table(portal, ROLE_PLAN, NULL);
    bool any = table != NULL;

    for (size_t i = 0; i < portal->contents.count; i++)
        any |= portal->contents.items[i]->kind == DOCUMENT_PLAN;
    if (any)
        route_named(site, PAGE_PLANS, "plans")->table = table;
    entity_routes(site, ROLE_PLAN, PAGE_NODE, "plans", DOCUMENT_KIND_COUNT);
    if (table != NULL && has_ties(portal))
        (void)route_named(site, PAGE_LINK, "plan-budget");
}

static void group_routes(struct site *site, enum page_kind kind,
                         const struct grouping *grouping)
{
    struct map codes;

    groups_find(site->portal, grouping, site->arena, &codes);
    for (size_t i = 0; i < codes.count; i++)
        if (codes.entries[i].key.len > 0)
            route_add(site, kind,
                      group_key(site->arena, grouping, codes.entries[i].key))
                ->status = codes.entries[i].key;
}

static void body_routes(struct site *site)
{
    static const struct grouping kinds = {ROLE_INSTITUTIONS, "kind",
                                          "institutions"};
    static const struct grouping levels = {ROLE_TERRITORIES, "level",
                                           "territories"};

    list_route(site, ROLE_PROGRAMS, PAGE_PROGRAMS, "programs");
    entity_routes(site, ROLE_PROGRAMS, PAGE_PROGRAM, "programs",
                  DOCUMENT_PROGRAM);
    unlisted_routes(site, "program", PAGE_PROGRAM, "programs");
    list_route(site, ROLE_INSTITUTIONS, PAGE_INSTITUTIONS, "institutions");
    entity_routes(site, ROLE_INSTITUTIONS, PAGE_INSTITUTION, "institutions",
                  DOCUMENT_KIND_COUNT);
    unlisted_routes(site, "institution", PAGE_INSTITUTION, "institutions");
    group_routes(site, PAGE_BODY_KIND, &kinds);
    list_route(site, ROLE_TERRITORIES, PAGE_TERRITORIES, "territories");
    entity_routes(site, ROLE_TERRITORIES, PAGE_TERRITORY, "territories",
                  DOCUMENT_KIND_COUNT);
    unlisted_routes(site, "territory", PAGE_TERRITORY, "territories");
    group_routes(site, PAGE_LEVEL, &levels);
    list_route(site, ROLE_INDICATORS, PAGE_INDICATORS, "indicators");
    entity_routes(site, ROLE_INDICATORS, PAGE_INDICATOR, "indicators",
                  DOCUMENT_INDICATOR);
}

static void people_routes(struct site *site)
{
    if (responsibles_exist(site->portal))
        (void)route_named(site, PAGE_RESPONSIBLES, "responsibles");
}

static void history_routes(struct site *site)
{
    const struct portal *portal = site->portal;

    if (portal->releases.count > 0 || site->options.frozen.len > 0)
        (void)route_named(site, PAGE_RELEASES, "releases");
    if (portal->releases.count > 0)
        (void)route_named(site, PAGE_CHANGES, "changes");
}

static void index_routes(struct site *site)
{
    struct names letters;

    if (!index_letters(site, &letters))
        return;
    site->index_is_split = letters.count > 0;
    (void)route_named(site, PAGE_INDEX, "a-z");
    for (size_t i = 0; i < letters.count; i++)
        route_add(site, PAGE_INDEX,
                  route_key(site->arena, "a-z", letters.items[i]))
            ->status = letters.items[i];
}

/* After all others: what an earlier release had and this one has not. An
 * address that was published leads somewhere for good. */
static bool gone_routes(struct site *site)
{
    const struct past *past = site->options.past;

    for (size_t i = 0; past != NULL && i < past->pages.count; i++)
        if (!map_has(&site->by_key, past->pages.items[i].key))
            route_add(site, PAGE_GONE, past->pages.items[i].key)->past =
                &past->pages.items[i];
    return past == NULL || routes_index(site);
}

bool routes_build(struct site *site)
{
    (void)route_named(site, PAGE_CHOICE, "choice");
    (void)route_named(site, site->portal->is_hub ? PAGE_HUB : PAGE_HOME,
                      "index");
    (void)route_named(site, PAGE_NOT_FOUND, "404");
    side_routes(site, ROLE_EXECUTION, "budget");
    side_routes(site, ROLE_REVENUE, "revenue");
    side_routes(site, ROLE_FINANCING, "financing");
    body_routes(site);
    plan_routes(site);
    commitment_routes(site);
    people_routes(site);
    register_routes(site);
    account_routes(site);
    document_routes(site);
    data_routes(site);
    history_routes(site);
    index_routes(site);
    if (site->portal->has_search)
        (void)route_named(site, PAGE_SEARCH, "search");
    return routes_index(site) && gone_routes(site);
}
