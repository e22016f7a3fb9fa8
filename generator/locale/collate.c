/*
 * Order of names for readers. Layer: locale. The only file that knows ICU.
 */
#include "locale/locale.h"

#include <limits.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#define LOCALE_NAME_SIZE 64

struct collator {
    UCollator *rules;
    UChar *units; /* room to turn a text into UTF-16 */
    size_t unit_capacity;
    struct buf key;
};

/*
 * ICU's name of the locale; the root where the tag is not one. A language
 * without rules gets the root's too, whatever the environment says.
 */
static void locale_name(struct slice tag, char name[LOCALE_NAME_SIZE])
{
    char text[LOCALE_NAME_SIZE] = "";
    UErrorCode status = U_ZERO_ERROR;
    int32_t parsed = 0;

    name[0] = '\0';
    if (tag.len == 0 || tag.len >= sizeof(text))
        return;
    memcpy(text, tag.ptr, tag.len);
    (void)uloc_forLanguageTag(text, name, LOCALE_NAME_SIZE, &parsed, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        name[0] = '\0';
}

static void check(UErrorCode status)
{
    if (status == U_MEMORY_ALLOCATION_ERROR)
        out_of_memory();
    if (U_FAILURE(status))
        BUG(u_errorName(status));
}

/* ICU counts in int32_t; no name is near that long. */
static int32_t icu_len(struct slice text)
{
    return text.len > INT32_MAX ? INT32_MAX : (int32_t)text.len;
}

struct collator *collator_open(struct slice tag)
{
    struct collator *collator = calloc(1, sizeof(*collator));
    UErrorCode status = U_ZERO_ERROR;
    char name[LOCALE_NAME_SIZE];

    if (!collator)
        out_of_memory();
    locale_name(tag, name);
    collator->rules = ucol_open(name, &status);
    check(status);
    ucol_setAttribute(collator->rules, UCOL_NUMERIC_COLLATION, UCOL_ON,
                      &status);
    /* Sources mix composed and decomposed accents. */
    ucol_setAttribute(collator->rules, UCOL_NORMALIZATION_MODE, UCOL_ON,
                      &status);
    check(status);
    buf_init(&collator->key);
    return collator;
}

void collator_close(struct collator *collator)
{
    if (!collator)
        return;
    ucol_close(collator->rules);
    free(collator->units);
    buf_release(&collator->key);
    free(collator);
}

int collator_compare(const struct collator *collator, struct slice a,
                     struct slice b)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult result =
        ucol_strcollUTF8(collator->rules, a.len ? a.ptr : "", icu_len(a),
                         b.len ? b.ptr : "", icu_len(b), &status);

    check(status);
    if (result == UCOL_EQUAL)
        return slice_compare(a, b);
    return result == UCOL_LESS ? -1 : 1;
}

/* UTF-16 of `text` in collator->units; returns its length. */
static int32_t decode(struct collator *collator, struct slice text)
{
    const UChar32 replacement = 0xFFFD;
    UErrorCode status = U_ZERO_ERROR;
    /* A byte gives at most one unit, replaced bytes included. */
    size_t need = (size_t)icu_len(text) + 1;
    int32_t len = 0;

    if (need > collator->unit_capacity) {
        free(collator->units);
        collator->units = calloc(need, sizeof(*collator->units));
        if (!collator->units)
            out_of_memory();
        collator->unit_capacity = need;
    }
    if (text.len == 0)
        return 0;
    (void)u_strFromUTF8WithSub(
        collator->units, need > INT32_MAX ? INT32_MAX : (int32_t)need, &len,
        text.ptr, icu_len(text), replacement, NULL, &status);
    check(status);
    return len;
}

/* ICU's key, which ends with its only zero byte, then the text itself. */
struct slice collator_key(struct collator *collator, struct arena *arena,
                          struct slice text)
{
    const size_t guess = 256;
    struct buf *key = &collator->key;
    int32_t len = decode(collator, text);
    int32_t need;

    buf_reset(key);
    buf_reserve(key, guess);
    need = ucol_getSortKey(collator->rules, collator->units, len,
                           (uint8_t *)key->ptr, (int32_t)guess);
    if (need > (int32_t)guess) {
        buf_reserve(key, (size_t)need);
        need = ucol_getSortKey(collator->rules, collator->units, len,
                               (uint8_t *)key->ptr, need);
    }
    if (need <= 0)
        out_of_memory();
    return arena_join(arena, (struct slice){key->ptr, (size_t)need}, text);
}

const char *collator_library_version(void)
{
    /* The one compiled against; its symbols carry the major version, so
     * another one cannot be loaded. */
    return U_ICU_VERSION;
}
