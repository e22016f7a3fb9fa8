/*
 * The only file that knows iconv.
 */
#include "input/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define NAME_MAX_LEN 63
#define OUTPUT_STEP 4096u

struct decoder {
    iconv_t converter;
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

bool decoder_add(struct decoder *decoder, struct slice bytes, bool last,
                 struct buf *out)
{
    char *input;
    size_t input_len;
    int reason;

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
