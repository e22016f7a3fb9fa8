/* The bytes of a file: is it text, in which encoding, with which line ends. */
#include "inspect/sniff.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "input/decode.h"

#define UTF8_MARK "\xEF\xBB\xBF"

/* Bytes of a file that no text has. */
static bool is_binary(struct slice bytes)
{
    size_t odd = 0;

    if (slice_starts_with(bytes, SLICE("PK\x03\x04")) ||
        slice_starts_with(bytes, SLICE("%PDF")) ||
        slice_starts_with(bytes, SLICE("\x1F\x8B")) ||
        slice_starts_with(bytes, SLICE("\xD0\xCF\x11\xE0")))
        return true;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];

        if (c == 0)
            return true;
        odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }
    return odd * 50 > bytes.len;
}

/* 16-bit text of mostly Latin letters has a zero in every other byte. */
static const char *sixteen_bits(struct slice bytes)
{
    size_t zeros[2] = {0, 0};

    if (slice_starts_with(bytes, SLICE("\xFF\xFE")) ||
        slice_starts_with(bytes, SLICE("\xFE\xFF")))
        return "UTF-16";
    for (size_t i = 0; i < bytes.len; i++)
        zeros[i % 2] += bytes.ptr[i] == 0;
    if (zeros[1] * 10 > bytes.len * 4 && zeros[0] * 50 < bytes.len)
        return "UTF-16LE";
    if (zeros[0] * 10 > bytes.len * 4 && zeros[1] * 50 < bytes.len)
        return "UTF-16BE";
    return NULL;
}

static bool has_windows_bytes(struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (((unsigned char)bytes.ptr[i] & 0xE0) == 0x80)
            return true;
    return false;
}

/*
 * Windows-1252 reads every letter of ISO-8859-1 alike and quotation marks and
 * the euro sign too, so it is the safer guess where bytes were not looked at.
 */
static void sniff_single_byte(struct arena *arena, struct slice bytes,
                              size_t offset, struct sniff *out)
{
    bool windows = has_windows_bytes(bytes);
    bool latin = !windows && out->is_whole;

    out->encoding_name = latin ? SLICE("ISO-8859-1") : SLICE("Windows-1252");
    out->dialect.encoding = latin ? SLICE("iso-8859-1") : SLICE("windows-1252");
    out->encoding_why = arena_format(
        arena, "the byte at offset %zu (0x%02X) is not UTF-8; %s", offset,
        (unsigned)(unsigned char)bytes.ptr[offset],
        windows ? "bytes 0x80 to 0x9F occur, which ISO-8859-1 has no letters "
                  "for"
        : latin ? "no byte from 0x80 to 0x9F occurs in the whole file"
                : "no byte from 0x80 to 0x9F in the first 1 MiB, so "
                  "ISO-8859-1 would read that alike");
}

void sniff_fall_back(struct arena *arena, struct slice offset,
                     struct sniff *out)
{
    out->encoding_name = SLICE("Windows-1252");
    out->dialect.encoding = SLICE("windows-1252");
    out->encoding_why = arena_format(arena,
                                     "the byte at offset " SLICE_FORMAT
                                     " is not UTF-8, though the first 1 MiB is",
                                     SLICE_ARGS(offset));
}

bool sniff_encoding(struct arena *arena, struct slice bytes, bool is_whole,
                    struct sniff *out)
{
    const char *wide = sixteen_bits(bytes);
    size_t offset;

    out->is_whole = is_whole;
    if (wide != NULL) {
        out->encoding_name = slice_of(wide);
        out->dialect.encoding = slice_of(wide);
        out->encoding_why =
            strlen(wide) == strlen("UTF-16")
                ? SLICE("it begins with the byte order mark of UTF-16")
                : SLICE("every other byte is zero, and there is no mark");
        return true;
    }
    if (is_binary(bytes))
        return false;
    out->has_mark = slice_starts_with(bytes, SLICE(UTF8_MARK));
    offset = utf8_invalid(bytes);
    /* The sample may cut the last character in two. */
    if (offset < bytes.len && (is_whole || bytes.len - offset > 3)) {
        sniff_single_byte(arena, bytes, offset, out);
        return true;
    }
    out->encoding_name =
        out->has_mark ? SLICE("UTF-8 with a byte order mark") : SLICE("UTF-8");
    out->encoding_why =
        out->has_mark
            ? SLICE("it begins with EF BB BF, and all that follows is UTF-8")
        : utf8_length(bytes) == bytes.len
            ? SLICE("only ASCII, which every encoding here has in common")
            : SLICE("every byte that was looked at is valid UTF-8");
    return true;
}

