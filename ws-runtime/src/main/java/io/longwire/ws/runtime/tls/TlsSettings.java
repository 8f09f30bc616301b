package io.longwire.ws.runtime.tls;

import io.longwire.ws.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys of {@code ws.server.tls} or {@code ws.client.tls}.
 *
 * @param path the subtree, for sentences
 * @param certificates files of PEM chains
 * @param keys files of PEM keys, one for each chain, or none when each lies with its chain
 * @param trust files of PEM certificates of authorities
 * @param ciphers names of the JDK; empty for those that it prefers
 */
public record TlsSettings(
        String path,
        List<Path> certificates,
        List<Path> keys,
        Optional<Path> keystore,
        String keystorePassword,
        List<Path> trust,
        List<String> protocols,
        List<String> ciphers,
        ClientAuth clientAuth) {

    /** Whether a server asks clients for a certificate. */
    enum ClientAuth {
        NONE,
        WANT,
        NEED
    }

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** What {@code ws.server.tls} says. */
    public static TlsSettings server(Settings tls) {
        String asked = tls.oneOf("client-auth", List.of("none", "want", "need"));
        return from("ws.server.tls", tls, ClientAuth.valueOf(asked.toUpperCase(Locale.ROOT)));
    }

    /** What {@code ws.client.tls} says. */
    public static TlsSettings client(Settings tls) {
        return from("ws.client.tls", tls, ClientAuth.NONE);
    }

    private static TlsSettings from(String path, Settings tls, ClientAuth clientAuth) {
        List<String> protocols = tls.texts("protocols");
        if (protocols.isEmpty() || !PROTOCOLS.containsAll(protocols)) {
            throw tls.refuse("protocols", "expected one or both of \"TLSv1.3\" and \"TLSv1.2\"");
        }
        return new TlsSettings(
                path,
                files(tls, "certificates"),
                files(tls, "keys"),
                tls.isSet("keystore") ? Optional.of(Path.of(tls.text("keystore"))) : Optional.empty(),
                tls.isSet("keystore-password") ? tls.text("keystore-password") : "",
                files(tls, "trust"),
                protocols,
                tls.texts("ciphers"),
                clientAuth);
    }

    private static List<Path> files(Settings tls, String key) {
        return tls.texts(key).stream().map(Path::of).toList();
    }

    /** Whether there is a file or a cipher suite that may be wrong. */
    public boolean namesAnything() {
        return hasIdentity() || !trust.isEmpty() || !ciphers.isEmpty();
    }

    /** Whether there is a certificate to show. */
    boolean hasIdentity() {
        return !certificates.isEmpty() || keystore.isPresent();
    }
}
