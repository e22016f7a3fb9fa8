/*
 * YAML through libyaml, the only file that knows it.
 *
 * Events become nodes. What YAML has beyond plain data (anchors, tags, several
 * documents) is refused, for a file that people edit by hand should say what it
 * means where it says it. Reading goes on after a refusal, so that one run
 * finds all of them; only broken syntax ends it.
 */
#include <yaml.h>

#include "base/map.h"
#include "input/grow.h"
#include "input/report.h"
#include "input/tree.h"

struct yaml_reader {
    struct growth growth;
    uint16_t source;
    uint32_t first_line;
    unsigned documents;
    bool ended;
};

static struct place place_of(const struct yaml_reader *reader, yaml_mark_t mark)
{
    return growth_place(reader->source, mark.line + reader->first_line,
                        mark.column + 1);
}

static struct slice text_of(const yaml_char_t *text)
{
    return slice_of((const char *)text);
}

static void refuse_anchor(struct yaml_reader *reader, struct place place,
                          const yaml_char_t *anchor)
{
    if (anchor)
        growth_refuse(&reader->growth, DIAG_YAML_ALIAS, place, text_of(anchor));
}

static void refuse_tag(struct yaml_reader *reader, struct place place,
                       const yaml_char_t *tag)
{
    if (tag)
        growth_refuse(&reader->growth, DIAG_YAML_TAG, place, text_of(tag));
}

static bool means_null(struct slice text)
{
    return text.len == 0 || slice_equal_text(text, "~") ||
           slice_equal_text(text, "null") || slice_equal_text(text, "Null") ||
           slice_equal_text(text, "NULL");
}

static void take_scalar(struct yaml_reader *reader, const yaml_event_t *event)
{
    struct place place = place_of(reader, event->start_mark);
    struct slice text = {(const char *)event->data.scalar.value,
                         event->data.scalar.length};
    bool quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;

    refuse_anchor(reader, place, event->data.scalar.anchor);
    refuse_tag(reader, place, event->data.scalar.tag);
    if (growth_wants_key(&reader->growth))
        growth_key(&reader->growth, place, text);
    else if (!quoted && means_null(text))
        growth_null(&reader->growth, place);
    else
        growth_scalar(&reader->growth, place, text, quoted);
}

static void open_list(struct yaml_reader *reader, const yaml_event_t *event)
{
    struct place place = place_of(reader, event->start_mark);

    refuse_anchor(reader, place, event->data.sequence_start.anchor);
    refuse_tag(reader, place, event->data.sequence_start.tag);
    growth_open(&reader->growth, NODE_LIST, place);
}

static void open_map(struct yaml_reader *reader, const yaml_event_t *event)
{
    struct place place = place_of(reader, event->start_mark);

    refuse_anchor(reader, place, event->data.mapping_start.anchor);
    refuse_tag(reader, place, event->data.mapping_start.tag);
    growth_open(&reader->growth, NODE_MAP, place);
}

static void take_alias(struct yaml_reader *reader, const yaml_event_t *event)
{
    struct place place = place_of(reader, event->start_mark);

    refuse_anchor(reader, place, event->data.alias.anchor);
    if (growth_wants_key(&reader->growth))
        growth_key(&reader->growth, place, text_of(event->data.alias.anchor));
    else
        growth_null(&reader->growth, place);
}

static void open_document(struct yaml_reader *reader, const yaml_event_t *event)
{
    if (++reader->documents == 1)
        return;
    diag_report(reader->growth.diagnostics, DIAG_YAML_DOCUMENTS,
                place_of(reader, event->start_mark), NULL, 0);
    reader->growth.failed = true;
    reader->ended = true;
}

static void take_event(struct yaml_reader *reader, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        open_document(reader, event);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(reader, event);
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(reader, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_list(reader, event);
        break;
    case YAML_MAPPING_START_EVENT:
        open_map(reader, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        growth_close(&reader->growth);
        break;
    case YAML_STREAM_END_EVENT:
        reader->ended = true;
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
}

/* libyaml names no line for what it cannot read at all, only a byte. */
static yaml_mark_t mark_of_byte(struct slice text, size_t offset)
{
    yaml_mark_t mark = {offset, 0, 0};

    for (size_t i = 0; i < offset && i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c == '\n') {
            mark.line++;
            mark.column = 0;
        } else if ((c & 0xC0) != 0x80) {
            mark.column++;
        }
    }
    return mark;
}

static void report_syntax(struct yaml_reader *reader,
                          const yaml_parser_t *parser, struct slice text)
{
    bool unreadable = parser->error == YAML_READER_ERROR;
    yaml_mark_t mark = unreadable ? mark_of_byte(text, parser->problem_offset)
                                  : parser->problem_mark;
    struct buf problem = BUF_INIT;

    if (parser->error == YAML_MEMORY_ERROR)
        out_of_memory();
    buf_add_text(&problem, parser->problem ? parser->problem : "unreadable");
    if (parser->context)
        buf_add_format(&problem, " %s", parser->context);
    growth_refuse(&reader->growth, DIAG_YAML_SYNTAX, place_of(reader, mark),
                  buf_slice(&problem));
    buf_release(&problem);
}

static void read_events(struct yaml_reader *reader, yaml_parser_t *parser,
                        struct slice text)
{
    yaml_event_t event;

    while (!reader->ended && !reader->growth.too_deep) {
        if (!yaml_parser_parse(parser, &event)) {
            report_syntax(reader, parser, text);
            return;
        }
        take_event(reader, &event);
        yaml_event_delete(&event);
    }
}

const struct node *yaml_parse(struct arena *arena,
                              struct diagnostics *diagnostics, uint16_t source,
                              uint32_t first_line, struct slice text)
{
    struct yaml_reader reader = {.source = source, .first_line = first_line};
    const struct node *root;
    yaml_parser_t parser;

    if (!yaml_parser_initialize(&parser))
        out_of_memory();
    /* Without this a mark in the bytes could choose another encoding. */
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser, (const unsigned char *)(text.len ? text.ptr : ""), text.len);
    growth_init(&reader.growth, arena, diagnostics);
    read_events(&reader, &parser, text);
    yaml_parser_delete(&parser);
    root = growth_finish(&reader.growth, growth_place(source, first_line, 1));
    growth_release(&reader.growth);
    return root;
}

const struct node *yaml_read(struct arena *arena, struct sources *sources,
                             struct diagnostics *diagnostics,
                             const char *file_path, struct slice path)
{
    struct text_file file;

    if (!text_file_read(arena, sources, diagnostics, file_path, path, &file))
        return NULL;
    return yaml_parse(arena, diagnostics, file.source, 1, file.text);
}

const char *yaml_library_version(void)
{
    return yaml_get_version_string();
}
