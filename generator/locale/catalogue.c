/*
 * Message catalogues from GNU PO files. Layer: locale. The only file that
 * knows libgettextpo; everything is copied out of it.
 */
#include "locale/locale.h"

#include <errno.h>
#include <gettext-po.h>
#include <setjmp.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "locale/plural.h"

/* A translation; without plural it is the first form. */
struct message {
    bool has_plural;
    struct slice forms[PLURAL_FORMS_MAX];
};

struct catalogue {
    struct map messages;         /* msgid -> struct message */
    const struct plural *plural; /* null where the header has none */
};

/* What libgettextpo complained about while one file was read. */
struct trouble {
    struct arena *arena;
    struct slice first; /* empty = no error */
    jmp_buf escape;     /* for the errors it must not return from */
};

/*
 * libgettextpo's handlers take no context of the caller, so this is the one
 * way to hand them one. It is set only while a file is being read.
 */
static _Thread_local struct trouble *current_trouble;

static void note_error(int severity, po_message_t message,
                       const char *file_name, size_t line, size_t column,
                       int multiline, const char *text)
{
    struct trouble *trouble = current_trouble;

    (void)message;
    (void)column;
    (void)multiline;
    if (severity == PO_SEVERITY_WARNING)
        return;
    if (trouble->first.len == 0 && file_name && line != (size_t)-1)
        trouble->first =
            arena_format(trouble->arena, "line %zu: %s", line, text);
    else if (trouble->first.len == 0)
        trouble->first = arena_copy(trouble->arena, slice_of(text));
    trouble->first = slice_trim(trouble->first);
    if (severity == PO_SEVERITY_FATAL_ERROR)
        longjmp(trouble->escape, 1);
}

static void note_error_pair(int severity, po_message_t message,
                            const char *file_name, size_t line, size_t column,
                            int multiline, const char *text, po_message_t other,
                            const char *other_file_name, size_t other_line,
                            size_t other_column, int other_multiline,
                            const char *other_text)
{
    (void)other;
    (void)other_file_name;
    (void)other_line;
    (void)other_column;
    (void)other_multiline;
    (void)other_text;
    note_error(severity, message, file_name, line, column, multiline, text);
}

/* Alone in a function, so that no local value is lost by the jump. */
static po_file_t read_or_escape(const char *path, struct trouble *trouble)
{
    static const struct po_xerror_handler handler = {note_error,
                                                     note_error_pair};

    if (setjmp(trouble->escape) != 0)
        return NULL;
    return po_file_read(path, &handler);
}

static po_file_t read_po(struct arena *arena, const char *path,
                         struct slice *fault)
{
    struct trouble *trouble = ARENA_NEW(arena, struct trouble);
    po_file_t file;

    trouble->arena = arena;
    current_trouble = trouble;
    file = read_or_escape(path, trouble);
    current_trouble = NULL;
    if (file && trouble->first.len == 0)
        return file;
    if (file)
        po_file_free(file);
    *fault = trouble->first.len > 0 ? trouble->first
                                    : arena_copy(arena, SLICE("cannot be "
                                                              "read"));
    return NULL;
}

/*
 * libgettextpo replaces or passes on what is not UTF-8, depending on the
 * header, and ends a text at a NUL: so look at the bytes first.
 */
static bool check_bytes(struct arena *arena, const char *path,
                        struct slice *fault)
{
    struct slice bytes;

    if (!file_read(arena, path, &bytes)) {
        *fault = arena_copy(arena, slice_of(strerror(errno)));
        return false;
    }
    if (utf8_invalid(bytes) < bytes.len ||
        slice_find(bytes, '\0') < bytes.len) {
        *fault = arena_copy(arena, SLICE("is not UTF-8 text"));
        return false;
    }
    return true;
}

/* A field of the header in the arena; empty where it is missing. */
static struct slice header_field(struct arena *arena, const char *header,
                                 const char *name)
{
    struct slice field = {NULL, 0};
    char *value = po_header_field(header, name);

    if (value)
        field = arena_copy(arena, slice_of(value));
    free(value);
    return field;
}

static bool says_utf8(struct slice content_type)
{
    const struct slice want = SLICE("charset=utf-8");

    while (content_type.len > 0) {
        struct slice part = slice_trim(slice_next(&content_type, ';'));

        if (part.len == want.len &&
            strncasecmp(part.ptr, want.ptr, want.len) == 0)
            return true;
    }
    return false;
}

/*
 * The text of the header, owned by `file`. Not po_file_domain_header(): it
 * returns a copy that its declaration gives nobody the right to free.
 */
static const char *find_header(po_file_t file)
{
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    po_message_t message = po_next_message(iterator);

    while (message &&
           (*po_message_msgid(message) || po_message_msgctxt(message)))
        message = po_next_message(iterator);
    po_message_iterator_free(iterator);
    return message ? po_message_msgstr(message) : NULL;
}

