package io.longwire.ws.runtime;

import io.longwire.ws.codec.Violation;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for the peer's messages, of a connection that has a limit. The credit is time: a second buys {@code
 * message-rate} messages. When it is used up, reading pauses until it is not; what was read before is delivered, and leaves a
 * debt. Loop only.
 */
final class MessageRate {
    /** Pauses of this length together, without a full bucket between them, and the peer is not to be held to the rate. */
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    /** A pause of less would cost more than it spares. */
    private static final long SHORTEST = Duration.ofMillis(10).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Session session;
    private final Loop loop;
    private final long rate;
    private final long full;
    private long credit;
    private long at;
    private long pausedAt;
    private long pausedFor;
    private @Nullable Cancellable pause;

    private MessageRate(Session session, Loop loop) {
        this.session = session;
        this.loop = loop;
        this.rate = session.settings().messageRate();
        this.full = session.settings().messageBurst() * SECOND;
        this.credit = full;
        this.at = loop.nanoTime();
    }

    /** Null where there is no limit. */
    static @Nullable MessageRate of(Session session, Loop loop) {
        return session.settings().messageRate() == 0 ? null : new MessageRate(session, loop);
    }

    /** A message has come. */
    void message() {
        refill();
        credit -= SECOND;
        if (credit < 0 && pause == null) {
            pausedAt = at;
            session.balance().stopReading(Balance.MESSAGE_RATE);
            look();
        }
    }

    private void refill() {
        long now = loop.nanoTime();
        credit += Math.min(now - at, (full - credit) / rate + 1) * rate;
        at = now;
        if (credit >= full) {
            credit = full;
            pausedFor = 0;
        }
    }

    private void look() {
        long debt = -credit / rate + 1;
        long patience = PATIENCE - pausedFor - (at - pausedAt);
        pause = loop.schedule(Duration.ofNanos(Math.max(SHORTEST, Math.min(debt, patience))), this::judge);
    }

    private void judge() {
        refill();
        pause = null;
        if (pausedFor + (at - pausedAt) >= PATIENCE) {
            session.fail(Violation.MESSAGE_RATE);
        } else if (credit < 0) {
            look();
        } else {
            pausedFor += at - pausedAt;
            session.balance().goOnReading(Balance.MESSAGE_RATE);
        }
    }

    void stop() {
        if (pause != null) {
            pause.cancel();
        }
    }
}
