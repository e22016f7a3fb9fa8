/* The sheet "metadata": whose data these are and what each column means, in
 * every language of the portal. */
#include "emit/workbook.h"
#include "publish/format/extras.h"

struct about {
    struct workbook *book;
    const struct release_formats *formats;
    const struct dataset *dataset;
    const struct language *language;
    struct words description; /* with the status of the data */
    struct buf text;
};

static void say(struct about *about, struct slice label, struct slice text)
{
    if (text.len == 0)
        return;
    workbook_bold(about->book, label);
    (void)workbook_text(about->book, text);
    workbook_row(about->book);
}

static void say_count(struct about *about, struct slice label, uint64_t count)
{
    workbook_bold(about->book, label);
    (void)workbook_number(about->book, (struct workbook_number){
                                           amount_of((int64_t)count), 0, true});
    workbook_row(about->book);
}

static struct slice two(struct about *about, struct slice first,
                        struct slice second)
{
    buf_reset(&about->text);
    buf_add_slice(&about->text, first);
    if (first.len > 0 && second.len > 0)
        buf_add_text(&about->text, ", ");
    buf_add_slice(&about->text, second);
    return buf_slice(&about->text);
}

static struct slice cut_off(struct about *about)
{
    buf_reset(&about->text);
    if (date_is_set(about->formats->portal->cut_off))
        date_write(&about->text, about->formats->portal->cut_off);
    return buf_slice(&about->text);
}

/* The absolute address where there is one, else the path in the root. */
static struct slice address(struct about *about)
{
    buf_reset(&about->text);
    buf_add_slice(&about->text, about->formats->options->base_url);
    buf_add_slice(&about->text, about->dataset->workbook.path);
    return buf_slice(&about->text);
}

static void cite_part(struct buf *out, struct slice text, const char *before)
{
    if (text.len == 0)
        return;
    if (out->len > 0)
        buf_add_text(out, before);
    buf_add_slice(out, text);
}

/* "Publisher: Portal. Table. Release 2017-09, 2017-09-30. https://…" */
static struct slice citation(struct about *about)
{
    const struct portal *portal = about->formats->portal;
    struct buf out = BUF_INIT;

    cite_part(&out, words_in(&portal->publisher, about->language), "");
    cite_part(&out, words_in(&portal->name, about->language), ": ");
    cite_part(&out, words_in(&about->dataset->table->title, about->language),
              ". ");
    cite_part(&out, portal->release, ". ");
    cite_part(&out, cut_off(about), ", ");
    if (about->formats->options->base_url.len > 0)
        cite_part(&out, address(about), ". ");
    buf_reset(&about->text);
    buf_add_slice(&about->text, buf_slice(&out));
    buf_release(&out);
    return buf_slice(&about->text);
}

static struct slice source_files(struct about *about)
{
    const struct table *table = about->dataset->table;

    buf_reset(&about->text);
    for (size_t i = 0; i < table->files.count; i++) {
        buf_add_text(&about->text, i > 0 ? "; " : "");
        buf_add_slice(&about->text, table->files.items[i].path);
    }
    return buf_slice(&about->text);
}

static void about_release(struct about *about)
{
    const struct portal *portal = about->formats->portal;
    const struct table *table = about->dataset->table;
    const struct language *language = about->language;
    bool own = table->licence_name.len > 0;

    say(about, language_text(language, SLICE("Table")),
        two(about, words_in(&table->title, language), table->name));
    say(about, language_text(language, SLICE("What it holds")),
        language_text(language, slice_of(resource_role_title(table->role))));
    say(about, language_text(language, SLICE("Description")),
        words_in(&about->description, language));
    say(about, language_text(language, SLICE("Portal")),
        words_in(&portal->name, language));
    say(about, language_text(language, SLICE("Publisher")),
        words_in(&portal->publisher, language));
    say(about, language_text(language, SLICE("Release")), portal->release);
    say(about, language_text(language, SLICE("Data to")), cut_off(about));
    say(about, language_text(language, SLICE("Licence")),
        own ? two(about, table->licence_name, table->licence_address)
            : two(about, portal->licence_name, portal->licence_address));
    say(about, language_text(language, SLICE("Source files")),
        source_files(about));
    say(about, language_text(language, SLICE("Address")), address(about));
    say(about, language_text(language, SLICE("How to cite")), citation(about));
    say_count(about, language_text(language, SLICE("Rows")),
              about->dataset->rows);
}

/* What a spreadsheet cannot hold, and what marks mean. */
static void about_cells(struct about *about)
{
    const struct language *language = about->language;

    say_count(about,
              language_text(language,
                            SLICE("Numbers kept as text, because a spreadsheet "
                                  "holds 15 digits")),
              about->dataset->numbers_as_text);
    if (about->dataset->texts_cut > 0)
        say_count(about,
                  language_text(language,
                                SLICE("Texts cut, because a cell holds 32,767 "
                                      "characters: the CSV has them whole")),
                  about->dataset->texts_cut);
    say(about, SLICE(MARK_NOT_REPORTED),
        language_text(language, SLICE("not reported")));
    say(about, SLICE(MARK_NOT_APPLICABLE),
        language_text(language, SLICE("not applicable")));
    say(about, language_text(language, SLICE("(empty)")),
        language_text(language, SLICE("no data")));
}

static void columns_head(struct about *about)
{
    const struct language *language = about->language;
    const struct slice heads[] = {
        language_text(language, SLICE("Published as")),
        language_text(language, SLICE("Title")),
        language_text(language, SLICE("Type")),
        language_text(language, SLICE("Counted in")),
        language_text(language, SLICE("Missing marks")),
        language_text(language, SLICE("Description")),
    };

    workbook_row(about->book);
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        workbook_bold(about->book, heads[i]);
    workbook_row(about->book);
}

static void column_row(struct about *about,
                       const struct published_column *column)
{
    (void)workbook_text(about->book, column->name);
    (void)workbook_text(about->book,
                        column_title(about->dataset, column, about->language));
    (void)workbook_text(about->book,
                        column_type_words(column, about->language));
    buf_reset(&about->text);
    column_unit(&about->text, about->dataset, column, about->language);
    (void)workbook_text(about->book, buf_slice(&about->text));
    (void)workbook_text(
        about->book,
        two(about,
            column->has_not_reported ? SLICE(MARK_NOT_REPORTED) : SLICE(""),
            column->has_not_applicable ? SLICE(MARK_NOT_APPLICABLE)
                                       : SLICE("")));
    (void)workbook_text(about->book, column_description(about->dataset, column,
                                                        about->language));
    workbook_row(about->book);
}

void workbook_about(struct workbook *book,
                    const struct release_formats *formats,
                    const struct dataset *dataset)
{
    static const unsigned widths[] = {28, 48, 24, 40, 16, 60};
    struct about about = {.book = book, .formats = formats, .dataset = dataset};

    struct arena arena;

    arena_init(&arena);
    about.description =
        table_description(formats->portal, dataset->table, &arena);
    workbook_sheet(book, SLICE("metadata"));
    for (unsigned i = 0; i < COUNT_OF(widths); i++)
        workbook_width(book, i, widths[i]);
    for (unsigned l = 0; l < formats->portal->language_count; l++) {
        about.language = &formats->portal->languages[l];
        if (l > 0)
            workbook_row(book);
        workbook_bold(book, about.language->name);
        workbook_row(book);
        about_release(&about);
        about_cells(&about);
        columns_head(&about);
        for (size_t i = 0; i < dataset->column_count; i++)
            column_row(&about, &dataset->columns[i]);
    }
    buf_release(&about.text);
    arena_release(&arena);
}
