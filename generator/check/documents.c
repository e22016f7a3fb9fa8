/* Documents that describe what is not in the data. */
#include "check/rules.h"

static const struct {
    enum document_kind kind;
    enum resource_role role;
} subjects[] = {
    {DOCUMENT_PLAN, ROLE_PLAN},
    {DOCUMENT_PROGRAM, ROLE_PROGRAMS},
    {DOCUMENT_COMMITMENT, ROLE_COMMITMENTS},
    {DOCUMENT_INDICATOR, ROLE_INDICATORS},
};

/* The code a document is about; empty when it is about none. */
static struct slice subject_of(const struct content *content)
{
    return content->kind == DOCUMENT_PLAN ? content->node : content->name;
}

static void check_document(struct portal *portal, const struct content *content,
                           enum resource_role role)
{
    struct slice code = subject_of(content);

    if (code.len == 0 || portal_find(portal, role, code, NULL) != NULL)
        return;
    for (unsigned k = 0; k < portal->language_count; k++)
        if (content->texts[k] != NULL) {
            struct place place = {content->texts[k]->source, 1, 1};

            diag_add(portal->diagnostics, DIAG_DOCUMENT_ORPHAN, place,
                     content->name, code);
            return;
        }
}

/* Two links of one name in a list: one of the titles is not the text's own. */
static void check_title(struct portal *portal, struct map *titles,
                        struct content *content, unsigned language)
{
    const struct node *title =
        node_get(content->texts[language]->front, "title");
    const struct content *other;
    struct slice key;

    if (title == NULL || title->text.len == 0)
        return;
    key = arena_format(portal->arena, "%d/%u/" SLICE_FORMAT, (int)content->kind,
                       language, SLICE_ARGS(title->text));
    other = map_get(titles, key);
    if (other == NULL)
        (void)map_put(titles, key, content);
    else
        diag_add_pair(portal->diagnostics, DIAG_DOCUMENT_TITLE_TWICE,
                      title->place,
                      node_get(other->texts[language]->front, "title")->place,
                      title->text);
}

static void report_empty(struct portal *portal, const struct document *document)
{
    struct place place = {document->source, 0, document->body_line};

    diag_report(portal->diagnostics, DIAG_DOCUMENT_EMPTY, place, NULL, 0);
}

static void check_texts(struct portal *portal)
{
    struct map titles;

    map_init(&titles, portal->arena);
    for (size_t i = 0; i < portal->contents.count; i++) {
        struct content *content = portal->contents.items[i];

        for (unsigned k = 0; k < portal->language_count; k++) {
            const struct document *document = content->texts[k];

            if (document == NULL)
                continue;
            check_title(portal, &titles, content, k);
            if (slice_trim(document->body).len == 0)
                report_empty(portal, document);
        }
    }
}

void check_documents(struct portal *portal)
{
    check_texts(portal);
    for (size_t i = 0; i < portal->contents.count; i++)
        for (size_t s = 0; s < COUNT_OF(subjects); s++)
            if (subjects[s].kind == portal->contents.items[i]->kind)
                check_document(portal, portal->contents.items[i],
                               subjects[s].role);
}
