package io.longwire.ws.testkit;

import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection in a test: writes down what it is told, judges it by the laws that hold in every test, and sends
 * what it is given as the wire takes it.
 */
class Recorder implements Receiver {
    private final Lab lab;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<String> events = new ArrayList<>();
    private final Queue<ByteBuffer> pending = new ArrayDeque<>();
    private @Nullable GuardedWire wire;
    private boolean mayRead = true;
    private @Nullable Throwable cause;

    Recorder(Lab lab) {
        this.lab = lab;
    }

    /** The wire was accepted; on its loop. */
    void accepted(GuardedWire accepted) {
        synchronized (lab) {
            wire = accepted;
            note("accepted");
        }
    }

    /** The wire, once there is one. */
    final GuardedWire wire() {
        synchronized (lab) {
            if (wire == null) {
                throw new AssertionError("no wire was accepted");
            }
            return wire;
        }
    }

    final boolean connected() {
        synchronized (lab) {
            return wire != null;
        }
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        byte[] copy = Hex.copy(bytes);
        synchronized (lab) {
            check("onBytes");
            lab.law(mayRead, "onBytes while reading was off");
            lab.law(copy.length > 0, "onBytes without bytes");
            lab.law(!saw("end"), "onBytes after onEnd");
            received.writeBytes(copy);
            note("bytes");
        }
    }

    @Override
    public void onWritable() {
        synchronized (lab) {
            check("onWritable");
            lab.law(wire().leftBytes, "onWritable though no write had left bytes");
            wire().leftBytes = false;
            note("writable");
        }
        pump();
    }

    @Override
    public void onEnd() {
        synchronized (lab) {
            check("onEnd");
            lab.law(!saw("end"), "onEnd twice");
            note("end");
        }
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        synchronized (lab) {
            check("onClosed");
            cause = why;
            note("closed");
        }
    }

    /** Sends it all, now and whenever the wire takes more; on the loop. What was taken is overwritten with zeroes behind the wire. */
    final void send(ByteBuffer bytes) {
        pending.add(bytes);
        pump();
    }

    final void send(String text) {
        send(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void pump() {
        for (ByteBuffer next = pending.peek(); next != null; next = pending.peek()) {
            int from = next.position();
            wire().write(next);
            if (!next.isReadOnly()) {
                next.put(from, new byte[next.position() - from]);
            }
            if (next.hasRemaining()) {
                return;
            }
            pending.remove();
        }
    }

    /** Whether all that was to be sent was taken; on the loop. */
    final boolean idle() {
        return pending.isEmpty();
    }

    /** Turns reading on or off; on the loop, where it takes effect at once. */
    final void readable(boolean enabled) {
        synchronized (lab) {
            mayRead = enabled;
        }
        wire().readable(enabled);
    }

    final byte[] bytes() {
        synchronized (lab) {
            return received.toByteArray();
        }
    }

    final int count() {
        synchronized (lab) {
            return received.size();
        }
    }

    final String text() {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }

    final boolean saw(String event) {
        synchronized (lab) {
            return events.contains(event);
        }
    }

    /** What happened, in order, with one entry for a row of onBytes. */
    final List<String> events() {
        synchronized (lab) {
            return List.copyOf(events);
        }
    }

    final @Nullable Throwable cause() {
        synchronized (lab) {
            return cause;
        }
    }

    private void note(String event) {
        if (!event.equals("bytes") || !events.get(events.size() - 1).equals("bytes")) {
            events.add(event);
        }
        lab.notifyAll();
    }

    private void check(String callback) {
        Wire here = wire();
        lab.law(here.loop().inLoop(), callback + " not on the wire's loop");
        lab.law(!wire().isInside(), callback + " before a method of the wire returned");
        lab.law(!saw("closed"), callback + " after onClosed");
    }

    @Override
    public String toString() {
        return events() + " " + count() + " bytes, cause " + cause();
    }
}
