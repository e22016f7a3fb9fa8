/* Headings that a descriptor asks for, by the one name of their field. */
#include "model/aliases.h"

static bool has_alias(const struct field_text *text, struct slice heading)
{
    for (size_t i = 0; i < text->alias_count; i++)
        if (slice_equal(text->aliases[i], heading))
            return true;
    return false;
}

struct slice alias_name(const struct table *table, struct slice heading)
{
    struct slice name = heading;

    for (size_t i = 0; i < table->fields.count; i++) {
        const struct field_text *text = &table->fields.items[i].text;

        if (slice_equal(text->heading, heading))
            return heading;
        if (text->heading.len > 0 && slice_equal(name, heading) &&
            has_alias(text, heading))
            name = text->heading;
    }
    return name;
}

static void conditions_settle(const struct table *table,
                              struct conditions *conditions)
{
    for (size_t i = 0; i < conditions->count; i++)
        conditions->items[i].field =
            alias_name(table, conditions->items[i].field);
}

void aliases_settle(struct table *table)
{
    conditions_settle(table, &table->take);
    for (size_t i = 0; i < table->exclusions.count; i++)
        conditions_settle(table, &table->exclusions.items[i].when);
    for (size_t i = 0; i < table->levels.count; i++)
        table->levels.items[i] = alias_name(table, table->levels.items[i]);
    for (size_t i = 0; i < table->fields.count; i++) {
        struct field *field = &table->fields.items[i];

        field->stage_heading = alias_name(table, field->stage_heading);
        for (size_t p = 0; p < field->text.part_count; p++)
            field->text.parts[p] = alias_name(table, field->text.parts[p]);
    }
}
