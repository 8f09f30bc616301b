package io.longwire.ws;

import io.longwire.ws.spi.EngineProvider;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A server. It is made by {@link #builder()}, started once or again after it was stopped, and may be used from any thread.
 */
public interface WebSocketServer extends AutoCloseable {
    /**
     * A builder of the engine that is on the class path or module path.
     *
     * @throws StartFailed when there is none; the sentence names the artifact to add
     */
    static Builder builder() {
        return EngineProvider.find().serverBuilder();
    }

    /**
     * Opens the listeners. Returns this server.
     *
     * @throws StartFailed when it cannot start; nothing is left running
     * @throws IllegalStateException when it runs already
     */
    WebSocketServer start();

    /**
     * Ends the server in order: closes the listeners, sends Close frames with code 1012 spread over {@code
     * ws.server.drain.spread} (5 s), waits for the closing handshakes, and cuts what is left at {@code
     * ws.server.drain.total} (30 s). A handler that is at work has 5 s to finish before its connection is closed, and what
     * it sends goes out; past that, when all connections have ended, it is interrupted. Completes when the threads are gone.
     * May be called on any thread, a handler's too; a second call gives the same stage.
     */
    default CompletionStage<Void> stop() {
        return stop(drain -> {});
    }

    /**
     * As {@link #stop()}.
     *
     * @param progress told at the beginning, about once a second, and at the end, on a thread of its own; the first call's counts
     */
    CompletionStage<Void> stop(Consumer<? super Drain> progress);

    /** Waits until the server has stopped. */
    void join() throws InterruptedException;

    /**
     * {@link #stop()} without spreading and without waiting for handlers, and waits for it; called by a handler or on a thread of the
     * server it does not wait. A stop that is under way is hurried.
     */
    @Override
    void close();

    /**
     * The port of the first listener: the one the system chose when 0 was asked for.
     *
     * @throws IllegalStateException when the server does not run or its first listener has no port
     */
    int port();

    /** The addresses of the listeners, in order. */
    List<SocketAddress> addresses();

    /**
     * Reads the files of {@code ws.server.tls} again. Connections that come after it see the new certificates; those that are
     * open stay as they are.
     *
     * @throws StartFailed when a file is missing or wrong; then the old certificates stay in use
     * @throws IllegalStateException when the server does not run, or its TLS is not configured by files
     */
    void reloadCertificates();

    /**
     * Reads the configuration again: the file given to {@link Builder#config}, system properties and the files of {@code
     * ws.server.tls}; what was set in code stays. It is proved first as by {@link Builder#check}, for which plug-ins and a
     * transport are made and closed again. Then connections that come after it get what is marked {@code new-connections} in
     * docs/configuration.md; those that are open keep what they began with. Not on a thread of the server.
     *
     * @return the keys that have changed
     * @throws StartFailed when anything is wrong; then nothing has changed, and the message tells all that is
     * @throws IllegalStateException when the server does not run
     */
    Reload reload();

    /** How many connections are open. */
    int connections();

    /**
     * A service that a plug-in provides.
     *
     * @throws IllegalArgumentException when no plug-in provides it; the sentence names those that are there
     */
    <T> T service(Class<T> type);

    /**
     * What is counted since the start and what gauges show now, by name, with labels as {@code name{label=value}}; a histogram
     * is its {@code name.count} and {@code name.sum}. docs/meters.md lists all of them. A copy.
     */
    Map<String, Long> counters();

    /** What it is set to; when it does not run, what it was set to when it was built. */
    EffectiveConfiguration describe();

    /**
     * Puts a server together. Every setting can be given here; what is not given comes from {@link #config}, then from the
     * {@code reference.conf} files. Not thread-safe.
     */
    interface Builder {
        /** The host name or address to listen on: {@code ws.server.host}, 127.0.0.1 by default. */
        Builder host(String host);

        /** The port to listen on, 0 to let the system choose: {@code ws.server.port}, 8080 by default. */
        Builder port(int port);

        /**
         * Speaks TLS with the keys and the trust of a context; {@code ws.server.tls} says the rest. Without this call the files
         * that are named there count, once {@code ws.server.tls.enabled} is true.
         */
        Builder tls(SSLContext context);

        /** The name of the transport: {@code ws.transport}. */
        Builder transport(String name);

        /** A transport that need not be on the class path's list of services; it is chosen by its name. */
        Builder transport(TransportProvider provider);

        /** An endpoint with a handler for each connection, on {@link Dispatch#WORKER}. */
        default Builder endpoint(String path, Supplier<? extends ConnectionHandler> handler) {
            return endpoint(path, Dispatch.WORKER, handler);
        }

        /** An endpoint with a handler for each connection, and {@link Overflow#DISCONNECT}. */
        default Builder endpoint(String path, Dispatch dispatch, Supplier<? extends ConnectionHandler> handler) {
            return endpoint(path, dispatch, Overflow.DISCONNECT, handler);
        }

        /** An endpoint with a handler for each connection. */
        Builder endpoint(
                String path, Dispatch dispatch, Overflow overflow, Supplier<? extends ConnectionHandler> handler);

        /** An endpoint. */
        Builder endpoint(EndpointProvider provider);

        /** A plug-in; it replaces one of the same class that ServiceLoader found. */
        Builder plugin(PluginProvider provider);

        /** An extension; it replaces one of the same class that ServiceLoader found. */
        Builder extension(ExtensionProvider provider);

        /** Where counts go besides {@link WebSocketServer#counters()}. */
        Builder meter(Meter meter);

        /**
         * Serves the files of a class path folder for GET and HEAD below a path; {@code index.html} stands for a folder.
         *
         * @param path for example {@code /}
         * @param loader finds the resources
         * @param folder for example {@code io/acme/chat/web}
         */
        Builder resources(String path, ClassLoader loader, String folder);

        /**
         * Serves a small document for GET and HEAD.
         *
         * @param contentType for example {@code application/json}
         * @param body called for each request on an event loop, so it must not block
         */
        Builder document(String path, String contentType, Supplier<byte[]> body);

        /** Reads a HOCON file over the {@code reference.conf} files. */
        Builder config(Path file);

        /**
         * Sets one key, for example {@code set("ws.limits.message", "4 MiB")}. It wins over every file.
         *
         * @param value a number, a boolean, a string as HOCON would read it, or a list of those
         */
        Builder set(String key, Object value);

        /**
         * Proves a configuration before it is used: does all that a start does, except to listen, and gives it back.
         *
         * @throws StartFailed when it would not start; the message tells all that is wrong
         */
        void check();

        /**
         * The server, not started.
         *
         * @throws StartFailed when a setting, a provider or a path is wrong
         */
        WebSocketServer build();

        /** {@link #build()} and {@link WebSocketServer#start()}. */
        default WebSocketServer start() {
            return build().start();
        }
    }
}
