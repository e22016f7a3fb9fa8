/* The site: its templates, its pages, their ledgers. */
#include "render/site.h"

#include "base/file.h"
#include "emit/csv.h"
#include "render/page.h"
#include "render/page/kinds.h"

typedef void page_function(struct page *page);

struct page_kind_info {
    const char *template;
    page_function *make;
};

static const struct page_kind_info kinds[PAGE_KIND_COUNT] = {
    [PAGE_CHOICE] = {"choice", page_choice},
    [PAGE_HOME] = {"home", page_home},
    [PAGE_MONEY] = {"money", page_money},
    [PAGE_DIMENSION] = {"dimension", page_dimension},
    [PAGE_CODE] = {"code", page_code},
    [PAGE_PROGRAMS] = {"programs", page_programs},
    [PAGE_PROGRAM] = {"program", page_program},
    [PAGE_INSTITUTIONS] = {"institutions", page_institutions},
    [PAGE_INSTITUTION] = {"institution", page_institution},
    [PAGE_TERRITORIES] = {"territories", page_territories},
    [PAGE_TERRITORY] = {"territory", page_territory},
    [PAGE_PLANS] = {"plans", page_plans},
    [PAGE_NODE] = {"node", page_node},
    [PAGE_LINK] = {"link", page_link},
    [PAGE_INDICATORS] = {"indicators", page_indicators},
    [PAGE_INDICATOR] = {"indicator", page_indicator},
    [PAGE_COMMITMENTS] = {"commitments", page_commitments},
    [PAGE_STATUS] = {"status", page_status},
    [PAGE_COMMITMENT] = {"commitment", page_commitment},
    [PAGE_COMMITMENT_LISTS] = {"sections", page_commitment_lists},
    [PAGE_UNIVERSE] = {"sections", page_universe},
    [PAGE_REGISTERS] = {"registers", page_registers},
    [PAGE_REGISTER] = {"register", page_register},
    [PAGE_RECORD] = {"record", page_record},
    [PAGE_DATA] = {"data", page_data},
    [PAGE_DICTIONARY] = {"dictionary", page_dictionary},
    [PAGE_QUALITY] = {"quality", page_quality},
    [PAGE_REPORTS] = {"reports", page_reports},
    [PAGE_DOCUMENT] = {"document", page_document},
    [PAGE_ACCOUNTABILITY] = {"sections", page_accountability},
    [PAGE_DUTIES] = {"sections", page_duties},
    [PAGE_SCORECARD] = {"sections", page_scorecard},
    [PAGE_GRADES] = {"sections", page_grades},
    [PAGE_FORECASTS] = {"sections", page_forecasts},
    [PAGE_PROTECTIONS] = {"sections", page_protections},
    [PAGE_CODES] = {"sections", page_codes},
    [PAGE_PARTICIPATION] = {"sections", page_participation},
    [PAGE_HUB] = {"hub", page_hub},
    [PAGE_NOT_FOUND] = {"not-found", page_not_found},
};

/* --- templates --- */

static void templates_add(struct site *site, const char *folder,
                          struct slice printed)
{
    struct names names = {NULL, 0, 0};

    if (!file_is_folder(folder) || !folder_walk(site->arena, folder, &names))
        return;
    for (size_t i = 0; i < names.count; i++) {
        struct slice name = names.items[i];
        struct slice text;

        if (!slice_ends_with(name, SLICE(".html")) ||
            !file_read(site->arena,
                       path_join(site->arena, slice_of(folder), name).ptr,
                       &text))
            continue;
        template_set_add(site->templates, slice_cut(name, 0, name.len - 5),
                         path_join(site->arena, printed, name), text);
    }
}

static bool templates_load(struct site *site)
{
    const struct portal *portal = site->portal;
    struct slice own =
        arena_format(site->arena, "content/" SLICE_FORMAT "/templates",
                     SLICE_ARGS(portal->key));
    bool whole;

    site->templates = template_set_new(site->arena, TEMPLATE_PAGE,
                                       portal->diagnostics, portal->sources);
    templates_add(site, site->options.templates, SLICE("templates"));
    templates_add(
        site,
        path_join(site->arena, slice_of(site->options.workspace), own).ptr,
        own);
    whole = template_set_compile(site->templates);
    for (int i = 0; i < PAGE_KIND_COUNT; i++) {
        struct place nowhere = {0, 0, 0};

        site->by_kind[i] =
            template_find(site->templates, slice_of(kinds[i].template));
        if (site->by_kind[i] != NULL)
            continue;
        diag_add(portal->diagnostics, DIAG_TEMPLATE_MISSING, nowhere,
                 slice_of(kinds[i].template));
        whole = false;
    }
    return whole;
}

/* Only their routes: a link into another portal leads to a page it has. */
static bool others_build(struct site *site)
{
    const struct portal *portal = site->portal;
    bool unique = true;

    site->others =
        ARENA_ARRAY(site->arena, portal->other_count + 1, const struct site *);
    for (size_t i = 0; i < portal->other_count; i++) {
        struct site *other = ARENA_NEW(site->arena, struct site);

        other->arena = site->arena;
        other->portal = portal->others[i];
        other->options = site->options;
        unique = routes_build(other) && unique;
        site->others[i] = other;
    }
    return unique;
}

struct site *site_new(struct arena *arena, const struct portal *portal,
                      const struct site_options *options)
{
    struct site *site = ARENA_NEW(arena, struct site);
    bool whole;

    site->arena = arena;
    site->portal = portal;
    site->options = *options;
    whole = templates_load(site) && others_build(site);
    return routes_build(site) && whole ? site : NULL;
}

/* --- pages --- */

size_t site_page_count(const struct site *site)
{
    return site->routes.count;
}

