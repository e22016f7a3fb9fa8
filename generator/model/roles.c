#include "model/internal.h"

static const struct field_info fields[] = {
#define RESOURCE(NAME, text, title)
#define FIELD(NAME, role, type, refers, required)                              \
    {ROLE_##NAME, role, COLUMN_##type, refers, required},
#include "model/roles.def"
#undef RESOURCE
#undef FIELD
};

size_t field_info_count(void)
{
    return COUNT_OF(fields);
}

const struct field_info *field_info_at(size_t index)
{
    return &fields[index];
}

const struct field_info *field_info_find(enum resource_role resource,
                                         struct slice role)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (fields[i].resource == resource &&
            slice_equal_text(role, fields[i].role))
            return &fields[i];
    return NULL;
}

void field_info_names(enum resource_role resource, struct map *names)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (fields[i].resource == resource)
            (void)map_put(names, slice_of(fields[i].role), names);
}

bool resource_role_find(struct slice name, enum resource_role *out)
{
    for (int i = 0; i < ROLE_DERIVED; i++)
        if (slice_equal_text(name, resource_role_name((enum resource_role)i))) {
            *out = (enum resource_role)i;
            return true;
        }
    return false;
}
