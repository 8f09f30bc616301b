package io.longwire.ws.runtime;

import io.longwire.ws.WebSocketServer;
import org.jspecify.annotations.Nullable;

/** Holds the end of the JVM until a server has stopped in order, where that is wished. */
final class AtExit {
    private AtExit() {}

    static Thread stop(WebSocketServer server) {
        Thread hook = new Thread(() -> server.stop().toCompletableFuture().join(), "longwire-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /** The JVM would keep the server, and the loader of its classes. */
    static void forget(@Nullable Thread hook) {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ends) {
            return; // the JVM ends, and the hook runs
        }
    }
}
