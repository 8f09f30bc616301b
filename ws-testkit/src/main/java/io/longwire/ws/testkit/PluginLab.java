package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A plug-in in an engine of two loops that does what an engine does, in an order that chance gives. */
final class PluginLab implements AutoCloseable {
    /** How connections end. */
    static final List<Closed> ENDS = List.of(
            new Closed(1000, "", Initiator.PEER, null),
            new Closed(1001, "bye", Initiator.LOCAL, null),
            new Closed(Closed.NO_STATUS, "", Initiator.PEER, null),
            new Closed(Closed.ABNORMAL, "", Initiator.NOBODY, null),
            new Closed(Closed.ABNORMAL, "", Initiator.NOBODY, new IOException("connection reset by peer")),
            new Closed(Closed.ABNORMAL, "", Initiator.LOCAL, new IOException("cut")),
            new Closed(1002, "", Initiator.LOCAL, new IllegalStateException("the peer broke the protocol")),
            new Closed(1011, "", Initiator.LOCAL, new IllegalStateException("a handler threw")));

    private final SplittableRandom random;
    final ManualClock clock = new ManualClock();
    final List<ManualLoop> loops = List.of(new ManualLoop(clock), new ManualLoop(clock));
    final FakePluginContext context;
    final Plugin plugin;
    private final List<Connection> open = new ArrayList<>();
    private boolean closed;

    PluginLab(PluginUnderTest test) {
        this(test, test.provider(), 1);
    }

    PluginLab(PluginUnderTest test, PluginProvider provider, long seed) {
        random = new SplittableRandom(seed);
        context = new FakePluginContext(test.settings(), loops.get(0), loops.get(1));
        test.prepare(context);
        plugin = provider.create(context);
        clock.runPending();
    }

    /** One connection and what the plug-in made to watch it. */
    record Connection(RecordingWebSocket socket, ConnectionWatcher watcher) {}

    Connection connect() {
        ManualLoop loop = loops.get(random.nextInt(2));
        RecordingWebSocket socket = new RecordingWebSocket(loop);
        ConnectionWatcher[] watcher = new ConnectionWatcher[1];
        on(loop, () -> watcher[0] = plugin.watch(socket, loop));
        assertThat(watcher[0]).as("what watch returned").isNotNull();
        Connection connection = new Connection(socket, watcher[0]);
        open.add(connection);
        return connection;
    }

    /** Anything that may happen to an open connection, and some time. */
    void live(Connection connection) {
        ConnectionWatcher watcher = connection.watcher();
        MessageKind kind = random.nextBoolean() ? MessageKind.TEXT : MessageKind.BINARY;
        on(connection.socket().loop(), () -> {
            switch (random.nextInt(7)) {
                case 0 -> watcher.onInbound();
                case 1 -> {
                    watcher.onInbound();
                    watcher.onMessage(kind, random.nextLong(1L << random.nextInt(1, 40)));
                }
                case 2 -> watcher.onSent(kind, random.nextInt(1 << 20));
                case 3 -> pong(watcher);
                case 4 -> watcher.onReading(false);
                case 5 -> watcher.onReading(true);
                default -> connection.socket().close(CloseReason.NORMAL);
            }
        });
        clock.advance(Duration.ofMillis(random.nextInt(1 << random.nextInt(1, 18))));
    }

    /** An answer to a Ping, asked for or not, that is gone when the call returns. */
    private void pong(ConnectionWatcher watcher) {
        byte[] bytes = Payloads.random(random.nextInt(126), random.nextInt());
        ByteBuffer lent = random.nextBoolean() ? Payloads.direct(bytes) : ByteBuffer.wrap(bytes.clone());
        watcher.onPong(lent);
        assertThat(Hex.of(lent.duplicate().clear())).as("a borrowed payload").isEqualTo(Hex.of(bytes));
        lent.clear().put(new byte[bytes.length]);
    }

    /** Ends a connection, and keeps it from being used. */
    void end(Connection connection, Closed how) {
        open.remove(connection);
        connection.socket().end();
        on(connection.socket().loop(), () -> {
            Map<String, Object> facts = connection.watcher().facts();
            assertThat(facts).as("facts").doesNotContainKey(null).doesNotContainValue(null);
            connection.watcher().onClose(how, connection.socket().record(facts));
        });
    }

    void endAll() {
        for (Connection connection : List.copyOf(open)) {
            end(connection, ENDS.get(random.nextInt(ENDS.size())));
        }
    }

    /** Runs a callback in a turn of a loop, as an engine does; what it throws is thrown here. */
    void on(ManualLoop loop, Runnable callback) {
        loop.execute(callback);
        clock.runPending();
    }

    /** Closes the plug-in as an engine does: when all connections have ended, on a thread that is no loop's. */
    void shutDown() {
        if (!closed) {
            closed = true;
            endAll();
            ManualLoop.outside(plugin::close);
            clock.runPending();
        }
    }

    @Override
    public void close() {
        shutDown();
    }
}
