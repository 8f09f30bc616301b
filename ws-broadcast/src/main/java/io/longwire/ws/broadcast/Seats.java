package io.longwire.ws.broadcast;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Overflow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The subscribers of one topic on one loop. */
final class Seats {
    private static final int FEWEST = 2;

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
            Member member = seat.member;
            for (Step step = first; step != end && step != null; step = step.next) {
                if (step.except == member) {
                    continue;
                }
                if (send(member, step, seat.overflow)) {
                    delivered++;
                } else {
                    refused++;
                }
            }
        }
        counts.delivered().add(delivered);
        counts.refused().add(refused);
    }

    /** A connection that fails is ended, in a task of its own: the others' turn is now. */
    private boolean send(Member member, Step step, Overflow overflow) {
        try {
            return member.socket.send(step.message(), overflow);
        } catch (RuntimeException broken) {
            lane.later(() -> member.socket.abort(CloseReason.INTERNAL_ERROR, broken));
            return false;
        }
    }

    int size() {
        return size;
    }
}
