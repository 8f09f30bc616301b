package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that a {@link Lane} has to do: somebody joins, somebody leaves, or (neither) a message goes to all. */
final class Step {
    /** What a publication counts besides its payload. */
    private static final int OVERHEAD = 64;

    final Seats seats;
    final @Nullable Seat joining;
    final @Nullable Seat leaving;
    final @Nullable Member except;
    private final @Nullable Message message;
    /** Before the loop took it the older one, afterwards the newer one. */
    @Nullable
    Step next;

    private Step(
            Seats seats,
            @Nullable Seat joining,
            @Nullable Seat leaving,
            @Nullable Message message,
            @Nullable Member except) {
        this.seats = seats;
        this.joining = joining;
        this.leaving = leaving;
        this.message = message;
        this.except = except;
    }

    static Step join(Seats seats, Seat seat) {
        return new Step(seats, seat, null, null, null);
    }

    static Step leave(Seats seats, Seat seat) {
        return new Step(seats, null, seat, null, null);
    }

    static Step publish(Seats seats, Message message, @Nullable Member except) {
        return new Step(seats, null, null, message, except);
    }

    boolean isPublication() {
        return message != null;
    }

    Message message() {
        return Objects.requireNonNull(message);
    }

    /** What it takes of {@code max-pending}. */
    long weight() {
        return message == null ? 0 : message.size() + OVERHEAD;
    }
}
