package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.MessageKind;
import io.longwire.ws.Overflow;
import io.longwire.ws.UnsupportedMessage;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.ProtocolEvents;
import io.longwire.ws.codec.ProtocolException;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One open connection between the wire and the handler. Loop only; {@link SessionSocket} is its door for other threads.
 *
 * <p>Its end is told once, in these steps: what began it is noted ({@link Ending}, the first cause wins), a Close frame goes
 * out if one can, the peer has until the close timeout to answer, TCP ends, and then the handler hears of it.
 */
final class Session implements Receiver, ProtocolEvents {
    private final LoopContext context;
    private final Tally tally;
    private final Wire wire;
    private final SessionSocket socket;
    private final WebSocketProtocol protocol;
    private final Outbound output;
    private final Delivery delivery;
    private final ConnectionWatcher watcher;
    private final SessionListener listener;
    private final SessionClock clock;
    private final Balance balance;
    private final Admission admission;
    /** Null as long as nothing has begun the end. */
    private @Nullable Ending ending;

    private final boolean server;
    private boolean receiving;
    private volatile boolean ended;

    /** Where the session stands in its loop's list. */
    int index;

    Session(SessionParts parts) {
        this.context = parts.context();
        this.tally = parts.tally();
        this.wire = parts.wire();
        this.listener = parts.listener();
        this.socket = new SessionSocket(this, parts.handshake(), parts.id());
        this.admission = new Admission(this, parts.overflow(), context.settings);
        this.delivery = new Delivery(this, parts.handler(), parts.workers());
        this.protocol = parts.protocol(this, delivery.takesParts());
        this.output = parts.output(this);
        this.watcher = parts.watcher(socket);
        parts.gate(socket).ifPresent(delivery::standBehind);
        this.clock = new SessionClock(this);
        this.server = parts.server();
        this.balance = new Balance(this, server && settings().pauseReading());
        parts.watchQuiet(this, protocol);
    }

    /** Opens; what came with the handshake's last bytes is delivered after {@code onOpen}. */
    void start(ByteBuffer early) {
        context.add(this);
        wire.noDelay(settings().noDelay());
        delivery.opened();
        if (early.hasRemaining()) {
            onBytes(early);
        }
        output.flush();
    }

    // ---- from the wire

    @Override
    public void onBytes(ByteBuffer bytes) {
        tally.received(bytes.remaining());
        if (protocol.discarding()) {
            ending().discarded(bytes.remaining());
            return;
        }
        receiving = true;
        try {
            watcher.onInbound();
            protocol.receive(bytes);
        } catch (RuntimeException
                | Error failure) { // a plug-in's or an extension's; handlers are guarded by the delivery
            handlerFailed(failure);
        }
        receiving = false;
        output.flush();
        clock.afterBytes();
    }

    @Override
    public void onWritable() {
        output.onWritable();
    }

    @Override
    public void onEnd() {
        ending().begin(Initiator.NOBODY, Closed.ABNORMAL, "", null);
        wire.close();
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        ended = true;
        ending().begin(Initiator.NOBODY, Closed.ABNORMAL, "", cause);
        socket.stopSending();
        ending().stop();
        clock.stop();
        output.release(new IOException("the connection has ended", cause));
        socket.run(); // what other threads handed over meanwhile
        if (protocol.closeReceived()) {
            context.counts.undelivered().add(tally.unheard(protocol.messages()));
        }
        balance.ended();
        protocol.release();
        context.remove(this);
        Closed how = ending().told();
        ConnectionRecord connection = tally.record(
                socket,
                handshake().remote(),
                Duration.ofNanos(clock.age()),
                balance.peak(),
                Watchers.facts(watcher, this::lateFailure));
        Watchers.closed(watcher, how, connection, this::lateFailure);
        delivery.ended(how);
        listener.closed(this, how, connection);
    }

    private void lateFailure(Throwable failure) {
        listener.lateFailure(this, failure);
    }

    // ---- from the protocol

