/* JSON, as the whole file. */
#include "fuzz_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_run run;
    const struct node *node;

    fuzz_begin(&run);
    fuzz_file(&run, data, size);
    node = json_read(&run.arena, &run.sources, &run.diagnostics, run.path,
                     SLICE("input"));
    if (node != NULL)
        (void)fuzz_walk(node);
    else if (diagnostics_count(&run.diagnostics, DIAG_FATAL) == 0)
        BUG("what is refused has a finding");
    fuzz_end(&run);
    return 0;
}
