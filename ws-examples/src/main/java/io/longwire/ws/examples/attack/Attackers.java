package io.longwire.ws.examples.attack;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Hostile sockets, a thread each. One that the server has ended comes back after a moment. */
final class Attackers implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(250);
    private static final long STACK = 128 * 1024;

    private final int port;
    private final Set<RawClient> open = ConcurrentHashMap.newKeySet();
    private final Map<Assault, Long> ended = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Attackers(int port, int sockets) {
        this.port = port;
        Assault[] kinds = Assault.values();
        for (int i = 0; i < sockets; i++) {
            Assault kind = kinds[i % kinds.length];
            Thread thread = new Thread(null, () -> attack(kind), "attacker-" + i, STACK);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    Attackers start() {
        threads.forEach(Thread::start);
        return this;
    }

    private void attack(Assault kind) {
        while (!over) {
            try (RawClient client = new RawClient(Remote.loopback(port), kind.isNarrow())) {
                open.add(client);
                try {
                    kind.run(client, this::check);
                } finally {
                    open.remove(client);
                }
            } catch (Assault.TimeIsOver done) {
                return;
            } catch (IOException cut) { // by a Close and FIN, or by a reset that fails our next write
                if (!over) {
                    ended.merge(kind, 1L, Long::sum);
                }
            }
            LockSupport.parkNanos(REST.toNanos());
        }
    }

    private void check() throws Assault.TimeIsOver {
        if (over) {
            throw new Assault.TimeIsOver();
        }
    }

    /** How often the server has ended a connection of this kind. */
    long ended(Assault kind) {
        return ended.getOrDefault(kind, 0L);
    }

    /** Ends them all. */
    @Override
    public void close() {
        over = true;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            for (RawClient client : open) {
                try {
                    client.close();
                } catch (IOException e) {
                    // It is gone, which is what was wanted.
                }
            }
            LockSupport.parkNanos(REST.toNanos());
        }
    }
}
