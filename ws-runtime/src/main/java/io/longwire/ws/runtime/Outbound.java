package io.longwire.ws.runtime;

import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.Overflow;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.MessageEncoder;
import io.longwire.ws.spi.Meter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A session's way out. Loop only.
 *
 * <p>Theory of operation. As long as the socket takes everything a message is encoded at once. When it refuses bytes, nothing is
 * encoded until it has taken those; what comes meanwhile stands in the line as whole messages ({@link Waiting}), so that it can
 * still be dropped, conflated or overtaken. A message above {@code ws.outbound.frame}, or one that is written in parts, stays at
 * the head of the line and goes out frame by frame. Control frames overtake what waits, but never a begun frame. Our Close frame
 * goes last (RFC 6455, 5.5.1: no data after it).
 */
final class Outbound {
    private final Session session;
    private final FrameWriter writer;
    private final MessageEncoder encoder;
    /** Whether a shared message has the same frames on this connection as on others. */
    private final boolean sharing;

    private @Nullable Waiting waiting;
    private @Nullable ArrayDeque<Outgoing.Control> urgent;
    /** The policy of the message that was begun last. */
    private Overflow begun = Overflow.DISCONNECT;

    private boolean dirty;
    private long counted;

    Outbound(Session session, FrameWriter writer, MessageEncoder encoder, boolean sharing) {
        this.session = session;
        this.writer = writer;
        this.encoder = encoder;
        this.sharing = sharing;
    }

    /** Sends or queues a message; false when its policy refuses it. */
    boolean send(MessageKind kind, ByteBuffer payload, boolean owned) {
        Overflow policy = session.admission().overflow();
        if (isFree()) {
            encode(kind, payload, owned, false, policy);
            encoded();
            return true;
        }
        if (!session.admission().admits(policy, this)) {
            return false;
        }
        add(new Outgoing.Data(kind, owned ? payload : Bytes.copy(payload), policy));
        return true;
    }

    /** As {@link #send(MessageKind, ByteBuffer, boolean)}; outside of a read event all messages of a turn leave together. */
    boolean send(Message message, Overflow policy) {
        if (writer.hasCork() && isFree()) {
            encode(message, policy);
            encoded();
            return true;
        }
        Outgoing.Shared shared = new Outgoing.Shared(message, policy);
        if (!conflates(shared, false)) {
            if (!writer.isBlocked() && held() > session.settings().highMark()) {
                flush(); // what waits for the end of the turn alone is not held up by the peer
            }
            if (!session.admission().admits(policy, this)) {
                return false;
            }
            add(shared);
        }
        flushLater();
        return true;
    }

    private boolean isFree() {
        return (waiting == null || waiting.isEmpty()) && !writer.isBlocked();
    }

    private void encoded() {
        if (isFree()) {
            flushLater();
        } else {
            settle();
        }
    }

    /** Whether the message has taken the place of one that waits. */
    private boolean conflates(Outgoing.Shared shared, boolean isCounted) {
        Object key = shared.slot();
        Outgoing.Shared slot = key == null || waiting == null ? null : waiting.slot(key);
        if (waiting == null || slot == null) {
            return false;
        }
        if (!isCounted) {
            session.socket().addBuffered(shared.size());
        }
        waiting.replace(slot, shared.message);
        session.admission().dropped(Overflow.CONFLATE);
        settle();
        return true;
    }

    /** What was handed over by another thread and is counted as buffered already. */
    void sendHandedOver(Outgoing outgoing) {
        if (isFree()) {
            session.socket().addBuffered(-outgoing.size());
            encode(outgoing);
        } else if (!(outgoing instanceof Outgoing.Shared shared && conflates(shared, true))) {
            if (session.admission().admitsHandedOver(outgoing.overflow(), this)) {
                queue().add(outgoing);
            } else {
                session.socket().addBuffered(-outgoing.size());
                queue().lost();
            }
        }
        settle();
    }

