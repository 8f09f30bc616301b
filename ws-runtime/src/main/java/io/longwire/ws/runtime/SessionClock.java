package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.Violation;
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

    /** Since when something is unfinished; there as long as its timer is set. */
    private static final class Unfinished {
        long frameSince;
        long messageSince;
        int frames;
        int messages;

        @Nullable
        Cancellable timer;
    }

    private final Session session;
    private final @Nullable MessageRate messageRate;
    private final long openedAt;
    /** When the peer may send a whole burst of control frames again. */
    private long controlFullAt;

    private boolean heard;
    private byte silentLooks;
    private boolean reading = true;
    private @Nullable Unfinished unfinished;
    private @Nullable Cancellable idleTimer;
    private @Nullable Cancellable probeTimer;
    private @Nullable Cancellable stallTimer;

    SessionClock(Session session) {
        this.session = session;
        this.openedAt = loop().nanoTime();
        this.controlFullAt = openedAt;
        this.messageRate = MessageRate.of(session, loop());
        watchSilence();
    }

    private Loop loop() {
        return session.context().loop;
    }

    long age() {
        return loop().nanoTime() - openedAt;
    }

    /** After each read: something that was not finished then must be finished in time. */
    void afterBytes() {
        heard = true;
        if (session.protocol().midFrame() || session.protocol().midMessage()) {
            unfinished();
        }
    }

    private void unfinished() {
        long now = loop().nanoTime();
        Unfinished open = unfinished;
        boolean begins = open == null;
        if (open == null) {
            if (untilLate(now, now, now) == Long.MAX_VALUE) {
                return;
            }
            open = new Unfinished();
            unfinished = open;
        }
        if (begins || open.frames != session.protocol().frames()) {
            open.frames = session.protocol().frames();
            open.frameSince = now;
        }
        if (begins || open.messages != session.protocol().messages()) {
            open.messages = session.protocol().messages();
            open.messageSince = now;
        }
        if (begins) {
            judgeLater(open, now);
        }
    }

    private void judgeLater(Unfinished open, long now) {
        long next = untilLate(open.frameSince, open.messageSince, now);
        if (next == Long.MAX_VALUE) {
            unfinished = null;
        } else {
            open.timer = loop().schedule(Duration.ofNanos(Math.max(next, 1_000_000)), this::judgeUnfinished);
        }
    }

    private long untilLate(long frameSince, long messageSince, long now) {
        return Math.min(frameLeft(frameSince, now), messageLeft(messageSince, now));
    }

    private long frameLeft(long since, long now) {
        return remaining(session.settings().frameTimeout(), session.protocol().midFrame(), since, now);
    }

    /** A message that is handed on in parts may take any time. */
    private long messageLeft(long since, long now) {
        boolean open = session.protocol().midMessage() && !session.delivery().takesParts();
        return remaining(session.settings().messageTimeout(), open, since, now);
    }

    private static long remaining(long limit, boolean open, long since, long now) {
        return limit == 0 || !open ? Long.MAX_VALUE : since + limit - now;
    }

    private void judgeUnfinished() {
        Unfinished open = unfinished;
        unfinished = null;
        if (open == null || !reading || session.protocol().discarding()) {
            return; // while this side does not read, the peer cannot be judged; reading(true) starts anew
        }
        long now = loop().nanoTime();
        if (frameLeft(open.frameSince, now) <= 0) {
            session.fail(Violation.FRAME_TIMEOUT);
        } else if (messageLeft(open.messageSince, now) <= 0) {
            session.fail(Violation.MESSAGE_TIMEOUT);
        } else {
            unfinished = open;
            judgeLater(open, now);
        }
    }

    /** A message, or the last part of one, is counted. */
    void message(boolean last) {
        if (messageRate != null && last) {
            messageRate.message();
        }
    }

    /** A token bucket for the peer's control frames, kept as the time when it will be full: a frame takes a part of a second. */
    void controlFrame() {
        int rate = session.settings().controlRate();
        if (rate == 0) {
            return;
        }
        long now = loop().nanoTime();
        long each = SECOND / rate;
        controlFullAt = (controlFullAt - now < 0 ? now : controlFullAt) + each;
        if (controlFullAt - now > session.settings().controlBurst() * each) {
            session.fail(Violation.CONTROL_RATE);
        }
    }

    /** This side stopped or went on reading. While it does not read, a reset is not seen unless something is sent now and then. */
    void reading(boolean now) {
        reading = now;
        if (!now && probeTimer == null) {
            probeTimer = loop().schedule(PROBE, this::probe);
        }
        heard = true;
        if (now && (session.protocol().midFrame() || session.protocol().midMessage())) {
            forgetUnfinished();
            unfinished();
        }
    }

    private void probe() {
        probeTimer = null;
        if (!reading) {
            if (session.output().isIdle() && !session.protocol().closeSent()) { // what waits would show it too
                session.output().control(ControlFrame.PING, ByteBuffer.allocate(0));
            }
            probeTimer = loop().schedule(PROBE, this::probe);
        }
    }

    private void watchSilence() {
        Duration limit = session.settings().idleTimeout();
        if (limit != null) {
            idleTimer = loop().schedule(limit.dividedBy(SILENT_LOOKS), this::judgeSilence);
        }
    }

    private void judgeSilence() {
        silentLooks = heard || !reading ? 0 : (byte) (silentLooks + 1);
        heard = false;
        if (silentLooks < SILENT_LOOKS) {
            watchSilence();
        } else {
            session.socket().close(new CloseReason(CloseReason.GOING_AWAY.code(), "idle"));
        }
    }

    /** The output went above its high mark, or fell below the low one. */
    void stalled(boolean high) {
        Duration limit = session.settings().stallTimeout();
        cancel(stallTimer);
        stallTimer = high && limit != null ? loop().schedule(limit, session.admission()::stalled) : null;
    }

    void stop() {
        forgetUnfinished();
        cancel(idleTimer);
        cancel(probeTimer);
        cancel(stallTimer);
        if (messageRate != null) {
            messageRate.stop();
        }
    }

    private void forgetUnfinished() {
        if (unfinished != null) {
            cancel(unfinished.timer);
            unfinished = null;
        }
    }

    private static void cancel(@Nullable Cancellable timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
