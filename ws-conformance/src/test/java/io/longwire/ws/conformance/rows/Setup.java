package io.longwire.ws.conformance.rows;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** How our side differs from its defaults for a row. */
final class Setup {
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private BiConsumer<WebSocketServer.Builder, Supplier<Told>> server = (builder, handler) -> {};
    private Function<Told, ConnectionHandler> handler = told -> told;
    private UnaryOperator<ClientOptions> options = given -> given;
    private Input rehearsal = play -> {};
    private boolean ordinary = true;

    Setup() {
        settings.put("ws.plugins.heartbeat.enabled", false); // its pings to the neighbours are no row's doing
        settings.put("ws.watchdog.limit", "off"); // it goes by the machine's time, in which a machine may be slow
    }

    /** Whether there is no difference, so that rows may share a server. */
    boolean isOrdinary() {
        return ordinary;
    }

    void set(String key, Object value) {
        ordinary = false;
        settings.put(key, value);
    }

    void server(BiConsumer<WebSocketServer.Builder, Supplier<Told>> more) {
        ordinary = false;
        server = server.andThen(more);
    }

    void handler(Function<Told, ConnectionHandler> other) {
        ordinary = false;
        handler = other;
    }

    ConnectionHandler handler(Told told) {
        return handler.apply(told);
    }

    void rehearsal(Input first) {
        ordinary = false;
        rehearsal = first;
    }

    /** What a peer does before anything is measured. */
    Input rehearsal() {
        return rehearsal;
    }

    void options(UnaryOperator<ClientOptions> other) {
        ordinary = false;
        options = other;
    }

    void prepare(WebSocketServer.Builder builder, Supplier<Told> handler) {
        settings.forEach(builder::set);
        server.accept(builder, handler);
    }

    void prepare(WebSocketClient.Builder builder) {
        settings.forEach(builder::set);
    }

    ClientOptions options(ClientOptions given) {
        return options.apply(given);
    }
}
