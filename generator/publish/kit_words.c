/* The texts of a kit. */
#include "base/utf8.h"
#include "publish/format/extras.h"
#include "publish/kit.h"
#include "render/receipts/citation.h"
#include "render/describe.h"

#define METHOD_PAGE "method"

/* What words need of a page: its language, and an arena. */
struct voice {
    struct arena arena;
    struct site site;
    struct page page;
};

static void voice_init(struct voice *voice, const struct portal *portal,
                       const struct publish_options *options)
{
    *voice = (struct voice){.site = {.portal = portal}};
    arena_init(&voice->arena);
    if (options != NULL) {
        voice->site.options.base_url = options->base_url;
        voice->site.options.frozen = options->frozen;
    }
    voice->page = (struct page){.site = &voice->site,
                                .portal = portal,
                                .language = &portal->languages[0],
                                .arena = &voice->arena};
}

static void voice_release(struct voice *voice)
{
    arena_release(&voice->arena);
}

/* --- lines --- */

static void line_add(struct buf *out, struct slice text)
{
    buf_add_slice(out, text);
    buf_add_char(out, '\n');
}

/* A heading with a line below it, as long. */
static void heading_add(struct buf *out, struct slice text, char line)
{
    line_add(out, text);
    for (size_t i = 0; i < utf8_length(text); i++)
        buf_add_char(out, line);
    buf_add_text(out, "\n\n");
}

static void section_add(struct buf *out, struct slice text)
{
    buf_add_char(out, '\n');
    heading_add(out, text, '-');
}

/* "Licence: CC BY 4.0"; nothing where there is no text. */
static void fact_add(struct buf *out, struct slice label, struct slice text)
{
    if (text.len == 0)
        return;
    buf_add_slice(out, label);
    buf_add_text(out, ": ");
    line_add(out, text);
}

static struct slice licence_words(struct page *page, const struct table *table)
{
    const struct portal *portal = page->portal;
    bool own = table->licence_name.len > 0;
    struct slice name = own ? table->licence_name : portal->licence_name;
    struct slice address =
        own ? table->licence_address : portal->licence_address;

    if (name.len == 0)
        return page_text(page, N_("none is published"));
    if (address.len == 0)
        return name;
    return ARENA_CONCAT(page->arena, name, SLICE(", "), address);
}

/* --- columns --- */

static void mark_add(struct page *page, struct buf *out, const char *mark,
                     enum cell_state state)
{
    describe_join(out, PLAIN(page, N_("\"{mark}\" = {state}"),
                             ARG_TEXT("mark", slice_of(mark)),
                             ARG_TEXT("state", describe_missing(page, state))));
}

/* "number; Accrued; flow: summed over time; GTQ; "n.r." = not reported" */
static struct slice column_form(struct page *page,
                                const struct published_column *column)
{
    struct buf out = BUF_INIT;

    if (column->kind == PUBLISHED_CELL) {
        describe_join(&out, describe_type(page, column->column->type));
        describe_join(&out, describe_counted(page, column->column));
    }
    if (column->has_not_reported)
        mark_add(page, &out, MARK_NOT_REPORTED, CELL_NOT_REPORTED);
    if (column->has_not_applicable)
        mark_add(page, &out, MARK_NOT_APPLICABLE, CELL_NOT_APPLICABLE);
    return arena_take(page->arena, &out);
}

static void detail_add(struct buf *out, struct slice text)
{
    if (text.len == 0)
        return;
    buf_add_text(out, "    ");
    line_add(out, text);
}

static void columns_add(struct buf *out, struct page *page,
                        const struct dataset *dataset)
{
    section_add(out, page_text(page, N_("What each column means")));
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct published_column *column = &dataset->columns[i];

        line_add(out, column->name);
        detail_add(out, column_title(dataset, column, page->language));
        detail_add(out, column_form(page, column));
        detail_add(out, column_description(dataset, column, page->language));
    }
}

/* --- the files --- */

static void facts_add(struct buf *out, struct page *page,
                      const struct dataset *dataset)
{
    const struct portal *portal = page->portal;
    const struct table *table = dataset->table;
    struct buf rows = BUF_INIT;

    locale_write_integer(page->language->locale, &rows, (int64_t)dataset->rows);
    fact_add(out, page_text(page, N_("Portal")),
             page_words(page, &portal->name));
    fact_add(out, page_text(page, N_("Publisher")),
             page_words(page, &portal->publisher));
    fact_add(out, page_text(page, N_("Release")), edition_id(page));
    if (date_is_set(portal->cut_off))
        fact_add(out, page_text(page, N_("Data to")),
                 page_date(page, portal->cut_off));
    fact_add(out, page_text(page, N_("Rows")), buf_slice(&rows));
    fact_add(out, page_text(page, N_("Period")), describe_periods(page, table));
    fact_add(out, page_text(page, N_("Licence")), licence_words(page, table));
    fact_add(out, page_text(page, N_("Contact and corrections")),
             portal->contact_name);
    fact_add(out, page_text(page, N_("Address")), portal->contact_address);
    buf_release(&rows);
}

static void files_add(struct buf *out, struct page *page,
                      const struct dataset *dataset)
{
    section_add(out, page_text(page, N_("The files of this kit")));
    fact_add(out, arena_join(page->arena, dataset->table->name, SLICE(".csv")),
             page_text(page, N_("the rows: UTF-8, commas, a point for "
                                "decimals")));
    fact_add(out, SLICE("dictionary.csv"),
             page_text(page, N_("what each column means, as a table")));
    fact_add(out, SLICE("CITATION.txt"),
             page_text(page, N_("how to cite, with the SHA-256 of the rows")));
    if (portal_content(page->portal, DOCUMENT_PAGE, SLICE(METHOD_PAGE)) != NULL)
        fact_add(out, SLICE("method.*.md"),
                 page_text(page, N_("how the numbers are made")));
    fact_add(out, SLICE("datapackage.json"),
             page_text(page, N_("the same for programs (Data Package)")));
}

