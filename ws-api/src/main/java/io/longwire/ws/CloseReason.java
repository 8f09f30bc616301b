package io.longwire.ws;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The body of a Close frame that this side sends (RFC 6455, 5.5.1): a status code and a short text for the peer.
 *
 * @param code a code that may stand on the wire: 1000 to 1003, 1007 to 1014, or 3000 to 4999 (RFC 6455, 7.4)
 * @param text at most 123 bytes of UTF-8; empty for none
 */
public record CloseReason(int code, String text) {
    /** The purpose of the connection is fulfilled. */
    public static final CloseReason NORMAL = new CloseReason(1000, "");
    /** A server goes down or a browser leaves the page. */
    public static final CloseReason GOING_AWAY = new CloseReason(1001, "");
    /** A failure inside this side kept it from serving the connection. */
    public static final CloseReason INTERNAL_ERROR = new CloseReason(1011, "");
    /** The server restarts; the peer may connect again after a random delay. */
    public static final CloseReason SERVICE_RESTART = new CloseReason(1012, "");
    /** The server is overloaded or the peer is too slow; it may connect again later. */
    public static final CloseReason TRY_AGAIN_LATER = new CloseReason(1013, "");

    /** The longest text in bytes of UTF-8: a control frame holds 125 bytes and the code takes two (RFC 6455, 5.5). */
    public static final int MAX_TEXT_BYTES = 123;

    /**
     * @throws IllegalArgumentException when the code may not be sent, the text is too long or is not well-formed UTF-16
     */
    public CloseReason {
        Objects.requireNonNull(text, "text");
        if (!isSendable(code)) {
            throw new IllegalArgumentException("close code " + code + " may not be sent (RFC 6455, 7.4)");
        }
        if (!Utf16.isWellFormed(text)) {
            throw new IllegalArgumentException("the close text holds an unpaired surrogate");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("the close text is longer than " + MAX_TEXT_BYTES + " bytes of UTF-8");
        }
    }

    /** A reason without text. */
    public static CloseReason of(int code) {
        return new CloseReason(code, "");
    }

    /** Whether a Close frame may carry this code: 1005, 1006 and 1015 are for reports alone (RFC 6455, 7.4.1). */
    public static boolean isSendable(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }
}
