/* Delimiter, quotes, lines before the table, comments, header. */
#include "inspect/names.h"
#include "inspect/sniff.h"

#include <string.h>

#define RECORDS_MAX 1000
#define COMMENT_MARK '#'

/* A record as the sample has it, before anything is known of the file. */
struct draft {
    struct slice text; /* without its line end */
    uint32_t line;     /* physical, from 1 */
    uint32_t fields;
    uint32_t quoted; /* fields between quotes, whole */
    uint32_t stray;  /* quotes that open or close nothing */
};

struct drafts {
    struct draft *items;
    size_t count, capacity;
    bool is_open; /* a quote was never closed */
};

struct reading {
    struct slice text;
    size_t at;
    uint32_t line;
    char delimiter;
    char quote;
};

static bool at_end_of_line(const struct reading *reading)
{
    return reading->at >= reading->text.len ||
           reading->text.ptr[reading->at] == '\n' ||
           reading->text.ptr[reading->at] == '\r';
}

static void skip_line_end(struct reading *reading)
{
    if (reading->at < reading->text.len &&
        reading->text.ptr[reading->at] == '\r')
        reading->at++;
    if (reading->at < reading->text.len &&
        reading->text.ptr[reading->at] == '\n')
        reading->at++;
    reading->line++;
}

/* Past a field between quotes; false when nothing closes it. */
static bool pass_quoted(struct reading *reading)
{
    for (reading->at++; reading->at < reading->text.len; reading->at++) {
        char c = reading->text.ptr[reading->at];

        reading->line += c == '\n';
        if (c != reading->quote)
            continue;
        if (reading->at + 1 >= reading->text.len ||
            reading->text.ptr[reading->at + 1] != reading->quote) {
            reading->at++;
            return true;
        }
        reading->at++;
    }
    return false;
}

/* Past one field; false when a quote was left open. */
static bool pass_field(struct reading *reading, struct draft *draft)
{
    bool opened = !at_end_of_line(reading) && reading->quote != 0 &&
                  reading->text.ptr[reading->at] == reading->quote;

    draft->fields++;
    if (opened && !pass_quoted(reading))
        return false;
    draft->quoted += opened;
    while (!at_end_of_line(reading) &&
           reading->text.ptr[reading->at] != reading->delimiter) {
        draft->stray +=
            reading->quote != 0 &&
            (opened || reading->text.ptr[reading->at] == reading->quote);
        reading->at++;
    }
    return true;
}

static void drafts_read(struct arena *arena, struct reading reading,
                        struct drafts *drafts)
{
    while (reading.at < reading.text.len && drafts->count < RECORDS_MAX) {
        struct draft draft = {.line = reading.line};
        size_t start = reading.at;

        while (pass_field(&reading, &draft)) {
            if (at_end_of_line(&reading))
                break;
            reading.at++;
        }
        drafts->is_open |= !at_end_of_line(&reading);
        draft.text = slice_cut(reading.text, start, reading.at);
        skip_line_end(&reading);
        ARENA_PUSH(arena, drafts, draft);
    }
}

static bool is_other_line(const struct draft *draft)
{
    return slice_trim(draft->text).len == 0 ||
           draft->text.ptr[0] == COMMENT_MARK;
}

/* The most frequent number of fields, and how many records have it. */
static uint32_t usual_fields(const struct drafts *drafts, size_t *having)
{
    uint32_t best = 0;

    *having = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        size_t same = 0;

        if (is_other_line(&drafts->items[i]) ||
            (i > 0 && drafts->items[i].fields == best))
            continue;
        for (size_t j = 0; j < drafts->count; j++)
            same += !is_other_line(&drafts->items[j]) &&
                    drafts->items[j].fields == drafts->items[i].fields;
        if (same > *having) {
            *having = same;
            best = drafts->items[i].fields;
        }
    }
    return best;
}

struct choice {
    struct drafts drafts;
    char delimiter;
    uint32_t fields;
    size_t having;
    size_t records;
    uint32_t quoted;
    uint32_t stray;
};

