/* Single properties of a descriptor, and what is wrong with them. */
#include "model/property.h"

const struct node *property_of_kind(struct loading *loading,
                                    const struct node *map, const char *key,
                                    enum node_kind kind)
{
    static const char *const kinds[] = {[NODE_NULL] = "null",
                                        [NODE_SCALAR] = "a text",
                                        [NODE_LIST] = "a list",
                                        [NODE_MAP] = "a map of names"};
    const struct node *member = node_get(map, key);

    if (member == NULL || member->kind == kind || member->kind == NODE_NULL)
        return member != NULL && member->kind == kind ? member : NULL;
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, member->place,
             slice_of(key), slice_of(kinds[kind]));
    return NULL;
}

struct slice property_text(struct loading *loading, const struct node *map,
                           const char *key)
{
    (void)property_of_kind(loading, map, key, NODE_SCALAR);
    return node_text(map, key);
}

/* Is the node a list of texts? Else a finding that names `key`. */
static bool property_is_texts(struct loading *loading, const struct node *list,
                              const char *key)
{
    bool is_whole = list->kind == NODE_LIST && list->first != NULL;

    for (const struct node *n = list->first; n != NULL; n = n->next)
        is_whole = is_whole && n->kind == NODE_SCALAR;
    if (!is_whole)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, list->place,
                 slice_of(key), SLICE("a list of one text or more"));
    return is_whole;
}

void property_texts(struct loading *loading, const struct node *map,
                    const char *key, struct slice **items, size_t *count)
{
    const struct node *list = node_get(map, key);

    if (list == NULL || list->kind == NODE_NULL ||
        !property_is_texts(loading, list, key))
        return;
    *items = ARENA_ARRAY(loading->arena, list->count, struct slice);
    for (const struct node *n = list->first; n != NULL; n = n->next)
        (*items)[(*count)++] = n->text;
}

bool property_flag(struct loading *loading, const struct node *map,
                   const char *key, bool fallback)
{
    const struct node *member =
        property_of_kind(loading, map, key, NODE_SCALAR);

    if (member == NULL)
        return fallback;
    if (slice_equal_text(member->text, "true"))
        return true;
    if (!slice_equal_text(member->text, "false")) {
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, member->place,
                 member->text, SLICE("true or false"));
        return fallback;
    }
    return false;
}

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

int property_ordinal(struct loading *loading, const struct node *node, int high,
                     const char *expected)
{
    size_t found = loading->diagnostics->count;
    int value = property_number(loading, node, high, expected);

    if (node != NULL && value == 0 && loading->diagnostics->count == found)
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node->text, slice_of(expected));
    return value;
}

struct words property_words(struct loading *loading, const struct node *map,
                            const char *plain, const char *by_language)
{
    const struct node *node = node_get(map, by_language);

    return words_read(loading, node != NULL ? node : node_get(map, plain));
}

static void refuse_choice(struct loading *loading, const struct node *node,
                          const char *const *choices)
{
    struct buf expected = BUF_INIT;

    buf_add_text(&expected, "one of ");
    for (size_t i = 0; choices[i] != NULL; i++) {
        buf_add_text(&expected, i > 0 ? ", " : "");
        buf_add_text(&expected, choices[i]);
    }
    diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
             node->text, buf_slice(&expected));
    buf_release(&expected);
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
    refuse_choice(loading, node, choices);
    return false;
}