void sniff_line_ends(struct arena *arena, struct slice text, struct sniff *out)
{
    size_t both = 0;
    size_t feeds = 0;
    size_t returns = 0;

    for (size_t i = 0; i < text.len; i++) {
        bool after_return = i > 0 && text.ptr[i - 1] == '\r';

        if (text.ptr[i] == '\n' && after_return) {
            both++;
            returns--;
        } else if (text.ptr[i] == '\n') {
            feeds++;
        } else if (text.ptr[i] == '\r') {
            returns++;
        }
    }
    if (both + feeds + returns == 0)
        out->line_ends = SLICE("none");
    else if (feeds + returns == 0)
        out->line_ends = SLICE("CR LF");
    else if (both + returns == 0)
        out->line_ends = SLICE("LF");
    else if (both + feeds == 0)
        out->line_ends = SLICE("CR");
    else
        out->line_ends = arena_format(arena, "mixed: %zu CR LF, %zu LF, %zu CR",
                                      both, feeds, returns);
}

/* The first bytes, at most SNIFF_LEN; false with errno. */
static bool head_read(struct arena *arena, const char *path, struct slice *out,
                      bool *is_whole)
{
    FILE *file = fopen(path, "rb");
    char *bytes;
    size_t len;
    bool done;

    if (file == NULL)
        return false;
    bytes = arena_alloc(arena, SNIFF_LEN + 1);
    len = fread(bytes, 1, SNIFF_LEN + 1, file);
    done = ferror(file) == 0;
    (void)fclose(file);
    *is_whole = len <= SNIFF_LEN;
    *out = (struct slice){bytes, len <= SNIFF_LEN ? len : SNIFF_LEN};
    return done;
}

/* The sample as UTF-8; what cannot be decoded ends it. */
static struct slice decoded(struct arena *arena, struct slice bytes,
                            const struct sniff *sniff)
{
    struct decoder *decoder;
    struct buf text = BUF_INIT;

    if (sniff->has_mark)
        return slice_cut(bytes, strlen(UTF8_MARK), bytes.len);
    if (sniff->dialect.encoding.len == 0)
        return bytes;
    decoder = decoder_new(sniff->dialect.encoding);
    if (decoder == NULL)
        return bytes;
    if (!decoder_add(decoder, bytes, false, &text))
        buf_add_char(&text, '\n'); /* what came before is sample enough */
    decoder_free(decoder);
    return arena_take(arena, &text);
}

static enum sniff_status refuse(struct arena *arena, enum sniff_status status,
                                const char *path, const char *what,
                                struct slice *fault)
{
    *fault = arena_format(arena, "%s %s", path, what);
    return status;
}

/* "<html", "<table", "<?xml": what some systems export as .xls. */
static bool is_markup(struct slice text)
{
    text = slice_trim(text);
    return text.len > 1 && text.ptr[0] == '<' &&
           (text.ptr[1] == '?' || text.ptr[1] == '!' ||
            (text.ptr[1] >= 'a' && text.ptr[1] <= 'z') ||
            (text.ptr[1] >= 'A' && text.ptr[1] <= 'Z'));
}

enum sniff_status sniff_file(struct arena *arena, const char *path,
                             struct sniff *out, struct slice *fault)
{
    struct dialect standard = DIALECT_DEFAULT;
    struct slice bytes;
    struct slice text;
    bool is_whole;

    *out = (struct sniff){.dialect = standard};
    if (file_is_folder(path))
        return refuse(arena, SNIFF_FOLDER, path,
                      "is a folder; name the files in it", fault);
    if (!head_read(arena, path, &bytes, &is_whole)) {
        int reason = errno;

        if (reason == ENOENT)
            return refuse(arena, SNIFF_MISSING, path,
                          "does not exist; check its name and folder", fault);
        *fault =
            arena_format(arena, "%s cannot be read: %s; check who may read it",
                         path, strerror(reason));
        return SNIFF_UNREADABLE;
    }
    if (slice_trim(bytes).len == 0)
        return refuse(arena, SNIFF_EMPTY, path,
                      "is empty; ask its publisher for the rows", fault);
    if (!sniff_encoding(arena, bytes, is_whole, out))
        return refuse(arena, SNIFF_BINARY, path,
                      "is no text; save the sheet as CSV and inspect that",
                      fault);
    text = decoded(arena, bytes, out);
    if (is_markup(text))
        return refuse(
            arena, SNIFF_BINARY, path,
            "is a web page or XML, whatever it is called; open it and "
            "save the sheet as CSV",
            fault);
    sniff_line_ends(arena, text, out);
    sniff_dialect(arena, text, out);
    return SNIFF_DONE;
}
