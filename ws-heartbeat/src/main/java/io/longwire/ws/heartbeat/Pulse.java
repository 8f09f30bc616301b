package io.longwire.ws.heartbeat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/**
 * What is known of one connection: 40 bytes, and no timer. What is heard sets a flag; the {@link Sweep} turns it into time.
 *
 * <pre>
 *   QUIET --- silent for the interval: Ping ---> ASKED --- silent for the timeout: cut
 *     ^                                            |
 *     +---------------- any byte ------------------+
 * </pre>
 */
final class Pulse implements ConnectionWatcher, RoundTrip {
    private static final byte QUIET = 0;
    private static final byte ASKED = 1;
    private static final byte GONE = 2;
    private static final CloseReason NO_ANSWER = new CloseReason(1011, "heartbeat");
    private static final CloseReason IDLE = new CloseReason(1001, "idle");

    private final WebSocket socket;
    private final Sweep sweep;
    private int due;
    private int sentMicros;
    private volatile int lastMicros;
    private volatile int smoothedMicros;
    private byte state = QUIET;
    private boolean heard;
    private boolean notReading;
    /** A Ping is out whose Pong has not come; other bytes may have shown life meanwhile. */
    private boolean unanswered;

    Pulse(WebSocket socket, Sweep sweep) {
        this.socket = socket;
        this.sweep = sweep;
        this.due = sweep.clock() + sweep.firstSilence();
    }

    @Override
    public void onInbound() {
        heard = true;
    }

    @Override
    public void onReading(boolean reading) {
        notReading = !reading;
        // What the peer did while we did not read is unknown: its time begins anew.
        heard |= reading;
    }

    @Override
    public Map<String, Object> facts() {
        return lastMicros == 0 ? Map.of() : Map.of("rtt", smoothed());
    }

    @Override
    public void onClose(Closed how, ConnectionRecord connection) {
        state = GONE;
    }

    boolean isGone() {
        return state == GONE;
    }

    void visit() {
        if (heard) {
            heard = false;
            state = QUIET;
            due = sweep.clock() + sweep.nextSilence();
        } else if (sweep.clock() - due >= 0 && !notReading && socket.isOpen()) {
            // A connection that is closing has a deadline of its own, ws.limits.close-timeout.
            actOnSilence();
        }
    }

    private void actOnSilence() {
        if (sweep.settings.interval().isEmpty()) {
            sweep.counts.idle().add(1);
            socket.close(IDLE);
        } else if (state == ASKED) {
            sweep.counts.timeouts().add(1);
            socket.abort(NO_ANSWER, new HeartbeatTimeout(sweep.settings.timeout()));
        } else {
            ping();
        }
    }

    private void ping() {
        // Before the call, because the connection may end within it.
        state = ASKED;
        due = sweep.clock() + (int) sweep.settings.timeout().toMillis();
        sentMicros = sweep.micros();
        unanswered = true;
        if (socket.ping(sweep.payload(sentMicros))) {
            sweep.counts.pings().add(1);
        }
    }

    /** A Pong that carries the last Ping's payload (RFC 6455, 5.5.3) gives the round trip; any other is mere life. */
    @Override
    public void onPong(ByteBuffer payload) {
        if (unanswered
                && payload.remaining() == Long.BYTES
                && payload.duplicate().getLong() == sweep.stamp(sentMicros)) {
            unanswered = false;
            measured(Math.max(0, sweep.micros() - sentMicros));
        }
    }

    private void measured(int micros) {
        sweep.counts.rtt().record(micros * 1_000L);
        boolean first = socket.attribute(Heartbeat.ROUND_TRIP) == null;
        smoothedMicros = first ? micros : (int) ((smoothedMicros * 7L + micros) / 8);
        lastMicros = micros;
        if (first) {
            socket.attribute(Heartbeat.ROUND_TRIP, this);
        }
    }

    @Override
    public Duration last() {
        return Duration.ofNanos(lastMicros * 1_000L);
    }

    @Override
    public Duration smoothed() {
        return Duration.ofNanos(smoothedMicros * 1_000L);
    }
}
