package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.MessageKind;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Those who watch a connection for plug-ins. Most connections have none: then it is a look at an empty array. Loop only. */
final class Watchers {
    private static final ConnectionWatcher[] NOBODY = {};

    private final ConnectionWatcher[] all;

    Watchers(List<Plugin> plugins, WebSocket socket, Loop loop) {
        ConnectionWatcher[] watchers = plugins.stream()
                .map(plugin -> plugin.watch(socket, loop))
                .filter(watcher -> watcher != ConnectionWatcher.NONE)
                .toArray(ConnectionWatcher[]::new);
        this.all = watchers.length == 0 ? NOBODY : watchers;
    }

    void inbound() {
        for (ConnectionWatcher watcher : all) {
            watcher.onInbound();
        }
    }

    void message(MessageKind kind, long bytes) {
        for (ConnectionWatcher watcher : all) {
            watcher.onMessage(kind, bytes);
        }
    }

    void sent(MessageKind kind, long bytes) {
        for (ConnectionWatcher watcher : all) {
            watcher.onSent(kind, bytes);
        }
    }

    void pong(ByteBuffer payload) {
        for (ConnectionWatcher watcher : all) {
            watcher.onPong(payload);
        }
    }

    void reading(boolean now) {
        for (ConnectionWatcher watcher : all) {
            watcher.onReading(now);
        }
    }

    /** What they know of the connection. One that fails does not keep the others from being asked, nor the end from being told. */
    Map<String, Object> facts(Consumer<Throwable> failed) {
        Map<String, Object> facts = new TreeMap<>();
        for (ConnectionWatcher watcher : all) {
            contain(() -> facts.putAll(watcher.facts()), failed);
        }
        return facts;
    }

    void closed(Closed how, ConnectionRecord connection, Consumer<Throwable> failed) {
        for (ConnectionWatcher watcher : all) {
            contain(() -> watcher.onClose(how, connection), failed);
        }
    }

    private static void contain(Runnable step, Consumer<Throwable> failed) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            failed.accept(failure);
        }
    }
}
