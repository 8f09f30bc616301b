package io.longwire.ws.spi;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * What a connection did in its life: with {@link io.longwire.ws.Closed}, which says who ended it and why, the one structured
 * record of each connection. {@link ConnectionWatcher#onClose} gets it, and the logger {@code io.longwire.ws.connections} at
 * level {@code DEBUG}.
 *
 * @param id the connection's number, as {@link io.longwire.ws.WebSocket#id}
 * @param path the path of its request target
 * @param remote the client's address, as {@link io.longwire.ws.Handshake#remote}
 * @param open how long it was open
 * @param messagesIn whole messages received
 * @param bytesIn bytes received, frames and control frames included
 * @param messagesOut whole messages handed to the socket
 * @param bytesOut bytes handed to the socket, frames and control frames included
 * @param peakBufferedBytes the most bytes that ever waited to be sent
 * @param facts what plug-ins know of it, by name ({@link ConnectionWatcher#facts}), for example {@code rtt}
 */
public record ConnectionRecord(
        long id,
        String path,
        SocketAddress remote,
        Duration open,
        long messagesIn,
        long bytesIn,
        long messagesOut,
        long bytesOut,
        long peakBufferedBytes,
        Map<String, Object> facts) {
    public ConnectionRecord {
        facts = Map.copyOf(facts);
    }
}
