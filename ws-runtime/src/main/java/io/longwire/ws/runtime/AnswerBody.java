package io.longwire.ws.runtime;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.codec.handshake.Headers;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that refuses an opening handshake, as far as anybody may want to read it (RFC 9112, 6.3). When it has come,
 * or its time is over, the connect fails and the wire is closed. Loop only.
 */
final class AnswerBody implements Receiver {
    /** How long a connect that has failed already waits for the reason. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST = 64 * 1024;

    private final Wire wire;
    private final HandshakeFailed refused;
    private final Consumer<HandshakeFailed> told;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deadline deadline = new Deadline();
    private final int length;
    private boolean over;

    AnswerBody(Wire wire, HandshakeFailed refused, Headers headers, Consumer<HandshakeFailed> told) {
        this.wire = wire;
        this.refused = refused;
        this.told = told;
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

    void begin() {
        deadline.start(wire.loop(), PATIENCE, this::tell);
    }

    @Override
    public void onBytes(ByteBuffer more) {
        byte[] taken = new byte[Math.min(more.remaining(), length - bytes.size())];
        more.get(taken);
        bytes.writeBytes(taken);
        if (bytes.size() == length) {
            tell();
        }
    }

    @Override
    public void onWritable() {}

    @Override
    public void onEnd() {
        tell();
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        tell();
    }

    private void tell() {
        if (!over) {
            over = true;
            deadline.stop();
            told.accept(new HandshakeFailed(refused, bytes.toByteArray()));
            wire.close();
        }
    }
}
