#include "input/frame.h"

struct buf *frames_html(struct frames *frames, struct buf *out)
{
    return frames->count > 0 ? &frames->items[frames->count - 1].html : out;
}

void frames_text(struct frames *frames, struct slice text)
{
    if (frames->count > 0)
        buf_add_slice(&frames->items[frames->count - 1].text, text);
}

void frame_push(struct frames *frames, const void *node)
{
    struct frame *frame;

    if (frames->count == FRAMES_MAX)
        return;
    frame = &frames->items[frames->count++];
    frame->node = node;
    buf_init(&frame->html);
    buf_init(&frame->text);
}

bool frame_pop(struct frames *frames, const void *node, struct frame *frame)
{
    if (frames->count == 0 || frames->items[frames->count - 1].node != node)
        return false;
    *frame = frames->items[--frames->count];
    frames_text(frames, buf_slice(&frame->text));
    return true;
}

void frame_release(struct frame *frame)
{
    buf_release(&frame->html);
    buf_release(&frame->text);
}
