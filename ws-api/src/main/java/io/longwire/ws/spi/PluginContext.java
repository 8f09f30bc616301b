package io.longwire.ws.spi;

import java.util.List;
import java.util.Optional;

/** What a plug-in is given when it is made. */
public interface PluginContext {
    /** The subtree {@code ws.plugins.<name>}. */
    Settings settings();

    /** Another subtree of {@code ws}, read-only knowledge for checks across parts, for example {@code limits}. */
    Settings settings(String path);

    /** The loops that connections will live on, in a fixed order. */
    List<Loop> loops();

    /** The paths of the endpoints, for example {@code /chat/{room}}; empty for a client. */
    List<String> endpoints();

    /** Where the plug-in's counts go. */
    Meter meter();

    /**
     * Tells who runs the server, in the log, what needs looking after: one line a second at most, with the number of those that were
     * held back. Any thread.
     *
     * @param sentence for people, and no secret
     */
    void warn(String sentence);

    /**
     * Offers a service to the application and to plug-ins that come after this one.
     *
     * @throws IllegalArgumentException when the provider did not declare the type, or it is provided already
     */
    <T> void provide(Class<T> type, T service);

    /** A service of a plug-in that comes before this one. */
    <T> Optional<T> service(Class<T> type);
}
