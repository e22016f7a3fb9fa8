/*
 * Content of links, images and headings, collected before it is written,
 * because what stands before it depends on it. Layer: input, internal.
 */
#ifndef INPUT_FRAME_H
#define INPUT_FRAME_H

#include "base/buf.h"

/* Deeper links and images (which nobody writes) keep only their content. */
#define FRAMES_MAX 16

struct frame {
    const void *node;
    struct buf html;
    struct buf text;
};

struct frames {
    struct frame items[FRAMES_MAX];
    unsigned count;
};

/* Where HTML goes: to the innermost frame, else to `out`. */
struct buf *frames_html(struct frames *frames, struct buf *out);
/* Plain text of the innermost frame, if there is one. */
void frames_text(struct frames *frames, struct slice text);
void frame_push(struct frames *frames, const void *node);
/* Takes the frame of `node` off into `*frame`, its text goes to the one around
 * it; false when it has none. */
bool frame_pop(struct frames *frames, const void *node, struct frame *frame);
void frame_release(struct frame *frame);

#endif
