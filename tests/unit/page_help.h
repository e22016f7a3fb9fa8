/*
 * What the tests of render share: a portal in two languages, and a page of it
 * that no template asks for.
 */
#ifndef TESTS_PAGE_HELP_H
#define TESTS_PAGE_HELP_H

#include "leak_help.h"
#include "portal_help.h"

#include "render/page.h"

struct sheet {
    struct desk desk;
    struct site site;
    struct route route;
    struct page page;
};

#define BASELINE_FIELD                                                         \
    FIELD("baseline", "number",                                                \
          ",\"role\":\"baseline\",\"missing\":{\"n.d.\":\"not-reported\"}")

/* Indicators with a value, without one, and with one that is "n.d.". */
static inline void sheet_portal(struct desk *desk)
{
    desk_write(desk, "content/p/portal.yaml",
               "name: P\n"
               "languages: [{path: en, locale: en-US}, {path: es, locale: "
               "es-GT}]\n"
               "cut_off: 2017-10-31\n"
               "stages: [{id: accrued, label: Accrued}]\n");
    desk_write(
        desk, "data/p/datapackage.json",
        PACKAGE(RESOURCE("indicators", "indicators", "",
                         CODE_FIELD "," LABEL_FIELD "," BASELINE_FIELD)));
    desk_write(desk, "data/p/indicators.csv",
               "code,label,baseline\n"
               "a,\"Salt, <iodised> & \"\"fine\"\"\",1234.50\n"
               "b,Water,\n"
               "c,Bread,n.d.\n");
    desk_write(desk, "i18n/es.po",
               "msgid \"\"\n"
               "msgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
               "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
               "\n"
               "msgid \"{n} list\"\n"
               "msgid_plural \"{n} lists\"\n"
               "msgstr[0] \"Hay {n} lista\"\n"
               "msgstr[1] \"Hay {n} listas\"\n"
               "\n"
               "msgid \"{who} had {share} <left>.\"\n"
               "msgstr \"Quedaba {share} <aún> a {who}.\"\n");
}

static inline void sheet_language(struct sheet *sheet, unsigned index)
{
    sheet->page.language = &sheet->desk.portal->languages[index];
    sheet->page.first_language = index == 0;
    sheet->page.view = value_object_new(&sheet->desk.arena);
}

/* A page of the portal that the desk has loaded. */
static inline void sheet_open(struct sheet *sheet)
{
    struct desk *desk = &sheet->desk;

    sheet->site.portal = desk->portal;
    map_init(&sheet->site.by_key, &desk->arena);
    sheet->route.kind = PAGE_HOME;
    sheet->route.key = SLICE("lists/one");
    (void)map_put(&sheet->site.by_key, sheet->route.key, &sheet->route);
    sheet->page.site = &sheet->site;
    sheet->page.portal = desk->portal;
    sheet->page.route = &sheet->route;
    sheet->page.arena = &desk->arena;
    figures_init(&sheet->page.figures, desk->portal, &desk->arena,
                 &desk->diagnostics);
    sheet_language(sheet, 0);
}

static inline void sheet_init(struct sheet *sheet)
{
    memset(sheet, 0, sizeof *sheet);
    desk_init(&sheet->desk);
    sheet_portal(&sheet->desk);
    desk_load(&sheet->desk);
    sheet_open(sheet);
}

static inline void sheet_release(struct sheet *sheet)
{
    desk_release(&sheet->desk);
}

/* The baseline of an indicator. */
static inline const struct figure *sheet_baseline(struct sheet *sheet,
                                                  const char *code)
{
    return figure_leaf(&sheet->page.figures, FIGURE_VALUE, SLICE("indicators"),
                       SLICE("baseline"),
                       filter_add(&sheet->desk.arena, (struct slice){NULL, 0},
                                  SLICE("code"), "=", slice_of(code)));
}

#endif
