package io.longwire.ws.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Objects;

/** What a peer shows to prove who it is. None of them tells a secret in {@code toString}, and none can be compared by {@code equals}. */
public sealed interface Proof {
    /** Where it was found. */
    Source source();

    /** A text that only its holder knows: a token, or a first message. */
    final class Token implements Proof {
        private final Source source;
        private final String value;

        /** A token as it was sent. */
        public Token(Source source, String value) {
            this.source = Objects.requireNonNull(source, "source");
            this.value = Objects.requireNonNull(value, "value");
        }

        @Override
        public Source source() {
            return source;
        }

        /** The token as it was sent; not verified yet, so nothing in it is true. */
        public String value() {
            return value;
        }

        /** Whether it is this text. It takes as long for any two texts of one length. */
        public boolean matches(String expected) {
            return same(value, expected);
        }

        @Override
        public String toString() {
            return "Token[" + source + "]";
        }
    }

    /** A name and a password. */
    final class Password implements Proof {
        private final String name;
        private final String password;

        /** A name and a password as they were sent. */
        public Password(String name, String password) {
            this.name = Objects.requireNonNull(name, "name");
            this.password = Objects.requireNonNull(password, "password");
        }

        @Override
        public Source source() {
            return Source.BASIC;
        }

        /** The name as it was sent. */
        public String name() {
            return name;
        }

        /** The password as it was sent, for a function that hashes it. */
        public String password() {
            return password;
        }

        /** Whether the password is this text. It takes as long for any two texts of one length. */
        public boolean matches(String expected) {
            return same(password, expected);
        }

        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /** A certificate whose key the peer has shown to hold, and which the server's trust store accepts. */
    final class Certificate implements Proof {
        private final X509Certificate certificate;

        /** A certificate that TLS has verified. */
        public Certificate(X509Certificate certificate) {
            this.certificate = Objects.requireNonNull(certificate, "certificate");
        }

        @Override
        public Source source() {
            return Source.CERTIFICATE;
        }

        /** The peer's own certificate. */
        public X509Certificate certificate() {
            return certificate;
        }

        @Override
        public String toString() {
            return "Certificate[" + certificate.getSubjectX500Principal().getName() + "]";
        }
    }

    private static boolean same(String shown, String expected) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
