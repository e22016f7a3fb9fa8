#include "input/locate.h"

#include "base/file.h"
#include "base/utf8.h"

/* Where in a row the search for a field has come to. */
struct field_search {
    const struct source *source;
    unsigned left; /* fields before the one wanted */
    bool opened;   /* the field began with a quote */
    bool quoted;   /* which is not closed yet */
    bool began;    /* the field has a byte already */
    bool found;
    uint32_t column; /* in the line under way, from 0 */
};

void locator_init(struct locator *locator, const struct sources *sources,
                  const char *root)
{
    *locator = (struct locator){.sources = sources, .root = root};
}

static void close_file(struct locator *locator)
{
    if (locator->open)
        lines_close(&locator->lines);
    locator->open = false;
}

void locator_release(struct locator *locator)
{
    close_file(locator);
}

static bool open_file(struct locator *locator, const struct source *source)
{
    struct arena scratch;
    struct slice path;
    enum line_status status;

    arena_init(&scratch);
    path = path_join(&scratch, slice_of(locator->root), source->path);
    status = lines_open(&locator->lines, arena_text(&scratch, path),
                        source->encoding);
    arena_release(&scratch);
    locator->open = true;
    if (status != LINE_READ)
        close_file(locator);
    return locator->open;
}

/* Reads up to line `number`, from where the last search ended if it can. */
static bool go_to_line(struct locator *locator, const struct source *source,
                       struct place place, uint32_t number)
{
    if (!locator->open || locator->source != place.source ||
        locator->lines.number > number) {
        close_file(locator);
        if (!open_file(locator, source))
            return false;
        locator->source = place.source;
    }
    while (locator->lines.number < number)
        if (lines_next(&locator->lines, &locator->line) != LINE_READ) {
            close_file(locator);
            return false;
        }
    return true;
}

static void take_byte(struct field_search *search, char c)
{
    const struct source *source = search->source;

    if (source->quote && c == source->quote &&
        (search->opened || !search->began)) {
        /* A doubled quote closes and opens again: the same in the end. */
        search->quoted = !search->quoted;
        search->opened = true;
    } else if (!search->quoted && c == source->delimiter) {
        search->left--;
        search->opened = false;
        search->began = false;
        return;
    }
    search->began = true;
}

/* Looks for the field in one line; false when the row ends here. */
static bool search_line(struct field_search *search, struct slice line)
{
    search->column = 0;
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.ptr[i];

        if (search->left == 0)
            break;
        if (!search->quoted && (c == '\n' || c == '\r'))
            return false;
        take_byte(search, (char)c);
        search->column += (c & 0xC0) != 0x80;
    }
    search->found = search->left == 0;
    return !search->found;
}

static void find_field(struct locator *locator, const struct source *source,
                       struct place place, struct location *location)
{
    struct field_search search = {.source = source, .left = place.field - 1u};

    if (!go_to_line(locator, source, place, location->line))
        return;
    while (search_line(&search, locator->line))
        if (lines_next(&locator->lines, &locator->line) != LINE_READ) {
            close_file(locator);
            return;
        }
    if (!search.found)
        return;
    location->line = locator->lines.number;
    location->column = search.column + 1;
}

struct location locator_find(struct locator *locator, struct place place)
{
    const struct source *source = sources_get(locator->sources, place.source);
    struct location location = {{NULL, 0}, 0, 0};

    if (!source)
        return location;
    location.path = source->path;
    if (source->kind == SOURCE_LISTING) {
        place = source_spot(source, place);
        source = sources_get(locator->sources, place.source);
        if (!source)
            return location;
        location.path = source->path;
    }
    if (source->kind == SOURCE_TEXT) {
        location.line = place.record;
        location.column = place.field;
        return location;
    }
    /* Without a field a table place is its row; the file as a whole has
     * neither (record 0 stands for the header, field by field). */
    if (place.record == 0 && place.field == 0)
        return location;
    location.line = source_line(source, place.record);
    if (place.field > 0)
        find_field(locator, source, place, &location);
    return location;
}

struct location locate(const struct sources *sources, const char *root,
                       struct place place)
{
    struct locator locator;
    struct location location;

    locator_init(&locator, sources, root);
    location = locator_find(&locator, place);
    locator_release(&locator);
    return location;
}
