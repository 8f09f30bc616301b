package io.longwire.ws.runtime;

import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.FrameSink;
import io.longwire.ws.codec.MessageEncoder;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A session's way out. Loop only.
 *
 * <p>Theory of operation. A message is encoded straight into the loop's cork and leaves with what else this read event makes.
 * When the socket refuses bytes, the rest of the frame that was begun becomes the {@link Backlog}; until it is gone nothing is
 * encoded, and what comes waits as whole messages, so that it can still be dropped, conflated or overtaken. Control frames
 * overtake what waits, but never a begun frame. Our Close frame goes last (RFC 6455, 5.5.1: no data after it).
 */
final class Outbound implements FrameSink, LoopBuffers.Taker {
    /** From here on header and payload are gathered by the system call instead of copied into the cork. */
    private static final int GATHER = 8 * 1024;

    private final Session session;
    private final Wire wire;
    private final LoopContext context;
    private final MessageEncoder encoder;
    private final @Nullable Object sharingKey;
    private @Nullable ArrayDeque<Outgoing> waiting;
    private @Nullable ArrayDeque<Outgoing.Control> urgent;
    private @Nullable Backlog backlog;
    private boolean dirty;
    private boolean payloadIsShared;
    private long counted;

    Outbound(Session session, Wire wire, LoopContext context, MessageEncoder encoder, @Nullable Object sharingKey) {
        this.session = session;
        this.wire = wire;
        this.context = context;
        this.encoder = encoder;
        this.sharingKey = sharingKey;
    }

    /** Sends or queues a message; false when the connection has too much waiting already. */
    boolean send(MessageKind kind, ByteBuffer payload, boolean owned) {
        if (waiting == null && backlog == null) {
            encode(kind, payload);
            encoded();
            return true;
        }
        if (isFull()) {
            return false;
        }
        add(new Outgoing.Data(kind, owned ? payload : Bytes.copy(payload)));
        return true;
    }

    /** As {@link #send(MessageKind, ByteBuffer, boolean)}; outside of a read event all messages of a turn leave together. */
    boolean send(Message message) {
        if (waiting == null && backlog == null && context.buffers.isOwner(this)) {
            encode(message);
            encoded();
            return true;
        }
        if (isFull()) {
            return false;
        }
        add(new Outgoing.Shared(message));
        flushLater();
        return true;
    }

    private void encoded() {
        if (backlog != null) {
            settle();
        } else {
            flushLater();
        }
    }

    private boolean isFull() {
        if (session.socket().buffered() <= session.settings().outboundMax()) {
            return false;
        }
        session.slowConsumer();
        return true;
    }

    /** What was handed over by another thread and is counted as buffered already. */
    void sendHandedOver(Outgoing outgoing) {
        if (waiting == null && backlog == null) {
            session.socket().addBuffered(-outgoing.size());
            encode(outgoing);
            settle();
        } else {
            queue().add(outgoing);
            settle();
        }
    }

    private void add(Outgoing outgoing) {
        queue().add(outgoing);
        session.socket().addBuffered(outgoing.size());
        settle();
    }

    /** Brings the count of buffered bytes up to date, and lets the session look at its marks. */
    private void settle() {
        long now = backlog == null ? 0 : backlog.size();
        if (now != counted) {
            session.socket().addBuffered(now - counted);
            counted = now;
        }
        session.balance().judgeOutput();
    }

    private ArrayDeque<Outgoing> queue() {
        ArrayDeque<Outgoing> queue = waiting;
        if (queue == null) {
            queue = new ArrayDeque<>(4);
            waiting = queue;
        }
        return queue;
    }

    /** Control frames overtake data that waits; of several Pongs that wait only the newest is kept (RFC 6455, 5.5.3). */
    void control(ControlFrame kind, ByteBuffer payload) {
        if (kind == ControlFrame.CLOSE && waiting != null) {
            add(new Outgoing.Control(kind, Bytes.copy(payload)));
        } else if (backlog == null) {
            encoder.control(kind, payload, this);
            flushLater();
        } else {
            ArrayDeque<Outgoing.Control> queue = urgent;
            if (queue == null) {
                queue = new ArrayDeque<>(2);
                urgent = queue;
            }
            if (kind == ControlFrame.PONG && queue.removeIf(waits -> waits.kind == ControlFrame.PONG)) {
                context.counts.pongsSkipped().add(1);
            }
            queue.add(new Outgoing.Control(kind, Bytes.copy(payload)));
        }
    }

    /** Completes the mark when everything accepted before it was taken by the socket. */
    void mark(Outgoing.Mark mark) {
        queue().add(mark);
        flushLater();
    }

    /** Lets a step of the session's end wait for its turn behind the data. */
    void after(Outgoing step) {
        queue().add(step);
        flushLater();
    }

    /** Drops the messages that wait; a begun frame, marks (which fail) and Close frames are another matter. */
    void dropWaiting(Meter.Counter dropped, IOException why) {
        ArrayDeque<Outgoing> queue = waiting;
        if (queue == null) {
            return;
        }
        for (Iterator<Outgoing> all = queue.iterator(); all.hasNext(); ) {
            Outgoing outgoing = all.next();
            if (outgoing instanceof Outgoing.Control) {
                continue;
            }
            all.remove();
            if (outgoing instanceof Outgoing.Data || outgoing instanceof Outgoing.Shared) {
                dropped.add(1);
            }
            session.socket().addBuffered(-outgoing.size());
            if (outgoing instanceof Outgoing.Mark mark) {
                mark.reached.completeExceptionally(why);
            }
        }
        if (queue.isEmpty()) {
            waiting = null;
        }
    }

