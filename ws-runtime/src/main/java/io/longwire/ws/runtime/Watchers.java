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

/**
 * Those who watch a connection for plug-ins, where there are several. Mostly there is one, which then stands for itself, or
 * none. Loop only.
 */
final class Watchers implements ConnectionWatcher {
    private final ConnectionWatcher[] all;

    private Watchers(ConnectionWatcher[] all) {
        this.all = all;
    }

    static ConnectionWatcher of(List<Plugin> plugins, WebSocket socket, Loop loop) {
        ConnectionWatcher[] all = plugins.stream()
                .map(plugin -> plugin.watch(socket, loop))
                .filter(watcher -> watcher != NONE)
                .toArray(ConnectionWatcher[]::new);
        return switch (all.length) {
            case 0 -> NONE;
            case 1 -> all[0];
            default -> new Watchers(all);
        };
    }

    @Override
    public void onInbound() {
        for (ConnectionWatcher watcher : all) {
            watcher.onInbound();
        }
    }

    @Override
    public void onMessage(MessageKind kind, long bytes) {
        for (ConnectionWatcher watcher : all) {
            watcher.onMessage(kind, bytes);
        }
    }

    @Override
    public void onSent(MessageKind kind, long bytes) {
        for (ConnectionWatcher watcher : all) {
            watcher.onSent(kind, bytes);
        }
    }

    @Override
    public void onPong(ByteBuffer payload) {
        for (ConnectionWatcher watcher : all) {
            watcher.onPong(payload);
        }
    }

    @Override
    public void onReading(boolean now) {
        for (ConnectionWatcher watcher : all) {
            watcher.onReading(now);
        }
    }

    /** What they know of the connection. One that fails does not keep the others from being asked, nor the end from being told. */
    static Map<String, Object> facts(ConnectionWatcher watcher, Consumer<Throwable> failed) {
        Map<String, Object> facts = new TreeMap<>();
        for (ConnectionWatcher one : each(watcher)) {
            contain(() -> facts.putAll(one.facts()), failed);
        }
        return facts;
    }

    static void closed(ConnectionWatcher watcher, Closed how, ConnectionRecord connection, Consumer<Throwable> failed) {
        for (ConnectionWatcher one : each(watcher)) {
            contain(() -> one.onClose(how, connection), failed);
        }
    }

    private static ConnectionWatcher[] each(ConnectionWatcher watcher) {
        return watcher instanceof Watchers several ? several.all : new ConnectionWatcher[] {watcher};
    }

    private static void contain(Runnable step, Consumer<Throwable> failed) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            failed.accept(failure);
        }
    }
}
