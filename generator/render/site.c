/* The site: its templates, its pages, their ledgers. */
#include "render/site.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "emit/csv.h"
#include "render/card.h"
#include "render/history/changed.h"
#include "render/page.h"
#include "render/page/kinds.h"
#include "render/history/restated.h"
#include "render/receipts/receipts.h"
#include "render/searched.h"

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
    [PAGE_BODY_KIND] = {"group", page_body_kind},
    [PAGE_TERRITORIES] = {"territories", page_territories},
    [PAGE_TERRITORY] = {"territory", page_territory},
    [PAGE_LEVEL] = {"group", page_territory_level},
    [PAGE_PLANS] = {"plans", page_plans},
    [PAGE_NODE] = {"node", page_node},
    [PAGE_LINK] = {"link", page_link},
    [PAGE_RESPONSIBLES] = {"sections", page_responsibles},
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
    [PAGE_VERIFY] = {"verify", page_verify},
    [PAGE_REPORTS] = {"reports", page_reports},
    [PAGE_DOCUMENT] = {"document", page_document},
    [PAGE_SECTION] = {"section", page_section},
    [PAGE_ACCOUNTABILITY] = {"sections", page_accountability},
    [PAGE_DUTIES] = {"sections", page_duties},
    [PAGE_SCORECARD] = {"sections", page_scorecard},
    [PAGE_GRADES] = {"sections", page_grades},
    [PAGE_FORECASTS] = {"sections", page_forecasts},
    [PAGE_PROTECTIONS] = {"sections", page_protections},
    [PAGE_CODES] = {"sections", page_codes},
    [PAGE_PARTICIPATION] = {"sections", page_participation},
    [PAGE_HUB] = {"hub", page_hub},
    [PAGE_RELEASES] = {"sections", page_releases},
    [PAGE_CHANGES] = {"sections", page_changes},
    [PAGE_GONE] = {"gone", page_gone},
    [PAGE_INDEX] = {"a-z", page_index},
    [PAGE_SEARCH] = {"search", page_search},
    [PAGE_NOT_FOUND] = {"not-found", page_not_found},
};

/* --- templates --- */

/* Always false. */
static bool unreadable(const struct site *site, struct slice path)
{
    diag_add(site->portal->diagnostics, DIAG_FILE_UNREADABLE,
             ((struct place){0, 0, 0}), path, slice_of(strerror(errno)));
    return false;
}

/* What cannot be read is not taken for what is not there. */
static bool templates_add(struct site *site, const char *folder,
                          struct slice printed)
{
    struct names names = {NULL, 0, 0};

