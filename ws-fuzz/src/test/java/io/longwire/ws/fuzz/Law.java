package io.longwire.ws.fuzz;

/** What must hold. The sentence of a failure is made only when it is needed: most runs are to be fast. */
final class Law {
    private Law() {}

    static void holds(boolean law, String sentence) {
        if (!law) {
            throw new AssertionError(sentence);
        }
    }

    static void same(Object whole, Object cut, String what) {
        if (!whole.equals(cut)) {
            throw new AssertionError(what + "\n whole: " + whole + "\n cut:   " + cut);
        }
    }
}
