package io.longwire.ws.conformance.rows;

/** The application's own mistakes. */
final class Misuse {
    private Misuse() {}

    /** Demands that a call is refused by an {@link IllegalArgumentException}. */
    static void refused(Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException refused) {
            return;
        }
        throw new AssertionError("the call was not refused");
    }
}
