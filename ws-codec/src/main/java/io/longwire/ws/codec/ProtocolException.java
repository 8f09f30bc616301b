package io.longwire.ws.codec;

/**
 * The peer broke the protocol or a limit. It has no stack trace: it tells of the peer, not of this program, and peers may cause
 * any number of them.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Violation violation;

    /** An exception that tells of a violation. */
    public ProtocolException(Violation violation) {
        super(violation.sentence() + " (" + violation.rfc() + ")", null, false, false);
        this.violation = violation;
    }

    /** What the peer did. */
    public Violation violation() {
        return violation;
    }
}
