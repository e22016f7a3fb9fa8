/* Single properties of a descriptor, and what is wrong with them. */
#include "model/property.h"

char property_character(struct loading *loading, const struct node *node,
                        const char *key, char fallback)
{
    const struct node *member = node_get(node, key);

    if (member == NULL)
        return fallback;
    if (member->kind == NODE_SCALAR && member->text.len == 1)
        return member->text.ptr[0];
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, member->place,
             member->text, SLICE("one character of ASCII"));
    return fallback;
}

/* From 0 to `high`; 0 when it is not there, or after a finding. */
int property_number(struct loading *loading, const struct node *node, int high,
                    const char *expected)
{
    struct amount value;

    if (node == NULL)
        return 0;
    if (amount_parse(node->text, (struct amount_format){'.', 0}, &value) ==
            AMOUNT_OK &&
        value.scale == 0 && value.coefficient >= 0 && value.coefficient <= high)
        return (int)value.coefficient;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->text, slice_of(expected));
    return 0;
}

struct words property_words(struct loading *loading, const struct node *map,
                            const char *plain, const char *by_language)
{
    const struct node *node = node_get(map, by_language);

    return words_read(loading, node != NULL ? node : node_get(map, plain));
}

bool property_choice(struct loading *loading, const struct node *map,
                     const char *key, const char *const *choices, int *out)
{
    const struct node *node = node_get(map, key);

    if (node == NULL)
        return false;
    for (int i = 0; choices[i] != NULL; i++)
        if (slice_equal_text(node->text, choices[i])) {
            *out = i;
            return true;
        }
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->text, slice_of(key));
    return false;
}
