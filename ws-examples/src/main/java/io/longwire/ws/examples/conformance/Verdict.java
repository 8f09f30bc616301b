package io.longwire.ws.examples.conformance;

/** What a case came to. */
enum Verdict {
    /** The server does what the standard asks, or what it leaves open. */
    HOLDS,
    /** It does something else. */
    DIFFERS,
    /** The server cannot be judged by it: it has a limit there, or does not do what is optional. */
    NOT_APPLICABLE;

    /** As in the table. */
    @Override
    public String toString() {
        return switch (this) {
            case HOLDS -> "holds";
            case DIFFERS -> "differs";
            case NOT_APPLICABLE -> "not applicable";
        };
    }
}
