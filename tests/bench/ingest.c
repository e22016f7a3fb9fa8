/*
 * Time and memory of reading one portal into cube, ledger and findings, without
 * pages: `ingest WORKSPACE PORTAL TEMPLATES` prints seconds, processor seconds,
 * peak MiB, rows used and findings.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "check/rules.h"
#include "model/portal.h"

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct portal_paths paths;
    struct portal *portal;
    struct rusage usage;
    uint64_t used = 0;
    double start = now();
    double end;

    if (argc != 4)
        return 2;
    paths = (struct portal_paths){
        .workspace = argv[1], .key = slice_of(argv[2]), .i18n = argv[3]};
    arena_init(&arena);
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics);
    portal = portal_load(&arena, &sources, &diagnostics, &paths);
    if (portal == NULL)
        return 1;
    check_portal(portal, argv[1]);
    end = now();
    for (size_t t = 0; t < portal->tables.count; t++)
        for (size_t f = 0; f < portal->tables.items[t]->files.count; f++)
            used += portal->tables.items[t]->files.items[f].used;
    (void)getrusage(RUSAGE_SELF, &usage);
    printf("%.3f %.3f %ld %" PRIu64 " %zu\n", end - start,
           seconds(usage.ru_utime) + seconds(usage.ru_stime),
           usage.ru_maxrss / 1024, used, diagnostics.count);
    return 0;
}
