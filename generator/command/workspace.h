/*
 * A workspace: the portals of content/, loaded and checked. Layer: command.
 *
 * Roots lie in OUT/<key>/, or are OUT itself where the workspace has one portal
 * and it is no hub.
 */
#ifndef COMMAND_WORKSPACE_H
#define COMMAND_WORKSPACE_H

#include "command/findings.h"
#include "model/portal.h"
#include "render/site.h"

struct workspace_portal {
    struct slice key;
    bool is_wanted; /* of --portal, or all */
    bool is_loaded; /* was tried */
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct portal *portal; /* null when portal.yaml could not be read */
    const struct site *site;
};

struct workspace {
    const char *path; /* "." */
    const char *templates;
    struct workspace_portal *portals; /* by key */
    size_t count;
    struct arena arena;
};

/*
 * Finds the portals and the templates (`templates` null: those of the
 * workspace, else the installed ones) and marks those wanted (`portal` null:
 * all). Else the exit status, with a sentence in `fault`.
 */
int workspace_open(struct workspace *workspace, const char *path,
                   const char *templates, const char *portal,
                   struct buf *fault);
void workspace_release(struct workspace *workspace);

/*
 * Loads and checks what is wanted; for a hub also what it compares.
 * `for_pages`: pages will be made of it.
 */
void workspace_load(struct workspace *workspace, bool for_pages);
/*
 * Routes and templates. `base_url` is the address of OUT, or null; `history`
 * has what is known of earlier releases (its other members are set here), or is
 * null. Null after a fatal finding, or when one already stands.
 */
const struct site *workspace_site(struct workspace *workspace,
                                  struct workspace_portal *entry,
                                  const char *base_url,
                                  const struct site_options *history);
struct slice workspace_base_url(struct workspace *workspace,
                                const struct workspace_portal *entry,
                                const char *base_url);
/* Is there one root, OUT itself? After loading. */
bool workspace_is_single(const struct workspace *workspace);
const char *workspace_root(struct workspace *workspace,
                           const struct workspace_portal *entry,
                           const char *out);
struct findings_group workspace_findings(const struct workspace *workspace,
                                         struct workspace_portal *entry);
/* Exit status by the findings of a portal. */
int workspace_status(const struct workspace_portal *entry);

#endif
