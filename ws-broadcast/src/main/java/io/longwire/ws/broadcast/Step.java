package io.longwire.ws.broadcast;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that a {@link Lane} has to do: somebody joins, somebody leaves, or (neither) all are told an event. */
final class Step {
    /** What an event counts besides its payload. */
    private static final int OVERHEAD = 64;

    final Seats seats;
    final @Nullable Seat joining;
    final @Nullable Seat leaving;
    /** What who joins is told first. */
    final List<Told> greeting;
    /** The number of the connection that is not told. */
    final long except;

    private final @Nullable Told told;
    private final long weight;
    /** Before the loop took it the older one, afterwards the newer one. */
    @Nullable
    Step next;

    private Step(
            Seats seats,
            @Nullable Seat joining,
            @Nullable Seat leaving,
            List<Told> greeting,
            @Nullable Told told,
            long except) {
        this.seats = seats;
        this.joining = joining;
        this.leaving = leaving;
        this.greeting = greeting;
        this.told = told;
        this.except = except;
        long size = told == null ? 0 : told.size() + OVERHEAD;
        for (Told one : greeting) {
            size += one.event instanceof Publication ? one.size() + OVERHEAD : 0;
        }
        weight = size;
    }

    static Step join(Seats seats, Seat seat, List<Told> greeting) {
        return new Step(seats, seat, null, greeting, null, Member.NOBODY);
    }

    static Step leave(Seats seats, Seat seat) {
        return new Step(seats, null, seat, List.of(), null, Member.NOBODY);
    }

    static Step tell(Seats seats, Told told, long except) {
        return new Step(seats, null, null, List.of(), told, except);
    }

    boolean isForAll() {
        return told != null;
    }

    Told told() {
        return Objects.requireNonNull(told);
    }

    /** What it takes of {@code max-pending}. */
    long weight() {
        return weight;
    }
}
