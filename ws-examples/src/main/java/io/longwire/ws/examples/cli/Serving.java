package io.longwire.ws.examples.cli;

import io.longwire.ws.WebSocketServer;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A server that runs until it is told to stop, by SIGTERM or SIGINT: an orderly end, and exit code 0. SIGHUP reloads. */
public final class Serving {
    private Serving() {}

    /**
     * Starts the server, tells where, and returns when it has stopped.
     *
     * @param page what to print on the second line before the address of the page, empty when there is no page
     */
    public static int run(WebSocketServer.Builder builder, ServerOptions options, Optional<String> page)
            throws InterruptedException {
        return run(
                builder,
                options,
                (server, authority) -> page.ifPresent(words -> {
                    System.out.println(
                            words + (ServerOptions.secure(server) ? " https://" : " http://") + authority + "/");
                    System.out.flush();
                }));
    }

    /**
     * Starts the server, tells where, and returns when it has stopped.
     *
     * @param then what is done when the server runs, given its authority
     */
    public static int run(
            WebSocketServer.Builder builder, ServerOptions options, BiConsumer<WebSocketServer, String> then)
            throws InterruptedException {
        options.applyTo(builder);
        WebSocketServer server = builder.start();
        Stopping.onSignals(server);
        if (options.hasFile()) {
            Hangup.reloads(server);
        }
        if (options.endsWithInput()) {
            Input.onEnd(() -> Runtime.getRuntime().halt(1));
        }
        String authority = options.authority(server);
        System.out.println("listening on ws" + (ServerOptions.secure(server) ? "s" : "") + "://" + authority);
        System.out.flush();
        then.accept(server, authority);
        server.join();
        return 0;
    }
}
