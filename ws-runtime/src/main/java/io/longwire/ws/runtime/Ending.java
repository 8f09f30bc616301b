package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import org.jspecify.annotations.Nullable;

/** Why a session ends. The first cause is the one that is told. */
final class Ending {
    private @Nullable Closed how;
    private boolean answered;
    private boolean violation;

    /** Notes the cause; false when there was one before. */
    boolean begin(Initiator by, int code, String text, @Nullable Throwable cause) {
        if (how != null) {
            return false;
        }
        how = new Closed(code, text, by, cause);
        return true;
    }

    /** The closing handshake did not come to its end. */
    void unclean(Throwable why) {
        if (how != null && how.cause() == null) {
            how = new Closed(how.code(), how.text(), how.by(), why);
        }
    }

    /** The peer's Close frame has come. */
    void answered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /** The connection is failed (RFC 6455, 7.1.7): the peer is not waited for. */
    void violation() {
        violation = true;
    }

    boolean isViolation() {
        return violation;
    }

    Closed told() {
        return how == null ? new Closed(Closed.ABNORMAL, "", Initiator.NOBODY, null) : how;
    }
}