static struct choice choice_try(struct arena *arena, struct slice text,
                                char delimiter, char quote)
{
    struct choice choice = {.delimiter = delimiter};
    struct reading reading = {text, 0, 1, delimiter, quote};

    drafts_read(arena, reading, &choice.drafts);
    /* The sample may end in the middle of a record. */
    if (choice.drafts.count > 2 && choice.drafts.count < RECORDS_MAX &&
        text.len == SNIFF_LEN)
        choice.drafts.count--;
    choice.fields = usual_fields(&choice.drafts, &choice.having);
    for (size_t i = 0; i < choice.drafts.count; i++) {
        choice.records += !is_other_line(&choice.drafts.items[i]);
        choice.quoted += choice.drafts.items[i].quoted;
        choice.stray += choice.drafts.items[i].stray;
    }
    return choice;
}

/* More records alike is better; as many alike, more fields. */
static bool is_better(const struct choice *a, const struct choice *b)
{
    size_t share_a = a->fields > 1 ? a->having * 1000 / (a->records + 1) : 0;
    size_t share_b = b->fields > 1 ? b->having * 1000 / (b->records + 1) : 0;

    if (share_a > share_b + 20 || share_b > share_a + 20)
        return share_a > share_b;
    return a->fields > b->fields;
}

static const char *mark_name(char mark)
{
    switch (mark) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    default:
        return "bar";
    }
}

static struct choice delimiter_choose(struct arena *arena, struct slice text,
                                      char quote)
{
    static const char marks[] = {',', ';', '\t', '|'};
    struct choice best = choice_try(arena, text, marks[0], quote);

    for (size_t i = 1; i < COUNT_OF(marks); i++) {
        struct choice other = choice_try(arena, text, marks[i], quote);

        if (is_better(&other, &best))
            best = other;
    }
    return best;
}

static bool quotes_open_fields(struct slice text, char delimiter)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '"' &&
            (i == 0 || text.ptr[i - 1] == delimiter ||
             text.ptr[i - 1] == '\n' || text.ptr[i - 1] == '\r'))
            return true;
    return false;
}

static char unused_mark(struct slice text)
{
    static const char candidates[] = {'~', '^', '`', '\\'};

    for (size_t i = 0; i < COUNT_OF(candidates); i++)
        if (slice_find(text, candidates[i]) == text.len)
            return candidates[i];
    return '"';
}

/* Quotes: the usual ones, unless they would only do harm. */
static struct choice quote_choose(struct arena *arena, struct slice text,
                                  struct sniff *out)
{
    struct choice usual = delimiter_choose(arena, text, '"');
    struct choice single;

    out->dialect.quote = '"';
    if (usual.quoted > 0 && usual.stray == 0) {
        out->quote_why =
            arena_format(arena, "%u fields of the sample stand between quotes",
                         usual.quoted);
        return usual;
    }
    single = delimiter_choose(arena, text, '\'');
    if (usual.quoted == 0 && single.quoted > single.records &&
        single.stray == 0) {
        out->dialect.quote = '\'';
        out->quote_why = arena_format(
            arena, "%u fields of the sample stand between apostrophes",
            single.quoted);
        return single;
    }
    if (usual.quoted == 0 && usual.stray > 0 && out->is_whole &&
        !quotes_open_fields(text, usual.delimiter)) {
        out->dialect.quote = unused_mark(text);
        out->quote_why = SLICE("quotes stand only inside fields; a mark that "
                               "does not occur is declared in their place");
        return usual;
    }
    out->quote_why =
        usual.stray > 0
            ? arena_format(arena,
                           "%u characters of the sample stand against the "
                           "rule of quotes; such rows will be refused",
                           usual.stray)
            : SLICE("none in the sample; the usual mark is kept");
    return usual;
}

struct cells {
    struct slice *items;
    size_t count, capacity;
};

