package io.longwire.ws.conformance.structure.broken.codec;

import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** A codec that knows the world. */
public final class World {
    private static final System.Logger LOG = System.getLogger("world");
    private final ReentrantLock lock = new ReentrantLock();
    private SocketChannel channel;

    private World() {}

    public static long here() {
        LOG.log(System.Logger.Level.INFO, Thread.currentThread().getName());
        return System.nanoTime() + System.currentTimeMillis() + Instant.now().getNano();
    }
}
