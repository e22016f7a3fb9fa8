/* portal.yaml into struct portal. */
#include "base/file.h"
#include "base/name.h"
#include "model/derive.h"
#include "model/property.h"

static void invalid(struct loading *loading, const struct node *node,
                    const char *expected)
{
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->kind == NODE_SCALAR ? node->text : node->key,
             slice_of(expected));
}

static void missing(struct loading *loading, struct place place,
                    const char *key, const char *why)
{
    diag_add(loading->diagnostics, DIAG_SETTING_MISSING, place, slice_of(key),
             slice_of(why));
}

static const struct language *language_by_path(const struct portal *portal,
                                               struct slice path)
{
    for (unsigned i = 0; i < portal->language_count; i++)
        if (slice_equal(portal->languages[i].path, path))
            return &portal->languages[i];
    return NULL;
}

struct words words_read(struct loading *loading, const struct node *node)
{
    struct words words = {0};

    if (node == NULL || node->kind == NODE_NULL)
        return words;
    if (node->kind == NODE_SCALAR)
        return words_all(node->text);
    if (node->kind != NODE_MAP) {
        invalid(loading, node, "a text or a map of texts by language");
        return words;
    }
    for (const struct node *n = node->first; n != NULL; n = n->next) {
        const struct language *language =
            language_by_path(loading->portal, n->key);

        if (language == NULL)
            diag_add(loading->diagnostics, DIAG_LANGUAGE_UNKNOWN, n->key_place,
                     n->key, loading->portal->languages[0].path);
        else if (n->kind == NODE_SCALAR)
            words.items[language->index] = n->text;
        else if (n->kind != NODE_NULL)
            invalid(loading, n, "a text");
    }
    return words;
}

static int integer_read(struct loading *loading, const struct node *node,
                        int low, int high, int fallback)
{
    struct amount value;

    if (node == NULL)
        return fallback;
    if (node->kind != NODE_SCALAR ||
        amount_parse(node->text, (struct amount_format){'.', 0}, &value) !=
            AMOUNT_OK ||
        value.scale != 0 || value.coefficient < low ||
        value.coefficient > high) {
        invalid(loading, node, "a whole number in the range allowed here");
        return fallback;
    }
    return (int)value.coefficient;
}

static struct period period_read(struct loading *loading,
                                 const struct node *node)
{
    struct period period = {PERIOD_NONE, 0, 0, 0};

    if (node == NULL)
        return period;
    if (node->kind != NODE_SCALAR || !period_parse(node->text, &period))
        invalid(loading, node, "a period (2017, 2017-Q3, 2017-10)");
    return period;
}

static void catalogue_read(struct loading *loading, struct language *language,
                           const char *i18n, struct place place)
{
    struct slice path = arena_format(loading->arena, "%s/" SLICE_FORMAT ".po",
                                     i18n, SLICE_ARGS(language->path));
    struct slice fault = {NULL, 0};

    /* Messages are English to begin with: a catalogue of it is optional. */
    if (slice_starts_with(language->tag, SLICE("en-")) &&
        !file_exists(path.ptr))
        return;
    language->catalogue = catalogue_load(loading->arena, path.ptr, &fault);
    if (language->catalogue == NULL && fault.len > 0)
        diag_add(loading->diagnostics, DIAG_FILE_UNREADABLE, place, path,
                 fault);
}

/* A language is a folder of the site, beside those that hold no pages. */
static bool path_is_free(const struct portal *portal, struct slice path)
{
    return name_is_plain(path) && !slice_equal_text(path, "data") &&
           !slice_equal_text(path, "assets") &&
           !slice_equal_text(path, "pagefind") &&
           !slice_equal_text(path, "releases") &&
           language_by_path(portal, path) == NULL;
}

