package io.longwire.ws.codec.handshake;

import io.longwire.ws.spi.ExtensionParameters;
import java.util.List;

/**
 * A request for a WebSocket that is right in form (RFC 6455, 4.2.1).
 *
 * @param target what it asks for
 * @param host the canonical authority, that of the target when it has one, else that of {@code Host}
 * @param key the {@code Sec-WebSocket-Key}
 * @param subprotocols what was offered, in order, each once
 * @param extensions what was offered, in order
 * @param headers all headers
 */
public record UpgradeRequest(
        RequestTarget target,
        String host,
        String key,
        List<String> subprotocols,
        List<ExtensionParameters> extensions,
        Headers headers) {
    public UpgradeRequest {
        subprotocols = List.copyOf(subprotocols);
        extensions = List.copyOf(extensions);
    }
}
