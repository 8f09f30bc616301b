package io.longwire.ws.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a peer shows who it is. */
public enum Source {
    /** A cookie of the handshake. */
    COOKIE,
    /** {@code Authorization: Bearer} (RFC 6750, 2.1). */
    BEARER,
    /** {@code Authorization: Basic} (RFC 7617). */
    BASIC,
    /** A parameter of the query. */
    QUERY,
    /** What stands behind a marker in {@code Sec-WebSocket-Protocol}. */
    SUBPROTOCOL,
    /** The certificate of the TLS client. */
    CERTIFICATE,
    /** The first message. */
    MESSAGE;

    /** As it is written in the configuration. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Source::word).toList();
    }

    /** Whether a browser sends it for any page that asks it to connect. */
    boolean isAmbient() {
        return this == COOKIE || this == BASIC || this == CERTIFICATE;
    }
}
