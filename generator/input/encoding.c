/*
 * The only file that knows iconv.
 */
#include "input/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <unistd.h>

#define NAME_MAX_LEN 63
#define OUTPUT_STEP 4096u
#define LETTERS 256u
#define LETTER_MAX_LEN 4u
#define VERSION_SIZE 64
/* Less than this is decoded before the letters would be learnt. */
#define LEARN_LEN ((size_t)32 * 1024)
#define HIGH_BITS UINT64_C(0x8080808080808080)

/* What one byte stands for in UTF-8. */
struct letter {
    char bytes[LETTER_MAX_LEN];
    size_t len; /* 0 = it stands for nothing */
};

struct decoder {
    iconv_t converter;
    struct letter *letters; /* of an encoding with a letter a byte, or null */
    bool ascii;             /* the first 128 are those of ASCII */
    uint64_t done;
    char *pending; /* bytes not converted yet; iconv wants them writable */
    size_t pending_len, pending_capacity;
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool equal_without_case(struct slice s, const char *text)
{
    if (s.len != strlen(text))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (lower(s.ptr[i]) != text[i])
            return false;
    return true;
}

bool encoding_is_utf8(struct slice encoding)
{
    return encoding.len == 0 || equal_without_case(encoding, "utf-8") ||
           equal_without_case(encoding, "utf8");
}

/*
 * A slash would begin one of iconv's own suffixes (//IGNORE drops what it
 * cannot read), and an empty name would mean the encoding of the machine.
 */
static bool name_is_plain(struct slice name)
{
    if (name.len == 0 || name.len > NAME_MAX_LEN)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = lower(name.ptr[i]);

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
              (c != '\0' && strchr("-_.:+()", c))))
            return false;
    }
    return !equal_without_case(name, "char") &&
           !equal_without_case(name, "wchar_t");
}

struct decoder *decoder_new(struct slice encoding)
{
    char name[NAME_MAX_LEN + 1] = {0};
    struct decoder *decoder;
    iconv_t converter;

    if (!name_is_plain(encoding))
        return NULL;
    memcpy(name, encoding.ptr, encoding.len);
    converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return NULL;
    decoder = calloc(1, sizeof(*decoder));
    if (!decoder)
        out_of_memory();
    decoder->converter = converter;
    return decoder;
}

void decoder_free(struct decoder *decoder)
{
    if (!decoder)
        return;
    (void)iconv_close(decoder->converter);
    free(decoder->letters);
    free(decoder->pending);
    free(decoder);
}

static void keep_pending(struct decoder *decoder, struct slice bytes)
{
    size_t need = decoder->pending_len + bytes.len;

    if (need > decoder->pending_capacity) {
        char *larger = realloc(decoder->pending, need);

        if (!larger)
            out_of_memory();
        decoder->pending = larger;
        decoder->pending_capacity = need;
    }
    if (bytes.len)
        memcpy(decoder->pending + decoder->pending_len, bytes.ptr, bytes.len);
    decoder->pending_len = need;
}

/* Drops `count` converted bytes from the front of what is pending. */
static void drop_pending(struct decoder *decoder, size_t count)
{
    decoder->done += count;
    decoder->pending_len -= count;
    if (count && decoder->pending_len)
        memmove(decoder->pending, decoder->pending + count,
                decoder->pending_len);
}

/*
 * One call of iconv over `*input` (null: writes what the converter holds back)
 * into the free end of `out`. Returns 0 or the reason why it stopped.
 */
static int convert_step(struct decoder *decoder, char **input,
                        size_t *input_len, struct buf *out)
{
    size_t room, left;
    char *target;
    int reason = 0;

    buf_reserve(out, OUTPUT_STEP);
    room = left = out->capacity - out->len - 1;
    target = out->ptr + out->len;
    if (iconv(decoder->converter, input, input_len, &target, &left) ==
        (size_t)-1)
        reason = errno;
    out->len += room - left;
    out->ptr[out->len] = '\0';
    return reason;
}

static int convert_all(struct decoder *decoder, char **input, size_t *input_len,
                       struct buf *out)
{
    int reason;

    do
        reason = convert_step(decoder, input, input_len, out);
    while (reason == E2BIG);
    return reason;
}

