package io.longwire.ws.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP proxy on the loopback whose faults a test chooses, for what happens between a client and a server when the network is
 * at fault:
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(server.port())) {
 *     client.connect(URI.create("ws://127.0.0.1:" + proxy.port() + "/chat"), handler);
 *     proxy.toClient().segments(1);
 *     proxy.toServer().hold();
 *     proxy.toServer().pass(10);
 *     proxy.toServer().await(10);
 *     proxy.reset();
 * }
 * }</pre>
 *
 * <p>Bytes pass unchanged and in order unless a {@link FaultFlow flow} says otherwise; so do the end of a stream and a reset. What
 * is said of a flow holds for all connections, those that are there and those that come. Nothing happens by chance or by the
 * clock, but what {@link FaultFlow#delay} and {@link FaultFlow#rate} are asked for. Any thread.
 */
public final class FaultProxy implements AutoCloseable {
    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final FaultFlow toServer = new FaultFlow();
    private final FaultFlow toClient = new FaultFlow();
    private final List<FaultLink> links = new ArrayList<>();
    private final Thread accepting;
    private int accepted;
    private boolean refusing;
    private boolean closed;

    private FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.accepting = new Thread(this::accept, "fault-proxy-" + listener.getLocalPort());
        accepting.setDaemon(true);
        accepting.start();
    }

    /** A proxy before a port of this machine. */
    public static FaultProxy to(int port) throws IOException {
        return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** A proxy before an address. */
    public static FaultProxy to(InetSocketAddress target) throws IOException {
        return new FaultProxy(target);
    }

    /** The port to connect to, on the loopback. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What clients send. */
    public FaultFlow toServer() {
        return toServer;
    }

    /** What the server sends. */
    public FaultFlow toClient() {
        return toClient;
    }

    /** Ends all connections there are, on both sides, as if each had closed its socket. What is held is lost. */
    public void cut() {
        take().forEach(FaultLink::cut);
    }

    /** Resets all connections there are, on both sides. What is held is lost. */
    public void reset() {
        take().forEach(FaultLink::reset);
    }

    /**
     * From now on nothing passes in either direction, and nobody is told: what arrives is taken and thrown away, the end of a
     * stream too. To both sides the other one looks silent.
     */
    public void halfOpen() {
        toServer.drop(true);
        toClient.drop(true);
    }

    /** From now on new connections are closed as they come (true) or passed on (false). */
    public synchronized void refuse(boolean connections) {
        refusing = connections;
    }

    /** How many connections came so far, the refused ones too. */
    public synchronized int accepted() {
        return accepted;
    }

    /**
     * Waits until so many connections have come.
     *
     * @throws AssertionError when they have not after 20 s
     */
    public synchronized void awaitAccepted(int connections) throws InterruptedException {
        FaultFlow.await(
                this, () -> accepted >= connections, () -> accepted + " of " + connections + " connections came");
    }

    private synchronized List<FaultLink> take() {
        List<FaultLink> taken = List.copyOf(links);
        links.clear();
        return taken;
    }

    private void accept() {
        try {
            while (true) {
                admit(listener.accept());
            }
        } catch (IOException closing) {
            cut();
        }
    }

    private void admit(Socket client) {
        synchronized (this) {
            accepted++;
            notifyAll();
            if (!refusing && !closed) {
                try {
                    links.add(new FaultLink(
                            client, new Socket(target.getAddress(), target.getPort()), toServer, toClient));
                    return;
                } catch (IOException nobodyListens) {
                    // The client learns of it as of any server that is gone.
                }
            }
        }
        FaultLink.close(client);
    }

    /** Ends all connections and gives the port back; the proxy's threads have ended when it returns. */
    @Override
    public void close() throws IOException {
        List<FaultLink> left;
        synchronized (this) {
            closed = true;
            left = take();
        }
        listener.close();
        left.forEach(FaultLink::cut);
        try {
            accepting.join();
            for (FaultLink link : left) {
                link.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