    @Override
    public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
        tally.received(kind, payload.remaining(), true);
        watcher.onMessage(kind, payload.remaining());
        clock.message(true);
        delivery.message(kind, payload, ascii, true);
    }

    @Override
    public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {
        tally.received(kind, payload.remaining(), last);
        clock.message(last);
        delivery.message(kind, payload, false, last);
    }

    @Override
    public void onPing(ByteBuffer payload) {
        clock.controlFrame();
    }

    @Override
    public void onPong(ByteBuffer payload) {
        clock.controlFrame();
        watcher.onPong(payload.asReadOnlyBuffer()); // of the loop's memory, which is none of a plug-in's
    }

    @Override
    public void control(ControlFrame kind, ByteBuffer payload) {
        output.control(kind, payload);
    }

    @Override
    public void onCloseReceived(int code, String text) {
        socket.stopSending();
        ending().begin(Initiator.PEER, code, text, null);
        ending().answered();
        limitClosing(settings().closeTimeout(false));
        if (output.isMidMessage()) { // a message that nobody waits for any more, and nothing can follow half of one
            output.dropWaiting(context.counts.droppedEnded(), new IOException("the peer has closed"));
            output.flush();
        }
        if (output.isIdle()) {
            outputIsIdle();
        }
    }

    @Override
    public void onViolation(Violation violation) {
        failed(violation.closeCode(), violation.sentence(), new ProtocolException(violation));
        listener.violated(violation);
    }

    // ---- the ways to the end

    private Ending ending() {
        Ending begun = ending;
        if (begun == null) {
            begun = new Ending(wire, protocol, server);
            ending = begun;
        }
        return begun;
    }

    /** A peer's mistake that the clock or a count has shown. */
    void fail(Violation violation) {
        socket.stopSending();
        protocol.fail(violation);
        output.flush();
    }

    void unsupported(UnsupportedMessage refused) {
        ending().begin(Initiator.LOCAL, Violation.UNSUPPORTED_KIND.closeCode(), "", refused);
        fail(Violation.UNSUPPORTED_KIND);
    }

    void handlerFailed(Throwable failure) {
        if (ended) {
            listener.lateFailure(this, failure);
            return;
        }
        listener.handlerFailed(this, failure);
        failed(CloseReason.INTERNAL_ERROR.code(), "", failure);
        closeWith(CloseReason.INTERNAL_ERROR);
    }

    /** The peer takes too little of what it is sent: what waits is dropped, and a Close frame is tried. */
    void slowConsumer() {
        CloseReason reason = new CloseReason(CloseReason.TRY_AGAIN_LATER.code(), "slow consumer");
        if (!ended && ending().begin(Initiator.LOCAL, reason.code(), reason.text(), new IOException("slow consumer"))) {
            socket.stopSending();
            delivery.discard();
            ending().violation(); // it is not waited for: it would not read our Close either
            listener.slowConsumer();
            SessionEvents.overflow(this, Overflow.DISCONNECT);
            output.dropWaiting(context.counts.droppedSlow(), new IOException("dropped: slow consumer"));
            closeWith(reason);
        }
    }

    private void failed(int code, String text, Throwable cause) {
        socket.stopSending();
        ending().begin(Initiator.LOCAL, code, text, cause);
        ending().violation();
        output.dropWaiting(context.counts.droppedFailed(), new IOException("the connection was failed", cause));
        limitClosing(settings().closeTimeout(true));
    }

    /** A step that another thread or the application asked for, in its turn. */
    void take(Outgoing outgoing) {
        if (ended) {
            socket.addBuffered(-outgoing.size());
            outgoing.lost(new IOException("the connection has ended"));
        } else if (outgoing instanceof Outgoing.Abort abort) {
            abort(abort);
        } else if (outgoing instanceof Outgoing.Closing closing) {
            if (ending().begin(Initiator.LOCAL, closing.reason.code(), closing.reason.text(), null)) {
                limitClosing(settings().closeTimeout(false));
                output.after(closing);
            } else if (!protocol.closeSent()) {
                closeWith(closing.reason);
            }
        } else if (outgoing instanceof Outgoing.Mark) {
            output.after(outgoing);
        } else if (outgoing instanceof Outgoing.Part part) {
            output.part(part, false);
        } else if (protocol.closeSent()) {
            output.late(outgoing);
        } else if (outgoing instanceof Outgoing.Control control) {
            socket.addBuffered(-control.size());
            output.control(control.kind, control.payload);
        } else {
            output.sendHandedOver(outgoing);
        }
    }

    private void abort(Outgoing.Abort abort) {
        ending().begin(Initiator.LOCAL, Closed.ABNORMAL, "", abort.cause);
        output.dropWaiting(context.counts.droppedAborted(), new IOException("the connection was aborted", abort.cause));
        closeWith(abort.reason);
        wire.close();
    }

    /** Sends our Close frame, if none was sent. */
    void closeWith(CloseReason reason) {
        protocol.close(reason);
        limitClosing(settings().closeTimeout(ending().isViolation()));
        output.flush();
    }

    private void limitClosing(Duration timeout) {
        if (ending().limit(timeout)) {
            balance.readToTheEnd();
        }
    }

    /** Everything that was to go out is with the socket. */
    void outputIsIdle() {
        if (ending != null) {
            ending.outputIsIdle();
        }
    }

    // ---- for its parts

    void sent(MessageKind kind, long bytes) {
        tally.sent(kind, bytes);
        watcher.onSent(kind, bytes);
    }

    OpeningHandshake handshake() {
        return (OpeningHandshake) socket.handshake();
    }

    void schedule(Duration delay, Runnable task) {
        context.loop.schedule(delay, task);
    }

    /** Ends it without a word. */
    void cut() {
        ending().unclean(new TimeoutException("the server stopped before the closing handshake was done"));
        wire.reset();
    }

    /** On the thread of the callback, so that it is told even when the loop has ended meanwhile. */
    void openReturned() {
        listener.opened(this);
    }

    void execute(Runnable task) {
        context.loop.execute(task);
    }

    boolean inLoop() {
        return context.loop.inLoop();
    }

    boolean isReceiving() {
        return receiving;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The socket is not read any more, or again. */
    void readable(boolean enabled) {
        wire.readable(enabled);
        clock.reading(enabled);
        watcher.onReading(enabled);
    }

    WebSocketProtocol protocol() {
        return protocol;
    }

    SessionClock clock() {
        return clock;
    }

    Balance balance() {
        return balance;
    }

    Admission admission() {
        return admission;
    }

    SessionSettings settings() {
        return admission.settings();
    }

    Tally tally() {
        return tally;
    }

    LoopContext context() {
        return context;
    }

    SessionSocket socket() {
        return socket;
    }

    Outbound output() {
        return output;
    }

    Delivery delivery() {
        return delivery;
    }
}