static void language_read(struct loading *loading, const struct node *node,
                          const char *i18n)
{
    struct portal *portal = loading->portal;
    struct slice path = node_text(node, "path");
    struct slice tag = node_text(node, "locale");
    static const char *const known[] = {"path", "locale", NULL};
    struct language *language;

    if (portal->language_count == LANGUAGES_MAX) {
        diag_add(loading->diagnostics, DIAG_LANGUAGES_MANY, node->place,
                 SLICE("8"));
        return;
    }
    node_check_keys(loading->diagnostics, node, known, "a language");
    if (path.len == 0 || tag.len == 0) {
        invalid(loading, node, "a language with path and locale");
        return;
    }
    if (!path_is_free(portal, path)) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place, path,
                 SLICE("a path of a-z, 0-9 and '-' that nothing else has"));
        return;
    }
    language = &portal->languages[portal->language_count];
    language->path = path;
    language->tag = tag;
    language->locale = locale_find(tag);
    if (language->locale == NULL) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place, tag,
                 arena_join(loading->arena,
                            SLICE("a locale known here; nearest: "),
                            locale_nearest(tag).len > 0 ? locale_nearest(tag)
                                                        : SLICE("none")));
        return;
    }
    catalogue_read(loading, language, i18n, node->place);
    language->name = language_own_name(tag);
    language->index = portal->language_count++;
}

static void languages_read(struct loading *loading, const struct node *root,
                           const char *i18n)
{
    const struct node *list =
        property_of_kind(loading, root, "languages", NODE_LIST);

    if (list == NULL || list->first == NULL) {
        missing(loading, root->place, "languages",
                "[{path: es, locale: es-GT}]");
        return;
    }
    for (const struct node *n = list->first; n != NULL; n = n->next)
        language_read(loading, n, i18n);
}

static void stages_read(struct loading *loading, const struct node *list)
{
    static const char *const known[] = {"id", "label", "phrase", "description",
                                        NULL};

    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next) {
        struct stage stage = {.id = node_text(n, "id")};

        node_check_keys(loading->diagnostics, n, known, "a stage");
        stage.label = words_read(loading, node_get(n, "label"));
        stage.phrase = words_read(loading, node_get(n, "phrase"));
        stage.description = words_read(loading, node_get(n, "description"));
        if (stage.id.len == 0)
            missing(loading, n->place, "id", "stages are named by it");
        else if (portal_stage(loading->portal, stage.id) != NULL)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     stage.id, SLICE("a stage that is there once"));
        else
            ARENA_PUSH(loading->arena, &loading->portal->stages, stage);
    }
}

/* A map with no other keys than these; anything else is a finding. */
static void map_check(struct loading *loading, const struct node *node,
                      const char *const *known, const char *where)
{
    if (node->kind != NODE_MAP)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node->key, SLICE("a map of names"));
    node_check_keys(loading->diagnostics, node, known, where);
}

static void statuses_read(struct loading *loading, const struct node *map)
{
    static const char *const known[] = {"label", "definition", NULL};

    for (const struct node *n = map != NULL ? map->first : NULL; n != NULL;
         n = n->next) {
        struct status_words status = {.id = n->key};

        if (commitment_status_definition(n->key).len == 0 &&
            indicator_status_definition(n->key).len == 0)
            diag_add(loading->diagnostics, DIAG_KEY_UNKNOWN, n->key_place,
                     n->key, SLICE("statuses"));
        map_check(loading, n, known, "a status");
        status.label = words_read(loading, node_get(n, "label"));
        status.definition = words_read(loading, node_get(n, "definition"));
        ARENA_PUSH(loading->arena, &loading->portal->statuses, status);
    }
}

static void displays_read(struct loading *loading, const struct node *map)
{
    static const char *const known[] = {"multiplier", "decimals", NULL};

    for (const struct node *n = map != NULL ? map->first : NULL; n != NULL;
         n = n->next) {
        struct display display = {.currency = n->key};

        map_check(loading, n, known, "a display");
        display.multiplier =
            (uint8_t)integer_read(loading, node_get(n, "multiplier"), 0, 12, 0);
        display.decimals = (uint8_t)integer_read(
            loading, node_get(n, "decimals"), 0, AMOUNT_SCALE_MAX, 0);
        ARENA_PUSH(loading->arena, &loading->portal->displays, display);
    }
}

