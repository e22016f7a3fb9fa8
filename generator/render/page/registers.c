/* Lists without a page kind of their own: their index, and each of them. */
#include "render/account.h"
#include "render/describe.h"
#include "render/page/kinds.h"
#include "render/record_list.h"
#include "render/record_tally.h"
#include "render/reference.h"

/* --- registers: the index --- */

static void register_card(struct page *page, struct value *list,
                          const struct table *table)
{
    struct value *card = view_object(page);

    view_text(page, card, "title", describe_table(page, table));
    view_link(page, card, "link", link_register(page, table));
    view_text(page, card, "text", describe_table_text(page, table));
    view_text(page, card, "status", describe_status(page, table->status));
    view_flag(page, card, "is_disputed", table->status == TABLE_DISPUTED);
    view_figure(page, card, "count", count_figure(page, table->name, nothing));
    view_text(page, card, "period", describe_periods(page, table));
    view_add(page, list, card);
}

void page_registers(struct page *page)
{
    const struct portal *portal = page->portal;
    struct value *list = view_list(page, page->view, "registers");

    page_title(page, page_text(page, N_("Registers")));
    page_description(
        page, page_text(page, N_("Every list of the portal, record by record: "
                                 "documents, agreements, audits, meetings and "
                                 "what else the office keeps.")));
    page_step(page, page_text(page, N_("Registers")), SLICE("registers"));
    for (size_t i = 0; i < portal->tables.count; i++)
        if (link_register(page, portal->tables.items[i]).len > 0)
            register_card(page, list, portal->tables.items[i]);
}

/* --- register: one list --- */

static struct slice records_sentence(struct page *page,
                                     const struct table *table)
{
    const struct figure *count = count_figure(page, table->name, nothing);
    struct slice periods = describe_periods(page, table);
    const struct sentence_arg args[] = {ARG_FIGURE("count", count),
                                        ARG_TEXT("period", periods)};
    struct slice form =
        periods.len == 0
            ? text_counted(page, count, N_("This list has {count} record."),
                           N_("This list has {count} records."))
            : text_counted(page, count,
                           N_("This list has {count} record: {period}."),
                           N_("This list has {count} records: {period}."));

    return sentence_of(page, form, args, COUNT_OF(args));
}

void page_register(struct page *page)
{
    const struct table *table = page->route->table;
    struct value *view = page->view;
    struct record_list list = {
        .table = table, .key = "list", .caption = describe_table(page, table)};

    page_title(page, describe_table(page, table));
    page_description(page, describe_table_text(page, table));
    page_step(page, page_text(page, N_("Registers")), SLICE("registers"));
    page_step(page, describe_table(page, table), page->route->key);
    view_markup(page, view, "records", records_sentence(page, table));
    view_text(page, view, "status_note",
              describe_status_note(page, table->status));
    view_flag(page, view, "is_disputed", table->status == TABLE_DISPUTED);
    view_flag(page, view, "has_personal", table->has_personal);
    view_markup(page, view, "consent", consent_sentence(page, table));
    view_link(page, view, "dictionary_link", link_dictionary(page, table));
    record_tally(page, table, "tallies");
    record_list(page, &list, view, "list");
}
