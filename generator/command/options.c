#include "command/options.h"

#include "base/amount.h"
#include "base/map.h"
#include "command/command.h"

#define HELP_COLUMN 24

/* The command line while it is read. */
struct reader {
    const struct command_line *line;
    char **arguments;
    int count;
    int next;
    bool operand_seen;
    uint64_t seen; /* options, by their number */
    struct buf *fault;
};

static enum options_result wrong(const struct reader *reader, const char *what,
                                 struct slice which)
{
    buf_add_format(reader->fault, "%s " SLICE_FORMAT, what, SLICE_ARGS(which));
    return OPTIONS_WRONG;
}

void options_nearest(struct buf *out, struct slice name,
                     const char *const *known, size_t count)
{
    struct arena arena;
    struct map names;
    struct slice nearest;

    arena_init(&arena);
    map_init(&names, &arena);
    for (size_t i = 0; i < count; i++)
        (void)map_put(&names, slice_of(known[i]), &names);
    nearest = map_nearest(&names, name);
    if (nearest.len > 0)
        buf_add_format(out, "; nearest: " SLICE_FORMAT, SLICE_ARGS(nearest));
    arena_release(&arena);
}

static enum options_result unknown(const struct reader *reader,
                                   struct slice name)
{
    const struct command_line *line = reader->line;
    struct arena arena;
    const char **known;
    size_t before;

    (void)wrong(reader, "unknown option", name);
    before = reader->fault->len;
    arena_init(&arena);
    known = ARENA_ARRAY(&arena, line->option_count + 1, const char *);
    for (size_t i = 0; i < line->option_count; i++)
        known[i] = arena_format(&arena, "--%s", line->options[i].name).ptr;
    known[line->option_count] = "--help";
    options_nearest(reader->fault, name, known, line->option_count + 1);
    if (reader->fault->len == before)
        buf_add_format(reader->fault, "; see rendir %s --help", line->name);
    arena_release(&arena);
    return OPTIONS_WRONG;
}

static const struct command_option *find(const struct command_line *line,
                                         struct slice name, char letter)
{
    for (size_t i = 0; i < line->option_count; i++) {
        const struct command_option *option = &line->options[i];

        if (name.len > 0 ? slice_equal_text(name, option->name)
                         : option->letter != 0 && option->letter == letter)
            return option;
    }
    return NULL;
}

static enum options_result number_set(const struct reader *reader,
                                      const struct command_option *option,
                                      const char *value)
{
    struct amount amount;

    if (amount_parse(slice_of(value), (struct amount_format){'.', 0},
                     &amount) != AMOUNT_OK ||
        amount.scale != 0 || amount.coefficient < option->low ||
        amount.coefficient > option->high) {
        buf_add_format(reader->fault,
                       "--%s takes a whole number from %u to %u, not %s",
                       option->name, option->low, option->high, value);
        return OPTIONS_WRONG;
    }
    *option->number = (unsigned)amount.coefficient;
    return OPTIONS_OK;
}

/* Of two values one would be passed over in silence. */
static bool is_second(struct reader *reader,
                      const struct command_option *option)
{
    uint64_t bit = (uint64_t)1 << (option - reader->line->options);

    if (option->texts != NULL || (reader->seen & bit) == 0) {
        reader->seen |= bit;
        return false;
    }
    buf_add_format(reader->fault, "--%s stands there twice", option->name);
    return true;
}

/* `value` is null where the option and its value are two arguments. */
static enum options_result option_set(struct reader *reader,
                                      const struct command_option *option,
                                      const char *value)
{
    struct slice name = slice_of(option->name);

    if (option->argument == NULL) {
        if (value != NULL)
            return wrong(reader, "no value goes with option", name);
        *option->flag = true;
        return OPTIONS_OK;
    }
    if (value == NULL) {
        if (reader->next == reader->count) {
            buf_add_format(reader->fault, "--%s needs a value: %s",
                           option->name, option->argument);
            return OPTIONS_WRONG;
        }
        value = reader->arguments[reader->next++];
    }
    if (is_second(reader, option))
        return OPTIONS_WRONG;
    if (value[0] == '\0') {
        buf_add_format(reader->fault, "--%s needs a value: %s is empty",
                       option->name, option->argument);
        return OPTIONS_WRONG;
    }
    if (option->number != NULL)
        return number_set(reader, option, value);
    if (option->texts != NULL)
        option->texts[(*option->text_count)++] = value;
    else
        *option->text = value;
    return OPTIONS_OK;
}