/* Cells of a draft without their quotes, for a look at them. */
static struct cells draft_cells(struct arena *arena, const struct draft *draft,
                                const struct dialect *dialect)
{
    struct reading reading = {draft->text, 0, 1, dialect->delimiter,
                              dialect->quote};
    struct cells cells = {NULL, 0, 0};

    for (bool more = true; more;) {
        struct draft field = {.line = 0};
        size_t start = reading.at;
        struct slice cell;

        more = pass_field(&reading, &field) && reading.at < draft->text.len;
        cell = slice_trim(slice_cut(draft->text, start, reading.at));
        if (field.quoted > 0 && cell.len >= 2)
            cell = slice_trim(slice_cut(cell, 1, cell.len - 1));
        ARENA_PUSH(arena, &cells, cell);
        reading.at++;
    }
    return cells;
}

static size_t filled(struct cells cells)
{
    size_t count = 0;

    for (size_t i = 0; i < cells.count; i++)
        count += cells.items[i].len > 0;
    return count;
}

/* The first draft that is a row of the table; titles above it are none. */
static size_t first_row(struct arena *arena, const struct choice *choice,
                        const struct dialect *dialect)
{
    size_t first = choice->drafts.count;

    for (size_t i = 0; i < choice->drafts.count; i++) {
        const struct draft *draft = &choice->drafts.items[i];

        if (is_other_line(draft) || draft->fields != choice->fields)
            continue;
        if (first == choice->drafts.count)
            first = i;
        if (choice->fields < 3 ||
            filled(draft_cells(arena, draft, dialect)) > 1)
            return i;
    }
    return first < choice->drafts.count ? first : 0;
}

