package io.longwire.ws.spi;

import io.longwire.ws.Closed;
import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Told what happens on one connection, on its loop, before the handler is. It must not block, and acts only through the {@link
 * io.longwire.ws.WebSocket} it was given. An exception ends the connection with code 1011.
 */
public interface ConnectionWatcher {
    /** Watches nothing, at no cost. */
    ConnectionWatcher NONE = new ConnectionWatcher() {};

    /** Bytes of any kind arrived: the peer lives. */
    default void onInbound() {}

    /** A whole message arrived; the size is that of its payload in bytes after decoding. */
    default void onMessage(MessageKind kind, long bytes) {}

    /** A whole message was handed to the socket; the size is that of its payload in bytes before encoding. */
    default void onSent(MessageKind kind, long bytes) {}

    /** A Pong arrived (RFC 6455, 5.5.3). The payload is borrowed and read-only. */
    default void onPong(ByteBuffer payload) {}

    /** This side stopped (false) or went on (true) reading the socket. While it does not read, silence says nothing of the peer. */
    default void onReading(boolean reading) {}

    /**
     * The connection has ended: what this watcher knows of it for its {@link ConnectionRecord}, by name. Values are shown by
     * their {@code toString}, never payload or credentials. Asked before {@link #onClose}.
     */
    default Map<String, Object> facts() {
        return Map.of();
    }

    /** The connection has ended; last. */
    default void onClose(Closed how, ConnectionRecord connection) {}
}
