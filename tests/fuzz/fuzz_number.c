/*
 * Numbers in prose: the first byte chooses the locale. What a locale writes it
 * also reads.
 */
#include "fuzz.h"
#include "locale/locale.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const tags[] = {"en-US", "es-GT", "es-CL", "es-PE",
                                       "es-ES", "es-CR", "es-AR", "es-MX"};
    const struct locale *locale;
    struct amount value, again;
    struct buf text = BUF_INIT;
    bool percent;

    if (size < 1)
        return 0;
    locale =
        locale_find(slice_of(tags[data[0] % (sizeof(tags) / sizeof(tags[0]))]));
    if (locale == NULL)
        BUG("a locale of the table");
    if (!locale_read_number(locale,
                            (struct slice){(const char *)data + 1, size - 1},
                            &value, &percent))
        return 0;
    locale_write_amount(locale, &text, value, value.scale);
    if (!locale_read_number(locale, buf_slice(&text), &again, &percent) ||
        amount_compare(value, again) != 0 || percent)
        BUG("what a locale writes it reads");
    buf_release(&text);
    return 0;
}
