package io.longwire.ws.runtime;

import io.longwire.ws.codec.FrameSink;
import io.longwire.ws.spi.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way of a session's frames to its socket. Loop only.
 *
 * <p>Frames are written into the loop's cork and leave with what else this read event makes; large payloads are gathered with
 * their header instead. When the socket refuses bytes, the rest of the frame that was begun becomes the {@link Backlog}.
 */
final class FrameWriter implements FrameSink, LoopBuffers.Taker {
    /** From here on header and payload are gathered by the system call instead of copied into the cork. */
    private static final int GATHER = 8 * 1024;

    private final Wire wire;
    private final LoopBuffers buffers;
    private final Tally tally;
    private @Nullable Backlog backlog;
    private boolean payloadIsShared;

    FrameWriter(Wire wire, LoopBuffers buffers, Tally tally) {
        this.wire = wire;
        this.buffers = buffers;
        this.tally = tally;
    }

    /** Whether the socket has refused bytes that wait. */
    boolean isBlocked() {
        return backlog != null;
    }

    /** Bytes of begun frames that the socket has refused. */
    long refused() {
        return backlog == null ? 0 : backlog.size();
    }

    /** From here on payload is never changed, so that what the socket refuses is kept by reference. */
    void sharing(boolean shared) {
        payloadIsShared = shared;
    }

    @Override
    public ByteBuffer room(int least) {
        if (backlog == null) {
            ByteBuffer cork = buffers.cork(this);
            if (cork.remaining() >= least) {
                return cork;
            }
            writeCork();
        }
        return backlog == null ? buffers.cork(this) : backlog.room(least);
    }

    @Override
    public void payload(ByteBuffer payload) {
        int from = payload.position();
        int end = payload.limit();
        if (backlog == null && end - from >= GATHER) {
            gather(payloadIsShared ? payload.duplicate() : payload, from);
            return;
        }
        while (backlog == null && from < end) {
            ByteBuffer cork = buffers.cork(this);
            int n = Math.min(cork.remaining(), end - from);
            int at = cork.position();
            cork.put(at, payload, from, n).position(at + n);
            from += n;
            if (!cork.hasRemaining()) {
                writeCork();
            }
        }
        if (from < end) {
            keep(payload, from, end, payloadIsShared);
        }
    }

    private void gather(ByteBuffer payload, int from) {
        ByteBuffer cork = buffers.cork(this).flip();
        int end = payload.limit();
        int before = cork.remaining() + payload.remaining();
        wire.write(cork, payload);
        tally.sent(before - cork.remaining() - payload.remaining());
        int taken = payload.position();
        keep(cork, cork.position(), cork.limit(), false);
        cork.clear();
        keep(payload, taken, end, payloadIsShared);
        payload.position(from);
    }

    @Override
    public void writeCork() {
        if (corked() == 0) {
            return;
        }
        ByteBuffer cork = buffers.cork(this).flip();
        int before = cork.remaining();
        wire.write(cork);
        tally.sent(before - cork.remaining());
        keep(cork, cork.position(), cork.limit(), false);
        cork.clear();
    }

    private void keep(ByteBuffer rest, int from, int end, boolean byReference) {
        if (from == end) {
            return;
        }
        Backlog held = backlog;
        if (held == null) {
            held = new Backlog(buffers);
            backlog = held;
        }
        held.add(rest, from, end, byReference);
    }

    /** The socket takes bytes again: gives it those that it refused. */
    void goOn() {
        Backlog held = backlog;
        if (held != null) {
            tally.sent(held.writeTo(wire));
            if (held.size() == 0) {
                backlog = null;
            }
        }
    }

    /** Whether a message that is written now gathers with others. */
    boolean hasCork() {
        return buffers.isOwner(this);
    }

    /** What lies in the cork. */
    int corked() {
        return buffers.isOwner(this) ? buffers.cork(this).position() : 0;
    }

    /** The connection has ended. */
    void release() {
        buffers.forget(this);
        Backlog held = backlog;
        if (held != null) {
            held.release();
            backlog = null;
        }
    }
}
