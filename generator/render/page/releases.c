/* The editions of the portal: each stays as it was published. */
#include "render/receipts/citation.h"
#include "render/page/kinds.h"
#include "render/sections.h"

static void heads(struct page_table *out, struct page *page)
{
    table_text_column(out, "release", page_text(page, N_("Release")));
    table_text_column(out, "published", page_text(page, N_("Published")));
    table_text_column(out, "cut_off", page_text(page, N_("Data to")));
    table_text_column(out, "archive", page_text(page, N_("Archive")));
    table_text_column(out, "manifest",
                      page_text(page, N_("SHA-256 of its list of files")));
}

/* Out of a frozen release all others are out of reach but by their address. */
static void archive_cell(struct page *page, struct page_table *out,
                         const struct past_release *release)
{
    struct slice path = arena_format(
        page->arena, "releases/" SLICE_FORMAT ".zip", SLICE_ARGS(release->id));

    /* A path of the workspace is of use to who builds, not to readers. */
    struct slice address = slice_starts_with(release->archive, SLICE("http"))
                               ? release->archive
                               : nothing;

    if (!page->frozen)
        cell_code(out, path, SLICE("ZIP"), link_file(page, path));
    else
        cell_code(out, address, address, address);
}

static void release_row(struct page *page, struct page_table *out,
                        const struct past_release *release)
{
    table_row(out);
    /* A frozen page leads to the latest one, which knows the way to all. */
    cell_code(out, release->id, release->id,
              page->frozen ? nothing
                           : link_past(page, release->id, SLICE("index.html")));
    cell_period(out, period_of_day(release->date));
    cell_period(out, period_of_day(release->cut_off));
    archive_cell(page, out, release);
    cell_digest(out, slice_of(release->manifest));
}

static void this_row(struct page *page, struct page_table *out)
{
    struct slice id = page->portal->release;

    table_row(out);
    cell_code(out, id, id.len > 0 ? id : page_text(page, N_("This edition")),
              link_page(page, SLICE("index")));
    cell_text(out, page->site->options.frozen.len > 0
                       ? nothing
                       : page_text(page, N_("not frozen yet")));
    cell_period(out, period_of_day(page->portal->cut_off));
    cell_text(out, nothing);
    cell_text(out, nothing);
}

static void editions(struct page *page, struct sections *sections)
{
    const struct past *past = page->site->options.past;
    struct slice heading = page_text(page, N_("All releases"));
    struct page_table *out = table_begin(page, "all", heading);

    heads(out, page);
    this_row(page, out);
    for (size_t i = past == NULL ? 0 : past->releases.count; i-- > 0;)
        release_row(page, out, &past->releases.items[i]);
    table_end(
        out,
        section_add(sections, "all", heading,
                    SENTENCE(page,
                             N_("A release is a folder of its own and is never "
                                "altered. Whoever keeps the SHA-256 of its "
                                "list of files can prove at any time that not "
                                "one number was changed."),
                             ARG_TEXT("", nothing))),
        "table");
}

static void checking(struct page *page, struct sections *sections)
{
    struct value *section = section_add(
        sections, "check", page_text(page, N_("How to check a release")),
        SENTENCE(page,
                 N_("Unpack its archive. The SHA-256 of its manifest.sha256 "
                    "has to be the one of this table, and its files those of "
                    "that list. {verify} has the commands, and says what each "
                    "of them proves."),
                 ARG_LINK("verify", page_text(page, N_("Check this portal")),
                          link_page(page, SLICE("verify")))));

    view_null(page, section, "table");
}

/* The portal as a whole; each page has its own beside its receipts. */
static void citation(struct page *page)
{
    struct cited cited = {
        .title = page_words(page, &page->portal->name),
        .path = SLICE("index.html"),
    };

    citation_view(page, &cited);
}

void page_releases(struct page *page)
{
    struct sections sections;

    page_title(page, page_text(page, N_("Releases")));
    sections_begin(page, &sections);
    sections_lead(
        &sections,
        SENTENCE(page,
                 N_("Every release of this portal stays as it was first "
                    "published. What differs from one to the next is listed "
                    "under {changes}."),
                 ARG_LINK("changes", page_text(page, N_("What changed")),
                          link_page(page, SLICE("changes")))),
        page_text(page, N_("Every release of this portal, as it was first "
                           "published.")));
    editions(page, &sections);
    checking(page, &sections);
    citation(page);
    sections_end(&sections);
}