static bool load_header(struct arena *arena, struct catalogue *catalogue,
                        po_file_t file, struct slice *fault)
{
    const char *header = find_header(file);
    struct slice forms;

    if (!header || !says_utf8(header_field(arena, header, "Content-Type"))) {
        *fault = arena_copy(arena, SLICE("has no header with "
                                         "charset=UTF-8"));
        return false;
    }
    forms = header_field(arena, header, "Plural-Forms");
    if (forms.len == 0)
        return true;
    catalogue->plural = plural_parse(arena, forms, fault);
    return catalogue->plural != NULL;
}

/* How many of the forms there are, and how many of these have a text. */
struct form_count {
    unsigned all;
    unsigned filled;
};

static struct form_count copy_forms(struct arena *arena, struct message *to,
                                    po_message_t from)
{
    struct form_count count = {0, 0};
    const char *text = po_message_msgstr_plural(from, 0);

    for (; text; text = po_message_msgstr_plural(from, (int)count.all)) {
        if (count.all < PLURAL_FORMS_MAX)
            to->forms[count.all] = arena_copy(arena, slice_of(text));
        if (*text)
            count.filled++;
        count.all++;
    }
    return count;
}

/* False and a reason where some forms are there and others are not. */
static bool load_plural(struct arena *arena, struct catalogue *catalogue,
                        po_message_t from, struct slice *fault)
{
    struct slice id = arena_copy(arena, slice_of(po_message_msgid(from)));
    struct message *message = ARENA_NEW(arena, struct message);
    struct form_count count = copy_forms(arena, message, from);

    if (count.filled == 0)
        return true;
    if (!catalogue->plural) {
        *fault = arena_copy(arena, SLICE("has plural forms, but no "
                                         "Plural-Forms in its header"));
        return false;
    }
    if (count.all != plural_form_count(catalogue->plural) ||
        count.filled != count.all) {
        *fault = arena_format(
            arena, "\"" SLICE_FORMAT "\" has %u of %u plural forms",
            SLICE_ARGS(id), count.filled, plural_form_count(catalogue->plural));
        return false;
    }
    message->has_plural = true;
    (void)map_put(&catalogue->messages, id, message);
    return true;
}

static void load_single(struct arena *arena, struct catalogue *catalogue,
                        po_message_t from)
{
    struct slice text = slice_of(po_message_msgstr(from));
    struct message *message;

    if (text.len == 0)
        return;
    message = ARENA_NEW(arena, struct message);
    message->forms[0] = arena_copy(arena, text);
    (void)map_put(&catalogue->messages,
                  arena_copy(arena, slice_of(po_message_msgid(from))), message);
}

static bool load_message(struct arena *arena, struct catalogue *catalogue,
                         po_message_t from, struct slice *fault)
{
    const char *id = po_message_msgid(from);

    if (!*id || po_message_is_obsolete(from) || po_message_is_fuzzy(from))
        return true;
    if (po_message_msgctxt(from)) {
        *fault = arena_format(
            arena, "\"%s\" has a msgctxt; contexts are not used", id);
        return false;
    }
    if (po_message_msgid_plural(from))
        return load_plural(arena, catalogue, from, fault);
    load_single(arena, catalogue, from);
    return true;
}

static bool load_messages(struct arena *arena, struct catalogue *catalogue,
                          po_file_t file, struct slice *fault)
{
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    po_message_t message = po_next_message(iterator);
    bool good = true;

    for (; good && message; message = po_next_message(iterator))
        good = load_message(arena, catalogue, message, fault);
    po_message_iterator_free(iterator);
    return good;
}

const struct catalogue *catalogue_load(struct arena *arena, const char *path,
                                       struct slice *fault)
{
    struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);
    po_file_t file;
    bool good;

    if (!check_bytes(arena, path, fault))
        return NULL;
    file = read_po(arena, path, fault);
    if (!file)
        return NULL;
    map_init(&catalogue->messages, arena);
    good = load_header(arena, catalogue, file, fault) &&
           load_messages(arena, catalogue, file, fault);
    po_file_free(file);
    return good ? catalogue : NULL;
}

static const struct message *find_message(const struct catalogue *catalogue,
                                          struct slice msgid)
{
    return catalogue ? map_get(&catalogue->messages, msgid) : NULL;
}

struct slice catalogue_text(const struct catalogue *catalogue,
                            struct slice msgid)
{
    const struct message *message = find_message(catalogue, msgid);

    return message ? message->forms[0] : msgid;
}

bool catalogue_has(const struct catalogue *catalogue, struct slice msgid)
{
    return find_message(catalogue, msgid) != NULL;
}

struct slice catalogue_plural(const struct catalogue *catalogue,
                              struct slice one, struct slice many,
                              uint64_t count)
{
    const struct message *message = find_message(catalogue, one);

    if (message && message->has_plural)
        return message->forms[plural_form(catalogue->plural, count)];
    return count == 1 ? one : many;
}

void catalogue_library_version(struct buf *out)
{
    unsigned version = (unsigned)libgettextpo_version;

    buf_add_format(out, "%u.%u.%u", version >> 16, version >> 8 & 0xff,
                   version & 0xff);
}
