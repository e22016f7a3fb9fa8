#include "command/findings.h"

#include <inttypes.h>

#include "command/version.h"
#include "emit/json.h"
#include "emit/markup.h"
#include "input/locate.h"

#define SARIF "https://json.schemastore.org/sarif-2.1.0.json"

/* Two locators: the second places would take the first out of its order. */
struct finder {
    struct locator first;
    struct locator second;
};

static void finder_init(struct finder *finder,
                        const struct findings_group *group)
{
    diagnostics_sort(group->diagnostics);
    locator_init(&finder->first, group->sources, group->workspace);
    locator_init(&finder->second, group->sources, group->workspace);
}

static void finder_release(struct finder *finder)
{
    locator_release(&finder->first);
    locator_release(&finder->second);
}

static void add_location(struct buf *out, struct location location)
{
    if (location.path.len == 0)
        return;
    buf_add_slice(out, location.path);
    if (location.line > 0)
        buf_add_format(out, ":%" PRIu32, location.line);
    if (location.line > 0 && location.column > 0)
        buf_add_format(out, ":%" PRIu32, location.column);
    buf_add_text(out, ": ");
}

static void add_sentence(struct buf *out, const struct finding *finding)
{
    finding_write(out, finding, slice_of(diag_info(finding->id)->sentence));
}

static void text_line(struct buf *out, struct finder *finder,
                      const struct finding *finding)
{
    add_location(out, locator_find(&finder->first, finding->place));
    buf_add_format(out, "%s[%s]: ", diag_level_name(finding->level),
                   diag_info(finding->id)->code);
    add_sentence(out, finding);
    if (finding->accepted.len > 0)
        buf_add_format(out, "; accepted: " SLICE_FORMAT,
                       SLICE_ARGS(finding->accepted));
    buf_add_char(out, '\n');
    if (finding->other.source == 0)
        return;
    add_location(out, locator_find(&finder->second, finding->other));
    buf_add_text(out, "note: the other place\n");
}

static bool places_equal(struct place a, struct place b)
{
    return a.source == b.source && a.record == b.record && a.field == b.field;
}

/* Every page that uses a template finds its faults anew: said once. */
static bool repeats(const struct diagnostics *diagnostics, size_t i)
{
    const struct finding *a = &diagnostics->items[i];
    const struct finding *b = i > 0 ? &diagnostics->items[i - 1] : NULL;

    if (b == NULL || a->id != b->id || !places_equal(a->place, b->place) ||
        !places_equal(a->other, b->other))
        return false;
    for (size_t k = 0; k < DIAG_ARGS_MAX; k++)
        if (!slice_equal(a->args[k], b->args[k]))
            return false;
    return true;
}

static void rest_lines(struct buf *out, const size_t counts[DIAG_COUNT],
                       unsigned limit)
{
    for (size_t id = 0; id < DIAG_COUNT; id++)
        if (limit > 0 && counts[id] > limit)
            buf_add_format(out,
                           "and %zu more of %s; rendir check --limit 0 prints "
                           "all\n",
                           counts[id] - limit,
                           diag_info((enum diag_id)id)->code);
}

void findings_text(struct buf *out, const struct findings_group *group,
                   unsigned limit, bool only_fatal)
{
    size_t counts[DIAG_COUNT] = {0};
    struct finder finder;

    finder_init(&finder, group);
    for (size_t i = 0; i < group->diagnostics->count; i++) {
        const struct finding *finding = &group->diagnostics->items[i];

        if (repeats(group->diagnostics, i) ||
            (only_fatal &&
             (finding->level != DIAG_FATAL || finding->accepted.len > 0)))
            continue;
        if (limit == 0 || ++counts[finding->id] <= limit)
            text_line(out, &finder, finding);
    }
    finder_release(&finder);
    rest_lines(out, counts, limit);
}

static void member(struct json_writer *w, const char *key, struct slice text)
{
    json_key(w, key);
    json_string(w, text);
}

static void member_sentence(struct json_writer *w, const char *key,
                            const struct finding *finding)
{
    struct buf sentence = BUF_INIT;

    add_sentence(&sentence, finding);
    member(w, key, buf_slice(&sentence));
    buf_release(&sentence);
}

static void place_members(struct json_writer *w, struct location location)
{
    if (location.path.len > 0)
        member(w, "path", location.path);
    if (location.line > 0) {
        json_key(w, "line");
        json_integer(w, location.line);
    }
    if (location.column > 0) {
        json_key(w, "column");
        json_integer(w, location.column);
    }
}

static void json_line(struct buf *out, struct finder *finder,
                      struct slice portal, const struct finding *finding)
{
    const struct diag_info *info = diag_info(finding->id);
    struct json_writer w;

    json_init(&w, out, false);
    json_open_object(&w);
    member(&w, "portal", portal);
    member(&w, "code", slice_of(info->code));
    member(&w, "name", slice_of(info->name));
    member(&w, "level", slice_of(diag_level_name(finding->level)));
    place_members(&w, locator_find(&finder->first, finding->place));
    member_sentence(&w, "message", finding);
    if (finding->accepted.len > 0)
        member(&w, "accepted", finding->accepted);
    if (finding->other.source != 0) {
        json_key(&w, "other");
        json_open_object(&w);
        place_members(&w, locator_find(&finder->second, finding->other));
        json_close(&w);
    }
    json_close(&w);
    json_finish(&w);
    buf_add_char(out, '\n');
}

