/* Maps of territories: which figure is shown, of whom, and in what words. */
#include "render/territory_map.h"
#include "model/atlas.h"
#include "render/money/per_head.h"

enum measure { SHARE, PER_HEAD, MONEY };

struct territory {
    const struct row *row;
    const struct table *table;
    const struct atlas_shape *shape;
    const struct figure *figures[3]; /* by measure */
};

struct territory_set {
    struct page *page;
    const struct dimension *dimension;
    const struct money_slice *slice;
    struct money_reading whole; /* of all of them */
    bool is_tiled;
    struct {
        struct territory *items;
        size_t count, capacity;
    } all;
};

static void figures_read(const struct territory_set *set,
                         struct territory *territory, struct slice code)
{
    struct page *page = set->page;
    const struct member *member = map_get(&set->dimension->by_code, code);

    if (member == NULL)
        return;
    struct money_reading r =
        money_read_of(page, set->slice,
                      money_filter(page, set->slice, set->dimension, member));
    territory->figures[SHARE] = r.share;
    territory->figures[PER_HEAD] =
        territory_per_head(page, r.executed, territory_population(page, code));
    territory->figures[MONEY] = r.budget != NULL ? r.budget : r.executed;
}

/* Those of the map, and others with money, for the table. */
static void table_add(struct territory_set *set, const struct table *table)
{
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.items[i];
        struct slice code = row_text(table, row, "code");
        struct territory territory = {.row = row,
                                      .table = table,
                                      .shape =
                                          map_get(&table->atlas->shapes, code)};

        figures_read(set, &territory, code);
        if (territory.shape != NULL || territory.figures[MONEY] != NULL)
            ARENA_PUSH(set->page->arena, &set->all, territory);
    }
}

static struct slice measure_head(const struct territory_set *set,
                                 enum measure measure)
{
    struct page *page = set->page;
    enum resource_role side = set->slice->side;
    struct slice executed =
        stage_label(page, execution_stage(page->portal, side));

    if (measure == SHARE)
        return share_label(page, side);
    if (measure == PER_HEAD)
        return PLAIN(page, N_("{stage} per inhabitant"),
                     ARG_TEXT("stage", executed));
    return set->whole.budget != NULL
               ? stage_label(page, budget_stage(page->portal, side))
               : executed;
}

static struct slice map_title(const struct territory_set *set,
                              enum measure measure, const struct figure *like)
{
    struct page *page = set->page;
    enum resource_role side = set->slice->side;

    if (measure == SHARE)
        return PLAIN(
            page,
            N_("Share of the {budget} {stage}, on the map, by {dimension}"),
            ARG_TEXT("budget", budget_phrase(page, side)),
            ARG_TEXT("stage",
                     stage_phrase(page, execution_stage(page->portal, side))),
            ARG_TEXT("dimension", dimension_phrase(page, set->dimension)));
    return PLAIN(page, N_("{what} ({unit}), by {dimension}"),
                 ARG_TEXT("what", measure_head(set, measure)),
                 ARG_TEXT("unit", measure == PER_HEAD
                                      ? set->whole.executed->unit.code
                                      : page_unit(page, like->unit)),
                 ARG_TEXT("dimension", dimension_phrase(page, set->dimension)));
}

static bool is_shown(const struct chart_area *area)
{
    return area->shape != NULL && area->figure != NULL &&
           area->figure->status == FIGURE_PRESENT;
}

/* Lowest and highest of the map; null with less than two figures. */
static bool ends_find(const struct chart_area *areas, size_t count,
                      const struct chart_area *ends[2])
{
    for (size_t i = 0; i < count; i++) {
        if (!is_shown(&areas[i]))
            continue;
        if (ends[0] == NULL)
            ends[0] = ends[1] = &areas[i];
        if (amount_compare(areas[i].figure->value, ends[0]->figure->value) < 0)
            ends[0] = &areas[i];
        if (amount_compare(areas[i].figure->value, ends[1]->figure->value) > 0)
            ends[1] = &areas[i];
    }
    return ends[0] != ends[1];
}

