package io.longwire.ws.runtime;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Handshake;
import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.MessageWriter;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.Utf8;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The door of a session for every thread. On the loop a call goes straight through; from elsewhere it leaves a copy in the
 * {@link Handover}, and whoever finds that empty posts one task to the loop.
 */
final class SessionSocket implements WebSocket, Runnable {
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private static final VarHandle BUFFERED;
    private static final VarHandle OPEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            BUFFERED = lookup.findVarHandle(SessionSocket.class, "buffered", long.class);
            OPEN = lookup.findVarHandle(SessionSocket.class, "open", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Session session;
    private final Handshake handshake;
    private final long id;
    private final Handover handover = new Handover();
    private volatile long buffered;
    private volatile boolean open = true;

    SessionSocket(Session session, Handshake handshake, long id) {
        this.session = session;
        this.handshake = handshake;
        this.id = id;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public boolean sendText(CharSequence text) {
        ByteBuffer utf8 = Text.encode(text);
        if (!open) {
            return false;
        }
        return session.inLoop() ? onLoop().send(MessageKind.TEXT, utf8, true) : handOver(MessageKind.TEXT, utf8, false);
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        if (!session.delivery().isLent(utf8) && !Utf8.isValid(utf8)) {
            throw new IllegalArgumentException("the bytes are not well-formed UTF-8");
        }
        return send(MessageKind.TEXT, utf8);
    }

    @Override
    public boolean sendBinary(ByteBuffer data) {
        return send(MessageKind.BINARY, data);
    }

    private boolean send(MessageKind kind, ByteBuffer borrowed) {
        if (!open) {
            return false;
        }
        return session.inLoop() ? onLoop().send(kind, borrowed, false) : handOver(kind, borrowed, true);
    }

    @Override
    public boolean send(Message message) {
        return send(message, overflow());
    }

    @Override
    public boolean send(Message message, Overflow overflow) {
        Objects.requireNonNull(overflow, "overflow");
        if (!open) {
            return false;
        }
        if (session.inLoop()) {
            return onLoop().send(message, overflow);
        }
        return session.admission().admitsFromElsewhere(overflow) && handOver(new Outgoing.Shared(message, overflow));
    }

    @Override
    public MessageWriter stream(MessageKind kind) {
        return new PartsWriter(this, Objects.requireNonNull(kind, "kind"));
    }

    /** Sends a part of a message; its bytes are borrowed. */
    Outgoing.Part send(Outgoing.Parts message, ByteBuffer bytes, boolean last) {
        boolean inLoop = session.inLoop();
        Outgoing.Part part = new Outgoing.Part(message, inLoop ? bytes.duplicate() : Bytes.copy(bytes), last);
        if (session.hasEnded()) {
            part.lost(new IOException("the connection has ended"));
        } else if (inLoop) {
            Outbound output = onLoop();
            addBuffered(part.size());
            output.part(part, true);
        } else {
            handOver(part);
        }
        return part;
    }

    @Override
    public Overflow overflow() {
        return session.admission().overflow();
    }

    @Override
    public boolean ping(ByteBuffer payload) {
        if (payload.remaining() > MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("a Ping holds at most 125 bytes (RFC 6455, 5.5)");
        }
        if (!open) {
            return false;
        }
        if (session.inLoop()) {
            onLoop().control(ControlFrame.PING, payload);
            return true;
        }
        return handOver(new Outgoing.Control(ControlFrame.PING, Bytes.copy(payload)));
    }

    @Override
    public CompletionStage<Void> flushed() {
        if (session.hasEnded()) {
            return CompletableFuture.failedFuture(new IOException("the connection has ended"));
        }
        Outgoing.Mark mark = new Outgoing.Mark();
        if (session.inLoop()) {
            onLoop().after(mark);
        } else {
            handOver(mark);
        }
        return mark.reached.minimalCompletionStage();
    }

    @Override
    public void pause() {
        session.delivery().pause();
    }

    @Override
    public void resume() {
        session.delivery().resume();
    }

    @Override
    public void close(CloseReason reason) {
        Objects.requireNonNull(reason, "reason");
        if (stopSending()) {
            end(new Outgoing.Closing(reason));
        }
    }

    @Override
    public void abort(CloseReason onWire, Throwable cause) {
        Objects.requireNonNull(onWire, "onWire");
        stopSending();
        end(new Outgoing.Abort(onWire, Objects.requireNonNull(cause, "cause")));
    }

    private void end(Outgoing how) {
        session.delivery().discard();
        if (session.inLoop()) {
            onLoop();
            session.take(how);
        } else {
            handOver(how);
        }
    }

    @Override
    public long bufferedBytes() {
        return buffered + (session.inLoop() ? session.output().corked() : 0);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public <T> @Nullable T attribute(AttributeKey<T> key) {
        return handshake.attribute(key);
    }

    @Override
    public <T> void attribute(AttributeKey<T> key, @Nullable T value) {
        handshake.attribute(key, value);
    }

    /** From here on nothing is accepted. True for the one call that made it so. */
    boolean stopSending() {
        boolean first = OPEN.compareAndSet(this, true, false);
        if (first) {
            session.admission().look(buffered);
        }
        return first;
    }

    long buffered() {
        return buffered;
    }

    void addBuffered(long bytes) {
        BUFFERED.getAndAdd(this, bytes);
    }

    /** What the loop finds in the handover, in the order in which it was put there. */
    @Override
    public void run() {
        drain();
        session.output().flush();
    }

    private Outbound onLoop() {
        if (!handover.isEmpty()) {
            drain();
        }
        return session.output();
    }

    private void drain() {
        Outgoing first = handover.take();
        while (first != null) {
            Outgoing next = first.earlier;
            first.earlier = null;
            session.take(first);
            first = next;
        }
    }

    private boolean handOver(MessageKind kind, ByteBuffer payload, boolean borrowed) {
        Overflow overflow = overflow();
        return session.admission().admitsFromElsewhere(overflow)
                && handOver(new Outgoing.Data(kind, borrowed ? Bytes.copy(payload) : payload, overflow));
    }

    private boolean handOver(Outgoing outgoing) {
        addBuffered(outgoing.size());
        if (handover.put(outgoing)) {
            session.execute(this);
        }
        return true;
    }

    @Override
    public String toString() {
        return "WebSocket " + id;
    }
}
