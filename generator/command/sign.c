/* rendir sign: a published root's manifest, signed. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "command/command.h"
#include "command/key.h"
#include "command/options.h"
#include "input/tree.h"
#include "publish/signature.h"

#define MANIFEST "manifest.sha256"
#define DESCRIPTOR "data/datapackage.json"
#define FILE_MODE 0644

struct sign {
    const char *folder;
    const char *key;
    struct arena arena;
    struct signer signer;
    struct slice manifest;
    struct signed_edition edition;
    struct slice declared; /* public key, may be empty */
};

static int sign_fault(struct sign *sign, enum exit_status status,
                      struct slice path, const char *sentence)
{
    return print_fault(status,
                       arena_format(&sign->arena,
                                    "%s/" SLICE_FORMAT " %s; nothing "
                                    "was signed",
                                    sign->folder, SLICE_ARGS(path), sentence));
}

static const char *below(struct sign *sign, struct slice path)
{
    return path_join(&sign->arena, slice_of(sign->folder), path).ptr;
}

/* --- is it what it says? --- */

/* A signature on a manifest says that the files are those that it lists. */
static int file_check(struct sign *sign, struct slice line)
{
    const size_t hex_len = DIGEST_HEX_SIZE - 1;
    struct slice path = slice_cut(line, hex_len + 2, line.len);
    uint8_t digest[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];
    struct arena arena;
    struct slice bytes;
    bool is_read, is_same = false;

    if (path.len == 0)
        return sign_fault(sign, EXIT_FATAL, SLICE(MANIFEST),
                          "is no manifest of a root");
    arena_init(&arena);
    is_read = file_read(&arena, below(sign, path), &bytes);
    if (is_read) {
        digest_bytes(bytes, digest);
        digest_hex(digest, hex);
        is_same = slice_equal_text(slice_cut(line, 0, hex_len), hex);
    }
    arena_release(&arena);
    if (!is_read)
        return sign_fault(sign, EXIT_FATAL, path, strerror(errno));
    return is_same ? EXIT_PUBLISHED
                   : sign_fault(sign, EXIT_FATAL, path,
                                "is not the file that the manifest lists");
}

static int files_check(struct sign *sign)
{
    struct slice rest = sign->manifest;

    while (rest.len > 0) {
        int status = file_check(sign, slice_next(&rest, '\n'));

        if (status != EXIT_PUBLISHED)
            return status;
    }
    return EXIT_PUBLISHED;
}

/* What is still in the making has a name, but is no release. */
static bool is_released(struct sign *sign, struct slice id)
{
    return id.len > 0 &&
           (file_exists(below(sign, SLICE("release.json"))) ||
            file_exists(below(sign, arena_format(&sign->arena,
                                                 "releases/" SLICE_FORMAT
                                                 "/release.json",
                                                 SLICE_ARGS(id)))));
}

/* Which portal and which edition it is, and whose key it declares. */
static int descriptor_read(struct sign *sign)
{
    struct diagnostics diagnostics;
    struct sources sources;
    const struct node *package;
    int status = EXIT_PUBLISHED;

    diagnostics_init(&diagnostics);
    sources_init(&sources, &sign->arena);
    package = json_read(&sign->arena, &sources, &diagnostics,
                        below(sign, SLICE(DESCRIPTOR)), SLICE(DESCRIPTOR));
    sign->edition.portal = node_text(package, "name");
    if (is_released(sign, node_text(package, "version")))
        sign->edition.release = node_text(package, "version");
    sign->declared = node_text(package, "rendir:public_key");
    if (sign->edition.portal.len == 0)
        status = sign_fault(sign, EXIT_FATAL, SLICE(DESCRIPTOR),
                            "does not say which portal this is");
    diagnostics_release(&diagnostics);
    return status;
}

static int key_check(struct sign *sign)
{
    char own[PUBLIC_KEY_TEXT_SIZE];

    public_key_text(&sign->signer.public, own);
    if (slice_equal_text(sign->declared, own))
        return EXIT_PUBLISHED;
    if (sign->declared.len > 0)
        return print_fault(
            EXIT_FATAL, arena_format(&sign->arena,
                                     "%s declares the public key " SLICE_FORMAT
                                     ", and %s signs as %s; nothing was signed",
                                     sign->folder, SLICE_ARGS(sign->declared),
                                     sign->key, own));
    print_aside(arena_format(
        &sign->arena,
        "rendir: %s declares no public key; readers cannot know whose the "
        "signature is. Add to portal.yaml: signature: {public_key: %s}\n",
        sign->folder, own));
    return EXIT_PUBLISHED;
}

