/* Words of plans: what became of a node, and the planning matrix. */
#include "model/plan.h"

struct fate_words {
    const char *name;
    const char *word;
    const char *definition;
};

static const struct fate_words fates[FATE_COUNT] = {
    [FATE_NONE] = {"none", "", ""},
    [FATE_KEPT] = {"kept", N_("Kept"),
                   N_("The next plan has it under the same name.")},
    [FATE_RENAMED] = {"renamed", N_("Renamed"),
                      N_("The next plan has it under another name.")},
    [FATE_SPLIT] = {"split", N_("Split"),
                    N_("The next plan has several in its place.")},
    [FATE_MERGED] = {"merged", N_("Merged"),
                     N_("The next plan has one in the place of this and of "
                        "others.")},
    [FATE_DROPPED] = {"dropped", N_("Dropped"),
                      N_("It is said to have nothing in its place in the next "
                         "plan.")},
    [FATE_UNSTATED] = {"unstated", N_("Not said"),
                       N_("Its plan was replaced, and nothing published says "
                          "what became of it.")},
    [FATE_ADDED] = {"added", N_("Added"),
                    N_("It follows nothing in the plan before.")},
};

const char *plan_fate_name(enum plan_fate fate)
{
    return fates[fate].name;
}

const char *plan_fate_word(enum plan_fate fate)
{
    return fates[fate].word;
}

const char *plan_fate_definition(enum plan_fate fate)
{
    return fates[fate].definition;
}

struct criterion {
    const char *code;
    const char *word;
    const char *component;
};

static const struct criterion criteria[PLAN_CRITERION_COUNT] = {
    {"1.1", N_("There is a medium-term sector plan"), N_("Strategic capacity")},
    {"1.2", N_("It is aligned with the government's objectives"),
     N_("Strategic capacity")},
    {"1.3", N_("It is published on the internet"), N_("Strategic capacity")},
    {"2.1", N_("It identifies programs, products and responsible units"),
     N_("Operationalization")},
    {"2.2", N_("It is articulated with the budget"), N_("Operationalization")},
    {"2.3", N_("It is broken down into annual targets"),
     N_("Operationalization")},
    {"3.1", N_("The legislature takes part"), N_("Participatory nature")},
    {"3.2", N_("Civil society takes part"), N_("Participatory nature")},
};

const char *plan_criterion_code(size_t index)
{
    return criteria[index].code;
}

const char *plan_criterion_word(size_t index)
{
    return criteria[index].word;
}

const char *plan_component_word(size_t index)
{
    return criteria[index].component;
}
