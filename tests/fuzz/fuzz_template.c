/*
 * Templates in page mode: up to a NUL byte the page, behind it the text that is
 * put into it. Where a template has no '<', none may come out.
 */
#include <string.h>

#include "fuzz.h"
#include "template/template.h"

static struct slice translate(const void *context, struct slice msgid)
{
    (void)context;
    return msgid;
}

static const struct value *view_of(struct arena *arena, struct slice text)
{
    struct value *root = value_object_new(arena);
    struct value *list = value_list_new(arena);
    struct value *item = value_object_new(arena);

    value_set(arena, item, "text", value_text(arena, text));
    value_set(arena, item, "none", value_null());
    value_list_add(arena, list, item);
    value_list_add(arena, list, item);
    value_set(arena, root, "text", value_text(arena, text));
    value_set(arena, root, "link", value_link(arena, text));
    value_set(arena, root, "code", value_code(arena, SLICE("011.0138")));
    value_set(arena, root, "figure",
              value_figure(arena, SLICE("abcdefghijkl"), SLICE("1.5"), text));
    value_set(arena, root, "markup", value_markup(arena, SLICE("markup")));
    value_set(arena, root, "yes", value_boolean(true));
    value_set(arena, root, "none", value_null());
    value_set(arena, root, "items", list);
    return root;
}

static bool has_angle(struct slice text)
{
    return text.len > 0 && memchr(text.ptr, '<', text.len) != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_run run;
    struct buf out = BUF_INIT;
    struct slice text = {(const char *)data, size};
    size_t end = slice_find(text, '\0');
    struct slice page = slice_cut(text, 0, end);
    struct template_set *set;
    struct template_call call;

    fuzz_begin(&run);
    set = template_set_new(&run.arena, TEMPLATE_PAGE, &run.diagnostics,
                           &run.sources);
    template_set_add(set, SLICE("page"), SLICE("page.html"), page);
    template_set_add(set, SLICE("part"), SLICE("part.html"),
                     SLICE("{{text}}{{$block}}{{/block}}"));
    call = (struct template_call){set, translate, NULL, &run.diagnostics};
    if (template_set_compile(set) &&
        template_render(
            &call, template_find(set, SLICE("page")),
            view_of(&run.arena,
                    slice_cut(text, end < size ? end + 1 : end, size)),
            &out) &&
        !has_angle(page) && has_angle(buf_slice(&out)) &&
        memmem(page.ptr, page.len, "figure", 6) == NULL)
        BUG("text does not become a tag");
    buf_release(&out);
    fuzz_end(&run);
    return 0;
}
