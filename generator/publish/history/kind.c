/* What a change is called: by the roles of column and dataset, never by names.
 */
#include "publish/history/internal.h"

static const struct {
    const char *name;
    enum change_subject subject;
    const char *role;
} schemes[] = {
    {"program", CHANGE_PROGRAM, "programs"},
    {"institution", CHANGE_INSTITUTION, "institutions"},
    {"territory", CHANGE_TERRITORY, "territories"},
    {"indicator", CHANGE_INDICATOR, "indicators"},
    {"commitment", CHANGE_COMMITMENT, "commitments"},
    {"node", CHANGE_NODE, "plan"},
};

struct slice change_scheme_name(struct slice text)
{
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (slice_equal_text(text, schemes[i].role))
            return slice_of(schemes[i].name);
    return text;
}

struct slice change_scheme(const struct edition_dataset *dataset,
                           const struct edition_column *column)
{
    if (column->dimension.len > 0)
        return change_scheme_name(column->dimension);
    if (column->refers.len > 0)
        return change_scheme_name(column->refers);
    if (!slice_equal_text(column->role, "code"))
        return SLICE("");
    if (dataset->dimension.len > 0)
        return change_scheme_name(dataset->dimension);
    return dataset->role < ROLE_DERIVED
               ? change_scheme_name(slice_of(resource_role_name(dataset->role)))
               : SLICE("");
}

bool change_is_entity(const struct edition_dataset *dataset)
{
    return dataset->role == ROLE_PROGRAMS ||
           dataset->role == ROLE_INSTITUTIONS ||
           dataset->role == ROLE_TERRITORIES || dataset->role == ROLE_PLAN ||
           dataset->role == ROLE_INDICATORS || dataset->role == ROLE_CHAIN ||
           dataset->role == ROLE_CLASSIFIER;
}

bool change_is_declaration(const struct edition_dataset *dataset)
{
    return dataset->role == ROLE_CORRECTIONS ||
           dataset->role == ROLE_SUCCESSORS ||
           dataset->role == ROLE_PLAN_SUCCESSORS ||
           dataset->role == ROLE_REVISIONS;
}

static bool is_one_of(struct slice text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal_text(text, list[i]))
            return true;
    return false;
}

/* What was done, and is not done any more. */
static bool is_reversal(struct slice before, struct slice after)
{
    static const char *const done[] = {"achieved",  "met",      "done",
                                       "completed", "finished", "implemented"};

    return is_one_of(before, done, COUNT_OF(done)) &&
           !is_one_of(after, done, COUNT_OF(done));
}

static enum change_kind kind_of_number(const struct pairing *pairing,
                                       const struct joint *joint)
{
    static const char *const counted[] = {
        "value",  "delivered", "executed",  "served",   "posts", "cost",
        "budget", "quantity",  "unit-cost", "withheld", "amount"};
    struct slice role = joint->columns[SIDE_NEW]->role;

    if (joint->columns[SIDE_NEW]->type == COLUMN_AMOUNT)
        return CHANGE_AMOUNT;
    if (slice_equal_text(role, "target") || slice_equal_text(role, "planned"))
        return CHANGE_TARGET;
    if (pairing->sides[SIDE_NEW]->role == ROLE_FORECASTS)
        return CHANGE_VALUE;
    return is_one_of(role, counted, COUNT_OF(counted)) ? CHANGE_AMOUNT
                                                       : CHANGE_VALUE;
}

static bool names_responsible(enum resource_role resource, struct slice role)
{
    static const char *const roles[] = {"responsible", "head", "institution"};

    if (slice_equal_text(role, "institution"))
        return resource == ROLE_COMMITMENTS || resource == ROLE_PROGRAMS ||
               resource == ROLE_PLAN || resource == ROLE_INDICATORS;
    return is_one_of(role, roles, COUNT_OF(roles));
}

/* "value" and the others that make a target what it is. */
static bool makes_target(struct slice role)
{
    static const char *const roles[] = {
        "value",  "kind",      "from",          "path",
        "period", "tolerance", "stated-change", "stated-change-percent"};

    return is_one_of(role, roles, COUNT_OF(roles));
}

static enum change_kind kind_of_role(const struct pairing *pairing,
                                     const struct joint *joint)
{
    static const struct {
        const char *role;
        enum change_kind kind;
    } roles[] = {
        {"baseline", CHANGE_BASELINE}, {"baseline-period", CHANGE_BASELINE},
        {"deadline", CHANGE_DEADLINE}, {"internal-deadline", CHANGE_DEADLINE},
        {"due", CHANGE_DEADLINE},      {"direction", CHANGE_DIRECTION},
        {"unit", CHANGE_UNIT},         {"currency", CHANGE_UNIT},
        {"reason", CHANGE_REASON},     {"reason-kind", CHANGE_REASON},
        {"label", CHANGE_RENAMED},
    };
    enum resource_role resource = pairing->sides[SIDE_NEW]->role;
    struct slice role = joint->columns[SIDE_NEW]->role;

    if (resource == ROLE_TARGETS && makes_target(role))
        return CHANGE_TARGET;
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (slice_equal_text(role, roles[i].role))
            return roles[i].kind;
    if (names_responsible(resource, role))
        return CHANGE_RESPONSIBLE;
    if (joint->columns[SIDE_NEW]->type == COLUMN_NUMBER ||
        joint->columns[SIDE_NEW]->type == COLUMN_AMOUNT)
        return kind_of_number(pairing, joint);
    return CHANGE_VALUE;
}

enum change_kind change_of_cell(const struct pairing *pairing,
                                const struct joint *joint, struct slice before,
                                struct slice after)
{
    struct slice role = joint->columns[SIDE_NEW]->role;

    if (slice_equal_text(role, "status"))
        return is_reversal(before, after) ? CHANGE_STATUS_REVERSED
                                          : CHANGE_STATUS;
    /* The date on which it was done is gone. */
    if (slice_equal_text(role, "done") && before.len > 0 && after.len == 0)
        return CHANGE_STATUS_REVERSED;
    return kind_of_role(pairing, joint);
}