/* --- the signature --- */

static bool temporary_write(const char *path, struct slice bytes)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, FILE_MODE);
    bool written;

    if (file < 0)
        return false;
    written = file_append(file, bytes) && fsync(file) == 0;
    return file_finish(file) && written;
}

/* In its place whole, or not at all. */
static int signature_put(struct sign *sign, struct slice bytes)
{
    const char *path = below(sign, SLICE(SIGNATURE_FILE));
    const char *temporary = below(sign, SLICE("." SIGNATURE_FILE));
    int reason;

    if (temporary_write(temporary, bytes) && rename(temporary, path) == 0)
        return EXIT_PUBLISHED;
    reason = errno;
    (void)unlink(temporary);
    return sign_fault(sign, EXIT_ENVIRONMENT, SLICE(SIGNATURE_FILE),
                      strerror(reason));
}

/* What lies in a frozen release is in the manifest above it: as it is. */
static void releases_tell(struct sign *sign)
{
    const char *folder = below(sign, SLICE("releases"));
    struct names names;

    if (!file_is_folder(folder) || !folder_list(&sign->arena, folder, &names))
        return;
    for (size_t i = 0; i < names.count; i++) {
        const char *release = arena_format(&sign->arena, "%s/" SLICE_FORMAT,
                                           folder, SLICE_ARGS(names.items[i]))
                                  .ptr;

        if (file_exists(
                arena_format(&sign->arena, "%s/" MANIFEST, release).ptr) &&
            !file_exists(
                arena_format(&sign->arena, "%s/" SIGNATURE_FILE, release).ptr))
            print_aside(arena_format(
                &sign->arena,
                "rendir: %s is frozen without a signature of its own, and "
                "stays so: its bytes never change. The signature of the root "
                "covers it\n",
                release));
    }
}

static int signature_make(struct sign *sign)
{
    struct buf out = BUF_INIT;
    char own[PUBLIC_KEY_TEXT_SIZE];
    int status;

    manifest_sign(&out, &sign->signer, &sign->edition, sign->manifest);
    status = signature_put(sign, buf_slice(&out));
    if (status == EXIT_PUBLISHED) {
        public_key_text(&sign->signer.public, own);
        releases_tell(sign);
        buf_reset(&out);
        buf_add_format(&out, "%s/" SIGNATURE_FILE " signed as %s\n",
                       sign->folder, own);
        if (!print_text(buf_slice(&out)))
            buf_reset(&out); /* print_end() says so */
    }
    buf_release(&out);
    return status;
}

static int sign_run(struct sign *sign)
{
    int status;

    if (!file_read(&sign->arena, below(sign, SLICE(MANIFEST)), &sign->manifest))
        return print_fault(EXIT_USAGE,
                           arena_format(&sign->arena,
                                        "%s is no root: it has no " MANIFEST,
                                        sign->folder));
    status = signer_load(sign->key, &sign->signer);
    if (status == EXIT_PUBLISHED)
        status = descriptor_read(sign);
    if (status == EXIT_PUBLISHED)
        status = files_check(sign);
    if (status == EXIT_PUBLISHED)
        status = key_check(sign);
    if (status == EXIT_PUBLISHED)
        status = signature_make(sign);
    signer_wipe(&sign->signer);
    return print_end(status);
}

int command_sign(int argc, char **argv)
{
    struct sign sign = {.folder = NULL};
    const struct command_option options[] = {
        {.name = "key",
         .letter = 'k',
         .argument = "FILE",
         .text = &sign.key,
         .help = "secret key that minisign -G wrote (needed)"},
    };
    const struct command_line line = {
        .name = "sign",
        .summary =
            "Signs the manifest of the published root ROOT, as minisign does, "
            "into\nmanifest.sha256.minisig. The password of the key is asked "
            "for, or taken from\nRENDIR_KEY_PASSWORD. Exit status: 0 signed, 1 "
            "refused, 2 usage, 3 environment.",
        .options = options,
        .option_count = COUNT_OF(options),
        .operand_name = "ROOT",
        .operand = &sign.folder,
        .operand_is_needed = true};
    int status;

    if (!options_begin(&line, argc, argv, &status))
        return status;
    if (sign.key == NULL)
        return print_fault(EXIT_USAGE,
                           SLICE("sign: --key FILE names the secret key"));
    arena_init(&sign.arena);
    status = sign_run(&sign);
    arena_release(&sign.arena);
    return status;
}
