/*
 * Parser and evaluator of Plural-Forms. Layer: locale.
 */
#include "locale/plural.h"

#include <inttypes.h>

/* Real expressions stay below 40 nodes and 10 levels (gettext's own table has
 * 31 and 7); the limits keep a hostile file from exhausting the stack. */
#define NODES_MAX 200
#define DEPTH_MAX 40
/* How far the expression is tried when read, as msgfmt does. */
#define TRIED_MAX 1000

enum operation {
    OP_NUMBER,
    OP_N,
    OP_NOT,
    OP_CHOICE,
    OP_OR,
    OP_AND,
    OP_EQUAL,
    OP_UNEQUAL,
    OP_AT_MOST,
    OP_AT_LEAST,
    OP_LESS,
    OP_MORE,
    OP_PLUS,
    OP_MINUS,
    OP_TIMES,
    OP_DIVIDE,
    OP_REMAINDER
};

/* Operands are numbers of nodes. */
struct node {
    enum operation operation;
    uint8_t a, b, c;
    uint64_t number;
};

struct plural {
    unsigned form_count;
    uint8_t root;
    uint8_t node_count;
    struct node nodes[NODES_MAX];
};

struct binary {
    struct slice sign;
    enum operation operation;
    unsigned level; /* higher binds tighter */
};

#define LEVEL_LOOSEST 1

/* Longer signs first, so that "<" does not take the start of "<=". */
static const struct binary binaries[] = {
    {SLICE_INIT("||"), OP_OR, 1},       {SLICE_INIT("&&"), OP_AND, 2},
    {SLICE_INIT("=="), OP_EQUAL, 3},    {SLICE_INIT("!="), OP_UNEQUAL, 3},
    {SLICE_INIT("<="), OP_AT_MOST, 4},  {SLICE_INIT(">="), OP_AT_LEAST, 4},
    {SLICE_INIT("<"), OP_LESS, 4},      {SLICE_INIT(">"), OP_MORE, 4},
    {SLICE_INIT("+"), OP_PLUS, 5},      {SLICE_INIT("-"), OP_MINUS, 5},
    {SLICE_INIT("*"), OP_TIMES, 6},     {SLICE_INIT("/"), OP_DIVIDE, 6},
    {SLICE_INIT("%"), OP_REMAINDER, 6},
};

struct parser {
    struct slice rest;
    struct plural *plural;
    unsigned depth;
    const char *fault; /* the first one; parsing goes on but means nothing */
};

static uint8_t parse_choice(struct parser *parser);

static uint8_t fail(struct parser *parser, const char *fault)
{
    if (!parser->fault)
        parser->fault = fault;
    parser->rest = (struct slice){NULL, 0};
    return 0;
}

static uint8_t add_node(struct parser *parser, struct node node)
{
    struct plural *plural = parser->plural;

    if (plural->node_count == NODES_MAX)
        return fail(parser, "is too long");
    plural->nodes[plural->node_count] = node;
    return plural->node_count++;
}

static void skip(struct parser *parser, size_t count)
{
    parser->rest = slice_trim(slice_cut(parser->rest, count, parser->rest.len));
}

static bool take(struct parser *parser, struct slice sign)
{
    if (!slice_starts_with(parser->rest, sign))
        return false;
    skip(parser, sign.len);
    return true;
}

/* Digits at the start of `s`; false where there are none or too many. */
static bool read_number(struct slice s, uint64_t *number, size_t *len)
{
    *number = 0;
    for (*len = 0; *len < s.len; (*len)++) {
        char c = s.ptr[*len];

        if (c < '0' || c > '9')
            break;
        if (__builtin_mul_overflow(*number, 10U, number) ||
            __builtin_add_overflow(*number, (unsigned)(c - '0'), number))
            return false;
    }
    return *len > 0;
}

static uint8_t parse_operand(struct parser *parser)
{
    struct node node = {.operation = OP_NUMBER};
    size_t len;

    if (take(parser, SLICE("("))) {
        uint8_t inner = parse_choice(parser);

        if (!take(parser, SLICE(")")))
            return fail(parser, "lacks a closing parenthesis");
        return inner;
    }
    if (take(parser, SLICE("n")))
        return add_node(parser, (struct node){.operation = OP_N});
    if (!read_number(parser->rest, &node.number, &len))
        return fail(parser, "has no number, n or parenthesis where one "
                            "belongs");
    skip(parser, len);
    return add_node(parser, node);
}

static uint8_t parse_unary(struct parser *parser)
{
    bool negated = false;
    bool any = false;
    struct node node = {.operation = OP_NOT};

    while (!slice_starts_with(parser->rest, SLICE("!=")) &&
           take(parser, SLICE("!"))) {
        negated = !negated;
        any = true;
    }
    node.a = parse_operand(parser);
    if (!any)
        return node.a;
    node.a = add_node(parser, node);
    /* !!x is 1 or 0, not x: an even number of signs is two of them. */
    return negated ? node.a : add_node(parser, node);
}

static const struct binary *binary_ahead(const struct parser *parser)
{
    for (size_t i = 0; i < COUNT_OF(binaries); i++) {
        if (slice_starts_with(parser->rest, binaries[i].sign))
            return &binaries[i];
    }
    return NULL;
}