    private void flushLater() {
        if (!dirty && !session.isReceiving()) {
            dirty = true;
            context.flushAtTurnEnd(this);
        }
    }

    /** Called by the loop's context once for each {@link #flushLater}. */
    void flushDirty() {
        dirty = false;
        try {
            flush();
        } catch (RuntimeException
                | Error failure) { // a plug-in's or an extension's; others wait for the same end of turn
            session.handlerFailed(failure);
        }
    }

    /** Encodes what waits as long as the socket takes it, and writes the cork out. */
    void flush() {
        while (backlog == null) {
            Outgoing.Control control = urgent == null ? null : urgent.poll();
            if (control != null) {
                encoder.control(control.kind, control.payload, this);
                continue;
            }
            urgent = null;
            ArrayDeque<Outgoing> queue = waiting;
            Outgoing next = queue == null ? null : queue.peek();
            if (queue == null || next == null) {
                waiting = null;
                break;
            }
            if (!(next instanceof Outgoing.Data || next instanceof Outgoing.Shared)) {
                writeCork(); // a mark or a step of the end counts when all before it has left
                if (backlog != null) {
                    break;
                }
            }
            queue.remove();
            session.socket().addBuffered(-next.size());
            encode(next);
        }
        writeCork();
        settle();
        if (isIdle()) {
            session.outputIsIdle();
        }
    }

    private void encode(Outgoing outgoing) {
        if (outgoing instanceof Outgoing.Data data) {
            encode(data.kind, data.payload);
        } else if (outgoing instanceof Outgoing.Shared shared) {
            encode(shared.message);
        } else if (outgoing instanceof Outgoing.Control control) {
            encoder.control(control.kind, control.payload, this);
        } else if (outgoing instanceof Outgoing.Mark mark) {
            mark.reached.complete(null);
        } else {
            session.take(outgoing);
        }
    }

    private void encode(MessageKind kind, ByteBuffer payload) {
        encoder.message(kind, payload, this);
        session.sent(kind, payload.remaining());
    }

    private void encode(Message message) {
        if (sharingKey == null) {
            encode(message.kind(), message.payload());
            return;
        }
        ByteBuffer frames = SharedFrames.of(message, sharingKey, encoder);
        payloadIsShared = true;
        payload(frames);
        payloadIsShared = false;
        session.sent(message.kind(), message.size());
    }

    @Override
    public ByteBuffer room(int least) {
        if (backlog == null) {
            ByteBuffer cork = context.buffers.cork(this);
            if (cork.remaining() >= least) {
                return cork;
            }
            writeCork();
        }
        return backlog == null ? context.buffers.cork(this) : backlog.room(least);
    }

    @Override
    public void payload(ByteBuffer payload) {
        int from = payload.position();
        int end = payload.limit();
        if (backlog == null && end - from >= GATHER) {
            gather(payloadIsShared ? payload.duplicate() : payload, from);
        } else {
            while (backlog == null && from < end) {
                ByteBuffer cork = context.buffers.cork(this);
                int n = Math.min(cork.remaining(), end - from);
                int at = cork.position();
                cork.put(at, payload, from, n).position(at + n);
                from += n;
                if (!cork.hasRemaining()) {
                    writeCork();
                }
            }
            if (from < end) {
                refused(payload, from, end, payloadIsShared);
            }
        }
    }

    private void gather(ByteBuffer payload, int from) {
        ByteBuffer cork = context.buffers.cork(this).flip();
        int end = payload.limit();
        int before = cork.remaining() + payload.remaining();
        wire.write(cork, payload);
        session.tally().sent(before - cork.remaining() - payload.remaining());
        int taken = payload.position();
        refused(cork, cork.position(), cork.limit(), false);
        cork.clear();
        refused(payload, taken, end, payloadIsShared);
        payload.position(from);
    }

    @Override
    public void writeCork() {
        if (!context.buffers.isOwner(this)) {
            return;
        }
        ByteBuffer cork = context.buffers.cork(this);
        if (cork.position() == 0) {
            return;
        }
        cork.flip();
        int before = cork.remaining();
        wire.write(cork);
        session.tally().sent(before - cork.remaining());
        refused(cork, cork.position(), cork.limit(), false);
        cork.clear();
    }

    private void refused(ByteBuffer rest, int from, int end, boolean byReference) {
        if (from == end) {
            return;
        }
        Backlog held = backlog;
        if (held == null) {
            held = new Backlog(context.buffers);
            backlog = held;
        }
        held.add(rest, from, end, byReference);
    }

    /** The socket takes bytes again. */
    void onWritable() {
        Backlog held = backlog;
        if (held != null) {
            long taken = held.writeTo(wire);
            session.tally().sent(taken);
            if (held.size() > 0) {
                settle();
                return;
            }
            backlog = null;
        }
        flush();
    }

    /** The connection has ended. */
    void release(IOException why) {
        context.buffers.forget(this);
        dropWaiting(context.counts.droppedEnded(), why);
        waiting = null;
        urgent = null;
        Backlog held = backlog;
        if (held != null) {
            held.release();
            backlog = null;
        }
        settle();
    }

    boolean isIdle() {
        return waiting == null && backlog == null && urgent == null && corked() == 0;
    }

    /** What lies in the cork. */
    int corked() {
        return context.buffers.isOwner(this) ? context.buffers.cork(this).position() : 0;
    }
}
