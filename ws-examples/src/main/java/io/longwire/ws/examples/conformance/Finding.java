package io.longwire.ws.examples.conformance;

/**
 * What was seen in a case, and what it means.
 *
 * @param seen in a few words
 */
record Finding(Verdict verdict, String seen) {
    static Finding holds(String seen) {
        return new Finding(Verdict.HOLDS, seen);
    }

    static Finding differs(String seen) {
        return new Finding(Verdict.DIFFERS, seen);
    }

    static Finding notApplicable(String why) {
        return new Finding(Verdict.NOT_APPLICABLE, why);
    }

    static Finding of(boolean holds, String seen) {
        return holds ? holds(seen) : differs(seen);
    }
}
