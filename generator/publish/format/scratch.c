/* Files that a library writes by their path, before they enter the root. */
#include <errno.h>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "publish/format/extras.h"
#include "publish/staging.h"

bool scratch_open(struct scratch *scratch, struct root *root)
{
    *scratch = (struct scratch){.root = root};
    buf_add_text(&scratch->path, root->staging);
    buf_add_text(&scratch->path, "/.scratch-XXXXXX");
    scratch->file = mkostemp(scratch->path.ptr, O_CLOEXEC);
    if (scratch->file >= 0)
        return true;
    buf_reset(&scratch->path);
    root_scratch_failed(root);
    return false;
}

void scratch_hide(struct scratch *scratch)
{
    if (scratch->path.len > 0)
        (void)unlink(scratch->path.ptr);
    buf_reset(&scratch->path);
}

/* Less than what a library had put aside, and took away when it failed. */
#define NO_ROOM ((uint64_t)1 << 20)

static bool has_room(const char *folder)
{
    struct statvfs system;

    return statvfs(folder, &system) != 0 ||
           (uint64_t)system.f_bavail * system.f_frsize >= NO_ROOM;
}

bool scratch_failed(const struct scratch *scratch)
{
    /* That something is lacking does not say why. */
    if (errno == EIO && !has_room(scratch->root->staging))
        errno = ENOSPC;
    root_scratch_failed(scratch->root);
    return false;
}

bool scratch_publish(struct scratch *scratch, struct published_file *file)
{
    struct buf path = BUF_INIT;
    struct outlet outlet;
    enum copy_result result = COPY_UNWRITTEN;

    /* Its name may be gone; it can be opened all the same. */
    buf_add_format(&path, "/proc/self/fd/%d", scratch->file);
    if (outlet_open(&outlet, scratch->root, file->path))
        result = outlet_copy(&outlet, path.ptr, file);
    if (result == COPY_UNREAD)
        root_scratch_failed(scratch->root);
    outlet_release(&outlet);
    buf_release(&path);
    return result == COPY_DONE;
}

void scratch_close(struct scratch *scratch)
{
    scratch_hide(scratch);
    if (scratch->file >= 0)
        (void)close(scratch->file);
    buf_release(&scratch->path);
}
