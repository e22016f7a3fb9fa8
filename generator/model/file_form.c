/* How each file of a resource is written: `files` of a descriptor. */
#include "base/file.h"
#include "model/property.h"

static const char *const form_keys[] = {
    "path",      "encoding", "dialect",  "columns", "decimalChar",
    "groupChar", "factor",   "subtract", "period",  NULL};

static void columns_read(struct loading *loading, struct file_form *form,
                         const struct node *owner)
{
    const struct node *columns =
        property_of_kind(loading, owner, "columns", NODE_LIST);

    if (columns == NULL)
        return;
    form->columns =
        ARENA_ARRAY(loading->arena, columns->count + 1, struct slice);
    form->column_count = 0;
    for (const struct node *n = columns->first; n != NULL; n = n->next) {
        if (n->kind != NODE_SCALAR && n->kind != NODE_NULL)
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, n->place,
                     SLICE("columns"),
                     SLICE("a list of headings, null for columns that are not "
                           "read"));
        form->columns[form->column_count++] = n->text;
    }
}

static bool is_mark(char c)
{
    return !(c >= '0' && c <= '9') && c != '-' && c != '+';
}

static void marks_read(struct loading *loading, struct file_form *form,
                       const struct node *node)
{
    char decimal = property_character(loading, node, "decimalChar", 0);
    char group = property_character(loading, node, "groupChar", 0);

    if (is_mark(decimal) && is_mark(group) &&
        (decimal != group || decimal == 0))
        form->format = (struct amount_format){decimal, group};
    else
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                 node_text(node, "path"), SLICE(MARKS_EXPECTED));
}

static void numbers_read(struct loading *loading, struct file_form *form,
                         const struct node *node)
{
    const struct node *factor = node_get(node, "factor");
    const struct node *period = node_get(node, "period");

    marks_read(loading, form, node);
    form->is_subtracted = property_flag(loading, node, "subtract", false);
    if (factor != NULL &&
        (amount_parse(factor->text, (struct amount_format){'.', 0},
                      &form->factor) != AMOUNT_OK ||
         amount_sign(form->factor) <= 0))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, factor->place,
                 factor->text, SLICE("a number above zero"));
    if (period != NULL && !period_parse(period->text, &form->period))
        diag_add(loading->diagnostics, DIAG_SETTING_INVALID, period->place,
                 period->text, SLICE("a period"));
}

static bool fits_file(struct loading *loading, const struct table *table,
                      size_t file, struct slice pattern)
{
    struct slice path = table->files.items[file].path;
    size_t folder = loading->data_folder.len + 1;
    struct slice name = slice_cut(path, folder, path.len);

    return slice_find(pattern, '*') < pattern.len ? path_fits(name, pattern)
                                                  : slice_equal(name, pattern);
}

/* One entry: the files it fits, each fitted by no other. */
static void form_read(struct loading *loading, struct table *table,
                      const struct file_form *usual, const struct node *node,
                      bool *taken)
{
    struct slice pattern = property_text(loading, node, "path");
    struct file_form form = *usual;
    bool found = false;

    node_check_keys(loading->diagnostics, node, form_keys,
                    "an entry of `files`");
    if (pattern.len == 0) {
        diag_add(loading->diagnostics, DIAG_SETTING_MISSING, node->place,
                 SLICE("path"), SLICE("the files that differ"));
        return;
    }
    dialect_read(loading, &form.dialect, node);
    columns_read(loading, &form, node);
    numbers_read(loading, &form, node);
    for (size_t f = 0; f < table->files.count; f++) {
        if (!fits_file(loading, table, f, pattern))
            continue;
        found = true;
        if (taken[f]) {
            diag_add(loading->diagnostics, DIAG_SETTING_INVALID, node->place,
                     pattern,
                     SLICE("the only entry of `files` that fits its files"));
            break;
        }
        taken[f] = true;
        table->files.items[f].form = form;
    }
    if (!found)
        diag_add(loading->diagnostics, DIAG_PATTERN_EMPTY, node->place,
                 pattern);
}

void file_forms_read(struct loading *loading, struct table *table,
                     const struct node *resource)
{
    const struct node *files =
        property_of_kind(loading, resource, "files", NODE_LIST);
    bool *taken = ARENA_ARRAY(loading->arena, table->files.count + 1, bool);
    struct file_form form = {.dialect = DIALECT_DEFAULT};

    dialect_read(loading, &form.dialect, resource);
    columns_read(loading, &form, resource);
    table->dialect = form.dialect;
    for (size_t f = 0; f < table->files.count; f++)
        table->files.items[f].form = form;
    for (const struct node *n = files != NULL ? files->first : NULL; n != NULL;
         n = n->next)
        form_read(loading, table, &form, n, taken);
}
