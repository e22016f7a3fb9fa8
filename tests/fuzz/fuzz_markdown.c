/*
 * Documents: front matter and Markdown. The first byte says whether links are
 * taken over. Whatever is written, no script may come out of it.
 */
#include <string.h>
#include <strings.h>

#include "fuzz.h"
#include "input/markdown.h"

static bool take_link(void *context, const struct markdown_link *link,
                      struct buf *out)
{
    (void)context;
    if (link->address.len % 2 == 0)
        return false;
    buf_add_slice(out, link->content);
    return true;
}

static bool has(const struct buf *html, const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i + len <= html->len; i++)
        if (strncasecmp(html->ptr + i, text, len) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_run run;
    struct document document;
    struct markdown_result result;
    struct buf html = BUF_INIT;

    if (size < 1)
        return 0;
    fuzz_begin(&run);
    fuzz_file(&run, data + 1, size - 1);
    if (document_read(&run.arena, &run.sources, &run.diagnostics, run.path,
                      SLICE("input"), &document)) {
        markdown_render(&run.arena, &run.diagnostics, &document,
                        data[0] % 2 ? take_link : NULL, NULL, &html, &result);
        if (has(&html, "<script") || has(&html, "<a href=\"javascript:") ||
            has(&html, "<img src=\"javascript:"))
            BUG("no script comes out of a document");
        for (size_t i = 0; i < result.heading_count; i++)
            if (result.headings[i].id.len == 0)
                BUG("every heading has an id");
    }
    buf_release(&html);
    fuzz_end(&run);
    return 0;
}