void findings_lines(struct buf *out, const struct findings_group *group)
{
    struct finder finder;

    finder_init(&finder, group);
    for (size_t i = 0; i < group->diagnostics->count; i++)
        if (!repeats(group->diagnostics, i))
            json_line(out, &finder, group->portal,
                      &group->diagnostics->items[i]);
    finder_release(&finder);
}

static const char *sarif_level(enum diag_level level)
{
    return level == DIAG_FATAL ? "error" : diag_level_name(level);
}

/* The whole catalogue: a code list for who reads the results. */
static void sarif_rules(struct json_writer *w)
{
    json_key(w, "rules");
    json_open_array(w);
    for (size_t i = 0; i < DIAG_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_id)i);

        json_open_object(w);
        member(w, "id", slice_of(info->code));
        member(w, "name", slice_of(info->name));
        json_key(w, "shortDescription");
        json_open_object(w);
        member(w, "text", slice_of(info->sentence));
        json_close(w);
        json_key(w, "defaultConfiguration");
        json_open_object(w);
        member(w, "level", slice_of(sarif_level(info->level)));
        json_close(w);
        json_close(w);
    }
    json_close(w);
}

static void sarif_tool(struct json_writer *w)
{
    json_key(w, "tool");
    json_open_object(w);
    json_key(w, "driver");
    json_open_object(w);
    member(w, "name", SLICE("rendir"));
    member(w, "version", SLICE(RENDIR_VERSION));
    sarif_rules(w);
    json_close(w);
    json_close(w);
}

static void sarif_region(struct json_writer *w, struct location location)
{
    if (location.line == 0)
        return;
    json_key(w, "region");
    json_open_object(w);
    json_key(w, "startLine");
    json_integer(w, location.line);
    if (location.column > 0) {
        json_key(w, "startColumn");
        json_integer(w, location.column);
    }
    json_close(w);
}

static void sarif_location(struct json_writer *w, const char *key,
                           struct location location)
{
    struct buf address = BUF_INIT;

    if (location.path.len == 0)
        return;
    markup_escape_path(&address, location.path);
    json_key(w, key);
    json_open_array(w);
    json_open_object(w);
    json_key(w, "physicalLocation");
    json_open_object(w);
    json_key(w, "artifactLocation");
    json_open_object(w);
    member(w, "uri", buf_slice(&address));
    json_close(w);
    sarif_region(w, location);
    json_close(w);
    json_close(w);
    json_close(w);
    buf_release(&address);
}

static void sarif_acceptance(struct json_writer *w, struct slice reason)
{
    if (reason.len == 0)
        return;
    json_key(w, "suppressions");
    json_open_array(w);
    json_open_object(w);
    member(w, "kind", SLICE("external"));
    member(w, "justification", reason);
    json_close(w);
    json_close(w);
}

static void sarif_result(struct json_writer *w, struct finder *finder,
                         const struct finding *finding)
{
    json_open_object(w);
    member(w, "ruleId", slice_of(diag_info(finding->id)->code));
    json_key(w, "ruleIndex");
    json_integer(w, (int64_t)finding->id);
    member(w, "level", slice_of(sarif_level(finding->level)));
    json_key(w, "message");
    json_open_object(w);
    member_sentence(w, "text", finding);
    json_close(w);
    sarif_location(w, "locations",
                   locator_find(&finder->first, finding->place));
    if (finding->other.source != 0)
        sarif_location(w, "relatedLocations",
                       locator_find(&finder->second, finding->other));
    sarif_acceptance(w, finding->accepted);
    json_close(w);
}

static void sarif_results(struct json_writer *w,
                          const struct findings_group *groups, size_t count)
{
    json_key(w, "results");
    json_open_array(w);
    for (size_t g = 0; g < count; g++) {
        struct finder finder;

        finder_init(&finder, &groups[g]);
        for (size_t i = 0; i < groups[g].diagnostics->count; i++)
            if (!repeats(groups[g].diagnostics, i))
                sarif_result(w, &finder, &groups[g].diagnostics->items[i]);
        finder_release(&finder);
    }
    json_close(w);
}

void findings_sarif(struct buf *out, const struct findings_group *groups,
                    size_t count)
{
    struct json_writer w;

    json_init(&w, out, true);
    json_open_object(&w);
    member(&w, "$schema", SLICE(SARIF));
    member(&w, "version", SLICE("2.1.0"));
    json_key(&w, "runs");
    json_open_array(&w);
    json_open_object(&w);
    sarif_tool(&w);
    member(&w, "columnKind", SLICE("unicodeCodePoints"));
    sarif_results(&w, groups, count);
    json_close(&w);
    json_close(&w);
    json_close(&w);
    json_finish(&w);
    buf_add_char(out, '\n');
}
