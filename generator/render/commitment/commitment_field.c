/* What commitments are listed by: pillar, owner, territory, deadline … */
#include "render/commitment/commitment.h"
#include "render/related.h"

static const struct commitment_field fields[] = {
    {"pillar", "pillar", N_("Commitments by pillar of the plans"), N_("Pillar"),
     N_("In no plan"), ROLE_PLAN, "plans"},
    {"institution", "owner", N_("Commitments by institution"),
     N_("Institution"), N_("No owner named"), ROLE_INSTITUTIONS,
     "institutions"},
    {"territory", "territory", N_("Commitments by territory"), N_("Territory"),
     N_("No territory named"), ROLE_TERRITORIES, "territories"},
    {"deadline_window", "deadline", N_("Commitments by deadline"),
     N_("Deadline"), N_("No deadline"), ROLE_COUNT, NULL},
    {"announced_year", "year", N_("Commitments by year of announcement"),
     N_("Announced in"), N_("No date of announcement"), ROLE_COUNT, NULL},
    {"funding", "funding", N_("Commitments by funding"), N_("Funding"),
     N_("No word on its funding"), ROLE_COUNT, NULL},
    {"category", "category", N_("Commitments by category"), N_("Category"),
     N_("No category given"), ROLE_COUNT, NULL},
};

/* In the order in which they come due. */
static const struct {
    const char *code;
    const char *word; /* msgid */
} windows[] = {{"passed", N_("Deadline passed, still open")},
               {"30-days", N_("Due within 30 days")},
               {"90-days", N_("Due within 31 to 90 days")},
               {"later", N_("Due later")},
               {"none", N_("Open, without a deadline")},
               {"closed", N_("Achieved or discarded")}};

size_t commitment_field_count(void)
{
    return COUNT_OF(fields);
}

const struct commitment_field *commitment_field_at(size_t index)
{
    return &fields[index];
}

const struct commitment_field *commitment_field_named(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (slice_equal_text(name, fields[i].name))
            return &fields[i];
    return NULL;
}

static bool is_windows(const struct commitment_field *field)
{
    return slice_equal_text(slice_of(field->name), "deadline_window");
}

struct slice commitment_field_words(const struct page *page,
                                    const struct commitment_field *field,
                                    struct slice code)
{
    for (size_t i = 0; is_windows(field) && i < COUNT_OF(windows); i++)
        if (slice_equal_text(code, windows[i].code))
            return page_text(page, windows[i].word);
    return field->role == ROLE_COUNT
               ? portal_label(page->portal, field->name, code, page->language)
               : page_label(page, field->role, code);
}

struct slice commitment_field_address(struct page *page,
                                      const struct commitment_field *field,
                                      struct slice code)
{
    return field->folder == NULL ? nothing
                                 : link_entity(page, field->folder, code);
}

/* --- the codes there are, in their order --- */

static void codes_used(struct page *page, const struct table *derived,
                       const struct commitment_field *field,
                       struct code_list *codes)
{
    const struct column *column = table_column(derived, slice_of(field->name));

    for (size_t i = 0; i < derived->rows.count; i++) {
        const struct row *row = &derived->rows.items[i];

        if (column->type == COLUMN_CODES)
            row_codes(page, derived, row, field->name, codes);
        else
            code_add(page, codes, row_text(derived, row, field->name));
    }
}

static bool has_code(const struct code_list *codes, struct slice code)
{
    for (size_t i = 0; i < codes->count; i++)
        if (slice_equal(codes->items[i], code))
            return true;
    return false;
}

/* Those of the list they belong to, in its order; the others behind. */
static void codes_by_list(struct page *page,
                          const struct commitment_field *field,
                          const struct code_list *used, struct code_list *codes)
{
    const struct table *list = portal_table(page->portal, field->role, NULL);

    for (size_t i = 0; list != NULL && i < list->rows.count; i++) {
        struct slice code = row_text(list, &list->rows.items[i], "code");

        if (has_code(used, code))
            code_add(page, codes, code);
    }
    for (size_t i = 0; i < used->count; i++)
        code_add(page, codes, used->items[i]);
}

static void codes_ascending(struct code_list *codes)
{
    for (size_t i = 1; i < codes->count; i++) {
        struct slice code = codes->items[i];
        size_t at = i;

        while (at > 0 && slice_compare(codes->items[at - 1], code) > 0) {
            codes->items[at] = codes->items[at - 1];
            at--;
        }
        codes->items[at] = code;
    }
}

void commitment_field_codes(struct page *page,
                            const struct commitment_field *field,
                            struct code_list *codes)
{
    const struct table *derived =
        portal_table_named(page->portal, SLICE("derived-commitments"));
    struct code_list used = {0};

    if (derived == NULL)
        return;
    codes_used(page, derived, field, &used);
    if (is_windows(field)) {
        for (size_t i = 0; i < COUNT_OF(windows); i++)
            if (has_code(&used, slice_of(windows[i].code)))
                code_add(page, codes, slice_of(windows[i].code));
        return;
    }
    if (field->role == ROLE_COUNT) {
        *codes = used;
        if (slice_equal_text(slice_of(field->name), "announced_year"))
            codes_ascending(codes);
        return;
    }
    codes_by_list(page, field, &used, codes);
}