struct slice site_page_path(const struct site *site, size_t page,
                            unsigned language, struct arena *arena)
{
    const struct route *route = &site->routes.items[page];

    if (route->kind == PAGE_CHOICE)
        return SLICE("index.html");
    return arena_format(arena, SLICE_FORMAT "/" SLICE_FORMAT ".html",
                        SLICE_ARGS(site->portal->languages[language].path),
                        SLICE_ARGS(route->key));
}

bool site_page_is_listed(const struct site *site, size_t page)
{
    enum page_kind kind = site->routes.items[page].kind;

    return kind != PAGE_CHOICE && kind != PAGE_NOT_FOUND;
}

static struct slice translate(const void *context, struct slice msgid)
{
    return language_text(context, msgid);
}

/* One language of a page. */
static bool render_language(struct page *page, struct buf *out)
{
    const struct site *site = page->site;
    struct template_call call = {.set = site->templates,
                                 .translate = translate,
                                 .translate_context = page->language,
                                 .diagnostics = page->portal->diagnostics};

    page->view = value_object_new(page->arena);
    page_layout(page);
    kinds[page->route->kind].make(page);
    return template_render(&call, site->by_kind[page->route->kind], page->view,
                           out);
}

/* --- the ledger of a page --- */

static void ledger_head(struct comma_writer *w)
{
    static const char *const heads[] = {
        "id",    "operation", "resource",   "measure",  "filter", "operands",
        "value", "unit",      "multiplier", "decimals", "rows",   "status"};

    for (size_t i = 0; i < COUNT_OF(heads); i++)
        comma_cell_text(w, heads[i]);
    comma_end_row(w);
}

static void ledger_operands(struct comma_writer *w, const struct figure *f)
{
    struct buf text = BUF_INIT;

    for (unsigned i = 0; i < f->operand_count; i++) {
        if (i > 0)
            buf_add_char(&text, ' ');
        buf_add_text(&text, f->operands[i]->id);
    }
    comma_cell(w, buf_slice(&text));
    buf_release(&text);
}

static void ledger_row(struct comma_writer *w, const struct figure *f)
{
    comma_cell_text(w, f->id);
    comma_cell_text(w, figure_operation_name(f->operation));
    comma_cell(w, f->resource);
    comma_cell(w, f->measure);
    comma_cell(w, f->filter);
    ledger_operands(w, f);
    if (f->status == FIGURE_PRESENT)
        comma_cell_amount(w, f->value);
    else
        comma_cell_text(w, "");
    comma_cell(w, f->unit.code);
    comma_cell_integer(w, f->unit.multiplier);
    comma_cell_integer(w, f->unit.decimals);
    comma_cell_integer(w, f->rows);
    comma_cell_text(w, figure_status_name(f->status));
    comma_end_row(w);
}

static bool write_ledger(struct page *page, site_writer *write, void *context)
{
    struct buf out = BUF_INIT;
    struct comma_writer w;
    bool ok;

    comma_init(&w, &out);
    ledger_head(&w);
    for (size_t i = 0; i < page->figures.count; i++)
        ledger_row(&w, page->figures.items[i]);
    ok = write(context,
               arena_format(page->arena, "data/figures/" SLICE_FORMAT ".csv",
                            SLICE_ARGS(page->route->key)),
               buf_slice(&out));
    buf_release(&out);
    return ok;
}

static bool write_files(struct page *page, site_writer *write, void *context)
{
    for (size_t i = 0; i < page->files.count; i++)
        if (!write(context, page->files.items[i].path,
                   page->files.items[i].bytes))
            return false;
    return write_ledger(page, write, context);
}

bool site_render(const struct site *site, size_t index, struct arena *scratch,
                 site_writer *write, void *context)
{
    struct page page = {.site = site,
                        .portal = site->portal,
                        .route = &site->routes.items[index],
                        .arena = scratch};
    unsigned count =
        page.route->kind == PAGE_CHOICE ? 1 : site->portal->language_count;
    struct buf out = BUF_INIT;
    bool ok = true;

    figures_init(&page.figures, site->portal, scratch,
                 site->portal->diagnostics);
    for (unsigned i = 0; ok && i < count; i++) {
        page.language = &site->portal->languages[i];
        page.first_language = i == 0;
        buf_reset(&out);
        ok = render_language(&page, &out) &&
             write(context, site_page_path(site, index, i, scratch),
                   buf_slice(&out));
    }
    ok = ok && write_files(&page, write, context);
    buf_release(&out);
    return ok;
}

static const struct document *text_in(const struct content *content,
                                      unsigned language)
{
    if (content->texts[language] != NULL)
        return content->texts[language];
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (content->texts[i] != NULL)
            return content->texts[i];
    return NULL;
}

size_t site_reports(const struct site *site, unsigned language,
                    struct arena *arena, const struct site_report **out)
{
    const struct portal *portal = site->portal;
    struct site_report *reports =
        ARENA_ARRAY(arena, portal->contents.count + 1, struct site_report);
    size_t count = 0;

    for (size_t i = 0; i < portal->contents.count; i++) {
        const struct content *content = portal->contents.items[i];
        const struct document *document = text_in(content, language);

        if (content->kind != DOCUMENT_REPORT || document == NULL)
            continue;
        reports[count++] = (struct site_report){
            .title = node_text(document->front, "title"),
            .summary = node_text(document->front, "description"),
            .path = arena_format(
                arena, SLICE_FORMAT "/" SLICE_FORMAT ".html",
                SLICE_ARGS(portal->languages[language].path),
                SLICE_ARGS(route_key(arena, "reports", content->name))),
            .date = content->date};
    }
    *out = reports;
    return count;
}
