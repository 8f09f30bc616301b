package io.longwire.ws;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended.
 *
 * @param code the code of the Close frame that was sent or received first; {@link #NO_STATUS} when the peer's Close
 *     frame had none, {@link #ABNORMAL} when the transport ended without a Close frame (RFC 6455, 7.1.5)
 * @param text the text of that frame, empty for none
 * @param by who began it
 * @param cause what went wrong, null when nothing did
 */
public record Closed(
        int code, String text, Initiator by, @Nullable Throwable cause) {
    /** The peer's Close frame had no code (RFC 6455, 7.4.1). Never on the wire. */
    public static final int NO_STATUS = 1005;
    /** The transport ended without a Close frame (RFC 6455, 7.4.1). Never on the wire. */
    public static final int ABNORMAL = 1006;

    public Closed {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(by, "by");
    }

    /** Whether the closing handshake was begun by a Close frame and nothing went wrong. */
    public boolean clean() {
        return by != Initiator.NOBODY && cause == null;
    }
}
