package io.longwire.ws.runtime;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.codec.handshake.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** The body of an answer that refuses an opening handshake, as far as anybody may want to read it (RFC 9112, 6.3). */
final class AnswerBody {
    /** How long a connect that has failed already waits for the reason. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST = 64 * 1024;

    private final HandshakeFailed refused;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int length;

    AnswerBody(HandshakeFailed refused, Headers headers) {
        this.refused = refused;
        this.length = refused.status() == 204 || refused.status() == 304 || headers.contains("Transfer-Encoding")
                ? 0
                : length(headers.all("Content-Length"));
    }

    /** Without a length that can be understood the body ends with the connection. */
    private static int length(List<String> values) {
        try {
            return values.size() == 1 ? (int) Math.max(0, Math.min(MOST, Long.parseLong(values.get(0)))) : MOST;
        } catch (NumberFormatException malformed) {
            return MOST;
        }
    }

    /** Takes bytes; whether no more are wanted. */
    boolean add(ByteBuffer more) {
        byte[] taken = new byte[Math.min(more.remaining(), length - bytes.size())];
        more.get(taken);
        bytes.writeBytes(taken);
        return bytes.size() == length;
    }

    /** The failure with what came. */
    HandshakeFailed failure() {
        return new HandshakeFailed(refused, bytes.toByteArray());
    }
}
