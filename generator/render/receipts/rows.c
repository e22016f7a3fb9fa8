/* The rows behind a leaf. */
#include "render/receipts/rows.h"

#include "render/slices.h"

/* The code that a term fixes, of a dimension that the table is sliced by. */
static struct slice slice_of_term(struct page *page, const struct table *table,
                                  const struct filter_term *term,
                                  uint64_t *rows)
{
    const struct column *column = table_column(table, term->column);

    if (column == NULL || column->type != COLUMN_DIMENSION ||
        term->operator!= FILTER_EQUAL ||
        term->value_count != 1 || !table_has_slice(table, column->dimension))
        return nothing;
    *rows = slice_rows(page, table, column->dimension, term->values[0]);
    if (*rows == 0)
        return nothing;
    return slice_path(page->arena, table, column->dimension, term->values[0]);
}

struct slice receipt_rows_path(struct page *page, const struct figure *leaf)
{
    const struct table *table =
        portal_table_named(page->portal, leaf->resource);
    struct slice best = nothing;
    struct slice fault;
    struct filter filter;
    uint64_t fewest = UINT64_MAX;

    if (table == NULL || !table_is_published(table))
        return nothing;
    if (table_slice_count(table) > 0 &&
        filter_parse(page->arena, leaf->filter, &filter, &fault))
        for (size_t i = 0; i < filter.term_count; i++) {
            uint64_t rows = UINT64_MAX;
            struct slice path =
                slice_of_term(page, table, &filter.terms[i], &rows);

            if (path.len > 0 && rows < fewest) {
                best = path;
                fewest = rows;
            }
        }
    return best.len > 0 ? best
                        : ARENA_CONCAT(page->arena, SLICE("data/"), table->name,
                                       SLICE(".csv"));
}

struct row_spot row_spot(const struct page *page, struct place place)
{
    const struct sources *sources = page->portal->sources;
    const struct source *source = sources_get(sources, place.source);
    uint32_t line = source_line(source, place.record);

    if (source->kind == SOURCE_LISTING) {
        place = source_spot(source, place);
        source = sources_get(sources, place.source);
        line = place.record;
    }
    return (struct row_spot){source->path, line};
}
