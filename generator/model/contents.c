/* Markdown documents of content/, grouped over their languages. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "model/property.h"

#define ORDER_MAX 1000000
#define SPLIT_MAX 3
#define DAY_LEN 10 /* "2020-08-28" */

static const char *document_kind_folder(enum document_kind kind)
{
    static const char *const folders[] = {
        [DOCUMENT_PAGE] = "pages",
        [DOCUMENT_PLAN] = "plans",
        [DOCUMENT_PROGRAM] = "programs",
        [DOCUMENT_COMMITMENT] = "commitments",
        [DOCUMENT_INDICATOR] = "indicators",
        [DOCUMENT_REPORT] = "reports",
    };

    return kind < DOCUMENT_KIND_COUNT ? folders[kind] : "";
}

static void unread(struct loading *loading, struct slice path,
                   const char *reason)
{
    diag_add(loading->diagnostics, DIAG_DOCUMENT_UNREAD,
             ((struct place){0, 0, 0}), path, slice_of(reason));
}

/* What an editor leaves behind is nobody's document. */
static bool is_leftover(struct slice file)
{
    return slice_starts_with(file, SLICE(".")) ||
           slice_ends_with(file, SLICE("~"));
}

/* "x.fr" where there is no fr: French would pass for another language. */
static bool has_other_language(struct slice name)
{
    const char *end = name.ptr + name.len;

    return name.len > 3 && end[-3] == '.' && end[-2] >= 'a' && end[-2] <= 'z' &&
           end[-1] >= 'a' && end[-1] <= 'z';
}

/* "about.es.md" -> "about", language 0; "about.md" -> all from the first. */
static bool split_name(const struct portal *portal, struct slice file,
                       struct slice *name, unsigned *language)
{
    size_t dot;

    *name = slice_cut(file, 0, file.len - 3);
    *language = 0;
    for (dot = name->len; dot > 0 && name->ptr[dot - 1] != '.'; dot--)
        continue;
    for (unsigned i = 0; dot > 0 && i < portal->language_count; i++)
        if (slice_equal(slice_cut(*name, dot, name->len),
                        portal->languages[i].path)) {
            *language = i;
            *name = slice_cut(*name, 0, dot - 1);
            return true;
        }
    return !has_other_language(*name);
}

static struct slice content_key(struct arena *arena, enum document_kind kind,
                                struct slice name)
{
    return arena_format(arena, "%s/" SLICE_FORMAT, document_kind_folder(kind),
                        SLICE_ARGS(name));
}

static struct content *content_get(struct loading *loading,
                                   enum document_kind kind, struct slice name)
{
    struct portal *portal = loading->portal;
    struct slice key = content_key(loading->arena, kind, name);
    struct content *content = map_get(&portal->contents_by_key, key);

    if (content != NULL)
        return content;
    content = ARENA_NEW(loading->arena, struct content);
    content->kind = kind;
    content->name = name;
    content->split = -1;
    ARENA_PUSH(loading->arena, &portal->contents, content);
    (void)map_put(&portal->contents_by_key, key, content);
    return content;
}

const struct content *portal_content(const struct portal *portal,
                                     enum document_kind kind, struct slice name)
{
    char key[300];
    int len = snprintf(key, sizeof key, "%s/" SLICE_FORMAT,
                       document_kind_folder(kind), SLICE_ARGS(name));

    if (len < 0 || (size_t)len >= sizeof key)
        return NULL; /* longer than a file name can be */
    return map_get(&portal->contents_by_key, (struct slice){key, (size_t)len});
}

/* "2020-08-28T17:00:58-05:00": a moment is of the day that is written there. */
static bool day_parse(struct slice text, struct date *day)
{
    if (text.len > DAY_LEN && text.ptr[DAY_LEN] == 'T')
        text = slice_cut(text, 0, DAY_LEN);
    return date_parse(text, day);
}

static bool front_number(struct loading *loading, const struct node *front,
                         const char *name, int most, const char *what, int *out)
{
    const struct node *node =
        property_of_kind(loading, front, name, NODE_SCALAR);
    struct amount value;

    if (node == NULL)
        return false;
    if (amount_parse(node->text, (struct amount_format){'.', 0}, &value) !=
            AMOUNT_OK ||
        value.scale != 0 || value.coefficient < 0 || value.coefficient > most) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node->text, slice_of(what));
        return false;
    }
    *out = (int)value.coefficient;
    return true;
}

/* Of texts that are pages: the others are sections of one. */
static bool is_page(const struct content *content)
{
    return content->kind == DOCUMENT_PAGE || content->kind == DOCUMENT_PLAN ||
           content->kind == DOCUMENT_REPORT;
}

static void split_read(struct loading *loading, struct content *content,
                       const struct node *front)
{
    const struct node *node = node_get(front, "split");
    int level;

    if (node == NULL)
        return;
    if (!is_page(content))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 SLICE("split"),
                 SLICE("a key of this text: it is a section of another page"));
    else if (front_number(loading, front, "split", SPLIT_MAX,
                          "a level of headings: 1, 2 or 3 (0: one page)",
                          &level))
        content->split = level;
}

/* Keys that say nothing of a text of its kind. */
static void report_unread(struct loading *loading,
                          const struct content *content,
                          const struct node *front)
{
    static const char *const of_pages[] = {"date", "author", "order"};
    const char *folder = document_kind_folder(content->kind);
    const struct node *node = node_get(front, "node");

    if (node != NULL && content->kind != DOCUMENT_PLAN)
        diag_add(loading->diagnostics, DIAG_KEY_UNREAD, node->place,
                 SLICE("node"), slice_of(folder));
    for (size_t i = 0; !is_page(content) && i < COUNT_OF(of_pages); i++) {
        node = node_get(front, of_pages[i]);
        if (node != NULL)
            diag_add(loading->diagnostics, DIAG_KEY_UNREAD, node->place,
                     slice_of(of_pages[i]), slice_of(folder));
    }
}

