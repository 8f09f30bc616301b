package io.longwire.ws;

import io.longwire.ws.spi.EngineProvider;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;

/** A client: the loops that any number of outgoing connections share. It may be used from any thread. */
public interface WebSocketClient extends AutoCloseable {
    /**
     * A builder of the engine that is on the class path or module path.
     *
     * @throws StartFailed when there is none; the sentence names the artifact to add
     */
    static Builder builder() {
        return EngineProvider.find().clientBuilder();
    }

    /** Connects with the default {@link ClientOptions}. */
    default CompletionStage<WebSocket> connect(URI uri, ConnectionHandler handler) {
        return connect(uri, ClientOptions.DEFAULTS, handler);
    }

    /**
     * Connects and does the opening handshake. The stage completes after {@code onOpen} returned, and fails with {@link
     * HandshakeFailed} when the server refuses or answers wrongly, or with another {@link java.io.IOException} when it
     * cannot be reached in time; then no callback of the handler runs.
     *
     * @param uri {@code ws:} or {@code wss:} with a host, without a fragment (RFC 6455, 3)
     * @param handler a handler for this connection alone
     * @throws IllegalArgumentException when the URI is none of that
     */
    CompletionStage<WebSocket> connect(URI uri, ClientOptions options, ConnectionHandler handler);

    /** A service that a plug-in provides; as {@link WebSocketServer#service}. */
    <T> T service(Class<T> type);

    /** The counters by name; as {@link WebSocketServer#counters}. */
    Map<String, Long> counters();

    /** What it is set to; as {@link WebSocketServer#describe}. */
    EffectiveConfiguration describe();

    /** Closes every connection with code 1001, waits for them at most {@code ws.limits.close-timeout}, and ends the loops. */
    @Override
    void close();

    /** Puts a client together; the methods mean what they mean in {@link WebSocketServer.Builder}. Not thread-safe. */
    interface Builder {
        /** The keys and the trust for {@code wss:}, instead of the JDK's and what {@code ws.client.tls} names. */
        Builder tls(SSLContext context);

        Builder transport(String name);

        Builder transport(TransportProvider provider);

        Builder plugin(PluginProvider provider);

        Builder extension(ExtensionProvider provider);

        Builder meter(Meter meter);

        Builder config(Path file);

        Builder set(String key, Object value);

        /**
         * The client, ready to connect.
         *
         * @throws StartFailed when a setting or a provider is wrong
         */
        WebSocketClient build();
    }
}
