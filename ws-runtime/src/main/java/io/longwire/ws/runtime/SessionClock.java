package io.longwire.ws.runtime;

import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of a session: a frame, a message, silence, an output that stalls, frames in a second. There is no
 * timer as long as nothing is unfinished; one that is set looks at the fields when it fires and sets itself again if need be,
 * so that traffic costs no timers.
 */
final class SessionClock {
    /** Between the pings that look whether a peer that is not read is still there. */
    private static final Duration PROBE = Duration.ofSeconds(10);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Silence is looked for this many times in the idle timeout, so it is found at most this part of it late. */
    private static final int SILENT_LOOKS = 4;

    private final Session session;
    private final WebSocketProtocol protocol;
    private final Loop loop;
    private final long openedAt;
    private final long messageTimeout;
    private final @Nullable MessageRate messageRate;
    private long frameSince;
    private long messageSince;
    private int framesSeen;
    private int messagesSeen;
    private long controlCredit;
    private long controlAt;
    private boolean heard;
    private byte silentLooks;
    private boolean reading = true;
    private @Nullable Cancellable unfinishedTimer;
    private @Nullable Cancellable idleTimer;
    private @Nullable Cancellable probeTimer;
    private @Nullable Cancellable stallTimer;

    /** @param parts whether messages are handed on in parts, so that they may take any time */
    SessionClock(Session session, WebSocketProtocol protocol, Loop loop, boolean parts) {
        this.session = session;
        this.messageTimeout = parts ? 0 : session.settings().messageTimeout();
        this.protocol = protocol;
        this.loop = loop;
        this.openedAt = loop.nanoTime();
        this.controlAt = openedAt;
        this.controlCredit = session.settings().controlBurst() * SECOND;
        this.messageRate = MessageRate.of(session, loop);
        watchSilence();
    }

    long age() {
        return loop.nanoTime() - openedAt;
    }

    /** After each read: something that was not finished then must be finished in time. */
    void afterBytes() {
        heard = true;
        if (protocol.midFrame() || protocol.midMessage()) {
            unfinished();
        }
    }

    private void unfinished() {
        long now = loop.nanoTime();
        if (framesSeen != protocol.frames()) {
            framesSeen = protocol.frames();
            frameSince = now;
        }
        if (messagesSeen != protocol.messages()) {
            messagesSeen = protocol.messages();
            messageSince = now;
        }
        if (unfinishedTimer == null) {
            frameSince = now;
            messageSince = now;
            setUnfinishedTimer(now);
        }
    }

    private void setUnfinishedTimer(long now) {
        long frame = remaining(session.settings().frameTimeout(), protocol.midFrame(), frameSince, now);
        long message = remaining(messageTimeout, protocol.midMessage(), messageSince, now);
        long next = Math.min(frame, message);
        unfinishedTimer = next == Long.MAX_VALUE
                ? null
                : loop.schedule(Duration.ofNanos(Math.max(next, 1_000_000)), this::judgeUnfinished);
    }

    private static long remaining(long limit, boolean open, long since, long now) {
        return limit == 0 || !open ? Long.MAX_VALUE : since + limit - now;
    }

    private void judgeUnfinished() {
        unfinishedTimer = null;
        if (!reading || protocol.discarding()) {
            return; // while this side does not read, the peer cannot be judged; reading(true) starts anew
        }
        long now = loop.nanoTime();
        if (remaining(session.settings().frameTimeout(), protocol.midFrame(), frameSince, now) <= 0) {
            session.fail(Violation.FRAME_TIMEOUT);
        } else if (remaining(messageTimeout, protocol.midMessage(), messageSince, now) <= 0) {
            session.fail(Violation.MESSAGE_TIMEOUT);
        } else if (protocol.midFrame() || protocol.midMessage()) {
            setUnfinishedTimer(now);
        }
    }

    /** A message, or the last part of one, is counted. */
    void message(boolean last) {
        if (messageRate != null && last) {
            messageRate.message();
        }
    }

    /** A token bucket for the peer's control frames: the credit is time, a second buys {@code control-rate} frames. */
    void controlFrame() {
        int rate = session.settings().controlRate();
        if (rate == 0) {
            return;
        }
        long full = session.settings().controlBurst() * SECOND;
        controlCredit -= SECOND;
        if (controlCredit < 0) {
            long now = loop.nanoTime();
            long elapsed = Math.min(now - controlAt, full / rate + 1);
            controlAt = now;
            controlCredit = Math.min(full, controlCredit + elapsed * rate);
            if (controlCredit < 0) {
                session.fail(Violation.CONTROL_RATE);
            }
        }
    }

    /** This side stopped or went on reading. While it does not read, a reset is not seen unless something is sent now and then. */
    void reading(boolean now) {
        reading = now;
        if (!now && probeTimer == null) {
            probeTimer = loop.schedule(PROBE, this::probe);
        }
        heard = true;
        if (now && (protocol.midFrame() || protocol.midMessage())) {
            cancel(unfinishedTimer);
            unfinishedTimer = null;
            unfinished();
        }
    }

    private void probe() {
        probeTimer = null;
        if (!reading) {
            if (session.output().isIdle() && !protocol.closeSent()) { // what waits would show it too
                session.output().control(ControlFrame.PING, ByteBuffer.allocate(0));
            }
            probeTimer = loop.schedule(PROBE, this::probe);
        }
    }

    private void watchSilence() {
        Duration limit = session.settings().idleTimeout();
        if (limit != null) {
            idleTimer = loop.schedule(limit.dividedBy(SILENT_LOOKS), this::judgeSilence);
        }
    }

    private void judgeSilence() {
        silentLooks = heard || !reading ? 0 : (byte) (silentLooks + 1);
        heard = false;
        if (silentLooks < SILENT_LOOKS) {
            watchSilence();
        } else {
            session.idle();
        }
    }

    /** The output went above its high mark, or fell below the low one. */
    void stalled(boolean high) {
        Duration limit = session.settings().stallTimeout();
        cancel(stallTimer);
        stallTimer = high && limit != null ? loop.schedule(limit, session.admission()::stalled) : null;
    }

    void stop() {
        cancel(unfinishedTimer);
        cancel(idleTimer);
        cancel(probeTimer);
        cancel(stallTimer);
        if (messageRate != null) {
            messageRate.stop();
        }
    }

    private static void cancel(@Nullable Cancellable timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