static void report_untitled(struct loading *loading,
                            const struct content *content,
                            const struct document *document)
{
    struct place place = {document->source, 0, 1};

    if (is_page(content) && node_get(document->front, "title") == NULL)
        diag_add(loading->diagnostics, DIAG_DOCUMENT_UNTITLED, place,
                 content->name);
}

static void front_read(struct loading *loading, struct content *content,
                       const struct document *document)
{
    static const char *const known[] = {"title",  "description", "date",
                                        "order",  "node",        "summary",
                                        "author", "split",       NULL};
    const struct node *date =
        property_of_kind(loading, document->front, "date", NODE_SCALAR);
    int number;

    (void)property_text(loading, document->front, "title");
    (void)property_text(loading, document->front, "description");
    (void)property_text(loading, document->front, "summary");
    (void)property_text(loading, document->front, "author");

    node_check_keys(loading->diagnostics, document->front, known,
                    "front matter");
    if (date != NULL && !day_parse(date->text, &content->date))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, date->place,
                 date->text, SLICE("a date (2017-10-31)"));
    if (front_number(loading, document->front, "order", ORDER_MAX,
                     "a whole number", &number))
        content->order = number;
    split_read(loading, content, document->front);
    report_untitled(loading, content, document);
    report_unread(loading, content, document->front);
    if (content->node.len == 0)
        content->node = property_text(loading, document->front, "node");
}

static void document_load(struct loading *loading, enum document_kind kind,
                          struct slice folder, struct slice file)
{
    struct slice name;
    unsigned language;
    struct slice path = path_join(loading->arena, folder, file);
    struct document *document = ARENA_NEW(loading->arena, struct document);
    struct content *content;

    if (is_leftover(file))
        return;
    if (!slice_ends_with(file, SLICE(".md"))) {
        unread(loading, path, "only NAME.LANGUAGE.md is a document");
        return;
    }
    if (!split_name(loading->portal, file, &name, &language)) {
        unread(loading, path, "portal.yaml has no such language");
        return;
    }
    if (!document_read(
            loading->arena, loading->sources, loading->diagnostics,
            path_join(loading->arena, slice_of(loading->workspace), path).ptr,
            path, document))
        return;
    content = content_get(loading, kind, name);
    if (content->texts[language] != NULL) {
        unread(loading, path, "another file has the same name and language");
        return;
    }
    content->texts[language] = document;
    front_read(loading, content, document);
}

static void lacking_in(struct loading *loading, const struct content *content,
                       const struct language *language)
{
    struct place place = {0, 0, 0};

    for (unsigned m = 0; m < loading->portal->language_count; m++)
        if (content->texts[m] != NULL)
            place.source = content->texts[m]->source;
    diag_add(loading->diagnostics, DIAG_TRANSLATION_MISSING, place,
             content->name, language->name);
}

static void report_undated(struct loading *loading)
{
    const struct portal *portal = loading->portal;

    for (size_t i = 0; i < portal->contents.count; i++) {
        const struct content *content = portal->contents.items[i];
        unsigned first = 0;

        if (content->kind != DOCUMENT_REPORT || date_is_set(content->date))
            continue;
        while (content->texts[first] == NULL)
            first++;
        diag_report(loading->diagnostics, DIAG_REPORT_UNDATED,
                    ((struct place){content->texts[first]->source, 0, 1}), NULL,
                    0);
    }
}

static void lacking(struct loading *loading)
{
    const struct portal *portal = loading->portal;

    for (size_t i = 0; i < portal->contents.count; i++)
        for (unsigned k = 0; k < portal->language_count; k++)
            if (portal->contents.items[i]->texts[k] == NULL)
                lacking_in(loading, portal->contents.items[i],
                           &portal->languages[k]);
}

/* What a folder holds: nothing when it is not there, or after a finding. */
static struct names folder_names(struct loading *loading, struct slice folder)
{
    struct slice path =
        path_join(loading->arena, slice_of(loading->workspace), folder);
    struct names names;

    if (!folder_list(loading->arena, path.ptr, &names) && errno != ENOENT) {
        diag_add(loading->diagnostics, DIAG_FILE_UNREADABLE,
                 ((struct place){0, 0, 0}), folder, slice_of(strerror(errno)));
        names = (struct names){NULL, 0, 0};
    }
    return names;
}

/* Of content/<portal>/ every folder is known, or somebody misspelt it. */
static void check_folders(struct loading *loading)
{
    struct names names = folder_names(loading, loading->content_folder);

    (void)folder_names(
        loading,
        path_join(loading->arena, loading->content_folder, SLICE("templates")));
    for (size_t i = 0; i < names.count; i++) {
        struct slice name = names.items[i];
        bool known = is_leftover(name) || slice_equal_text(name, "templates") ||
                     slice_equal_text(name, "assets");

        for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++)
            known |= slice_equal_text(
                name, document_kind_folder((enum document_kind)kind));
        if (!known && !slice_equal_text(name, "portal.yaml"))
            unread(loading,
                   path_join(loading->arena, loading->content_folder, name),
                   "it is neither portal.yaml nor a folder of documents");
    }
}

void contents_load(struct loading *loading)
{
    check_folders(loading);
    for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++) {
        struct slice folder =
            path_join(loading->arena, loading->content_folder,
                      slice_of(document_kind_folder((enum document_kind)kind)));
        struct names names = folder_names(loading, folder);

        for (size_t i = 0; i < names.count; i++)
            document_load(loading, (enum document_kind)kind, folder,
                          names.items[i]);
    }
    lacking(loading);
    report_undated(loading);
}
