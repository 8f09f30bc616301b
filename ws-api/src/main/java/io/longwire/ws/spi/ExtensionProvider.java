package io.longwire.ws.spi;

import java.util.List;
import java.util.Optional;

/**
 * Negotiates a WebSocket extension (RFC 6455, 9) that rewrites the payload of messages. Found by {@link
 * java.util.ServiceLoader}, bound in Guice, or passed to a builder; configured under {@code ws.extensions.<name>}, where
 * {@code enabled} turns it on.
 */
public interface ExtensionProvider {
    /** The registered extension token. */
    String name();

    /**
     * The reserved bits it owns: the sum of 4 for RSV1, 2 for RSV2 and 1 for RSV3, or 0. Two extensions that claim one bit stop
     * the start.
     */
    int rsvBits();

    /** What a client offers, the preferred form first; empty to stay out. */
    List<ExtensionParameters> offer(Settings settings);

    /**
     * What a server agrees to, looking at the client's offers of this name in order; empty declines them all. An offer with an
     * unknown, doubled or impossible parameter is passed over, never an error.
     */
    Optional<Agreement> accept(List<ExtensionParameters> offers, Settings settings);

    /**
     * What a client makes of the server's answer to its offers; empty when the answer is not what was offered, which fails the
     * connection.
     */
    Optional<Agreement> confirm(ExtensionParameters answer, Settings settings);
}
