/*
 * What the fuzz targets share: an input as a file, and a run's arena, sources
 * and findings. Layer: tests.
 *
 * A target returns 0 for every input; what it must never do, it ends by BUG().
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/bug.h"
#include "base/diag.h"
#include "input/locate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_run {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    int file;
    char path[32]; /* of the input as a file */
};

static inline void fuzz_begin(struct fuzz_run *run)
{
    arena_init(&run->arena);
    sources_init(&run->sources, &run->arena);
    diagnostics_init(&run->diagnostics);
    run->file = -1;
}

/* The readers open files by name: this one has a name and no disk below it. */
static inline void fuzz_file(struct fuzz_run *run, const uint8_t *data,
                             size_t size)
{
    run->file = memfd_create("input", 0);
    if (run->file < 0 || write(run->file, data, size) != (ssize_t)size)
        BUG("no room for the input");
    (void)snprintf(run->path, sizeof(run->path), "/proc/self/fd/%d", run->file);
}

/* Each finding can be written, and its places can be found. */
static inline void fuzz_end(struct fuzz_run *run)
{
    struct buf text = BUF_INIT;

    diagnostics_sort(&run->diagnostics);
    for (size_t i = 0; i < run->diagnostics.count && i < 40; i++) {
        const struct finding *finding = &run->diagnostics.items[i];

        finding_write(&text, finding,
                      slice_of(diag_info(finding->id)->sentence));
        if (run->file >= 0 && finding->place.source != 0)
            (void)locate(&run->sources, "/", finding->place);
    }
    buf_release(&text);
    diagnostics_release(&run->diagnostics);
    arena_release(&run->arena);
    if (run->file >= 0)
        (void)close(run->file);
}

#endif
