/* Which columns of two tables are compared, and what tells their rows apart. */
#include <string.h>

#include "publish/history/internal.h"

static bool is_place(const struct edition_column *column)
{
    return column->made == MADE_PLACE;
}

static void joint_add(struct pairing *pairing, size_t old, size_t new,
                      bool is_key)
{
    const struct edition_column *before =
        &pairing->sides[SIDE_OLD]->columns.items[old];
    const struct edition_column *after =
        &pairing->sides[SIDE_NEW]->columns.items[new];
    struct joint *joint = &pairing->joints[pairing->count++];

    joint->columns[SIDE_OLD] = before;
    joint->columns[SIDE_NEW] = after;
    joint->index[SIDE_OLD] = old;
    joint->index[SIDE_NEW] = new;
    joint->is_key = is_key;
    joint->is_comparable = slice_equal(before->currency, after->currency);
    joint->scheme = change_scheme(pairing->sides[SIDE_NEW], after);
    pairing->key_count += is_key;
}

static bool has_joint(const struct pairing *pairing, size_t new)
{
    for (size_t i = 0; i < pairing->count; i++)
        if (pairing->joints[i].index[SIDE_NEW] == new)
            return true;
    return false;
}

static void key_add(struct pairing *pairing, size_t new)
{
    size_t old =
        edition_column_find(pairing->sides[SIDE_OLD],
                            pairing->sides[SIDE_NEW]->columns.items[new].name);

    if (old != SIZE_MAX && !has_joint(pairing, new))
        joint_add(pairing, old, new, true);
}

/* The primary key, where all of it was published then as well. */
static bool key_of_descriptor(struct pairing *pairing)
{
    const struct edition_dataset *new = pairing->sides[SIDE_NEW];

    for (size_t i = 0; i < new->key.count; i++)
        key_add(pairing, new->key.items[i]);
    if (new->key.count > 0 && pairing->key_count == new->key.count)
        return true;
    pairing->count = 0;
    pairing->key_count = 0;
    return false;
}

/* A list's own code; of what is derived, the code it is about. */
static bool key_of_code(struct pairing *pairing)
{
    const struct edition_dataset *new = pairing->sides[SIDE_NEW];

    for (size_t i = 0; i < new->columns.count; i++) {
        const struct edition_column *column = &new->columns.items[i];

        if (column->type == COLUMN_CODE &&
            (slice_equal_text(column->role, "code") ||
             new->role == ROLE_DERIVED)) {
            key_add(pairing, i);
            break;
        }
    }
    return pairing->key_count > 0;
}

static const struct {
    enum resource_role resource;
    const char *role;
    bool required;
} fields[] = {
#define RESOURCE(NAME, text, title)
#define FIELD(NAME, role, type, refers, required) {ROLE_##NAME, role, required},
#include "model/roles.def"
#undef RESOURCE
#undef FIELD
};

static bool is_required(enum resource_role resource,
                        const struct edition_column *column)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (fields[i].resource == resource &&
            slice_equal_text(column->role, fields[i].role))
            return fields[i].required;
    return false;
}

/* Does the column say which row it is, rather than what holds of it? */
static bool tells_apart(const struct edition_dataset *dataset,
                        const struct edition_column *column)
{
    if (is_place(column))
        return false;
    if (column->made != MADE_NOT || change_is_declaration(dataset))
        return true;
    switch (column->type) {
    case COLUMN_DIMENSION:
        return true;
    case COLUMN_CODE:
        return !slice_equal_text(column->role, "source");
    case COLUMN_PERIOD:
    case COLUMN_DATE:
    case COLUMN_CHOICE:
        return slice_equal_text(column->role, "period") ||
               is_required(dataset->role, column);
    case COLUMN_TEXT:
        return slice_equal_text(column->role, "disaggregation") ||
               slice_equal_text(column->role, "currency") ||
               (is_required(dataset->role, column) &&
                !slice_equal_text(column->role, "reason"));
    case COLUMN_NUMBER:
    case COLUMN_CODES:
    case COLUMN_FLAG:
    case COLUMN_ADDRESS:
    case COLUMN_AMOUNT:
    case COLUMN_STATED:
        break;
    }
    return false;
}

static void key_of_columns(struct pairing *pairing)
{
    const struct edition_dataset *new = pairing->sides[SIDE_NEW];

    for (size_t i = 0; i < new->columns.count; i++)
        if (tells_apart(new, &new->columns.items[i]))
            key_add(pairing, i);
}

/* Of derived tables the status alone is compared. */
static bool is_compared(const struct edition_dataset *dataset,
                        const struct edition_column *column)
{
    return !is_place(column) && (dataset->role != ROLE_DERIVED ||
                                 slice_equal_text(column->role, "status"));
}

static void others_add(struct pairing *pairing)
{
    const struct edition_dataset *new = pairing->sides[SIDE_NEW];

    for (size_t i = 0; i < new->columns.count; i++) {
        const struct edition_column *column = &new->columns.items[i];
        size_t old =
            edition_column_find(pairing->sides[SIDE_OLD], column->name);

        if (old != SIZE_MAX && is_compared(new, column) &&
            !is_place(&pairing->sides[SIDE_OLD]->columns.items[old]) &&
            !has_joint(pairing, i))
            joint_add(pairing, old, i, false);
    }
}

static size_t joint_find(const struct pairing *pairing, const char *role)
{
    for (size_t i = 0; i < pairing->count; i++)
        if (slice_equal_text(pairing->joints[i].columns[SIDE_NEW]->role, role))
            return i;
    return SIZE_MAX;
}

/* What says when a row is about, or was written. */
static size_t time_find(const struct pairing *pairing)
{
    static const char *const roles[] = {"made", "period", "date", "asked",
                                        "announced"};
    size_t found = SIZE_MAX;

    if (pairing->sides[SIDE_NEW]->role == ROLE_TARGETS)
        return SIZE_MAX; /* of the time to come by nature */
    for (size_t i = 0; i < pairing->count; i++)
        if (pairing->joints[i].columns[SIDE_NEW]->made == MADE_PERIOD)
            return i;
    for (size_t i = 0; i < COUNT_OF(roles) && found == SIZE_MAX; i++)
        found = joint_find(pairing, roles[i]);
    return found;
}

static bool layouts_equal(const struct pairing *pairing)
{
    const struct edition_dataset *old = pairing->sides[SIDE_OLD];
    const struct edition_dataset *new = pairing->sides[SIDE_NEW];

    if (old->columns.count != new->columns.count)
        return false;
    for (size_t i = 0; i < new->columns.count; i++)
        if (!slice_equal(old->columns.items[i].name,
                         new->columns.items[i].name) ||
            old->columns.items[i].multiplier !=
                new->columns.items[i].multiplier)
            return false;
    return true;
}

bool pairing_plan(struct pairing *pairing)
{
    pairing->joints =
        ARENA_ARRAY(pairing->comparison->arena,
                    pairing->sides[SIDE_NEW]->columns.count + 1, struct joint);
    if (!key_of_descriptor(pairing) && !key_of_code(pairing))
        key_of_columns(pairing);
    others_add(pairing);
    pairing->time = time_find(pairing);
    pairing->currency = joint_find(pairing, "currency");
    pairing->same_layout = layouts_equal(pairing);
    for (size_t i = 0; i < pairing->count; i++)
        pairing->is_rescaled |=
            pairing->joints[i].columns[SIDE_OLD]->multiplier !=
            pairing->joints[i].columns[SIDE_NEW]->multiplier;
    return pairing->count > 0;
}