    /** What was handed over just as our Close frame went out goes nowhere: nothing may follow that (RFC 6455, 5.5.1). */
    void late(Outgoing outgoing) {
        session.socket().addBuffered(-outgoing.size());
        if (outgoing.isMessage()) {
            session.context().counts.droppedEnded().add(1);
            queue().lost();
        }
    }

    /** A part of a message has come. Its bytes are counted as buffered already. */
    void part(Outgoing.Part part, boolean borrowed) {
        Outgoing.Parts message = part.message;
        if (message.dropped || (!message.hasPlace && !session.socket().isOpen())) {
            session.socket().addBuffered(-part.size());
            part.lost(new IOException("the connection takes no more messages"));
            return;
        }
        long size = part.size();
        message.add(part.bytes, part.last);
        if (message.hasPlace) {
            queue().grow(size);
        } else {
            message.hasPlace = true;
            queue().add(message);
        }
        queue().writer(part);
        if (borrowed) {
            flush();
            message.keepLast();
        } else {
            flushLater();
        }
    }

    /** Whether a message has begun whose end is yet to come. */
    boolean isMidMessage() {
        return waiting != null && waiting.first() instanceof Outgoing.Parts parts && parts.isOpen();
    }

    private void add(Outgoing outgoing) {
        session.socket().addBuffered(outgoing.size());
        queue().add(outgoing);
        settle();
    }

    /** Brings the count of buffered bytes up to date, and lets the session look at its marks. */
    private void settle() {
        long now = writer.refused();
        if (now != counted) {
            session.socket().addBuffered(now - counted);
            counted = now;
        }
        session.balance().judgeOutput();
        session.balance().account(writer.isBlocked() ? held() : 0); // else all of it leaves with this turn
        if (waiting != null && held() <= session.settings().lowMark()) {
            waiting.tellWriters();
        }
    }

    /** Bytes that wait, those of a begun frame included. */
    long held() {
        return writer.refused() + (waiting == null ? 0 : waiting.bytes());
    }

    private Waiting queue() {
        Waiting queue = waiting;
        if (queue == null) {
            queue = new Waiting(session.socket());
            waiting = queue;
        }
        return queue;
    }

    /** Drops the oldest message that may be dropped to make room. */
    boolean dropOldest() {
        return waiting != null && waiting.dropOldest();
    }

    /** Whether something waits whose peer is not to be waited for. */
    boolean isStrict() {
        return begun == Overflow.DISCONNECT && !isFree() || waiting != null && waiting.isStrict();
    }

    /** Control frames overtake data that waits; of several Pongs that wait only the newest is kept (RFC 6455, 5.5.3). */
    void control(ControlFrame kind, ByteBuffer payload) {
        if (kind == ControlFrame.CLOSE && waiting != null && !waiting.isEmpty()) {
            add(new Outgoing.Control(kind, Bytes.copy(payload)));
        } else if (!writer.isBlocked()) {
            encoder.control(kind, payload, writer);
            flushLater();
        } else {
            ArrayDeque<Outgoing.Control> queue = urgent;
            if (queue == null) {
                queue = new ArrayDeque<>(2);
                urgent = queue;
            }
            if (kind == ControlFrame.PONG && queue.removeIf(waits -> waits.kind == ControlFrame.PONG)) {
                session.context().counts.pongsSkipped().add(1);
            }
            queue.add(new Outgoing.Control(kind, Bytes.copy(payload)));
        }
    }

    /** Lets a mark, which completes when all before it was taken by the socket, or a step of the end wait for its turn. */
    void after(Outgoing step) {
        queue().add(step);
        flushLater();
    }

    /** Drops the messages that wait; a begun frame, marks (which fail) and Close frames are another matter. */
    void dropWaiting(Meter.Counter dropped, IOException why) {
        if (waiting != null) {
            dropped.add(waiting.drop(why));
        }
    }

