package io.longwire.ws.codec.handshake;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asks a proxy (RFC 6455, 4.1, item 3, and RFC 9110, 9.3.6). */
public final class ConnectRequest {
    private ConnectRequest() {}

    /**
     * The request, whole.
     *
     * @param uri see {@link ClientHandshake#require}; its port is named even where it is that of the scheme
     * @param authorization the value of {@code Proxy-Authorization}, or null for none
     */
    public static ByteBuffer of(URI uri, @Nullable String authorization) {
        String target = ClientHandshake.authority(uri).host() + ":" + ClientHandshake.port(uri);
        StringBuilder text = new StringBuilder(128);
        text.append("CONNECT ").append(target).append(" HTTP/1.1\r\n");
        Responses.append(text, "Host", List.of(target));
        if (authorization != null) {
            Responses.append(text, "Proxy-Authorization", List.of(authorization));
        }
        return Responses.bytes(text.append("\r\n"), new byte[0]);
    }
}