static void sniff_comments(struct arena *arena, const struct choice *choice,
                           size_t first, struct sniff *out)
{
    size_t count = 0;

    for (size_t i = 0; i < choice->drafts.count; i++) {
        const struct draft *draft = &choice->drafts.items[i];

        if (draft->text.len == 0 || draft->text.ptr[0] != COMMENT_MARK)
            continue;
        if (count == 0 && i < first && draft->fields == choice->fields)
            out->commented_header = slice_cut(draft->text, 1, draft->text.len);
        count++;
    }
    if (count == 0)
        return;
    out->dialect.comment = COMMENT_MARK;
    out->comment_why =
        arena_format(arena, "%zu lines of the sample begin with #%s", count,
                     out->commented_header.len > 0
                         ? "; one of them looks like the names of the columns"
                         : "");
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits and what stands among them in numbers and dates. */
static bool looks_like_number(struct slice cell)
{
    size_t digits = 0;

    for (size_t i = 0; i < cell.len; i++) {
        if (!is_digit(cell.ptr[i]) &&
            strchr(".,-+/()% $:", cell.ptr[i]) == NULL)
            return false;
        digits += is_digit(cell.ptr[i]);
    }
    return digits > 0;
}

static bool looks_like_year(struct slice cell)
{
    return cell.len == 4 && looks_like_number(cell) &&
           (slice_starts_with(cell, SLICE("19")) ||
            slice_starts_with(cell, SLICE("20")));
}

struct header_votes {
    unsigned text_over_numbers;
    unsigned numbers_over_numbers;
    unsigned years;
    unsigned known;
    unsigned empty;
    bool is_repeated; /* a cell occurs again below, in its column */
    struct slice known_example;
};

static void vote(struct arena *arena, struct slice cell, size_t numbers,
                 size_t seen, struct header_votes *votes)
{
    bool below = seen > 0 && numbers * 10 >= seen * 8;

    votes->empty += cell.len == 0;
    if (looks_like_year(cell))
        votes->years++;
    else if (below && looks_like_number(cell))
        votes->numbers_over_numbers++;
    else if (below && cell.len > 0)
        votes->text_over_numbers++;
    if (!looks_like_number(cell) && name_find(arena, cell).known) {
        votes->known++;
        votes->known_example = cell;
    }
}

static struct header_votes header_votes(struct arena *arena,
                                        const struct choice *choice,
                                        size_t first, struct dialect *dialect)
{
    struct cells head =
        draft_cells(arena, &choice->drafts.items[first], dialect);
    size_t *numbers = ARENA_ARRAY(arena, head.count, size_t);
    size_t *seen = ARENA_ARRAY(arena, head.count, size_t);
    struct header_votes votes = {0};

    for (size_t i = first + 1; i < choice->drafts.count && i < first + 200;
         i++) {
        struct cells cells =
            draft_cells(arena, &choice->drafts.items[i], dialect);

        for (size_t j = 0; j < cells.count && cells.count == head.count; j++) {
            seen[j] += cells.items[j].len > 0;
            numbers[j] += looks_like_number(cells.items[j]);
            votes.is_repeated |= head.items[j].len > 0 &&
                                 slice_equal(head.items[j], cells.items[j]);
        }
    }
    for (size_t j = 0; j < head.count; j++)
        vote(arena, head.items[j], numbers[j], seen[j], &votes);
    return votes;
}

static void sniff_header(struct arena *arena, const struct choice *choice,
                         size_t first, struct sniff *out)
{
    struct header_votes votes =
        header_votes(arena, choice, first, &out->dialect);

    out->header_is_sure = true;
    out->dialect.has_header = true;
    if (votes.numbers_over_numbers > votes.text_over_numbers) {
        out->dialect.has_header = false;
        out->header_why = arena_format(
            arena, "none: the first row has numbers in %u columns of numbers",
            votes.numbers_over_numbers);
    } else if (votes.known > 0) {
        out->header_why = arena_format(
            arena, "%u known column names, \"" SLICE_FORMAT "\" among them",
            votes.known, SLICE_ARGS(votes.known_example));
    } else if (votes.text_over_numbers > 0) {
        out->header_why = arena_format(
            arena, "the first row has words over %u columns of numbers",
            votes.text_over_numbers);
    } else if (votes.is_repeated) {
        out->dialect.has_header = false;
        out->header_is_sure = false;
        out->header_why =
            SLICE("likely none: cells of the first row occur again below it");
    } else {
        out->header_is_sure = false;
        out->header_why = SLICE("taken for granted: nothing speaks against it");
    }
}

/* The line above the first row may name the columns, with one too few. */
static void skipped_header(struct arena *arena, const struct choice *choice,
                           size_t first, struct sniff *out)
{
    struct cells cells;
    size_t known = 0;

    if (first == 0 || is_other_line(&choice->drafts.items[first - 1]))
        return;
    cells = draft_cells(arena, &choice->drafts.items[first - 1], &out->dialect);
    for (size_t i = 0; i < cells.count; i++)
        known += name_find(arena, cells.items[i]).known;
    if (cells.count < 3 || known * 2 < cells.count)
        return;
    out->commented_header = choice->drafts.items[first - 1].text;
    out->skip_why = arena_format(
        arena,
        "line %u names the columns but has %u fields, not the %u of the rows",
        choice->drafts.items[first - 1].line,
        choice->drafts.items[first - 1].fields, choice->fields);
}

void sniff_dialect(struct arena *arena, struct slice text, struct sniff *out)
{
    struct choice choice = quote_choose(arena, text, out);
    size_t first;

    out->dialect.delimiter = choice.delimiter;
    out->delimiter_why =
        choice.fields > 1
            ? arena_format(arena,
                           "%s: %zu of %zu records of the sample have %u "
                           "fields",
                           mark_name(choice.delimiter), choice.having,
                           choice.records, choice.fields)
            : SLICE("none found: each line is one field");
    if (choice.drafts.count == 0)
        return;
    first = first_row(arena, &choice, &out->dialect);
    sniff_comments(arena, &choice, first, out);
    for (size_t i = 0; i < first; i++)
        if (!is_other_line(&choice.drafts.items[i]))
            out->dialect.skip_rows = choice.drafts.items[first].line - 1;
    if (out->dialect.skip_rows > 0)
        out->skip_why = arena_format(
            arena, "the first row with %u fields begins in line %u",
            choice.fields, choice.drafts.items[first].line);
    skipped_header(arena, &choice, first, out);
    sniff_header(arena, &choice, first, out);
}
