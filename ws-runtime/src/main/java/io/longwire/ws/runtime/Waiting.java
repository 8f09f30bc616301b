package io.longwire.ws.runtime;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line of what a session has to send and the socket does not take yet: messages, whole, and among them the marks of {@code
 * flushed()} and the steps of the session's end. Loop only.
 *
 * <p>A mark fails when a message before it is dropped; if there is no mark behind that message, the next one fails.
 */
final class Waiting {
    private final ArrayDeque<Outgoing> line = new ArrayDeque<>(4);
    private final SessionSocket socket;
    private @Nullable Writers writers;
    private @Nullable Map<Object, Outgoing.Shared> slots;
    private long turns;
    private long bytes;
    private int marks;
    private boolean lost;

    Waiting(SessionSocket socket) {
        this.socket = socket;
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /** Payload bytes of what waits. */
    long bytes() {
        return bytes;
    }

    @Nullable
    Outgoing first() {
        return line.peek();
    }

    /** Puts something at the end of the line. Its bytes are counted as buffered already. */
    void add(Outgoing outgoing) {
        if (outgoing instanceof Outgoing.Mark mark) {
            if (lost) {
                lost = false;
                mark.reached.completeExceptionally(dropped());
                return;
            }
            marks++;
        } else if (outgoing instanceof Outgoing.Shared shared && shared.slot() != null) {
            if (slots == null) {
                slots = new HashMap<>();
            }
            slots.put(shared.slot(), shared);
        }
        outgoing.turn = ++turns;
        bytes += outgoing.size();
        line.add(outgoing);
    }

    /** Puts a message that was begun before all others. Its bytes are counted as buffered already. */
    void addFirst(Outgoing begun) {
        bytes += begun.size();
        line.addFirst(begun);
    }

    /** A message in the line has got so many bytes more. They are counted as buffered already. */
    void grow(long more) {
        bytes += more;
    }

    /** So many bytes of the first have left. */
    void shrink(long left) {
        bytes -= left;
        socket.addBuffered(-left);
    }

    /** Lets who sent a part of a message wait until the next is wanted. */
    void writer(Outgoing.Part part) {
        if (writers == null) {
            writers = new Writers(socket.session);
        }
        writers.add(part);
    }

    /** There is room for the next parts. */
    void tellWriters() {
        if (writers != null) {
            writers.tell();
        }
    }

    /** Takes the first out: its turn has come. */
    void remove() {
        left(line.remove());
    }

    private void left(Outgoing outgoing) {
        bytes -= outgoing.size();
        socket.addBuffered(-outgoing.size());
        if (outgoing instanceof Outgoing.Mark) {
            marks--;
        } else if (slots != null && outgoing instanceof Outgoing.Shared shared && shared.slot() != null) {
            slots.remove(shared.slot(), shared);
        }
    }

    /** The message that waits under an equal key. */
    Outgoing.@Nullable Shared slot(Object key) {
        return slots == null ? null : slots.get(key);
    }

    /** Gives a newer message the place of one that waits. Its bytes are counted as buffered already. */
    void replace(Outgoing.Shared slot, Message newer) {
        bytes += newer.size() - slot.size();
        socket.addBuffered(-slot.size());
        slot.message = newer;
        lost(slot.turn);
    }

    /** Drops the oldest message that may be dropped to make room; false when there is none. */
    boolean dropOldest() {
        for (Iterator<Outgoing> all = line.iterator(); all.hasNext(); ) {
            Outgoing outgoing = all.next();
            if (outgoing.overflow() == Overflow.DROP_OLDEST) {
                all.remove();
                left(outgoing);
                lost(outgoing.turn);
                return true;
            }
        }
        return false;
    }

    /** A message that was accepted is not in the line, and will not be. */
    void lost() {
        lost(turns);
    }

    private void lost(long turn) {
        boolean told = false;
        if (marks > 0) {
            for (Iterator<Outgoing> all = line.iterator(); all.hasNext(); ) {
                if (all.next() instanceof Outgoing.Mark mark && mark.turn > turn) {
                    all.remove();
                    marks--;
                    told = true;
                    mark.reached.completeExceptionally(dropped());
                }
            }
        }
        lost |= !told;
    }

    private static IOException dropped() {
        return new IOException("a message was dropped, as its overflow policy says");
    }

    /** Whether a message waits whose peer is not to be waited for. */
    boolean isStrict() {
        for (Outgoing outgoing : line) {
            if (outgoing.overflow() == Overflow.DISCONNECT) {
                return true;
            }
        }
        return false;
    }

    /** Drops all but Close frames: the connection ends. Returns how many messages there were. */
    int drop(IOException why) {
        int messages = 0;
        ArrayDeque<Outgoing> all = new ArrayDeque<>(line);
        line.clear();
        for (Outgoing outgoing : all) {
            if (outgoing instanceof Outgoing.Control) {
                line.add(outgoing);
            } else {
                left(outgoing);
                messages += outgoing.isMessage() ? 1 : 0;
                outgoing.lost(why);
            }
        }
        if (writers != null) {
            writers.fail(why);
        }
        return messages;
    }
}