/* --name, --name=VALUE */
static enum options_result long_read(struct reader *reader,
                                     const char *argument)
{
    struct slice whole = slice_of(argument);
    size_t equals = slice_find(whole, '=');
    struct slice name = slice_cut(whole, 2, equals);
    const struct command_option *option;

    if (slice_equal_text(name, "help"))
        return OPTIONS_HELP;
    option = name.len > 0 ? find(reader->line, name, 0) : NULL;
    if (option == NULL)
        return unknown(reader, slice_cut(whole, 0, equals));
    return option_set(reader, option,
                      equals < whole.len ? argument + equals + 1 : NULL);
}

/* -n, -nVALUE */
static enum options_result short_read(struct reader *reader,
                                      const char *argument)
{
    const struct command_option *option =
        find(reader->line, (struct slice){NULL, 0}, argument[1]);

    if (argument[1] == 'h' && argument[2] == '\0')
        return OPTIONS_HELP;
    if (option == NULL || (option->argument == NULL && argument[2] != '\0'))
        return unknown(reader, slice_of(argument));
    return option_set(reader, option,
                      argument[2] != '\0' ? argument + 2 : NULL);
}

static enum options_result operand_read(struct reader *reader,
                                        const char *argument)
{
    if (reader->line->operands != NULL) {
        reader->line->operands[(*reader->line->operand_count)++] = argument;
        reader->operand_seen = true;
        return OPTIONS_OK;
    }
    if (reader->line->operand == NULL || reader->operand_seen)
        return wrong(reader, "one argument too many:", slice_of(argument));
    reader->operand_seen = true;
    *reader->line->operand = argument;
    return OPTIONS_OK;
}

static enum options_result argument_read(struct reader *reader,
                                         const char *argument)
{
    if (argument[0] != '-' || argument[1] == '\0')
        return operand_read(reader, argument);
    if (argument[1] == '-')
        return long_read(reader, argument);
    return short_read(reader, argument);
}

enum options_result options_read(const struct command_line *line, int argc,
                                 char **argv, struct buf *fault)
{
    struct reader reader = {
        .line = line, .arguments = argv, .count = argc, .fault = fault};
    enum options_result result = OPTIONS_OK;
    bool only_operands = false;

    while (result == OPTIONS_OK && reader.next < argc) {
        const char *argument = argv[reader.next++];

        if (only_operands)
            result = operand_read(&reader, argument);
        else if (slice_equal_text(slice_of(argument), "--"))
            only_operands = true;
        else
            result = argument_read(&reader, argument);
    }
    if (result == OPTIONS_OK && line->operand_is_needed &&
        !reader.operand_seen) {
        buf_add_format(fault, "rendir %s needs %s", line->name,
                       line->operand_name);
        return OPTIONS_WRONG;
    }
    return result;
}

static void help_option(struct buf *out, const struct command_option *option)
{
    size_t from = out->len;

    if (option->letter != 0)
        buf_add_format(out, "  -%c, --%s", option->letter, option->name);
    else
        buf_add_format(out, "      --%s", option->name);
    if (option->argument != NULL)
        buf_add_format(out, " %s", option->argument);
    while (out->len - from < HELP_COLUMN)
        buf_add_char(out, ' ');
    buf_add_format(out, "  %s\n", option->help);
}

void options_help(const struct command_line *line, struct buf *out)
{
    static const struct command_option help = {
        .name = "help", .letter = 'h', .help = "print this and end"};

    buf_add_format(out, "usage: rendir %s [options]", line->name);
    if (line->operand != NULL || line->operands != NULL)
        buf_add_format(out, line->operand_is_needed ? " %s" : " [%s]",
                       line->operand_name);
    buf_add_format(out, "\n\n%s\n\n", line->summary);
    for (size_t i = 0; i < line->option_count; i++)
        help_option(out, &line->options[i]);
    help_option(out, &help);
}

bool options_begin(const struct command_line *line, int argc, char **argv,
                   int *status)
{
    struct buf text = BUF_INIT;
    enum options_result result = options_read(line, argc, argv, &text);

    *status = EXIT_PUBLISHED;
    if (result == OPTIONS_WRONG)
        *status = print_fault(EXIT_USAGE, buf_slice(&text));
    if (result == OPTIONS_HELP) {
        options_help(line, &text);
        *status = print_text(buf_slice(&text)) ? print_end(EXIT_PUBLISHED)
                                               : print_end(EXIT_ENVIRONMENT);
    }
    buf_release(&text);
    return result == OPTIONS_OK;
}