/* Words for codes: "role/code" -> struct words. `levels` is short for the role
 * "level". */
static void labels_of_role(struct loading *loading, struct slice role,
                           const struct node *map)
{
    for (const struct node *n = map != NULL ? map->first : NULL; n != NULL;
         n = n->next) {
        struct words *words = ARENA_NEW(loading->arena, struct words);
        struct slice key =
            arena_format(loading->arena, SLICE_FORMAT "/" SLICE_FORMAT,
                         SLICE_ARGS(role), SLICE_ARGS(n->key));

        *words = words_read(loading, n);
        (void)map_put(&loading->portal->labels, key, words);
    }
}

static void labels_read(struct loading *loading, const struct node *root)
{
    const struct node *labels =
        property_of_kind(loading, root, "labels", NODE_MAP);

    labels_of_role(loading, SLICE("level"),
                   property_of_kind(loading, root, "levels", NODE_MAP));
    for (const struct node *n = labels != NULL ? labels->first : NULL;
         n != NULL; n = n->next)
        if (n->kind == NODE_MAP)
            labels_of_role(loading, n->key, n);
        else
            invalid(loading, n, "a map of codes with their words");
}

static struct amount *amount_keep(struct arena *arena, struct amount value)
{
    struct amount *kept = ARENA_NEW(arena, struct amount);

    *kept = value;
    return kept;
}

static void constants_read(struct loading *loading, const struct node *map)
{
    for (const struct node *n = map != NULL ? map->first : NULL; n != NULL;
         n = n->next) {
        struct amount value;

        if (n->kind != NODE_SCALAR ||
            amount_parse(n->text, (struct amount_format){'.', 0}, &value) !=
                AMOUNT_OK)
            invalid(loading, n, "a number");
        else
            (void)map_put(&loading->portal->constants, n->key,
                          amount_keep(loading->arena, value));
    }
}

static bool level_find(struct slice name, enum diag_level *out)
{
    for (int level = DIAG_NOTE; level <= DIAG_FATAL; level++)
        if (slice_equal_text(name, diag_level_name((enum diag_level)level))) {
            *out = (enum diag_level)level;
            return true;
        }
    return false;
}

/*
 * Whole months of the headline year that had passed at the cut-off; pages print
 * the pace as the share of two constants.
 */
static int elapsed_months(const struct portal *portal)
{
    struct date next = portal->cut_off;
    int months;

    if (portal->period.year == 0 || !date_is_set(portal->cut_off))
        return 12;
    /* A month is whole when the cut-off is its last day or later. */
    months = (next.year - portal->period.year) * 12 + next.month -
             (int)portal->fiscal_month;
    if (date_compare(period_last_day(period_of_month(next.year, next.month)),
                     next) == 0)
        months++;
    return months < 0 ? 0 : months > 12 ? 12 : months;
}

static void constant_default(struct loading *loading, const char *key,
                             int value)
{
    if (!map_has(&loading->portal->constants, slice_of(key)))
        (void)map_put(&loading->portal->constants, slice_of(key),
                      amount_keep(loading->arena, amount_of(value)));
}

static void pace_constants(struct loading *loading)
{
    constant_default(loading, "elapsed_months",
                     elapsed_months(loading->portal));
    constant_default(loading, "year_months", 12);
    /* Money above and delivery below, in percent: peru-security-partnership
     * section 5, number 3. */
    constant_default(loading, "gap_money", 80);
    constant_default(loading, "gap_physical", 40);
}

static void levels_read(struct loading *loading, const struct node *map)
{
    for (const struct node *n = map != NULL ? map->first : NULL; n != NULL;
         n = n->next) {
        struct level_change change;

        if (!diag_find(n->key, &change.id) ||
            !level_find(n->text, &change.level))
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     n->key,
                     SLICE("a finding's code with fatal, warning or note"));
        else if (diag_info(change.id)->level == DIAG_FATAL &&
                 change.level != DIAG_FATAL)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     n->key,
                     SLICE("allowed here: fatal findings are accepted one by "
                           "one (accept)"));
        else
            ARENA_PUSH(loading->arena, &loading->portal->level_changes, change);
    }
}

