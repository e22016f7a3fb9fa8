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

void check_documents(struct portal *portal)
{
    for (size_t i = 0; i < portal->contents.count; i++)
        for (size_t s = 0; s < COUNT_OF(subjects); s++)
            if (subjects[s].kind == portal->contents.items[i]->kind)
                check_document(portal, portal->contents.items[i],
                               subjects[s].role);
}
