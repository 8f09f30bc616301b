package io.longwire.ws.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Connections to one server, and the thread that calls is their only one. Frames are masked before, replies compared byte by byte:
 * what a message costs here is little more than the two system calls it rides on.
 */
public final class Load implements AutoCloseable {
    private static final int BUFFER = 512 * 1024;
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Traffic traffic;
    private final Selector selector;
    private final List<Link> links = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Ring ring;
    private long received;

    /**
     * Opens the connections.
     *
     * @param raw whether the server speaks no WebSocket
     */
    public Load(int port, Traffic traffic, boolean raw) throws IOException {
        this.traffic = traffic;
        this.selector = Selector.open();
        this.ring = new Ring(traffic, raw);
        ByteBuffer plain = ByteBuffer.allocateDirect(64 * 1024);
        for (int i = 0; i < traffic.connections(); i++) {
            int first = traffic.cast() ? 0 : i % ring.count();
            links.add(Link.open(port, traffic, raw, ring, plain, first, selector));
        }
    }

    /**
     * Keeps as many messages under way as the traffic says, until it is enough, and then waits for the answers.
     *
     * @param enough asked twenty times a second
     * @return how many messages came
     */
    public long run(BooleanSupplier enough) throws IOException {
        long before = received;
        for (Link link : traffic.cast() ? links.subList(0, 1) : links) {
            link.send(traffic.inFlight());
        }
        long ask = System.nanoTime() + SLICE;
        while (true) {
            selector.select(key -> ready(key, true), 10);
            if (traffic.cast()) {
                publish();
            }
            if (System.nanoTime() - ask >= 0) {
                if (enough.getAsBoolean()) {
                    break;
                }
                ask = System.nanoTime() + SLICE;
            }
        }
        drain(key -> ready(key, false));
        return received - before;
    }

    private void ready(SelectionKey key, boolean answer) {
        try {
            Link link = (Link) key.attachment();
            int came = link.ready(buffer);
            received += came;
            if (answer && !traffic.cast()) {
                link.send(came);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message counts as under way until it has come everywhere, on average. */
    private void publish() throws IOException {
        Link publisher = links.get(0);
        long heard = received / links.size();
        publisher.send((int) Math.max(0, traffic.inFlight() - (publisher.sent() - heard)));
    }

    /** Waits for what is under way. */
    private void drain(Consumer<SelectionKey> ready) throws IOException {
        long until = System.nanoTime() + PATIENCE;
        while (missing() > 0) {
            if (System.nanoTime() - until > 0) {
                throw new IOException(missing() + " messages have not come");
            }
            selector.select(ready, 100);
        }
    }

    private long missing() {
        long sent = traffic.cast()
                ? links.get(0).sent() * links.size()
                : links.stream().mapToLong(Link::sent).sum();
        return sent - received;
    }

    /**
     * Sends at a fixed rate, whatever comes back, one connection after the other.
     *
     * @param rate messages a second over all connections
     * @param nanos how long
     * @return nanoseconds between the time at which each message was due and its answer; so a server that stalls does not make its
     *     own delay unseen
     */
    public Histogram runAt(double rate, long nanos) throws IOException {
        Histogram times = new Histogram(3);
        long start = System.nanoTime();
        long count = (long) (rate * nanos / 1e9);
        for (long i = 0; i < count; ) {
            long now = System.nanoTime();
            long due = start + (long) (i * 1e9 / rate);
            if (now - due >= 0) {
                links.get((int) (i % links.size())).sendDue(due);
                i++;
            }
            selector.selectNow(key -> answered(key, times));
        }
        drain(key -> answered(key, times));
        return times;
    }

    private void answered(SelectionKey key, Histogram times) {
        try {
            Link link = (Link) key.attachment();
            int came = link.ready(buffer);
            received += came;
            long now = System.nanoTime();
            for (int i = 0; i < came; i++) {
                times.recordValue(Math.max(0, now - link.takeDue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets so much time pass, and answers Pings in it. */
    public void idle(long nanos) throws IOException {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() - until < 0) {
            selector.select(key -> ready(key, false), 10);
        }
    }

    @Override
    public void close() throws IOException {
        for (Link link : links) {
            link.close();
        }
        selector.close();
    }
}
