package io.longwire.ws.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A network of one host within the process: {@link InMemoryTransport transports} and {@link MemoryPeer bare peers} that
 * listen and connect to each other, in a time that a test moves.
 *
 * <pre>{@code
 * var network = new MemoryNetwork().chunking(Chunking.byteByByte());
 * Transport transport = network.transport(1);
 * Listener listener = transport.listen(MemoryNetwork.anyAddress(), acceptor);
 * MemoryPeer peer = network.connect(listener.address());
 * peer.write("81 85 00 00 00 00 48 65 6c 6c 6f");
 * network.runPending();
 * assertThat(peer.readHex()).isEqualTo("81 05 48 65 6c 6c 6f");
 * }</pre>
 *
 * <p>Of an {@link InetSocketAddress} the port alone counts, and 0 asks for a free one. Any thread; but see {@link ManualLoop}
 * for who drives.
 */
public final class MemoryNetwork {
    private static final int DEFAULT_CAPACITY = 64 * 1024;
    private static final int FIRST_FREE_PORT = 32_768;
    private static final MemoryNetwork SHARED = new MemoryNetwork();

    /** Something that listens. */
    interface Port {
        /** A new connection: this end's half of it. */
        void offer(Half half);
    }

    /** One end of a connection. */
    record Half(Pipe in, Pipe out, SocketAddress local, SocketAddress remote) {
        /** Ends it without a word to this end. */
        void refuse() {
            out.reset();
            in.abandon();
        }
    }

    private final ManualClock clock;
    private final Map<Object, Port> ports = new HashMap<>();
    private int nextPort = FIRST_FREE_PORT;
    private int toListener = DEFAULT_CAPACITY;
    private int toConnector = DEFAULT_CAPACITY;
    private volatile Chunking chunking = Chunking.asWritten();

    /** A network with a clock of its own. */
    public MemoryNetwork() {
        this(new ManualClock());
    }

    /** A network whose loops run by a given clock. */
    public MemoryNetwork(ManualClock clock) {
        this.clock = clock;
    }

    /** The network of transports that were chosen by configuration, {@code ws.transport = memory}. */
    public static MemoryNetwork shared() {
        return SHARED;
    }

    /** An address to listen on, for which the network chooses the port. */
    public static SocketAddress anyAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** The clock that drives all loops of this network. */
    public ManualClock clock() {
        return clock;
    }

    /** {@link ManualClock#runPending} of this network's clock. */
    public void runPending() {
        clock.runPending();
    }

    /** {@link ManualClock#advance} of this network's clock. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /**
     * Sets how many bytes that were not read yet each direction of a new connection holds: a write takes no more. 64 KiB
     * unless set.
     *
     * @param towardsListener bytes, 1 or more
     * @param towardsConnector bytes, 1 or more
     */
    public synchronized MemoryNetwork capacity(int towardsListener, int towardsConnector) {
        if (towardsListener < 1 || towardsConnector < 1) {
            throw new IllegalArgumentException("a capacity is 1 byte or more");
        }
        toListener = towardsListener;
        toConnector = towardsConnector;
        return this;
    }

    /** Sets how wires are given what arrived; {@link Chunking#asWritten} unless set. Holds at once. */
    public MemoryNetwork chunking(Chunking cuts) {
        chunking = cuts;
        return this;
    }

    /** Makes a transport on this network, whose loops belong to the calling thread as {@link ManualLoop} tells. */
    public InMemoryTransport transport(int loops) {
        return new InMemoryTransport(this, loops);
    }

    /**
     * Connects a bare peer to whoever listens. It is connected at once, and accepted when the loop has had its turn.
     *
     * @throws ConnectException when nobody listens there
     */
    public MemoryPeer connect(SocketAddress address) throws ConnectException {
        return new MemoryPeer(join(address));
    }

    /**
     * Listens with bare peers, for what connects.
     *
     * @throws IOException when the address is taken
     */
    public MemoryPort listen(SocketAddress address) throws IOException {
        return new MemoryPort(this, address);
    }

    Chunking chunking() {
        return chunking;
    }

    synchronized SocketAddress bind(SocketAddress address, Port port) throws BindException {
        SocketAddress bound = address;
        if (address instanceof InetSocketAddress inet && inet.getPort() == 0) {
            bound = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        }
        if (ports.putIfAbsent(key(bound), port) != null) {
            throw new BindException("address already in use: " + bound);
        }
        return bound;
    }

    synchronized void free(SocketAddress bound, Port port) {
        ports.remove(key(bound), port);
    }

    /** Makes a connection and gives its other end to the listener. */
    synchronized Half join(SocketAddress address) throws ConnectException {
        Port port = ports.get(key(address));
        if (port == null) {
            throw new ConnectException("connection refused: nobody listens on " + address);
        }
        Pipe there = new Pipe(toListener);
        Pipe back = new Pipe(toConnector);
        SocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        port.offer(new Half(there, back, address, from));
        return new Half(back, there, from, address);
    }

    private int freePort() {
        int port = nextPort;
        while (ports.containsKey(port)) {
            port = after(port);
        }
        nextPort = after(port);
        return port;
    }

    private static int after(int port) {
        return port == 65_535 ? FIRST_FREE_PORT : port + 1;
    }

    private static Object key(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? (Object) inet.getPort() : address;
    }
}