/* Operators of `level` and tighter, grouping to the left. */
static uint8_t parse_binary(struct parser *parser, unsigned level)
{
    uint8_t left = parse_unary(parser);
    const struct binary *binary = binary_ahead(parser);

    while (binary && binary->level >= level) {
        struct node node = {.operation = binary->operation, .a = left};

        skip(parser, binary->sign.len);
        node.b = parse_binary(parser, binary->level + 1);
        left = add_node(parser, node);
        binary = binary_ahead(parser);
    }
    return left;
}

static uint8_t parse_choice(struct parser *parser)
{
    struct node node = {.operation = OP_CHOICE};

    if (++parser->depth > DEPTH_MAX)
        return fail(parser, "is nested too deeply");
    node.a = parse_binary(parser, LEVEL_LOOSEST);
    if (take(parser, SLICE("?"))) {
        node.b = parse_choice(parser);
        if (!take(parser, SLICE(":")))
            return fail(parser, "has a ? without its :");
        node.c = parse_choice(parser);
        node.a = add_node(parser, node);
    }
    parser->depth--;
    return node.a;
}

static uint64_t evaluate(const struct plural *plural, uint8_t number,
                         uint64_t n);

static uint64_t calculate(enum operation operation, uint64_t a, uint64_t b)
{
    switch (operation) {
    case OP_EQUAL:
        return a == b;
    case OP_UNEQUAL:
        return a != b;
    case OP_AT_MOST:
        return a <= b;
    case OP_AT_LEAST:
        return a >= b;
    case OP_LESS:
        return a < b;
    case OP_MORE:
        return a > b;
    case OP_PLUS:
        return a + b;
    case OP_MINUS:
        return a - b;
    case OP_TIMES:
        return a * b;
    case OP_DIVIDE:
        return b == 0 ? 0 : a / b;
    case OP_REMAINDER:
        return b == 0 ? 0 : a % b;
    case OP_OR:
        return a || b;
    case OP_AND:
        return a && b;
    case OP_NUMBER:
    case OP_N:
    case OP_NOT:
    case OP_CHOICE:
        break;
    }
    BUG("not an operation on two numbers");
}

/* Depth is at most that of the tree, so at most NODES_MAX calls. */
static uint64_t evaluate(const struct plural *plural, uint8_t number,
                         uint64_t n)
{
    const struct node *node = &plural->nodes[number];
    uint64_t a;

    if (node->operation == OP_NUMBER)
        return node->number;
    if (node->operation == OP_N)
        return n;
    a = evaluate(plural, node->a, n);
    if (node->operation == OP_NOT)
        return !a;
    if (node->operation == OP_CHOICE)
        return evaluate(plural, a ? node->b : node->c, n);
    return calculate(node->operation, a, evaluate(plural, node->b, n));
}

unsigned plural_form_count(const struct plural *plural)
{
    return plural->form_count;
}

unsigned plural_form(const struct plural *plural, uint64_t n)
{
    uint64_t form = evaluate(plural, plural->root, n);

    /* Only beyond TRIED_MAX; what glibc's gettext does there. */
    return form < plural->form_count ? (unsigned)form : 0;
}

static const char *parse_expression(struct plural *plural, struct slice text)
{
    struct parser parser = {.rest = text, .plural = plural};

    plural->root = parse_choice(&parser);
    if (!parser.fault && parser.rest.len > 0)
        parser.fault = "goes on after its end";
    return parser.fault;
}

static const char *parse_form_count(struct plural *plural, struct slice text)
{
    uint64_t count;
    size_t len;

    if (!read_number(text, &count, &len) || len != text.len)
        return "is not a number";
    if (count < 1 || count > PLURAL_FORMS_MAX)
        return "is not from 1 to 6";
    plural->form_count = (unsigned)count;
    return NULL;
}

static bool try_forms(struct arena *arena, const struct plural *plural,
                      struct slice *fault)
{
    for (uint64_t n = 0; n <= TRIED_MAX; n++) {
        uint64_t form = evaluate(plural, plural->root, n);

        if (form < plural->form_count)
            continue;
        *fault = arena_format(arena,
                              "Plural-Forms gives form %" PRIu64
                              " for n = %" PRIu64 ", but nplurals is %u",
                              form, n, plural->form_count);
        return false;
    }
    return true;
}

const struct plural *plural_parse(struct arena *arena, struct slice field,
                                  struct slice *fault)
{
    struct plural *plural = ARENA_NEW(arena, struct plural);
    const char *reason = NULL;

    while (!reason && field.len > 0) {
        struct slice value = slice_next(&field, ';');
        struct slice name = slice_trim(slice_next(&value, '='));

        value = slice_trim(value);
        if (slice_equal_text(name, "nplurals"))
            reason = parse_form_count(plural, value);
        else if (slice_equal_text(name, "plural"))
            reason = parse_expression(plural, value);
        else if (name.len > 0)
            reason = "is neither nplurals nor plural";
        if (reason)
            *fault = arena_format(arena, "Plural-Forms: " SLICE_FORMAT " %s",
                                  SLICE_ARGS(name), reason);
    }
    if (reason)
        return NULL;
    if (plural->form_count == 0 || plural->node_count == 0) {
        *fault = arena_copy(arena, SLICE("Plural-Forms lacks nplurals or "
                                         "plural"));
        return NULL;
    }
    return try_forms(arena, plural, fault) ? plural : NULL;
}
