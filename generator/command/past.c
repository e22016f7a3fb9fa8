#include "command/past.h"

#include "command/command.h"

static bool is_wanted(const struct workspace *workspace, struct slice key)
{
    for (size_t i = 0; i < workspace->count; i++)
        if (workspace->portals[i].is_wanted &&
            slice_equal(workspace->portals[i].key, key))
            return true;
    return false;
}

static int owner_read(struct build_past *past, struct workspace *workspace,
                      size_t at)
{
    struct buf key = BUF_INIT;
    struct buf reason = BUF_INIT;
    int status = EXIT_PUBLISHED;

    if (!history_whose(past->previous[at], &key, &reason)) {
        status = print_fault(EXIT_ENVIRONMENT, buf_slice(&reason));
    } else if (!is_wanted(workspace, buf_slice(&key))) {
        buf_add_format(&reason,
                       "--previous %s is of the portal " SLICE_FORMAT
                       ", which is not built",
                       past->previous[at], SLICE_ARGS(buf_slice(&key)));
        status = print_fault(EXIT_USAGE, buf_slice(&reason));
    }
    past->owners[at] = arena_copy(&workspace->arena, buf_slice(&key));
    buf_release(&key);
    buf_release(&reason);
    return status;
}

/* Is it one of the earlier ones? */
static int release_is_new(const struct build_past *past,
                          struct workspace *workspace,
                          const struct portal *portal)
{
    for (size_t i = 0; i < portal->releases.count; i++)
        if (slice_equal_text(portal->releases.items[i].id, past->release))
            return print_fault(
                EXIT_USAGE,
                arena_format(&workspace->arena,
                             "--release %s: the portal " SLICE_FORMAT
                             " has published a release of this id; none is "
                             "frozen twice, give it another",
                             past->release, SLICE_ARGS(portal->key)));
    return EXIT_PUBLISHED;
}

/* Some portal that is built must be the one that is to be frozen; one that is
 * built alone takes the id where it has none. */
static int release_check(const struct build_past *past,
                         struct workspace *workspace)
{
    struct portal *last = NULL;
    size_t wanted = 0, count = 0;
    int status = EXIT_PUBLISHED;

    if (past->release == NULL)
        return EXIT_PUBLISHED;
    if (!release_id_is_valid(slice_of(past->release)))
        return print_fault(
            EXIT_USAGE, SLICE("--release takes an id of letters, digits, '.' "
                              "and '-', as a folder is called by it"));
    for (size_t i = 0; i < workspace->count; i++) {
        struct workspace_portal *entry = &workspace->portals[i];

        if (!entry->is_wanted || entry->portal == NULL)
            continue;
        wanted++;
        last = entry->portal;
        count += past_release(past, entry).len > 0;
        if (status == EXIT_PUBLISHED)
            status = release_is_new(past, workspace, last);
    }
    if (status != EXIT_PUBLISHED || wanted == 0 || count > 0)
        return status;
    if (wanted == 1 && last->release.len == 0) {
        last->release = slice_of(past->release);
        return EXIT_PUBLISHED;
    }
    return print_fault(
        EXIT_USAGE,
        arena_format(&workspace->arena,
                     "--release %s: no portal that is built calls its edition "
                     "so (`release` of its portal.yaml)",
                     past->release));
}

int past_sort(struct build_past *past, struct workspace *workspace)
{
    int worst = release_check(past, workspace);

    past->owners =
        ARENA_ARRAY(&workspace->arena, past->previous_count + 1, struct slice);
    for (size_t i = 0; i < past->previous_count; i++) {
        int status = owner_read(past, workspace, i);

        if (status > worst)
            worst = status;
    }
    return worst;
}

struct slice past_release(const struct build_past *past,
                          const struct workspace_portal *entry)
{
    struct slice wanted = slice_of(past->release != NULL ? past->release : "");

    return slice_equal(entry->portal->release, wanted)
               ? wanted
               : (struct slice){NULL, 0};
}

struct history *past_open(const struct build_past *past,
                          const struct workspace_portal *entry,
                          unsigned threads)
{
    const char **own = calloc(past->previous_count + 1, sizeof(*own));
    struct history *history;
    size_t count = 0;

    if (own == NULL)
        out_of_memory();
    for (size_t i = 0; i < past->previous_count; i++)
        if (slice_equal(past->owners[i], entry->key))
            own[count++] = past->previous[i];
    history = history_open(entry->portal, own, count, threads);
    free(own);
    return history;
}
