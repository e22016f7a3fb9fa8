/*
 * calendar.<language>.ics: the days that somebody waits for, as all-day events
 * (RFC 5545). Without a clock the time stamp of each is the cut-off.
 */
#include "publish/format/publish.h"

#include "render/exports.h"

#define LINE_MAX_OCTETS 75 /* section 3.1 */

/* Section 3.3.11: what means something inside a text. */
static void text_add(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '\\' || c == ';' || c == ',')
            buf_add_char(out, '\\');
        if (c == '\n')
            buf_add_text(out, "\\n");
        else if ((unsigned char)c >= ' ')
            buf_add_char(out, c);
    }
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* A line in parts of 75 octets, none of which ends within a character. */
static void line_add(struct buf *out, struct slice line)
{
    size_t room = LINE_MAX_OCTETS;

    while (line.len > room) {
        size_t take = room;

        while (take > 1 && is_continuation(line.ptr[take]))
            take--;
        buf_add(out, line.ptr, take);
        buf_add_text(out, "\r\n ");
        line = slice_cut(line, take, line.len);
        room = LINE_MAX_OCTETS - 1; /* the blank counts */
    }
    buf_add_slice(out, line);
    buf_add_text(out, "\r\n");
}

static void fixed_line(struct buf *out, const char *line)
{
    line_add(out, slice_of(line));
}

static void text_line(struct buf *out, const char *name, struct slice text)
{
    struct buf line = BUF_INIT;

    if (text.len == 0)
        return;
    buf_add_text(&line, name);
    buf_add_char(&line, ':');
    text_add(&line, text);
    line_add(out, buf_slice(&line));
    buf_release(&line);
}

static void date_add(struct buf *out, struct date date)
{
    buf_add_padded(out, (uint64_t)date.year, 4);
    buf_add_padded(out, date.month, 2);
    buf_add_padded(out, date.day, 2);
}

static void date_line(struct buf *out, const char *name, struct date date,
                      const char *after)
{
    struct buf line = BUF_INIT;

    buf_add_text(&line, name);
    buf_add_char(&line, ':');
    date_add(&line, date);
    buf_add_text(&line, after);
    line_add(out, buf_slice(&line));
    buf_release(&line);
}

static struct slice kind_word(const struct language *language,
                              enum event_kind kind)
{
    switch (kind) {
    case EVENT_REPORT:
    case EVENT_KIND_COUNT:
        break;
    case EVENT_COMMITMENT:
        return language_text(language, SLICE("Deadline of a commitment"));
    case EVENT_RELEASE:
        return language_text(language, SLICE("Next value of an indicator"));
    }
    return language_text(language, SLICE("Report due"));
}

/* An address is no text: nothing in it is escaped (section 3.8.4.6). */
static void address_line(struct buf *out, struct slice base, struct slice path)
{
    struct buf line = BUF_INIT;

    if (base.len == 0 || path.len == 0)
        return;
    buf_add_text(&line, "URL:");
    buf_add_slice(&line, base);
    markup_escape_path(&line, path);
    line_add(out, buf_slice(&line));
    buf_release(&line);
}

static void event_write(struct buf *out, const struct publication *publication,
                        const struct language *language,
                        const struct site_event *event)
{
    const struct portal *portal = publication->portal;
    struct slice kind = kind_word(language, event->kind);
    struct buf text = BUF_INIT;

    fixed_line(out, "BEGIN:VEVENT");
    buf_add_format(&text, SLICE_FORMAT "/" SLICE_FORMAT,
                   SLICE_ARGS(portal->key), SLICE_ARGS(event->key));
    text_line(out, "UID", buf_slice(&text));
    date_line(out, "DTSTAMP", portal->cut_off, "T000000Z");
    date_line(out, "DTSTART;VALUE=DATE", event->date, "");
    buf_reset(&text);
    buf_add_format(&text, SLICE_FORMAT ": " SLICE_FORMAT, SLICE_ARGS(kind),
                   SLICE_ARGS(event->label));
    text_line(out, "SUMMARY", buf_slice(&text));
    text_line(out, "DESCRIPTION", event->owner);
    text_line(out, "CATEGORIES", kind);
    address_line(out, publication->base_url, event->path);
    fixed_line(out, "TRANSP:TRANSPARENT");
    fixed_line(out, "END:VEVENT");
    buf_release(&text);
}

static bool calendar_write(struct root *root,
                           const struct publication *publication,
                           const struct language *language, struct arena *arena)
{
    const struct site_event *events = NULL;
    size_t count =
        site_events(publication->site, language->index, arena, &events);
    struct buf out = BUF_INIT;
    bool done;

    /* A calendar must have a component (section 3.6). */
    if (count == 0)
        return true;
    fixed_line(&out, "BEGIN:VCALENDAR");
    fixed_line(&out, "VERSION:2.0");
    fixed_line(&out, "PRODID:-//rendir//rendir//EN");
    fixed_line(&out, "CALSCALE:GREGORIAN");
    text_line(&out, "NAME", words_in(&publication->portal->name, language));
    text_line(&out, "X-WR-CALNAME",
              words_in(&publication->portal->name, language));
    for (size_t i = 0; i < count; i++)
        event_write(&out, publication, language, &events[i]);
    fixed_line(&out, "END:VCALENDAR");
    done = root_write(root, calendar_path(arena, language), buf_slice(&out));
    buf_release(&out);
    return done;
}

bool calendars_publish(struct root *root, const struct publication *publication)
{
    const struct portal *portal = publication->portal;
    struct arena arena;
    bool done = true;

    arena_init(&arena);
    for (unsigned i = 0; i < portal->language_count && done; i++) {
        done = calendar_write(root, publication, &portal->languages[i], &arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
    return done;
}