/*
 * iconv takes longer over a file than all that follows. Most encodings it knows
 * have a letter for each byte, and it can tell which: it is asked for each byte
 * alone. A byte that begins something, shifts, or waits for an accent has no
 * letter then, and all is left to iconv.
 */
static bool learn_letter(struct decoder *decoder, char byte,
                         struct letter *letter)
{
    char *input = &byte;
    char *target = letter->bytes;
    size_t input_len = 1;
    size_t left = LETTER_MAX_LEN;

    (void)iconv(decoder->converter, NULL, NULL, NULL, NULL);
    if (iconv(decoder->converter, &input, &input_len, &target, &left) ==
        (size_t)-1)
        return errno == EILSEQ && left == LETTER_MAX_LEN;
    letter->len = LETTER_MAX_LEN - left;
    /* What is held back, as an accent may be, is no letter by itself. */
    return letter->len > 0 &&
           iconv(decoder->converter, NULL, NULL, &target, &left) == 0 &&
           left == LETTER_MAX_LEN - letter->len;
}

static bool learn_letters(struct decoder *decoder, struct letter *letters)
{
    decoder->ascii = true;
    for (size_t i = 0; i < LETTERS; i++) {
        if (!learn_letter(decoder, (char)i, &letters[i]))
            return false;
        if (i < 0x80 && (letters[i].len != 1 || letters[i].bytes[0] != (char)i))
            decoder->ascii = false;
    }
    return true;
}

static void learn(struct decoder *decoder)
{
    struct letter *letters = calloc(LETTERS, sizeof(*letters));

    if (!letters)
        out_of_memory();
    if (learn_letters(decoder, letters))
        decoder->letters = letters;
    else
        free(letters);
    (void)iconv(decoder->converter, NULL, NULL, NULL, NULL);
}

/* Copies eight letters of ASCII at a time; returns how many bytes. */
static size_t copy_ascii(struct slice bytes, char *target)
{
    uint64_t word;
    size_t at = 0;

    for (; bytes.len - at >= sizeof(word); at += sizeof(word)) {
        memcpy(&word, bytes.ptr + at, sizeof(word));
        if (word & HIGH_BITS)
            break;
        memcpy(target + at, &word, sizeof(word));
    }
    return at;
}

/* False at a byte that stands for nothing. */
static bool add_letters(struct decoder *decoder, struct slice bytes,
                        struct buf *out)
{
    const struct letter *letter;
    size_t at = 0;
    char *target;

    buf_reserve(out, bytes.len * LETTER_MAX_LEN);
    target = out->ptr + out->len;
    while (at < bytes.len) {
        if (decoder->ascii) {
            size_t len = copy_ascii(slice_cut(bytes, at, bytes.len), target);

            at += len;
            target += len;
            if (at == bytes.len)
                break;
        }
        letter = &decoder->letters[(unsigned char)bytes.ptr[at]];
        if (letter->len == 0)
            break;
        memcpy(target, letter->bytes, LETTER_MAX_LEN);
        target += letter->len;
        at++;
    }
    decoder->done += at;
    out->len = (size_t)(target - out->ptr);
    *target = '\0';
    return at == bytes.len;
}

bool decoder_add(struct decoder *decoder, struct slice bytes, bool last,
                 struct buf *out)
{
    char *input;
    size_t input_len;
    int reason;

    if (decoder->done == 0 && decoder->pending_len == 0 &&
        bytes.len >= LEARN_LEN)
        learn(decoder);
    if (decoder->letters)
        return add_letters(decoder, bytes, out);
    keep_pending(decoder, bytes);
    input = decoder->pending;
    input_len = decoder->pending_len;
    reason = input_len ? convert_all(decoder, &input, &input_len, out) : 0;
    drop_pending(decoder, decoder->pending_len - input_len);
    if (reason == EINVAL && !last)
        return true; /* a character cut by the end of this piece */
    if (reason == 0 && last)
        reason = convert_all(decoder, NULL, NULL, out);
    return reason == 0;
}

uint64_t decoder_offset(const struct decoder *decoder)
{
    return decoder->done;
}

void encoding_library_version(struct buf *out)
{
    char text[VERSION_SIZE] = "";

    (void)confstr(_CS_GNU_LIBC_VERSION, text, sizeof(text));
    buf_add_text(out, text);
}
