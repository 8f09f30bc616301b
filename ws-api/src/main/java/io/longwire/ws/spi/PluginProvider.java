package io.longwire.ws.spi;

import java.util.Set;

/**
 * Makes a plug-in. Found by {@link java.util.ServiceLoader}, bound in Guice, or passed to a builder; configured under {@code
 * ws.plugins.<name>}, where {@code enabled} turns it on.
 */
public interface PluginProvider {
    /** The name, which no other plug-in has. */
    String name();

    /** The types that {@link #create} provides by {@link PluginContext#provide}. */
    default Set<Class<?>> services() {
        return Set.of();
    }

    /** The names of plug-ins that come before this one, where they are present. */
    default Set<String> after() {
        return Set.of();
    }

    /**
     * Makes the plug-in of one server or client.
     *
     * @throws io.longwire.ws.StartFailed when it cannot work; the sentence names the cure
     */
    Plugin create(PluginContext context);
}
