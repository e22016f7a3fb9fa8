#include "publish/build.h"

#include "base/archive.h"
#include "base/version.h"
#include "emit/database.h"
#include "emit/json.h"
#include "emit/workbook.h"
#include "input/decode.h"
#include "input/markdown.h"
#include "input/record.h"
#include "input/tree.h"
#include "locale/locale.h"

static void member(struct json_writer *w, const char *name, const char *version)
{
    json_key(w, name);
    json_string(w, slice_of(version));
}

static void told_member(struct json_writer *w, const char *name,
                        void tell(struct buf *out))
{
    struct buf version = BUF_INIT;

    tell(&version);
    json_key(w, name);
    json_string(w, buf_slice(&version));
    buf_release(&version);
}

static void libraries_write(struct json_writer *w)
{
    json_open_object(w);
    member(w, "cldr", locale_table_version());
    member(w, "cmark", markdown_library_version());
    told_member(w, "iconv", encoding_library_version);
    member(w, "icu", collator_library_version());
    member(w, "jansson", json_library_version());
    member(w, "libcsv", table_library_version());
    told_member(w, "libgettextpo", catalogue_library_version);
    member(w, "libxlsxwriter", workbook_library_version());
    member(w, "libyaml", yaml_library_version());
    member(w, "libzip", archive_library_version());
    member(w, "sqlite", database_library_version());
    member(w, "zlib", archive_deflate_version());
    json_close(w);
}

bool build_publish(struct root *root)
{
    struct buf out = BUF_INIT;
    struct json_writer w;
    bool done;

    json_init(&w, &out, true);
    json_open_object(&w);
    member(&w, "generator", "rendir " RENDIR_VERSION);
    json_key(&w, "libraries");
    libraries_write(&w);
    json_close(&w);
    json_finish(&w);
    done = root_write(root, SLICE("data/build.json"), buf_slice(&out));
    buf_release(&out);
    return done;
}