static void acceptances_read(struct loading *loading, const struct node *list)
{
    static const char *const known[] = {"finding", "file", "reason", NULL};

    for (const struct node *n = list != NULL ? list->first : NULL; n != NULL;
         n = n->next) {
        struct acceptance acceptance = {.place = n->place};

        node_check_keys(loading->diagnostics, n, known, "an acceptance");
        acceptance.file = node_text(n, "file");
        acceptance.reason = words_read(loading, node_get(n, "reason"));
        if (!diag_find(node_text(n, "finding"), &acceptance.id))
            invalid(loading, n, "a finding to accept: its code is not known");
        else if (words_are_empty(&acceptance.reason))
            missing(loading, n->place, "reason",
                    "it is printed on the quality page");
        else
            ARENA_PUSH(loading->arena, &loading->portal->acceptances,
                       acceptance);
    }
}

static const struct node *named_map(struct loading *loading,
                                    const struct node *root, const char *key,
                                    const char *const *known)
{
    const struct node *map = property_of_kind(loading, root, key, NODE_MAP);

    node_check_keys(loading->diagnostics, map, known, key);
    return map;
}

/* How strictly what a source says of itself is taken. */
static void rules_read(struct loading *loading, const struct node *root)
{
    static const char *const known[] = {"achieved_needs_evidence", NULL};

    loading->portal->achieved_needs_evidence =
        property_flag(loading, named_map(loading, root, "rules", known),
                      "achieved_needs_evidence", true);
}

/* "#1f5f8b": it is written into a style sheet, so nothing else may pass. */
static struct slice accent_read(struct loading *loading,
                                const struct node *root)
{
    struct slice accent = property_text(loading, root, "accent");
    bool valid = (accent.len == 4 || accent.len == 7) && accent.ptr[0] == '#';

    for (size_t i = 1; i < accent.len; i++) {
        char c = accent.ptr[i];

        valid &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
                 (c >= 'A' && c <= 'F');
    }
    if (valid || accent.len == 0)
        return accent;
    invalid(loading, node_get(root, "accent"), "a colour (\"#1f5f8b\")");
    return (struct slice){NULL, 0};
}

static void names_read(struct loading *loading, const struct node *root)
{
    static const char *const licence[] = {"name", "url", NULL};
    static const char *const contact[] = {"name", "address", NULL};
    struct portal *portal = loading->portal;
    const struct node *node;

    portal->name = words_read(loading, node_get(root, "name"));
    portal->publisher = words_read(loading, node_get(root, "publisher"));
    portal->summary = words_read(loading, node_get(root, "summary"));
    portal->subject = words_read(loading, node_get(root, "subject"));
    if (words_are_empty(&portal->name))
        missing(loading, root->place, "name", "pages are headed by it");
    portal->accent = accent_read(loading, root);
    node = named_map(loading, root, "licence", licence);
    portal->licence_name = property_text(loading, node, "name");
    portal->licence_address = property_text(loading, node, "url");
    node = named_map(loading, root, "contact", contact);
    portal->contact_name = property_text(loading, node, "name");
    portal->contact_address = property_text(loading, node, "address");
}

/* A stage that headline figures are made of. */
static struct slice stage_read(struct loading *loading, const struct node *map,
                               const char *key)
{
    struct slice id = property_text(loading, map, key);

    if (id.len > 0 && portal_stage(loading->portal, id) == NULL)
        stage_unknown(loading, node_get(map, key)->place, id);
    return id;
}

