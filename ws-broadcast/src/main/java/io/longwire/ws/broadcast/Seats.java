package io.longwire.ws.broadcast;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subscribers of one topic on one loop. */
final class Seats {
    private static final int FEWEST = 2;

    private static final int NOTHING = 0;
    private static final int TAKEN = 1;
    private static final int REFUSED = 2;

    final Lane lane;
    /** How many have joined and not left; guarded by the {@link Roster}. The list below follows when its loop gets to it. */
    int members;

    private Seat[] list = new Seat[FEWEST];
    private int size;

    Seats(Lane lane) {
        this.lane = lane;
    }

    /** Loop only, as all that follows. */
    void add(Seat seat) {
        if (size == list.length) {
            list = Arrays.copyOf(list, size * 2);
        }
        seat.index = size;
        list[size++] = seat;
    }

    @SuppressWarnings("NullAway") // a free place of the array
    void remove(Seat seat) {
        Seat last = list[--size];
        list[seat.index] = last;
        last.index = seat.index;
        list[size] = null;
        if (size < list.length / 4 && list.length > FEWEST) {
            list = Arrays.copyOf(list, list.length / 2);
        }
    }

    /**
     * Sends publications that follow one another, subscriber by subscriber: so what one connection gets in a turn is
     * together.
     *
     * @param first the first of them
     * @param end the step after the last of them
     */
    void deliver(Step first, @Nullable Step end, Counts counts) {
        long delivered = 0;
        long refused = 0;
        for (int i = 0; i < size; i++) {
            Seat seat = list[i];
            long id = seat.member.id;
            for (Step step = first; step != end && step != null; step = step.next) {
                int sent = step.except == id ? NOTHING : send(seat, step.told());
                delivered += sent == TAKEN ? 1 : 0;
                refused += sent == REFUSED ? 1 : 0;
            }
        }
        counts.delivered().add(delivered);
        counts.refused().add(refused);
    }

    /** Tells who has joined what comes before everything else. */
    void greet(Seat seat, List<Told> greeting, Counts counts) {
        for (Told told : greeting) {
            int sent = send(seat, told);
            if (told.event instanceof Verdict verdict) {
                seat.at = verdict.at();
                seat.told(verdict);
            } else {
                (sent == TAKEN ? counts.delivered() : counts.refused()).add(sent == NOTHING ? 0 : 1);
            }
        }
    }

    /** A connection that fails is ended, in a task of its own: the others' turn is now. */
    private int send(Seat seat, Told told) {
        try {
            Message message = told.as(seat.rendering);
            if (message == null) {
                return NOTHING;
            }
            Position position = told.position();
            if (seat.dropped && position.isKept() && !tellDropped(seat, position)) {
                return REFUSED;
            }
            boolean taken = seat.member.socket.send(message, seat.overflow);
            if (position.isKept()) {
                seat.dropped = !taken;
                seat.at = taken ? position : seat.at;
            }
            return taken ? TAKEN : REFUSED;
        } catch (RuntimeException broken) {
            lane.later(() -> seat.member.socket.abort(CloseReason.INTERNAL_ERROR, broken));
            return REFUSED;
        }
    }

    /** Tells what the policy dropped before a publication, now that there seems to be room again. False when there is none. */
    private static boolean tellDropped(Seat seat, Position next) {
        Position before = new Position(next.epoch(), next.offset() - 1);
        Message message = new Told(new Verdict.Gap(seat.at, before, Verdict.Reason.OVERFLOW)).as(seat.rendering);
        return message == null || seat.member.socket.send(message, seat.overflow);
    }

    int size() {
        return size;
    }
}
