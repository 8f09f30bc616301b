package io.longwire.ws.heartbeat;

import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One {@link Sweep} per loop, one {@link Pulse} per connection. */
final class HeartbeatPlugin implements Plugin, Heartbeat {
    private final HeartbeatSettings settings;
    private final Counts counts;
    private final Map<Loop, Sweep> sweeps = new ConcurrentHashMap<>();

    HeartbeatPlugin(HeartbeatSettings settings, Counts counts) {
        this.settings = settings;
        this.counts = counts;
    }

    @Override
    public ConnectionWatcher watch(WebSocket socket, Loop loop) {
        return sweeps.computeIfAbsent(loop, one -> new Sweep(one, settings, counts))
                .add(socket);
    }

    @Override
    public void close() {
        sweeps.values().forEach(Sweep::close);
    }

    @Override
    public Optional<RoundTrip> roundTrip(WebSocket socket) {
        return Optional.ofNullable(socket.attribute(ROUND_TRIP));
    }
}
