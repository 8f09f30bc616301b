package io.longwire.ws.heartbeat;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.WebSocket;
import java.time.Duration;
import java.util.Optional;

/**
 * What the heartbeat knows of a connection. A service: {@code handshake.service(Heartbeat.class)}, {@code
 * server.service(Heartbeat.class)}, or injected. Any thread.
 */
public interface Heartbeat {
    /** The round trip as an attribute of the connection; there from the first answered Ping on. */
    AttributeKey<RoundTrip> ROUND_TRIP = AttributeKey.of("ws.heartbeat.round-trip");

    /** Both figures of a connection; empty until a Ping was answered. The object is live: it goes on with the connection. */
    Optional<RoundTrip> roundTrip(WebSocket socket);

    /** The time that the last answered Ping took there and back; empty until one was answered. */
    default Optional<Duration> rtt(WebSocket socket) {
        return roundTrip(socket).map(RoundTrip::last);
    }
}
