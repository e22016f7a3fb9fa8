#include "emit/picture.h"

#include <librsvg/rsvg.h>

static cairo_status_t piece_take(void *context, const unsigned char *bytes,
                                 unsigned len)
{
    buf_add(context, (const char *)bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

static bool surface_failed(struct buf *fault, cairo_status_t status)
{
    buf_add_text(fault, cairo_status_to_string(status));
    return false;
}

static bool handle_draw(RsvgHandle *handle, cairo_surface_t *surface,
                        const RsvgRectangle *whole, struct buf *fault)
{
    cairo_t *canvas = cairo_create(surface);
    GError *error = NULL;
    bool done = rsvg_handle_render_document(handle, canvas, whole, &error);

    if (!done)
        buf_add_text(fault, error->message);
    g_clear_error(&error);
    cairo_destroy(canvas);
    return done;
}

static bool handle_write(struct buf *out, RsvgHandle *handle, int width,
                         int height, struct buf *fault)
{
    const RsvgRectangle whole = {0, 0, width, height};
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_status_t status = cairo_surface_status(surface);
    bool done = status == CAIRO_STATUS_SUCCESS
                    ? handle_draw(handle, surface, &whole, fault)
                    : surface_failed(fault, status);

    if (done) {
        status = cairo_surface_write_to_png_stream(surface, piece_take, out);
        done = status == CAIRO_STATUS_SUCCESS || surface_failed(fault, status);
    }
    cairo_surface_destroy(surface);
    return done;
}

bool picture_write(struct buf *out, struct slice svg, int width, int height,
                   struct buf *fault)
{
    GError *error = NULL;
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)svg.ptr, svg.len, &error);
    bool done = false;

    if (handle == NULL) {
        buf_add_text(fault, error->message);
        g_clear_error(&error);
        return false;
    }
    done = handle_write(out, handle, width, height, fault);
    g_object_unref(handle);
    return done;
}