    private void flushLater() {
        if (!dirty && !session.isReceiving()) {
            dirty = true;
            session.context().flushAtTurnEnd(this);
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
        while (!writer.isBlocked()) {
            Outgoing.Control control = urgent == null ? null : urgent.poll();
            if (control != null) {
                encoder.control(control.kind, control.payload, writer);
                continue;
            }
            urgent = null;
            Waiting queue = waiting;
            Outgoing next = queue == null ? null : queue.first();
            if (queue == null || next == null) {
                break;
            }
            if (next instanceof Outgoing.Parts parts) {
                if (!frame(parts)) {
                    break;
                }
                continue;
            }
            if (!next.isMessage()) {
                writer.writeCork(); // a mark or a step of the end counts when all before it has left
                if (writer.isBlocked()) {
                    break;
                }
            }
            queue.remove();
            encode(next);
        }
        writer.writeCork();
        settle();
        if (isIdle()) {
            session.outputIsIdle();
        }
    }

    private void encode(Outgoing outgoing) {
        if (outgoing instanceof Outgoing.Data data) {
            encode(data.kind, data.payload, true, false, data.overflow);
        } else if (outgoing instanceof Outgoing.Shared shared) {
            encode(shared.message, shared.overflow);
        } else if (outgoing instanceof Outgoing.Control control) {
            encoder.control(control.kind, control.payload, writer);
        } else if (outgoing instanceof Outgoing.Mark mark) {
            mark.reached.complete(null);
        } else {
            session.take(outgoing);
        }
    }

    private void encode(MessageKind kind, ByteBuffer payload, boolean owned, boolean sensitive, Overflow policy) {
        begun = policy;
        if (payload.remaining() <= session.settings().outboundFrame()) {
            encoder.message(kind, payload, sensitive, writer);
            session.sent(kind, payload.remaining());
        } else {
            begin(new Outgoing.Parts(kind, payload.duplicate(), false, sensitive), owned);
        }
    }

    private void encode(Message message, Overflow policy) {
        if (!sharing) {
            encode(message.kind(), message.payload(), true, message.isSensitive(), policy);
            return;
        }
        begun = policy;
        if (message.size() <= session.settings().outboundFrame()) {
            ByteBuffer frames = SharedFrames.of(message, SharedFrames.PLAIN, encoder);
            writer.sharing(true);
            writer.payload(frames);
            writer.sharing(false);
            session.sent(message.kind(), message.size());
        } else {
            begin(new Outgoing.Parts(message.kind(), message.payload(), true, false), true);
        }
    }

    /** Encodes frames of a large message as long as the socket takes them; the rest of it waits before all others. */
    private void begin(Outgoing.Parts parts, boolean owned) {
        while (!writer.isBlocked() && !parts.isDone()) {
            parts.frame(session.settings().outboundFrame(), encoder, writer);
        }
        if (parts.isDone()) {
            session.sent(parts.kind, parts.total());
        } else {
            if (!owned) {
                parts.keepLast();
            }
            session.socket().addBuffered(parts.size());
            queue().addFirst(parts);
        }
    }

    /** Encodes a frame of the message at the head of the line; false when there is nothing of it yet. */
    private boolean frame(Outgoing.Parts parts) {
        Waiting queue = queue();
        long before = parts.size();
        if (!parts.frame(session.settings().outboundFrame(), encoder, writer)) {
            return false;
        }
        queue.shrink(before - parts.size());
        if (parts.isOpen()) {
            begun = session.admission().overflow();
        }
        if (parts.isDone()) {
            queue.remove();
            session.sent(parts.kind, parts.total());
        }
        return true;
    }

    /** The socket takes bytes again. */
    void onWritable() {
        writer.goOn();
        if (writer.isBlocked()) {
            settle();
        } else {
            flush();
        }
    }

    /** The connection has ended. */
    void release(IOException why) {
        dropWaiting(session.context().counts.droppedEnded(), why);
        waiting = null;
        urgent = null;
        writer.release();
        settle();
    }

    boolean isIdle() {
        return isFree() && urgent == null && writer.corked() == 0;
    }

    /** What lies in the cork. */
    int corked() {
        return writer.corked();
    }
}
