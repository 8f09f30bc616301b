package io.longwire.ws.conformance.structure.broken.auth;

/** Compares a secret letter by letter. */
final class Proof {
    private Proof() {}

    static final class Password {
        private final String secret;

        Password(String secret) {
            this.secret = secret;
        }

        boolean matches(String expected) {
            return secret.equals(expected);
        }
    }
}