static void readme_in(struct buf *out, struct page *page,
                      const struct dataset *dataset)
{
    const struct table *table = dataset->table;
    struct slice text = describe_table_text(page, table);
    struct slice note = describe_status_note(page, table->status);

    heading_add(out, describe_table(page, table), '=');
    if (page->portal->is_illustrative)
        line_add(out, page_text(page, N_("Everything here is invented: a "
                                         "fictional republic that shows what a "
                                         "portal can hold.")));
    if (note.len > 0)
        line_add(out, note);
    if (text.len > 0)
        line_add(out, text);
    if (page->portal->is_illustrative || note.len > 0 || text.len > 0)
        buf_add_char(out, '\n');
    facts_add(out, page, dataset);
    files_add(out, page, dataset);
    columns_add(out, page, dataset);
}

void kit_readme(struct buf *out, const struct dataset *dataset,
                const struct publish_options *options)
{
    const struct portal *portal = dataset->portal;
    struct voice voice;

    voice_init(&voice, portal, options);
    for (unsigned i = 0; i < portal->language_count; i++) {
        if (i > 0)
            buf_add_text(out, "\n\n");
        voice.page.language = &portal->languages[i];
        readme_in(out, &voice.page, dataset);
    }
    voice_release(&voice);
}

void kit_citation(struct buf *out, const struct dataset *dataset,
                  const struct publish_options *options)
{
    const struct portal *portal = dataset->portal;
    struct voice voice;

    voice_init(&voice, portal, options);
    for (unsigned i = 0; i < portal->language_count; i++) {
        struct cited cited = {.path = dataset->csv.path, .is_dataset = true};

        voice.page.language = &portal->languages[i];
        cited.title = describe_table(&voice.page, dataset->table);
        line_add(out, citation_words(&voice.page, &cited));
        buf_add_char(out, '\n');
    }
    buf_add_format(out, "SHA-256 (" SLICE_FORMAT ".csv) = %s\n",
                   SLICE_ARGS(dataset->table->name), dataset->csv.hash);
    voice_release(&voice);
}

/* --- the dictionary as a table --- */

static void dictionary_head(struct comma_writer *w, const struct portal *portal)
{
    static const char *const heads[] = {
        "name", "type", "unit", "multiplier", "accumulation", "missing"};
    static const char *const words[] = {"title_", "description_"};
    struct buf name = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(heads); i++)
        comma_cell_text(w, heads[i]);
    for (unsigned l = 0; l < portal->language_count; l++)
        for (size_t i = 0; i < COUNT_OF(words); i++) {
            buf_reset(&name);
            buf_add_text(&name, words[i]);
            buf_add_slice(&name, portal->languages[l].path);
            comma_cell(w, buf_slice(&name));
        }
    comma_end_row(w);
    buf_release(&name);
}

static void measure_cells(struct comma_writer *w,
                          const struct published_column *published)
{
    const struct column *column = published->column;

    if (column == NULL ||
        (column->type != COLUMN_AMOUNT && column->type != COLUMN_STATED)) {
        comma_cell(w, column != NULL ? column->unit : nothing);
        comma_cell(w, nothing);
        comma_cell(w, nothing);
        return;
    }
    comma_cell(w, column->currency.len > 0 ? column->currency : column->unit);
    comma_cell_integer(w, column->multiplier);
    comma_cell_text(w, accumulation_name(column->accumulation));
}

static void missing_cell(struct comma_writer *w,
                         const struct published_column *column)
{
    struct buf text = BUF_INIT;

    if (column->has_not_reported)
        buf_add_text(&text, MARK_NOT_REPORTED);
    if (column->has_not_applicable)
        describe_join(&text, SLICE(MARK_NOT_APPLICABLE));
    comma_cell(w, buf_slice(&text));
    buf_release(&text);
}

void kit_dictionary(struct buf *out, const struct dataset *dataset)
{
    const struct portal *portal = dataset->portal;
    struct comma_writer w;
    struct voice voice;

    voice_init(&voice, portal, NULL);
    comma_init(&w, out);
    dictionary_head(&w, portal);
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct published_column *column = &dataset->columns[i];

        comma_cell(&w, column->name);
        comma_cell_text(&w, column->column != NULL
                                ? column_type_name(column->column->type)
                                : "");
        measure_cells(&w, column);
        missing_cell(&w, column);
        for (unsigned l = 0; l < portal->language_count; l++) {
            voice.page.language = &portal->languages[l];
            comma_cell(&w, column_title(dataset, column, voice.page.language));
            comma_cell(
                &w, column_description(dataset, column, voice.page.language));
        }
        comma_end_row(&w);
    }
    voice_release(&voice);
}

void kit_method(struct buf *out, const struct dataset *dataset,
                unsigned language)
{
    const struct content *content =
        portal_content(dataset->portal, DOCUMENT_PAGE, SLICE(METHOD_PAGE));
    const struct document *document =
        content != NULL ? content->texts[language] : NULL;

    if (document == NULL)
        return;
    buf_add_text(out, "# ");
    line_add(out, node_text(document->front, "title"));
    buf_add_char(out, '\n');
    buf_add_slice(out, slice_trim(document->body));
    buf_add_char(out, '\n');
}
