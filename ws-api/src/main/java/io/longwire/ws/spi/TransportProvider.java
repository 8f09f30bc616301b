package io.longwire.ws.spi;

/**
 * Makes a transport; chosen by {@code ws.transport = <name>}. Found by {@link java.util.ServiceLoader}, bound in Guice, or
 * passed to a builder.
 */
public interface TransportProvider {
    /** The name that configuration says; two providers of one name are an error. */
    String name();

    /**
     * Makes a transport with loops of its own.
     *
     * @param settings the subtree {@code ws.transports.<name>}
     * @throws io.longwire.ws.StartFailed when this machine cannot run it; the sentence names the cure
     */
    Transport create(Settings settings);
}