static void money_read(struct loading *loading, const struct node *root)
{
    struct portal *portal = loading->portal;
    static const char *const sides[] = {"budget", "execution", NULL};
    const struct node *node;

    stages_read(loading, property_of_kind(loading, root, "stages", NODE_LIST));
    node = named_map(loading, root, "expenditure", sides);
    portal->budget_stage = stage_read(loading, node, "budget");
    portal->execution_stage = stage_read(loading, node, "execution");
    node = named_map(loading, root, "revenue", sides);
    portal->revenue_budget_stage = stage_read(loading, node, "budget");
    portal->revenue_stage = stage_read(loading, node, "execution");
    node = named_map(loading, root, "financing", sides);
    portal->financing_budget_stage = stage_read(loading, node, "budget");
    portal->financing_stage = stage_read(loading, node, "execution");
    displays_read(loading,
                  property_of_kind(loading, root, "display", NODE_MAP));
}

static void time_read(struct loading *loading, const struct node *root)
{
    struct portal *portal = loading->portal;
    const struct node *cut_off = node_get(root, "cut_off");

    if (cut_off == NULL)
        missing(loading, root->place, "cut_off",
                "the date the data speaks of (there is no clock)");
    else if (!date_parse(cut_off->text, &portal->cut_off))
        invalid(loading, cut_off, "a date (2017-10-31)");
    portal->period = period_read(loading, node_get(root, "period"));
    portal->compare = period_read(loading, node_get(root, "compare"));
    if (portal->period.kind == PERIOD_NONE && date_is_set(portal->cut_off))
        portal->period = period_of_year(portal->cut_off.year);
    if (portal->compare.kind != PERIOD_NONE &&
        period_compare(portal->compare, portal->period) == 0) {
        invalid(loading, node_get(root, "compare"),
                "another year than that of period");
        portal->compare = (struct period){PERIOD_NONE, 0, 0, 0};
    }
    portal->fiscal_month = (unsigned)integer_read(
        loading, node_get(root, "fiscal_year_start"), 1, 12, 1);
}

bool settings_load(struct loading *loading, const char *i18n)
{
    static const char *const known[] = {"name",
                                        "publisher",
                                        "summary",
                                        "kind",
                                        "languages",
                                        "cut_off",
                                        "period",
                                        "compare",
                                        "fiscal_year_start",
                                        "accent",
                                        "illustrative",
                                        "licence",
                                        "contact",
                                        "release",
                                        "releases",
                                        "signature",
                                        "formats",
                                        "search",
                                        "cards",
                                        "stages",
                                        "expenditure",
                                        "revenue",
                                        "financing",
                                        "display",
                                        "levels",
                                        "labels",
                                        "statuses",
                                        "constants",
                                        "rules",
                                        "levels_of_findings",
                                        "money",
                                        "partial_years",
                                        "accept",
                                        "subject",
                                        NULL};
    static const char *const kinds[] = {"portal", "hub", NULL};
    int kind = 0;
    struct slice path = path_join(loading->arena, loading->content_folder,
                                  SLICE("portal.yaml"));
    struct slice file =
        path_join(loading->arena, slice_of(loading->workspace), path);
    const struct node *root = yaml_read(loading->arena, loading->sources,
                                        loading->diagnostics, file.ptr, path);

    if (root == NULL)
        return false;
    node_check_keys(loading->diagnostics, root, known, "portal.yaml");
    languages_read(loading, root, i18n);
    if (loading->portal->language_count == 0)
        return false;
    (void)property_choice(loading, root, "kind", kinds, &kind);
    loading->portal->is_hub = kind == 1;
    loading->portal->is_illustrative =
        property_flag(loading, root, "illustrative", false);
    names_read(loading, root);
    time_read(loading, root);
    edition_settings_read(loading, root);
    money_read(loading, root);
    money_rules_read(loading, root);
    labels_read(loading, root);
    statuses_read(loading,
                  property_of_kind(loading, root, "statuses", NODE_MAP));
    constants_read(loading,
                   property_of_kind(loading, root, "constants", NODE_MAP));
    pace_constants(loading);
    rules_read(loading, root);
    levels_read(loading, property_of_kind(loading, root, "levels_of_findings",
                                          NODE_MAP));
    acceptances_read(loading,
                     property_of_kind(loading, root, "accept", NODE_LIST));
    return true;
}
