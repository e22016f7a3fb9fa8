/*
 * Figures as authors write them, asked of the fictional portal: expressions,
 * and each text as a filter as well. Runs in the root of the repository.
 */
#include <stdlib.h>

#include "figure/ask.h"
#include "figure/filter.h"
#include "figure/print.h"
#include "fuzz.h"
#include "model/portal.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
const char *__lsan_default_suppressions(void);

/* libgettextpo keeps the path of each file it read, and nobody can free it. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo.so\n";
}

/* Loaded once, const after that; a fuzzer has no other place to keep it. */
static struct fuzz_run loaded;
static const struct portal *portal;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const struct portal_paths paths = {".", SLICE("ejemplo"), "templates/i18n",
                                       0};

    (void)argc;
    (void)argv;
    fuzz_begin(&loaded);
    portal = portal_load(&loaded.arena, &loaded.sources, &loaded.diagnostics,
                         &paths);
    if (portal == NULL)
        BUG("the fictional portal is in content/ejemplo");
    return 0;
}

/* What is canonical stays as it is. */
static void check_filter(struct arena *arena, struct slice text)
{
    struct filter filter, again;
    struct slice fault, canonical;

    if (!filter_parse(arena, text, &filter, &fault))
        return;
    canonical = filter_canonical(arena, &filter);
    if (!filter_parse(arena, canonical, &again, &fault) ||
        !slice_equal(canonical, filter_canonical(arena, &again)))
        BUG("the canonical text of a filter is canonical");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_run run;
    struct figures figures;
    struct buf out = BUF_INIT;
    struct slice text;
    const struct figure *figure;

    if (size > 4096)
        return 0;
    fuzz_begin(&run);
    text = arena_copy(&run.arena, (struct slice){(const char *)data, size});
    check_filter(&run.arena, text);
    figures_init(&figures, portal, &run.arena, &run.diagnostics);
    figure = figure_expression(&figures, text);
    if (figure != NULL) {
        figure_print(&out, figure, &portal->languages[0]);
        figure_print_exact(&out, figure);
    } else if (run.diagnostics.count == 0) {
        BUG("what is refused has a finding");
    }
    buf_release(&out);
    fuzz_end(&run);
    return 0;
}