    if (!file_is_folder(folder))
        return true;
    if (!folder_walk(site->arena, folder, &names))
        return unreadable(site, printed);
    for (size_t i = 0; i < names.count; i++) {
        struct slice name = names.items[i];
        struct slice path = path_join(site->arena, printed, name);
        struct slice text;

        if (!slice_ends_with(name, SLICE(".html")))
            continue;
        if (!file_read(site->arena,
                       path_join(site->arena, slice_of(folder), name).ptr,
                       &text))
            return unreadable(site, path);
        template_set_add(site->templates, slice_cut(name, 0, name.len - 5),
                         path, text);
    }
    return true;
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
    if (!templates_add(site, site->options.templates, SLICE("templates")) ||
        !templates_add(
            site,
            path_join(site->arena, slice_of(site->options.workspace), own).ptr,
            own))
        return false;
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
    site->receipts = template_find(site->templates, SLICE("receipts"));
    if (site->receipts == NULL) {
        struct place nowhere = {0, 0, 0};

        diag_add(portal->diagnostics, DIAG_TEMPLATE_MISSING, nowhere,
                 SLICE("receipts"));
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

bool site_page_is_gone(const struct site *site, struct slice key)
{
    const struct route *route = map_get(&site->by_key, key);

    return route != NULL && route->kind == PAGE_GONE;
}

bool site_page_is_listed(const struct site *site, size_t page)
{
    enum page_kind kind = site->routes.items[page].kind;

    return kind != PAGE_CHOICE && kind != PAGE_NOT_FOUND && kind != PAGE_GONE &&
           kind != PAGE_SEARCH;
}

bool site_page_is_searched(const struct site *site, size_t page)
{
    return page_kind_is_searched(site->routes.items[page].kind);
}

static struct slice translate(const void *context, struct slice msgid)
{
    return language_text(context, msgid);
}

static bool fill(struct page *page, const struct template *template,
                 struct buf *out)
{
    const struct site *site = page->site;
    struct template_call call = {.set = site->templates,
                                 .translate = translate,
                                 .translate_context = page->language,
                                 .diagnostics = page->portal->diagnostics};

    buf_reset(out);
    return template_render(&call, template, page->view, out);
}

/* One language of a page. */
bool page_render(struct page *page, struct buf *out)
{
    page->view = value_object_new(page->arena);
    page->headline = (struct headline){.figure = NULL};
    page_layout(page);
    kinds[page->route->kind].make(page);
    changed_section(page);
    page_summary(page);
    return fill(page, page->site->by_kind[page->route->kind], out);
}

/* --- the ledger of a page --- */

/*
 * Pages also ask for figures to see whether there is anything to print. What is
 * on no language's page, and in nothing that is, has no row in the ledger.
 */
static void figures_mark(const struct page *page, struct slice html,
                         struct map *printed)
{
    static const char name[] = "data-figure=\"";
    const size_t id_len = DIGEST_SHORT_SIZE - 1;
    const char *end = html.ptr + html.len;
    const char *at = html.ptr;

    while ((at = memmem(at, (size_t)(end - at), name, sizeof name - 1)) !=
           NULL) {
        at += sizeof name - 1;
        if ((size_t)(end - at) < id_len)
            break;
        if (!map_has(printed, (struct slice){at, id_len}))
            (void)map_put(printed,
                          arena_copy(page->arena, (struct slice){at, id_len}),
                          printed);
    }
}

/* Links to receipts end in the id of a figure. */
static void links_mark(const struct page *page, struct slice html,
                       struct map *linked)
{
    static const char name[] = ".html#";
    const size_t id_len = DIGEST_SHORT_SIZE - 1;
    const char *end = html.ptr + html.len;
    const char *at = html.ptr;

    while ((at = memmem(at, (size_t)(end - at), name, sizeof name - 1)) !=
           NULL) {
        at += sizeof name - 1;
        if ((size_t)(end - at) > id_len && at[id_len] == '"' &&
            !map_has(linked, (struct slice){at, id_len}))
            (void)map_put(linked,
                          arena_copy(page->arena, (struct slice){at, id_len}),
                          linked);
    }
}

/* After what it is made of. */
static void figure_keep(struct page *page, struct map *kept,
                        const struct figure *f)
{
    if (map_has(kept, slice_of(f->id)))
        return;
    for (unsigned k = 0; k < f->operand_count; k++)
        figure_keep(page, kept, f->operands[k]);
    page->figures.items[kept->count] = f;
    (void)map_put(kept, slice_of(f->id), kept);
}

/*
 * In the order in which the pages print them: that in which they were asked
 * for is the compiler's where several are arguments of one call.
 */
static void figures_keep(struct page *page, const struct map *printed)
{
    struct figures *figures = &page->figures;
    const struct figure **asked = figures->items;
    size_t count = figures->count;
    struct map by_id, kept;

    map_init(&by_id, page->arena);
    map_init(&kept, page->arena);
    for (size_t i = 0; i < count; i++)
        (void)map_put(&by_id, slice_of(asked[i]->id), &asked[i]);
    figures->items = ARENA_ARRAY(page->arena, count + 1, const struct figure *);
    for (size_t i = 0; i < printed->count; i++) {
        const struct figure *const *f =
            map_get(&by_id, printed->entries[i].key);

        if (f != NULL)
            figure_keep(page, &kept, *f);
    }
    figures->count = kept.count;
    figures->capacity = count + 1;
}

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

/* To who gathers what reads otherwise than in the release before. */
static void tell_restated(const struct page *page)
{
    const struct site_options *options = &page->site->options;

    for (size_t i = 0; options->restated != NULL && i < page->figures.count;
         i++) {
        const struct figure *figure = page->figures.items[i];
        const struct past_value *was = figure_restated(options->past, figure);

        if (was != NULL)
            options->restated(options->restated_context, page->route->key,
                              figure, was);
    }
}

static bool write_files(struct page *page, site_writer *write, void *context)
{
    for (size_t i = 0; i < page->files.count; i++)
        if (!write(context, page->files.items[i].path,
                   page->files.items[i].bytes))
            return false;
    return write_ledger(page, write, context);
}

/* --- a page in all languages --- */

/* Of one language, kept for its receipts: these come when all figures of the
 * page are known. */
struct edition_page {
    struct slice path;
    struct slice title;
    char digest[DIGEST_HEX_SIZE]; /* of the HTML to cite */
};

struct rendering {
    struct page *page;
    site_writer *write;
    void *context;
    struct buf out;
    struct map printed; /* ids of figures */
    struct map linked;  /* ids that links of the page lead to */
    const struct receipts_plan *plan;
    struct edition_page pages[LANGUAGES_MAX];
};

static bool write_out(struct rendering *r, struct slice path)
{
    return r->write(r->context, path, buf_slice(&r->out));
}

static struct slice frozen_path(const struct page *page, struct slice path)
{
    return ARENA_CONCAT(page->arena, page->site->options.frozen, SLICE("/"),
                        path);
}

/* Of the page as it was just made. */
static bool write_card(struct rendering *r)
{
    struct buf out = BUF_INIT;
    bool ok = true;

    if (page_has_card(r->page)) {
        card_draw(r->page, &out);
        ok = r->write(r->context, card_path(r->page, "svg"), buf_slice(&out));
    }
    buf_release(&out);
    return ok;
}

/* The page at its place, and as the page of the release that is frozen. */
static bool write_page(struct rendering *r, struct edition_page *made)
{
    struct page *page = r->page;
    uint8_t digest[DIGEST_SIZE];
    bool ok = page_render(page, &r->out) && write_out(r, made->path);

    figures_mark(page, buf_slice(&r->out), &r->printed);
    links_mark(page, buf_slice(&r->out), &r->linked);
    ok = ok && write_card(r);
    if (ok && page->site->options.frozen.len > 0) {
        page->frozen = true;
        page->first_language = false;
        ok = page_render(page, &r->out) &&
             write_out(r, frozen_path(page, made->path));
        page->frozen = false;
    }
    made->title = page->title;
    if (!ok || !route_has_receipts(page->route))
        return ok;
    digest_bytes(buf_slice(&r->out), digest);
    digest_hex(digest, made->digest);
    return true;
}

static bool write_receipts(struct rendering *r, const struct edition_page *made)
{
    struct page *page = r->page;
    struct slice path =
        ARENA_CONCAT(page->arena, page->language->path, SLICE("/receipts/"),
                     page->route->key, SLICE(".html"));
    bool ok;

    page->title = made->title;
    page->on_receipts = true;
    receipts_view(page, r->plan, made->digest);
    ok = fill(page, page->site->receipts, &r->out) && write_out(r, path);
    if (ok && page->site->options.frozen.len > 0) {
        page->frozen = true;
        receipts_view(page, r->plan, made->digest);
        ok = fill(page, page->site->receipts, &r->out) &&
             write_out(r, frozen_path(page, path));
        page->frozen = false;
    }
    page->on_receipts = false;
    return ok;
}

bool site_render(const struct site *site, size_t index, struct arena *scratch,
                 site_writer *write, void *context)
{
    struct page page = {.site = site,
                        .portal = site->portal,
                        .route = &site->routes.items[index],
                        .arena = scratch};
    struct rendering r = {.page = &page, .write = write, .context = context};
    unsigned count =
        page.route->kind == PAGE_CHOICE ? 1 : site->portal->language_count;
    bool ok = true;

    figures_init(&page.figures, site->portal, scratch,
                 site->portal->diagnostics);
    map_init(&r.printed, scratch);
    map_init(&r.linked, scratch);
    for (unsigned i = 0; ok && i < count; i++) {
        page.language = &site->portal->languages[i];
        page.first_language = i == 0;
        r.pages[i].path = site_page_path(site, index, i, scratch);
        ok = write_page(&r, &r.pages[i]);
    }
    figures_keep(&page, &r.printed);
    if (route_has_receipts(page.route))
        r.plan = receipts_plan_new(&page, &r.linked);
    for (unsigned i = 0; ok && i < count && route_has_receipts(page.route);
         i++) {
        page.language = &site->portal->languages[i];
        ok = write_receipts(&r, &r.pages[i]);
    }
    tell_restated(&page);
    ok = ok && write_files(&page, write, context);
    buf_release(&r.out);
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
        struct slice title;

        if (content->kind != DOCUMENT_REPORT || document == NULL ||
            !date_is_set(content->date))
            continue;
        title = node_text(document->front, "title");
        reports[count++] = (struct site_report){
            .title = title.len > 0 ? title : content->name,
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
