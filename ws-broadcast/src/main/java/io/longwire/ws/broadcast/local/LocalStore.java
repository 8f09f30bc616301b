package io.longwire.ws.broadcast.local;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Stored;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The histories, and the nodes that are told. A {@link Log}'s lock makes the order of its topic, for all nodes. */
final class LocalStore {
    private static final int FEWEST_TO_SWEEP = 1024;

    final List<LocalBackplane> nodes = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, Log> logs = new ConcurrentHashMap<>();
    private volatile int sweepAt = FEWEST_TO_SWEEP;

    Published publish(Outgoing publication, long now) {
        if (!publication.retention().keeps()) {
            tellUnkept(publication.topic(), new Stored(Position.NONE, publication.data()));
            return Published.UNKEPT;
        }
        return with(publication.topic(), now, log -> {
            Position known = log.known(publication.key(), now);
            if (known != null) {
                return new Published(known, true);
            }
            Stored stored = log.append(publication, now);
            tell(publication.topic(), stored);
            return new Published(stored.position(), false);
        });
    }

    /** Under the lock of the topic's history, which is made when there is none. */
    <T> T with(String topic, long now, Function<Log, T> task) {
        sweep(now);
        while (true) {
            Log log = logs.computeIfAbsent(topic, name -> new Log(now));
            synchronized (log) {
                if (!log.dropped) {
                    return task.apply(log);
                }
            }
        }
    }

    private synchronized void tellUnkept(String topic, Stored publication) {
        tell(topic, publication);
    }

    private void tell(String topic, Stored publication) {
        for (LocalBackplane node : nodes) {
            node.hear(topic, publication);
        }
    }

    /** Drops histories that have run out and that nobody listens to, whenever there are twice as many as were left. */
    private void sweep(long now) {
        if (logs.size() < sweepAt) {
            return;
        }
        logs.forEach((topic, log) -> {
            synchronized (log) {
                if (log.isOver(now) && nodes.stream().noneMatch(node -> node.listensTo(topic))) {
                    log.dropped = true;
                    logs.remove(topic, log);
                }
            }
        });
        sweepAt = Math.max(FEWEST_TO_SWEEP, 2 * logs.size());
    }
}
