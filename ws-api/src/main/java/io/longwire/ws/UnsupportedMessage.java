package io.longwire.ws;

/**
 * Thrown by a handler that does not take messages of a kind. The connection is closed with code 1003, "received a type of
 * data it cannot accept" (RFC 6455, 7.4.1).
 */
public final class UnsupportedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MessageKind kind;

    public UnsupportedMessage(MessageKind kind) {
        super(
                "this endpoint takes no " + (kind == MessageKind.TEXT ? "text" : "binary") + " messages",
                null,
                false,
                false);
        this.kind = kind;
    }

    /** The kind that was refused. */
    public MessageKind kind() {
        return kind;
    }
}