static void map_add(const struct territory_set *set, struct value *list,
                    enum measure measure, const char *key)
{
    struct page *page = set->page;
    struct chart_area *areas =
        ARENA_ARRAY(page->arena, set->all.count, struct chart_area);
    const struct chart_area *ends[2] = {NULL, NULL};
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < set->all.count; i++) {
        const struct territory *territory = &set->all.items[i];
        struct slice code = row_text(territory->table, territory->row, "code");

        areas[i] =
            (struct chart_area){row_words(territory->table, territory->row,
                                          "label", page->language),
                                code, link_entity(page, "territories", code),
                                territory->figures[measure], territory->shape};
    }
    if (!ends_find(areas, set->all.count, ends))
        return; /* nothing to tell apart */
    struct chart_frame frame =
        page_frame(page, key, map_title(set, measure, ends[0]->figure),
                   PLAIN(page,
                         N_("Lowest: {low} ({low_share}). Highest: {high} "
                            "({high_share})."),
                         ARG_TEXT("low", ends[0]->label),
                         ARG_FIGURE("low_share", ends[0]->figure),
                         ARG_TEXT("high", ends[1]->label),
                         ARG_FIGURE("high_share", ends[1]->figure)),
                   set->slice->facts);
    frame.label_head = dimension_label(page, set->dimension);
    chart_map(&out, &frame, measure_head(set, measure), areas, set->all.count,
              set->is_tiled);
    struct value *item = view_object(page);
    view_text(page, item, "anchor", arena_format(page->arena, "of-%s", key));
    view_text(page, item, "heading",
              PLAIN(page, N_("On the map: {what}"),
                    ARG_TEXT("what", measure_head(set, measure))));
    view_chart(page, item, "chart", &out);
    view_add(page, list, item);
}

/* The first table with a map: two maps would not fit each other. */
static const struct table *table_with_map(const struct page *page)
{
    const struct table *table = NULL;

    while ((table = portal_table(page->portal, ROLE_TERRITORIES, table)) !=
           NULL)
        if (table->atlas != NULL && table->atlas->shapes.count > 0)
            return table;
    return NULL;
}

/* The shapes themselves: whose they are, and where to take them from. */
static void shapes_told(struct page *page, const struct table *table)
{
    struct value *item = view_object(page);
    const struct atlas *atlas = table->atlas;
    struct slice path = atlas_published(page->arena, table);
    struct slice licence = atlas->licence_name;
    struct slice address = atlas->licence_address;

    if (licence.len == 0 && table->licence_name.len > 0) {
        licence = table->licence_name;
        address = table->licence_address;
    } else if (licence.len == 0) {
        licence = page->portal->licence_name;
        address = page->portal->licence_address;
    }
    view_link(page, item, "link", link_file(page, path));
    view_text(page, item, "source", words_in(&atlas->source, page->language));
    view_text(page, item, "licence", licence);
    view_link(page, item, "licence_link", address);
    if (path.len > 0)
        view_set(page, page->view, "shapes", item);
    else
        view_null(page, page->view, "shapes");
}

void territory_maps(struct page *page, const struct dimension *dimension,
                    const struct money_slice *slice)
{
    struct territory_set set = {
        .page = page, .dimension = dimension, .slice = slice};
    const struct table *table = table_with_map(page);
    struct value *list = view_list(page, page->view, "maps");

    if (table == NULL || dimension == NULL || slice->facts == NULL) {
        view_null(page, page->view, "shapes");
        return;
    }
    shapes_told(page, table);
    set.is_tiled = table->atlas->is_tiled;
    set.whole = money_read(page, slice);
    table_add(&set, table);
    bool has_heads = set.whole.executed != NULL &&
                     set.whole.executed->unit.multiplier == 0 &&
                     portal_table(page->portal, ROLE_POPULATION, NULL) != NULL;
    if (set.whole.share != NULL)
        map_add(&set, list, SHARE, "map-share");
    if (has_heads)
        map_add(&set, list, PER_HEAD, "map-per-inhabitant");
    if (set.whole.share == NULL && !has_heads)
        map_add(&set, list, MONEY, "map-money");
}
